/* 培养联系人 and 入党介绍人 who take another's place later: held to the rows of
   the step that names them, on the day they begin (domain.md 2.2). */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_scene.h"

#define TODAY day_of("2026-11-20")

/* 钱惠 is contact from 2022-10-10 on, 钱惠 and 孙立 introducers from 2023-10-20
   on; 孙立 hands over to 李勤 on 2024-06-01. */
struct later_scene {
    struct file_scene s;
    struct pipeline_helper *gone, *came;
};

static void open_later(struct later_scene *x, const char *role)
{
    struct file_scene *s = &x->s;
    const int day = day_of("2024-06-01");
    file_open(s, NULL);
    file_worked(s);
    for (size_t i = 0; i < s->f.n_helpers; i++) {
        s->helpers[i].person = i == 2 ? 12 : 11;
    }
    x->gone = &s->helpers[strcmp(role, "contact") == 0 ? 0 : 2];
    x->gone->holds.to = day;
    x->came = &s->helpers[s->f.n_helpers++];
    *x->came =
        (struct pipeline_helper){.role = role,
                                 .name = "李勤",
                                 .holds = {day, DATE_NONE},
                                 .full = {day_of("2010-07-01"), DATE_NONE},
                                 .person = 13};
}

/* What is said of him, in all three places alike; NULL: nothing. */
static const struct step_issue *said(struct later_scene *x, int no,
                                     const char *code)
{
    struct file_scene *s = &x->s;
    struct step_issue *list;
    struct pipeline_verdict v;
    struct file_finding *found;
    const size_t at = (size_t)(x->came - s->helpers);
    size_t n = pipeline_helper_check(&s->a, &s->r, &s->f, at, &list);
    const struct step_issue *one = issue_of(list, n, code);
    assert_int_equal(n, one != NULL);
    assert_int_equal(file_issue(s, no, code, TODAY) != NULL, one != NULL);
    pipeline_judge(&v, &s->a, &s->r, &s->f, TODAY);
    assert_int_equal(v.steps[no].n_issues, n);
    assert_int_equal(v.steps[no].state,
                     one == NULL || one->reasoned ? STEP_DONE : STEP_FAULTY);
    assert_int_equal(pipeline_audit(&s->a, &s->r, &s->f, TODAY, &found), n);
    if (one != NULL) {
        assert_int_equal(one->step, no);
    }
    return one;
}

static void expect_refused(struct later_scene *x, const char *role,
                           const char *why)
{
    bool contact = strcmp(role, "contact") == 0;
    const struct step_issue *one =
        said(x, contact ? 5 : 9, contact ? "contact.who" : "introducer.who");
    if (why == NULL) {
        assert_null(one);
    } else {
        assert_non_null(one);
        assert_true(one->refuses);
        if (strstr(one->brief, why) == NULL) {
            fail_msg("%s", one->brief);
        }
    }
}

static const char *const roles[] = {"contact", "introducer"};

TEST(pipeline_who_comes_later_is_a_full_member_on_the_day_he_begins)
{
    for (size_t i = 0; i < ARRAY_LEN(roles); i++) {
        struct later_scene x;
        open_later(&x, roles[i]);
        const int day = x.came->holds.from;
        expect_refused(&x, roles[i], NULL);
        x.came->full.from = day;
        expect_refused(&x, roles[i], NULL);
        x.came->full.from = day + 1;
        expect_refused(&x, roles[i], "不是本支部的正式党员");
        x.came->full = (struct pipeline_span){day - 900, day + 1};
        expect_refused(&x, roles[i], NULL);
        x.came->full.to = day;
        expect_refused(&x, roles[i], "已经不在本支部");
        x.came->full = (struct pipeline_span){DATE_NONE, DATE_NONE};
        expect_refused(&x, roles[i],
                       "2024-06-01 李勤 当日不是本支部的正式党员");
        x.came->outside = true;
        expect_refused(&x, roles[i], NULL);
        x.came->self = true;
        expect_refused(&x, roles[i], "是本人");
        file_close(&x.s);
    }
}

TEST(pipeline_who_comes_later_has_his_rights_on_the_day_he_begins)
{
    struct later_scene x;
    open_later(&x, "introducer");
    const int day = x.came->holds.from;
    struct pipeline_span barred = {day - 100, day};
    x.came->barred = &barred;
    x.came->n_barred = 1;
    expect_refused(&x, "introducer", NULL);
    barred.to = day + 1;
    expect_refused(&x, "introducer", "没有党员权利");
    barred = (struct pipeline_span){day + 1, DATE_NONE};
    expect_refused(&x, "introducer", NULL);
    file_close(&x.s);
}

/* At most two at a time, and not the same man twice.  That one is still missing
   is asked for by the next step. */
TEST(pipeline_who_comes_later_takes_a_place_that_is_free)
{
    struct later_scene x;
    open_later(&x, "introducer");
    const int day = x.came->holds.from;
    x.gone->holds.to = day + 1;
    expect_refused(&x, "introducer", "有 3 名，最多 2 名");
    x.gone->holds.to = day;
    expect_refused(&x, "introducer", NULL);
    x.s.helpers[1].holds.to = day;
    expect_refused(&x, "introducer", NULL);
    x.s.helpers[1].holds.to = DATE_NONE;
    x.came->person = 11; /* 钱惠, who is one already */
    expect_refused(&x, "introducer", "已经在任");
    x.came->person = 12; /* 孙立, back the day he left */
    expect_refused(&x, "introducer", NULL);
    file_close(&x.s);
    open_later(&x, "contact");
    x.gone->holds.to = DATE_NONE;
    expect_refused(&x, "contact", NULL);
    struct pipeline_helper *third = &x.s.helpers[x.s.f.n_helpers++];
    *third = *x.came;
    third->person = 14;
    third->holds.from = day - 1;
    expect_refused(&x, "contact", "有 3 名，最多 2 名");
    file_close(&x.s);
}

TEST(pipeline_kin_who_comes_later_takes_a_reason_of_his_own)
{
    for (size_t i = 0; i < ARRAY_LEN(roles); i++) {
        struct later_scene x;
        int no = i == 0 ? 5 : 9;
        const char *code = i == 0 ? "contact.kin" : "introducer.kin";
        open_later(&x, roles[i]);
        x.s.f.steps[no].reason = "为别人写的";
        assert_null(said(&x, no, code));
        x.came->kin = true;
        const struct step_issue *one = said(&x, no, code);
        assert_non_null(one);
        assert_false(one->refuses);
        assert_false(one->reasoned);
        x.came->reason = "支部没有别的正式党员";
        one = said(&x, no, code);
        assert_non_null(one);
        assert_true(one->reasoned);
        struct file_finding *found;
        assert_int_equal(pipeline_audit(&x.s.a, &x.s.r, &x.s.f, TODAY, &found),
                         1);
        assert_non_null(strstr(found[0].text, "支部没有别的正式党员"));
        file_close(&x.s);
    }
}

/* The helpers of another branch are its own; those named here are not. */
TEST(pipeline_who_comes_later_to_a_file_from_elsewhere_is_held_to_the_rows)
{
    struct later_scene x;
    open_later(&x, "introducer");
    const int day = x.came->holds.from;
    x.came->full.from = day + 1;
    x.s.f.steps[9].elsewhere = true;
    x.s.f.theirs_before = day + 1;
    expect_refused(&x, "introducer", NULL);
    x.s.f.theirs_before = day;
    expect_refused(&x, "introducer", "不是本支部的正式党员");
    file_close(&x.s);
}

TEST(pipeline_who_comes_later_is_not_seen_before_he_does)
{
    struct later_scene x;
    struct pipeline_verdict v;
    open_later(&x, "contact");
    x.came->full.from = x.came->holds.from + 1;
    pipeline_judge(&v, &x.s.a, &x.s.r, &x.s.f, x.came->holds.from - 1);
    assert_int_equal(v.steps[5].state, STEP_DONE);
    pipeline_judge(&v, &x.s.a, &x.s.r, &x.s.f, x.came->holds.from);
    assert_int_equal(v.steps[5].state, STEP_FAULTY);
    /* Nobody was named yet: the step itself will ask. */
    struct step_issue *list;
    file_cut(&x.s, 5);
    assert_int_equal(pipeline_helper_check(&x.s.a, &x.s.r, &x.s.f,
                                           (size_t)(x.came - x.s.helpers),
                                           &list),
                     0);
    file_close(&x.s);
}
