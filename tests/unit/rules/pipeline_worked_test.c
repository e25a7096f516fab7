/* The worked timeline of domain.md 2.7 day by day, and how months are added. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_scene.h"

#define TODAY day_of("2026-11-20")

TEST(pipeline_worked_file_breaks_no_row)
{
    struct file_scene s;
    struct step_issue *list;
    file_open(&s, NULL);
    file_worked(&s);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        struct pipeline_done d = s.f.steps[no];
        size_t n = pipeline_check(&s.a, &s.r, &s.f, no, &d, TODAY, &list);
        if (n > 0) {
            fail_msg("%d: %s %s", no, list[0].guard->code, list[0].text);
        }
    }
    struct file_finding *found;
    size_t n = pipeline_audit(&s.a, &s.r, &s.f, TODAY, &found);
    if (n > 0) {
        fail_msg("%s", found[0].text);
    }
    file_close(&s);
}

/* ---- day by day -----------------------------------------------------------
 */

/* What he is from that day on. */
static const struct phase {
    const char *from, *state;
    enum pipeline_stage stage;
    int next;
} phases[] = {
    {"2022-03-01", "未申请", STAGE_APPLICANT, 1},
    {"2022-03-15", "入党申请人", STAGE_APPLICANT, 2},
    {"2022-04-10", "入党申请人", STAGE_APPLICANT, 3},
    {"2022-09-20", "入党积极分子", STAGE_ACTIVIST, 4},
    {"2022-10-08", "入党积极分子", STAGE_ACTIVIST, 5},
    {"2022-10-10", "入党积极分子", STAGE_ACTIVIST, 7},
    {"2023-09-25", "拟发展对象（待备案）", STAGE_CANDIDATE, 8},
    {"2023-10-12", "发展对象", STAGE_CANDIDATE, 9},
    {"2023-10-20", "发展对象", STAGE_CANDIDATE, 10},
    {"2023-11-10", "发展对象", STAGE_CANDIDATE, 11},
    {"2023-11-30", "待支委会审查", STAGE_CANDIDATE, 12},
    {"2023-12-15", "待预审", STAGE_ADMISSION, 13},
    {"2024-01-08", "待支部大会", STAGE_ADMISSION, 14},
    {"2024-01-15", "待支部大会", STAGE_ADMISSION, 15},
    {"2024-01-26", "待党委审批", STAGE_ADMISSION, 16},
    {"2024-04-10", "待党委审批", STAGE_ADMISSION, 17},
    {"2024-04-20", "预备党员", STAGE_PROBATION, 18},
    {"2024-04-22", "预备党员", STAGE_PROBATION, 18},
    {"2024-04-25", "预备党员", STAGE_PROBATION, 20},
    {"2024-05-10", "预备党员", STAGE_PROBATION, 22},
    {"2025-01-10", "预备党员", STAGE_PROBATION, 23},
    {"2025-02-05", "待批转正", STAGE_PROBATION, 24},
    {"2025-03-20", "正式党员", STAGE_PROBATION, 25},
    {"2025-03-25", "正式党员", STAGE_PROBATION, 0},
};

/* From the day of a step on, another's earliest (and latest) day is known. */
static const struct known {
    int step;
    const char *since, *earliest, *latest;
} known[] = {
    {2, "2022-03-15", "2022-03-15", "2022-04-15"},
    {3, "2022-03-15", "2022-09-15", ""},
    {4, "2022-09-20", "2022-09-20", "2022-10-20"},
    {7, "2023-09-20", "2023-09-23", ""}, /* after 公示 */
    {8, "2023-09-25", "2023-09-25", ""},
    {12, "2023-11-30", "2023-11-30", "2024-11-10"},
    {15, "2024-01-15", "2024-01-15", "2024-02-08"},
    {17, "2024-04-10", "2024-04-10", "2024-04-26"},
    {20, "2024-04-20", "2024-04-20", "2024-05-20"},
    {22, "2024-04-20", "2024-12-26", "2025-01-19"},
    {23, "2024-04-20", "2025-01-26", "2025-02-10"},
    {24, "2025-02-05", "2025-02-05", "2025-05-05"},
    {25, "2025-03-20", "2025-03-20", "2025-03-27"},
};

static const struct phase *phase_of(int day)
{
    size_t i = ARRAY_LEN(phases);
    while (day < day_of(phases[i - 1].from)) {
        i--;
    }
    return &phases[i - 1];
}

static void expect_known(const struct pipeline_verdict *v, int day)
{
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        const struct known *k = &known[i];
        const struct step_view *x = &v->steps[k->step];
        int latest = k->latest[0] == '\0' ? DATE_NONE : day_of(k->latest);
        if (day >= day_of(k->since) &&
            (x->earliest != day_of(k->earliest) || x->latest != latest)) {
            char on[11];
            char first[11];
            fail_msg("%s: step %d from %s", date_text(day, on), k->step,
                     date_text(x->earliest, first));
        }
    }
}

TEST(pipeline_worked_timeline_day_by_day)
{
    struct file_scene s;
    struct arena a = ARENA_INIT;
    file_open(&s, NULL);
    file_worked(&s);
    for (int day = day_of("2022-03-01"); day <= day_of("2025-04-10"); day++) {
        struct pipeline_verdict v;
        char on[11];
        arena_reset(&a);
        pipeline_judge(&v, &a, &s.r, &s.f, day);
        const struct phase *p = phase_of(day);
        if (strcmp(v.state, p->state) != 0 || v.stage != p->stage ||
            v.next != p->next) {
            fail_msg("%s: %s, next %d", date_text(day, on), v.state, v.next);
        }
        expect_known(&v, day);
        bool member = day >= day_of("2024-04-20");
        assert_int_equal(v.probation_to,
                         member ? day_of("2025-01-25") : DATE_NONE);
        assert_int_equal(v.full_from,
                         member ? day_of("2025-01-26") : DATE_NONE);
        for (int no = 1; no <= PIPELINE_STEPS; no++) {
            bool running = s.r.steps[no].running;
            bool done = !running && s.f.steps[no].on <= day;
            if (!running && done != (v.steps[no].state == STEP_DONE)) {
                fail_msg("%s: step %d is %d", date_text(day, on), no,
                         (int)v.steps[no].state);
            }
        }
    }
    arena_clear(&a);
    file_close(&s);
}

static enum step_state state_on(struct file_scene *s, int no, const char *iso)
{
    struct pipeline_verdict v;
    pipeline_judge(&v, &s->a, &s->r, &s->f, day_of(iso));
    return v.steps[no].state;
}

TEST(pipeline_doors_open_on_the_day)
{
    struct file_scene s;
    struct pipeline_verdict v;
    file_open(&s, NULL);
    file_worked(&s);
    file_cut(&s, 23);
    /* Near is 30 days before the first deadline, 2025-02-10. */
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2025-01-25"));
    assert_int_equal(v.steps[23].state, STEP_BLOCKED);
    assert_int_equal(v.steps[23].earliest_strict, day_of("2025-01-26"));
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2025-01-26"));
    assert_int_equal(v.steps[23].state, STEP_DUE);
    file_cut(&s, 12);
    assert_int_equal(state_on(&s, 12, "2023-11-29"), STEP_AHEAD);
    assert_int_equal(state_on(&s, 12, "2023-11-30"), STEP_POSSIBLE);
    assert_int_equal(state_on(&s, 12, "2024-10-10"), STEP_POSSIBLE);
    assert_int_equal(state_on(&s, 12, "2024-10-11"), STEP_DUE);
    assert_int_equal(state_on(&s, 12, "2024-11-11"), STEP_DUE);
    file_cut(&s, 7);
    s.f.n_notices = 0;
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2023-09-19"));
    assert_int_equal(v.steps[7].state, STEP_BLOCKED);
    assert_int_equal(v.steps[7].earliest, day_of("2023-09-20"));
    const struct step_issue *x =
        issue_of(v.steps[7].issues, v.steps[7].n_issues, "candidate.year");
    assert_non_null(x);
    assert_string_equal(x->brief, "确定积极分子未满 1 年，最早 2023-09-20");
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2023-09-20"));
    assert_int_equal(v.steps[7].state, STEP_POSSIBLE);
    file_close(&s);
}

/* The sample of the screen: an activist since yesterday, so to say. */
TEST(pipeline_earliest_is_known_although_steps_between_are_open)
{
    struct file_scene s;
    struct pipeline_verdict v;
    file_open(&s, NULL);
    file_worked(&s);
    file_move(&s, 1, day_of("2026-03-10"));
    file_move(&s, 2, day_of("2026-04-02"));
    file_move(&s, 3, day_of("2026-11-20"));
    file_cut(&s, 4);
    s.f.n_entries = 0;
    s.f.n_helpers = 0;
    s.f.n_notices = 0;
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2026-11-20"));
    assert_string_equal(v.state, "入党积极分子");
    assert_int_equal(v.next, 4);
    assert_int_equal(v.steps[7].earliest, day_of("2027-11-20"));
    assert_int_equal(v.steps[7].state, STEP_AHEAD);
    assert_int_equal(v.steps[4].state, STEP_POSSIBLE);
    assert_int_equal(v.steps[4].latest, day_of("2026-12-20"));
    assert_int_equal(v.steps[5].state, STEP_POSSIBLE);
    assert_int_equal(v.steps[6].state, STEP_RUNNING);
    assert_int_equal(v.steps[6].have, 0);
    assert_int_equal(v.steps[6].want, 0);
    assert_int_equal(v.steps[6].next_entry, day_of("2027-02-20"));
    assert_int_equal(v.steps[8].earliest, DATE_NONE);
    assert_int_equal(v.steps[8].soonest, day_of("2027-11-20"));
    assert_int_equal(v.steps[15].soonest, day_of("2027-11-20"));
    assert_int_equal(v.steps[22].soonest, day_of("2028-10-20"));
    assert_int_equal(v.steps[23].soonest, day_of("2028-11-20"));
    /* What is open cannot have been done before today. */
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2028-02-01"));
    assert_int_equal(v.steps[7].earliest, day_of("2027-11-20"));
    assert_int_equal(v.steps[7].soonest, day_of("2028-02-01"));
    assert_int_equal(v.steps[23].soonest, day_of("2029-02-01"));
    file_close(&s);
}

/* ---- months
 * ------------------------------------------------------------------ */

TEST(pipeline_months_clamp_to_the_end)
{
    static const struct {
        const char *joined;
        int months;
        const char *to, *full_from;
    } cases[] = {
        {"2023-06-28", 0, "2024-06-27", "2024-06-28"},
        {"2023-06-28", 6, "2024-12-27", "2024-12-28"},
        {"2023-06-28", 12, "2025-06-27", "2025-06-28"},
        {"2024-02-29", 0, "2025-02-27", "2025-02-28"},
        {"2024-02-29", 6, "2025-08-27", "2025-08-28"},
        {"2022-08-31", 6, "2024-02-28", "2024-02-29"},
        {"2023-02-28", 0, "2024-02-27", "2024-02-28"},
        {"1999-03-01", 0, "2000-02-29", "2000-03-01"},
    };
    struct file_scene s;
    file_open(&s, NULL);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct probation p =
            pipeline_probation(&s.r, day_of(cases[i].joined), cases[i].months);
        if (p.from != day_of(cases[i].joined) || p.to != day_of(cases[i].to) ||
            p.full_from != day_of(cases[i].full_from)) {
            fail_msg("%s + %d", cases[i].joined, cases[i].months);
        }
    }
    file_close(&s);
}

/* Step 17 is 3 and 6 months after 15, 3 is 6 months after 1, 7 a year. */
TEST(pipeline_deadlines_clamp_to_the_end)
{
    struct file_scene s;
    struct pipeline_verdict v;
    file_open(&s, NULL);
    file_worked(&s);
    file_cut(&s, 16);
    file_move(&s, 15, day_of("2023-11-30"));
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2023-12-01"));
    assert_int_equal(v.steps[17].latest, day_of("2024-02-29"));
    file_move(&s, 15, day_of("2023-08-31"));
    s.f.steps[17].done = true;
    file_move(&s, 17, day_of("2024-02-29"));
    assert_null(file_issue(&s, 17, "approve.limit", TODAY));
    assert_non_null(file_issue(&s, 17, "approve.within", TODAY));
    file_move(&s, 17, day_of("2024-03-01"));
    const struct step_issue *x = file_issue(&s, 17, "approve.limit", TODAY);
    assert_non_null(x);
    assert_int_equal(x->day, day_of("2024-02-29"));
    assert_non_null(strstr(x->brief, "晚了 1 天"));
    file_cut(&s, 3);
    file_move(&s, 1, day_of("2023-08-31"));
    file_move(&s, 2, day_of("2023-09-01"));
    pipeline_judge(&v, &s.a, &s.r, &s.f, day_of("2023-09-02"));
    assert_int_equal(v.steps[3].earliest, day_of("2024-02-29"));
    file_close(&s);
}

/* A child of the leap day is 18 on 28 February. */
TEST(pipeline_leap_day_birthday)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    s.f.birth = day_of("2004-02-29");
    file_move(&s, 1, day_of("2022-02-28"));
    assert_null(file_issue(&s, 1, "apply.age", TODAY));
    file_move(&s, 1, day_of("2022-02-27"));
    assert_non_null(file_issue(&s, 1, "apply.age", TODAY));
    file_close(&s);
}
