/* 应办事项 on paper: the matrix of a year, or what one month asks for.  The
   rows are those that `duties` prints; here they only get names. */
#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/report/duties_table.h"
#include "source_all.h"
#include "source_say.h"
#include "source_tables.h"

static const char *const year_columns[] = {
    "code", "name", "m1",  "m2",  "m3",  "m4",   "m5",      "m6",    "m7",
    "m8",   "m9",   "m10", "m11", "m12", "rule", "reached", "basis", NULL};
static const char *const month_columns[] = {"code",  "name",  "period", "state",
                                            "count", "min",   "late",   "left",
                                            "why",   "basis", NULL};

static const char *const values[] = {"legend", "missing",   "running",
                                     "asked",  "satisfied", NULL};
static const char legend[] =
    "● 已办　●补 已办（补登）　○ 进行中　× 缺　– 不适用　· 未到";

void source_put_table(struct form_data *d, const char *name,
                      const char *const *columns, const struct table *t)
{
    form_list_begin(d, name, columns, t->n_columns);
    for (size_t i = 0; i < t->n_rows; i++) {
        const char **cells = arena_array(d->arena, t->n_columns, sizeof *cells);
        for (size_t c = 0; c < t->n_columns; c++) {
            cells[c] = table_paper_signs(d->arena, t->rows[i][c]);
        }
        form_list_row(d, (const char *const *)cells);
    }
}

int source_year_of(const struct form_ask *ask)
{
    int year, month, mday;
    int day = ask->span.from != DATE_NONE ? ask->span.from
              : ask->span.to != DATE_NONE ? ask->span.to
                                          : ask->book->day;
    date_split(day, &year, &month, &mday);
    return year;
}

bool source_matrix_of(const struct form_ask *ask, struct arena *a, int year,
                      bool all, struct duty_matrix *out, struct err *err)
{
    struct book *b = ask->book;
    const int day = b->day;
    bool over = day == ask->span.to && day < b->today;
    b->day = over ? day + 1 : day;
    bool ok = duty_matrix_of(b, a, year, all, out, err);
    b->day = day;
    return ok;
}

static void tell_sums(struct form_data *d, const struct duty_matrix *m,
                      int missing)
{
    form_set(d, "legend", legend);
    form_setf(d, "missing", "%d", missing);
    form_setf(d, "running", "%d", m->running);
    form_setf(d, "asked", "%d", m->applicable);
    form_setf(d, "satisfied", "%d", m->satisfied);
}

static bool gather_year(const struct form_ask *ask, struct form_data *d,
                        struct err *err)
{
    struct duty_matrix m;
    struct table t;
    if (!source_matrix_of(ask, d->arena, source_year_of(ask), false, &m, err)) {
        return false;
    }
    duties_table_year(&t, d->arena, &m, "", false);
    source_put_table(d, "duties", year_columns, &t);
    tell_sums(d, &m, m.missing);
    return true;
}

static bool gather_month(const struct form_ask *ask, struct form_data *d,
                         struct err *err)
{
    struct duty_matrix m;
    struct table t;
    int day = ask->span.from != DATE_NONE ? ask->span.from : ask->book->day;
    int month = month_of(day);
    if (!source_matrix_of(ask, d->arena, source_year_of(ask), false, &m, err)) {
        return false;
    }
    duties_table_month(&t, d->arena, &m, "", month, false);
    source_put_table(d, "duties", month_columns, &t);
    tell_sums(d, &m, duties_missing_in(&m, month));
    return true;
}

static const struct source_list year_lists[] = {{"duties", year_columns}};
static const struct source_list month_lists[] = {{"duties", month_columns}};

const struct source source_duties = {
    .name = "duties",
    .ledger = &ledger_event,
    .asks = ASKS_PERIOD | ASKS_WHOLE,
    .period = "year",
    .values = values,
    .lists = year_lists,
    .n_lists = ARRAY_LEN(year_lists),
    .gather = gather_year,
};

const struct source source_duties_month = {
    .name = "duties_month",
    .ledger = &ledger_event,
    .asks = ASKS_PERIOD | ASKS_WHOLE,
    .period = "month",
    .values = values,
    .lists = month_lists,
    .n_lists = ARRAY_LEN(month_lists),
    .gather = gather_month,
};
