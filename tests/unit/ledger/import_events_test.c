/* Meetings from a file: who came, topics, what it counts as; and back out. */
#include "unit.h"

#include <string.h>

#include "import_rig.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"

static void open_branch(struct import_rig *r)
{
    static const char *const names[] = {"张三", "李四", "王五", "赵六", "钱七"};
    static const char *const births[] = {
        "1970-01-01", "1975-02-02", "1980-03-03", "1985-04-04", "1990-05-05"};
    import_rig_open(r);
    for (size_t i = 0; i < 5; i++) {
        fixture_member(&r->f, names[i], births[i], "2015-07-01", "2016-07-01");
    }
}

static void expect_saved(struct import_rig *r, bool ok)
{
    if (!ok) {
        fail_msg("%s %s %s", r->err.code, r->err.text, r->err.detail);
    }
}

static const char head[] =
    "日期|类型|起|止|地点|主持人|记录人|出席人员|请假人员|缺席人员|议题|决议|"
    "同时记为\n";
static const char row[] =
    "2026-11-05|党员大会|14:30|16:00|会议室|张三|李四||王　五（因公出差）、"
    "赵六(事假：搬家)|钱七|1.学习文件；2.讨论计划|2.同意|主题党日\n";

/* The meeting above, and what stands below it. */
static const char *whole(struct import_rig *r, const char *more)
{
    return arena_printf(&r->arena, "%s%s%s", head, row, more);
}

static const char *roll_of(struct import_rig *r, int64_t event)
{
    struct meeting m;
    struct strbuf sb;
    sb_init(&sb);
    assert_true(meeting_read(&m, r->f.book, &r->arena, event, NULL));
    for (size_t i = 0; i < m.roll.n; i++) {
        const struct record *a = &m.roll.v[i].now;
        sb_addf(&sb, "%s", i > 0 ? " " : "");
        record_show(a, r->f.book, ATTEND_PERSON, &sb);
        sb_add(&sb, "=");
        record_show(a, r->f.book, ATTEND_STATE, &sb);
        sb_addf(&sb, ":");
        record_show(a, r->f.book, ATTEND_REASON, &sb);
        sb_addf(&sb, ":%s", record_text(a, ATTEND_REASON_TEXT));
    }
    const char *s = arena_str(&r->arena, sb.s);
    sb_clear(&sb);
    return s;
}

TEST(a_meeting_comes_with_its_roll_and_topics)
{
    struct import_rig r;
    open_branch(&r);
    const char *before = table_dump(&r);
    expect_saved(&r, table_save(&r, &ledger_event, whole(&r, "")));
    assert_int_equal(r.report.counts[IMPORT_FATE_NEW], 1);
    assert_string_equal(table_value(&r, &ledger_event, 1, "kind"),
                        "支部党员大会");
    assert_string_equal(table_value(&r, &ledger_event, 1, "host_id"), "张三");
    assert_string_equal(roll_of(&r, 1),
                        "张三=出席:: 李四=出席:: "
                        "王五=请假:因公出差: 赵六=请假:事假:搬家 "
                        "钱七=缺席:无故:");
    assert_int_equal(table_count(&r, "select n_present from event"), 2);
    assert_int_equal(table_count(&r, "select count(*) from event_kind"), 2);
    assert_int_equal(table_count(&r, "select count(*) from agenda where"
                                     " resolution = '同意' and ord = 2"),
                     1);
    assert_true(table_look(&r, &ledger_event, whole(&r, "")));
    assert_int_equal(r.report.counts[IMPORT_FATE_SAME], 1);
    assert_true(import_undo(r.f.book, 1, NULL));
    assert_string_equal(table_dump(&r), before);
    import_rig_close(&r);
}

TEST(habits_of_the_last_meeting_are_no_facts_of_a_file)
{
    struct import_rig r;
    open_branch(&r);
    expect_saved(&r,
                 table_save(&r, &ledger_event,
                            whole(&r, "2026-11-12|党员大会||||||||||||\n")));
    assert_string_equal(table_value(&r, &ledger_event, 2, "place"), "");
    assert_string_equal(table_value(&r, &ledger_event, 2, "host_id"), "");
    assert_int_equal(
        table_count(&r, "select n_present from event where id = 2"), 5);
    import_rig_close(&r);
}

TEST(what_a_meeting_cannot_be_is_refused_with_its_sentence)
{
    static const struct {
        const char *head, *row, *code;
    } cases[] = {
        {"日期|类型|出席人员", "2026-11-05|党员大会|张三、李四", "E-DOOR-021"},
        {"日期|类型|出席人员", "2026-11-05|党员大会|张三、孙九", "E-DOOR-001"},
        {"日期|类型|出席人员", "2026-11-05|党员大会|4", "E-DOOR-022"},
        {"日期|类型|请假人员", "2026-11-05|党员大会|张三", "E-EVENT-021"},
        {"日期|类型|请假人员", "2026-11-05|党员大会|张三（病假）、张三",
         "E-DOOR-004"},
        {"日期|类型|请假人员|缺席人员", "2026-11-05|党员大会|张三（病假）|张三",
         "E-DOOR-020"},
        {"日期|类型|应到人员", "2026-11-05|党员大会|张三、李四", "E-EVENT-027"},
        {"日期|类型|请假人员", "2026-12-05|党员大会|张三（病假）",
         "E-DOOR-023"},
        {"日期|类型|状态", "2026-12-05|党员大会|已召开", "E-EVENT-011"},
        {"日期|类型|同时记为", "2026-11-05|党员大会|聚餐", "E-DOOR-005"},
        {"日期|类型|同时记为", "2026-11-05|党员大会|支委会", "E-EVENT-016"},
        {"日期|类型|议题|决议", "2026-11-05|党员大会|听报告|同意；不同意",
         "E-DOOR-011"},
        {"日期|类型|起|止", "2026-11-05|党员大会|15:00|14:00", "E-EVENT-013"},
        {"日期|类型|主持人", "|党员大会|张三", "E-EVENT-036"},
    };
    struct import_rig r;
    open_branch(&r);
    const char *before = table_dump(&r);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *text =
            arena_printf(&r.arena, "%s\n%s\n", cases[i].head, cases[i].row);
        assert_true(table_look(&r, &ledger_event, text));
        if (strcmp(table_code(&r, 2), cases[i].code) != 0) {
            fail_msg("%s: %s %s, not %s", cases[i].row, table_code(&r, 2),
                     table_reason(&r, 2, false), cases[i].code);
        }
        assert_false(table_save(&r, &ledger_event, text));
    }
    assert_string_equal(table_dump(&r), before);
    import_rig_close(&r);
}

TEST(a_number_that_fits_the_names_is_enough)
{
    struct import_rig r;
    open_branch(&r);
    expect_saved(&r, table_save(&r, &ledger_event,
                                "日期|类型|应到人员|出席人员|请假人员\n"
                                "2026-11-05|党员大会|5|4人|李四（病假）\n"));
    assert_true(table_look(&r, &ledger_event,
                           "日期|类型|应到人员|出席人员|请假人员\n"
                           "2026-11-05|党员大会|5|4人|李四（病假）\n"));
    assert_int_equal(r.report.counts[IMPORT_FATE_SAME], 1);
    import_rig_close(&r);
}

TEST(a_row_fills_in_or_differs_from_the_meeting_that_is_here)
{
    struct import_rig r;
    open_branch(&r);
    expect_saved(&r, table_save(&r, &ledger_event, whole(&r, "")));
    assert_true(table_look(&r, &ledger_event,
                           "日期|类型|主题\n2026-11-05|党员大会|总结\n"));
    assert_int_equal(r.report.counts[IMPORT_FATE_FILL], 1);
    static const char other[] = "日期|类型|请假人员\n"
                                "2026-11-05|党员大会|王五（病假）\n";
    assert_true(table_look(&r, &ledger_event, other));
    assert_int_equal(r.report.counts[IMPORT_FATE_CONFLICT], 1);
    const struct import_line *line = table_line(&r, 2);
    assert_string_equal(line->differences[0].here,
                        "王五（因公出差）、赵六（事假：搬家）");
    assert_string_equal(line->differences[0].there, "王五（病假）");
    r.wish.take_all = true;
    expect_saved(&r, table_save(&r, &ledger_event, other));
    /* Who is in no list of the file any more came. */
    assert_string_equal(roll_of(&r, 1),
                        "张三=出席:: 李四=出席:: 王五=请假:病假: "
                        "赵六=出席:: 钱七=缺席:无故:");
    import_rig_close(&r);
}

TEST(a_meeting_keeps_the_number_that_the_file_gives)
{
    struct import_rig r;
    open_branch(&r);
    static const char text[] = "日期|类型|第几次\n2026-11-05|党员大会|7\n"
                               "2026-11-12|党员大会|\n";
    expect_saved(&r, table_save(&r, &ledger_event, text));
    assert_int_equal(table_count(&r, "select no from event_kind where id = 1"),
                     7);
    assert_int_equal(table_count(&r, "select no from event_kind where id = 2"),
                     8);
    import_rig_close(&r);
}

TEST(two_rows_of_one_meeting_are_told)
{
    struct import_rig r;
    open_branch(&r);
    assert_true(table_look(&r, &ledger_event,
                           "日期|类型|起|主题\n2026-11-05|党员大会|09:00|学习\n"
                           "2026-11-05|党员大会|09:00|总结\n"
                           "2026-11-05|党员大会|14:00|总结\n"));
    assert_int_equal(r.report.counts[IMPORT_FATE_NEW], 2);
    assert_int_equal(r.report.counts[IMPORT_FATE_TWICE], 1);
    assert_string_equal(table_code(&r, 3), "E-IMPORT-045");
    import_rig_close(&r);
}

/* As an export tells them apart: by their birth. */
TEST(namesakes_are_told_apart_by_their_birth)
{
    struct import_rig r;
    open_branch(&r);
    int64_t other =
        fixture_member(&r.f, "张三", "1999-09-09", "2020-07-01", "2021-07-01");
    static const char text[] = "日期|类型|主持人|缺席人员\n"
                               "2026-11-05|党员大会|张三（1970-01-01）|"
                               "张三（1999-09-09）（病假）\n";
    expect_saved(&r, table_save(&r, &ledger_event, text));
    assert_int_equal(table_count(&r, "select host_id from event"), 1);
    assert_int_equal(table_count(&r, "select person_id from attend where"
                                     " state = '4'"),
                     other);
    assert_true(table_look(&r, &ledger_event, table_export(&r, &ledger_event)));
    assert_int_equal(r.report.counts[IMPORT_FATE_SAME], 1);
    assert_true(table_look(&r, &ledger_event,
                           "日期|类型|缺席人员\n2026-11-05|党员大会|张三\n"));
    assert_string_equal(table_code(&r, 2), "E-DOOR-002");
    import_rig_close(&r);
}

/* ---- the parts of a meeting, and all of it back and forth ------------------
 */

static const struct ledger *const books[] = {&ledger_event,  &ledger_event_kind,
                                             &ledger_attend, &ledger_agenda,
                                             &ledger_point,  &ledger_action};

static void post(struct import_rig *r)
{
    expect_saved(r, table_save(r, &ledger_post,
                               "姓名|职务|任职日期\n张三|书记|2024-01-01\n"
                               "李四|组织委员|2024-01-01\n"));
}

static void fill_parts(struct import_rig *r)
{
    post(r);
    expect_saved(
        r,
        table_save(r, &ledger_event,
                   whole(r, "2026-10-10|支委会||||||张三、李四|||会前议定||\n"
                            "2026-11-12|党课||||||||||||\n")));
    expect_saved(r,
                 table_save(r, &ledger_event_kind,
                            "会议|类型|细类|题目|主讲\n"
                            "第 1 次党课 2026-11-12|党课|书记|讲党史|张三\n"));
    expect_saved(r, table_save(r, &ledger_attend,
                               "会议|姓名|补学日期|补学形式\n"
                               "第 1 次支部党员大会 2026-11-05|钱七|2026-11-10|"
                               "自学\n"));
    expect_saved(r,
                 table_save(r, &ledger_agenda,
                            "会议|议题|讨论|表决事项|赞成|反对|弃权\n"
                            "第 1 次支部党员大会 2026-11-05|讨论计划|热烈||||"
                            "\n"));
    expect_saved(r, table_save(r, &ledger_point,
                               "会议|议题|发言人|发言要点\n"
                               "第 1 次支部党员大会 2026-11-05|讨论计划|李四|"
                               "应当抓紧\n"));
    expect_saved(r, table_save(r, &ledger_action,
                               "会议|议题|待办|责任人|时限\n"
                               "第 1 次支部党员大会 2026-11-05|讨论计划|写计划|"
                               "李四|2026-12-01\n"));
}

TEST(meetings_and_their_parts_go_out_and_come_in_the_same)
{
    struct import_rig one, two;
    const char *texts[ARRAY_LEN(books)];
    open_branch(&one);
    fill_parts(&one);
    for (size_t i = 0; i < ARRAY_LEN(books); i++) {
        texts[i] = table_export(&one, books[i]);
        assert_true(table_look(&one, books[i], texts[i]));
        if (one.report.counts[IMPORT_FATE_SAME] + 1 != one.report.rows) {
            fail_msg("%s %s %s", books[i]->name, table_reason(&one, 2, false),
                     texts[i]);
        }
    }
    open_branch(&two);
    post(&two);
    for (size_t i = 0; i < ARRAY_LEN(books); i++) {
        bool ok = table_save(&two, books[i], texts[i]);
        if (!ok) {
            fail_msg("%s\n%s\n%s", texts[i], two.err.code, two.err.text);
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(books); i++) {
        assert_string_equal(table_export(&two, books[i]), texts[i]);
    }
    import_rig_close(&two);
    import_rig_close(&one);
}
