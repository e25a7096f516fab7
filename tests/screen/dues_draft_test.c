/* What is typed for 党费 and cannot be read, or was not taken yet: refused
   where it stands, never guessed at, and still there after the terminal has
   gone. */
#include "dues_rig.h"

#include "unit.h"

#include "pbtui/screen/dues_view.h"
#include "pbtui/text/date.h"

/* ---- who is meant ------------------------------------------------------ */

TEST(a_part_of_a_chinese_name_is_nobody_of_the_roster)
{
    struct rig r;
    dues_rig_november(&r, 24, 120);
    rig_type(&r, "lm");
    rig_keys(&r, "F4 Tab Tab Tab");
    rig_type(&r, "建国");
    rig_sees(&r, "名册里没有，照写");
    rig_keys(&r, "Enter");
    rig_sees(&r, "代交：建国");
    assert_int_equal(rig_ask(&r, "select count(*) from payment where no is null"
                                 " and person_id is null and payer = '建国'"),
                     1);
    rig_type(&r, "zl");
    rig_keys(&r, "F4 Tab Tab Tab");
    rig_type(&r, "买买提艾力"); /* the dot may be left out */
    rig_sees(&r, "＝ 买买提·艾力");
    rig_close(&r);
}

TEST(digits_are_no_name_of_who_brings_it)
{
    static const char *const bad[] = {"12", "１２", "12.345", "ＺＺ"};
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "lm");
    rig_keys(&r, "F4 Tab Tab Tab");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        rig_type(&r, bad[i]);
        rig_keys(&r, "Enter");
        rig_sees(&r, "不是党员的写汉字姓名");
        assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    }
    rig_close(&r);
}

TEST(a_payment_for_nobody_says_so)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "lm");
    rig_keys(&r, "F4 Shift+Tab Shift+Tab Ctrl+U Tab");
    rig_sees(&r, "还没有写交的是谁的党费");
    rig_sees_not(&r, "没有写交哪个月");
    rig_keys(&r, "Enter");
    rig_sees(&r, "E-DUES-123");
    rig_type(&r, "李敏"); /* the focus has gone there */
    rig_keys(&r, "Enter Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 8297);
    rig_close(&r);
}

/* ---- what cannot be read ----------------------------------------------- */

TEST(an_amount_that_cannot_be_read_is_no_other_amount)
{
    static const char *const bad[] = {"12.345", "-5", "1e3"};
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "lm");
    rig_keys(&r, "F4 Tab");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        rig_type(&r, bad[i]);
        rig_sees_not(&r, "合计");
        rig_sees_not(&r, "李敏：11 月");
        rig_sees(&r, "李敏：金额");
        rig_keys(&r, "Enter");
        assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    }
    rig_type(&r, "12");
    rig_sees(&r, "合计 12.00");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 1200);
    rig_close(&r);
}

TEST(months_that_cannot_be_are_not_cut_to_some_that_can)
{
    static const char *const bad[] = {"5000", "1.5", "99", "0", "-1"};
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "lm");
    rig_keys(&r, "F4");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        rig_type(&r, bad[i]);
        rig_sees(&r, "请写几个月，1 到 60");
        rig_sees_not(&r, "合计");
        rig_sees_not(&r, "原因");
        rig_keys(&r, "Enter");
        assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    }
    rig_type(&r, "x"); /* in its place */
    rig_keys(&r, "Backspace Shift+Tab Tab");
    rig_type(&r, "2");
    rig_sees(&r, "合计 165.94");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 2 * 8297);
    rig_close(&r);
}

/* The amount answers what was wrong with the months. */
TEST(an_amount_answers_months_that_could_not_be_read)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "lm");
    rig_keys(&r, "F4");
    rig_type(&r, "99");
    rig_keys(&r, "Tab");
    rig_sees(&r, "请写几个月");
    rig_type(&r, "165.94");
    rig_sees(&r, "合计 165.94");
    rig_sees_not(&r, "请写几个月");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 2 * 8297);
    rig_close(&r);
}

TEST(undo_in_the_form_undoes_nothing_taken_before)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Space Down F4");
    rig_type(&r, "2");
    rig_keys(&r, "Ctrl+Z Ctrl+Z Ctrl+Z");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 11718);
    rig_close(&r);
}

TEST(a_voucher_is_kept_half_width)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "lm");
    rig_keys(&r, "F4 Tab Tab Tab Tab Tab Tab");
    rig_type(&r, "ＡＢ１２");
    rig_keys(&r, "Enter");
    assert_int_equal(
        rig_ask(&r, "select count(*) from payment where proof = 'AB12'"), 1);
    rig_close(&r);
}

/* ---- the terminal goes ------------------------------------------------- */

TEST(who_brings_it_is_kept_as_it_was_being_typed)
{
    struct rig r;
    dues_rig_november_file(&r);
    rig_type(&r, "lm");
    rig_keys(&r, "F4 Tab Tab Tab");
    rig_type(&r, "丈夫王");
    rig_restart(&r);
    rig_type(&r, "1");
    rig_sees(&r, "交款人 [丈夫王 ");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, "select count(*) from payment where no is null"
                                 " and payer = '丈夫王'"),
                     1);
    rig_close(&r);
}

TEST(a_code_of_who_brings_it_is_that_member_again)
{
    struct rig r;
    dues_rig_november_file(&r);
    rig_type(&r, "lm");
    rig_keys(&r, "F4 Tab Tab Tab");
    rig_type(&r, "zk");
    rig_restart(&r);
    rig_type(&r, "1");
    rig_sees(&r, "交款人 [郑凯 ");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, "select count(*) from payment where no is null"
                                 " and person_id = 5"),
                     1);
    rig_close(&r);
}

TEST(a_name_that_is_being_typed_is_still_there)
{
    struct rig r;
    dues_rig_november_file(&r);
    rig_type(&r, "lm");
    rig_keys(&r, "F4");
    rig_type(&r, "zk");
    rig_restart(&r);
    rig_type(&r, "1");
    rig_sees(&r, "回车：郑凯");
    rig_keys(&r, "Enter");
    rig_sees(&r, "合计 157.97");
    rig_close(&r);
}

TEST(what_cannot_be_read_yet_is_still_there)
{
    struct rig r;
    dues_rig_november_file(&r);
    rig_type(&r, "lm");
    rig_keys(&r, "F4 Tab");
    rig_type(&r, "12.345");
    rig_restart(&r);
    rig_type(&r, "1");
    rig_sees(&r, "[12.345 ");
    rig_sees_not(&r, "12.34 ");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_close(&r);
}

/* ---- counting ---------------------------------------------------------- */

TEST(a_remark_on_the_count_is_kept_over_esc)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Space F2 Shift+Tab");
    rig_keys(&r, "End");
    for (int i = 0; i < 14; i++) {
        rig_keys(&r, "Tab");
    }
    rig_type(&r, "零钱换整");
    rig_keys(&r, "Esc F2");
    rig_sees(&r, "零钱换整");
    rig_close(&r);
}

TEST(a_count_survives_the_terminal)
{
    struct rig r;
    dues_rig_november_file(&r);
    rig_type(&r, "zk");
    rig_keys(&r, "Space F2 Tab Tab");
    rig_type(&r, "1");
    rig_restart(&r);
    rig_sees(&r, "2026 年 11 月党费点钞 50.00");
    rig_type(&r, "1");
    rig_sees(&r, "点钞 50.00");
    rig_sees(&r, "差额 少 25.00");
    rig_keys(&r, "Esc Esc");
    dues_view_open(&r.app, MONTH_NONE);
    rig_keys(&r, "F2"); /* taken up by the screen itself, too */
    rig_sees(&r, "点钞 50.00");
    rig_keys(&r, "Tab Tab Tab");
    rig_type(&r, "1");
    rig_keys(&r, "Tab Tab");
    rig_type(&r, "1");
    rig_keys(&r, "Enter");
    rig_sees(&r, "已入账");
    rig_restart(&r);
    rig_sees_not(&r, "上次有没保存完的内容");
    rig_close(&r);
}

TEST(a_count_of_what_was_taken_back_is_dropped)
{
    struct rig r;
    dues_rig_november_file(&r);
    rig_keys(&r, "Space F2");
    rig_type(&r, "117");
    rig_keys(&r, "Esc Space");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_restart(&r);
    rig_type(&r, "1");
    rig_sees(&r, "用不着了");
    assert_string_equal(r.app.ui.top->cls->name, "dues");
    rig_restart(&r);
    rig_sees_not(&r, "上次有没保存完的内容");
    rig_close(&r);
}

/* A digit of the home screen is not an answer to what lies over it. */
TEST(a_digit_for_a_book_does_not_put_a_draft_off)
{
    struct rig r;
    dues_rig_november_file(&r);
    rig_keys(&r, "Space F2");
    rig_type(&r, "117");
    rig_restart(&r);
    rig_type(&r, "2");
    rig_type(&r, "3");
    rig_sees(&r, "上次有没保存完的内容");
    rig_type(&r, "9");
    rig_sees_not(&r, "上次有没保存完的内容");
    rig_type(&r, "2");
    rig_sees(&r, "党费 › 2026 年 11 月 收缴");
    rig_close(&r);
}

/* ---- months with a gap -------------------------------------------------- */

TEST(a_gap_in_what_a_payment_pays_is_named)
{
    struct rig r;
    struct err err = ERR_INIT;
    dues_rig_november(&r, 24, 80);
    struct dues_pay parts[] = {{3, month_make(2026, 8), 4980},
                               {3, month_make(2026, 10), 4980},
                               {3, month_make(2026, 11), 4980}};
    struct dues_take t = {.on = r.app.book->today,
                          .way = PAY_CASH,
                          .by = 3,
                          .parts = parts,
                          .n = 3};
    assert_true(dues_take(r.app.book, &r.arena, &t, 1, NULL, &err));
    rig_keys(&r, "F5 Esc F2");
    rig_sees(&r, "周立 2026-08、2026-10—2026-11");
    rig_keys(&r, "Esc");
    rig_type(&r, "zl");
    rig_keys(&r, "F8");
    rig_sees(&r, "周立 2026-08、2026-10—2026-11");
    rig_close(&r);
}
