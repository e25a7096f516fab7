/* Which record a row is, and what becomes of it. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "import_rig.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/periods.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/change.h"
#include "pbtui/store/check.h"
#include "pbtui/store/db.h"
#include "pbtui/text/date.h"

#define HEAD "姓名|身份证号|出生日期|民族|入党日期|转正日期|手机|单位职务\n"
#define ZHAO                                                                   \
    "赵一|990101199001010019|1990-01-01|汉族|2015-07-01|2016-07-01|"       \
    "13900000001|科员\n"

static void save(struct import_rig *r, const struct ledger *l, const char *text)
{
    if (!table_save(r, l, text)) {
        fail_msg("%s %s %s", r->err.code, r->err.text, r->err.detail);
    }
}

static enum import_fate fate(const struct import_rig *r, size_t row)
{
    const struct import_line *l = table_line(r, row);
    assert_non_null(l);
    return l->fate;
}

TEST(import_again_is_the_same_and_writes_nothing)
{
    struct import_rig r;
    import_rig_open(&r);
    save(&r, &ledger_people, HEAD ZHAO);
    int64_t audit = table_count(&r, "select count(*) from audit");
    save(&r, &ledger_people, HEAD ZHAO);
    assert_int_equal(r.report.counts[IMPORT_FATE_SAME], 1);
    assert_int_equal(r.report.number, 0);
    assert_true(table_notes(&r, "没有要写"));
    assert_int_equal(table_count(&r, "select count(*) from audit"), audit);
    assert_string_equal(table_line(&r, 2)->by, "身份证号");
    /* Masked as the ledger shows it is the same, too. */
    save(&r, &ledger_people,
         "姓名|身份证号|手机|出生日期\n"
         "赵一|**************0019|139****0001|1990-01-01\n");
    assert_int_equal(r.report.counts[IMPORT_FATE_SAME], 1);
    assert_false(
        table_save(&r, &ledger_people, "姓名|手机\n赵一|139****0009\n"));
    assert_string_equal(table_code(&r, 2), "E-IMPORT-042");
    import_rig_close(&r);
}

TEST(import_fills_and_takes_only_what_is_taken)
{
    struct import_rig r;
    import_rig_open(&r);
    save(&r, &ledger_people, HEAD ZHAO);
    static const char other[] =
        "姓名|身份证号|单位职务|住址|民族|手机\n"
        "赵一|990101199001010019|科长|示例县一号||13900000002\n";
    assert_true(table_look(&r, &ledger_people, other));
    assert_int_equal(fate(&r, 2), IMPORT_FATE_CONFLICT);
    const struct import_line *l = table_line(&r, 2);
    assert_int_equal(l->n_differences, 2);
    assert_string_equal(l->differences[0].column, "unit");
    assert_string_equal(l->differences[0].here, "科员");
    assert_string_equal(l->differences[0].there, "科长");
    assert_string_equal(l->differences[1].here, "139****0001");
    assert_string_equal(l->differences[1].there, "139****0002");
    assert_false(l->differences[0].taken);
    assert_int_equal(table_count(&r, "select count(*) from import_run"), 1);

    save(&r, &ledger_people, other);
    assert_string_equal(table_value(&r, &ledger_people, 1, "unit"), "科员");
    assert_string_equal(table_value(&r, &ledger_people, 1, "address"),
                        "示例县一号");
    assert_string_equal(table_value(&r, &ledger_people, 1, "nation"), "汉族");

    static const char *const take[] = {"单位职务", NULL};
    r.wish.take = take;
    save(&r, &ledger_people, other);
    assert_string_equal(table_value(&r, &ledger_people, 1, "unit"), "科长");
    assert_string_equal(table_value(&r, &ledger_people, 1, "phone"),
                        "139****0001");
    struct change_info info;
    assert_true(change_next_undo(r.f.book->db, &info));
    assert_string_equal(info.label, "导入党员名册：名册.csv（新 0 补 0 改 1）");
    r.wish.take_all = true;
    save(&r, &ledger_people, other);
    assert_string_equal(table_value(&r, &ledger_people, 1, "phone"),
                        "139****0002");
    /* Ctrl+Z takes it back as one. */
    assert_true(change_undo(r.f.book->db, NULL, NULL));
    assert_string_equal(table_value(&r, &ledger_people, 1, "phone"),
                        "139****0001");
    import_rig_close(&r);
}

static bool take_row_2(void *ctx, size_t row, const char *column)
{
    (void)ctx;
    return row == 2 && strcmp(column, "unit") == 0;
}

static bool leave_row_3(void *ctx, size_t row)
{
    (void)ctx;
    return row == 3;
}

TEST(import_takes_and_leaves_by_row)
{
    struct import_rig r;
    import_rig_open(&r);
    save(&r, &ledger_people,
         "姓名|入党日期|单位职务\n赵一|2015-07-01|甲\n钱二|2015-07-01|甲\n");
    r.wish.takes = take_row_2;
    r.wish.leaves = leave_row_3;
    save(&r, &ledger_people,
         "姓名|入党日期|单位职务\n赵一|2015-07-01|乙\n钱二|2015-07-01|乙\n"
         "孙三|2015-07-01|乙\n");
    assert_string_equal(
        table_value(&r, &ledger_people, table_person(&r, "赵一"), "unit"),
        "乙");
    assert_string_equal(
        table_value(&r, &ledger_people, table_person(&r, "钱二"), "unit"),
        "甲");
    assert_int_equal(r.report.counts[IMPORT_FATE_SKIPPED], 1);
    assert_true(table_person(&r, "孙三") != 0);
    import_rig_close(&r);
}

TEST(import_knows_people_by_number_birth_and_name)
{
    struct import_rig r;
    import_rig_open(&r);
    save(&r, &ledger_people,
         "姓名|身份证号|出生日期|入党日期\n"
         "赵一|990101199001010019||2015-07-01\n" /* 1 */
         "钱二||1975-05-01|2015-07-01\n"         /* 2 */
         "孙三||1980-01-01|2015-07-01\n"         /* 3 */
         "孙三||1981-01-01|2015-07-01\n"         /* 4 */
         "李四|||2015-07-01\n");                 /* 5 */
    static const struct {
        const char *row, *by, *code;
        int64_t id;
        enum import_fate fate;
    } rows[] = {
        {"赵一|990101199001010019|", "身份证号", "", 1, IMPORT_FATE_SAME},
        /* The number says who it is, whatever he is called here. */
        {"赵壹|990101199001010019|", "身份证号", "", 1, IMPORT_FATE_CONFLICT},
        {"钱二||1975-05-01", "姓名和出生日期", "", 2, IMPORT_FATE_SAME},
        {"钱　二||", "姓名", "", 2, IMPORT_FATE_SAME},
        {"孙三||1981-01-01", "姓名和出生日期", "", 4, IMPORT_FATE_SAME},
        {"孙三||", "", "E-IMPORT-040", 0, IMPORT_FATE_BAD},
        {"李四||1990-01-01", "姓名", "", 5, IMPORT_FATE_FILL},
        {"李四|990101199001010027|", "姓名", "", 5, IMPORT_FATE_FILL},
        {"钱二||1976-05-01", "", "", 0, IMPORT_FATE_NEW},
        {"赵一|990101198512318889|", "", "", 0, IMPORT_FATE_NEW},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char text[512];
        /* A date so that a new one may be. */
        snprintf(text, sizeof text, "姓名|身份证号|出生日期|入党日期\n%s|%s\n",
                 rows[i].row, "2015-07-01");
        assert_true(table_look(&r, &ledger_people, text));
        const struct import_line *l = table_line(&r, 2);
        assert_non_null(l);
        if (l->fate != rows[i].fate || l->id != rows[i].id ||
            strcmp(l->by, rows[i].by) != 0 ||
            strcmp(table_code(&r, 2), rows[i].code) != 0) {
            fail_msg("%s: fate %d id %d by %s %s", rows[i].row, (int)l->fate,
                     (int)l->id, l->by, table_code(&r, 2));
        }
    }
    assert_non_null(strstr((table_look(&r, &ledger_people, "姓名\n孙三\n"),
                            table_reason(&r, 2, 0)),
                           "第 4 号（"));
    assert_true(table_look(&r, &ledger_people, "编号|姓名\n4|孙三\n"));
    assert_int_equal(table_line(&r, 2)->id, 4);
    assert_string_equal(table_line(&r, 2)->by, "编号");
    /* Of another ledger's numbers. */
    assert_true(table_look(&r, &ledger_people, "编号|姓名\n4|钱二\n"));
    assert_int_equal(table_line(&r, 2)->id, 2);
    import_rig_close(&r);
}

TEST(import_a_record_twice_names_both_rows)
{
    struct import_rig r;
    import_rig_open(&r);
    static const char same[] = HEAD ZHAO ZHAO;
    save(&r, &ledger_people, same);
    assert_int_equal(fate(&r, 3), IMPORT_FATE_TWICE);
    assert_int_equal(table_line(&r, 3)->twin, 2);
    assert_non_null(
        strstr(table_line(&r, 3)->faults[0].reason, "第 3 行与第 2 行"));
    assert_int_equal(table_count(&r, "select count(*) from person"), 1);
    /* Which of the two is right, nobody knows. */
    assert_false(table_save(&r, &ledger_people,
                            HEAD ZHAO
                            "赵一|990101199001010019|1990-01-01|汉族|2015-07-"
                            "01|2016-07-01|13900000001|科长\n"));
    assert_string_equal(r.err.code, "E-IMPORT-061");
    assert_string_equal(table_line(&r, 3)->faults[0].code, "E-IMPORT-045");
    /* A row that is no good is no reason to leave out the good one. */
    r.wish.skip_bad = true;
    save(&r, &ledger_people,
         "姓名|身份证号|入党日期\n钱二|990101199001010027|2015-02-30\n"
         "钱二|990101199001010027|2015-03-01\n");
    assert_int_equal(fate(&r, 2), IMPORT_FATE_BAD);
    assert_int_equal(r.report.counts[IMPORT_FATE_NEW], 1);
    import_rig_close(&r);
}

TEST(import_of_a_book_needs_the_people)
{
    struct import_rig r;
    import_rig_open(&r);
    save(
        &r, &ledger_people,
        "姓名|身份证号|入党日期|出生日期\n赵一|990101199001010019|2015-07-01|\n"
        "孙三|990101198512318889|2015-07-01|\n"
        "孙三|99010119620715046X|2015-07-01|\n"
        "张三丰||2015-07-01|1980-01-01\n");
    static const char text[] = "姓名|获奖日期|荣誉称号|级别\n"
                               "赵一|2024-07-01|优秀共产党员|县级\n"
                               "孙三|2024-07-01|优秀党务工作者|\n"
                               "周八|2024-07-01|优秀共产党员|\n"
                               "张三|2024-07-01|优秀共产党员|\n";
    assert_true(table_look(&r, &ledger_honour, text));
    assert_string_equal(table_code(&r, 3), "E-IMPORT-028");
    assert_non_null(strstr(table_reason(&r, 3, false), "#2"));
    assert_non_null(strstr(table_reason(&r, 3, false), "#3"));
    assert_string_equal(table_code(&r, 4), "E-IMPORT-030");
    assert_non_null(strstr(table_reason(&r, 4, false), "周八"));
    /* A name is not completed. */
    assert_string_equal(table_code(&r, 5), "E-IMPORT-030");
    assert_false(table_save(&r, &ledger_honour, text));
    assert_string_equal(r.err.code, "E-IMPORT-061");
    assert_non_null(strstr(r.err.text, "有 3 行"));
    assert_non_null(strstr(r.err.text, "第 3 行"));
    assert_int_equal(table_count(&r, "select count(*) from honour"), 0);
    /* By the ID number, or by the number here. */
    save(&r, &ledger_honour,
         "姓名|公民身份号码|获奖日期|荣誉称号\n"
         "孙三|99010119620715046X|2024-07-01|优秀党务工作者\n"
         "孙三 #2||2024-07-02|优秀共产党员\n");
    assert_int_equal(
        table_count(&r, "select count(*) from honour where person_id = 3"), 1);
    assert_int_equal(
        table_count(&r, "select count(*) from honour where person_id = 2"), 1);
    import_rig_close(&r);
}

TEST(import_of_a_book_knows_its_records)
{
    struct import_rig r;
    import_rig_open(&r);
    save(&r, &ledger_people, HEAD ZHAO);
    static const char two[] = "姓名|日期|荣誉名称|文号\n"
                              "赵一|2024-07-01|优秀共产党员|一号\n"
                              "赵一|2024-07-01|优秀共产党员|二号\n";
    /* One that is here already is taken by the row that says the same; the
       other is one more … */
    save(&r, &ledger_honour,
         "姓名|日期|荣誉名称|文号\n赵一|2023-07-01|优秀共产党员|一号\n");
    save(&r, &ledger_honour,
         "姓名|日期|荣誉名称|文号\n赵一|2023-07-01|优秀共产党员|一号\n"
         "赵一|2023-07-01|优秀共产党员|二号\n"
         "赵一|2023-07-01|优秀共产党员|一号\n");
    assert_int_equal(r.report.counts[IMPORT_FATE_SAME], 1);
    assert_int_equal(r.report.counts[IMPORT_FATE_NEW], 1);
    assert_int_equal(table_line(&r, 4)->twin, 2);
    assert_true(change_undo(r.f.book->db, NULL, NULL));
    assert_true(change_undo(r.f.book->db, NULL, NULL));
    /* … two of a kind in one file are two records … */
    save(&r, &ledger_honour, two);
    assert_int_equal(table_count(&r, "select count(*) from honour"), 2);
    /* … and each is known again by what it says. */
    save(&r, &ledger_honour, two);
    assert_int_equal(r.report.counts[IMPORT_FATE_SAME], 2);
    /* What is neither: somebody must say which. */
    assert_true(table_look(&r, &ledger_honour,
                           "姓名|日期|荣誉名称|文号\n"
                           "赵一|2024-07-01|优秀共产党员|三号\n"));
    assert_string_equal(table_code(&r, 2), "E-IMPORT-041");
    save(&r, &ledger_honour,
         "编号|姓名|日期|荣誉名称|文号|授予单位\n"
         "4|赵一|2024-07-01|优秀共产党员|二号|县委\n");
    assert_string_equal(table_line(&r, 2)->by, "编号");
    assert_string_equal(table_value(&r, &ledger_honour, 4, "giver"), "县委");
    /* A number of another ledger's says nothing here. */
    save(&r, &ledger_honour,
         "编号|姓名|日期|荣誉名称\n77|赵一|2025-07-01|先进个人\n");
    assert_int_equal(table_count(&r, "select count(*) from honour"), 3);
    import_rig_close(&r);
}

TEST(import_writes_nothing_into_a_sealed_month)
{
    struct import_rig r;
    struct err err = ERR_INIT;
    import_rig_open(&r);
    save(&r, &ledger_people,
         "姓名|入党日期\n赵一|2015-07-01\n钱二|2015-07-01\n");
    if (!period_seal(r.f.book, &r.arena, month_make(2015, 6), &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_false(table_save(&r, &ledger_talk,
                            "谈话日期|谈话人|谈话对象\n"
                            "2015-06-10|赵一|钱二\n2026-06-10|赵一|钱二\n"));
    assert_string_equal(r.err.code, "E-IMPORT-061");
    assert_string_equal(table_code(&r, 2), "E-PERIOD-001");
    assert_int_equal(table_count(&r, "select count(*) from talk"), 0);
    import_rig_close(&r);
}

TEST(import_of_a_file_that_changes_saves_nothing)
{
    struct import_rig r;
    import_rig_open(&r);
    const char *before = table_dump(&r);
    r.changes_on_second = true;
    assert_false(table_save(&r, &ledger_people, HEAD ZHAO));
    assert_string_equal(r.err.code, "another");
    assert_string_equal(table_dump(&r), before);
    r.changes_on_second = false;
    save(&r, &ledger_people, HEAD ZHAO);
    import_rig_close(&r);
}

static bool stop_at_second(void *ctx, size_t rows)
{
    (void)rows;
    return --*(int *)ctx > 0;
}

TEST(import_stops_when_told_and_saves_nothing)
{
    struct import_rig r;
    struct strbuf text;
    int asked = 5; /* in the second pass */
    import_rig_open(&r);
    sb_init(&text);
    sb_add(&text, "姓名|入党日期|转正日期\n");
    for (int i = 0; i < 200; i++) {
        sb_addf(&text, "甲%d|2015-07-01|2016-07-01\n", i);
    }
    const char *before = table_dump(&r);
    r.wish.go_on = stop_at_second;
    r.wish.ctx = &asked;
    assert_false(table_save(&r, &ledger_people, text.s));
    assert_string_equal(r.err.code, "E-IMPORT-060");
    assert_int_equal(r.reads, 2);
    assert_string_equal(table_dump(&r), before);
    save(&r, &ledger_people, text.s);
    assert_int_equal(r.report.counts[IMPORT_FATE_NEW], 200);
    assert_int_equal(r.report.n_lines, 100);
    assert_int_equal(r.report.more, 100);
    sb_clear(&text);
    import_rig_close(&r);
}

/* What two rows of a file are together only the second pass can see. */
TEST(import_sees_the_rows_above)
{
    struct import_rig r;
    import_rig_open(&r);
    save(&r, &ledger_people, HEAD ZHAO);
    const char *before = table_dump(&r);
    static const char text[] = "姓名|职务|任职日期\n"
                               "赵一|书记|2025-01-01\n"
                               "赵一|书记|2025-02-01\n";
    assert_true(table_look(&r, &ledger_post, text));
    assert_int_equal(r.report.counts[IMPORT_FATE_BAD], 0);
    assert_false(table_save(&r, &ledger_post, text));
    assert_string_equal(r.err.code, "E-IMPORT-061");
    assert_non_null(strstr(r.err.text, "第 3 行"));
    assert_string_equal(table_dump(&r), before);
    r.wish.skip_bad = true;
    save(&r, &ledger_post, text);
    assert_int_equal(table_count(&r, "select count(*) from post"), 1);
    import_rig_close(&r);
}

TEST(import_every_book_takes_rows_or_says_why)
{
    struct import_rig r;
    const struct ledger *l;
    size_t takes = 0;
    size_t refuses = 0;
    import_rig_open(&r);
    for (size_t i = 0; (l = registry_at(r.f.book, i)) != NULL; i++) {
        const char *why = import_refusal(r.f.book, l);
        if (why == NULL) {
            takes++;
            continue;
        }
        refuses++;
        if (strstr(why, "这本台账有自己的登记办法") != NULL) {
            fail_msg("%s has no sentence", l->name);
        }
        const char *head =
            arena_printf(&r.arena, "%s\n1\n", l->fields[0].label);
        assert_false(table_look(&r, l, head));
        assert_string_equal(r.err.code, "E-IMPORT-062");
        assert_string_equal(r.err.text, why);
    }
    assert_true(takes > 70);
    assert_true(refuses > 10);
    import_rig_close(&r);
}
