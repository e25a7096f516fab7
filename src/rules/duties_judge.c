/* The verdict over a year: which duty was done in which period.

   Stages: each duty in force gets a row of cells, one a group where each group
   has its own → facts are counted into them (duties_count.c) → each cell is
   asked for or not (duties_apply.c) → lights, days left, alarms, sums.

   A period goes by the version in force on its first day.  A duty whose period
   changed within the year has a row for each. */
#include <string.h>

#include "duties_work.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

#define N_PERIODS (DUTY_EVENT + 1)

static const size_t cells_in[N_PERIODS] = {
    [DUTY_MONTH] = 12, [DUTY_QUARTER] = 4, [DUTY_HALF] = 2,
    [DUTY_YEAR] = 1,   [DUTY_EVENT] = 1,
};

struct judge {
    const struct duties *duties;
    const struct duty_branch *branch;
    struct duty_matrix *out;
    struct duty_works works;
    int left[N_PERIODS]; /* working days to the running period's end; -1: not
                            counted yet */
    bool all;
};

size_t duty_cell_of(enum duty_period p, int day)
{
    int year = 0;
    int month = 0;
    int mday = 0;
    date_split(day, &year, &month, &mday);
    return (size_t)(month - 1) / (12 / cells_in[p]);
}

static struct duty_span span_of_cell(enum duty_period p, int year, size_t cell)
{
    int months = 12 / (int)cells_in[p];
    int first = (int)cell * months + 1;
    return (struct duty_span){
        month_first_day(month_make(year, first)),
        month_last_day(month_make(year, first + months - 1)) + 1};
}

/* ---- rows ------------------------------------------------------------ */

/* The versions of one code, which stand together. */
struct block {
    const struct duty *first;
    size_t n;
};

static const struct duty *version_on(const struct block *b, int day)
{
    const struct duty *found = NULL;
    for (size_t i = 0; i < b->n; i++) {
        const struct duty *x = &b->first[i];
        if (x->from <= day && (found == NULL || x->from > found->from)) {
            found = x;
        }
    }
    return found;
}

static struct duty_work *new_work(struct duty_works *w)
{
    if (w->n == w->cap) {
        size_t cap = w->cap == 0 ? 48 : w->cap * 2;
        struct duty_work *more = arena_array(w->arena, cap, sizeof *more);
        if (w->n > 0) {
            memcpy(more, w->list, w->n * sizeof *more);
        }
        w->list = more;
        w->cap = cap;
    }
    return &w->list[w->n++];
}

static void add_work(struct judge *j, const struct duty_work *row,
                     const struct duty_group *group)
{
    struct duty_work *w = new_work(&j->works);
    *w = *row;
    w->group = group;
    w->row.grp = group == NULL ? 0 : group->id;
    w->row.grp_name = group == NULL ? "" : group->name;
    for (size_t i = 0; i < w->row.n_cells; i++) {
        const struct duty *v = w->version[i];
        w->row.cells[i].version = v != NULL ? v : w->row.duty;
    }
}

static void add_groups(struct judge *j, const struct duty_work *row)
{
    struct duty_span year = span_of_cell(DUTY_YEAR, j->out->year, 0);
    bool any = false;
    for (size_t i = 0; i < j->branch->n_groups; i++) {
        const struct duty_group *g = &j->branch->groups[i];
        if (g->life.from < year.to &&
            (g->life.to == DATE_NONE || g->life.to > year.from)) {
            add_work(j, row, g);
            any = true;
        }
    }
    if (!any) {
        add_work(j, row, NULL);
    }
}

/* A row of the block's versions of one period; NULL `row.duty` when none is in
   force at the beginning of any cell. */
static struct duty_work row_of(const struct block *b, enum duty_period p,
                               int year)
{
    struct duty_work w = {.row = {.n_cells = cells_in[p]}};
    for (size_t c = 0; c < w.row.n_cells; c++) {
        struct duty_span span = span_of_cell(p, year, c);
        const struct duty *v = version_on(b, span.from);
        w.row.cells[c].span = span;
        w.gap[c] = v == NULL ? "当时没有这条规定" : "这时按另一种周期要求";
        if (v != NULL && v->period == p) {
            w.version[c] = v;
            w.row.duty = v;
        }
    }
    return w;
}

static void add_row(struct judge *j, const struct duty_work *w)
{
    if (w->row.duty->per_group) {
        add_groups(j, w);
    } else {
        add_work(j, w, NULL);
    }
}

static void add_rows(struct judge *j, const struct block *b)
{
    bool any = false;
    for (int p = 0; p < N_PERIODS; p++) {
        struct duty_work w = row_of(b, (enum duty_period)p, j->out->year);
        if (w.row.duty != NULL) {
            add_row(j, &w);
            any = true;
        }
    }
    if (!any && j->all) {
        struct duty_work w = row_of(b, b->first->period, j->out->year);
        w.row.duty = b->first;
        add_row(j, &w);
    }
}

static void add_all_rows(struct judge *j)
{
    const struct duties *d = j->duties;
    for (size_t i = 0; i < d->n;) {
        struct block b = {&d->list[i], 0};
        while (i < d->n && strcmp(d->list[i].code, b.first->code) == 0) {
            b.n++;
            i++;
        }
        add_rows(j, &b);
    }
}

/* ---- lights ---------------------------------------------------------- */

static int days_left(struct judge *j, enum duty_period p, int last)
{
    if (j->left[p] < 0) {
        j->left[p] = date_count_workdays(j->out->today, last);
    }
    return j->left[p];
}

static int alarm_of(const struct duties *d, int left)
{
    int alarm = 0;
    for (size_t i = 0; i < ARRAY_LEN(d->warn_days); i++) {
        alarm = left <= d->warn_days[i] ? (int)i + 1 : alarm;
    }
    return alarm;
}

static void light_cell(struct judge *j, const struct duty *v,
                       struct duty_cell *c)
{
    int today = j->out->today;
    if (v->period == DUTY_EVENT) {
        c->light = c->count >= c->min ? DUTY_DONE : DUTY_NA;
        c->why = c->light == DUTY_NA ? "按需" : "";
        return;
    }
    if (c->span.from > today) {
        c->light = DUTY_AHEAD;
    } else if (c->count >= c->min) {
        c->light = DUTY_DONE;
    } else if (c->span.to > today) {
        c->light = DUTY_RUNNING;
        c->days_left = days_left(j, v->period, c->span.to - 1);
        c->alarm = alarm_of(j->duties, c->days_left);
    } else if (v->advisory) {
        c->light = DUTY_NA;
        c->why = "只提醒，不算缺";
    } else {
        c->light = DUTY_MISSING;
    }
}

/* Whether any cell is asked for at all. */
static bool judge_row(struct judge *j, struct duty_work *w)
{
    bool any = false;
    for (size_t i = 0; i < w->row.n_cells; i++) {
        struct duty_cell *c = &w->row.cells[i];
        const struct duty *v = w->version[i];
        bool asked = false;
        c->why = duty_not_applicable(j->duties, j->branch, w, i, j->works.arena,
                                     &asked, &c->min);
        any = any || asked;
        if (c->why != NULL) {
            c->light = DUTY_NA;
            continue;
        }
        c->why = "";
        light_cell(j, v, c);
        /* Reminders and what is done on occasion are no compliance. */
        bool scored = c->span.to <= j->out->today && !v->advisory &&
                      v->period != DUTY_EVENT;
        w->row.satisfied += scored && c->light == DUTY_DONE;
        w->row.applicable +=
            scored && (c->light == DUTY_DONE || c->light == DUTY_MISSING);
    }
    return any;
}

static void keep_row(struct duty_matrix *out, const struct duty_row *row)
{
    out->rows[out->n++] = *row;
    out->satisfied += row->satisfied;
    out->applicable += row->applicable;
    for (size_t i = 0; i < row->n_cells; i++) {
        out->missing += row->cells[i].light == DUTY_MISSING;
        out->running += row->cells[i].light == DUTY_RUNNING;
    }
}

void duties_judge(struct duty_matrix *out, struct arena *a,
                  const struct duties *d, const struct duty_branch *b,
                  const struct duty_fact *facts, size_t n, int year, int today,
                  bool all)
{
    *out = (struct duty_matrix){.year = year, .today = today};
    struct judge j = {.duties = d, .branch = b, .out = out, .all = all};
    j.works.arena = a;
    for (size_t i = 0; i < N_PERIODS; i++) {
        j.left[i] = -1;
    }
    add_all_rows(&j);
    duties_count(&j.works, facts, n, year);
    out->rows = arena_array(a, j.works.n + 1, sizeof *out->rows);
    for (size_t i = 0; i < j.works.n; i++) {
        bool asked = judge_row(&j, &j.works.list[i]);
        if (asked || all) {
            keep_row(out, &j.works.list[i].row);
        }
    }
}
