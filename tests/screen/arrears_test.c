/* The list of arrears: graded, opened, reminded from. */
#include "dues_rig.h"

#include "unit.h"

#include "pbtui/screen/arrears_view.h"
#include "pbtui/store/stmt.h"

TEST(arrears_are_listed_and_open_into_their_months)
{
    struct rig r;
    dues_rig_open(&r, 24, 80, 10, 0);
    dues_rig_year(&r);
    arrears_view_open(&r.app);
    rig_golden(&r, "arrears-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "arrears-120x36");
    rig_size(&r, 24, 80);
    rig_keys(&r, "Enter");
    rig_sees(&r, "2026-08");
    rig_sees(&r, "49.80");
    rig_close(&r);
}

TEST(arrears_remember_who_was_reminded)
{
    struct rig r;
    dues_rig_open(&r, 24, 80, 10, 0);
    dues_rig_year(&r);
    arrears_view_open(&r.app);
    rig_keys(&r, "F3");
    rig_sees(&r, "催交");
    rig_sees(&r, "149.40");
    rig_keys(&r, "Tab");
    rig_type(&r, "电话");
    rig_keys(&r, "F2");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from reminder")), 1);
    assert_int_equal(rig_ask(&r, SQL("select months from reminder")), 3);
    rig_sees(&r, "2026-11-20");
    rig_sees_not(&r, "新增");
    rig_close(&r);
}

TEST(arrears_of_nobody_say_so)
{
    struct rig r;
    dues_rig_open(&r, 24, 80, 3, 0);
    arrears_view_open(&r.app);
    rig_sees(&r, "没有人欠交党费");
    rig_keys(&r, "Enter F3");
    rig_sees(&r, "没有人欠交党费");
    rig_close(&r);
}
