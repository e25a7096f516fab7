/* Sealed months: what may be sealed, what stands still then, and the way back
   with two. */
#include "planted.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/periods.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/talks.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <string.h>

static const char *seal(struct fixture *f, int year, int month)
{
    struct err err = ERR_INIT;
    bool ok = period_seal(f->book, &f->arena, month_make(year, month), &err);
    return ok ? "" : arena_printf(&f->arena, "%s %s", err.code, err.text);
}

static const char *unseal(struct fixture *f, int year, int month,
                          const char *why, const char *second)
{
    struct err err = ERR_INIT;
    bool ok = period_unseal(f->book, &f->arena, month_make(year, month), why,
                            second, &err);
    return ok ? "" : arena_printf(&f->arena, "%s %s", err.code, err.text);
}

static void starts(const char *text, const char *with)
{
    if (strncmp(text, with, strlen(with)) != 0) {
        fail_msg("%s is not %s", text, with);
    }
}

TEST(a_month_is_sealed_from_its_last_day_on)
{
    static const struct {
        const char *today;
        const char *code;
    } rows[] = {
        {"2026-10-30", "E-PERIOD-002"},
        {"2026-10-31", ""},
        {"2026-11-01", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        fixture_open(&f);
        assert_true(date_read(rows[i].today, &f.book->today));
        const char *said = seal(&f, 2026, 10);
        if (strncmp(said, rows[i].code, strlen(rows[i].code)) != 0 ||
            (rows[i].code[0] == '\0') != (said[0] == '\0')) {
            fail_msg("%s: %s", rows[i].today, said);
        }
        assert_int_equal(
            period_is_sealed(f.book, f.book->branch, month_make(2026, 10)),
            rows[i].code[0] == '\0');
        fixture_close(&f);
    }
}

TEST(a_seal_keeps_head_count_and_hand)
{
    struct fixture f;
    struct audit_head head;
    struct period_info info;
    char code[24];
    fixture_open(&f);
    plant_event(&f, "themeday", "2026-10-05", EVENT_HELD, 0);
    plant_event(&f, "branch.meeting", "2026-10-31", EVENT_HELD, 0);
    plant_event(&f, "branch.meeting", "2026-10-20", EVENT_CANCELLED, 0);
    plant_event(&f, "themeday", "2026-09-30", EVENT_HELD, 0);
    plant_event(&f, "themeday", "2026-11-01", EVENT_HELD, 0);
    assert_true(audit_head(f.book->db, &head, NULL));
    audit_code(&head, code);
    assert_string_equal(seal(&f, 2026, 10), "");
    assert_true(
        period_info(f.book, &f.arena, month_make(2026, 10), &info, NULL));
    assert_true(info.sealed);
    assert_string_equal(info.sealed_on, "2026-11-20");
    assert_string_equal(info.head, code);
    assert_int_equal(info.head_seq, head.seq);
    assert_int_equal(info.events, 2);
    assert_int_equal(info.times, 0);
    struct record r;
    assert_true(record_read(&r, &ledger_period, f.book, &f.arena, 1, NULL));
    assert_int_equal(record_int(&r, ledger_field(&ledger_period, "events")), 2);
    assert_string_equal(
        record_text(&r, ledger_field(&ledger_period, "sealed_by")), "测试");
    starts(seal(&f, 2026, 10), "E-PERIOD-003");
    fixture_close(&f);
}

/* By the end of which month: every month's own, a quarter's in its last. */
TEST(what_was_not_done_by_the_end_of_a_month_is_named)
{
    static const struct {
        int month;
        const char *has, *has_not;
    } rows[] = {
        {10, "", "主题党日"},
        {10, "支部委员会会议", "支部党员大会"},
        {9, "主题党日", ""},
        {9, "支部党员大会", ""},
        {8, "主题党日", "支部党员大会"},
        {11, "主题党日", "党课"}, /* not over yet, but not done either */
    };
    struct fixture f;
    const char *names;
    fixture_open(&f);
    plant_event(&f, "themeday", "2026-10-05", EVENT_HELD, 0);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_true(period_gaps(f.book, &f.arena,
                                month_make(2026, rows[i].month), &names, NULL));
        if (strstr(names, rows[i].has) == NULL ||
            (rows[i].has_not[0] != '\0' &&
             strstr(names, rows[i].has_not) != NULL)) {
            fail_msg("row %zu: %s", i, names);
        }
    }
    fixture_close(&f);
}

TEST(what_is_only_planned_is_named_before_sealing)
{
    struct fixture f;
    fixture_open(&f);
    plant_event(&f, "themeday", "2026-10-05", EVENT_PLANNED, 0);
    plant_event(&f, "themeday", "2026-11-05", EVENT_PLANNED, 0);
    const char *said = seal(&f, 2026, 10);
    starts(said, "E-PERIOD-004");
    assert_non_null(strstr(said, "10-05 主题党日"));
    assert_non_null(strstr(said, "1 次"));
    assert_null(strstr(said, "11-05"));
    fixture_close(&f);
}

TEST(months_are_sealed_in_order)
{
    struct fixture f;
    fixture_open(&f);
    plant_event(&f, "themeday", "2026-03-05", EVENT_HELD, 0);
    plant_event(&f, "themeday", "2026-08-05", EVENT_HELD, 0);
    plant_event(&f, "themeday", "2026-10-05", EVENT_HELD, 0);
    /* The first may be any: March stays open behind it. */
    assert_string_equal(seal(&f, 2026, 7), "");
    const char *said = seal(&f, 2026, 9);
    starts(said, "E-PERIOD-005");
    assert_non_null(strstr(said, "2026 年 8 月"));
    assert_string_equal(seal(&f, 2026, 8), "");
    /* September holds nothing: it may be left out. */
    assert_string_equal(seal(&f, 2026, 10), "");
    fixture_close(&f);
}

TEST(a_sealed_month_refuses_and_says_the_way)
{
    struct fixture f;
    fixture_open(&f);
    assert_string_equal(seal(&f, 2026, 10), "");
    struct issues is = {.arena = &f.arena};
    int64_t branch = f.book->branch;
    period_check(f.book, branch, date_of(2026, 9, 30), "on_day", &is);
    period_check(f.book, branch, date_of(2026, 11, 1), "on_day", &is);
    period_check(f.book, branch, DATE_NONE, "on_day", &is);
    period_check(f.book, branch + 1, date_of(2026, 10, 1), "on_day", &is);
    assert_int_equal(is.n, 0);
    period_check(f.book, branch, date_of(2026, 10, 1), "on_day", &is);
    period_check(f.book, branch, date_of(2026, 10, 31), "on_day", &is);
    assert_int_equal(is.n, 2);
    assert_true(is.list[0].blocks);
    assert_string_equal(is.list[0].column, "on_day");
    assert_string_equal(is.list[0].code, "E-PERIOD-001");
    assert_string_equal(
        is.list[0].text,
        "2026 年 10 月已于 2026-11-20 封账，不能改；请先启封（pbtui unseal "
        "2026-10 …，写明原因和第二人），或在本月会议上更正。");
    fixture_close(&f);
}

TEST(opening_takes_two_a_reason_and_the_latest)
{
    static const struct {
        int month;
        const char *why, *second, *code;
    } rows[] = {
        {8, "漏记主题党日", "李敏", "E-PERIOD-014"},
        {9, "漏记主题党日", "李敏", "E-PERIOD-009"},
        {10, "漏记了", "李敏", "E-PERIOD-012"},
        {10, NULL, "李敏", "E-PERIOD-012"},
        {10, NULL, NULL, "E-PERIOD-012"},
        {10, "", "", "E-PERIOD-012"},
        {10, "漏记活动", "", "E-PERIOD-010"},
        {10, "漏记活动", NULL, "E-PERIOD-010"},
        {10, "漏记活动", "测试", "E-PERIOD-011"},
        {10, "漏记活动", " 测试 ", "E-PERIOD-011"},
        {10, "漏记活动", "李敏", ""},
    };
    struct fixture f;
    struct period_info info;
    fixture_open(&f);
    assert_string_equal(seal(&f, 2026, 9), "");
    assert_string_equal(seal(&f, 2026, 10), "");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *said =
            unseal(&f, 2026, rows[i].month, rows[i].why, rows[i].second);
        if (strncmp(said, rows[i].code, strlen(rows[i].code)) != 0 ||
            (rows[i].code[0] == '\0') != (said[0] == '\0')) {
            fail_msg("row %zu: %s", i, said);
        }
    }
    int64_t branch = f.book->branch;
    assert_false(period_is_sealed(f.book, branch, month_make(2026, 10)));
    assert_true(period_is_sealed(f.book, branch, month_make(2026, 9)));
    int latest;
    assert_true(period_latest(f.book, &latest, NULL));
    assert_int_equal(latest, month_make(2026, 9));
    /* Sealed again it is a new row; openings are counted. */
    assert_string_equal(seal(&f, 2026, 10), "");
    assert_string_equal(unseal(&f, 2026, 10, "再补一次", "李敏"), "");
    assert_true(
        period_info(f.book, &f.arena, month_make(2026, 10), &info, NULL));
    assert_false(info.sealed);
    assert_int_equal(info.times, 2);
    fixture_close(&f);
}

TEST(a_seal_is_neither_edited_nor_voided_nor_undone)
{
    struct fixture f;
    struct change_info done;
    struct err err = ERR_INIT;
    fixture_open(&f);
    assert_string_equal(seal(&f, 2026, 10), "");
    struct record old;
    assert_true(record_read(&old, &ledger_period, f.book, &f.arena, 1, NULL));
    struct record r = record_copy(&old, &f.arena);
    fixture_type(&f, &r, "month", "2026-09");
    assert_string_equal(fixture_issue(&f, &r, &old, "month"), "E-PERIOD-007");
    r = record_copy(&old, &f.arena);
    fixture_type(&f, &r, "opened_on", "2026-11-01");
    assert_string_equal(fixture_issue(&f, &r, &old, "month"), "E-PERIOD-007");
    /* Looked at and saved as it was: nothing happens. */
    r = record_copy(&old, &f.arena);
    assert_true(ledger_apply(f.book, &f.arena, &r, &old, NULL, NULL));
    assert_int_equal(r.ver, old.ver);
    assert_true(period_is_sealed(f.book, f.book->branch, month_make(2026, 10)));
    assert_false(
        ledger_void(f.book, &f.arena, &ledger_period, 1, "封错了月份", &err));
    assert_string_equal(err.code, "E-PERIOD-013");
    assert_false(change_undo(f.book->db, &done, &err));
    assert_true(period_is_sealed(f.book, f.book->branch, month_make(2026, 10)));
    assert_string_equal(unseal(&f, 2026, 10, "漏记活动", "李敏"), "");
    assert_true(record_read(&old, &ledger_period, f.book, &f.arena, 1, NULL));
    r = record_copy(&old, &f.arena);
    fixture_type(&f, &r, "opened_with", "周立");
    assert_string_equal(fixture_issue(&f, &r, &old, "month"), "E-PERIOD-008");
    fixture_close(&f);
}

TEST(a_typed_seal_says_the_month_only)
{
    struct fixture f;
    fixture_open(&f);
    struct record r = record_new(&ledger_period, f.book, &f.arena);
    /* Last month is offered. */
    assert_string_equal(record_text(&r, ledger_field(&ledger_period, "month")),
                        "2026-10");
    fixture_type(&f, &r, "head", "7K3M-Q9TD-XW20-4HBN-C");
    assert_string_equal(fixture_issue(&f, &r, NULL, "head"), "E-PERIOD-006");
    fixture_type(&f, &r, "head", "");
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
    assert_true(period_is_sealed(f.book, f.book->branch, month_make(2026, 10)));
    fixture_close(&f);
}

TEST(a_talk_in_a_sealed_month_stands_still)
{
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    int64_t one =
        fixture_member(&f, "李敏", "1985-09-02", "2008-05-12", "2009-05-12");
    int64_t two =
        fixture_member(&f, "郑凯", "1990-01-21", "2014-12-26", "2015-12-26");
    struct record talk = record_new(&ledger_talk, f.book, &f.arena);
    record_set_int(&talk, TALK_BY, one);
    record_set_int(&talk, TALK_WITH, two);
    fixture_type(&f, &talk, "on_day", "2026-10-08");
    assert_true(ledger_apply(f.book, &f.arena, &talk, NULL, NULL, NULL));
    assert_string_equal(seal(&f, 2026, 10), "");
    struct record r = record_copy(&talk, &f.arena);
    fixture_type(&f, &r, "topic", "家里的事");
    assert_string_equal(fixture_issue(&f, &r, &talk, "on_day"), "E-PERIOD-001");
    /* Nor out of it. */
    fixture_type(&f, &r, "on_day", "2026-11-08");
    assert_string_equal(fixture_issue(&f, &r, &talk, "on_day"), "E-PERIOD-001");
    assert_false(
        ledger_void(f.book, &f.arena, &ledger_talk, talk.id, "重复登记", &err));
    assert_string_equal(err.code, "E-PERIOD-001");
    r = record_new(&ledger_talk, f.book, &f.arena);
    record_set_int(&r, TALK_BY, one);
    record_set_int(&r, TALK_WITH, two);
    fixture_type(&f, &r, "on_day", "2026-10-09");
    assert_string_equal(fixture_issue(&f, &r, NULL, "on_day"), "E-PERIOD-001");
    fixture_type(&f, &r, "on_day", "2026-11-09");
    assert_string_equal(fixture_issue(&f, &r, NULL, "on_day"), "");
    assert_string_equal(unseal(&f, 2026, 10, "漏记谈话", "李敏"), "");
    fixture_type(&f, &r, "on_day", "2026-10-09");
    assert_string_equal(fixture_issue(&f, &r, NULL, "on_day"), "");
    fixture_close(&f);
}

/* What cannot be read is not open. */
TEST(a_month_that_cannot_be_looked_up_is_closed)
{
    struct fixture f;
    struct stmt st;
    struct err err = ERR_INIT;
    fixture_open(&f);
    plant_event(&f, "themeday", "2026-09-05", EVENT_HELD, 0);
    int64_t one =
        fixture_member(&f, "李敏", "1985-09-02", "2008-05-12", "2009-05-12");
    int64_t two =
        fixture_member(&f, "钱守诚", "1980-02-03", "2005-07-01", "2006-07-01");
    plant_talk(&f, "2026-10-09", one, two);
    assert_string_equal(seal(&f, 2026, 10), "");
    stmt_open(&st, f.book->db, SQL("alter table period rename to hidden"));
    assert_true(stmt_run(&st, NULL));
    assert_true(period_is_sealed(f.book, f.book->branch, month_make(2026, 10)));
    assert_false(
        period_is_open(f.book, f.book->branch, date_of(2026, 10, 9), &err));
    starts(err.code, "E-DB-");
    starts(unseal(&f, 2026, 10, "漏记活动", "李敏"), "E-DB-");
    struct record r;
    assert_true(record_read(&r, &ledger_talk, f.book, &f.arena, 1, NULL));
    struct record old = record_copy(&r, &f.arena);
    starts(fixture_issue(&f, &r, &old, "on_day"), "E-DB-");
    int latest;
    assert_false(period_latest(f.book, &latest, &err));
    fixture_close(&f);
}

static const char *month_issue(struct fixture *f)
{
    struct stmt st;
    struct record r = record_new(&ledger_period, f->book, &f->arena);
    fixture_type(f, &r, "month", "2026-10");
    stmt_open(&st, f->book->db, SQL("alter table event rename to hidden"));
    assert_true(stmt_run(&st, NULL));
    return fixture_issue(f, &r, NULL, "month");
}

/* Whether something is undecided is asked of the events: no answer, no seal. */
TEST(a_month_whose_events_cannot_be_read_is_not_sealed)
{
    struct fixture f;
    fixture_open(&f);
    starts(month_issue(&f), "E-DB-");
    fixture_close(&f);
}
