/* W01–W15: the day before the lead, on it, on the day due and after; and the
   audit of whole files. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_scene.h"

/* The worked file as it was before `open`. */
static const struct warn_case {
    const char *code;
    int step, open;
    const char *due;
    int lead;
    const char *hard; /* "" none */
} cases[] = {
    {"W01", 2, 2, "2022-04-15", 7, ""},
    {"W02", 6, 7, "2023-03-20", 15, ""},
    {"W03", 6, 7, "2022-12-20", 10, ""},
    {"W04", 7, 7, "2023-09-20", 30, ""},
    {"W05", 12, 12, "2024-11-10", 30, ""},
    {"W05", 15, 15, "2024-11-10", 30, ""},
    {"W06", 13, 13, "2024-01-20", 7, ""},
    {"W07", 15, 14, "2024-02-08", 7, ""},
    {"W08", 17, 17, "2024-04-26", 15, "2024-07-26"},
    {"W09", 21, 22, "2024-07-20", 10, ""},
    {"W10", 22, 22, "2025-01-19", 30, ""},
    {"W11", 23, 23, "2025-02-10", 30, "2025-02-26"},
    {"W12", 24, 24, "2025-05-05", 15, ""},
    {"W13", 25, 25, "2025-03-27", 0, ""},
    {"W14", 20, 20, "2024-05-20", 0, ""},
    {"W15", 4, 4, "2022-10-20", 7, ""},
};

static void cut(struct file_scene *s, const struct warn_case *c)
{
    file_open(s, NULL);
    file_worked(s);
    file_cut(s, c->open);
    s->f.n_entries = 0;
    if (c->step == 13) {
        s->f.steps[13].asked_on = day_of("2023-12-20");
    }
}

static const struct pipeline_warning *told_on(struct file_scene *s,
                                              const struct warn_case *c,
                                              int day)
{
    struct pipeline_verdict v;
    pipeline_judge(&v, &s->a, &s->r, &s->f, day);
    const struct pipeline_warning *found = NULL;
    for (size_t i = 0; i < v.n_warnings; i++) {
        if (strcmp(v.warnings[i].guard->warn, c->code) == 0) {
            assert_null(found); /* once */
            found = &v.warnings[i];
        }
    }
    return found;
}

static void expect_warning(const struct warn_case *c,
                           const struct pipeline_warning *w, int day)
{
    bool never = strcmp(c->code, "W04") == 0;
    int due = day_of(c->due);
    int hard = c->hard[0] == '\0' ? DATE_NONE : day_of(c->hard);
    bool over = !never && day > due;
    if (w == NULL || w->step != c->step || w->due != due || w->hard != hard ||
        w->over != over || w->red != (hard != DATE_NONE && day > hard) ||
        strstr(w->text, c->due) == NULL) {
        fail_msg("%s: %s", c->code, w == NULL ? "not told" : w->text);
    }
}

TEST(pipeline_each_warning_comes_on_its_day)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct warn_case *c = &cases[i];
        struct file_scene s;
        int due = day_of(c->due);
        cut(&s, c);
        if (told_on(&s, c, due - c->lead - 1) != NULL) {
            fail_msg("%s: told too early", c->code);
        }
        const int days[] = {due - c->lead, due, due + 1, due + 400};
        for (size_t d = 0; d < ARRAY_LEN(days); d++) {
            expect_warning(c, told_on(&s, c, days[d]), days[d]);
        }
        if (c->hard[0] != '\0') {
            const int hard = day_of(c->hard);
            expect_warning(c, told_on(&s, c, hard), hard);
            expect_warning(c, told_on(&s, c, hard + 1), hard + 1);
        }
        file_close(&s);
    }
}

TEST(pipeline_every_warn_code_has_a_test)
{
    struct file_scene s;
    file_open(&s, NULL);
    for (size_t i = 0; i < s.r.n_guards; i++) {
        const char *code = s.r.guards[i].warn;
        bool found = code[0] == '\0';
        for (size_t c = 0; c < ARRAY_LEN(cases); c++) {
            found = found || (strcmp(cases[c].code, code) == 0 &&
                              cases[c].step == s.r.guards[i].step);
        }
        if (!found) {
            fail_msg("%s of %s", code, s.r.guards[i].code);
        }
    }
    file_close(&s);
}

TEST(pipeline_nothing_is_told_when_it_is_done)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    for (int day = day_of("2025-03-25"); day < day_of("2026-11-20"); day += 7) {
        struct pipeline_verdict v;
        pipeline_judge(&v, &s.a, &s.r, &s.f, day);
        assert_int_equal(v.n_warnings, 0);
    }
    file_close(&s);
}

TEST(pipeline_nothing_is_told_of_a_closed_file)
{
    struct file_scene s;
    struct pipeline_verdict v;
    file_open(&s, NULL);
    file_worked(&s);
    file_cut(&s, 17);
    s.f.ended_on = day_of("2024-06-01");
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2024-05-31"));
    assert_int_equal(v.n_warnings, 1);
    assert_string_equal(v.state, "待党委审批");
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2024-06-01"));
    assert_int_equal(v.n_warnings, 0);
    assert_string_equal(v.state, "已终止");
    file_close(&s);
}

TEST(pipeline_an_archived_file_is_that_of_a_member)
{
    struct file_scene s;
    struct pipeline_verdict v;
    file_open(&s, NULL);
    file_worked(&s);
    s.f.ended_on = s.f.steps[AT_ARCHIVE].on;
    pipeline_judge(&v, &s.a, &s.r, &s.f, s.f.ended_on);
    assert_string_equal(v.state, "正式党员");
    pipeline_judge(&v, &s.a, &s.r, &s.f, s.f.ended_on - 1);
    assert_string_equal(v.state, "正式党员");
    file_close(&s);
}

TEST(pipeline_nothing_waits_for_what_was_turned_down)
{
    struct file_scene s;
    struct pipeline_verdict v;
    file_open(&s, NULL);
    file_worked(&s);
    file_cut(&s, 16);
    s.f.steps[15].result = "未通过";
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2024-05-31"));
    assert_null(warning_of(&v, "W08"));
    assert_string_equal(v.state, "发展对象");
    assert_int_equal(v.next, 15);
    file_close(&s);
}

TEST(pipeline_warnings_count_from_the_last_entry_and_come_in_order)
{
    struct file_scene s;
    struct pipeline_verdict v;
    file_open(&s, NULL);
    file_worked(&s);
    file_cut(&s, 7);
    s.f.n_entries = 0;
    file_entry(&s, "半年考察", "2023-03-01");
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2023-09-01"));
    const struct pipeline_warning *w = warning_of(&v, "W02");
    assert_non_null(w);
    assert_int_equal(w->due, day_of("2023-09-01"));
    assert_int_equal(v.steps[6].have, 1);
    assert_int_equal(v.steps[6].want, 1);
    assert_int_equal(v.n_warnings, 3);
    assert_string_equal(v.warnings[0].guard->warn, "W03");
    assert_string_equal(v.warnings[2].guard->warn, "W04");
    file_entry(&s, "半年考察", "2023-08-31");
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2023-09-01"));
    assert_null(warning_of(&v, "W02"));
    file_close(&s);
}

/* ---- the audit -------------------------------------------------------------
 */

static const struct file_finding *found_in(const struct file_finding *list,
                                           size_t n, const char *part)
{
    for (size_t i = 0; i < n; i++) {
        if (strstr(list[i].text, part) != NULL) {
            return &list[i];
        }
    }
    return NULL;
}

static void expect_finding(struct file_scene *s, int step, bool grave,
                           const char *part)
{
    struct file_finding *list;
    size_t n = pipeline_audit(&s->a, &s->r, &s->f, day_of("2026-11-20"), &list);
    const struct file_finding *x = found_in(list, n, part);
    if (x == NULL || x->step != step || x->grave != grave ||
        x->remedy == NULL || x->remedy[0] == '\0') {
        fail_msg("%s: %s", part, n == 0 ? "nothing" : list[0].text);
    }
}

TEST(pipeline_audit_finds_missing_papers)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    file_drop_paper(&s, 1, "入党申请书");
    expect_finding(&s, 1, true, "缺少材料“入党申请书”");
    file_drop_paper(&s, 1, "身份证复印件");
    expect_finding(&s, 1, false, "缺少材料“身份证复印件”（当地要求）");
    file_drop_paper(&s, 6, "半年考察写实");
    expect_finding(&s, 6, true, "半年考察写实");
    /* A row already tells of this one. */
    file_drop_paper(&s, 7, "征求意见记录");
    struct file_finding *list;
    size_t n = pipeline_audit(&s.a, &s.r, &s.f, day_of("2026-11-20"), &list);
    assert_int_equal(n, 4);
    assert_null(found_in(list, n, "缺少材料“征求意见记录”"));
    file_close(&s);
}

TEST(pipeline_audit_asks_for_papers_of_the_result_only)
{
    struct file_scene s;
    struct file_finding *list;
    file_open(&s, NULL);
    file_worked(&s);
    file_cut(&s, 18);
    s.f.steps[17].result = "未批准";
    file_drop_paper(&s, 17, "入党通知书");
    size_t n = pipeline_audit(&s.a, &s.r, &s.f, day_of("2026-11-20"), &list);
    assert_null(found_in(list, n, "入党通知书"));
    s.f.steps[17].result = "批准";
    expect_finding(&s, 17, true, "入党通知书");
    file_close(&s);
}

TEST(pipeline_audit_finds_steps_left_out)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    s.f.steps[5] = pipeline_open();
    expect_finding(&s, 5, true, "第 5 步培养联系人没有登记");
    s.f.steps[18] = pipeline_open();
    expect_finding(&s, 18, true, "第 18 步组织部备案没有登记");
    /* Said by a row of the step that should have waited. */
    s.f.steps[16] = pipeline_open();
    expect_finding(&s, 17, true, "第 16 步党委谈话还没有办");
    file_close(&s);
}

TEST(pipeline_audit_finds_days_that_cannot_be)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    file_move(&s, 25, day_of("2026-11-21"));
    expect_finding(&s, 25, true, "还没有到");
    file_move(&s, 25, DATE_NONE);
    expect_finding(&s, 25, true, "没有填日期");
    s.f.steps[13].asked_on = day_of("2024-01-09");
    expect_finding(&s, 13, true, "晚于办结日期");
    file_close(&s);
}

TEST(pipeline_audit_names_reasons_and_deadlines)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    file_move(&s, 2, day_of("2022-05-01"));
    s.f.steps[2].reason = "谈话人住院";
    expect_finding(&s, 2, false, "晚了 16 天（已写明原因：谈话人住院）");
    file_cut(&s, 17);
    expect_finding(&s, 17, true, "期限是 2024-07-26");
    s.f.ended_on = day_of("2024-06-01");
    struct file_finding *list;
    size_t n = pipeline_audit(&s.a, &s.r, &s.f, day_of("2026-11-20"), &list);
    assert_null(found_in(list, n, "期限是 2024-07-26"));
    file_close(&s);
}

TEST(pipeline_audit_of_a_cancelled_file_misses_no_request)
{
    struct file_scene s;
    struct pipeline_verdict v;
    struct file_finding *list;
    file_open(&s, NULL);
    file_worked(&s);
    file_cut(&s, 24);
    s.f.steps[22] = pipeline_open();
    s.f.steps[23].result = "取消预备党员资格";
    s.f.steps[23].meeting.rule = "cancellation";
    file_move(&s, 23, day_of("2024-11-05"));
    size_t n = pipeline_audit(&s.a, &s.r, &s.f, day_of("2024-12-25"), &list);
    assert_int_equal(n, 0);
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2024-12-25"));
    assert_string_equal(v.state, "待批取消");
    assert_int_equal(v.next, 24);
    assert_null(warning_of(&v, "W10"));
    assert_null(warning_of(&v, "W11"));
    file_close(&s);
}
