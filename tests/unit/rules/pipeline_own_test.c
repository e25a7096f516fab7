/* Rows a branch may write that pipeline.ini has none of: each is kept by the
   worked file with one number and broken by it with the next. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_scene.h"

#define TODAY day_of("2026-11-20")

static const struct own_row {
    const char *what;
    int step;
    const char *keys;       /* beside step, basis and text */
    const char *good, *bad; /* what completes them */
} rows[] = {
    {"after the last entry, 2023-09-20", 7,
     "kind = after\nof = entries\nwhat = 半年考察\n", "least = 5 天\n",
     "least = 6 天\n"},
    {"within of the last entry", 7,
     "kind = within\nof = entries\nwhat = 半年考察\n", "most = 5 天\n",
     "most = 4 天\n"},
    {"no entry yet: from the beginning, 2022-09-20", 7,
     "kind = within\nof = entries\nwhat = 培训\n", "most = 370 天\n",
     "most = 369 天\n"},
    {"working days from 2023-09-25", 8, "kind = after\nof = 7\n",
     "least = 13 个工作日\n", "least = 14 个工作日\n"},
    {"weeks", 2, "kind = within\nof = 1\n", "most = 4 周\n",
     "most = 3 个星期\n"},
    {"valid", 3, "kind = valid\nof = 2\n", "most = 6 个月\n",
     "most = 5 个月\n"},
    {"asked for", 13, "kind = after\nof = asked\n", "least = 19 天\n",
     "least = 20 天\n"},
    {"age at another step", 3, "kind = age\n", "least = 24 岁\n",
     "least = 25 岁\n"},
    {"a column that is there", 10, "kind = field\n", "what = number\n",
     "what = conclusion\n"},
    {"days from and to", 13, "kind = field\n", "what = asked_on\n",
     "what = from_on\n"},
    {"a day to", 11, "kind = field\n", "what = by\n", "what = to_on\n"},
    {"at most so many hours", 11, "kind = amount\nwhat = hours\n",
     "most = 24\n", "most = 23\n"},
    {"from and to so many hours", 11,
     "kind = amount\nwhat = hours\nmost = 40 学时\n", "least = 24 学时\n",
     "least = 25 学时\n"},
    {"the halves the other way round", 11, "kind = amount\n",
     "what = days/hours\nleast = 3/24\n", "what = days/hours\nleast = 3/25\n"},
    {"entries since ever", 23, "kind = entries\nwhat = 季度考察\n",
     "least = 3 次\n", "least = 4 次\n"},
    {"entries since a step", 23, "kind = entries\nwhat = 季度考察\nof = 18\n",
     "least = 3 次\n", "least = 4 次\n"},
    {"a notice in days", 7, "kind = notice\n", "least = 5 天\n",
     "least = 6 天\n"},
    {"a paper", 12, "kind = paper\n", "what = 综合审查报告\n",
     "what = 别的报告\n"},
    {"a meeting", 15, "kind = meeting\n", "what = lecture、branch.meeting\n",
     "what = lecture\n"},
    {"a vote", 15, "kind = vote\n", "what = admission\n", "what = general\n"},
    {"only with a result", 8, "kind = field\nwhat = conclusion\n",
     "only = 不同意\n", "only = 不同意、同意\n"},
    {"unless a result", 8, "kind = field\nwhat = conclusion\n",
     "unless = 不同意 同意\n", "unless = 不同意\n"},
    {"a result of another step", 12, "kind = result\nof = 8\n",
     "what = 不同意、同意\n", "what = 不同意\n"},
    {"another helper", 12, "kind = helpers\nwhat = contact\nmost = 2 名\n",
     "least = 1 名\n", "least = 2 名\n"},
    {"put off", 8, "kind = field\nwhat = conclusion\n", "off = yes\n",
     "off = no\n"},
};

static void expect_row(const struct own_row *t, bool bad)
{
    struct arena a = ARENA_INIT;
    struct file_scene s;
    const char *own = arena_printf(&a,
                                   "[guard.own.row]\nbasis = 某市\nstep = %d\n"
                                   "text = 本地的规定。\n%s%s",
                                   t->step, t->keys, bad ? t->bad : t->good);
    file_open(&s, own);
    if (s.r.n_complaints > 0) {
        fail_msg("%s: %s", t->what, s.r.complaints[0].text);
    }
    file_worked(&s);
    const struct step_issue *x = file_issue(&s, t->step, "own.row", TODAY);
    if ((x != NULL) != bad || (bad && x->refuses)) {
        fail_msg("%s: %s", t->what, x == NULL ? "accepted" : x->text);
    }
    file_close(&s);
    arena_clear(&a);
}

TEST(pipeline_rows_of_ones_own_bite_beyond_their_boundaries)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        expect_row(&rows[i], false);
        expect_row(&rows[i], true);
    }
}

TEST(pipeline_once_counts_what_went_through)
{
    struct file_scene s;
    file_open(&s, "[guard.own.once]\nbasis = 某市\nstep = 15\nkind = once\n"
                  "what = 通过\nscope = central\ntext = 只能通过一次。\n");
    file_worked(&s);
    assert_null(file_issue(&s, 15, "own.once", TODAY));
    s.f.n_rounds = 2;
    s.rounds[0] = (struct pipeline_round){15, "未通过", TODAY, false};
    s.rounds[1] = (struct pipeline_round){15, "通过", TODAY, true};
    assert_null(file_issue(&s, 15, "own.once", TODAY));
    s.rounds[1].failed = false;
    const struct step_issue *x = file_issue(&s, 15, "own.once", TODAY);
    assert_non_null(x);
    assert_true(x->refuses);
    file_close(&s);
}

TEST(pipeline_a_helper_who_may_not_is_named_with_why)
{
    static const struct {
        struct pipeline_span full;
        const char *why;
    } cases[] = {
        {{DATE_NONE, DATE_NONE}, "钱惠 当日不是本支部的正式党员"},
        {{20000, DATE_NONE}, "钱惠 当日不是本支部的正式党员"},
        {{10000, 19000}, "钱惠 已经不在本支部"},
        {{10000, 19275}, "钱惠 已经不在本支部"}, /* 2022-10-10 itself */
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct file_scene s;
        file_open(&s, NULL);
        file_worked(&s);
        s.helpers[0].full = cases[i].full;
        const struct step_issue *x = file_issue(&s, 5, "contact.who", TODAY);
        assert_non_null(x);
        assert_non_null(strstr(x->brief, cases[i].why));
        file_close(&s);
    }
}

TEST(pipeline_the_last_entry_asked_for_opens_the_step)
{
    struct file_scene s;
    struct pipeline_verdict v;
    file_open(&s, "[guard.own.row]\nbasis = 某市\nstep = 25\nkind = entries\n"
                  "what = 季度考察\nleast = 3 次\ntext = 记满三次。\n");
    file_worked(&s);
    file_cut(&s, 25);
    file_drop_entries(&s, "季度考察");
    file_entry(&s, "季度考察", "2024-07-20");
    file_entry(&s, "季度考察", "2024-10-20");
    pipeline_judge(&v, &s.a, &s.r, &s.f, TODAY);
    assert_int_equal(v.steps[25].earliest, day_of("2025-03-20"));
    file_entry(&s, "季度考察", "2025-06-20");
    pipeline_judge(&v, &s.a, &s.r, &s.f, TODAY);
    assert_int_equal(v.steps[25].earliest, day_of("2025-06-20"));
    file_close(&s);
}
