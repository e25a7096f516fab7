/* The collection screen: what stands where, and what each key does to the
   ledger. */
#include "dues_rig.h"

#include "unit.h"

#include "pbtui/screen/dues_view.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

#include <stdio.h>
#include <string.h>

#define POSTED                                                                 \
    "select coalesce(sum(fen), 0) from payment where no is not null"           \
    " and month = '2026-11'"

/* Space for two, a part for one, a reversal's worth of states. */
static void some_money(struct rig *r)
{
    dues_rig_pay(r, 1, 2026, 11, 11718);
    dues_rig_post(r);
    rig_type(r, "lm");
    rig_keys(r, "Space");
    rig_type(r, "wgf");
    rig_type(r, "20");
    rig_keys(r, "Enter");
    rig_type(r, "zk");
}

/* ---- what stands where ------------------------------------------------- */

static void golden_at(int rows, int cols, const char *name)
{
    struct rig r;
    dues_rig_november(&r, rows, cols);
    some_money(&r);
    rig_golden(&r, name);
    rig_close(&r);
}

TEST(dues_at_80x24)
{
    golden_at(24, 80, "dues-80x24");
}

TEST(dues_at_120x36)
{
    golden_at(36, 120, "dues-120x36");
}

TEST(dues_at_60x16)
{
    golden_at(16, 60, "dues-60x16");
}

TEST(dues_where_ambiguous_is_wide)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    some_money(&r);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    dues_view_open(&r.app, MONTH_NONE); /* widths are measured when opened */
    rig_golden(&r, "dues-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

TEST(dues_without_any_month)
{
    struct rig r;
    dues_rig_open(&r, 24, 80, 8, 0);
    dues_view_open(&r.app, MONTH_NONE);
    rig_golden(&r, "dues-empty");
    rig_keys(&r, "Space");
    rig_keys(&r, "F2");
    rig_sees(&r, "请先按 F3 启动");
    rig_close(&r);
}

TEST(dues_of_a_closed_month)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Left");
    rig_golden(&r, "dues-closed");
    rig_keys(&r, "Space");
    rig_sees(&r, "已经结账，只能看");
    rig_type(&r, "5");
    rig_sees(&r, "已经结账，只能看");
    rig_keys(&r, "F2");
    rig_sees(&r, "已经结账，只能看");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_keys(&r, "Right");
    rig_sees(&r, "2026 年 11 月 收缴");
    rig_keys(&r, "Right");
    rig_sees(&r, "还没有到");
    for (int i = 0; i < 10; i++) {
        rig_keys(&r, "Ctrl+PgUp");
    }
    rig_sees(&r, "2026 年 1 月 收缴");
    rig_keys(&r, "Left");
    rig_sees(&r, "再往前没有收缴过");
    rig_close(&r);
}

TEST(dues_name_who_is_not_assessed)
{
    struct rig r;
    dues_rig_open(&r, 24, 80, 4, 1);
    dues_view_open(&r.app, MONTH_NONE);
    rig_keys(&r, "F3");
    rig_sees(&r, "从哪个月开始");
    rig_keys(&r, "Enter");
    rig_sees(&r, "还没有核定：吴桂芳");
    rig_keys(&r, "Enter");
    rig_keys(&r, "End");
    rig_golden(&r, "dues-unassessed");
    rig_keys(&r, "Space");
    rig_sees(&r, "还没有核定党费：按 F7");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_close(&r);
}

/* ---- the space bar ----------------------------------------------------- */

TEST(space_takes_a_month_and_takes_it_back)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "lm");
    rig_keys(&r, "Space");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 8297);
    rig_sees(&r, "+82.97");
    rig_sees(&r, "待入账 1 笔 82.97");
    rig_keys(&r, "Space");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_sees(&r, "已撤回 李敏 82.97");
    rig_keys(&r, "Space Ctrl+Z");
    rig_sees(&r, "已撤销");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_keys(&r, "Ctrl+Y");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 8297);
    rig_sees(&r, "+82.97");
    dues_rig_post(&r);
    rig_keys(&r, "Space");
    rig_sees(&r, "已经入账；收错了按 F8 冲销");
    rig_close(&r);
}

TEST(nobody_is_meant_by_a_name_that_is_not_there)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "qq");
    rig_sees(&r, "名单里没有");
    rig_keys(&r, "Space F4 F8");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_sees(&r, "名单里没有");
    rig_keys(&r, "Backspace Backspace");
    rig_type(&r, "欧阳");
    rig_keys(&r, "Space");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 10200);
    rig_keys(&r, "Esc"); /* nothing is being looked for: it leaves */
    assert_string_not_equal(r.app.ui.top->cls->name, "dues");
    rig_close(&r);
}

TEST(tab_goes_to_who_still_lacks_something)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Space Down Down Space Home Tab");
    rig_sees(&r, "▌ 2 李敏");
    rig_keys(&r, "Tab");
    rig_sees(&r, "▌ 4 吴桂芳");
    rig_keys(&r, "Shift+Tab");
    rig_sees(&r, "▌ 2 李敏");
    rig_close(&r);
}

/* ---- amounts ----------------------------------------------------------- */

TEST(an_amount_in_the_row_is_a_part_or_asks_why)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "lm");
    rig_type(&r, "５０．５");
    rig_sees(&r, "50.5");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 5050);
    rig_sees(&r, "◐");
    rig_keys(&r, "Space"); /* the rest */
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 8297);
    /* Typed over, when that is what was meant. */
    rig_type(&r, "80");
    rig_keys(&r, "Enter Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 8000);
    rig_type(&r, "100");
    rig_keys(&r, "Enter Enter");
    rig_sees(&r, "这样收就多交了");
    rig_keys(&r, "Esc");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 8000);
    rig_sees(&r, "100"); /* still in the row */
    rig_keys(&r, "Enter Enter Enter");
    rig_sees(&r, "没有写原因");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 8000);
    rig_keys(&r, "Enter Enter");
    rig_type(&r, "自愿多交");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 10000);
    rig_sees(&r, "+100.00");
    rig_close(&r);
}

TEST(amounts_that_cannot_be_stay_in_the_row)
{
    static const char *const bad[] = {"1.234", "0", "1e9", "5,00",
                                      "９９９９９９９９９９９９９９９９"};
    struct rig r;
    dues_rig_november(&r, 24, 80);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        rig_type(&r, bad[i]);
        rig_keys(&r, "Enter");
        rig_keys(&r, "F5"); /* nothing else happens meanwhile */
        rig_sees(&r, "先按回车收下");
        rig_keys(&r, "Esc");
        rig_sees_not(&r, "+");
        assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    }
    rig_type(&r, "12");
    rig_keys(&r, "Down"); /* takes it and goes on */
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 1200);
    rig_sees(&r, "▌ 2 李敏");
    rig_close(&r);
}

TEST(the_way_and_the_day_of_the_next_ones_are_chosen)
{
    struct rig r;
    dues_rig_open(&r, 24, 80, 8, 0);
    dues_rig_month(&r, 2026, 11);
    dues_view_open(&r.app, MONTH_NONE);
    rig_keys(&r, "F12");
    rig_type(&r, "2");
    rig_sees(&r, "转账 11-20");
    rig_keys(&r, "Space");
    assert_int_equal(
        rig_ask(&r, "select sum(fen) from payment where way = '2'"), 11718);
    rig_keys(&r, "Ctrl+W");
    rig_type(&r, "4");
    rig_keys(&r, "Left Enter");
    rig_sees(&r, "转账 11-19");
    rig_keys(&r, "Down Space");
    assert_int_equal(rig_ask(&r, "select sum(fen) from payment where"
                                 " paid_on = '2026-11-19'"),
                     8297);
    rig_close(&r);
}

TEST(a_reason_for_being_late_stands_in_the_row)
{
    struct rig r;
    dues_rig_november(&r, 24, 120);
    rig_keys(&r, "Ctrl+K");
    rig_type(&r, "出差，说好 12 月 1 日交");
    rig_keys(&r, "Enter");
    rig_sees(&r, "说好 12 月 1 日交");
    rig_sees(&r, "迟交");
    rig_close(&r);
}

/* Nothing typed is lost when the reason is not given, and nothing is typed
   behind it by surprise. */
TEST(a_digit_after_a_refusal_begins_another_amount)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "lm");
    rig_type(&r, "820");
    rig_keys(&r, "Enter");
    rig_sees(&r, "这样收就多交了");
    rig_keys(&r, "Esc");
    rig_sees(&r, "✗ 820");
    rig_type(&r, "8");
    rig_type(&r, "2");
    rig_sees_not(&r, "82082");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 8200);
    rig_keys(&r, "Space"); /* back to nothing */
    rig_keys(&r, "Space");
    rig_type(&r, "8x");
    rig_keys(&r, "Enter Backspace Enter"); /* mended in place */
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 800);
    rig_close(&r);
}

TEST(the_keys_of_an_amount_are_told_while_it_is_typed)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_sees(&r, "F2 结账");
    rig_type(&r, "50");
    rig_sees_not(&r, "F2 结账");
    rig_sees_not(&r, "空格 收本月");
    rig_sees(&r, "Enter 确定");
    rig_sees(&r, "Tab 下一项");
    rig_sees(&r, "Esc 返回");
    rig_keys(&r, "F2");
    rig_sees(&r, "先按回车收下");
    rig_keys(&r, "Ctrl+S");
    rig_sees(&r, "党费 › 2026 年 11 月 收缴");
    rig_keys(&r, "Tab"); /* taken, and on to who still owes */
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 5000);
    rig_sees(&r, "▌ 2 李敏");
    rig_sees(&r, "F2 结账");
    rig_close(&r);
}

TEST(who_has_paid_is_not_late)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Space Ctrl+K");
    rig_sees(&r, "张建国这个月已经交清，不用写迟交的原因");
    rig_keys(&r, "Space Ctrl+K");
    rig_type(&r, "出差");
    rig_keys(&r, "Enter");
    rig_sees(&r, "迟交");
    rig_keys(&r, "Space Ctrl+K"); /* to be taken out */
    rig_sees(&r, "迟交的原因");
    rig_type(&r, "又写一遍");
    rig_keys(&r, "Enter");
    rig_sees(&r, "没有欠");
    rig_keys(&r, "Enter Ctrl+K Ctrl+U Enter");
    assert_int_equal(rig_ask(&r, "select count(*) from due"
                                 " where delayed is not null"),
                     0);
    rig_close(&r);
}

TEST(an_amount_half_typed_survives_the_terminal)
{
    struct rig r;
    dues_rig_open_file(&r, 24, 80, 8);
    dues_rig_year(&r);
    dues_view_open(&r.app, MONTH_NONE);
    rig_type(&r, "zk");
    rig_type(&r, "70");
    rig_restart(&r);
    rig_sees(&r, "收党费 郑凯 70");
    rig_type(&r, "1");
    rig_sees(&r, "合计 70.00");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 7000);
    dues_view_open(&r.app, MONTH_NONE);
    rig_type(&r, "60");
    rig_keys(&r, "Ctrl+Q");
    rig_sees(&r, "先按回车收下");
    rig_keys(&r, "Ctrl+Z Ctrl+Z Ctrl+P"); /* of the line alone */
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 7000);
    assert_string_equal(r.app.ui.top->cls->name, "dues");
    rig_keys(&r, "Esc");
    rig_restart(&r);
    rig_sees_not(&r, "上次有没保存完的内容");
    rig_close(&r);
}

/* ---- everybody --------------------------------------------------------- */

TEST(all_are_taken_after_names_and_sum_are_confirmed)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Space F5");
    rig_sees(&r, "收齐 7 人，共 596.68 元：李敏、周立、吴桂芳、郑凯等");
    rig_keys(&r, "Esc");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 11718);
    rig_keys(&r, "F5");
    rig_type(&r, "2");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 71386);
    assert_int_equal(
        rig_ask(&r, "select sum(fen) from payment where way = '2'"), 59668);
    rig_sees(&r, "都已收齐");
    rig_keys(&r, "F5");
    rig_sees(&r, "本月都已收齐");
    rig_keys(&r, "Ctrl+Z");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 11718);
    rig_sees(&r, "未收 7 人 596.68");
    rig_close(&r);
}

/* ---- months ------------------------------------------------------------ */

TEST(f3_opens_the_first_month_and_brings_it_up_to_date)
{
    struct rig r;
    dues_rig_open(&r, 24, 80, 3, 0);
    dues_view_open(&r.app, MONTH_NONE);
    rig_keys(&r, "F3 Ctrl+U");
    rig_type(&r, "9月");
    rig_keys(&r, "Enter");
    rig_sees(&r, "已启动 2026 年 9 月收缴：3 人");
    rig_keys(&r, "F3");
    rig_sees(&r, "名单没有变化");
    assert_int_equal(rig_ask(&r, "select count(*) from due"), 3);
    dues_rig_close_month(&r, 2026, 9);
    rig_keys(&r, "F3");
    rig_sees(&r, "已启动 2026 年 10 月收缴");
    rig_keys(&r, "Ctrl+Z");
    assert_int_equal(
        rig_ask(&r, "select count(*) from due where month = '2026-10'"), 0);
    rig_close(&r);
}

/* ---- taking back ------------------------------------------------------- */

TEST(f8_takes_back_or_reverses)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "F8");
    rig_sees(&r, "没有 2026 年 11 月的收款");
    rig_keys(&r, "Space F8");
    rig_sees(&r, "还没有入账");
    rig_keys(&r, "Enter"); /* on the safe side */
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 11718);
    rig_keys(&r, "F8");
    rig_type(&r, "2");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_keys(&r, "Space");
    dues_rig_post(&r);
    rig_keys(&r, "F8");
    rig_sees(&r, "冲销 2026-0078");
    rig_type(&r, "错");
    rig_keys(&r, "Enter");
    rig_sees(&r, "至少 4 个字");
    rig_keys(&r, "Ctrl+U");
    rig_type(&r, "记错了人");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, POSTED), 0);
    assert_int_equal(rig_ask(&r, "select count(*) from payment where month ="
                                 " '2026-11' and voided_on is null"),
                     2);
    rig_sees(&r, "已冲销 2026-0078");
    rig_sees(&r, "▌ 1 张建国      在职    7,812.00 1.5% 117.18 ●●●●●●●●●● ✗");
    rig_close(&r);
}

TEST(f8_asks_which_of_several)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "50");
    rig_keys(&r, "Enter");
    dues_rig_post(&r);
    rig_keys(&r, "Space");
    dues_rig_post(&r);
    rig_keys(&r, "F8");
    rig_sees(&r, "冲销哪一笔");
    rig_sees(&r, "67.18");
    rig_keys(&r, "Down Enter");
    rig_sees(&r, "50.00");
    rig_type(&r, "数目收错了");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, POSTED), 6718);
    rig_close(&r);
}

/* ---- doors ------------------------------------------------------------- */

TEST(the_screen_opens_from_the_start_and_the_palette)
{
    struct rig r;
    dues_rig_open(&r, 24, 80, 8, 0);
    dues_rig_year(&r);
    rig_keys(&r, "Esc");
    rig_type(&r, "2");
    rig_sees(&r, "党费 › 2026 年 11 月 收缴");
    rig_keys(&r, "Esc Ctrl+P");
    rig_type(&r, "df");
    rig_sees(&r, "党费收缴");
    rig_keys(&r, "Enter");
    rig_sees(&r, "党费 › 2026 年 11 月 收缴");
    rig_close(&r);
}

TEST(f6_offers_the_slips_of_the_row_and_the_papers_of_the_month)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Space F6"); /* not posted: no slip yet */
    rig_sees(&r, "这张列表");
    rig_sees_not(&r, "收款凭单");
    rig_keys(&r, "Esc");
    dues_rig_post(&r);
    rig_keys(&r, "F6");
    rig_sees(&r, "收款凭单 2026-0078      2026-11-20 现金 117.18：张建国");
    rig_sees(&r, "收缴单 2026-0011        2026-11-20 结账的");
    rig_sees(&r, "月度党费收缴明细表");
    rig_keys(&r, "Enter"); /* the slip */
    rig_sees(&r, "打印预览");
    rig_sees(&r, "117.18");
    rig_keys(&r, "Esc F6 Down Enter");
    rig_sees(&r, "党费收缴单");
    rig_keys(&r, "Esc F6");
    rig_type(&r, "月结");
    rig_keys(&r, "Enter");
    rig_sees(&r, "2026年11月党费月结表");
    rig_keys(&r, "Esc Down F6"); /* who has not paid: the month's sitting */
    rig_sees_not(&r, "收款凭单");
    rig_sees(&r, "收缴单 2026-0011");
    rig_keys(&r, "Esc F6");
    rig_type(&r, "别的");
    rig_keys(&r, "Enter");
    rig_sees(&r, "另一个月的台账");
    rig_close(&r);
}

TEST(books_payments_and_paper_open_from_the_screen)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_keys(&r, "Enter");
    rig_sees(&r, "117.18");
    rig_sees(&r, "张建国");
    rig_keys(&r, "Esc F7");
    rig_sees(&r, "党费核定");
    rig_type(&r, "qj");
    rig_keys(&r, "Enter");
    rig_sees(&r, "欠交");
    rig_sees(&r, "周立");
    rig_keys(&r, "Esc F6");
    rig_sees(&r, "这张列表");
    rig_keys(&r, "Enter");
    rig_sees(&r, "党费收缴");
    rig_keys(&r, "Esc Space F7");
    rig_type(&r, "sk");
    rig_keys(&r, "Enter Ctrl+Z"); /* undone there as everywhere */
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_keys(&r, "Esc");
    rig_sees(&r, "▌ 1 张建国      在职    7,812.00 1.5% 117.18 ●●●●●●●●●● ✗");
    rig_keys(&r, "Left F6");
    rig_type(&r, "月度");
    rig_keys(&r, "Enter");
    rig_sees(&r, "2026年10月党费收缴明细表"); /* the month in view */
    rig_keys(&r, "Esc F1");
    rig_sees(&r, "【收缴】");
    rig_close(&r);
}

/* ---- another window ---------------------------------------------------- */

TEST(another_window_is_seen_and_nothing_is_taken_twice)
{
    struct rig r;
    struct session other;
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    dues_rig_open_file(&r, 24, 80, 8);
    dues_rig_year(&r);
    dues_view_open(&r.app, MONTH_NONE);
    rig_type(&r, "zk");
    assert_true(session_open(&other, r.app.opt.path, DB_WRITE, "乙", &err));
    other.book.branch = r.app.book->branch;
    struct dues_pay part = {2, month_make(2026, 11), 8297};
    struct dues_take t = {.on = r.app.book->today,
                          .way = PAY_CASH,
                          .by = 2,
                          .parts = &part,
                          .n = 1};
    assert_true(dues_take(&other.book, &a, &t, 1, NULL, &err));
    rig_keys(&r, "Space"); /* mine, and theirs is seen */
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 8297 + 7500);
    rig_sees(&r, "▌ 5 郑凯");
    rig_sees(&r, "+82.97");
    rig_sees(&r, "待入账 2 笔");
    /* While all are confirmed somebody else takes one. */
    rig_keys(&r, "F5");
    rig_sees(&r, "收齐 6 人");
    part = (struct dues_pay){1, month_make(2026, 11), 11718};
    t.by = 1;
    assert_true(dues_take(&other.book, &a, &t, 1, NULL, &err));
    rig_keys(&r, "Enter");
    rig_sees(&r, "另一个窗口刚收过");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 8297 + 7500 + 11718);
    rig_keys(&r, "Esc F5");
    rig_sees(&r, "收齐 5 人");
    session_close(&other);
    arena_clear(&a);
    rig_close(&r);
}

/* ---- very many --------------------------------------------------------- */

static void run(struct rig *r, const char *sql)
{
    struct stmt st;
    struct err err = ERR_INIT;
    stmt_open(&st, r->app.book->db, sql);
    if (!stmt_run(&st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
}

/* Straight into the file: by the door they would take a minute. */
static void fill_5000(struct rig *r)
{
    run(r, SQL("insert into person (ver, name, name_key, ord)"
               " with n (i) as (select 1 union all select i + 1 from n"
               " where i < 5000) select 1, '试' || char(19968 + i),"
               " 'shi', i from n"));
    run(r, SQL("insert into dues_month (ver, branch_id, month, opened_on)"
               " values (1, 1, '2026-11', '2026-11-01')"));
    run(r, SQL("insert into due (ver, branch_id, person_id, month, ord, state,"
               " category, base_fen, rate, fen) select 1, 1, id, '2026-11', id,"
               " '1', 'job', 500001 + id, 150, 7500 from person"));
}

TEST(five_thousand_rows_are_one_list)
{
    struct rig r;
    dues_rig_open(&r, 24, 80, 0, 0);
    fill_5000(&r);
    dues_view_open(&r.app, MONTH_NONE);
    rig_sees(&r, "应交 5000 人 375,000.00");
    rig_keys(&r, "End");
    rig_sees(&r, "▌5000 ");
    rig_keys(&r, "PgUp Down Space");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 7500);
    rig_sees(&r, "▌4987 ");
    rig_sees(&r, "已收 1 人 75.00");
    rig_type(&r, "试乐");
    rig_sees(&r, "试乐");
    rig_type(&r, "60");
    rig_keys(&r, "Enter");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 13500);
    rig_keys(&r, "Space Space");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 7500);
    rig_close(&r);
}

/* Another window took it meanwhile: the space bar is not for taking it back. */
TEST(a_key_for_a_row_that_was_overtaken_only_tells)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    dues_rig_pay(&r, 1, 2026, 11, 11718);
    rig_keys(&r, "Space");
    rig_sees(&r, "另一个窗口刚收过");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 11718);
    rig_keys(&r, "Space"); /* now it is meant */
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_close(&r);
}

TEST(a_sign_before_an_amount_is_refused_not_dropped)
{
    struct rig r;
    dues_rig_november(&r, 24, 80);
    rig_type(&r, "-5");
    rig_keys(&r, "Enter");
    rig_sees(&r, "E-MONEY-006");
    assert_int_equal(rig_ask(&r, DUES_DRAFTS), 0);
    rig_close(&r);
}
