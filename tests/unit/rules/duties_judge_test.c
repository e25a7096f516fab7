/* The verdict of a year by domain.md 3.8. */
#include "unit.h"

#include <string.h>

#include "duties_scene.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

TEST(duties_running_is_never_missing)
{
    struct scene s;
    scene_open(&s, NULL);
    struct duty_fact f[] = {fact("themeday", "2026-03-05"),
                            fact("themeday", "2025-04-05"),
                            fact("branch.meeting", "2026-11-20")};
    scene_judge(&s, f, 3, 2026, "2026-11-20");
    expect(&s.m, "M06", "!!*!!!!!!!o.");
    expect(&s.m, "M01", "!!!*"); /* done before its end */
    expect(&s.m, "M04", "!!!o");
    expect(&s.m, "M07", "o");
    expect(&s.m, "M21", "-");
    expect_why(row_of(&s.m, "M21"), 0, "按需");
    const struct duty_row *r = row_of(&s.m, "M06");
    /* of the periods that have ended */
    assert_int_equal(r->satisfied, 1);
    assert_int_equal(r->applicable, 10);
    assert_int_equal(row_of(&s.m, "M01")->satisfied, 0);
    assert_int_equal(row_of(&s.m, "M01")->applicable, 3);
    assert_int_equal(row_of(&s.m, "M07")->applicable, 0);
    /* the first day of a period is inside it, its last day, too */
    scene_judge(&s, f, 3, 2026, "2026-11-30");
    expect(&s.m, "M06", "!!*!!!!!!!o.");
    scene_judge(&s, f, 3, 2026, "2026-12-01");
    expect(&s.m, "M06", "!!*!!!!!!!!o");
    scene_judge(&s, f, 3, 2027, "2026-12-01");
    expect(&s.m, "M06", "............");
    scene_close(&s);
}

/* The mock-up of the home screen: on Friday 20 November 2026 six working days
   are left of the month and 29 of the quarter. */
TEST(duties_alarms_by_working_days)
{
    static const struct {
        const char *today;
        int left, alarm;
    } rows[] = {
        {"2026-11-13", 11, 0}, {"2026-11-16", 10, 1}, {"2026-11-20", 6, 1},
        {"2026-11-23", 5, 2},  {"2026-11-26", 2, 2},  {"2026-11-27", 1, 3},
        {"2026-11-30", 0, 3},
    };
    struct scene s;
    scene_open(&s, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        scene_judge(&s, NULL, 0, 2026, rows[i].today);
        const struct duty_cell *c = &row_of(&s.m, "M06")->cells[10];
        if (c->days_left != rows[i].left || c->alarm != rows[i].alarm) {
            fail_msg("%s: %d left, alarm %d", rows[i].today, c->days_left,
                     c->alarm);
        }
    }
    scene_judge(&s, NULL, 0, 2026, "2026-11-20");
    assert_int_equal(row_of(&s.m, "M04")->cells[3].days_left, 29);
    assert_int_equal(row_of(&s.m, "M04")->cells[3].alarm, 0);
    /* none when it is done */
    struct duty_fact f = fact("themeday", "2026-11-05");
    scene_judge(&s, &f, 1, 2026, "2026-11-27");
    assert_int_equal(row_of(&s.m, "M06")->cells[10].alarm, 0);
    scene_close(&s);
}

TEST(duties_committee_applies_from_the_next_full_month)
{
    static const struct {
        const char *from;
        const char *to;
        const char *want;
    } rows[] = {
        {"2026-05-01", NULL, "----!!!!!!o."},
        {"2026-05-02", NULL, "-----!!!!!o."},
        {"2025-05-02", "2026-05-01", "!!!!--------"},
        {"2025-05-02", "2026-05-31", "!!!!--------"},
        {"2025-05-02", "2026-06-01", "!!!!!-------"},
        {"2027-01-01", NULL, "------------"},
    };
    struct scene s;
    scene_open(&s, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct duty_span span = {
            on(rows[i].from), rows[i].to == NULL ? DATE_NONE : on(rows[i].to)};
        s.b.committee = &span;
        s.b.n_committee = 1;
        scene_judge(&s, NULL, 0, 2026, "2026-11-20");
        expect(&s.m, "M02", rows[i].want);
    }
    s.b.n_committee = 0;
    scene_judge(&s, NULL, 0, 2026, "2026-11-20");
    expect(&s.m, "M02", "------------");
    expect_why(row_of(&s.m, "M02"), 3, "不设支委会");
    assert_int_equal(row_of(&s.m, "M02")->applicable, 0);
    /* two terms, one after the other */
    struct duty_span terms[] = {{on("2020-01-01"), on("2026-04-18")},
                                {on("2026-04-18"), DATE_NONE}};
    s.b.committee = terms;
    s.b.n_committee = 2;
    scene_judge(&s, NULL, 0, 2026, "2026-11-20");
    expect(&s.m, "M02", "!!!!!!!!!!o.");
    scene_close(&s);
}

TEST(duties_each_group_has_its_row)
{
    struct duty_group groups[] = {
        {1, "一组", {on("2020-01-01"), DATE_NONE}},
        {2, "二组", {on("2020-01-01"), on("2026-04-01")}},
        {3, "三组", {on("2026-11-03"), DATE_NONE}},
        {4, "四组", {on("2027-01-01"), DATE_NONE}},
        {5, "五组", {on("2019-01-01"), on("2026-01-01")}},
        {6, "六组", {on("2026-03-01"), on("2026-06-15")}},
    };
    struct scene s;
    scene_open(&s, NULL);
    s.b.groups = groups;
    s.b.n_groups = ARRAY_LEN(groups);
    struct duty_fact f = fact("group.meeting", "2026-02-03");
    f.grp = 1;
    scene_judge(&s, &f, 1, 2026, "2026-11-20");
    static const char *const wanted[] = {"!*!!!!!!!!o.", "!!!---------",
                                         "-----------.", "--!!!-------"};
    static const int64_t ids[] = {1, 2, 3, 6};
    size_t n = 0;
    for (size_t i = 0; i < s.m.n; i++) {
        const struct duty_row *r = &s.m.rows[i];
        if (strcmp(r->duty->code, "M03") != 0) {
            assert_int_equal(r->grp, 0);
            continue;
        }
        char got[16];
        assert_true(n < ARRAY_LEN(ids));
        assert_int_equal(r->grp, ids[n]);
        assert_string_equal(lights(r, got), wanted[n]);
        n++;
        if (r->grp == 3) {
            assert_string_equal(r->grp_name, "三组");
            expect_why(r, 10, "本月成立，不计");
            expect_why(r, 9, "党小组尚未成立");
        } else if (r->grp == 6) {
            expect_why(r, 5, "本月撤销，不计");
            expect_why(r, 6, "党小组已经撤销");
        }
    }
    assert_int_equal(n, ARRAY_LEN(ids));
    /* without any: one row, not applicable, not nothing */
    s.b.n_groups = 0;
    scene_judge(&s, &f, 1, 2026, "2026-11-20");
    expect(&s.m, "M03", "------------");
    expect_why(row_of(&s.m, "M03"), 0, "不设党小组");
    assert_int_equal(row_of(&s.m, "M03")->cells[1].count, 1);
    scene_close(&s);
}

TEST(duties_of_a_branch_founded_or_abolished_in_the_year)
{
    static const struct {
        const char *from;
        const char *to; /* NULL: stands */
        const char *months, *quarters, *year;
        bool founding;
    } rows[] = {
        {"2026-04-01", NULL, "---!!!!!!!o.", "-!!o", "-", false},
        {"2026-04-02", NULL, "----!!!!!!o.", "--!o", "-", false},
        {"2026-01-01", NULL, "!!!!!!!!!!o.", "!!!o", "o", false},
        {"2026-04-02", NULL, "---!!!!!!!o.", "-!!o", "o", true},
        {"2020-01-01", "2026-10-01", "!!!!!!!!!---", "!!!-", "-", false},
        {"2020-01-01", "2026-09-30", "!!!!!!!!----", "!!--", "-", false},
        {"2020-01-01", "2026-09-30", "!!!!!!!!!---", "!!!-", "o", true},
        {"2027-01-01", NULL, "------------", "----", "-", false},
        {"2020-01-01", "2026-01-01", "------------", "----", "-", true},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct scene s;
        scene_open(&s, rows[i].founding ? "[limit.founding_month]\n"
                                          "value = yes\nbasis = 某决定\n"
                                        : NULL);
        s.b.life.from = on(rows[i].from);
        s.b.life.to = rows[i].to == NULL ? DATE_NONE : on(rows[i].to);
        scene_judge(&s, NULL, 0, 2026, "2026-11-20");
        char got[3][16];
        lights(row_of(&s.m, "M06"), got[0]);
        lights(row_of(&s.m, "M01"), got[1]);
        lights(row_of(&s.m, "M07"), got[2]);
        if (strcmp(got[0], rows[i].months) != 0 ||
            strcmp(got[1], rows[i].quarters) != 0 ||
            strcmp(got[2], rows[i].year) != 0) {
            fail_msg("row %zu: %s %s %s", i, got[0], got[1], got[2]);
        }
        if (i == 1) {
            expect_why(row_of(&s.m, "M06"), 2, "支部尚未成立");
            expect_why(row_of(&s.m, "M06"), 3, "本月成立，不计");
            expect_why(row_of(&s.m, "M01"), 1, "本季成立，不计");
        } else if (i == 5) {
            expect_why(row_of(&s.m, "M06"), 8, "本月撤销，不计");
            expect_why(row_of(&s.m, "M06"), 9, "支部已经撤销");
        }
        scene_close(&s);
    }
}

TEST(duties_the_branch_has_its_own_word)
{
    struct duty_own own[] = {
        {"M06", {on("2026-03-01"), on("2026-05-01")}, false, 0, "某批复"},
        {"M06", {on("2026-08-01"), DATE_NONE}, true, 2, "某通知"},
        {"M23", {on("2026-01-01"), DATE_NONE}, true, 0, "某要求"},
        {"M02", {on("2026-07-01"), DATE_NONE}, true, 0, "某要求"},
        {"M14", {on("2020-01-01"), DATE_NONE}, false, 0, "某批复"},
        {"M10", {on("2026-05-10"), DATE_NONE}, true, 0, "某要求"},
    };
    struct scene s;
    scene_open(&s, NULL);
    s.b.own = own;
    s.b.n_own = ARRAY_LEN(own);
    struct duty_fact f[] = {
        fact("themeday", "2026-08-05"), fact("themeday", "2026-09-05"),
        fact("themeday", "2026-09-06"), fact("party.building", "2026-02-01"),
        fact("party.building", "2026-08-01")};
    f[4].sub = "从严治党";
    scene_judge(&s, f, ARRAY_LEN(f), 2026, "2026-11-20");
    expect(&s.m, "M06", "!!--!!!!*!o.");
    expect_why(row_of(&s.m, "M06"), 2, "本支部不要求：某批复");
    assert_int_equal(row_of(&s.m, "M06")->cells[6].min, 1);
    assert_int_equal(row_of(&s.m, "M06")->cells[7].min, 2);
    expect(&s.m, "M23", "!*"); /* another sub-kind does not count */
    expect(&s.m, "M02", "------!!!!o.");
    expect(&s.m, "M10", "--!o"); /* from the next full quarter */
    expect_why(row_of(&s.m, "M10"), 1, "本支部没有开启");
    /* off for the whole year: left out, unless all are asked for */
    assert_null(row_of(&s.m, "M14"));
    assert_null(row_of(&s.m, "M24"));
    duties_judge(&s.m, &s.a, &s.d, &s.b, f, 0, 2026, on("2026-11-20"), true);
    expect(&s.m, "M14", "------------");
    expect(&s.m, "M24", "--");
    assert_int_equal(s.m.n, DUTIES_BUILTIN);
    scene_close(&s);
}

TEST(duties_count_for_the_year_they_are_held_for)
{
    struct scene s;
    scene_open(&s, NULL);
    struct duty_fact f = fact("life.branch", "2026-01-23");
    f.year = 2025;
    f.late = true;
    scene_judge(&s, &f, 1, 2025, "2026-11-20");
    expect(&s.m, "M07", "*");
    assert_int_equal(row_of(&s.m, "M07")->cells[0].late, 1);
    scene_judge(&s, &f, 1, 2026, "2026-11-20");
    expect(&s.m, "M07", "o");
    /* others go by their day alone */
    f.what = "lecture";
    scene_judge(&s, &f, 1, 2026, "2026-11-20");
    expect(&s.m, "M04", "*!!o");
    scene_judge(&s, &f, 1, 2025, "2026-11-20");
    expect(&s.m, "M04", "!!!!");
    scene_close(&s);
}

TEST(duties_last_days_of_periods)
{
    static const struct {
        const char *day;
        enum duty_period period;
        size_t cell;
    } rows[] = {
        {"2026-01-01", DUTY_MONTH, 0},   {"2024-02-29", DUTY_MONTH, 1},
        {"2026-12-31", DUTY_MONTH, 11},  {"2026-03-31", DUTY_QUARTER, 0},
        {"2026-04-01", DUTY_QUARTER, 1}, {"2026-12-31", DUTY_QUARTER, 3},
        {"2026-06-30", DUTY_HALF, 0},    {"2026-07-01", DUTY_HALF, 1},
        {"2026-12-31", DUTY_YEAR, 0},    {"2026-12-31", DUTY_EVENT, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (duty_cell_of(rows[i].period, on(rows[i].day)) != rows[i].cell) {
            fail_msg("row %zu", i);
        }
    }
}
