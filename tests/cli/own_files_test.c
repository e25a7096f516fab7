/* A register and a figure of the branch's own, by the commands: two files put
   into the folder of the configuration. */
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "pbtui/base/file.h"
#include "pbtui/base/strbuf.h"
#include "program.h"

/* Out of tests/fixtures/own, as somebody would copy it. */
static void put(const char *folder, const char *name)
{
    char from[128];
    char to[128];
    struct err err = ERR_INIT;
    struct strbuf text;
    sb_init(&text);
    snprintf(from, sizeof from, "tests/fixtures/own/%s", name);
    snprintf(to, sizeof to, "%s/%s", folder, name);
    if (!file_read(&text, from, 4096, &err)) {
        fail_msg("%s", err.text);
    }
    FILE *f = fopen(program_file(to), "w");
    assert_non_null(f);
    fputs(text.s, f);
    assert_int_equal(fclose(f), 0);
    chmod(program_file(to), 0600);
    sb_clear(&text);
}

static void put_all(void)
{
    static const char *const folders[] = {
        "own", "own/pbtui", "own/pbtui/registers", "own/pbtui/figures"};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        mkdir(program_file(folders[i]), 0700);
    }
    put("own/pbtui/registers", "loans.ini");
    put("own/pbtui/registers", "secret.ini");
    put("own/pbtui/figures", "X01.sql");
}

TEST(own_files_are_known_to_every_command)
{
    static const struct {
        const char *args[7];
        const char *says;
    } rows[] = {
        {{"add", "roster", "name=李敏", "sex=女", "birth_on=1985-09-02",
          "join_on=2008-05-12"},
         ""},
        {{"add", "loans", "person_id=李敏", "title=红岩", "due_on=2026-11-24"},
         ""},
        {{"add", "secret", "title=谈话函询", "due_on=2026-11-10"}, ""},
        {{"list", "loans"}, "红岩"},
        {{"list", "loans", "--view", "open"}, "红岩"},
        {{"show", "loans", "1"}, "应还日期"},
        {{"find", "红岩"}, "借阅登记 李敏 红岩"},
        {{"find", "函询"}, "共 0 处"},
        {{"print", "loans", "--year", "2026", "-o", "-"}, "红岩"},
        {{"figures", "--year", "2026"}, "图书借阅"},
        {{"figures", "X01", "--year", "2026", "--rows"}, "红岩"},
    };
    const char *db = program_ledger("own-files.db");
    put_all();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct program p = {.db = db, .config = "own"};
        memcpy(p.args, rows[i].args, sizeof rows[i].args);
        struct said s = program_run(&p);
        if (s.status != 0 || strstr(s.out, rows[i].says) == NULL) {
            fail_msg("%s %s: status %d\n%s%s", p.args[0], p.args[1], s.status,
                     s.out, s.err);
        }
        said_clear(&s);
    }
}
