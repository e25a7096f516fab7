/* The soonest days of all steps: each after those it waits for, when everything
   is done as soon as may be, from a day on. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

/* When a row lets an open step be done, those before it being done as soon as
   may be. */
static int opens_soonest(const struct pipe_case *c,
                         const struct pipeline_guard *g, const int *soonest)
{
    if (g->kind != GUARD_AFTER || g->of == ANCHOR_ASKED ||
        g->of == ANCHOR_ENTRIES) {
        return pipe_opens(c, g);
    }
    int anchor = g->of == ANCHOR_PROBATION
                     ? pipeline_probation(c->r, soonest[AT_ACCEPT],
                                          c->f->extended_months)
                           .full_from
                     : soonest[g->of];
    return pipe_add(anchor, g->least);
}

void pipe_soonest(const struct pipeline_rules *r,
                  const struct pipeline_facts *f, int day,
                  int soonest[PIPELINE_STEPS + 1])
{
    soonest[0] = DATE_NONE;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        struct pipe_case c = pipe_case_of(NULL, r, f, no, day);
        if (!c.planned && c.on != DATE_NONE) {
            soonest[no] = c.on;
            continue;
        }
        c.planned = true;
        soonest[no] = day;
        for (size_t i = 0; i < r->n_of_step[no]; i++) {
            const struct pipeline_guard *g =
                pipe_asked(&c, r->of_step[no][i], day);
            int opens = g == NULL ? DATE_NONE : opens_soonest(&c, g, soonest);
            soonest[no] = opens > soonest[no] ? opens : soonest[no];
        }
    }
}
