/* The payments that pay somebody's month, for taking one of them back. */
#include "dues_desk.h"

#include "unit.h"

#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/query.h"
#include "pbtui/text/date.h"

#define OCT month_make(2026, 10)
#define NOV month_make(2026, 11)

static size_t payments(struct desk *d, size_t who, int month,
                       struct dues_paid **list)
{
    struct err err = ERR_INIT;
    size_t n;
    if (!dues_payments_of(d->b, d->a, d->person[who], month, list, &n, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return n;
}

TEST(payments_of_a_month_stand_until_they_are_taken_back)
{
    struct desk d;
    struct dues_paid *list;
    struct err err = ERR_INIT;
    int64_t id, reversal, fen;
    desk_open(&d, 3);
    desk_month(&d, 2026, 11);
    assert_int_equal(payments(&d, 0, NOV, &list), 0);
    assert_string_equal(desk_take(&d, 0, 2026, 11, 2000, "", &id), "");
    assert_string_equal(desk_post(&d), "");
    assert_string_equal(desk_take(&d, 0, 2026, 11, 1000, "", NULL), "");
    assert_int_equal(payments(&d, 0, NOV, &list), 2);
    assert_int_equal(list[0].part, 1000); /* the newest */
    assert_false(list[0].posted);
    assert_string_equal(list[0].number, "");
    assert_string_equal(list[1].number, "2026-0001");
    assert_int_equal(list[1].on, d.b->today);
    assert_true(dues_untake(d.b, d.a, d.person[0], NOV, &fen, &err));
    assert_int_equal(payments(&d, 0, NOV, &list), 1);
    assert_true(dues_reverse(d.b, d.a, id, "记错了人", &reversal, &err));
    assert_int_equal(payments(&d, 0, NOV, &list), 0);
    desk_close(&d);
}

TEST(a_payment_for_others_and_other_months_is_named_whole)
{
    struct desk d;
    struct dues_paid *list;
    struct err err = ERR_INIT;
    desk_open(&d, 3);
    desk_month(&d, 2026, 10);
    assert_string_equal(desk_close_month(&d, 2026, 10), "");
    desk_month(&d, 2026, 11);
    struct dues_pay parts[] = {{d.person[0], OCT, 5000},
                               {d.person[0], NOV, 5000},
                               {d.person[1], OCT, 7500}};
    struct dues_take t = {.on = d.b->today,
                          .way = PAY_ONLINE,
                          .by = d.person[0],
                          .parts = parts,
                          .n = 3};
    assert_true(dues_take(d.b, d.a, &t, 1, NULL, &err));
    assert_int_equal(payments(&d, 0, NOV, &list), 1);
    assert_int_equal(list[0].fen, 17500);
    assert_int_equal(list[0].part, 10000);
    assert_int_equal(list[0].n_people, 2);
    assert_string_equal(list[0].way, PAY_ONLINE);
    assert_string_equal(list[0].pays_for,
                        "试一 2026-10—2026-11、试\xe4\xb8\xa5 2026-10");
    /* Booked in November, so it is found there, too. */
    assert_int_equal(payments(&d, 1, NOV, &list), 1);
    assert_int_equal(list[0].part, 7500);
    assert_int_equal(payments(&d, 1, OCT, &list), 1);
    assert_int_equal(payments(&d, 2, NOV, &list), 0);
    desk_close(&d);
}

/* What the book of payments says the first one is for. */
static const char *in_book(struct desk *d)
{
    const struct ledger_view *v = ledger_view(&ledger_payment, "drafts");
    struct query q = query_of(&ledger_payment, v);
    struct query_row row;
    size_t n;
    struct err err = ERR_INIT;
    q.limit = 1;
    assert_true(query_page(d->b, d->a, &q, &row, &n, &err));
    assert_int_equal(n, 1);
    for (size_t i = 0; i < v->n_columns; i++) {
        if (v->columns[i].field == PAYMENT_FOR) {
            return row.cells[i];
        }
    }
    return "";
}

/* A gap is not paid, so it is not named; what is of the month asked for is told
   apart. */
TEST(a_payment_with_a_gap_names_its_runs_of_months)
{
    struct desk d;
    struct dues_paid *list;
    struct err err = ERR_INIT;
    int64_t fen;
    desk_open(&d, 2);
    for (int month = 8; month <= 10; month++) {
        desk_month(&d, 2026, month);
        assert_string_equal(desk_close_month(&d, 2026, month), "");
    }
    desk_month(&d, 2026, 11);
    struct dues_pay parts[] = {{d.person[0], NOV - 3, 5000},
                               {d.person[0], OCT, 5000},
                               {d.person[0], NOV, 5000}};
    struct dues_take t = {.on = d.b->today,
                          .way = PAY_CASH,
                          .by = d.person[0],
                          .proof = "ＡＢ１２",
                          .parts = parts,
                          .n = 3};
    assert_true(dues_take(d.b, d.a, &t, 1, NULL, &err));
    assert_int_equal(payments(&d, 0, NOV, &list), 1);
    assert_string_equal(list[0].pays_for, "试一 2026-08、2026-10—2026-11");
    assert_string_equal(in_book(&d), list[0].pays_for);
    assert_int_equal(list[0].here, 5000);
    assert_int_equal(payments(&d, 0, NOV - 2, &list), 0);
    assert_int_equal(
        desk_count(&d, "select count(*) from payment where proof = 'AB12'"), 1);
    /* Not three months by a key for one. */
    assert_false(dues_untake(d.b, d.a, d.person[0], NOV, &fen, &err));
    assert_string_equal(err.code, "E-DUES-066");
    desk_close(&d);
}

TEST(what_came_in_is_of_every_month_and_way)
{
    struct desk d;
    struct dues_came came;
    struct err err = ERR_INIT;
    desk_open(&d, 2);
    desk_month(&d, 2026, 10);
    assert_string_equal(desk_close_month(&d, 2026, 10), "");
    desk_month(&d, 2026, 11);
    assert_true(dues_came_in(d.b, NOV, &came, &err));
    assert_int_equal(came.cash + came.transfer + came.online, 0);
    assert_string_equal(desk_take(&d, 0, 2026, 10, 5000, "", NULL), "");
    assert_string_equal(desk_post(&d), "");
    assert_string_equal(desk_take(&d, 0, 2026, 11, 1000, "", NULL), "");
    struct dues_take large = {.kind = PAYMENT_LARGE,
                              .on = d.b->today,
                              .way = PAY_TRANSFER,
                              .by = d.person[1],
                              .fen = 200000};
    assert_true(dues_take(d.b, d.a, &large, 1, NULL, &err));
    assert_true(dues_came_in(d.b, NOV, &came, &err));
    assert_int_equal(came.cash, 6000);
    assert_int_equal(came.transfer, 200000);
    assert_true(dues_came_in(d.b, OCT, &came, &err));
    assert_int_equal(came.cash + came.transfer, 0);
    desk_close(&d);
}
