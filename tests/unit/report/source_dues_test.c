/* The months and years of 党费 as their forms are told them: what a month's
   sheet shows stays as it was counted, whatever is booked or taken back later;
   every sum is there twice and agrees. */
#include "unit.h"

#include <string.h>

#include "dues_ground.h"

#define OCTOBER  month_make(2026, 10)
#define NOVEMBER month_make(2026, 11)

/* ---- a month ------------------------------------------------------------ */

TEST(a_months_sheet_tells_who_paid_what_and_how)
{
    static const struct dues_told rows[] = {
        {"kinds", "dues"},
        {"rows.n", "6"},
        {"rows.0.name", "张建国"},
        {"rows.0.base", "5,531.50"},
        {"rows.0.rate", "1.5%"},
        {"rows.0.due", "82.97"},
        /* Taken back in November: October's sheet keeps it. */
        {"rows.0.paid", "82.97"},
        {"rows.0.on", "2026-10-12"},
        {"rows.0.way", "本人 现金"},
        {"rows.0.note", ""},
        /* Taken back and paid again within the month. */
        {"rows.1.paid", "50.00"},
        {"rows.1.on", "2026-10-15"},
        {"rows.1.way", "本人 现金"},
        /* Paid in November: not in October's sheet. */
        {"rows.2.paid", ""},
        {"rows.2.open", "62.83"},
        {"rows.3.way", "本人 线上"},
        {"rows.4.due", "0.00"},
        {"rows.4.note", "免交"},
        {"rows.5.open", "1,200.00"},
        {"due", "1,642.71"},
        {"paid", "379.88"},
        {"paid_words", "人民币叁佰柒拾玖元捌角捌分"},
        {"draft", ""},
        {"n_due", "5"},
        {"n_paid", "3"},
        {"n_open", "2"},
        {"open", "1,262.83"},
        {"late.n", "0"},
        {"early.n", "1"},
        {"early.0.month", "2026-11"},
        {"early.0.number", "2026-0003"},
        {"early", "246.91"},
        {"ahead", ""},
        {"came", "626.79"},
        {"share_own", "379.88"},
        {"share_late", ""},
        {"share_early", "246.91"},
        {"reversed.n", "2"},
        {"reversed.0.number", "2026-0002"},
        {"reversed.0.what", "被冲销"},
        {"reversed.0.fen", "50.00"},
        {"reversed.1.what", "冲销"},
        {"reversed.1.fen", "-50.00"},
        {"reversed.1.note", "转账没有到账"},
        {"n_back", "1"},
        {"back", "-50.00"},
        {"large", "1,500.00"},
        {"state", "已于 2026-10-31 结账"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_month(&d, "dues-month", OCTOBER);
    dues_ground_expect(&d, &data, rows);
    dues_ground_close(&d);
}

TEST(a_later_month_tells_what_came_for_others)
{
    static const struct dues_told rows[] = {
        {"rows.0.paid", "82.97"},
        {"rows.0.note", "待入账"},
        {"rows.3.paid", "246.91"}, /* ahead, in October */
        {"rows.3.on", "2026-10-10"},
        {"rows.3.note", "预交"},
        {"paid", "392.71"},
        /* What came in, by the months it is for, what was taken back off. */
        {"ahead", "246.91"},
        {"came", "125.66"},
        /* October's own money that was taken back is October's own. */
        {"share_own", "62.83"},
        {"share_late", "62.83"},
        {"share_early", ""},
        {"draft", "82.97"},
        {"late.n", "1"},
        {"late.0.name", "周立"},
        {"late.0.month", "2026-10"},
        {"late", "62.83"},
        {"n_late", "1"},
        {"early.n", "0"},
        /* Of October, both are told here. */
        {"reversed.n", "2"},
        {"reversed.0.number", "2026-0001"},
        {"reversed.0.note", "记入 2026-10"},
        {"reversed.1.number", "2026-0009"},
        {"back", "-82.97"},
        {"large", ""},
        {"state", "还没有结账"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_month(&d, "dues-month", NOVEMBER);
    dues_ground_expect(&d, &data, rows);
    dues_ground_close(&d);
}

/* Paid ahead, and taken back in the month itself: nothing is left of it,
   neither in the row nor in the shares. */
TEST(what_takes_a_prepayment_back_is_a_prepayment)
{
    static const struct dues_told rows[] = {
        {"rows.3.paid", ""},
        {"rows.3.open", "246.91"},
        {"rows.3.note", ""},
        {"ahead", ""},
        {"share_late", "62.83"},
        /* October's part was October's own, November's was ahead. */
        {"share_own", "-184.08"},
        {"share_early", "-246.91"},
        {NULL, NULL},
    };
    struct dues_ground d;
    int64_t id;
    struct err err = ERR_INIT;
    dues_ground_open(&d);
    assert_true(dues_reverse(d.b, d.a, d.ahead, "预交的退回去", &id, &err));
    struct form_data data = dues_ground_month(&d, "dues-month", NOVEMBER);
    dues_ground_expect(&d, &data, rows);
    dues_ground_close(&d);
}

/* What November paid for itself is November's own, in whatever month it is
   taken back. */
TEST(what_is_taken_back_in_a_later_month_keeps_its_share)
{
    static const struct dues_told rows[] = {
        {"came", "-62.83"}, {"share_own", "-62.83"},
        {"share_late", ""}, {"share_early", ""},
        {NULL, NULL},
    };
    struct dues_ground d;
    int64_t id;
    struct dues_opening o;
    struct dues_figures f;
    struct err err = ERR_INIT;
    dues_ground_bare(&d);
    dues_ground_today(&d, 11, 10);
    assert_true(dues_month_open(d.b, d.a, NOVEMBER, &o, &err));
    int64_t paid = dues_ground_take(&d, d.who[ZHOU], NOVEMBER, 6283, NULL);
    dues_ground_post(&d, NULL);
    dues_ground_today(&d, 11, 30);
    assert_true(dues_figures(d.b, d.a, NOVEMBER, &f, &err));
    const struct dues_count c = {.counted = f.hand_cash};
    assert_true(dues_month_close(d.b, d.a, NOVEMBER, &c, &err));
    dues_ground_today(&d, 12, 5);
    assert_true(dues_month_open(d.b, d.a, NOVEMBER + 1, &o, &err));
    assert_true(dues_reverse(d.b, d.a, paid, "收的是别人的钱", &id, &err));
    struct form_data data = dues_ground_month(&d, "dues-month", NOVEMBER + 1);
    dues_ground_expect(&d, &data, rows);
    dues_ground_close(&d);
}

/* 少交 has an amount like any other: the sheet says why it is less. */
TEST(a_relief_is_said_in_the_months_sheet)
{
    static const struct dues_told rows[] = {
        {"rows.1.due", "20.00"},
        {"rows.1.note", "减免"},
        {"rows.0.note", ""},
        {NULL, NULL},
    };
    struct dues_ground d;
    struct dues_opening o;
    struct err err = ERR_INIT;
    dues_ground_bare(&d);
    dues_ground_today(&d, 10, 12);
    people_ground_put(&d.g, &ledger_assess, d.sheet[LI],
                      (const char *const[]){"relief", "少交", "relief_why",
                                            "家中有重病人", "relief_by",
                                            "中共示例县机关委员会", "relief_on",
                                            "2026-01-04", "fen", "20", NULL});
    assert_true(dues_month_open(d.b, d.a, OCTOBER, &o, &err));
    struct form_data data = dues_ground_month(&d, "dues-month", OCTOBER);
    dues_ground_expect(&d, &data, rows);
    dues_ground_close(&d);
}

TEST(somebody_else_who_brought_it_is_named)
{
    static const struct dues_told rows[] = {
        {"rows.1.paid", "50.00"}, {"rows.1.way", "张建国代 转账"},
        {"rows.0.paid", ""},      {"reversed.n", "0"},
        {"state", "还没有结账"},  {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    /* The day it was paid on; the sheet was opened two days later, though. */
    d.b->day = date_of(2026, 10, 11);
    struct form_data before = dues_ground_month(&d, "dues-month", OCTOBER);
    assert_int_equal(people_ground_rows(&before, "rows"), 2);
    assert_string_equal(form_get(&before, "state"), "还没有开始收缴");
    struct dues_ground e;
    dues_ground_close(&d);
    dues_ground_bare(&e);
    dues_ground_today(&e, 10, 12);
    struct dues_opening o;
    struct err err = ERR_INIT;
    assert_true(dues_month_open(e.b, e.a, OCTOBER, &o, &err));
    const struct dues_pay part = {e.who[LI], OCTOBER, 5000};
    const struct dues_take t = {.on = e.b->today,
                                .way = PAY_TRANSFER,
                                .by = e.who[ZHANG],
                                .proof = "T-1",
                                .parts = &part,
                                .n = 1};
    assert_true(dues_take(e.b, e.a, &t, 1, NULL, &err));
    struct form_data data = dues_ground_month(&e, "dues-month", OCTOBER);
    dues_ground_expect(&e, &data, rows);
    dues_ground_close(&e);
}

TEST(a_sheet_of_a_day_within_the_month_ends_with_that_day)
{
    static const struct dues_told rows[] = {
        {"rows.0.paid", "82.97"}, {"rows.1.paid", ""},     {"reversed.n", "2"},
        {"paid", "329.88"},       {"state", "还没有结账"}, {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    d.b->day = date_of(2026, 10, 14);
    struct form_data data = dues_ground_month(&d, "dues-month", OCTOBER);
    dues_ground_expect(&d, &data, rows);
    dues_ground_close(&d);
}

TEST(a_month_nobody_has_opened_says_so)
{
    struct dues_ground d;
    dues_ground_bare(&d);
    struct form_data never = dues_ground_month(&d, "dues-month", OCTOBER);
    assert_string_equal(form_get(&never, "kinds"), "");
    assert_int_equal(people_ground_rows(&never, "rows"), 0);
    dues_ground_close(&d);
    dues_ground_open(&d);
    static const struct {
        int month;
        const char *kinds;
    } rows[] = {{9, ""}, {10, "dues"}, {12, "dues"}};
    for (size_t i = 0; i < 3; i++) {
        struct form_data data = dues_ground_month(
            &d, "dues-month", month_make(2026, rows[i].month));
        assert_string_equal(form_get(&data, "kinds"), rows[i].kinds);
    }
    struct form_data ahead =
        dues_ground_month(&d, "dues-month", month_make(2026, 12));
    assert_int_equal(people_ground_rows(&ahead, "rows"), 0);
    assert_non_null(strstr(dues_ground_text(&d, "dues-month", &ahead, 80),
                           "还没有开始收缴"));
    dues_ground_close(&d);
}

TEST(figures_of_a_closed_month_are_those_it_was_closed_with)
{
    static const struct dues_told october[] = {
        {"n_members", "6"},
        {"n_payers", "5"},
        {"due", "1,642.71"},
        {"n_paid", "3"},
        {"paid", "379.88"},
        {"n_unpaid", "2"},
        {"unpaid", "1,262.83"},
        {"n_owed", "0"},
        {"early", "246.91"},
        {"cash", "132.97"},
        {"transfer", "0.00"},
        {"online", "493.82"},
        {"taken", "626.79"},
        {"large", "1,500.00"},
        {"handed", "0.00"},
        {"hand", "626.79"},
        {"hand_cash", "1,632.97"},
        {"state", ""},
        {"closed", "2026-10-31"},
        {"counted", "1,632.97"},
        {"by", "测试"},
        {NULL, NULL},
    };
    static const struct dues_told november[] = {
        {"n_owed", "2"}, {"owed", "1,262.83"},
        {"counted", ""}, {"closed", ""},
        {"digest", ""},  {"state", "还没有结账，数字以结账时为准。"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_month(&d, "dues-close", OCTOBER);
    dues_ground_expect(&d, &data, october);
    assert_int_equal(strlen(form_get(&data, "digest")), 64);
    data = dues_ground_month(&d, "dues-close", NOVEMBER);
    dues_ground_expect(&d, &data, november);
    dues_ground_close(&d);
}

/* ---- a year ------------------------------------------------------------- */

TEST(a_year_tells_every_month_of_everybody)
{
    static const struct dues_told rows[] = {
        {"rows.n", "6"},
        {"rows.0.m9", ""},
        {"rows.0.m10", "未交"}, /* taken back */
        {"rows.0.m11", "未交"}, /* not posted yet */
        {"rows.1.m10", "50.00"},
        {"rows.1.m11", "未交"},
        {"rows.2.m10", "62.83"},
        {"rows.2.late", "62.83"},
        {"rows.2.paid", "125.66"},
        {"rows.2.early", ""},
        {"rows.3.m11", "246.91"},
        {"rows.3.early", "246.91"},
        {"rows.3.large", "1,500.00"},
        {"rows.4.m10", "免"},
        {"rows.4.base", "2,999.99"},
        {"rows.5.rate", "2%"},
        {"rows.5.open", "2,400.00"},
        {"t9", ""},
        {"t10", "359.74"},
        {"t11", "309.74"},
        {"monthly", "1,642.71"},
        {"paid", "669.48"},
        {"paid_words", "人民币陆佰陆拾玖元肆角捌分"},
        {"late", "62.83"},
        {"early", "246.91"},
        {"large", "1,500.00"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_year(&d, "dues-year", 2026);
    dues_ground_expect(&d, &data, rows);
    data = dues_ground_year(&d, "dues-year", 2025);
    assert_int_equal(people_ground_rows(&data, "rows"), 0);
    dues_ground_close(&d);
}

/* 1,200.00 is wider than a month's column: its 分 stand below. */
TEST(an_amount_too_wide_for_a_month_is_on_two_lines)
{
    static const struct dues_told rows[] = {
        {"rows.5.m11", "1200\n.00"}, {"t11", "1592\n.71"}, {NULL, NULL}};
    struct dues_ground d;
    dues_ground_open(&d);
    dues_ground_take(&d, d.who[QIAN], NOVEMBER, 120000, "本人自愿多交");
    dues_ground_post(&d, NULL);
    struct form_data data = dues_ground_year(&d, "dues-year", 2026);
    dues_ground_expect(&d, &data, rows);
    dues_ground_close(&d);
}

TEST(a_year_agrees_with_itself)
{
    static const struct dues_told rows[] = {
        {"people_due", "3,285.42"},
        {"months_due", "3,285.42"},
        {"due_agrees", "相符"},
        {"paid_agrees", "相符"},
        {"taken.0.fen", "669.48"},
        {"taken.3.fen", "1,500.00"},
        {"taken", "2,169.48"},
        {"hand.2.fen", "326.79"},
        {"hand.3.fen", "300.00"},
        {"hand", "1,542.69"},
        {"elsewhere", "0.00"},
        {"hand_agrees", "相符"},
        {"taken_agrees", "相符"},
        {"months_agree", "相符"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_year(&d, "dues-check", 2026);
    dues_ground_expect(&d, &data, rows);
    dues_ground_close(&d);
}

/* ---- who lacks something ------------------------------------------------ */

TEST(arrears_end_with_the_month_before_the_open_one)
{
    static const struct dues_told rows[] = {
        {"until", "2026年10月"},
        {"rows.n", "2"},
        {"rows.0.name", "钱多"},
        {"rows.0.fen", "1,200.00"},
        {"rows.0.run", "1"},
        {"rows.0.months", "2026年10月"},
        {"rows.0.level", "提醒"},
        {"rows.0.reminded", ""},
        {"rows.1.name", "张建国"},
        {"sum", "1,282.97"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_month(&d, "arrears", NOVEMBER);
    dues_ground_expect(&d, &data, rows);
    data = dues_ground_month(&d, "arrears", OCTOBER);
    dues_ground_expect(&d, &data, rows);
    data = dues_ground_month(&d, "arrears", month_make(2026, 9));
    assert_int_equal(people_ground_rows(&data, "rows"), 0);
    dues_ground_close(&d);
}

TEST(what_is_worked_out_of_all_that_is_posted_has_no_past)
{
    static const char *const forms[] = {"dues-year", "dues-check", "dues-close",
                                        "arrears"};
    struct dues_ground d;
    dues_ground_open(&d);
    d.b->day = date_of(2026, 11, 12);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct form_data data;
        struct err err = ERR_INIT;
        const struct form *f = forms_find(&d.forms, forms[i]);
        struct form_ask ask = {.book = d.b, .span = span_of_month(NOVEMBER)};
        form_data_init(&data, d.a);
        assert_false(source_gather(f->source, &ask, &data, &err));
        assert_string_equal(err.code, "E-SOURCE-060");
        /* Over by then. */
        ask.span = span_of_month(OCTOBER);
        form_data_init(&data, d.a);
        assert_true(source_gather(f->source, &ask, &data, &err));
    }
    dues_ground_close(&d);
}
