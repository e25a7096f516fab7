/* Spreadsheets that are broken, enormous, or made to do harm: each is answered
   in one sentence, and the press comes to its end by itself. */
#include "cells_ground.h"
#include "rig.h"
#include "unit.h"
#include "xlsx_build.h"

#include <stdio.h>
#include <string.h>
#include <zip.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/cells_wire.h"

static char *read_path(const char *path)
{
    return cells_of_file(&(struct cells_wish){.path = path});
}

static char *read_parts(const struct xlsx_part *parts, size_t n)
{
    return read_path(xlsx_build("refused.xlsx", parts, n));
}

static void part_refused(const char *path, const char *text, const char *is)
{
    const struct xlsx_part parts[] = {{path, text, 0}};
    cells_expect_end(read_parts(parts, 1), is);
}

static void rows_refused(const char *rows, const char *is)
{
    cells_expect_end(read_path(xlsx_of_rows("refused.xlsx", rows, NULL, NULL)),
                     is);
}

/* ---- entities --------------------------------------------------------------
 */

TEST(cells_with_entities_are_refused)
{
    static const char outside[] =
        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hosts\">]>";
    static const char laughs[] =
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
        "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    static const char *const declared[] = {outside, laughs, "<!DOCTYPE x>",
                                           "<!DOCTYPE x SYSTEM \"urn:x.dtd\">"};
    static const struct {
        const char *path, *root;
    } parts[] = {
        {"xl/worksheets/sheet1.xml",
         "<worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row>"
         "</sheetData></worksheet>"},
        {"xl/sharedStrings.xml", "<sst><si><t>&c;</t></si></sst>"},
        {"xl/styles.xml", "<styleSheet/>"},
        {"xl/workbook.xml", "<workbook/>"},
        {"_rels/.rels", "<Relationships/>"},
    };
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        for (size_t k = 0; k < ARRAY_LEN(declared); k++) {
            char text[512];
            snprintf(text, sizeof text, "<?xml version=\"1.0\"?>%s%s",
                     declared[k], parts[i].root);
            part_refused(parts[i].path, text,
                         "E-CELLS-180 这个表格里有不该有的声明");
        }
    }
    /* One that nobody has declared is no XML. */
    rows_refused("<row><c t=\"str\"><v>&a;</v></c></row>", "E-CELLS-170");
}

/* ---- bombs -----------------------------------------------------------------
 */

static void bomb_refused(const char *path, const char *front, const char *inner)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, front);
    for (size_t i = 0; sb.len < (20u << 20); i++) {
        sb_add(&sb, inner);
    }
    const int64_t began = clock_monotonic_ms();
    part_refused(path, sb.s, "E-CELLS-172 这个表格解开以后大得不正常");
    assert_true(clock_monotonic_ms() - began < 10000);
    sb_clear(&sb);
}

TEST(cells_of_a_bomb)
{
    bomb_refused("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>",
                 "<c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/>");
    bomb_refused("xl/sharedStrings.xml", "<sst>",
                 "<si><t>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</t></si>");
    bomb_refused("xl/styles.xml", "<styleSheet>", "<!-- -->");
}

TEST(cells_of_an_archive_of_many)
{
    enum { MANY = 5000 };
    struct xlsx_part *parts = mem_grow(NULL, MANY, sizeof *parts);
    char(*names)[16] = mem_grow(NULL, MANY, sizeof *names);
    for (size_t i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof names[i], "xl/x%zu", i);
        parts[i] = (struct xlsx_part){names[i], "x", 0};
    }
    cells_expect_end(read_parts(parts, MANY),
                     "E-CELLS-171 这个表格文件里有太多部件");
    char *s = read_parts(parts, 4000);
    assert_null(strstr(s, "E-CELLS"));
    mem_free(s);
    mem_free(parts);
    mem_free(names);
}

/* One text in every cell: what comes out is a thousand times what lies
   there. */
TEST(cells_of_one_text_in_all)
{
    struct strbuf strings;
    struct strbuf rows;
    sb_init(&strings);
    sb_init(&rows);
    sb_add(&strings, "<sst><si><t>");
    sb_repeat(&strings, "x", 30000);
    sb_add(&strings, "</t></si></sst>");
    for (size_t i = 0; i < 1000; i++) {
        sb_add(&rows, "<row>");
        sb_repeat(&rows, "<c t=\"s\"><v>0</v></c>", 30);
        sb_add(&rows, "</row>");
    }
    cells_expect_end(
        cells_last_word(xlsx_of_rows("one-text.xlsx", rows.s, strings.s, NULL)),
        "E-CELLS-112 这个表格的文字太多");
    sb_clear(&rows);
    sb_add(&rows, "<row>");
    sb_repeat(&rows, "<c t=\"s\"><v>0</v></c>", 40);
    sb_add(&rows, "</row>");
    cells_expect_end(
        read_path(xlsx_of_rows("one-text.xlsx", rows.s, strings.s, NULL)),
        "E-CELLS-111 第 1 行的文字合起来");
    sb_clear(&strings);
    sb_clear(&rows);
}

TEST(cells_of_too_many_texts)
{
    struct strbuf sb;
    uint64_t r = unit_seed();
    sb_init(&sb);
    sb_add(&sb, "<sst>");
    while (sb.len < (100u << 20)) {
        /* Not so much alike that it would be taken for a bomb. */
        sb_add(&sb, "<si><t>");
        for (int i = 0; i < 32; i++) {
            sb_addf(&sb, "%016llx", (unsigned long long)unit_random(&r));
        }
        sb_repeat(&sb, "x", 30000);
        sb_add(&sb, "</t></si>");
    }
    part_refused("xl/sharedStrings.xml", sb.s,
                 "E-CELLS-182 这个表格里的文字太多");
    sb_clear(&sb);
}

/* ---- XML that goes wrong ---------------------------------------------------
 */

/* Well-formed, all of it: only too deep, or a single tag too long. */
TEST(cells_of_endless_xml)
{
    static const char data[] =
        "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData>";
    struct strbuf sb;
    sb_init(&sb);
    for (size_t deep = 99; deep <= 100; deep++) {
        sb_reset(&sb);
        sb_add(&sb, data);
        sb_repeat(&sb, "<a>", deep);
        sb_repeat(&sb, "</a>", deep);
        sb_add(&sb, "</worksheet>");
        part_refused("xl/worksheets/sheet1.xml", sb.s,
                     deep == 99 ? "1 N1" : "E-CELLS-170");
    }
    sb_reset(&sb);
    sb_addf(&sb, "%s<a x=\"", data);
    sb_repeat(&sb, "0123456789", 600000);
    sb_add(&sb, "\"/></worksheet>");
    part_refused("xl/worksheets/sheet1.xml", sb.s, "E-CELLS-170");
    sb_clear(&sb);
}

TEST(cells_out_of_order)
{
    static const char *const rows[] = {
        "<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"/>",
        "<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"/>",
        "<row r=\"0\"><c><v>1</v></c></row>",
        "<row r=\"1048577\"><c><v>1</v></c></row>",
        "<row r=\"x\"><c><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
        "<row r=\"1\"><c r=\"1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"AAAAA1\"><v>1</v></c></row>",
        "<row hidden=\"1\"><c><f>1</f><v>1</v></c><c r=\"A0\"/></row>",
        "<row><c><v>1</v></c>",
        "<row><c></row></c>",
        "<row><c><v>\xFF</v></c></row>",
        "<row><c><v>\x01</v></c></row>",
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        rows_refused(rows[i], "E-CELLS-170 这个表格文件已损坏");
    }
}

TEST(cells_of_many_columns)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, "<row r=\"1\">");
    sb_repeat(&sb, "<c><v>1</v></c>", CELLS_COLS);
    /* Frames alone are no columns. */
    sb_repeat(&sb, "<c s=\"1\"/>", 144);
    sb_add(&sb, "</row>");
    char *s = read_path(xlsx_of_rows("read-wide.xlsx", sb.s, NULL, NULL));
    assert_null(strstr(s, "E-CELLS"));
    mem_free(s);
    sb_reset(&sb);
    sb_add(&sb, "<row r=\"1\"/><row r=\"2\">");
    sb_repeat(&sb, "<c><v>1</v></c>", 400);
    sb_add(&sb, "</row>");
    rows_refused(sb.s,
                 "E-CELLS-183 第 2 行在 IW 列还有内容，最多读 256 列（到 IV "
                 "列）");
    sb_clear(&sb);
}

TEST(cells_too_long_for_a_cell)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, "<row r=\"3\"><c r=\"AB3\" t=\"str\"><v>");
    sb_repeat(&sb, "x", CELLS_TEXT_BYTES + 1);
    sb_add(&sb, "</v></c></row>");
    rows_refused(sb.s, "E-CELLS-110 第 3 行 AB 列的文字太长");
    sb_clear(&sb);
}

TEST(cells_of_a_million_empty_rows)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, "<row r=\"1\"><c><v>1</v></c></row>");
    for (int i = 2; i <= 300000; i++) {
        sb_addf(&sb, "<row r=\"%d\"><c r=\"A%d\" s=\"%d\"/></row>", i, i,
                i % 7);
    }
    cells_expect(read_path(xlsx_of_rows("read-rows.xlsx", sb.s, NULL, NULL)),
                 "xlsx 名册\n1 N1\n");
    sb_reset(&sb);
    sb_repeat(&sb, "<row><c><v>1</v></c></row>", CELLS_ROWS + 1);
    /* As many rows, all alike, of a file that is allowed to be like that. */
    rows_refused(sb.s, "E-CELLS-114 这个表格超过 200000 行");
    sb_clear(&sb);
}

/* ---- other archives --------------------------------------------------------
 */

TEST(cells_of_other_archives)
{
    static const struct {
        const char *path, *text, *is;
    } rows[] = {
        {"word/document.xml", "<x/>", "E-CELLS-184 这是 Word 文档"},
        {"ppt/presentation.xml", "<x/>", "E-CELLS-185 这是演示文稿"},
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet",
         "E-CELLS-186 这是 .ods"},
        {"xl/workbook.bin", "x", "E-CELLS-187 这是 .xlsb"},
        {"OFD.xml", "<x/>", "E-CELLS-188 这是 OFD"},
        {"名册.xlsx", "PK\3\4", "E-CELLS-189 这是压缩包"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct xlsx_part parts[] = {
            {rows[i].path, rows[i].text, 0},
            {"_rels/.rels", NULL, 0},
            {"xl/workbook.xml", NULL, 0},
        };
        cells_expect_end(read_parts(parts, ARRAY_LEN(parts)), rows[i].is);
    }
    const struct xlsx_part none[] = {{"xl/workbook.xml", NULL, 0}};
    cells_expect_end(read_parts(none, 1), "E-CELLS-170");
    const struct xlsx_part no_sheet[] = {{"xl/worksheets/sheet1.xml", NULL, 0}};
    cells_expect_end(read_parts(no_sheet, 1), "E-CELLS-170");
}

TEST(cells_of_an_archive_with_a_password)
{
    const char *path = xlsx_build("locked.xlsx", NULL, 0);
    zip_t *zip = zip_open(path, 0, NULL);
    assert_non_null(zip);
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        assert_int_equal(zip_file_set_encryption(zip, (zip_uint64_t)i,
                                                 ZIP_EM_AES_256, "secret"),
                         0);
    }
    assert_int_equal(zip_close(zip), 0);
    cells_expect_end(read_path(path), "E-CELLS-173 这个表格文件加了密");
}

/* ---- broken files ----------------------------------------------------------
 */

static void read_whole(struct strbuf *out, const char *path)
{
    sb_init(out);
    assert_true(file_read(out, path, 1u << 24, NULL));
}

static const char *good_one(void)
{
    return xlsx_of_rows(
        "read-good.xlsx",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>"
        "46086</v></c></row><row r=\"2\"><c t=\"inlineStr\"><is><t>_x0041_</t>"
        "</is></c><c><f>A1</f><v>2</v></c></row>",
        "<sst><si><r><t>张</t></r><rPh><t>z</t></rPh></si></sst>",
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
        "</cellXfs></styleSheet>");
}

TEST(cells_of_a_file_cut_off)
{
    struct strbuf whole;
    read_whole(&whole, good_one());
    for (size_t i = 1; i < 50; i++) {
        cells_expect_end(cells_of("cut.xlsx", whole.s, whole.len * i / 50),
                         "E-CELLS-170 这个表格文件已损坏");
    }
    char *s = cells_of("cut.xlsx", whole.s, whole.len);
    assert_null(strstr(s, "E-CELLS"));
    mem_free(s);
    sb_clear(&whole);
}

/* Read, or refused in a sentence of the press's own: never killed, never
   nonsense. */
static void check_answer(char *s, const char *of)
{
    static const char *const bad[] = {"E-CELLS-011", "E-CELLS-012",
                                      "E-CELLS-013", "E-CELLS-014"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        if (strstr(s, bad[i]) != NULL) {
            fail_msg("%s: %s", of, s);
        }
    }
    mem_free(s);
}

PROPERTY(cells_of_a_broken_archive)
{
    struct strbuf whole;
    uint64_t r = unit_seed();
    read_whole(&whole, good_one());
    for (int i = 0; i < 150; i++) {
        char *bytes = mem_grow(NULL, whole.len, 1);
        memcpy(bytes, whole.s, whole.len);
        for (uint64_t k = 1 + unit_below(&r, 6); k > 0; k--) {
            bytes[unit_below(&r, whole.len)] = (char)unit_below(&r, 256);
        }
        check_answer(cells_of("broken.xlsx", bytes, whole.len), "archive");
        mem_free(bytes);
    }
    sb_clear(&whole);
}

PROPERTY(cells_of_broken_xml)
{
    static const char seed[] =
        "<worksheet><sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\">"
        "<v>0</v></c><c r=\"C1\" s=\"1\"><f>A1</f><v>46086.5</v></c><c t=\"b\">"
        "<v>1</v></c></row><row r=\"3\"><c t=\"inlineStr\"><is><r><t>_x0041_"
        "</t></r></is></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2"
        "\"/></mergeCells></worksheet>";
    uint64_t r = unit_seed();
    for (int i = 0; i < 150; i++) {
        char text[sizeof seed];
        memcpy(text, seed, sizeof seed);
        for (uint64_t k = 1 + unit_below(&r, 4); k > 0; k--) {
            text[unit_below(&r, sizeof seed - 1)] =
                "<>/\"=& 019azAZ_x:"[unit_below(&r, 18)];
        }
        const struct xlsx_part parts[] = {
            {"xl/worksheets/sheet1.xml", text, sizeof seed - 1},
            {"xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>", 0}};
        check_answer(read_parts(parts, 2), text);
    }
}
