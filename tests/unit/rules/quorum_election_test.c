/* Elections and reviews: attendance, 差额, majority of those present, ties,
   vacancies, and counts that cannot be. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/rules/quorum.h"
#include "pbtui/text/date.h"

#define U               VOTE_UNKNOWN
#define MOST_CANDIDATES 8

static const char *const names[MOST_CANDIDATES] = {"甲", "乙", "丙", "丁",
                                                   "戊", "己", "庚", "辛"};

static const struct vote_rule *rule(struct arena *a, const char *code)
{
    struct err err = ERR_INIT;
    struct vote_rules r;
    const struct embed_file *f = embed_find("rules/votes.ini");
    assert_non_null(f);
    if (!vote_rules_load(&r, a, f->text, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    const struct vote_rule *x = vote_rule(&r, code, date_of(2026, 11, 20));
    assert_non_null(x);
    return x;
}

static void name_all(struct election_candidate *list, const int *yes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        list[i] = (struct election_candidate){
            .name = names[i], .yes = yes[i], .no = U, .abstain = U};
    }
}

static void must_say(const char *text, const char *what)
{
    if (strstr(text, what) == NULL) {
        fail_msg("%s: not in: %s", what, text);
    }
}

TEST(quorum_election_candidates_wanted)
{
    static const int rows[][2] = {{1, 2}, {2, 3}, {3, 4},   {4, 5},
                                  {5, 6}, {6, 8}, {7, 9},   {10, 12},
                                  {0, 0}, {U, U}, {11, 14}, {100, 120}};
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_int_equal(vote_candidates(rule(&a, "election"), rows[i][0]),
                         rows[i][1]);
        assert_int_equal(
            vote_candidates(rule(&a, "election.secretary"), rows[i][0]),
            rows[i][0]);
    }
    assert_int_equal(vote_candidates(rule(&a, "election"), 1000000000),
                     1200000000);
    arena_clear(&a);
}

/* One election a row; `elected` has a + for each candidate elected, a = for
   each who is voted on again. */
TEST(quorum_election_verdicts)
{
    static const struct {
        const char *code;
        struct election_count c; /* entitled present issued returned spoiled */
        int n;
        int yes[MOST_CANDIDATES];
        bool equal;
        enum vote_state state;
        const char *elected;
        const char *says[3];
    } rows[] = {
        /* 15 of 20 is no election, 16 is */
        {"election",
         {20, 15, 15, 15, 0, 3},
         4,
         {14, 12, 10, 8},
         false,
         VOTE_NOT_ENOUGH,
         "    ",
         {"15 人", "16 人", "会议无效"}},
        {"election",
         {20, 16, 16, 16, 0, 3},
         4,
         {14, 12, 10, 8},
         false,
         VOTE_PASSED,
         "+++ ",
         {"有选举权 20，到会 16，发出 16，收回 16，有效 16，应选 3 → "
          "当选 3：甲（14 票）、乙（12 票）、丙（10 票）（须超过 8 票）",
          "", ""}},
        /* half of those present is not more than half; the entitled do not
           count here */
        {"election",
         {20, 16, 16, 16, 0, 3},
         4,
         {14, 12, 8, 8},
         false,
         VOTE_FAILED,
         "++  ",
         {"当选 2：甲", "还缺 1 名", "另行选举"}},
        {"election",
         {20, 16, 16, 16, 0, 3},
         4,
         {14, 12, 9, 8},
         false,
         VOTE_PASSED,
         "+++ ",
         {"丙（9 票）", "", ""}},
        /* more have the majority than there are seats: the most votes win */
        {"election",
         {20, 16, 16, 16, 0, 3},
         4,
         {9, 12, 13, 10},
         false,
         VOTE_PASSED,
         " +++",
         {"乙（12 票）、丙（13 票）、丁（10 票）", "", ""}},
        /* equal about the last seat */
        {"election",
         {20, 16, 16, 16, 0, 3},
         4,
         {15, 12, 9, 9},
         false,
         VOTE_FAILED,
         "++==",
         {"当选 2：甲（15 票）、乙（12 票）（",
          "丙（9 票）、丁（9 票）票数相等",
          "争余下的 1 个名额，请只就这 2 人"}},
        {"election",
         {20, 16, 16, 16, 0, 3},
         4,
         {15, 10, 10, 10},
         false,
         VOTE_FAILED,
         "+===",
         {"余下的 2 个名额", "这 3 人", ""}},
        {"election",
         {20, 16, 16, 16, 0, 3},
         4,
         {10, 10, 10, 10},
         false,
         VOTE_FAILED,
         "====",
         {"无人当选", "余下的 3 个名额", "这 4 人"}},
        /* equal, but all of them fit, or none has the majority */
        {"election",
         {20, 16, 16, 16, 0, 3},
         4,
         {15, 10, 10, 4},
         false,
         VOTE_PASSED,
         "+++ ",
         {"当选 3", "", ""}},
        {"election",
         {20, 16, 16, 16, 0, 3},
         4,
         {15, 10, 8, 8},
         false,
         VOTE_FAILED,
         "++  ",
         {"还缺 1 名", "", ""}},
        {"election",
         {20, 16, 16, 16, 0, 3},
         4,
         {8, 8, 8, 8},
         false,
         VOTE_FAILED,
         "    ",
         {"无人当选", "还缺 3 名", ""}},
        /* spoiled ballots are not valid, but those who cast them were there */
        {"election",
         {20, 16, 16, 15, 3, 3},
         4,
         {12, 9, 9, 6},
         false,
         VOTE_PASSED,
         "+++ ",
         {"收回 15，有效 12", "须超过 8 票", ""}},
        {"election",
         {20, 16, 16, 15, 3, 3},
         4,
         {13, 9, 9, 5},
         false,
         VOTE_BAD_SUM,
         "    ",
         {"甲的赞成、不赞成、弃权共 13 票", "12 张", ""}},
        /* ballots */
        {"election",
         {20, 16, 16, 17, 0, 3},
         4,
         {14, 12, 10, 8},
         false,
         VOTE_BAD_BALLOTS,
         "    ",
         {"收回 17 张", "发出的 16 张", "重新选举"}},
        {"election",
         {20, 16, 17, 16, 0, 3},
         4,
         {14, 12, 10, 8},
         false,
         VOTE_BAD_SUM,
         "    ",
         {"发出票 17 张", "到会的 16 人", ""}},
        {"election",
         {20, 16, 16, 16, 17, 3},
         4,
         {1, 1, 1, 1},
         false,
         VOTE_BAD_SUM,
         "    ",
         {"废票 17 张", "收回票的 16 张", ""}},
        {"election",
         {20, 21, 16, 16, 0, 3},
         4,
         {14, 12, 10, 8},
         false,
         VOTE_BAD_SUM,
         "    ",
         {"到会 21 人", "应到会的 20 人", ""}},
        /* a ballot names no more than the seats */
        {"election",
         {20, 16, 16, 16, 0, 3},
         4,
         {13, 12, 12, 12},
         false,
         VOTE_BAD_SUM,
         "    ",
         {"一共 49 票", "最多 48 票", "废票"}},
        /* candidates */
        {"election",
         {20, 16, 16, 16, 0, 3},
         3,
         {14, 12, 10},
         false,
         VOTE_BAD_SUM,
         "   ",
         {"应选 3 名", "只有 3 名", "至少要 4 名"}},
        {"election",
         {20, 16, 16, 16, 0, 3},
         3,
         {14, 12, 10},
         true,
         VOTE_PASSED,
         "+++",
         {"", "", ""}},
        {"election",
         {20, 16, 16, 16, 0, 3},
         2,
         {14, 12},
         true,
         VOTE_BAD_SUM,
         "  ",
         {"不能少于应选名额", "至少要 3 名", ""}},
        {"election",
         {60, 60, 60, 60, 0, 7},
         8,
         {40, 40, 40, 40, 40, 40, 40, 40},
         false,
         VOTE_BAD_SUM,
         "        ",
         {"差额不少于应选名额的五分之一", "9 名", ""}},
        /* the new committee's first meeting */
        {"election.secretary",
         {5, 3, 3, 3, 0, 1},
         1,
         {2},
         true,
         VOTE_PASSED,
         "+",
         {"须超过 1 票", "", ""}},
        {"election.secretary",
         {5, 2, 2, 2, 0, 1},
         1,
         {2},
         true,
         VOTE_NOT_ENOUGH,
         " ",
         {"3 人", "", ""}},
        {"election.secretary",
         {5, 4, 4, 4, 0, 1},
         1,
         {2},
         true,
         VOTE_FAILED,
         " ",
         {"无人当选", "还缺 1 名", ""}},
        /* what cannot be */
        {"election",
         {20, 16, 16, 16, 0, INT64_MAX},
         4,
         {9, 9, 9, 9},
         false,
         VOTE_BAD_SUM,
         "    ",
         {"应选名额", "太大", ""}},
        {"election",
         {INT64_MAX, INT64_MAX, 16, 16, INT64_MIN, 3},
         4,
         {9, 9, 9, 9},
         false,
         VOTE_BAD_SUM,
         "    ",
         {"应到会", "太大", ""}},
        {"election",
         {0, 0, 0, 0, 0, 3},
         4,
         {0, 0, 0, 0},
         false,
         VOTE_BAD_SUM,
         "    ",
         {"0 人", "名册", ""}},
        {"election",
         {20, 16, 16, 16, 0, 0},
         4,
         {9, 9, 9, 9},
         false,
         VOTE_BAD_SUM,
         "    ",
         {"应选名额是 0", "", ""}},
        {"election",
         {20, 16, 16, 16, 0, 3},
         4,
         {14, -3, 10, 8},
         false,
         VOTE_BAD_SUM,
         "    ",
         {"乙的赞成票填了 -3", "", ""}},
        {"election",
         {20, -16, 16, 16, 0, 3},
         4,
         {14, 1, 10, 8},
         false,
         VOTE_BAD_SUM,
         "    ",
         {"到会人数填了 -16", "", ""}},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct election_candidate list[MOST_CANDIDATES];
        size_t n = (size_t)rows[i].n;
        name_all(list, rows[i].yes, n);
        list[0].elected = true; /* from the form's last look */
        struct election_verdict v = election_judge(
            &a, rule(&a, rows[i].code), &rows[i].c, list, n, rows[i].equal);
        int64_t elected = 0;
        int64_t tied = 0;
        for (size_t k = 0; k < n; k++) {
            char mark = list[k].elected ? '+' : list[k].again ? '=' : ' ';
            elected += mark == '+';
            tied += mark == '=';
            if (mark != rows[i].elected[k]) {
                fail_msg("row %zu: %s: %s", i, names[k], v.text);
            }
        }
        if (v.state != rows[i].state || v.n_elected != elected ||
            v.tied != tied) {
            fail_msg("row %zu: %d %s", i, (int)v.state, v.text);
        }
        for (size_t k = 0; k < 3; k++) {
            must_say(v.text, rows[i].says[k]);
        }
    }
    arena_clear(&a);
}

TEST(quorum_election_tells_limits_while_numbers_are_missing)
{
    struct arena a = ARENA_INIT;
    const struct vote_rule *x = rule(&a, "election");
    struct election_count c = {U, U, U, U, U, U};
    struct election_verdict v = election_judge(&a, x, &c, NULL, 0, false);
    assert_int_equal(v.state, VOTE_OPEN);
    assert_int_equal(v.min_present, U);
    assert_int_equal(v.min_yes, U);
    assert_int_equal(v.min_candidates, U);
    assert_string_equal(
        v.text,
        "选举：到会须不少于五分之四，当选须超过实到会有选举权的正式党员的半数；"
        "还没有填有选举权、到会、应选名额、发出票、收回票、候选人");
    c = (struct election_count){20, 16, U, U, U, 3};
    struct election_candidate list[MOST_CANDIDATES];
    name_all(list, (const int[]){U, U, U, U}, 4);
    v = election_judge(&a, x, &c, list, 4, false);
    assert_int_equal(v.state, VOTE_OPEN);
    assert_string_equal(
        v.text, "选举：有选举权 20，到会 16，须到会 16，当选须超过 8 票，"
                "候选人至少 4 名；还没有填发出票、收回票、候选人的赞成票");
    assert_int_equal(v.min_yes, 9);
    /* faults are told at once */
    list[2].yes = 17;
    v = election_judge(&a, x, &c, list, 4, false);
    assert_int_equal(v.state, VOTE_BAD_SUM);
    must_say(v.text, "丙");
    list[2].yes = 10;
    list[2].no = 5;
    list[2].abstain = 2;
    v = election_judge(&a, x, &c, list, 4, false);
    assert_int_equal(v.state, VOTE_BAD_SUM);
    must_say(v.text, "共 17 票");
    list[2].abstain = 1;
    v = election_judge(&a, x, &c, list, 4, false);
    assert_int_equal(v.state, VOTE_OPEN);
    arena_clear(&a);
}

/* One who was written in can be elected, but does not make up the 差额. */
TEST(quorum_election_of_one_written_in)
{
    struct arena a = ARENA_INIT;
    const struct vote_rule *x = rule(&a, "election");
    struct election_count c = {20, 20, 20, 20, 0, 3};
    struct election_candidate list[MOST_CANDIDATES];
    name_all(list, (const int[]){15, 12, 9, 8, 11}, 5);
    list[4].other = true;
    struct election_verdict v = election_judge(&a, x, &c, list, 5, false);
    assert_int_equal(v.state, VOTE_PASSED);
    assert_true(list[0].elected && list[1].elected && list[4].elected);
    name_all(list, (const int[]){15, 12, 9, 11}, 4);
    list[3].other = true;
    v = election_judge(&a, x, &c, list, 4, false);
    assert_int_equal(v.state, VOTE_BAD_SUM);
    must_say(v.text, "只有 3 名");
    arena_clear(&a);
}

/* The model: sorted by votes, as a teller would do it with slips of paper. */
static void teller(const int64_t *yes, size_t n, int64_t seats, int64_t present,
                   char *out)
{
    for (size_t i = 0; i < n; i++) {
        int64_t better = 0;
        int64_t same = 0;
        for (size_t k = 0; k < n; k++) {
            better += yes[k] > yes[i];
            same += yes[k] == yes[i];
        }
        bool majority = 2 * yes[i] > present;
        out[i] = !majority || better >= seats ? ' '
                 : better + same <= seats     ? '+'
                                              : '=';
    }
}

PROPERTY(quorum_election_is_that_of_the_teller)
{
    struct arena a = ARENA_INIT;
    struct arena lines = ARENA_INIT;
    const struct vote_rule *x = rule(&a, "election");
    uint64_t stream = unit_seed();
    size_t ties = 0;
    for (int64_t entitled = 1; entitled <= 60; entitled++) {
        for (int64_t present = 0; present <= entitled; present++) {
            int64_t seats = 1 + (int64_t)unit_below(&stream, 5);
            struct election_count c = {entitled, present, present,
                                       present,  0,       seats};
            struct election_candidate list[MOST_CANDIDATES];
            int64_t yes[MOST_CANDIDATES];
            size_t n = (size_t)(seats + 1);
            int64_t left = seats * present;
            for (size_t i = 0; i < n; i++) {
                int64_t most = left < present ? left : present;
                yes[i] = most -
                         (int64_t)unit_below(&stream, (uint64_t)(most / 2 + 1));
                left -= yes[i];
                list[i] = (struct election_candidate){
                    names[i], yes[i], present - yes[i], 0, false, false, false};
            }
            struct election_verdict v =
                election_judge(&lines, x, &c, list, n, false);
            if (5 * present < 4 * entitled) {
                assert_int_equal(v.state, VOTE_NOT_ENOUGH);
                continue;
            }
            char want[MOST_CANDIDATES];
            teller(yes, n, seats, present, want);
            for (size_t i = 0; i < n; i++) {
                char mark = list[i].elected ? '+' : list[i].again ? '=' : ' ';
                ties += mark == '=';
                if (mark != want[i]) {
                    fail_msg("seed %llu: %s", (unsigned long long)unit_seed(),
                             v.text);
                }
            }
            assert_true(v.n_elected <= seats);
            assert_true(v.tied == 0 || v.n_elected + v.tied > seats);
            assert_int_equal(v.state,
                             v.n_elected == seats ? VOTE_PASSED : VOTE_FAILED);
            arena_reset(&lines);
        }
    }
    assert_true(ties > 0);
    arena_clear(&lines);
    arena_clear(&a);
}

/* ---- 民主评议 ---------------------------------------------------------- */

TEST(quorum_review_lines)
{
    static const struct {
        struct review_line l;
        const char *says; /* NULL: nothing */
    } rows[] = {
        {{12, 3, 8, 1, 0}, NULL},
        {{12, 12, 0, 0, 0}, NULL},
        {{0, 0, 0, 0, 0}, NULL},
        {{12, 3, 8, 1, 1},
         "优秀 3、合格 8、基本合格 1、不合格 1，共 13 票，与有效票 12 "
         "不符；请重新清点。"},
        {{12, 3, 8, 0, 0}, "共 11 票"},
        {{U, 3, 8, 0, 0}, NULL},
        {{12, 3, 8, U, 0}, NULL},
        {{12, U, U, U, U}, NULL},
        {{12, 3, U, U, 10}, "共 13 票"},
        {{12, -3, 8, 1, 0}, "优秀填了 -3"},
        {{INT64_MIN, 3, 8, 1, 0}, "有效票"},
        {{12, INT64_MAX, INT64_MAX, 1, 0}, "太大"},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *fault = review_line_fault(&a, &rows[i].l);
        if ((fault == NULL) != (rows[i].says == NULL)) {
            fail_msg("row %zu: %s", i, fault == NULL ? "nothing" : fault);
        }
        if (fault != NULL) {
            must_say(fault, rows[i].says);
        }
    }
    arena_clear(&a);
}

TEST(quorum_review_at_most_a_third_are_best)
{
    struct arena a = ARENA_INIT;
    const struct vote_rule *x = rule(&a, "review");
    for (int64_t n = 0; n <= 60; n++) {
        assert_int_equal(review_most_best(x, n), n / 3);
        assert_null(review_best_fault(&a, x, n / 3, n));
        assert_non_null(review_best_fault(&a, x, n / 3 + 1, n));
    }
    assert_int_equal(review_most_best(x, U), U);
    assert_null(review_best_fault(&a, x, 3, U));
    assert_null(review_best_fault(&a, x, U, 5));
    assert_string_equal(
        review_best_fault(&a, x, 8, 20),
        "评为优秀的 8 人，定等次的 20 人中最多 6 人（不超过三分之一）；"
        "请减少 2 人。");
    arena_clear(&a);
}
