/* Collecting 党费 in the ledger: months, taking, sittings, reversals, closing.
 */
#include "dues_desk.h"

#include "unit.h"

#include "pbtui/ledger/people.h"
#include "pbtui/store/change.h"
#include "pbtui/store/check.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

#include <string.h>

#define NOV month_make(2026, 11)

/* ---- months ------------------------------------------------------------ */

TEST(a_month_is_opened_once_and_brought_up_to_date)
{
    struct desk d;
    desk_open(&d, 5);
    struct dues_opening o = desk_month(&d, 2026, 11);
    assert_int_equal(o.n, 5);
    assert_int_equal(o.n_added, 5);
    assert_int_equal(o.fen, 5000 + 7500 + 8297 + 1500 + 11718);
    o = desk_month(&d, 2026, 11);
    assert_int_equal(o.n, 5);
    assert_int_equal(o.n_added + o.n_changed + o.n_dropped, 0);
    assert_int_equal(desk_count(&d, SQL("select count(*) from due")), 5);
    assert_int_equal(desk_count(&d, SQL("select count(*) from dues_month")), 1);
    /* Another base: the open month follows, rows that are right stay. */
    desk_assess(&d, d.person[0], "2026-11", "5100");
    o = desk_month(&d, 2026, 11);
    assert_int_equal(o.n_changed, 1);
    assert_int_equal(o.n_added, 0);
    struct dues_sheet s = desk_sheet(&d, 2026, 11);
    assert_int_equal(desk_row(&s, d.person[0])->due, 7650);
    desk_close(&d);
}

TEST(months_come_one_after_the_other_and_one_at_a_time)
{
    struct desk d;
    struct dues_opening o;
    struct err err = ERR_INIT;
    int month;
    desk_open(&d, 1);
    assert_true(dues_month_next(d.b, &month, &err));
    assert_int_equal(month, NOV);
    assert_false(dues_month_open(d.b, d.a, NOV + 1, &o, &err));
    assert_string_equal(err.code, "E-DUES-011");
    desk_month(&d, 2026, 9);
    err = (struct err)ERR_INIT;
    assert_false(dues_month_open(d.b, d.a, NOV - 1, &o, &err));
    assert_string_equal(err.code, "E-DUES-012");
    assert_string_equal(desk_close_month(&d, 2026, 9), "");
    err = (struct err)ERR_INIT;
    assert_false(dues_month_open(d.b, d.a, NOV - 2, &o, &err));
    assert_string_equal(err.code, "E-DUES-013");
    err = (struct err)ERR_INIT;
    assert_false(dues_month_open(d.b, d.a, NOV, &o, &err));
    assert_string_equal(err.code, "E-DUES-014");
    assert_true(dues_month_next(d.b, &month, &err));
    assert_int_equal(month, NOV - 1);
    /* One that is closed before it ends makes room for the next, no more. */
    desk_month(&d, 2026, 10);
    assert_string_equal(desk_close_month(&d, 2026, 10), "");
    desk_month(&d, 2026, 11);
    assert_string_equal(desk_close_month(&d, 2026, 11), "");
    assert_true(dues_month_next(d.b, &month, &err));
    assert_int_equal(month, NOV + 1);
    desk_month(&d, 2026, 12);
    assert_string_equal(desk_close_month(&d, 2026, 12), "");
    err = (struct err)ERR_INIT;
    assert_false(dues_month_open(d.b, d.a, NOV + 2, &o, &err));
    assert_string_equal(err.code, "E-DUES-011");
    desk_close(&d);
}

TEST(who_has_no_assessment_is_named_and_cannot_pay)
{
    struct desk d;
    desk_open(&d, 1);
    d.person[1] = fixture_member(&d.f, "没核定", "1980-01-01", "2010-05-20",
                                 "2011-05-20");
    struct dues_opening o = desk_month(&d, 2026, 11);
    assert_int_equal(o.n, 2);
    assert_string_equal(o.unassessed, "没核定");
    assert_string_equal(desk_take(&d, 1, 2026, 11, 100, "", NULL),
                        "E-DUES-049");
    assert_string_equal(desk_close_month(&d, 2026, 11), "E-DUES-090");
    desk_assess(&d, d.person[1], "2026-01", "3000");
    o = desk_month(&d, 2026, 11);
    assert_int_equal(o.n_changed, 1);
    assert_string_equal(o.unassessed, "");
    assert_string_equal(desk_take(&d, 1, 2026, 11, 1500, "", NULL), "");
    desk_close(&d);
}

TEST(who_has_left_is_dropped_unless_something_was_paid)
{
    struct desk d;
    desk_open(&d, 3);
    desk_month(&d, 2026, 11);
    desk_take(&d, 0, 2026, 11, 5000, "", NULL);
    static const char *const gone =
        "update member set out_kind = '51', to_on = '2026-10-05'"
        " where person_id in (1, 2)";
    struct stmt st;
    stmt_open(&st, d.b->db, gone);
    assert_true(stmt_run(&st, NULL));
    struct dues_opening o = desk_month(&d, 2026, 11);
    assert_int_equal(o.n, 1);
    assert_int_equal(o.n_dropped, 1);
    assert_int_equal(o.n_changed, 2); /* the third stands first now */
    assert_true(o.left[0] != '\0');
    struct dues_sheet s = desk_sheet(&d, 2026, 11);
    const struct dues_row *left = desk_row(&s, d.person[0]);
    assert_string_equal(left->state, DUE_LEFT);
    assert_int_equal(left->due, 0);
    assert_int_equal(left->paid, 5000);
    assert_null(desk_row(&s, d.person[1]));
    assert_string_equal(desk_verify(&d), "");
    desk_close(&d);
}

/* ---- taking ------------------------------------------------------------ */

TEST(money_is_taken_once_and_can_be_taken_back)
{
    struct desk d;
    struct err err = ERR_INIT;
    int64_t fen;
    desk_open(&d, 3);
    desk_month(&d, 2026, 11);
    assert_string_equal(desk_take(&d, 2, 2026, 11, 8297, "", NULL), "");
    assert_string_equal(desk_take(&d, 2, 2026, 11, 8297, "", NULL),
                        "E-DUES-052");
    struct dues_sheet s = desk_sheet(&d, 2026, 11);
    const struct dues_row *row = desk_row(&s, d.person[2]);
    assert_int_equal(row->paid, 8297);
    assert_int_equal(row->draft, 8297);
    assert_int_equal(row->paid_on, d.b->today);
    assert_string_equal(row->way, PAY_CASH);
    assert_int_equal(s.sums.n_paid, 1);
    assert_int_equal(s.sums.paid, 8297);
    assert_int_equal(s.sums.n_open, 2);
    assert_int_equal(s.sums.draft_cash, 8297);
    assert_true(dues_untake(d.b, d.a, d.person[2], NOV, &fen, &err));
    assert_int_equal(fen, 8297);
    s = desk_sheet(&d, 2026, 11);
    assert_int_equal(desk_row(&s, d.person[2])->paid, 0);
    assert_int_equal(s.sums.n_draft, 0);
    assert_false(dues_untake(d.b, d.a, d.person[2], NOV, &fen, &err));
    assert_string_equal(err.code, "E-DUES-065");
    assert_string_equal(desk_verify(&d), "");
    desk_close(&d);
}

TEST(an_amount_is_changed_in_one_step_and_never_lost)
{
    struct desk d;
    struct err err = ERR_INIT;
    struct change_info info;
    desk_open(&d, 3);
    desk_month(&d, 2026, 11);
    desk_take(&d, 2, 2026, 11, 8297, "", NULL);
    struct dues_pay part = {d.person[2], NOV, 5000};
    struct dues_take t = {.on = d.b->today,
                          .way = PAY_TRANSFER,
                          .by = d.person[2],
                          .parts = &part,
                          .n = 1};
    assert_true(dues_retake(d.b, d.a, &t, &err));
    struct dues_sheet s = desk_sheet(&d, 2026, 11);
    assert_int_equal(desk_row(&s, d.person[2])->paid, 5000);
    /* Refused: what was there stays. */
    part.fen = 9000;
    assert_false(dues_retake(d.b, d.a, &t, &err));
    assert_string_equal(err.code, "E-DUES-053");
    s = desk_sheet(&d, 2026, 11);
    assert_int_equal(desk_row(&s, d.person[2])->paid, 5000);
    /* Undone at once. */
    assert_true(change_undo(d.b->db, &info, &err));
    s = desk_sheet(&d, 2026, 11);
    assert_int_equal(desk_row(&s, d.person[2])->paid, 8297);
    /* A payment that also pays another month is not cut up. */
    struct dues_pay two[2] = {{d.person[0], NOV, 5000},
                              {d.person[0], NOV + 1, 5000}};
    t.parts = two;
    t.n = 2;
    assert_true(dues_take(d.b, d.a, &t, 1, NULL, &err));
    t.parts = &part;
    t.n = 1;
    part = (struct dues_pay){d.person[0], NOV, 4000};
    assert_false(dues_retake(d.b, d.a, &t, &err));
    assert_string_equal(err.code, "E-DUES-068");
    assert_string_equal(desk_verify(&d), "");
    desk_close(&d);
}

TEST(a_month_is_paid_in_parts_and_too_much_asks_why)
{
    struct desk d;
    desk_open(&d, 3);
    desk_month(&d, 2026, 11);
    assert_string_equal(desk_take(&d, 2, 2026, 11, 5000, "", NULL), "");
    struct dues_sheet s = desk_sheet(&d, 2026, 11);
    assert_int_equal(s.sums.open, 5000 + 7500 + 3297);
    assert_string_equal(desk_take(&d, 2, 2026, 11, 4000, "", NULL),
                        "E-DUES-053");
    assert_string_equal(desk_take(&d, 2, 2026, 11, 3297, "", NULL), "");
    assert_string_equal(desk_take(&d, 0, 2026, 11, 6000, "自愿多交一点", NULL),
                        "");
    s = desk_sheet(&d, 2026, 11);
    assert_int_equal(s.sums.n_paid, 2);
    desk_close(&d);
}

TEST(amounts_and_days_that_cannot_be_are_refused)
{
    struct desk d;
    struct err err = ERR_INIT;
    desk_open(&d, 2);
    struct dues_pay part = {d.person[0], NOV, 5000};
    struct dues_take t = {
        .on = d.b->today, .way = PAY_CASH, .parts = &part, .n = 1};
    assert_false(dues_take(d.b, d.a, &t, 1, NULL, &err));
    assert_string_equal(err.code, "E-DUES-010"); /* nothing is open */
    desk_month(&d, 2026, 11);
    struct {
        const char *code;
        int64_t person;
        int month;
        int64_t fen;
        int on;
        const char *way;
    } rows[] = {
        {"E-DUES-057", d.person[0], NOV, 0, d.b->today, PAY_CASH},
        {"E-DUES-057", d.person[0], NOV, -1, d.b->today, PAY_CASH},
        {"E-DUES-057", d.person[0], NOV, MONEY_MAX + 1, d.b->today, PAY_CASH},
        {"E-DUES-041", d.person[0], NOV, 5000, d.b->today + 1, PAY_CASH},
        {"E-DUES-040", d.person[0], NOV, 5000, DATE_NONE, PAY_CASH},
        {"E-DUES-043", d.person[0], NOV, 5000, d.b->today, "9"},
        {"E-DUES-047", d.person[0], month_make(2010, 4), 100, d.b->today,
         PAY_CASH},
        {"", d.person[0], NOV, 5000, d.b->today, PAY_CASH},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        part = (struct dues_pay){rows[i].person, rows[i].month, rows[i].fen};
        t.on = rows[i].on;
        t.way = rows[i].way;
        err = (struct err)ERR_INIT;
        bool ok = dues_take(d.b, d.a, &t, 1, NULL, &err);
        assert_string_equal(ok ? "" : err.code, rows[i].code);
    }
    desk_close(&d);
}

TEST(prepaying_and_paying_late_know_their_limits)
{
    struct desk d;
    desk_open(&d, 2);
    for (int m = 1; m <= 11; m++) {
        desk_month(&d, 2026, m);
        if (m < 11) {
            assert_string_equal(desk_close_month(&d, 2026, m), "");
        }
    }
    /* November is open: six months back is May, six ahead is May 2027. */
    assert_string_equal(desk_take(&d, 0, 2026, 5, 5000, "", NULL), "");
    assert_string_equal(desk_take(&d, 0, 2026, 4, 5000, "", NULL),
                        "E-DUES-055");
    assert_string_equal(desk_take(&d, 0, 2026, 4, 5000, "委员会同意补交", NULL),
                        "");
    assert_string_equal(desk_take(&d, 1, 2027, 5, 7500, "", NULL), "");
    assert_string_equal(desk_take(&d, 1, 2027, 6, 7500, "", NULL),
                        "E-DUES-054");
    struct dues_sheet s = desk_sheet(&d, 2026, 11);
    const struct dues_row *row = desk_row(&s, d.person[0]);
    assert_int_equal(row->past[4], DUES_MARK_PAID);
    assert_int_equal(row->past[5], DUES_MARK_UNPAID);
    assert_int_equal(row->run, 5);
    assert_int_equal(row->owed, 8 * 5000);
    desk_close(&d);
}

TEST(everybody_at_once_is_exactly_what_was_confirmed)
{
    struct desk d;
    struct err err = ERR_INIT;
    desk_open(&d, 5);
    desk_month(&d, 2026, 11);
    struct dues_sheet s = desk_sheet(&d, 2026, 11);
    int64_t all = s.sums.open;
    desk_take(&d, 1, 2026, 11, 7500, "", NULL); /* another window */
    assert_false(dues_take_all(
        d.b, d.a, &(struct dues_all){d.b->today, PAY_CASH, "", 5, all}, &err));
    assert_string_equal(err.code, "E-DUES-063");
    assert_int_equal(desk_count(&d, SQL("select count(*) from payment")), 1);
    assert_true(dues_take_all(
        d.b, d.a, &(struct dues_all){d.b->today, PAY_CASH, "", 4, all - 7500},
        &err));
    s = desk_sheet(&d, 2026, 11);
    assert_int_equal(s.sums.n_open, 0);
    assert_int_equal(s.sums.paid, all);
    /* One change: undone at once, by name. */
    struct change_info info;
    assert_true(change_undo(d.b->db, &info, &err));
    assert_non_null(strstr(info.label, "4 人"));
    s = desk_sheet(&d, 2026, 11);
    assert_int_equal(s.sums.paid, 7500);
    assert_string_equal(desk_verify(&d), "");
    desk_close(&d);
}

static size_t spread(struct desk *d, int64_t fen, struct dues_pay *p,
                     size_t max)
{
    size_t n;
    struct err err = ERR_INIT;
    assert_true(dues_spread(d->b, d->person[0], fen, p, max, &n, &err));
    return n;
}

TEST(an_amount_is_spread_over_what_is_owed_and_then_ahead)
{
    struct desk d;
    struct dues_pay p[20];
    desk_open(&d, 1);
    for (int m = 9; m <= 11; m++) {
        desk_month(&d, 2026, m);
        if (m < 11) {
            assert_string_equal(desk_close_month(&d, 2026, m), "");
        }
    }
    assert_int_equal(spread(&d, 12000, p, 20), 3);
    assert_int_equal(p[0].month, NOV - 2);
    assert_int_equal(p[0].fen, 5000);
    assert_int_equal(p[2].month, NOV);
    assert_int_equal(p[2].fen, 2000);
    assert_int_equal(spread(&d, 25000, p, 20), 5);
    assert_int_equal(p[4].month, NOV + 2);
    assert_int_equal(spread(&d, 25000, p, 2), 2);
    assert_int_equal(p[1].fen, 20000); /* nothing gets lost */
    desk_close(&d);
}

/* ---- sittings ---------------------------------------------------------- */

TEST(notes_are_added_up)
{
    static const struct {
        const char *notes;
        int64_t fen; /* -1: refused */
    } rows[] = {
        {"100×3 50×1", 35000},
        {"100x3,50X1;0.5*4", 35200},
        {"", 0},
        {" 1×0 ", 0},
        {"100", -1},
        {"×3", -1},
        {"100×", -1},
        {"100×3.5", -1},
        {"100×-1", -1},
        {"0.001×3", -1},
        {"0×3", -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err err = ERR_INIT;
        int64_t fen = -1;
        bool ok = dues_notes_read(rows[i].notes, &fen, &err);
        assert_int_equal(ok ? fen : -1, rows[i].fen);
    }
}

TEST(a_sitting_closes_only_when_the_count_is_right)
{
    struct desk d;
    struct err err = ERR_INIT;
    int64_t sitting = 0;
    desk_open(&d, 3);
    desk_month(&d, 2026, 11);
    struct dues_count c = {.counted = 0};
    assert_false(dues_sitting_close(d.b, d.a, &c, &sitting, &err));
    assert_string_equal(err.code, "E-DUES-077");
    desk_take(&d, 0, 2026, 11, 5000, "", NULL);
    desk_take(&d, 2, 2026, 11, 8297, "", NULL);
    static const struct {
        int64_t counted;
        const char *notes;
        const char *code;
    } rows[] = {
        {13296, "", "E-DUES-076"},        {13298, "", "E-DUES-076"},
        {-1, "", "E-DUES-075"},           {13297, "100×1", "E-DUES-074"},
        {-1, "100×1 20×1", "E-DUES-076"}, {-1, "100×1 y", "E-DUES-071"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err = (struct err)ERR_INIT;
        c = (struct dues_count){rows[i].counted, rows[i].notes, ""};
        assert_false(dues_sitting_close(d.b, d.a, &c, &sitting, &err));
        assert_string_equal(err.code, rows[i].code);
    }
    assert_int_equal(desk_count(&d, SQL("select count(*) from number")), 0);
    c = (struct dues_count){-1, "100×1 20×1 10×1 1×2 0.5×1 0.2×2 0.05×1 0.02×1",
                            "桌面点钞"};
    assert_true(dues_sitting_close(d.b, d.a, &c, &sitting, &err));
    assert_int_equal(desk_count(&d, SQL("select max(no) from payment")), 2);
    assert_int_equal(desk_count(&d, SQL("select no from sitting")), 1);
    /* The next ones go on counting. */
    desk_take(&d, 1, 2026, 11, 7500, "", NULL);
    assert_string_equal(desk_post(&d), "");
    assert_int_equal(desk_count(&d, SQL("select max(no) from payment")), 3);
    assert_int_equal(desk_count(&d, SQL("select max(no) from sitting")), 2);
    assert_string_equal(desk_verify(&d), "");
    desk_close(&d);
}

TEST(what_is_posted_is_neither_changed_nor_undone)
{
    struct desk d;
    struct err err = ERR_INIT;
    struct change_info info;
    int64_t id;
    int64_t fen;
    desk_open(&d, 2);
    desk_month(&d, 2026, 11);
    desk_take(&d, 0, 2026, 11, 5000, "", &id);
    assert_string_equal(desk_post(&d), "");
    assert_false(change_undo(d.b->db, &info, &err));
    assert_false(dues_untake(d.b, d.a, d.person[0], NOV, &fen, &err));
    struct record r;
    assert_true(record_read(&r, &ledger_payment, d.b, d.a, id, &err));
    struct record old = record_copy(&r, d.a);
    record_set_text(&r, PAYMENT_NOTE, "改一改");
    assert_false(ledger_apply(d.b, d.a, &r, &old, "", &err));
    assert_string_equal(err.code, "E-DUES-031");
    static const char *const attacks[] = {
        "update payment set fen = 1",      "delete from payment",
        "update payment_part set fen = 1", "delete from payment_part",
        "update sitting set n = 0",        "delete from sitting",
    };
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        struct stmt st;
        stmt_open(&st, d.b->db, attacks[i]);
        assert_false(stmt_run(&st, &err));
    }
    assert_string_equal(desk_verify(&d), "");
    desk_close(&d);
}

/* ---- 冲销 -------------------------------------------------------------- */

TEST(a_reversal_leaves_both_and_what_was_paid_is_owed_again)
{
    struct desk d;
    struct err err = ERR_INIT;
    int64_t id;
    int64_t back;
    desk_open(&d, 2);
    desk_month(&d, 2026, 11);
    desk_take(&d, 0, 2026, 11, 5000, "", &id);
    assert_string_equal(desk_post(&d), "");
    assert_false(dues_reverse(d.b, d.a, id, "错", &back, &err));
    assert_string_equal(err.code, "E-DUES-083");
    assert_true(dues_reverse(d.b, d.a, id, "记错了人", &back, &err));
    struct dues_sheet s = desk_sheet(&d, 2026, 11);
    assert_int_equal(desk_row(&s, d.person[0])->paid, 0);
    assert_int_equal(desk_row(&s, d.person[0])->paid_on, DATE_NONE);
    assert_int_equal(s.sums.hand, 0);
    struct record r;
    assert_true(record_read(&r, &ledger_payment, d.b, d.a, back, &err));
    assert_int_equal(record_int(&r, PAYMENT_FEN), -5000);
    assert_int_equal(record_int(&r, PAYMENT_NO), 2);
    assert_int_equal(record_int(&r, PAYMENT_REVERSES), id);
    assert_false(dues_reverse(d.b, d.a, id, "再来一次", &back, &err));
    assert_string_equal(err.code, "E-DUES-082");
    assert_false(dues_reverse(d.b, d.a, r.id, "冲销冲销", &back, &err));
    assert_string_equal(err.code, "E-DUES-081");
    assert_string_equal(desk_take(&d, 0, 2026, 11, 5000, "", NULL), "");
    assert_string_equal(desk_verify(&d), "");
    struct check_report report;
    assert_true(check_run(d.b->db, d.a, &report, NULL, NULL, &err));
    assert_int_equal(report.n, 0);
    desk_close(&d);
}

/* ---- closing ----------------------------------------------------------- */

TEST(a_month_closes_with_its_figures_and_stays)
{
    struct desk d;
    struct err err = ERR_INIT;
    struct dues_figures f;
    desk_open(&d, 3); /* 50.00 75.00 82.97 */
    desk_today(&d, 2026, 10, 20);
    desk_month(&d, 2026, 10);
    desk_take(&d, 0, 2026, 10, 5000, "", NULL);
    assert_string_equal(desk_close_month(&d, 2026, 10), "E-DUES-094");
    assert_string_equal(desk_post(&d), "");
    struct dues_count wrong = {.counted = 4999};
    assert_false(dues_month_close(d.b, d.a, NOV - 1, &wrong, &err));
    assert_string_equal(err.code, "E-DUES-076");
    assert_string_equal(desk_close_month(&d, 2026, 10), "");
    desk_today(&d, 2026, 11, 20);
    desk_month(&d, 2026, 11);
    desk_take(&d, 1, 2026, 10, 7500, "", NULL); /* late */
    desk_take(&d, 1, 2026, 11, 7500, "", NULL);
    desk_take(&d, 0, 2026, 12, 5000, "", NULL); /* ahead */
    assert_true(dues_figures(d.b, d.a, NOV - 1, &f, &err));
    assert_int_equal(f.n_payers, 3);
    assert_int_equal(f.due, 20797);
    assert_int_equal(f.n_paid, 1);
    assert_int_equal(f.paid, 5000);
    assert_int_equal(f.n_unpaid, 2);
    assert_int_equal(f.unpaid, 15797);
    assert_int_equal(f.hand, 5000);
    assert_int_equal(f.hand_cash, 5000);
    assert_true(dues_figures(d.b, d.a, NOV, &f, &err));
    assert_int_equal(f.n_members, 3);
    assert_int_equal(f.n_owed, 2);
    assert_int_equal(f.owed, 15797);
    assert_int_equal(f.n_late, 1);
    assert_int_equal(f.late, 7500);
    assert_int_equal(f.n_paid, 1);
    assert_int_equal(f.early, 5000);
    assert_int_equal(f.cash, 20000);
    /* Closed: no more rows, no more changes. */
    static const char *const attacks[] = {
        "update due set fen = 1 where month = '2026-10'",
        "delete from due where month = '2026-10'",
        "update dues_month set due_fen = 1 where month = '2026-10'",
        "delete from dues_month where month = '2026-10'",
    };
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        struct stmt st;
        stmt_open(&st, d.b->db, attacks[i]);
        assert_false(stmt_run(&st, &err));
    }
    assert_string_equal(desk_post(&d), "");
    assert_string_equal(desk_verify(&d), "");
    desk_close(&d);
}

/* Each kind of damage is told, by its own code. */
TEST(damage_to_the_accounts_is_named)
{
    static const struct {
        const char *drop, *attack, *code;
    } rows[] = {
        {"drop trigger payment_posted_update", "update payment set no = 7",
         "E-DUES-101"},
        {NULL, "update number set last = 9 where series = 'sitting'",
         "E-DUES-101"},
        {NULL, "delete from number where series = 'payment'", "E-DUES-102"},
        {"drop trigger part_posted_update", "update payment_part set fen = 1",
         "E-DUES-103"},
        {"drop trigger sitting_update", "update sitting set cash_fen = 1",
         "E-DUES-104"},
        {"drop trigger payment_posted_update",
         "update payment set voided_on = '2026-11-20'", "E-DUES-106"},
        {NULL, "update dues_balance set paid_fen = 3", "E-DUES-107"},
        {NULL, "insert into dues_balance values (1, 1, '2030-01', 5, 5)",
         "E-DUES-108"},
        {NULL, "update dues_taken set cash_fen = 3", "E-DUES-111"},
        {NULL, "delete from dues_taken", "E-DUES-111"},
        {"drop trigger due_closed_update",
         "update due set fen = 1 where month = '2026-10'", "E-DUES-109"},
        {"drop trigger dues_month_closed_delete",
         "delete from dues_month where month = '2026-10'", "E-DUES-110"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desk d;
        struct err err = ERR_INIT;
        desk_open(&d, 1);
        desk_today(&d, 2026, 10, 20);
        desk_month(&d, 2026, 10);
        desk_take(&d, 0, 2026, 10, 5000, "", NULL);
        desk_post(&d);
        desk_close_month(&d, 2026, 10);
        assert_string_equal(desk_verify(&d), "");
        const char *const steps[] = {rows[i].drop, rows[i].attack};
        for (size_t k = 0; k < 2; k++) {
            struct stmt st;
            if (steps[k] == NULL) {
                continue;
            }
            stmt_open(&st, d.b->db, steps[k]);
            if (!stmt_run(&st, &err)) {
                fail_msg("%s: %s %s", steps[k], err.text, err.detail);
            }
        }
        const char *codes = desk_verify(&d);
        if (strstr(codes, rows[i].code) == NULL) {
            fail_msg("%s: %s instead of %s", rows[i].attack, codes,
                     rows[i].code);
        }
        desk_close(&d);
    }
}

TEST(who_has_paid_is_not_voided)
{
    struct desk d;
    struct err err = ERR_INIT;
    desk_open(&d, 1);
    desk_month(&d, 2026, 11);
    desk_take(&d, 0, 2026, 11, 5000, "", NULL);
    assert_false(ledger_void(d.b, d.a, &ledger_people, d.person[0],
                             "登记重了的人", &err));
    assert_string_equal(err.code, "E-SAVE-020");
    desk_close(&d);
}

/* ---- a rate that changes ------------------------------------------------ */

/* The amounts of December and January of one with 5,000.00, assessed for both
   years beforehand, under rules that may have a row of the future. */
static void two_months(const char *own, int64_t due[2])
{
    struct desk d;
    if (own != NULL) {
        own_rules_write("dues.ini", own);
    }
    desk_open(&d, 1);
    desk_assess(&d, d.person[0], "2027-01", "5000");
    desk_today(&d, 2026, 12, 20);
    desk_month(&d, 2026, 12);
    struct dues_sheet s = desk_sheet(&d, 2026, 12);
    due[0] = desk_row(&s, d.person[0])->due;
    assert_string_equal(desk_close_month(&d, 2026, 12), "");
    desk_today(&d, 2027, 1, 20);
    desk_month(&d, 2027, 1);
    s = desk_sheet(&d, 2027, 1);
    due[1] = desk_row(&s, d.person[0])->due;
    assert_int_equal(desk_row(&s, d.person[0])->past[0], DUES_MARK_NONE);
    s = desk_sheet(&d, 2026, 12);
    assert_int_equal(desk_row(&s, d.person[0])->due, due[0]);
    desk_close(&d);
    if (own != NULL) {
        own_rules_drop();
    }
}

TEST(a_rate_of_next_year_changes_january_and_nothing_before)
{
    int64_t due[2];
    two_months(NULL, due);
    assert_int_equal(due[0], 5000);
    assert_int_equal(due[1], 5000);
    two_months("[category.job 2027]\n"
               "brackets = 3000.00 0.5%, 4000.00 1%, - 1.2%\n"
               "basis = 《示例新规定》\n"
               "from = 2027-01-01\n",
               due);
    assert_int_equal(due[0], 5000);
    assert_int_equal(due[1], 6000);
}
