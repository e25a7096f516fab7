/* Worksheets, cards and registers of 党费, and the ledgers of funds, as their
   forms are told them. */
#include "unit.h"

#include <string.h>

#include "dues_ground.h"

/* ---- worksheets --------------------------------------------------------- */

TEST(a_worksheet_tells_its_items_and_what_they_come_to)
{
    static const struct dues_told rows[] = {
        {"kinds", "assess"},
        {"name", "张建国"},
        {"lines.0.title", "职务工资"},
        {"lines.0.fen", "1,990.00"},
        {"lines.0.kind", "计入"},
        {"lines.4.kind", "扣除"},
        {"lines.9.kind", "不计入"},
        {"counted", "7,680.00"},
        {"deducted", "2,148.50"},
        {"base", "5,531.50"},
        {"rate", "1.5%"},
        {"fen", "82.97"},
        {"fen_words", "人民币捌拾贰元玖角柒分"},
        {"bracket", "5,000.00 以上（不含）至 10,000.00（含）"},
        {"until", "2026年12月"},
        {"relief", ""},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data =
        dues_ground_of(&d, "dues-assess-one", d.sheet[ZHANG]);
    assert_int_equal(people_ground_rows(&data, "lines"), 10);
    dues_ground_expect(&d, &data, rows);
    assert_non_null(strstr(form_get(&data, "why"), "82.97"));
    assert_false(form_fits(forms_find(&d.forms, "dues-relief"), &data));
    dues_ground_close(&d);
}

TEST(a_relief_tells_what_would_have_been_due)
{
    static const struct dues_told rows[] = {
        {"kinds", "assess relief"},
        {"relief", "免交"},
        {"usual", "15.00"},
        {"fen", "0.00"},
        {"from", "2026年10月"},
        {"until", "2026年12月"},
        {"relief_by", "中共示例县机关委员会"},
        {"relief_on", "2026年9月28日"},
        {"relief_paper", "示机党〔2026〕3号"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_of(&d, "dues-relief", d.sheet[ZHAO]);
    dues_ground_expect(&d, &data, rows);
    assert_true(form_fits(forms_find(&d.forms, "dues-relief"), &data));
    dues_ground_close(&d);
}

/* Each bracket's words, at its ends. */
TEST(a_bracket_is_named_by_its_ends)
{
    static const struct {
        const char *base, *bracket;
    } rows[] = {
        {"3000.00", "3,000.00（含）以下"},
        {"3000.01", "3,000.00 以上（不含）至 5,000.00（含）"},
        {"10000.00", "5,000.00 以上（不含）至 10,000.00（含）"},
        {"10000.01", "10,000.00 以上（不含）"},
    };
    struct dues_ground d;
    dues_ground_bare(&d);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        people_ground_put(
            &d.g, &ledger_assess, d.sheet[LI],
            (const char *const[]){"base_fen", rows[i].base, NULL});
        struct form_data data =
            dues_ground_of(&d, "dues-assess-one", d.sheet[LI]);
        assert_string_equal(form_get(&data, "bracket"), rows[i].bracket);
    }
    dues_ground_close(&d);
}

TEST(the_years_sheet_has_a_column_for_each_item_that_occurs)
{
    static const struct dues_told rows[] = {
        {"items.0.title", "职务工资"},
        {"items.3.title", "生活性补贴"},
        {"rows.0.item1", "1,990.00"},
        {"rows.0.item4", "1,480.00"},
        {"rows.0.deducted", "2,148.50"},
        {"rows.1.item1", ""},
        {"rows.6.name", "赵新"},
        {"rows.6.from", "2026-10"},
        {"rows.6.note", "减免；免交"},
        {"sum", "1,642.71"},
        {"n", "7"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_year(&d, "dues-assess", 2026);
    assert_int_equal(people_ground_rows(&data, "items"), 4);
    dues_ground_expect(&d, &data, rows);
    data = dues_ground_year(&d, "dues-assess", 2027);
    assert_int_equal(people_ground_rows(&data, "rows"), 0);
    assert_int_equal(people_ground_rows(&data, "items"), 0);
    dues_ground_close(&d);
}

/* ---- cards, registers, funds -------------------------------------------- */

TEST(a_card_has_twelve_months_and_who_took_the_money)
{
    static const struct dues_told rows[] = {
        {"kinds", "dues"},
        {"for_year", "2026"},
        {"months.0.month", "1月"},
        {"months.0.due", ""},
        {"months.9.due", "62.83"},
        {"months.9.paid", "62.83"},
        {"months.9.on", "2026-11-10"},
        {"months.9.taken_by", "测试"},
        {"months.9.note", "补交"},
        {"paid", "125.66"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_of(&d, "dues-card", d.who[ZHOU]);
    assert_int_equal(people_ground_rows(&data, "months"), 12);
    dues_ground_expect(&d, &data, rows);
    data = dues_ground_of(&d, "dues-card", d.who[WANG]);
    const struct form_list *of = form_list_of(&data, "months");
    assert_string_equal(form_list_cell(of, 9, "note"), "");
    assert_string_equal(form_list_cell(of, 10, "note"), "预交");
    d.b->day = date_of(2025, 6, 1);
    data = dues_ground_of(&d, "dues-card", d.who[ZHOU]);
    assert_string_equal(form_get(&data, "kinds"), "");
    dues_ground_close(&d);
}

TEST(large_gifts_are_registered_with_a_line_for_their_receipt)
{
    static const struct dues_told rows[] = {
        {"rows.0.name", "王伟"},
        {"rows.0.number", "2026-0004"},
        {"rows.0.fen", "1,500.00"},
        {"rows.0.words", "人民币壹仟伍佰元整"},
        {"sum", "1,500.00"},
        {"n", "1"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_year(&d, "dues-large", 2026);
    dues_ground_expect(&d, &data, rows);
    assert_non_null(
        strstr(dues_ground_text(&d, "dues-large", &data, 0), "上级收据号"));
    dues_ground_close(&d);
}

TEST(a_fund_tells_what_is_left_behind_each_entry)
{
    static const struct dues_told rows[] = {
        {"entries.0.in", "300.00"},
        {"entries.0.balance", "300.00"},
        {"entries.1.out", "120.50"},
        {"entries.1.balance", "179.50"},
        {"entries.1.use", "培训党员"},
        {"entries.1.meeting", "2026-11-05"},
        {"entries.2.balance", "149.50"},
        {"entries.2.note", "被 2026-0004 冲销"},
        {"entries.3.out", "-30.00"},
        {"entries.3.balance", "179.50"},
        {"entries.3.note", "冲销 2026-0003"},
        {"in", "300.00"},
        {"out", "120.50"},
        {"balance", "179.50"},
        {"left", "379.50"},
        {NULL, NULL},
    };
    static const struct dues_told all[] = {
        {"funds.0.name", "留用党费"},
        {"funds.0.balance", "179.50"},
        {"funds.0.left", "379.50"},
        {"budget", "500.00"},
        {NULL, NULL},
    };
    static const struct dues_told past[] = {
        {"funds.0.in", "300.00"}, {"funds.0.out", "0.00"}, {NULL, NULL}};
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_of(&d, "fund", d.fund);
    dues_ground_expect(&d, &data, rows);
    data = dues_ground_year(&d, "funds", 2026);
    dues_ground_expect(&d, &data, all);
    d.b->day = date_of(2026, 11, 1);
    data = dues_ground_year(&d, "funds", 2026);
    dues_ground_expect(&d, &data, past);
    dues_ground_close(&d);
}

TEST(a_months_accounts_are_there_when_something_happened)
{
    static const struct dues_told rows[] = {
        {"kinds", "dues"},
        {"handed", "326.79"},
        {"handovers.0.number", "2026-0001"},
        {"handovers.0.kept", "300.00"},
        {"entries.0.fund", "留用党费"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data =
        dues_ground_month(&d, "accounts", month_make(2026, 10));
    dues_ground_expect(&d, &data, rows);
    data = dues_ground_month(&d, "accounts", month_make(2026, 9));
    assert_string_equal(form_get(&data, "kinds"), "");
    dues_ground_close(&d);
}

TEST(reminders_tell_who_was_reminded_of_what)
{
    static const struct dues_told rows[] = {
        {"rows.0.on", "2026-11-05"},
        {"rows.0.name", "周立"},
        {"rows.0.by", "李敏"},
        {"rows.0.way", "电话"},
        {"rows.0.fen", "62.83"},
        {"rows.0.until", "2026-11-15"},
        {NULL, NULL},
    };
    struct dues_ground d;
    dues_ground_open(&d);
    struct form_data data = dues_ground_year(&d, "reminders", 2026);
    dues_ground_expect(&d, &data, rows);
    dues_ground_close(&d);
}
