/* People who are late, each at one warning.

   All of them go the same way at the same pace; what differs is the last step
   and its day, and which entries were forgotten. */
#include "late_rig.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <string.h>

/* Days after the application; 0: it has no day of its own. */
static const int pace[PIPELINE_STEPS + 1] = {
    [2] = 20,    [3] = 205,   [4] = 220,   [5] = 225,  [7] = 575,  [8] = 590,
    [9] = 595,   [10] = 610,  [11] = 630,  [12] = 640, [13] = 660, [14] = 665,
    [15] = 680,  [16] = 720,  [17] = 740,  [18] = 745, [19] = 746, [20] = 760,
    [22] = 1030, [23] = 1050, [24] = 1090,
};
enum { QUARTER = 85, HALF_YEAR = 170 }; /* a little sooner than asked for */

static const struct late {
    const char *name;
    int last; /* the last step … */
    int on;   /* … and the day of `at` */
    int at;
    const char *forgets; /* entries */
    int asked;           /* the next step was only asked for, on that day */
} late[LATE_CODES + 1] = {
    [1] = {"安申请", 1, 20261010, 1, "", 0},
    [2] = {"白考察", 5, 20260510, 3, "半年考察", 0},
    [3] = {"曹汇报", 5, 20260810, 3, "思想汇报", 0},
    [4] = {"邓一年", 5, 20251110, 3, "", 0},
    [5] = {"范政审", 11, 20251110, 10, "", 0},
    [6] = {"高预审", 12, 20261001, 12, "", 20261010},
    [7] = {"韩大会", 14, 20261015, 13, "", 0},
    [8] = {"江审批", 16, 20260815, 15, "", 0},
    [9] = {"康季度", 20, 20260810, 17, "季度考察", 0},
    [10] = {"雷转正", 20, 20251125, 15, "", 0},
    [11] = {"马讨论", 22, 20251101, 15, "", 0},
    [12] = {"倪批复", 23, 20260815, 23, "", 0},
    [13] = {"潘归档", 24, 20261110, 24, "", 0},
    [14] = {"秦宣誓", 19, 20261010, 17, "", 0},
    [15] = {"陶备案", 3, 20261010, 3, "", 0},
};

const char *late_name(int code)
{
    return late[code].name;
}

static int day_of(int ymd)
{
    return date_of(ymd / 10000, ymd / 100 % 100, ymd % 100);
}

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

static void type(struct rig *r, struct record *rec, const char *column,
                 const char *text)
{
    struct err err = ERR_INIT;
    must(record_type(rec, r->app.book, &r->arena,
                     ledger_field(rec->ledger, column), text, &err),
         &err);
}

static int64_t apply(struct rig *r, const char *name, int day)
{
    char text[11];
    struct err err = ERR_INIT;
    struct record rec = record_new(&ledger_people, r->app.book, &r->arena);
    type(r, &rec, "name", name);
    type(r, &rec, "birth_on", "1988-06-12");
    type(r, &rec, "politic", "群众");
    type(r, &rec, "apply_on", date_text(day, text));
    must(ledger_apply(r->app.book, &r->arena, &rec, NULL, NULL, &err), &err);
    return rec.id;
}

/* ---- what a step needs --------------------------------------------------- */

static int64_t hold(struct rig *r, int64_t person, const char *rule, int day)
{
    struct meeting m;
    struct err err = ERR_INIT;
    must(
        meeting_new(&m, r->app.book, &r->arena, "branch.meeting", 0, day, &err),
        &err);
    record_set_text(&m.event, EVENT_TIME_FROM, "14:30");
    record_set_text(&m.event, EVENT_TIME_TO, "15:40");
    struct record *topic = &meeting_add_agenda(&m, "研究发展党员")->now;
    record_set_int(topic, AGENDA_SUBJECT, person);
    if (rule[0] != '\0') {
        record_set_text(topic, AGENDA_VOTE_RULE, rule);
        record_set_int(topic, AGENDA_YES, meeting_counts(&m).voters);
        record_set_int(topic, AGENDA_NO, 0);
        record_set_int(topic, AGENDA_ABSTAIN, 0);
    }
    must(meeting_save(&m, NULL, &err), &err);
    return m.event.id;
}

static void put(struct pipeline_file *f, const struct record *part)
{
    struct err err = ERR_INIT;
    must(pipeline_put(f, part, &err), &err);
}

static void put_helper(struct rig *r, struct pipeline_file *f, const char *role,
                       const char *who, int on)
{
    struct record h = record_new(&ledger_helper, r->app.book, &r->arena);
    record_set_text(&h, HELPER_ROLE, role);
    type(r, &h, "person_id", who);
    record_set_day(&h, &r->arena, HELPER_FROM, on);
    put(f, &h);
}

static void put_entries(struct rig *r, struct pipeline_file *f,
                        const struct late *x, const char *kind, int from,
                        int every, int until)
{
    for (int on = from + every; on <= until; on += every) {
        if (strcmp(x->forgets, kind) == 0) {
            return;
        }
        struct record e =
            record_new(&ledger_step_entry, r->app.book, &r->arena);
        record_set_text(&e, STEP_ENTRY_KIND, codes_find("step_entry", kind));
        record_set_day(&e, &r->arena, STEP_ENTRY_ON, on);
        record_set_text(&e, STEP_ENTRY_CONTENT, "继续培养考察");
        put(f, &e);
    }
}

static const char *usual(int no)
{
    switch (no) {
    case AT_REPLY:
        return RESULT_AGREED;
    case AT_VETTING:
    case AT_PREVIEW:
        return RESULT_FIT;
    case AT_ACCEPT:
        return RESULT_PASSED;
    case AT_APPROVE:
    case AT_CONFIRM:
        return RESULT_APPROVED;
    case AT_CONVERT:
        return RESULT_CONVERTED;
    default:
        return "";
    }
}

static const char *rule_of(int no)
{
    return no == AT_ACCEPT ? "admission" : no == AT_CONVERT ? "conversion" : "";
}

static bool is_met(int no)
{
    return no == AT_ACTIVIST || no == AT_CANDIDATE || no == AT_BOARD ||
           no == AT_ACCEPT || no == AT_CONVERT;
}

/* Helpers when they are named; entries as far as they go when the step is the
   one that they begin with. */
static void put_parts(struct rig *r, struct pipeline_file *f,
                      const struct late *x, int first, int no)
{
    int on = first + pace[no];
    int today = r->app.book->today;
    if (no == 5) {
        int until = x->last > 7 ? first + pace[7] : today;
        put_helper(r, f, ROLE_CONTACT, "周立", on);
        put_entries(r, f, x, "半年考察", first + pace[3], HALF_YEAR, until);
        put_entries(r, f, x, "思想汇报", first + pace[3], QUARTER, until);
    }
    if (no == AT_INTRODUCERS) {
        put_helper(r, f, ROLE_INTRODUCER, "张建国", on);
        put_helper(r, f, ROLE_INTRODUCER, "李敏", on);
    }
    if (no == AT_APPROVE) {
        int until = x->last > 22 ? first + pace[22] : today;
        put_entries(r, f, x, "季度考察", on, QUARTER, until);
    }
}

static void step(struct rig *r, int64_t person, const struct late *x, int first,
                 int no)
{
    struct pipeline_file f;
    struct err err = ERR_INIT;
    struct arena *a = &r->arena;
    must(pipeline_read_person(&f, r->app.book, a, person, &err), &err);
    struct record s = pipeline_step_new(&f, no);
    record_set_day(&s, a, STEP_ON, first + pace[no]);
    record_set_text(&s, STEP_REASON, "本地没有这样规定");
    record_set_text(&s, STEP_NUMBER, "0001");
    record_set_text(&s, STEP_BY_TEXT, "示例委员");
    record_set_null(&s, STEP_EVENT);
    if (usual(no)[0] != '\0') {
        record_set_text(&s, STEP_RESULT, usual(no));
    }
    if (no == AT_ACTIVIST) {
        record_set_text(&s, STEP_WAY, codes_find("recommend_way", "党员推荐"));
    }
    if (no == AT_TRAINING) {
        record_set_int(&s, STEP_HOURS, 24);
    }
    if (is_met(no)) {
        record_set_int(&s, STEP_EVENT,
                       hold(r, person, rule_of(no), first + pace[no]));
    }
    put_parts(r, &f, x, first, no);
    if (!pipeline_step_save(&f, &s, NULL, &err)) {
        fail_msg("%s %d: %s %s", x->name, no, err.code, err.text);
    }
}

static void ask(struct rig *r, int64_t person, int no, int day)
{
    struct pipeline_file f;
    struct err err = ERR_INIT;
    must(pipeline_read_person(&f, r->app.book, &r->arena, person, &err), &err);
    struct record s = pipeline_step_new(&f, no);
    record_set_null(&s, STEP_ON);
    record_set_null(&s, STEP_RESULT);
    record_set_day(&s, &r->arena, STEP_ASKED, day);
    must(pipeline_step_save(&f, &s, NULL, &err), &err);
}

void late_branch(struct rig *r)
{
    for (int code = 1; code <= LATE_CODES; code++) {
        const struct late *x = &late[code];
        struct pipeline_file f;
        struct err err = ERR_INIT;
        int first = day_of(x->on) - pace[x->at];
        int64_t person = apply(r, x->name, first);
        must(pipeline_read_person(&f, r->app.book, &r->arena, person, &err),
             &err);
        must(pipeline_file_open(&f, ORIGIN_HERE, &err), &err);
        for (int no = 2; no <= x->last; no++) {
            if (pace[no] > 0) {
                step(r, person, x, first, no);
            }
        }
        if (x->asked != 0) {
            ask(r, person, x->last + 1, day_of(x->asked));
        }
    }
}
