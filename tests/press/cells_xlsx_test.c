/* An xlsx as the programs of this world write it: kinds of cells, texts,
   styles, places, sheets. */
#include "cells_ground.h"
#include "rig.h"
#include "unit.h"
#include "xlsx_build.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/cells_wire.h"

static char *read_path(const char *path)
{
    return cells_of_file(&(struct cells_wish){.path = path});
}

static char *read_sheet(const char *path, const char *sheet)
{
    return cells_of_file(&(struct cells_wish){.path = path, .sheet = sheet});
}

static void rows_expect(const char *rows, const char *is)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, "xlsx 名册\n");
    sb_add(&sb, is);
    cells_expect(read_path(xlsx_of_rows("read-rows.xlsx", rows, NULL, NULL)),
                 sb.s);
    sb_clear(&sb);
}

/* ---- cells -----------------------------------------------------------------
 */

TEST(cells_of_an_xlsx)
{
    static const struct {
        const char *rows, *is;
    } table[] = {
        {"<row r=\"1\"><c r=\"A1\"><v>45000</v></c><c r=\"C1\"><v> 3.2E+17\n"
         "</v></c></row>",
         "1 N45000|-|N3.2E+17\n"},
        /* what is text */
        {"<row><c t=\"inlineStr\"><is><t>张三</t></is></c>"
         "<c t=\"str\"><v> a </v></c><c><v>abc</v></c></row>",
         "1 T张三|T a |Tabc\n"},
        {"<row><c t=\"inlineStr\"><is><r><rPr><b/></rPr><t>张</t></r><r><t "
         "xml:space=\"preserve\">三 </t></r><rPh sb=\"0\" eb=\"1\"><t>zhang"
         "</t></rPh></is></c></row>",
         "1 T张三 \n"},
        /* truths, faults, days in words */
        {"<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"
         "<c t=\"b\"><v>true</v></c><c t=\"e\"><v>#REF!</v></c></row>",
         "1 B1|B0|B1|X#REF!\n"},
        {"<row><c t=\"d\"><v>2026-03-05T00:00:00</v></c><c t=\"d\">"
         "<v>2026-03-05T14:30:00Z</v></c><c t=\"d\"><v>14:30:00</v></c>"
         "<c t=\"d\"><v>soon</v></c></row>",
         "1 D2026-03-05|D2026-03-05 14:30|H14:30|Tsoon\n"},
        /* what is empty */
        {"<row r=\"1\"><c r=\"A1\" s=\"3\"/></row><row r=\"2\"/>"
         "<row r=\"5\"><c r=\"B5\"><v>1</v></c><c r=\"C5\" s=\"1\"/></row>",
         "5 -|N1\n"},
        {"<row><c t=\"inlineStr\"><is><t></t></is></c><c t=\"b\"><v/></c>"
         "<c t=\"s\"><v></v></c><c><v>1</v></c></row>",
         "1 -|-|-|N1\n"},
        /* places that are not said */
        {"<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c>"
         "<c r=\"D2\"><v>4</v></c><c><v>5</v></c></row>",
         "1 N1|N2\n2 N3|-|-|N4|N5\n"},
        {"<row r=\"7\"><c r=\"b\"><v>1</v></c></row><row><c><v>2</v></c></row>",
         "7 -|N1\n8 N2\n"},
        /* hidden rows */
        {"<row r=\"1\" hidden=\"1\"><c><v>1</v></c></row>"
         "<row r=\"2\" hidden=\"0\"><c><v>2</v></c></row>",
         "note 有 1 行是隐藏的（可能是筛选掉的），也读了。\n1h N1\n2 N2\n"},
        /* escapes of XML, and Excel's own */
        {"<row><c t=\"str\"><v>&lt;a&gt; &amp; &#x20BB7;</v></c>"
         "<c t=\"str\"><v>a_x000D__x000A_b_x005F_x0041__x4E09_</v></c>"
         "<c t=\"str\"><v>_xD842__xDFB7_ _xD842_ _x0000_ _x00G0_ _x41_</v></c>"
         "<c t=\"str\"><v><![CDATA[<x>]]></v></c></row>",
         "1 T<a> & 𠮷|Ta\r\\nb_x0041_三|T𠮷 _xD842_ _x0000_ _x00G0_ _x41_|T<x>\n"},
        /* prefixes, comments, what hides values elsewhere */
        {"<x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v><x:extLst><x:ext><x:v>2"
         "</x:v></x:ext></x:extLst></x:c><!-- <c><v>3</v></c> --></x:row>",
         "1 N1\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        rows_expect(table[i].rows, table[i].is);
    }
}

TEST(cells_of_formulas)
{
    rows_expect(
        "<row><c><f>A2+1</f><v>3</v></c>"
        "<c t=\"str\"><f>CONCAT(1)</f><v>x</v></c>"
        "<c t=\"b\"><f>1=1</f><v>1</v></c>"
        "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
        "<c><f t=\"shared\" si=\"0\"/><v>5</v></c><c><v>6</v></c></row>",
        "note 有 5 格是公式，用的是存下的结果。\n"
        "1 n3|tx|b1|x#DIV/0!|n5|N6\n");
    rows_expect("<row><c><f>SUM(A1)</f></c><c t=\"str\"><f>\"\"</f><v></v></c>"
                "<c t=\"inlineStr\"><is><t>=1+1</t></is></c></row>",
                "note 有 2 格公式没有存下结果，当作空的；"
                "请在 Excel 里打开存一次再读。\n1 =|=|T=1+1\n");
}

TEST(cells_of_shared_texts)
{
    static const char strings[] =
        "<?xml version=\"1.0\"?><sst count=\"9\"><si><t>张三</t></si>"
        "<si><r><rPr><sz val=\"9\"/></rPr><t>李</t></r><r><t>四</t></r>"
        "<rPh sb=\"0\" eb=\"1\"><t>li</t></rPh><phoneticPr/></si>"
        "<si><t/></si><si/><si><t>a_x000A_b</t></si></sst>";
    cells_expect(read_path(xlsx_of_rows(
                     "shared.xlsx",
                     "<row><c t=\"s\"><v>1</v></c><c t=\"s\"><v>0</v></c>"
                     "<c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c>"
                     "<c t=\"s\"><v> 4 </v></c></row>",
                     strings, NULL)),
                 "xlsx 名册\n1 T李四|T张三|-|-|Ta\\nb\n");
    cells_expect_end(read_path(xlsx_of_rows(
                         "shared.xlsx", "<row><c t=\"s\"><v>5</v></c></row>",
                         strings, NULL)),
                     "E-CELLS-170 这个表格文件已损坏");
    cells_expect_end(read_path(xlsx_of_rows(
                         "shared.xlsx", "<row><c t=\"s\"><v>-1</v></c></row>",
                         strings, NULL)),
                     "E-CELLS-170");
    cells_expect_end(
        read_path(xlsx_of_rows(
            "shared.xlsx", "<row><c t=\"s\"><v>0</v></c></row>", NULL, NULL)),
        "E-CELLS-170");
}

/* ---- days ------------------------------------------------------------------
 */

static void look_expect(const char *style, const char *number, bool base_1904,
                        const char *is)
{
    char styles[512];
    char rows[128];
    char book[256];
    char sheet[256];
    char expected[128];
    const bool by_number = strspn(style, "0123456789") == strlen(style);
    snprintf(styles, sizeof styles,
             "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"%s\"/>"
             "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
             "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"%s\"/></cellXfs>"
             "</styleSheet>",
             by_number ? "0" : style, by_number ? style : "164");
    snprintf(rows, sizeof rows, "<row><c s=\"1\"><v>%s</v></c></row>", number);
    snprintf(sheet, sizeof sheet,
             "<worksheet><sheetData>%s</sheetData>"
             "</worksheet>",
             rows);
    snprintf(book, sizeof book,
             "<workbook xmlns:r=\"urn:r\"><workbookPr date1904=\"%d\"/><sheets>"
             "<sheet name=\"名册\" r:id=\"rId1\"/></sheets></workbook>",
             base_1904);
    const struct xlsx_part parts[] = {{"xl/workbook.xml", book, 0},
                                      {"xl/worksheets/sheet1.xml", sheet, 0},
                                      {"xl/styles.xml", styles, 0}};
    snprintf(expected, sizeof expected, "xlsx 名册\n1 %s\n", is);
    char *s = read_path(xlsx_build("read-day.xlsx", parts, ARRAY_LEN(parts)));
    if (strcmp(s, expected) != 0) {
        fail_msg("%s of %s: %s", style, number, s);
    }
    mem_free(s);
}

TEST(cells_of_days)
{
    static const struct {
        const char *style, *number, *is;
    } rows[] = {
        {"14", "46086", "D2026-03-05"},
        {"14", "4.6086E4", "D2026-03-05"},
        {"14", "46086.6041666", "D2026-03-05"},
        {"22", "46086.604166666664", "D2026-03-05 14:30"},
        {"22", "46086", "D2026-03-05"},
        {"22", "46085.999999999", "D2026-03-05"},
        {"22", "0.604166666666664", "H14:30"},
        {"20", "0.604166666666664", "H14:30"},
        {"20", "46086.604166666664", "H14:30"},
        {"20", "0", "H00:00"},
        {"46", "1.25", "H30:00"},
        {"14", "1", "D1900-01-01"},
        {"14", "59", "D1900-02-28"},
        {"14", "60", "D1900-02-29"},
        {"14", "61", "D1900-03-01"},
        {"14", "29337", "D1980-04-26"},
        {"14", "36585", "D2000-02-29"},
        {"14", "2958465", "D9999-12-31"},
        {"14", "2958466", "N2958466"},
        {"14", "0", "N0"},
        {"14", "-1", "N-1"},
        {"14", "1E+300", "N1E+300"},
        {"14", "20260305", "N20260305"},
        {"14", "1.2.3", "N1.2.3"},
        {"0", "46086", "N46086"},
        {"2", "46086", "N46086"},
        {"49", "46086", "N46086"},
        /* known by number in Chinese */
        {"27", "46086", "D2026-03-05"},
        {"31", "46086", "D2026-03-05"},
        {"32", "0.5", "H12:00"},
        {"36", "46086", "D2026-03-05"},
        {"50", "46086", "D2026-03-05"},
        {"55", "46086", "D2026-03-05"},
        {"55", "0.5", "H12:00"},
        {"58", "46086", "D2026-03-05"},
        {"59", "46086", "N46086"},
        /* as written */
        {"yyyy-mm-dd", "46086", "D2026-03-05"},
        {"YYYY/M/D", "46086", "D2026-03-05"},
        {"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "46086",
         "D2026-03-05"},
        {"[$-804]yyyy年m月d日", "46086", "D2026-03-05"},
        {"[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;;@", "46086",
         "D2026-03-05"},
        {"mmm", "46086", "D2026-03-05"},
        {"yyyy\\-mm\\-dd hh:mm", "46086.5", "D2026-03-05 12:00"},
        {"上午/下午h&quot;时&quot;mm&quot;分&quot;", "0.5", "H12:00"},
        {"h:mm AM/PM", "0.5", "H12:00"},
        {"[h]:mm:ss", "1.5", "H36:00"},
        {"mm:ss.0", "0.5", "H12:00"},
        {"General", "46086", "N46086"},
        {"G/通用格式", "46086", "N46086"},
        {"0.00E+00", "46086", "N46086"},
        {"#,##0.00_);[Red]\\(#,##0.00\\)", "46086", "N46086"},
        {"0&quot;days&quot;", "46086", "N46086"},
        {"0\\d", "46086", "N46086"},
        {"[Red]0;yyyy", "46086", "N46086"},
        {"&quot;¥&quot;* #,##0_d", "46086", "N46086"},
        {"000000", "46086", "N46086"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        look_expect(rows[i].style, rows[i].number, false, rows[i].is);
    }
    look_expect("14", "44624", true, "D2026-03-05");
    look_expect("14", "0", true, "D1904-01-01");
    look_expect("14", "60", true, "D1904-03-01");
    look_expect("14", "2957003", true, "D9999-12-31");
    look_expect("14", "2957004", true, "N2957004");
}

/* ---- sheets ----------------------------------------------------------------
 */

#define RELS(more)                                                             \
    "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" "              \
    "Target=\"/xl/one.xml\"/><Relationship Id=\"b\" Type=\"x/worksheet\" "     \
    "Target=\"./worksheets/../two.xml\"/><Relationship Id=\"c\" "              \
    "Type=\"x/chartsheet\" Target=\"chart.xml\"/>" more "</Relationships>"
#define BOOK(sheets)                                                           \
    "<workbook xmlns:q=\"urn:q\"><sheets>" sheets "</sheets></workbook>"
#define ONE   "<sheet name=\"一\" sheetId=\"9\" q:id=\"a\"/>"
#define TWO   "<sheet name=\"二\" sheetId=\"8\" q:id=\"b\"/>"
#define CHART "<sheet name=\"图\" sheetId=\"7\" q:id=\"c\"/>"
#define HIDDEN(name, id, how)                                                  \
    "<sheet name=\"" name "\" q:id=\"" id "\" state=\"" how "\"/>"
#define CELL(v) XLSX_DATA("<row><c><v>" v "</v></c></row>")
#define EMPTY   XLSX_DATA("<row><c s=\"1\"/><c><v> </v></c></row>")

static void sheets_expect(const char *book, const char *rels, const char *one,
                          const char *wanted, const char *is)
{
    const struct xlsx_part parts[] = {{"xl/workbook.xml", book, 0},
                                      {"xl/_rels/workbook.xml.rels", rels, 0},
                                      {"xl/one.xml", one, 0},
                                      {"xl/two.xml", CELL("2"), 0},
                                      {"xl/chart.xml", "<chartsheet/>", 0}};
    char *s =
        read_sheet(xlsx_build("sheets.xlsx", parts, ARRAY_LEN(parts)), wanted);
    if (strncmp(is, "E-", 2) == 0) {
        cells_expect_end(s, is);
    } else {
        cells_expect(s, is);
    }
}

TEST(cells_of_the_sheet_that_is_meant)
{
    static const char others[] = "note 另有 1 个工作表没有读：";
    char one[128];
    char two[128];
    snprintf(one, sizeof one, "xlsx 一\n%s二。\n1 N1\n", others);
    snprintf(two, sizeof two, "xlsx 二\n%s一。\n1 N2\n", others);
    const struct {
        const char *book, *one, *wanted, *is;
    } rows[] = {
        {BOOK(ONE TWO), CELL("1"), NULL, one},
        {BOOK(CHART ONE TWO), CELL("1"), "", one},
        {BOOK(ONE CHART TWO), CELL("1"), "2", two},
        {BOOK(ONE TWO), CELL("1"), "二", two},
        {BOOK(ONE TWO), EMPTY, NULL, two},
        {BOOK(ONE TWO), XLSX_SHEET(""), NULL, two},
        {BOOK(HIDDEN("一", "a", "hidden") TWO), CELL("1"), NULL,
         "xlsx 二\nnote 有 1 个隐藏的工作表没有读：一。\n1 N2\n"},
        {BOOK(HIDDEN("一", "a", "veryHidden") TWO), CELL("1"), "1",
         "xlsx 二\nnote 有 1 个隐藏的工作表没有读：一。\n1 N2\n"},
        {BOOK(HIDDEN("一", "a", "hidden") TWO), CELL("1"), "一",
         "xlsx 一\nnote 另有 1 个工作表没有读：二。\nnote 工作表“一”是隐藏的。\n"
         "1 N1\n"},
        {BOOK(HIDDEN("一", "a", "visible")), CELL("1"), NULL,
         "xlsx 一\n1 N1\n"},
        /* a name that is a number wins over the number */
        {BOOK("<sheet name=\"2\" q:id=\"a\"/>" TWO), CELL("1"), "2",
         "xlsx 2\nnote 另有 1 个工作表没有读：二。\n1 N1\n"},
        {BOOK(ONE TWO), CELL("1"), "三",
         "E-CELLS-192 没有“三”这个工作表；看得见的有：一、二。"},
        {BOOK(ONE TWO), CELL("1"), "3", "E-CELLS-192"},
        {BOOK(ONE TWO), CELL("1"), "0", "E-CELLS-192"},
        {BOOK(ONE), EMPTY, NULL, "E-CELLS-190 这个文件里没有填了内容的工作表"},
        {BOOK(CHART), CELL("1"), NULL, "E-CELLS-190"},
        {BOOK(""), CELL("1"), NULL, "E-CELLS-190"},
        {BOOK(ONE HIDDEN("二", "b", "hidden")), EMPTY, NULL,
         "E-CELLS-191 看得见的工作表都是空的，另有 1 个隐藏的：二；"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        sheets_expect(rows[i].book, RELS(""), rows[i].one, rows[i].wanted,
                      rows[i].is);
    }
}

/* They are named, never followed. */
TEST(cells_with_links_and_macros)
{
    sheets_expect(
        BOOK(ONE),
        RELS("<Relationship Id=\"x\" Type=\"x/externalLink\" "
             "Target=\"externalLinks/externalLink1.xml\"/>"
             "<Relationship Id=\"v\" Type=\"x/vbaProject\" "
             "Target=\"vbaProject.bin\"/>"),
        CELL("1"), NULL,
        "xlsx 一\nnote 表里引用了别的文件，没有去读，用的是存下的结果。\n"
        "note 文件带有宏，没有运行。\n1 N1\n");
    /* A sheet that lies outside is no sheet. */
    sheets_expect(
        BOOK("<sheet name=\"外\" q:id=\"e\"/>" ONE),
        RELS("<Relationship Id=\"e\" Type=\"x/worksheet\" "
             "TargetMode=\"External\" Target=\"file:///etc/hosts\"/>"),
        CELL("1"), NULL, "xlsx 一\n1 N1\n");
    sheets_expect(BOOK("<sheet name=\"外\" q:id=\"e\"/>"),
                  RELS("<Relationship Id=\"e\" Type=\"x/worksheet\" "
                       "Target=\"../../../../etc/hosts\"/>"),
                  CELL("1"), NULL, "E-CELLS-170");
}

/* Where the workbook is, and how the parts are called. */
TEST(cells_wherever_the_parts_are)
{
    static const char sheet[] =
        "<x:worksheet><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row>"
        "</x:sheetData></x:worksheet>";
    const struct xlsx_part elsewhere[] = {
        {"_rels/.rels",
         "<r:Relationships><r:Relationship Id=\"r\" "
         "Type=\"http:x/officeDocument/relationships/officeDocument\" "
         "Target=\"/book/main.xml\"/></r:Relationships>",
         0},
        {"xl/workbook.xml", NULL, 0},
        {"xl/_rels/workbook.xml.rels", NULL, 0},
        {"xl/worksheets/sheet1.xml", NULL, 0},
        {"book/main.xml",
         "<x:workbook><x:sheets><x:sheet name=\"名册\" z:id=\"s\"/></x:sheets>"
         "</x:workbook>",
         0},
        {"book/_rels/main.xml.rels",
         "<Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" "
         "Target=\"..\\Sheets\\A.XML\"/></Relationships>",
         0},
        {"Sheets\\a.xml", sheet, 0},
    };
    cells_expect(
        read_path(xlsx_build("else.xlsx", elsewhere, ARRAY_LEN(elsewhere))),
        "xlsx 名册\n1 N7\n");
    const struct xlsx_part no_top[] = {{"_rels/.rels", NULL, 0}};
    cells_expect(read_path(xlsx_build("top.xlsx", no_top, 1)),
                 "xlsx 名册\n1 N1\n");
}

TEST(cells_in_hidden_columns)
{
    static const struct {
        const char *columns, *is;
    } rows[] = {
        {"<col min=\"2\" max=\"2\" hidden=\"1\"/>",
         "xlsx 名册\nnote 有隐藏的列，也读了。\n1 N1|N2\n"},
        {"<col min=\"1\" max=\"2\"/><col min=\"3\" max=\"16384\" "
         "hidden=\"1\"/>",
         "xlsx 名册\n1 N1|N2\n"},
        {"<col min=\"0\" max=\"x\" hidden=\"1\"/>", "xlsx 名册\n1 N1|N2\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char sheet[512];
        snprintf(sheet, sizeof sheet,
                 "<worksheet><cols>%s</cols><sheetData><row><c><v>1</v></c>"
                 "<c><v>2</v></c></row></sheetData></worksheet>",
                 rows[i].columns);
        const struct xlsx_part parts[] = {
            {"xl/worksheets/sheet1.xml", sheet, 0}};
        cells_expect(read_path(xlsx_build("columns.xlsx", parts, 1)),
                     rows[i].is);
    }
}

TEST(cells_that_are_merged)
{
    const struct xlsx_part parts[] = {
        {"xl/worksheets/sheet1.xml",
         "<worksheet><dimension ref=\"A1:ZZ9\"/><sheetData><row><c><v>1</v></c>"
         "</row></sheetData><mergeCells count=\"9\"><mergeCell ref=\"A1:F1\"/>"
         "<mergeCell ref=\"B2:B3\"/><mergeCell ref=\"C2:XFD2\"/>"
         "<mergeCell ref=\"A60:B99\"/><mergeCell ref=\"A61:B61\"/>"
         "<mergeCell ref=\"IW1:IX1\"/><mergeCell ref=\"B1\"/>"
         "<mergeCell ref=\"F1:A1\"/><mergeCell ref=\"A0:B0\"/>"
         "<mergeCell ref=\"A1:AAAA1\"/><mergeCell ref=\"A2:B1\"/><mergeCell/>"
         "</mergeCells></worksheet>",
         0}};
    cells_expect(read_path(xlsx_build("merged.xlsx", parts, 1)),
                 "xlsx 名册\nmerge 1-1 0-5\nmerge 2-3 1-1\nmerge 2-2 2-255\n"
                 "merge 60-99 0-1\n1 N1\n");
}

/* ---- as a program wrote it -------------------------------------------------
 */

TEST(cells_of_what_libreoffice_writes)
{
    cells_expect(
        read_path("tests/fixtures/tables/roster.xlsx"),
        "xlsx 名册\nnote 另有 1 个工作表没有读：说明。\n"
        "note 有 2 格是公式，用的是存下的结果。\n"
        "note 有 1 行是隐藏的（可能是筛选掉的），也读了。\nmerge 1-1 0-4\n"
        "1 T示例支部党员名册\n2 T姓名|T公民身份号码|T入党日期|T党费|T开会\n"
        "3 T张　三|T990101198001010011|D2001-07-01|N12.5|H14:30\n"
        "4h T𠮷田志|N9.9010119800101E+017|T2001.7|n25|N1\n"
        "5 T第一行\\n第二行|-|-|x#DIV/0!\n");
    cells_expect_end(read_path("tests/fixtures/tables/roster.xls"),
                     "E-CELLS-151");
    cells_expect_end(read_path("tests/fixtures/tables/roster.ods"),
                     "E-CELLS-186");
}
