/* A step looked at on a day: which rows are asked about it, the days they
   count from, and the first and last day they allow.

   Months and years clamp to the end of the month (date_add_months).  A version
   of a row holds for steps done on its days, so the earliest day is looked for
   again by the rows of the day that was found. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

/* The first day allowed depends on the versions in force on it; more than a
   few changes on the way there are not looked at. */
#define EARLIEST_TRIES 4

/* ---- steps ----------------------------------------------------------- */

bool pipe_passed(const struct pipeline_rules *r, const struct pipeline_facts *f,
                 int no)
{
    const struct pipeline_done *d = &f->steps[no];
    const char *goes_on = r->steps[no].result;
    const char *result = d->result == NULL ? "" : d->result;
    if (!d->done || goes_on[0] == '\0') {
        return d->done;
    }
    /* What was done elsewhere may be known by its day alone. */
    return pipe_has(goes_on, result) || (d->elsewhere && result[0] == '\0');
}

struct pipe_case pipe_case_of(struct arena *a, const struct pipeline_rules *r,
                              const struct pipeline_facts *f, int no, int day)
{
    const struct pipeline_done *d = &f->steps[no];
    const char *result = d->result == NULL ? "" : d->result;
    bool running = r->steps[no].running;
    struct pipe_case c = {a, r, f, no, d->on, result, !d->done && !running};
    if (c.planned || running) {
        c.on = day;
    }
    if (c.result[0] == '\0') {
        c.result = r->steps[no].usual;
    }
    return c;
}

/* Those who had begun by then. */
static const struct pipeline_helper *helpers_on(struct arena *a,
                                                const struct pipeline_facts *f,
                                                int day, size_t *n)
{
    struct pipeline_helper *list =
        arena_array(a, f->n_helpers + 1, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < f->n_helpers; i++) {
        if (f->helpers[i].holds.from <= day) {
            list[(*n)++] = f->helpers[i];
        }
    }
    return list;
}

struct pipeline_facts pipe_facts_on(struct arena *a,
                                    const struct pipeline_facts *f, int day)
{
    struct pipeline_facts past = *f;
    struct pipeline_entry *entries =
        arena_array(a, f->n_entries + 1, sizeof *entries);
    size_t n = 0;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        struct pipeline_done *d = &past.steps[no];
        if (d->done && d->on != DATE_NONE && d->on > day) {
            int asked_on = d->asked_on;
            *d = pipeline_open();
            d->asked_on = asked_on;
        }
        d->asked_on = d->asked_on != DATE_NONE && d->asked_on > day
                          ? DATE_NONE
                          : d->asked_on;
    }
    for (size_t i = 0; i < f->n_entries; i++) {
        if (f->entries[i].on <= day) {
            entries[n++] = f->entries[i];
        }
    }
    past.entries = entries;
    past.n_entries = n;
    past.helpers = helpers_on(a, f, day, &past.n_helpers);
    return past;
}

bool pipe_runs(const struct pipeline_facts *f, const struct pipeline_step *s)
{
    return f->steps[s->since].done && !f->steps[s->until].done;
}

bool pipe_needless(const struct pipeline_rules *r,
                   const struct pipeline_facts *f, int no)
{
    for (size_t i = 0; !f->steps[no].done && i < r->n_guards; i++) {
        const struct pipeline_guard *g = &r->guards[i];
        const struct pipeline_done *d = &f->steps[g->step];
        if (g->kind == GUARD_AFTER && g->of == no && g->only[0] != '\0' &&
            d->done && pipe_text(d->result)[0] != '\0' &&
            !pipe_has(g->only, d->result)) {
            return true;
        }
    }
    return false;
}

bool pipe_closed(const struct pipeline_facts *f, int day)
{
    return f->ended_on != DATE_NONE && f->ended_on <= day;
}

/* ---- which rows ------------------------------------------------------ */

/* What comes with doing the step, and so cannot be asked before. */
static bool comes_with_it(const struct pipe_case *c,
                          const struct pipeline_guard *g)
{
    switch (g->kind) {
    case GUARD_FIELD:
    case GUARD_BY:
    case GUARD_AMOUNT:
    case GUARD_MEETING:
    case GUARD_VOTE:
    case GUARD_LEAGUE:
        return true;
    case GUARD_HELPERS:
    case GUARD_KIN: {
        const char *const *fields = c->r->steps[c->no].fields;
        bool own = false;
        for (size_t i = 0; fields[i] != NULL; i++) {
            own = own || strcmp(fields[i], "helpers") == 0;
        }
        return own;
    }
    default:
        return false;
    }
}

/* 外单位办理: another branch's meeting and people are not in this ledger. */
static bool was_theirs(const struct pipeline_guard *g)
{
    switch (g->kind) {
    case GUARD_FIELD:
    case GUARD_BY:
    case GUARD_MEETING:
    case GUARD_VOTE:
    case GUARD_HELPERS:
    case GUARD_KIN:
    case GUARD_NOTICE:
    case GUARD_LEAGUE:
    case GUARD_STAY:
        return true;
    default:
        return false;
    }
}

bool pipe_elsewhere(const struct pipeline_facts *f, int no)
{
    const struct pipeline_done *d = &f->steps[no];
    return d->elsewhere && (d->done ? d->on : d->asked_on) < f->theirs_before;
}

const struct pipeline_guard *pipe_asked(const struct pipe_case *c, size_t i,
                                        int day)
{
    const struct pipeline_guard *g = &c->r->guards[i];
    if (g->step != c->no || day == DATE_NONE) {
        return NULL;
    }
    if ((g->only[0] != '\0' && !pipe_has(g->only, c->result)) ||
        (g->unless[0] != '\0' && pipe_has(g->unless, c->result)) ||
        (c->planned && comes_with_it(c, g)) ||
        (was_theirs(g) && pipe_elsewhere(c->f, c->no))) {
        return NULL;
    }
    return pipe_in_force(c->r, i, day);
}

/* ---- anchors --------------------------------------------------------- */

struct probation pipeline_probation(const struct pipeline_rules *r, int joined,
                                    int extended_months)
{
    const struct pipeline_limit *first = &r->probation[0];
    const struct pipeline_limit *last = NULL;
    struct probation p = {joined, DATE_NONE, DATE_NONE};
    for (size_t i = 0; i < r->n_probation; i++) {
        const struct pipeline_limit *x = &r->probation[i];
        first = x->from < first->from ? x : first;
        if (x->from <= joined && (last == NULL || x->from > last->from)) {
            last = x;
        }
    }
    int full = pipe_add(joined, (last != NULL ? last : first)->value);
    p.full_from = date_add_months(full, extended_months);
    p.to = p.full_from == DATE_NONE ? DATE_NONE : p.full_from - 1;
    return p;
}

/* The last entry of a kind, else the beginning of the running step. */
static int last_entry(const struct pipe_case *c, const struct pipeline_guard *g)
{
    for (size_t i = c->f->n_entries; i > 0; i--) {
        const struct pipeline_entry *e = &c->f->entries[i - 1];
        if (e->on <= c->on && strcmp(e->kind, g->what) == 0) {
            return e->on;
        }
    }
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct pipeline_step *s = &c->r->steps[no];
        for (size_t i = 0; s->running && s->entries[i] != NULL; i++) {
            if (strcmp(s->entries[i], g->what) == 0 &&
                c->f->steps[s->since].done) {
                return c->f->steps[s->since].on;
            }
        }
    }
    return DATE_NONE;
}

int pipe_anchor(const struct pipe_case *c, const struct pipeline_guard *g)
{
    const struct pipeline_facts *f = c->f;
    switch (g->of) {
    case 0:
        return DATE_NONE;
    case ANCHOR_PROBATION:
        /* It counts from the meeting, but only approval makes it count. */
        return pipe_passed(c->r, f, AT_ACCEPT) &&
                       pipe_passed(c->r, f, AT_APPROVE)
                   ? pipeline_probation(c->r, f->steps[AT_ACCEPT].on,
                                        f->extended_months)
                         .full_from
                   : DATE_NONE;
    case ANCHOR_ASKED:
        return f->steps[c->no].asked_on;
    case ANCHOR_ENTRIES:
        return last_entry(c, g);
    default:
        return f->steps[g->of].done ? f->steps[g->of].on : DATE_NONE;
    }
}

/* ---- first and last days --------------------------------------------- */

bool pipe_same_day(const struct pipeline_facts *f, size_t i)
{
    const struct pipeline_entry *e = &f->entries[i];
    for (size_t j = 0; j < i; j++) {
        if (f->entries[j].on == e->on &&
            strcmp(f->entries[j].kind, e->kind) == 0) {
            return true;
        }
    }
    return false;
}

/* The day of the n-th entry that counts. */
static int nth_entry(const struct pipe_case *c, const struct pipeline_guard *g)
{
    int from = pipe_anchor(c, g);
    int n = 0;
    for (size_t i = 0; i < c->f->n_entries; i++) {
        const struct pipeline_entry *e = &c->f->entries[i];
        if (strcmp(e->kind, g->what) == 0 &&
            (from == DATE_NONE || e->on >= from) && !pipe_same_day(c->f, i) &&
            ++n == g->least.n) {
            return e->on;
        }
    }
    return DATE_NONE;
}

bool pipe_notice_counts(const struct pipe_case *c,
                        const struct pipeline_guard *g,
                        const struct pipeline_notice *n)
{
    int from = pipe_anchor(c, g);
    for (size_t i = 0; i < c->f->n_rounds; i++) {
        const struct pipeline_round *r = &c->f->rounds[i];
        if (r->step == c->no && r->on != DATE_NONE &&
            (from == DATE_NONE || r->on > from)) {
            from = r->on;
        }
    }
    return n->step == c->no && n->from != DATE_NONE && n->to != DATE_NONE &&
           (from == DATE_NONE || n->from >= from);
}

/* The day after the first notice that was long enough. */
static int after_notice(const struct pipe_case *c,
                        const struct pipeline_guard *g)
{
    int first = DATE_NONE;
    for (size_t i = 0; i < c->f->n_notices; i++) {
        const struct pipeline_notice *n = &c->f->notices[i];
        if (!pipe_notice_counts(c, g, n) || n->objected ||
            pipe_notice_days(n, g->least.unit) < g->least.n) {
            continue;
        }
        first = first == DATE_NONE || n->to + 1 < first ? n->to + 1 : first;
    }
    return first;
}

int pipe_notice_days(const struct pipeline_notice *n, enum guard_unit unit)
{
    return unit == UNIT_WORKDAYS ? date_count_workdays(n->from - 1, n->to)
                                 : n->to - n->from + 1;
}

int pipe_opens(const struct pipe_case *c, const struct pipeline_guard *g)
{
    switch (g->kind) {
    case GUARD_AGE:
        return pipe_add(c->f->birth, g->least);
    case GUARD_AFTER:
        return pipe_add(pipe_anchor(c, g), g->least);
    case GUARD_ENTRIES:
        return nth_entry(c, g);
    case GUARD_NOTICE:
        return after_notice(c, g);
    default:
        return DATE_NONE;
    }
}

int pipe_closes(const struct pipe_case *c, const struct pipeline_guard *g)
{
    if (g->kind != GUARD_WITHIN && g->kind != GUARD_VALID) {
        return DATE_NONE;
    }
    /* Nobody waits for the approval of what was turned down. */
    if (g->of <= PIPELINE_STEPS && !pipe_passed(c->r, c->f, g->of)) {
        return DATE_NONE;
    }
    return pipe_add(pipe_anchor(c, g), g->most);
}

static int opens_by(const struct pipe_case *c, bool strict, int day)
{
    int first = DATE_NONE;
    for (size_t i = 0; i < c->r->n_of_step[c->no]; i++) {
        const struct pipeline_guard *g =
            pipe_asked(c, c->r->of_step[c->no][i], day);
        if (g == NULL || (strict && !g->refuses)) {
            continue;
        }
        int opens = pipe_opens(c, g);
        first = opens > first ? opens : first;
    }
    return first;
}

int pipe_earliest(const struct pipe_case *c, bool strict)
{
    int day = c->on;
    int first = opens_by(c, strict, day);
    for (int i = 1; i < EARLIEST_TRIES && first != DATE_NONE && first > day;
         i++) {
        day = first;
        first = opens_by(c, strict, day);
    }
    return first;
}

int pipe_latest(const struct pipe_case *c, const struct pipeline_guard **guard)
{
    int last = DATE_NONE;
    *guard = NULL;
    for (size_t i = 0; i < c->r->n_of_step[c->no]; i++) {
        const struct pipeline_guard *g =
            pipe_asked(c, c->r->of_step[c->no][i], c->on);
        int closes = g == NULL ? DATE_NONE : pipe_closes(c, g);
        if (closes != DATE_NONE && (last == DATE_NONE || closes < last)) {
            last = closes;
            *guard = g;
        }
    }
    return last;
}
