/* 培养联系人 and 入党介绍人: which step names them, who may be one on a day;
   and 责任人 of a step.

   He must be a full member of the branch, not under 留党察看, and not the
   person himself.  Of one from another branch only the name is known; he
   counts.  Who takes another's place later is held to the same rows on the day
   he begins. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

static bool names_helpers(const struct pipeline_step *s)
{
    for (size_t i = 0; s->fields[i] != NULL; i++) {
        if (strcmp(s->fields[i], "helpers") == 0) {
            return true;
        }
    }
    return false;
}

const char *pipeline_role_of(const struct pipeline_rules *r, int step)
{
    for (size_t i = 0; i < r->n_guards; i++) {
        const struct pipeline_guard *g = &r->guards[i];
        if (g->step == step && g->kind == GUARD_HELPERS) {
            return names_helpers(&r->steps[step]) ? g->what : NULL;
        }
    }
    return NULL;
}

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

#define NO_RIGHTS "当日没有党员权利（留党察看等）"

static bool is_barred(const struct pipeline_helper *h, int day)
{
    for (size_t i = 0; i < h->n_barred; i++) {
        if (covers(&h->barred[i], day)) {
            return true;
        }
    }
    return false;
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
               : h->named ? "当日不是正式党员"
                          : "当日不是本支部的正式党员";
    }
    return is_barred(h, day) ? NO_RIGHTS : NULL;
}

static bool is_same(const struct pipeline_helper *x,
                    const struct pipeline_helper *y)
{
    return x->person == y->person &&
           (x->person != 0 || strcmp(x->name, y->name) == 0);
}

static bool say_too_many(const struct pipe_case *c,
                         const struct pipeline_guard *g, int n,
                         struct pipe_say *say)
{
    const char *role = role_text(g->what);
    if (n <= g->most.n) {
        return false;
    }
    say->brief = arena_printf(c->a, "%s 的%s有 %d 名，最多 %d 名",
                              pipe_day(c->a, c->on), role, n, g->most.n);
    say->remedy = arena_printf(c->a, "请减去多定的%s", role);
    return true;
}

static bool say_fault(const struct pipe_case *c, const struct pipeline_guard *g,
                      const struct pipeline_helper *h, const char *fault,
                      struct pipe_say *say)
{
    const char *role = role_text(g->what);
    if (fault == NULL) {
        return false;
    }
    say->brief = arena_printf(c->a, "%s %s %s，不能作%s", pipe_day(c->a, c->on),
                              h->name, fault, role);
    say->remedy = arena_printf(
        c->a, "请另定%s%s", role,
        h->named ? "；是同名的外单位党员的，请在姓名后写单位" : "");
    return true;
}

static bool say_kin(const struct pipeline_guard *g, const struct pipe_case *c,
                    const struct pipeline_helper *h, struct pipe_say *say)
{
    say->brief =
        arena_printf(c->a, "%s%s是本人的近亲属", role_text(g->what), h->name);
    say->remedy = "请另定一名不是近亲属的";
    return true;
}

/* ---- those of the step ------------------------------------------------ */

/* The same man twice is one. */
static bool is_twice(const struct pipe_case *c, const struct pipeline_guard *g,
                     size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (holds(c, g, &c->f->helpers[i]) &&
            is_same(&c->f->helpers[i], &c->f->helpers[at])) {
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
        if (!holds(c, g, h)) {
            continue;
        }
        const char *fault =
            is_twice(c, g, i) ? "已经定过一次" : fault_of(h, c->on);
        n++;
        if (say_fault(c, g, h, fault, say)) {
            return true;
        }
    }
    if (n < g->least.n) {
        say->brief = arena_printf(c->a, "%s 的%s只有 %d 名，应有 %d 名",
                                  pipe_day(c->a, c->on), role, n, g->least.n);
        say->remedy = arena_printf(c->a, "请补定%s", role);
        return true;
    }
    return say_too_many(c, g, n, say);
}

bool pipe_kin_broken(const struct pipe_case *c, const struct pipeline_guard *g,
                     struct pipe_say *say)
{
    for (size_t i = 0; i < c->f->n_helpers; i++) {
        const struct pipeline_helper *h = &c->f->helpers[i];
        if (holds(c, g, h) && h->kin) {
            return say_kin(g, c, h, say);
        }
    }
    return false;
}

/* ---- 责任人 ------------------------------------------------------------ */

/* He may be of any branch: 书记 of the superior's, a 组织员. */
bool pipe_by_broken(const struct pipe_case *c, const struct pipeline_guard *g,
                    struct pipe_say *say)
{
    const struct pipeline_helper *h = c->f->steps[c->no].by;
    bool other = strcmp(g->what, "other") == 0;
    if (h == NULL || (other ? !h->self : h->self || h->outside)) {
        return false;
    }
    const char *fault = other                      ? "是本人"
                        : !covers(&h->full, c->on) ? "当日不是正式党员"
                        : is_barred(h, c->on)      ? NO_RIGHTS
                                                   : NULL;
    say->brief = fault == NULL
                     ? NULL
                     : arena_printf(c->a, "%s 的责任人 %s %s",
                                    pipe_day(c->a, c->on), h->name, fault);
    say->remedy =
        h->named ? "请核对责任人；是同名的外单位党员的，请在姓名后写单位职务"
                 : "请核对责任人；不在本支部名册里的，写在“外单位责任人”一栏";
    return fault != NULL;
}

/* ---- those who came later --------------------------------------------- */

/* On the day he begins, with all who help then. */
static bool later_broken(const struct pipe_case *then,
                         const struct pipeline_guard *g, size_t at,
                         struct pipe_say *say)
{
    const struct pipeline_helper *h = &then->f->helpers[at];
    const char *fault = fault_of(h, then->on);
    int n = 0;
    if (g->kind == GUARD_KIN) {
        return h->kin && say_kin(g, then, h, say);
    }
    for (size_t i = 0; i < then->f->n_helpers; i++) {
        const struct pipeline_helper *other = &then->f->helpers[i];
        if (!holds(then, g, other)) {
            continue;
        }
        n++;
        if (i != at && is_same(other, h)) {
            fault = "已经在任";
        }
    }
    return say_fault(then, g, h, fault, say) || say_too_many(then, g, n, say);
}

/* Named by this branch, and not with the step itself. */
static bool came_later(const struct pipe_case *c,
                       const struct pipeline_helper *h)
{
    const char *role = pipeline_role_of(c->r, c->no);
    const struct pipeline_done *d = &c->f->steps[c->no];
    bool theirs = pipe_elsewhere(c->f, c->no) && d->done &&
                  h->holds.from < c->f->theirs_before;
    return role != NULL && strcmp(h->role, role) == 0 && d->done &&
           d->on != DATE_NONE && h->holds.from != DATE_NONE &&
           h->holds.from > d->on && !theirs;
}

size_t pipe_later_issues(const struct pipe_case *c, size_t at,
                         struct step_issue *list)
{
    const struct pipeline_helper *h = &c->f->helpers[at];
    struct pipe_case then = *c;
    size_t n = 0;
    then.on = h->holds.from;
    for (size_t i = 0; came_later(c, h) && i < c->r->n_of_step[c->no]; i++) {
        const struct pipeline_guard *g =
            pipe_in_force(c->r, c->r->of_step[c->no][i], then.on);
        struct pipe_say say = {"", "", DATE_NONE};
        if (n == PIPE_LATER_ISSUES || g == NULL ||
            (g->kind != GUARD_HELPERS && g->kind != GUARD_KIN) ||
            strcmp(g->what, h->role) != 0 ||
            !later_broken(&then, g, at, &say)) {
            continue;
        }
        list[n] = (struct step_issue){.waits = false};
        pipe_tell(&then, g, &say, &list[n]);
        list[n].reason = pipe_text(h->reason);
        list[n].reasoned = !g->refuses && list[n].reason[0] != '\0';
        n++;
    }
    return n;
}

size_t pipeline_helper_check(struct arena *a, const struct pipeline_rules *r,
                             const struct pipeline_facts *f, size_t at,
                             struct step_issue **out)
{
    struct step_issue *list = arena_array(a, PIPE_LATER_ISSUES, sizeof *list);
    size_t n = 0;
    for (int no = 1; no <= PIPELINE_STEPS && n == 0; no++) {
        struct pipe_case c = pipe_case_of(a, r, f, no, DATE_NONE);
        n = pipe_later_issues(&c, at, list);
    }
    *out = list;
    return n;
}
