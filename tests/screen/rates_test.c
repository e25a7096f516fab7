/* Attendance on the screen. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/rates_view.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

#include <string.h>

/* Held on that day by everybody but those in `away`, "李敏=请假:病假 …". */
static void hold(struct rig *r, const char *kind, const char *title,
                 const char *day, const char *const *away)
{
    struct meeting m;
    int on;
    struct err err = ERR_INIT;
    assert_true(date_read(day, &on));
    if (!meeting_new(&m, r->app.book, &r->arena, kind, 0, on, &err)) {
        fail_msg("%s", err.text);
    }
    record_set_text(&m.event, EVENT_TITLE, title);
    record_set_text(&m.event, EVENT_TIME_FROM, "14:30");
    record_set_text(&m.event, EVENT_TIME_TO, "15:40");
    for (size_t i = 0; away != NULL && away[i] != NULL; i++) {
        if (!meeting_mark_word(&m, away[i], &err)) {
            fail_msg("%s", err.text);
        }
    }
    if (!meeting_save(&m, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static void open_rates(struct rig *r, int rows, int cols)
{
    static const char *const march[] = {"李敏=请假:因公出差", "周立=缺席:无故",
                                        NULL};
    static const char *const may[] = {"李敏=请假:病假", "郑凯=线上", NULL};
    static const char *const november[] = {"吴桂芳=请假:年老体弱", NULL};
    rig_open(r, rows, cols, 8);
    hold(r, "themeday", "重走示例古道", "2025-03-06", march);
    hold(r, "themeday", "学雷锋进社区", "2026-03-05", march);
    hold(r, "branch.meeting", "", "2026-05-14", may);
    hold(r, "themeday", "冬训", "2026-11-05", november);
    rates_view_open(&r->app, 0);
}

TEST(rates_of_everybody_with_both_rates)
{
    struct rig r;
    open_rates(&r, 24, 80);
    rig_golden(&r, "rates-80x24");
    rig_sees(&r, "出勤统计 › 2026 年");
    rig_sees(&r, "83.3%"); /* 20 of 24: 4 were away */
    rig_size(&r, 36, 120);
    rig_golden(&r, "rates-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "rates-60x16");
    rig_close(&r);
}

TEST(rates_where_ambiguous_is_wide)
{
    struct rig r;
    open_rates(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "rates-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

TEST(rates_what_is_owed_stands_first)
{
    struct rig r;
    open_rates(&r, 24, 80);
    rig_keys(&r, "Tab");
    rig_golden(&r, "rates-away-80x24");
    rig_sees(&r, "待补 260 天");
    rig_size(&r, 36, 120);
    rig_golden(&r, "rates-away-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "rates-away-60x16");
    rig_close(&r);
}

/* The absence loop: absent, make-up due, done; both rates shown. */
TEST(rates_an_absence_is_made_up_from_its_line)
{
    struct rig r;
    open_rates(&r, 24, 80);
    rig_sees(&r, "补学后 83.3%");
    rig_keys(&r, "Tab Enter");
    rig_sees(&r, "补学日期");
    rig_golden(&r, "rates-makeup");
    rig_keys(&r, "Down Down Down Down");
    rig_type(&r, "2026-03-10");
    rig_keys(&r, "F2 2"); /* nobody chaired: saved all the same */
    rig_sees(&r, "2026-03-10");
    rig_sees(&r, "待补 3");
    rig_sees(&r, "出勤率 83.3%");
    rig_sees(&r, "补学后 87.5%");
    /* The cursor went along with it to its new place. */
    rig_golden(&r, "rates-made-up");
    rig_keys(&r, "Ctrl+Z");
    rig_sees(&r, "补学后 83.3%");
    rig_close(&r);
}

TEST(rates_of_one_person_open_his_meetings)
{
    struct rig r;
    open_rates(&r, 24, 80);
    rig_keys(&r, "Down Enter");
    rig_golden(&r, "rates-person");
    rig_sees(&r, "33.3%"); /* one of three */
    rig_keys(&r, "Down Enter");
    rig_sees(&r, "组织生活 ›");
    rig_sees(&r, "2026-05-14");
    rig_keys(&r, "Esc");
    rig_sees(&r, "33.3%");
    /* The time is changed for him, too. */
    rig_keys(&r, "PgUp");
    rig_sees(&r, "出勤统计 › 2025 年");
    rig_sees(&r, "主题党日：重走");
    rig_keys(&r, "PgUp");
    rig_sees(&r, "没有应到的会议");
    rig_sees(&r, " 李敏 ");
    rig_keys(&r, "Enter Esc PgDn PgDn");
    rig_sees(&r, "2/8"); /* on him, as before */
    rig_close(&r);
}

TEST(rates_of_a_quarter_a_month_a_kind_a_group)
{
    struct rig r;
    open_rates(&r, 24, 80);
    rig_keys(&r, "F5");
    rig_golden(&r, "rates-scope");
    rig_type(&r, "季度");
    rig_keys(&r, "Enter");
    rig_sees(&r, "出勤统计 › 2026 年四季度");
    rig_keys(&r, "PgUp");
    rig_sees(&r, "没有已召开的会议、活动");
    rig_sees(&r, "出勤率 —");
    rig_keys(&r, "PgUp");
    rig_sees(&r, "二季度");
    rig_keys(&r, "F5");
    rig_type(&r, "按月");
    rig_keys(&r, "Enter");
    rig_sees(&r, "2026 年 6 月");
    rig_keys(&r, "PgUp");
    rig_sees(&r, "2026 年 5 月");
    rig_sees(&r, "线上 1");
    rig_keys(&r, "F5");
    rig_type(&r, "主题党日");
    rig_keys(&r, "Enter");
    rig_sees(&r, "2026 年 5 月 主题党日");
    rig_sees(&r, "没有已召开的会议、活动");
    rig_keys(&r, "F5");
    rig_type(&r, "按年");
    rig_keys(&r, "Enter");
    rig_sees(&r, "应到 16");
    rig_keys(&r, "F5");
    rig_type(&r, "第二党小组");
    rig_keys(&r, "Enter");
    rig_sees(&r, "2026 年 主题党日 第二党小组");
    rig_sees(&r, "应到 8");
    rig_keys(&r, "PgDn");
    rig_sees(&r, "2027 年还没有到");
    rig_close(&r);
}

TEST(rates_find_a_name)
{
    struct rig r;
    open_rates(&r, 24, 80);
    rig_keys(&r, "/");
    rig_type(&r, "zk");
    rig_sees(&r, "郑凯");
    rig_sees_not(&r, "张建国");
    rig_keys(&r, "Enter Enter");
    rig_sees(&r, " 郑凯 ");
    rig_close(&r);
}

TEST(rates_print_what_is_seen)
{
    struct rig r;
    open_rates(&r, 24, 80);
    rig_keys(&r, "F6");
    rig_sees(&r, "逐次出勤表");
    rig_keys(&r, "Enter");
    rig_golden(&r, "rates-print");
    rig_keys(&r, "Esc F6 2");
    rig_golden(&r, "rates-print-sheet");
    rig_sees(&r, "个人组织生活出勤表");
    rig_keys(&r, "Esc Tab F6");
    rig_golden(&r, "rates-print-away");
    rig_keys(&r, "Esc Tab Down Enter F6");
    rig_golden(&r, "rates-print-person");
    rig_close(&r);
}

TEST(rates_without_anything)
{
    struct rig r;
    rig_open(&r, 24, 80, 0);
    rig_keys(&r, "Ctrl+P");
    rig_type(&r, "出勤");
    rig_keys(&r, "Enter");
    rig_golden(&r, "rates-empty");
    rig_sees(&r, "没有已召开的会议、活动");
    rig_keys(&r, "Enter Down F6 2 Esc Tab Enter F6 Esc Tab PgUp F1");
    rig_sees(&r, "怎样算");
    rig_close(&r);
}
