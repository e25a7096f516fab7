/* The worksheet of one 党费核定: what counts and what is deducted → base → rate
   → amount, with the reason under it; relief and the rest below.

   Stages: open (read, or new with what went before) → typed, base and amount
   follow at once, a draft kept → F2 (rules, warnings asked) → one change. */
#include <stdlib.h>
#include <string.h>

#include "assess_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/history_view.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

static struct assess_sheet_view *self_of(struct view *view)
{
    return (struct assess_sheet_view *)view;
}

static uint64_t contexts(const struct view *view)
{
    const struct assess_sheet_view *v = (const struct assess_sheet_view *)view;
    return CTX_ALL | CTX_RECORD | grid_contexts(&v->sheet.grid);
}

/* ---- keys ------------------------------------------------------------- */

static void print_sheet(struct assess_sheet_view *v)
{
    if (v->s.now.id == 0 || sheet_is_unsaved(&v->sheet)) {
        ui_note(&v->sheet.app->ui, ROLE_WARN, "先按 F2 保存，再打印。");
    } else {
        print_menu_open_record(v->sheet.app, &ledger_assess, v->s.now.id);
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct assess_sheet_view *v = self_of(view);
    if (assess_find_command(&v->find, cmd)) {
        return VIEW_DONE;
    }
    enum view_result r = grid_command(&v->sheet.grid, ui, cmd);
    if (r != VIEW_PASS) {
        return r;
    }
    switch (cmd) {
    case CMD_PICK:
        assess_sheet_pick(v);
        return VIEW_DONE;
    case CMD_PRINT:
        print_sheet(v);
        return VIEW_DONE;
    case CMD_HISTORY:
        if (v->s.now.id != 0) {
            history_view_open(v->sheet.app, &ledger_assess, v->s.now.id);
        }
        return VIEW_DONE;
    case CMD_NEW_LATER:
        ui_note(ui, ROLE_WARN, "先保存或返回，再新增。");
        return VIEW_DONE;
    default:
        return sheet_command(&v->sheet, cmd);
    }
}

/* Space: folds what does not count, turns a yes into a no. */
static bool toggle(struct assess_sheet_view *v)
{
    const struct assess_shown *row = assess_shown_at(v, v->sheet.grid.at);
    if (v->sheet.grid.editing || row == NULL) {
        return false;
    }
    if (row->kind == ASSESS_GROUP_OUT) {
        v->outs = !v->outs;
        assess_sheet_show(&v->sheet);
        return true;
    }
    if (row->kind == ASSESS_FIELD && row->field == ASSESS_QUARTERLY &&
        !v->sheet.grid.read_only) {
        sheet_type(&v->sheet, v->sheet.grid.at,
                   record_int(&v->s.now, ASSESS_QUARTERLY) != 0 ? "否" : "是");
        return true;
    }
    return false;
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct assess_sheet_view *v = self_of(view);
    const struct assess_shown *row = assess_shown_at(v, v->sheet.grid.at);
    bool blank = k->kind == K_CHAR && (k->code == ' ' || k->code == 0x3000);
    app_watch(v->sheet.app);
    if (assess_find_key(&v->find, k) || assess_find_enter(&v->find, k)) {
        return VIEW_DONE;
    }
    if (blank && toggle(v)) {
        return VIEW_DONE;
    }
    if (row != NULL && row->kind == ASSESS_GROUP_OUT && k->kind != K_NAMED) {
        ui_note(ui, ROLE_DIM, "空格展开或收起。");
        return VIEW_DONE;
    }
    return grid_key(&v->sheet.grid, ui, k);
}

static void close_view(struct view *view)
{
    struct assess_sheet_view *v = self_of(view);
    editline_clear(&v->find.line);
    sheet_clear(&v->sheet);
    mem_free(v);
}

static const struct view_class assess_sheet_view_class = {
    .name = "assess-sheet",
    .contexts = contexts,
    .draw = assess_sheet_draw,
    .command = command,
    .key = key,
    .tick = sheet_tick,
    .uncovered = sheet_uncovered,
    .hang_up = sheet_hang_up,
    .unsaved = sheet_unsaved,
    .help = assess_sheet_help,
    .close = close_view,
};

/* ---- what a sheet asks ------------------------------------------------ */

/* Who came in this year begins with the first month paid here. */
static int month_by_itself(struct assess_sheet_view *v)
{
    int month;
    struct book *b = v->sheet.app->book;
    struct record r = record_new(&ledger_assess, b, &v->sheet.arena);
    record_set_int(&r, ASSESS_PERSON, v->person);
    ledger_assess.typed(b, &v->sheet.arena, &r, ASSESS_PERSON);
    return month_read(record_text(&r, ASSESS_FROM), &month)
               ? month
               : month_of(b->today);
}

static bool read(struct sheet *s, int64_t id, struct err *err)
{
    struct assess_sheet_view *v = (struct assess_sheet_view *)s;
    struct assess_sheet now;
    if (id == 0 && v->month == MONTH_NONE) {
        v->month = month_by_itself(v);
    }
    bool ok = id == 0
                  ? assess_sheet_new(&now, s->app->book, &s->arena, v->person,
                                     v->month, err)
                  : assess_sheet_read(&now, s->app->book, &s->arena, id, err);
    if (ok) {
        assess_sheet_decide(&now, v->decided_on, v->event);
        v->s = now;
        v->person = record_int(&now.now, ASSESS_PERSON);
    }
    return ok;
}

static const struct record *now(const struct sheet *s)
{
    return &((const struct assess_sheet_view *)s)->s.now;
}

static const struct record *was(const struct sheet *s)
{
    return &((const struct assess_sheet_view *)s)->s.was;
}

static bool changed(const struct sheet *s)
{
    return assess_sheet_changed(&((const struct assess_sheet_view *)s)->s);
}

static const struct sheet_kind kind = {
    .form = ASSESS_SHEET_FORM,
    .table = "核定单",
    .record = "这次核定",
    .ledger = &ledger_assess,
    .read = read,
    .now = now,
    .was = was,
    .changed = changed,
    .show = assess_sheet_show,
    .pack = assess_sheet_pack,
    .unpack = assess_sheet_unpack,
    .keep = assess_sheet_keep,
};

/* ---- opening ---------------------------------------------------------- */

static struct grid_at row_cell(const struct sheet *s, int row)
{
    return assess_sheet_cell_at((const struct assess_sheet_view *)s, row);
}

static const char *row_name(const struct sheet *s, int row)
{
    const struct assess_sheet_view *v = (const struct assess_sheet_view *)s;
    const struct assess_shown *shown = &v->rows[row];
    if (shown->kind == ASSESS_ITEM) {
        return v->s.lines[shown->line].item->title;
    }
    return shown->kind != ASSESS_FIELD ? shown->title
           : shown->field == ASSESS_RELIEF
               ? "减免、少交、免交"
               : ledger_assess.fields[shown->field].label;
}

static struct assess_sheet_view *make(struct app *app, int64_t person,
                                      int month)
{
    struct assess_sheet_view *v = mem_new(sizeof *v);
    v->sheet.view.cls = &assess_sheet_view_class;
    v->sheet.kind = &kind;
    v->sheet.app = app;
    v->person = person;
    v->month = month;
    v->decided_on = DATE_NONE;
    v->asking = (struct assess_asking){&v->sheet, assess_sheet_apply, false};
    assess_sheet_grid_make(v);
    assess_find_init(&v->find, &v->sheet, row_name, row_cell);
    return v;
}

/* False: told why, and it is gone. */
static bool open_made(struct assess_sheet_view *v, int64_t id)
{
    if (!sheet_read(&v->sheet, id)) {
        close_view(&v->sheet.view);
        return false;
    }
    v->sheet.grid.at = assess_sheet_start(v);
    ui_push(&v->sheet.app->ui, &v->sheet.view);
    return true;
}

void assess_sheet_view_open(struct app *app, int64_t id)
{
    open_made(make(app, 0, MONTH_NONE), id);
}

void assess_sheet_view_new(struct app *app, int64_t person, int month)
{
    open_made(make(app, person, month), 0);
}

static void put_typed(struct assess_sheet_view *v, int field, const char *typed)
{
    struct err err = ERR_INIT;
    if (!sheet_same(v->s.book, &v->s.now, field, typed) &&
        !assess_sheet_put(&v->s, field, typed, &err)) {
        ui_note_err(&v->sheet.app->ui, &err);
    }
}

void assess_sheet_view_row(struct app *app, const struct assess_year *y,
                           const struct assess_row *row)
{
    char money[32];
    bool yearly = strcmp(row->reason, ASSESSED_YEARLY) == 0;
    struct assess_sheet_view *v = make(app, row->person, row->first);
    v->decided_on = y->decided_on == DATE_NONE && yearly ? y->decided_before
                                                         : y->decided_on;
    v->event = y->event;
    if (!open_made(v, row->id) || !row->typed) {
        return;
    }
    if (strcmp(row->category, row->was_category) != 0) {
        put_typed(v, ASSESS_CATEGORY, row->category);
        v->staff = NULL;
    }
    if (row->base != row->was_base) {
        put_typed(v, ASSESS_BASE,
                  row->base < 0 ? "" : money_plain(row->base, money));
    }
    assess_sheet_show(&v->sheet);
    sheet_changed(&v->sheet);
}

bool assess_sheet_view_has_draft(const struct view *view, const char *id)
{
    return view->cls == &assess_sheet_view_class &&
           sheet_has_draft((const struct sheet *)view, id);
}

static const char *field_of(const struct draft *d, const char *name)
{
    for (size_t i = 0; i < d->n_fields; i++) {
        if (strcmp(d->fields[i].name, name) == 0) {
            return d->fields[i].value;
        }
    }
    return "";
}

void assess_sheet_view_open_draft(struct app *app, const struct draft *d)
{
    int month = MONTH_NONE;
    month_read(field_of(d, "month"), &month);
    struct assess_sheet_view *v =
        make(app, strtoll(field_of(d, "person"), NULL, 10), month);
    if (!sheet_read_draft(&v->sheet, d)) {
        close_view(&v->sheet.view);
        return;
    }
    v->sheet.grid.at = assess_sheet_start(v);
    ui_push(&app->ui, &v->sheet.view);
}
