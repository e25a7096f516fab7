/* People with assessments, for the tests of 党费核定. */
#include "assess_kit.h"

#include "unit.h"

#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void kit_members(struct fixture *f, int n)
{
    static const char *const names[] = {"甲一", "乙二", "丙三", "丁四", "戊五",
                                        "己六", "庚七", "辛八", "壬九", "癸十",
                                        "子一", "丑二", "寅三", "卯四"};
    for (int i = 0; i < n; i++) {
        fixture_member(f, names[i], "1980-01-01", "2010-05-20", "2011-05-20");
    }
}

void kit_run(struct fixture *f, const char *sql)
{
    struct err err = ERR_INIT;
    struct stmt st;
    stmt_open(&st, f->book->db, sql);
    if (!stmt_run(&st, &err)) {
        fail_msg("%s: %s %s", sql, err.text, err.detail);
    }
}

int64_t kit_count(struct fixture *f, const char *sql)
{
    struct stmt st;
    int64_t n = -1;
    stmt_open(&st, f->book->db, sql);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL));
    return n;
}

static int month_read_or_fail(const char *text)
{
    int month;
    assert_true(month_read(text, &month));
    return month;
}

void kit_sheet(struct fixture *f, struct assess_sheet *s, int64_t person,
               const char *month)
{
    struct err err = ERR_INIT;
    if (!assess_sheet_new(s, f->book, &f->arena, person,
                          month_read_or_fail(month), &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
}

void kit_put(struct assess_sheet *s, int field, const char *typed)
{
    struct err err = ERR_INIT;
    if (!assess_sheet_put(s, field, typed, &err)) {
        fail_msg("%d %s: %s %s", field, typed, err.code, err.text);
    }
}

const char *kit_save(struct assess_sheet *s)
{
    struct err err = ERR_INIT;
    return assess_sheet_save(s, NULL, &err) ? ""
                                            : arena_str(s->arena, err.code);
}

int64_t kit_assess(struct fixture *f, int64_t person, const char *month,
                   const char *base)
{
    struct assess_sheet s;
    struct err err = ERR_INIT;
    kit_sheet(f, &s, person, month);
    kit_put(&s, ASSESS_BASE, base);
    if (record_is_null(&s.now, ASSESS_REASON)) {
        kit_put(&s, ASSESS_REASON, "更正");
    }
    if (!assess_sheet_save(&s, NULL, &err)) {
        fail_msg("%s %s: %s %s", month, base, err.code, err.text);
    }
    return s.now.id;
}

size_t kit_line(const struct assess_sheet *s, const char *item)
{
    for (size_t i = 0; i < s->n; i++) {
        if (strcmp(s->lines[i].item->code, item) == 0) {
            return i;
        }
    }
    fail_msg("no line %s", item);
    return 0;
}

void kit_fill(struct assess_sheet *s, const char *item, const char *typed)
{
    struct err err = ERR_INIT;
    if (!assess_sheet_line(s, kit_line(s, item), typed, &err)) {
        fail_msg("%s %s: %s %s", item, typed, err.code, err.text);
    }
}

int kit_issue(const struct issues *is, const char *code)
{
    for (size_t i = 0; i < is->n; i++) {
        if (strcmp(is->list[i].code, code) == 0) {
            return is->list[i].blocks ? 2 : 1;
        }
    }
    return 0;
}

int64_t kit_holds(struct fixture *f, int64_t person, const char *month)
{
    struct assess_hold *hold;
    int64_t *people;
    size_t n;
    struct err err = ERR_INIT;
    if (!assess_all(f->book, &f->arena, month_read_or_fail(month), &hold,
                    &people, &n, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    for (size_t i = 0; i < n; i++) {
        if (people[i] == person) {
            return hold[i].fen;
        }
    }
    return -1;
}

void kit_own_rules(const char *text)
{
    char path[256];
    const char *const folders[] = {"config", "config/pbtui",
                                   "config/pbtui/rules"};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", unit_tmp(), folders[i]);
        mkdir(path, 0700);
    }
    snprintf(path, sizeof path, "%s/config/pbtui/rules/dues.ini", unit_tmp());
    unlink(path);
    if (text == NULL) {
        unsetenv("XDG_CONFIG_HOME");
        return;
    }
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
    snprintf(path, sizeof path, "%s/config", unit_tmp());
    setenv("XDG_CONFIG_HOME", path, 1);
}
