/* Whether a duty is asked for in a period, and if not, why.

   Asked in this order, the first that says no is the reason: was there a
   branch → was the rule in force → has the branch been asked, by the rule or
   by its own word → was the branch there for the whole period → is there a
   committee, a group, an activist → was the group there for the whole period.

   A branch's own word "on" asks even in the period of founding and whatever
   the condition: that is how a superior's order is put in. */
#include <stdio.h>
#include <string.h>

#include "duties_work.h"
#include "pbtui/text/date.h"

static const char *const period_words[] = {
    [DUTY_MONTH] = "本月", [DUTY_QUARTER] = "本季", [DUTY_HALF] = "本半年",
    [DUTY_YEAR] = "本年",  [DUTY_EVENT] = "本年",
};

static bool holds_on(const struct duty_span *s, int day)
{
    return s->from <= day && (s->to == DATE_NONE || s->to > day);
}

static bool any_on(const struct duty_span *spans, size_t n, int day)
{
    for (size_t i = 0; i < n; i++) {
        if (holds_on(&spans[i], day)) {
            return true;
        }
    }
    return false;
}

/* The part of a period in which something was there; empty: from >= to. */
static struct duty_span overlap(const struct duty_span *period,
                                const struct duty_span *life)
{
    struct duty_span part = *period;
    if (life->from > part.from) {
        part.from = life->from;
    }
    if (life->to != DATE_NONE && life->to < part.to) {
        part.to = life->to;
    }
    return part;
}

/* The latest word of the branch that holds on a day. */
static const struct duty_own *own_word(const struct duty_branch *b,
                                       const char *code, int day)
{
    const struct duty_own *found = NULL;
    for (size_t i = 0; i < b->n_own; i++) {
        const struct duty_own *o = &b->own[i];
        if (strcmp(o->code, code) == 0 && holds_on(&o->holds, day) &&
            (found == NULL || o->holds.from >= found->holds.from)) {
            found = o;
        }
    }
    return found;
}

/* `part` is what of the period the life covers. */
static const char *partly(struct arena *a, const struct duty_work *w,
                          const struct duty_span *period,
                          const struct duty_span *part)
{
    const char *word = period_words[w->row.duty->period];
    if (part->from > period->from) {
        return arena_printf(a, "%s成立，不计", word);
    }
    return part->to < period->to ? arena_printf(a, "%s撤销，不计", word) : NULL;
}

/* ---- conditions ------------------------------------------------------ */

struct condition {
    bool first, last; /* holds on the first, on the last day of the part */
    const char *what;
    const char *none; /* why, when it held on neither */
};

static bool groups_on(const struct duty_branch *b, int day)
{
    for (size_t i = 0; i < b->n_groups; i++) {
        if (holds_on(&b->groups[i].life, day)) {
            return true;
        }
    }
    return false;
}

static struct condition look(const struct duty_branch *b, enum duty_if applies,
                             const struct duty_span *part)
{
    struct condition c = {true, true, "", ""};
    int last = part->to - 1;
    switch (applies) {
    case DUTY_HAS_COMMITTEE:
        c = (struct condition){any_on(b->committee, b->n_committee, part->from),
                               any_on(b->committee, b->n_committee, last),
                               "支委会", "不设支委会"};
        break;
    case DUTY_HAS_GROUPS:
        c = (struct condition){groups_on(b, part->from), groups_on(b, last),
                               "党小组", "不设党小组"};
        break;
    case DUTY_HAS_ACTIVISTS:
        c = (struct condition){any_on(b->activists, b->n_activists, part->from),
                               any_on(b->activists, b->n_activists, last),
                               "积极分子", "没有积极分子"};
        break;
    case DUTY_ALWAYS:
        break;
    }
    return c;
}

static const char *condition_fault(const struct duty_branch *b,
                                   const struct duty_work *w,
                                   const struct duty *v,
                                   const struct duty_span *part,
                                   struct arena *a)
{
    struct condition c = look(b, v->applies, part);
    if (c.first && c.last) {
        return NULL;
    }
    if (!c.first && !c.last) {
        return c.none;
    }
    const char *word = period_words[w->row.duty->period];
    return c.last ? arena_printf(a, "%s才有%s，不计", word, c.what)
                  : arena_printf(a, "%s起没有%s，不计", word, c.what);
}

static const char *group_fault(const struct duties *d,
                               const struct duty_work *w,
                               const struct duty_span *period, struct arena *a)
{
    if (w->group == NULL) {
        return w->row.duty->per_group ? "不设党小组" : NULL;
    }
    const struct duty_span *life = &w->group->life;
    if (life->from >= period->to) {
        return "党小组尚未成立";
    }
    if (life->to != DATE_NONE && life->to <= period->from) {
        return "党小组已经撤销";
    }
    struct duty_span part = overlap(period, life);
    return d->founding_month ? NULL : partly(a, w, period, &part);
}

/* ---- verdict --------------------------------------------------------- */

static const char *branch_fault(const struct duty_branch *b,
                                const struct duty_span *period)
{
    if (b->life.from >= period->to) {
        return "支部尚未成立";
    }
    bool over = b->life.to != DATE_NONE && b->life.to <= period->from;
    return over ? "支部已经撤销" : NULL;
}

static const char *unasked(const struct duty *v, const struct duty_own *own,
                           struct arena *a)
{
    if (own != NULL && !own->on) {
        return own->basis == NULL || own->basis[0] == '\0'
                   ? "本支部不要求"
                   : arena_printf(a, "本支部不要求：%s", own->basis);
    }
    return own == NULL && v->off ? "本支部没有开启" : NULL;
}

const char *duty_not_applicable(const struct duties *d,
                                const struct duty_branch *b,
                                const struct duty_work *w, size_t cell,
                                struct arena *a, bool *asked, int *min)
{
    const struct duty_span *period = &w->row.cells[cell].span;
    const struct duty *v = w->version[cell];
    const char *no_branch = branch_fault(b, period);
    *asked = false;
    *min = w->row.duty->min;
    if (v == NULL) {
        return no_branch != NULL ? no_branch : w->gap[cell];
    }
    struct duty_span part = overlap(period, &b->life);
    const struct duty_own *own = own_word(b, v->code, part.from);
    const char *why = unasked(v, own, a);
    *asked = why == NULL;
    *min = own != NULL && own->on && own->min > 0 ? own->min : v->min;
    if (no_branch != NULL || why != NULL || v->period == DUTY_EVENT) {
        return no_branch != NULL ? no_branch : why;
    }
    bool whatever = own != NULL; /* its word is on, or we were not here */
    if (!whatever && !d->founding_month) {
        why = partly(a, w, period, &part);
    }
    if (why == NULL && !whatever && !v->per_group) {
        why = condition_fault(b, w, v, &part, a);
    }
    return why != NULL ? why : group_fault(d, w, period, a);
}
