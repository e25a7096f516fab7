/* Workbooks as they come from the real press: what stands in their XML. */
#include "rig.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/workbook.h"
#include "pbtui/report/workbook_wire.h"

#define SHEET "xl/worksheets/sheet1.xml"

static void assert_in(const char *all, const char *what)
{
    if (strstr(all, what) == NULL) {
        fail_msg("no %s in:\n%.6000s", what, all);
    }
}

static void assert_not_in(const char *all, const char *what)
{
    if (strstr(all, what) != NULL) {
        fail_msg("%s in:\n%.6000s", what, all);
    }
}

static struct workbook *begin(struct arena *a, const char *name)
{
    struct err e = ERR_INIT;
    rig_fonts(NULL);
    struct workbook *w =
        workbook_begin(a, rig_file(name), FILE_REPLACE, "名册", &e);
    if (w == NULL) {
        fail_msg("%s %s", e.code, e.text);
    }
    return w;
}

static void end(struct workbook *w)
{
    struct err e = ERR_INIT;
    if (!workbook_end(w, &e)) {
        fail_msg("%s %s %s", e.code, e.text, e.detail);
    }
}

static void assert_ends_with(struct workbook *w, const char *code,
                             const char *name)
{
    struct err e = ERR_INIT;
    assert_false(workbook_end(w, &e));
    assert_string_equal(e.code, code);
    assert_int_equal(access(rig_file(name), F_OK), -1);
}

static const char *const sexes[] = {"男", "女"};
static const char *const odd[] = {"甲,乙", "丙"};

static const struct workbook_column columns[] = {
    {.cols = 6},
    {.cols = 20, .look = WORKBOOK_AS_TEXT},
    {.cols = 12, .day = true, .hint = "年-月-日"},
    {.cols = 8, .choices = sexes, .n_choices = 2},
    {.cols = 14, .choices = odd, .n_choices = 2},
};

static const struct workbook_sheet roster = {.name = "党员/名册",
                                             .columns = columns,
                                             .n_columns = ARRAY_LEN(columns),
                                             .head_row = 2,
                                             .rows_before_data = 3,
                                             .landscape = true,
                                             .filter = true};

enum { HEAD = WORKBOOK_FRAME | WORKBOOK_BOLD | WORKBOOK_SHADE | WORKBOOK_WRAP };

static void put_roster(struct workbook *w)
{
    const struct workbook_cell title[] = {{.cols = 5,
                                           .look = WORKBOOK_TITLE,
                                           .align = PAGE_CENTRE,
                                           .text = "党员名册"}};
    const struct workbook_cell head[] = {
        {.col = 0, .look = HEAD, .text = "序号"},
        {.col = 1, .look = HEAD, .text = "身份证号"},
        {.col = 2, .look = HEAD, .text = "入党日期"},
        {.col = 3, .look = HEAD, .text = "性别"},
        {.col = 4, .look = HEAD, .text = "党费"}};
    const struct workbook_cell row[] = {
        {.col = 0,
         .rows = 2,
         .kind = WORKBOOK_NUMBER,
         .look = WORKBOOK_FRAME,
         .text = "1"},
        {.col = 1,
         .look = WORKBOOK_FRAME | WORKBOOK_AS_TEXT,
         .text = "990101199001010011"},
        {.col = 2, .kind = WORKBOOK_DAY, .text = "2026-03-05"},
        {.col = 3, .text = "=1+1"},
        {.col = 4, .kind = WORKBOOK_MONEY, .text = "1,842.30"}};
    const struct workbook_cell below[] = {
        {.col = 1, .kind = WORKBOOK_NUMBER, .text = "007"},
        {.col = 2, .kind = WORKBOOK_DAY, .text = "2026.3"},
        {.col = 3, .kind = WORKBOOK_NUMBER, .text = "-3.50"},
        {.col = 4, .kind = WORKBOOK_EMPTY, .look = WORKBOOK_FRAME}};
    workbook_sheet(w, &roster);
    workbook_row(w, title, ARRAY_LEN(title), 0);
    workbook_row(w, head, ARRAY_LEN(head), 0);
    workbook_row(w, row, ARRAY_LEN(row), 0);
    workbook_row(w, below, ARRAY_LEN(below), 3);
}

static void write_roster(const char *name)
{
    struct arena a = ARENA_INIT;
    struct workbook *w = begin(&a, name);
    put_roster(w);
    end(w);
    arena_clear(&a);
}

TEST(workbook_cells_are_what_they_are)
{
    write_roster("cells.xlsx");
    char *xml = rig_unzip(rig_file("cells.xlsx"), SHEET);
    assert_in(xml, "t=\"inlineStr\"><is><t>=1+1</t></is></c>");
    assert_in(xml, "t=\"inlineStr\"><is><t>990101199001010011</t></is></c>");
    assert_in(xml, "t=\"inlineStr\"><is><t>007</t></is></c>");
    assert_in(xml, "t=\"inlineStr\"><is><t>2026.3</t></is></c>");
    assert_in(xml, "><v>46086</v></c>"); /* days since 1899-12-30 */
    assert_in(xml, "><v>1842.3</v></c>");
    assert_in(xml, "><v>-3.5</v></c>");
    assert_not_in(xml, "<f>");
    free(xml);
}

TEST(workbook_looks_like_a_printed_table)
{
    write_roster("looks.xlsx");
    char *xml = rig_unzip(rig_file("looks.xlsx"), SHEET);
    assert_in(xml, "<mergeCell ref=\"A1:E1\"/>");
    assert_in(xml, "<mergeCell ref=\"A3:A4\"/>");
    /* What reaches in from above keeps its frame. */
    assert_in(xml, "<row r=\"4\" ht=\"48\" customHeight=\"1\"><c r=\"A4\" s=");
    assert_in(xml, "<pane ySplit=\"2\" topLeftCell=\"A3\"");
    assert_in(xml, "<autoFilter ref=\"A2:E4\"/>");
    assert_in(xml, "paperSize=\"9\" fitToHeight=\"0\" "
                   "orientation=\"landscape\"");
    assert_in(xml, "第 &amp;P 页");
    assert_in(xml, "numberStoredAsText=\"1\"");
    free(xml);
    xml = rig_unzip(rig_file("looks.xlsx"), "xl/workbook.xml");
    assert_in(xml, "<sheet name=\"党员／名册\"");
    assert_in(xml, "Print_Titles\" localSheetId=\"0\">'党员／名册'!$2:$2<");
    assert_in(xml, "Print_Area\" localSheetId=\"0\">'党员／名册'!$A$1:$E$4<");
    free(xml);
    xml = rig_unzip(rig_file("looks.xlsx"), "xl/styles.xml");
    assert_in(xml, "formatCode=\"#,##0.00\"");
    assert_in(xml, "formatCode=\"yyyy-mm-dd\"");
    assert_in(xml, "<name val=\"宋体\"/>");
    assert_in(xml, "wrapText");
    free(xml);
}

TEST(workbook_choices_stand_in_the_sheet_or_in_a_hidden_one)
{
    write_roster("choices.xlsx");
    char *xml = rig_unzip(rig_file("choices.xlsx"), SHEET);
    assert_in(xml, "sqref=\"D4:D1048576\"><formula1>\"男,女\"</formula1>");
    assert_in(xml, "<formula1>'选项'!$A$1:$A$2</formula1>");
    assert_in(xml, "prompt=\"年-月-日\" sqref=\"C4:C1048576\"");
    free(xml);
    xml = rig_unzip(rig_file("choices.xlsx"), "xl/workbook.xml");
    assert_in(xml, "<sheet name=\"选项\" sheetId=\"2\" state=\"hidden\"");
    free(xml);
    xml = rig_unzip(rig_file("choices.xlsx"), "xl/worksheets/sheet2.xml");
    assert_in(xml, "<t>甲,乙</t>");
    free(xml);
}

/* Fifty words of three characters are short for a spreadsheet; the library
   wrote them past the end of its room. */
TEST(workbook_many_chinese_choices_stand_in_a_hidden_sheet)
{
    static const char *words[50];
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        words[i] = arena_printf(&a, "第%zu族", i);
    }
    const struct workbook_column column = {
        .cols = 10, .choices = words, .n_choices = ARRAY_LEN(words)};
    const struct workbook_sheet sheet = {
        .name = "民族", .columns = &column, .n_columns = 1, .head_row = 1};
    const struct workbook_cell head = {.kind = WORKBOOK_TEXT, .text = "民族"};
    struct workbook *w = begin(&a, "nations.xlsx");
    workbook_sheet(w, &sheet);
    workbook_row(w, &head, 1, 0);
    end(w);
    char *xml = rig_unzip(rig_file("nations.xlsx"), SHEET);
    assert_in(xml, "<formula1>'选项'!$A$1:$A$50</formula1>");
    free(xml);
    arena_clear(&a);
}

TEST(workbook_wider_than_a_page_goes_over_several)
{
    struct workbook_column wide[30];
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(wide); i++) {
        wide[i] = (struct workbook_column){.cols = 20};
    }
    const struct workbook_sheet sheet = {.name = "名册",
                                         .columns = wide,
                                         .n_columns = ARRAY_LEN(wide),
                                         .landscape = true,
                                         .head_row = 1};
    const struct workbook_cell head = {.kind = WORKBOOK_TEXT, .text = "姓名"};
    struct workbook *w = begin(&a, "wide.xlsx");
    workbook_sheet(w, &sheet);
    workbook_row(w, &head, 1, 0);
    end(w);
    char *xml = rig_unzip(rig_file("wide.xlsx"), SHEET);
    assert_in(xml, "fitToWidth=\"3\"");
    free(xml);
    xml = rig_unzip(rig_file("wide.xlsx"), "xl/workbook.xml");
    assert_in(xml, "'名册'!$A:$A,'名册'!$1:$1<");
    free(xml);
    arena_clear(&a);
}

TEST(workbook_that_is_dropped_is_no_file)
{
    struct arena a = ARENA_INIT;
    struct workbook *w = begin(&a, "dropped.xlsx");
    put_roster(w);
    workbook_drop(w);
    assert_false(file_exists(rig_file("dropped.xlsx")));
    arena_clear(&a);
}

static char *whole(const char *name, size_t *n)
{
    struct strbuf sb;
    sb_init(&sb);
    assert_true(file_read(&sb, rig_file(name), 1u << 26, NULL));
    *n = sb.len;
    char *all = sb_take(&sb);
    sb_clear(&sb);
    return all;
}

TEST(workbook_of_the_same_content_is_the_same_bytes)
{
    size_t n[2];
    write_roster("one.xlsx");
    sleep(1); /* a file that knows the time would differ */
    write_roster("two.xlsx");
    char *one = whole("one.xlsx", &n[0]);
    char *two = whole("two.xlsx", &n[1]);
    assert_int_equal(n[0], n[1]);
    assert_memory_equal(one, two, n[0]);
    mem_free(one);
    mem_free(two);
}

/* ---- what must not become a file -------------------------------------------
 */

static void put_row(struct workbook *w, const char *text)
{
    const struct workbook_cell c = {.text = text};
    workbook_row(w, &c, 1, 0);
}

static const struct workbook_sheet plain = {.name = "表"};

TEST(workbook_text_too_long_for_a_cell_is_refused)
{
    struct arena a = ARENA_INIT;
    struct strbuf sb;
    sb_init(&sb);
    sb_repeat(&sb, "字", WORKBOOK_TEXT_CHARS);
    struct workbook *w = begin(&a, "fits.xlsx");
    workbook_sheet(w, &plain);
    put_row(w, sb.s);
    end(w);
    sb_add(&sb, "字");
    w = begin(&a, "long.xlsx");
    workbook_sheet(w, &plain);
    put_row(w, sb.s);
    put_row(w, "after the first failure nothing counts");
    assert_ends_with(w, "E-PRESS-050", "long.xlsx");
    sb_clear(&sb);
    arena_clear(&a);
}

static bool never(void *ctx, struct err *err)
{
    (void)ctx;
    return err_set(err, ERR_RULE, "E-TEST-001", "不行。");
}

TEST(workbook_gate_keeps_the_file_away)
{
    struct arena a = ARENA_INIT;
    const struct file_gate gate = {never, NULL};
    struct workbook *w = begin(&a, "gate.xlsx");
    workbook_sheet(w, &plain);
    put_row(w, "一");
    workbook_gate(w, &gate);
    assert_ends_with(w, "E-TEST-001", "gate.xlsx");
    arena_clear(&a);
}

TEST(workbook_without_a_sheet_is_no_file)
{
    struct arena a = ARENA_INIT;
    assert_ends_with(begin(&a, "none.xlsx"), "E-PRESS-041", "none.xlsx");
    arena_clear(&a);
}

/* A press that does something else. */
static void assert_press(const char *script, const char *code)
{
    struct arena a = ARENA_INIT;
    struct err e = ERR_INIT;
    char text[512];
    snprintf(text, sizeof text, "#!/bin/sh\n%s\n", script);
    assert_true(
        file_write(rig_file("press"), text, strlen(text), FILE_REPLACE, NULL));
    char line[512];
    snprintf(line, sizeof line, "chmod 700 '%s'", rig_file("press"));
    assert_int_equal(system(line), 0);
    setenv("PBTUI_PRESS", rig_file("press"), 1);
    struct workbook *w =
        workbook_begin(&a, rig_file("nothing.xlsx"), FILE_REPLACE, "", &e);
    assert_non_null(w);
    workbook_sheet(w, &plain);
    for (int i = 0; i < 20000; i++) {
        put_row(w, "一行，够长，超过管道里放得下的");
    }
    if (workbook_end(w, &e) || strcmp(e.code, code) != 0) {
        fail_msg("%s: %s %s", script, e.code, e.text);
    }
    assert_int_equal(access(rig_file("nothing.xlsx"), F_OK), -1);
    unsetenv("PBTUI_PRESS_SECONDS");
    arena_clear(&a);
}

TEST(workbook_bad_press_is_one_sentence)
{
    assert_press("exit 9", "E-PRESS-045");
    assert_press("kill -SEGV $$", "E-PRESS-044");
    assert_press("cat >/dev/null; printf 'press\\trows\\t20000\\n' >&2",
                 "E-PRESS-046");
    assert_press("printf 'press\\tno\\t满。\\n' >&2; exit 30", "E-PRESS-040");
    setenv("PBTUI_PRESS_SECONDS", "1", 1);
    assert_press("exec sleep 20", "E-PRESS-043");
}

/* It says so much that whoever only writes would wait for ever. */
TEST(workbook_press_may_write_while_we_write)
{
    assert_press("yes | head -c 3000000; cat >/dev/null", "E-PRESS-046");
}

/* ---- the lines -------------------------------------------------------------
 */

#define BEGIN WORKBOOK_WIRE_BEGIN "\ntitle 表\n"

TEST(workbook_lines_that_do_not_keep_to_the_form_are_refused)
{
    static const char *const bad[] = {
        "pbtui-workbook 2\ntitle \nend\n",
        WORKBOOK_WIRE_BEGIN "\nsheet p 0 0 0 表\nend\n",
        BEGIN "end\n",
        BEGIN "sheet p 0 0 0 表\n",
        BEGIN "sheet p 0 0 0 表\nend\nend\n",
        BEGIN "row 0\nend\n",
        BEGIN "sheet p 0 0 0 a/b\nend\n",
        BEGIN "sheet p 0 0 0 表\nsheet p 0 0 0 表\nend\n",
        BEGIN "sheet p 0 0 0 表\ncell 0 1 1 t 0 l 先有行\nend\n",
        BEGIN "sheet p 0 0 0 表\nrow 0\ncolumn 8 0 e\nend\n",
        BEGIN "sheet p 0 0 0 表\nchoice 先有栏\nend\n",
        BEGIN "sheet p 0 0 0 表\ncolumn 8 0 e\nhint 一\nhint 二\nend\n",
        BEGIN "sheet p 0 0 0 表\nrow 410\nend\n",
        BEGIN "sheet p 0 0 0 表\nrow 0\ncell 0 1 1 n 0 l 1e5\nend\n",
        BEGIN "sheet p 0 0 0 表\nrow 0\ncell 0 1 1 n 0 l 1.\nend\n",
        BEGIN "sheet p 0 0 0 表\nrow 0\ncell 0 1 1 n 0 l 1234567890123456\n"
              "end\n",
        BEGIN "sheet p 0 0 0 表\nrow 0\ncell 0 1 1 d 0 l 2026-02-30\nend\n",
        BEGIN "sheet p 0 0 0 表\nrow 0\ncell 0 1 1 d 0 l 1900-02-28\nend\n",
        BEGIN "sheet p 0 0 0 表\nrow 0\ncell 0 1 1 t 256 l 一\nend\n",
        BEGIN "sheet p 0 0 0 表\nrow 0\ncell 0 2 1 t 0 l 一\n"
              "cell 1 1 1 t 0 l 二\nend\n",
        BEGIN "sheet p 0 0 0 表\nrow 0\ncell 999 2 1 t 0 l 一\nend\n",
        BEGIN "sheet p 0 0 0 表\nrow 0\ncell 0 1 1 t 0 l \\t\nend\n",
        BEGIN "sheet p 0 0 0 表\nrow 0\ncell 0 1 1 t 0 l \xFF\nend\n"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct rig_said said = rig_job("workbook", bad[i], "/dev/null");
        if (said.status != 10) {
            fail_msg("status %d: %s", said.status, bad[i]);
        }
        assert_in(said.err, "press\tno\t");
        mem_free(said.err);
    }
}

TEST(workbook_good_lines_are_taken)
{
    struct rig_said said =
        rig_job("workbook",
                BEGIN "sheet l 1 2 1 表\ncolumn 8 0 d\nrow 30\n"
                      "cell 0 1 1 t 0 l 一\\n二\\\\\nrow 0\ncell 0 1 1 e 1 r \n"
                      "row 0\nsheet p 0 0 0 又一张\nend\n",
                rig_file("good.xlsx"));
    assert_int_equal(said.status, 0);
    assert_in(said.err, "press\trows\t3\n");
    mem_free(said.err);
    char *xml = rig_unzip(rig_file("good.xlsx"), SHEET);
    assert_in(xml, "<t>一\n二\\</t>");
    free(xml);
}

/* Into a file, in small pieces: the peak of a child is never below ours. */
static void write_rows(size_t rows)
{
    FILE *f = fopen(rig_file("rows"), "w");
    assert_non_null(f);
    fputs(BEGIN "sheet p 0 0 0 表\n", f);
    for (size_t i = 0; i < rows; i++) {
        fputs("row 0\n", f);
        for (int col = 0; col < 12; col++) {
            fprintf(f, "cell %d 1 1 t 1 l 第 %zu 行\n", col, i);
        }
    }
    fputs("end\n", f);
    assert_int_equal(fclose(f), 0);
}

/* The library does not look whether its temporary files take what it writes;
   the press does.  Here no file may be larger than 64 KiB. */
TEST(workbook_rows_lost_on_the_way_are_noticed)
{
    char line[2048];
    write_rows(1000);
    snprintf(line, sizeof line,
             "ulimit -f 128; '%s' workbook <'%s' >'%s' 2>'%s'",
             BUILD_DIR "/pbtui-press", rig_file("rows"), rig_file("lost.xlsx"),
             rig_file("lost"));
    const int status = system(line);
    assert_int_equal(WEXITSTATUS(status), WORKBOOK_WIRE_NO_ROOM);
}

static long peak_kb(size_t rows)
{
    write_rows(rows);
    struct rig_said said =
        rig_job_file("workbook", rig_file("rows"), "/dev/null");
    assert_int_equal(said.status, 0);
    mem_free(said.err);
    return said.peak_kb;
}

#ifndef __SANITIZE_ADDRESS__
TEST(workbook_rows_take_no_memory)
{
    const long few = peak_kb(1000);
    const long many = peak_kb(30000);
    if (many > few + 2048) {
        fail_msg("%ld KB, then %ld KB", few, many);
    }
}
#endif

/* Each sheet has a temporary file of its own while it is written. */
TEST(workbook_of_as_many_sheets_as_are_allowed)
{
    struct arena a = ARENA_INIT;
    struct workbook *w = begin(&a, "sheets.xlsx");
    for (int i = 0; i < WORKBOOK_SHEETS; i++) {
        workbook_sheet(w, &plain);
        put_row(w, "一");
    }
    end(w);
    w = begin(&a, "more.xlsx");
    for (int i = 0; i <= WORKBOOK_SHEETS; i++) {
        workbook_sheet(w, &plain);
    }
    assert_ends_with(w, "E-PRESS-047", "more.xlsx");
    arena_clear(&a);
}
