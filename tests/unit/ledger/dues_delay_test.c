/* Why a month stays open for somebody: who may be given a reason. */
#include "dues_desk.h"

#include "unit.h"

#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#define NOV month_make(2026, 11)

static void run_sql(struct desk *d, const char *sql)
{
    struct stmt st;
    stmt_open(&st, d->b->db, sql);
    assert_true(stmt_run(&st, NULL));
}

static const char *delay(struct desk *d, size_t who, const char *reason)
{
    static struct err err;
    err = (struct err)ERR_INIT;
    return dues_delay(d->b, d->a, d->person[who], NOV, reason, &err) ? ""
                                                                     : err.code;
}

TEST(delay_is_for_who_still_owes)
{
    struct desk d;
    desk_open(&d, 2);
    d.person[2] = fixture_member(&d.f, "没核定", "1980-01-01", "2010-05-20",
                                 "2011-05-20");
    desk_month(&d, 2026, 11);
    assert_string_equal(delay(&d, 0, "出差未归"), "");
    assert_string_equal(delay(&d, 2, "等核定"), "");
    assert_string_equal(desk_take(&d, 0, 2026, 11, 4999, "", NULL), "");
    assert_string_equal(delay(&d, 0, "差一分，下周补"), "");
    assert_string_equal(desk_take(&d, 0, 2026, 11, 1, "", NULL), "");
    assert_string_equal(delay(&d, 0, "已经交了"), "E-DUES-122");
    assert_string_equal(delay(&d, 0, ""), ""); /* taken out */
    assert_string_equal(delay(&d, 1, "下月初"), "");
    run_sql(&d, SQL("update due set fen = 0, state = '" DUE_EXEMPT "'"));
    assert_string_equal(delay(&d, 1, "免交的"), "E-DUES-122");
    desk_close(&d);
}
