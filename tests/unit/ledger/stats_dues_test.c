/* The lines on 党费 below table 2: everybody in one class, by the months of the
   year that are closed. */
#include "dues_desk.h"

#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/stats.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

static const struct stats_row *line(struct desk *d, int day, const char *name)
{
    struct stats_table t;
    struct err err = ERR_INIT;
    if (!stats_table(d->b, d->a, STATS_MEMBERS, day, &t, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    for (size_t i = 0; i < t.n_rows; i++) {
        if (strstr(t.rows[i].name, name) != NULL) {
            return &t.rows[i];
        }
    }
    fail_msg("there is no line %s", name);
    return NULL;
}

/* In full, reduced, exempt; the rest is told beside. */
static void expect(struct desk *d, int day, int64_t full, int64_t reduced,
                   int64_t exempt)
{
    assert_int_equal(line(d, day, "按时按标准")->cells->n, full);
    assert_int_equal(line(d, day, "少交")->cells->n, reduced);
    assert_int_equal(line(d, day, "免交")->cells->n, exempt);
}

static void pay_all(struct desk *d, int month, size_t but)
{
    struct dues_sheet s = desk_sheet(d, 2026, month);
    for (size_t i = 0; i < s.n; i++) {
        if (i != but && s.rows[i].due > 0) {
            assert_string_equal(
                desk_take(d, i, 2026, month, s.rows[i].due, "", NULL), "");
        }
    }
    assert_string_equal(desk_post(d), "");
}

static void run(struct desk *d, const char *sql)
{
    struct stmt st;
    stmt_open(&st, d->b->db, sql);
    stmt_int(&st, ":person", d->person[1]);
    assert_true(stmt_run(&st, NULL));
}

TEST(dues_count_when_their_month_is_closed)
{
    struct desk d;
    desk_open(&d, 4);
    desk_today(&d, 2026, 3, 5);
    desk_month(&d, 2026, 3);
    pay_all(&d, 3, 99);
    assert_true(line(&d, date_of(2026, 3, 5), "少交")->cells->blank);
    desk_today(&d, 2026, 3, 28);
    assert_string_equal(desk_close_month(&d, 2026, 3), "");
    assert_false(line(&d, date_of(2026, 3, 28), "少交")->cells->blank);
    expect(&d, date_of(2026, 3, 28), 4, 0, 0);
    expect(&d, date_of(2026, 3, 27), 0, 0, 0); /* not closed by then */
    desk_close(&d);
}

TEST(who_pays_late_has_not_paid_in_time)
{
    struct desk d;
    desk_open(&d, 4);
    desk_today(&d, 2026, 3, 5);
    desk_month(&d, 2026, 3);
    pay_all(&d, 3, 2);
    desk_today(&d, 2026, 3, 28);
    assert_string_equal(desk_close_month(&d, 2026, 3), "");
    expect(&d, d.b->day, 3, 0, 0);
    desk_today(&d, 2026, 4, 5);
    desk_month(&d, 2026, 4);
    struct dues_sheet s = desk_sheet(&d, 2026, 3);
    assert_string_equal(desk_take(&d, 2, 2026, 3, s.rows[2].due, "补交", NULL),
                        "");
    pay_all(&d, 4, 99);
    desk_today(&d, 2026, 4, 28);
    assert_string_equal(desk_close_month(&d, 2026, 4), "");
    expect(&d, d.b->day, 3, 0, 0);
    desk_close(&d);
}

TEST(relief_is_a_class_of_its_own)
{
    static const struct {
        const char *sql;
        int64_t full, reduced, exempt;
    } cases[] = {
        {SQL("update assess set relief = '1', fen = 30, relief_why = '病',"
             " relief_by = '示例党委', relief_on = '2026-01-03'"
             " where person_id = :person"),
         2, 1, 0},
        {SQL("update assess set relief = '2', fen = 0, relief_why = '病',"
             " relief_by = '示例党委', relief_on = '2026-01-03'"
             " where person_id = :person"),
         2, 0, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct desk d;
        desk_open(&d, 3);
        run(&d, cases[i].sql);
        desk_today(&d, 2026, 3, 5);
        desk_month(&d, 2026, 3);
        pay_all(&d, 3, 99);
        desk_today(&d, 2026, 3, 28);
        assert_string_equal(desk_close_month(&d, 2026, 3), "");
        expect(&d, d.b->day, cases[i].full, cases[i].reduced, cases[i].exempt);
        desk_close(&d);
    }
}

/* Who was agreed with to pay by the quarter pays January with March. */
TEST(by_the_quarter_is_in_time_in_its_last_month)
{
    struct desk d;
    desk_open(&d, 3);
    run(&d, SQL("update assess set quarterly = 1 where person_id = :person"));
    for (int month = 1; month <= 3; month++) {
        desk_today(&d, 2026, month, 5);
        desk_month(&d, 2026, month);
        pay_all(&d, month, month < 3 ? 1 : 99);
        for (int late = 1; month == 3 && late < 3; late++) {
            struct dues_sheet s = desk_sheet(&d, 2026, late);
            assert_string_equal(
                desk_take(&d, 1, 2026, late, s.rows[1].due, "", NULL), "");
        }
        desk_post(&d);
        desk_today(&d, 2026, month, 28);
        assert_string_equal(desk_close_month(&d, 2026, month), "");
    }
    expect(&d, d.b->day, 3, 0, 0);
    desk_close(&d);
}
