/* The verdict on a file on a day: each step's state, the state of the person,
   预备期, and what to warn of (pipeline_warn.c).

   Stages: the file as it was on that day → the rows of each step → states. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

/* ---- the person's state ---------------------------------------------- */

struct standing_word {
    const char *state;
    enum pipeline_stage stage;
};

static bool result_is(const struct pipeline_facts *f, int no, const char *word)
{
    const struct pipeline_done *d = &f->steps[no];
    return d->done && strcmp(pipe_text(d->result), word) == 0;
}

/* What the branch decided and the committee has not answered, or has. */
static struct standing_word on_probation(const struct pipeline_rules *r,
                                         const struct pipeline_facts *f)
{
    static const struct {
        const char *result, *waits, *confirmed;
    } words[] = {
        {"按期转正", "待批转正", "正式党员"},
        {"延长预备期", "待批延长", "预备党员"},
        {"取消预备党员资格", "待批取消", "已取消预备党员资格"},
    };
    struct standing_word out = {"预备党员", STAGE_PROBATION};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        /* What was converted elsewhere may be known by its day alone. */
        bool said = result_is(f, AT_CONVERT, words[i].result) ||
                    (i == 0 && f->steps[AT_CONVERT].elsewhere &&
                     result_is(f, AT_CONVERT, ""));
        if (!said) {
            continue;
        }
        if (!f->steps[AT_CONFIRM].done) {
            out.state = words[i].waits;
        } else if (pipe_passed(r, f, AT_CONFIRM)) {
            out.state = words[i].confirmed;
        }
    }
    return out;
}

/* From 8 on, before approval. */
static struct standing_word as_candidate(const struct pipeline_rules *r,
                                         const struct pipeline_facts *f)
{
    bool turned_down =
        (f->steps[AT_ACCEPT].done && !pipe_passed(r, f, AT_ACCEPT)) ||
        (f->steps[AT_APPROVE].done && !pipe_passed(r, f, AT_APPROVE)) ||
        (f->steps[AT_PREVIEW].done && !pipe_passed(r, f, AT_PREVIEW));
    if (turned_down) {
        return (struct standing_word){"发展对象", STAGE_CANDIDATE};
    }
    if (pipe_passed(r, f, AT_ACCEPT)) {
        return (struct standing_word){"待党委审批", STAGE_ADMISSION};
    }
    if (pipe_passed(r, f, AT_PREVIEW)) {
        return (struct standing_word){"待支部大会", STAGE_ADMISSION};
    }
    if (f->steps[AT_BOARD].done) {
        return (struct standing_word){"待预审", STAGE_ADMISSION};
    }
    bool ready = f->steps[AT_INTRODUCERS].done &&
                 pipe_passed(r, f, AT_VETTING) && f->steps[AT_TRAINING].done;
    return (struct standing_word){ready ? "待支委会审查" : "发展对象",
                                  STAGE_CANDIDATE};
}

static struct standing_word standing_of(const struct pipeline_rules *r,
                                        const struct pipeline_facts *f)
{
    if (pipe_passed(r, f, AT_APPROVE) && pipe_passed(r, f, AT_ACCEPT)) {
        return on_probation(r, f);
    }
    if (pipe_passed(r, f, AT_REPLY)) {
        return as_candidate(r, f);
    }
    if (f->steps[AT_CANDIDATE].done && !f->steps[AT_REPLY].done) {
        return (struct standing_word){"拟发展对象（待备案）", STAGE_CANDIDATE};
    }
    if (f->steps[AT_ACTIVIST].done) {
        return (struct standing_word){"入党积极分子", STAGE_ACTIVIST};
    }
    return (struct standing_word){
        f->steps[AT_APPLY].done ? "入党申请人" : "未申请", STAGE_APPLICANT};
}

/* ---- steps ----------------------------------------------------------- */

bool pipe_came(const struct pipeline_rules *r, const struct pipeline_facts *f)
{
    return f->steps[AT_APPROVE].elsewhere && pipe_passed(r, f, AT_APPROVE) &&
           pipe_passed(r, f, AT_ACCEPT);
}

bool pipe_goes_before(const struct pipe_case *c)
{
    return c->no < AT_APPROVE && pipe_came(c->r, c->f);
}

static bool any_open(const struct step_view *v, bool waits)
{
    for (size_t i = 0; i < v->n_issues; i++) {
        const struct step_issue *x = &v->issues[i];
        if (waits ? x->waits : !x->reasoned) {
            return true;
        }
    }
    return false;
}

/* Near or over: `lead` days before. */
static bool is_near(const struct pipeline_guard *g, int due, int day)
{
    return g != NULL && due != DATE_NONE && day >= due - g->lead;
}

static enum step_state state_of_open(const struct step_view *v, int day)
{
    if (any_open(v, true)) {
        return STEP_AHEAD;
    }
    if (step_issues_refuse(v->issues, v->n_issues)) {
        return STEP_BLOCKED;
    }
    return is_near(v->deadline, v->latest, day) ? STEP_DUE : STEP_POSSIBLE;
}

static void judge_papers(struct step_view *v, const struct pipe_case *c)
{
    const struct pipeline_step *s = &c->r->steps[c->no];
    for (size_t i = 0; i < s->n_papers; i++) {
        const struct pipeline_paper *p = &s->papers[i];
        if (p->local || (p->when[0] != '\0' && !pipe_has(p->when, c->result))) {
            continue;
        }
        v->papers_asked++;
        for (size_t j = 0; j < c->f->n_papers; j++) {
            if (c->f->papers[j].step == c->no &&
                strcmp(c->f->papers[j].name, p->name) == 0) {
                v->papers++;
                break;
            }
        }
    }
}

/* Entries of the first kind that is asked for regularly. */
static void judge_running(struct step_view *v, const struct pipe_case *c)
{
    const struct pipeline_step *s = &c->r->steps[c->no];
    bool near = false;
    bool counted = false;
    if (!c->f->steps[s->since].done) {
        v->state = STEP_AHEAD;
        return;
    }
    for (size_t i = 0; i < c->r->n_of_step[c->no]; i++) {
        const struct pipeline_guard *g =
            pipe_asked(c, c->r->of_step[c->no][i], c->on);
        if (g == NULL || g->kind != GUARD_RHYTHM) {
            continue;
        }
        struct pipe_rhythm x = pipe_rhythm(c, g);
        if (v->next_entry == DATE_NONE || x.due < v->next_entry) {
            v->next_entry = x.due;
        }
        near = near || is_near(g, x.due, c->on);
        if (!counted) {
            v->have = x.n;
            v->want = pipe_rounds(c, g);
        }
        counted = true;
    }
    bool over = c->f->steps[s->until].done || pipe_goes_before(c);
    v->next_entry = over ? DATE_NONE : v->next_entry;
    v->state = over   ? (any_open(v, false) ? STEP_FAULTY : STEP_DONE)
               : near ? STEP_DUE
                      : STEP_RUNNING;
}

/* What stands there by the roster alone, and what was to be noted before he
   came, is not asked about. */
static bool is_asked(const struct pipe_case *c)
{
    const struct pipeline_step *s = &c->r->steps[c->no];
    return !c->f->steps[c->no].assumed &&
           !(s->running && pipe_goes_before(c) && !c->f->steps[s->until].done);
}

static void judge_step(struct step_view *v, const struct pipe_case *c, int day)
{
    *v = (struct step_view){.next_entry = DATE_NONE, .latest = DATE_NONE};
    v->earliest = pipe_earliest(c, false);
    v->earliest_strict = pipe_earliest(c, true);
    v->latest = pipe_goes_before(c) && c->planned
                    ? DATE_NONE
                    : pipe_latest(c, &v->deadline);
    judge_papers(v, c);
    if (c->planned && pipe_closed(c->f, day)) {
        v->state = STEP_AHEAD;
        return;
    }
    v->n_issues = is_asked(c) ? pipe_issues(c, &v->issues) : 0;
    if (c->r->steps[c->no].running) {
        judge_running(v, c);
    } else if (c->planned) {
        v->state = state_of_open(v, day);
    } else {
        v->state = any_open(v, false) ? STEP_FAULTY : STEP_DONE;
    }
}

static int next_of(const struct pipeline_rules *r,
                   const struct pipeline_facts *f)
{
    for (int no = pipe_came(r, f) ? AT_APPROVE : 1; no <= PIPELINE_STEPS;
         no++) {
        if (!r->steps[no].running && !pipe_passed(r, f, no) &&
            !pipe_needless(r, f, no)) {
            return no;
        }
    }
    return 0;
}

void pipeline_judge(struct pipeline_verdict *out, struct arena *a,
                    const struct pipeline_rules *r,
                    const struct pipeline_facts *f, int day)
{
    struct pipeline_facts past = pipe_facts_on(a, f, day);
    int soonest[PIPELINE_STEPS + 1];
    *out = (struct pipeline_verdict){.probation_from = DATE_NONE,
                                     .probation_to = DATE_NONE,
                                     .full_from = DATE_NONE};
    pipe_soonest(r, &past, day, soonest);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        struct pipe_case c = pipe_case_of(a, r, &past, no, day);
        judge_step(&out->steps[no], &c, day);
        out->steps[no].soonest = soonest[no];
    }
    struct standing_word now = standing_of(r, &past);
    out->stage = now.stage;
    /* The archive ends the file, not the way of the person. */
    bool stopped = pipe_closed(&past, day) && !past.steps[AT_ARCHIVE].done;
    out->state = stopped ? "已终止" : now.state;
    out->next = stopped ? 0 : next_of(r, &past);
    if (pipe_passed(r, &past, AT_ACCEPT) && pipe_passed(r, &past, AT_APPROVE)) {
        struct probation p = pipeline_probation(r, past.steps[AT_ACCEPT].on,
                                                past.extended_months);
        out->probation_from = p.from;
        out->probation_to = p.to;
        out->full_from = p.full_from;
    }
    pipe_warn(out, a, r, &past, day);
}
