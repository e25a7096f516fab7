/* 党费核定 of a year, the whole branch at once.

   Stages: open (payers → rows, last year's base and category taken over) →
   typed (rate and amount follow, remarks stand beside) → F2 (rules, warnings
   asked) → one change with one decision.  One person's items and relief are the
   worksheet, assess_sheet_view.c. */
#include "pbtui/screen/assess_view.h"

#include <stdlib.h>
#include <string.h>

#include "assess_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/text/date.h"

#define DECEMBER 11 /* of a month's number within its year */

static struct assess_view *self_of(struct view *view)
{
    return (struct assess_view *)view;
}

static uint64_t contexts(const struct view *view)
{
    const struct assess_view *v = (const struct assess_view *)view;
    return CTX_ALL | CTX_ASSESS | grid_contexts(&v->sheet.grid);
}

/* ---- commands --------------------------------------------------------- */

static void turn(struct assess_view *v, int by)
{
    const struct grid_at year = {GRID_HEAD, 0};
    if (grid_leave(&v->sheet.grid, &v->sheet.app->ui)) {
        sheet_type(&v->sheet, year,
                   arena_printf(&v->sheet.app->ui.frame, "%d", v->year + by));
    }
}

/* Whose worksheet comes over this. */
static void note_opened(struct assess_view *v, int64_t person)
{
    v->opened = person;
    v->opened_id = v->opened_ver = 0;
    for (size_t i = 0; i < v->y.n; i++) {
        if (v->y.rows[i].person == person) {
            v->opened_id = v->y.rows[i].id;
            v->opened_ver = v->y.rows[i].ver;
        }
    }
}

/* It could not be opened. */
static void forget_opened(struct assess_view *v)
{
    if (v->sheet.app->ui.top == &v->sheet.view) {
        v->opened = 0;
    }
}

/* The worksheet of the row, with what is typed here already. */
static void open_row(struct assess_view *v, int at)
{
    struct assess_row *row = &v->y.rows[at];
    bool gone = (row->remarks & ASSESS_GONE) != 0;
    if (gone && row->id == 0) {
        ui_note(&v->sheet.app->ui, ROLE_WARN,
                "%s已不在本支部交党费，今年没有核定单。", row->name);
        return;
    }
    note_opened(v, row->person);
    if (gone) {
        assess_sheet_view_open(v->sheet.app, row->id);
    } else {
        assess_sheet_view_row(v->sheet.app, &v->y, row);
    }
    forget_opened(v);
}

/* Between the years: from the month that is asked for, or the first that is
   still open. */
static int between_from(const struct assess_view *v)
{
    int month = month_of(v->sheet.app->book->today);
    return month / 12 == v->year && month > v->y.from ? month : v->y.from;
}

static void new_picked(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct assess_view *v = ctx;
    if (id != 0) {
        note_opened(v, id);
        assess_sheet_view_new(v->sheet.app, id, between_from(v));
        forget_opened(v);
    }
}

static void new_between(struct assess_view *v)
{
    int at = assess_row_at(v, v->sheet.grid.at);
    if (!app_can_write(v->sheet.app) ||
        !grid_leave(&v->sheet.grid, &v->sheet.app->ui)) {
        return;
    }
    if (at < 0) {
        pick_person(v->sheet.app, "给谁核定", new_picked, v);
    } else if (v->y.rows[at].id == 0) {
        open_row(v, at);
    } else {
        new_picked(v, &v->sheet.app->ui, v->y.rows[at].person);
    }
}

static void go_next(struct assess_view *v)
{
    int n = (int)v->y.n;
    int at = v->sheet.grid.at.row; /* GRID_HEAD: before the first */
    if (!grid_leave(&v->sheet.grid, &v->sheet.app->ui)) {
        return;
    }
    for (int i = 1; i <= n; i++) {
        int row = (at + i) % n;
        /* That somebody is new is nothing to be looked at by itself. */
        unsigned remarks = v->y.rows[row].remarks & ~(unsigned)ASSESS_NEW;
        if (remarks != 0 && (remarks & ASSESS_GONE) == 0) {
            grid_go(&v->sheet.grid, assess_cell_in(v, row));
            return;
        }
    }
    ui_note(&v->sheet.app->ui, ROLE_OK, "没有要留意的。");
}

static void print_year(struct assess_view *v)
{
    if (sheet_is_unsaved(&v->sheet)) {
        ui_note(&v->sheet.app->ui, ROLE_WARN, "先按 F2 保存，再打印。");
    } else {
        print_menu_open_form(v->sheet.app, "dues-assess",
                             span_of_year(v->year));
    }
}

/* Typed: taken, and on to the next one below; else the worksheet. */
static enum view_result enter(struct assess_view *v, struct ui *ui)
{
    int at = assess_row_at(v, v->sheet.grid.at);
    if (at < 0) {
        return grid_command(&v->sheet.grid, ui, CMD_NEXT);
    }
    if (v->sheet.grid.editing) {
        return grid_command(&v->sheet.grid, ui, CMD_DOWN);
    }
    open_row(v, at);
    return VIEW_DONE;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct assess_view *v = self_of(view);
    if (assess_find_command(&v->find, cmd)) {
        return VIEW_DONE;
    }
    enum view_result r = grid_command(&v->sheet.grid, ui, cmd);
    if (r != VIEW_PASS) {
        return r;
    }
    switch (cmd) {
    case CMD_PICK:
        assess_pick(v);
        return VIEW_DONE;
    case CMD_ASSESS_OPEN:
        return enter(v, ui);
    case CMD_ASSESS_NEW:
        new_between(v);
        return VIEW_DONE;
    case CMD_ASSESS_NEXT:
        go_next(v);
        return VIEW_DONE;
    case CMD_ASSESS_PRINT:
        print_year(v);
        return VIEW_DONE;
    case CMD_ASSESS_BEFORE:
    case CMD_ASSESS_AFTER:
        turn(v, cmd == CMD_ASSESS_BEFORE ? -1 : 1);
        return VIEW_DONE;
    default:
        return sheet_command(&v->sheet, cmd);
    }
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct assess_view *v = self_of(view);
    app_watch(v->sheet.app);
    return assess_find_key(&v->find, k) ? VIEW_DONE
                                        : grid_key(&v->sheet.grid, ui, k);
}

static void close_view(struct view *view)
{
    struct assess_view *v = self_of(view);
    editline_clear(&v->find.line);
    sheet_clear(&v->sheet);
    mem_free(v);
}

static const struct view_class assess_view_class = {
    .name = "assess",
    .contexts = contexts,
    .draw = assess_draw,
    .command = command,
    .key = key,
    .tick = sheet_tick,
    .uncovered = assess_uncovered,
    .hang_up = sheet_hang_up,
    .unsaved = sheet_unsaved,
    .help = assess_help,
    .close = close_view,
};

/* ---- what a sheet asks ------------------------------------------------ */

static bool read(struct sheet *s, int64_t id, struct err *err)
{
    (void)id;
    struct assess_view *v = (struct assess_view *)s;
    struct assess_year y;
    if (!assess_year_read(&y, s->app->book, &s->arena, v->year, err)) {
        return false;
    }
    v->y = y;
    v->now = record_new(&ledger_assess, s->app->book, &s->arena);
    v->was = record_copy(&v->now, &s->arena);
    return true;
}

static const struct record *now(const struct sheet *s)
{
    return &((const struct assess_view *)s)->now;
}

static const struct record *was(const struct sheet *s)
{
    return &((const struct assess_view *)s)->was;
}

static void show(struct sheet *s)
{
    grid_set_rows(&s->grid, (int)((struct assess_view *)s)->y.n);
}

static const char *name(const struct sheet *s, struct arena *a)
{
    return arena_printf(a, "党费核定 %d 年",
                        ((const struct assess_view *)s)->year);
}

static const struct sheet_kind kind = {
    .form = ASSESS_YEAR_FORM,
    .table = "核定表",
    .record = "这一年的核定",
    .ledger = &ledger_assess,
    .name = name,
    .read = read,
    .now = now,
    .was = was,
    .changed = assess_changed,
    .show = show,
    .pack = assess_pack,
    .unpack = assess_unpack,
    .keep = assess_keep,
};

/* ---- opening ---------------------------------------------------------- */

static const char *person_at(const struct sheet *s, int row)
{
    return ((const struct assess_view *)s)->y.rows[row].name;
}

static struct grid_at cell_at(const struct sheet *s, int row)
{
    return assess_cell_in((const struct assess_view *)s, row);
}

static struct assess_view *make(struct app *app, int year)
{
    struct assess_view *v = mem_new(sizeof *v);
    v->sheet.view.cls = &assess_view_class;
    v->sheet.kind = &kind;
    v->sheet.app = app;
    v->year = year;
    assess_find_init(&v->find, &v->sheet, person_at, cell_at);
    v->asking = (struct assess_asking){&v->sheet, assess_save, false};
    assess_grid_make(v);
    return v;
}

/* The next one in December: it is decided before January is collected. */
static int year_due(const struct app *app)
{
    int month = month_of(app->book->today);
    return month / 12 + (month % 12 == DECEMBER);
}

void assess_view_open(struct app *app, int year)
{
    struct assess_view *v = make(app, year != 0 ? year : year_due(app));
    if (!sheet_read(&v->sheet, 0)) {
        close_view(&v->sheet.view);
        return;
    }
    v->sheet.grid.at = (struct grid_at){GRID_HEAD, 2}; /* 研究日期 */
    ui_push(&app->ui, &v->sheet.view);
}

bool assess_view_has_draft(const struct view *view, const char *id)
{
    return view->cls == &assess_view_class &&
           sheet_has_draft((const struct sheet *)view, id);
}

void assess_view_open_draft(struct app *app, const struct draft *d)
{
    int year = year_due(app);
    for (size_t i = 0; i < d->n_fields; i++) {
        if (strcmp(d->fields[i].name, "year") == 0) {
            year = (int)strtol(d->fields[i].value, NULL, 10);
        }
    }
    struct assess_view *v = make(app, year);
    if (!sheet_read_draft(&v->sheet, d)) {
        close_view(&v->sheet.view);
        return;
    }
    ui_push(&app->ui, &v->sheet.view);
}
