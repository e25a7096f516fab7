/* The rows of votes.ini: every one bites at its boundary, own rows replace,
   broken rows are named and left out. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/rules/quorum.h"
#include "pbtui/text/date.h"

#define U VOTE_UNKNOWN

static const char *builtin_text(void)
{
    const struct embed_file *f = embed_find("rules/votes.ini");
    assert_non_null(f);
    return f->text;
}

static void load(struct vote_rules *r, struct arena *a, const char *own)
{
    struct err err = ERR_INIT;
    if (!vote_rules_load(r, a, builtin_text(), own, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static const struct vote_rule *on(const struct vote_rules *r, const char *code,
                                  int year, int month, int mday)
{
    const struct vote_rule *x = vote_rule(r, code, date_of(year, month, mday));
    assert_non_null(x);
    return x;
}

static void must_say(const char *text, const char *what)
{
    if (strstr(text, what) == NULL) {
        fail_msg("%s: not in: %s", what, text);
    }
}

TEST(quorum_compiled_in_rows_are_whole)
{
    static const struct {
        const char *code;
        bool written, ballots, members, local;
    } rows[] = {
        {"general", false, false, true, true},
        {"admission", true, true, true, false},
        {"conversion", true, true, true, false},
        {"extension", true, true, true, false},
        {"cancellation", true, true, true, false},
        {"election", false, true, true, false},
        {"election.secretary", false, true, false, false},
        {"committee", false, false, false, false},
        {"life", false, false, false, false},
        {"review", false, true, true, true},
    };
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a, NULL);
    assert_int_equal(r.n_complaints, 0);
    assert_int_equal(r.n, ARRAY_LEN(rows) + 1); /* election has two */
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct vote_rule *x = on(&r, rows[i].code, 2026, 11, 20);
        if (x->written != rows[i].written || x->ballots != rows[i].ballots ||
            x->members != rows[i].members || x->local != rows[i].local ||
            x->own) {
            fail_msg("%s", rows[i].code);
        }
        assert_true(x->title[0] != '\0' && x->who[0] != '\0');
        assert_int_equal(x->attend.of, OF_ENTITLED);
        must_say(x->rule, "。");
        must_say(x->basis, "《");
    }
    /* stricter than the regulations, and says so */
    must_say(on(&r, "general", 2026, 11, 20)->rule, "从严");
    assert_string_equal(on(&r, "general", 2026, 11, 20)->basis,
                        "《中国共产党支部工作条例（试行）》第十一条");
    assert_null(vote_rule(&r, "no.such", date_of(2026, 11, 20)));
    arena_clear(&a);
}

TEST(quorum_election_rule_of_the_day)
{
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a, NULL);
    assert_int_equal(vote_least(on(&r, "election", 2020, 7, 12)->attend, 20),
                     17);
    assert_int_equal(vote_least(on(&r, "election", 2020, 7, 13)->attend, 20),
                     16);
    /* before the first one, the first one */
    assert_int_equal(vote_least(on(&r, "election", 1985, 1, 1)->attend, 20),
                     17);
    assert_int_equal(vote_least(vote_rule(&r, "life", DATE_NONE)->attend, 6),
                     4);
    arena_clear(&a);
}

/* ---- each limit bites ------------------------------------------------- */

/* State with those counts: votes are the rest of those present. */
static enum vote_state voted(const struct vote_rule *x, int64_t present,
                             int64_t yes)
{
    struct arena a = ARENA_INIT;
    struct vote_count c = {20,  present,       0, 0, 0, present, present,
                           yes, present - yes, 0, 0};
    enum vote_state state = vote_judge(&a, x, &c).state;
    arena_clear(&a);
    return state;
}

/* Of 20: with the row as it is and as changed, the same counts are judged; the
   first pair of states is at the boundary, which moves by the change. */
TEST(quorum_each_row_bites_at_its_boundary)
{
    static const struct {
        const char *code;
        const char *change; /* of the own row */
        int present, yes;
        enum vote_state was, is;
    } rows[] = {
        {"general", "attend = >=1/2 entitled", 10, 9, VOTE_NOT_ENOUGH,
         VOTE_FAILED},
        {"general", "attend = >11/20 entitled", 11, 11, VOTE_PASSED,
         VOTE_NOT_ENOUGH},
        {"general", "pass = >=1/2 entitled", 12, 10, VOTE_FAILED, VOTE_PASSED},
        {"general", "pass = >11/20 entitled", 12, 11, VOTE_PASSED, VOTE_FAILED},
        {"admission", "attend = >=1/2 entitled", 10, 9, VOTE_NOT_ENOUGH,
         VOTE_FAILED},
        {"admission", "attend = >=12/20 entitled", 11, 11, VOTE_PASSED,
         VOTE_NOT_ENOUGH},
        {"admission", "pass = >1/2 present", 12, 7, VOTE_FAILED, VOTE_PASSED},
        {"admission", "pass = >=12/20 entitled", 12, 11, VOTE_PASSED,
         VOTE_FAILED},
        {"conversion", "attend = >=1/2 entitled", 10, 9, VOTE_NOT_ENOUGH,
         VOTE_FAILED},
        {"conversion", "pass = >11/20 entitled", 12, 11, VOTE_PASSED,
         VOTE_FAILED},
        {"extension", "attend = >=1/2 entitled", 10, 9, VOTE_NOT_ENOUGH,
         VOTE_FAILED},
        {"extension", "pass = >=1/2 entitled", 12, 10, VOTE_FAILED,
         VOTE_PASSED},
        {"cancellation", "attend = >11/20 entitled", 11, 11, VOTE_PASSED,
         VOTE_NOT_ENOUGH},
        {"cancellation", "pass = >=1/2 entitled", 12, 10, VOTE_FAILED,
         VOTE_PASSED},
        {"committee", "attend = >1/2 entitled", 10, 9, VOTE_FAILED,
         VOTE_NOT_ENOUGH},
        {"committee", "attend = >=9/20 entitled", 9, 9, VOTE_NOT_ENOUGH,
         VOTE_FAILED},
        {"committee", "pass = >=1/2 entitled", 12, 10, VOTE_FAILED,
         VOTE_PASSED},
        {"committee", "pass = >11/20 entitled", 12, 11, VOTE_PASSED,
         VOTE_FAILED},
        {"life", "attend = >=13/20 entitled", 13, 0, VOTE_NOT_ENOUGH,
         VOTE_PASSED},
        {"life", "attend = >14/20 entitled", 14, 0, VOTE_PASSED,
         VOTE_NOT_ENOUGH},
        {"life", "pass = >1/2 entitled", 14, 10, VOTE_PASSED, VOTE_FAILED},
        {"review", "attend = >=1/2 entitled", 10, 0, VOTE_NOT_ENOUGH,
         VOTE_PASSED},
        {"review", "attend = ≥3/5 entitled", 11, 0, VOTE_PASSED,
         VOTE_NOT_ENOUGH},
        /* judged as a plain vote: the shares are the same */
        {"election", "attend = >4/5 entitled", 16, 9, VOTE_PASSED,
         VOTE_NOT_ENOUGH},
        {"election", "attend = >=3/4 entitled", 15, 8, VOTE_NOT_ENOUGH,
         VOTE_PASSED},
        {"election", "pass = >1/2 entitled", 16, 9, VOTE_PASSED, VOTE_FAILED},
        {"election", "pass = >=1/2 present", 16, 8, VOTE_FAILED, VOTE_PASSED},
        {"election.secretary", "attend = >1/2 entitled", 10, 6, VOTE_PASSED,
         VOTE_NOT_ENOUGH},
        {"election.secretary", "pass = >1/2 entitled", 10, 6, VOTE_PASSED,
         VOTE_FAILED},
        {"general", "attend = none", 1, 1, VOTE_NOT_ENOUGH, VOTE_FAILED},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct vote_rules r;
        const char *own =
            arena_printf(&a, "[%s]\nbasis = 某市规定\nfrom = 2027-01-01\n%s\n",
                         rows[i].code, rows[i].change);
        load(&r, &a, own);
        if (r.n_complaints > 0) {
            fail_msg("row %zu: %s", i, r.complaints[0].text);
        }
        const struct vote_rule *was = on(&r, rows[i].code, 2026, 12, 31);
        const struct vote_rule *is = on(&r, rows[i].code, 2027, 1, 1);
        int present = rows[i].present;
        if (voted(was, present, rows[i].yes) != rows[i].was ||
            voted(is, present, rows[i].yes) != rows[i].is) {
            fail_msg("row %zu: %s: %s", i, rows[i].code, rows[i].change);
        }
        assert_true(is->own && !was->own);
        assert_string_equal(is->basis, "某市规定");
        assert_string_equal(is->title, was->title);
        assert_int_equal(is->local, was->local);
    }
    arena_clear(&a);
}

TEST(quorum_other_keys_bite)
{
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a,
         "[general]\nbasis = 甲\nwritten = yes\nballots = yes\n"
         "who = 在场有表决权的党员\n"
         "[review]\nbasis = 甲\nbest = <=1/4 graded\n"
         "[election]\nbasis = 甲\nfrom = 2027-01-01\nspare = >=1/3 seats\n"
         "[election.secretary]\nbasis = 甲\nfrom = 2027-01-01\n"
         "spare = >1/5 seats\n");
    assert_int_equal(r.n_complaints, 0);
    /* for all days, since it is local: no row is left of the compiled-in one */
    const struct vote_rule *x = on(&r, "general", 2019, 1, 1);
    struct vote_count c = {20, 12, 2, 0, 0, 12, 12, 9, 2, 1, 0};
    struct vote_verdict v = vote_judge(&a, x, &c);
    assert_int_equal(v.state, VOTE_PASSED);
    must_say(v.resolution, "应到会在场有表决权的党员20名");
    must_say(v.resolution, "无记名投票");
    c.issued = 11;
    assert_int_equal(vote_judge(&a, x, &c).state, VOTE_BAD_BALLOTS);
    assert_int_equal(review_most_best(on(&r, "review", 2026, 1, 1), 20), 5);
    assert_int_equal(vote_candidates(on(&r, "election", 2026, 12, 31), 5), 6);
    assert_int_equal(vote_candidates(on(&r, "election", 2027, 1, 1), 5), 7);
    x = on(&r, "election.secretary", 2026, 12, 31);
    assert_int_equal(vote_candidates(x, 5), 5);
    x = on(&r, "election.secretary", 2027, 1, 1);
    assert_int_equal(vote_candidates(x, 5), 7);
    arena_clear(&a);
}

/* An own row that changes a number must not keep the old sentence. */
TEST(quorum_sentence_of_an_own_row)
{
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a,
         "[general]\nbasis = 甲\narticle = 第二条\nattend = >=1/2 entitled\n"
         "[review]\nbasis = 甲\nrule = 就这样。\n"
         "[election]\nbasis = 甲\nfrom = 2030-01-01\nattend = none\n");
    assert_int_equal(r.n_complaints, 0);
    const struct vote_rule *x = on(&r, "general", 2026, 11, 20);
    assert_string_equal(x->rule,
                        "到会的不少于应到会有表决权的正式党员的半数，会议有效；"
                        "赞成的超过应到会有表决权的正式党员的半数为通过。");
    assert_string_equal(x->basis, "甲第二条");
    assert_string_equal(on(&r, "review", 2026, 11, 20)->rule, "就这样。");
    assert_string_equal(
        on(&r, "election", 2030, 1, 1)->rule,
        "到会人数不限；赞成的超过实到会有选举权的正式党员的半数为通过；"
        "候选人的差额不少于应选名额的五分之一。");
    arena_clear(&a);
}

/* A kind of the branch's own may bring its own rule. */
TEST(quorum_own_code)
{
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a,
         "[council 2026]\nbasis = 某局规定\ntitle = 党员议事会\n"
         "who = 议事代表\nattend = >2/3 entitled\npass = >=2/3 present\n"
         "[council 2028]\nbasis = 某局规定\ntitle = 党员议事会\n"
         "who = 议事代表\nattend = >3/4 entitled\nfrom = 2028-01-01\n");
    assert_int_equal(r.n_complaints, 0);
    const struct vote_rule *x = on(&r, "council", 2020, 1, 1);
    assert_int_equal(vote_least(x->attend, 9), 7);
    struct vote_count c = {9, 7, 0, 0, 0, U, U, 5, 2, 0, 0};
    struct vote_verdict v = vote_judge(&a, x, &c);
    must_say(v.text, "通过（须有 5 票）");
    must_say(v.resolution, "赞成票不少于实到会议事代表的三分之二，表决通过");
    c.yes = 4;
    c.no = 3;
    v = vote_judge(&a, x, &c);
    must_say(v.resolution, "赞成票少于实到会议事代表的三分之二，表决未通过");
    assert_int_equal(on(&r, "council", 2028, 1, 1)->pass.of, OF_NONE);
    arena_clear(&a);
}

/* ---- broken rows ----------------------------------------------------- */

#define GOOD "[review]\nbasis = 乙\nbest = <=1/4 graded\n"

TEST(quorum_broken_own_rows_are_named_and_left_out)
{
    static const struct {
        const char *row; /* begins on line 1 */
        int line;
        const char *says;
    } rows[] = {
        {"[general]\nbasis = 甲\nattend = 1/2 entitled\n", 3, "attend"},
        {"[general]\nbasis = 甲\nattend = >1/2\n", 3, "attend"},
        {"[general]\nbasis = 甲\nattend = >1/2 present\n", 3, "attend"},
        {"[general]\nbasis = 甲\nattend = >1/2 entitled people\n", 3, "attend"},
        {"[general]\nbasis = 甲\nattend = <1/2 entitled\n", 3, "attend"},
        {"[general]\nbasis = 甲\nattend = >0/2 entitled\n", 3, "attend"},
        {"[general]\nbasis = 甲\nattend = >=1/0 entitled\n", 3, "attend"},
        {"[general]\nbasis = 甲\nattend = >=3/2 entitled\n", 3, "attend"},
        {"[general]\nbasis = 甲\nattend = >2/2 entitled\n", 3, "attend"},
        {"[general]\nbasis = 甲\nattend = >=1/12345 entitled\n", 3, "attend"},
        {"[general]\nbasis = 甲\nattend = >=-1/2 entitled\n", 3, "attend"},
        {"[general]\nbasis = 甲\nattend = 过半数\n", 3, "attend"},
        {"[general]\nbasis = 甲\npass = >1/2 seats\n", 3, "pass"},
        {"[review]\nbasis = 甲\nbest = >=1/3 graded\n", 3, "best"},
        {"[review]\nbasis = 甲\nbest = <=1/3 entitled\n", 3, "best"},
        {"[general]\nbasis = 甲\nspare = >=1/5 graded\n", 3, "spare"},
        {"[general]\nbasis = 甲\nwritten = 是\n", 3, "yes"},
        {"[general]\nattend = >=1/2 entitled\n", 2, "basis"},
        {"[general]\nbasis = 甲\nquorum = 5\n", 3, "quorum"},
        {"[general]\nbasis = 甲\nfrom = 2025-02-30\n", 2, "from"},
        /* central: only for the future */
        {"[admission]\nbasis = 甲\nattend = >=1/2 entitled\n", 2, "from"},
        {"[admission]\nbasis = 甲\nfrom = 2014-05-28\nattend = >=1/2 "
         "entitled\n",
         2, "from"},
        {"[election]\nbasis = 甲\nfrom = 1990-06-27\nattend = >=1/2 "
         "entitled\n",
         2, "from"},
        /* unknown codes must be whole */
        {"[council]\nbasis = 甲\ntitle = 议事会\nwho = 代表\n", 2, "attend"},
        {"[council]\nbasis = 甲\ntitle = 议事会\nattend = >1/2 entitled\n", 2,
         "who"},
        {"[council]\nbasis = 甲\nwho = 代表\nattend = >1/2 entitled\n", 2,
         "title"},
        /* a line that cannot be read spoils its row */
        {"[general]\nbasis = 甲\nattend >=1/2 entitled\n", 3, "第 3 行"},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct vote_rules r;
        load(&r, &a,
             arena_printf(&a,
                          "%s[review 2030]\nfrom = 2030-01-01\n"
                          "basis = 乙\nbest = <=1/4 graded\n",
                          rows[i].row));
        if (r.n_complaints == 0) {
            fail_msg("row %zu: nothing said", i);
        }
        if (r.complaints[0].line != rows[i].line) {
            fail_msg("row %zu: %s", i, r.complaints[0].text);
        }
        must_say(r.complaints[0].text, rows[i].says);
        /* the limits stay, the good row loads */
        assert_false(on(&r, "general", 2029, 1, 1)->own);
        assert_int_equal(vote_least(on(&r, "general", 2029, 1, 1)->attend, 20),
                         11);
        assert_int_equal(review_most_best(on(&r, "review", 2029, 1, 1), 20), 6);
        assert_int_equal(review_most_best(on(&r, "review", 2030, 1, 1), 20), 5);
        assert_null(vote_rule(&r, "council", 0));
    }
    arena_clear(&a);
}

TEST(quorum_own_row_of_the_same_day_replaces)
{
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a, GOOD "from = 2018-10-28\n");
    assert_int_equal(r.n_complaints, 0);
    assert_int_equal(review_most_best(on(&r, "review", 2018, 10, 28), 20), 5);
    arena_clear(&a);
}

TEST(quorum_two_own_rows_of_one_day)
{
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a, GOOD "[review 2]\nbasis = 丙\nbest = <=1/5 graded\n");
    assert_int_equal(r.n_complaints, 1);
    assert_int_equal(r.complaints[0].line, 5);
    assert_int_equal(review_most_best(on(&r, "review", 2026, 1, 1), 20), 5);
    arena_clear(&a);
}

TEST(quorum_unreadable_own_text_leaves_the_rest_working)
{
    struct arena a = ARENA_INIT;
    struct vote_rules r;
    load(&r, &a, "[general]\nbasis = \xff\n");
    assert_int_equal(r.n_complaints, 1);
    assert_int_equal(vote_least(on(&r, "general", 2026, 1, 1)->attend, 20), 11);
    load(&r, &a, "");
    assert_int_equal(r.n_complaints, 0);
    arena_clear(&a);
}

/* The text without the section of that name. */
static void without(struct strbuf *out, const char *text, const char *section)
{
    const char *at = strstr(text, section);
    assert_non_null(at);
    const char *end = strstr(at + 1, "\n[");
    sb_addn(out, text, (size_t)(at - text));
    sb_add(out, end == NULL ? "" : end + 1);
}

TEST(quorum_builtin_text_must_be_whole)
{
    static const char *const sections[] = {
        "[general]",   "[admission]",          "[conversion]",
        "[extension]", "[cancellation]",       "[committee]",
        "[life]",      "[election.secretary]", "[review]"};
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
        struct vote_rules r;
        struct err err = ERR_INIT;
        struct strbuf text;
        sb_init(&text);
        without(&text, builtin_text(), sections[i]);
        /* an own row is no cure */
        assert_false(vote_rules_load(&r, &a, text.s, GOOD, &err));
        assert_true(err_is(&err, "E-VOTE-001"));
        sb_clear(&text);
    }
    struct vote_rules r;
    struct err err = ERR_INIT;
    assert_false(vote_rules_load(&r, &a, "\xff", NULL, &err));
    err_clear(&err);
    assert_false(vote_rules_load(&r, &a,
                                 "[general]\ntitle = 甲\nbasis = 乙\n"
                                 "from = 2018-01-01\nscope = local\n"
                                 "who = 丙\nattend = >1/2\nrule = 丁。\n",
                                 NULL, &err));
    assert_true(err_is(&err, "E-VOTE-001"));
    must_say(err.text, "内置规则第 7 行");
    arena_clear(&a);
}
