/* A record as a form.

   Stages: open (record → items) → typed (each field checked on leaving it,
   a draft kept) → F2 (all fields read, rules, warnings asked) → ledger_apply.
   A save that meets somebody else's goes to the conflict screen; the draft is
   removed only after the save has succeeded. */
#include "pbtui/screen/record_view.h"

#include <string.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/conflict_view.h"
#include "pbtui/screen/history_view.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/print_view.h"
#include "pbtui/screen/related.h"
#include "pbtui/store/pii.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"
#include "record_draft.h"
#include "record_items.h"

#define REVEAL_MS 10000

struct record_view {
    struct view view;
    struct app *app;
    const struct ledger *ledger;
    int64_t parent;
    struct arena arena;
    struct record base;  /* as read, or as new */
    struct record typed; /* after F2 */
    struct record_items items;
    struct formbox form;
    struct record_draft draft;
    struct form_item *picking;
    struct form_item *revealed;
    int64_t reveal_until;
    char *title;
    const char *summary; /* what the record comes to today; NULL */
    bool warned; /* the clerk has seen the warnings and goes on */
    bool closing;
};

static struct record_view *self_of(struct view *view)
{
    return (struct record_view *)view;
}

static void set_title(struct record_view *v)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s › ", v->ledger->title);
    if (v->base.id == 0) {
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

static int field_of(const struct record_view *v, const struct form_item *item)
{
    return v->items.fields[item - v->items.items];
}

static void write_draft(struct record_view *v)
{
    record_draft_write(&v->draft, v->app, &v->items, &v->base, v->parent);
}

/* ---- while typing ----------------------------------------------------- */

static void on_changed(void *ctx, struct formbox *f)
{
    (void)f;
    struct record_view *v = ctx;
    v->warned = false;
    record_draft_changed(&v->draft, &v->view);
    if (record_draft_due(&v->draft)) {
        write_draft(v);
    }
}

static void set_echo(struct record_view *v, struct form_item *item,
                     const struct record *r, int field)
{
    const struct field *f = &v->ledger->fields[field];
    item->echo[0] = '\0';
    if (f->kind->echo != NULL) {
        struct strbuf sb;
        sb_init(&sb);
        f->kind->echo(f, v->app->book, &r->values[field], &sb);
        size_t n = sb.len < sizeof item->echo ? sb.len : 0;
        memcpy(item->echo, sb.s, n);
        item->echo[n] = '\0';
        sb_clear(&sb);
    }
}

/* What one field filled in for others (birth and sex from the ID number)
   appears at once in their items. */
static void show_filled(struct record_view *v, const struct record *before,
                        const struct record *after)
{
    for (size_t i = 0; i < v->items.n; i++) {
        int field = v->items.fields[i];
        if (!v->items.items[i].touched &&
            !value_same(&before->values[field], &after->values[field])) {
            struct strbuf sb;
            sb_init(&sb);
            record_show(after, v->app->book, field, &sb);
            formbox_type(&v->items.items[i], sb.s);
            sb_clear(&sb);
        }
    }
}

static void on_check(void *ctx, struct formbox *f, struct form_item *item,
                     bool leaving)
{
    (void)f;
    struct record_view *v = ctx;
    if (!leaving) {
        formbox_error(item, "");
        return;
    }
    if (!item->touched || item->editor == FORM_STATIC) {
        return;
    }
    struct arena a = ARENA_INIT;
    struct record now = record_copy(&v->base, &a);
    for (size_t i = 0; i < v->items.n; i++) {
        const struct form_item *other = &v->items.items[i];
        if (other != item && other->touched && other->editor == FORM_LINE) {
            record_type(&now, v->app->book, &a, v->items.fields[i],
                        formbox_get(other), NULL);
        }
    }
    struct record before = record_copy(&now, &a);
    int field = field_of(v, item);
    struct err err = ERR_INIT;
    if (!record_type(&now, v->app->book, &a, field, formbox_get(item),
                     &err)) {
        formbox_error(item, err.text);
    } else {
        formbox_error(item, "");
        set_echo(v, item, &now, field);
        if (item->editor == FORM_LINE && !item->masked) {
            struct strbuf sb;
            sb_init(&sb);
            record_show(&now, v->app->book, field, &sb);
            formbox_type(item, sb.s);
            sb_clear(&sb);
        }
        before.values[field] = now.values[field];
        show_filled(v, &before, &now);
    }
    arena_clear(&a);
    write_draft(v);
}

/* ---- picking ---------------------------------------------------------- */

static void take(struct record_view *v, const char *text)
{
    formbox_put(&v->form, v->picking, text);
}

static void picked_day(void *ctx, struct ui *ui, int day)
{
    (void)ui;
    char text[11];
    if (day != DATE_NONE) {
        take(ctx, date_text(day, text));
    }
}

static void picked_row(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct record_view *v = ctx;
    if (id != 0) {
        take(v, arena_printf(&v->arena, "#%lld", (long long)id));
    }
}

static void picked_code(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct record_view *v = ctx;
    const struct field *f = &v->ledger->fields[field_of(v, v->picking)];
    const struct code_table *t = codes_table(f->of);
    if (id > 0 && (size_t)id <= t->n) {
        take(v, t->codes[id - 1].name);
    }
}

static void pick_code(struct record_view *v, const struct field *f)
{
    const struct code_table *t = codes_table(f->of);
    struct pick_text *rows =
        arena_array(&v->app->ui.frame, t->n, sizeof *rows);
    size_t at = 0;
    for (size_t i = 0; i < t->n; i++) {
        rows[i] = (struct pick_text){t->codes[i].name, t->codes[i].group};
        if (strcmp(t->codes[i].name, formbox_get(v->picking)) == 0) {
            at = i;
        }
    }
    pick_texts(v->app, f->label, rows, t->n, at, picked_code, v);
}

static bool on_pick(void *ctx, struct ui *ui, struct formbox *f,
                    struct form_item *item)
{
    (void)f;
    struct record_view *v = ctx;
    const struct field *field = &v->ledger->fields[field_of(v, item)];
    v->picking = item;
    switch (field->kind->picker) {
    case PICK_CALENDAR: {
        int day;
        if (!date_parse(formbox_get(item), v->app->book->today, &day, NULL)) {
            day = v->app->book->today;
        }
        dialog_calendar(ui, field->label, day, picked_day, v);
        return true;
    }
    case PICK_CODE:
        pick_code(v, field);
        return true;
    case PICK_ROW:
        if (field->kind == &field_person) {
            pick_person(v->app, field->label, picked_row, v);
        } else {
            pick_record(v->app, registry_find(field->of), field->label,
                        picked_row, v);
        }
        return true;
    case PICK_NONE:
        break;
    }
    return false;
}

/* ---- saving ----------------------------------------------------------- */

static void done(void *ctx)
{
    struct record_view *v = ctx;
    record_draft_remove(&v->draft, v->app);
    app_forget(v->app);
    v->closing = true;
}

static void open_conflict(struct record_view *v)
{
    struct record theirs;
    struct err err = ERR_INIT;
    if (!record_read(&theirs, v->ledger, v->app->book, &v->arena, v->base.id,
                     &err)) {
        dialog_error(&v->app->ui, &err);
        return;
    }
    conflict_view_open(v->app, &v->base, &v->typed, &theirs, done, v);
}

static enum view_result apply(struct record_view *v)
{
    bool is_new = v->base.id == 0;
    struct err err = ERR_INIT;
    struct record r = record_copy(&v->typed, &v->arena);
    if (ledger_apply(v->app->book, &v->arena, &r, is_new ? NULL : &v->base,
                     NULL, &err)) {
        struct strbuf label;
        sb_init(&label);
        v->ledger->label(v->app->book, &r, &label);
        ui_note(&v->app->ui, ROLE_OK, "已保存：%s %s（Ctrl+Z 撤销）",
                v->ledger->noun, label.s);
        sb_clear(&label);
        done(v);
        return VIEW_CLOSE;
    }
    if (err_is(&err, "E-SAVE-001")) {
        open_conflict(v);
    } else {
        dialog_error(&v->app->ui, &err);
    }
    return VIEW_DONE;
}

static void warned_answer(void *ctx, struct ui *ui, int answer)
{
    struct record_view *v = ctx;
    if (answer == 0) {
        v->warned = true;
        if (apply(v) == VIEW_CLOSE) {
            ui_pop(ui);
        }
    }
}

static void ask_warnings(struct record_view *v, const struct issues *is)
{
    static const char *const buttons[] = {"照样保存", "回去修改", NULL};
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < is->n; i++) {
        sb_addf(&sb, "%s%s", i > 0 ? "\n" : "", is->list[i].text);
    }
    dialog_ask(&v->app->ui, "请核对", sb.s, buttons, 1, warned_answer, v);
    sb_clear(&sb);
}

static enum view_result on_save(void *ctx, struct ui *ui, struct formbox *f)
{
    (void)ui;
    struct record_view *v = ctx;
    if (!app_can_write(v->app)) {
        return VIEW_DONE;
    }
    write_draft(v);
    v->typed = record_copy(&v->base, &v->arena);
    if (!record_items_read(&v->items, v->app->book, &v->arena, &v->typed)) {
        formbox_check_all(f);
        return VIEW_DONE;
    }
    struct issues is = {.arena = &v->arena};
    record_check(&v->typed, v->app->book, v->base.id == 0 ? NULL : &v->base,
                 &is);
    bool blocked = false;
    for (size_t i = 0; i < is.n; i++) {
        struct form_item *item =
            record_items_find(&v->items, v->ledger, is.list[i].column);
        if (is.list[i].blocks && item != NULL) {
            formbox_error(item, is.list[i].text);
            if (!blocked) {
                formbox_focus(f, item->name);
            }
        } else if (is.list[i].blocks) {
            ui_note(&v->app->ui, ROLE_ERROR, "%s", is.list[i].text);
        }
        blocked = blocked || is.list[i].blocks;
    }
    if (blocked) {
        return VIEW_DONE;
    }
    if (is.n > 0 && !v->warned) {
        ask_warnings(v, &is);
        return VIEW_DONE;
    }
    return apply(v);
}

/* ---- personal data ---------------------------------------------------- */

static void hide(struct record_view *v)
{
    if (v->revealed != NULL) {
        v->revealed->echo[0] = '\0';
        v->revealed = NULL;
    }
}

static void reveal(struct record_view *v)
{
    struct form_item *item = formbox_focused(&v->form);
    int field = item != NULL ? field_of(v, item) : -1;
    if (field < 0 || !v->ledger->fields[field].kind->secret ||
        v->base.id == 0) {
        ui_note(&v->app->ui, ROLE_WARN,
                "先移到打码的一项（身份证号、电话）上，再按 Ctrl+R。");
        return;
    }
    const char *value;
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    if (!pii_reveal(v->app->session.db, &a, v->ledger->table, v->base.id,
                    v->ledger->fields[field].column, "屏幕查看", &value,
                    &err)) {
        ui_note_err(&v->app->ui, &err);
    } else {
        hide(v);
        size_t n = strnlen(value, sizeof item->echo - 1);
        memcpy(item->echo, value, n);
        item->echo[n] = '\0';
        v->revealed = item;
        v->reveal_until = clock_monotonic_ms() + REVEAL_MS;
        v->view.tick_at = v->reveal_until;
        ui_note(&v->app->ui, ROLE_WARN, "显示十秒，已记入查看记录。");
    }
    arena_clear(&a);
}

/* ---- the view --------------------------------------------------------- */

static unsigned contexts(const struct view *view)
{
    const struct record_view *v = (const struct record_view *)view;
    return CTX_ALL | CTX_RECORD | formbox_contexts(&v->form);
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
        canvas_put_fit(c, area.row + 1, 1, area.cols - 20, ROLE_DIM, FIT_LEFT,
                       v->summary);
    }
    struct rect inner = {area.row + 2, area.col, area.rows - 2, area.cols};
    formbox_draw(&v->form, c, inner);
}

static void leave_answer(void *ctx, struct ui *ui, int answer)
{
    struct record_view *v = ctx;
    if (answer == 0) {
        if (on_save(v, ui, &v->form) == VIEW_CLOSE) {
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
    if (!formbox_touched(&v->form)) {
        return VIEW_CLOSE;
    }
    write_draft(v);
    dialog_ask(&v->app->ui, "还没有保存", "这张表单改过，还没有保存。", buttons,
               0, leave_answer, v);
    return VIEW_DONE;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct record_view *v = self_of(view);
    enum view_result r = formbox_command(&v->form, ui, cmd);
    if (r != VIEW_PASS) {
        return r;
    }
    switch (cmd) {
    case CMD_BACK:
        return back(v);
    case CMD_REVEAL:
        reveal(v);
        return VIEW_DONE;
    case CMD_RELATED:
        related_open(v->app, v->ledger, v->base.id);
        return VIEW_DONE;
    case CMD_HISTORY:
        history_view_open(v->app, v->ledger, v->base.id);
        return VIEW_DONE;
    case CMD_PRINT:
        print_view_open_record(v->app, v->ledger, v->base.id);
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
    watch_others(v);
    return formbox_key(&v->form, ui, k);
}

static void tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    struct record_view *v = self_of(view);
    view->tick_at = 0;
    write_draft(v);
    if (v->revealed != NULL) {
        if (now_ms >= v->reveal_until) {
            hide(v);
        } else {
            view->tick_at = v->reveal_until;
        }
    }
}

static void hang_up(struct view *view, struct ui *ui)
{
    (void)ui;
    write_draft(self_of(view));
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

static const struct view_class record_view_class = {
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
    }
}

static struct record_view *make(struct app *app, const struct ledger *l,
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
    record_items_make(&v->items, &v->arena, app->book, &v->base, parent != 0);
    int n_pages = 0;
    while (l->pages[n_pages] != NULL) {
        n_pages++;
    }
    struct form_hooks hooks = {
        .ctx = v,
        .check = on_check,
        .pick = on_pick,
        .save = on_save,
        .changed = on_changed,
    };
    formbox_init(&v->form, v->items.items, v->items.n, l->pages, n_pages,
                 hooks);
    v->form.read_only =
        db_is_read_only(app->session.db) || v->base.voided_on[0] != '\0';
    record_items_fill(&v->items, &v->arena, app->book, &v->base);
    set_title(v);
    set_summary(v);
    return v;
}

void record_view_open(struct app *app, const struct ledger *l, int64_t id,
                      int64_t parent)
{
    struct record_view *v = make(app, l, id, parent);
    if (v != NULL) {
        ui_push(&app->ui, &v->view);
    }
}

void record_view_open_draft(struct app *app, const struct draft *d)
{
    const struct ledger *l = registry_find(d->form);
    struct record_view *v =
        l != NULL ? make(app, l, d->row_id, d->parent_id) : NULL;
    if (v == NULL) {
        return;
    }
    for (size_t i = 0; i < d->n_fields; i++) {
        struct form_item *item =
            record_items_find(&v->items, l, d->fields[i].name);
        if (item != NULL) {
            formbox_type(item, d->fields[i].value);
        }
    }
    /* Written against an older state: saving must meet the conflict screen. */
    v->base.ver = d->row_id != 0 ? d->base_ver : 0;
    v->draft.id = mem_str(d->id);
    ui_push(&app->ui, &v->view);
}
