/* From a cell of the matrix to what it stands for, shared by the first screen
   and the matrix. */
#include "pbtui/screen/duties_view.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/org.h"
#include "pbtui/report/duties_table.h"
#include "pbtui/screen/board_view.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/dues_view.h"
#include "pbtui/screen/meeting_view.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/record_view.h"
#include "pbtui/screen/talks_view.h"
#include "pbtui/text/date.h"

enum role duties_role(const struct duty_cell *c)
{
    switch (c->light) {
    case DUTY_DONE:
        return ROLE_OK;
    case DUTY_MISSING:
        return ROLE_ERROR;
    case DUTY_RUNNING:
        return c->alarm == 0   ? ROLE_RUNNING
               : c->alarm >= 3 ? ROLE_ERROR
                               : ROLE_WARN;
    default:
        return ROLE_DIM;
    }
}

/* ---- books that are no events ----------------------------------------- */

static const struct ledger *ledger_of(const struct duty *d)
{
    static const struct {
        const char *book;
        const struct ledger *ledger;
    } books[] = {
        {"done", &ledger_duty_done},    {"report", &ledger_duty_report},
        {"election", &ledger_election}, {"notice", &ledger_dues_notice},
        {"assess", &ledger_assess},
    };
    for (size_t i = 0; i < ARRAY_LEN(books); i++) {
        if (strcmp(books[i].book, d->book) == 0) {
            return books[i].ledger;
        }
    }
    return NULL;
}

/* What a form begins with; columns that the ledger has not are left out. */
struct preset {
    struct arena *arena; /* lives as long as the form */
    const char *duty;
    int year; /* 0: not asked */
    int day;
    int asked; /* -1: not asked */
};

static void fill(struct record *r, void *ctx)
{
    const struct preset *p = ctx;
    const struct ledger *l = r->ledger;
    record_set_text(r, ledger_field(l, "duty"), p->duty);
    if (p->year != 0) {
        record_set_int(r, ledger_field(l, "for_year"), p->year);
        record_set_day(r, p->arena, ledger_field(l, "on_day"), p->day);
    }
    if (p->asked >= 0) {
        record_set_int(r, ledger_field(l, "asked"), p->asked);
        record_set_day(r, p->arena, ledger_field(l, "from_on"), p->day);
    }
}

static void new_record(struct app *app, const struct duty_year *y,
                       const struct duty_row *r, size_t cell)
{
    const struct ledger *l = ledger_of(r->duty);
    if (l != &ledger_duty_done) {
        opening_new(app, l, 0, NULL);
        return;
    }
    int day = duty_cell_day(&r->cells[cell], app->book->day);
    struct preset p = {
        .arena = &app->arena,
        .duty = r->duty->code,
        .year = y->matrix.year,
        .day = day < app->book->today ? day : app->book->today,
        .asked = -1,
    };
    record_view_open_new(app, l, fill, &p);
}

/* The other way round than it is, from the beginning of the cell's period. */
void duties_adjust(struct app *app, const struct duty_row *r, size_t cell)
{
    if (!app_can_write(app) || !book_view_is_today(app)) {
        return;
    }
    struct preset p = {
        .arena = &app->arena,
        .duty = r->duty->code,
        .day = r->cells[cell].span.from,
        .asked = r->cells[cell].light == DUTY_NA,
    };
    record_view_open_new(app, &ledger_duty_own, fill, &p);
}

/* ---- cells ------------------------------------------------------------ */

static struct meeting_start start_in(const struct app *app,
                                     const struct duty_row *r, size_t cell)
{
    return (struct meeting_start){
        .kind = r->duty->kind,
        .sub = r->duty->sub,
        .grp = r->grp,
        .day = duty_cell_day(&r->cells[cell], app->book->day),
    };
}

void duties_new_in_cell(struct app *app, const struct duty_year *y,
                        const struct duty_row *r, size_t cell)
{
    const struct duty_cell *c = &r->cells[cell];
    if (duty_is_unknown(r->duty)) {
        ui_note(&app->ui, ROLE_WARN, "%s：%s。", r->duty->name, c->why);
        return;
    }
    if (!app_can_write(app) || !book_view_is_today(app)) {
        return;
    }
    if (strcmp(r->duty->book, "talks") == 0) {
        talks_view_open(app, y->matrix.year);
    } else if (strcmp(r->duty->book, "dues") == 0) {
        dues_view_open(app, month_of(c->span.from));
    } else if (strcmp(r->duty->book, "reviews") == 0) {
        board_view_open_calendar(app);
    } else if (r->duty->kind[0] == '\0') {
        new_record(app, y, r, cell);
    } else {
        const struct meeting_start start = start_in(app, r, cell);
        meeting_view_start(app, &start);
    }
}

void duties_ask_in_cell(struct app *app, const struct duty_row *r, size_t cell)
{
    const struct meeting_start start = start_in(app, r, cell);
    if (app_can_write(app) && book_view_is_today(app)) {
        opening_event(app, &start);
    }
}

static void open_list(struct app *app, const struct duty_year *y,
                      const struct duty_row *r, size_t cell)
{
    struct arena *a = &app->ui.frame;
    struct duty_scope s = duty_cell_scope(&y->matrix, r, cell);
    const struct book_scope scope = {
        .kind = s.kind,
        .grp = s.grp,
        .from = s.from,
        .to = s.to,
        .year = s.year,
        .title = arena_printf(a, "%s %s", duty_row_name(a, r, 40),
                              duty_cell_name(a, r, cell, y->matrix.year)),
    };
    book_view_open_scope(app, &ledger_event, &scope);
}

void duties_open_cell(struct app *app, const struct duty_year *y,
                      const struct duty_row *r, size_t cell)
{
    size_t n;
    struct arena a = ARENA_INIT;
    const struct duty_cell *c = &r->cells[cell];
    const struct duty_fact *facts = duty_cell_facts(y, &a, r, cell, &n);
    int64_t first = n > 0 ? facts[0].id : 0;
    arena_clear(&a);
    if (strcmp(r->duty->book, "talks") == 0) {
        talks_view_open(app, y->matrix.year); /* gaps first, done or not */
    } else if (strcmp(r->duty->book, "dues") == 0 && c->light != DUTY_NA) {
        dues_view_open(app, month_of(c->span.from));
    } else if (strcmp(r->duty->book, "reviews") == 0 && c->light != DUTY_NA) {
        board_view_open_calendar(app);
    } else if (n == 0 && c->light == DUTY_NA && r->duty->period != DUTY_EVENT) {
        ui_note(&app->ui, ROLE_WARN, "%s：%s。", r->duty->name, c->why);
    } else if (n == 0) {
        duties_new_in_cell(app, y, r, cell);
    } else if (r->duty->kind[0] == '\0') {
        book_view_open(app, ledger_of(r->duty), 0, NULL);
    } else if (n == 1) {
        meeting_view_open(app, first);
    } else {
        open_list(app, y, r, cell);
    }
}
