/* What an amount is spread over: months ahead as they will be asked for. */
#include "dues_desk.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#define NOV month_make(2026, 11)

enum { ASKED = 40 };

static void run_sql(struct desk *d, const char *sql)
{
    struct stmt st;
    stmt_open(&st, d->b->db, sql);
    assert_true(stmt_run(&st, NULL));
}

/* The month's part, 0 when it has none. */
static int64_t of_month(const struct dues_pay *p, size_t n, int month)
{
    for (size_t i = 0; i < n; i++) {
        if (p[i].month == month) {
            return p[i].fen;
        }
    }
    return 0;
}

static size_t spread(struct desk *d, int64_t fen, struct dues_pay *p)
{
    size_t n;
    struct err err = ERR_INIT;
    assert_true(dues_spread(d->b, d->person[0], fen, p, ASKED, &n, &err));
    return n;
}

TEST(spread_asks_of_each_month_ahead_what_is_assessed_for_it)
{
    struct desk d;
    struct dues_pay p[ASKED];
    desk_open(&d, 1);
    desk_month(&d, 2026, 11);
    desk_assess(&d, d.person[0], "2026-12", "4000"); /* 1%, not 1% of 5,000 */
    size_t n = spread(&d, 13000, p);
    assert_int_equal(of_month(p, n, NOV), 5000);
    assert_int_equal(of_month(p, n, NOV + 1), 4000);
    assert_int_equal(of_month(p, n, NOV + 2), 4000);
    assert_int_equal(n, 3);
    desk_close(&d);
}

/* Nothing to pay this month is not nothing ever. */
TEST(spread_goes_on_behind_months_that_ask_for_nothing)
{
    struct desk d;
    struct dues_pay p[ASKED];
    desk_open(&d, 1);
    desk_month(&d, 2026, 11);
    desk_assess(&d, d.person[0], "2026-12", "4000");
    run_sql(&d, SQL("update assess set relief = '" RELIEF_NOTHING "'"
                    " where from_month = '2026-01'"));
    run_sql(&d, SQL("update due set fen = 0, state = '" DUE_EXEMPT "'"));
    size_t n = spread(&d, 8000, p);
    assert_int_equal(n, 2);
    assert_int_equal(of_month(p, n, NOV + 1), 4000);
    assert_int_equal(of_month(p, n, NOV + 2), 4000);
    desk_close(&d);
}

/* Who pays nothing at all: no month, and no search without an end. */
TEST(spread_of_somebody_who_pays_nothing_is_nothing)
{
    struct desk d;
    struct dues_pay p[ASKED];
    desk_open(&d, 1);
    run_sql(&d, SQL("update assess set relief = '" RELIEF_NOTHING "'"));
    desk_month(&d, 2026, 11);
    assert_int_equal(spread(&d, 8000, p), 0);
    desk_close(&d);
}

TEST(lacking_nothing_has_a_reason)
{
    static const struct {
        size_t who;
        int month;
        const char *why;
    } rows[] = {
        {0, 0, "已交清"}, {0, 1, ""},       {1, 0, ""},
        {1, 14, ""},      {2, 0, "未核定"}, {2, 1, "未核定"},
    };
    struct desk d;
    desk_open(&d, 2);
    d.person[2] = fixture_member(&d.f, "没核定", "1980-01-01", "2010-05-20",
                                 "2011-05-20");
    desk_month(&d, 2026, 11);
    assert_string_equal(desk_take(&d, 0, 2026, 11, 5000, "", NULL), "");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        const char *why;
        if (!dues_lacking_why(d.b, d.a, d.person[rows[i].who],
                              NOV + rows[i].month, &why, &err)) {
            fail_msg("%s %s", err.code, err.text);
        }
        assert_string_equal(why, rows[i].why);
    }
    desk_close(&d);
}

/* What cannot be read is not nothing to pay. */
TEST(spread_passes_on_what_fails)
{
    struct desk d;
    struct dues_pay p[ASKED];
    struct err err = ERR_INIT;
    size_t n = 7;
    desk_open(&d, 1);
    desk_month(&d, 2026, 11);
    run_sql(&d, SQL("alter table assess rename to gone"));
    assert_false(dues_spread(d.b, d.person[0], 13000, p, ASKED, &n, &err));
    assert_int_equal(n, 0);
    assert_true(err.kind != ERR_NONE);
    desk_close(&d);
}
