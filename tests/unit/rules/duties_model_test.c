/* The verdict against a model that looks at every day and every fact anew, and
   how long it takes. */
#include "unit.h"

#include <string.h>
#include <time.h>

#include "duties_scene.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

#define MAX_SPANS  2
#define MAX_GROUPS 4
#define MAX_OWN    4
#define MAX_FACTS  120

/* A branch with room for what it points at. */
struct world {
    struct duty_span committee[MAX_SPANS], activists[MAX_SPANS];
    struct duty_group groups[MAX_GROUPS];
    struct duty_own own[MAX_OWN];
    struct duty_fact facts[MAX_FACTS];
    size_t n_facts;
    int today;
};

/* ---- random branches ------------------------------------------------- */

static int random_day(uint64_t *s)
{
    int first = date_of(2025, 7, 1);
    int day = first + (int)unit_below(s, 730);
    if (unit_below(s, 3) > 0) {
        return day;
    }
    return month_first_day(month_of(day)); /* boundaries are what matters */
}

static struct duty_span random_span(uint64_t *s)
{
    struct duty_span span = {random_day(s), DATE_NONE};
    if (unit_below(s, 2) == 0) {
        span.from = 0;
    }
    if (unit_below(s, 3) == 0) {
        int to = random_day(s);
        span.to = to > span.from ? to : span.from + 1;
    }
    return span;
}

static void random_facts(struct world *w, const struct duties *d, uint64_t *s)
{
    w->n_facts = (size_t)unit_below(s, MAX_FACTS);
    for (size_t i = 0; i < w->n_facts; i++) {
        const struct duty *x = &d->list[unit_below(s, d->n)];
        struct duty_fact *f = &w->facts[i];
        *f = (struct duty_fact){.what = what_of(x), .sub = x->sub};
        f->sub = unit_below(s, 6) == 0 ? "别的" : f->sub;
        f->grp = (int64_t)unit_below(s, MAX_GROUPS + 1);
        f->day = random_day(s);
        f->year = 2025 + (int)unit_below(s, 3);
        f->late = unit_below(s, 4) == 0;
    }
}

static void random_world(struct world *w, struct scene *scene, uint64_t *s)
{
    struct duty_branch *b = &scene->b;
    *b = (struct duty_branch){.life = random_span(s),
                              .committee = w->committee,
                              .n_committee = unit_below(s, MAX_SPANS + 1),
                              .activists = w->activists,
                              .n_activists = unit_below(s, MAX_SPANS + 1),
                              .groups = w->groups,
                              .n_groups = unit_below(s, MAX_GROUPS + 1),
                              .own = w->own,
                              .n_own = unit_below(s, MAX_OWN + 1)};
    for (size_t i = 0; i < MAX_SPANS; i++) {
        w->committee[i] = random_span(s);
        w->activists[i] = random_span(s);
    }
    for (size_t i = 0; i < MAX_GROUPS; i++) {
        w->groups[i] =
            (struct duty_group){(int64_t)i + 1, "组", random_span(s)};
    }
    for (size_t i = 0; i < MAX_OWN; i++) {
        const struct duty *x = &scene->d.list[unit_below(s, scene->d.n)];
        w->own[i] =
            (struct duty_own){x->code, random_span(s), unit_below(s, 2) == 0,
                              (int)unit_below(s, 3), "某决定"};
    }
    random_facts(w, &scene->d, s);
    w->today = random_day(s);
    scene->d.founding_month = unit_below(s, 2) == 0;
}

/* ---- the model ------------------------------------------------------- */

static bool alive(const struct duty_span *s, int day)
{
    return day >= s->from && (s->to == DATE_NONE || day < s->to);
}

static bool any_alive(const struct duty_span *s, size_t n, int day)
{
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        any = any || alive(&s[i], day);
    }
    return any;
}

/* Days of a period on which something was there. */
static int days_alive(const struct duty_span *life, int first, int last)
{
    int n = 0;
    for (int day = first; day <= last; day++) {
        n += alive(life, day);
    }
    return n;
}

/* Was there a committee (activist, group) on that day? */
static bool condition_on(const struct duty_branch *b, enum duty_if applies,
                         int day)
{
    switch (applies) {
    case DUTY_HAS_COMMITTEE:
        return any_alive(b->committee, b->n_committee, day);
    case DUTY_HAS_ACTIVISTS:
        return any_alive(b->activists, b->n_activists, day);
    case DUTY_HAS_GROUPS:
    case DUTY_ALWAYS:
        break;
    }
    return true;
}

struct model {
    enum duty_light light;
    int count, late, min;
};

static void model_count(struct model *m, const struct world *w,
                        const struct duty_row *r, int first, int last, int year)
{
    const struct duty *d = r->duty;
    for (size_t i = 0; i < w->n_facts; i++) {
        const struct duty_fact *f = &w->facts[i];
        /* Only yearly rows go by the year of a fact. */
        bool when =
            d->by_year ? f->year == year : f->day >= first && f->day <= last;
        bool what = strcmp(f->what, what_of(d)) == 0 &&
                    (d->sub[0] == '\0' || strcmp(d->sub, f->sub) == 0);
        if (when && what && (r->grp == 0 || r->grp == f->grp)) {
            m->count++;
            m->late += f->late ? 1 : 0;
        }
    }
}

/* The branch's word that came last and holds when the period begins here. */
static const struct duty_own *model_own(const struct duty_branch *b,
                                        const char *code, int first)
{
    int day = first > b->life.from ? first : b->life.from;
    const struct duty_own *own = NULL;
    for (size_t i = 0; i < b->n_own; i++) {
        if (strcmp(b->own[i].code, code) == 0 && alive(&b->own[i].holds, day) &&
            (own == NULL || b->own[i].holds.from >= own->holds.from)) {
            own = &b->own[i];
        }
    }
    return own;
}

static bool model_group_fits(const struct scene *s, const struct duty_row *r,
                             int first, int last)
{
    if (!r->duty->per_group) {
        return true;
    }
    for (size_t i = 0; i < s->b.n_groups; i++) {
        const struct duty_group *g = &s->b.groups[i];
        if (g->id == r->grp) {
            int n = days_alive(&g->life, first, last);
            return s->d.founding_month ? n > 0 : n == last - first + 1;
        }
    }
    return false;
}

static bool model_applies(const struct scene *s, const struct duty_row *r,
                          const struct duty_own *own, int first, int last)
{
    const struct duty *d = r->duty;
    int n = days_alive(&s->b.life, first, last);
    int begin = first;
    bool asked = own != NULL ? own->on : !d->off;
    if (n == 0 || !asked) {
        return false;
    }
    if (own == NULL && d->period != DUTY_EVENT) {
        if (!s->d.founding_month && n < last - first + 1) {
            return false;
        }
        while (!alive(&s->b.life, begin)) {
            begin++;
        }
        int end = begin + n - 1;
        if (!condition_on(&s->b, d->applies, begin) ||
            !condition_on(&s->b, d->applies, end)) {
            return false;
        }
    }
    return d->period == DUTY_EVENT || model_group_fits(s, r, first, last);
}

static struct model model_cell(const struct scene *s, const struct world *w,
                               const struct duty_row *r, size_t cell)
{
    int months = r->n_cells == 0 ? 12 : 12 / (int)r->n_cells;
    int month = month_make(2026, (int)cell * months + 1);
    int first = month_first_day(month);
    int last = month_last_day(month + months - 1);
    struct model m = {.min = r->duty->min};
    const struct duty_own *own = model_own(&s->b, r->duty->code, first);
    model_count(&m, w, r, first, last, 2026);
    if (own != NULL && own->on && own->min > 0) {
        m.min = own->min;
    }
    bool done = m.count >= m.min;
    if (!model_applies(s, r, own, first, last)) {
        m.light = DUTY_NA;
    } else if (r->duty->period == DUTY_EVENT) {
        m.light = done ? DUTY_DONE : DUTY_NA;
    } else if (w->today < first) {
        m.light = DUTY_AHEAD;
    } else if (done) {
        m.light = DUTY_DONE;
    } else {
        m.light = w->today <= last ? DUTY_RUNNING : DUTY_MISSING;
    }
    return m;
}

/* A group that was not there at all in the year has no row. */
static size_t group_rows(const struct duty_branch *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n_groups; i++) {
        n += days_alive(&b->groups[i].life, date_of(2026, 1, 1),
                        date_of(2026, 12, 31)) > 0;
    }
    return n > 0 ? n : 1;
}

static void compare(const struct scene *s, const struct world *w)
{
    int satisfied = 0;
    int applicable = 0;
    int missing = 0;
    int running = 0;
    assert_int_equal(s->m.n, DUTIES_BUILTIN - 1 + group_rows(&s->b));
    for (size_t i = 0; i < s->m.n; i++) {
        const struct duty_row *r = &s->m.rows[i];
        for (size_t c = 0; c < r->n_cells; c++) {
            const struct duty_cell *got = &r->cells[c];
            struct model want = model_cell(s, w, r, c);
            if (got->light != want.light || got->count != want.count ||
                got->late != want.late || got->min != want.min ||
                (got->light == DUTY_NA) != (got->why[0] != '\0')) {
                fail_msg("%s/%d cell %zu: light %d not %d, %d/%d not %d/%d %s",
                         r->duty->code, (int)r->grp, c + 1, (int)got->light,
                         (int)want.light, got->count, got->min, want.count,
                         want.min, got->why);
            }
            bool over = got->span.to <= w->today;
            bool event = r->duty->period == DUTY_EVENT;
            satisfied += over && !event && want.light == DUTY_DONE;
            applicable +=
                over && !event &&
                (want.light == DUTY_DONE || want.light == DUTY_MISSING);
            missing += want.light == DUTY_MISSING;
            running += want.light == DUTY_RUNNING;
        }
    }
    assert_int_equal(s->m.satisfied, satisfied);
    assert_int_equal(s->m.applicable, applicable);
    assert_int_equal(s->m.missing, missing);
    assert_int_equal(s->m.running, running);
}

PROPERTY(duties_verdict_is_that_of_the_model)
{
    uint64_t stream = unit_seed();
    struct scene s;
    scene_open(&s, NULL);
    for (int round = 0; round < 3000; round++) {
        struct arena a = ARENA_INIT;
        struct world w;
        random_world(&w, &s, &stream);
        duties_judge(&s.m, &a, &s.d, &s.b, w.facts, w.n_facts, 2026, w.today,
                     true);
        compare(&s, &w);
        arena_clear(&a);
    }
    scene_close(&s);
}

/* What a row shows is what there is: its cells sum to the facts of the year
   that it counts, not applicable ones included. */
PROPERTY(duties_cells_sum_to_the_facts)
{
    uint64_t stream = unit_seed();
    struct scene s;
    scene_open(&s, NULL);
    for (int round = 0; round < 500; round++) {
        struct arena a = ARENA_INIT;
        struct world w;
        random_world(&w, &s, &stream);
        duties_judge(&s.m, &a, &s.d, &s.b, w.facts, w.n_facts, 2026, w.today,
                     true);
        for (size_t i = 0; i < s.m.n; i++) {
            const struct duty_row *r = &s.m.rows[i];
            struct model all = {.count = 0};
            int count = 0;
            int late = 0;
            model_count(&all, &w, r, date_of(2026, 1, 1), date_of(2026, 12, 31),
                        2026);
            for (size_t c = 0; c < r->n_cells; c++) {
                count += r->cells[c].count;
                late += r->cells[c].late;
            }
            assert_int_equal(count, all.count);
            assert_int_equal(late, all.late);
        }
        arena_clear(&a);
    }
    scene_close(&s);
}

/* ---- speed ----------------------------------------------------------- */

#define MANY 3000

/* 3,000 facts, 39 rows.  Ten times what it takes, for slow machines and
   sanitizers. */
TEST(duties_of_a_year_are_judged_at_once)
{
    static struct duty_fact facts[MANY];
    static struct duty_group groups[10];
    uint64_t stream = 1;
    struct scene s;
    scene_open(&s, NULL);
    for (size_t i = 0; i < MANY; i++) {
        const struct duty *d = &s.d.list[unit_below(&stream, s.d.n)];
        facts[i] = (struct duty_fact){.what = what_of(d), .sub = d->sub};
        facts[i].day = date_of(2026, 1, 1) + (int)unit_below(&stream, 365);
        facts[i].year = 2026;
        facts[i].grp = (int64_t)unit_below(&stream, 11);
    }
    for (size_t i = 0; i < ARRAY_LEN(groups); i++) {
        groups[i] = (struct duty_group){(int64_t)i + 1, "组", always};
    }
    s.b.groups = groups;
    s.b.n_groups = ARRAY_LEN(groups);
    s.b.committee = &always;
    s.b.n_committee = 1;
    struct timespec from;
    struct timespec to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    for (int i = 0; i < 10; i++) {
        duties_judge(&s.m, &s.a, &s.d, &s.b, facts, MANY, 2026,
                     date_of(2026, 11, 20), true);
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    long us = ((to.tv_sec - from.tv_sec) * 1000000 +
               (to.tv_nsec - from.tv_nsec) / 1000) /
              10;
    print_message("%d facts, %zu rows: %ld us\n", MANY, s.m.n, us);
    assert_int_equal(s.m.n, DUTIES_BUILTIN - 1 + ARRAY_LEN(groups));
    assert_true(us < 10000);
    scene_close(&s);
}
