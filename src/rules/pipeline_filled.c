/* Rows about what is filled in with a step, and about what must be in the file
   beside it: fields, results, amounts, entries, meeting, vote, 公示, papers. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

/* ---- what is filled in ----------------------------------------------- */

bool pipe_field_broken(const struct pipe_case *c,
                       const struct pipeline_guard *g, struct pipe_say *say)
{
    const struct pipeline_done *d = &c->f->steps[c->no];
    const struct {
        const char *key, *name;
        bool there;
    } fields[] = {
        {"by", "责任人", d->who},
        {"way", "推荐方式", pipe_text(d->way)[0] != '\0'},
        {"number", "编号", pipe_text(d->number)[0] != '\0'},
        {"result", "结果", pipe_text(d->result)[0] != '\0'},
        {"conclusion", "结论", pipe_text(d->conclusion)[0] != '\0'},
        {"asked_on", "报送日期", d->asked_on != DATE_NONE},
        {"from_on", "开始日期", d->from_on != DATE_NONE},
        {"to_on", "结束日期", d->to_on != DATE_NONE},
    };
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (strcmp(fields[i].key, g->what) == 0 && !fields[i].there) {
            say->brief = arena_printf(c->a, "没有填%s", fields[i].name);
            say->remedy = arena_printf(c->a, "请填写%s", fields[i].name);
            return true;
        }
    }
    return false;
}

bool pipe_result_broken(const struct pipe_case *c,
                        const struct pipeline_guard *g, struct pipe_say *say)
{
    const struct pipeline_done *of = &c->f->steps[g->of];
    const char *result = pipe_text(of->result);
    if (!of->done) {
        return pipe_say_waits(c, g->of, say);
    }
    if (pipe_has(g->what, result) || (of->elsewhere && result[0] == '\0')) {
        return false;
    }
    const char *of_text = pipe_step_text(c, g->of);
    say->brief = result[0] == '\0'
                     ? arena_printf(c->a, "%s没有填结果", of_text)
                     : arena_printf(c->a, "%s的结果是“%s”，不是“%s”", of_text,
                                    result, g->what);
    say->remedy = arena_printf(c->a, "请核对%s", of_text);
    return true;
}

static int column(const struct pipeline_done *d, const char *name, size_t n)
{
    return n == 5 && memcmp(name, "hours", n) == 0  ? d->hours
           : n == 4 && memcmp(name, "days", n) == 0 ? d->days
                                                    : d->months;
}

static const char *column_unit(const char *name)
{
    return name[0] == 'h' ? "学时" : name[0] == 'd' ? "天" : "个月";
}

/* 不少于 24 学时或 3 天 */
static const char *asked_text(struct arena *a, const struct pipeline_guard *g)
{
    const char *unit = column_unit(g->what);
    const char *slash = strchr(g->what, '/');
    if (slash != NULL) {
        return arena_printf(a, "不少于 %d %s或 %d %s", g->least.n, unit,
                            g->or_least.n, column_unit(slash + 1));
    }
    if (g->least.set && g->most.set) {
        return arena_printf(a, "在 %d 至 %d %s之间", g->least.n, g->most.n,
                            unit);
    }
    return arena_printf(a, "%s %d %s", g->least.set ? "不少于" : "不超过",
                        g->least.set ? g->least.n : g->most.n, unit);
}

bool pipe_amount_broken(const struct pipe_case *c,
                        const struct pipeline_guard *g, struct pipe_say *say)
{
    const struct pipeline_done *d = &c->f->steps[c->no];
    const char *slash = strchr(g->what, '/');
    size_t n = slash == NULL ? strlen(g->what) : (size_t)(slash - g->what);
    const char *unit = column_unit(g->what);
    int value = column(d, g->what, n);
    bool enough = value >= 0 && (!g->least.set || value >= g->least.n) &&
                  (!g->most.set || value <= g->most.n);
    if (slash != NULL && !enough) {
        int other = column(d, slash + 1, strlen(slash + 1));
        enough = other >= 0 && other >= g->or_least.n;
        unit = value < 0 ? column_unit(slash + 1) : unit;
        value = value < 0 ? other : value;
    }
    if (enough) {
        return false;
    }
    say->brief = value < 0
                     ? arena_printf(c->a, "没有填%s", column_unit(g->what))
                     : arena_printf(c->a, "写的是 %d %s，应%s", value, unit,
                                    asked_text(c->a, g));
    say->remedy = "请核对数目";
    return true;
}

bool pipe_league_broken(const struct pipe_case *c,
                        const struct pipeline_guard *g, struct pipe_say *say)
{
    const char *way = pipe_text(c->f->steps[c->no].way);
    if (!c->f->league || c->f->birth == DATE_NONE ||
        c->on >= pipe_add(c->f->birth, g->most) || pipe_has(g->what, way)) {
        return false;
    }
    say->brief = arena_printf(c->a, "本人是不满 %d 岁的共青团员，推荐方式是%s",
                              g->most.n, way[0] == '\0' ? "空的" : way);
    say->remedy = arena_printf(c->a, "请改为%s", g->what);
    return true;
}

/* ---- what must be there ---------------------------------------------- */

bool pipe_entries_broken(const struct pipe_case *c,
                         const struct pipeline_guard *g, struct pipe_say *say)
{
    int from = g->of == 0 ? DATE_NONE : pipe_anchor(c, g);
    int n = 0;
    for (size_t i = 0; i < c->f->n_entries; i++) {
        const struct pipeline_entry *e = &c->f->entries[i];
        n += e->on <= c->on && (from == DATE_NONE || e->on >= from) &&
             strcmp(e->kind, g->what) == 0 && !pipe_same_day(c->f, i);
    }
    if (n >= g->least.n) {
        return false;
    }
    say->day = pipe_opens(c, g);
    say->brief = arena_printf(c->a, "%s %d/%d 次", g->what, n, g->least.n);
    say->remedy = arena_printf(c->a, "请补记%s", g->what);
    return true;
}

bool pipe_rhythm_broken(const struct pipe_case *c,
                        const struct pipeline_guard *g, struct pipe_say *say)
{
    struct pipe_rhythm x = pipe_rhythm(c, g);
    if (x.gaps == 0) {
        return false;
    }
    say->day = x.missed;
    say->brief = x.came == DATE_NONE
                     ? arena_printf(c->a, "%s应在 %s 前，到期没有", g->what,
                                    pipe_day(c->a, x.missed))
                     : arena_printf(c->a, "%s应在 %s 前，%s 才有，晚了 %d 天",
                                    g->what, pipe_day(c->a, x.missed),
                                    pipe_day(c->a, x.came), x.came - x.missed);
    say->remedy = arena_printf(c->a, "请补记%s，或者核对日期", g->what);
    return true;
}

/* A decision is taken once: of what serves an earlier step nothing is left for
   this one.  0: there is none. */
static int taken_by(const struct pipe_case *c, int64_t topic)
{
    for (int no = 1; topic != 0 && no < c->no; no++) {
        const struct pipeline_done *d = &c->f->steps[no];
        if (d->done && d->meeting.topic == topic) {
            return no;
        }
    }
    return 0;
}

/* A step with a result of its own may tell of a vote that failed; any other
   says that it was agreed. */
static bool is_turned_down(const struct pipe_case *c,
                           const struct pipeline_meeting *m)
{
    return c->r->steps[c->no].usual[0] == '\0' &&
           pipe_text(m->rule)[0] != '\0' && !m->passed;
}

static const char *meeting_fault(const struct pipe_case *c,
                                 const struct pipeline_guard *g)
{
    const struct pipeline_meeting *m = &c->f->steps[c->no].meeting;
    const char *kind = pipe_text(m->kind);
    if (kind[0] == '\0') {
        return "没有关联会议";
    }
    if (!pipe_shares(kind, g->what)) {
        return "关联的会议种类不对";
    }
    if (!m->valid) {
        return "关联的会议没有开成，或者到会人数不够，会议无效";
    }
    if (!m->about) {
        return "关联的会议没有讨论本人的议题";
    }
    if (is_turned_down(c, m)) {
        return "关联的议题表决没有通过";
    }
    if (taken_by(c, m->topic) != 0) {
        return arena_printf(c->a,
                            "关联的议题已经用在%s，一个议题只作一步的依据",
                            pipe_step_text(c, taken_by(c, m->topic)));
    }
    if (m->on != c->on) {
        return arena_printf(c->a, "关联的会议是 %s 开的，不是本步的日期",
                            pipe_day(c->a, m->on));
    }
    return NULL;
}

bool pipe_meeting_broken(const struct pipe_case *c,
                         const struct pipeline_guard *g, struct pipe_say *say)
{
    say->brief = meeting_fault(c, g);
    say->remedy = "请关联当天讨论本人的会议";
    return say->brief != NULL;
}

bool pipe_vote_broken(const struct pipe_case *c, const struct pipeline_guard *g,
                      struct pipe_say *say)
{
    const struct pipeline_meeting *m = &c->f->steps[c->no].meeting;
    const char *tally = pipe_text(m->tally);
    if (pipe_text(m->kind)[0] != '\0' &&
        strcmp(pipe_text(m->rule), g->what) == 0 && m->passed) {
        return false;
    }
    bool voted = strcmp(pipe_text(m->rule), g->what) == 0;
    say->brief = !voted ? "没有关联这一类表决"
                 : tally[0] == '\0'
                     ? "表决没有通过"
                     : arena_printf(c->a, "表决没有通过（%s）", tally);
    say->remedy =
        voted ? "请核对票数，没有通过的改结果" : "请在会议的议题里登记表决";
    return true;
}

/* One that stands bites, whatever other notices there are. */
static bool is_objected(const struct pipe_case *c,
                        const struct pipeline_guard *g)
{
    for (size_t i = 0; i < c->f->n_notices; i++) {
        if (pipe_notice_counts(c, g, &c->f->notices[i]) &&
            c->f->notices[i].objected) {
            return true;
        }
    }
    return false;
}

bool pipe_notice_broken(const struct pipe_case *c,
                        const struct pipeline_guard *g, struct pipe_say *say)
{
    say->brief = "没有公示";
    say->remedy = "请先公示";
    if (is_objected(c, g)) {
        say->brief = "公示有异议，还没有核实清楚";
        say->remedy = "请先查清异议，在公示里写明结果";
        return true;
    }
    for (size_t i = 0; i < c->f->n_notices; i++) {
        const struct pipeline_notice *n = &c->f->notices[i];
        if (!pipe_notice_counts(c, g, n)) {
            continue;
        }
        int days = pipe_notice_days(n, g->least.unit);
        if (days < g->least.n) {
            say->brief = arena_printf(
                c->a, "公示只有 %d%s，应有 %s", days,
                g->least.unit == UNIT_WORKDAYS ? " 个工作日" : " 天",
                pipeline_amount(c->a, g->least));
            say->remedy = "请补足公示的天数";
        } else if (n->to >= c->on) {
            say->day = n->to + 1;
            say->brief =
                arena_printf(c->a, "公示到 %s 才结束", pipe_day(c->a, n->to));
            say->remedy = arena_printf(c->a, "请改为 %s 或以后的日期",
                                       pipe_day(c->a, n->to + 1));
        } else {
            return false;
        }
    }
    return true;
}

bool pipe_paper_broken(const struct pipe_case *c,
                       const struct pipeline_guard *g, struct pipe_say *say)
{
    for (size_t i = 0; i < c->f->n_papers; i++) {
        if (c->f->papers[i].step == c->no &&
            strcmp(c->f->papers[i].name, g->what) == 0) {
            return false;
        }
    }
    say->brief = arena_printf(c->a, "材料里没有%s", g->what);
    say->remedy = arena_printf(c->a, "请补上%s", g->what);
    return true;
}

bool pipe_once_broken(const struct pipe_case *c, const struct pipeline_guard *g,
                      struct pipe_say *say)
{
    if (!pipe_has(g->what, c->result)) {
        return false;
    }
    for (size_t i = 0; i < c->f->n_rounds; i++) {
        const struct pipeline_round *x = &c->f->rounds[i];
        if (x->step == c->no && !x->failed &&
            strcmp(pipe_text(x->result), c->result) == 0) {
            say->brief = x->on == DATE_NONE
                             ? arena_printf(c->a, "已经%s过一次", c->result)
                             : arena_printf(c->a, "%s 已经%s过一次",
                                            pipe_day(c->a, x->on), c->result);
            say->remedy = "请改结果";
            return true;
        }
    }
    return false;
}
