/* `import`: rosters as offices send them, what is refused, what is taken back.
   The press reads the files, as it does for everybody. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "program.h"

#define OFFICE_GB   "tests/fixtures/import/office-gb18030.csv"
#define OFFICE_TABS "tests/fixtures/import/office-tabs.csv"

struct row {
    const char *args[ARGS_MAX];
    int status;
    const char *out; /* parts */
    const char *err;
};

static void expect(const char *db, const struct row *row)
{
    struct program p = {.db = db};
    memcpy(p.args, row->args, sizeof p.args);
    struct said s = program_run(&p);
    if (s.status != row->status || strstr(s.out, row->out) == NULL ||
        strstr(s.err, row->err) == NULL) {
        fail_msg("pbtui %s %s %s: status %d\nstdout: %s\nstderr: %s", p.args[0],
                 p.args[1] != NULL ? p.args[1] : "",
                 p.args[1] != NULL && p.args[2] != NULL ? p.args[2] : "",
                 s.status, s.out, s.err);
    }
    said_clear(&s);
}

static char *print(const char *db, const char *const *args, int status)
{
    struct program p = {.db = db};
    for (size_t i = 0; args[i] != NULL; i++) {
        p.args[i] = args[i];
    }
    struct said s = program_run(&p);
    assert_int_equal(s.status, status);
    char *out = mem_str(s.out);
    said_clear(&s);
    return out;
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static char *read_file(const char *path)
{
    static char text[4096];
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    size_t n = fread(text, 1, sizeof text - 1, f);
    text[n] = '\0';
    fclose(f);
    return text;
}

TEST(import_takes_rosters_of_offices_as_they_are)
{
    const char *db = program_ledger("import-office.db");
    const struct row rows[] = {
        /* GB18030, semicolons, titles, a head of two rows, a total, signatures
         */
        {{"import", "roster", OFFICE_GB, "--dry-run"},
         0,
         "新登记 5 行，跳过 2 行",
         ""},
        {{"list", "roster", "--format", "csv"}, 0, "姓名", ""},
        {{"import", "roster", OFFICE_GB}, 0, "这是第 1 次导入", ""},
        /* UTF-8, tabs, numbered columns, the head again on the next page */
        {{"import", "roster", OFFICE_TABS}, 0, "新登记 4 行，跳过 4 行", ""},
        {{"list", "roster"}, 0, "钱芳", ""},
        {{"import", "roster", OFFICE_TABS}, 0, "相同 4 行", "没有要写进账本"},
        {{"show", "roster", "孙志强"}, 0, "1980-05-06", ""},
        {{"import", "--list", "--format", "csv"}, 0, "office-tabs.csv", ""},
        {{"import", "--undo", "1"}, 0, "第 1 次导入已全部撤销", ""},
        {{"import", "--undo", "1"}, 1, "", "E-UNDO-009"},
        {{"show", "roster", "孙志强"}, 2, "", "E-APP-024"},
        {{"show", "roster", "冯磊"}, 0, "冯磊", ""},
        {{"undo"}, 0, "导入党员名册：office-tabs.csv（新 4 补 0 改 0）", ""},
        {{"check"}, 0, "", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        expect(db, &rows[i]);
    }
}

TEST(import_refuses_and_hands_back)
{
    const char *db = program_ledger("import-bad.db");
    const char *file = program_file("来件.csv");
    const char *back = program_file("退回.csv");
    write_file(file, "姓名,入党时间,转正日期,手机\n"
                     "赵一,2015-07-01,2016-07-01,13900000001\n"
                     "钱二,2015年7月,2016-07-01,13900000002\n"
                     "'=cmd|' /C calc'!A0,2015-07-01,2016-07-01,\n");
    const struct row rows[] = {
        {{"import", "roster", file, "--bad", back},
         1,
         "不能导入 1 行",
         "所以一行也没有写"},
        {{"list", "roster", "--format", "json"}, 0, "", ""},
        {{"import", "roster", file, "--skip-bad", "--format", "json"},
         1,
         "\"code\": \"E-IMPORT-026\"",
         "这是第 1 次导入"},
        {{"import", "roster", file, "--bad", back, "--dry-run"},
         3,
         "",
         "E-FILE"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        expect(db, &rows[i]);
    }
    const char *text = read_file(back);
    assert_non_null(strstr(text, "钱二,"));
    assert_non_null(strstr(text, "入党时间：“2015年7月”只有年月"));
    assert_null(strstr(text, "赵一"));
    /* What was typed is what is there, and comes out harmless. */
    static const char *const list[] = {"list", "roster", "--format", "csv",
                                       NULL};
    char *out = print(db, list, 0);
    assert_non_null(strstr(out, "'=cmd|' /C calc'!A0"));
    mem_free(out);
    static const char *const json[] = {"list", "roster", "--format", "json",
                                       NULL};
    out = print(db, json, 0);
    assert_non_null(strstr(out, "\"=cmd|' /C calc'!A0\""));
    mem_free(out);
}

TEST(import_takes_what_is_said)
{
    const char *db = program_ledger("import-take.db");
    const char *file = program_file("改.csv");
    const char *map = program_file("对应.ini");
    const char *wrong = program_file("错.ini");
    write_file(map, "谁 = 姓名\n");
    write_file(wrong, "谁 = 星座\n");
    write_file(file, "姓名,入党日期,转正日期,单位职务\n"
                     "赵一,2015-07-01,2016-07-01,科员\n");
    expect(db, &(struct row){{"import", "roster", file}, 0, "已导入", ""});
    write_file(file, "谁,单位职务,住址\n赵一,科长,示例县\n");
    const struct row rows[] = {
        {{"import", "roster", file, "--map", wrong}, 2, "", "E-IMPORT-002"},
        {{"import", "roster", file, "--map", map}, 1, "没有改", ""},
        {{"show", "roster", "赵一"}, 0, "科员", ""},
        {{"show", "roster", "赵一"}, 0, "示例县", ""},
        /* The heads are known from the last time. */
        {{"import", "roster", file, "--take", "单位职务"},
         1,
         "用文件里的",
         "用了上次"},
        {{"show", "roster", "赵一"}, 0, "科长", ""},
        {{"import", "roster", file, "--take", "星座"}, 2, "", "E-APP-182"},
        {{"import", "sittings", file}, 1, "", "收缴单由收款形成"},
        {{"import", "roster"}, 2, "", "E-APP-183"},
        {{"import", "--undo", "x"}, 2, "", "E-APP-181"},
        {{"import", "roster", "没有这个文件.csv"}, 2, "", "E-CELLS-001"},
        {{"--readonly", "import", "roster", file}, 2, "", "E-APP-010"},
        {{"--readonly", "import", "roster", file, "--dry-run"}, 0, "相同", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        expect(db, &rows[i]);
    }
}
