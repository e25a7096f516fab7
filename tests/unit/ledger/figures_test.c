/* Figures: what a file may say, what a query may do, and that every number is
   nothing but its rows. */
#include "planted.h"

#include "unit.h"

#include "pbtui/base/folder.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/figures.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/stmt.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what a file may say ------------------------------------------------ */

#define GOOD                                                                   \
    "-- X1 试验\n-- value = 次数 | count | 次\n"                          \
    "select '' as book, 0 as id, '' as date, '' as text"

TEST(what_is_wrong_in_a_figure_is_named_with_its_line)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {GOOD, NULL},
        {"-- 说明\n" GOOD, "第 1 行：第一行要写"},
        {"select 1", "没有“-- 编号 名称”这一行"},
        {"-- X1 试验\nselect 1", "没有一行 value"},
        {"-- X1 试验\n-- value = 次数 | count | 次\n", "没有查询"},
        {"-- X1 试验\n-- value = 次数 | times | 次\nselect 1",
         "第 2 行：value 要写成"},
        {"-- X1 试验\n-- value = 次数 | mean fen | 元\nselect 1",
         "第 2 行：value 要写成"},
        {"-- X1 试验\n-- value = | count | 次\nselect 1",
         "第 2 行：value 要写成"},
        {"-- X1 试验\n-- part = class\nselect 1", "第 2 行：part 要写成"},
        {"-- X1 试验\n-- colour = red\nselect 1", "第 2 行：没有 colour"},
        {"-- X1 试验\n-- adds = 次数\n-- value = 次数 | count | 次\nselect 1",
         NULL},
        {"-- X1 试验\n-- adds = 场数\n-- value = 次数 | count | 次\nselect 1",
         "第 2 行：adds 里的“场数”不是 value 的名称"},
        {"-- X1 试验\n-- value = 人 | distinct who | 人\n-- adds = 人\n"
         "select 1",
         "第 3 行：adds 里的“人”不是 count 或 sum"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = ARENA_INIT;
        struct complaints r = {.arena = &a};
        bool good = figure_read(&r, "X1.sql", rows[i].text, true) != NULL;
        assert_int_equal(good, rows[i].says == NULL);
        assert_int_equal(r.n == 0, good);
        bool said = good;
        for (size_t k = 0; k < r.n; k++) {
            said = said || strstr(r.list[k], rows[i].says) != NULL;
        }
        if (!said) {
            fail_msg("row %zu says: %s", i, r.list[0]);
        }
        arena_clear(&a);
    }
}

/* ---- what a query may do ------------------------------------------------ */

/* The code of the refusal; "" when it was answered. */
static const char *asked(struct fixture *f, const char *sql)
{
    static struct err err;
    struct complaints r = {.arena = &f->arena};
    struct figure_answer x;
    struct span span = span_of_year(2026);
    const struct figure *g = figure_read(
        &r, "X1.sql",
        arena_printf(&f->arena, "-- X1 试验\n-- value = 次数 | count | 次\n%s",
                     sql),
        true);
    assert_non_null(g);
    err_clear(&err);
    figure_ask(f->book, &f->arena, g, &span, &x, &err);
    return err.code;
}

TEST(a_query_reads_records_and_nothing_else)
{
    static const char head[] = "select '' as book, 1 as id, '' as date, '' as "
                               "text ";
    static const struct {
        const char *sql, *code;
        bool tail; /* behind the four columns */
    } rows[] = {
        {"from person", "", true},
        {"from r_visits t where t.branch_id = :branch and t.on_day between"
         " :from and :to and :year > 0 and :day > ''",
         "", true},
        {"from pii", "", true}, /* counting without reading a column: below */
        {"from (select value from pii)", "E-GUEST-001", true},
        {"from (select * from meta)", "E-GUEST-001", true},
        {"from (select seq from audit)", "E-GUEST-001", true},
        {"from nothing", "E-GUEST-002", true},
        {"from person; select 1", "E-GUEST-003", true},
        {"delete from person", "E-GUEST-001", false},
        {"update person set name = 'x'", "E-GUEST-001", false},
        {"insert into person (name) values ('x')", "E-GUEST-001", false},
        {"drop table person", "E-GUEST-001", false},
        {"create table x (a)", "E-GUEST-001", false},
        {"create temp table x (a)", "E-GUEST-001", false},
        {"attach 'x.db' as x", "E-GUEST-001", false},
        {"pragma user_version = 9", "E-GUEST-001", false},
        {"begin", "E-GUEST-001", false},
        {"vacuum", "E-GUEST-003", false},
        {"selec 1", "E-GUEST-002", false},
        {"select 1", "E-FIG-001", false},
    };
    struct fixture f;
    fixture_open(&f);
    fixture_member(&f, "张建国", "1971-03-15", "1995-06-20", "1996-06-20");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *code = asked(
            &f, rows[i].tail ? arena_printf(&f.arena, "%s%s", head, rows[i].sql)
                             : rows[i].sql);
        const char *want =
            strcmp(rows[i].sql, "from pii") == 0 ? "E-GUEST-001" : rows[i].code;
        if (strcmp(code, want) != 0) {
            fail_msg("%s: %s", rows[i].sql, code);
        }
    }
    /* What guests may not, the program still may. */
    struct stmt st;
    stmt_open(&st, f.session.db, SQL("select count(*) from meta"));
    assert_true(stmt_row(&st) && stmt_done(&st, NULL));
    fixture_close(&f);
}

TEST(a_query_without_end_is_stopped)
{
    struct fixture f;
    fixture_open(&f);
    assert_string_equal(
        asked(&f, "with recursive n (i) as (select 1 union all select i + 1"
                  " from n) select '' as book, i as id, '' as date, '' as text"
                  " from n where i < 0"),
        "E-DB-044");
    assert_string_equal(asked(&f, "select '' as book, 1 as id, '' as date,"
                                  " '' as text"),
                        "");
    fixture_close(&f);
}

/* ---- numbers ------------------------------------------------------------ */

TEST(numbers_below_nothing_are_rounded_and_shown_as_such)
{
    static const struct {
        const char *rows, *want;
    } rows[] = {
        {"(1, -2), (2, -3)", "-2.5"},
        {"(1, -1), (2, 0), (3, 0)", "-0.33"},
        {"(1, -2), (2, 0), (3, 0)", "-0.67"},
        {"(1, -4), (2, -2)", "-3"},
        {"(1, 2), (2, 3)", "2.5"},
    };
    struct fixture f;
    fixture_open(&f);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct complaints r = {.arena = &f.arena};
        struct figure_answer x;
        struct span span = span_of_year(2026);
        const struct figure *g = figure_read(
            &r, "X1.sql",
            arena_printf(&f.arena,
                         "-- X1 试验\n-- value = 人均 | mean n by who | 分\n"
                         "with t (who, n) as (values %s) select '' as book,"
                         " 0 as id, '' as date, '' as text, who, n from t",
                         rows[i].rows),
            true);
        assert_non_null(g);
        assert_true(figure_ask(f.book, &f.arena, g, &span, &x, NULL));
        assert_string_equal(x.values[0], rows[i].want);
    }
    fixture_close(&f);
}

TEST(a_query_with_too_many_rows_is_refused)
{
    struct fixture f;
    fixture_open(&f);
    assert_string_equal(
        asked(&f, "with recursive n (i) as (select 1 union all select i + 1"
                  " from n where i < 300000) select '' as book, i as id,"
                  " '' as date, '' as text from n"),
        "E-GUEST-005");
    fixture_close(&f);
}

TEST(values_and_parts_come_out_of_the_rows)
{
    static const char text[] =
        "-- X1 试验\n"
        "-- value = 次数 | count | 次\n"
        "-- value = 甲类 | count class=甲 | 次\n"
        "-- value = 有钱 | count fen | 次\n"
        "-- value = 钱 | sum fen | 元\n"
        "-- value = 学时 | sum minutes | 学时\n"
        "-- value = 人 | distinct who | 人\n"
        "-- value = 人均学时 | mean minutes by who | 学时\n"
        "-- value = 达标率 | share good | %\n"
        "-- value = 末次 | last class |\n"
        "-- value = 占比 | share fen of minutes | %\n"
        "-- value = 没有底数 | share good of none | %\n"
        "-- part = class 按类\n"
        "with r (id, class, fen, minutes, who, good) as (values"
        " (1, '甲', 150, 90, 7, 1), (2, '乙', 0, 60, 8, 0),"
        " (3, '甲', null, 30, 7, 1), (4, null, 50, 0, 9, 1))"
        " select '' as book, id, '2026-01-0' || id as date, 'x' as text,"
        " class, fen, minutes, who, good, 0 as none from r order by id";
    static const char *const want[] = {"4", "2",  "2", "2.00",   "3", "3",
                                       "1", "75", "",  "111.11", "—"};
    struct fixture f;
    fixture_open(&f);
    struct complaints r = {.arena = &f.arena};
    const struct figure *g = figure_read(&r, "X1.sql", text, true);
    assert_non_null(g);
    struct figure_answer x;
    struct span span = span_of_year(2026);
    assert_true(figure_ask(f.book, &f.arena, g, &span, &x, NULL));
    for (size_t i = 0; i < ARRAY_LEN(want); i++) {
        if (strcmp(x.values[i], want[i]) != 0) {
            fail_msg("%s: %s", g->values[i].label, x.values[i]);
        }
    }
    struct figure_count *parts;
    assert_int_equal(figure_counts(&x, &f.arena, 0, &parts), 3);
    assert_string_equal(parts[0].name, "甲");
    assert_int_equal(parts[0].n, 2);
    int64_t all = 0;
    for (size_t i = 0; i < 3; i++) {
        all += parts[i].n;
    }
    assert_int_equal(all, x.rows.n);
    fixture_close(&f);
}

/* ---- the branch's own --------------------------------------------------- */

TEST(own_figures_stand_beside_and_broken_ones_are_told)
{
    struct fixture f;
    own_file_write("figures", "X1.sql", GOOD);
    own_file_write("figures", "X2.sql", "-- X2 另一个\nselect 1");
    own_file_write("figures", "X3.sql",
                   "-- R56 走访\n-- value = 次数 | count | 次\nselect 1");
    fixture_open(&f);
    const struct figure_set *set = book_figures(f.book);
    assert_non_null(figures_find(set, "x1"));
    assert_true(figures_find(set, "试验")->own);
    assert_null(figures_find(set, "X2"));
    assert_int_equal(set->n_complaints, 2);
    assert_non_null(figures_find(set, "R56"));
    assert_false(figures_find(set, "R56")->own);
    fixture_close(&f);
    own_file_remove("figures", "X1.sql");
    own_file_remove("figures", "X2.sql");
    own_file_remove("figures", "X3.sql");
    own_rules_drop();
}
