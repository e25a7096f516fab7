/* A branch that takes people through 发展党员. */
#include "pipeline_desk.h"

#include "unit.h"

#include "meeting_fixture.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/ledger/verify.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <string.h>

const char *const worked_days[PIPELINE_STEPS + 1] = {
    [1] = "2022-03-15",  [2] = "2022-04-10",  [3] = "2022-09-20",
    [4] = "2022-10-08",  [5] = "2022-10-10",  [7] = "2023-09-25",
    [8] = "2023-10-12",  [9] = "2023-10-20",  [10] = "2023-11-10",
    [11] = "2023-11-30", [12] = "2023-12-15", [13] = "2024-01-08",
    [14] = "2024-01-15", [15] = "2024-01-26", [16] = "2024-04-10",
    [17] = "2024-04-20", [18] = "2024-04-25", [19] = "2024-04-26",
    [20] = "2024-05-10", [22] = "2025-01-10", [23] = "2025-02-05",
    [24] = "2025-03-20", [25] = "2025-03-25",
};

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

int desk_day(const char *iso)
{
    int day = DATE_NONE;
    assert_true(date_read(iso, &day));
    return day;
}

void file_desk_open(struct file_desk *d)
{
    fixture_open(&d->f);
    d->b = d->f.book;
    d->a = &d->f.arena;
    for (int i = 0; i < DESK_MEMBERS; i++) {
        d->member[i] =
            fixture_member(&d->f, arena_printf(d->a, "示例%c", 'A' + i),
                           "1980-01-01", "2005-07-01", "2006-07-01");
    }
}

void file_desk_close(struct file_desk *d)
{
    fixture_close(&d->f);
}

int64_t desk_applicant(struct file_desk *d, const char *name,
                       const char *applied)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_people, d->b, d->a);
    fixture_type(&d->f, &r, "name", name);
    fixture_type(&d->f, &r, "birth_on", "1994-06-12");
    fixture_type(&d->f, &r, "politic", "群众");
    fixture_type(&d->f, &r, "apply_on", applied);
    must(ledger_apply(d->b, d->a, &r, NULL, NULL, &err), &err);
    return r.id;
}

struct pipeline_file desk_file(struct file_desk *d, int64_t person)
{
    struct pipeline_file f;
    struct err err = ERR_INIT;
    must(pipeline_read_person(&f, d->b, d->a, person, &err), &err);
    return f;
}

/* ---- what a step needs ----------------------------------------------------
 */

int64_t desk_meeting(struct file_desk *d, int64_t person, const char *rule,
                     int day)
{
    struct meeting m = meeting_make(&d->f, "branch.meeting", day);
    struct record *topic = &meeting_add_agenda(&m, "研究发展党员")->now;
    record_set_int(topic, AGENDA_SUBJECT, person);
    if (rule[0] != '\0') {
        record_set_text(topic, AGENDA_VOTE_RULE, rule);
        record_set_int(topic, AGENDA_YES, meeting_counts(&m).voters);
        record_set_int(topic, AGENDA_NO, 0);
        record_set_int(topic, AGENDA_ABSTAIN, 0);
    }

    meeting_saved(&m);
    return m.event.id;
}

static void put_helper(struct file_desk *d, struct pipeline_file *f,
                       const char *role, int64_t who, int on)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_helper, d->b, d->a);
    record_set_text(&r, HELPER_ROLE, role);
    record_set_int(&r, HELPER_PERSON, who);
    record_set_day(&r, d->a, HELPER_FROM, on);
    must(pipeline_put(f, &r, &err), &err);
}

static void put_entry(struct file_desk *d, struct pipeline_file *f,
                      const char *kind, int on)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_step_entry, d->b, d->a);
    record_set_text(&r, STEP_ENTRY_KIND, codes_find("step_entry", kind));
    record_set_day(&r, d->a, STEP_ENTRY_ON, on);
    record_set_text(&r, STEP_ENTRY_CONCLUSION, "继续培养");
    must(pipeline_put(f, &r, &err), &err);
}

static bool has_entries(const struct pipeline_file *f)
{
    return f->n_entries > 0;
}

static void put_parts(struct file_desk *d, struct pipeline_file *f, int no,
                      int on)
{
    if (no == 5 && f->n_helpers == 0) {
        put_helper(d, f, ROLE_CONTACT, d->member[0], on);
    }
    if (no == 9 && f->n_helpers < 3) {
        put_helper(d, f, ROLE_INTRODUCER, d->member[0], on);
        put_helper(d, f, ROLE_INTRODUCER, d->member[1], on);
    }
    if (no == 7 && !has_entries(f)) {
        int from = record_day(&f->steps[3], STEP_ON);
        put_entry(d, f, "半年考察", date_add_months(from, 6));
        put_entry(d, f, "半年考察", on);
    }
}

static const char *rule_of(int no, const char *result)
{
    if (no == AT_ACCEPT) {
        return "admission";
    }
    return no != AT_CONVERT                        ? ""
           : strcmp(result, RESULT_EXTENDED) == 0  ? "extension"
           : strcmp(result, RESULT_CANCELLED) == 0 ? "cancellation"
                                                   : "conversion";
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

static bool is_met(int no)
{
    return no == 3 || no == 7 || no == 12 || no == AT_ACCEPT ||
           no == AT_CONVERT;
}

struct record desk_step(struct file_desk *d, struct pipeline_file *f, int no,
                        int on, const char *result)
{
    struct record r = pipeline_step_new(f, no);
    const char *came = result[0] != '\0' ? result : usual(no);
    record_set_day(&r, d->a, STEP_ON, on);
    record_set_text(&r, STEP_REASON, "测试：当地没有这样规定");
    record_set_text(&r, STEP_NUMBER, "0001");
    record_set_text(&r, STEP_BY_TEXT, "示例委员");
    record_set_null(&r, STEP_EVENT);
    if (came[0] != '\0') {
        record_set_text(&r, STEP_RESULT, came);
    }
    if (no == 3) {
        record_set_text(&r, STEP_WAY, codes_find("recommend_way", "党员推荐"));
    }
    if (no == AT_TRAINING) {
        record_set_int(&r, STEP_HOURS, 24);
    }
    if (strcmp(came, RESULT_EXTENDED) == 0) {
        record_set_int(&r, STEP_MONTHS, 6);
    }
    if (is_met(no)) {
        record_set_int(&r, STEP_EVENT,
                       desk_meeting(d, f->person.id, rule_of(no, came), on));
    }
    put_parts(d, f, no, on);
    return r;
}

const char *desk_take_step(struct file_desk *d, int64_t person, int no, int on,
                           const char *result)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, person);
    struct record r = desk_step(d, &f, no, on, result);
    bool ok = pipeline_step_save(&f, &r, NULL, &err);
    return ok ? "" : arena_printf(d->a, "%s %s", err.code, err.text);
}

const char *desk_back(struct file_desk *d, int64_t person, int no)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, person);
    bool ok = pipeline_step_void(&f, no, "登记错了人", &err);
    return ok ? "" : arena_printf(d->a, "%s %s", err.code, err.text);
}

void desk_go(struct file_desk *d, int64_t person, int no, int to)
{
    for (; no <= to; no++) {
        if (worked_days[no] != NULL) {
            assert_string_equal(
                desk_take_step(d, person, no, desk_day(worked_days[no]), ""),
                "");
        }
    }
}

void desk_worked(struct file_desk *d, int64_t person, int to)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, person);
    must(pipeline_file_open(&f, ORIGIN_HERE, &err), &err);
    desk_go(d, person, 2, to);
}

/* ---- looking ------------------------------------------------------------- */

const char *desk_text(struct file_desk *d, const char *sql, int64_t id)
{
    struct stmt st;
    const char *text = "";
    stmt_open(&st, d->b->db, sql);
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        text = arena_str(d->a, stmt_col_text(&st, 0));
    }
    assert_true(stmt_done(&st, NULL));
    return text;
}

int64_t desk_int(struct file_desk *d, const char *sql, int64_t id)
{
    struct stmt st;
    int64_t n = -1;
    stmt_open(&st, d->b->db, sql);
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL));
    return n;
}

const char *desk_roster(struct file_desk *d, int64_t person)
{
    return desk_text(d,
                     SQL("select coalesce(apply_on, '-') || ' '"
                         " || coalesce(activist_on, '-') || ' '"
                         " || coalesce(candidate_on, '-') || ' '"
                         " || coalesce(join_on, '-') || ' '"
                         " || coalesce(full_on, '-') || ' '"
                         " || coalesce(probation_until, '-') || ' '"
                         " || coalesce(politic, '-') from person"
                         " where id = :id"),
                     person);
}

const char *desk_check(struct file_desk *d)
{
    struct check_report report;
    struct err err = ERR_INIT;
    struct strbuf s;
    sb_init(&s);
    must(ledger_check(d->b, d->a, &report, NULL, NULL, &err), &err);
    for (size_t i = 0; i < report.n; i++) {
        sb_addf(&s, "%s%s", i > 0 ? " " : "", report.findings[i].code);
        print_message("%s\n", report.findings[i].text);
    }
    const char *text = arena_str(d->a, s.s == NULL ? "" : s.s);
    sb_clear(&s);
    return text;
}

/* All columns but the version. */
static void add_table(struct file_desk *d, struct strbuf *out,
                      const char *table)
{
    struct stmt st;
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("select * from "));
    sql_name(&sql, table);
    sql_lit(&sql, SQL(" where voided_on is null order by id"));
    stmt_open_built(&st, d->b->db, &sql);
    sb_addf(out, "%s\n", table);
    while (stmt_row(&st)) {
        for (int i = 0; i < stmt_cols(&st); i++) {
            if (i != 1) {
                sb_addf(out, "|%s", stmt_col_text(&st, i));
            }
        }
        sb_addc(out, '\n');
    }
    assert_true(stmt_done(&st, NULL));
    sql_clear(&sql);
}

const char *desk_image(struct file_desk *d)
{
    static const char *const tables[] = {
        "candidacy", "step",   "step_entry", "helper",    "publicity",
        "paper",     "person", "member",     "placement",
    };
    struct strbuf s;
    sb_init(&s);
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        add_table(d, &s, tables[i]);
    }
    const char *text = arena_str(d->a, s.s);
    sb_clear(&s);
    return text;
}
