/* Three hundred files that are wrong somewhere: each names row, column and
   reason, and none changes the ledger.  And rosters as offices send them. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "import_rig.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"

enum { BAD_IMPORTS = 300, COLUMNS = 6, GOOD_ROWS = 5 };

static const char *const heads[COLUMNS] = {"姓名",     "身份证号", "入党日期",
                                           "转正日期", "手机",     "学历"};
/* What goes wrong in each column. */
static const char *const wrong[COLUMNS][5] = {
    {"", "e:#N/A", "#REF!", "\x01", "甲\u202E乙"},
    {"n:990101199001010000", "990101199001010018", "9.9E+17",
     "9901**********0019", "99010119900101001"},
    {"2015年7月", "2015-02-30", "15.7.1", "7月1日", "2035-01-01"},
    {"2015-13-01", "转正了", "n:2016.7", "1015-07-01", "e:#VALUE!"},
    {"1.39E+10", "见附件", "139****0001", "1", "e:#NAME?"},
    {"博导", "e:#N/A", "魔法学校", "#DIV/0!", "?"},
};

static void add_good(struct strbuf *out, size_t i)
{
    sb_addf(out, "甲%c||2015-07-01|2016-07-01|1390000000%zu|本科\n",
            (char)('a' + i), i);
}

static size_t make_file(struct strbuf *out, uint64_t *rnd, size_t *col)
{
    size_t bad = unit_below(rnd, GOOD_ROWS);
    *col = unit_below(rnd, COLUMNS);
    size_t kind = unit_below(rnd, 5);
    sb_reset(out);
    sb_add(out, "党员名册\n");
    for (size_t c = 0; c < COLUMNS; c++) {
        sb_addf(out, "%s%s", c > 0 ? "|" : "", heads[c]);
    }
    sb_addc(out, '\n');
    for (size_t i = 0; i < GOOD_ROWS; i++) {
        if (i != bad) {
            add_good(out, i);
            continue;
        }
        static const char *const good[COLUMNS] = {
            "乙乙", "", "2015-07-01", "2016-07-01", "", "本科"};
        for (size_t c = 0; c < COLUMNS; c++) {
            sb_addf(out, "%s%s", c > 0 ? "|" : "",
                    c == *col ? wrong[c][kind] : good[c]);
        }
        sb_addc(out, '\n');
    }
    return bad + 3;
}

PROPERTY(import_of_something_wrong_says_where_and_changes_nothing)
{
    struct import_rig r;
    struct strbuf text;
    uint64_t rnd = unit_seed();
    import_rig_open(&r);
    fixture_member(&r.f, "在册", "1980-01-01", "2005-07-01", "2006-07-01");
    const char *before = table_dump(&r);
    int64_t audit = table_count(&r, "select count(*) from audit");
    sb_init(&text);
    for (int i = 0; i < BAD_IMPORTS; i++) {
        size_t col;
        size_t row = make_file(&text, &rnd, &col);
        if (table_save(&r, &ledger_people, text.s)) {
            fail_msg("imported:\n%s", text.s);
        }
        const struct import_line *l = table_line(&r, row);
        const struct import_fault *x = table_fault(&r, row, false);
        if (l == NULL || l->fate != IMPORT_FATE_BAD || x == NULL ||
            strcmp(x->head, heads[col]) != 0 || x->code[0] == '\0' ||
            strlen(x->reason) < 12 || strcmp(r.err.code, "E-IMPORT-061") != 0) {
            fail_msg("row %zu, column %s not named: %s %s\n%s", row, heads[col],
                     r.err.code, r.err.text, text.s);
        }
        assert_int_equal(r.report.counts[IMPORT_FATE_BAD], 1);
        assert_int_equal(r.report.counts[IMPORT_FATE_NEW], GOOD_ROWS - 1);
    }
    assert_string_equal(table_dump(&r), before);
    assert_int_equal(table_count(&r, "select count(*) from audit"), audit);
    sb_clear(&text);
    import_rig_close(&r);
}

/* Somebody's number never stands in what is told. */
TEST(import_masks_numbers)
{
    struct import_rig r;
    import_rig_open(&r);
    assert_true(table_look(&r, &ledger_people,
                           "姓名|身份证号|手机\n"
                           "赵一|990101199001010018|1390000000a\n"
                           "990101199001010019|赵二|\n"));
    for (size_t i = 0; i < r.report.n_lines; i++) {
        const struct import_line *l = &r.report.lines[i];
        assert_null(strstr(l->name, "1990"));
        for (size_t k = 0; k < l->n_faults; k++) {
            assert_null(strstr(l->faults[k].value, "1990"));
            assert_null(strstr(l->faults[k].value, "13900000"));
            assert_null(strstr(l->faults[k].reason, "19900101"));
        }
    }
    assert_null(strstr(r.report.columns[1].example, "1990"));
    import_rig_close(&r);
}

/* ---- heads ------------------------------------------------------------------
 */

/* As an xlsx has it: titles over all columns, 联系方式 over two, 序号 and 姓名
   down over both rows of the head, numbers as text and text as numbers. */
TEST(import_head_of_merged_cells)
{
    static const struct import_merge merges[] = {
        {1, 1, 0, 8}, {2, 2, 0, 3}, {3, 4, 0, 0}, {3, 4, 1, 1}, {3, 4, 2, 2},
        {3, 3, 3, 4}, {3, 3, 5, 6}, {3, 4, 7, 7}, {3, 3, 8, 9}, {12, 12, 0, 8}};
    struct import_rig r;
    import_rig_open(&r);
    r.merges = merges;
    r.n_merges = ARRAY_LEN(merges);
    bool ok = table_save(
        &r, &ledger_people,
        "中共示例县商务局支部委员会党员花名册\n"
        "填报单位（盖章）：示例县商务局||||||2026年11月\n"
        "序号|姓名|公民身份号码|党内时间||联系方式||备注（现任职务）|配偶|\n"
        "|||入党时间|转正时间|手机|固话|||姓名\n"
        "n:1|赵 一|990101199001010019|d:2015-07-01|n:42552|n:13900000001|"
        "n:8801001|书记|周某|周某\n"
        "n:2|钱二|990101199001010027|20150701|2016.7.1|13900000002||||\n"
        "\n"
        "续表\n"
        "序号|姓名|公民身份号码|入党时间|转正时间|手机|固话|备注\n"
        "n:3|孙三|990101198512318889|2015-07-01|2016-07-01|—||\n"
        "合计|n:3||||||\n"
        "说明：本表由支部填写，一式两份，一份存档\n"
        "填表人：钱二||||审核人：赵一\n");
    if (!ok) {
        fail_msg("%s %s", r.err.code, r.err.text);
    }
    assert_int_equal(r.report.head_row, 4);
    assert_int_equal(r.report.counts[IMPORT_FATE_NEW], 3);
    static const struct {
        size_t col;
        const char *head, *as;
    } columns[] = {{0, "序号", "序号"},
                   {1, "姓名", "姓名"},
                   {2, "公民身份号码", "身份证号"},
                   {3, "党内时间 入党时间", "入党日期"},
                   {5, "联系方式 手机", "手机"},
                   {6, "联系方式 固话", "固定电话"},
                   {7, "备注（现任职务）", "备注"},
                   {9, "配偶 姓名", "不用"}};
    for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
        const struct import_column *c = &r.report.columns[columns[i].col];
        assert_string_equal(c->head, columns[i].head);
        assert_string_equal(c->as, columns[i].as);
    }
    int64_t id = table_person(&r, "赵一");
    assert_string_equal(table_value(&r, &ledger_people, id, "full_on"),
                        "2016-07-01");
    assert_int_equal(table_person(&r, "孙三") > 0, 1);
    import_rig_close(&r);
}

TEST(import_maps_and_guesses)
{
    struct import_rig r;
    const struct import_map *map;
    struct err err = ERR_INIT;
    static const char table[] = "大名|哪年进来的||不相干\n"
                                "赵一|2015-07-01|990101199001010019|x\n";
    import_rig_open(&r);
    assert_false(table_look(&r, &ledger_people, table));
    assert_string_equal(r.err.code, "E-IMPORT-004");

    static const char said[] =
        "# 对应\n大名 = 姓名\n哪年进来的=join_on\n不相干 = 不用\n";
    assert_true(import_map_read(&map, &r.arena, said, sizeof said - 1, &err));
    r.wish.map = map;
    if (!table_save(&r, &ledger_people, table)) {
        fail_msg("%s %s", r.err.code, r.err.text);
    }
    assert_int_equal(r.report.columns[0].how, IMPORT_HOW_MAP);
    assert_int_equal(r.report.columns[2].how, IMPORT_HOW_CONTENT);
    assert_true(table_notes(&r, "第 3 列没有表头"));
    assert_int_equal(table_person(&r, "赵一"), 1);

    /* A title above is no part of what the clerk calls a column. */
    r.wish.map = map;
    assert_true(table_look(&r, &ledger_people,
                           "某局名册|||\n大名|哪年进来的||不相干\n"
                           "钱二|2015-07-01||x\n"));
    for (size_t i = 0; i < r.report.n_columns; i++) {
        const struct import_column *c = &r.report.columns[i];
        if (strstr(c->head, "不相干") != NULL) {
            assert_int_equal(c->how, IMPORT_HOW_MAP);
            assert_true(c->field < 0);
        }
    }

    static const char wrong_line[] = "大名 = 姓名\n乱写\n";
    assert_false(import_map_read(&map, &r.arena, wrong_line,
                                 sizeof wrong_line - 1, &err));
    assert_string_equal(err.code, "E-IMPORT-001");
    assert_non_null(strstr(err.text, "第 2 行"));
    static const char no_field[] = "\n大名 = 姓名\n不相干 = 星座\n";
    assert_true(
        import_map_read(&map, &r.arena, no_field, sizeof no_field - 1, &err));
    r.wish.map = map;
    assert_false(table_look(&r, &ledger_people, "姓名|不相干\n赵一|x\n"));
    assert_string_equal(r.err.code, "E-IMPORT-002");
    assert_non_null(strstr(r.err.text, "第 3 行"));
    import_rig_close(&r);
}

TEST(import_synonyms_of_the_branch_add_to_those_here)
{
    struct import_rig r;
    own_file_write("import", "synonyms.tsv",
                   "# 本支部的叫法\nroster\tname\t尊姓大名\n"
                   "roster\tnobody\t没有\n只有一段\n");
    import_rig_open(&r);
    assert_true(
        table_look(&r, &ledger_people, "尊姓大名|入党时间\n赵一|2015-07-01\n"));
    assert_int_equal(r.report.columns[0].how, IMPORT_HOW_SYNONYM);
    assert_true(table_notes(&r, "第 3 行：党员名册没有“nobody”"));
    assert_true(table_notes(&r, "第 4 行读不懂"));
    import_rig_close(&r);
    own_file_remove("import", "synonyms.tsv");
    own_rules_drop();
}

/* Every word of the file means a field of its book. */
TEST(import_synonyms_name_fields)
{
    struct import_rig r;
    import_rig_open(&r);
    assert_true(
        table_look(&r, &ledger_people, "姓名|入党时间\n赵一|2015-07-01\n"));
    assert_int_equal(r.report.columns[1].how, IMPORT_HOW_SYNONYM);
    assert_false(table_notes(&r, "synonyms.tsv"));
    import_rig_close(&r);
}
