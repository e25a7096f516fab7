/* What a text is in a spreadsheet, and what forms become in one: the lines that
   the press would get. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/flow_book.h"
#include "pbtui/report/table_sheet.h"
#include "pbtui/report/workbook.h"

TEST(workbook_knows_numbers_amounts_and_days)
{
    static const struct {
        const char *text;
        enum workbook_kind kind;
        bool word;
        int cols;
    } rows[] = {{"", WORKBOOK_TEXT, false, 0},
                {"0", WORKBOOK_NUMBER, false, 1},
                {"12", WORKBOOK_NUMBER, false, 2},
                {"-3", WORKBOOK_NUMBER, false, 2},
                {"0.375", WORKBOOK_NUMBER, false, 5},
                {"12.00", WORKBOOK_MONEY, false, 5},
                {"1842.30", WORKBOOK_MONEY, false, 8}, /* 1,842.30 */
                {"1,842.30", WORKBOOK_MONEY, false, 8},
                {"-1,842.30", WORKBOOK_MONEY, false, 9},
                {"1,842", WORKBOOK_MONEY, false, 5},
                {"1,84.30", WORKBOOK_TEXT, false, 7},
                {"1,2345", WORKBOOK_TEXT, false, 6},
                {",123", WORKBOOK_TEXT, false, 4},
                {"007", WORKBOOK_TEXT, true, 3},
                {"1234567890", WORKBOOK_NUMBER, false, 10},
                {"13900000000", WORKBOOK_TEXT, true, 11},
                {"990101199001010011", WORKBOOK_TEXT, true, 18},
                {"99010119900101001X", WORKBOOK_TEXT, true, 18},
                {"2026-03-05", WORKBOOK_DAY, false, 10},
                {"2026-02-30", WORKBOOK_TEXT, false, 10},
                {"1900-02-28", WORKBOOK_TEXT, false, 10},
                {"1900-03-01", WORKBOOK_DAY, false, 10},
                {"2026-03", WORKBOOK_TEXT, false, 7},
                {"1e5", WORKBOOK_TEXT, false, 3},
                {"1.", WORKBOOK_TEXT, false, 2},
                {".5", WORKBOOK_TEXT, false, 2},
                {"3/4", WORKBOOK_TEXT, false, 3},
                {"12 人", WORKBOOK_TEXT, false, 5},
                {"=1+1", WORKBOOK_TEXT, false, 4}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const enum workbook_kind kind = workbook_kind_of(rows[i].text);
        if (kind != rows[i].kind ||
            workbook_is_word(rows[i].text) != rows[i].word ||
            workbook_cols(kind, rows[i].text) != rows[i].cols) {
            fail_msg("%s: %d, %d columns", rows[i].text, (int)kind,
                     workbook_cols(kind, rows[i].text));
        }
    }
    assert_int_equal(workbook_lines("一二三四五", 10), 1);
    assert_int_equal(workbook_lines("一二三四五", 9), 2);
    assert_int_equal(workbook_lines("一\n二", 9), 2);
}

/* ---- lines -----------------------------------------------------------------
 */

static const char *in_tmp(struct arena *a, const char *name)
{
    return arena_printf(a, "%s/%s", unit_tmp(), name);
}

/* A press that keeps the lines and says it is done. */
static struct workbook *begin(struct arena *a)
{
    static const char script[] =
        "#!/bin/sh\ncat > '%s'\nprintf 'PK\\3\\4zip'; printf 'PK\\5\\6'\n"
        "head -c 18 /dev/zero\n"
        "printf 'press\\trows\\t%%d\\n' $(grep -c '^row ' '%s') >&2\n";
    const char *lines = in_tmp(a, "lines");
    const char *press = in_tmp(a, "press-of-rows");
    char text[1024];
    struct err e = ERR_INIT;
    snprintf(text, sizeof text, script, lines, lines);
    assert_true(file_write(press, text, strlen(text), FILE_REPLACE, NULL));
    assert_int_equal(chmod(press, 0700), 0);
    setenv("PBTUI_PRESS", press, 1);
    struct workbook *w =
        workbook_begin(a, in_tmp(a, "x.xlsx"), FILE_REPLACE, "题", &e);
    assert_non_null(w);
    return w;
}

static char *end(struct arena *a, struct workbook *w)
{
    struct err e = ERR_INIT;
    struct strbuf sb;
    if (!workbook_end(w, &e)) {
        fail_msg("%s %s", e.code, e.text);
    }
    sb_init(&sb);
    assert_true(file_read(&sb, in_tmp(a, "lines"), 1 << 20, NULL));
    char *all = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    unsetenv("PBTUI_PRESS");
    return all;
}

static void has(const char *all, const char *what)
{
    if (strstr(all, what) == NULL) {
        fail_msg("no %s in:\n%s", what, all);
    }
}

static void lacks(const char *all, const char *what)
{
    if (strstr(all, what) != NULL) {
        fail_msg("%s in:\n%s", what, all);
    }
}

TEST(workbook_sheets_have_names_that_are_taken)
{
    static const char *const names[] = {
        "a/b:c",
        "名册",
        "名册",
        "",
        "'x'",
        "History",
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二"};
    struct arena a = ARENA_INIT;
    struct workbook *w = begin(&a);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        workbook_sheet(w, &(struct workbook_sheet){.name = names[i]});
    }
    const char *all = end(&a, w);
    has(all, "sheet p 0 0 0 a／b：c\n");
    has(all, "sheet p 0 0 0 名册\n");
    has(all, "sheet p 0 0 0 名册 (2)\n");
    has(all, "sheet p 0 0 0 表\n");
    has(all, "sheet p 0 0 0 ’x’\n");
    has(all, "sheet p 0 0 0 History (2)\n");
    has(all,
        " 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一\n");
    arena_clear(&a);
}

TEST(workbook_cells_below_a_merged_one_are_kept_free)
{
    struct arena a = ARENA_INIT;
    struct workbook *w = begin(&a);
    const struct workbook_cell first[] = {
        {.cols = 2, .rows = 2, .look = WORKBOOK_FRAME, .text = "合"},
        {.col = 2, .text = "右"}};
    const struct workbook_cell second[] = {{.col = 1, .text = "压住的"},
                                           {.col = 2, .text = "右二"}};
    const struct workbook_cell third[] = {{.col = 1, .text = "空出来了"}};
    workbook_sheet(w, &(struct workbook_sheet){.name = "表"});
    workbook_row(w, first, 2, 0);
    workbook_row(w, second, 2, 0);
    workbook_row(w, third, 1, 0);
    const char *all = end(&a, w);
    has(all, "row 0\ncell 0 2 2 t 1 l 合\ncell 2 1 1 t 0 l 右\n"
             "row 0\ncell 0 1 1 e 1 l \ncell 1 1 1 e 1 l \n"
             "cell 2 1 1 t 0 l 右二\n"
             "row 0\ncell 1 1 1 t 0 l 空出来了\nend\n");
    lacks(all, "压住的");
    arena_clear(&a);
}

TEST(workbook_rows_are_as_high_as_what_is_wrapped)
{
    static const struct workbook_column columns[] = {{.cols = 10}, {.cols = 9}};
    struct arena a = ARENA_INIT;
    struct workbook *w = begin(&a);
    const struct workbook_cell wrapped[] = {
        {.look = WORKBOOK_WRAP, .text = "一二三四五六"}};
    const struct workbook_cell wide[] = {
        {.cols = 2, .look = WORKBOOK_WRAP, .text = "一二三四五六"}};
    const struct workbook_cell plain[] = {{.text = "一二三四五六"}};
    workbook_sheet(w, &(struct workbook_sheet){
                          .name = "表", .columns = columns, .n_columns = 2});
    workbook_row(w, wrapped, 1, 0);
    workbook_row(w, wide, 1, 0);
    workbook_row(w, plain, 1, 0);
    workbook_row(w, plain, 1, 40);
    const char *all = end(&a, w);
    has(all, "row 33\ncell 0 1 1 t 4 l");
    has(all, "row 0\ncell 0 2 1 t 4 l");
    has(all, "row 0\ncell 0 1 1 t 0 l");
    has(all, "row 409\n"); /* no higher than a spreadsheet allows */
    arena_clear(&a);
}

TEST(table_sheet_is_typed_and_framed)
{
    static const struct table_column columns[] = {
        {.title = "姓名"},
        {.title = "证件号"},
        {.title = "金额", .kind = CELL_NUMBER},
        {.title = "日期"}};
    static const char *const one[] = {"=1+1", "990101199001010011", "1,842.30",
                                      "2026-03-05"};
    static const char *const two[] = {"李敏 ✓", "12", "未交", "2026-03"};
    static const char *const *const rows[] = {one, two};
    const struct table t = {.of = "支部",
                            .title = "名册",
                            .when = "截至 2026-11-20",
                            .columns = columns,
                            .n_columns = 4,
                            .rows = rows,
                            .n_rows = 2,
                            .foot = "共 2 人\n第二行"};
    struct arena a = ARENA_INIT;
    struct workbook *w = begin(&a);
    table_sheet(w, &t, &a, "表");
    const char *all = end(&a, w);
    has(all, "sheet p 3 3 1 名册\n");
    has(all, "cell 0 4 1 t 20 c 名册\n");
    has(all, "cell 0 2 1 t 4 l 支部\ncell 2 2 1 t 4 r 截至 2026-11-20\n");
    has(all, "cell 0 1 1 t 15 c 姓名\n");
    has(all, "cell 0 1 1 t 69 l =1+1\n");
    has(all, "cell 1 1 1 t 69 l 990101199001010011\n");
    has(all, "cell 2 1 1 m 1 r 1842.30\n");
    has(all, "cell 3 1 1 d 1 l 2026-03-05\n");
    has(all, "cell 0 1 1 t 5 l 李敏 √\n");
    has(all, "cell 1 1 1 t 69 l 12\n"); /* the column holds words */
    has(all, "cell 2 1 1 t 5 r 未交\n");
    has(all, "cell 3 1 1 t 5 l 2026-03\n");
    has(all, "cell 0 4 1 t 4 l 共 2 人\nrow 0\ncell 0 4 1 t 4 l 第二行\n");
    arena_clear(&a);
}

/* ---- forms -----------------------------------------------------------------
 */

static const struct sheet sheet = {.name = "竖", .cols = 61, .lines = 40};

static void put_form(struct flow *f)
{
    static const struct flow_cell grid[] = {{"姓名", "张建国", 1},
                                            {"日期", "2026-03-05", 1}};
    static const struct flow_column columns[] = {
        {"序号", 4, 0, PAGE_RIGHT},
        {"姓名|别名", 10, 1, PAGE_LEFT},
        {"金额", 6, 0, PAGE_RIGHT}};
    static const char *const row[] = {"1", "李敏", "12,345\n.60"};
    static const char *const total[] = {"", "合计", "12345.60"};
    static const char *const *const rows[] = {row, row, row, row, row,
                                              row, row, row, row};
    static const char *const signs[] = {"签字", "年　月　日"};
    flow_title(f, "收缴单");
    flow_line(f, "支部", "", "单位：元");
    flow_grid(f, grid, 2, 1);
    flow_put_table(f, &(struct flow_table){.columns = columns,
                                           .n_columns = 3,
                                           .rows = rows,
                                           .n_rows = 9,
                                           .total = total});
    flow_area(f, "内容", "写在这里", 60, false);
    flow_sign(f, signs, 2);
}

TEST(flow_book_keeps_tables_apart_and_merges_the_rest)
{
    struct arena a = ARENA_INIT;
    size_t n = 0;
    struct workbook *w = begin(&a);
    struct flow *f = flow_new_tape(&a, &sheet);
    put_form(f);
    flow_book(f, w, &a, "收缴单", "不作为印发稿", &n);
    const char *all = end(&a, w);
    assert_int_equal(n, 1);
    has(all, "sheet p 4 4 0 收缴单\n"); /* the table's head is in view */
    has(all, "c 收缴单\n");
    has(all, " t 4 l 支部\n");
    has(all, " d 1 l 2026-03-05\n");
    has(all, "c 姓名\\n别名\n");
    has(all, " 1 1 n 1 r 1\n");        /* not merged */
    has(all, " 1 1 m 1 r 12345.60\n"); /* one number again */
    has(all, " m 3 r 12345.60\n");     /* bold: the total */
    /* 60 lines are more than a row can be high. */
    has(all, " 3 t 133 l 写在这里\nrow 303\n");
    has(all, "签字：");
    has(all, "l 不作为印发稿\n");
    arena_clear(&a);
}

TEST(flow_book_begins_a_sheet_for_a_page)
{
    struct arena a = ARENA_INIT;
    size_t n = 0;
    struct workbook *w = begin(&a);
    struct flow *f = flow_new_tape(&a, &sheet);
    flow_title(f, "甲");
    flow_new_page(f);
    flow_title(f, "乙");
    flow_book(f, w, &a, "票", "脚", &n);
    const char *all = end(&a, w);
    assert_int_equal(n, 2);
    has(all, "sheet p 0 0 0 票\n");
    has(all, "sheet p 0 0 0 票 (2)\n");
    arena_clear(&a);
}

TEST(flow_csv_is_the_tables)
{
    struct arena a = ARENA_INIT;
    struct strbuf sb;
    sb_init(&sb);
    struct flow *f = flow_new_tape(&a, &sheet);
    put_form(f);
    assert_int_equal(flow_csv(f, &sb, 0), 1);
    has(sb.s, "序号,姓名别名,金额\r\n1,李敏,12345.60\r\n");
    lacks(sb.s, "收缴单");
    sb_reset(&sb);
    assert_int_equal(flow_csv(flow_new_tape(&a, &sheet), &sb, 0), 0);
    sb_clear(&sb);
    arena_clear(&a);
}
