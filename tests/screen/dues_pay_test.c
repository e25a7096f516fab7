/* The form of one payment: several months, several people, somebody else who
   brings it, 大额党费. */
#include "dues_rig.h"

#include "unit.h"

#include "pbtui/screen/dues_view.h"
#include "pbtui/text/date.h"

/* ---- what stands where ------------------------------------------------- */

static void golden_of_form(int rows, int cols, const char *name)
{
    struct rig r;
    dues_rig_november(&r, rows, cols);
    rig_type(&r, "zl");
    rig_keys(&r, "F4");
    rig_golden(&r, name);
    rig_close(&r);
}

TEST(dues_form_at_80x24)
{
    golden_of_form(24, 80, "dues-pay-80x24");
}

TEST(dues_form_at_60x16)
{
    golden_of_form(16, 60, "dues-pay-60x16");
}

TEST(dues_form_of_two_people_with_a_warning)
{
    struct rig r;
    dues_rig_november(&r, 36, 120);
    rig_type(&r, "zl");
    rig_keys(&r, "F4 F3");
    rig_type(&r, "zk");
    rig_keys(&r, "Enter");
    rig_type(&r, "8");
    rig_golden(&r, "dues-pay-two");
    rig_close(&r);
}

/* ---- one payment for several months or people --------------------------- */

TEST(a_payment_takes_what_is_owed_oldest_first)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "zl");
    rig_keys(&r, "F4");
    rig_sees(&r, "8 月 49.80、9 月 49.80、10 月 49.80、11 月 49.80");
    rig_type(&r, "3");
    rig_sees(&r, "合计 149.40");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 14940);
    assert_int_equal(rig_ask(&r, "select count(*) from payment_part x join"
                                 " payment p on p.id = x.payment_id"
                                 " where p.no is null"),
                     3);
    rig_sees(&r, "●●●●●●●●●● ✗       —");
    rig_keys(&r, "Space");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 14940 + 4980);
    rig_close(&r);
}

TEST(an_amount_is_spread_and_goes_ahead)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "lm");
    rig_keys(&r, "F4 Tab");
    rig_type(&r, "200");
    rig_sees(&r, "11 月 82.97、12 月 82.97、2027 年 1 月 34.06");
    rig_sees(&r, "到 2027-01");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 20000);
    assert_int_equal(rig_ask(&r, "select x.fen from payment_part x join"
                                 " payment p on p.id = x.payment_id"
                                 " where p.no is null"
                                 " and x.month = '2027-01'"),
                     3406);
    rig_close(&r);
}

TEST(too_far_ahead_asks_for_a_reason_and_loses_nothing)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "lm");
    rig_keys(&r, "F4");
    rig_type(&r, "9");
    rig_sees(&r, "预交到 2027 年 6 月，超过期限");
    rig_keys(&r, "Enter");
    rig_sees(&r, "写明原因，再按回车");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_type(&r, "长期驻外，党委同意");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 9 * 8297);
    rig_close(&r);
}

TEST(a_payment_for_two_people_is_taken_by_one)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "zl");
    rig_keys(&r, "F4 F3");
    rig_type(&r, "zk");
    rig_keys(&r, "Enter Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 4 * 4980 + 7500);
    assert_int_equal(rig_ask(&r, "select count(*) from payment"
                                 " where no is null"),
                     1);
    rig_type(&r, "zk");
    rig_sees(&r, "代交：周立");
    rig_keys(&r, "Space"); /* not half of a payment */
    rig_sees(&r, "274.20：周立 2026-08—2026-11、郑凯");
    rig_keys(&r, "Esc");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 4 * 4980 + 7500);
    rig_keys(&r, "F8");
    rig_type(&r, "2");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_close(&r);
}

/* Letters begin the next name, digits count months, wherever one is. */
TEST(names_are_typed_one_after_the_other)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "zl");
    rig_keys(&r, "F4");
    rig_type(&r, "zk");
    rig_sees(&r, "回车：郑凯");
    rig_keys(&r, "Enter");
    rig_sees(&r, "合计 274.20");
    rig_type(&r, "2"); /* months of the one before */
    rig_sees(&r, "合计 349.20");
    rig_type(&r, "zl");
    rig_keys(&r, "Enter");
    rig_sees(&r, "已经在这一笔里了");
    rig_keys(&r, "Ctrl+U");
    rig_type(&r, "zz");
    rig_sees(&r, "名册里没有这个人");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_type(&r, "李敏"); /* in its place */
    rig_keys(&r, "Enter");
    rig_golden(&r, "dues-pay-three");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 4 * 4980 + 2 * 7500 + 8297);
    assert_int_equal(rig_ask(&r, "select count(*) from payment"
                                 " where no is null and person_id = 3"),
                     1);
    rig_close(&r);
}

/* Ten keys; the code of a name is that member, not a word on the slip. */
TEST(a_third_member_brings_it_for_two)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "zl");
    rig_keys(&r, "F4");
    rig_type(&r, "zk");
    rig_keys(&r, "Enter Tab");
    rig_type(&r, "lm");
    rig_sees(&r, "＝ 李敏");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 4 * 4980 + 7500);
    assert_int_equal(rig_ask(&r, "select count(*) from payment"
                                 " where no is null and person_id = 2"
                                 " and payer is null"),
                     1);
    rig_sees(&r, "代交：李敏");
    rig_close(&r);
}

TEST(who_brings_it_is_shown_and_can_be_taken_out_again)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "zl");
    rig_keys(&r, "F4 Tab Tab Tab");
    rig_type(&r, "张建国"); /* by the whole name */
    rig_keys(&r, "Tab");
    rig_sees(&r, "交款人 [张建国              ] 代交");
    rig_keys(&r, "Shift+Tab");
    rig_type(&r, "妻子王某");
    rig_keys(&r, "Tab");
    rig_sees(&r, "名册里没有，照写");
    rig_keys(&r, "Shift+Tab Ctrl+U Tab");
    rig_sees(&r, "交款人 [周立                ]");
    rig_sees_not(&r, "照写");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, "select count(*) from payment"
                                 " where no is null and person_id = 3"
                                 " and payer is null"),
                     1);
    rig_close(&r);
}

TEST(a_relative_of_a_draft_is_still_there)
{
    struct rig r;
    dues_rig_open_file(&r, 24, 80, 8);
    dues_rig_year(&r);
    dues_view_open(&r.app, MONTH_NONE);
    rig_type(&r, "lm");
    rig_keys(&r, "F4 Tab Tab Tab");
    rig_type(&r, "丈夫王某");
    rig_keys(&r, "Tab");
    rig_restart(&r);
    rig_type(&r, "1");
    rig_sees(&r, "丈夫王某");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, "select count(*) from payment"
                                 " where no is null and person_id is null"
                                 " and payer = '丈夫王某'"),
                     1);
    rig_close(&r);
}

TEST(a_relative_brings_it)
{
    struct rig r;
    dues_rig_november(&r, 24, 120);
    rig_type(&r, "lm");
    rig_keys(&r, "F4 Tab Tab Tab");
    rig_type(&r, "zz");
    rig_sees(&r, "名册里没有");
    rig_keys(&r, "Enter");
    rig_sees(&r, "不是党员的写汉字姓名");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_type(&r, "丈夫王某"); /* in its place */
    rig_sees(&r, "名册里没有，照写");
    rig_keys(&r, "Enter");
    rig_sees(&r, "代交：丈夫王某");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 8297);
    assert_int_equal(rig_ask(&r, "select count(*) from payment where no is null"
                                 " and person_id is null and payer is not"
                                 " null"),
                     1);
    rig_sees(&r, "丈夫王某");
    rig_close(&r);
}

TEST(a_large_payment_pays_no_month)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "lm");
    rig_keys(&r, "F4 Shift+Tab Shift+Tab Shift+Tab Space");
    rig_sees(&r, "大额党费");
    rig_keys(&r, "Tab Tab");
    rig_type(&r, "zjg"); /* who gives it, nobody brings it for them */
    rig_keys(&r, "Shift+Tab");
    rig_sees(&r, "交款人 [张建国              ]");
    rig_sees_not(&r, "代交");
    rig_type(&r, "1000");
    rig_keys(&r, "Enter");
    rig_sees(&r, "不到大额党费");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_type(&r, ".01");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, "select fen from payment where kind = '2'"),
                     100001);
    assert_int_equal(rig_ask(&r, "select count(*) from payment_part x join"
                                 " payment p on p.id = x.payment_id"
                                 " where p.kind = '2'"),
                     0);
    rig_close(&r);
}

TEST(leaving_a_payment_half_typed_asks)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "zl");
    rig_keys(&r, "F4 Esc"); /* nothing typed */
    assert_string_equal(r.app.ui.top->cls->name, "dues");
    rig_keys(&r, "F4");
    rig_type(&r, "2");
    rig_keys(&r, "Esc");
    rig_sees(&r, "还没有收");
    rig_type(&r, "3");
    rig_sees(&r, "合计 99.60");
    rig_keys(&r, "Esc");
    rig_type(&r, "1");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 9960);
    rig_close(&r);
}

TEST(a_payment_survives_the_terminal)
{
    struct rig r;
    dues_rig_open_file(&r, 24, 80, 8);
    dues_rig_year(&r);
    dues_view_open(&r.app, MONTH_NONE);
    rig_type(&r, "zl");
    rig_keys(&r, "F4");
    rig_type(&r, "2");
    rig_keys(&r, "F3");
    rig_type(&r, "zk");
    rig_keys(&r, "Enter Tab");
    rig_type(&r, "70");
    rig_restart(&r);
    rig_sees(&r, "上次有没保存完的内容");
    rig_sees(&r, "收党费 周立");
    rig_type(&r, "1");
    rig_sees(&r, "合计 169.60");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 16960);
    rig_restart(&r);
    rig_sees_not(&r, "上次有没保存完的内容");
    rig_close(&r);
}
