/* 年度统计表: how often each kind of organisational life was held in the months
   of a year, and whether that was enough.

   Stages: duties of the year are judged (ledger/duty_facts) → events that count
   are tallied by kind, group and month in one pass, talks in another → rows:
   the kinds of the printed form, a row for every 党小组, then whatever else was
   held.  What counts for its 所属年度 (组织生活会, 民主评议) stands in the
   month it was held in; held in another year it is in the sum and in the note.
 */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/duty_facts.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/life.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/report/duties_table.h"
#include "source_all.h"
#include "source_tables.h"

enum { MONTHS = 12 };

static const char *const columns[] = {
    "name", "m1",  "m2",  "m3",  "m4",    "m5",   "m6",      "m7",   "m8",
    "m9",   "m10", "m11", "m12", "total", "rule", "reached", "note", NULL};
static const char *const values[] = {
    "legend", "all",   "all_1", "all_2",  "all_3",  "all_4",  "all_5", "all_6",
    "all_7",  "all_8", "all_9", "all_10", "all_11", "all_12", NULL};
static const char legend[] =
    "＊ 到期未办　– 不适用　空格 没有；活动总场次按场数，一场兼几种的只计一次";

/* Rows that the form always has, in its order. */
static const char *const asked[] = {
    "branch.meeting", "committee.meeting", "group.meeting", "lecture",
    "themeday",       "life.branch",       "review",        "talks",
    "study",          "centre.study",
};

/* ---- tally -------------------------------------------------------------- */

struct tally {
    const char *kind; /* or "talks" */
    int64_t grp;
    const char *grp_name;
    int month[MONTHS];
    int outside; /* for this year, held in another */
    int other;   /* held this year, for another */
};
struct counting {
    struct form_data *d;
    struct book *book;
    int year;
    struct tally *v;
    size_t n, cap;
    int all[MONTHS];
};

/* Lent until the next one is asked for. */
static struct tally *tally_of(struct counting *c, const char *kind, int64_t grp)
{
    for (size_t i = 0; i < c->n; i++) {
        if (c->v[i].grp == grp && strcmp(c->v[i].kind, kind) == 0) {
            return &c->v[i];
        }
    }
    MEM_PUSH(c->v, c->n, c->cap);
    c->v[c->n] = (struct tally){
        .kind = arena_str(c->d->arena, kind), .grp = grp, .grp_name = ""};
    return &c->v[c->n++];
}

static void count_event(struct counting *c, const struct life_count *e)
{
    int year, month, mday;
    const struct kind *k = kinds_by_code(book_kinds(c->book), e->kind);
    bool by_year = k != NULL && k->by_year;
    struct tally *t = tally_of(c, e->kind, e->grp);
    t->grp_name = e->grp_name;
    date_split(e->on, &year, &month, &mday);
    if (year != c->year) {
        t->outside += by_year && e->for_year == c->year;
    } else if (by_year && e->for_year != c->year) {
        t->other++;
    } else {
        t->month[month - 1]++;
    }
}

static bool count_events(struct counting *c, struct err *err)
{
    struct life_count *list;
    size_t n;
    if (!life_counts(c->book, c->d->arena, c->year, &list, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        int year, month, mday;
        date_split(list[i].on, &year, &month, &mday);
        count_event(c, &list[i]);
        /* Its kinds stand together. */
        bool again = i > 0 && list[i - 1].event == list[i].event;
        c->all[month - 1] += !again && year == c->year;
    }
    return true;
}

static bool count_talks(struct counting *c, struct err *err)
{
    struct life_talk *list;
    size_t n;
    const struct span span = span_of_year(c->year);
    struct tally *t = tally_of(c, "talks", 0);
    if (!life_talks(c->book, c->d->arena, &span, &list, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        int year, month, mday;
        date_split(list[i].on, &year, &month, &mday);
        t->month[month - 1]++;
    }
    return true;
}

/* ---- rows --------------------------------------------------------------- */

/* What is asked of a kind as a whole, not of one of its sub-kinds; NULL. */
static const struct duty_row *duty_of(const struct duty_matrix *m,
                                      const char *kind, int64_t grp)
{
    for (size_t i = 0; i < m->n; i++) {
        const struct duty *d = m->rows[i].duty;
        bool its = strcmp(kind, "talks") == 0 ? strcmp(d->book, kind) == 0
                                              : strcmp(d->kind, kind) == 0;
        if (its && d->sub[0] == '\0' && m->rows[i].grp == grp) {
            return &m->rows[i];
        }
    }
    return NULL;
}

static size_t cell_at(const struct duty_row *r, int month)
{
    return (size_t)month / (MONTHS / r->n_cells);
}

/* A count, ＊ where the period that ends with this month asked for more. */
static const char *month_cell(struct arena *a, const struct duty_row *r,
                              const struct tally *t, int month)
{
    int n = t->month[month];
    const char *mark = "";
    if (r != NULL && r->duty->period != DUTY_EVENT) {
        size_t at = cell_at(r, month);
        bool ends = (size_t)month + 1 == (at + 1) * (MONTHS / r->n_cells);
        enum duty_light light = r->cells[at].light;
        mark = ends && light == DUTY_MISSING ? "＊" : "";
        if (n == 0 && light == DUTY_NA) {
            return "–";
        }
    }
    return n == 0 && mark[0] == '\0' ? "" : arena_printf(a, "%d%s", n, mark);
}

static const char *rule_cell(struct arena *a, const struct duty_row *r)
{
    if (r == NULL) {
        return "";
    }
    int min = r->duty->min;
    for (size_t i = 0; i < r->n_cells; i++) {
        min = r->cells[i].light != DUTY_NA ? r->cells[i].min : min;
    }
    const char *period = duty_period_text(r->duty->period);
    return r->duty->period == DUTY_EVENT
               ? period
               : arena_printf(a, "%s %d 次", period, min);
}

static const char *reached_cell(struct arena *a, const struct duty_row *r)
{
    bool applies = false;
    if (r == NULL) {
        return "";
    }
    for (size_t i = 0; i < r->n_cells; i++) {
        applies |= r->cells[i].light != DUTY_NA;
    }
    if (!applies && r->duty->period != DUTY_EVENT) {
        return "不适用";
    }
    return r->applicable > 0
               ? arena_printf(a, "%d/%d", r->satisfied, r->applicable)
               : "";
}

static const char *note_cell(struct arena *a, const struct tally *t, int year)
{
    const char *outside =
        t->outside > 0 ? arena_printf(a, "%d 年度的另有 %d 次在别的年份开",
                                      year, t->outside)
                       : "";
    return t->other > 0 ? arena_printf(a, "%s%s另开往年度的 %d 次", outside,
                                       outside[0] != '\0' ? "；" : "", t->other)
                        : outside;
}

static const char *row_name(struct counting *c, const char *kind,
                            const char *group)
{
    const struct kind *k = kinds_by_code(book_kinds(c->book), kind);
    const char *name = strcmp(kind, "talks") == 0 ? "谈心谈话（人次）"
                       : k != NULL                ? k->abbr
                                                  : kind;
    return arena_printf(c->d->arena, "%s%s%s", name,
                        group[0] != '\0' ? " " : "", group);
}

static void put_row(struct counting *c, const struct tally *t,
                    const struct duty_row *r)
{
    struct arena *a = c->d->arena;
    const char *cells[ARRAY_LEN(columns) - 1];
    const char *group = r != NULL && r->grp != 0 ? r->grp_name : t->grp_name;
    size_t n = 0;
    int total = t->outside;
    cells[n++] = row_name(c, t->kind, group);
    for (int m = 0; m < MONTHS; m++) {
        cells[n++] = month_cell(a, r, t, m);
        total += t->month[m];
    }
    cells[n++] = arena_printf(a, "%d", total);
    cells[n++] = rule_cell(a, r);
    cells[n++] = reached_cell(a, r);
    cells[n] = note_cell(a, t, c->year);
    form_list_row(c->d, cells);
}

static bool is_asked(const char *kind)
{
    for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
        if (strcmp(asked[i], kind) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_any(const struct tally *t)
{
    int n = t->outside + t->other;
    for (int i = 0; i < MONTHS; i++) {
        n += t->month[i];
    }
    return n > 0;
}

/* A row for every group that is asked, or has met; one without a name when
   there is no group. */
static void put_kind(struct counting *c, const struct duty_matrix *m,
                     const char *kind)
{
    size_t rows = 0;
    for (size_t i = 0; i < m->n; i++) {
        const struct duty_row *r = &m->rows[i];
        if (duty_of(m, kind, r->grp) == r) {
            put_row(c, tally_of(c, kind, r->grp), r);
            rows++;
        }
    }
    for (size_t i = 0; i < c->n; i++) {
        const struct tally t = c->v[i];
        if (strcmp(t.kind, kind) == 0 && duty_of(m, kind, t.grp) == NULL) {
            put_row(c, &t, NULL);
            rows++;
        }
    }
    if (rows == 0) {
        put_row(c, tally_of(c, kind, 0), NULL);
    }
}

static void tell_rows(struct counting *c, const struct duty_matrix *m)
{
    form_list_begin(c->d, "rows", columns, ARRAY_LEN(columns) - 1);
    for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
        put_kind(c, m, asked[i]);
    }
    for (size_t i = 0; i < c->n; i++) {
        if (!is_asked(c->v[i].kind) && has_any(&c->v[i])) {
            put_row(c, &c->v[i], duty_of(m, c->v[i].kind, c->v[i].grp));
        }
    }
}

static void tell_sums(struct counting *c)
{
    int all = 0;
    for (int i = 0; i < MONTHS; i++) {
        /* Nothing for a month without any. */
        form_setf(c->d, arena_printf(c->d->arena, "all_%d", i + 1), "%.0d",
                  c->all[i]);
        all += c->all[i];
    }
    form_setf(c->d, "all", "%d", all);
    form_set(c->d, "legend", legend);
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct duty_matrix m;
    struct counting c = {
        .d = d, .book = ask->book, .year = source_year_of(ask)};
    bool ok = source_matrix_of(ask, d->arena, c.year, true, &m, err) &&
              count_events(&c, err) && count_talks(&c, err);
    if (ok) {
        tell_rows(&c, &m);
        tell_sums(&c);
    }
    mem_free(c.v);
    return ok || err_doing(err, "统计一年的组织生活");
}

static const struct source_list lists[] = {{"rows", columns}};

const struct source source_year = {
    .name = "year",
    .ledger = &ledger_event,
    .asks = ASKS_PERIOD | ASKS_WHOLE,
    .period = "year",
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};
