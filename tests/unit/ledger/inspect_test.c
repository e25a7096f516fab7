/* 迎检体检: what a rule's file may say, what is done with what it finds. */
#include "planted.h"

#include "unit.h"

#include "pbtui/base/folder.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/inspect.h"

#include <string.h>

/* ---- what a file may say ------------------------------------------------ */

#define HEAD "-- X1 试验\n-- weight = 重\n-- basis = 依据\n-- remedy = 去改\n"
#define ROW  "select '' as book, 0 as id, '2026-03-01' as date, '错' as text"

TEST(what_is_wrong_in_a_rule_is_named_with_its_line)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {HEAD ROW, NULL},
        {HEAD "-- opens = app.duties\n-- note = 说明\n-- 一句说明\n" ROW, NULL},
        {"-- X1 试验\n-- basis = 依据\n-- remedy = 去改\n" ROW,
         "X1.sql：没有 weight"},
        {"-- X1 试验\n-- weight = 重\n-- remedy = 去改\n" ROW,
         "X1.sql：没有 basis"},
        {"-- X1 试验\n-- weight = 重\n-- basis = 依据\n" ROW,
         "X1.sql：没有 remedy"},
        {HEAD "-- weight = 很重\n" ROW,
         "第 5 行：weight 要写重或轻，不能是“很重”"},
        {HEAD "-- colour = red\n" ROW, "第 5 行：没有 colour 这个写法"},
        {HEAD, "没有查询"},
        {ROW, "没有“-- 编号 名称”这一行"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = ARENA_INIT;
        struct complaints to = {.arena = &a};
        bool good = inspect_read(&to, "X1.sql", rows[i].text, true) != NULL;
        bool said = rows[i].says == NULL;
        assert_int_equal(good, rows[i].says == NULL);
        for (size_t k = 0; k < to.n; k++) {
            said = said || strstr(to.list[k], rows[i].says) != NULL;
        }
        if (!said) {
            fail_msg("row %zu says: %s", i, to.list[0]);
        }
        arena_clear(&a);
    }
}

/* ---- own rules ---------------------------------------------------------- */

static struct inspect_sheet inspected(struct fixture *f,
                                      const struct inspect_only *only)
{
    struct inspect_sheet out;
    struct err err = ERR_INIT;
    struct span span = span_of_year(2026);
    if (!inspect_sheet(f->book, &f->arena, &span, only, &out, NULL, NULL,
                       &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return out;
}

/* X1 and X2 find something, X3 cannot be asked, X4 lacks a column, X5 is the
   second of its name. */
static void write_rules(void)
{
    own_file_write("inspect", "X1.sql",
                   "-- X1 轻的\n-- group = 试验\n-- weight = 轻\n"
                   "-- basis = 甲\n-- remedy = 改甲\n" ROW);
    own_file_write(
        "inspect", "X2.sql",
        "-- X2 重的\n-- group = 试验\n-- weight = 重\n-- basis = 乙\n"
        "-- remedy = 改乙\n"
        "with t (id, day, own) as (values (7, '2026-05-02', '另有依据'),"
        " (3, '2026-05-02', null), (9, '2026-01-02', null))\n"
        "select 'roster' as book, id, day as date, 'n' || id as text,"
        " own as basis from t");
    own_file_write("inspect", "X3.sql",
                   "-- X3 写错的\n-- group = 试验\n-- weight = 重\n"
                   "-- basis = 丙\n-- remedy = 改丙\nselect * from nothing");
    own_file_write("inspect", "X4.sql",
                   "-- X4 缺列的\n-- group = 试验\n-- weight = 重\n"
                   "-- basis = 丁\n-- remedy = 改丁\n"
                   "select '' as book, 0 as id, '' as text");
    own_file_write("inspect", "X5.sql",
                   "-- X5 轻的\n-- weight = 轻\n-- basis = 戊\n"
                   "-- remedy = 改戊\n" ROW);
}

static void remove_rules(void)
{
    static const char *const files[] = {"X1.sql", "X2.sql", "X3.sql", "X4.sql",
                                        "X5.sql"};
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        own_file_remove("inspect", files[i]);
    }
    own_rules_drop();
}

TEST(own_rules_find_and_a_broken_one_stops_no_other)
{
    struct fixture f;
    write_rules();
    fixture_open(&f);
    const struct inspect_set *set = book_inspect(f.book);
    assert_int_equal(set->n_complaints, 1);
    assert_non_null(strstr(set->complaints[0], "X5.sql：和 X1.sql 的 X1 轻的"));
    struct inspect_only only = {.group = "试验"};
    struct inspect_sheet s = inspected(&f, &only);
    assert_int_equal(s.n, 4);
    assert_int_equal(s.n_grave, 3);
    assert_int_equal(s.n_rules, 4);
    /* Grave ones first, by day, then by record. */
    static const char *const order[] = {"n9", "n3", "n7", "错"};
    for (size_t i = 0; i < s.n; i++) {
        assert_string_equal(s.list[i].text, order[i]);
    }
    assert_string_equal(s.list[2].basis, "另有依据");
    assert_string_equal(s.list[1].basis, "乙");
    assert_string_equal(s.list[3].remedy, "改甲");
    assert_int_equal(s.n_failed, 2);
    assert_non_null(strstr(s.failed[0], "检查 X3 写错的"));
    assert_non_null(strstr(s.failed[1], "缺少“date”这一列"));
    assert_non_null(strstr(s.failed[1], "E-INSPECT-001"));
    fixture_close(&f);
    remove_rules();
}

TEST(an_inspection_can_be_of_one_rule_or_one_book)
{
    struct fixture f;
    write_rules();
    fixture_open(&f);
    const struct inspect_set *set = book_inspect(f.book);
    struct inspect_only only = {.rule = inspect_find(set, "x2")};
    assert_non_null(only.rule);
    assert_ptr_equal(only.rule, inspect_find(set, "重的"));
    assert_null(inspect_find(set, "没有的"));
    assert_int_equal(inspected(&f, &only).n, 3);
    assert_int_equal(inspected(&f, &only).n_rules, 1);
    only = (struct inspect_only){.book = "roster", .group = "试验"};
    assert_int_equal(inspected(&f, &only).n, 3);
    only.book = "events";
    assert_int_equal(inspected(&f, &only).n, 0);
    fixture_close(&f);
    remove_rules();
}

static bool stop(void *ctx, int percent)
{
    int *asked = ctx;
    assert_true(percent >= 0 && percent < 100);
    return ++*asked < 2;
}

TEST(an_inspection_that_is_stopped_says_so)
{
    struct fixture f;
    struct inspect_sheet out;
    struct err err = ERR_INIT;
    struct span span = span_of_year(2026);
    int asked = 0;
    write_rules();
    fixture_open(&f);
    assert_false(
        inspect_sheet(f.book, &f.arena, &span, NULL, &out, stop, &asked, &err));
    assert_string_equal(err.code, "E-INSPECT-002");
    assert_int_equal(asked, 2);
    /* And the ledger is free again. */
    struct inspect_only only = {.group = "试验"};
    assert_int_equal(inspected(&f, &only).n, 4);
    fixture_close(&f);
    remove_rules();
}
