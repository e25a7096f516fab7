/* Files of 发展党员 from tables: the days of all steps in one row, and step by
   step; and back out. */
#include "unit.h"

#include <string.h>

#include "import_rig.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/pipeline.h"
#include "pipeline_desk.h"

static void expect_saved(struct import_rig *r, bool ok)
{
    if (!ok) {
        fail_msg("%s %s %s", r->err.code, r->err.text, r->err.detail);
    }
}

static void add_applicant(struct import_rig *r, const char *name,
                          const char *applied)
{
    struct err err = ERR_INIT;
    struct record p = record_new(&ledger_people, r->f.book, &r->arena);
    fixture_type(&r->f, &p, "name", name);
    fixture_type(&r->f, &p, "birth_on", "1994-06-12");
    fixture_type(&r->f, &p, "politic", "群众");
    fixture_type(&r->f, &p, "apply_on", applied);
    assert_true(ledger_apply(r->f.book, &r->arena, &p, NULL, NULL, &err));
}

static void open_branch(struct import_rig *r)
{
    import_rig_open(r);
    fixture_member(&r->f, "张三", "1970-01-01", "2005-07-01", "2006-07-01");
    fixture_member(&r->f, "李四", "1975-02-02", "2005-07-01", "2006-07-01");
    fixture_member(&r->f, "陈方", "1994-06-12", "2024-01-26", NULL);
    add_applicant(r, "林小", "2026-05-10");
}

/* The worked example of domain.md 2.7, one column a step. */
static const char *worked(struct import_rig *r, int to)
{
    const char *head = "姓名|补录说明|半年考察日期|集中培训学时";
    const char *row = "陈方|当时按当地做法办理|2023-03-20、2023-09-20|24";
    for (int no = 1; no <= to; no++) {
        if (worked_days[no] != NULL) {
            head = arena_printf(&r->arena, "%s|第 %d 步", head, no);
            row = arena_printf(&r->arena, "%s|%s", row, worked_days[no]);
        }
    }
    return arena_printf(&r->arena, "%s\n%s\n", head, row);
}

TEST(a_file_of_years_ago_comes_in_by_its_days)
{
    struct import_rig r;
    open_branch(&r);
    const char *before = table_dump(&r);
    const char *text = worked(&r, 20);
    expect_saved(&r, table_save(&r, &ledger_candidacy, text));
    assert_string_equal(table_value(&r, &ledger_candidacy, 1, "origin"),
                        "补录");
    assert_int_equal(table_count(&r, "select count(*) from step where"
                                     " elsewhere = 1"),
                     19);
    assert_int_equal(table_count(&r, "select count(*) from step_entry"), 2);
    int64_t id = table_person(&r, "陈方");
    assert_string_equal(table_value(&r, &ledger_people, id, "join_on"),
                        "2024-01-26");
    assert_true(table_look(&r, &ledger_candidacy, text));
    assert_int_equal(r.report.counts[IMPORT_FATE_SAME], 1);
    assert_true(import_undo(r.f.book, 1, NULL));
    assert_string_equal(table_dump(&r), before);
    import_rig_close(&r);
}

TEST(what_the_rules_of_a_file_refuse_stands_at_the_step)
{
    static const struct {
        const char *head, *row, *code, *words;
    } cases[] = {
        {"姓名|申请入党时间|列为积极分子时间", "林小|2026-05-10|2026-11-10",
         "E-PIPE-020", "第 2 步谈话还没有办"},
        {"姓名|来源|申请入党时间|谈话时间", "林小|转入|2026-05-10|2026-05-20",
         "E-PIPE-010", "转入前"},
        {"姓名|申请入党时间", "林小|2027-05-10", "E-PIPE-020", "还没有到"},
        {"姓名|申请入党时间", "林大|2026-05-10", "E-IMPORT-030", "林大"},
        {"姓名|申请入党时间", "张三|2020-05-10", "E-PIPE-227", "已是党员"},
        {"姓名|半年考察日期|补录说明", "林小|2026-09-10|合格", "E-PIPE",
         "积极分子"},
        {"姓名|思想汇报日期", "林小|下次", "E-DATE", ""},
    };
    struct import_rig r;
    open_branch(&r);
    const char *before = table_dump(&r);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *text =
            arena_printf(&r.arena, "%s\n%s\n", cases[i].head, cases[i].row);
        assert_true(table_look(&r, &ledger_candidacy, text));
        if (strncmp(table_code(&r, 2), cases[i].code, strlen(cases[i].code)) !=
                0 ||
            strstr(table_reason(&r, 2, false), cases[i].words) == NULL) {
            fail_msg("%s: %s %s, not %s", cases[i].row, table_code(&r, 2),
                     table_reason(&r, 2, false), cases[i].code);
        }
        assert_false(table_save(&r, &ledger_candidacy, text));
    }
    assert_string_equal(table_dump(&r), before);
    import_rig_close(&r);
}

TEST(a_row_fills_in_steps_and_another_day_is_a_difference)
{
    struct import_rig r;
    open_branch(&r);
    expect_saved(&r, table_save(&r, &ledger_candidacy, worked(&r, 17)));
    assert_true(table_look(&r, &ledger_candidacy, worked(&r, 20)));
    assert_int_equal(r.report.counts[IMPORT_FATE_FILL], 1);
    expect_saved(&r, table_save(&r, &ledger_candidacy, worked(&r, 20)));
    assert_int_equal(table_count(&r, "select max(no) from step"), 20);
    assert_true(table_look(&r, &ledger_candidacy,
                           "姓名|上级谈话时间|宣誓时间\n"
                           "陈方|2024-04-12|2024-05-10\n"));
    assert_int_equal(r.report.counts[IMPORT_FATE_CONFLICT], 1);
    assert_string_equal(table_line(&r, 2)->differences[0].here, "2024-04-10");
    import_rig_close(&r);
}

TEST(a_file_whose_steps_come_later_is_only_opened)
{
    struct import_rig r;
    open_branch(&r);
    expect_saved(&r, table_save(&r, &ledger_candidacy,
                                "姓名|来源|各步另行导入|谈话时间|积极分子\n"
                                "林小|本支部申请|是|2026-05-20|2026-11-10\n"));
    /* What the roster says: that he applied. */
    assert_int_equal(table_count(&r, "select count(*) from step"), 1);
    import_rig_close(&r);
}

/* ---- step by step -----------------------------------------------------------
 */

static void open_file(struct import_rig *r)
{
    open_branch(r);
    expect_saved(r,
                 table_save(r, &ledger_candidacy,
                            "姓名|来源|申请入党时间\n林小|补录|2025-05-10\n"));
}

static const char steps[] =
    "姓名|步骤|日期|外单位办理|外单位责任人|推荐方式|培养联系人|原因说明\n"
    "林小|谈话|2025-05-20|是|老书记||||\n"
    "林小|确定积极分子|2025-11-20|是||党员推荐||补录\n"
    "林小|备案|2025-12-01|是||||补录\n"
    "林小|培养联系人|2025-12-05|是|||张三|补录\n";

TEST(steps_come_one_upon_the_other)
{
    struct import_rig r;
    open_file(&r);
    const char *before = table_dump(&r);
    assert_true(table_look(&r, &ledger_step, steps));
    assert_int_equal(r.report.counts[IMPORT_FATE_NEW], 4);
    assert_string_equal(table_dump(&r), before);
    expect_saved(&r, table_save(&r, &ledger_step, steps));
    assert_int_equal(table_count(&r, "select count(*) from step"), 5);
    assert_int_equal(table_count(&r, "select person_id from helper"),
                     table_person(&r, "张三"));
    assert_true(table_look(&r, &ledger_step, steps));
    assert_int_equal(r.report.counts[IMPORT_FATE_SAME], 4);
    assert_true(import_undo(r.f.book, 2, NULL));
    assert_string_equal(table_dump(&r), before);
    import_rig_close(&r);
}

TEST(a_step_too_early_is_refused_where_it_stands)
{
    struct import_rig r;
    open_file(&r);
    assert_true(table_look(&r, &ledger_step,
                           "姓名|步骤|日期|外单位办理\n"
                           "林小|确定积极分子|2025-11-20|是\n"
                           "陈方|谈话|2020-01-01|是\n"
                           "|谈话|2020-01-01|是\n"));
    assert_string_equal(table_code(&r, 2), "E-PIPE-020");
    assert_string_equal(table_code(&r, 3), "E-DOOR-070");
    assert_string_equal(table_code(&r, 4), "E-IMPORT-043");
    import_rig_close(&r);
}

static const struct ledger *const parts[] = {&ledger_step, &ledger_step_entry,
                                             &ledger_helper, &ledger_paper};

TEST(files_go_out_and_come_in_the_same)
{
    struct import_rig one, two;
    const char *texts[ARRAY_LEN(parts)];
    open_file(&one);
    expect_saved(&one, table_save(&one, &ledger_step, steps));
    expect_saved(&one, table_save(&one, &ledger_step_entry,
                                  "姓名|种类|日期|内容\n"
                                  "林小|思想汇报|2026-02-01|学习体会\n"));
    expect_saved(&one, table_save(&one, &ledger_paper,
                                  "姓名|哪一步|材料名称|份数|形成时间\n"
                                  "林小|申请|入党申请书|1|2025-05-10\n"));
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        texts[i] = table_export(&one, parts[i]);
        assert_true(table_look(&one, parts[i], texts[i]));
        if (one.report.counts[IMPORT_FATE_SAME] + 1 != one.report.rows) {
            fail_msg("%s %s %s", parts[i]->name, table_reason(&one, 2, false),
                     texts[i]);
        }
    }
    open_file(&two);
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (!table_save(&two, parts[i], texts[i])) {
            fail_msg("%s\n%s\n%s", texts[i], two.err.code, two.err.text);
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        assert_string_equal(table_export(&two, parts[i]), texts[i]);
    }
    assert_string_equal(table_export(&two, &ledger_candidacy),
                        table_export(&one, &ledger_candidacy));
    import_rig_close(&two);
    import_rig_close(&one);
}

TEST(a_table_of_files_goes_out_and_comes_in_the_same)
{
    struct import_rig one, two;
    open_branch(&one);
    expect_saved(&one, table_save(&one, &ledger_candidacy, worked(&one, 20)));
    const char *text = table_export(&one, &ledger_candidacy);
    assert_true(table_look(&one, &ledger_candidacy, text));
    assert_int_equal(one.report.counts[IMPORT_FATE_SAME], 1);
    open_branch(&two);
    expect_saved(&two, table_save(&two, &ledger_candidacy, text));
    assert_string_equal(table_export(&two, &ledger_candidacy), text);
    import_rig_close(&two);
    import_rig_close(&one);
}
