/* Days and months around what is posted: nothing gets into a closed or sealed
   past, whatever the clock or another window does. */
#include "dues_desk.h"

#include "unit.h"

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <string.h>

#define NOV month_make(2026, 11)

/* October closed on the 31st, November open. */
static void with_october(struct desk *d, size_t n)
{
    desk_open(d, n);
    desk_today(d, 2026, 10, 31);
    desk_month(d, 2026, 10);
    assert_string_equal(desk_close_month(d, 2026, 10), "");
    desk_today(d, 2026, 11, 20);
    desk_month(d, 2026, 11);
}

TEST(a_draft_is_not_dated_into_a_closed_month_afterwards)
{
    struct desk d;
    struct err err = ERR_INIT;
    struct record r;
    int64_t id;
    with_october(&d, 1);
    desk_take(&d, 0, 2026, 11, 5000, "", &id);
    assert_true(record_read(&r, &ledger_payment, d.b, d.a, id, &err));
    struct record old = record_copy(&r, d.a);
    record_set_day(&r, d.a, PAYMENT_ON, date_of(2026, 10, 30));
    assert_false(ledger_apply(d.b, d.a, &r, &old, "", &err));
    assert_string_equal(err.code, "E-DUES-042");
    record_set_day(&r, d.a, PAYMENT_ON, date_of(2026, 10, 31));
    assert_true(ledger_apply(d.b, d.a, &r, &old, "", &err));
    desk_close(&d);
}

TEST(nothing_is_posted_into_a_month_sealed_since)
{
    struct desk d;
    struct stmt st;
    with_october(&d, 1);
    desk_take(&d, 0, 2026, 11, 5000, "", NULL);
    stmt_open(&st, d.b->db,
              SQL("insert into period (ver, branch_id, month, sealed_on,"
                  " sealed_by, head, head_seq, events) values (1, :branch,"
                  " '2026-11', '2026-11-20', 'x', 'x', 1, 0)"));
    stmt_int(&st, ":branch", d.b->branch);
    assert_true(stmt_run(&st, NULL));
    assert_string_equal(desk_post(&d), "E-PERIOD-001");
    desk_close(&d);
}

TEST(a_clock_put_back_posts_nothing)
{
    struct desk d;
    struct err err = ERR_INIT;
    int64_t id;
    int64_t back;
    with_october(&d, 2);
    desk_take(&d, 0, 2026, 11, 5000, "", &id);
    assert_string_equal(desk_post(&d), "");
    desk_take(&d, 1, 2026, 11, 7500, "", NULL);
    desk_today(&d, 2026, 11, 19); /* before the last sitting */
    assert_string_equal(desk_post(&d), "E-DUES-015");
    assert_false(dues_reverse(d.b, d.a, id, "日期错了", &back, &err));
    assert_string_equal(err.code, "E-DUES-015");
    desk_today(&d, 2026, 10, 15); /* before the last closing */
    err = (struct err)ERR_INIT;
    assert_false(dues_reverse(d.b, d.a, id, "日期错了", &back, &err));
    assert_string_equal(err.code, "E-DUES-042");
    desk_today(&d, 2026, 11, 20);
    assert_string_equal(desk_post(&d), "");
    assert_true(dues_reverse(d.b, d.a, id, "日期对了", &back, &err));
    desk_close(&d);
}

/* Written after November was closed early: it is December's. */
TEST(a_slip_belongs_to_the_month_that_was_collected)
{
    struct desk d;
    struct err err = ERR_INIT;
    struct dues_figures f;
    struct record r;
    with_october(&d, 2);
    desk_take(&d, 0, 2026, 11, 5000, "", NULL);
    assert_string_equal(desk_post(&d), "");
    assert_string_equal(desk_close_month(&d, 2026, 11), "");
    assert_true(handover_propose(d.b, d.a, PAYMENT_MONTHLY, &r, &err));
    assert_true(handover_post(d.b, d.a, &r, &err));
    assert_true(dues_figures(d.b, d.a, NOV, &f, &err));
    assert_int_equal(f.handed, 0);
    desk_today(&d, 2026, 12, 5);
    desk_month(&d, 2026, 12);
    assert_true(dues_figures(d.b, d.a, NOV + 1, &f, &err));
    assert_int_equal(f.handed, 5000);
    assert_int_equal(f.hand, 0);
    desk_close(&d);
}

TEST(a_late_payment_taken_back_is_nobodys)
{
    struct desk d;
    struct err err = ERR_INIT;
    struct dues_figures f;
    int64_t id;
    int64_t back;
    with_october(&d, 2);
    desk_take(&d, 0, 2026, 10, 5000, "", &id);
    assert_string_equal(desk_post(&d), "");
    assert_true(dues_figures(d.b, d.a, NOV, &f, &err));
    assert_int_equal(f.n_late, 1);
    assert_true(dues_reverse(d.b, d.a, id, "收错了人", &back, &err));
    assert_true(dues_figures(d.b, d.a, NOV, &f, &err));
    assert_int_equal(f.n_late, 0);
    assert_int_equal(f.late, 0);
    desk_close(&d);
}

TEST(large_dues_that_went_up_are_not_taken_back_unseen)
{
    struct desk d;
    struct err err = ERR_INIT;
    struct record r;
    int64_t id;
    int64_t back;
    with_october(&d, 2);
    struct dues_take t = {.kind = PAYMENT_LARGE,
                          .on = d.b->today,
                          .way = PAY_TRANSFER,
                          .by = d.person[0],
                          .fen = 150000};
    assert_true(dues_take(d.b, d.a, &t, 1, &id, &err));
    desk_take(&d, 1, 2026, 11, 7500, "", NULL);
    assert_string_equal(desk_post(&d), "");
    assert_true(handover_propose(d.b, d.a, PAYMENT_LARGE, &r, &err));
    assert_true(handover_post(d.b, d.a, &r, &err));
    assert_true(dues_reverse(d.b, d.a, id, "本人要求退回", &back, &err));
    assert_string_equal(desk_close_month(&d, 2026, 11), "E-DUES-098");
    desk_close(&d);
}

/* Accepted at the end of a month that was closed already. */
TEST(who_came_too_late_for_a_month_is_named_with_the_next)
{
    struct desk d;
    struct dues_opening o;
    with_october(&d, 1);
    assert_string_equal(desk_close_month(&d, 2026, 11), "");
    d.person[1] = fixture_member(&d.f, "后来的", "1980-01-01", "2010-05-20",
                                 "2011-05-20");
    desk_assess(&d, d.person[1], "2026-12", "5000");
    desk_today(&d, 2026, 12, 5);
    o = desk_month(&d, 2026, 12);
    assert_int_equal(o.n, 2);
    assert_non_null(strstr(o.gaps, "后来的"));
    desk_close(&d);
}

TEST(undo_takes_just_what_was_looked_at)
{
    struct desk d;
    struct err err = ERR_INIT;
    struct change_info shown;
    struct change_info done;
    with_october(&d, 2);
    desk_take(&d, 0, 2026, 11, 5000, "", NULL);
    assert_true(change_next_undo(d.b->db, &shown));
    desk_take(&d, 1, 2026, 11, 7500, "", NULL); /* another window */
    assert_false(change_undo_last(d.b->db, shown.number, &done, &err));
    assert_string_equal(err.code, "E-UNDO-012");
    assert_int_equal(desk_count(&d, SQL("select count(*) from payment")), 2);
    assert_true(change_next_undo(d.b->db, &shown));
    assert_true(change_undo_last(d.b->db, shown.number, &done, &err));
    assert_int_equal(desk_count(&d, SQL("select count(*) from payment")), 1);
    desk_close(&d);
}
