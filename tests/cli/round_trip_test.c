/* Files there and back: what export writes, import takes into a new ledger, and
   its export is the same file, byte for byte. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "program.h"

#define ORG "县商务局机关党支部（示例）"

static void run(const char *db, const char *const args[ARGS_MAX], int status,
                const char *out)
{
    struct program p = {.db = db};
    memcpy(p.args, args, sizeof p.args);
    struct said s = program_run(&p);
    if (s.status != status || strstr(s.out, out) == NULL) {
        fail_msg("%s %s %s: status %d\nstdout: %s\nstderr: %s", args[0],
                 args[1], args[2], s.status, s.out, s.err);
    }
    said_clear(&s);
}

static void leave(const char *db, const char *book, const char *view,
                  const char *file)
{
    run(db,
        (const char *[ARGS_MAX]){"export", book, "--view", view, "-o", file,
                                 "--force", "--reveal", "--reason", "来回核对"},
        0, "已写入");
}

static void enter(const char *db, const char *book, const char *file)
{
    run(db, (const char *[ARGS_MAX]){"import", book, file}, 0, "");
}

static void assert_same(const char *one, const char *two, const char *book)
{
    struct strbuf a, b;
    sb_init(&a);
    sb_init(&b);
    assert_true(file_read(&a, one, 1 << 24, NULL));
    assert_true(file_read(&b, two, 1 << 24, NULL));
    if (a.len != b.len || memcmp(a.s, b.s, a.len) != 0) {
        fail_msg("%s: %zu bytes left, %zu came back", book, a.len, b.len);
    }
    sb_clear(&a);
    sb_clear(&b);
}

/* Members of the sample's other branch, and who has left, stay there. */
static const struct {
    const char *book, *view;
} books[] = {
    {"groups", "all"},          {"roster", "current"},   {"campaigns", "all"},
    {"visits", "all"},          {"good_deeds", "all"},   {"documents", "all"},
    {"honours", "all"},         {"commentators", "all"}, {"risks", "all"},
    {"publicity_items", "all"},
};

/* Of the same name as the sample, which stands above every table. */
static const char *new_ledger(const char *name)
{
    const char *path = program_file(name);
    run(NULL,
        (const char *[ARGS_MAX]){"--db", path, "init", "--org", ORG,
                                 "--founded", "2015-06-01", "--groups", "0"},
        0, "");
    return path;
}

static void there_and_back(const char *ending)
{
    char name[64];
    snprintf(name, sizeof name, "there-%s.db", ending);
    char there[128]; /* paths are lent for a while only */
    snprintf(there, sizeof there, "%s", new_ledger(name));
    for (size_t i = 0; i < ARRAY_LEN(books); i++) {
        char one[128], two[128];
        snprintf(name, sizeof name, "%s-1.%s", books[i].book, ending);
        snprintf(one, sizeof one, "%s", program_file(name));
        snprintf(name, sizeof name, "%s-2.%s", books[i].book, ending);
        snprintf(two, sizeof two, "%s", program_file(name));
        leave(program_sample(), books[i].book, books[i].view, one);
        enter(there, books[i].book, one);
        leave(there, books[i].book, books[i].view, two);
        assert_same(one, two, books[i].book);
    }
}

TEST(xlsx_files_come_back_byte_for_byte)
{
    there_and_back("xlsx");
}

TEST(csv_files_come_back_byte_for_byte)
{
    there_and_back("csv");
}

/* Whatever a name looks like, no spreadsheet takes it for something to run, and
   it is the same name afterwards. */
TEST(a_name_like_a_formula_comes_back_as_typed)
{
    static const char *const names[] = {
        "=cmd|' /C calc'!A0", "'=1+1", "+86 张三", "-张三", "@SUM(1)",
        "\"张\"三,李",        "'张三"};
    static const char *const json_of[] = {"\"=cmd|' /C calc'!A0\"",
                                          "\"'=1+1\"",
                                          "\"+86 张三\"",
                                          "\"-张三\"",
                                          "\"@SUM(1)\"",
                                          "\"\\\"张\\\"三,李\"",
                                          "\"'张三\""};
    static const char *const files[] = {"names.xlsx", "names.csv"};
    char here[128];
    snprintf(here, sizeof here, "%s", program_ledger("formulas.db"));
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        char word[64];
        snprintf(word, sizeof word, "姓名=%s", names[i]);
        run(here,
            (const char *[ARGS_MAX]){"add", "roster", word,
                                     "入党日期=2005-07-01"},
            0, "");
    }
    for (size_t f = 0; f < ARRAY_LEN(files); f++) {
        char name[64], file[128];
        snprintf(file, sizeof file, "%s", program_file(files[f]));
        snprintf(name, sizeof name, "%s.db", files[f]);
        const char *there = program_ledger(name);
        leave(here, "roster", "all", file);
        enter(there, "roster", file);
        const struct program list = {
            .args = {"list", "roster", "--view", "all", "-F", "json"},
            .db = there};
        struct said s = program_run(&list);
        for (size_t i = 0; i < ARRAY_LEN(names); i++) {
            const char *typed = strstr(s.out, json_of[i]);
            if (typed == NULL) {
                fail_msg("%s is not in %s", names[i], s.out);
            }
        }
        said_clear(&s);
    }
}
