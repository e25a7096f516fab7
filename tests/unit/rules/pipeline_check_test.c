/* What may be saved: days of any step, later steps that a change breaks, steps
   done elsewhere, and the states at the end. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_scene.h"

#define TODAY day_of("2026-11-20")

/* The codes of all issues, apart by blanks. */
static const char *codes(struct file_scene *s, int no,
                         const struct pipeline_done *d, int today)
{
    struct step_issue *list;
    size_t n = pipeline_check(&s->a, &s->r, &s->f, no, d, today, &list);
    const char *all = "";
    for (size_t i = 0; i < n; i++) {
        all = arena_printf(&s->a, "%s%s%s", all, i > 0 ? " " : "",
                           list[i].guard->code);
    }
    return all;
}

static void open_worked(struct file_scene *s)
{
    file_open(s, NULL);
    file_worked(s);
}

TEST(pipeline_days_that_cannot_be_are_refused)
{
    struct file_scene s;
    open_worked(&s);
    file_cut(&s, 2);
    struct pipeline_done d = pipeline_open();
    d.done = true;
    d.who = true;
    assert_string_equal(codes(&s, 2, &d, TODAY), "date.missing");
    d.on = day_of("2022-04-01");
    assert_string_equal(codes(&s, 2, &d, TODAY), "");
    assert_string_equal(codes(&s, 2, &d, d.on), "");
    assert_string_equal(codes(&s, 2, &d, d.on - 1), "date.future");
    s.f.birth = d.on;
    assert_string_equal(codes(&s, 2, &d, TODAY), "");
    s.f.birth = d.on + 1;
    assert_string_equal(codes(&s, 2, &d, TODAY), "date.birth");
    s.f.birth = DATE_NONE;
    /* What was there before the end may be changed, nothing new is added. */
    s.f.ended_on = d.on;
    assert_string_equal(codes(&s, 2, &d, TODAY), "date.closed");
    d.id = 7;
    assert_string_equal(codes(&s, 2, &d, TODAY), "");
    s.f.ended_on = d.on - 1;
    assert_string_equal(codes(&s, 2, &d, TODAY), "date.closed");
    d.id = 0;
    s.f.ended_on = DATE_NONE;
    d.asked_on = d.on;
    d.from_on = d.on - 2;
    d.to_on = d.on;
    assert_string_equal(codes(&s, 2, &d, TODAY), "");
    d.asked_on = d.on + 1;
    assert_string_equal(codes(&s, 2, &d, TODAY), "date.asked");
    d.asked_on = DATE_NONE;
    d.from_on = d.on + 1;
    assert_string_equal(codes(&s, 2, &d, TODAY), "date.span");
    d.from_on = d.on - 2;
    d.to_on = d.on + 1;
    assert_string_equal(codes(&s, 2, &d, TODAY), "date.span");
    file_close(&s);
}

/* The day of the archive, or of the approval of a cancellation, is the end of
   the file: it takes the end along. */
TEST(pipeline_what_ended_the_file_may_be_moved)
{
    struct file_scene s;
    open_worked(&s);
    struct pipeline_done d = s.f.steps[25];
    s.f.ended_on = d.on;
    d.id = 9;
    d.on++;
    assert_string_equal(codes(&s, 25, &d, TODAY), "");
    d.id = 0;
    assert_string_equal(codes(&s, 25, &d, TODAY), "date.closed");
    file_cut(&s, 25);
    d = s.f.steps[24];
    s.f.ended_on = d.on;
    d.id = 9;
    d.on++;
    assert_string_equal(codes(&s, 24, &d, TODAY), "date.closed");
    s.f.steps[23].result = "取消预备党员资格";
    s.f.steps[23].meeting.rule = "cancellation";
    assert_string_equal(codes(&s, 24, &d, TODAY), "");
    file_close(&s);
}

TEST(pipeline_what_is_only_asked_for_may_be_noted)
{
    struct file_scene s;
    open_worked(&s);
    file_cut(&s, 13);
    struct pipeline_done d = pipeline_open();
    d.asked_on = day_of("2023-12-20");
    assert_string_equal(codes(&s, 13, &d, TODAY), "");
    assert_string_equal(codes(&s, 13, &d, day_of("2023-12-19")), "date.future");
    file_close(&s);
}

TEST(pipeline_a_change_may_not_break_later_steps)
{
    struct file_scene s;
    open_worked(&s);
    struct pipeline_done d = s.f.steps[3];
    d.on = d.meeting.on = day_of("2022-09-26");
    /* One day less than a year before 7. */
    assert_string_equal(codes(&s, 3, &d, TODAY), "candidate.year");
    d.on = d.meeting.on = day_of("2022-09-25");
    assert_string_equal(codes(&s, 3, &d, TODAY), "");
    d = s.f.steps[15];
    d.on = d.meeting.on = day_of("2024-02-06");
    /* 预备期 would end a day after the meeting that ended it. */
    assert_string_equal(codes(&s, 15, &d, TODAY), "convert.probation");
    d = s.f.steps[10];
    d.result = "不合格";
    assert_string_equal(codes(&s, 10, &d, TODAY), "board.vetted");
    file_close(&s);
}

TEST(pipeline_a_step_others_stand_on_is_not_taken_out)
{
    struct file_scene s;
    open_worked(&s);
    struct pipeline_done d = pipeline_open();
    assert_non_null(strstr(codes(&s, 2, &d, TODAY), "activist.order"));
    assert_non_null(strstr(codes(&s, 17, &d, TODAY), "filed.order"));
    assert_string_equal(codes(&s, 25, &d, TODAY), "");
    file_close(&s);
}

TEST(pipeline_what_was_broken_before_does_not_stop_another_change)
{
    struct file_scene s;
    open_worked(&s);
    file_move(&s, 17, day_of("2024-08-01")); /* more than six months */
    for (int no = 18; no <= 20; no++) {
        file_move(&s, no, day_of("2024-08-02"));
    }
    struct pipeline_done d = s.f.steps[15];
    d.number = "另一个编号";
    assert_string_equal(codes(&s, 15, &d, TODAY), "");
    d.on = d.meeting.on = day_of("2024-01-27");
    assert_string_equal(codes(&s, 15, &d, TODAY),
                        "approve.within approve.limit");
    file_close(&s);
}

TEST(pipeline_an_early_step_typed_late_is_held_against_the_later_one)
{
    struct file_scene s;
    open_worked(&s);
    struct pipeline_done d = s.f.steps[2];
    s.f.steps[2] = pipeline_open();
    assert_string_equal(codes(&s, 2, &d, TODAY), "");
    d.on = day_of("2022-09-21");
    assert_string_equal(codes(&s, 2, &d, TODAY), "talk.within activist.order");
    file_close(&s);
}

TEST(pipeline_what_was_done_here_was_not_done_elsewhere)
{
    struct file_scene s;
    open_worked(&s);
    struct pipeline_done d = s.f.steps[15];
    d.elsewhere = true;
    assert_string_equal(codes(&s, 15, &d, TODAY), "date.elsewhere");
    s.f.theirs_before = d.on;
    assert_string_equal(codes(&s, 15, &d, TODAY), "date.elsewhere");
    d.meeting = pipeline_open().meeting;
    assert_non_null(strstr(codes(&s, 15, &d, TODAY), "accept.meeting"));
    s.f.theirs_before = d.on + 1;
    assert_string_equal(codes(&s, 15, &d, TODAY), "");
    file_close(&s);
}

TEST(pipeline_steps_done_elsewhere_are_held_to_their_days_only)
{
    struct file_scene s;
    open_worked(&s);
    struct pipeline_done d = s.f.steps[15];
    d.elsewhere = true;
    s.f.theirs_before = day_of("2024-01-27");
    d.meeting = pipeline_open().meeting;
    d.result = "";
    s.f.n_helpers = 0;
    s.f.leave_on = d.on + 1;
    assert_string_equal(codes(&s, 15, &d, TODAY), "");
    d.on = day_of("2024-01-14");
    assert_string_equal(
        codes(&s, 15, &d, TODAY),
        "accept.order approve.within request.within convert.soon");
    /* A result that is known counts. */
    d.on = day_of("2024-01-26");
    d.result = "未通过";
    assert_string_equal(codes(&s, 15, &d, TODAY),
                        "interview.passed approve.passed");
    file_close(&s);
}

TEST(pipeline_running_steps_take_a_reason_and_no_day)
{
    struct file_scene s;
    open_worked(&s);
    file_drop_entries(&s, "半年考察");
    struct pipeline_done d = pipeline_open();
    assert_string_equal(codes(&s, 6, &d, TODAY), "review.rhythm");
    struct step_issue *list;
    d.reason = "疫情期间停了";
    size_t n = pipeline_check(&s.a, &s.r, &s.f, 6, &d, TODAY, &list);
    assert_int_equal(n, 1);
    assert_true(list[0].reasoned);
    assert_false(step_issues_want_reason(list, n));
    file_close(&s);
}

TEST(pipeline_second_extension_and_short_one_are_refused)
{
    struct file_scene s;
    open_worked(&s);
    struct pipeline_done d = s.f.steps[23];
    d.result = "延长预备期";
    d.months = 3;
    d.meeting.rule = "extension";
    assert_string_equal(codes(&s, 23, &d, TODAY), "extend.months");
    d.months = 6;
    assert_string_equal(codes(&s, 23, &d, TODAY), "");
    s.f.n_rounds = 1;
    s.rounds[0] =
        (struct pipeline_round){23, "延长预备期", day_of("2025-02-01"), false};
    assert_string_equal(codes(&s, 23, &d, TODAY), "extend.once");
    file_close(&s);
}

/* After an extension of six months from 2025-01-26 on. */
TEST(pipeline_extension_moves_the_end)
{
    struct file_scene s;
    struct pipeline_verdict v;
    open_worked(&s);
    file_cut(&s, 22);
    s.f.extended_months = 6;
    s.f.n_rounds = 1;
    s.rounds[0] =
        (struct pipeline_round){23, "延长预备期", day_of("2025-02-05"), false};
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2025-07-25"));
    assert_string_equal(v.state, "预备党员");
    assert_int_equal(v.probation_to, day_of("2025-07-25"));
    assert_int_equal(v.full_from, day_of("2025-07-26"));
    assert_int_equal(v.steps[23].earliest, day_of("2025-07-26"));
    assert_int_equal(v.steps[22].latest, day_of("2025-07-19"));
    assert_int_equal(v.steps[21].state, STEP_DUE);
    struct pipeline_done d = pipeline_open();
    d.done = true;
    d.on = day_of("2025-07-10");
    s.f.steps[22] = d;
    d.result = "按期转正";
    d.on = day_of("2025-07-25");
    d.meeting = (struct pipeline_meeting){
        9, "branch.meeting", d.on, true, true, "conversion", true, "", 0};
    assert_string_equal(codes(&s, 23, &d, TODAY), "convert.probation");
    d.on = d.meeting.on = day_of("2025-07-26");
    assert_string_equal(codes(&s, 23, &d, TODAY), "");
    file_close(&s);
}

TEST(pipeline_a_late_meeting_does_not_move_the_end)
{
    struct file_scene s;
    struct pipeline_verdict v;
    open_worked(&s);
    file_move(&s, 23, day_of("2025-06-05"));
    file_move(&s, 24, day_of("2025-07-05"));
    file_move(&s, 25, day_of("2025-07-06"));
    pipeline_judge(&v, &s.a, &s.r, &s.f, TODAY);
    assert_int_equal(v.full_from, day_of("2025-01-26"));
    file_close(&s);
}

/* Results of 23 and 24, and the state they make. */
TEST(pipeline_states_at_the_end)
{
    static const struct {
        const char *decided, *approved, *state;
    } cases[] = {
        {"按期转正", NULL, "待批转正"},
        {"延长预备期", NULL, "待批延长"},
        {"取消预备党员资格", NULL, "待批取消"},
        {"未形成决议", NULL, "预备党员"},
        {"按期转正", "批准", "正式党员"},
        {"延长预备期", "批准", "预备党员"},
        {"取消预备党员资格", "批准", "已取消预备党员资格"},
        {"按期转正", "未批准", "预备党员"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct file_scene s;
        struct pipeline_verdict v;
        open_worked(&s);
        s.f.steps[23].result = cases[i].decided;
        if (cases[i].approved == NULL) {
            file_cut(&s, 24);
        } else {
            s.f.steps[24].result = cases[i].approved;
        }
        pipeline_judge(&v, &s.a, &s.r, &s.f, TODAY);
        assert_string_equal(v.state, cases[i].state);
        file_close(&s);
    }
}

TEST(pipeline_states_of_those_turned_down)
{
    struct file_scene s;
    struct pipeline_verdict v;
    open_worked(&s);
    file_cut(&s, 9);
    s.f.steps[8].result = "不同意";
    pipeline_judge(&v, &s.a, &s.r, &s.f, TODAY);
    assert_string_equal(v.state, "入党积极分子");
    assert_int_equal(v.next, 8);
    file_close(&s);
    open_worked(&s);
    file_cut(&s, 18);
    s.f.steps[17].result = "未批准";
    pipeline_judge(&v, &s.a, &s.r, &s.f, TODAY);
    assert_string_equal(v.state, "发展对象");
    assert_int_equal(v.full_from, DATE_NONE);
    file_close(&s);
}

TEST(pipeline_papers_and_entries_are_counted)
{
    struct file_scene s;
    struct pipeline_verdict v;
    open_worked(&s);
    file_drop_paper(&s, 3, "入党积极分子登记表");
    file_drop_paper(&s, 3, "公示");
    pipeline_judge(&v, &s.a, &s.r, &s.f, TODAY);
    assert_int_equal(v.steps[3].papers_asked, 3);
    assert_int_equal(v.steps[3].papers, 2);
    assert_int_equal(v.steps[6].have, 2);
    assert_int_equal(v.steps[6].want, 2);
    assert_int_equal(v.steps[6].state, STEP_DONE);
    assert_int_equal(v.steps[21].have, 3);
    file_close(&s);
}

/* A version of a row is the one of the step's day. */
TEST(pipeline_rows_hold_for_steps_of_their_days)
{
    struct file_scene s;
    file_open(&s, "[guard.talk.within]\nbasis = 某省\nfrom = 2022-04-20\n"
                  "most = 2 个月\n");
    file_worked(&s);
    file_move(&s, 2, day_of("2022-04-19"));
    assert_non_null(file_issue(&s, 2, "talk.within", TODAY));
    file_move(&s, 2, day_of("2022-04-20"));
    assert_null(file_issue(&s, 2, "talk.within", TODAY));
    /* The first lawful day is looked for by the rows of that day. */
    struct pipeline_verdict v;
    file_close(&s);
    file_open(&s, "[guard.candidate.year]\nbasis = 某省\nfrom = 2023-07-01\n"
                  "least = 18 个月\n");
    file_worked(&s);
    file_cut(&s, 7);
    s.f.n_notices = 0;
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2023-06-01"));
    assert_int_equal(v.steps[7].earliest, day_of("2024-03-20"));
    file_close(&s);
}

/* One thing wrong is said once. */
TEST(pipeline_one_fault_is_told_once)
{
    struct file_scene s;
    open_worked(&s);
    struct pipeline_done d = s.f.steps[15];
    d.meeting = pipeline_open().meeting;
    assert_string_equal(codes(&s, 15, &d, TODAY), "accept.meeting");
    d.meeting = s.f.steps[15].meeting;
    d.meeting.valid = false;
    d.meeting.passed = false;
    assert_string_equal(codes(&s, 15, &d, TODAY), "accept.meeting accept.vote");
    file_cut(&s, 16);
    d = pipeline_open();
    d.done = true;
    d.who = true;
    d.on = day_of("2024-04-10");
    s.f.steps[15] = pipeline_open();
    assert_string_equal(codes(&s, 16, &d, TODAY), "interview.order");
    d.result = "批准";
    assert_string_equal(codes(&s, 17, &d, TODAY),
                        "approve.order approve.interview");
    file_close(&s);
}

TEST(pipeline_sentences_say_which_step_and_what_to_do)
{
    struct file_scene s;
    struct step_issue *list;
    open_worked(&s);
    struct pipeline_done d = s.f.steps[7];
    d.on = d.meeting.on = day_of("2023-09-19");
    size_t n = pipeline_check(&s.a, &s.r, &s.f, 7, &d, TODAY, &list);
    const struct step_issue *x = issue_of(list, n, "candidate.year");
    assert_non_null(x);
    assert_string_equal(
        x->text,
        "第 7 步确定发展对象：确定积极分子未满 1 年，最早 2023-09-20；依据"
        "《中国共产党发展党员工作细则》第十三条，入党积极分子经过一年以上培养"
        "教育和考察，才能列为发展对象；请改为 2023-09-20 或以后的日期。");
    assert_string_equal(x->remedy, "请改为 2023-09-20 或以后的日期。");
    assert_true(step_issues_refuse(list, n));
    d = s.f.steps[2];
    d.on = day_of("2022-04-20");
    n = pipeline_check(&s.a, &s.r, &s.f, 2, &d, TODAY, &list);
    assert_string_equal(list[0].brief, "期限是 2022-04-15，晚了 5 天");
    assert_string_equal(list[0].remedy, "请核对日期，或者写明原因。");
    assert_false(step_issues_refuse(list, n));
    assert_true(step_issues_want_reason(list, n));
    file_close(&s);
}
