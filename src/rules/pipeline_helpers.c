/* 培养联系人 and 入党介绍人: who may be one on a day.

   He must be a full member of the branch, not under 留党察看, and not the
   person himself.  Of one from another branch only the name is known; he
   counts. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

static bool covers(const struct pipeline_span *s, int day)
{
    return s->from != DATE_NONE && s->from <= day &&
           (s->to == DATE_NONE || day < s->to);
}

static bool holds(const struct pipe_case *c, const struct pipeline_guard *g,
                  const struct pipeline_helper *h)
{
    return strcmp(h->role, g->what) == 0 && covers(&h->holds, c->on);
}

static const char *role_text(const char *role)
{
    return strcmp(role, "contact") == 0 ? "培养联系人" : "入党介绍人";
}

/* Why he may not be one on that day, NULL when he may. */
static const char *fault_of(const struct pipeline_helper *h, int day)
{
    if (h->self) {
        return "是本人";
    }
    if (h->outside) {
        return NULL;
    }
    if (!covers(&h->full, day)) {
        return h->full.from != DATE_NONE && h->full.to != DATE_NONE &&
                       day >= h->full.to
                   ? "已经不在本支部"
                   : "当日不是正式党员";
    }
    for (size_t i = 0; i < h->n_barred; i++) {
        if (covers(&h->barred[i], day)) {
            return "当日没有党员权利（留党察看等）";
        }
    }
    return NULL;
}

/* The same man twice is one. */
static bool is_twice(const struct pipe_case *c, const struct pipeline_guard *g,
                     size_t at)
{
    const struct pipeline_helper *h = &c->f->helpers[at];
    for (size_t i = 0; i < at; i++) {
        const struct pipeline_helper *other = &c->f->helpers[i];
        if (holds(c, g, other) && other->person == h->person &&
            (h->person != 0 || strcmp(other->name, h->name) == 0)) {
            return true;
        }
    }
    return false;
}

bool pipe_helpers_broken(const struct pipe_case *c,
                         const struct pipeline_guard *g, struct pipe_say *say)
{
    const char *role = role_text(g->what);
    int n = 0;
    for (size_t i = 0; i < c->f->n_helpers; i++) {
        const struct pipeline_helper *h = &c->f->helpers[i];
        const char *fault = holds(c, g, h) ? fault_of(h, c->on) : NULL;
        if (holds(c, g, h) && is_twice(c, g, i)) {
            fault = "已经定过一次";
        }
        n += holds(c, g, h);
        if (fault != NULL) {
            say->brief =
                arena_printf(c->a, "%s %s %s，不能作%s", pipe_day(c->a, c->on),
                             h->name, fault, role);
            say->remedy = arena_printf(c->a, "请另定%s", role);
            return true;
        }
    }
    if (n < g->least.n) {
        say->brief = arena_printf(c->a, "%s 的%s只有 %d 名，应有 %d 名",
                                  pipe_day(c->a, c->on), role, n, g->least.n);
        say->remedy = arena_printf(c->a, "请补定%s", role);
        return true;
    }
    if (n > g->most.n) {
        say->brief = arena_printf(c->a, "%s 的%s有 %d 名，最多 %d 名",
                                  pipe_day(c->a, c->on), role, n, g->most.n);
        say->remedy = arena_printf(c->a, "请减去多定的%s", role);
        return true;
    }
    return false;
}

bool pipe_kin_broken(const struct pipe_case *c, const struct pipeline_guard *g,
                     struct pipe_say *say)
{
    for (size_t i = 0; i < c->f->n_helpers; i++) {
        const struct pipeline_helper *h = &c->f->helpers[i];
        if (!holds(c, g, h) || !h->kin) {
            continue;
        }
        say->brief = arena_printf(c->a, "%s%s是本人的近亲属",
                                  role_text(g->what), h->name);
        say->remedy = "请另定一名不是近亲属的";
        return true;
    }
    return false;
}
