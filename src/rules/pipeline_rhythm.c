/* Entries that must come again and again: half-year reviews, reports, quarterly
   entries.

   Each is due `most` after the one before it, the first after the running step
   began; the last gap ends with the running step, or on the day asked about. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

/* A gap that ended on `on`: with an entry, or (came NONE) without. */
static void look_at_gap(struct pipe_rhythm *x, int on, bool entry)
{
    if (x->due == DATE_NONE || on <= x->due) {
        return;
    }
    if (x->gaps == 0) {
        x->missed = x->due;
        x->came = entry ? on : DATE_NONE;
    }
    x->gaps++;
}

static int end_of(const struct pipe_case *c)
{
    const struct pipeline_done *until = &c->f->steps[c->r->steps[c->no].until];
    return until->done && until->on != DATE_NONE ? until->on : c->on;
}

struct pipe_rhythm pipe_rhythm(const struct pipe_case *c,
                               const struct pipeline_guard *g)
{
    struct pipe_rhythm x = {.start = pipe_anchor(c, g),
                            .due = DATE_NONE,
                            .missed = DATE_NONE,
                            .came = DATE_NONE};
    int end = end_of(c);
    x.due = pipe_add(x.start, g->most);
    for (size_t i = 0; x.start != DATE_NONE && i < c->f->n_entries; i++) {
        const struct pipeline_entry *e = &c->f->entries[i];
        if (e->on < x.start || e->on > end || strcmp(e->kind, g->what) != 0) {
            continue;
        }
        look_at_gap(&x, e->on, true);
        x.n++;
        x.due = pipe_add(e->on, g->most);
    }
    look_at_gap(&x, end, false);
    return x;
}

int pipe_rounds(const struct pipe_case *c, const struct pipeline_guard *g)
{
    int end = end_of(c);
    int n = 0;
    for (int due = pipe_add(pipe_anchor(c, g), g->most);
         due != DATE_NONE && due <= end; due = pipe_add(due, g->most)) {
        n++;
    }
    return n;
}
