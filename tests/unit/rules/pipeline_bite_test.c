/* Every row of pipeline.ini bites, and only beyond its boundary: one row here
   for each guard there, and no row without one. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_scene.h"

#define TODAY "2026-11-20"

/* Rows that a branch must put on itself. */
static const char put_on[] = "[guard.activist.notice]\nbasis = 某市\noff = no\n"
                             "[guard.accept.notice]\nbasis = 某市\noff = no\n"
                             "[guard.convert.notice]\nbasis = 某市\noff = no\n";

/* ---- tweaks: the worked file, changed to just keep or just break a row ----
 */

typedef void (*tweak_fn)(struct file_scene *s, int no, bool bad);

static void tweak_by(struct file_scene *s, int no, bool bad)
{
    s->f.steps[no].who = !bad;
}

/* The person himself, or another who is a full member. */
static void tweak_self(struct file_scene *s, int no, bool bad)
{
    s->by = (struct pipeline_helper){
        .name = "赵明", .self = bad, .full = {day_of("2005-07-01"), DATE_NONE}};
    s->f.steps[no].by = &s->by;
}

/* A full member from that day on, or from the next. */
static void tweak_talker(struct file_scene *s, int no, bool bad)
{
    tweak_self(s, no, false);
    s->by.full.from = s->f.steps[no].on + (bad ? 1 : 0);
}

static void tweak_way(struct file_scene *s, int no, bool bad)
{
    s->f.steps[no].way = bad ? "" : "其他";
}

static void tweak_number(struct file_scene *s, int no, bool bad)
{
    s->f.steps[no].number = bad ? "" : "1";
}

static void tweak_result(struct file_scene *s, int no, bool bad)
{
    s->f.steps[no].result = bad ? "" : "未通过";
}

static void tweak_league(struct file_scene *s, int no, bool bad)
{
    s->f.league = true;
    s->f.birth = day_of(bad ? "1994-09-21" : "1994-09-20");
    s->f.steps[no].way = "党员推荐";
}

static void tweak_kin(struct file_scene *s, int no, bool bad)
{
    for (size_t i = 0; i < s->f.n_helpers; i++) {
        bool mine = (strcmp(s->helpers[i].role, "contact") == 0) == (no == 5);
        s->helpers[i].kin = mine == bad;
    }
}

static void one_helper(struct file_scene *s, bool contact)
{
    s->f.n_helpers = contact ? 1 : 2;
}

static void tweak_contacts(struct file_scene *s, int no, bool bad)
{
    one_helper(s, true);
    s->helpers[0].holds.to = s->f.steps[no].on + (bad ? 0 : 1);
}

static void tweak_introducers(struct file_scene *s, int no, bool bad)
{
    s->helpers[2].holds.to = s->f.steps[no].on + (bad ? 0 : 1);
}

static void tweak_reviews_late(struct file_scene *s, int no, bool bad)
{
    (void)no;
    file_drop_entries(s, "半年考察");
    file_entry(s, "半年考察", "2023-03-20");
    file_entry(s, "半年考察", bad ? "2023-09-21" : "2023-09-20");
}

static void tweak_thoughts_late(struct file_scene *s, int no, bool bad)
{
    (void)no;
    file_drop_entries(s, "思想汇报");
    file_entry(s, "思想汇报", "2022-12-20");
    file_entry(s, "思想汇报", bad ? "2023-03-21" : "2023-03-20");
    file_entry(s, "思想汇报", "2023-06-20");
    file_entry(s, "思想汇报", "2023-09-20");
}

static void tweak_quarters_late(struct file_scene *s, int no, bool bad)
{
    (void)no;
    file_drop_entries(s, "季度考察");
    file_entry(s, "季度考察", bad ? "2024-07-21" : "2024-07-20");
    file_entry(s, "季度考察", "2024-10-20");
    file_entry(s, "季度考察", "2025-01-20");
}

/* The last one on the step's day, or a day late. */
static void tweak_reviews(struct file_scene *s, int no, bool bad)
{
    (void)no;
    file_drop_entries(s, "半年考察");
    file_entry(s, "半年考察", "2023-03-20");
    file_entry(s, "半年考察", bad ? "2023-09-26" : "2023-09-25");
}

/* The first one on the day of step 3, or a day before. */
static void tweak_thoughts(struct file_scene *s, int no, bool bad)
{
    (void)no;
    file_drop_entries(s, "思想汇报");
    file_entry(s, "思想汇报", bad ? "2022-09-19" : "2022-09-20");
    file_entry(s, "思想汇报", "2023-03-20");
    file_entry(s, "思想汇报", "2023-06-20");
    file_entry(s, "思想汇报", "2023-09-20");
}

static void tweak_opinions(struct file_scene *s, int no, bool bad)
{
    if (bad) {
        file_drop_paper(s, no, "征求意见记录");
    }
}

static void tweak_notice(struct file_scene *s, int no, bool bad)
{
    for (size_t i = 0; i < s->f.n_notices; i++) {
        if (s->notices[i].step == no) {
            s->notices[i].to -= bad ? 1 : 0;
        }
    }
}

static void tweak_hours(struct file_scene *s, int no, bool bad)
{
    s->f.steps[no].hours = bad ? 23 : 24;
    s->f.steps[no].days = 2;
}

static void tweak_meeting(struct file_scene *s, int no, bool bad)
{
    s->f.steps[no].meeting.valid = !bad;
}

static void tweak_vote(struct file_scene *s, int no, bool bad)
{
    s->f.steps[no].meeting.passed = !bad;
}

static void tweak_extend_vote(struct file_scene *s, int no, bool bad)
{
    s->f.steps[no].result = "延长预备期";
    s->f.steps[no].months = 6;
    s->f.steps[no].meeting.rule = bad ? "conversion" : "extension";
}

static void tweak_cancel_vote(struct file_scene *s, int no, bool bad)
{
    s->f.steps[no].result = "取消预备党员资格";
    s->f.steps[no].meeting.rule = bad ? "conversion" : "cancellation";
}

static void tweak_months(struct file_scene *s, int no, bool bad)
{
    tweak_extend_vote(s, no, false);
    s->f.steps[no].months = bad ? 5 : 6;
}

static void tweak_once(struct file_scene *s, int no, bool bad)
{
    tweak_extend_vote(s, no, false);
    s->f.n_rounds = 1;
    s->rounds[0] =
        (struct pipeline_round){no, "延长预备期", day_of("2025-01-26"), !bad};
}

static void tweak_stay(struct file_scene *s, int no, bool bad)
{
    (void)no;
    s->f.leave_on = day_of(bad ? "2024-04-26" : "2024-04-27");
}

static void tweak_vetted(struct file_scene *s, int no, bool bad)
{
    (void)no;
    s->f.steps[10].result = bad ? "不合格" : "合格";
}

static void tweak_preview(struct file_scene *s, int no, bool bad)
{
    (void)no;
    s->f.steps[13].result = bad ? "不合格" : "合格";
}

static void tweak_passed(struct file_scene *s, int no, bool bad)
{
    (void)no;
    s->f.steps[15].result = bad ? "未通过" : "通过";
}

static void tweak_approved(struct file_scene *s, int no, bool bad)
{
    (void)no;
    s->f.steps[17].result = bad ? "未批准" : "批准";
}

static void tweak_replied(struct file_scene *s, int no, bool bad)
{
    (void)no;
    s->f.steps[8].result = bad ? "不同意" : "同意";
}

/* Cancelled on the day of the approval, or a day before. */
static void tweak_admitted(struct file_scene *s, int no, bool bad)
{
    tweak_cancel_vote(s, no, false);
    file_move(s, no, day_of(bad ? "2024-04-19" : "2024-04-20"));
}

static void tweak_decided(struct file_scene *s, int no, bool bad)
{
    (void)no;
    s->f.steps[23].result = bad ? "未形成决议" : "取消预备党员资格";
}

static void tweak_confirmed(struct file_scene *s, int no, bool bad)
{
    (void)no;
    s->f.steps[24].result = bad ? "未批准" : "批准";
}

/* ---- the table --------------------------------------------------------------
 */

/* A day row: the step on `good` keeps the rule, on `bad`, one day on, it does
   not.  A tweak row: the file changed so.  An age row moves the birth. */
static const struct bite {
    const char *code;
    int no;
    bool refuses;
    const char *good, *bad;
    tweak_fn tweak;
} bites[] = {
    {"apply.age", 1, true, "2016-05-01", "2016-04-30", NULL},
    {"talk.order", 2, true, "2022-03-15", "2022-03-14", NULL},
    {"talk.within", 2, false, "2022-04-15", "2022-04-16", NULL},
    {"talk.by", 2, true, NULL, NULL, tweak_by},
    {"talk.self", 2, true, NULL, NULL, tweak_self},
    {"talk.member", 2, false, NULL, NULL, tweak_talker},
    {"activist.order", 3, true, "2022-04-10", "2022-04-09", NULL},
    {"activist.wait", 3, false, "2022-09-15", "2022-09-14", NULL},
    {"activist.way", 3, true, NULL, NULL, tweak_way},
    {"activist.meeting", 3, true, NULL, NULL, tweak_meeting},
    {"activist.league", 3, false, NULL, NULL, tweak_league},
    {"activist.notice", 3, false, NULL, NULL, tweak_notice},
    {"record.order", 4, true, "2022-09-20", "2022-09-19", NULL},
    {"record.within", 4, false, "2022-10-20", "2022-10-21", NULL},
    {"contact.order", 5, true, "2022-09-20", "2022-09-19", NULL},
    {"contact.who", 5, true, NULL, NULL, tweak_contacts},
    {"contact.kin", 5, false, NULL, NULL, tweak_kin},
    {"review.rhythm", 6, false, NULL, NULL, tweak_reviews_late},
    {"thought.rhythm", 6, false, NULL, NULL, tweak_thoughts_late},
    {"candidate.order", 7, true, "2022-10-08", "2022-10-07", NULL},
    {"candidate.year", 7, true, "2023-09-20", "2023-09-19", NULL},
    {"candidate.reviews", 7, true, NULL, NULL, tweak_reviews},
    {"candidate.spread", 7, false, NULL, NULL, tweak_reviews_late},
    {"candidate.thoughts", 7, false, NULL, NULL, tweak_thoughts},
    {"candidate.contacts", 7, true, NULL, NULL, tweak_contacts},
    {"candidate.opinions", 7, false, NULL, NULL, tweak_opinions},
    {"candidate.meeting", 7, true, NULL, NULL, tweak_meeting},
    {"candidate.notice", 7, false, NULL, NULL, tweak_notice},
    {"reply.order", 8, true, "2023-09-25", "2023-09-24", NULL},
    {"reply.result", 8, true, NULL, NULL, tweak_result},
    {"introducer.order", 9, true, "2023-10-12", "2023-10-11", NULL},
    {"introducer.reply", 9, true, NULL, NULL, tweak_replied},
    {"introducer.who", 9, true, NULL, NULL, tweak_introducers},
    {"introducer.kin", 9, false, NULL, NULL, tweak_kin},
    {"vetting.order", 10, true, "2023-10-12", "2023-10-11", NULL},
    {"vetting.reply", 10, true, NULL, NULL, tweak_replied},
    {"vetting.result", 10, true, NULL, NULL, tweak_result},
    {"training.order", 11, true, "2023-10-12", "2023-10-11", NULL},
    {"training.reply", 11, true, NULL, NULL, tweak_replied},
    {"training.length", 11, true, NULL, NULL, tweak_hours},
    {"board.introducers", 12, true, "2023-10-20", "2023-10-19", NULL},
    {"board.vetting", 12, true, "2023-11-10", "2023-11-09", NULL},
    {"board.vetted", 12, true, NULL, NULL, tweak_vetted},
    {"board.training", 12, true, "2023-11-30", "2023-11-29", NULL},
    {"board.valid", 12, false, "2024-11-10", "2024-11-11", NULL},
    {"board.meeting", 12, true, NULL, NULL, tweak_meeting},
    {"preview.order", 13, true, "2023-12-15", "2023-12-14", NULL},
    {"preview.result", 13, true, NULL, NULL, tweak_result},
    {"preview.within", 13, false, "2024-01-20", "2024-01-21", NULL},
    {"booklet.order", 14, true, "2024-01-08", "2024-01-07", NULL},
    {"booklet.preview", 14, true, NULL, NULL, tweak_preview},
    {"booklet.number", 14, false, NULL, NULL, tweak_number},
    {"accept.order", 15, true, "2024-01-15", "2024-01-14", NULL},
    {"accept.result", 15, true, NULL, NULL, tweak_result},
    {"accept.meeting", 15, true, NULL, NULL, tweak_meeting},
    {"accept.vote", 15, true, NULL, NULL, tweak_vote},
    {"accept.introducers", 15, true, NULL, NULL, tweak_introducers},
    {"accept.within", 15, false, "2024-02-08", "2024-02-09", NULL},
    {"accept.valid", 15, false, "2024-11-10", "2024-11-11", NULL},
    {"accept.stay", 15, false, NULL, NULL, tweak_stay},
    {"accept.notice", 15, false, NULL, NULL, tweak_notice},
    {"interview.order", 16, true, "2024-01-26", "2024-01-25", NULL},
    {"interview.passed", 16, true, NULL, NULL, tweak_passed},
    {"interview.by", 16, true, NULL, NULL, tweak_by},
    {"interview.self", 16, true, NULL, NULL, tweak_self},
    {"interview.member", 16, true, NULL, NULL, tweak_talker},
    {"approve.order", 17, true, "2024-01-26", "2024-01-25", NULL},
    {"approve.passed", 17, true, NULL, NULL, tweak_passed},
    {"approve.interview", 17, true, "2024-04-10", "2024-04-09", NULL},
    {"approve.result", 17, true, NULL, NULL, tweak_result},
    {"approve.within", 17, false, "2024-04-26", "2024-04-27", NULL},
    {"approve.limit", 17, true, "2024-07-26", "2024-07-27", NULL},
    {"filed.order", 18, true, "2024-04-20", "2024-04-19", NULL},
    {"filed.approved", 18, true, NULL, NULL, tweak_approved},
    {"placed.order", 19, true, "2024-04-20", "2024-04-19", NULL},
    {"placed.approved", 19, true, NULL, NULL, tweak_approved},
    {"oath.order", 20, true, "2024-04-20", "2024-04-19", NULL},
    {"oath.approved", 20, true, NULL, NULL, tweak_approved},
    {"oath.within", 20, false, "2024-05-20", "2024-05-21", NULL},
    {"quarter.rhythm", 21, false, NULL, NULL, tweak_quarters_late},
    {"request.order", 22, true, "2024-04-20", "2024-04-19", NULL},
    {"request.approved", 22, true, NULL, NULL, tweak_approved},
    {"request.early", 22, false, "2024-12-26", "2024-12-25", NULL},
    {"request.within", 22, false, "2025-01-19", "2025-01-20", NULL},
    {"convert.order", 23, true, "2025-01-10", "2025-01-09", NULL},
    {"convert.admitted", 23, true, NULL, NULL, tweak_admitted},
    {"convert.approved", 23, true, NULL, NULL, tweak_approved},
    {"convert.probation", 23, true, "2025-01-26", "2025-01-25", NULL},
    {"convert.result", 23, true, NULL, NULL, tweak_result},
    {"convert.meeting", 23, true, NULL, NULL, tweak_meeting},
    {"convert.vote", 23, true, NULL, NULL, tweak_vote},
    {"extend.vote", 23, true, NULL, NULL, tweak_extend_vote},
    {"cancel.vote", 23, true, NULL, NULL, tweak_cancel_vote},
    {"extend.months", 23, true, NULL, NULL, tweak_months},
    {"extend.once", 23, true, NULL, NULL, tweak_once},
    {"convert.soon", 23, false, "2025-02-10", "2025-02-11", NULL},
    {"convert.within", 23, false, "2025-02-26", "2025-02-27", NULL},
    {"convert.notice", 23, false, NULL, NULL, tweak_notice},
    {"confirm.order", 24, true, "2025-02-05", "2025-02-04", NULL},
    {"confirm.passed", 24, true, NULL, NULL, tweak_decided},
    {"confirm.result", 24, true, NULL, NULL, tweak_result},
    {"confirm.within", 24, false, "2025-05-05", "2025-05-06", NULL},
    {"archive.order", 25, true, "2025-03-20", "2025-03-19", NULL},
    {"archive.approved", 25, true, NULL, NULL, tweak_confirmed},
    {"archive.within", 25, false, "2025-03-27", "2025-03-28", NULL},
};

static void apply(struct file_scene *s, const struct bite *b, bool bad)
{
    file_open(s, put_on);
    file_worked(s);
    if (b->tweak != NULL) {
        b->tweak(s, b->no, bad);
    } else {
        file_move(s, b->no, day_of(bad ? b->bad : b->good));
    }
}

/* A day row also says which day it allows. */
static bool day_fits(const struct bite *b, const struct step_issue *x)
{
    return b->good == NULL || x->day == day_of(b->good);
}

TEST(pipeline_each_row_bites_beyond_its_boundary)
{
    int wrong = 0;
    for (size_t i = 0; i < ARRAY_LEN(bites); i++) {
        const struct bite *b = &bites[i];
        struct file_scene s;
        apply(&s, b, false);
        if (file_issue(&s, b->no, b->code, day_of(TODAY)) != NULL) {
            fprintf(stderr, "%s bites within its boundary\n", b->code);
            wrong++;
        }
        file_close(&s);
        apply(&s, b, true);
        const struct step_issue *x =
            file_issue(&s, b->no, b->code, day_of(TODAY));
        if (x == NULL || x->refuses != b->refuses || x->reasoned ||
            x->step != b->no || x->text == NULL || x->brief[0] == '\0' ||
            strstr(x->text, x->guard->basis) == NULL || !day_fits(b, x)) {
            fprintf(stderr, "%s: %s\n", b->code,
                    x == NULL ? "does not bite" : x->text);
            wrong++;
        }
        file_close(&s);
    }
    assert_int_equal(wrong, 0);
}

TEST(pipeline_each_row_is_also_seen_in_the_verdict_and_the_audit)
{
    for (size_t i = 0; i < ARRAY_LEN(bites); i++) {
        const struct bite *b = &bites[i];
        struct file_scene s;
        struct pipeline_verdict v;
        struct file_finding *found;
        apply(&s, b, true);
        pipeline_judge(&v, &s.a, &s.r, &s.f, day_of(TODAY));
        const struct step_view *view = &v.steps[b->no];
        if (view->state != STEP_FAULTY ||
            issue_of(view->issues, view->n_issues, b->code) == NULL) {
            fail_msg("%s: not in the verdict", b->code);
        }
        size_t n = pipeline_audit(&s.a, &s.r, &s.f, day_of(TODAY), &found);
        size_t at = 0;
        while (at < n && (found[at].guard == NULL ||
                          strcmp(found[at].guard->code, b->code) != 0)) {
            at++;
        }
        if (at == n || found[at].grave != b->refuses ||
            found[at].remedy[0] == '\0') {
            fail_msg("%s: not in the audit", b->code);
        }
        file_close(&s);
    }
}

TEST(pipeline_no_row_is_without_a_test)
{
    struct file_scene s;
    file_open(&s, NULL);
    for (size_t i = 0; i < s.r.n_guards; i++) {
        size_t n = 0;
        for (size_t b = 0; b < ARRAY_LEN(bites); b++) {
            n += strcmp(bites[b].code, s.r.guards[i].code) == 0;
        }
        if (n != 1) {
            fail_msg("%s has %zu tests", s.r.guards[i].code, n);
        }
    }
    assert_int_equal(s.r.n_guards, ARRAY_LEN(bites));
    file_close(&s);
}

/* ---- reasons
 * ------------------------------------------------------------------ */

TEST(pipeline_a_reason_is_enough_for_some_rows_only)
{
    for (size_t i = 0; i < ARRAY_LEN(bites); i++) {
        const struct bite *b = &bites[i];
        struct file_scene s;
        apply(&s, b, true);
        s.f.steps[b->no].reason = "记录员当时出差";
        const struct step_issue *x =
            file_issue(&s, b->no, b->code, day_of(TODAY));
        assert_non_null(x);
        assert_int_equal(x->reasoned, !b->refuses);
        assert_int_equal(step_issues_refuse(x, 1), b->refuses);
        assert_false(step_issues_want_reason(x, 1));
        file_close(&s);
    }
}
