/* Talks, the plan and sealing on the screen. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/plans.h"
#include "pbtui/ledger/talks.h"
#include "pbtui/screen/plan_view.h"
#include "pbtui/screen/seal_view.h"
#include "pbtui/screen/talks_view.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

#include <string.h>

static int64_t save(struct rig *r, struct record *rec)
{
    struct err err = ERR_INIT;
    if (!ledger_apply(r->app.book, &r->arena, rec, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return rec->id;
}

static void type(struct rig *r, struct record *rec, const char *column,
                 const char *text)
{
    struct err err = ERR_INIT;
    int f = ledger_field(rec->ledger, column);
    if (!record_type(rec, r->app.book, &r->arena, f, text, &err)) {
        fail_msg("%s: %s", column, err.text);
    }
}

static void add_post(struct rig *r, const char *who, const char *post)
{
    struct record rec = record_new(&ledger_post, r->app.book, &r->arena);
    type(r, &rec, "person_id", who);
    type(r, &rec, "kind", post);
    type(r, &rec, "from_on", "2024-04-18");
    save(r, &rec);
}

static void add_talk(struct rig *r, const char *day, const char *by,
                     const char *with)
{
    struct record rec = record_new(&ledger_talk, r->app.book, &r->arena);
    type(r, &rec, "on_day", day);
    type(r, &rec, "by_id", by);
    type(r, &rec, "with_id", with);
    save(r, &rec);
}

static void add_plan(struct rig *r, const char *month, const char *kind,
                     const char *topic)
{
    struct record rec = record_new(&ledger_plan, r->app.book, &r->arena);
    type(r, &rec, "month", month);
    type(r, &rec, "kind", kind);
    type(r, &rec, "topic", topic);
    type(r, &rec, "owner_id", "李敏");
    save(r, &rec);
}

/* A held event as the queries see it; the meeting has its own tests. */
static int64_t plant_event(struct rig *r, const char *kind, const char *day,
                           const char *state)
{
    struct stmt st;
    stmt_open(&st, r->app.session.db,
              SQL("insert into event (ver, branch_id, kind, state, on_day,"
                  " for_year, entered_on, n_due, n_present, n_online, n_leave,"
                  " n_absent, valid) values (1, :branch, :kind, :state, :day,"
                  " 2026, :day, 0, 0, 0, 0, 0, 1)"));
    stmt_int(&st, ":branch", r->app.book->branch);
    stmt_text(&st, ":kind", kind);
    stmt_text(&st, ":state", state);
    stmt_text(&st, ":day", day);
    assert_true(stmt_run(&st, NULL));
    int64_t id = stmt_last_id(r->app.session.db);
    stmt_open(&st, r->app.session.db,
              SQL("insert into event_kind (ver, event_id, ord, kind, branch_id,"
                  " on_day, for_year, counted, late) values (1, :event, 1,"
                  " :kind, :branch, :day, 2026, :counted, 0)"));
    stmt_int(&st, ":event", id);
    stmt_text(&st, ":kind", kind);
    stmt_int(&st, ":branch", r->app.book->branch);
    stmt_text(&st, ":day", day);
    stmt_int(&st, ":counted", strcmp(state, EVENT_HELD) == 0);
    assert_true(stmt_run(&st, NULL));
    return id;
}

static void open_talks(struct rig *r, int rows, int cols)
{
    rig_open(r, rows, cols, 8);
    add_post(r, "张建国", "书记");
    add_post(r, "李敏", "组织委员");
    add_post(r, "周立", "纪检委员");
    add_talk(r, "2025-03-01", "李敏", "周立");
    add_talk(r, "2026-03-12", "张建国", "李敏");
    add_talk(r, "2026-05-06", "李敏", "郑凯");
    add_talk(r, "2026-06-06", "郑凯", "刘晓");
    talks_view_open(&r->app, 0);
}

TEST(talks_gaps_first)
{
    struct rig r;
    open_talks(&r, 24, 80);
    rig_golden(&r, "talks-gaps-80x24");
    rig_sees(&r, "委员之间 1/3");
    rig_sees(&r, "李敏 ↔ 周立");
    rig_size(&r, 36, 120);
    rig_golden(&r, "talks-gaps-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "talks-gaps-60x16");
    rig_close(&r);
}

TEST(talks_where_ambiguous_is_wide)
{
    struct rig r;
    open_talks(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "talks-gaps-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

TEST(talks_help_says_what_is_asked)
{
    struct rig r;
    open_talks(&r, 24, 80);
    rig_keys(&r, "F1");
    rig_sees(&r, "另一位是建议人选");
    rig_close(&r);
}

TEST(talks_matrix_of_the_committee_and_all)
{
    struct rig r;
    open_talks(&r, 24, 80);
    rig_keys(&r, "Tab Down");
    rig_golden(&r, "talks-matrix-80x24");
    rig_sees(&r, "张建国 ↔ 李敏：今年 1 次");
    rig_size(&r, 16, 60);
    rig_keys(&r, "End Right Right Right Right");
    rig_golden(&r, "talks-matrix-60x16");
    rig_close(&r);
}

TEST(a_gap_opens_a_talk_with_both_filled_in)
{
    struct rig r;
    open_talks(&r, 24, 80);
    rig_keys(&r, "Enter");
    rig_golden(&r, "talks-new");
    rig_sees(&r, "新增谈话");
    rig_sees(&r, "张建国");
    rig_sees(&r, "周立");
    /* Nothing more to type: one key, and the gap is gone. */
    rig_keys(&r, "F2");
    rig_sees(&r, "委员之间 2/3");
    rig_keys(&r, "Ctrl+Z");
    rig_sees(&r, "委员之间 1/3");
    rig_close(&r);
}

TEST(a_pair_opens_its_talks_an_empty_one_a_new_talk)
{
    struct rig r;
    open_talks(&r, 24, 80);
    rig_keys(&r, "Tab Down Enter");
    rig_golden(&r, "talks-pair");
    rig_sees(&r, "2026-03-12  张建国→李敏");
    rig_keys(&r, "Enter");
    rig_sees(&r, "谈话日期");
    rig_keys(&r, "Esc Down Enter");
    rig_sees(&r, "新增谈话");
    rig_close(&r);
}

TEST(talks_of_last_year)
{
    struct rig r;
    open_talks(&r, 24, 80);
    rig_keys(&r, "PgUp");
    rig_sees(&r, "2025 年");
    rig_sees(&r, "委员之间 1/3");
    rig_keys(&r, "PgDn PgDn");
    rig_sees(&r, "2027 年还没有到");
    rig_sees(&r, "2026 年");
    rig_close(&r);
}

TEST(talks_gaps_print)
{
    struct rig r;
    open_talks(&r, 24, 80);
    rig_keys(&r, "F6");
    rig_golden(&r, "talks-print");
    rig_sees(&r, "2026 年谈心谈话缺口");
    rig_close(&r);
}

TEST(talks_without_anybody)
{
    struct rig r;
    rig_open(&r, 24, 80, 0);
    talks_view_open(&r.app, 0);
    rig_sees(&r, "该谈的都谈过了");
    rig_keys(&r, "Tab Up Down Left Right Enter F3");
    rig_sees(&r, "新增谈话");
    rig_close(&r);
}

/* ---- the plan ----------------------------------------------------------- */

static void open_plan(struct rig *r, int rows, int cols)
{
    rig_open(r, rows, cols, 8);
    add_plan(r, "2026-01", "党课", "学习二十届四中全会精神");
    add_plan(r, "2026-09", "主题党日", "重走示例古道");
    add_plan(r, "2026-09", "集中学习", "应急管理");
    add_plan(r, "2026-11", "主题党日", "冬训");
    add_plan(r, "2026-12", "组织生活会", "");
    plant_event(r, "themeday", "2026-09-12", EVENT_HELD);
    plan_view_open(&r->app, 0);
}

TEST(plan_by_month_with_what_became_of_it)
{
    struct rig r;
    open_plan(&r, 24, 80);
    rig_golden(&r, "plan-80x24");
    rig_sees(&r, "已办 1/5");
    rig_sees(&r, "有会未挂 09-12");
    rig_size(&r, 36, 120);
    rig_golden(&r, "plan-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "plan-60x16");
    rig_close(&r);
}

TEST(one_key_links_the_event_that_was_held)
{
    struct rig r;
    open_plan(&r, 24, 80);
    rig_keys(&r, "Down F4");
    rig_sees(&r, "已办 09-12");
    rig_sees(&r, "已对应");
    rig_keys(&r, "F4");
    rig_sees(&r, "取消对应");
    rig_keys(&r, "Up Enter");
    rig_sees(&r, "有会未挂 09-12");
    rig_keys(&r, "Down F4");
    rig_sees(&r, "还没有可对应的");
    rig_close(&r);
}

TEST(next_years_plan_from_this_ones)
{
    struct rig r;
    open_plan(&r, 24, 80);
    rig_keys(&r, "PgDn");
    rig_sees(&r, "这一年还没有计划");
    rig_keys(&r, "F5");
    rig_golden(&r, "plan-copy");
    rig_keys(&r, "Enter");
    rig_sees(&r, "2027 年  已办 0/5");
    rig_sees(&r, "重走示例古道");
    rig_keys(&r, "Ctrl+Z");
    rig_sees(&r, "照 2026 年配档表做 2027 年计划");
    rig_sees(&r, "这一年还没有计划");
    rig_close(&r);
}

TEST(a_new_row_is_in_the_month_of_the_cursor)
{
    struct rig r;
    open_plan(&r, 24, 80);
    rig_keys(&r, "Down F3");
    rig_sees(&r, "2026-09");
    rig_sees(&r, "新增计划");
    rig_close(&r);
}

TEST(an_event_out_of_a_row_is_the_rows_event)
{
    struct rig r;
    open_plan(&r, 24, 80);
    rig_keys(&r, "Down Down Down F7"); /* 11 月 主题党日 */
    rig_sees(&r, "主题党日");
    rig_sees(&r, "冬训");
    rig_sees(&r, "2026-11-20");
    rig_keys(&r, "F2 2"); /* nobody chairs: saved all the same */
    rig_sees(&r, "已办 11-20");
    rig_sees(&r, "并与这一项计划对应");
    rig_close(&r);
}

TEST(a_row_whose_event_was_not_saved_stays_open)
{
    struct rig r;
    open_plan(&r, 24, 80);
    rig_keys(&r, "Down Down Down F7 Esc");
    rig_sees(&r, "11 月  主题党日");
    rig_sees_not(&r, "已办 11-20");
    rig_close(&r);
}

TEST(plan_prints)
{
    struct rig r;
    open_plan(&r, 24, 80);
    rig_keys(&r, "F6");
    rig_golden(&r, "plan-print");
    rig_close(&r);
}

/* ---- sealing ------------------------------------------------------------ */

TEST(a_month_is_sealed_and_opened_from_the_palette)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    plant_event(&r, "themeday", "2026-10-12", EVENT_HELD);
    rig_keys(&r, "Ctrl+P");
    rig_type(&r, "封账");
    rig_keys(&r, "Enter");
    rig_sees(&r, "封哪个月的账");
    rig_sees(&r, "2026 年 10 月");
    rig_keys(&r, "Enter");
    rig_golden(&r, "seal-sure");
    rig_sees(&r, "会议、活动 1 次");
    /* It starts on the safe side. */
    rig_keys(&r, "Enter");
    assert_false(
        period_is_sealed(r.app.book, r.app.book->branch, month_make(2026, 10)));
    seal_view_open(&r.app);
    rig_keys(&r, "Enter 2");
    rig_sees(&r, "已封账：2026 年 10 月");
    assert_true(
        period_is_sealed(r.app.book, r.app.book->branch, month_make(2026, 10)));
    rig_keys(&r, "Ctrl+P");
    rig_type(&r, "启封");
    rig_keys(&r, "Enter");
    rig_golden(&r, "unseal-why");
    rig_type(&r, "漏记主题党日");
    rig_keys(&r, "Enter");
    rig_type(&r, "测试");
    rig_keys(&r, "Enter");
    rig_sees(&r, "不能是经手人");
    rig_keys(&r, "Ctrl+U");
    rig_type(&r, "李敏");
    rig_keys(&r, "Enter");
    rig_sees(&r, "已启封");
    assert_false(
        period_is_sealed(r.app.book, r.app.book->branch, month_make(2026, 10)));
    rig_close(&r);
}
