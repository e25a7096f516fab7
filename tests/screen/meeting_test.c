/* The event form: filled from habits, typed, refused beside the field, saved;
   what is left of the last one is shown; nothing typed is lost. */
#include "rig.h"

#include "unit.h"

#include "../../src/screen/meeting_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/meeting_view.h"
#include "pbtui/text/date.h"

#include <string.h>

static void add_post(struct rig *r, const char *name, const char *post)
{
    struct err err = ERR_INIT;
    struct book *b = r->app.book;
    struct record p = record_new(&ledger_post, b, &r->arena);
    int kind = ledger_field(&ledger_post, "kind");
    int person = ledger_field(&ledger_post, "person_id");
    int from = ledger_field(&ledger_post, "from_on");
    if (!record_type(&p, b, &r->arena, person, name, &err) ||
        !record_type(&p, b, &r->arena, kind, post, &err) ||
        !record_type(&p, b, &r->arena, from, "2024-04-18", &err) ||
        !ledger_apply(b, &r->arena, &p, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

/* A branch with a committee of three. */
static void open_branch(struct rig *r, int rows, int cols)
{
    rig_open(r, rows, cols, 8);
    add_post(r, "张建国", "书记");
    add_post(r, "李敏", "组织委员");
    add_post(r, "郑凯", "宣传委员");
}

static int day(int month, int mday)
{
    return date_of(2026, month, mday);
}

static void save_one(struct rig *r, const char *kind, int on, const char *topic)
{
    struct meeting m;
    struct err err = ERR_INIT;
    if (!meeting_new(&m, r->app.book, &r->arena, kind, 0, on, &err)) {
        fail_msg("%s", err.text);
    }
    record_set_text(&m.event, EVENT_PLACE, "局三楼会议室");
    record_set_text(&m.event, EVENT_TIME_FROM, "14:30");
    record_set_text(&m.event, EVENT_TIME_TO, "15:40");
    meeting_add_agenda(&m, topic);
    if (!meeting_save(&m, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

TEST(meeting_form_at_80x24)
{
    struct rig r;
    open_branch(&r, 24, 80);
    save_one(&r, "committee.meeting", day(10, 20), "审定10月主题党日方案");
    meeting_view_open_new(&r.app, "committee.meeting", 0, day(11, 20));
    rig_type(&r, "研究确定陈方为入党积极分子");
    rig_golden(&r, "meeting-new-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "meeting-new-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "meeting-new-60x16");
    rig_close(&r);
}

TEST(meeting_of_a_theme_day)
{
    struct rig r;
    open_branch(&r, 24, 80);
    meeting_view_open_new(&r.app, "themeday", 0, day(11, 5));
    rig_type(&r, "重温入党志愿");
    rig_golden(&r, "meeting-themeday");
    rig_keys(&r, "Ctrl+PgDn");
    rig_golden(&r, "meeting-more");
    rig_close(&r);
}

TEST(meeting_is_saved_and_listed)
{
    struct rig r;
    open_branch(&r, 24, 80);
    meeting_view_open_new(&r.app, "committee.meeting", 0, day(11, 20));
    rig_type(&r, "研究培养对象");
    rig_keys(&r, "Tab Tab");
    rig_type(&r, "李敏汇报推荐情况。");
    rig_keys(&r, "Tab");
    rig_type(&r, "同意，报机关党委备案");
    rig_keys(&r, "Tab");
    rig_type(&r, "11-27");
    rig_keys(&r, "Tab");
    rig_type(&r, "lm");
    rig_keys(&r, "Tab");
    rig_type(&r, "报送备案材料");
    rig_keys(&r, "F2");
    rig_sees(&r, "已登记：第 1 次支部委员会会议 2026-11-20");
    struct meeting m;
    assert_true(meeting_read(&m, r.app.book, &r.arena, 1, NULL));
    assert_string_equal(record_text(&m.agenda.v[0].now, AGENDA_RESOLUTION),
                        "同意，报机关党委备案");
    assert_string_equal(record_text(&m.actions.v[0].now, ACTION_DUE),
                        "2026-11-27");
    assert_string_equal(
        people_name(r.app.book, &r.arena,
                    record_int(&m.actions.v[0].now, ACTION_OWNER)),
        "李敏");
    rig_keys(&r, "Ctrl+Z");
    rig_sees(&r, "已撤销：登记第 1 次支部委员会会议");
    rig_close(&r);
}

static void leave_to_do(struct rig *r)
{
    struct meeting m;
    struct err err = ERR_INIT;
    assert_true(meeting_new(&m, r->app.book, &r->arena, "committee.meeting", 0,
                            day(10, 20), &err));
    meeting_add_agenda(&m, "布置");
    record_set_text(&meeting_add_action(&m, 0)->now, ACTION_TEXT,
                    "报送备案材料");
    assert_true(meeting_save(&m, NULL, &err));
}

/* Another kind of meeting has not decided that: its rows go, and nothing may
   look for them any more. */
TEST(meeting_of_another_kind_has_nothing_left_to_do)
{
    static const char *const kinds[] = {"dk", "ztdr", "dydh"};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct rig r;
        open_branch(&r, 24, 80);
        leave_to_do(&r);
        meeting_view_open_new(&r.app, "committee.meeting", 0, day(11, 20));
        rig_sees(&r, "上次决定");
        struct meeting_view *v = (struct meeting_view *)r.app.ui.top;
        formbox_focus(&v->form, "kind");
        rig_type(&r, kinds[i]);
        rig_keys(&r, "Enter");
        rig_keys(&r, "Tab Tab");
        rig_sees_not(&r, "上次决定");
        rig_keys(&r, "Esc");
        rig_close(&r);
    }
}

/* What was decided last time stands above the new topics until it is ticked. */
TEST(meeting_takes_up_what_was_left_to_do)
{
    struct rig r;
    open_branch(&r, 24, 80);
    struct err err = ERR_INIT;
    leave_to_do(&r);
    meeting_view_open_new(&r.app, "committee.meeting", 0, day(11, 20));
    rig_sees(&r, "上次决定");
    rig_sees(&r, "报送备案材料");
    rig_keys(&r, "Up Space F2");
    rig_sees(&r, "已登记");
    struct meeting next;
    assert_true(meeting_new(&next, r.app.book, &r.arena, "committee.meeting", 0,
                            day(11, 20), &err));
    assert_int_equal(next.open.n, 0);
    rig_close(&r);
}

TEST(meeting_refuses_beside_the_field)
{
    struct rig r;
    open_branch(&r, 24, 80);
    meeting_view_open_new(&r.app, "committee.meeting", 0, day(11, 20));
    rig_type(&r, "议题");
    rig_keys(&r, "Ctrl+Home");
    for (int i = 0; i < 4; i++) {
        rig_keys(&r, "Tab"); /* 类型, 同时记为, 日期, 起 */
    }
    rig_close(&r);
    open_branch(&r, 24, 80);
    struct meeting m;
    struct err err = ERR_INIT;
    assert_true(meeting_new(&m, r.app.book, &r.arena, "committee.meeting", 0,
                            day(10, 20), &err));
    record_set_text(&m.event, EVENT_TIME_FROM, "15:40");
    record_set_text(&m.event, EVENT_TIME_TO, "16:40");
    assert_true(meeting_save(&m, NULL, &err));
    meeting_view_open(&r.app, m.event.id);
    rig_keys(&r, "Tab Tab Tab Tab");
    rig_type(&r, "1430");
    rig_keys(&r, "F2");
    rig_sees(&r, "结束时间 14:30 不晚于开始时间 15:40");
    rig_golden(&r, "meeting-refused");
    rig_close(&r);
}

TEST(meeting_shows_what_is_left_of_the_last_one)
{
    struct rig r;
    open_branch(&r, 24, 80);
    save_one(&r, "committee.meeting", day(10, 20), "审定10月主题党日方案");
    meeting_view_open_new(&r.app, "committee.meeting", 0, day(11, 20));
    rig_keys(&r, "F7");
    rig_sees(&r, "审定10月主题党日方案");
    rig_keys(&r, "F2");
    rig_sees(&r, "10月");
    rig_golden(&r, "meeting-residue");
    rig_keys(&r, "2");
    rig_sees(&r, "已登记");
    rig_close(&r);
}

TEST(meeting_short_of_its_quorum_is_asked_about)
{
    struct rig r;
    open_branch(&r, 24, 80);
    struct meeting m;
    struct err err = ERR_INIT;
    assert_true(meeting_new(&m, r.app.book, &r.arena, "committee.meeting", 0,
                            day(11, 3), &err));
    meeting_mark(&m, 0, ATTEND_LEAVE, "1");
    meeting_mark(&m, 1, ATTEND_LEAVE, "1");
    meeting_add_agenda(&m, "议题");
    assert_true(meeting_save(&m, NULL, &err));
    meeting_view_open(&r.app, m.event.id);
    rig_keys(&r, "Ctrl+PgDn Ctrl+PgUp Tab Tab Tab Tab Tab");
    rig_type(&r, "二楼");
    rig_keys(&r, "F2");
    rig_sees(&r, "不计次数");
    rig_golden(&r, "meeting-short");
    rig_close(&r);
}

TEST(meeting_draft_brings_every_character_back)
{
    struct rig r;
    rig_open_file(&r, 24, 80, 8);
    add_post(&r, "张建国", "书记");
    meeting_view_open_new(&r.app, "committee.meeting", 0, day(11, 20));
    rig_type(&r, "没有保存的议题");
    rig_keys(&r, "Tab Tab");
    rig_type(&r, "写到一半的内容");
    rig_restart(&r);
    rig_sees(&r, "上次有没保存完的内容");
    rig_keys(&r, "1");
    rig_sees(&r, "没有保存的议题");
    rig_sees(&r, "写到一半的内容");
    rig_keys(&r, "F2");
    rig_sees(&r, "已登记");
    rig_close(&r);
}

TEST(meeting_of_a_sealed_month_is_only_read)
{
    struct rig r;
    open_branch(&r, 24, 80);
    save_one(&r, "committee.meeting", day(10, 20), "议题");
    struct err err = ERR_INIT;
    if (!period_seal(r.app.book, &r.arena, month_make(2026, 10), &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    meeting_view_open(&r.app, 1);
    rig_sees(&r, "这个月已封账，只能看");
    rig_type(&r, "x");
    rig_keys(&r, "F2");
    rig_sees_not(&r, "已保存");
    rig_close(&r);
}
