/* Closing from the collection screen: cash is counted, the sitting, then the
   month. */
#include "dues_rig.h"

#include "unit.h"

#include "pbtui/screen/dues_view.h"
#include "pbtui/text/date.h"

/* ---- what stands where ------------------------------------------------- */

TEST(dues_count_with_a_difference)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Space Down Space F2 Tab");
    rig_type(&r, "2");
    rig_golden(&r, "dues-count-80x24");
    rig_close(&r);
}

TEST(dues_count_of_a_month)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "F2");
    rig_golden(&r, "dues-close-80x24");
    rig_size(&r, 16, 60);
    rig_golden(&r, "dues-close-60x16");
    rig_close(&r);
}

/* ---- closing ----------------------------------------------------------- */

#define POSTED                                                                 \
    "select coalesce(sum(fen), 0) from payment where no is not null"           \
    " and month = '2026-11'"

TEST(a_sitting_closes_when_the_cash_is_right)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Space Down Space F2");
    rig_sees(&r, "待入账 2 笔，共 200.15 元");
    rig_keys(&r, "Enter");
    rig_sees(&r, "请先点钞");
    rig_type(&r, "200");
    rig_sees(&r, "差额 少 0.15");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, POSTED), 0);
    rig_keys(&r, "Esc F2"); /* what was counted is still there */
    rig_sees(&r, "200");
    rig_sees(&r, "差额 少 0.15");
    rig_type(&r, "200.15");
    rig_sees(&r, "差额 0");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, POSTED), 20015);
    rig_sees(&r, "已入账：收缴单 2026-0011，2 笔 200.15 元");
    rig_sees_not(&r, "待入账");
    rig_keys(&r, "Ctrl+Z");
    assert_int_equal(rig_ask(&r, POSTED), 20015);
    rig_close(&r);
}

TEST(notes_add_up_to_what_was_counted)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "zk");
    rig_keys(&r, "Space F2 Tab Tab");
    rig_type(&r, "1");
    rig_keys(&r, "Tab");
    rig_type(&r, "1");
    rig_sees(&r, "点钞 70.00");
    rig_keys(&r, "Tab Tab");
    rig_type(&r, "1");
    rig_sees(&r, "差额 0");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, POSTED), 7500);
    assert_int_equal(rig_ask(&r, "select notes = '50×1 20×1 5×1' from sitting"
                                 " order by id desc"),
                     1);
    rig_close(&r);
}

/* Every face that the ledger knows has its field. */
TEST(small_money_is_counted_too)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "zk");
    rig_keys(&r, "Space F2 Tab");
    for (int i = 0; i < 13; i++) {
        rig_type(&r, "1");
        rig_keys(&r, "Tab");
    }
    rig_sees(&r, "点钞 188.88");
    rig_keys(&r, "Esc F2");
    rig_sees(&r, "点钞 188.88");
    rig_golden(&r, "dues-count-faces");
    rig_close(&r);
}

TEST(the_payments_of_the_sitting_are_listed_by_way)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "F12");
    rig_type(&r, "2");
    rig_keys(&r, "Space F12");
    rig_type(&r, "1");
    rig_type(&r, "zl");
    rig_keys(&r, "F4");
    rig_type(&r, "zk");
    rig_keys(&r, "Enter Enter");
    rig_type(&r, "lm");
    rig_keys(&r, "Space F2");
    rig_sees(&r, "现金 2 笔 357.17　转账 1 笔 117.18");
    rig_golden(&r, "dues-count-list");
    rig_size(&r, 36, 120);
    rig_golden(&r, "dues-count-list-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "dues-count-list-60x16");
    rig_close(&r);
}

TEST(a_long_sitting_is_paged_through)
{
    struct rig r;
    dues_rig_open(&r, 24, 80, 12, 0);
    dues_rig_month(&r, 2026, 11);
    dues_view_open(&r.app, MONTH_NONE);
    for (int i = 0; i < 12; i++) {
        rig_keys(&r, "Space Down");
    }
    rig_keys(&r, "F2");
    rig_sees(&r, "第 1—7 笔，共 12 笔");
    rig_sees_not(&r, "12 现金");
    rig_keys(&r, "PgDn");
    rig_sees(&r, "第 8—12 笔");
    rig_sees(&r, "12 现金");
    rig_keys(&r, "PgDn PgUp");
    rig_sees(&r, "第 1—7 笔");
    /* Another window takes one more. */
    dues_rig_pay(&r, 1, 2026, 12, 11718);
    rig_keys(&r, "PgDn");
    rig_sees(&r, "共 13 笔");
    rig_close(&r);
}

TEST(without_cash_there_is_nothing_to_count)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "F12");
    rig_type(&r, "3");
    rig_keys(&r, "Space F2");
    rig_sees(&r, "没有现金，不用点钞");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, POSTED), 11718);
    rig_close(&r);
}

TEST(a_month_closes_with_its_figures_and_stays_closed)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "F5 Enter");
    dues_rig_post(&r);
    rig_keys(&r, "F2");
    rig_sees(&r, "本月实交 713.86");
    rig_sees(&r, "还没有过完");
    rig_keys(&r, "Enter");
    rig_sees(&r, "先点钞");
    rig_type(&r, "7695.56");
    rig_keys(&r, "Enter");
    rig_sees(&r, "不能撤销");
    rig_keys(&r, "Esc");
    assert_int_equal(rig_ask(&r, "select count(*) from dues_month"
                                 " where closed_on is null"),
                     1);
    rig_keys(&r, "Enter");
    rig_type(&r, "2");
    assert_int_equal(rig_ask(&r, "select count(*) from dues_month"
                                 " where closed_on is null"),
                     0);
    rig_sees(&r, "2026 年 11 月已结账");
    rig_keys(&r, "F4");
    rig_sees(&r, "没有正在收缴的月份");
    rig_keys(&r, "F3"); /* closed early: what comes now is December's */
    rig_sees(&r, "2026 年 12 月");
    rig_close(&r);
}
