/* 党费 of the sample: that it adds up and shows what screens and papers are
   tried on. */
#include "unit.h"

#include "pbtui/app/sample.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/outlook.h"
#include "pbtui/ledger/verify.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void open_sample(struct session *s)
{
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    setenv("XDG_CONFIG_HOME", unit_tmp(), 1);
    struct err err = ERR_INIT;
    if (!sample_open(s, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
}

static int64_t number(struct session *s, const char *sql)
{
    struct stmt st;
    int64_t n = -1;
    struct err err = ERR_INIT;
    stmt_open(&st, s->db, sql);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, &err)) {
        fail_msg("%s: %s", sql, err.text);
    }
    return n;
}

TEST(sample_dues_show_the_cases_they_are_for)
{
    static const struct {
        const char *what, *sql;
        int64_t want;
    } table[] = {
        {"assessed", SQL("select count(*) from assess"), 32},
        {"with a worksheet",
         SQL("select count(distinct assess_id) from assess_item"), 7},
        {"the civil servant's base",
         SQL("select base_fen from assess where fen = 8297"), 553150},
        {"rates of those at work",
         SQL("select count(distinct rate) from assess where category = 'job'"),
         4},
        {"rates of the retired",
         SQL("select count(distinct rate) from assess"
             " where category = 'retired'"),
         2},
        {"one at the cliff",
         SQL("select fen from assess where base_fen = 500001"), 7500},
        {"少交 with its approval",
         SQL("select count(*) from assess where relief = '1'"
             " and relief_on is not null and relief_paper is not null"),
         1},
        {"paid elsewhere for months",
         SQL("select count(*) from due where state = '3'"), 7},
        {"by the quarter",
         SQL("select count(*) from assess where quarterly = 1"), 1},
        {"closed months",
         SQL("select count(*) from dues_month where closed_on is not null"),
         10},
        {"the open one",
         SQL("select count(*) from dues_month where closed_on is null"
             " and month = '2026-11'"),
         1},
        {"unpaid months",
         SQL("select count(*) from dues_balance where month < '2026-11'"
             " and paid_fen < due_fen"),
         3},
        {"nothing without a number",
         SQL("select count(*) from payment where no is null"), 0},
        {"late",
         SQL("select count(*) from payment_part x join payment p"
             " on p.id = x.payment_id where x.month < p.month"),
         1},
        {"ahead",
         SQL("select count(*) from payment_part x join payment p"
             " on p.id = x.payment_id where x.month > p.month"
             " and p.person_id = x.person_id"),
         2},
        {"reversed with a reason",
         SQL("select count(*) from payment where reverses is not null"
             " and length(reason) >= 4"),
         1},
        {"by transfer",
         SQL("select sum(fen) from payment where way = '2'"
             " and month = '2026-11'"),
         80000},
        {"in cash, what of November came in before, too",
         SQL("select sum(x.fen) from payment_part x join payment p"
             " on p.id = x.payment_id where x.month = '2026-11'"
             " and p.way = '1'"),
         41050},
        {"大额", SQL("select sum(fen) from payment where kind = '2'"), 150000},
        {"slips with a voucher",
         SQL("select count(*) from handover where voucher is not null"), 4},
        {"funds", SQL("select sum(budget_fen) from fund"), 2500000},
        {"spent by a meeting's decision",
         SQL("select count(*) from fund_entry where io = '2'"
             " and event_id is not null"),
         8},
        {"spent before it was decided",
         SQL("select count(*) from fund_entry f join event e"
             " on e.id = f.event_id where e.on_day > f.on_day"),
         0},
        {"reminded", SQL("select count(*) from reminder where months = 2"), 1},
        {"shown this year",
         SQL("select count(*) from dues_notice where from_on >= '2026-01-01'"),
         2},
        {"the other branch collects none",
         SQL("select count(*) from dues_month where branch_id <> 1"), 0},
        {"typed in after the month was closed, or before it was opened",
         SQL("select count(*) from payment p join dues_month m"
             " on m.month = p.month where p.paid_on < m.opened_on"
             " or p.paid_on > m.closed_on"),
         0},
    };
    struct session s;
    open_sample(&s);
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        int64_t n = number(&s, table[i].sql);
        if (n != table[i].want) {
            fail_msg("%s: %" PRId64, table[i].what, n);
        }
    }
    session_close(&s);
}

TEST(sample_dues_of_november_are_those_of_the_screens)
{
    struct session s;
    struct arena a = ARENA_INIT;
    struct dues_sheet sheet;
    struct outlook o;
    struct arrear *owing;
    size_t n;
    open_sample(&s);
    assert_true(
        dues_sheet_read(&s.book, &a, month_make(2026, 11), &sheet, NULL));
    assert_int_equal(sheet.n, 28);
    assert_int_equal(sheet.sums.n_due, 28);
    assert_int_equal(sheet.sums.due, 184230);
    assert_int_equal(sheet.sums.n_paid, 19);
    assert_int_equal(sheet.sums.paid, 121050);
    assert_int_equal(sheet.sums.open, 63180);
    assert_true(outlook_of(&s.book, &a, &o, NULL));
    assert_int_equal(o.dues.n_due, 28);
    assert_int_equal(o.dues.n_paid, 19);
    assert_int_equal(o.dues.due, 184230);
    assert_int_equal(o.dues.paid, 121050);
    assert_int_equal(o.dues.hand, sheet.sums.hand);
    assert_string_equal(o.dues.owing, "周立（3 个月）");
    assert_true(
        arrears_list(&s.book, &a, MONTH_NONE, MONTH_NONE, &owing, &n, NULL));
    assert_int_equal(n, 1);
    assert_int_equal(owing[0].run, 3);
    assert_int_equal(owing[0].fen, 3 * 4980);
    arena_clear(&a);
    session_close(&s);
}

/* Months and members come to the same; what came in was handed up or is in
   hand; what the check asks holds. */
TEST(sample_dues_of_the_year_add_up)
{
    struct session s;
    struct arena a = ARENA_INIT;
    struct dues_year y;
    struct check_report report;
    int64_t by_month = 0;
    int64_t by_person = 0;
    open_sample(&s);
    assert_true(dues_year_read(&s.book, &a, 2026, &y, NULL));
    for (int i = 0; i < 12; i++) {
        by_month += y.paid[i];
    }
    for (size_t i = 0; i < y.n; i++) {
        by_person += y.rows[i].paid;
    }
    assert_true(by_month > 1500000);
    assert_int_equal(by_month, by_person);
    assert_int_equal(by_month, y.total_paid);
    assert_int_equal(y.brought + y.taken, y.handed + y.kept + y.hand);
    assert_true(ledger_check(&s.book, &a, &report, NULL, NULL, NULL));
    assert_int_equal(report.n, 0);
    arena_clear(&a);
    session_close(&s);
}
