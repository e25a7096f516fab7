/* Rows of 发展党员 that can be broken in more than one way: meetings, votes,
   helpers, training, extensions, 公示, the League. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_scene.h"

#define TODAY "2026-11-20"

static void expect_meeting(const char *what, struct pipeline_meeting m,
                           bool broken)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    s.f.steps[15].meeting = m;
    const struct step_issue *x =
        file_issue(&s, 15, "accept.meeting", day_of(TODAY));
    if ((x != NULL) != broken) {
        fail_msg("%s: %s", what, x == NULL ? "accepted" : x->text);
    }
    file_close(&s);
}

TEST(pipeline_meeting_must_be_the_right_one)
{
    const struct pipeline_meeting good = {1,
                                          "branch.meeting",
                                          day_of("2024-01-26"),
                                          true,
                                          true,
                                          "admission",
                                          true,
                                          "",
                                          0};
    struct pipeline_meeting m = good;
    expect_meeting("good", m, false);
    m.kind = "";
    expect_meeting("none", m, true);
    m = good;
    m.kind = "committee.meeting";
    expect_meeting("kind", m, true);
    m = good;
    m.kind = "branch";
    expect_meeting("half a kind", m, true);
    m.kind = "lecture branch.meeting";
    expect_meeting("one of two kinds", m, false);
    m = good;
    m.valid = false;
    expect_meeting("no quorum", m, true);
    m = good;
    m.about = false;
    expect_meeting("another topic", m, true);
    m = good;
    m.on++;
    expect_meeting("another day", m, true);
}

TEST(pipeline_vote_must_be_of_the_right_kind)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    s.f.steps[15].meeting.rule = "general";
    assert_non_null(file_issue(&s, 15, "accept.vote", day_of(TODAY)));
    s.f.steps[15].meeting.rule = "";
    assert_non_null(file_issue(&s, 15, "accept.vote", day_of(TODAY)));
    /* Turned down: no majority is needed for that. */
    s.f.steps[15].result = "未通过";
    s.f.steps[15].meeting.passed = false;
    assert_null(file_issue(&s, 15, "accept.vote", day_of(TODAY)));
    file_close(&s);
}

struct helper_case {
    const char *what;
    int n; /* of introducers who hold on the day */
    struct pipeline_helper odd;
    bool broken;
};

static void expect_helpers(const struct helper_case *t)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    for (int i = 0; i < t->n; i++) {
        s.helpers[1 + i] = s.helpers[1];
        s.helpers[1 + i].person = i + 1;
    }
    s.f.n_helpers = 1 + (size_t)t->n;
    if (t->odd.role != NULL) {
        s.helpers[t->n] = t->odd;
    }
    const struct step_issue *x =
        file_issue(&s, 9, "introducer.who", day_of(TODAY));
    if ((x != NULL) != t->broken) {
        fail_msg("%s: %s", t->what, x == NULL ? "accepted" : x->text);
    }
    file_close(&s);
}

TEST(pipeline_notices_of_another_time_do_not_count)
{
    static const struct {
        const char *what, *from, *to, *again;
        bool objected, broken;
    } cases[] = {
        {"as worked", NULL, NULL, NULL, false, false},
        {"before the activist", "2022-09-12", "2022-09-19", NULL, false, true},
        {"an objection in another one", "2023-09-04", "2023-09-11", NULL, true,
         true},
        {"of an attempt before", NULL, NULL, "2023-09-24", false, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct file_scene s;
        file_open(&s, NULL);
        file_worked(&s);
        if (cases[i].objected) {
            s.notices[s.f.n_notices++] = (struct pipeline_notice){
                7, day_of(cases[i].from), day_of(cases[i].to), true};
        }
        for (size_t k = 0; k < s.f.n_notices && !cases[i].objected; k++) {
            if (s.notices[k].step == 7 && cases[i].from != NULL) {
                s.notices[k].from = day_of(cases[i].from);
                s.notices[k].to = day_of(cases[i].to);
            }
        }
        if (cases[i].again != NULL) {
            s.f.n_rounds = 1;
            s.rounds[0] =
                (struct pipeline_round){7, "", day_of(cases[i].again), true};
        }
        const struct step_issue *x =
            file_issue(&s, 7, "candidate.notice", day_of(TODAY));
        if ((x != NULL) != cases[i].broken) {
            fail_msg("%s: %s", cases[i].what, x == NULL ? "accepted" : x->text);
        }
        file_close(&s);
    }
}

#define ODD(who, ...)                                                          \
    {                                                                          \
        .role = "introducer", .name = who, .holds = holds, .person = 91,       \
        __VA_ARGS__                                                            \
    }

TEST(pipeline_helpers_are_two_full_members_with_rights)
{
    const int on = day_of("2023-10-20");
    const struct pipeline_span holds = {on, DATE_NONE};
    const struct pipeline_span long_full = {on - 3000, DATE_NONE};
    const struct pipeline_span barred[] = {{on - 300, on - 100},
                                           {on - 10, on + 1}};
    const struct pipeline_span never = {DATE_NONE, DATE_NONE};
    const struct pipeline_span free_again[] = {{on - 300, on}};
    const struct helper_case cases[] = {
        {"none", 0, {0}, true},
        {"one", 1, {0}, true},
        {"two", 2, {0}, false},
        {"three", 3, {0}, true},
        {"the same man twice",
         2,
         {.role = "introducer",
          .name = "别名",
          .holds = holds,
          .full = long_full,
          .person = 1},
         true},
        {"himself", 2, ODD("本人", .self = true, .full = long_full), true},
        {"of another branch", 2, ODD("外单位", .outside = true, .full = never),
         false},
        {"never full", 2, ODD("预备", .full = never), true},
        {"full on that day", 2, ODD("转正", .full = {on, DATE_NONE}), false},
        {"full a day later", 2, ODD("转正", .full = {on + 1, DATE_NONE}), true},
        {"left on that day", 2, ODD("转出", .full = {on - 3000, on}), true},
        {"left the day after", 2, ODD("转出", .full = {on - 3000, on + 1}),
         false},
        {"barred", 2,
         ODD("留察", .full = long_full, .barred = barred, .n_barred = 2), true},
        {"rights restored on that day", 2,
         ODD("恢复", .full = long_full, .barred = free_again, .n_barred = 1),
         false},
        {"named a day later",
         2,
         {.role = "introducer",
          .name = "后定",
          .holds = {on + 1, DATE_NONE},
          .full = long_full,
          .person = 91},
         true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        expect_helpers(&cases[i]);
    }
}

static bool trained(int hours, int days)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    s.f.steps[11].hours = hours;
    s.f.steps[11].days = days;
    bool good = file_issue(&s, 11, "training.length", day_of(TODAY)) == NULL;
    file_close(&s);
    return good;
}

TEST(pipeline_training_is_three_days_or_24_hours)
{
    assert_true(trained(24, -1));
    assert_true(trained(24, 1));
    assert_false(trained(23, -1));
    assert_false(trained(20, 2));
    assert_true(trained(23, 3));
    assert_true(trained(-1, 3));
    assert_false(trained(-1, 2));
    assert_false(trained(-1, -1));
}

static bool extended(int months)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    s.f.steps[23].result = "延长预备期";
    s.f.steps[23].meeting.rule = "extension";
    s.f.steps[23].months = months;
    bool good = file_issue(&s, 23, "extend.months", day_of(TODAY)) == NULL;
    file_close(&s);
    return good;
}

TEST(pipeline_extension_is_six_to_twelve_months)
{
    assert_false(extended(-1));
    assert_false(extended(3));
    assert_false(extended(5));
    assert_true(extended(6));
    assert_true(extended(12));
    assert_false(extended(13));
}

/* A notice of step 7, which is on 2023-09-25, a Monday. */
static bool noticed(const char *from, const char *to, bool objected)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    s.notices[1] =
        (struct pipeline_notice){7, day_of(from), day_of(to), objected};
    bool good = file_issue(&s, 7, "candidate.notice", day_of(TODAY)) == NULL;
    file_close(&s);
    return good;
}

TEST(pipeline_notice_is_five_working_days_and_over)
{
    assert_true(noticed("2023-09-18", "2023-09-22", false));
    assert_true(noticed("2023-09-16", "2023-09-24", false));
    assert_false(noticed("2023-09-19", "2023-09-23", false));
    assert_false(noticed("2023-09-18", "2023-09-25", false)); /* not over */
    assert_true(noticed("2023-09-18", "2023-09-24", false));
    assert_false(noticed("2023-09-18", "2023-09-22", true));
}

/* 2025-10-01 to 08 are holidays; 2025-09-28, a Sunday, is worked. */
TEST(pipeline_notice_counts_holidays_and_worked_sundays)
{
    static const struct {
        const char *from, *to;
        bool good;
    } cases[] = {
        {"2025-09-25", "2025-10-05", true},
        {"2025-09-26", "2025-10-08", false},
        {"2025-09-28", "2025-10-08", false},
    };
    struct err err = ERR_INIT;
    struct file_scene s;
    assert_true(
        date_load_holidays(embed_find("rules/holidays.txt")->text, &err));
    file_open(&s, NULL);
    file_worked(&s);
    file_move(&s, 7, day_of("2025-10-09"));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        s.notices[1] = (struct pipeline_notice){7, day_of(cases[i].from),
                                                day_of(cases[i].to), false};
        bool good =
            file_issue(&s, 7, "candidate.notice", day_of(TODAY)) == NULL;
        if (good != cases[i].good) {
            fail_msg("%s", cases[i].from);
        }
    }
    file_close(&s);
}

TEST(pipeline_league_members_are_recommended_by_the_league)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    s.f.league = true;
    s.f.birth = day_of("1994-09-21");
    assert_non_null(file_issue(&s, 3, "activist.league", day_of(TODAY)));
    s.f.steps[3].way = "团组织推优";
    assert_null(file_issue(&s, 3, "activist.league", day_of(TODAY)));
    s.f.steps[3].way = "党员推荐";
    s.f.league = false;
    assert_null(file_issue(&s, 3, "activist.league", day_of(TODAY)));
    file_close(&s);
}

/* ---- decisions and entries that are counted once ------------------------ */

TEST(pipeline_a_topic_that_was_turned_down_decides_nothing)
{
    static const int steps[] = {3, 7, 12};
    static const char *const codes[] = {"activist.meeting", "candidate.meeting",
                                        "board.meeting"};
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        struct file_scene s;
        file_open(&s, NULL);
        file_worked(&s);
        struct pipeline_meeting *m = &s.f.steps[steps[i]].meeting;
        m->rule = "simple";
        m->passed = true;
        assert_null(file_issue(&s, steps[i], codes[i], day_of("2026-11-20")));
        m->passed = false;
        assert_true(
            file_issue(&s, steps[i], codes[i], day_of("2026-11-20"))->refuses);
        file_close(&s);
    }
}

TEST(pipeline_a_topic_serves_one_step)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    s.f.steps[7].meeting.topic = 5;
    s.f.steps[12].meeting.topic = 6;
    assert_null(file_issue(&s, 12, "board.meeting", day_of("2026-11-20")));
    s.f.steps[12].meeting.topic = 5;
    assert_non_null(file_issue(&s, 12, "board.meeting", day_of("2026-11-20")));
    assert_null(file_issue(&s, 7, "candidate.meeting", day_of("2026-11-20")));
    file_close(&s);
}

TEST(pipeline_two_reviews_of_one_day_are_one)
{
    struct file_scene s;
    file_open(&s, NULL);
    file_worked(&s);
    file_drop_entries(&s, "半年考察");
    file_entry(&s, "半年考察", "2023-03-20");
    file_entry(&s, "半年考察", "2023-03-20");
    assert_non_null(
        file_issue(&s, 7, "candidate.reviews", day_of("2026-11-20")));
    file_entry(&s, "半年考察", "2023-03-21");
    assert_null(file_issue(&s, 7, "candidate.reviews", day_of("2026-11-20")));
    file_close(&s);
}
