/* Elections and reviews, from counts to a verdict.

   Stages of an election: do the numbers agree → did enough come → are there
   candidates enough → is anything still missing → who has the majority → the
   ones with most votes up to the seats; equal votes about the last seat elect
   nobody and are voted on again.

   A review has no verdict of its own, only two checks of its table. */
#include <inttypes.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/rules/quorum.h"
#include "quorum_parts.h"

struct counting {
    struct arena *a;
    const struct vote_rule *r;
    struct election_count c; /* spoiled: 0 when not known */
    struct election_candidate *list;
    size_t n;
    int64_t put_up; /* of n, without those written in */
    struct election_verdict v;
};

static bool fail_with(struct counting *e, enum vote_state state,
                      const char *fault)
{
    e->v.state = state;
    e->v.text = arena_printf(e->a, "选举：%s", fault);
    return false;
}

/* ---- do the numbers agree -------------------------------------------- */

static const char *range_fault(const struct counting *e)
{
    const struct election_count *c = &e->c;
    const struct quorum_number all[] = {
        {"应到会有选举权的人数", c->entitled, "人"},
        {"到会人数", c->present, "人"},
        {"发出票", c->issued, "张"},
        {"收回票", c->returned, "张"},
        {"废票", c->spoiled, "张"},
        {"应选名额", c->seats, "名"},
    };
    const char *fault = quorum_number_fault(e->a, all, ARRAY_LEN(all));
    for (size_t i = 0; fault == NULL && i < e->n; i++) {
        const struct election_candidate *x = &e->list[i];
        const struct quorum_number own[] = {
            {arena_printf(e->a, "%s的赞成票", x->name), x->yes, "票"},
            {arena_printf(e->a, "%s的不赞成票", x->name), x->no, "票"},
            {arena_printf(e->a, "%s的弃权票", x->name), x->abstain, "票"},
        };
        fault = quorum_number_fault(e->a, own, ARRAY_LEN(own));
    }
    return fault;
}

static const char *body_fault(const struct counting *e)
{
    const struct election_count *c = &e->c;
    const struct quorum_number chain[] = {
        {"应到会", c->entitled, "人"}, {"到会", c->present, "人"},
        {"发出票", c->issued, "张"},   {"收回票", c->returned, "张"},
        {"废票", c->spoiled, "张"},
    };
    if (c->entitled == 0) {
        return arena_printf(e->a, "%s是 0 人，没有人可以选举；请核对名册。",
                            quorum_base_text(e->a, e->r, OF_ENTITLED));
    }
    if (c->seats == 0) {
        return "应选名额是 0，没有可选的；请填应选名额。";
    }
    return quorum_chain_fault(e->a, chain, ARRAY_LEN(chain));
}

/* The ballots that count, or at most that many; VOTE_UNKNOWN: no saying. */
static int64_t valid_ballots(const struct election_count *c)
{
    const int64_t most[] = {c->returned, c->issued, c->present, c->entitled};
    for (size_t i = 0; i < ARRAY_LEN(most); i++) {
        if (most[i] != VOTE_UNKNOWN) {
            return most[i] - c->spoiled;
        }
    }
    return VOTE_UNKNOWN;
}

/* Nobody can get more votes than there are valid ballots, and a ballot names no
   more than the seats. */
static const char *votes_fault(const struct counting *e)
{
    int64_t valid = valid_ballots(&e->c);
    if (valid == VOTE_UNKNOWN) {
        return NULL;
    }
    int64_t all_yes = 0;
    for (size_t i = 0; i < e->n; i++) {
        const struct election_candidate *x = &e->list[i];
        const struct quorum_number own[] = {{"赞成", x->yes, "票"},
                                            {"不赞成", x->no, "票"},
                                            {"弃权", x->abstain, "票"}};
        int64_t sum = quorum_sum(own, ARRAY_LEN(own));
        if (sum > valid) {
            return arena_printf(e->a,
                                "%s的赞成、不赞成、弃权共 %" PRId64
                                " 票，多于有效票 %" PRId64 " 张；请重新计票。",
                                x->name, sum, valid);
        }
        all_yes += quorum_or_none(x->yes);
    }
    if (e->c.seats != VOTE_UNKNOWN && all_yes > valid * e->c.seats) {
        return arena_printf(e->a,
                            "赞成票一共 %" PRId64 " 票，有效票 %" PRId64
                            " 张各选 %" PRId64 " 名，最多 %" PRId64
                            " 票；所选人数多于应选名额的票是废票，请重新计票。",
                            all_yes, valid, e->c.seats, valid * e->c.seats);
    }
    return NULL;
}

static bool check_numbers(struct counting *e)
{
    const struct election_count *c = &e->c;
    const char *fault = range_fault(e);
    if (fault == NULL && c->issued != VOTE_UNKNOWN && c->returned > c->issued) {
        return fail_with(e, VOTE_BAD_BALLOTS,
                         arena_printf(e->a,
                                      "收回 %" PRId64
                                      " 张票，多于发出的 %" PRId64
                                      " 张，选举无效；请作废，重新选举。",
                                      c->returned, c->issued));
    }
    if (fault == NULL) {
        fault = body_fault(e);
    }
    if (fault == NULL) {
        fault = votes_fault(e);
    }
    return fault == NULL || fail_with(e, VOTE_BAD_SUM, fault);
}

/* ---- attendance, candidates, what is missing -------------------------- */

static bool check_attendance(struct counting *e)
{
    const char *fault =
        quorum_short_fault(e->a, e->r, e->v.min_present, e->c.present);
    return fault == NULL ||
           fail_with(e, VOTE_NOT_ENOUGH,
                     arena_printf(e->a, "有选举权 %" PRId64 "，%s",
                                  e->c.entitled, fault));
}

static bool check_candidates(struct counting *e)
{
    int64_t want = e->v.min_candidates;
    if (e->put_up == 0 || want == VOTE_UNKNOWN || e->put_up >= want) {
        return true;
    }
    const char *why =
        want == e->c.seats
            ? "候选人不能少于应选名额"
            : arena_printf(e->a, "差额不少于应选名额的%s",
                           quorum_fraction_text(e->a, e->r->spare));
    return fail_with(e, VOTE_BAD_SUM,
                     arena_printf(e->a,
                                  "应选 %" PRId64 " 名，候选人只有 %" PRId64
                                  " 名，%s，至少要 %" PRId64
                                  " 名；请增加候选人。",
                                  e->c.seats, e->put_up, why, want));
}

static const char *missing(const struct counting *e)
{
    const struct election_count *c = &e->c;
    int64_t votes = e->n == 0 ? VOTE_UNKNOWN : 0;
    for (size_t i = 0; i < e->n; i++) {
        if (e->list[i].yes == VOTE_UNKNOWN) {
            votes = VOTE_UNKNOWN;
        }
    }
    const struct quorum_number asked[] = {
        {"有选举权", c->entitled, "人"},
        {"到会", c->present, "人"},
        {"应选名额", c->seats, "名"},
        {"发出票", c->issued, "张"},
        {"收回票", c->returned, "张"},
        {e->n == 0 ? "候选人" : "候选人的赞成票", votes, "票"},
    };
    return quorum_missing(e->a, asked, ARRAY_LEN(asked));
}

static bool check_missing(struct counting *e)
{
    const char *names = missing(e);
    if (names[0] == '\0') {
        return true;
    }
    const struct election_count *c = &e->c;
    struct strbuf sb;
    sb_init(&sb);
    if (c->entitled != VOTE_UNKNOWN) {
        sb_addf(&sb, "有选举权 %" PRId64 "，", c->entitled);
    }
    if (c->present != VOTE_UNKNOWN) {
        sb_addf(&sb, "到会 %" PRId64 "，", c->present);
    }
    sb_addf(
        &sb, "%s，当选%s", quorum_come_text(e->a, e->r, e->v.min_present),
        quorum_need_text(e->a, e->r,
                         quorum_base(e->r->pass.of, c->entitled, c->present)));
    if (e->v.min_candidates != VOTE_UNKNOWN) {
        sb_addf(&sb, "，候选人至少 %" PRId64 " 名", e->v.min_candidates);
    }
    sb_addf(&sb, "；还没有填%s", names);
    fail_with(e, VOTE_OPEN, sb.s);
    sb_clear(&sb);
    return false;
}

/* ---- who is elected -------------------------------------------------- */

/* How many have the majority and more than `votes`. */
static int64_t count_above(const struct counting *e, int64_t votes)
{
    int64_t n = 0;
    for (size_t i = 0; i < e->n; i++) {
        n += e->list[i].yes >= e->v.min_yes && e->list[i].yes > votes;
    }
    return n;
}

static void choose(struct counting *e)
{
    for (size_t i = 0; i < e->n; i++) {
        struct election_candidate *x = &e->list[i];
        /* With votes ≥ 1: all who have as many as x, or more. */
        bool majority = x->yes >= e->v.min_yes;
        x->elected = majority && count_above(e, x->yes - 1) <= e->c.seats;
        x->again =
            majority && !x->elected && count_above(e, x->yes) < e->c.seats;
        e->v.n_elected += x->elected;
        e->v.tied += x->again;
    }
    e->v.open = e->c.seats - e->v.n_elected;
}

static void add_names(struct strbuf *sb, const struct counting *e, bool again)
{
    const char *between = "";
    for (size_t i = 0; i < e->n; i++) {
        const struct election_candidate *x = &e->list[i];
        if (again ? x->again : x->elected) {
            sb_addf(sb, "%s%s（%" PRId64 " 票）", between, x->name, x->yes);
            between = "、";
        }
    }
}

static void tell_result(struct counting *e)
{
    const struct election_count *c = &e->c;
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb,
            "有选举权 %" PRId64 "，到会 %" PRId64 "，发出 %" PRId64
            "，收回 %" PRId64 "，有效 %" PRId64 "，应选 %" PRId64 " → ",
            c->entitled, c->present, c->issued, c->returned,
            c->returned - c->spoiled, c->seats);
    if (e->v.n_elected > 0) {
        sb_addf(&sb, "当选 %" PRId64 "：", e->v.n_elected);
        add_names(&sb, e, false);
    } else {
        sb_add(&sb, "无人当选");
    }
    sb_addf(
        &sb, "（%s）",
        quorum_need_text(e->a, e->r,
                         quorum_base(e->r->pass.of, c->entitled, c->present)));
    if (e->v.tied > 0) {
        sb_add(&sb, "；");
        add_names(&sb, e, true);
        sb_addf(&sb,
                "票数相等，争余下的 %" PRId64 " 个名额，请只就这 %" PRId64
                " 人再投一次票。",
                e->v.open, e->v.tied);
    } else if (e->v.open > 0) {
        sb_addf(
            &sb,
            "；还缺 %" PRId64 " 名，其余的人没有得到规定的票数，不能按"
            "票数多少补足；请另行选举，接近应选名额的，经半数以上选举人同意也可"
            "以减少名额。",
            e->v.open);
    }
    fail_with(e, e->v.open > 0 ? VOTE_FAILED : VOTE_PASSED, sb.s);
    sb_clear(&sb);
}

struct election_verdict election_judge(struct arena *a,
                                       const struct vote_rule *r,
                                       const struct election_count *c,
                                       struct election_candidate *list,
                                       size_t n, bool equal)
{
    struct counting e = {.a = a, .r = r, .c = *c, .list = list, .n = n};
    for (size_t i = 0; i < n; i++) {
        list[i].elected = false;
        list[i].again = false;
        e.put_up += !list[i].other;
    }
    e.c.spoiled = quorum_or_none(c->spoiled);
    e.v.min_present = vote_least(r->attend, c->entitled);
    e.v.min_yes =
        vote_least(r->pass, quorum_base(r->pass.of, c->entitled, c->present));
    e.v.min_candidates =
        equal && c->seats >= 0 ? c->seats : vote_candidates(r, c->seats);
    if (check_numbers(&e) && check_attendance(&e) && check_candidates(&e) &&
        check_missing(&e)) {
        choose(&e);
        tell_result(&e);
    }
    return e.v;
}

/* ---- 民主评议 ---------------------------------------------------------- */

const char *review_line_fault(struct arena *a, const struct review_line *l)
{
    const struct quorum_number v[] = {
        {"有效票", l->valid, "张"}, {"优秀", l->best, "票"},
        {"合格", l->good, "票"},    {"基本合格", l->basic, "票"},
        {"不合格", l->bad, "票"},
    };
    const char *fault = quorum_number_fault(a, v, ARRAY_LEN(v));
    if (fault == NULL) {
        fault =
            quorum_sum_fault(a, v + 1, ARRAY_LEN(v) - 1, l->valid, "有效票");
    }
    return fault;
}

int64_t review_most_best(const struct vote_rule *r, int64_t n)
{
    return vote_most(r->best, n);
}

const char *review_best_fault(struct arena *a, const struct vote_rule *r,
                              int64_t best, int64_t n)
{
    int64_t most = review_most_best(r, n);
    if (n < 0 || best <= most) {
        return NULL;
    }
    return arena_printf(a,
                        "评为优秀的 %" PRId64 " 人，定等次的 %" PRId64
                        " 人中最多 %" PRId64 " 人（%s%s）；请减少 %" PRId64
                        " 人。",
                        best, n, most, r->best.strict ? "少于" : "不超过",
                        quorum_fraction_text(a, r->best), best - most);
}
