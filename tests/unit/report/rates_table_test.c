/* Attendance on paper and for programs. */
#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/report/rates_table.h"

#include <string.h>

#define DAY(y, m, d) date_of(y, m, d)

TEST(rates_span_is_named_as_one_says_it)
{
    const struct {
        struct span span;
        const char *text;
    } rows[] = {
        {span_of_year(2026), "2026 年"},
        {span_of_month(month_make(2026, 3)), "2026 年 3 月"},
        {span_of_month(month_make(2026, 12)), "2026 年 12 月"},
        {{DAY(2026, 1, 1), DAY(2026, 3, 31)}, "2026 年一季度"},
        {{DAY(2026, 10, 1), DAY(2026, 12, 31)}, "2026 年四季度"},
        /* three months and twelve, but no quarter and no year */
        {{DAY(2026, 2, 1), DAY(2026, 4, 30)}, "2026-02-01 至 2026-04-30"},
        {{DAY(2025, 7, 1), DAY(2026, 6, 30)}, "2025-07-01 至 2026-06-30"},
        {{DAY(2026, 1, 1), DAY(2026, 12, 30)}, "2026-01-01 至 2026-12-30"},
        {{DAY(2026, 1, 2), DAY(2026, 1, 31)}, "2026-01-02 至 2026-01-31"},
        {{DAY(2026, 5, 5), DATE_NONE}, "2026-05-05 以来"},
        {{DATE_NONE, DAY(2026, 5, 5)}, "2026-05-05 以前"},
        {{DATE_NONE, DATE_NONE}, "全部"},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *text = rates_span_text(&a, &rows[i].span);
        if (strcmp(text, rows[i].text) != 0) {
            fail_msg("row %zu: %s, not %s", i, text, rows[i].text);
        }
    }
    arena_clear(&a);
}

static struct rate_line line = {
    .id = 7,
    .event = 3,
    .name = "李敏",
    .meeting = "主题党日",
    .state = "3",
    .reason = "病假",
    .made_up_form = "",
    .made_up_by = "",
};

TEST(rates_make_up_is_owed_or_told)
{
    struct arena a = ARENA_INIT;
    struct rate_line l = line;
    l.made_up_on = DATE_NONE;
    l.owed_days = 0;
    assert_string_equal(rates_made_up_text(&a, &l), "待补 0 天");
    l.owed_days = -1;
    assert_string_equal(rates_made_up_text(&a, &l), "");
    l.made_up_on = DAY(2026, 3, 9);
    assert_string_equal(rates_made_up_text(&a, &l), "2026-03-09");
    l.made_up_form = "自学";
    assert_string_equal(rates_made_up_text(&a, &l), "2026-03-09 自学");
    l.made_up_by = "张建国";
    assert_string_equal(rates_made_up_text(&a, &l), "2026-03-09 自学 张建国");
    arena_clear(&a);
}

static const char *cell(const struct table *t, size_t row, const char *name)
{
    for (size_t i = 0; i < t->n_columns; i++) {
        if (strcmp(t->columns[i].name, name) == 0) {
            return t->rows[row][i];
        }
    }
    fail_msg("no column %s", name);
    return "";
}

TEST(rates_tables_for_eyes_and_programs)
{
    struct arena a = ARENA_INIT;
    struct table t;
    struct rate_person person = {
        .id = 1,
        .name = "李敏",
        .count = {8, 5, 0, 2, 1, 1, 2, 3},
        .last_away = DAY(2026, 5, 14),
    };
    line.made_up_on = DATE_NONE;
    line.owed_days = 12;
    const struct rates r = {
        .day = DAY(2026, 11, 20),
        .events = 8,
        .people = &person,
        .n = 1,
        .total = person.count,
        .away = &line,
        .n_away = 1,
    };
    struct rates_heading h = {"示例支部", "2026 年", "三会一课", "", false};
    rates_table_people(&t, &a, &r, &h);
    assert_string_equal(t.of, "示例支部");
    assert_string_equal(t.title, "2026 年 三会一课出勤统计");
    assert_string_equal(t.when, "截至 2026-11-20");
    assert_string_equal(cell(&t, 0, "rate"), "62.5%");
    assert_string_equal(cell(&t, 0, "rate_after"), "75.0%");
    assert_string_equal(cell(&t, 0, "leader"), "3");
    assert_string_equal(cell(&t, 0, "last_away"), "2026-05-14");
    rates_table_away(&t, &a, &r, &h);
    assert_string_equal(cell(&t, 0, "makeup"), "待补 12 天");
    assert_string_equal(cell(&t, 0, "state"), "请假");
    rates_table_person(&t, &a, &line, 1, &person, r.day, &h);
    assert_string_equal(cell(&t, 0, "leader"), "");
    h.words = true;
    rates_table_people(&t, &a, &r, &h);
    assert_string_equal(cell(&t, 0, "rate_permille"), "625");
    assert_string_equal(cell(&t, 0, "rate_after_permille"), "750");
    rates_table_away(&t, &a, &r, &h);
    assert_string_equal(cell(&t, 0, "id"), "7");
    assert_string_equal(cell(&t, 0, "event"), "3");
    assert_string_equal(cell(&t, 0, "made_up_on"), "");
    assert_string_equal(cell(&t, 0, "owed_days"), "12");
    arena_clear(&a);
}

TEST(rates_sheet_has_a_mark_an_event)
{
    struct arena a = ARENA_INIT;
    struct table t;
    struct rate_event_on events[7];
    struct rate_mark marks[7] = {{'1', false}, {'2', false}, {'3', false},
                                 {'3', true},  {'4', false}, {'4', true},
                                 {0, false}};
    static const char *const shown[] = {"✓",  "线",   "假", "假补",
                                        "缺", "缺补", ""};
    struct rate_person person = {
        .name = "李敏", .count = {6, 1, 1, 2, 2, 2, 2, 0}, .last_away = 0};
    for (int i = 0; i < 7; i++) {
        events[i] = (struct rate_event_on){i + 1, DAY(2026, 3, 1 + i)};
    }
    const struct rates r = {
        .day = DAY(2026, 11, 20), .events = 7, .people = &person, .n = 1};
    const struct rate_sheet sheet = {events, 7, marks};
    const struct rates_heading h = {"", "2026 年 3 月", "", "", false};
    rates_table_sheet(&t, &a, &r, &sheet, &h);
    assert_int_equal(t.n_columns, 2 + 7 + 5);
    assert_string_equal(t.columns[2].title, "03-01");
    for (size_t i = 0; i < 7; i++) {
        assert_string_equal(t.rows[0][2 + i], shown[i]);
    }
    assert_string_equal(cell(&t, 0, "came"), "2");
    assert_string_equal(cell(&t, 0, "rate"), "33.3%");
    assert_string_equal(cell(&t, 0, "rate_after"), "66.7%");
    arena_clear(&a);
}
