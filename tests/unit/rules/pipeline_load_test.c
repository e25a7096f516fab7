/* The rows of pipeline.ini, a branch's own rows, broken ones, and rows that
   cannot both be kept. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_scene.h"

TEST(pipeline_compiled_in_rows_are_whole)
{
    struct file_scene s;
    file_open(&s, NULL);
    assert_int_equal(s.r.n_complaints, 0);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct pipeline_step *x = &s.r.steps[no];
        assert_int_equal(x->no, no);
        assert_int_equal(x->running, no == 6 || no == 21);
        assert_true(x->name[0] != '\0' && x->abbr[0] != '\0');
        assert_true(x->who[0] != '\0' && x->basis[0] != '\0');
        assert_true(no == 1 || x->stage >= s.r.steps[no - 1].stage);
    }
    for (size_t i = 0; i < s.r.n_guards; i++) {
        const struct pipeline_guard *g = &s.r.guards[i];
        assert_true(g->text[0] != '\0' && g->basis[0] != '\0');
        assert_false(g->own);
        assert_true(g->from != DATE_NONE);
        /* A local row may never refuse by itself. */
        assert_true(!g->local || !g->refuses);
    }
    assert_int_equal(s.r.n_probation, 1);
    file_close(&s);
}

TEST(pipeline_rows_say_what_the_specification_says)
{
    struct file_scene s;
    file_open(&s, NULL);
    const int day = day_of("2026-11-20");
    const struct pipeline_guard *g =
        pipeline_guard(&s.r, "candidate.year", day);
    assert_int_equal(g->step, 7);
    assert_int_equal(g->of, 3);
    assert_int_equal(g->least.n, 1);
    assert_int_equal(g->least.unit, UNIT_YEARS);
    assert_string_equal(g->warn, "W04");
    assert_int_equal(g->lead, 30);
    g = pipeline_guard(&s.r, "request.within", day);
    assert_int_equal(g->of, ANCHOR_PROBATION);
    assert_int_equal(g->most.n, -7);
    g = pipeline_guard(&s.r, "training.length", day);
    assert_int_equal(g->least.n, 24);
    assert_int_equal(g->or_least.n, 3);
    assert_null(pipeline_guard(&s.r, "accept.notice", day));
    assert_null(pipeline_guard(&s.r, "nothing.such", day));
    /* Before the rule was made. */
    assert_null(pipeline_guard(&s.r, "candidate.year", day_of("2014-05-27")));
    assert_non_null(
        pipeline_guard(&s.r, "candidate.year", day_of("2014-05-28")));
    const struct pipeline_step *x = &s.r.steps[17];
    assert_int_equal(x->n_papers, 2);
    assert_string_equal(x->papers[1].name, "入党通知书");
    assert_string_equal(x->papers[1].when, "批准");
    assert_string_equal(s.r.steps[23].usual, "按期转正");
    assert_string_equal(s.r.steps[6].entries[0], "半年考察");
    assert_true(s.r.steps[1].papers[1].local);
    file_close(&s);
}

/* ---- own rows ----------------------------------------------------------- */

struct own_case {
    const char *what, *text;
    int line;          /* of the complaint; 0: none */
    const char *words; /* in it */
};

static void expect_own(const struct own_case *t)
{
    struct file_scene s;
    file_open(&s, t->text);
    if (t->line == 0) {
        if (s.r.n_complaints > 0) {
            fail_msg("%s: %s", t->what, s.r.complaints[0].text);
        }
    } else if (s.r.n_complaints != 1 || s.r.complaints[0].line != t->line ||
               strstr(s.r.complaints[0].text, t->words) == NULL) {
        fail_msg("%s: %zu complaints, %s", t->what, s.r.n_complaints,
                 s.r.n_complaints > 0 ? s.r.complaints[0].text : "");
    }
    if (t->line != 0) { /* the rest loads */
        const struct pipeline_guard *g =
            pipeline_guard(&s.r, "talk.within", day_of("2026-11-20"));
        assert_non_null(g);
        assert_int_equal(g->most.n, 1);
        assert_int_equal(s.r.steps[1].no, 1);
    }
    file_close(&s);
}

TEST(pipeline_bad_own_rows_are_named_and_left_out)
{
    static const struct own_case cases[] = {
        {"unknown key", "[guard.talk.within]\nbasis = x\nfoo = 1\n", 3, "foo"},
        {"key of a step", "[guard.talk.within]\nbasis = x\nname = 谈\n", 3,
         "name"},
        {"no basis", "[guard.talk.within]\nlead = 3\n", 2, "basis"},
        {"bad from", "[guard.talk.within]\nbasis = x\nfrom = 2027-02-30\n", 2,
         "from"},
        {"unknown section", "[gard.talk]\nbasis = x\n", 2, "没有这条规定"},
        {"unknown limit", "[limit.trial]\nbasis = x\nvalue = 1 年\n", 2,
         "没有这条规定"},
        {"bad unit", "[guard.talk.within]\nbasis = x\nmost = 2 斤\n", 3,
         "most 读不明白"},
        {"unit of another kind",
         "[guard.candidate.reviews]\nbasis = x\nleast = 2 年\n", 3, "单位"},
        {"nought", "[guard.candidate.thoughts]\nbasis = x\nleast = 0 次\n", 3,
         "大于 0"},
        {"least over most",
         "[guard.contact.who]\nbasis = x\nfrom = 2027-01-01\nleast = 3 名\n", 4,
         "前后矛盾"},
        {"key this kind has not",
         "[guard.talk.order]\nbasis = x\nfrom = 2027-01-01\nmost = 1 年\n", 4,
         "不能写 most"},
        {"bad kind", "[guard.a]\nbasis = x\nstep = 3\nkind = never\ntext = x\n",
         4, "kind"},
        {"bad step",
         "[guard.a]\nbasis = x\nstep = 26\nkind = field\n"
         "what = by\ntext = x\n",
         3, "step"},
        {"no text",
         "[guard.a]\nbasis = x\nstep = 3\nkind = field\n"
         "what = by\n",
         2, "text"},
        {"what is no column",
         "[guard.a]\nbasis = x\nstep = 3\nkind = field\nwhat = shoe\n"
         "text = x\n",
         5, "what"},
        {"who talks is neither",
         "[guard.a]\nbasis = x\nstep = 3\nkind = by\nwhat = friend\n"
         "text = x\n",
         5, "what"},
        {"of a later step",
         "[guard.a]\nbasis = x\nstep = 3\nkind = after\nof = 4\ntext = x\n", 5,
         "of"},
        {"bad code",
         "[guard.甲]\nbasis = x\nstep = 3\nkind = field\n"
         "what = by\ntext = x\n",
         2, "代码"},
        {"bad breach", "[guard.talk.within]\nbasis = x\nbreach = maybe\n", 3,
         "breach"},
        {"bad warn", "[guard.talk.within]\nbasis = x\nwarn = 01\n", 3, "warn"},
        {"bad lead", "[guard.talk.within]\nbasis = x\nlead = soon\n", 3,
         "lead"},
        {"step that is not there", "[step.26]\nbasis = x\nwho = 人\n", 2,
         "step.1 至 step.25"},
        {"step renamed", "[step.3]\nbasis = x\nname = 定\n", 3, "只能改"},
        {"step dated", "[step.3]\nbasis = x\nwho = 人\nfrom = 2027-01-01\n", 2,
         "from"},
        {"central put off", "[guard.talk.within]\nbasis = x\noff = yes\n", 3,
         "只能改得更严"},
        {"central more time", "[guard.talk.within]\nbasis = x\nmost = 2 个月\n",
         3, "只能改得更严"},
        {"central, days against a month: any month has 28",
         "[guard.talk.within]\nbasis = x\nmost = 29 天\n", 3, "只能改得更严"},
        {"central, days against a year: one may have 366",
         "[guard.candidate.year]\nbasis = x\nleast = 365 天\n", 3,
         "只能改得更严"},
        {"central, working days against a month",
         "[guard.talk.within]\nbasis = x\nmost = 17 个工作日\n", 3,
         "只能改得更严"},
        {"central less", "[guard.candidate.year]\nbasis = x\nleast = 11 个月\n",
         3, "只能改得更严"},
        {"central hours/days",
         "[guard.training.length]\nbasis = x\nleast = 30/2\n", 3,
         "只能改得更严"},
        {"central takes a reason",
         "[guard.candidate.year]\nbasis = x\nbreach = reason\n", 3,
         "只能改得更严"},
        {"central about another result",
         "[guard.accept.vote]\nbasis = x\nonly = 未通过\n", 3, "只能改得更严"},
        {"central from the past",
         "[guard.talk.within]\nbasis = x\nfrom = 2014-05-28\nmost = 2 个月\n",
         2, "晚于"},
        {"probation for all days",
         "[limit.probation]\nbasis = x\n"
         "value = 2 年\n",
         2, "from"},
        {"probation in days",
         "[limit.probation]\nbasis = x\nfrom = 2027-01-01\nvalue = 9 天\n", 4,
         "value"},
        {"the same again",
         "[guard.candidate.year]\nbasis = x\nleast = 12 个月\n"
         "breach = refuse\noff = no\n",
         0, ""},
        {"one day twice",
         "[guard.oath.within]\nbasis = x\nfrom = 2027-01-01\nmost = 2 个月\n"
         "[guard.oath.within b]\nbasis = x\nfrom = 2027-01-01\n"
         "most = 3 个月\n",
         6, "同一天"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        expect_own(&cases[i]);
    }
}

TEST(pipeline_rows_that_contradict_are_named_and_left_out)
{
    static const struct own_case cases[] = {
        {"after a year, within a month",
         "[guard.candidate.soon]\nbasis = 某区\nstep = 7\nkind = within\n"
         "of = 3\nmost = 1 个月\ntext = 一个月内确定发展对象。\n",
         2, "不能同时做到"},
        {"not the day before a year",
         "[guard.candidate.soon]\nbasis = 某区\nstep = 7\nkind = within\n"
         "of = 3\nmost = 364 天\ntext = 一年内确定发展对象。\n",
         2, "不能同时做到"},
        {"on the day itself",
         "[guard.candidate.soon]\nbasis = 某区\nstep = 7\nkind = within\n"
         "of = 3\nmost = 1 年\ntext = 满一年的当天确定发展对象。\n",
         0, ""},
        {"at least two, at most one",
         "[guard.accept.one]\nbasis = 某区\nstep = 15\nkind = helpers\n"
         "what = introducer\nleast = 1 名\nmost = 1 名\n"
         "text = 一名介绍人。\n",
         2, "至少 2"},
        {"other helpers",
         "[guard.accept.one]\nbasis = 某区\nstep = 15\nkind = helpers\n"
         "what = contact\nleast = 1 名\nmost = 1 名\n"
         "text = 一名联系人。\n",
         0, ""},
        {"for another result",
         "[guard.cancel.soon]\nbasis = 某区\nstep = 23\nkind = within\n"
         "of = probation\nmost = -1 个月\nonly = 取消预备党员资格\n"
         "text = 取消资格的在期满前一个月讨论。\n",
         0, ""},
        {"for this result",
         "[guard.convert.early]\nbasis = 某区\nstep = 23\nkind = within\n"
         "of = probation\nmost = -1 个月\nonly = 按期转正\n"
         "text = 转正的在期满前一个月讨论。\n",
         2, "不能同时做到"},
        {"only from 2027 on",
         "[guard.oath.soon]\nbasis = 某区\nstep = 20\nkind = after\nof = 17\n"
         "least = 2 个月\nfrom = 2027-01-01\ntext = 满两个月才宣誓。\n",
         2, "不能同时做到"},
        {"a change of a row",
         "[guard.oath.within]\nbasis = 某区\nfrom = 2027-01-01\n"
         "most = -1 天\n",
         2, "不能同时做到"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        expect_own(&cases[i]);
    }
}

TEST(pipeline_own_row_left_out_leaves_what_was_before)
{
    struct file_scene s;
    file_open(&s, "[guard.oath.within]\nbasis = 某区\nmost = -1 天\n"
                  "[guard.accept.within]\nbasis = 某区\nmost = 2 个月\n");
    const int day = day_of("2026-11-20");
    assert_int_equal(s.r.n_complaints, 1);
    assert_int_equal(pipeline_guard(&s.r, "oath.within", day)->most.n, 1);
    const struct pipeline_guard *g = pipeline_guard(&s.r, "accept.within", day);
    assert_int_equal(g->most.n, 2);
    assert_true(g->own);
    assert_string_equal(g->basis, "某区");
    assert_non_null(strstr(g->text, "现改为不超过 2 个月"));
    file_close(&s);
}

TEST(pipeline_own_rows_hold_from_their_day)
{
    struct file_scene s;
    file_open(&s, "[guard.talk.within]\nbasis = 某省\nfrom = 2027-01-01\n"
                  "most = 2 个月\ntext = 两个月内谈话。\n"
                  "[guard.talk.within b]\nbasis = 某省\nfrom = 2028-01-01\n"
                  "breach = refuse\n");
    const int last = day_of("2026-12-31");
    assert_int_equal(s.r.n_complaints, 0);
    assert_int_equal(pipeline_guard(&s.r, "talk.within", last)->most.n, 1);
    const struct pipeline_guard *g =
        pipeline_guard(&s.r, "talk.within", last + 1);
    assert_int_equal(g->most.n, 2);
    assert_false(g->refuses);
    assert_string_equal(g->text, "两个月内谈话。");
    g = pipeline_guard(&s.r, "talk.within", day_of("2028-01-01"));
    assert_int_equal(g->most.n, 2);
    assert_true(g->refuses);
    file_close(&s);
}

TEST(pipeline_own_row_may_be_stricter_for_all_days)
{
    struct file_scene s;
    file_open(&s, "[guard.talk.within]\nbasis = 某省\nbreach = refuse\n"
                  "[guard.candidate.year]\nbasis = 某省\nleast = 18 个月\n"
                  "[guard.training.length]\nbasis = 某省\nleast = 40/5\n"
                  "[guard.preview.within]\nbasis = 细则\nscope = central\n"
                  "[guard.accept.notice]\nbasis = 某市\noff = no\n"
                  "[guard.talk.order]\nbasis = 某市\nleast = 3 天\n"
                  "[guard.thought.rhythm]\nbasis = 某市\noff = yes\n");
    const int day = day_of("2026-11-20");
    assert_int_equal(s.r.n_complaints, 0);
    assert_true(pipeline_guard(&s.r, "talk.within", day)->refuses);
    assert_int_equal(pipeline_guard(&s.r, "candidate.year", day)->least.n, 18);
    assert_int_equal(pipeline_guard(&s.r, "training.length", day)->or_least.n,
                     5);
    const struct pipeline_guard *g =
        pipeline_guard(&s.r, "preview.within", day);
    assert_true(g->refuses);
    assert_false(g->local);
    assert_non_null(pipeline_guard(&s.r, "accept.notice", day));
    assert_int_equal(pipeline_guard(&s.r, "talk.order", day)->least.n, 3);
    assert_null(pipeline_guard(&s.r, "thought.rhythm", day));
    file_close(&s);
}

TEST(pipeline_own_new_row_and_own_step)
{
    struct file_scene s;
    file_open(&s, "[guard.archive.number]\nbasis = 某市\nstep = 25\n"
                  "kind = field\nwhat = number\nscope = central\n"
                  "text = 归档要写移交清单的编号。\n"
                  "[step.3]\nbasis = 某市\nwho = 支部\n"
                  "local_papers = 票数统计、政审表\n"
                  "[limit.probation 2030]\nbasis = 章程\nfrom = 2030-01-01\n"
                  "value = 18 个月\n");
    const struct pipeline_guard *g =
        pipeline_guard(&s.r, "archive.number", day_of("1999-01-01"));
    assert_int_equal(s.r.n_complaints, 0);
    assert_non_null(g);
    assert_true(g->refuses && g->own);
    assert_string_equal(s.r.steps[3].who, "支部");
    assert_int_equal(s.r.steps[3].n_papers, 5);
    assert_string_equal(s.r.steps[3].papers[4].name, "政审表");
    struct probation p = pipeline_probation(&s.r, day_of("2029-12-31"), 0);
    assert_int_equal(p.full_from, day_of("2030-12-31"));
    p = pipeline_probation(&s.r, day_of("2030-01-01"), 0);
    assert_int_equal(p.full_from, day_of("2031-07-01"));
    file_close(&s);
}

TEST(pipeline_own_text_that_cannot_be_read_is_told)
{
    struct file_scene s;
    file_open(&s, "[guard.talk.within]\nbasis = \xff\xfe\n");
    assert_int_equal(s.r.n_complaints, 1);
    file_close(&s);
}

/* ---- compiled-in rows that are not whole --------------------------------- */

/* The compiled-in text with one part replaced; "" takes the rest away. */
static const char *mended(struct arena *a, const char *find, const char *put)
{
    const char *text = embed_find("rules/pipeline.ini")->text;
    const char *at = strstr(text, find);
    assert_non_null(at);
    if (put == NULL) {
        return arena_strn(a, text, (size_t)(at - text));
    }
    return arena_printf(a, "%.*s%s%s", (int)(at - text), text, put,
                        at + strlen(find));
}

TEST(pipeline_compiled_in_rows_must_be_whole)
{
    static const char *const cuts[][2] = {
        {"[step.25]", NULL},
        {"[step.24]", "[step.25 b]"},
        {"[limit.probation]\n", "[limit.other]\n"},
        {"kind    = age", "kind    = agee"},
        {"least   = 18 岁", "least   = 18 人"},
        {"[guard.talk.order]", "[guard.talk.order"},
        {"of      = 1\nmost", "of      = 25\nmost"},
        {"most    = 6 个月\nwarn    = W08", "most    = -1 个月\nwarn    = W08"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cuts); i++) {
        struct arena a = ARENA_INIT;
        struct pipeline_rules r;
        struct err err = ERR_INIT;
        const char *text = mended(&a, cuts[i][0], cuts[i][1]);
        if (pipeline_load(&r, &a, text, NULL, &err) ||
            !err_is(&err, "E-PIPE-001")) {
            fail_msg("%s: %s", cuts[i][0], err.text);
        }
        arena_clear(&a);
    }
}

TEST(pipeline_dated_versions_of_compiled_in_rows_hold_on_their_days)
{
    struct arena a = ARENA_INIT;
    struct pipeline_rules r;
    struct err err = ERR_INIT;
    const char *text =
        mended(&a, "[guard.talk.by]",
               "[guard.talk.within 2027]\nmost = 2 个月\nbasis = 新细则\n"
               "from = 2027-01-01\nscope = central\n[guard.talk.by]");
    assert_true(pipeline_load(&r, &a, text, NULL, &err));
    assert_int_equal(
        pipeline_guard(&r, "talk.within", day_of("2026-12-31"))->most.n, 1);
    assert_int_equal(
        pipeline_guard(&r, "talk.within", day_of("2027-01-01"))->most.n, 2);
    /* An own version from before takes the place of the later one, too. */
    assert_true(pipeline_load(&r, &a, text,
                              "[guard.talk.within]\nbasis = 某省\n"
                              "from = 2026-01-01\nmost = 3 个月\n",
                              &err));
    assert_int_equal(r.n_complaints, 0);
    assert_int_equal(
        pipeline_guard(&r, "talk.within", day_of("2025-12-31"))->most.n, 1);
    assert_int_equal(
        pipeline_guard(&r, "talk.within", day_of("2028-01-01"))->most.n, 3);
    arena_clear(&a);
}

TEST(pipeline_days_that_are_stricter_in_any_month_are_taken)
{
    static const struct {
        const char *own, *code;
        bool least;
        struct guard_amount now;
    } rows[] = {
        {"[guard.talk.within]\nbasis = x\nmost = 17 天\n",
         "talk.within",
         false,
         {true, 17, UNIT_DAYS}},
        {"[guard.talk.within]\nbasis = x\nmost = 28 天\n",
         "talk.within",
         false,
         {true, 28, UNIT_DAYS}},
        {"[guard.candidate.year]\nbasis = x\nleast = 366 天\n",
         "candidate.year",
         true,
         {true, 366, UNIT_DAYS}},
        {"[guard.candidate.year]\nbasis = x\nleast = 13 个月\n",
         "candidate.year",
         true,
         {true, 13, UNIT_MONTHS}},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_scene s;
        file_open(&s, rows[i].own);
        if (s.r.n_complaints > 0) {
            fail_msg("%s: %s", rows[i].own, s.r.complaints[0].text);
        }
        const struct pipeline_guard *g =
            pipeline_guard(&s.r, rows[i].code, day_of("2026-11-20"));
        const struct guard_amount *x = rows[i].least ? &g->least : &g->most;
        assert_int_equal(x->n, rows[i].now.n);
        assert_int_equal(x->unit, rows[i].now.unit);
        file_close(&s);
    }
}

/* Only a step in whose form they are asked for; 7 and 15 look at them as well.
 */
TEST(pipeline_role_is_that_of_the_step_that_names_it)
{
    struct file_scene s;
    file_open(&s, NULL);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const char *role = pipeline_role_of(&s.r, no);
        const char *want = no == 5                ? "contact"
                           : no == AT_INTRODUCERS ? "introducer"
                                                  : "";
        assert_string_equal(want, role == NULL ? "" : role);
    }
    file_close(&s);
}
