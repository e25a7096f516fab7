/* 时间要求 of a step: what the rules in force on the day say about days, counts
   and people, in a few words; what is only asked for here and there comes last
   and says so. */
#include "source_pipeline.h"

#include <string.h>

#include "source_say.h"

static const char *anchor(const struct track *t, int of)
{
    return of == ANCHOR_PROBATION ? "预备期满"
           : of == ANCHOR_ASKED   ? "报送"
           : of == ANCHOR_ENTRIES ? "上一次"
           : of == 0              ? ""
                                  : t->rules->steps[of].abbr;
}

static const char *after(const struct track *t, const struct pipeline_guard *g)
{
    const char *of = anchor(t, g->of);
    if (!g->least.set || g->least.n == 0) {
        return g->of == ANCHOR_PROBATION ? "预备期满后" : "";
    }
    return g->least.n > 0 ? arena_printf(t->a, "%s满 %s", of,
                                         pipeline_amount(t->a, g->least))
                          : arena_printf(t->a, "%s前 %s起", of,
                                         pipeline_amount(t->a, g->least));
}

static const char *within(const struct track *t, const struct pipeline_guard *g)
{
    return arena_printf(t->a, g->most.n >= 0 ? "%s后 %s内" : "%s前 %s",
                        anchor(t, g->of), pipeline_amount(t->a, g->most));
}

/* From – to, or what is at least asked for. */
static const char *range(const struct track *t, const struct pipeline_guard *g)
{
    return g->most.set && g->most.n != g->least.n
               ? arena_printf(t->a, "%d—%d", g->least.n, g->most.n)
           : g->most.set ? arena_printf(t->a, "%d", g->least.n)
                         : arena_printf(t->a, "不少于 %d", g->least.n);
}

/* hours/days, months: the columns that a number may stand in. */
static const char *number(const struct track *t, const struct pipeline_guard *g)
{
    const char *only =
        g->only[0] == '\0' ? "" : arena_printf(t->a, "%s ", g->only);
    return g->or_least.set ? arena_printf(t->a, "不少于 %d 学时或 %d 天",
                                          g->least.n, g->or_least.n)
                           : arena_printf(t->a, "%s%s 个月", only, range(t, g));
}

static const char *asked(const struct track *t, const struct pipeline_guard *g)
{
    switch (g->kind) {
    case GUARD_AGE:
        return arena_printf(t->a, "年满 %d 周岁", g->least.n);
    case GUARD_AFTER:
        return after(t, g);
    case GUARD_WITHIN:
        return within(t, g);
    case GUARD_VALID:
        return arena_printf(t->a, "%s %s内有效", anchor(t, g->of),
                            pipeline_amount(t->a, g->most));
    case GUARD_AMOUNT:
        return number(t, g);
    case GUARD_HELPERS:
        return arena_printf(t->a, "%s %s 名",
                            strcmp(g->what, "introducer") == 0 ? "入党介绍人"
                                                               : "培养联系人",
                            range(t, g));
    case GUARD_ENTRIES:
        return arena_printf(t->a, "%s%s 次", g->what, range(t, g));
    case GUARD_RHYTHM:
        return arena_printf(t->a, "%s每 %s一次", g->what,
                            pipeline_amount(t->a, g->most));
    case GUARD_NOTICE:
        return arena_printf(t->a, "公示 %s", pipeline_amount(t->a, g->least));
    case GUARD_STAY:
    case GUARD_FIELD:
    case GUARD_RESULT:
    case GUARD_KIN:
    case GUARD_MEETING:
    case GUARD_VOTE:
    case GUARD_PAPER:
    case GUARD_LEAGUE:
    case GUARD_ONCE:
    case GUARD_BY:
    case GUARD_DATE:
        break;
    }
    return "";
}

static const char *of_scope(const struct track *t, int no, bool local)
{
    const char *all = "";
    for (size_t i = 0; i < t->rules->n_guards; i++) {
        const struct pipeline_guard *g = &t->rules->guards[i];
        if (g->step == no && g->local == local && !g->off &&
            pipeline_guard(t->rules, g->code, t->day) == g) {
            all = track_join(t->a, all, "；", asked(t, g));
        }
    }
    return all;
}

const char *track_limit(const struct track *t, int no)
{
    const char *local = of_scope(t, no, true);
    return track_join(t->a, of_scope(t, no, false), "；",
                      local[0] == '\0' ? ""
                                       : arena_printf(t->a, "当地：%s", local));
}
