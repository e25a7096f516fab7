/* Assessments and payments from a file; and back out. */
#include "unit.h"

#include <string.h>

#include "import_rig.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/dues_assess.h"
#include "pbtui/text/date.h"

static void expect_saved(struct import_rig *r, bool ok)
{
    if (!ok) {
        fail_msg("%s %s %s", r->err.code, r->err.text, r->err.detail);
    }
}

static void open_branch(struct import_rig *r)
{
    static const char *const names[] = {"张三", "李四", "王五"};
    import_rig_open(r);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        fixture_member(&r->f, names[i], "1980-01-01", "2015-07-01",
                       "2016-07-01");
    }
}

/* ---- assessments ------------------------------------------------------------
 */

TEST(an_assessment_comes_with_its_items)
{
    static const char text[] =
        "姓名|起始月份|缴费类别|职务工资|级别工资|核定日期\n"
        "张三|2026-01|在职|3000|2,531.50|2026-01-08\n"
        "李四|2026年1月||3000|1000|\n";
    struct import_rig r;
    open_branch(&r);
    const char *before = table_dump(&r);
    expect_saved(&r, table_save(&r, &ledger_assess, text));
    assert_int_equal(
        table_count(&r, "select base_fen from assess where id = 1"), 553150);
    assert_int_equal(table_count(&r, "select fen from assess where id = 1"),
                     8297);
    assert_string_equal(table_value(&r, &ledger_assess, 1, "reason"),
                        "年初核定");
    assert_int_equal(table_count(&r, "select count(*) from assess_item"), 4);
    assert_true(table_look(&r, &ledger_assess, text));
    assert_int_equal(r.report.counts[IMPORT_FATE_SAME], 2);
    assert_true(import_undo(r.f.book, 1, NULL));
    assert_string_equal(table_dump(&r), before);
    import_rig_close(&r);
}

TEST(a_base_alone_is_enough_and_the_amount_follows)
{
    struct import_rig r;
    open_branch(&r);
    expect_saved(&r, table_save(&r, &ledger_assess,
                                "姓名|起始月份|缴费类别|计算基数\n"
                                "张三|2026-01|在职|5531.50\n"));
    assert_int_equal(table_count(&r, "select fen from assess"), 8297);
    expect_saved(&r, table_save(&r, &ledger_assess,
                                "姓名|起始月份|职务工资|级别工资\n"
                                "张三|2026-01|5000|531.50\n"));
    assert_int_equal(r.report.counts[IMPORT_FATE_FILL], 1);
    assert_int_equal(table_count(&r, "select count(*) from assess_item"), 2);
    static const char other[] = "姓名|起始月份|职务工资\n张三|2026-01|6000\n";
    assert_true(table_look(&r, &ledger_assess, other));
    assert_int_equal(r.report.counts[IMPORT_FATE_CONFLICT], 1);
    assert_string_equal(table_line(&r, 2)->differences[0].here, "5,000.00");
    r.wish.take_all = true;
    expect_saved(&r, table_save(&r, &ledger_assess, other));
    assert_int_equal(table_count(&r, "select base_fen from assess"), 653150);
    import_rig_close(&r);
}

/* A form takes over what was assessed last; a file tells what it tells. */
TEST(nothing_of_the_last_assessment_but_its_category_goes_on)
{
    struct import_rig r;
    open_branch(&r);
    expect_saved(&r, table_save(&r, &ledger_assess,
                                "姓名|起始月份|缴费类别|计算基数\n"
                                "张三|2026-01|在职|5531.50\n"));
    expect_saved(&r, table_save(&r, &ledger_assess,
                                "姓名|起始月份|职务工资|核定原因\n"
                                "张三|2026-06|3000|工资变动\n"));
    assert_int_equal(
        table_count(&r, "select base_fen from assess where id = 2"), 300000);
    assert_int_equal(table_count(&r, "select fen from assess where id = 2"),
                     1500);
    import_rig_close(&r);
}

TEST(what_an_assessment_cannot_be_is_refused)
{
    static const struct {
        const char *head, *row, *code;
    } cases[] = {
        {"姓名|起始月份|缴费类别|计算基数|职务工资",
         "张三|2026-01|在职|5000|3000", "E-ASSESS-032"},
        {"姓名|缴费类别|计算基数", "张三|在职|5000", "E-RECORD-002"},
        {"姓名|起始月份|缴费类别", "张三|2026-01|在职", "E-RECORD-002"},
        {"姓名|起始月份|缴费类别|计算基数|月交数额",
         "张三|2026-01|在职|5000|10", "E-ASSESS"},
        {"姓名|起始月份|缴费类别|计算基数", "孙九|2026-01|在职|5000",
         "E-IMPORT-030"},
    };
    struct import_rig r;
    open_branch(&r);
    const char *before = table_dump(&r);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *text =
            arena_printf(&r.arena, "%s\n%s\n", cases[i].head, cases[i].row);
        assert_true(table_look(&r, &ledger_assess, text));
        if (strncmp(table_code(&r, 2), cases[i].code, strlen(cases[i].code)) !=
            0) {
            fail_msg("%s: %s %s, not %s", cases[i].row, table_code(&r, 2),
                     table_reason(&r, 2, false), cases[i].code);
        }
        assert_false(table_save(&r, &ledger_assess, text));
    }
    assert_string_equal(table_dump(&r), before);
    import_rig_close(&r);
}

/* ---- payments ---------------------------------------------------------------
 */

static const char assessed[] =
    "姓名|起始月份|缴费类别|计算基数\n"
    "张三|2026-01|在职|5531.50\n李四|2026-01|在职|5000\n";

static void open_month(struct import_rig *r)
{
    struct dues_opening o;
    open_branch(r);
    expect_saved(r, table_save(r, &ledger_assess, assessed));
    assert_true(
        dues_month_open(r->f.book, &r->arena, month_make(2026, 11), &o, NULL));
}

TEST(payments_come_into_the_open_sitting_as_drafts)
{
    static const char text[] = "姓名|交纳日期|金额|所属月份|方式|凭证号\n"
                               "张三|2026-11-10|82.97|2026-11|现金|\n"
                               "李四|2026-11-11|50|11月|转账|ZZ001\n";
    struct import_rig r;
    open_month(&r);
    const char *before = table_dump(&r);
    expect_saved(&r, table_save(&r, &ledger_payment, text));
    assert_int_equal(table_count(&r, "select count(*) from payment where no"
                                     " is null"),
                     2);
    assert_int_equal(table_count(&r, "select sum(fen) from payment_part"),
                     8297 + 5000);
    assert_true(table_look(&r, &ledger_payment, text));
    assert_int_equal(r.report.counts[IMPORT_FATE_SAME], 2);
    assert_true(import_undo(r.f.book, 2, NULL));
    assert_string_equal(table_dump(&r), before);
    import_rig_close(&r);
}

TEST(a_payment_is_spread_over_the_months_it_names)
{
    struct import_rig r;
    open_month(&r);
    expect_saved(&r, table_save(&r, &ledger_payment,
                                "姓名|交纳日期|金额|所属月份|原因\n"
                                "张三|2026-11-10|165.94|2026-11—2026-12|\n"
                                "李四|2026-11-10|108|李四 2026-11 50、"
                                "2026-12 58|自愿多交\n"));
    assert_int_equal(
        table_count(&r, "select fen from payment_part where person_id = 1"
                        " and month = '2026-12'"),
        8297);
    assert_int_equal(
        table_count(&r, "select fen from payment_part where person_id = 2"
                        " and month = '2026-12'"),
        5800);
    import_rig_close(&r);
}

TEST(what_a_payment_cannot_be_is_refused)
{
    static const struct {
        const char *row, *code;
    } cases[] = {
        {"张三|2026-11-10|90|2026-11—2026-12|现金", "E-DOOR-052"},
        {"张三|2026-11-10|90|2026-11|现金", "E-DUES"},
        {"张三|2026-11-10|90|2026-11 40、2026-12 60|现金", "E-DOOR-053"},
        {"张三|2026-11-10|90|2026-11 40、2026-12|现金", "E-DOOR-051"},
        {"张三|2026-11-10|90|下回|现金", "E-DATE"},
        {"张三|2026-11-10|90|2026-12—2026-11|现金", "E-DOOR-040"},
        {"张三|2026-11-30|82.97|2026-11|现金", "E-DUES"},
        {"张三|2026-11-10|-82.97|2026-11|现金", "E-"},
        {"张三|2026-11-10||2026-11|现金", "E-DOOR-057"},
        {"|2026-11-10|82.97|2026-11|现金", "E-DOOR-050"},
        {"|2026-11-10|82.97||现金", "E-DOOR-055"},
        {"王五|2026-11-10|82.97|2026-11|现金", "E-DUES"},
    };
    struct import_rig r;
    open_month(&r);
    const char *before = table_dump(&r);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *text = arena_printf(
            &r.arena, "姓名|交纳日期|金额|所属月份|方式\n%s\n", cases[i].row);
        assert_true(table_look(&r, &ledger_payment, text));
        if (strncmp(table_code(&r, 2), cases[i].code, strlen(cases[i].code)) !=
            0) {
            fail_msg("%s: %s %s, not %s", cases[i].row, table_code(&r, 2),
                     table_reason(&r, 2, false), cases[i].code);
        }
        assert_false(table_save(&r, &ledger_payment, text));
    }
    assert_string_equal(table_dump(&r), before);
    import_rig_close(&r);
}

/* The second row is too much only upon the first one. */
TEST(a_look_sees_what_the_rows_above_pay)
{
    struct import_rig r;
    open_month(&r);
    const char *before = table_dump(&r);
    static const char text[] = "姓名|交纳日期|金额|所属月份|方式\n"
                               "张三|2026-11-10|82.97|2026-11|现金\n"
                               "张三|2026-11-11|82.97|2026-11|现金\n";
    assert_true(table_look(&r, &ledger_payment, text));
    assert_int_equal(r.report.counts[IMPORT_FATE_NEW], 1);
    assert_int_equal(r.report.counts[IMPORT_FATE_BAD], 1);
    assert_string_equal(table_dump(&r), before);
    assert_false(table_save(&r, &ledger_payment, text));
    assert_string_equal(table_dump(&r), before);
    import_rig_close(&r);
}

TEST(without_an_open_month_no_money_comes_in)
{
    struct import_rig r;
    open_branch(&r);
    assert_true(table_look(&r, &ledger_payment,
                           "姓名|交纳日期|金额|所属月份|方式\n"
                           "张三|2026-11-10|82.97|2026-11|现金\n"));
    assert_string_equal(table_code(&r, 2), "E-DUES-010");
    import_rig_close(&r);
}

TEST(dues_go_out_and_come_in_the_same)
{
    struct import_rig one, two;
    open_month(&one);
    expect_saved(&one, table_save(&one, &ledger_assess,
                                  "姓名|起始月份|缴费类别|职务工资|核定原因\n"
                                  "王五|2026-05|在职|4000|工资变动\n"));
    expect_saved(&one, table_save(&one, &ledger_payment,
                                  "姓名|交纳日期|金额|所属月份|方式|备注\n"
                                  "张三|2026-11-10|132.97|张三 2026-11、李四 "
                                  "2026-11|线上|一起交的\n"
                                  "张三|2026-11-12|82.97|2026-12|现金|\n"));
    const char *sheets = table_export(&one, &ledger_assess);
    const char *paid = table_export(&one, &ledger_payment);
    open_branch(&two);
    struct dues_opening o;
    expect_saved(&two, table_save(&two, &ledger_assess, sheets));
    assert_true(dues_month_open(two.f.book, &two.arena, month_make(2026, 11),
                                &o, NULL));
    expect_saved(&two, table_save(&two, &ledger_payment, paid));
    assert_string_equal(table_export(&two, &ledger_assess), sheets);
    assert_string_equal(table_export(&two, &ledger_payment), paid);
    assert_true(table_look(&two, &ledger_payment, paid));
    assert_int_equal(two.report.counts[IMPORT_FATE_SAME], 2);
    import_rig_close(&two);
    import_rig_close(&one);
}
