/* 一步一审: the whole of a file looked over.  Steps that were left out, days
   out of order, spans and counts, deadlines that are over, papers that are
   missing; each with what to do. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

struct auditor {
    struct file_finding *list;
    size_t n;
    const struct pipe_case *c;
};

static void add(struct auditor *x, struct file_finding found)
{
    found.step = x->c->no;
    x->list[x->n++] = found;
}

static void add_issue(struct auditor *x, const struct step_issue *is)
{
    const struct pipe_case *c = x->c;
    if (is->reasoned) {
        add(x, (struct file_finding){
                   .guard = is->guard,
                   .about = pipe_kind_name(is->guard),
                   .reasoned = true,
                   .text = arena_printf(c->a, "%s：%s（已写明原因：%s）",
                                        pipe_step_text(c, c->no), is->brief,
                                        is->reason),
                   .remedy = "留存备查，不必再办。"});
        return;
    }
    add(x,
        (struct file_finding){.guard = is->guard,
                              .about = pipe_kind_name(is->guard),
                              .grave = is->refuses,
                              .text = arena_printf(c->a, "%s：%s（%s）",
                                                   pipe_step_text(c, c->no),
                                                   is->brief, is->guard->basis),
                              .remedy = is->remedy});
}

static bool has_paper(const struct pipe_case *c, const char *name)
{
    for (size_t i = 0; i < c->f->n_papers; i++) {
        if (c->f->papers[i].step == c->no &&
            strcmp(c->f->papers[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Has a row already said that this paper is missing? */
static bool paper_told(const struct auditor *x, const char *name)
{
    for (size_t i = 0; i < x->n; i++) {
        const struct file_finding *y = &x->list[i];
        if (y->step == x->c->no && y->guard != NULL &&
            y->guard->kind == GUARD_PAPER &&
            strcmp(y->guard->what, name) == 0) {
            return true;
        }
    }
    return false;
}

static void look_for_papers(struct auditor *x)
{
    const struct pipe_case *c = x->c;
    const struct pipeline_step *s = &c->r->steps[c->no];
    for (size_t i = 0; i < s->n_papers; i++) {
        const struct pipeline_paper *p = &s->papers[i];
        if ((p->when[0] != '\0' && !pipe_has(p->when, c->result)) ||
            has_paper(c, p->name) || paper_told(x, p->name)) {
            continue;
        }
        add(x, (struct file_finding){
                   .about = "paper",
                   .grave = !p->local,
                   .text = arena_printf(c->a, "%s：缺少材料“%s”%s",
                                        pipe_step_text(c, c->no), p->name,
                                        p->local ? "（当地要求）" : ""),
                   .remedy = arena_printf(
                       c->a, "请找到“%s”登记在材料里，找不到的写说明。",
                       p->name)});
    }
}

static void look_at_done(struct auditor *x, int day)
{
    struct step_issue dates[PIPE_DATE_ISSUES];
    struct step_issue *rows;
    size_t n = pipe_date_issues(x->c, day, dates, PIPE_DATE_ISSUES);
    for (size_t i = 0; i < n; i++) {
        add_issue(x, &dates[i]);
    }
    n = x->c->on == DATE_NONE ? 0 : pipe_issues(x->c, &rows);
    for (size_t i = 0; i < n; i++) {
        add_issue(x, &rows[i]);
    }
    look_for_papers(x);
}

/* Entries before he was an activist; those of an earlier attempt stay. */
static void look_for_early(struct auditor *x)
{
    const struct pipe_case *c = x->c;
    int since = c->f->steps[AT_ACTIVIST].on;
    bool before = c->r->steps[c->no].since < AT_APPROVE && !pipe_goes_before(c);
    for (size_t i = 0; i < c->f->n_rounds; i++) {
        before = before && c->f->rounds[i].step != AT_ACTIVIST;
    }
    /* Whose first steps were not typed in had gone them: that is told there. */
    bool gone = pipe_passed(c->r, c->f, AT_APPROVE);
    if (!before || c->f->n_entries == 0 || (since == DATE_NONE && gone) ||
        (since != DATE_NONE && c->f->entries[0].on >= since)) {
        return;
    }
    add(x, (struct file_finding){
               .about = "early",
               .grave = true,
               .text = arena_printf(
                   c->a, "%s：%s（%s）%s", pipe_step_text(c, c->no),
                   c->f->entries[0].kind, pipe_day(c->a, c->f->entries[0].on),
                   since == DATE_NONE ? "还没有确定为入党积极分子"
                                      : "早于确定为入党积极分子的日期"),
               .remedy = arena_printf(c->a, "请核对这条记载和第 %d 步的日期。",
                                      AT_ACTIVIST)});
}

static void look_at_running(struct auditor *x)
{
    const struct pipe_case *c = x->c;
    const struct pipeline_step *s = &c->r->steps[c->no];
    struct step_issue *rows;
    bool theirs = pipe_goes_before(c) && !c->f->steps[s->until].done;
    size_t n =
        c->f->steps[s->since].done && !theirs ? pipe_issues(c, &rows) : 0;
    for (size_t i = 0; i < n; i++) {
        add_issue(x, &rows[i]);
    }
    look_for_early(x);
    if (c->f->steps[s->until].done) {
        look_for_papers(x);
    }
}

/* A later step of weight was done without it, and no row of that step says
   so. */
static bool left_out(const struct pipe_case *c)
{
    static const int weighty[] = {AT_ACTIVIST, AT_REPLY,   AT_BOARD,  AT_ACCEPT,
                                  AT_APPROVE,  AT_CONVERT, AT_ARCHIVE};
    bool out = false;
    for (size_t i = 0; i < ARRAY_LEN(weighty); i++) {
        out = out || (weighty[i] > c->no && c->f->steps[weighty[i]].done);
    }
    for (size_t i = 0; out && i < c->r->n_guards; i++) {
        const struct pipeline_guard *g = &c->r->guards[i];
        out = !(g->kind == GUARD_AFTER && g->of == c->no &&
                c->f->steps[g->step].done);
    }
    return out;
}

static void look_at_open(struct auditor *x, int day)
{
    const struct pipe_case *c = x->c;
    if (pipe_goes_before(c) && c->f->steps[AT_APPROVE].assumed) {
        return; /* may be typed in, need not */
    }
    if (left_out(c)) {
        add(x, (struct file_finding){
                   .about = "left-out",
                   .grave = true,
                   .text = arena_printf(c->a, "%s没有登记，后面的步骤已经办了",
                                        pipe_step_text(c, c->no)),
                   .remedy = "请补登记，确实没有办的报上级党委。"});
    }
    bool over = pipe_closed(c->f, day) || pipe_goes_before(c);
    for (size_t i = 0; !over && i < c->r->n_guards; i++) {
        const struct pipeline_guard *g = pipe_asked(c, i, c->on);
        struct step_issue is;
        if (g != NULL && g->kind == GUARD_WITHIN && pipe_broken(c, g, &is)) {
            add_issue(x, &is);
        }
    }
}

size_t pipeline_audit(struct arena *a, const struct pipeline_rules *r,
                      const struct pipeline_facts *f, int day,
                      struct file_finding **out)
{
    size_t most = PIPE_ISSUES_MOST(r, f) + 1;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        most += r->steps[no].n_papers + PIPE_DATE_ISSUES + 2;
    }
    struct auditor x = {.list = arena_array(a, most, sizeof *x.list)};
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        struct pipe_case c = pipe_case_of(a, r, f, no, day);
        x.c = &c;
        if (r->steps[no].running) {
            look_at_running(&x);
        } else if (!c.planned && !f->steps[no].assumed) {
            look_at_done(&x, day);
        } else if (c.planned && !pipe_needless(r, f, no)) {
            look_at_open(&x, day);
        }
    }
    *out = x.list;
    return x.n;
}
