/* Votes: from counts to a verdict, its line and its part of the resolution.

   Stages: do the numbers agree with each other (as far as they are known) →
   did enough come → is anything still missing → is the majority there.  The
   first that fails is the verdict.

   Elections and reviews are in quorum_election.c, the rows of limits in
   quorum_rows.c, the arithmetic of shares in quorum_share.c. */
#include "pbtui/rules/quorum.h"

#include <inttypes.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "quorum_parts.h"

/* ---- one vote on its way --------------------------------------------- */

struct judging {
    struct arena *a;
    const struct vote_rule *r;
    struct vote_count c; /* written and spoiled: 0 when not known */
    int64_t written;     /* all of them */
    struct vote_verdict v;
};

enum { N_CAST = 4 };

static bool is_voted(const struct judging *j)
{
    return j->r->pass.of != OF_NONE;
}

static const char *entitled_name(const struct judging *j)
{
    return is_voted(j) ? "有表决权" : "应到";
}

static void cast_numbers(const struct judging *j, struct quorum_number *out)
{
    out[0] = (struct quorum_number){"赞成", j->c.yes, "票"};
    out[1] = (struct quorum_number){"反对", j->c.no, "票"};
    out[2] = (struct quorum_number){"弃权", j->c.abstain, "票"};
    out[3] = (struct quorum_number){"废票", j->c.spoiled, "张"};
}

static bool fail_with(struct judging *j, enum vote_state state,
                      const char *fault)
{
    j->v.state = state;
    j->v.text =
        arena_printf(j->a, "%s：%s", is_voted(j) ? "表决" : "到会", fault);
    return false;
}

/* ---- do the numbers agree -------------------------------------------- */

static const char *range_fault(const struct judging *j)
{
    const struct vote_count *c = &j->c;
    const struct quorum_number people[] = {
        {"应到会有表决权的人数", c->entitled, "人"},
        {"到会人数", c->present, "人"},
        {"书面赞成", c->written_yes, "票"},
        {"书面反对", c->written_no, "票"},
        {"书面弃权", c->written_abstain, "票"},
    };
    const struct quorum_number ballots[] = {
        {"发出票", c->issued, "张"},
        {"收回票", c->returned, "张"},
    };
    struct quorum_number cast[N_CAST];
    cast_numbers(j, cast);
    const char *fault = quorum_number_fault(j->a, people, ARRAY_LEN(people));
    if (fault == NULL && j->r->ballots) {
        fault = quorum_number_fault(j->a, ballots, ARRAY_LEN(ballots));
    }
    return fault != NULL ? fault : quorum_number_fault(j->a, cast, N_CAST);
}

static const char *written_fault(const struct judging *j)
{
    const struct vote_count *c = &j->c;
    if (j->written > 0 && !j->r->written) {
        return arena_printf(
            j->a, "填了书面意见 %" PRId64 " 份，%s不计书面意见；请改为 0。",
            j->written, j->r->title);
    }
    int64_t present = quorum_or_none(c->present);
    if (c->entitled != VOTE_UNKNOWN && present + j->written > c->entitled) {
        return arena_printf(j->a,
                            "到会 %" PRId64 " 人，加上书面意见 %" PRId64
                            " 份，多于应到会的 %" PRId64
                            " 人；到会的人不能再算书面意见，请核对。",
                            present, j->written, c->entitled);
    }
    return NULL;
}

static bool check_numbers(struct judging *j)
{
    const struct vote_count *c = &j->c;
    bool ballots = j->r->ballots;
    int64_t issued = ballots ? c->issued : VOTE_UNKNOWN;
    int64_t returned = ballots ? c->returned : VOTE_UNKNOWN;
    if (issued != VOTE_UNKNOWN && returned > issued) {
        return fail_with(j, VOTE_BAD_BALLOTS,
                         arena_printf(j->a,
                                      "收回 %" PRId64
                                      " 张票，多于发出的 %" PRId64
                                      " 张，这次表决无效；请作废，重新投票。",
                                      returned, issued));
    }
    struct quorum_number cast[N_CAST];
    cast_numbers(j, cast);
    const char *fault =
        quorum_sum_fault(j->a, cast, N_CAST, ballots ? returned : c->present,
                         ballots ? "收回票" : "到会人数");
    int64_t sum = quorum_sum(cast, N_CAST);
    const struct quorum_number chain[] = {
        {"应到会", c->entitled, "人"}, {"到会", c->present, "人"},
        {"发出票", issued, "张"},      {"收回票", returned, "张"},
        {"各项票数合计", sum, "票"},
    };
    if (fault == NULL) {
        fault = quorum_chain_fault(j->a, chain, ARRAY_LEN(chain));
    }
    if (fault == NULL) {
        fault = written_fault(j);
    }
    if (fault == NULL && c->entitled == 0) {
        fault = arena_printf(j->a, "%s是 0 人，没有人可以表决；请核对名册。",
                             quorum_base_text(j->a, j->r, OF_ENTITLED));
    }
    return fault == NULL || fail_with(j, VOTE_BAD_SUM, fault);
}

/* ---- did enough come, is anything missing ----------------------------- */

static bool check_attendance(struct judging *j)
{
    const char *fault =
        quorum_short_fault(j->a, j->r, j->v.min_present, j->c.present);
    if (fault == NULL) {
        return true;
    }
    return fail_with(j, VOTE_NOT_ENOUGH,
                     arena_printf(j->a, "%s %" PRId64 "，%s%s",
                                  entitled_name(j), j->c.entitled, fault,
                                  j->written > 0 ? "书面意见不算到会。" : ""));
}

static bool check_missing(struct judging *j)
{
    const struct vote_count *c = &j->c;
    const struct quorum_number body[] = {
        {entitled_name(j), c->entitled, "人"},
        {"到会", c->present, "人"},
    };
    const struct quorum_number asked[] = {
        {"发出票", j->r->ballots ? c->issued : 0, "张"},
        {"收回票", j->r->ballots ? c->returned : 0, "张"},
        {"赞成", c->yes, "票"},
        {"反对", c->no, "票"},
        {"弃权", c->abstain, "票"},
    };
    bool votes = is_voted(j);
    const char *first = quorum_missing(j->a, body, ARRAY_LEN(body));
    const char *then =
        votes ? quorum_missing(j->a, asked, ARRAY_LEN(asked)) : "";
    if (first[0] == '\0' && then[0] == '\0') {
        return true;
    }
    struct strbuf sb;
    sb_init(&sb);
    if (c->entitled != VOTE_UNKNOWN) {
        sb_addf(&sb, "%s %" PRId64 "，", entitled_name(j), c->entitled);
    }
    if (c->present != VOTE_UNKNOWN) {
        sb_addf(&sb, "到会 %" PRId64 "，", c->present);
    }
    sb_add(&sb, quorum_come_text(j->a, j->r, j->v.min_present));
    if (votes && j->v.min_yes == VOTE_UNKNOWN) {
        sb_addf(&sb, "，赞成%s", quorum_need_text(j->a, j->r, VOTE_UNKNOWN));
    } else if (votes) {
        sb_addf(&sb, "，须赞成 %" PRId64, j->v.min_yes);
    }
    sb_addf(&sb, "；还没有填%s%s%s", first,
            first[0] != '\0' && then[0] != '\0' ? "、" : "", then);
    fail_with(j, VOTE_OPEN, sb.s);
    sb_clear(&sb);
    return false;
}

/* ---- verdict --------------------------------------------------------- */

static void add_votes(struct strbuf *sb, const char *name, int64_t cast,
                      int64_t written)
{
    sb_addf(sb, "，%s %" PRId64, name, cast + written);
    if (written > 0) {
        sb_addf(sb, "（含书面 %" PRId64 "）", written);
    }
}

static const char *verdict_line(const struct judging *j, bool passed)
{
    const struct vote_count *c = &j->c;
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "表决：有表决权 %" PRId64 "，到会 %" PRId64, c->entitled,
            c->present);
    add_votes(&sb, "赞成", c->yes, c->written_yes);
    add_votes(&sb, "反对", c->no, c->written_no);
    add_votes(&sb, "弃权", c->abstain, c->written_abstain);
    if (c->spoiled > 0) {
        sb_addf(&sb, "，废票 %" PRId64, c->spoiled);
    }
    int64_t base = quorum_base(j->r->pass.of, c->entitled, c->present);
    sb_addf(&sb, " → %s（%s）", passed ? "通过" : "未通过",
            quorum_need_text(j->a, j->r, base));
    const char *text = arena_str(j->a, sb.s);
    sb_clear(&sb);
    return text;
}

static void add_resolved(struct strbuf *sb, const char *name, int64_t cast,
                         int64_t written)
{
    sb_addf(sb, "%s%" PRId64 "票", name, cast + written);
    if (written > 0) {
        sb_addf(sb, "（含会前书面意见%" PRId64 "票）", written);
    }
}

static const char *resolution(const struct judging *j, bool passed)
{
    const struct vote_count *c = &j->c;
    const struct vote_share s = j->r->pass;
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s%" PRId64 "名，实到%" PRId64 "名，",
            quorum_base_text(j->a, j->r, OF_ENTITLED), c->entitled, c->present);
    sb_add(&sb, j->r->ballots ? "采取无记名投票方式表决，" : "经表决，");
    add_resolved(&sb, "赞成", c->yes, c->written_yes);
    add_resolved(&sb, "、反对", c->no, c->written_no);
    add_resolved(&sb, "、弃权", c->abstain, c->written_abstain);
    if (c->spoiled > 0) {
        sb_addf(&sb, "、废票%" PRId64 "张", c->spoiled);
    }
    const char *how = passed ? (s.strict ? "超过" : "不少于")
                             : (s.strict ? "没有超过" : "少于");
    sb_addf(&sb, "，赞成票%s%s的%s，%s", how,
            quorum_base_text(j->a, j->r, s.of), quorum_fraction_text(j->a, s),
            passed ? "表决通过" : "表决未通过");
    const char *text = arena_str(j->a, sb.s);
    sb_clear(&sb);
    return text;
}

/* Nothing is voted: that enough came is all there is to say. */
static void judge_coming(struct judging *j)
{
    const struct vote_count *c = &j->c;
    j->v.state = VOTE_PASSED;
    j->v.text = arena_printf(
        j->a, "到会：应到 %" PRId64 "，到会 %" PRId64 " → 有效（%s）",
        c->entitled, c->present,
        quorum_come_text(j->a, j->r, j->v.min_present));
    j->v.resolution = arena_printf(
        j->a, "%s%" PRId64 "名，实到%" PRId64 "名，符合规定人数",
        quorum_base_text(j->a, j->r, OF_ENTITLED), c->entitled, c->present);
}

struct vote_verdict vote_judge(struct arena *a, const struct vote_rule *r,
                               const struct vote_count *c)
{
    struct judging j = {.a = a, .r = r, .c = *c};
    j.c.written_yes = quorum_or_none(c->written_yes);
    j.c.written_no = quorum_or_none(c->written_no);
    j.c.written_abstain = quorum_or_none(c->written_abstain);
    j.c.spoiled = quorum_or_none(c->spoiled);
    j.v.resolution = "";
    j.v.min_present = vote_least(r->attend, c->entitled);
    j.v.min_yes =
        vote_least(r->pass, quorum_base(r->pass.of, c->entitled, c->present));
    j.v.yes = VOTE_UNKNOWN;
    const char *fault = range_fault(&j);
    if (fault != NULL) {
        fail_with(&j, VOTE_BAD_SUM, fault);
        return j.v;
    }
    j.written = j.c.written_yes + j.c.written_no + j.c.written_abstain;
    if (c->yes != VOTE_UNKNOWN) {
        j.v.yes = c->yes + j.c.written_yes;
    }
    if (!check_numbers(&j) || !check_attendance(&j) || !check_missing(&j)) {
        return j.v;
    }
    if (!is_voted(&j)) {
        judge_coming(&j);
        return j.v;
    }
    bool passed = j.v.yes >= j.v.min_yes;
    j.v.state = passed ? VOTE_PASSED : VOTE_FAILED;
    j.v.text = verdict_line(&j, passed);
    j.v.resolution = resolution(&j, passed);
    return j.v;
}

/* ---- attendance alone ------------------------------------------------ */

static const char *coming_line(struct arena *a, const struct vote_rule *r,
                               const struct vote_verdict *v, int64_t present)
{
    if (r->attend.of == OF_NONE) {
        return "到会人数不限";
    }
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s有效", quorum_share_text(a, r->attend));
    if (v->min_present != VOTE_UNKNOWN) {
        sb_addf(&sb, "：需 %" PRId64 " 人", v->min_present);
        if (present != VOTE_UNKNOWN) {
            sb_addf(&sb, "，已到 %" PRId64 " 人", present);
        }
    }
    if (v->state == VOTE_PASSED) {
        sb_add(&sb, " ✓");
    } else if (v->state == VOTE_NOT_ENOUGH) {
        sb_addf(&sb, "，还差 %" PRId64 " 人", v->min_present - present);
    }
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

struct vote_verdict vote_attendance(struct arena *a, const struct vote_rule *r,
                                    int64_t entitled, int64_t present)
{
    struct vote_verdict v = {.min_present = vote_least(r->attend, entitled),
                             .yes = VOTE_UNKNOWN,
                             .resolution = ""};
    const struct quorum_number chain[] = {{"应到会", entitled, "人"},
                                          {"到会", present, "人"}};
    const char *fault = quorum_number_fault(a, chain, ARRAY_LEN(chain));
    if (fault == NULL) {
        fault = quorum_chain_fault(a, chain, ARRAY_LEN(chain));
    }
    if (fault == NULL && entitled == 0) {
        fault = "应到会是 0 人；请核对名册。";
    }
    if (fault != NULL) {
        v.state = VOTE_BAD_SUM;
        v.text = fault;
        return v;
    }
    v.state = entitled == VOTE_UNKNOWN || present == VOTE_UNKNOWN ? VOTE_OPEN
              : present < v.min_present ? VOTE_NOT_ENOUGH
                                        : VOTE_PASSED;
    v.text = coming_line(a, r, &v, present);
    return v;
}
