/* What every table that is typed into does alike.

   Stages: read (or a draft put on top, in its branch) → typed, a draft kept →
   left: saved, given up, or taken over from another window.  What the numbers
   mean is the business of each kind. */
#include "sheet.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/screen/record_view.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

static struct sheet *self_of(struct view *view)
{
    return (struct sheet *)view;
}

static bool is_closed(const struct sheet *s)
{
    return db_is_read_only(s->app->session.db) ||
           s->kind->was(s)->voided_on[0] != '\0';
}

/* ---- opening ---------------------------------------------------------- */

static bool read_anew(struct sheet *s, int64_t id, struct err *err)
{
    if (!s->kind->read(s, id, err)) {
        return false;
    }
    s->grid.read_only = is_closed(s);
    s->kind->show(s);
    return true;
}

bool sheet_read(struct sheet *s, int64_t id)
{
    struct err err = ERR_INIT;
    if (!read_anew(s, id, &err)) {
        ui_note_err(&s->app->ui, &err);
        return false;
    }
    return true;
}

/* The roster it is laid over is that of its branch.  Another form that is open
   belongs to the branch in view. */
static bool enter_branch(struct sheet *s, int64_t branch)
{
    struct app *app = s->app;
    if (branch == 0 || branch == app->book->branch) {
        return true;
    }
    for (const struct view *v = app->ui.top; v != NULL; v = v->below) {
        if (v->cls->unsaved != NULL && v->cls->unsaved(v)) {
            ui_note(&app->ui, ROLE_WARN,
                    "这份草稿是另一个支部的，请先保存或关闭打开着的表单，再"
                    "打开它。");
            return false;
        }
    }
    app->book->branch = branch;
    app_forget(app);
    ui_note(&app->ui, ROLE_OK, "草稿是%s的，已换到这个支部。",
            org_current(app->book, &app->ui.frame).name);
    return true;
}

bool sheet_read_draft(struct sheet *s, const struct draft *d)
{
    struct record gone;
    struct ui *ui = &s->app->ui;
    bool there =
        d->row_id != 0 && record_read(&gone, s->kind->ledger, s->app->book,
                                      &ui->frame, d->row_id, NULL);
    if (!enter_branch(s, d->parent_id) ||
        !sheet_read(s, there ? d->row_id : 0)) {
        return false;
    }
    if (d->row_id != 0 && !there) {
        ui_note(ui, ROLE_WARN,
                "原来的记录已撤销，草稿按新增打开，保存后是一条新记录。");
    } else if (there && s->kind->was(s)->ver != d->base_ver) {
        ui_note(ui, ROLE_WARN, "写草稿以后，账本里%s改过；请看一遍再保存。",
                s->kind->record);
    }
    size_t lost = s->kind->unpack(s, d->fields, d->n_fields);
    sheet_changed(s);
    if (lost > 0) {
        ui_note(ui, ROLE_WARN,
                "草稿里有 %zu 项放不进现在的名单，没有填上；原来的草稿留着，"
                "可在命令“草稿”里再看。",
                lost);
        return true;
    }
    s->draft.id = mem_str(d->id);
    return true;
}

bool sheet_has_draft(const struct sheet *s, const char *id)
{
    return s->draft.id != NULL && strcmp(s->draft.id, id) == 0;
}

void sheet_clear(struct sheet *s)
{
    grid_clear(&s->grid);
    sheet_draft_clear(&s->draft);
    arena_clear(&s->arena);
}

/* ---- typing ----------------------------------------------------------- */

bool sheet_type(struct sheet *s, struct grid_at at, const char *typed)
{
    struct err err = ERR_INIT;
    if (s->grid.read_only) {
        return false;
    }
    if (!s->grid.source.put(s->grid.source.ctx, at, typed, &err)) {
        ui_note_err(&s->app->ui, &err);
        return false;
    }
    return true;
}

const char *sheet_shown(const struct sheet *s, const struct record *r,
                        int field)
{
    struct strbuf sb;
    sb_init(&sb);
    record_show(r, s->app->book, field, &sb);
    const char *text = arena_str(&s->app->ui.frame, sb.s);
    sb_clear(&sb);
    return text;
}

static void picked_day(void *ctx, struct ui *ui, int day)
{
    (void)ui;
    struct sheet *s = ctx;
    char text[11];
    if (day != DATE_NONE) {
        sheet_type(s, s->picking, date_text(day, text));
    }
}

void sheet_pick_day(struct sheet *s, const char *title, int day)
{
    dialog_calendar(&s->app->ui, title,
                    day != DATE_NONE ? day : s->app->book->today, picked_day,
                    s);
}

void sheet_changed(struct sheet *s)
{
    sheet_draft_changed(&s->draft, &s->view);
}

bool sheet_is_unsaved(const struct sheet *s)
{
    return s->grid.editing || s->kind->changed(s);
}

/* ---- keeping and leaving ---------------------------------------------- */

/* "民主评议 2026 年度" */
static const char *name_of(const struct sheet *s, struct arena *a)
{
    struct strbuf sb;
    if (s->kind->name != NULL) {
        return s->kind->name(s, a);
    }
    sb_init(&sb);
    s->kind->ledger->label(s->app->book, s->kind->now(s), &sb);
    const char *name = arena_printf(a, "%s %s", s->kind->ledger->noun, sb.s);
    sb_clear(&sb);
    return name;
}

void sheet_write_draft(struct sheet *s)
{
    struct arena a = ARENA_INIT;
    struct sheet_fields f = s->kind->pack(s, &a);
    const struct record *now = s->kind->now(s);
    struct draft d = {
        .form = s->kind->form,
        .title = arena_printf(&a, "%s%s", now->id == 0 ? "新增" : "修改",
                              name_of(s, &a)),
        .row_id = now->id,
        .base_ver = now->ver,
        .parent_id =
            record_int(now, ledger_field(s->kind->ledger, "branch_id")),
        .fields = f.list,
        .n_fields = f.n,
    };
    sheet_draft_write(&s->draft, s->app, &a, &d);
    arena_clear(&a);
}

static void leave_answer(void *ctx, struct ui *ui, int answer)
{
    struct sheet *s = ctx;
    if (answer == 0) {
        if (s->kind->keep(s) == VIEW_CLOSE) {
            ui_pop(ui);
        }
    } else if (answer == 1) {
        sheet_draft_remove(&s->draft, s->app);
        ui_pop(ui);
    }
}

enum view_result sheet_back(struct sheet *s)
{
    static const char *const buttons[] = {"保存", "不保存", "继续填", NULL};
    if (s->grid.read_only) {
        return VIEW_CLOSE;
    }
    if (!s->kind->changed(s)) {
        sheet_draft_remove(&s->draft, s->app);
        return VIEW_CLOSE;
    }
    sheet_write_draft(s);
    dialog_ask(&s->app->ui, "还没有保存",
               arena_printf(&s->app->ui.frame, "这张%s改过，还没有保存。",
                            s->kind->table),
               buttons, 0, leave_answer, s);
    return VIEW_DONE;
}

void sheet_open_record(struct sheet *s)
{
    struct ui *ui = &s->app->ui;
    if (!grid_leave(&s->grid, ui)) {
        return;
    }
    if (s->kind->now(s)->id == 0 || s->kind->changed(s)) {
        ui_note(ui, ROLE_WARN, "先保存（F2），再填%s。", s->kind->gaps);
        return;
    }
    record_view_open(s->app, s->kind->ledger, s->kind->now(s)->id, 0);
}

/* Paper is made of what the book holds. */
static void print_record(struct sheet *s)
{
    if (sheet_is_unsaved(s)) {
        ui_note(&s->app->ui, ROLE_WARN, "先按 F2 保存，再打印。");
    } else {
        print_menu_open_record(s->app, s->kind->ledger, s->kind->now(s)->id);
    }
}

enum view_result sheet_command(struct sheet *s, int cmd)
{
    switch (cmd) {
    case CMD_SAVE:
        return s->kind->keep(s);
    case CMD_BACK:
        return sheet_back(s);
    case CMD_UNDO:
    case CMD_REDO:
        if (sheet_is_unsaved(s)) {
            ui_note(&s->app->ui, ROLE_WARN,
                    "这张表改过还没有保存，先保存或返回，再撤销。");
            return VIEW_DONE;
        }
        return VIEW_PASS;
    case CMD_SHEET_PRINT:
        print_record(s);
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

enum view_result sheet_saved(struct sheet *s)
{
    struct app *app = s->app;
    ui_note(&app->ui, ROLE_OK, "已保存：%s（Ctrl+Z 撤销）",
            name_of(s, &app->ui.frame));
    app->saved_in = s->kind->ledger;
    app->saved_id = s->kind->now(s)->id;
    sheet_draft_remove(&s->draft, app);
    app_forget(app);
    return VIEW_CLOSE;
}

/* What does not fit stays in the draft that was just written. */
static void put_mine(struct sheet *s, const struct sheet_fields *mine)
{
    struct ui *ui = &s->app->ui;
    size_t lost = s->kind->unpack(s, mine->list, mine->n);
    if (lost > 0) {
        sheet_draft_clear(&s->draft);
    }
    sheet_changed(s);
    dialog_message(
        ui, "另一个窗口刚保存过",
        lost > 0
            ? arena_printf(&ui->frame,
                           "已重新读入；您在这里填的有 %zu 项放不进现在的名单，"
                           "留在草稿里，其余都还在。请看一遍，再按 F2 保存。",
                           lost)
            : "已重新读入；您在这里填的都还在，别的格是那个窗口填的。"
              "请看一遍，再按 F2 保存。");
}

void sheet_take_over(struct sheet *s)
{
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct record theirs;
    struct ui *ui = &s->app->ui;
    int64_t id = s->kind->now(s)->id;
    struct sheet_fields mine = s->kind->pack(s, &a);
    /* One that is not a record is there whatever was saved. */
    bool there = id == 0 || record_read(&theirs, s->kind->ledger, s->app->book,
                                        &a, id, &err);
    if (there && id != 0 && theirs.voided_on[0] != '\0') {
        dialog_message(ui, "已被作废",
                       arena_printf(&a,
                                    "另一个窗口已把%s作废，不能再改；您填的内容"
                                    "留在草稿里。",
                                    s->kind->record));
    } else if (there && read_anew(s, id, &err)) {
        put_mine(s, &mine);
    } else {
        dialog_error(ui, &err);
    }
    arena_clear(&a);
}

/* ---- of the view ------------------------------------------------------ */

void sheet_tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    (void)now_ms;
    view->tick_at = 0;
    sheet_write_draft(self_of(view));
}

void sheet_hang_up(struct view *view, struct ui *ui)
{
    struct sheet *s = self_of(view);
    grid_leave(&s->grid, ui);
    sheet_write_draft(s);
}

/* Something above was saved or undone: read again, unless typed into. */
void sheet_uncovered(struct view *view, struct ui *ui)
{
    struct sheet *s = self_of(view);
    if (!sheet_is_unsaved(s) && !read_anew(s, s->kind->now(s)->id, NULL)) {
        ui_pop(ui);
    }
}

bool sheet_unsaved(const struct view *view)
{
    return sheet_is_unsaved((const struct sheet *)view);
}
