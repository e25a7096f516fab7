/* 近期大事 on the screen: from the first screen by a key. */
#include "rig.h"

#include "unit.h"

#include "pbtui/screen/home_view.h"

TEST(milestones_are_seen_opened_and_printed)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    home_view_open(&r.app);
    rig_keys(&r, "Ctrl+D");
    rig_sees(&r, "近期大事 › 到 2027-05-20");
    rig_golden(&r, "milestones");
    rig_keys(&r, "F6");
    rig_sees(&r, "近期大事（2026年11月20日至");
    rig_keys(&r, "Esc F5");
    rig_sees(&r, "到 2027-11-20");
    rig_keys(&r, "F5");
    rig_sees(&r, "到 2028-11-20");
    rig_keys(&r, "F5");
    rig_sees(&r, "到 2027-05-20");
    /* 刘晓 is in her probation and has her first birthday on one day. */
    rig_keys(&r, "Enter");
    rig_sees(&r, "政治生日 › 2026年12月");
    rig_keys(&r, "Esc Down Enter");
    rig_sees(&r, "刘晓");
    rig_sees(&r, "入党日期");
    rig_close(&r);
}
