/* Who pays by the quarter: every room that says who owes says the same, month
   by month. */
#include "dues_desk.h"

#include <string.h>

#include "pbtui/store/stmt.h"
#include "unit.h"

/* The first of two pays by the quarter, nobody pays anything. */
static void begin(struct desk *d)
{
    struct err err = ERR_INIT;
    desk_open(d, 2);
    desk_today(d, 2026, 10, 20);
    struct stmt st;
    stmt_open(&st, d->b->db,
              SQL("update assess set quarterly = 1 where person_id = :who"));
    stmt_int(&st, ":who", d->person[0]);
    assert_true(stmt_run(&st, &err));
    desk_month(d, 2026, 10);
}

static void next_month(struct desk *d, int month)
{
    desk_today(d, 2026, month, 20);
    assert_string_equal(desk_close_month(d, 2026, month - 1), "");
    desk_month(d, 2026, month);
}

static int64_t owing(struct desk *d, int month)
{
    struct arrear who;
    struct err err = ERR_INIT;
    assert_true(arrears_of(d->b, d->a, d->person[0], month_make(2026, month),
                           MONTH_NONE, &who, &err));
    return who.n;
}

TEST(dues_quarter_payers_owe_at_its_end_in_every_room)
{
    struct desk d;
    struct dues_figures f;
    struct err err = ERR_INIT;
    begin(&d);
    next_month(&d, 11);
    assert_int_equal(owing(&d, 11), 0);
    assert_true(dues_figures(d.b, d.a, month_make(2026, 11), &f, &err));
    assert_int_equal(f.n_owed, 1); /* the other one */
    struct dues_sheet s = desk_sheet(&d, 2026, 11);
    assert_int_equal(desk_row(&s, d.person[0])->run, 0);
    assert_int_equal(desk_row(&s, d.person[1])->run, 1);
    next_month(&d, 12);
    assert_int_equal(owing(&d, 12), 3);
    assert_true(dues_figures(d.b, d.a, month_make(2026, 12), &f, &err));
    assert_int_equal(f.n_owed, 2);
    s = desk_sheet(&d, 2026, 12);
    assert_int_equal(desk_row(&s, d.person[0])->run, 2);
    desk_close(&d);
}
