/* 政治生日 on the screen: from the first screen, from the register, by the
   palette; an entry for one with everything filled in. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/registry.h"
#include "pbtui/screen/birthdays_view.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/text/date.h"

TEST(birthdays_of_a_month_and_an_entry_for_one)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    birthdays_view_open(&r.app, MONTH_NONE, 0);
    rig_sees(&r, "政治生日 › 2026年11月 1 人，齐全 0");
    rig_keys(&r, "Right");
    rig_sees(&r, "2026年12月 2 人");
    rig_golden(&r, "birthdays");
    /* 刘晓 joined on 2025-12-03, 郑凯 on 2014-12-26. */
    rig_keys(&r, "Down Enter");
    rig_sees(&r, "新增政治生日");
    rig_sees(&r, "2026-12-26");
    rig_sees(&r, "郑凯");
    rig_keys(&r, "F2");
    rig_sees(&r, "缺送贺卡、谈心");
    assert_int_equal(rig_ask(&r, "select count(*) from r_birthdays"), 1);
    assert_int_equal(rig_ask(&r, "select years from r_birthdays"), 12);
    /* The second time the entry opens and nothing new is begun. */
    rig_keys(&r, "Enter");
    rig_sees(&r, "郑凯");
    rig_keys(&r, "Esc");
    assert_int_equal(rig_ask(&r, "select count(*) from r_birthdays"), 1);
    rig_keys(&r, "F5");
    rig_sees(&r, "2026年四季度 3 人");
    rig_keys(&r, "F5");
    rig_sees(&r, "2026年 8 人");
    rig_keys(&r, "F5");
    rig_sees(&r, "2026年11月 1 人");
    rig_close(&r);
}

TEST(birthdays_print_as_sheet_and_cards)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    birthdays_view_open(&r.app, MONTH_NONE, 0);
    rig_keys(&r, "F6 Enter");
    rig_sees(&r, "2026年11月政治生日台账");
    rig_keys(&r, "Esc F6 Down Enter");
    rig_sees(&r, "周立同志");
    rig_keys(&r, "Esc F4");
    rig_sees(&r, "周立同志");
    rig_close(&r);
}

TEST(birthdays_open_from_their_list)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    book_view_open(&r.app, registry_find(r.app.book, "birthdays"), 0, NULL);
    rig_keys(&r, "F4");
    rig_sees(&r, "政治生日 › 2026年11月");
    rig_keys(&r, "Esc");
    rig_sees(&r, "总表");
    rig_close(&r);
}
