/* Every day of three centuries, every form people type, every refusal. */
#include "unit.h"

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A day from its stored text; the rows below are written with it. */
static int day(const char *iso)
{
    int d = DATE_NONE;
    if (iso[0] != '\0') {
        assert_true(date_read(iso, &d));
    }
    return d;
}

static bool same_day(int got, const char *want)
{
    char text[11];
    return strcmp(date_text(got, text), want) == 0;
}

/* The next day by counting, not by the formulas under test. */
static void count_on(int *y, int *m, int *d)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = *y % 400 == 0 || (*y % 4 == 0 && *y % 100 != 0);
    if (++*d > days[*m - 1] + (leap && *m == 2)) {
        *d = 1;
        if (++*m > 12) {
            *m = 1;
            ++*y;
        }
    }
}

/* ---- the calendar ---------------------------------------------------- */

TEST(date_all_days_read_back_as_written)
{
    int y = 1880;
    int m = 1;
    int d = 1;
    int n = date_of(1880, 1, 1);
    int weekday = 4; /* 1 January 1880 was a Thursday */
    assert_int_equal(date_of(1970, 1, 1), 0);
    while (y < 2200) {
        int sy, sm, sd, back;
        char iso[11];
        char words[24];
        assert_int_equal(date_of(y, m, d), n);
        date_split(n, &sy, &sm, &sd);
        assert_true(sy == y && sm == m && sd == d);
        assert_true(date_read(date_text(n, iso), &back) && back == n);
        assert_true(date_parse(iso, 0, &back, NULL) && back == n);
        assert_true(date_parse(date_text_long(n, words), 0, &back, NULL));
        assert_int_equal(back, n);
        assert_int_equal(date_weekday(n), weekday);
        weekday = weekday % 7 + 1;
        count_on(&y, &m, &d);
        n++;
    }
    assert_int_equal(date_of(2200, 1, 1), DATE_NONE);
    assert_int_equal(date_of(1879, 12, 31), DATE_NONE);
}

TEST(date_read_is_strict)
{
    static const char *const bad[] = {
        "",           "2026-2-3",    "2026-02-30",  "2025-02-29",
        "2026-00-10", "2026-13-01",  "2026-11-00",  "20261120",
        "2026/11/20", "2026-11-20 ", " 2026-11-20", "1879-12-31",
        "2200-01-01", "2026-11-2x",  "2026-11",
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        int d = 4242;
        if (date_read(bad[i], &d) || d != 4242) {
            fail_msg("row %s", bad[i]);
        }
    }
}

TEST(date_weekday_names)
{
    assert_string_equal(date_weekday_text(day("2026-11-20")), "星期五");
    assert_string_equal(date_weekday_text(day("2024-02-29")), "星期四");
    assert_string_equal(date_weekday_text(day("1921-07-23")), "星期六");
    assert_string_equal(date_weekday_text(DATE_NONE), "");
}

TEST(date_none_stays_none)
{
    char text[24];
    assert_string_equal(date_text(DATE_NONE, text), "");
    assert_string_equal(date_text_long(DATE_NONE, text), "");
    assert_string_equal(month_text(MONTH_NONE, text), "");
    assert_int_equal(date_add_months(DATE_NONE, 3), DATE_NONE);
    assert_int_equal(date_add_years(DATE_NONE, 3), DATE_NONE);
    assert_int_equal(date_add_years(0, INT_MAX), DATE_NONE);
    assert_int_equal(date_add_months(0, INT_MAX), DATE_NONE);
    assert_int_equal(date_add_months(0, INT_MIN), DATE_NONE);
    assert_int_equal(date_anniversary(DATE_NONE, 2026, true), DATE_NONE);
    assert_int_equal(date_full_years(DATE_NONE, 0, true), 0);
    assert_int_equal(month_of(DATE_NONE), MONTH_NONE);
    assert_int_equal(month_first_day(MONTH_NONE), DATE_NONE);
    assert_int_equal(month_last_day(MONTH_NONE), DATE_NONE);
    assert_int_equal(date_add_workdays(DATE_NONE, 1), DATE_NONE);
    assert_int_equal(date_count_workdays(DATE_NONE, 5), 0);
}

/* ---- what people type ------------------------------------------------ */

TEST(date_forms_people_type)
{
    setenv("PBTUI_TODAY", "2026-12-31", 1);
    static const struct {
        const char *text;
        const char *want; /* near 2026-11-20 */
    } rows[] = {
        {"20", "2026-11-20"},
        {"5", "2026-11-05"},
        {"05", "2026-11-05"},
        {"11-20", "2026-11-20"},
        {"11.20", "2026-11-20"},
        {"2/3", "2026-02-03"},
        {"1120", "2026-11-20"},
        {"0203", "2026-02-03"},
        {"20261120", "2026-11-20"},
        {"2026-11-20", "2026-11-20"},
        {"2026-2-3", "2026-02-03"},
        {"2026.2.3", "2026-02-03"},
        {"1994.6.12", "1994-06-12"},
        {"2024.3.8", "2024-03-08"},
        {"2026/11/20", "2026-11-20"},
        {"2026年11月20日", "2026-11-20"},
        {"2026年2月3号", "2026-02-03"},
        {"2026年2月3", "2026-02-03"},
        {"11月20日", "2026-11-20"},
        {"11月20", "2026-11-20"},
        {"20日", "2026-11-20"},
        {"3号", "2026-11-03"},
        {" 2026 年 11 月 20 日 ", "2026-11-20"},
        {"２０２６－１１－２０", "2026-11-20"},
        {"２０２６。１１。２０", "2026-11-20"},
        {"2026、11、20", "2026-11-20"},
        {"2026—11—20", "2026-11-20"},
        {"二〇二六年二月三日", "2026-02-03"},
        {"二零二六年十一月二十日", "2026-11-20"},
        {"二○二六年十月三十一日", "2026-10-31"},
        {"十二月十号", "2026-12-10"},
        {"二十日", "2026-11-20"},
        {"今天", "2026-12-31"},
        {"昨天", "2026-12-30"},
        {"前天", "2026-12-29"},
        {"明天", "2027-01-01"},
        {"后天", "2027-01-02"},
        {"+3", "2026-11-23"},
        {"-3", "2026-11-17"},
        {"＋１１", "2026-12-01"},
        {"-20", "2026-10-31"},
        {"1880-01-01", "1880-01-01"},
        {"21991231", "2199-12-31"},
        {"2024-02-29", "2024-02-29"},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int got = DATE_NONE;
        struct err e = ERR_INIT;
        if (!date_parse(rows[i].text, day("2026-11-20"), &got, &e) ||
            !same_day(got, rows[i].want)) {
            print_error("row %s: %s %s\n", rows[i].text, e.code, e.text);
            bad++;
        }
    }
    int got = DATE_NONE;
    assert_true(date_parse("+1", DATE_NONE, &got, NULL));
    assert_true(same_day(got, "2027-01-01"));
    unsetenv("PBTUI_TODAY");
    assert_int_equal(bad, 0);
}

TEST(date_refusals_name_the_wrong_part)
{
    static const struct {
        const char *text;
        const char *code; /* near 2026-11-20 */
        const char *says;
    } rows[] = {
        {"", "E-DATE-009", "没有填"},
        {"　", "E-DATE-009", "没有填"},
        {"abc", "E-DATE-001", "看不明白"},
        {"2026-11-20x", "E-DATE-001", ""},
        {"2026-11-20-1", "E-DATE-001", ""},
        {"2026--11", "E-DATE-001", ""},
        {"2026-11.20", "E-DATE-001", ""},
        {"2026年11-20", "E-DATE-001", ""},
        {"11-", "E-DATE-001", ""},
        {"120", "E-DATE-001", ""},
        {"2026112", "E-DATE-001", ""},
        {"202611201", "E-DATE-001", ""},
        {"大后天", "E-DATE-001", ""},
        {"24.3.8", "E-DATE-002", "2024-03-08"},
        {"24-3-8", "E-DATE-002", "四位"},
        {"94年6月12日", "E-DATE-002", "94"},
        {"二六年二月三日", "E-DATE-002", "26"},
        {"20-11-2026", "E-DATE-002", ""},
        {"1879-12-31", "E-DATE-003", "1879"},
        {"2200-1-1", "E-DATE-003", "2199"},
        {"00261120", "E-DATE-003", ""},
        {"026-11-20", "E-DATE-003", ""},
        {"2026-13-1", "E-DATE-004", "13 月"},
        {"2026-0-1", "E-DATE-004", ""},
        {"1320", "E-DATE-004", ""},
        {"2026", "E-DATE-004", ""},
        {"13月1日", "E-DATE-004", ""},
        {"2026-011-20", "E-DATE-004", ""},
        {"2026-02-30", "E-DATE-005", "28 日为止"},
        {"2024-02-30", "E-DATE-005", "29 日为止"},
        {"0230", "E-DATE-005", ""},
        {"31", "E-DATE-005", "11月没有 31 日"},
        {"0", "E-DATE-005", ""},
        {"2026-11-020", "E-DATE-005", ""},
        {"46056", "E-DATE-006", "电子表格"},
        {"261120", "E-DATE-007", "八位"},
        {"202611", "E-DATE-007", ""},
        {"2026-11", "E-DATE-008", "没有日"},
        {"2026年11月", "E-DATE-008", ""},
        {"11月", "E-DATE-008", ""},
        {"2026年", "E-DATE-008", ""},
        {"+", "E-DATE-001", ""},
        {"+12345", "E-DATE-001", ""},
        {"3+", "E-DATE-001", ""},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int got = 4242;
        struct err e = ERR_INIT;
        if (date_parse(rows[i].text, day("2026-11-20"), &got, &e) ||
            got != 4242 || strcmp(e.code, rows[i].code) != 0 ||
            strstr(e.text, rows[i].says) == NULL) {
            print_error("row %s: %s %s\n", rows[i].text, e.code, e.text);
            bad++;
        }
    }
    int got;
    struct err e = ERR_INIT;
    assert_false(date_parse("+9", day("2199-12-30"), &got, &e));
    assert_string_equal(e.code, "E-DATE-010");
    assert_int_equal(bad, 0);
}

PROPERTY(date_parse_survives_any_text)
{
    static const char *const bits[] = {
        "2026", "11", "20", "0",  "-",  ".",    "/",    "年",      "月", "日",
        "号",   "二", "〇", "十", "今", "天",   "+",    " ",       "第", "季度",
        "Q",    "９", ":",  "点", "半", "下午", "\xFF", "99999999"};
    uint64_t stream = unit_seed();
    int parsed = 0;
    for (int i = 0; i < 50000; i++) {
        char text[100] = "";
        for (uint64_t k = 1 + unit_below(&stream, 7); k > 0; k--) {
            strcat(text, bits[unit_below(&stream, ARRAY_LEN(bits))]);
        }
        int got = 4242;
        struct err e = ERR_INIT;
        bool ok = date_parse(text, 20000, &got, &e);
        assert_true(ok ? got >= date_of(1880, 1, 1) &&
                             got <= date_of(2199, 12, 31)
                       : got == 4242 && e.code[0] != '\0');
        struct span span;
        parsed += ok + month_parse(text, 24000, &got, NULL) +
                  span_parse_quarter(text, &span, NULL) +
                  span_parse_half(text, 20000, &span, NULL) +
                  time_parse(text, &got, NULL);
    }
    assert_true(parsed > 100);
}

/* ---- arithmetic ------------------------------------------------------ */

TEST(date_month_arithmetic_of_the_rules)
{
    static const struct {
        const char *from;
        int months;
        const char *to;
    } rows[] = {
        {"2023-11-30", 3, "2024-02-29"},
        {"2023-08-31", 6, "2024-02-29"},
        {"2024-02-29", 12, "2025-02-28"},
        {"2023-06-28", 12, "2024-06-28"}, /* probation */
        {"2023-06-28", 18, "2024-12-28"}, /* extended by six months */
        {"2023-06-28", 24, "2025-06-28"}, /* by a year */
        {"2022-03-15", 1, "2022-04-15"},
        {"2022-09-20", 6, "2023-03-20"},
        {"2022-09-20", 12, "2023-09-20"},
        {"2024-01-26", 3, "2024-04-26"},
        {"2024-01-26", 12, "2025-01-26"},
        {"2024-03-31", -1, "2024-02-29"},
        {"2023-03-31", -1, "2023-02-28"},
        {"2024-01-31", -13, "2022-12-31"},
        {"2024-05-31", 0, "2024-05-31"},
        {"2199-12-01", 1, ""},
        {"1880-01-31", -1, ""},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int got = date_add_months(day(rows[i].from), rows[i].months);
        if (!same_day(got, rows[i].to)) {
            char text[11];
            print_error("row %s + %d: %s\n", rows[i].from, rows[i].months,
                        date_text(got, text));
            bad++;
        }
    }
    assert_int_equal(bad, 0);
    assert_true(same_day(date_add_years(day("2024-02-29"), 4), "2028-02-29"));
    assert_true(same_day(date_add_years(day("2024-02-29"), 1), "2025-02-28"));
}

/* Against a walk through the calendar, month by month. */
PROPERTY(date_add_months_agrees_with_counting)
{
    uint64_t stream = unit_seed();
    for (int i = 0; i < 400; i++) {
        int y = 1921 + (int)unit_below(&stream, 250);
        int m = 1 + (int)unit_below(&stream, 12);
        int d = 28 + (int)unit_below(&stream, 4);
        int from = date_of(y, m, d);
        if (from == DATE_NONE) {
            continue;
        }
        for (int n = 1; y < 2199; n++) {
            y += m == 12;
            m = m == 12 ? 1 : m + 1;
            int want = DATE_NONE;
            for (int k = d; want == DATE_NONE; k--) {
                want = date_of(y, m, k);
            }
            assert_int_equal(date_add_months(from, n), want);
        }
    }
}

TEST(date_month_numbers_agree_with_counting)
{
    int y = 1880;
    int m = 1;
    int d = 1;
    int first = day("1880-01-01");
    for (int n = first; y < 2200; n++) {
        int month = month_of(n);
        char text[8];
        int back = 0;
        assert_int_equal(month, y * 12 + m - 1);
        assert_int_equal(month_first_day(month), n - d + 1);
        assert_true(month_read(month_text(month, text), &back));
        assert_int_equal(back, month);
        int last = month_last_day(month);
        count_on(&y, &m, &d);
        assert_int_equal(last == n, d == 1);
    }
}

TEST(date_full_years_count_completed_ones)
{
    static const struct {
        const char *from;
        const char *on;
        bool feb28;
        int years;
    } rows[] = {
        {"2011-05-20", "2024-05-19", false, 12},
        {"2011-05-20", "2024-05-20", false, 13},
        {"2010-05-20", "2060-05-19", false, 49},
        {"2010-05-20", "2060-05-20", false, 50},
        {"2011-05-20", "2011-05-20", false, 0},
        {"2011-05-20", "2011-05-19", false, 0},
        {"2011-05-20", "2001-01-01", false, 0},
        {"2004-02-29", "2022-02-28", true, 18},
        {"2004-02-29", "2022-02-28", false, 17},
        {"2004-02-29", "2022-03-01", false, 18},
        {"2004-02-29", "2024-02-28", true, 19},
        {"2004-02-29", "2024-02-29", true, 20},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int got =
            date_full_years(day(rows[i].from), day(rows[i].on), rows[i].feb28);
        if (got != rows[i].years) {
            print_error("row %s on %s: %d\n", rows[i].from, rows[i].on, got);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
    int leap = day("2004-02-29");
    assert_true(same_day(date_anniversary(leap, 2026, true), "2026-02-28"));
    assert_true(same_day(date_anniversary(leap, 2026, false), "2026-03-01"));
    assert_true(same_day(date_anniversary(leap, 2028, true), "2028-02-29"));
    assert_true(same_day(date_anniversary(day("2011-11-23"), 2026, true),
                         "2026-11-23"));
}

/* ---- working days ---------------------------------------------------- */

static void load_embedded(void)
{
    const struct embed_file *f = embed_find("rules/holidays.txt");
    struct err e = ERR_INIT;
    assert_non_null(f);
    if (!date_load_holidays(f->text, &e)) {
        fail_msg("%s", e.text);
    }
}

TEST(date_holidays_give_the_known_number_of_working_days)
{
    load_embedded();
    /* A year's working days: all days, less 52 or so weekends, less the
       statutory days (11 until 2024, 13 since 2025). */
    static const struct {
        int year;
        int workdays;
    } rows[] = {{2024, 251}, {2025, 248}, {2026, 248}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct span s = span_of_year(rows[i].year);
        assert_int_equal(date_count_workdays(s.from - 1, s.to),
                         rows[i].workdays);
        assert_true(date_holidays_known(rows[i].year));
    }
    assert_false(date_holidays_known(2023));
    assert_false(date_holidays_known(2027));
    assert_false(date_holidays_known(9999));
}

TEST(date_workdays_of_single_days)
{
    load_embedded();
    static const struct {
        const char *day;
        bool work;
    } rows[] = {
        {"2026-02-13", true},  {"2026-02-14", true},  {"2026-02-16", false},
        {"2026-02-23", false}, {"2026-02-24", true},  {"2026-02-28", true},
        {"2026-09-20", true},  {"2026-10-07", false}, {"2026-10-08", true},
        {"2026-10-10", true},  {"2026-11-21", false}, {"2026-11-20", true},
        {"2027-10-01", true},  {"2027-10-02", false},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (date_is_workday(day(rows[i].day)) != rows[i].work) {
            print_error("row %s\n", rows[i].day);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
    assert_true(
        same_day(date_add_workdays(day("2026-09-30"), 1), "2026-10-08"));
    assert_true(
        same_day(date_add_workdays(day("2026-09-30"), 3), "2026-10-10"));
    assert_true(
        same_day(date_add_workdays(day("2026-11-20"), 5), "2026-11-27"));
    assert_true(
        same_day(date_add_workdays(day("2026-10-08"), -1), "2026-09-30"));
    assert_true(
        same_day(date_add_workdays(day("2026-11-22"), 0), "2026-11-22"));
    assert_int_equal(date_add_workdays(day("2199-12-31"), 1), DATE_NONE);
    assert_int_equal(date_count_workdays(day("2026-11-20"), day("2026-11-30")),
                     6);
    assert_int_equal(date_count_workdays(day("2026-11-20"), day("2026-11-20")),
                     0);
}

TEST(date_bad_holiday_table_is_named_by_line_and_changes_nothing)
{
    load_embedded();
    static const struct {
        const char *text;
        const char *code;
        const char *says;
    } rows[] = {
        {"# x\n2026-02-30 off y\n", "E-DATE-015", "第 2 行"},
        {"2026-10-01 rest 国庆\n", "E-DATE-015", "第 1 行"},
        {"2026-10-01\n", "E-DATE-015", "第 1 行"},
        {"2026-10-01off\n", "E-DATE-015", "第 1 行"},
        {"2026-10-01 off a\r\n\r\n2026-10-01 work b\r\n", "E-DATE-016",
         "2026-10-01"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err e = ERR_INIT;
        assert_false(date_load_holidays(rows[i].text, &e));
        assert_string_equal(e.code, rows[i].code);
        assert_non_null(strstr(e.text, rows[i].says));
    }
    assert_false(date_is_workday(day("2026-10-01")));
    assert_true(date_load_holidays("", NULL));
    assert_true(date_is_workday(day("2026-10-01")));
    /* out of order and without a name is fine */
    assert_true(date_load_holidays("2027-10-04 off\n2027-10-01 off", NULL));
    assert_false(date_is_workday(day("2027-10-01")));
    assert_false(date_is_workday(day("2027-10-04")));
    load_embedded();
}

/* ---- months, quarters, times ----------------------------------------- */

TEST(date_months_people_type)
{
    setenv("PBTUI_TODAY", "2026-01-31", 1);
    static const struct {
        const char *text;
        const char *want; /* near 2026-11; an error code when refused */
    } rows[] = {
        {"11", "2026-11"},
        {"3", "2026-03"},
        {"3月", "2026-03"},
        {"十一月", "2026-11"},
        {"2025-11", "2025-11"},
        {"2025-1", "2025-01"},
        {"2025.11", "2025-11"},
        {"2025/11", "2025-11"},
        {"202511", "2025-11"},
        {"2025年11月", "2025-11"},
        {"２０２５－１１", "2025-11"},
        {"二〇二五年十一月", "2025-11"},
        {"本月", "2026-01"},
        {"上月", "2025-12"},
        {"下个月", "2026-02"},
        {"", "E-DATE-011"},
        {"2025", "E-DATE-011"},
        {"2025年", "E-DATE-011"},
        {"2025-11-20", "E-DATE-011"},
        {"11月20日", "E-DATE-011"},
        {"11月20", "E-DATE-011"},
        {"25-11", "E-DATE-002"},
        {"2200-1", "E-DATE-003"},
        {"13", "E-DATE-004"},
        {"0", "E-DATE-004"},
        {"2025-13", "E-DATE-004"},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int got = MONTH_NONE;
        struct err e = ERR_INIT;
        char text[8];
        bool ok = month_parse(rows[i].text, month_make(2026, 11), &got, &e);
        if (strcmp(ok ? month_text(got, text) : e.code, rows[i].want) != 0) {
            print_error("row %s: %s %s\n", rows[i].text, e.code,
                        month_text(got, text));
            bad++;
        }
    }
    unsetenv("PBTUI_TODAY");
    assert_int_equal(bad, 0);
    int month = 4242;
    assert_false(month_read("2026-13", &month));
    assert_false(month_read("2026-1", &month));
    assert_false(month_read("2026-011", &month));
    assert_int_equal(month, 4242);
}

TEST(date_quarters_and_spans)
{
    static const struct {
        const char *text;
        const char *from; /* "" and a code when refused */
        const char *to;
    } rows[] = {
        {"2026-Q3", "2026-07-01", "2026-09-30"},
        {"2026Q1", "2026-01-01", "2026-03-31"},
        {"2026q4", "2026-10-01", "2026-12-31"},
        {"２０２６－Ｑ２", "2026-04-01", "2026-06-30"},
        {"2026年三季度", "2026-07-01", "2026-09-30"},
        {"2026年第3季度", "2026-07-01", "2026-09-30"},
        {"2026年 第一季", "2026-01-01", "2026-03-31"},
        {"2026-Q5", "", "E-DATE-012"},
        {"2026-Q0", "", "E-DATE-012"},
        {"2026-3", "", "E-DATE-012"},
        {"Q3", "", "E-DATE-012"},
        {"2026-Q3x", "", "E-DATE-012"},
        {"", "", "E-DATE-012"},
        {"26-Q3", "", "E-DATE-002"},
        {"1800-Q3", "", "E-DATE-003"},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct span s = {DATE_NONE, DATE_NONE};
        struct err e = ERR_INIT;
        bool ok = span_parse_quarter(rows[i].text, &s, &e);
        if (!same_day(s.from, rows[i].from) ||
            (ok ? !same_day(s.to, rows[i].to)
                : strcmp(e.code, rows[i].to) != 0)) {
            print_error("row %s: %s\n", rows[i].text, e.code);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
    struct span feb = span_of_month(month_make(2024, 2));
    assert_true(same_day(feb.from, "2024-02-01"));
    assert_true(same_day(feb.to, "2024-02-29"));
    struct span year = span_of_year(2026);
    assert_int_equal(year.to - year.from, 364);
}

TEST(halves_people_type)
{
    static const struct {
        const char *text, *from, *to; /* to: code of the refusal */
    } rows[] = {
        {"1", "2026-01-01", "2026-06-30"},
        {"2", "2026-07-01", "2026-12-31"},
        {"H2", "2026-07-01", "2026-12-31"},
        {"上半年", "2026-01-01", "2026-06-30"},
        {"下半年", "2026-07-01", "2026-12-31"},
        {"2025-H1", "2025-01-01", "2025-06-30"},
        {"2025h2", "2025-07-01", "2025-12-31"},
        {"２０２５年下半年", "2025-07-01", "2025-12-31"},
        {"2025年上半年", "2025-01-01", "2025-06-30"},
        {"3", "", "E-DATE-017"},
        {"0", "", "E-DATE-017"},
        {"12", "", "E-DATE-017"},
        {"", "", "E-DATE-017"},
        {"半年", "", "E-DATE-017"},
        {"2025", "", "E-DATE-017"},
        {"20251", "", "E-DATE-017"},
        {"2025-H3", "", "E-DATE-017"},
        {"2025-Q1", "", "E-DATE-017"},
        {"25-H1", "", "E-DATE-002"},
        {"1800-H1", "", "E-DATE-003"},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct span s = {DATE_NONE, DATE_NONE};
        struct err e = ERR_INIT;
        bool ok = span_parse_half(rows[i].text, date_of(2026, 11, 20), &s, &e);
        if (!same_day(s.from, rows[i].from) ||
            (ok ? !same_day(s.to, rows[i].to)
                : strcmp(e.code, rows[i].to) != 0)) {
            print_error("row %s: %s\n", rows[i].text, e.code);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

TEST(date_times_people_type)
{
    static const struct {
        const char *text;
        const char *want; /* or a code */
    } rows[] = {
        {"14:30", "14:30"},         {"9:05", "09:05"},
        {"1430", "14:30"},          {"0930", "09:30"},
        {"930", "09:30"},           {"9", "09:00"},
        {"14：30", "14:30"},        {"１４：３０", "14:30"},
        {"14点30分", "14:30"},      {"14时30分", "14:30"},
        {"14点30", "14:30"},        {"14点", "14:00"},
        {"14点整", "14:00"},        {"下午2点半", "14:30"},
        {"下午两点半", "14:30"},    {"下午2:30", "14:30"},
        {"下午14点", "14:00"},      {"上午9点一刻", "09:15"},
        {"九点三刻", "09:45"},      {"十四点三十分", "14:30"},
        {"晚上7点", "19:00"},       {"中午12点", "12:00"},
        {"中午1点", "13:00"},       {"凌晨12点", "00:00"},
        {"0:00", "00:00"},          {"23:59", "23:59"},
        {"", "E-DATE-013"},         {"14:", "E-DATE-013"},
        {"14:5", "E-DATE-013"},     {"14:300", "E-DATE-013"},
        {"abc", "E-DATE-013"},      {"14点二刻", "E-DATE-013"},
        {"14:30:00", "E-DATE-013"}, {"12345", "E-DATE-013"},
        {"24:00", "E-DATE-014"},    {"14:60", "E-DATE-014"},
        {"2460", "E-DATE-014"},     {"上午14点", "E-DATE-014"},
        {"下午0点", "E-DATE-014"},  {"晚上12点", "E-DATE-014"},
        {"14点75分", "E-DATE-014"},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int got = 4242;
        struct err e = ERR_INIT;
        char text[6];
        bool ok = time_parse(rows[i].text, &got, &e);
        if (strcmp(ok ? time_text(got, text) : e.code, rows[i].want) != 0 ||
            (!ok && got != 4242)) {
            print_error("row %s: %s %d\n", rows[i].text, e.code, got);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

TEST(date_year_is_the_year_of_its_first_and_its_last_day)
{
    static const int years[] = {1880, 1900, 1999, 2000, 2024, 2100, 2199};
    for (size_t i = 0; i < ARRAY_LEN(years); i++) {
        assert_int_equal(date_year(date_of(years[i], 1, 1)), years[i]);
        assert_int_equal(date_year(date_of(years[i], 12, 31)), years[i]);
    }
}
