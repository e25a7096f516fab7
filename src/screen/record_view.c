/* A record as a form.

   Stages: open (record → items) → typed (each field checked on leaving it,
   a draft kept) → F2 (all fields read, rules, warnings asked) → ledger_apply.
   A save that meets somebody else's goes to the conflict screen; the draft is
   removed only after the save has succeeded. */
#include "pbtui/screen/record_view.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/history_view.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/screen/related.h"
#include "pbtui/tui/dialog.h"
#include "record_parts.h"

static struct record_view *self_of(struct view *view)
{
    return (struct record_view *)view;
}

static void set_title(struct record_view *v)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s › ", v->ledger->title);
    if (v->base.id == 0 && v->ledger->asks == NULL) {
        sb_addf(&sb, "新增%s", v->ledger->noun);
    } else {
        v->ledger->label(v->app->book, &v->base, &sb);
    }
    mem_free(v->title);
    v->title = sb_take(&sb);
    sb_clear(&sb);
}

static void set_summary(struct record_view *v)
{
    struct strbuf sb;
    sb_init(&sb);
    if (v->base.id != 0 && v->ledger->summary != NULL &&
        v->base.voided_on[0] == '\0') {
        v->ledger->summary(v->app->book, &v->base, &sb);
        v->summary = arena_str(&v->arena, sb.s);
    }
    sb_clear(&sb);
}

/* ---- the view --------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    const struct record_view *v = (const struct record_view *)view;
    bool owner = v->base.id != 0 && related_any(v->app, v->ledger);
    return CTX_ALL | CTX_RECORD | (owner ? CTX_OWNER : 0u) |
           formbox_contexts(&v->form);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    (void)ui;
    struct record_view *v = self_of(view);
    app_draw_top(v->app, c, area.row, v->title);
    if (v->draft.saved_at[0] != '\0') {
        canvas_putf(c, area.row + 1, area.cols - 18, ROLE_DIM, "草稿 %s",
                    v->draft.saved_at + 11);
    }
    if (v->base.voided_on[0] != '\0') {
        canvas_putf(c, area.row + 1, 1, ROLE_ERROR, "已于 %s 作废：%s",
                    v->base.voided_on, v->base.void_reason);
    }
    if (v->summary != NULL) {
        int cols = area.cols - (v->draft.saved_at[0] != '\0' ? 20 : 2);
        canvas_put_fit(c, area.row + 1, 1, cols, ROLE_DIM, FIT_LEFT,
                       v->summary);
    }
    struct rect inner = {area.row + 2, area.col, area.rows - 2, area.cols};
    formbox_draw(&v->form, c, inner);
}

static void leave_answer(void *ctx, struct ui *ui, int answer)
{
    struct record_view *v = ctx;
    if (answer == 0) {
        if (record_on_save(v, ui, &v->form) == VIEW_CLOSE) {
            ui_pop(ui);
        }
    } else if (answer == 1) {
        record_draft_remove(&v->draft, v->app);
        ui_pop(ui);
    }
}

static enum view_result back(struct record_view *v)
{
    static const char *const buttons[] = {"保存", "不保存", "继续填", NULL};
    if (!formbox_touched(&v->form) || v->form.read_only) {
        return VIEW_CLOSE;
    }
    record_write_draft(v);
    dialog_ask(&v->app->ui, "还没有保存", "这张表单改过，还没有保存。", buttons,
               0, leave_answer, v);
    return VIEW_DONE;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct record_view *v = self_of(view);
    v->saving = cmd == CMD_SAVE;
    enum view_result r = formbox_command(&v->form, ui, cmd);
    v->saving = false;
    if (r != VIEW_PASS) {
        return r;
    }
    switch (cmd) {
    case CMD_BACK:
        return back(v);
    case CMD_REVEAL:
        record_reveal(v);
        return VIEW_DONE;
    case CMD_NEW_LATER:
        ui_note(ui, ROLE_WARN, "先保存（F2）或返回（Esc），再到列表里新增。");
        return VIEW_DONE;
    case CMD_UNDO:
    case CMD_REDO:
        /* Not the ledger's: the record may be the one that is open here. */
        ui_note(ui, ROLE_WARN,
                "这张表单里没有可以撤销的了；撤销已保存的请先回到列表。");
        return VIEW_DONE;
    case CMD_RELATED:
        related_open(v->app, v->ledger, v->base.id);
        return VIEW_DONE;
    case CMD_HISTORY:
        history_view_open(v->app, v->ledger, v->base.id);
        return VIEW_DONE;
    case CMD_PRINT:
        if (v->base.id == 0) {
            ui_note(&v->app->ui, ROLE_WARN,
                    "还没有保存：先按 F2 保存，再打印。");
        } else {
            print_menu_open_record(v->app, v->ledger, v->base.id);
        }
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

/* Told before more is typed; the save will meet the conflict screen. */
static void watch_others(struct record_view *v)
{
    struct arena a = ARENA_INIT;
    struct record now;
    if (v->base.id != 0 && db_changed_elsewhere(v->app->session.db) &&
        record_read(&now, v->ledger, v->app->book, &a, v->base.id, NULL) &&
        now.ver != v->base.ver) {
        ui_note(&v->app->ui, ROLE_WARN,
                "另一个窗口刚保存过这条记录；保存时会请您逐项核对。");
    }
    arena_clear(&a);
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct record_view *v = self_of(view);
    app_watch(v->app);
    watch_others(v);
    return formbox_key(&v->form, ui, k);
}

static void tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    struct record_view *v = self_of(view);
    view->tick_at = 0;
    record_write_draft(v);
    if (v->revealed != NULL) {
        if (now_ms >= v->reveal_until) {
            record_hide(v);
        } else {
            view->tick_at = v->reveal_until;
        }
    }
}

static void hang_up(struct view *view, struct ui *ui)
{
    (void)ui;
    record_write_draft(self_of(view));
}

static void uncovered(struct view *view, struct ui *ui)
{
    struct record_view *v = self_of(view);
    if (v->closing) {
        ui_pop(ui);
    }
}

static bool unsaved(const struct view *view)
{
    return formbox_touched(&((const struct record_view *)view)->form);
}

static void help(const struct view *view, struct strbuf *out)
{
    const struct record_view *v = (const struct record_view *)view;
    if (v->form.focus < v->items.n) {
        const struct form_item *item = &v->items.items[v->form.focus];
        sb_addf(out, "【%s】%s%s\n", item->label,
                item->required ? "必填。" : "",
                item->hint != NULL ? item->hint : "");
        if (item->error[0] != '\0') {
            sb_addf(out, "现在的问题：%s\n", item->error);
        }
        sb_addc(out, '\n');
    }
    if (v->ledger->explain != NULL) {
        v->ledger->explain(v->app->book, &v->base, out);
    }
}

static void close_view(struct view *view)
{
    struct record_view *v = self_of(view);
    formbox_clear(&v->form);
    record_draft_clear(&v->draft);
    mem_free(v->title);
    arena_clear(&v->arena);
    mem_free(v);
}

const struct view_class record_view_class = {
    .name = "record",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .tick = tick,
    .uncovered = uncovered,
    .hang_up = hang_up,
    .unsaved = unsaved,
    .help = help,
    .close = close_view,
};

/* ---- opening ---------------------------------------------------------- */

static void start_new(struct record_view *v)
{
    v->base = record_new(v->ledger, v->app->book, &v->arena);
    if (v->parent != 0) {
        record_set_int(&v->base, v->ledger->parent, v->parent);
        if (v->ledger->typed != NULL) { /* what follows from it */
            v->ledger->typed(v->app->book, &v->arena, &v->base,
                             v->ledger->parent);
        }
    }
}

void record_view_show(struct record_view *v)
{
    struct app *app = v->app;
    int n_pages = 0;
    record_items_make(&v->items, &v->arena, app->book, &v->base,
                      v->parent != 0);
    while (v->ledger->pages[n_pages] != NULL) {
        n_pages++;
    }
    struct form_hooks hooks = {
        .ctx = v,
        .check = record_on_check,
        .pick = record_on_pick,
        .save = record_on_save,
        .changed = record_on_changed,
    };
    formbox_clear(&v->form);
    formbox_init(&v->form, v->items.items, v->items.n, v->ledger->pages,
                 n_pages, hooks);
    v->form.read_only =
        db_is_read_only(app->session.db) || v->base.voided_on[0] != '\0';
    record_items_fill(&v->items, &v->arena, app->book, &v->base);
    record_show_echoes(v);
    set_title(v);
    set_summary(v);
}

struct record_view *record_view_make(struct app *app, const struct ledger *l,
                                     int64_t id, int64_t parent)
{
    struct record_view *v = mem_new(sizeof *v);
    v->view.cls = &record_view_class;
    v->app = app;
    v->ledger = l;
    v->parent = parent;
    struct err err = ERR_INIT;
    if (id == 0) {
        start_new(v);
    } else if (!record_read(&v->base, l, app->book, &v->arena, id, &err)) {
        ui_note_err(&app->ui, &err);
        close_view(&v->view);
        return NULL;
    }
    record_view_show(v);
    return v;
}

void record_view_look(struct app *app, const struct ledger *l, int64_t id,
                      int64_t parent)
{
    struct record_view *v = record_view_make(app, l, id, parent);
    if (v != NULL) {
        v->form.read_only = true;
        ui_push(&app->ui, &v->view);
    }
}

void record_view_open(struct app *app, const struct ledger *l, int64_t id,
                      int64_t parent)
{
    record_view_open_at(app, l, id, parent, NULL);
}

void record_view_open_at(struct app *app, const struct ledger *l, int64_t id,
                         int64_t parent, const char *column)
{
    struct record_view *v = record_view_make(app, l, id, parent);
    if (v == NULL) {
        return;
    }
    if (column != NULL) {
        formbox_focus(&v->form, column);
    }
    ui_push(&app->ui, &v->view);
}

/* What was put in lives no longer than it has to. */
static void keep_texts(struct record_view *v)
{
    for (size_t i = 0; i < v->ledger->n_fields; i++) {
        struct value *value = &v->base.values[i];
        if (value->type == VALUE_TEXT) {
            *value = value_text(&v->arena, value->s);
        }
    }
}

void record_view_open_new(struct app *app, const struct ledger *l,
                          void (*preset)(struct record *r, void *ctx),
                          void *ctx)
{
    struct record_view *v = record_view_make(app, l, 0, 0);
    if (v != NULL) {
        preset(&v->base, ctx);
        keep_texts(v);
        v->preset = true;
        if (l->parent >= 0 &&
            (l->fields[l->parent].flags & FIELD_HIDDEN) != 0) {
            v->parent = record_int(&v->base, l->parent);
        }
        record_view_show(v);
        record_judge_new(v);
        ui_push(&app->ui, &v->view);
    }
}
