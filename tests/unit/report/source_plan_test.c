/* 配档表, talks and the ledgers of one kind. */
#include "unit.h"

#include <string.h>

#include "life_ground.h"
#include "pbtui/ledger/apply.h"

TEST(paper_plan_tells_what_became_of_it)
{
    static const char *const first[] = {
        "month",    "2026-10",  "kind",           "主题党日", "topic",
        "学条例",   "readings", "第一章\n第二章", "form",     "集体学习",
        "owner_id", "李敏",     "owner_text",     "办公室",   NULL};
    static const char *const second[] = {"month", "2026-12",  "kind", "党课",
                                         "topic", "年终党课", NULL};
    static const char *const third[] = {
        "month", "2026-01", "kind", "集中学习", "dropped", "改到二月", NULL};
    struct life g;
    life_open(&g);
    life_add(&g, &ledger_plan, first);
    life_add(&g, &ledger_plan, second);
    life_add(&g, &ledger_plan, third);
    life_held(&g, "themeday", DAY(2026, 10, 22));
    life_gather_year(&g, "plan", 2026);
    assert_int_equal(life_rows(&g, "items"), 3);
    assert_string_equal(life_cell(&g, "items", 0, "state"), "取消：改到二月");
    assert_string_equal(life_cell(&g, "items", 0, "month"), "1月");
    assert_string_equal(life_cell(&g, "items", 1, "no"), "2");
    assert_string_equal(life_cell(&g, "items", 1, "readings"),
                        "第一章\n第二章");
    assert_string_equal(life_cell(&g, "items", 1, "owner"), "李敏");
    assert_string_equal(life_cell(&g, "items", 1, "unit"), "办公室");
    assert_string_equal(life_cell(&g, "items", 1, "state"),
                        "有会未挂 10月22日");
    assert_string_equal(life_cell(&g, "items", 2, "state"), "计划");
    assert_string_equal(life_value(&g, "planned"), "2");
    assert_string_equal(life_value(&g, "held"), "1");
    const struct form_ask lectures = {.span = span_of_year(2026),
                                      .kind = "lecture"};
    life_gather(&g, "plan", &lectures);
    assert_int_equal(life_rows(&g, "items"), 1);
    assert_string_equal(life_cell(&g, "items", 0, "no"), "1");
    life_gather_year(&g, "plan", 2025);
    assert_int_equal(life_rows(&g, "items"), 0);
    life_close(&g);
}

/* ---- talks -------------------------------------------------------------- */

TEST(paper_talk_says_the_posts_of_its_day)
{
    static const char *const now[] = {
        "on_day",   "2026-10-12", "by_id", "张建国", "with_id",  "李敏", "kind",
        "日常谈心", "topic",      "近况",  "follow", "每月一次", NULL};
    /* Before he was 书记. */
    static const char *const before[] = {
        "on_day", "2024-01-09", "by_id", "张建国", "with_id", "李敏", NULL};
    struct life g;
    struct err err = ERR_INIT;
    life_open(&g);
    int64_t id = life_add(&g, &ledger_talk, now);
    int64_t old = life_add(&g, &ledger_talk, before);
    struct form_ask ask = {.span = {DATE_NONE, DATE_NONE}, .id = id};
    life_gather(&g, "talk", &ask);
    assert_string_equal(life_value(&g, "by_post"), "书记");
    assert_string_equal(life_value(&g, "with_post"), "");
    assert_string_equal(life_value(&g, "on_long"), "2026年10月12日");
    assert_string_equal(life_value(&g, "kind"), "日常谈心");
    assert_string_equal(life_value(&g, "void"), "");
    ask.id = old;
    life_gather(&g, "talk", &ask);
    assert_string_equal(life_value(&g, "by_post"), "");
    life_gather_year(&g, "talks", 2026);
    assert_int_equal(life_rows(&g, "talks"), 1);
    assert_string_equal(life_cell(&g, "talks", 0, "follow"), "每月一次");
    assert_true(
        ledger_void(g.book, &g.arena, &ledger_talk, id, "登记重了", &err));
    life_gather_year(&g, "talks", 2026);
    assert_int_equal(life_rows(&g, "talks"), 0);
    ask.id = id;
    life_gather(&g, "talk", &ask);
    assert_string_equal(life_value(&g, "void"), "作废（2026-11-20）：登记重了");
    life_close(&g);
}

/* ---- ledgers of one kind ------------------------------------------------ */

TEST(paper_rolls_stand_apart_by_kind)
{
    static const char *const also[] = {"lecture"};
    struct life g;
    struct err err = ERR_INIT;
    life_open(&g);
    struct meeting m = life_meeting(&g, "themeday", DAY(2026, 3, 5));
    assert_true(meeting_also(&m, also, 1, &err));
    record_set_text(&m.kinds.v[1].now, EK_TITLE, "讲初心");
    life_save(&m);
    m = life_meeting(&g, "lecture", DAY(2026, 6, 5));
    record_set_text(&m.event, EVENT_STATE, EVENT_FAILED);
    record_set_text(&m.event, EVENT_STATE_REASON, "停电");
    life_save(&m);
    m = life_meeting(&g, "themeday", DAY(2026, 9, 3));
    meeting_add_agenda(&m, "盘点半年");
    struct meeting_part *task = meeting_add_action(&m, 0);
    record_set_text(&task->now, ACTION_TEXT, "补材料");
    life_save(&m);
    life_gather_year(&g, "rolls", 2026);
    assert_string_equal(life_value(&g, "events"), "2");
    assert_int_equal(life_rows(&g, "events"), 2);
    assert_int_equal(life_rows(&g, "lectures"), 1);
    assert_int_equal(life_rows(&g, "themedays"), 2);
    assert_int_equal(life_rows(&g, "first"), 0);
    assert_string_equal(life_cell(&g, "lectures", 0, "title"), "讲初心");
    assert_string_equal(life_cell(&g, "lectures", 0, "came"), "6");
    assert_string_equal(life_cell(&g, "themedays", 1, "title"), "盘点半年");
    assert_string_equal(life_cell(&g, "themedays", 1, "follow"), "1. 补材料");
    const struct form_ask ask = {.span = span_of_year(2026), .kind = "lecture"};
    life_gather(&g, "rolls", &ask);
    assert_int_equal(life_rows(&g, "events"), 1);
    assert_string_equal(life_value(&g, "about"), "党课");
    life_close(&g);
}
