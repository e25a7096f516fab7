/* Deadlines that are near or over: rows with a `warn` code whose step is open.

   Two rows of one code about one step are one warning with a second, harder
   deadline; one code about two steps with the same day is told of once, by the
   step that comes first. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

struct told {
    struct pipeline_warning w;
    const struct pipeline_guard *hard; /* the row of w.hard */
};
struct warner {
    struct told *list;
    size_t n;
    int day;
};

/* The day a row warns of; DATE_NONE: nothing to warn of. */
static int due_of(const struct pipe_case *c, const struct pipeline_guard *g)
{
    const struct pipeline_step *s = &c->r->steps[c->no];
    switch (g->kind) {
    case GUARD_AFTER:
        return pipe_opens(c, g);
    case GUARD_WITHIN:
    case GUARD_VALID:
        return pipe_closes(c, g);
    case GUARD_RHYTHM:
        return pipe_runs(c->f, s) ? pipe_rhythm(c, g).due : DATE_NONE;
    default:
        return DATE_NONE;
    }
}

static struct told *same_step(const struct warner *w,
                              const struct pipeline_guard *g)
{
    for (size_t i = 0; i < w->n; i++) {
        const struct pipeline_warning *x = &w->list[i].w;
        if (x->step == g->step && strcmp(x->guard->warn, g->warn) == 0) {
            return &w->list[i];
        }
    }
    return NULL;
}

static bool told_already(const struct warner *w, const struct pipeline_guard *g,
                         int due)
{
    for (size_t i = 0; i < w->n; i++) {
        const struct pipeline_warning *x = &w->list[i].w;
        if (x->due == due && strcmp(x->guard->warn, g->warn) == 0) {
            return true;
        }
    }
    return false;
}

static void take(struct warner *w, const struct pipeline_guard *g, int due)
{
    struct told *t = same_step(w, g);
    if (t == NULL) {
        if (!told_already(w, g, due)) {
            w->list[w->n++].w = (struct pipeline_warning){
                .guard = g, .step = g->step, .due = due, .hard = DATE_NONE};
        }
        return;
    }
    bool earlier = due < t->w.due;
    t->hard = earlier ? t->w.guard : g;
    t->w.hard = earlier ? t->w.due : due;
    t->w.due = earlier ? due : t->w.due;
    t->w.guard = earlier ? g : t->w.guard;
}

/* ---- words ----------------------------------------------------------- */

/* 还有 13 天, 今天到期, 已过 2 天 */
static const char *days_left(struct arena *a, int due, int day)
{
    return due > day    ? arena_printf(a, "还有 %d 天", due - day)
           : due == day ? "今天到期"
                        : arena_printf(a, "已过 %d 天", day - due);
}

static const char *what_text(const struct pipe_case *c,
                             const struct pipeline_warning *x)
{
    const struct pipeline_guard *g = x->guard;
    const char *name = c->r->steps[x->step].name;
    const char *due = pipe_day(c->a, x->due);
    switch (g->kind) {
    case GUARD_AFTER:
        return x->due > c->on
                   ? arena_printf(c->a, "%s 起可以%s，还有 %d 天", due, name,
                                  x->due - c->on)
                   : arena_printf(c->a, "%s 起已经可以%s", due, name);
    case GUARD_VALID:
        return arena_printf(c->a, "%s %s 到期，%s；%s应在到期以前",
                            c->r->steps[g->of].name, due,
                            days_left(c->a, x->due, c->on), name);
    case GUARD_RHYTHM:
        return arena_printf(c->a, "下一次%s应在 %s 前，%s", g->what, due,
                            days_left(c->a, x->due, c->on));
    default:
        return arena_printf(c->a, "%s应在 %s 前办，%s", name, due,
                            days_left(c->a, x->due, c->on));
    }
}

static const char *hard_text(const struct pipe_case *c,
                             const struct pipeline_warning *x,
                             const struct pipeline_guard *hard)
{
    if (hard == NULL || !x->over) {
        return "";
    }
    return arena_printf(c->a, "；最迟 %s，%s：%s", pipe_day(c->a, x->hard),
                        days_left(c->a, x->hard, c->on),
                        pipe_without_end(c->a, hard->text));
}

/* ---- all ------------------------------------------------------------- */

static void look_at_step(struct warner *w, const struct pipe_case *c)
{
    for (size_t i = 0; i < c->r->n_of_step[c->no]; i++) {
        const struct pipeline_guard *g =
            pipe_asked(c, c->r->of_step[c->no][i], c->on);
        int due = g == NULL || g->warn[0] == '\0' ? DATE_NONE : due_of(c, g);
        if (due != DATE_NONE) {
            take(w, g, due);
        }
    }
}

/* Those whose time has come, said, the earliest due first. */
static void tell_near(struct pipeline_verdict *v, const struct warner *w,
                      const struct pipe_case *c)
{
    v->warnings = arena_array(c->a, w->n + 1, sizeof *v->warnings);
    for (size_t i = 0; i < w->n; i++) {
        const struct told *t = &w->list[i];
        struct pipeline_warning x = t->w;
        if (w->day < x.due - x.guard->lead) {
            continue;
        }
        x.over = x.guard->kind != GUARD_AFTER && w->day > x.due;
        x.red = t->hard != NULL && w->day > x.hard;
        x.text = arena_printf(c->a, "%s%s", what_text(c, &x),
                              hard_text(c, &x, t->hard));
        size_t at = v->n_warnings++;
        for (; at > 0 && v->warnings[at - 1].due > x.due; at--) {
            v->warnings[at] = v->warnings[at - 1];
        }
        v->warnings[at] = x;
    }
}

void pipe_warn(struct pipeline_verdict *v, struct arena *a,
               const struct pipeline_rules *r, const struct pipeline_facts *f,
               int day)
{
    struct warner w = {.day = day};
    struct pipe_case c = pipe_case_of(a, r, f, 1, day);
    w.list = arena_array(a, r->n_guards + 1, sizeof *w.list);
    int from = pipe_came(r, f) ? AT_APPROVE : 1;
    for (int no = from; !pipe_closed(f, day) && no <= PIPELINE_STEPS; no++) {
        c = pipe_case_of(a, r, f, no, day);
        if ((c.planned || r->steps[no].running) && !pipe_needless(r, f, no)) {
            look_at_step(&w, &c);
        }
    }
    c.on = day;
    tell_near(v, &w, &c);
}
