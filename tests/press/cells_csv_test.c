/* A csv as offices send it: encodings, separators, quotes, ends of lines, and
   what is wrong with it, each with its sentence. */
#include "cells_ground.h"
#include "rig.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/cells_wire.h"

struct row {
    const char *bytes;
    size_t n; /* 0: as strlen says */
    const char *is;
};

static char *read_row(const struct row *r)
{
    return cells_of("a.csv", r->bytes, r->n > 0 ? r->n : strlen(r->bytes));
}

TEST(cells_of_a_csv)
{
    static const struct row rows[] = {
        {"姓名,性别\n张三,男\n", 0,
         "csv UTF-8 ,\n1 T姓名|T性别\n2 T张三|T男\n"},
        /* ends of lines */
        {"a,b\r\nc,d\r\n\r\ne", 0, "csv UTF-8 ,\n1 Ta|Tb\n2 Tc|Td\n4 Te\n"},
        {"a,b\rc,d\r\re\n", 0, "csv UTF-8 ,\n1 Ta|Tb\n2 Tc|Td\n4 Te\n"},
        {"a,\"x\r\ny\rz\n\"\r\nb", 0,
         "csv UTF-8 ,\n1 Ta|Tx\r\\ny\rz\\n\n5 Tb\n"},
        /* quotes */
        {"\"a,b\",\"c\"\"d\",\"\"\n", 0, "csv UTF-8 ,\n1 Ta,b|Tc\"d\n"},
        {"a\"b,\"c\"d\"e, \"f\"\n", 0, "csv UTF-8 ,\n1 Ta\"b|Tcd\"e|T \"f\"\n"},
        {"\"\"\"\",x\n", 0, "csv UTF-8 ,\n1 T\"|Tx\n"},
        {"\"a\"", 0, "csv UTF-8 ,\n1 Ta\n"},
        /* what is empty, what is ragged */
        {",,\n\na,,b,,\n,c\n", 0, "csv UTF-8 ,\n3 Ta|-|Tb\n4 -|Tc\n"},
        /* separators */
        {"a;b\nc;d,e\n", 0, "csv UTF-8 ;\n1 Ta|Tb\n2 Tc|Td,e\n"},
        {"a\tb,c\nd\te;f\n", 0, "csv UTF-8 \t\n1 Ta|Tb,c\n2 Td|Te;f\n"},
        {"名册\n2026 年\na;b;\"c,,,,,d\"\ne;f;g\n", 0,
         "csv UTF-8 ;\n1 T名册\n2 T2026 年\n3 Ta|Tb|Tc,,,,,d\n4 Te|Tf|Tg\n"},
        {"姓名\n张三，男\n", 0, "csv UTF-8 ,\n1 T姓名\n2 T张三，男\n"},
        {"姓名，性别\n张三，男\n", 0,
         "csv UTF-8 ,\nnote 看来是用中文逗号“，”分列的，分不开；"
         "请把它换成英文逗号，或存成 .xlsx 再读。\n1 T姓名，性别\n2 T张三，男\n"},
        {"a,姓名，性别\nb,张三，男\n", 0,
         "csv UTF-8 ,\n1 Ta|T姓名，性别\n2 Tb|T张三，男\n"},
        {"sep=;\r\na,x;b\n", 0, "csv UTF-8 ;\n2 Ta,x|Tb\n"},
        {"\"sep=|\"\na|b\n", 0, "csv UTF-8 |\n2 Ta|Tb\n"},
        {"SEP=\t\na,x\tb\n", 0, "csv UTF-8 \t\n2 Ta,x|Tb\n"},
        {"sep=x\na,b\n", 0, "csv UTF-8 ,\n1 Tsep=x\n2 Ta|Tb\n"},
        /* how Excel is told to take text */
        {"=\"001\",\"=\"\"002\"\"\",\t003,\"\t\t4\",=1+1,=\"\"\n", 0,
         "csv UTF-8 ,\n1 T001|T002|T003|T4|T=1+1\n"},
        {"=\"a\"\"b\",x\n", 0, "csv UTF-8 ,\n1 Ta\"b|Tx\n"},
        /* marks of the encoding */
        {"\xEF\xBB\xBF姓名\n", 0, "csv UTF-8 ,\n1 T姓名\n"},
        {"\xEF\xBB\xBFsep=;\na;b\n", 0, "csv UTF-8 ;\n2 Ta|Tb\n"},
        {"\xFF\xFE\x20\x5F,\0\x09\x4E\n\0", 10, "csv UTF-16LE ,\n1 T张|T三\n"},
        {"\xFE\xFF\x5F\x20\0,\x4E\x09", 8, "csv UTF-16BE ,\n1 T张|T三\n"},
        {"\x20\x5F,\0\x09\x4E\r\0\n\0", 10, "csv UTF-16LE ,\n1 T张|T三\n"},
        {"\x5F\x20\0,\x4E\x09\0\n", 8, "csv UTF-16BE ,\n1 T张|T三\n"},
        {"\xFF\xFE\x42\xD8\xB7\xDF", 6, "csv UTF-16LE ,\n1 T𠮷\n"},
        {"\x84\x31\x95\x33\xD5\xC5\n", 0, "csv GB18030 ,\n1 T张\n"},
        {"\\n\\,\\\\t\n", 0, "csv UTF-8 ,\n1 T\\n\\|T\\\\t\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        cells_expect(read_row(&rows[i]), rows[i].is);
    }
}

TEST(cells_of_a_csv_that_is_wrong)
{
    static const struct row rows[] = {
        {"a,b\nc,\"d\ne,f\n", 0, "E-CELLS-130 第 2 行有一个引号"},
        {"a\n\"b\nc\"\n\"d\"\",\n", 0, "E-CELLS-130 第 4 行"},
        {"a,b\nc\0,d\n", 8, "E-CELLS-132 第 2 行"},
        {"张三,男\n李四,\0x\n", 21, "E-CELLS-132 第 2 行"},
        {"a\n\"b\0\"\n", 7, "E-CELLS-132 第 2 行"},
        {"\xFF\xFEx\0\n\0\0\0", 8, "E-CELLS-132 第 2 行"},
        {"\xFF\xFEx\0\n\0\x42\xD8y\0", 10,
         "E-CELLS-142 第 2 行有不合 UTF-16LE"},
        {"\xFF\xFEx\0\n\0y", 7, "E-CELLS-142 第 2 行"},
        {"\xEF\xBB\xBF"
         "a\nb\n\xD5\xC5\n",
         0, "E-CELLS-142 第 3 行有不合 UTF-8"},
        {"a\n\xD5\xC5\nb\xFF\n", 0, "E-CELLS-141 第 3 行"},
        {"a\n\x80\n", 0, "E-CELLS-141 第 2 行"},
        {"\xD5", 0, "E-CELLS-141 第 1 行"},
        /* nearly all of it is UTF-8: nobody reads the rest as GB18030 */
        {"张三李四王五赵六钱七孙八周九吴十\n郑十一\xE5\xBC", 0,
         "E-CELLS-142 第 2 行有不合 UTF-8"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        cells_expect_end(read_row(&rows[i]), rows[i].is);
    }
}

/* All of them in one: two bytes, four, of planes 0 and 2, private use. */
TEST(cells_of_a_csv_in_gb18030)
{
    static const char text[] = "姓名,备注\n𠮷田志,“①”——€·é㐂\n张　三,\uE5E5\n";
    static const char is[] =
        "1 T姓名|T备注\n2 T𠮷田志|T“①”——€·é㐂\n3 T张　三|T\uE5E5\n";
    static const char *const encodings[] = {"GB18030", "UTF-8", "UTF-16LE",
                                            "UTF-16BE"};
    for (size_t i = 0; i < ARRAY_LEN(encodings); i++) {
        size_t n;
        char head[64];
        char *bytes = cells_encoded(text, encodings[i], &n);
        char *s = cells_of("b.csv", bytes, n);
        snprintf(head, sizeof head, "csv %s ,\n", encodings[i]);
        assert_memory_equal(s, head, strlen(head));
        assert_string_equal(s + strlen(head), is);
        mem_free(s);
        mem_free(bytes);
    }
}

/* What is wished, against what a file of one character could be as well. */
TEST(cells_of_a_csv_as_wished)
{
    static const struct {
        const char *bytes, *wish, *is;
    } rows[] = {
        {"\xD2\xBB\n", NULL, "csv UTF-8 ,\n1 Tһ\n"},
        {"\xD2\xBB\n", "gb18030", "csv GB18030 ,\n1 T一\n"},
        {"\xD2\xBB\n", "GBK", "csv GB18030 ,\n1 T一\n"},
        {"张\n", "UTF-8", "csv UTF-8 ,\n1 T张\n"},
        {"\xEF\xBB\xBF张\n", "gb18030", "csv UTF-8 ,\n1 T张\n"},
        {"ab", "utf-16", "csv UTF-16LE ,\n1 T扡\n"},
        {"ab", "utf-16be", "csv UTF-16BE ,\n1 T慢\n"},
        {"\xD5\xC5\n", "utf-8",
         "csv UTF-8 ,\nE-CELLS-142 第 1 行有不合 UTF-8 "},
        {"a\n", "klingon", "E-CELLS-120 不认识编码“klingon”"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *path = rig_file("c.csv");
        assert_true(file_write(path, rows[i].bytes, strlen(rows[i].bytes),
                               FILE_REPLACE, NULL));
        char *s = cells_of_file(
            &(struct cells_wish){.path = path, .encoding = rows[i].wish});
        if (strncmp(s, rows[i].is, strlen(rows[i].is)) != 0) {
            fail_msg("expected:\n%s\nread:\n%s", rows[i].is, s);
        }
        mem_free(s);
    }
}

/* ---- anything --------------------------------------------------------------
 */

/* A field as RFC 4180 writes it, and as it is expected back. */
static void add_field(uint64_t *r, struct strbuf *file, struct strbuf *is,
                      bool first)
{
    static const char *const pieces[] = {"张", "𠮷", "a",  "1", " ", "\"",
                                         ",",  "\n", "\t", ";", "“", "\\"};
    struct strbuf field;
    sb_init(&field);
    sb_add(&field, "x");
    for (uint64_t n = unit_below(r, 6); n > 0; n--) {
        sb_add(&field, pieces[unit_below(r, ARRAY_LEN(pieces))]);
    }
    sb_add(file, first ? "\"" : ",\"");
    sb_add(is, first ? "T" : "|T");
    for (const char *s = field.s; *s != '\0'; s++) {
        sb_addc(file, *s);
        if (*s == '"') {
            sb_addc(file, '"');
        }
        if (*s == '\n' || *s == '\t') {
            sb_add(is, *s == '\n' ? "\\n" : "\\t");
        } else {
            sb_addc(is, *s);
        }
    }
    sb_addc(file, '"');
    sb_clear(&field);
}

PROPERTY(cells_of_any_csv_come_back)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    static const char *const encodings[] = {"GB18030", "UTF-8", "UTF-16LE"};
    uint64_t r = unit_seed();
    for (int i = 0; i < 60; i++) {
        const char *encoding = encodings[i % 3];
        const char *line_end = ends[unit_below(&r, ARRAY_LEN(ends))];
        struct strbuf file;
        struct strbuf is;
        size_t line = 2;
        sb_init(&file);
        sb_init(&is);
        sb_addf(&file, "sep=,%s", line_end);
        sb_addf(&is, "csv %s ,\n", encoding);
        for (uint64_t rows = 1 + unit_below(&r, 30); rows > 0; rows--) {
            const size_t begun = file.len;
            sb_addf(&is, "%zu ", line);
            for (uint64_t n = 1 + unit_below(&r, 8); n > 0; n--) {
                add_field(&r, &file, &is, file.len == begun);
            }
            for (const char *s = file.s + begun; *s != '\0'; s++) {
                line += *s == '\n';
            }
            line++;
            sb_add(&file, line_end);
            sb_addc(&is, '\n');
        }
        size_t n;
        char *bytes = cells_encoded(file.s, encoding, &n);
        const char *path = rig_file("any.csv");
        assert_true(file_write(path, bytes, n, FILE_REPLACE, NULL));
        cells_expect(cells_of_file(&(struct cells_wish){.path = path,
                                                        .encoding = encoding}),
                     is.s);
        mem_free(bytes);
        sb_clear(&file);
        sb_clear(&is);
    }
}

/* ---- sizes -----------------------------------------------------------------
 */

static char *read_columns(size_t n)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, "名册\n");
    sb_repeat(&sb, "x,", n - 1);
    sb_add(&sb, "x\n");
    char *s = cells_of("wide.csv", sb.s, sb.len);
    sb_clear(&sb);
    return s;
}

TEST(cells_of_a_csv_have_a_last_column)
{
    char *s = read_columns(CELLS_COLS);
    assert_null(strstr(s, "E-CELLS"));
    mem_free(s);
    cells_expect_end(read_columns(CELLS_COLS + 1),
                     "E-CELLS-140 第 2 行有 257 列，最多读 256 列（到 IV 列）");
    cells_expect_end(read_columns(400), "E-CELLS-140 第 2 行有 400 列");
}

static char *read_long(const char *quote, size_t bytes)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "a\nb,%s", quote);
    sb_repeat(&sb, "x", bytes);
    sb_addf(&sb, "%s\n", quote);
    char *s = cells_of("long.csv", sb.s, sb.len);
    sb_clear(&sb);
    return s;
}

TEST(cells_of_a_csv_have_a_longest)
{
    static const char *const quotes[] = {"", "\""};
    for (size_t i = 0; i < 2; i++) {
        char *s = read_long(quotes[i], CELLS_TEXT_BYTES);
        assert_null(strstr(s, "E-CELLS"));
        mem_free(s);
    }
    cells_expect_end(read_long("", CELLS_TEXT_BYTES + 1),
                     "E-CELLS-131 第 2 行第 2 格的文字太长");
    /* So long a text in quotes is one whose end is missing. */
    cells_expect_end(read_long("\"", CELLS_TEXT_BYTES + 1),
                     "E-CELLS-130 第 2 行有一个引号");
}

TEST(cells_of_a_row_have_a_sum)
{
    struct strbuf sb;
    sb_init(&sb);
    for (int i = 0; i < 9; i++) {
        sb_repeat(&sb, "x", 120000);
        sb_addc(&sb, ',');
    }
    cells_expect_end(cells_of("row.csv", sb.s, sb.len),
                     "E-CELLS-111 第 1 行的文字合起来超过 1 MB");
    sb_clear(&sb);
}

TEST(cells_of_a_csv_have_a_last_row)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_repeat(&sb, "x\n,\n", CELLS_ROWS);
    char *s = cells_of("rows.csv", sb.s, sb.len);
    assert_null(strstr(s, "E-CELLS"));
    mem_free(s);
    sb_add(&sb, "x");
    cells_expect_end(cells_of("rows.csv", sb.s, sb.len),
                     "E-CELLS-114 这个表格超过 200000 行");
    sb_clear(&sb);
}

/* Pieces of text end anywhere: nothing depends on where. */
TEST(cells_of_a_csv_longer_than_a_piece)
{
    for (size_t shift = 0; shift < 9; shift++) {
        struct strbuf sb;
        struct strbuf is;
        sb_init(&sb);
        sb_init(&is);
        sb_add(&is, "csv UTF-8 ,\n");
        sb_repeat(&sb, "y", shift + 1);
        sb_repeat(&sb, ",张三,\"李\n\"\"四\"\r\n", 5000);
        sb_addf(&is, "1 T");
        sb_repeat(&is, "y", shift + 1);
        sb_addf(&is, "|T张三|T李\\n\"四\n");
        for (size_t i = 1; i < 5000; i++) {
            sb_addf(&is, "%zu -|T张三|T李\\n\"四\n", 2 * i + 1);
        }
        cells_expect(cells_of("pieces.csv", sb.s, sb.len), is.s);
        size_t n;
        char *bytes = cells_encoded(sb.s, "GB18030", &n);
        char *s = cells_of("pieces.csv", bytes, n);
        assert_string_equal(strchr(s, '\n'), strchr(is.s, '\n'));
        mem_free(s);
        mem_free(bytes);
        sb_clear(&sb);
        sb_clear(&is);
    }
}

/* ---- no tables -------------------------------------------------------------
 */

TEST(cells_of_what_is_no_table)
{
    static const struct row rows[] = {
        {"%PDF-1.5\n", 0, "E-CELLS-158 这是 PDF"},
        {"\x89PNG\r\n\x1A\n", 0, "E-CELLS-156 这是图片"},
        {"\xFF\xD8\xFF\xE0", 0, "E-CELLS-156"},
        {"BM\x36\0\0\0\0\0\0\0\x36\0\0\0", 14, "E-CELLS-156"},
        {"BM公司,x\nBM厂,y\n", 0, "2 TBM厂|Ty"},
        {"<html><table>", 0, "E-CELLS-153 这是网页"},
        {"\xEF\xBB\xBF \n<!DOCTYPE HTML>", 0, "E-CELLS-153"},
        {"\xFF\xFE<\0t\0a\0b\0l\0e\0", 14, "E-CELLS-153"},
        {"MIME-Version: 1.0\n", 0, "E-CELLS-153"},
        {"<?xml version=\"1.0\"?><Workbook>", 0, "E-CELLS-154 这是 XML"},
        {"{\\rtf1", 0, "E-CELLS-155"},
        {"Rar!\x1A\x07\x01", 0, "E-CELLS-157 这是压缩包"},
        {"\x1F\x8B\x08", 0, "E-CELLS-157"},
        {"SQLite format 3\0", 16, "E-CELLS-159"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8,
         "E-CELLS-152 这是旧格式的 Office"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\0o\0r\0k\0b\0o\0o\0k\0", 24,
         "E-CELLS-151 这是旧格式的 .xls"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
         "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
         40, "E-CELLS-150 这个表格设了打开密码"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        cells_expect_end(read_row(&rows[i]), rows[i].is);
    }
}

/* The name stands far inside, across the edge of what is read at once. */
TEST(cells_of_an_encrypted_table)
{
    for (size_t at = 65536 - 40; at < 65536 + 8; at++) {
        struct strbuf sb;
        sb_init(&sb);
        sb_addn(&sb, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
        sb_repeat(&sb, "x", at - 8);
        sb_addn(&sb, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
        cells_expect_end(cells_of("x.xlsx", sb.s, sb.len), "E-CELLS-150");
        sb_clear(&sb);
    }
}
