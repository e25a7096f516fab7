/* What is told of one event: who came, what was said and voted, in what state
   it is on file. */
#include "unit.h"

#include <string.h>

#include "life_ground.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/store/stmt.h"

static void sees(struct life *g, const char *name, const char *text)
{
    if (strcmp(life_value(g, name), text) != 0) {
        fail_msg("%s is «%s», not «%s»", name, life_value(g, name), text);
    }
}

static void away(struct meeting *m, size_t i, const char *state,
                 const char *reason)
{
    meeting_mark(m, i, state, codes_find("absence_reason", reason));
}

/* ---- head and people ---------------------------------------------------- */

TEST(paper_meeting_tells_head_and_roll)
{
    struct life g;
    life_open(&g);
    struct meeting m = life_meeting(&g, "branch.meeting", DAY(2026, 10, 22));
    record_set_text(&m.event, EVENT_PLACE, "三楼会议室");
    record_set_text(&m.event, EVENT_HOST_NOTE, "受书记委托");
    away(&m, 1, ATTEND_LEAVE, "因公出差");
    record_set_text(&m.roll.v[1].now, ATTEND_REASON_TEXT, "到省里开会");
    record_set_text(&m.roll.v[1].now, ATTEND_MAKEUP_ON, "2026-10-25");
    record_set_text(&m.roll.v[1].now, ATTEND_MAKEUP_FORM, "1");
    meeting_mark(&m, 2, ATTEND_ONLINE, NULL);
    away(&m, 3, ATTEND_ABSENT, "无故");
    life_gather_event(&g, life_save(&m));
    sees(&g, "title", "第 1 次支部党员大会");
    sees(&g, "when", "2026年10月22日 14:30—16:00 星期四");
    sees(&g, "host", "张建国（受书记委托）");
    sees(&g, "due", "6");
    sees(&g, "came", "4");
    sees(&g, "present", "3");
    sees(&g, "online", "1");
    sees(&g, "leave", "1");
    sees(&g, "absent", "1");
    sees(&g, "made_up", "1");
    sees(&g, "attendees", "张建国、周立（线上）、王伟东、欧阳𠮷");
    sees(&g, "away",
         "李敏：请假，因公出差，到省里开会（补学 2026-10-25 自学）；"
         "王伟：缺席，无故");
    sees(&g, "away_names", "李敏、王伟");
    sees(&g, "mark", "【补登】2026-11-20 登记");
    assert_int_equal(life_rows(&g, "roll"), 6);
    assert_string_equal(life_cell(&g, "roll", 5, "no"), "6");
    assert_string_equal(life_cell(&g, "roll", 1, "makeup"), "2026-10-25 自学");
    life_close(&g);
}

/* A make-up and a report of done that come later are not told of earlier days.
 */
TEST(paper_meeting_speaks_for_its_day)
{
    struct life g;
    life_open(&g);
    struct meeting m = life_meeting(&g, "branch.meeting", DAY(2026, 10, 22));
    meeting_add_agenda(&m, "研究培训");
    struct meeting_part *task = meeting_add_action(&m, 0);
    record_set_text(&task->now, ACTION_TEXT, "订培训计划");
    record_set_text(&task->now, ACTION_OWNER_TEXT, "办公室");
    record_set_text(&task->now, ACTION_DUE, "2026-11-30");
    record_set_text(&task->now, ACTION_DONE, "2026-11-10");
    away(&m, 1, ATTEND_LEAVE, "病假");
    record_set_text(&m.roll.v[1].now, ATTEND_MAKEUP_ON, "2026-11-05");
    record_set_text(&m.roll.v[1].now, ATTEND_MAKEUP_FORM, "2");
    int64_t id = life_save(&m);
    life_gather_event(&g, id);
    sees(&g, "actions",
         "1. 订培训计划（办公室，2026-11-30 前；2026-11-10 办结）");
    sees(&g, "made_up", "1");
    g.book->day = DAY(2026, 11, 5);
    life_gather_event(&g, id);
    sees(&g, "actions", "1. 订培训计划（办公室，2026-11-30 前）");
    sees(&g, "made_up", "1");
    g.book->day = DAY(2026, 11, 4);
    life_gather_event(&g, id);
    sees(&g, "away", "李敏：请假，病假");
    sees(&g, "made_up", "0");
    life_close(&g);
}

/* ---- kinds -------------------------------------------------------------- */

TEST(paper_meeting_of_several_kinds_tells_each)
{
    static const char *const also[] = {"lecture"};
    struct life g;
    struct err err = ERR_INIT;
    life_open(&g);
    struct meeting m = life_meeting(&g, "themeday", DAY(2026, 11, 19));
    assert_true(meeting_also(&m, also, 1, &err));
    record_set_text(&m.kinds.v[0].now, EK_TITLE, "责任区里亮身份");
    record_set_text(&m.kinds.v[0].now, EK_BOXES, "有主题 重温誓词 有讨论会");
    record_set_text(&m.kinds.v[1].now, EK_TITLE, "平时与关键时刻");
    record_set_int(&m.kinds.v[1].now, EK_LEAD,
                   record_int(&m.roll.v[0].now, ATTEND_PERSON));
    record_set_text(&m.kinds.v[1].now, EK_LEAD_OUT, "县委党校 王教员");
    life_gather_event(&g, life_save(&m));
    sees(&g, "kind", "主题党日");
    sees(&g, "kinds", "主题党日、党课");
    sees(&g, "kind_codes", "themeday lecture");
    sees(&g, "theme_title", "责任区里亮身份");
    sees(&g, "main_title", "责任区里亮身份");
    sees(&g, "lecture_title", "平时与关键时刻");
    sees(&g, "lecture_lead", "张建国、县委党校 王教员");
    sees(&g, "centre_title", "");
    sees(&g, "box_theme", "1");
    sees(&g, "box_oath", "1");
    sees(&g, "box_speaker", "");
    sees(&g, "box_discussion", "");
    sees(&g, "box_reread", "");
    sees(&g, "topics", "责任区里亮身份");
    sees(&g, "particulars",
         "活动主题：责任区里亮身份\n四有和仪式：有主题 重温誓词 有讨论会\n"
         "党课题目：平时与关键时刻\n授课人：张建国\n"
         "外请授课人：县委党校 王教员\n");
    sees(&g, "theme_others",
         "党课题目：平时与关键时刻\n授课人：张建国\n"
         "外请授课人：县委党校 王教员\n");
    sees(&g, "lecture_others",
         "活动主题：责任区里亮身份\n四有和仪式：有主题 重温誓词 有讨论会\n");
    assert_int_equal(life_rows(&g, "kinds"), 2);
    sees(&g, "mark", "");
    life_close(&g);
}

/* ---- texts -------------------------------------------------------------- */

TEST(paper_meeting_minutes_topic_by_topic)
{
    struct life g;
    life_open(&g);
    struct meeting m = life_meeting(&g, "branch.meeting", DAY(2026, 11, 19));
    record_set_text(&m.event, EVENT_MINUTES, "书记通报到会情况。");
    record_set_text(&m.event, EVENT_DISSENT, "无");
    struct meeting_part *one = meeting_add_agenda(&m, "审议计划");
    record_set_text(&one->now, AGENDA_DISCUSSION, "逐条讨论。");
    record_set_text(&one->now, AGENDA_DISSENT, "有人主张推迟。");
    record_set_text(&one->now, AGENDA_RESOLUTION, "同意计划。");
    struct meeting_part *said = meeting_add_point(&m, 0);
    record_set_text(&said->now, POINT_SPEAKER, "县直工委 赵科长");
    record_set_text(&said->now, POINT_TEXT, "宜早定。");
    record_set_int(&said->now, POINT_DIFFERS, 1);
    meeting_add_agenda(&m, "通报事项");
    life_gather_event(&g, life_save(&m));
    sees(&g, "topics", "1. 审议计划\n2. 通报事项");
    sees(&g, "minutes",
         "书记通报到会情况。\n议题 1：审议计划\n逐条讨论。\n"
         "县直工委 赵科长（不同意见）：宜早定。\n不同意见：有人主张推迟。\n"
         "不同意见：无");
    sees(&g, "ending", "\n本次会议结束。");
    sees(&g, "dissent", "1. 有人主张推迟。\n无");
    sees(&g, "resolutions", "1. 同意计划。");
    life_close(&g);
}

TEST(paper_meeting_votes_are_numbers_and_a_sentence)
{
    struct life g;
    life_open(&g);
    struct meeting m = life_meeting(&g, "branch.meeting", DAY(2026, 11, 19));
    struct meeting_part *one = meeting_add_agenda(&m, "审议计划");
    record_set_text(&one->now, AGENDA_VOTE_RULE, "general");
    record_set_text(&one->now, AGENDA_VOTE_WAY, "2");
    record_set_int(&one->now, AGENDA_YES, 6);
    meeting_add_agenda(&m, "不表决的事项");
    struct meeting_part *two = meeting_add_agenda(&m, "接收预备党员");
    record_set_text(&two->now, AGENDA_VOTE_RULE, "admission");
    record_set_int(&two->now, AGENDA_YES, 3);
    record_set_int(&two->now, AGENDA_NO, 1);
    record_set_int(&two->now, AGENDA_PRESENT, 4);
    record_set_int(&two->now, AGENDA_WRITTEN_YES, 1);
    record_set_int(&two->now, AGENDA_WRITTEN_ABSTAIN, 1);
    life_gather_event(&g, life_save(&m));
    assert_int_equal(life_rows(&g, "votes"), 2);
    assert_string_equal(life_cell(&g, "votes", 0, "written"), "");
    assert_string_equal(life_cell(&g, "votes", 1, "no"), "3");
    assert_string_equal(life_cell(&g, "votes", 1, "present"), "4");
    assert_string_equal(life_cell(&g, "votes", 1, "against"), "1");
    assert_string_equal(life_cell(&g, "votes", 1, "written"), "赞 1 弃 1");
    assert_string_equal(life_cell(&g, "votes", 0, "entitled"), "6");
    assert_string_equal(life_cell(&g, "votes", 0, "present"), "6");
    assert_string_equal(life_cell(&g, "votes", 0, "yes"), "6");
    assert_string_equal(life_cell(&g, "votes", 0, "against"), "0");
    assert_string_equal(life_cell(&g, "votes", 0, "abstain"), "0");
    assert_string_equal(life_cell(&g, "votes", 0, "way"), "举手");
    assert_string_equal(life_cell(&g, "votes", 0, "verdict"), "通过");
    assert_non_null(strstr(life_value(&g, "votes"), "1. 表决：有表决权 6"));
    life_close(&g);
}

/* The clerk's own last line is not said twice. */
TEST(paper_meeting_ends_once)
{
    static const struct {
        const char *minutes, *ending;
    } rows[] = {
        {NULL, "本次会议结束。"},
        {"讨论了计划。", "\n本次会议结束。"},
        {"讨论了计划。\n本次会议结束。", ""},
    };
    struct life g;
    life_open(&g);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct meeting m =
            life_meeting(&g, "branch.meeting", DAY(2026, 11, 10 + (int)i));
        record_set_text(&m.event, EVENT_MINUTES, rows[i].minutes);
        life_gather_event(&g, life_save(&m));
        sees(&g, "ending", rows[i].ending);
    }
    life_close(&g);
}

TEST(paper_meeting_keeps_all_of_long_minutes)
{
    enum { CHARS = 50000 };
    struct life g;
    struct strbuf sb;
    life_open(&g);
    sb_init(&sb);
    sb_repeat(&sb, "记", CHARS);
    struct meeting m = life_meeting(&g, "branch.meeting", DAY(2026, 11, 19));
    record_set_text(&m.event, EVENT_MINUTES, arena_str(&g.arena, sb.s));
    life_gather_event(&g, life_save(&m));
    assert_string_equal(life_value(&g, "minutes"), sb.s);
    sb_clear(&sb);
    life_close(&g);
}

/* ---- states ------------------------------------------------------------- */

TEST(paper_meeting_planned_has_only_its_roll)
{
    struct life g;
    life_open(&g);
    life_gather_event(&g, life_held(&g, "branch.meeting", DAY(2026, 12, 10)));
    sees(&g, "mark", "【计划】");
    sees(&g, "due", "6");
    sees(&g, "came", "");
    sees(&g, "absent", "");
    sees(&g, "attendees", "");
    sees(&g, "ending", "");
    assert_int_equal(life_rows(&g, "roll"), 6);
    assert_string_equal(life_cell(&g, "roll", 0, "state"), "");
    life_close(&g);
}

/* Somebody who is put together by hand, before anybody is. */
TEST(paper_meeting_without_a_roll)
{
    struct life g;
    life_open(&g);
    life_gather_event(&g, life_held(&g, "volunteer", DAY(2026, 12, 10)));
    sees(&g, "due", "0");
    assert_int_equal(life_rows(&g, "roll"), 0);
    life_close(&g);
}

TEST(paper_meeting_voided_is_told_with_its_reason_and_roll)
{
    struct life g;
    struct err err = ERR_INIT;
    life_open(&g);
    int64_t id = life_held(&g, "branch.meeting", DAY(2026, 11, 19));
    assert_true(
        ledger_void(g.book, &g.arena, &ledger_event, id, "登记重了", &err));
    life_gather_event(&g, id);
    sees(&g, "mark", "作废（2026-11-20）：登记重了");
    sees(&g, "due", "6");
    sees(&g, "title", "第 1 次支部党员大会");
    life_close(&g);
}

/* ---- which ones --------------------------------------------------------- */

static size_t records_of(struct life *g, const struct form_ask *ask,
                         int64_t **ids)
{
    size_t n;
    struct err err = ERR_INIT;
    struct form_ask whole = *ask;
    whole.book = g->book;
    assert_true(
        source_find("meeting")->records(&whole, &g->arena, ids, &n, &err));
    return n;
}

TEST(paper_records_are_what_was_called_in_the_span)
{
    struct life g;
    struct err err = ERR_INIT;
    int64_t *ids;
    life_open(&g);
    int64_t last = life_held(&g, "lecture", DAY(2026, 11, 19));
    int64_t first = life_held(&g, "branch.meeting", DAY(2026, 11, 1));
    life_held(&g, "branch.meeting", DAY(2026, 10, 31));
    life_held(&g, "branch.meeting", DAY(2026, 11, 27)); /* planned */
    int64_t voided = life_held(&g, "branch.meeting", DAY(2026, 11, 12));
    struct meeting failed =
        life_meeting(&g, "branch.meeting", DAY(2026, 11, 11));
    record_set_text(&failed.event, EVENT_STATE, EVENT_FAILED);
    record_set_text(&failed.event, EVENT_STATE_REASON, "到会不够");
    int64_t middle = life_save(&failed);
    assert_true(
        ledger_void(g.book, &g.arena, &ledger_event, voided, "登记重了", &err));
    struct form_ask ask = {.span = span_of_month(month_make(2026, 11))};
    assert_int_equal(records_of(&g, &ask, &ids), 3);
    assert_int_equal(ids[0], first);
    assert_int_equal(ids[1], middle);
    assert_int_equal(ids[2], last);
    life_gather_event(&g, middle);
    sees(&g, "state_mark", "【流会】到会不够");
    ask.kind = "lecture";
    assert_int_equal(records_of(&g, &ask, &ids), 1);
    ask.span = (struct span){DATE_NONE, DATE_NONE};
    ask.kind = NULL;
    assert_int_equal(records_of(&g, &ask, &ids), 4);
    /* What is behind the day in view has not happened. */
    g.book->day = DAY(2026, 11, 10);
    assert_int_equal(records_of(&g, &ask, &ids), 2);
    ask.span = span_of_year(2025);
    assert_int_equal(records_of(&g, &ask, &ids), 0);
    life_close(&g);
}
