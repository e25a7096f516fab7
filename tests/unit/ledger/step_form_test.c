/* What the form of a step asks, offers, judges and does besides. */
#include "pipeline_desk.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

#include <string.h>

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s", err->code, err->text);
    }
}

static struct record blank(struct file_desk *d, int64_t file, int no)
{
    struct record r = record_new(&ledger_step, d->b, d->a);
    record_set_int(&r, STEP_FILE, file);
    record_set_int(&r, STEP_NO, no);
    return r;
}

static const char *asked(struct file_desk *d, int no)
{
    struct record r = blank(d, 1, no);
    const char *all = "";
    for (size_t i = 0; i < ledger_step.n_fields; i++) {
        const struct field *f = &ledger_step.fields[i];
        if ((f->flags & (FIELD_COMPUTED | FIELD_HIDDEN)) == 0 &&
            ledger_step.asks(d->b, &r, (int)i)) {
            all = arena_printf(d->a, "%s%s%s", all, all[0] != '\0' ? " " : "",
                               f->column);
        }
    }
    return all;
}

static const char *offered(struct file_desk *d, const struct record *r,
                           int field)
{
    const struct field_offer *list = NULL;
    const char *all = "";
    size_t n = 0;
    if (!r->ledger->offers(d->b, d->a, r, field, &list, &n)) {
        return "-";
    }
    for (size_t i = 0; i < n; i++) {
        all = arena_printf(d->a, "%s%s%s", all, i > 0 ? " " : "", list[i].text);
    }
    return all;
}

static int64_t activist(struct file_desk *d, int64_t *person)
{
    *person = desk_applicant(d, "陈方", worked_days[1]);
    desk_worked(d, *person, 3);
    return desk_file(d, *person).head.id;
}

static const char *codes_at(struct file_desk *d, const struct record *r,
                            const char *column)
{
    struct issues is = {.arena = d->a};
    const char *all = "";
    ledger_step.judge(d->b, d->a, r, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (strcmp(is.list[i].column, column) == 0) {
            all = arena_printf(d->a, "%s%s%s", all, all[0] != '\0' ? " " : "",
                               is.list[i].code);
        }
    }
    return all;
}

/* A step is asked only what its row in pipeline.ini names. */
TEST(step_form_asks_what_the_step_asks)
{
    static const struct {
        int no;
        const char *columns;
    } rows[] = {
        {1, "on_day place elsewhere reason note"},
        {2, "on_day by_id by_text elsewhere reason note"},
        {3, "on_day event_id way elsewhere reason note"},
        {5, "on_day contact_1 contact_2 contact_out elsewhere reason note"},
        {8, "on_day asked_on result number elsewhere reason note"},
        {9, "on_day introducer_1 introducer_2 introducer_out elsewhere "
            "reason note"},
        {11, "on_day from_on to_on number hours days elsewhere reason note"},
        {15, "on_day event_id result elsewhere reason note"},
        {19, "on_day grp_id elsewhere reason note"},
        {20, "on_day by_id by_text place elsewhere reason note"},
        {23, "on_day event_id result months elsewhere reason note"},
    };
    struct file_desk d;
    file_desk_open(&d);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_string_equal(rows[i].columns, asked(&d, rows[i].no));
    }
    file_desk_close(&d);
}

TEST(step_form_offers_results_of_its_kind)
{
    static const struct {
        int no;
        const char *results;
    } rows[] = {
        {8, "同意 不同意"},
        {10, "合格 不合格"},
        {15, "通过 未通过"},
        {17, "批准 未批准"},
        {23, "按期转正 延长预备期 取消预备党员资格 未形成决议"},
    };
    struct file_desk d;
    file_desk_open(&d);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct record r = blank(&d, 1, rows[i].no);
        assert_string_equal(rows[i].results, offered(&d, &r, STEP_RESULT));
        assert_string_equal("-", offered(&d, &r, STEP_WAY));
    }
    file_desk_close(&d);
}

/* Full members with all rights on the day; not the person himself. */
TEST(step_form_offers_members_who_may_help)
{
    struct file_desk d;
    int64_t person = 0;
    file_desk_open(&d);
    int64_t file = activist(&d, &person);
    fixture_member(&d.f, "示例预备", "1990-01-01", "2026-03-01", NULL);
    struct record r = blank(&d, file, 5);
    assert_string_equal("示例A 示例B 示例C 示例D 示例E 示例F",
                        offered(&d, &r, STEP_CONTACT_1));
    record_set_text(&r, STEP_ON, "2006-06-30"); /* none is full yet */
    assert_string_equal("-", offered(&d, &r, STEP_CONTACT_1));
    file_desk_close(&d);
}

/* Named in the step: saved with it in one go. */
TEST(step_form_saves_the_helpers_with_the_step)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t person = 0;
    file_desk_open(&d);
    int64_t file = activist(&d, &person);
    struct record r = blank(&d, file, 5);
    record_set_text(&r, STEP_ON, worked_days[5]);
    assert_string_equal("E-PIPE-020", codes_at(&d, &r, "contact_1"));
    record_set_int(&r, STEP_CONTACT_1, d.member[0]);
    record_set_int(&r, STEP_CONTACT_2, d.member[1]);
    assert_string_equal("", codes_at(&d, &r, "contact_1"));
    must(ledger_apply(d.b, d.a, &r, NULL, NULL, &err), &err);
    assert_int_equal(2, desk_int(&d,
                                 "select count(*) from helper where"
                                 " candidacy_id = :id and role = '1'"
                                 " and voided_on is null",
                                 file));
    assert_string_equal(worked_days[5],
                        desk_text(&d,
                                  "select min(from_on) from helper where"
                                  " candidacy_id = :id",
                                  file));
    file_desk_close(&d);
}

/* Of another branch only the names are known: one, or two between any marks. */
TEST(step_form_takes_helpers_of_another_branch)
{
    static const struct {
        const char *typed;
        int n;
    } rows[] = {{"刘远", 1}, {"刘远、王在外", 2}, {"刘远，王在外；", 2}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct file_desk d;
        struct err err = ERR_INIT;
        int64_t person = 0;
        file_desk_open(&d);
        int64_t file = activist(&d, &person);
        struct record r = blank(&d, file, 5);
        record_set_text(&r, STEP_ON, worked_days[5]);
        record_set_text(&r, STEP_CONTACT_OUT, rows[i].typed);
        assert_string_equal("", codes_at(&d, &r, "contact_1"));
        must(ledger_apply(d.b, d.a, &r, NULL, NULL, &err), &err);
        assert_int_equal(rows[i].n, desk_int(&d,
                                             "select count(*) from helper where"
                                             " candidacy_id = :id"
                                             " and person_id is null"
                                             " and name_text in ('刘远',"
                                             " '王在外')",
                                             file));
        file_desk_close(&d);
    }
}

/* A meeting brings its day and what its vote came to; the result of another
   meeting does not stay. */
TEST(step_form_meeting_brings_day_and_result)
{
    struct file_desk d;
    int64_t person = 0;
    file_desk_open(&d);
    int64_t file = activist(&d, &person);
    int64_t voted =
        desk_meeting(&d, person, "admission", desk_day("2026-05-06"));
    int64_t other = desk_meeting(&d, person, "", desk_day("2026-05-07"));
    struct record r = blank(&d, file, AT_ACCEPT);
    assert_true(record_type(&r, d.b, d.a, STEP_EVENT,
                            arena_printf(d.a, "#%lld", (long long)voted),
                            NULL));
    assert_string_equal("2026-05-06", record_text(&r, STEP_ON));
    assert_string_equal(RESULT_PASSED, record_text(&r, STEP_RESULT));
    assert_true(record_type(&r, d.b, d.a, STEP_EVENT,
                            arena_printf(d.a, "#%lld", (long long)other),
                            NULL));
    assert_string_equal("2026-05-07", record_text(&r, STEP_ON));
    assert_true(record_is_null(&r, STEP_RESULT));
    file_desk_close(&d);
}

/* Asked for a reason; once it is written its rows are not said again. */
TEST(step_form_reason_is_asked_once)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    file_desk_open(&d);
    int64_t person = desk_applicant(&d, "石磊", "2026-03-10");
    struct pipeline_file f = desk_file(&d, person);
    must(pipeline_file_open(&f, ORIGIN_HERE, &err), &err);
    struct record r = blank(&d, f.head.id, 2);
    record_set_text(&r, STEP_ON, "2026-04-10");
    record_set_int(&r, STEP_BY, d.member[0]);
    assert_string_equal("", codes_at(&d, &r, "reason"));
    record_set_text(&r, STEP_ON, "2026-04-11");
    assert_string_equal("E-PIPE-022", codes_at(&d, &r, "reason"));
    record_set_text(&r, STEP_REASON, "谈话人出差");
    struct issues is = {.arena = d.a};
    ledger_step.judge(d.b, d.a, &r, &is);
    assert_int_equal(0, is.n);
    record_set_null(&r, STEP_BY);
    assert_string_equal("E-PIPE-020", codes_at(&d, &r, "by_id"));
    file_desk_close(&d);
}

TEST(step_form_entries_are_those_of_the_running_step)
{
    struct file_desk d;
    int64_t person = 0;
    file_desk_open(&d);
    int64_t file = activist(&d, &person);
    struct record r = record_new(&ledger_step_entry, d.b, d.a);
    record_set_int(&r, STEP_ENTRY_FILE, file);
    record_set_text(&r, STEP_ENTRY_ON, worked_days[3]);
    assert_string_equal("半年考察 思想汇报 培训",
                        offered(&d, &r, STEP_ENTRY_KIND));
    record_set_text(&r, STEP_ENTRY_ON, worked_days[1]); /* none runs yet */
    assert_string_equal("-", offered(&d, &r, STEP_ENTRY_KIND));
    file_desk_close(&d);
}

/* Five working days, the first and the last included. */
TEST(step_form_notice_ends_by_its_rule)
{
    static const struct {
        const char *from, *to;
    } rows[] = {
        {"2026-11-16", "2026-11-20"}, /* Monday to Friday */
        {"2026-11-20", "2026-11-26"},
        {"2026-11-21", "2026-11-27"}, /* a Saturday counts for nothing */
    };
    struct file_desk d;
    file_desk_open(&d);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct record r = record_new(&ledger_publicity, d.b, d.a);
        record_set_int(&r, PUBLICITY_NO, AT_CANDIDATE);
        assert_true(
            record_type(&r, d.b, d.a, PUBLICITY_FROM, rows[i].from, NULL));
        assert_string_equal(rows[i].to, record_text(&r, PUBLICITY_TO));
    }
    struct record none = record_new(&ledger_publicity, d.b, d.a);
    record_set_int(&none, PUBLICITY_NO, AT_APPLY);
    assert_true(
        record_type(&none, d.b, d.a, PUBLICITY_FROM, "2026-11-16", NULL));
    assert_true(record_is_null(&none, PUBLICITY_TO));
    file_desk_close(&d);
}
