/* The first screen as a view: gathered when it is opened, uncovered, when
   another window has saved, when the day or the branch is another one; never
   while it is drawn. */
#include "pbtui/screen/home_view.h"
#include "pbtui/screen/print_menu.h"

#include <string.h>

#include "home_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/duties_view.h"
#include "pbtui/screen/inspect_view.h"
#include "pbtui/screen/milestones_view.h"
#include "pbtui/screen/search_view.h"
#include "pbtui/store/draft.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

/* ---- gathering -------------------------------------------------------- */

static size_t count_drafts(struct home_view *v)
{
    size_t n = 0;
    struct draft *list;
    const char *dir = db_state_dir(v->app->session.db);
    if (dir == NULL || db_is_read_only(v->app->session.db) ||
        !draft_list(dir, &v->arena, &list, &n, NULL)) {
        return 0;
    }
    return n;
}

static void gather(struct home_view *v)
{
    struct book *b = v->app->book;
    int year;
    int month;
    int mday;
    date_split(b->day, &year, &month, &mday);
    arena_reset(&v->arena);
    home_forget_lines(v);
    v->day = b->day;
    v->branch = b->branch;
    v->err = (struct err)ERR_INIT;
    v->failed = !duty_year_of(b, &v->arena, year, false, &v->year, &v->err) ||
                !outlook_of(b, &v->arena, &v->outlook, &v->err);
    if (!v->failed) {
        v->n_drafts = count_drafts(v);
        home_lines(v);
    }
}

/* What may have changed since the last key. */
static void watch(struct home_view *v)
{
    app_watch(v->app);
    if (v->day != v->app->book->day || v->branch != v->app->book->branch ||
        db_changed_elsewhere(v->app->session.db)) {
        gather(v);
    }
}

/* ---- moving ----------------------------------------------------------- */

static void move(struct home_view *v, int step)
{
    struct home_column *c = &v->columns[v->focus];
    size_t at = c->at;
    while (step < 0 ? at > 0 : at + 1 < c->n) {
        at += step < 0 ? (size_t)-1 : 1;
        if (home_is_stop(&c->v[at])) {
            c->at = at;
            return;
        }
    }
    /* Nothing further: what stands beyond is shown at least. */
    if (step < 0) {
        c->top = 0;
    }
}

static void move_far(struct home_view *v, int step)
{
    struct home_column *c = &v->columns[v->focus];
    for (size_t i = 0; i < c->n; i++) {
        move(v, step);
    }
}

/* ---- the view --------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    (void)view;
    return CTX_ALL | CTX_LIST | CTX_HOME;
}

static bool move_by(struct home_view *v, int cmd)
{
    switch (cmd) {
    case CMD_UP:
        move(v, -1);
        return true;
    case CMD_DOWN:
        move(v, 1);
        return true;
    case CMD_PAGE_UP:
    case CMD_FIRST:
        move_far(v, -1);
        return true;
    case CMD_PAGE_DOWN:
    case CMD_LAST:
        move_far(v, 1);
        return true;
    case CMD_HOME_SIDE:
        v->focus = v->focus == HOME_LEFT ? HOME_RIGHT : HOME_LEFT;
        return true;
    case CMD_LEFT:
        v->focus = HOME_LEFT;
        return true;
    case CMD_RIGHT:
        v->focus = HOME_RIGHT;
        return true;
    default:
        return false;
    }
}

/* There is nothing below but today. */
static enum view_result go_back(struct home_view *v)
{
    if (!book_view_to_today(v->app)) {
        return VIEW_PASS;
    }
    gather(v);
    return VIEW_DONE;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct home_view *v = (struct home_view *)view;
    watch(v);
    if (move_by(v, cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_HOME_OPEN:
        home_open(v);
        return VIEW_DONE;
    case CMD_HOME_NEW:
        home_new(v);
        return VIEW_DONE;
    case CMD_HOME_DUTIES:
        duties_view_open(v->app, v->year.matrix.year, NULL, 0);
        return VIEW_DONE;
    case CMD_HOME_PRINT:
        print_menu_open(v->app);
        return VIEW_DONE;
    case CMD_HOME_FIND:
        search_view_open(v->app, "");
        return VIEW_DONE;
    case CMD_HOME_MILESTONES:
        milestones_view_open(v->app);
        return VIEW_DONE;
    case CMD_HOME_INSPECT:
        inspect_view_open(v->app);
        return VIEW_DONE;
    case CMD_HOME_REFRESH:
        gather(v);
        ui_note(ui, ROLE_OK, "已刷新。");
        return VIEW_DONE;
    case CMD_BACK:
        return go_back(v);
    default:
        return VIEW_PASS;
    }
}

static void open_book(struct app *app, const struct home_book *book)
{
    if (book->open != NULL) {
        book->open(app);
    } else {
        book_view_open(app, book->ledger, 0, NULL);
    }
}

/* A digit opens a book; an input method may send it full-width. */
static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct home_view *v = (struct home_view *)view;
    if (k->kind == K_RESUME) {
        struct err err = ERR_INIT;
        if (!db_same_file(v->app->session.db, &err)) {
            dialog_error(ui, &err);
        }
        gather(v);
        return VIEW_DONE;
    }
    if (k->kind != K_CHAR) {
        return VIEW_PASS;
    }
    const uint32_t wide_zero = 0xFF10;
    uint32_t code = k->code >= wide_zero && k->code <= wide_zero + 9
                        ? k->code - wide_zero + '0'
                        : k->code;
    for (size_t i = 0; home_books[i].title != NULL; i++) {
        if ((uint32_t)home_books[i].digit == code) {
            open_book(v->app, &home_books[i]);
            return VIEW_DONE;
        }
    }
    if (code >= '1' && code <= '8') {
        ui_note(ui, ROLE_WARN, "这一本台账还没有，现有的写在最下面一行。");
        return VIEW_DONE;
    }
    return VIEW_PASS;
}

static void uncovered(struct view *view, struct ui *ui)
{
    (void)ui;
    gather((struct home_view *)view);
}

static void help(const struct view *view, struct strbuf *out)
{
    const struct home_view *v = (const struct home_view *)view;
    const struct home_column *c = &v->columns[v->focus];
    const struct home_line *l = c->at < c->n ? &c->v[c->at] : NULL;
    if (l != NULL && l->row != NULL) {
        const struct duty *d = l->row->duty;
        sb_addf(out, "%s %s\n%s\n%s（%s）\n", d->code, d->name, d->note,
                d->basis, d->local ? "当地做法" : "中央规定");
    }
    if (l != NULL && l->rule[0] != '\0') {
        sb_addf(out, "%s\n", l->rule);
    }
}

static void close_view(struct view *view)
{
    struct home_view *v = (struct home_view *)view;
    for (int i = 0; i < HOME_COLUMNS; i++) {
        mem_free(v->columns[i].v);
    }
    arena_clear(&v->arena);
    mem_free(v);
}

static const struct view_class home_view_class = {
    .name = "home",
    .contexts = contexts,
    .draw = home_draw,
    .command = command,
    .key = key,
    .uncovered = uncovered,
    .help = help,
    .close = close_view,
};

void home_view_open(struct app *app)
{
    struct home_view *v = mem_new(sizeof *v);
    v->view.cls = &home_view_class;
    v->app = app;
    gather(v);
    ui_push(&app->ui, &v->view);
}
