/* Tables as text, CSV and JSON. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/table.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"

static const struct table_column people[] = {
    {.name = "id", .title = "编号", .kind = CELL_NUMBER},
    {.name = "name", .title = "姓名", .kind = CELL_TEXT, .priority = 1},
    {.name = "dues", .title = "党费", .kind = CELL_NUMBER, .priority = 2},
    {.name = "unit", .title = "单位职务", .kind = CELL_TEXT, .priority = 3},
    {.name = "away", .title = "流动", .kind = CELL_FLAG, .priority = 4},
};

static const char *const row_one[] = {"1", "张三", "1,842.30",
                                      "县商务局办公室主任", "否"};
static const char *const row_two[] = {"12", "买买提·艾力", "82.97", "", "是"};
static const char *const *const rows[] = {row_one, row_two};

static struct table people_table(void)
{
    return (struct table){.title = "名册",
                          .columns = people,
                          .n_columns = ARRAY_LEN(people),
                          .rows = rows,
                          .n_rows = 2,
                          .foot = "共 2 条"};
}

static void expect(const struct table *t, enum table_format format, int cols,
                   bool bom, const char *wanted)
{
    struct strbuf sb;
    sb_init(&sb);
    table_write(&sb, t, format, cols, bom);
    if (strcmp(sb.s, wanted) != 0) {
        fail_msg("got:\n%s\nnot:\n%s", sb.s, wanted);
    }
    sb_clear(&sb);
}

TEST(table_text_stands_in_columns)
{
    struct table t = people_table();
    expect(&t, TABLE_TEXT, 0, false,
           "名册\n"
           "编号  姓名             党费  单位职务            流动\n"
           "─────────────────────────────────────────────────────\n"
           "   1  张三         1,842.30  县商务局办公室主任  否\n"
           "  12  买买提·艾力     82.97                      是\n"
           "─────────────────────────────────────────────────────\n"
           "共 2 条\n");
}

TEST(table_text_narrows_text_and_never_a_number)
{
    struct table t = people_table();
    t.title = NULL;
    t.foot = NULL;
    expect(&t, TABLE_TEXT, 44, false,
           "编号  姓名             党费  单位职务   流动\n"
           "────────────────────────────────────────────\n"
           "   1  张三         1,842.30  县商务局…  否\n"
           "  12  买买提·艾力     82.97             是\n");
}

TEST(table_text_drops_columns_by_priority_and_says_so)
{
    struct table t = people_table();
    t.title = NULL;
    t.foot = NULL;
    expect(&t, TABLE_TEXT, 30, false,
           "编号  姓名             党费\n"
           "───────────────────────────\n"
           "   1  张三         1,842.30\n"
           "  12  买买提·艾力     82.97\n"
           "页面窄，未列出：单位职务、流动。\n");
}

TEST(table_text_brings_back_what_still_fits)
{
    static const struct table_column columns[] = {
        {.name = "a", .title = "甲", .kind = CELL_TEXT, .priority = 1},
        {.name = "b", .title = "乙", .kind = CELL_NUMBER, .priority = 2},
        {.name = "c", .title = "丙", .kind = CELL_NUMBER, .priority = 3},
    };
    static const char *const cells[] = {"一", "123456789012", "12"};
    static const char *const *const one[] = {cells};
    const struct table t = {
        .columns = columns, .n_columns = 3, .rows = one, .n_rows = 1};
    expect(&t, TABLE_TEXT, 8, false,
           "甲  丙\n──────\n一  12\n页面窄，未列出：乙。\n");
}

TEST(table_text_wraps_memos)
{
    static const struct table_column columns[] = {
        {.name = "a", .title = "项目", .kind = CELL_TEXT},
        {.name = "b", .title = "内容", .kind = CELL_MEMO},
    };
    static const char *const cells[] = {"备注",
                                        "第一行\n第二行很长很长很长很长很长"};
    static const char *const *const one[] = {cells};
    const struct table t = {
        .columns = columns, .n_columns = 2, .rows = one, .n_rows = 1};
    expect(&t, TABLE_TEXT, 26, false,
           "项目  内容\n──────────────────────────\n备注  第一行\n"
           "      第二行很长很长很长很\n      长很长\n");
}

TEST(table_csv_is_rfc_4180)
{
    static const char *const cells[] = {"3", "说“，”,和\"引号\"", "1,842.30",
                                        "两\n行", "是"};
    static const char *const *const one[] = {cells};
    struct table t = people_table();
    t.rows = one;
    t.n_rows = 1;
    expect(&t, TABLE_CSV, 0, true,
           "\xEF\xBB\xBF编号,姓名,党费,单位职务,流动\r\n"
           "3,\"说“，”,和\"\"引号\"\"\",1842.30,\"两\n行\",是\r\n");
}

TEST(table_csv_keeps_formulas_and_long_numbers_as_text)
{
    static const struct {
        const char *text;
        const char *guarded;
    } table[] = {
        {"张三", "张三"},
        {"", ""},
        {"12345678901", "12345678901"},
        {"990101199001011234", "'990101199001011234"},
        {"007", "'007"},
        {"0", "0"},
        {"=1+1", "'=1+1"},
        {"+86", "'+86"},
        {"-3", "'-3"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"＝1", "'＝1"},
        {"＋1", "'＋1"},
        {"－1", "'－1"},
        {"＠a", "'＠a"},
        {"  =1", "'  =1"},
        {"　=1", "'　=1"},
        {"\"=1", "'\"=1"},
        {"\n=1", "'\n=1"},
        {"'=1", "''=1"},
        {"'a", "''a"},
        {"a=1", "a=1"},
        {"2026-11-20", "2026-11-20"},
    };
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        sb_reset(&sb);
        table_csv_guard(&sb, table[i].text);
        if (strcmp(sb.s, table[i].guarded) != 0) {
            fail_msg("\"%s\": \"%s\", not \"%s\"", table[i].text, sb.s,
                     table[i].guarded);
        }
        assert_string_equal(table_csv_unguard(sb.s), table[i].text);
    }
    sb_clear(&sb);
}

PROPERTY(table_csv_guard_can_be_undone)
{
    static const char *const pieces[] = {"=", "+",  "-",  "@",  "'", "\"",
                                         " ", "　", "＝", "张", "1", "\n"};
    uint64_t stream = unit_seed();
    struct strbuf text;
    struct strbuf cell;
    sb_init(&text);
    sb_init(&cell);
    for (int i = 0; i < 20000; i++) {
        sb_reset(&text);
        sb_reset(&cell);
        for (uint64_t n = unit_below(&stream, 6); n > 0; n--) {
            sb_add(&text, pieces[unit_below(&stream, ARRAY_LEN(pieces))]);
        }
        table_csv_guard(&cell, text.s);
        assert_string_equal(table_csv_unguard(cell.s), text.s);
        assert_null(strchr("=+-@", cell.s[0]) != NULL && cell.s[0] != '\0'
                        ? "a formula"
                        : NULL);
    }
    sb_clear(&text);
    sb_clear(&cell);
}

TEST(table_json_escapes_and_types)
{
    static const char *const cells[] = {"3", "引号\" 反斜\\ 行\n尾", "1,842.30",
                                        "\x1b[31m", "否"};
    static const char *const *const one[] = {cells};
    struct table t = people_table();
    t.rows = one;
    t.n_rows = 1;
    expect(&t, TABLE_JSON, 0, false,
           "{\"id\": 3, \"name\": \"引号\\\" 反斜\\\\ 行\\n尾\", "
           "\"dues\": 1842.30, \"unit\": \"⟨U+001B⟩[31m\", "
           "\"away\": false}\n");
}

TEST(table_json_numbers_are_numbers_or_text_or_null)
{
    static const struct table_column column = {
        .name = "n", .title = "数", .kind = CELL_NUMBER};
    static const struct {
        const char *cell;
        const char *json;
    } table[] = {
        {"0", "{\"n\": 0}\n"},         {"-5", "{\"n\": -5}\n"},
        {"0.50", "{\"n\": 0.50}\n"},   {"1,500", "{\"n\": 1500}\n"},
        {"", "{\"n\": null}\n"},       {"007", "{\"n\": \"007\"}\n"},
        {"1.", "{\"n\": \"1.\"}\n"},   {"一", "{\"n\": \"一\"}\n"},
        {"1e5", "{\"n\": \"1e5\"}\n"}, {"-", "{\"n\": \"-\"}\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        const char *const cells[] = {table[i].cell};
        const char *const *const one[] = {cells};
        const struct table t = {
            .columns = &column, .n_columns = 1, .rows = one, .n_rows = 1};
        expect(&t, TABLE_JSON, 0, false, table[i].json);
    }
}

TEST(table_without_rows_has_its_head)
{
    struct table t = people_table();
    t.n_rows = 0;
    expect(&t, TABLE_CSV, 0, false, "编号,姓名,党费,单位职务,流动\r\n");
    expect(&t, TABLE_JSON, 0, false, "");
}

TEST(table_format_words)
{
    enum table_format format;
    struct err err = ERR_INIT;
    assert_true(table_format_parse("csv", &format, NULL));
    assert_int_equal(format, TABLE_CSV);
    assert_false(table_format_parse("xml", &format, &err));
    assert_string_equal(err.code, "E-REPORT-001");
    assert_int_equal(err.kind, ERR_USAGE);
}

/* Whatever is in the cells: lines stay within the page unless the least widths
   do not fit, nothing but newlines is a control, every line is UTF-8. */
PROPERTY(table_text_keeps_within_the_page)
{
    static const char *const words[] = {
        "张三", "县商务局机关党支部", "a",          "\x1b]0;x",
        "",     "\u202e反",           "买买提·艾力"};
    uint64_t stream = unit_seed();
    struct strbuf sb;
    sb_init(&sb);
    for (int i = 0; i < 2000; i++) {
        const char *cells[5];
        for (size_t c = 0; c < 5; c++) {
            cells[c] = words[unit_below(&stream, ARRAY_LEN(words))];
        }
        cells[0] = "12";
        cells[2] = "1,842.30";
        const char *const *const one[] = {cells};
        struct table t = people_table();
        t.rows = one;
        t.n_rows = 1;
        t.title = t.foot = NULL;
        int cols = 34 + (int)unit_below(&stream, 60);
        sb_reset(&sb);
        table_write(&sb, &t, TABLE_TEXT, cols, false);
        assert_true(utf8_valid(sb.s, sb.len, NULL));
        assert_non_null(strstr(sb.s, "1,842.30"));
        for (const char *s = sb.s; *s != '\0';) {
            size_t n = strcspn(s, "\n");
            if (width_n_cols(s, n) > cols) {
                fail_msg("%d columns: %s", cols, sb.s);
            }
            s += n + 1;
        }
        for (size_t k = 0; k < sb.len; k++) {
            assert_true((unsigned char)sb.s[k] >= 0x20 || sb.s[k] == '\n');
        }
    }
    sb_clear(&sb);
}
