/* Books into spreadsheets: which file, in which encoding, what is refused. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "program.h"

struct row {
    const char *args[8];
    int status;
    const char *out, *err;
};

static void run(const char *db, const struct row *r)
{
    struct program p = {.db = db};
    memcpy(p.args, r->args, sizeof r->args);
    struct said s = program_run(&p);
    if (s.status != r->status || strstr(s.out, r->out) == NULL ||
        strstr(s.err, r->err) == NULL) {
        fail_msg("%s %s %s: status %d\nstdout: %s\nstderr: %s", r->args[1],
                 r->args[2], r->args[3], s.status, s.out, s.err);
    }
    said_clear(&s);
}

static bool begins(const char *path, const char *bytes, size_t n)
{
    struct strbuf sb;
    sb_init(&sb);
    bool ok = file_read(&sb, path, 1 << 20, NULL) && sb.len > n &&
              memcmp(sb.s, bytes, n) == 0;
    sb_clear(&sb);
    return ok;
}

TEST(export_writes_a_book_or_says_why_not)
{
    static const struct row rows[] = {
        {{"export", "roster", "-o", "-"}, 0, "姓名,性别,身份证号,", ""},
        {{"export", "nothing", "-o", "-"}, 2, "", "E-APP-0"},
        {{"export", "roster", "-o", "x.doc"}, 2, "", "E-APP-158"},
        {{"export", "roster", "-o", "x.csv", "--template"}, 2, "", "E-APP-159"},
        {{"export", "roster", "--encoding", "big5", "-o", "x.csv"},
         2,
         "",
         "E-APP-193"},
        {{"export", "roster", "--encoding", "gb18030", "-o", "x.xlsx"},
         2,
         "",
         "E-APP-194"},
        {{"export", "dues", "--template", "-o", "x.xlsx"},
         1,
         "",
         "E-EXPORT-002"},
        {{"export", "roster", "--reveal", "-o", "-"}, 2, "", "E-APP-050"},
        {{"export", "clean_talks", "-o", "-"}, 1, "", "E-REPORT-002"},
        {{"export", "roster", "-o", "/nowhere/x.xlsx"}, 3, "", "E-FILE-"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        run(program_sample(), &rows[i]);
    }
}

TEST(export_takes_the_format_from_the_name_and_no_name_that_is_taken)
{
    const char *xlsx = program_file("导出名册.xlsx");
    const char *csv = program_file("导出名册.csv");
    const char *empty = program_file("导出空表.xlsx");
    const struct row rows[] = {
        {{"export", "roster", "-o", xlsx}, 0, "（28 条）", ""},
        {{"export", "roster", "-o", xlsx}, 3, "", "--force"},
        {{"export", "roster", "-o", xlsx, "--force"}, 0, "（28 条）", ""},
        {{"export", "roster", "-o", csv, "--encoding", "gbk"},
         0,
         "（28 条）",
         ""},
        {{"export", "roster", "-o", csv, "--force"}, 0, "（28 条）", ""},
        {{"export", "roster", "--template", "-o", empty}, 0, "空表", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        run(program_sample(), &rows[i]);
    }
    assert_true(begins(xlsx, "PK\3\4", 4));
    assert_true(begins(csv, "\xEF\xBB\xBF姓名,", 10));
    assert_true(begins(empty, "PK\3\4", 4));
}

/* In GB18030 every character has its bytes, and no mark stands in front. */
TEST(export_in_gb18030_loses_no_character)
{
    static const char name[] = {'\xD0', '\xD5', '\xC3', '\xFB', ','};
    const char *csv = program_file("gb.csv");
    const struct row row = {
        {"export", "roster", "-o", csv, "--encoding", "gb18030"},
        0,
        "（28 条）",
        ""};
    run(program_sample(), &row);
    assert_true(begins(csv, name, sizeof name));
}
