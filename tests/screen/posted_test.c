/* Lists of what is posted: F8 takes back there, in its own words, and a slip is
   told once more before it is posted. */
#include "dues_rig.h"

#include "unit.h"

#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/store/stmt.h"

static void open_with_money(struct rig *r)
{
    dues_rig_open(r, 36, 120, 3, 0);
    dues_rig_month(r, 2026, 11);
    dues_rig_pay(r, 1, 2026, 11, 11718);
    dues_rig_post(r);
}

TEST(posted_records_are_taken_back_by_f8)
{
    struct rig r;
    open_with_money(&r);
    book_view_open(&r.app, &ledger_payment, 0, NULL);
    rig_sees(&r, "F8 冲销");
    rig_sees_not(&r, "F8 作废");
    rig_keys(&r, "F8");
    rig_sees(&r, "冲销收款：");
    rig_sees(&r, "不能撤销");
    /* Too short, and blanks: asked again with what was typed. */
    rig_type(&r, "记错");
    rig_keys(&r, "Enter");
    rig_sees(&r, "至少 4 个字");
    rig_sees(&r, "记错");
    rig_type(&r, "记错了人名");
    rig_keys(&r, "Enter");
    rig_sees(&r, "已冲销：");
    rig_sees_not(&r, "Ctrl+Z 撤销）");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from payment where"
                                     " reverses is not null")),
                     1);
    rig_close(&r);
}

/* Elsewhere it voids, as ever. */
TEST(posted_or_not_f8_says_which)
{
    struct rig r;
    open_with_money(&r);
    book_view_open(&r.app, &ledger_fund, 0, NULL);
    rig_sees(&r, "F8 作废");
    rig_close(&r);
}

TEST(posted_slip_is_told_before)
{
    struct rig r;
    open_with_money(&r);
    book_view_open(&r.app, &ledger_handover, 0, NULL);
    rig_keys(&r, "F3");
    rig_sees(&r, "上缴金额");
    rig_keys(&r, "F2");
    rig_sees(&r, "上缴 117.18 元，其中现金 117.18 元");
    rig_sees(&r, "缴款凭证号还空着");
    rig_close(&r);
}
