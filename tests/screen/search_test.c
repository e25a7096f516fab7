/* Find over everything on the screen: typed, shown, opened. */
#include "rig.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/screen/search_view.h"
#include "pbtui/store/change.h"
#include "pbtui/text/width.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows, written as they stand -------------------------------------- */

static int64_t save(struct rig *r, struct change *c, struct change_row *row)
{
    struct err err = ERR_INIT;
    if (!change_apply(r->app.session.db, c, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return change_row_id(row);
}

static int64_t add_event(struct rig *r, const char *day, const char *state,
                         const char *kind, int no, const char *minutes)
{
    static const char *const counts[] = {"n_due",   "n_present", "n_online",
                                         "n_leave", "n_absent",  "valid"};
    struct change *c = change_new(&r->arena, "登记会议");
    struct change_row *row = change_insert(c, "event");
    struct change_row *part = change_insert(c, "event_kind");
    change_int(row, "branch_id", r->app.book->branch);
    change_text(row, "kind", kind);
    change_text(row, "state", state);
    change_text(row, "on_day", day);
    change_text(row, "minutes", minutes);
    change_int(row, "for_year", strtol(day, NULL, 10));
    change_text(row, "entered_on", day);
    for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
        change_int(row, counts[i], 0);
    }
    change_ref(part, "event_id", row);
    change_int(part, "ord", 1);
    change_text(part, "kind", kind);
    change_int(part, "no", no);
    change_int(part, "branch_id", r->app.book->branch);
    change_text(part, "on_day", day);
    change_int(part, "for_year", strtol(day, NULL, 10));
    change_int(part, "counted", 1);
    change_int(part, "late", 0);
    return save(r, c, row);
}

static void add_topic(struct rig *r, int64_t event, const char *topic,
                      const char *resolution)
{
    struct change *c = change_new(&r->arena, "登记会议");
    struct change_row *row = change_insert(c, "agenda");
    change_int(row, "event_id", event);
    change_int(row, "ord", 1);
    change_text(row, "topic", topic);
    change_text(row, "resolution", resolution);
    save(r, c, row);
}

static void add_said(struct rig *r, int64_t event, int64_t who,
                     const char *text)
{
    struct change *c = change_new(&r->arena, "登记会议");
    struct change_row *row = change_insert(c, "point");
    change_int(row, "event_id", event);
    change_int(row, "ord", 1);
    change_int(row, "person_id", who);
    change_text(row, "text", text);
    change_int(row, "differs", 0);
    save(r, c, row);
}

static void add_action(struct rig *r, int64_t event, int64_t who,
                       const char *text)
{
    struct change *c = change_new(&r->arena, "登记会议");
    struct change_row *row = change_insert(c, "action");
    change_int(row, "event_id", event);
    change_int(row, "branch_id", r->app.book->branch);
    change_int(row, "ord", 1);
    change_text(row, "text", text);
    change_int(row, "owner_id", who);
    save(r, c, row);
}

static void add_talk(struct rig *r, const char *day, int64_t by, int64_t with,
                     const char *content)
{
    struct change *c = change_new(&r->arena, "登记谈话");
    struct change_row *row = change_insert(c, "talk");
    change_int(row, "branch_id", r->app.book->branch);
    change_text(row, "on_day", day);
    change_int(row, "by_id", by);
    change_int(row, "with_id", with);
    change_text(row, "content", content);
    save(r, c, row);
}

static void add_plan(struct rig *r, const char *month, const char *kind,
                     const char *topic)
{
    struct change *c = change_new(&r->arena, "登记计划");
    struct change_row *row = change_insert(c, "plan");
    change_int(row, "branch_id", r->app.book->branch);
    change_text(row, "month", month);
    change_text(row, "kind", kind);
    change_text(row, "topic", topic);
    save(r, c, row);
}

static void add_file(struct rig *r, int64_t person, const char *day,
                     const char *number, const char *conclusion)
{
    struct change *c = change_new(&r->arena, "登记发展步骤");
    struct change_row *file = change_insert(c, "candidacy");
    struct change_row *step = change_insert(c, "step");
    change_int(file, "branch_id", r->app.book->branch);
    change_int(file, "person_id", person);
    change_text(file, "origin", "1");
    change_ref(step, "candidacy_id", file);
    change_int(step, "no", 11);
    change_int(step, "round", 1);
    change_text(step, "on_day", day);
    change_text(step, "number", number);
    change_text(step, "conclusion", conclusion);
    change_int(step, "elsewhere", 0);
    change_text(step, "entered_on", day);
    save(r, c, file);
}

/* 1 张建国 … 8 刘晓, and what they did this year. */
static void open_filled(struct rig *r, int rows, int cols)
{
    rig_open(r, rows, cols, 8);
    int64_t e = add_event(r, "2026-11-20", "2", "committee.meeting", 11,
                          "一、组织委员李敏汇报刘晓同志的推荐情况，"
                          "党小组一致同意推荐。\n二、与会委员充分讨论，"
                          "认为刘晓同志作为入党积极分子表现突出。");
    add_topic(r, e, "研究确定刘晓为入党积极分子",
              "同意确定刘晓为入党积极分子，报机关党委备案");
    add_said(r, e, 1, "刘晓同志工作踏实，群众基础好，同意");
    add_action(r, e, 2, "报送刘晓同志的备案材料");
    e = add_event(r, "2026-03-12", "2", "lecture", 2,
                  "书记讲党课《做合格党员》，入党积极分子列席，"
                  "会后布置了ＰＰＴ学习材料。");
    add_said(r, e, 3, "入党积极分子也要参加学习");
    add_action(r, add_event(r, "2026-06-18", "1", "themeday", 6, "红色基地"), 2,
               "联系积极分子列席");
    add_talk(r, "2026-10-08", 1, 8, "肯定成绩，作为积极分子还要多学习理论。");
    add_plan(r, "2026-12", "lecture", "给积极分子上一堂党课");
}

/* ---- what it looks like ----------------------------------------------- */

TEST(search_explains_itself)
{
    struct rig r;
    open_filled(&r, 24, 80);
    search_view_open(&r.app, "");
    rig_golden(&r, "search-empty-80x24");
    rig_size(&r, 16, 60);
    rig_golden(&r, "search-empty-60x16");
    rig_close(&r);
}

TEST(search_shows_hits_as_one_types)
{
    struct rig r;
    open_filled(&r, 24, 80);
    search_view_open(&r.app, "");
    rig_type(&r, "积极分子");
    rig_golden(&r, "search-80x24");
    rig_keys(&r, "Down Down");
    rig_golden(&r, "search-third");
    rig_close(&r);
}

TEST(search_at_120x36)
{
    struct rig r;
    open_filled(&r, 36, 120);
    search_view_open(&r.app, "积极分子");
    rig_golden(&r, "search-120x36");
    rig_close(&r);
}

TEST(search_at_60x16)
{
    struct rig r;
    open_filled(&r, 16, 60);
    search_view_open(&r.app, "积极分子");
    rig_keys(&r, "PgDn");
    rig_golden(&r, "search-60x16");
    rig_close(&r);
}

TEST(search_where_ambiguous_is_wide)
{
    struct rig r;
    open_filled(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    search_view_open(&r.app, "入党积极");
    rig_golden(&r, "search-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

TEST(search_finds_people_and_all_sorts)
{
    struct rig r;
    open_filled(&r, 24, 80);
    search_view_open(&r.app, "刘晓");
    rig_golden(&r, "search-people");
    rig_keys(&r, "Ctrl+U");
    rig_type(&r, "@刘晓 -备案");
    rig_sees(&r, "张建国与刘晓谈话");
    rig_sees(&r, "共 1 处");
    rig_keys(&r, "Ctrl+U");
    rig_type(&r, "ppt 党课");
    rig_sees(&r, "第 2 次党课");
    rig_close(&r);
}

TEST(a_name_tells_the_way_to_all_that_concerns_the_person)
{
    struct rig r;
    open_filled(&r, 24, 80);
    search_view_open(&r.app, "lx");
    rig_sees(&r, "和这个人有关的：@lx");
    rig_keys(&r, "Home");
    rig_type(&r, "@");
    rig_sees(&r, "张建国与刘晓谈话");
    rig_sees_not(&r, "和这个人有关的");
    rig_close(&r);
}

TEST(nothing_found_says_what_to_try)
{
    struct rig r;
    open_filled(&r, 24, 80);
    search_view_open(&r.app, "“没有这句话” -党课 2026-03..2026-05");
    rig_golden(&r, "search-none");
    rig_close(&r);
}

TEST(what_cannot_be_read_is_told_and_the_rest_holds)
{
    struct rig r;
    open_filled(&r, 24, 80);
    search_view_open(&r.app, "2026-13 积极分子");
    rig_sees(&r, "“2026-13”不是日期或月份");
    rig_sees(&r, "第 11 次支委会");
    rig_close(&r);
}

/* ---- what the keys do ------------------------------------------------- */

TEST(one_finds_the_meeting_in_a_few_keys)
{
    struct rig r;
    open_filled(&r, 24, 80);
    rig_keys(&r, "Ctrl+_");
    rig_type(&r, "刘晓 积极分子");
    rig_keys(&r, "Enter"); /* two keys beyond the text; eight are allowed */
    assert_string_not_equal(r.app.ui.top->cls->name, "search");
    rig_sees(&r, "研究确定刘晓为入党积极分子");
    rig_close(&r);
}

TEST(enter_takes_what_was_typed_just_before_it)
{
    struct rig r;
    open_filled(&r, 24, 80);
    search_view_open(&r.app, "");
    ui_draw(&r.app.ui, 24, 80);
    /* An input method: all at once, nothing drawn between. */
    struct key word = {.kind = K_PASTE, .text = "郑凯", .n_bytes = 6};
    struct key enter = {.kind = K_NAMED, .code = KC_ENTER};
    ui_key(&r.app.ui, &word);
    ui_key(&r.app.ui, &enter);
    rig_sees(&r, "1990-01-21");
    rig_close(&r);
}

TEST(back_from_a_record_stands_on_the_same_hit)
{
    struct rig r;
    open_filled(&r, 24, 80);
    search_view_open(&r.app, "积极分子");
    rig_keys(&r, "Down Down Down");
    rig_sees(&r, "第 4 处");
    rig_keys(&r, "Enter Esc");
    rig_sees(&r, "共 5 处");
    rig_sees(&r, "第 4 处");
    rig_keys(&r, "Esc");
    rig_sees_not(&r, "共 5 处");
    rig_close(&r);
}

TEST(keys_that_wait_are_not_looked_for_one_by_one)
{
    struct rig r;
    open_filled(&r, 24, 80);
    search_view_open(&r.app, "");
    ui_draw(&r.app.ui, 24, 80);
    struct key k = {.kind = K_CHAR, .code = 'z'};
    for (int i = 0; i < 3; i++) {
        ui_key(&r.app.ui, &k);
    }
    /* Not begun: nothing to go on with. */
    assert_true(r.app.ui.top->tick_at == 0);
    rig_sees(&r, "没有找到");
    rig_close(&r);
}

TEST(search_prints_what_was_found)
{
    struct rig r;
    open_filled(&r, 36, 120);
    search_view_open(&r.app, "");
    rig_keys(&r, "F6");
    rig_sees(&r, "没有可打印的内容");
    rig_type(&r, "积极分子");
    rig_keys(&r, "F6");
    rig_golden(&r, "search-print");
    rig_sees(&r, "查找：积极分子");
    rig_keys(&r, "Esc");
    rig_close(&r);
}

/* ---- files of 发展党员 -------------------------------------------------- */

TEST(search_finds_a_file_and_opens_it)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    add_file(&r, 8, "2025-09-12", "示党校结〔2025〕07号",
             "参加集中培训二十四学时，考试合格");
    search_view_open(&r.app, "");
    rig_type(&r, "示党校结〔2025〕07号");
    rig_sees(&r, "刘晓的发展档案");
    rig_sees(&r, "11 集中培训：示党校结");
    rig_keys(&r, "Enter");
    rig_sees(&r, "发展党员 › 刘晓");
    rig_keys(&r, "Esc Esc");
    /* By whose it is, a time, who is concerned. */
    search_view_open(&r.app, "");
    rig_type(&r, "lx 考试合格 2025");
    rig_sees(&r, "2025-09-12");
    rig_keys(&r, "Esc");
    search_view_open(&r.app, "");
    rig_type(&r, "@刘晓 2026");
    rig_sees_not(&r, "发展档案");
    rig_keys(&r, "Esc");
    search_view_open(&r.app, "");
    rig_type(&r, "@刘晓 2025");
    rig_sees(&r, "办到 11 集中培训");
    rig_close(&r);
}

TEST(search_finds_what_a_register_holds_and_opens_it)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    struct change *c = change_new(&r.arena, "登记台账");
    struct change_row *row = change_insert(c, "r_essays");
    change_int(row, "branch_id", r.app.book->branch);
    change_text(row, "on_day", "2026-03-10");
    change_int(row, "person_id", 2);
    change_text(row, "title", "在一线学思想");
    save(&r, c, row);
    search_view_open(&r.app, "");
    rig_type(&r, "lm 一线");
    rig_sees(&r, "台账 2026-03-10  心得体会 在一线学思想 李敏");
    rig_sees(&r, "题目：在一线学思想");
    rig_keys(&r, "Enter");
    rig_sees(&r, "心得体会 › 在一线学思想 李敏");
    rig_close(&r);
}
