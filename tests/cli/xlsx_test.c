/* Tables and forms as spreadsheets, as scripts ask for them. */
#include "unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/file.h"
#include "program.h"

static struct said run(const char *db, const char *const *args)
{
    struct program p = {.db = db};
    size_t n = 0;
    for (; args[n] != NULL; n++) {
        p.args[n] = args[n];
    }
    return program_run(&p);
}
#define RUN(db, ...) run(db, (const char *const[]){__VA_ARGS__, NULL})

static void took(struct said s, const char *says)
{
    if (s.status != 0 || strstr(s.out, says) == NULL) {
        fail_msg("status %d, no %s: %s%s", s.status, says, s.out, s.err);
    }
    said_clear(&s);
}

static void refused(struct said s, const char *code)
{
    if (s.status == 0 || strstr(s.err, code) == NULL) {
        fail_msg("status %d, no %s: %s%s", s.status, code, s.out, s.err);
    }
    said_clear(&s);
}

/* What a command says of a file. */
static struct strbuf told(const char *before, const char *path,
                          const char *after)
{
    char line[1024];
    char part[4096];
    struct strbuf sb;
    size_t n;
    snprintf(line, sizeof line, "%s '%s' %s", before, path, after);
    FILE *f = popen(line, "r");
    assert_non_null(f);
    sb_init(&sb);
    while ((n = fread(part, 1, sizeof part, f)) > 0) {
        sb_addn(&sb, part, n);
    }
    if (pclose(f) != 0) {
        fail_msg("%s: %s", line, sb.s);
    }
    return sb;
}

static void assert_sheet_has(const char *path, const char *what)
{
    struct strbuf sb = told("unzip -p", path, "xl/worksheets/sheet1.xml");
    if (strstr(sb.s, what) == NULL) {
        fail_msg("no %s in %.4000s", what, sb.s);
    }
    sb_clear(&sb);
}

TEST(xlsx_of_a_list_or_a_word_why_not)
{
    const char *db = program_sample();
    const char *path = program_file("名册.xlsx");
    took(RUN(db, "list", "roster", "-o", path), "行）");
    assert_sheet_has(path, "<mergeCell ref=\"A1:");
    assert_sheet_has(path, "<t>张建国</t>");
    assert_sheet_has(path, "state=\"frozen\"");
    refused(RUN(db, "list", "roster", "--format", "xlsx"), "E-APP-192");
    refused(RUN(db, "list", "roster", "--format", "csv", "-o",
                program_file("other.xlsx")),
            "E-APP-191");
    assert_false(file_exists(program_file("other.xlsx")));
    struct said s = RUN(db, "list", "roster", "-o", path);
    assert_int_equal(s.status, 3);
    assert_non_null(strstr(s.err, "--force"));
    said_clear(&s);
    s = RUN(db, "list", "roster", "--format", "xlsx", "-o", "-");
    assert_int_equal(s.status, 0);
    assert_memory_equal(s.out, "PK\3\4", 4);
    said_clear(&s);
    refused(RUN(db, "report", "annual-summary", "--year", "2026", "-o",
                program_file("总结.xlsx")),
            "E-APP-190");
}

TEST(csv_in_gb18030_loses_nothing)
{
    const char *db = program_sample();
    const char *path = program_file("gb-名册.csv");
    const char *utf8 = program_file("utf8.csv");
    took(RUN(db, "list", "roster", "--format", "csv", "--encoding", "GB18030",
             "-o", path),
         "已写入");
    took(RUN(db, "list", "roster", "--format", "csv", "-o", utf8), "已写入");
    struct strbuf a = told("iconv -f GB18030 -t UTF-8", path, "");
    struct strbuf b = told("cat", utf8, "");
    assert_string_equal(a.s, b.s + 3); /* the mark of UTF-8 */
    assert_memory_equal(b.s, "\xEF\xBB\xBF", 3);
    sb_clear(&a);
    sb_clear(&b);
    refused(RUN(db, "list", "roster", "--encoding", "gb18030"), "E-APP-194");
    refused(RUN(db, "list", "roster", "--format", "csv", "--encoding", "big5"),
            "E-APP-193");
}

TEST(xlsx_of_a_form_is_no_edition)
{
    const char *db = program_file("form.db"); /* an edition will be noted */
    struct strbuf none = told("cp", program_sample(), db);
    sb_clear(&none);
    const char *path = program_file("明细.xlsx");
    took(RUN(db, "print", "dues-month", "--month", "2026-10", "-o", path),
         "已写入");
    assert_sheet_has(path, "不作为印发稿");
    assert_sheet_has(path, "<mergeCell ref=\"A1:");
    refused(RUN(db, "print", "dues-month", "--month", "2026-10", "-o",
                program_file("x.xlsx"), "--as-issued"),
            "E-PAPER-003");
    took(RUN(db, "print", "dues-month", "--month", "2026-10", "-o",
             program_file("明细.pdf")),
         "页）");
    struct said s = RUN(db, "print", "dues-month", "--month", "2026-10",
                        "--format", "text", "-o", "-");
    assert_int_equal(s.status, 0);
    said_clear(&s);
    refused(RUN(db, "print", "dues-month", "--month", "2026-10", "-o",
                program_file("x.xlsx"), "--as-issued"),
            "E-PAPER-031");
}

TEST(csv_of_a_form_is_its_tables)
{
    const char *db = program_sample();
    took(
        RUN(db, "print", "dues-month", "--month", "2026-10", "--format", "csv"),
        "张建国");
    refused(RUN(db, "print", "notice", "--format", "csv"), "E-PAPER-032");
    struct said s = RUN(db, "print", "dues-year", "--format", "csv");
    assert_int_equal(s.status, 0);
    /* An amount that is broken over two lines on paper is whole here. */
    if (strstr(s.out, ",2012.30,") == NULL) {
        fail_msg("%s", s.out);
    }
    said_clear(&s);
}

/* ---- all of them -----------------------------------------------------------
 */

struct merged {
    long left, top, right, bottom;
};

static long letters(const char **s)
{
    long n = 0;
    for (; **s >= 'A' && **s <= 'Z'; ++*s) {
        n = 26 * n + **s - 'A' + 1;
    }
    return n;
}

/* A1:C4 */
static struct merged merged_of(const char *s)
{
    struct merged m;
    char *end;
    m.left = letters(&s);
    m.top = strtol(s, &end, 10);
    s = end + 1;
    m.right = letters(&s);
    m.bottom = strtol(s, &end, 10);
    return m;
}

static bool meet(const struct merged *a, const struct merged *b)
{
    return a->left <= b->right && b->left <= a->right && a->top <= b->bottom &&
           b->top <= a->bottom;
}

/* Two merged cells that overlap are what a spreadsheet wants to repair. */
static void check_merged(const char *form, const char *xml)
{
    static const char ref[] = "<mergeCell ref=\"";
    static struct merged all[20000];
    size_t n = 0;
    for (const char *s = xml; (s = strstr(s, ref)) != NULL;) {
        s += sizeof ref - 1;
        all[n] = merged_of(s);
        for (size_t i = 0; i < n; i++) {
            if (meet(&all[i], &all[n])) {
                fail_msg("%s: %.20s", form, s);
            }
        }
        n = n + 1 < sizeof all / sizeof all[0] ? n + 1 : n;
    }
}

static void try_form(const char *db, const char *form, size_t *made)
{
    const char *path = program_file("form.xlsx");
    struct said s = RUN(db, "print", form, "-o", path, "--force");
    if (s.status != 0 && strstr(s.err, "E-PAPER-004") == NULL) {
        fail_msg("%s: %d %s", form, s.status, s.err);
    }
    if (s.status == 0) {
        struct strbuf sb = told("unzip -tqq", path, "2>&1");
        sb_clear(&sb);
        sb = told("unzip -p", path, "xl/worksheets/sheet1.xml");
        check_merged(form, sb.s);
        sb_clear(&sb);
        ++*made;
    }
    said_clear(&s);
}

TEST(xlsx_of_every_form_of_the_sample)
{
    const char *db = program_sample();
    struct said list = RUN(db, "print", "--list", "--format", "csv");
    size_t made = 0;
    assert_int_equal(list.status, 0);
    char *save = NULL;
    for (char *line = strtok_r(list.out, "\r\n", &save); line != NULL;
         line = strtok_r(NULL, "\r\n", &save)) {
        line[strcspn(line, ",")] = '\0';
        if (strcmp(line, "名称") != 0) {
            try_form(db, line, &made);
        }
    }
    said_clear(&list);
    if (made < 140) {
        fail_msg("only %zu forms", made);
    }
}
