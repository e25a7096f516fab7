/* Whether a row asks for less than the one it changes, and whether two rows
   can both be kept. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

/* ---- less than before ------------------------------------------------ */

/* Months and years count alike; of anything else only the same is compared by
   its number. */
static bool comparable(struct guard_amount x, struct guard_amount y, int *dx,
                       int *dy)
{
    bool xm = x.unit == UNIT_MONTHS || x.unit == UNIT_YEARS;
    bool ym = y.unit == UNIT_MONTHS || y.unit == UNIT_YEARS;
    bool xc = x.unit == UNIT_NONE || x.unit == UNIT_COUNT;
    bool yc = y.unit == UNIT_NONE || y.unit == UNIT_COUNT;
    *dx = x.n * (x.unit == UNIT_YEARS ? 12 : 1);
    *dy = y.n * (y.unit == UNIT_YEARS ? 12 : 1);
    return x.set && y.set && ((xm && ym) || (xc && yc) || x.unit == y.unit);
}

/* How many days it is at least and at most, wherever the calendar begins. */
struct lengths {
    int least, most;
};
static bool lengths_of(struct guard_amount x, struct lengths *out)
{
    int all = x.unit == UNIT_YEARS ? x.n * 12 : x.n;
    int years = all / 12;
    int months = all % 12;
    switch (x.unit) {
    case UNIT_DAYS:
        *out = (struct lengths){x.n, x.n};
        return x.set && x.n >= 0;
    case UNIT_WORKDAYS:
        *out = (struct lengths){x.n, INT_MAX};
        return x.set && x.n >= 0;
    case UNIT_MONTHS:
    case UNIT_YEARS:
        *out = (struct lengths){years * 365 + months * 28,
                                years * 366 + months * 31};
        return x.set && x.n >= 0;
    default:
        return false;
    }
}

/* Is `now` at least as much as `was`? */
static bool not_less(struct guard_amount now, struct guard_amount was)
{
    int n = 0;
    int w = 0;
    if (!was.set) {
        return true;
    }
    if (comparable(now, was, &n, &w)) {
        return n >= w;
    }
    struct lengths x, y;
    return lengths_of(now, &x) && lengths_of(was, &y) && x.least >= y.most;
}

static bool not_more(struct guard_amount now, struct guard_amount was)
{
    int n = 0;
    int w = 0;
    if (!was.set) {
        return true;
    }
    if (comparable(now, was, &n, &w)) {
        return n <= w;
    }
    struct lengths x, y;
    return lengths_of(now, &x) && lengths_of(was, &y) && x.most <= y.least;
}

static bool loosens(const char *key, const struct pipeline_guard *old,
                    const struct pipeline_guard *now)
{
    if (pipe_has("warn lead text", key)) {
        return false;
    }
    if (strcmp(key, "breach") == 0) {
        return old->refuses && !now->refuses;
    }
    if (strcmp(key, "off") == 0) {
        return !old->off && now->off;
    }
    if (strcmp(key, "least") == 0) {
        return !not_less(now->least, old->least) ||
               !not_less(now->or_least, old->or_least);
    }
    if (strcmp(key, "most") == 0) {
        return old->kind == GUARD_LEAGUE ? !not_less(now->most, old->most)
                                         : !not_more(now->most, old->most);
    }
    return true;
}

const char *pipe_loosening(const struct rule_row *r,
                           const struct pipeline_guard *old,
                           const struct pipeline_guard *changed)
{
    for (size_t i = 0; i < r->n_keys; i++) {
        if (loosens(r->keys[i].key, old, changed)) {
            return r->keys[i].key;
        }
    }
    return NULL;
}

/* ---- against each other ---------------------------------------------- */

/* Is there a result for which both hold? */
static bool can_meet(const struct pipeline_guard *x,
                     const struct pipeline_guard *y)
{
    if (x->only[0] != '\0' && y->only[0] != '\0') {
        return pipe_shares(x->only, y->only);
    }
    return !pipe_shares(x->only, y->unless) && !pipe_shares(y->only, x->unless);
}

static const char *days_against(struct arena *a, const struct pipeline_guard *x,
                                const struct pipeline_guard *y)
{
    bool spans = x->kind == GUARD_AFTER &&
                 (y->kind == GUARD_WITHIN || y->kind == GUARD_VALID);
    const int any = date_of(2001, 1, 1); /* in a common year, before weeks */
    if (!spans || x->of != y->of ||
        pipe_add(any, x->least) <= pipe_add(any, y->most)) {
        return NULL;
    }
    return arena_printf(a, "[guard.%s] 和 [guard.%s] 不能同时做到（%s，%s）",
                        x->code, y->code, x->text, y->text);
}

static const char *counts_against(struct arena *a,
                                  const struct pipeline_guard *x,
                                  const struct pipeline_guard *y)
{
    bool counts = x->kind == y->kind && strcmp(x->what, y->what) == 0 &&
                  (x->kind == GUARD_HELPERS || x->kind == GUARD_AMOUNT);
    if (!counts || !x->least.set || !y->most.set || x->least.n <= y->most.n) {
        return NULL;
    }
    return arena_printf(a,
                        "[guard.%s] 至少 %d、[guard.%s] 至多 %d，不能同时"
                        "做到",
                        x->code, x->least.n, y->code, y->most.n);
}

static const char *pair_on(struct arena *a, const struct pipeline_rules *r,
                           size_t i, size_t j, int day)
{
    const struct pipeline_guard *x = pipe_in_force(r, i, day);
    const struct pipeline_guard *y = pipe_in_force(r, j, day);
    if (x == NULL || y == NULL || x->step != y->step || !can_meet(x, y)) {
        return NULL;
    }
    const char *what = days_against(a, x, y);
    return what != NULL ? what : counts_against(a, x, y);
}

/* On the days on which one of them begins, either way round. */
static const char *pair_against(struct arena *a, const struct pipeline_rules *r,
                                size_t i, size_t j)
{
    const int days[] = {r->guards[i].from, r->guards[j].from};
    for (size_t d = 0; d < ARRAY_LEN(days); d++) {
        const char *what = pair_on(a, r, i, j, days[d]);
        what = what != NULL ? what : pair_on(a, r, j, i, days[d]);
        if (what != NULL) {
            return what;
        }
    }
    return NULL;
}

const char *pipe_contradiction(struct arena *a, const struct pipeline_rules *r,
                               const char *code)
{
    for (size_t i = 0; i < r->n_guards; i++) {
        const struct pipeline_guard *x = &r->guards[i];
        for (size_t j = 0; strcmp(x->code, code) == 0 && j < r->n_guards; j++) {
            const char *what =
                x->step == r->guards[j].step ? pair_against(a, r, i, j) : NULL;
            if (what != NULL) {
                return what;
            }
        }
    }
    return NULL;
}
