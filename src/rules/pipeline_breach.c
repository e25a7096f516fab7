/* Whether a case breaks a row, and what is said of it.  One check a kind; each
   says what is wrong on which day and what to do. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

typedef bool (*broken_fn)(const struct pipe_case *c,
                          const struct pipeline_guard *g, struct pipe_say *say);

static const char *anchor_text(const struct pipe_case *c, int of)
{
    switch (of) {
    case ANCHOR_PROBATION:
        return "预备期满";
    case ANCHOR_ASKED:
        return "报送";
    case ANCHOR_ENTRIES:
        return "上一次记载";
    default:
        return c->r->steps[of].abbr;
    }
}

/* ---- days ------------------------------------------------------------ */

static bool age_broken(const struct pipe_case *c,
                       const struct pipeline_guard *g, struct pipe_say *say)
{
    int opens = pipe_opens(c, g);
    if (opens == DATE_NONE || c->on >= opens) {
        return false;
    }
    say->day = opens;
    say->brief =
        arena_printf(c->a, "%s 还不满 %d 岁，满岁是 %s", pipe_day(c->a, c->on),
                     g->least.n, pipe_day(c->a, opens));
    say->remedy = "请核对出生日期和本步的日期";
    return true;
}

static bool after_broken(const struct pipe_case *c,
                         const struct pipeline_guard *g, struct pipe_say *say)
{
    if (pipe_waits(c, g->of)) {
        return pipe_say_waits(c, g->of, say);
    }
    int anchor = pipe_anchor(c, g);
    int opens = pipe_opens(c, g);
    if (opens == DATE_NONE || c->on >= opens) {
        return false;
    }
    const char *of = anchor_text(c, g->of);
    const char *first = pipe_day(c->a, opens);
    say->day = opens;
    if (g->least.set && g->least.n < 0) {
        say->brief = arena_printf(c->a, "离%s（%s）还多于 %s，最早 %s", of,
                                  pipe_day(c->a, anchor),
                                  pipeline_amount(c->a, g->least), first);
    } else if (g->least.set) {
        say->brief = arena_printf(c->a, "%s未满 %s，最早 %s", of,
                                  pipeline_amount(c->a, g->least), first);
    } else {
        say->brief = arena_printf(c->a, "早于%s的日期，最早 %s", of, first);
    }
    say->remedy = arena_printf(c->a, "请改为 %s 或以后的日期", first);
    return true;
}

static bool within_broken(const struct pipe_case *c,
                          const struct pipeline_guard *g, struct pipe_say *say)
{
    int closes = pipe_closes(c, g);
    if (closes == DATE_NONE || c->on <= closes) {
        return false;
    }
    say->day = closes;
    say->brief = arena_printf(c->a, "期限是 %s，晚了 %d 天",
                              pipe_day(c->a, closes), c->on - closes);
    say->remedy =
        g->refuses ? "请核对日期，确实超过的要重新履行手续" : "请核对日期";
    return true;
}

static bool valid_broken(const struct pipe_case *c,
                         const struct pipeline_guard *g, struct pipe_say *say)
{
    int closes = pipe_closes(c, g);
    if (closes == DATE_NONE || c->on <= closes) {
        return false;
    }
    say->day = closes;
    say->brief =
        arena_printf(c->a, "%s（%s）到 %s 过期，晚了 %d 天",
                     anchor_text(c, g->of), pipe_day(c->a, pipe_anchor(c, g)),
                     pipe_day(c->a, closes), c->on - closes);
    say->remedy = arena_printf(c->a, "请先重新办理%s", anchor_text(c, g->of));
    return true;
}

static bool stay_broken(const struct pipe_case *c,
                        const struct pipeline_guard *g, struct pipe_say *say)
{
    int stays = pipe_add(c->on, g->least);
    if (c->f->leave_on == DATE_NONE || c->f->leave_on > stays) {
        return false;
    }
    say->brief = arena_printf(c->a, "本人 %s 将离开本单位，离本步不到 %s",
                              pipe_day(c->a, c->f->leave_on),
                              pipeline_amount(c->a, g->least));
    say->remedy = "请改为转到新单位以后再办";
    return true;
}

/* ---- all kinds ---------------------------------------------------------- */

static const broken_fn checks[] = {
    [GUARD_AGE] = age_broken,
    [GUARD_AFTER] = after_broken,
    [GUARD_WITHIN] = within_broken,
    [GUARD_VALID] = valid_broken,
    [GUARD_FIELD] = pipe_field_broken,
    [GUARD_RESULT] = pipe_result_broken,
    [GUARD_AMOUNT] = pipe_amount_broken,
    [GUARD_HELPERS] = pipe_helpers_broken,
    [GUARD_KIN] = pipe_kin_broken,
    [GUARD_ENTRIES] = pipe_entries_broken,
    [GUARD_RHYTHM] = pipe_rhythm_broken,
    [GUARD_MEETING] = pipe_meeting_broken,
    [GUARD_VOTE] = pipe_vote_broken,
    [GUARD_NOTICE] = pipe_notice_broken,
    [GUARD_PAPER] = pipe_paper_broken,
    [GUARD_STAY] = stay_broken,
    [GUARD_LEAGUE] = pipe_league_broken,
    [GUARD_ONCE] = pipe_once_broken,
    [GUARD_BY] = pipe_by_broken,
};

bool pipe_broken(const struct pipe_case *c, const struct pipeline_guard *g,
                 struct step_issue *out)
{
    struct pipe_say say = {"", "", DATE_NONE};
    if (!checks[g->kind](c, g, &say)) {
        return false;
    }
    *out = (struct step_issue){.waits = false};
    pipe_tell(c, g, &say, out);
    out->waits = (g->kind == GUARD_AFTER || g->kind == GUARD_RESULT) &&
                 pipe_waits(c, g->of);
    return true;
}

/* Has another issue already said that this step is waited for, or that no
   meeting is linked? */
static bool said_already(const struct pipe_case *c,
                         const struct step_issue *list, size_t n,
                         const struct step_issue *x)
{
    bool no_meeting = x->guard->kind == GUARD_VOTE &&
                      pipe_text(c->f->steps[c->no].meeting.kind)[0] == '\0';
    for (size_t i = 0; i < n; i++) {
        const struct step_issue *y = &list[i];
        if ((x->waits && y->waits && x->guard->of == y->guard->of &&
             y->refuses >= x->refuses) ||
            (no_meeting && y->guard->kind == GUARD_MEETING)) {
            return true;
        }
    }
    return false;
}

size_t pipe_issues(const struct pipe_case *c, struct step_issue **out)
{
    /* Asked 25 times a person: room for this step's rows, not for all. */
    size_t rows = c->r->n_of_step[c->no];
    size_t most = rows + PIPE_LATER_ISSUES * c->f->n_helpers;
    struct step_issue *list = arena_array(c->a, most + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < rows; i++) {
        const struct pipeline_guard *g =
            pipe_asked(c, c->r->of_step[c->no][i], c->on);
        if (g != NULL && pipe_broken(c, g, &list[n]) &&
            !said_already(c, list, n, &list[n])) {
            n++;
        }
    }
    for (size_t i = 0; i < c->f->n_helpers; i++) {
        n += pipe_later_issues(c, i, &list[n]);
    }
    *out = list;
    return n;
}
