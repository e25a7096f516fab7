/* 党内统计: one table at a time.

   Stages: the day it closes → the plan of the table, out of its file → the
   spells of the branch with the days that count → rows by the table's own room
   (stats_change, stats_members, stats_conversion, stats_review).  Reads only.

   Not here: what was handed in and when, which is the register 党内统计报送. */
#include "pbtui/ledger/stats.h"

#include "pbtui/ledger/session.h"
#include "stats_parts.h"

static const struct {
    const char *word;
    bool (*fill)(struct stats_work *w, struct stats_table *out);
} tables[STATS_N] = {
    [STATS_CHANGE] = {"change", stats_change},
    [STATS_MEMBERS] = {"members", stats_members},
    [STATS_CONVERSION] = {"conversion", stats_conversion},
    [STATS_REVIEW] = {"review", stats_review},
};

const char *stats_word(enum stats_which which)
{
    return tables[which].word;
}

int stats_closing(int year, bool half)
{
    return half ? date_of(year, 6, 30) : date_of(year, 12, 31);
}

const struct stats_row *stats_difference(const struct stats_table *t)
{
    for (size_t i = 0; i < t->n_rows; i++) {
        if (t->rows[i].must_be_0) {
            return &t->rows[i];
        }
    }
    return NULL;
}

static int first_day(int day, int *year)
{
    int month, mday;
    date_split(day, year, &month, &mday);
    return date_of(*year, 1, 1);
}

static void put_columns(const struct stats_plan *p, struct arena *a,
                        struct stats_table *out)
{
    const char **columns = arena_array(a, p->n_columns + 1, sizeof *columns);
    for (size_t i = 0; i < p->n_columns; i++) {
        columns[i] = p->columns[i].name;
    }
    out->columns = columns;
    out->n_columns = p->n_columns;
}

bool stats_table(struct book *b, struct arena *a, enum stats_which which,
                 int closing, struct stats_table *out, struct err *err)
{
    int year;
    int from = first_day(closing, &year);
    if (from > b->day) {
        return err_set(err, ERR_RULE, "E-STATS-001",
                       "%d 年还没有到，党内统计请选看的那天所在的年份或以前的"
                       "年份。",
                       year);
    }
    struct stats_work w = {.book = b,
                           .arena = a,
                           .from = from,
                           .closing = closing > b->day ? b->day : closing,
                           .err = err};
    stats_plan_read(&w.plan, a, which, w.closing);
    *out = (struct stats_table){.which = which,
                                .name = w.plan.name,
                                .title = w.plan.title,
                                .counts = w.plan.counts,
                                .year = year,
                                .from = from,
                                .closing = w.closing};
    put_columns(&w.plan, a, out);
    if (!stats_spells_read(&w) || !tables[which].fill(&w, out)) {
        return false;
    }
    out->notes = w.notes;
    out->n_notes = w.n_notes;
    return true;
}
