/* 党内统计: the worked example of domain.md 5.8 by people who really come, go
   and die; which day counts; who stands between what is and what should be. */
#include "pipeline_desk.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/ledger/review.h"
#include "pbtui/ledger/stats.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* ---- asking -------------------------------------------------------------- */

static struct stats_table asked(struct fixture *f, enum stats_which which,
                                const char *closing)
{
    struct stats_table t;
    struct err err = ERR_INIT;
    if (!stats_table(f->book, &f->arena, which, desk_day(closing), &t, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return t;
}

static const struct stats_row *row_named(const struct stats_table *t,
                                         const char *name)
{
    for (size_t i = 0; i < t->n_rows; i++) {
        if (strcmp(t->rows[i].no, name) == 0 ||
            strstr(t->rows[i].name, name) != NULL) {
            return &t->rows[i];
        }
    }
    fail_msg("there is no row %s", name);
    return NULL;
}

static const struct stats_cell *cell_of(const struct stats_table *t,
                                        const char *row, const char *column)
{
    const struct stats_row *r = row_named(t, row);
    for (size_t i = 0; i < t->n_columns; i++) {
        if (strcmp(t->columns[i], column) == 0) {
            return &r->cells[i];
        }
    }
    fail_msg("there is no column %s", column);
    return NULL;
}

/* All numbers of the first column, with blanks between. */
static const char *numbers(struct fixture *f, const struct stats_table *t)
{
    const char *text = "";
    for (size_t i = 0; i < t->n_rows; i++) {
        text = arena_printf(&f->arena, "%s%s%lld", text, i == 0 ? "" : " ",
                            (long long)t->rows[i].cells[0].n);
    }
    return text;
}

/* +甲一 -乙二: names with their signs. */
static const char *names(struct fixture *f, const struct stats_cell *c)
{
    const char *text = "";
    for (size_t i = 0; i < c->n_list; i++) {
        text = arena_printf(&f->arena, "%s%s%s%s", text, i == 0 ? "" : " ",
                            c->list[i].sign < 0 ? "-" : "", c->list[i].name);
    }
    return text;
}

/* Whatever is counted is a list, and its record is there. */
static void assert_is_its_lists(struct fixture *f, const struct stats_table *t)
{
    for (size_t i = 0; i < t->n_rows; i++) {
        for (size_t c = 0; c < t->rows[i].n_cells; c++) {
            const struct stats_cell *cell = &t->rows[i].cells[c];
            int64_t sum = 0;
            for (size_t k = 0; k < cell->n_list; k++) {
                struct record r;
                const struct stats_entry *e = &cell->list[k];
                const struct ledger *l = registry_find(f->book, e->book);
                sum += e->sign;
                assert_non_null(l);
                assert_true(
                    record_read(&r, l, f->book, &f->arena, e->id, NULL));
                assert_true(e->name[0] != '\0');
                assert_true(e->why[0] != '\0');
            }
            assert_int_equal(sum, cell->n);
        }
    }
}

/* ---- people -------------------------------------------------------------- */

static int64_t come(struct fixture *f, const char *name, const char *birth,
                    const char *joined, const char *kind, const char *from)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_people, f->book, &f->arena);
    fixture_type(f, &r, "name", name);
    fixture_type(f, &r, "birth_on", birth);
    fixture_type(f, &r, "join_on", joined);
    if (kind != NULL) {
        fixture_type(f, &r, "in_kind", kind);
        fixture_type(f, &r, "from_on", from);
    }
    if (!ledger_apply(f->book, &f->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return r.id;
}

/* Column, text, column, text … NULL: into the person's only spell. */
static void change(struct fixture *f, int64_t person, const char *const *typed)
{
    struct stmt st;
    struct record r;
    struct err err = ERR_INIT;
    stmt_open(&st, f->book->db,
              SQL("select max(id) from member where person_id = :person"));
    stmt_int(&st, ":person", person);
    assert_true(stmt_row(&st));
    int64_t id = stmt_col_int(&st, 0);
    assert_true(stmt_done(&st, NULL));
    assert_true(record_read(&r, &ledger_member, f->book, &f->arena, id, &err));
    struct record old = record_copy(&r, &f->arena);
    for (; typed[0] != NULL; typed += 2) {
        fixture_type(f, &r, typed[0], typed[1]);
    }
    if (!ledger_apply(f->book, &f->arena, &r, &old, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
}

static void leave(struct fixture *f, int64_t person, const char *kind,
                  const char *day)
{
    change(f, person, (const char *[]){"out_kind", kind, "to_on", day, NULL});
}

/* receipt NULL: it has not come back. */
static void move(struct fixture *f, int64_t person, const char *letter,
                 const char *receipt)
{
    const char *typed[] = {"out_kind",
                           "转出组织关系",
                           "out_to",
                           "中共示例县教育局支部委员会（示例）",
                           "out_letter_on",
                           letter,
                           receipt == NULL ? NULL : "out_receipt_on",
                           receipt,
                           NULL};
    change(f, person, typed);
}

static void many(struct fixture *f, int n, int64_t *ids)
{
    for (int i = 0; i < n; i++) {
        ids[i] = fixture_member(f, arena_printf(&f->arena, "党员%02d", i + 1),
                                "1980-05-06", "2010-05-20", "2011-05-20");
    }
}

/* ---- 表一 ---------------------------------------------------------------- */

/* domain.md 5.8: 28 + (2 + 0 + 3) − (0 + 0 + 1 + 2) = 30. */
static void example(struct fixture *f, bool received)
{
    int64_t p[28];
    many(f, 28, p);
    come(f, "新一", "1998-01-01", "2026-03-10", "发展入党", "2026-03-10");
    come(f, "新二", "1998-01-01", "2026-05-11", "发展入党", "2026-05-11");
    for (int i = 0; i < 3; i++) {
        come(f, arena_printf(&f->arena, "来%d", i), "1985-01-01", "2012-01-01",
             "转入组织关系", "2026-04-20");
    }
    leave(f, p[0], "死亡", "2026-02-14");
    move(f, p[1], "2026-06-01", "2026-06-20");
    move(f, p[2], "2026-11-02", received ? "2026-11-18" : NULL);
}

TEST(table_1_of_the_worked_example_is_thirty)
{
    struct fixture f;
    fixture_open(&f);
    example(&f, true);
    struct stats_table t = asked(&f, STATS_CHANGE, "2026-12-31");
    assert_string_equal(numbers(&f, &t),
                        "28 5 2 0 0 0 3 0 3 0 0 1 2 0 30 30 0");
    assert_int_equal(t.closing, desk_day("2026-11-20"));
    assert_string_equal(names(&f, row_named(&t, "3")->cells), "新一 新二");
    assert_string_equal(names(&f, row_named(&t, "9")->cells),
                        "党员01 党员02 党员03");
    assert_int_equal(stats_difference(&t)->cells->n_list, 0);
    assert_int_equal(t.n_notes, 0);
    assert_is_its_lists(&f, &t);
    fixture_close(&f);
}

TEST(who_has_not_been_received_is_the_difference)
{
    struct fixture f;
    fixture_open(&f);
    example(&f, false);
    struct stats_table t = asked(&f, STATS_CHANGE, "2026-12-31");
    assert_string_equal(numbers(&f, &t),
                        "28 5 2 0 0 0 3 0 3 0 0 1 2 0 30 31 1");
    const struct stats_cell *d = stats_difference(&t)->cells;
    assert_string_equal(names(&f, d), "党员03");
    assert_string_equal(d->list->book, "membership");
    assert_int_equal(d->list->on, desk_day("2026-11-02"));
    assert_non_null(strstr(d->list->why, "还没有回执"));
    assert_is_its_lists(&f, &t);
    fixture_close(&f);
}

/* The letter counts in its year, once; the year after, the receipt has to be
   explained. */
TEST(a_receipt_of_the_next_year_is_explained_there)
{
    struct fixture f;
    int64_t p[3];
    fixture_open(&f);
    many(&f, 3, p);
    move(&f, p[1], "2025-12-20", "2026-01-10");
    struct stats_table t = asked(&f, STATS_CHANGE, "2025-12-31");
    assert_string_equal(numbers(&f, &t), "3 0 0 0 0 0 0 0 1 0 0 0 1 0 2 3 1");
    t = asked(&f, STATS_CHANGE, "2026-06-30");
    assert_string_equal(numbers(&f, &t), "3 0 0 0 0 0 0 0 0 0 0 0 0 0 3 2 -1");
    const struct stats_cell *d = stats_difference(&t)->cells;
    assert_string_equal(names(&f, d), "-党员02");
    assert_non_null(strstr(d->list->why, "2025-12-20"));
    assert_int_equal(d->list->on, desk_day("2026-01-10"));
    fixture_close(&f);
}

TEST(every_way_in_and_out_has_its_row)
{
    static const struct {
        const char *kind;
        bool in;
        const char *rows; /* that are 1 */
    } cases[] = {
        {"发展入党", true, "2 3"},        {"重新入党", true, "2 3 4"},
        {"恢复党籍", true, "2 5"},        {"停止党籍后恢复", true, "2 5 6"},
        {"转入组织关系", true, "2 7"},    {"整建制转入", true, "2 7 8"},
        {"开除党籍", false, "9 10"},      {"退党除名", false, "9 10"},
        {"劝其退党", false, "9 10"},      {"劝而不退除名", false, "9 10"},
        {"自行脱党除名", false, "9 10"},  {"取消预备党员资格", false, "9 10"},
        {"不予承认", false, "9 10"},      {"停止党籍", false, "9 11"},
        {"死亡", false, "9 12"},          {"转出组织关系", false, "9 13"},
        {"整建制转出", false, "9 13 14"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct fixture f;
        fixture_open(&f);
        int64_t p = come(&f, "试一", "1980-01-01", "2012-01-01",
                         cases[i].in ? cases[i].kind : NULL,
                         cases[i].in ? "2026-03-01" : NULL);
        if (!cases[i].in && strncmp(cases[i].kind, "转出", 6) != 0 &&
            strcmp(cases[i].kind, "整建制转出") != 0) {
            leave(&f, p, cases[i].kind, "2026-03-01");
        } else if (!cases[i].in) {
            change(&f, p,
                   (const char *[]){"out_kind", cases[i].kind, "out_to", "甲",
                                    "out_letter_on", "2026-03-01",
                                    "out_receipt_on", "2026-03-09", NULL});
        }
        struct stats_table t = asked(&f, STATS_CHANGE, "2026-12-31");
        const char *found = "";
        for (size_t k = 1; k < 14; k++) {
            assert_true(t.rows[k].cells->n == 0 || t.rows[k].cells->n == 1);
            if (t.rows[k].cells->n == 1) {
                found = arena_printf(&f.arena, "%s%s%s", found,
                                     found[0] == '\0' ? "" : " ", t.rows[k].no);
            }
        }
        if (strcmp(found, cases[i].rows) != 0) {
            fail_msg("%s is in %s, not %s", cases[i].kind, found,
                     cases[i].rows);
        }
        assert_int_equal(stats_difference(&t)->cells->n, 0);
        fixture_close(&f);
    }
}

/* The first day no longer here: gone on 31 December, still there on the 30th's
   evening; on 1 January it is the next year's. */
TEST(the_last_day_of_the_year_is_in_it)
{
    static const struct {
        const char *day, *numbers;
    } cases[] = {
        {"2024-12-31", "1 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1 0"},
        {"2025-01-01", "2 0 0 0 0 0 0 0 1 0 0 1 0 0 1 1 0"},
        {"2025-12-31", "2 0 0 0 0 0 0 0 1 0 0 1 0 0 1 1 0"},
        {"2026-01-01", "2 0 0 0 0 0 0 0 0 0 0 0 0 0 2 2 0"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct fixture f;
        int64_t p[2];
        fixture_open(&f);
        many(&f, 2, p);
        leave(&f, p[0], "死亡", cases[i].day);
        struct stats_table t = asked(&f, STATS_CHANGE, "2025-12-31");
        assert_string_equal(numbers(&f, &t), cases[i].numbers);
        fixture_close(&f);
    }
}

TEST(half_a_year_closes_on_the_thirtieth_of_june)
{
    struct fixture f;
    int64_t p[3];
    fixture_open(&f);
    many(&f, 3, p);
    leave(&f, p[0], "死亡", "2026-06-30");
    leave(&f, p[1], "死亡", "2026-07-01");
    assert_int_equal(stats_closing(2026, true), desk_day("2026-06-30"));
    assert_int_equal(stats_closing(2026, false), desk_day("2026-12-31"));
    struct stats_table t = asked(&f, STATS_CHANGE, "2026-06-30");
    assert_string_equal(numbers(&f, &t), "3 0 0 0 0 0 0 0 1 0 0 1 0 0 2 2 0");
    assert_non_null(strstr(row_named(&t, "16")->name, "截止日"));
    t = asked(&f, STATS_CHANGE, "2025-12-31");
    assert_non_null(strstr(row_named(&t, "16")->name, "本年底"));
    fixture_close(&f);
}

TEST(a_year_that_has_not_begun_has_no_table)
{
    struct fixture f;
    struct stats_table t;
    struct err err = ERR_INIT;
    fixture_open(&f);
    assert_false(stats_table(f.book, &f.arena, STATS_CHANGE,
                             desk_day("2027-12-31"), &t, &err));
    assert_string_equal(err.code, "E-STATS-001");
    f.book->day = desk_day("2026-01-01");
    t = asked(&f, STATS_CHANGE, "2026-12-31");
    assert_int_equal(t.closing, desk_day("2026-01-01"));
    fixture_close(&f);
}

/* Who was there on no day neither came nor went. */
TEST(who_left_on_the_day_he_came_is_not_counted)
{
    struct fixture f;
    fixture_open(&f);
    int64_t p = come(&f, "试一", "1980-01-01", "2012-01-01", "转入组织关系",
                     "2026-03-01");
    leave(&f, p, "死亡", "2026-03-01");
    struct stats_table t = asked(&f, STATS_CHANGE, "2026-12-31");
    assert_string_equal(numbers(&f, &t), "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0");
    fixture_close(&f);
}

/* Registered as if the book began with him, yet with a day of this year. */
TEST(who_came_in_no_way_is_named)
{
    struct fixture f;
    fixture_open(&f);
    come(&f, "试一", "1980-01-01", "2012-01-01", "初始登记", "2026-03-01");
    struct stats_table t = asked(&f, STATS_CHANGE, "2026-12-31");
    const struct stats_cell *d = stats_difference(&t)->cells;
    assert_string_equal(names(&f, d), "试一");
    assert_non_null(strstr(d->list->why, "初始登记"));
    fixture_close(&f);
}

TEST(a_transfer_without_its_day_is_told)
{
    struct fixture f;
    int64_t p[1];
    fixture_open(&f);
    many(&f, 1, p);
    change(&f, p[0],
           (const char *[]){"out_kind", "转出组织关系", "out_to", "甲", NULL});
    struct stats_table t = asked(&f, STATS_CHANGE, "2026-12-31");
    assert_int_equal(t.n_notes, 1);
    assert_non_null(strstr(t.notes[0].text, "没有填介绍信"));
    assert_string_equal(names(&f, &t.notes[0].who), "党员01");
    fixture_close(&f);
}

/* What last year's sheet said is held against what is known now. */
TEST(row_1_is_held_against_what_was_reported)
{
    struct fixture f;
    int64_t p[3];
    struct err err = ERR_INIT;
    fixture_open(&f);
    many(&f, 3, p);
    const struct ledger *l = registry_find(f.book, "stats_pack");
    struct record r = record_new(l, f.book, &f.arena);
    fixture_type(&f, &r, "on_day", "2026-01-04");
    fixture_type(&f, &r, "for_year", "2025");
    fixture_type(&f, &r, "kind", "年报");
    fixture_type(&f, &r, "members", "3");
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err));
    struct stats_table t = asked(&f, STATS_CHANGE, "2026-12-31");
    assert_int_equal(t.n_notes, 0);
    fixture_member(&f, "补登", "1980-01-01", "2010-05-20", "2011-05-20");
    t = asked(&f, STATS_CHANGE, "2026-12-31");
    assert_int_equal(t.n_notes, 1);
    assert_non_null(strstr(t.notes[0].text, "3 名"));
    assert_non_null(strstr(t.notes[0].text, "4 名"));
    assert_string_equal(t.notes[0].who.list->book, "stats_pack");
    fixture_close(&f);
}

/* ---- which day counts ---------------------------------------------------- */

/* Accepted and approved on these days, the steps before as in domain 2.7. */
static int64_t admitted(struct file_desk *d, const char *met,
                        const char *approved)
{
    struct err err = ERR_INIT;
    int64_t p = desk_applicant(d, "陈方", "2022-03-15");
    struct pipeline_file f = desk_file(d, p);
    assert_true(pipeline_file_open(&f, ORIGIN_HERE, &err));
    desk_go(d, p, 2, 11);
    const struct {
        int no;
        const char *day;
    } rest[] = {{12, "2023-12-01"}, {13, "2023-12-05"}, {14, "2023-12-08"},
                {15, met},          {16, met},          {17, approved}};
    for (size_t i = 0; i < ARRAY_LEN(rest); i++) {
        assert_string_equal(
            desk_take_step(d, p, rest[i].no, desk_day(rest[i].day), ""), "");
    }
    return p;
}

/* domain.md 5.8: meeting 2023-12-20, approval 2024-02-10. */
TEST(an_admission_counts_in_the_year_of_its_approval)
{
    struct file_desk d;
    file_desk_open(&d);
    admitted(&d, "2023-12-20", "2024-02-10");
    struct stats_table t = asked(&d.f, STATS_CHANGE, "2023-12-31");
    assert_string_equal(numbers(&d.f, &t), "6 0 0 0 0 0 0 0 0 0 0 0 0 0 6 6 0");
    assert_int_equal(t.n_notes, 1);
    assert_non_null(strstr(t.notes[0].text, "还没有审批"));
    assert_string_equal(names(&d.f, &t.notes[0].who), "陈方");
    t = asked(&d.f, STATS_CHANGE, "2024-12-31");
    assert_string_equal(numbers(&d.f, &t), "6 1 1 0 0 0 0 0 0 0 0 0 0 0 7 7 0");
    assert_int_equal(row_named(&t, "3")->cells->list->on,
                     desk_day("2024-02-10"));
    assert_non_null(strstr(t.notes[0].text, "上年12月31日的名册上有 7 名"));
    assert_non_null(strstr(t.counts, "审批"));
    t = asked(&d.f, STATS_CHANGE, "2024-02-09");
    assert_int_equal(row_named(&t, "16")->cells->n, 6);
    t = asked(&d.f, STATS_CHANGE, "2024-02-10");
    assert_int_equal(row_named(&t, "16")->cells->n, 7);
    file_desk_close(&d);
}

/* 2.7: full from 2025-01-26, approved on 2025-03-20. */
TEST(who_is_probationary_hangs_on_the_approval)
{
    static const struct {
        const char *day;
        int64_t probation;
    } cases[] = {{"2024-04-19", 0},
                 {"2024-04-20", 1},
                 {"2025-01-31", 1},
                 {"2025-03-19", 1},
                 {"2025-03-20", 0}};
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    desk_worked(&d, p, 25);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct stats_table t = asked(&d.f, STATS_MEMBERS, cases[i].day);
        assert_int_equal(cell_of(&t, "总计", "预备党员")->n,
                         cases[i].probation);
    }
    file_desk_close(&d);
}

/* ---- 转正 ---------------------------------------------------------------- */

/* 期满, 审批合计, 转正, 延长后, 推迟, 延长, 取消, 尚未, 未满取消, 核对. */
TEST(conversions_count_by_approval_and_add_up)
{
    static const struct {
        const char *day, *numbers;
    } cases[] = {
        {"2024-12-31", "0 0 0 0 0 0 0 0 0 0"},
        {"2025-01-25", "0 0 0 0 0 0 0 0 0 0"},
        {"2025-01-26", "1 0 0 0 0 0 0 1 0 0"}, /* it has run out */
        {"2025-03-19", "1 0 0 0 0 0 0 1 0 0"},
        {"2025-03-20", "1 1 1 0 0 0 0 0 0 0"},
        {"2025-12-31", "1 1 1 0 0 0 0 0 0 0"},
        {"2026-11-20", "0 0 0 0 0 0 0 0 0 0"},
    };
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    desk_worked(&d, p, 25);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct stats_table t = asked(&d.f, STATS_CONVERSION, cases[i].day);
        if (strcmp(numbers(&d.f, &t), cases[i].numbers) != 0) {
            fail_msg("%s: %s", cases[i].day, numbers(&d.f, &t));
        }
        assert_is_its_lists(&d.f, &t);
    }
    file_desk_close(&d);
}

/* Extended by half a year in the first half, full in the second: two matters,
   each with its approval. */
TEST(an_extension_and_what_follows_are_two_matters)
{
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    desk_worked(&d, p, 22);
    assert_string_equal(
        desk_take_step(&d, p, 23, desk_day("2025-02-05"), RESULT_EXTENDED), "");
    assert_string_equal(desk_take_step(&d, p, 24, desk_day("2025-03-20"), ""),
                        "");
    struct stats_table t = asked(&d.f, STATS_CONVERSION, "2025-06-30");
    assert_string_equal(numbers(&d.f, &t), "1 1 0 0 0 1 0 0 0 0");
    t = asked(&d.f, STATS_CONVERSION, "2025-07-25");
    assert_string_equal(numbers(&d.f, &t), "1 1 0 0 0 1 0 0 0 0");
    t = asked(&d.f, STATS_CONVERSION, "2025-07-26");
    assert_string_equal(numbers(&d.f, &t), "2 1 0 0 0 1 0 1 0 0");
    assert_string_equal(desk_take_step(&d, p, 22, desk_day("2025-07-20"), ""),
                        "");
    assert_string_equal(desk_take_step(&d, p, 23, desk_day("2025-08-05"), ""),
                        "");
    assert_string_equal(desk_take_step(&d, p, 24, desk_day("2025-09-20"), ""),
                        "");
    t = asked(&d.f, STATS_CONVERSION, "2025-12-31");
    assert_string_equal(numbers(&d.f, &t), "2 2 1 1 0 1 0 0 0 0");
    assert_is_its_lists(&d.f, &t);
    file_desk_close(&d);
}

TEST(a_late_meeting_and_a_cancellation_have_their_rows)
{
    static const struct {
        const char *result, *met, *numbers;
    } cases[] = {
        {RESULT_CONVERTED, "2025-02-26", "1 1 1 0 0 0 0 0 0 0"},
        {RESULT_CONVERTED, "2025-02-27", "1 1 1 0 1 0 0 0 0 0"},
        {RESULT_CANCELLED, "2025-02-05", "1 1 0 0 0 0 1 0 0 0"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct file_desk d;
        file_desk_open(&d);
        int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
        desk_worked(&d, p, 22);
        assert_string_equal(
            desk_take_step(&d, p, 23, desk_day(cases[i].met), cases[i].result),
            "");
        assert_string_equal(
            desk_take_step(&d, p, 24, desk_day("2025-03-20"), ""), "");
        struct stats_table t = asked(&d.f, STATS_CONVERSION, "2025-12-31");
        if (strcmp(numbers(&d.f, &t), cases[i].numbers) != 0) {
            fail_msg("%s: %s", cases[i].met, numbers(&d.f, &t));
        }
        assert_is_its_lists(&d.f, &t);
        file_desk_close(&d);
    }
}

TEST(cancelled_before_it_ran_out_stands_apart)
{
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    desk_worked(&d, p, 20);
    assert_string_equal(
        desk_take_step(&d, p, 23, desk_day("2024-09-05"), RESULT_CANCELLED),
        "");
    assert_string_equal(desk_take_step(&d, p, 24, desk_day("2024-10-20"), ""),
                        "");
    struct stats_table t = asked(&d.f, STATS_CONVERSION, "2024-12-31");
    assert_string_equal(numbers(&d.f, &t), "0 0 0 0 0 0 0 0 1 0");
    t = asked(&d.f, STATS_CHANGE, "2024-12-31");
    assert_string_equal(numbers(&d.f, &t), "6 1 1 0 0 0 0 0 1 1 0 0 0 0 6 6 0");
    file_desk_close(&d);
}

/* What the roster alone knows counts by its days. */
TEST(a_conversion_without_a_file_counts_by_the_roster)
{
    struct fixture f;
    fixture_open(&f);
    fixture_member(&f, "试一", "1990-01-01", "2025-03-01", "2026-03-01");
    fixture_member(&f, "试二", "1990-01-01", "2025-03-01", NULL);
    struct stats_table t = asked(&f, STATS_CONVERSION, "2026-12-31");
    assert_string_equal(numbers(&f, &t), "2 1 1 0 0 0 0 1 0 0");
    assert_string_equal(names(&f, row_named(&t, "8")->cells), "试二");
    assert_non_null(
        strstr(row_named(&t, "3")->cells->list->why, "没有登记审批"));
    fixture_close(&f);
}

/* ---- 表二 ---------------------------------------------------------------- */

TEST(ages_are_full_years_on_the_closing_day)
{
    static const struct {
        const char *birth, *closing, *column;
    } cases[] = {
        {"1995-12-31", "2025-12-31", "30岁及以下"},
        {"1994-12-31", "2025-12-31", "31—35岁"},
        {"1995-01-01", "2025-12-31", "30岁及以下"},
        {"1990-01-01", "2025-12-31", "31—35岁"},
        {"1989-12-31", "2025-12-31", "36—40岁"},
        {"1995-06-30", "2026-06-30", "31—35岁"},
        {"1995-07-01", "2026-06-30", "30岁及以下"},
        {"1955-01-01", "2025-12-31", "66—70岁"},
        {"1954-12-31", "2025-12-31", "71岁及以上"},
        {"1920-01-01", "2025-12-31", "71岁及以上"},
        /* Who is born on 29 February is a year older on 1 March. */
        {"1992-02-29", "2023-02-28", "30岁及以下"},
        {"1992-02-29", "2023-03-01", "31—35岁"},
        {"1992-02-29", "2024-02-28", "31—35岁"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct fixture f;
        fixture_open(&f);
        fixture_member(&f, "试一", cases[i].birth, "2016-05-20", "2017-05-20");
        struct stats_table t = asked(&f, STATS_MEMBERS, cases[i].closing);
        int64_t bands = 0;
        for (size_t c = 5; c < t.n_columns; c++) {
            bands += t.rows[0].cells[c].n;
        }
        assert_int_equal(bands, 1);
        if (cell_of(&t, "总计", cases[i].column)->n != 1) {
            fail_msg("%s on %s is not %s", cases[i].birth, cases[i].closing,
                     cases[i].column);
        }
        fixture_close(&f);
    }
}

static int64_t person(struct fixture *f, const char *const *typed)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_people, f->book, &f->arena);
    fixture_type(f, &r, "join_on", "2010-05-20");
    fixture_type(f, &r, "full_on", "2011-05-20");
    for (; typed[0] != NULL; typed += 2) {
        fixture_type(f, &r, typed[0], typed[1]);
    }
    if (!ledger_apply(f->book, &f->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return r.id;
}

TEST(people_are_in_the_rows_of_their_work)
{
    struct fixture f;
    fixture_open(&f);
    person(&f, (const char *[]){"name", "甲", "birth_on", "1980-01-01", "job",
                                "党政机关工作人员", "sex", "女", "nation",
                                "回族", "tech_title", "高级工程师", NULL});
    person(&f, (const char *[]){"name", "乙", "birth_on", "1992-01-01", "job",
                                "事业单位管理人员", "sex", "女", "nation",
                                "汉族", "tech_title", "助理研究员",
                                "native_place", "台湾台北", NULL});
    person(&f,
           (const char *[]){"name", "丙", "birth_on", "1960-01-01", "job",
                            "党政机关工作人员", "retired_on", "2020-01-31",
                            "nation", "其他", "tech_title", "某某师", NULL});
    person(&f, (const char *[]){"name", "丁", NULL});
    struct stats_table t = asked(&f, STATS_MEMBERS, "2025-12-31");
    assert_string_equal(names(&f, cell_of(&t, "总计", "总数")), "甲 乙 丙 丁");
    assert_int_equal(cell_of(&t, "总计", "女")->n, 2);
    assert_string_equal(names(&f, cell_of(&t, "总计", "少数民族")), "甲");
    assert_string_equal(names(&f, cell_of(&t, "总计", "台湾省籍")), "乙");
    assert_int_equal(cell_of(&t, "在岗职工·公有制单位", "总数")->n, 2);
    assert_string_equal(names(&f, cell_of(&t, "党政机关工作人员", "总数")),
                        "甲");
    assert_string_equal(names(&f, cell_of(&t, "离退休人员", "总数")), "丙");
    assert_string_equal(names(&f, cell_of(&t, "没有登记工作岗位", "总数")),
                        "丁");
    assert_string_equal(names(&f, row_named(&t, "高级专业")->cells), "甲");
    assert_string_equal(names(&f, row_named(&t, "中级专业")->cells), "乙");
    const struct stats_row *middle = row_named(&t, "中级专业");
    assert_int_equal(middle[1].cells->n, 1); /* 女 */
    assert_int_equal(middle[2].cells->n, 1); /* 33 years old */
    assert_int_equal(t.n_notes, 3);
    assert_string_equal(names(&f, &t.notes[0].who), "丁");
    assert_non_null(strstr(t.notes[1].text, "没有一个月"));
    assert_string_equal(names(&f, &t.notes[2].who), "丙");
    assert_is_its_lists(&f, &t);
    /* Before he retired he was in the rows of his work. */
    t = asked(&f, STATS_MEMBERS, "2019-12-31");
    assert_string_equal(names(&f, cell_of(&t, "党政机关工作人员", "总数")),
                        "甲 丙");
    fixture_close(&f);
}

/* ---- 民主评议 ------------------------------------------------------------ */

static void reviewed(struct fixture *f, const char *on, const char *decided)
{
    struct review r;
    struct err err = ERR_INIT;
    assert_true(review_new(&r, f->book, &f->arena, &err));
    assert_true(review_put(&r, REVIEW_YEAR, "2025", &err));
    assert_true(review_put(&r, REVIEW_ON, on, &err));
    assert_true(review_put(&r, REVIEW_PRESENT, "4", &err));
    for (size_t i = 0; i < r.n; i++) {
        static const char *const votes[] = {"0", "4", "0", "0"};
        for (int k = 0; k < 4; k++) {
            assert_true(
                review_row_put(&r, i, REVIEW_LINE_BEST + k, votes[k], &err));
        }
        assert_true(review_row_put(&r, i, REVIEW_LINE_GRADE,
                                   i == 0 ? "不合格" : "合格", &err));
    }
    if (decided != NULL) {
        assert_true(review_put(&r, REVIEW_DECIDED, decided, &err));
    }
    if (!review_save(&r, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

TEST(a_review_of_two_years_has_its_own_column)
{
    struct fixture f;
    int64_t p[4];
    fixture_open(&f);
    many(&f, 4, p);
    reviewed(&f, "2025-12-20", "2026-01-15");
    struct stats_table t = asked(&f, STATS_REVIEW, "2025-12-31");
    assert_string_equal(numbers(&f, &t), "1 0 4 0 0 0 0 0 0 0 0 0 0");
    assert_non_null(strstr(t.notes[0].text, "还没有结束"));
    t = asked(&f, STATS_REVIEW, "2026-12-31");
    assert_string_equal(numbers(&f, &t), "1 1 4 4 0 3 0 1 0 0 0 0 0");
    static const int64_t before[] = {1, 1, 4, 4, 0, 3, 0, 1};
    for (size_t i = 0; i < ARRAY_LEN(before); i++) {
        assert_int_equal(t.rows[i].cells[1].n, before[i]);
    }
    assert_true(row_named(&t, "限期改正")->cells[0].blank);
    assert_is_its_lists(&f, &t);
    fixture_close(&f);
}

TEST(a_review_of_one_year_is_only_in_the_first_column)
{
    struct fixture f;
    int64_t p[4];
    fixture_open(&f);
    many(&f, 4, p);
    reviewed(&f, "2026-01-01", "2026-02-15");
    leave(&f, p[3], "劝而不退除名", "2026-04-01");
    struct stats_table t = asked(&f, STATS_REVIEW, "2026-02-14");
    assert_string_equal(numbers(&f, &t), "1 0 4 0 0 0 0 0 0 0 0 0 0");
    t = asked(&f, STATS_REVIEW, "2026-06-30");
    assert_string_equal(numbers(&f, &t), "1 1 4 4 0 3 0 1 0 0 0 1 0");
    for (size_t i = 0; i < t.n_rows; i++) {
        assert_int_equal(t.rows[i].cells[1].n, 0);
    }
    assert_string_equal(names(&f, row_named(&t, "12")->cells), "党员04");
    fixture_close(&f);
}
