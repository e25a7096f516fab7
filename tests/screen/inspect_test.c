/* 迎检体检 on the screen. */
#include "rig.h"

#include "unit.h"

#include "pbtui/screen/home_view.h"
#include "pbtui/screen/inspect_view.h"

#include <string.h>

static void plant(struct rig *r, const char *sql)
{
    assert_int_equal(rig_ask(r, sql), -1);
}

/* Two meetings held without anybody in the chair or in the roll, as a file from
   elsewhere may have them. */
static void open_with_faults(struct rig *r, int rows, int cols)
{
    rig_open_file(r, rows, cols, 8);
    plant(r, "insert into event (ver, branch_id, kind, state, on_day, title,"
             " for_year, entered_on, n_due, n_present, n_online, n_leave,"
             " n_absent, valid) values"
             " (1, 1, 'themeday', '2', '2026-09-03', '学习座谈', 2026,"
             " '2026-09-03', 0, 0, 0, 0, 0, 0),"
             " (1, 1, 'themeday', '2', '2026-10-13', '参观学习', 2026,"
             " '2026-10-13', 0, 0, 0, 0, 0, 0)");
    plant(r, "insert into event_kind (ver, event_id, ord, kind, branch_id,"
             " on_day, for_year, counted, late) select 1, id, 1, kind,"
             " branch_id, on_day, for_year, 0, 0 from event");
}

TEST(inspection_lists_opens_and_is_kept)
{
    struct rig r;
    open_with_faults(&r, 24, 80);
    home_view_open(&r.app);
    rig_keys(&r, "Tab End");
    rig_sees(&r, "迎检体检（F8）");
    rig_keys(&r, "F8");
    rig_sees(&r, "迎检体检 › 2026年");
    rig_golden(&r, "inspect-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "inspect-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "inspect-60x16");
    rig_size(&r, 24, 80);
    /* Without a record of its own: the screen that the rule names. */
    rig_keys(&r, "Home Enter");
    rig_sees(&r, "达标表");
    rig_keys(&r, "Esc");
    rig_sees(&r, "迎检体检 › 2026年");
    rig_keys(&r, "Esc End");
    rig_sees(&r, "处缺漏（11-20 查，F8 查看）");
    rig_close(&r);
}

TEST(inspection_of_another_year_and_of_one_group)
{
    struct rig r;
    open_with_faults(&r, 24, 80);
    inspect_view_open(&r.app);
    rig_keys(&r, "Right");
    rig_sees(&r, "2027 年还没有到");
    rig_keys(&r, "Left");
    rig_sees(&r, "迎检体检 › 2025年");
    rig_keys(&r, "Right F4");
    rig_sees(&r, "看哪一类");
    rig_keys(&r, "Down Enter");
    rig_sees(&r, "迎检体检 › 2026年 › 组织生活");
    rig_keys(&r, "F4 Enter");
    rig_sees(&r, "迎检体检 › 2026年 › 组织生活");
    rig_keys(&r, "F4 Home Enter");
    rig_sees_not(&r, "› 组织生活");
    rig_close(&r);
}
