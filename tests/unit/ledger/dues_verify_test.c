/* What the check of the accounts finds, and that nothing keeps it from telling
   the rest; a month is not closed over wrong books; a count names what is wrong
   with it. */
#include "accounts_rig.h"
#include "dues_desk.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/verify.h"
#include "pbtui/store/stmt.h"

#include <string.h>

static void run(struct book *b, const char *sql)
{
    struct err err = ERR_INIT;
    struct stmt st;
    stmt_open(&st, b->db, sql);
    if (!stmt_run(&st, &err)) {
        fail_msg("%s: %s %s", sql, err.text, err.detail);
    }
}

static void hand_up(struct desk *d)
{
    struct err err = ERR_INIT;
    struct record r;
    if (!handover_propose(d->b, d->a, PAYMENT_MONTHLY, &r, &err) ||
        !handover_post(d->b, d->a, &r, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

/* October is closed, with a payment and a slip; November is open, with one
   that is posted and taken back. */
static void collect(struct desk *d)
{
    struct err err = ERR_INIT;
    int64_t id;
    int64_t back;
    desk_open(d, 2);
    desk_today(d, 2026, 10, 31);
    desk_month(d, 2026, 10);
    assert_string_equal(desk_take(d, 0, 2026, 10, 5000, "", NULL), "");
    assert_string_equal(desk_post(d), "");
    hand_up(d);
    assert_string_equal(desk_close_month(d, 2026, 10), "");
    desk_today(d, 2026, 11, 20);
    desk_month(d, 2026, 11);
    assert_string_equal(desk_take(d, 0, 2026, 11, 5000, "", NULL), "");
    assert_string_equal(desk_take(d, 1, 2026, 11, 7500, "", &id), "");
    assert_string_equal(desk_post(d), "");
    assert_true(dues_reverse(d->b, d->a, id, "记错了人", &back, &err));
    assert_string_equal(desk_verify(d), "");
}

/* ---- nothing keeps the rest from being told ----------------------------- */

static void expect_codes(struct desk *d, const char *const *codes)
{
    const char *told = desk_verify(d);
    for (; *codes != NULL; codes++) {
        if (strstr(told, *codes) == NULL) {
            fail_msg("%s is not among %s", *codes, told);
        }
    }
}

TEST(dues_verify_a_month_that_is_none_is_a_finding)
{
    struct desk d;
    collect(&d);
    run(d.b, "drop trigger dues_month_closed_update");
    run(d.b, "update dues_month set month = '2026-1x' where id = 1");
    run(d.b, "update dues_balance set due_fen = 1 where month = '2026-10'");
    expect_codes(&d, (const char *[]){"E-DUES-107", "E-DUES-113", NULL});
    desk_close(&d);
}

/* Sums of such amounts do not fit, and the rest is told all the same. */
TEST(dues_verify_an_amount_beyond_all_measure_is_a_finding)
{
    static const char *const amounts[] = {
        "update payment_part set fen = 9000000000000000000",
        "update payment set fen = 9000000000000000000 where fen > 0",
        "update due set fen = 9000000000000000000",
        "update sitting set cash_fen = 9000000000000000000",
        "update dues_taken set fen = 9000000000000000000",
        "update dues_balance set paid_fen = -9000000000000000000",
        "update handover set fen = 9000000000000000000",
    };
    static const char *const loose[] = {
        "drop trigger payment_posted_update",
        "drop trigger part_posted_update",
        "drop trigger part_balance_update",
        "drop trigger due_closed_update",
        "drop trigger due_balance_update",
        "drop trigger sitting_update",
        "drop trigger handover_update",
        "update payment_part set payment_id = 1, month = '2026-10',"
        " person_id = 1 where fen > 0",
        "drop index due_once",
        "update due set person_id = 1, month = '2027-01' where id in (3, 4)",
        "update number set last = 9 where series = 'sitting'",
        "pragma ignore_check_constraints = on",
    };
    for (size_t i = 0; i < ARRAY_LEN(amounts); i++) {
        struct desk d;
        collect(&d);
        for (size_t k = 0; k < ARRAY_LEN(loose); k++) {
            run(d.b, loose[k]);
        }
        run(d.b, amounts[i]);
        expect_codes(&d, (const char *[]){"E-DUES-101", "E-DUES-114",
                                          "E-DUES-109", NULL});
        desk_close(&d);
    }
}

static bool is_found(const struct check_report *r, const char *code)
{
    for (size_t i = 0; i < r->n; i++) {
        if (strcmp(r->findings[i].code, code) == 0 &&
            r->findings[i].text[0] != '\0') {
            return true;
        }
    }
    return false;
}

/* A table is missing: what the file's check and the other questions found
   stays, and that one of them failed is a finding, too. */
TEST(dues_verify_a_question_that_fails_costs_no_finding)
{
    struct desk d;
    struct check_report report;
    struct err err = ERR_INIT;
    collect(&d);
    run(d.b, "drop table dues_taken");
    run(d.b, "update number set last = 9 where series = 'sitting'");
    run(d.b, "update dues_month set month = '2030-01' where id = 2");
    if (!ledger_check(d.b, d.a, &report, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_true(is_found(&report, "E-CHECK-030"));
    assert_true(is_found(&report, "E-CHECK-050"));
    assert_true(is_found(&report, "E-DUES-101"));
    assert_true(is_found(&report, "E-DUES-110"));
    assert_string_equal(report.findings[report.n - 1].code, "E-DB-039");
    desk_close(&d);
}

/* What is written in the file may be written to a terminal. */
TEST(dues_verify_findings_cannot_steer_a_terminal)
{
    struct desk d;
    struct check_report report;
    struct err err = ERR_INIT;
    collect(&d);
    run(d.b, "drop trigger dues_month_closed_update");
    run(d.b, "update dues_month set month = char(27) || '[2J' where id = 1");
    assert_true(ledger_check(d.b, d.a, &report, NULL, NULL, &err));
    assert_true(is_found(&report, "E-DUES-113"));
    for (size_t i = 0; i < report.n; i++) {
        assert_null(strchr(report.findings[i].text, 27));
    }
    desk_close(&d);
}

/* ---- a month is not closed over wrong books ------------------------------ */

TEST(dues_verify_a_month_is_not_closed_over_wrong_books)
{
    static const struct {
        const char *drop, *sql, *code;
    } rows[] = {
        {NULL, "select 1", ""},
        {NULL, "update dues_taken set fen = fen + 1, cash_fen = cash_fen + 1",
         "E-DUES-092"},
        {NULL, "update dues_taken set cash_fen = cash_fen - 1", "E-DUES-092"},
        {NULL, "update dues_taken set kind = '2' where on_day < '2026-11'",
         "E-DUES-092"},
        {NULL,
         "update dues_taken set fen = fen + 1 where on_day = '2026-11-20'",
         "E-DUES-092"},
        /* The sum stays, the days do not. */
        {NULL,
         "insert into dues_taken values (1, '1', '2026-11-19', 100, 100),"
         " (1, '1', '2026-11-18', -100, -100)",
         "E-DUES-092"},
        {NULL, "update number set last = 9 where series = 'payment'",
         "E-DUES-092"},
        {NULL, "update number set last = 9 where series = 'handover'",
         "E-DUES-092"},
        {NULL, "delete from number where series = 'sitting'", "E-DUES-092"},
        {"drop trigger payment_posted_update",
         "update payment set no = 70 where id = 1", "E-DUES-092"},
        {"drop trigger payment_posted_update",
         "update payment set reverses = 1 where reverses is not null",
         "E-DUES-092"},
        {"drop trigger payment_posted_update",
         "update payment set voided_on = '2026-11-20' where id = 2",
         "E-DUES-092"},
        /* Of another branch, or year: not this month's. */
        {NULL, "update number set branch_id = 1, year = 2020 where id = -1",
         ""},
        {NULL,
         "insert into number (id, ver, branch_id, series, year, last)"
         " values (90, 1, 1, 'payment', 2020, 4)",
         ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct desk d;
        struct err err = ERR_INIT;
        struct dues_figures f;
        struct dues_count c = {0};
        collect(&d);
        if (rows[i].drop != NULL) {
            run(d.b, rows[i].drop);
        }
        run(d.b, rows[i].sql);
        int m = month_make(2026, 11);
        assert_true(dues_figures(d.b, d.a, m, &f, &err));
        c.counted = f.hand_cash;
        bool ok = dues_month_close(d.b, d.a, m, &c, &err);
        if (ok != (rows[i].code[0] == '\0') ||
            (!ok && strcmp(err.code, rows[i].code) != 0)) {
            fail_msg("%s: «%s» %s instead of «%s»", rows[i].sql, err.code,
                     err.text, rows[i].code);
        }
        desk_close(&d);
    }
}

/* ---- a year's account ---------------------------------------------------- */

TEST(dues_verify_a_year_shows_when_the_box_was_meddled_with)
{
    struct rig r;
    struct err err = ERR_INIT;
    struct dues_year y;
    rig_open(&r);
    rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2026-01-06", "2026-01", 5000,
            r.person[0], "2026-01");
    int64_t wrong = rig_pay(&r, PAYMENT_LARGE, PAY_ONLINE, "2026-07-01",
                            "2026-07", 150000, r.person[3], NULL);
    rig_take_back(&r, wrong, "2026-08-01", "2026-08");
    rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2025-12-31", "2026-01", 700,
            r.person[1], "2026-01");
    assert_true(dues_year_read(r.b, r.a, 2026, &y, &err));
    assert_int_equal(y.taken, 5000);
    assert_int_equal(y.brought, 700);
    assert_int_equal(y.brought + y.taken, y.handed + y.kept + y.hand);
    run(r.b, "update dues_taken set fen = fen + 50"
             " where on_day = '2026-01-06'");
    assert_true(dues_year_read(r.b, r.a, 2026, &y, &err));
    assert_int_equal(y.taken, 5000);
    assert_int_equal(y.handed + y.kept + y.hand - y.brought - y.taken, 50);
    rig_close(&r);
}

/* ---- what a digest holds --------------------------------------------------
 */

TEST(dues_verify_a_digest_holds_all_that_does_not_change)
{
    static const char *const held[][2] = {
        {"drop trigger payment_posted_update",
         "update payment set note = '后补' where id = 1"},
        {"drop trigger payment_posted_update",
         "update payment set proof = '9' where id = 1"},
        {"drop trigger sitting_update",
         "update sitting set taken_by = '别人' where id = 1"},
        {"drop trigger sitting_update",
         "update sitting set notes = '50×1' where id = 1"},
        {"drop trigger due_closed_update",
         "update due set delayed = '后补' where id = 1"},
        {"drop trigger handover_update",
         "update handover set on_day = '2026-10-30' where id = 1"},
        {"drop trigger handover_update",
         "update handover set kept_fen = 1 where id = 1"},
        {"drop trigger handover_delete", "delete from handover where id = 1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(held); i++) {
        struct desk d;
        collect(&d);
        run(d.b, held[i][0]);
        run(d.b, held[i][1]);
        expect_codes(&d, (const char *[]){"E-DUES-109", NULL});
        desk_close(&d);
    }
}

static int64_t enter(struct desk *d, int64_t fund, const char *what)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_fund_entry, d->b, d->a);
    record_set_int(&r, ENTRY_FUND, fund);
    record_set_text(&r, ENTRY_IO, FUND_IN);
    record_set_int(&r, ENTRY_FEN, 10000);
    record_set_text(&r, ENTRY_WHAT, what);
    if (!ledger_apply(d->b, d->a, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return r.id;
}

/* A slip or entry belongs to the month that was collected when it was posted,
   and what is filed later does not count. */
TEST(dues_verify_a_digest_keeps_out_what_comes_later)
{
    struct desk d;
    struct err err = ERR_INIT;
    struct record old;
    collect(&d);
    struct record f = record_new(&ledger_fund, d.b, d.a);
    record_set_text(&f, FUND_NAME, "党建经费");
    record_set_text(&f, FUND_KIND, "2");
    record_set_int(&f, FUND_YEAR, 2026);
    record_set_int(&f, FUND_BUDGET, 0);
    assert_true(ledger_apply(d.b, d.a, &f, NULL, NULL, &err));
    enter(&d, f.id, "下拨");
    hand_up(&d);
    assert_string_equal(desk_verify(&d), "");
    assert_true(record_read(&old, &ledger_handover, d.b, d.a, 1, &err));
    struct record r = record_copy(&old, d.a);
    record_set_text(&r, HANDOVER_VOUCHER, "99-0001");
    assert_true(ledger_apply(d.b, d.a, &r, &old, NULL, &err));
    assert_string_equal(desk_verify(&d), "");
    assert_string_equal(desk_close_month(&d, 2026, 11), "");
    enter(&d, f.id, "再下拨");
    assert_string_equal(desk_verify(&d), "");
    run(d.b, "drop trigger fund_entry_update");
    run(d.b, "update fund_entry set fen = 1 where id = 2");
    assert_string_equal(desk_verify(&d), "");
    run(d.b, "update fund_entry set fen = 1 where id = 1");
    assert_string_equal(desk_verify(&d), "E-DUES-109");
    desk_close(&d);
}

/* ---- counting -------------------------------------------------------------
 */

TEST(dues_verify_notes_are_those_there_are)
{
    static const struct {
        const char *notes, *code, *says;
    } rows[] = {
        {"100×1 50×1 20×1 10×1 5×1 2×1 1×1", "", ""},
        {"0.5×1 0.2×1 0.1×1 0.05×1 0.02×1 0.01×1", "", ""},
        {"100×3x2", "E-DUES-072", "“100×3x2”"},
        {"100×3 50×-1", "E-DUES-072", "“50×-1”"},
        {"0.001×3", "E-DUES-072", "“0.001×3”"},
        {"49.8×1", "E-DUES-078", "“49.8×1”"},
        {"200×1", "E-DUES-078", "“200×1”"},
        {"3×1", "E-DUES-078", "“3×1”"},
        {"0.03×1", "E-DUES-078", "“0.03×1”"},
        {"0×3", "E-DUES-078", "“0×3”"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        int64_t fen;
        bool ok = dues_notes_read(rows[i].notes, &fen, &err);
        if (ok != (rows[i].code[0] == '\0') ||
            (!ok && (strcmp(err.code, rows[i].code) != 0 ||
                     strstr(err.text, rows[i].says) == NULL))) {
            fail_msg("%s: %s %s", rows[i].notes, err.code, err.text);
        }
    }
}

static void hear(void *ctx, const char *code, const char *table, int64_t id,
                 const char *text)
{
    struct strbuf *sb = ctx;
    sb_addf(sb, "%s %s %lld %s\n", code, table, (long long)id, text);
}

static void expect_text(struct desk *d, const char *want)
{
    struct strbuf sb;
    struct err err = ERR_INIT;
    sb_init(&sb);
    assert_true(dues_verify(d->b, d->a, hear, &sb, &err));
    if (strstr(sb.s, want) == NULL) {
        fail_msg("«%s» is not in: %s", want, sb.s);
    }
    sb_clear(&sb);
}

/* Never two equal sums that are said to differ. */
TEST(dues_verify_says_what_differs)
{
    struct desk d;
    collect(&d);
    run(d.b, "drop trigger sitting_update");
    run(d.b, "update sitting set n = 9 where id = 2");
    expect_text(&d, "收缴单第 2 行记 9 笔，账上是 2 笔");
    run(d.b, "update sitting set n = 2, cash_fen = 0, online_fen = 12500"
             " where id = 2");
    expect_text(&d, "收缴单第 2 行现金记 0.00，明细合计 125.00");
    run(d.b, "update dues_taken set cash_fen = 0"
             " where on_day = '2026-10-31'");
    expect_text(&d, "2026-10-31 现金收款合计记 0.00，各笔合计 50.00");
    desk_close(&d);
}

/* ---- a record that was saved is the record that is there ------------------
 */

TEST(dues_verify_saving_reads_the_record_again)
{
    struct desk d;
    struct err err = ERR_INIT;
    struct record old;
    int64_t id;
    collect(&d);
    assert_string_equal(desk_take(&d, 1, 2026, 11, 7500, "", &id), "");
    assert_true(record_read(&old, &ledger_payment, d.b, d.a, id, &err));
    struct record r = record_copy(&old, d.a);
    record_set_text(&r, PAYMENT_NOTE, "改");
    assert_true(ledger_apply(d.b, d.a, &r, &old, NULL, &err));
    assert_int_equal(r.ver, old.ver + 1);
    assert_true(record_read(&old, &ledger_due, d.b, d.a, 3, &err));
    r = record_copy(&old, d.a);
    record_set_text(&r, DUE_NOTE, "改");
    assert_true(ledger_apply(d.b, d.a, &r, &old, NULL, &err));
    assert_int_equal(r.ver, old.ver + 1);
    desk_close(&d);
}
