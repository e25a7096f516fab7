/* The year as a table, and the duties of a year and of a month. */
#include "unit.h"

#include <string.h>

#include "life_ground.h"
#include "pbtui/store/stmt.h"

static const char *year_cell(struct life *g, const char *row,
                             const char *column)
{
    return life_find(g, "rows", "name", row, column);
}

static void put_talk(struct life *g, const char *day)
{
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("insert into talk (ver, branch_id, on_day, by_id, with_id)"
                  " values (1, :branch, :day, 1, 2)"));
    stmt_int(&st, ":branch", g->book->branch);
    stmt_text(&st, ":day", day);
    assert_true(stmt_run(&st, NULL));
}

TEST(paper_year_counts_each_kind_of_an_event)
{
    static const char *const also[] = {"lecture"};
    struct life g;
    struct err err = ERR_INIT;
    life_open(&g);
    struct meeting m = life_meeting(&g, "themeday", DAY(2026, 3, 5));
    assert_true(meeting_also(&m, also, 1, &err));
    life_save(&m);
    life_held(&g, "themeday", DAY(2026, 3, 20));
    life_held(&g, "themeday", DAY(2026, 1, 1));
    life_held(&g, "themeday", DAY(2025, 12, 31));
    life_held(&g, "redsite", DAY(2026, 11, 20));
    put_talk(&g, "2026-03-31");
    put_talk(&g, "2026-03-01");
    put_talk(&g, "2025-03-01");
    life_gather_year(&g, "year", 2026);
    assert_string_equal(year_cell(&g, "主题党日", "m1"), "1");
    assert_string_equal(year_cell(&g, "主题党日", "m3"), "2");
    assert_string_equal(year_cell(&g, "主题党日", "total"), "3");
    assert_string_equal(year_cell(&g, "党课", "m3"), "1");
    assert_string_equal(year_cell(&g, "红色教育", "m11"), "1");
    assert_string_equal(year_cell(&g, "谈心谈话（人次）", "m3"), "2");
    assert_string_equal(year_cell(&g, "谈心谈话（人次）", "total"), "2");
    /* Two kinds, one event. */
    assert_string_equal(life_value(&g, "all_3"), "2");
    assert_string_equal(life_value(&g, "all_2"), "");
    assert_string_equal(life_value(&g, "all"), "4");
    life_close(&g);
}

/* What is over and was not done is marked where its period ends; what runs is
   not. */
TEST(paper_year_marks_what_was_missed)
{
    struct life g;
    life_open(&g);
    life_held(&g, "themeday", DAY(2026, 10, 31));
    life_held(&g, "branch.meeting", DAY(2026, 4, 1));
    life_gather_year(&g, "year", 2026);
    assert_string_equal(year_cell(&g, "主题党日", "m9"), "0＊");
    assert_string_equal(year_cell(&g, "主题党日", "m10"), "1");
    assert_string_equal(year_cell(&g, "主题党日", "m11"), "");
    assert_string_equal(year_cell(&g, "主题党日", "reached"), "1/10");
    assert_string_equal(year_cell(&g, "主题党日", "rule"), "每月 1 次");
    assert_string_equal(year_cell(&g, "党员大会", "m2"), "");
    assert_string_equal(year_cell(&g, "党员大会", "m3"), "0＊");
    assert_string_equal(year_cell(&g, "党员大会", "m6"), "");
    assert_string_equal(year_cell(&g, "党员大会", "m9"), "0＊");
    assert_string_equal(year_cell(&g, "党员大会", "m12"), "");
    assert_string_equal(year_cell(&g, "党员大会", "reached"), "1/3");
    assert_string_equal(year_cell(&g, "中心组学习", "reached"), "不适用");
    assert_string_equal(year_cell(&g, "中心组学习", "m1"), "–");
    assert_string_equal(year_cell(&g, "集中学习", "rule"), "");
    assert_string_equal(year_cell(&g, "党小组会 第一党小组", "m1"), "0＊");
    assert_string_equal(year_cell(&g, "党小组会 第二党小组", "total"), "0");
    life_close(&g);
}

/* A review held in January for the year before is of that year. */
TEST(paper_year_takes_what_is_for_the_year)
{
    struct life g;
    life_open(&g);
    struct meeting m = life_meeting(&g, "life.branch", DAY(2026, 1, 22));
    assert_int_equal(record_int(&m.event, EVENT_FOR_YEAR), 2025);
    life_save(&m);
    life_gather_year(&g, "year", 2025);
    assert_string_equal(year_cell(&g, "组织生活会", "total"), "1");
    assert_string_equal(year_cell(&g, "组织生活会", "m1"), "");
    assert_string_equal(year_cell(&g, "组织生活会", "note"),
                        "2025 年度的另有 1 次在别的年份开");
    assert_string_equal(year_cell(&g, "组织生活会", "reached"), "1/1");
    assert_string_equal(life_value(&g, "all"), "0");
    life_gather_year(&g, "year", 2026);
    assert_string_equal(year_cell(&g, "组织生活会", "total"), "0");
    assert_string_equal(year_cell(&g, "组织生活会", "note"),
                        "另开往年度的 1 次");
    assert_string_equal(life_value(&g, "all_1"), "1");
    life_close(&g);
}

TEST(paper_year_ends_with_the_day_in_view)
{
    struct life g;
    life_open(&g);
    life_held(&g, "themeday", DAY(2026, 5, 7));
    life_held(&g, "themeday", DAY(2026, 5, 8));
    put_talk(&g, "2026-05-08");
    g.book->day = DAY(2026, 5, 7);
    life_gather_year(&g, "year", 2026);
    assert_string_equal(year_cell(&g, "主题党日", "m5"), "1");
    assert_string_equal(year_cell(&g, "谈心谈话（人次）", "total"), "0");
    life_close(&g);
}

/* ---- duties ------------------------------------------------------------- */

TEST(paper_duties_of_year_and_month)
{
    struct life g;
    life_open(&g);
    life_held(&g, "themeday", DAY(2026, 10, 31));
    life_gather_year(&g, "duties", 2026);
    assert_string_equal(life_find(&g, "duties", "code", "M06", "m10"), "●补");
    assert_string_equal(life_find(&g, "duties", "code", "M06", "m9"), "×");
    assert_string_equal(life_find(&g, "duties", "code", "M06", "m11"), "○");
    assert_string_equal(life_find(&g, "duties", "code", "M06", "m12"), "·");
    assert_string_equal(life_find(&g, "duties", "code", "M06", "reached"),
                        "1/10");
    const struct form_ask october = {.span =
                                         span_of_month(month_make(2026, 10))};
    life_gather(&g, "duties_month", &october);
    assert_string_equal(life_find(&g, "duties", "code", "M06", "state"),
                        "● 已办");
    assert_string_equal(life_find(&g, "duties", "code", "M06", "late"), "1");
    assert_string_equal(life_find(&g, "duties", "code", "M02", "state"),
                        "× 缺");
    life_close(&g);
}

/* What is laid out for one whole year, or one month, says so; the rest takes
   any span, or none. */
TEST(paper_sources_say_which_period_they_can)
{
    static const struct {
        const char *source;
        unsigned asks;
        const char *period;
    } rows[] = {
        {"duties", ASKS_PERIOD | ASKS_WHOLE, "year"},
        {"duties_month", ASKS_PERIOD | ASKS_WHOLE, "month"},
        {"plan", ASKS_PERIOD | ASKS_WHOLE, "year"},
        {"year", ASKS_PERIOD | ASKS_WHOLE, "year"},
        {"rates", ASKS_PERIOD, "quarter"},
        {"rolls", ASKS_PERIOD, "year"},
        {"talks", ASKS_PERIOD, "year"},
        {"actions", ASKS_PERIOD, "month"},
        {"changes", ASKS_PERIOD, "month"},
        {"moves", ASKS_PERIOD, "year"},
        {"roster", 0, ""},
        {"floating", 0, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct source *s = source_find(rows[i].source);
        assert_int_equal(s->asks & (ASKS_PERIOD | ASKS_WHOLE), rows[i].asks);
        assert_string_equal(s->period == NULL ? "" : s->period, rows[i].period);
    }
}
