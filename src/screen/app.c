/* The program around the views: opening the ledger, the commands that are the
   same everywhere, the top line. */
#include "pbtui/screen/app.h"

#include <string.h>

#include "app_branch.h"
#include "app_file.h"
#include "pages.h"
#include "pbtui/ledger/org.h"
#include "pbtui/screen/check_view.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/drafts_view.h"
#include "pbtui/screen/duties_view.h"
#include "pbtui/screen/first_view.h"
#include "pbtui/screen/history_view.h"
#include "pbtui/screen/home_view.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/search_view.h"
#include "pbtui/store/change.h"
#include "pbtui/text/date.h"

#define BRANCH_COLS 40

/* ---- opening ---------------------------------------------------------- */

bool app_open_ledger(struct app *app, struct err *err)
{
    enum db_mode mode = app->opt.path == NULL ? DB_MEMORY
                        : app->opt.read_only  ? DB_READ
                                              : DB_WRITE;
    if (!session_open(&app->session, app->opt.path, mode, app->opt.actor,
                      err)) {
        return false;
    }
    app->book = &app->session.book;
    return true;
}

bool app_init(struct app *app, const struct screen_options *opt,
              struct err *err)
{
    memset(app, 0, sizeof *app);
    app->opt = *opt;
    struct strbuf complaints;
    sb_init(&complaints);
    struct keymap *km =
        screen_keymap(&app->arena, opt->keys, opt->n_keys, &complaints);
    ui_init(&app->ui, km, app);
    app->ui.command = app_command;
    app->ui.open_help = NULL;
    if (complaints.len > 0) {
        ui_note(&app->ui, ROLE_WARN, "%s", complaints.s);
    } else if (opt->n_complaints > 0) {
        ui_note(&app->ui, ROLE_WARN,
                "配置有 %zu 处没有用上：%s 全部请看 pbtui config。",
                opt->n_complaints, opt->complaints[0]);
    }
    sb_clear(&complaints);
    if (opt->first_start) {
        return true;
    }
    if (!app_open_ledger(app, err)) {
        app_clear(app);
        return false;
    }
    return true;
}

void app_clear(struct app *app)
{
    ui_clear(&app->ui);
    if (app->book != NULL) {
        session_close(&app->session);
    }
    arena_clear(&app->arena);
}

struct app *app_of(const struct ui *ui)
{
    return ui->app;
}

void app_start(struct app *app)
{
    if (app->opt.first_start) {
        first_view_open(app);
        return;
    }
    home_view_open(app);
    if (db_warnings(app->session.db) > 0) {
        ui_note(&app->ui, ROLE_WARN, "%s", db_warning(app->session.db, 0));
    }
    if (app->session.complaint[0] != '\0') {
        ui_note(&app->ui, ROLE_WARN, "%s", app->session.complaint);
    }
    if (db_is_read_only(app->session.db)) {
        ui_note(&app->ui, ROLE_WARN, "只读：%s",
                db_read_only_why(app->session.db));
    } else {
        drafts_view_offer(app);
    }
}

/* ---- drawing ---------------------------------------------------------- */

void app_forget(struct app *app)
{
    app->shown_branch = 0;
}

static const char *branch_name(struct app *app)
{
    if (app->shown_branch == 0 || app->shown_branch != app->book->branch) {
        const struct org_branch b = org_current(app->book, &app->ui.frame);
        size_t n;
        int cols = BRANCH_COLS;
        do {
            n = fit_prefix_bytes(b.short_name, strlen(b.short_name), cols--);
        } while (n >= sizeof app->branch_name);
        memcpy(app->branch_name, b.short_name, n);
        app->branch_name[n] = '\0';
        app->shown_branch = app->book->branch;
    }
    return app->branch_name;
}

/* Where we are stands left and whole; the branch gives way when it is narrow,
   the day it speaks for never does. */
void app_draw_top(struct app *app, struct canvas *c, int row, const char *where)
{
    struct arena *a = &app->ui.frame;
    struct rect line = {row, 0, 1, c->cols};
    canvas_fill(c, line, ROLE_TITLE);
    int col = canvas_putf(c, row, 1, ROLE_TITLE, "%s", where) + 2;
    if (app->book == NULL) {
        return;
    }
    char text[24];
    bool past = app->book->day != app->book->today;
    const char *day =
        past ? arena_printf(a, "截至 %s", date_text_long(app->book->day, text))
             : arena_printf(a, "%s %s", date_text(app->book->day, text),
                            date_weekday_text(app->book->day));
    int day_col = c->cols - width_cols(day) - 1;
    const char *branch = arena_printf(
        a, "%s%s", db_is_read_only(app->session.db) ? "[只读] " : "",
        branch_name(app));
    int room = day_col - 2 - col;
    int branch_cols = width_cols(branch);
    branch_cols = branch_cols < room ? branch_cols : room;
    if (branch_cols > 0) {
        canvas_put_fit(c, row, day_col - 2 - branch_cols, branch_cols,
                       ROLE_TITLE, FIT_LEFT, branch);
    }
    canvas_put(c, row, day_col, past ? ROLE_WARN : ROLE_TITLE, day);
}

bool app_can_write(struct app *app)
{
    if (db_is_read_only(app->session.db)) {
        ui_note(&app->ui, ROLE_WARN, "不能修改。%s",
                db_read_only_why(app->session.db));
        return false;
    }
    return true;
}

void app_watch(struct app *app)
{
    int today = date_today();
    if (today != app->book->today) { /* left open over midnight */
        if (app->book->day == app->book->today) {
            app->book->day = today;
        }
        app->book->today = today;
    }
}

/* ---- commands that work everywhere ------------------------------------ */

void app_changed(struct app *app)
{
    app_forget(app);
    struct view *top = app->ui.top;
    if (top != NULL && top->cls->uncovered != NULL) {
        top->cls->uncovered(top, &app->ui);
    }
}

bool app_form_is_open(const struct app *app, bool top_too)
{
    const struct view *top = app->ui.top;
    for (const struct view *v = top; v != NULL; v = v->below) {
        if (v->cls->unsaved != NULL &&
            (v != top || top_too || v->cls->unsaved(v))) {
            return true;
        }
    }
    return false;
}

/* Not under an open form: it may be what stands there that is undone. */
static void undo(struct app *app, bool redo)
{
    struct change_info info;
    struct err err = ERR_INIT;
    struct db *db = app->session.db;
    if (!app_can_write(app)) {
        return;
    }
    if (app_form_is_open(app, false)) {
        ui_note(&app->ui, ROLE_WARN,
                "请先保存或关闭打开着的表单，再撤销或重做。");
        return;
    }
    if (!(redo ? change_next_redo(db, &info) : change_next_undo(db, &info))) {
        ui_note(&app->ui, ROLE_WARN,
                redo ? "没有可以重做的。" : "没有可以撤销的。");
        return;
    }
    /* Just the one that was looked at: another window may have saved. */
    bool ok = redo ? change_redo(db, &info, &err)
                   : change_undo_last(db, info.number, &info, &err);
    if (!ok) {
        dialog_error(&app->ui, &err);
        return;
    }
    ui_note(&app->ui, ROLE_OK, "%s：%s", redo ? "已重做" : "已撤销",
            info.label);
    app_changed(app);
}

static void quit_answer(void *ctx, struct ui *ui, int answer)
{
    (void)ctx;
    ui->quit = answer == 0;
}

/* What was typed is in a draft before the question is even asked. */
static enum view_result quit(struct ui *ui)
{
    static const char *const buttons[] = {"退出", "返回", NULL};
    bool unsaved = false;
    for (struct view *v = ui->top; v != NULL; v = v->below) {
        if (v->cls->unsaved != NULL && v->cls->unsaved(v)) {
            unsaved = true;
            if (v->cls->hang_up != NULL) {
                v->cls->hang_up(v, ui);
            }
        }
    }
    if (!unsaved) {
        return VIEW_QUIT;
    }
    dialog_ask(ui, "还没有保存",
               "有一张表单没有保存，内容已留作草稿，下次打开可以接着填。",
               buttons, 1, quit_answer, NULL);
    return VIEW_DONE;
}

enum view_result app_command(struct ui *ui, int cmd)
{
    struct app *app = app_of(ui);
    if (cmd == CMD_QUIT) {
        return quit(ui);
    }
    if (cmd == CMD_HELP) {
        help_open(app);
        return VIEW_DONE;
    }
    if (app->book == NULL) {
        return VIEW_PASS;
    }
    switch (cmd) {
    case CMD_PALETTE:
        palette_open(app);
        return VIEW_DONE;
    case CMD_MENU:
        menu_open(app);
        return VIEW_DONE;
    case CMD_FIND_ALL:
        search_view_open(app, "");
        return VIEW_DONE;
    case CMD_UNDO:
    case CMD_REDO:
        undo(app, cmd == CMD_REDO);
        return VIEW_DONE;
    case CMD_UNDO_LIST:
        history_changes_open(app);
        return VIEW_DONE;
    case CMD_BRANCH:
        app_branch_ask(app);
        return VIEW_DONE;
    case CMD_DRAFTS:
        drafts_view_open(app);
        return VIEW_DONE;
    case CMD_CHECK:
        check_view_open(app);
        return VIEW_DONE;
    case CMD_BACKUP:
        app_backup(app);
        return VIEW_DONE;
    case CMD_DUTIES:
        duties_view_open(app, 0, NULL, 0);
        return VIEW_DONE;
    case CMD_ABOUT:
        app_about(app);
        return VIEW_DONE;
    default:
        return page_open(app, cmd) ? VIEW_DONE : VIEW_PASS;
    }
}
