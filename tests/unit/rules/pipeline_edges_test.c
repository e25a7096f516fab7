/* Both sides of each boundary that a row has beside its day: how many help and
   on which days they may, from when to when a notice or an entry counts, which
   meetings decide.  Days of the steps themselves: pipeline_bite_test.c. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_scene.h"

#define TODAY day_of("2026-11-20")

static void open_worked(struct file_scene *s)
{
    file_open(s, "[guard.activist.notice]\nbasis = 某市\noff = no\n"
                 "[guard.accept.notice]\nbasis = 某市\noff = no\n"
                 "[guard.convert.notice]\nbasis = 某市\noff = no\n");
    file_worked(s);
}

/* The file is done with. */
static void expect_row(struct file_scene *s, int no, const char *code,
                       bool broken, const char *what)
{
    const struct step_issue *x = file_issue(s, no, code, TODAY);
    if ((x != NULL) != broken) {
        fail_msg("%s, %s: %s", code, what, x == NULL ? "kept" : x->text);
    }
    file_close(s);
}

/* ---- helpers --------------------------------------------------------------
 */

static const struct helper_row {
    const char *code;
    int no;
    const char *role;
    int least, most; /* domain.md 2.2 */
} helper_rows[] = {
    {"contact.who", 5, "contact", 1, 2},
    {"candidate.contacts", 7, "contact", 1, 2},
    {"introducer.who", 9, "introducer", 2, 2},
    {"accept.introducers", 15, "introducer", 2, 2},
};

/* So many of the role from the step's day on, and nobody else. */
static struct pipeline_helper *put_helpers(struct file_scene *s,
                                           const struct helper_row *r, int n)
{
    const int on = s->f.steps[r->no].on;
    s->f.n_helpers = (size_t)n;
    for (int i = 0; i < n; i++) {
        s->helpers[i] = (struct pipeline_helper){.role = r->role,
                                                 .name = "某人",
                                                 .holds = {on, DATE_NONE},
                                                 .full = {on, DATE_NONE},
                                                 .person = i + 1};
    }
    return &s->helpers[n - 1];
}

TEST(pipeline_as_many_help_as_may)
{
    for (size_t i = 0; i < ARRAY_LEN(helper_rows); i++) {
        const struct helper_row *r = &helper_rows[i];
        for (int n = 0; n <= r->most + 1; n++) {
            struct file_scene s;
            open_worked(&s);
            put_helpers(&s, r, n);
            expect_row(&s, r->no, r->code, n < r->least || n > r->most,
                       "count");
        }
    }
}

static void expect_helper(const struct helper_row *r, struct pipeline_span full,
                          struct pipeline_span barred, bool broken,
                          const char *what)
{
    struct file_scene s;
    open_worked(&s);
    struct pipeline_helper *h = put_helpers(&s, r, r->most);
    const int on = s.f.steps[r->no].on;
    /* Days of the table are counted from the step's. */
    h->full = (struct pipeline_span){
        on + full.from, full.to == DATE_NONE ? DATE_NONE : on + full.to};
    barred = (struct pipeline_span){on + barred.from, on + barred.to};
    h->barred = &barred;
    h->n_barred = 1;
    expect_row(&s, r->no, r->code, broken, what);
}

TEST(pipeline_helpers_may_on_the_day)
{
    static const struct {
        const char *what;
        struct pipeline_span full, barred;
        bool broken;
    } cases[] = {
        {"full that day", {0, DATE_NONE}, {-9, -8}, false},
        {"full the next", {1, DATE_NONE}, {-9, -8}, true},
        {"left the next", {-9, 1}, {-9, -8}, false},
        {"left that day", {-9, 0}, {-9, -8}, true},
        {"rights back that day", {-99, DATE_NONE}, {-9, 0}, false},
        {"rights back the next", {-99, DATE_NONE}, {-9, 1}, true},
        {"rights lost the next", {-99, DATE_NONE}, {1, 9}, false},
        {"rights lost that day", {-99, DATE_NONE}, {0, 9}, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(helper_rows); i++) {
        for (size_t c = 0; c < ARRAY_LEN(cases); c++) {
            expect_helper(&helper_rows[i], cases[c].full, cases[c].barred,
                          cases[c].broken, cases[c].what);
        }
    }
}

/* Who takes office or leaves it: the step's day is in it, the end is not. */
TEST(pipeline_helpers_hold_office_on_the_day)
{
    for (size_t i = 0; i < ARRAY_LEN(helper_rows); i++) {
        const struct helper_row *r = &helper_rows[i];
        for (int late = 0; late <= 1; late++) {
            struct file_scene s;
            open_worked(&s);
            put_helpers(&s, r, r->least)->holds.from += late;
            expect_row(&s, r->no, r->code, late > 0, "begins");
            open_worked(&s);
            put_helpers(&s, r, r->least)->holds.to =
                s.f.steps[r->no].on + 1 - late;
            expect_row(&s, r->no, r->code, late > 0, "ends");
        }
    }
}

/* ---- notices --------------------------------------------------------------
 */

static const struct notice_row {
    const char *code;
    int no, of;
} notice_rows[] = {
    {"activist.notice", 3, 1},
    {"candidate.notice", 7, 3},
    {"accept.notice", 15, 13},
    {"convert.notice", 23, 17},
};

static void expect_notice(const struct notice_row *r, int from, int to,
                          bool objected, bool broken, const char *what)
{
    struct file_scene s;
    open_worked(&s);
    s.f.n_notices = 1;
    s.notices[0] = (struct pipeline_notice){r->no, from, to, objected};
    expect_row(&s, r->no, r->code, broken, what);
}

TEST(pipeline_notices_lie_between_what_they_are_about_and_the_step)
{
    for (size_t i = 0; i < ARRAY_LEN(notice_rows); i++) {
        const struct notice_row *r = &notice_rows[i];
        struct file_scene s;
        open_worked(&s);
        const int of = s.f.steps[r->of].on;
        const int on = s.f.steps[r->no].on;
        file_close(&s);
        assert_true(date_count_workdays(of, on - 1) > 5);
        expect_notice(r, of, on - 1, false, false, "from the day it is about");
        expect_notice(r, of - 1, on - 1, false, true, "from the day before");
        expect_notice(r, of, on, false, true, "still up on the day");
        expect_notice(r, of, on - 1, true, true, "objected to");
    }
}

TEST(pipeline_notices_are_five_working_days)
{
    for (size_t i = 0; i < ARRAY_LEN(notice_rows); i++) {
        const struct notice_row *r = &notice_rows[i];
        struct file_scene s;
        open_worked(&s);
        int from = s.f.steps[r->of].on;
        file_close(&s);
        while (date_count_workdays(from - 1, from) == 0) {
            from++;
        }
        int to = date_add_workdays(from - 1, 5);
        expect_notice(r, from, to, false, false, "five");
        expect_notice(r, from, to - 1, false, true, "four");
        expect_notice(r, from + 1, to, false, true, "four, begun later");
    }
}

/* ---- entries --------------------------------------------------------------
 */

/* So many of a kind: the first `first` days after step 3, the last `last` days
   before step 7. */
static void expect_entries(const char *code, const char *kind, int n, int first,
                           int last, bool broken, const char *what)
{
    struct file_scene s;
    open_worked(&s);
    const int from = s.f.steps[3].on + first;
    const int to = s.f.steps[7].on - last;
    file_drop_entries(&s, kind);
    for (int i = 0; i < n; i++) {
        char iso[11];
        int day = i == n - 1 ? to : from + (to - from) / n * i;
        file_entry(&s, kind, date_text(day, iso));
    }
    expect_row(&s, 7, code, broken, what);
}

TEST(pipeline_entries_count_from_step_3_to_step_7)
{
    static const struct {
        const char *code, *kind;
        int n;
    } rows[] = {{"candidate.reviews", "半年考察", 2},
                {"candidate.thoughts", "思想汇报", 4}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *code = rows[i].code;
        const char *kind = rows[i].kind;
        int n = rows[i].n;
        expect_entries(code, kind, n, 0, 0, false, "on both days");
        expect_entries(code, kind, n, -1, 0, true, "the first a day before");
        expect_entries(code, kind, n, 0, -1, true, "the last a day after");
        expect_entries(code, kind, n - 1, 0, 0, true, "one too few");
    }
}

/* The last gap ends with the step that ends the running one. */
static const struct gap_row {
    const char *code;
    int no, until;
    const char *kind;
    const char *entries[4];
    const char *good, *bad; /* days of that step */
} gap_rows[] = {
    {"review.rhythm",
     6,
     7,
     "半年考察",
     {"2023-03-20", "2023-09-20"},
     "2024-03-20",
     "2024-03-21"},
    {"candidate.spread",
     7,
     7,
     "半年考察",
     {"2023-03-20", "2023-09-20"},
     "2024-03-20",
     "2024-03-21"},
    {"thought.rhythm",
     6,
     7,
     "思想汇报",
     {"2022-12-20", "2023-03-20", "2023-06-20", "2023-09-20"},
     "2023-12-20",
     "2023-12-21"},
    {"quarter.rhythm",
     21,
     23,
     "季度考察",
     {"2024-07-20", "2024-10-20", "2025-01-20"},
     "2025-04-20",
     "2025-04-21"},
};

TEST(pipeline_the_last_gap_is_no_longer_than_the_others)
{
    for (size_t i = 0; i < ARRAY_LEN(gap_rows); i++) {
        const struct gap_row *r = &gap_rows[i];
        for (int late = 0; late <= 1; late++) {
            struct file_scene s;
            open_worked(&s);
            file_drop_entries(&s, r->kind);
            for (size_t e = 0; e < 4 && r->entries[e] != NULL; e++) {
                file_entry(&s, r->kind, r->entries[e]);
            }
            file_move(&s, r->until, day_of(late > 0 ? r->bad : r->good));
            expect_row(&s, r->no, r->code, late > 0, "the last gap");
        }
    }
}

/* ---- meetings -------------------------------------------------------------
 */

/* 2.1 #3 #7 #12: the committee, or where there is none the branch; #15 #23: the
   branch. */
static const struct meeting_row {
    const char *code;
    int no;
    bool committee;
} meeting_rows[] = {
    {"activist.meeting", 3, true},  {"candidate.meeting", 7, true},
    {"board.meeting", 12, true},    {"accept.meeting", 15, false},
    {"convert.meeting", 23, false},
};

static void expect_meeting(const struct meeting_row *r, const char *kind,
                           int days, bool about, bool broken, const char *what)
{
    struct file_scene s;
    open_worked(&s);
    s.f.steps[r->no].meeting.kind = kind;
    s.f.steps[r->no].meeting.on += days;
    s.f.steps[r->no].meeting.about = about;
    expect_row(&s, r->no, r->code, broken, what);
}

TEST(pipeline_meetings_that_decide)
{
    for (size_t i = 0; i < ARRAY_LEN(meeting_rows); i++) {
        const struct meeting_row *r = &meeting_rows[i];
        expect_meeting(r, "branch.meeting", 0, true, false, "the branch");
        expect_meeting(r, "committee.meeting", 0, true, !r->committee,
                       "the committee");
        expect_meeting(r, "lecture", 0, true, true, "another kind");
        expect_meeting(r, "", 0, true, true, "none");
        expect_meeting(r, "branch.meeting", 1, true, true, "a day later");
        expect_meeting(r, "branch.meeting", -1, true, true, "a day before");
        expect_meeting(r, "branch.meeting", 0, false, true, "another topic");
    }
}

/* ---- 责任人 ----------------------------------------------------------------
 */

TEST(pipeline_who_talks_has_his_rights_on_the_day)
{
    static const struct {
        struct pipeline_span full, barred;
        bool outside, broken;
    } cases[] = {
        {{0, DATE_NONE}, {-9, 0}, false, false},
        {{1, DATE_NONE}, {-9, 0}, false, true},
        {{-9, 1}, {-9, 0}, false, false},
        {{-9, 0}, {-9, -1}, false, true},
        {{-9, DATE_NONE}, {-9, 1}, false, true},
        {{-9, DATE_NONE}, {1, 9}, false, false},
        {{-9, DATE_NONE}, {0, 9}, false, true},
        {{1, DATE_NONE}, {0, 9}, true, false},
    };
    static const int steps[] = {2, 16};
    static const char *const codes[] = {"talk.member", "interview.member"};
    for (size_t k = 0; k < ARRAY_LEN(steps) * ARRAY_LEN(cases); k++) {
        size_t i = k / ARRAY_LEN(steps);
        int no = steps[k % ARRAY_LEN(steps)];
        struct file_scene s;
        open_worked(&s);
        const int on = s.f.steps[no].on;
        struct pipeline_span full = cases[i].full;
        struct pipeline_span barred = {on + cases[i].barred.from,
                                       on + cases[i].barred.to};
        s.by = (struct pipeline_helper){
            .name = "赵明",
            .outside = cases[i].outside,
            .full = {on + full.from,
                     full.to == DATE_NONE ? DATE_NONE : on + full.to},
            .barred = &barred,
            .n_barred = 1};
        s.f.steps[no].by = &s.by;
        expect_row(&s, no, codes[k % ARRAY_LEN(steps)], cases[i].broken,
                   "who talks");
    }
}
