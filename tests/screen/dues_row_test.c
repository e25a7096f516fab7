/* A row of the collection screen while money comes and goes: a second
   instalment, what pays more than the month, the day it is dated by, finding
   somebody. */
#include "dues_rig.h"

#include "unit.h"

#include "pbtui/screen/dues_view.h"
#include "pbtui/text/date.h"

#define N_DRAFTS                                                               \
    "select count(*) from payment where no is null and voided_on is null"

/* ---- a second amount --------------------------------------------------- */

TEST(a_second_instalment_does_not_swallow_the_first)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "10");
    rig_keys(&r, "Enter F12");
    rig_type(&r, "2");
    rig_type(&r, "15");
    rig_keys(&r, "Enter");
    rig_sees(&r, "待入账的已有 现金 10.00");
    rig_sees(&r, "加收 15.00");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 1000);
    rig_keys(&r, "Enter"); /* it fits: an instalment */
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 2500);
    assert_int_equal(rig_ask(&r, "select sum(fen) from payment where way = '2'"
                                 " and no is null"),
                     1500);
    rig_type(&r, "30"); /* a slip of the pen, and both are named */
    rig_keys(&r, "Enter");
    rig_sees(&r, "现金 10.00、转账 15.00");
    rig_keys(&r, "Esc"); /* neither */
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 2500);
    rig_keys(&r, "Enter");
    rig_type(&r, "2");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 3000);
    assert_int_equal(rig_ask(&r, N_DRAFTS), 1);
    rig_close(&r);
}

TEST(what_is_posted_and_what_waits_stand_beside_each_other)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "15");
    rig_keys(&r, "Enter");
    dues_rig_post(&r);
    rig_type(&r, "10");
    rig_keys(&r, "Enter");
    rig_sees(&r, "◐ 15.00+10.00");
    rig_sees_not(&r, "+25.00");
    rig_golden(&r, "dues-both-80x24");
    rig_size(&r, 16, 60);
    rig_sees(&r, "15.00+10.00");
    rig_close(&r);
}

/* ---- what pays more than the month ------------------------------------- */

TEST(space_asks_before_it_takes_back_several_months)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "zl");
    rig_keys(&r, "F4 Enter Space");
    rig_sees(&r, "199.20：周立 2026-08—2026-11");
    rig_sees(&r, "整笔撤");
    rig_keys(&r, "Esc");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 4 * 4980);
    rig_keys(&r, "Space");
    rig_type(&r, "2");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_close(&r);
}

TEST(what_came_in_is_what_there_is_to_count)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Space");
    rig_sees(&r, "已收 1 人 117.18 = 现金 117.18  未收 7 人");
    rig_type(&r, "zl");
    rig_keys(&r, "F4 Enter");
    rig_sees(&r, "已收 2 人 166.98  这个月共进 316.38 = 现金 316.38");
    rig_sees(&r, "未收 6 人");
    rig_keys(&r, "F2");
    rig_sees(&r, "本次收到现金 316.38");
    rig_close(&r);
}

TEST(an_old_debt_does_not_hide_the_day_just_taken)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "zl");
    rig_sees(&r, "欠 3 月");
    rig_keys(&r, "Space");
    rig_sees(&r, "11-20欠");
    rig_sees_not(&r, "欠 3 月");
    rig_close(&r);
}

/* ---- the day ----------------------------------------------------------- */

TEST(a_day_before_the_last_closing_is_refused_at_once)
{
    struct rig r;
    dues_rig_open(&r, 24, 80, 8, 0);
    dues_rig_month(&r, 2026, 11);
    dues_view_open(&r.app, MONTH_NONE);
    rig_keys(&r, "F12");
    rig_type(&r, "4");
    rig_keys(&r, "Ctrl+Up Enter"); /* a year ago: nothing was closed yet */
    rig_sees(&r, "现金 2025-11-20 (F12)");
    dues_rig_close_month(&r, 2026, 11);
    rig_keys(&r, "F3 F12");
    rig_type(&r, "4");
    rig_keys(&r, "Enter");
    rig_sees(&r, "E-DUES-042");
    rig_close(&r);
}

/* ---- finding ----------------------------------------------------------- */

TEST(a_name_that_is_not_there_leaves_the_cursor_where_it_was)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Down");
    rig_type(&r, "a"); /* 买买提·艾力 */
    rig_type(&r, "bc");
    rig_sees(&r, "名单里没有");
    rig_sees(&r, "▌ 2 李敏");
    rig_keys(&r, "Esc Down Backspace");
    rig_sees(&r, "▌ 3 周立");
    rig_close(&r);
}

TEST(undo_in_a_name_that_is_looked_for_undoes_no_payment)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Space");
    rig_type(&r, "zk");
    rig_keys(&r, "Ctrl+Z");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 11718);
    rig_keys(&r, "Ctrl+Z"); /* nothing is typed any more */
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_close(&r);
}

TEST(the_screen_opens_on_who_still_owes)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Space Down Space Esc");
    dues_view_open(&r.app, MONTH_NONE);
    rig_sees(&r, "▌ 3 周立");
    rig_close(&r);
}

/* ---- the book of payments ----------------------------------------------- */

TEST(a_payment_in_the_book_says_which_month_it_pays)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Space F7");
    rig_type(&r, "sk");
    rig_keys(&r, "Enter F3 Tab Tab Tab Tab");
    rig_type(&r, "张建国");
    rig_keys(&r, "Tab Tab");
    rig_type(&r, "117.18");
    rig_keys(&r, "F2");
    rig_sees(&r, "预交2026 年 12 月 117.18");
    rig_keys(&r, "Esc");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 11718);
    rig_keys(&r, "F2");
    rig_type(&r, "2");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 2 * 11718);
    rig_close(&r);
}
