/* Opens the ledger in memory that the book tests work on. */
#include "support.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void fixture_open(struct fixture *f)
{
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    memset(f, 0, sizeof *f);
    struct org_first first = {"中共示例县商务局支部委员会（示例）",
                              date_of(2015, 6, 1), true, 2};
    struct err err = ERR_INIT;
    if (!session_create(&f->session, NULL, "测试", &first, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    f->book = &f->session.book;
}

void fixture_close(struct fixture *f)
{
    session_close(&f->session);
    arena_clear(&f->arena);
}

const char *fixture_refusal(struct fixture *f, struct record *r,
                            const char *column, const char *text)
{
    struct err err = ERR_INIT;
    int field = ledger_field(r->ledger, column);
    assert_true(field >= 0);
    bool ok = record_type(r, f->book, &f->arena, field, text, &err);
    return ok ? "" : arena_str(&f->arena, err.code);
}

void fixture_type(struct fixture *f, struct record *r, const char *column,
                  const char *text)
{
    const char *code = fixture_refusal(f, r, column, text);
    if (code[0] != '\0') {
        fail_msg("%s = %s refused: %s", column, text, code);
    }
}

int64_t fixture_member(struct fixture *f, const char *name, const char *birth,
                       const char *joined, const char *full)
{
    struct record r = record_new(&ledger_people, f->book, &f->arena);
    fixture_type(f, &r, "name", name);
    fixture_type(f, &r, "birth_on", birth);
    fixture_type(f, &r, "join_on", joined);
    if (full != NULL) {
        fixture_type(f, &r, "full_on", full);
    }
    struct err err = ERR_INIT;
    if (!ledger_apply(f->book, &f->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return r.id;
}

const char *fixture_issue(struct fixture *f, const struct record *r,
                          const struct record *old, const char *column)
{
    struct issues is = {.arena = &f->arena};
    record_check(r, f->book, old, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (strcmp(is.list[i].column, column) == 0) {
            return is.list[i].code;
        }
    }
    return "";
}

/* What XDG_CONFIG_HOME was before own rules were written. */
static struct {
    bool set;
    char *was;
} config;

void own_rules_write(const char *file, const char *text)
{
    own_file_write("rules", file, text);
}

void own_file_write(const char *folder, const char *file, const char *text)
{
    const char *const parts[] = {"/own", "/pbtui", "/", folder};
    char path[512];
    const char *was = getenv("XDG_CONFIG_HOME");
    snprintf(path, sizeof path, "%s", unit_tmp());
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        size_t n = strlen(path);
        snprintf(path + n, sizeof path - n, "%s", parts[i]);
        mkdir(path, 0700);
    }
    size_t n = strlen(path);
    snprintf(path + n, sizeof path - n, "/%s", file);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
    chmod(path, 0600);
    if (!config.set) {
        config.was = was != NULL ? mem_str(was) : NULL;
        config.set = true;
    }
    snprintf(path, sizeof path, "%s/own", unit_tmp());
    setenv("XDG_CONFIG_HOME", path, 1);
}

void own_file_remove(const char *folder, const char *file)
{
    char path[512];
    snprintf(path, sizeof path, "%s/own/pbtui/%s/%s", unit_tmp(), folder, file);
    assert_int_equal(unlink(path), 0);
}

void own_rules_drop(void)
{
    if (config.was != NULL) {
        setenv("XDG_CONFIG_HOME", config.was, 1);
    } else {
        unsetenv("XDG_CONFIG_HOME");
    }
    mem_free(config.was);
    config.was = NULL;
    config.set = false;
}
