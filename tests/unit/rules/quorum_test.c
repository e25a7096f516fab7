/* Votes: the tables and worked examples of the rules, every kind of wrong
   number, and the verdicts of all small branches against a plain model. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/rules/quorum.h"
#include "pbtui/text/date.h"

#define U VOTE_UNKNOWN

static void load(struct vote_rules *r, struct arena *a)
{
    struct err err = ERR_INIT;
    const struct embed_file *f = embed_find("rules/votes.ini");
    assert_non_null(f);
    if (!vote_rules_load(r, a, f->text, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_int_equal(r->n_complaints, 0);
}

static const struct vote_rule *today(const struct vote_rules *r,
                                     const char *code)
{
    const struct vote_rule *x = vote_rule(r, code, date_of(2026, 11, 20));
    assert_non_null(x);
    return x;
}

static void must_say(const char *text, const char *what)
{
    if (strstr(text, what) == NULL) {
        fail_msg("%s: not in: %s", what, text);
    }
}

/* ---- the tables ------------------------------------------------------ */

TEST(quorum_table_of_admission)
{
    static const int rows[][3] = {
        {3, 2, 2},  {6, 4, 4},    {7, 4, 4},    {10, 6, 6},   {11, 6, 6},
        {15, 8, 8}, {20, 11, 11}, {25, 13, 13}, {31, 16, 16}, {50, 26, 26}};
    static const char *const codes[] = {"admission", "conversion", "extension",
                                        "cancellation"};
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a);
    for (size_t k = 0; k < ARRAY_LEN(codes); k++) {
        const struct vote_rule *x = today(&r, codes[k]);
        assert_true(x->written && x->ballots && x->members);
        for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
            int n = rows[i][0];
            struct vote_count c = {n, U, 0, 0, 0, U, U, U, U, U, 0};
            struct vote_verdict v = vote_judge(&a, x, &c);
            if (v.min_present != rows[i][1] || v.min_yes != rows[i][2]) {
                fail_msg("%s of %d", codes[k], n);
            }
        }
    }
    arena_clear(&a);
}

TEST(quorum_table_of_all_limits)
{
    /* n, admission, pass, election, election before 2020, 优秀, 2/3; the
       column in between is the general rule of the regulations, n/2 */
    static const int rows[][8] = {
        {5, 3, 3, 3, 4, 5, 1, 4},        {7, 4, 4, 4, 6, 6, 2, 5},
        {10, 5, 6, 6, 8, 9, 3, 7},       {15, 8, 8, 8, 12, 13, 5, 10},
        {20, 10, 11, 11, 16, 17, 6, 14}, {21, 11, 11, 11, 17, 17, 7, 14},
        {25, 13, 13, 13, 20, 21, 8, 17}, {31, 16, 16, 16, 25, 25, 10, 21}};
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a);
    const struct vote_rule *old =
        vote_rule(&r, "election", date_of(2020, 7, 12));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int n = rows[i][0];
        /* half is enough for a committee */
        assert_int_equal(vote_least(today(&r, "committee")->attend, n),
                         rows[i][1]);
        assert_int_equal(vote_least(today(&r, "election.secretary")->attend, n),
                         rows[i][1]);
        /* the program asks for more than half of a general meeting */
        assert_int_equal(vote_least(today(&r, "general")->attend, n),
                         rows[i][2]);
        assert_int_equal(vote_least(today(&r, "review")->attend, n),
                         rows[i][2]);
        assert_int_equal(vote_least(today(&r, "admission")->attend, n),
                         rows[i][2]);
        assert_int_equal(vote_least(today(&r, "general")->pass, n), rows[i][3]);
        assert_int_equal(vote_least(today(&r, "committee")->pass, n),
                         rows[i][3]);
        assert_int_equal(vote_least(today(&r, "election")->attend, n),
                         rows[i][4]);
        assert_int_equal(vote_least(old->attend, n), rows[i][5]);
        assert_int_equal(review_most_best(today(&r, "review"), n), rows[i][6]);
        assert_int_equal(vote_least(today(&r, "life")->attend, n), rows[i][7]);
    }
    arena_clear(&a);
}

/* ---- worked examples ------------------------------------------------- */

TEST(quorum_worked_examples)
{
    static const struct {
        const char *code;
        struct vote_count c;
        enum vote_state state;
        const char *text;
    } rows[] = {
        {"admission",
         {20, 12, 2, 0, 0, 12, 12, 9, 2, 1, 0},
         VOTE_PASSED,
         "表决：有表决权 20，到会 12，赞成 11（含书面 2），反对 2，弃权 1 → "
         "通过（须超过 10 票）"},
        {"admission",
         {20, 12, 0, 0, 0, 12, 12, 10, 1, 1, 0},
         VOTE_FAILED,
         "表决：有表决权 20，到会 12，赞成 10，反对 1，弃权 1 → "
         "未通过（须超过 10 票）"},
        {"admission",
         {20, 10, 5, 0, 0, 10, 10, 10, 0, 0, 0},
         VOTE_NOT_ENOUGH,
         "表决：有表决权 20，只到会 10 人，须超过半数，即 11 人，还差 1 人，"
         "会议无效；请改期再开。书面意见不算到会。"},
        {"committee",
         {5, 4, 0, 0, 0, U, U, 4, 0, 0, 0},
         VOTE_PASSED,
         "表决：有表决权 5，到会 4，赞成 4，反对 0，弃权 0 → "
         "通过（须超过 2 票）"},
        {"committee",
         {5, 3, 0, 0, 0, U, U, 2, 1, 0, 0},
         VOTE_FAILED,
         "表决：有表决权 5，到会 3，赞成 2，反对 1，弃权 0 → "
         "未通过（须超过 2 票）"},
        {"admission",
         {20, 12, U, 1, 1, 12, 12, 11, 0, 0, U},
         VOTE_BAD_SUM,
         "表决：赞成 11、反对 0、弃权 0、废票 0，共 11 票，与收回票 12 "
         "不符；请重新清点。"},
        {"admission",
         {20, 12, U, 1, 1, 12, 12, 11, 0, 0, 1},
         VOTE_PASSED,
         "表决：有表决权 20，到会 12，赞成 11，反对 1（含书面 1），弃权 1（含"
         "书面 1），废票 1 → 通过（须超过 10 票）"},
        {"life",
         {6, 4, U, U, U, U, U, U, U, U, U},
         VOTE_PASSED,
         "到会：应到 6，到会 4 → 有效（须到会 4）"},
        {"life",
         {6, 3, U, U, U, U, U, U, U, U, U},
         VOTE_NOT_ENOUGH,
         "到会：应到 6，只到会 3 人，须不少于三分之二，即 4 人，还差 1 人，"
         "会议无效；请改期再开。"},
    };
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct vote_verdict v =
            vote_judge(&a, today(&r, rows[i].code), &rows[i].c);
        if (v.state != rows[i].state || strcmp(v.text, rows[i].text) != 0) {
            fail_msg("row %zu: %d %s", i, (int)v.state, v.text);
        }
        bool decided = v.state == VOTE_PASSED || v.state == VOTE_FAILED;
        assert_int_equal(v.resolution[0] != '\0', decided);
    }
    arena_clear(&a);
}

TEST(quorum_resolution_sentence)
{
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a);
    struct vote_count c = {20, 12, 2, 0, 0, 12, 12, 9, 2, 1, 0};
    assert_string_equal(
        vote_judge(&a, today(&r, "admission"), &c).resolution,
        "应到会有表决权的正式党员20名，实到12名，采取无记名投票方式表决，"
        "赞成11票（含会前书面意见2票）、反对2票、弃权1票，赞成票超过应到会"
        "有表决权的正式党员的半数，表决通过");
    c = (struct vote_count){20, 12, 0, 1, 0, 12, 12, 9, 2, 0, 1};
    assert_string_equal(
        vote_judge(&a, today(&r, "conversion"), &c).resolution,
        "应到会有表决权的正式党员20名，实到12名，采取无记名投票方式表决，"
        "赞成9票、反对3票（含会前书面意见1票）、弃权0票、废票1张，赞成票没有"
        "超过应到会有表决权的正式党员的半数，表决未通过");
    c = (struct vote_count){5, 4, 0, 0, 0, U, U, 4, 0, 0, 0};
    assert_string_equal(
        vote_judge(&a, today(&r, "committee"), &c).resolution,
        "应到会委员5名，实到4名，经表决，赞成4票、反对0票、弃权0票，赞成票超过"
        "应到会委员的半数，表决通过");
    c = (struct vote_count){6, 5, U, U, U, U, U, U, U, U, U};
    assert_string_equal(vote_judge(&a, today(&r, "life"), &c).resolution,
                        "应到会班子成员6名，实到5名，符合规定人数");
    arena_clear(&a);
}

/* ---- while numbers are being typed ------------------------------------ */

TEST(quorum_limits_are_told_while_numbers_are_missing)
{
    static const struct {
        const char *code;
        struct vote_count c;
        const char *text;
    } rows[] = {
        {"admission",
         {U, U, U, U, U, U, U, U, U, U, U},
         "表决：到会须超过半数，赞成须超过应到会有表决权的正式党员的半数；"
         "还没有填有表决权、到会、发出票、收回票、赞成、反对、弃权"},
        {"admission",
         {20, U, U, U, U, U, U, U, U, U, U},
         "表决：有表决权 20，须到会 11，须赞成 11；还没有填到会、发出票、"
         "收回票、赞成、反对、弃权"},
        {"general",
         {20, 12, U, U, U, U, U, 11, U, U, U},
         "表决：有表决权 20，到会 12，须到会 11，须赞成 11；还没有填反对、弃权"},
        {"committee",
         {5, 4, U, U, U, U, U, 4, 0, U, U},
         "表决：有表决权 5，到会 4，须到会 3，须赞成 3；还没有填弃权"},
        {"election",
         {20, U, U, U, U, U, U, U, U, U, U},
         "表决：有表决权 20，须到会 16，赞成须超过实到会有选举权的正式党员的"
         "半数；还没有填到会、发出票、收回票、赞成、反对、弃权"},
        {"life",
         {6, U, U, U, U, U, U, U, U, U, U},
         "到会：应到 6，须到会 4；还没有填到会"},
    };
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct vote_verdict v =
            vote_judge(&a, today(&r, rows[i].code), &rows[i].c);
        if (v.state != VOTE_OPEN || strcmp(v.text, rows[i].text) != 0) {
            fail_msg("row %zu: %d %s", i, (int)v.state, v.text);
        }
        assert_string_equal(v.resolution, "");
    }
    arena_clear(&a);
}

/* Each wrong thing has its own sentence with its numbers, also when nothing
   else has been typed yet. */
TEST(quorum_wrong_numbers_are_named)
{
    static const struct {
        const char *code;
        struct vote_count c;
        enum vote_state state;
        const char *says[3];
    } rows[] = {
        {"admission",
         {20, 12, 0, 0, 0, 12, 13, 9, 2, 1, 1},
         VOTE_BAD_BALLOTS,
         {"收回 13 张", "发出的 12 张", "重新投票"}},
        {"admission",
         {U, U, U, U, U, 12, 13, U, U, U, U},
         VOTE_BAD_BALLOTS,
         {"收回 13 张", "发出的 12 张", "无效"}},
        {"admission",
         {20, 12, 0, 0, 0, 13, 12, 9, 2, 1, 0},
         VOTE_BAD_SUM,
         {"发出票 13 张", "到会的 12 人", "重新清点"}},
        {"admission",
         {20, 12, U, U, U, U, 13, U, U, U, U},
         VOTE_BAD_SUM,
         {"收回票 13 张", "到会的 12 人", ""}},
        {"admission",
         {20, 12, 0, 0, 0, 12, 12, 9, 2, 2, 0},
         VOTE_BAD_SUM,
         {"赞成 9、反对 2、弃权 2、废票 0", "共 13 票", "12"}},
        {"admission",
         {20, 12, 0, 0, 0, 12, 12, 13, U, U, 0},
         VOTE_BAD_SUM,
         {"赞成 13", "收回票 12", ""}},
        {"admission",
         {20, 12, 0, 0, 0, 12, U, 13, U, U, U},
         VOTE_BAD_SUM,
         {"合计 13 票", "发出票的 12 张", ""}},
        {"general",
         {20, 12, 0, 0, 0, U, U, 9, 2, 0, 0},
         VOTE_BAD_SUM,
         {"共 11 票", "到会人数 12", "重新清点"}},
        {"general",
         {20, 21, U, U, U, U, U, U, U, U, U},
         VOTE_BAD_SUM,
         {"到会 21 人", "应到会的 20 人", "名册"}},
        {"admission",
         {20, 18, 3, 0, 0, U, U, U, U, U, U},
         VOTE_BAD_SUM,
         {"到会 18 人", "书面意见 3 份", "20 人"}},
        {"admission",
         {20, U, 7, 7, 7, U, U, U, U, U, U},
         VOTE_BAD_SUM,
         {"书面意见 21 份", "20 人", ""}},
        {"general",
         {20, 12, 1, 0, 0, U, U, 12, 0, 0, 0},
         VOTE_BAD_SUM,
         {"书面意见 1 份", "党员大会一般表决不计", "改为 0"}},
        {"admission",
         {0, U, U, U, U, U, U, U, U, U, U},
         VOTE_BAD_SUM,
         {"应到会有表决权的正式党员是 0 人", "名册", ""}},
        {"admission",
         {20, -2, 0, 0, 0, 12, 12, 9, 2, 1, 0},
         VOTE_BAD_SUM,
         {"到会人数填了 -2", "负数", ""}},
        {"admission",
         {-7, U, U, U, U, U, U, U, U, U, U},
         VOTE_BAD_SUM,
         {"-7", "负数", ""}},
        {"admission",
         {20, 12, -9, 0, 0, 12, 12, 9, 2, 1, 0},
         VOTE_BAD_SUM,
         {"书面赞成填了 -9", "", ""}},
        {"admission",
         {20, 12, 0, 0, 0, -2, 12, 9, 2, 1, 0},
         VOTE_BAD_SUM,
         {"发出票填了 -2", "", ""}},
        {"admission",
         {20, 12, 0, 0, 0, 12, 12, 9, 2, INT64_MIN, 0},
         VOTE_BAD_SUM,
         {"弃权", "负数", ""}},
        {"admission",
         {INT64_MAX, 12, 0, 0, 0, 12, 12, 9, 2, 1, 0},
         VOTE_BAD_SUM,
         {"应到会", "太大", ""}},
        {"admission",
         {20, 12, INT64_MAX, 1, 0, 12, 12, 9, 2, 1, 0},
         VOTE_BAD_SUM,
         {"书面赞成", "太大", ""}},
        {"general",
         {20, 10, 0, 0, 0, U, U, U, U, U, U},
         VOTE_NOT_ENOUGH,
         {"10 人", "11 人", "还差 1 人"}},
        /* numbers first, then who came */
        {"general",
         {20, 5, 0, 0, 0, U, U, 9, 0, 0, 0},
         VOTE_BAD_SUM,
         {"共 9 票", "到会人数 5", ""}},
    };
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct vote_verdict v =
            vote_judge(&a, today(&r, rows[i].code), &rows[i].c);
        if (v.state != rows[i].state) {
            fail_msg("row %zu: %d %s", i, (int)v.state, v.text);
        }
        for (size_t k = 0; k < 3; k++) {
            must_say(v.text, rows[i].says[k]);
        }
        assert_string_equal(v.resolution, "");
    }
    arena_clear(&a);
}

/* A show of hands does not ask for ballots. */
TEST(quorum_ballots_are_not_looked_at_without_ballots)
{
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a);
    struct vote_count c = {20, 12, 0, 0, 0, 3, 99, 11, 1, 0, 0};
    assert_int_equal(vote_judge(&a, today(&r, "general"), &c).state,
                     VOTE_PASSED);
    assert_int_equal(vote_judge(&a, today(&r, "admission"), &c).state,
                     VOTE_BAD_BALLOTS);
    /* who kept the ballot in the pocket is one vote less, no fault */
    c = (struct vote_count){20, 12, 0, 0, 0, 12, 11, 11, 0, 0, 0};
    assert_int_equal(vote_judge(&a, today(&r, "admission"), &c).state,
                     VOTE_PASSED);
    arena_clear(&a);
}

TEST(quorum_attendance_alone)
{
    static const struct {
        const char *code;
        int64_t entitled, present;
        enum vote_state state;
        int64_t least;
        const char *text;
    } rows[] = {
        {"committee", 5, 4, VOTE_PASSED, 3,
         "不少于半数有效：需 3 人，已到 4 人 ✓"},
        {"committee", 4, 2, VOTE_PASSED, 2,
         "不少于半数有效：需 2 人，已到 2 人 ✓"},
        {"committee", 5, 2, VOTE_NOT_ENOUGH, 3,
         "不少于半数有效：需 3 人，已到 2 人，还差 1 人"},
        {"general", 20, 10, VOTE_NOT_ENOUGH, 11,
         "超过半数有效：需 11 人，已到 10 人，还差 1 人"},
        {"general", 20, 11, VOTE_PASSED, 11,
         "超过半数有效：需 11 人，已到 11 人 ✓"},
        {"election", 20, 15, VOTE_NOT_ENOUGH, 16,
         "不少于五分之四有效：需 16 人，已到 15 人，还差 1 人"},
        {"life", 6, U, VOTE_OPEN, 4, "不少于三分之二有效：需 4 人"},
        {"life", U, 3, VOTE_OPEN, U, "不少于三分之二有效"},
        {"general", 20, 21, VOTE_BAD_SUM, 11,
         "到会 21 人，多于应到会的 20 人；请核对名册和点名。"},
        {"general", 0, 0, VOTE_BAD_SUM, 1, "应到会是 0 人；请核对名册。"},
        {"committee", 0, U, VOTE_BAD_SUM, 0, "应到会是 0 人；请核对名册。"},
        {"general", -5, 3, VOTE_BAD_SUM, U,
         "应到会填了 -5，不能是负数；请重填。"},
    };
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct vote_verdict v = vote_attendance(
            &a, today(&r, rows[i].code), rows[i].entitled, rows[i].present);
        if (v.state != rows[i].state || v.min_present != rows[i].least ||
            strcmp(v.text, rows[i].text) != 0) {
            fail_msg("row %zu: %d %s", i, (int)v.state, v.text);
        }
    }
    arena_clear(&a);
}

/* ---- properties ------------------------------------------------------ */

/* x * f of c * g, in base 2^32, so that no product is ever cut. */
static int compare_products(uint64_t x, uint32_t f, uint64_t c, uint32_t g)
{
    uint64_t x0 = (x & UINT32_MAX) * f;
    uint64_t x1 = (x >> 32) * f + (x0 >> 32);
    uint64_t c0 = (c & UINT32_MAX) * g;
    uint64_t c1 = (c >> 32) * g + (c0 >> 32);
    if (x1 != c1) {
        return x1 < c1 ? -1 : 1;
    }
    uint64_t low_x = x0 & UINT32_MAX;
    uint64_t low_c = c0 & UINT32_MAX;
    return low_x < low_c ? -1 : low_x > low_c;
}

/* k satisfies the share of n: k/n against num/den, crosswise. */
static bool enough(struct vote_share s, int64_t k, int64_t n)
{
    int c = compare_products((uint64_t)k, (uint32_t)s.den, (uint64_t)n,
                             (uint32_t)s.num);
    return s.strict ? c > 0 : c >= 0;
}

static bool not_too_many(struct vote_share s, int64_t k, int64_t n)
{
    int c = compare_products((uint64_t)k, (uint32_t)s.den, (uint64_t)n,
                             (uint32_t)s.num);
    return s.strict ? c < 0 : c <= 0;
}

PROPERTY(quorum_shares_are_exact)
{
    uint64_t stream = unit_seed();
    for (int i = 0; i < 200000; i++) {
        int den = 2 + (int)unit_below(&stream, 9998);
        struct vote_share s = {
            .of = OF_ENTITLED,
            .num = 1 + (int)unit_below(&stream, (uint64_t)den - 1),
            .den = den,
            .strict = unit_below(&stream, 2) == 0};
        static const uint64_t sizes[] = {61, 100000, 1000000001,
                                         (uint64_t)INT64_MAX};
        int64_t n = (int64_t)unit_below(&stream, sizes[i % 4]);
        int64_t k = vote_least(s, n);
        if (!enough(s, k, n) || (k > 0 && enough(s, k - 1, n))) {
            fail_msg("seed %llu: least %d/%d of %lld: %lld",
                     (unsigned long long)unit_seed(), s.num, s.den,
                     (long long)n, (long long)k);
        }
        k = vote_most(s, n);
        /* of nobody, nobody: less than 0 cannot be */
        if ((n > 0 && !not_too_many(s, k, n)) || k < 0 ||
            not_too_many(s, k + 1, n)) {
            fail_msg("seed %llu: most %d/%d of %lld: %lld",
                     (unsigned long long)unit_seed(), s.num, s.den,
                     (long long)n, (long long)k);
        }
    }
}

TEST(quorum_shares_at_the_ends)
{
    struct vote_share half = {OF_ENTITLED, 1, 2, true};
    struct vote_share third = {OF_GRADED, 1, 3, false};
    struct vote_share none = {.of = OF_NONE};
    assert_int_equal(vote_least(half, 0), 1);
    assert_int_equal(vote_least(half, 1), 1);
    assert_int_equal(vote_least(half, 1000000000), 500000001);
    assert_int_equal(vote_least(half, INT64_MAX), INT64_MAX / 2 + 1);
    assert_int_equal(vote_least(half, VOTE_UNKNOWN), VOTE_UNKNOWN);
    assert_int_equal(vote_least(half, INT64_MIN), VOTE_UNKNOWN);
    assert_int_equal(vote_least(none, 7), 0);
    assert_int_equal(vote_least(none, VOTE_UNKNOWN), 0);
    assert_int_equal(vote_most(third, 0), 0);
    assert_int_equal(vote_most(third, 2), 0);
    assert_int_equal(vote_most(third, 3), 1);
    assert_int_equal(vote_most(third, VOTE_UNKNOWN), VOTE_UNKNOWN);
    assert_int_equal(vote_most(none, 7), 7);
    third.strict = true;
    assert_int_equal(vote_most(third, 3), 0);
    assert_int_equal(vote_most(third, 4), 1);
    assert_int_equal(vote_most(third, 0), 0);
}

/* What the law says of one code, written down a second time and plainly. */
static enum vote_state model(const char *code, const struct vote_count *c)
{
    int64_t w = c->written_yes + c->written_no + c->written_abstain;
    int64_t cast = c->yes + c->no + c->abstain + c->spoiled;
    bool half = strcmp(code, "committee") == 0;
    bool hands = half || strcmp(code, "general") == 0;
    if (!hands && c->returned > c->issued) {
        return VOTE_BAD_BALLOTS;
    }
    if (cast != (hands ? c->present : c->returned) ||
        (!hands && c->issued > c->present) || c->present > c->entitled ||
        (hands && w > 0) || c->present + w > c->entitled) {
        return VOTE_BAD_SUM;
    }
    if (half ? 2 * c->present < c->entitled : 2 * c->present <= c->entitled) {
        return VOTE_NOT_ENOUGH;
    }
    return 2 * (c->yes + c->written_yes) > c->entitled ? VOTE_PASSED
                                                       : VOTE_FAILED;
}

static int64_t below(uint64_t *stream, int64_t n)
{
    return (int64_t)unit_below(stream, (uint64_t)n);
}

/* Counts that mostly agree, with one of them wrong now and then. */
static struct vote_count typed(uint64_t *stream, int64_t n, int64_t present,
                               bool hands)
{
    struct vote_count c = {.entitled = n, .present = present};
    int64_t away = n - present;
    if (!hands && below(stream, 2) == 0) {
        c.written_yes = below(stream, away + 1);
        c.written_no = below(stream, away - c.written_yes + 1);
        c.written_abstain =
            below(stream, away - c.written_yes - c.written_no + 1);
    }
    c.issued = present - (below(stream, 8) == 0 && present > 0);
    c.returned = c.issued - (below(stream, 4) == 0 && c.issued > 0);
    int64_t cast = hands ? present : c.returned;
    int64_t wide = below(stream, 2);
    c.yes = wide ? below(stream, cast + 1)
                 : n / 2 - c.written_yes + below(stream, 3);
    c.yes = c.yes < 0 ? 0 : c.yes > cast ? cast : c.yes;
    c.no = below(stream, cast - c.yes + 1);
    c.abstain = below(stream, cast - c.yes - c.no + 1);
    c.spoiled = cast - c.yes - c.no - c.abstain;
    int64_t *const slips[] = {&c.issued,      &c.returned, &c.yes,
                              &c.no,          &c.spoiled,  &c.entitled,
                              &c.written_yes, &c.present,  &c.abstain};
    if (below(stream, 4) == 0) {
        *slips[below(stream, (int64_t)ARRAY_LEN(slips))] +=
            1 + below(stream, 2);
    }
    return c;
}

/* All n ≤ 60 and all present ≤ n, sampled votes. */
PROPERTY(quorum_verdicts_are_those_of_the_model)
{
    static const char *const codes[] = {"admission", "conversion", "general",
                                        "committee"};
    struct arena a = ARENA_INIT;
    struct arena lines = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a);
    uint64_t stream = unit_seed();
    size_t seen[VOTE_FAILED + 1] = {0};
    for (int64_t n = 1; n <= 60; n++) {
        for (int64_t present = 0; present <= n; present++) {
            for (size_t k = 0; k < 6 * ARRAY_LEN(codes); k++) {
                const char *code = codes[k % ARRAY_LEN(codes)];
                const struct vote_rule *x = today(&r, code);
                struct vote_count c = typed(&stream, n, present, !x->ballots);
                enum vote_state want = model(code, &c);
                struct vote_verdict v = vote_judge(&lines, x, &c);
                seen[v.state]++;
                if (v.state != want) {
                    fail_msg("seed %llu: %s, want %d: %s",
                             (unsigned long long)unit_seed(), code, (int)want,
                             v.text);
                }
                assert_int_equal(v.yes, c.yes + c.written_yes);
            }
            arena_reset(&lines);
        }
    }
    for (size_t i = VOTE_NOT_ENOUGH; i < ARRAY_LEN(seen); i++) {
        assert_true(seen[i] > 20); /* the model was asked about each */
    }
    arena_clear(&lines);
    arena_clear(&a);
}

/* Forgetting any of the numbers never turns a verdict round. */
PROPERTY(quorum_a_missing_number_decides_nothing)
{
    struct arena a = ARENA_INIT;
    struct arena lines = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a);
    uint64_t stream = unit_seed();
    for (int i = 0; i < 20000; i++) {
        const struct vote_rule *x =
            today(&r, i % 2 == 0 ? "admission" : "general");
        int64_t n = 1 + below(&stream, 60);
        struct vote_count c =
            typed(&stream, n, below(&stream, n + 1), !x->ballots);
        enum vote_state whole = vote_judge(&lines, x, &c).state;
        int64_t *const waited[] = {&c.entitled, &c.present, &c.yes, &c.no,
                                   &c.abstain};
        *waited[below(&stream, (int64_t)ARRAY_LEN(waited))] = U;
        enum vote_state part = vote_judge(&lines, x, &c).state;
        assert_true(part != VOTE_PASSED && part != VOTE_FAILED);
        if (whole == VOTE_PASSED || whole == VOTE_FAILED) {
            assert_int_equal(part, VOTE_OPEN);
        }
        arena_reset(&lines);
    }
    arena_clear(&lines);
    arena_clear(&a);
}
