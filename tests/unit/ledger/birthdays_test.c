/* 政治生日: on which day whose it is, what is entered of it, and that the
   figure of it says the same. */
#include "support.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/birthdays.h"
#include "pbtui/ledger/figures.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/register.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/stmt.h"

#include <string.h>

static size_t between(struct fixture *f, const char *from, const char *to,
                      struct birthday **list)
{
    struct span span;
    struct err err = ERR_INIT;
    size_t n;
    assert_true(date_read(from, &span.from) && date_read(to, &span.to));
    if (!birthdays_of(f->book, &f->arena, &span, list, &n, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return n;
}

TEST(a_birthday_is_on_the_day_of_joining_from_the_next_year_on)
{
    static const struct {
        const char *joined, *from, *to, *day; /* day NULL: none */
        int years;
    } rows[] = {
        {"2020-03-15", "2020-03-15", "2020-03-15", NULL, 0},
        {"2020-03-15", "2021-03-15", "2021-03-15", "2021-03-15", 1},
        {"2020-03-15", "2021-03-14", "2021-03-14", NULL, 0},
        {"2020-03-15", "2021-03-16", "2021-03-16", NULL, 0},
        {"2020-03-15", "2021-03-16", "2022-03-14", NULL, 0},
        {"2020-03-15", "2025-12-01", "2026-04-30", "2026-03-15", 6},
        {"2020-02-29", "2021-01-01", "2021-12-31", "2021-02-28", 1},
        {"2020-02-29", "2023-03-01", "2023-03-01", NULL, 0},
        {"2020-02-29", "2024-01-01", "2024-12-31", "2024-02-29", 4},
        {"2020-02-29", "2024-02-28", "2024-02-28", NULL, 0},
        {"2019-02-28", "2024-01-01", "2024-12-31", "2024-02-28", 5},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        struct birthday *list;
        char day[11];
        fixture_open(&f);
        fixture_member(&f, "张三", "1980-05-01", rows[i].joined, "2021-06-01");
        size_t n = between(&f, rows[i].from, rows[i].to, &list);
        bool right =
            rows[i].day == NULL
                ? n == 0
                : n == 1 &&
                      strcmp(date_text(list[0].day, day), rows[i].day) == 0 &&
                      list[0].years == rows[i].years;
        if (!right) {
            fail_msg("row %zu: %zu, %s", i, n,
                     n > 0 ? date_text(list[0].day, day) : "");
        }
        fixture_close(&f);
    }
}

static void change(struct fixture *f, const char *sql, int64_t person,
                   const char *day)
{
    struct stmt st;
    stmt_open(&st, f->book->db, sql);
    stmt_int(&st, ":person", person);
    stmt_text(&st, ":day", day);
    assert_true(stmt_run(&st, NULL));
}

/* Who is in the branch on that very day. */
TEST(a_birthday_is_kept_where_somebody_is)
{
    static const char *const came =
        SQL("update member set from_on = :day where person_id = :person");
    static const char *const left =
        SQL("update member set to_on = :day where person_id = :person");
    static const struct {
        bool leaves;
        const char *day;
        size_t n;
    } rows[] = {
        {false, "2026-05-09", 1}, {false, "2026-05-10", 1},
        {false, "2026-05-11", 0}, {true, "2026-05-10", 0},
        {true, "2026-05-11", 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        struct birthday *list;
        fixture_open(&f);
        int64_t who = fixture_member(&f, "张三", "1980-05-01", "2016-05-10",
                                     "2017-05-10");
        change(&f, rows[i].leaves ? left : came, who, rows[i].day);
        size_t n = between(&f, "2026-05-01", "2026-05-31", &list);
        if (n != rows[i].n) {
            fail_msg("row %zu: %zu", i, n);
        }
        fixture_close(&f);
    }
}

/* ---- entries ------------------------------------------------------------ */

static struct record entry_of(struct fixture *f, const struct birthday *x)
{
    struct birthday_book reg;
    assert_true(birthday_book(f->book, &reg, NULL));
    struct record r = record_new(reg.ledger, f->book, &f->arena);
    birthday_fill(&r, &f->arena, x);
    return r;
}

static void save(struct fixture *f, struct record *r)
{
    struct err err = ERR_INIT;
    if (!ledger_apply(f->book, &f->arena, r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

TEST(an_entry_is_filled_in_and_says_what_is_lacking)
{
    struct fixture f;
    struct birthday *list;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "张三", "1980-05-01", "2016-12-10", "2017-12-10");
    /* Still to come: prepared in November. */
    assert_int_equal(between(&f, "2026-12-01", "2026-12-31", &list), 1);
    assert_int_equal(list[0].entry, 0);
    assert_string_equal(list[0].state, "");
    struct record r = entry_of(&f, &list[0]);
    const struct ledger *l = r.ledger;
    assert_string_equal(record_text(&r, ledger_field(l, "on_day")),
                        "2026-12-10");
    assert_int_equal(record_int(&r, ledger_field(l, "for_year")), 2026);
    assert_int_equal(record_int(&r, ledger_field(l, "person_id")), who);
    assert_int_equal(record_int(&r, ledger_field(l, "years")), 10);
    save(&f, &r);
    between(&f, "2026-12-01", "2026-12-31", &list);
    assert_int_equal(list[0].entry, r.id);
    assert_string_equal(list[0].state, "缺送贺卡、谈心、重温誓词、走访慰问");
    assert_false(list[0].full);
    static const char *const done[] = {"card", "talk", "oath", "visit"};
    struct record now = record_copy(&r, &f.arena);
    for (size_t i = 0; i < ARRAY_LEN(done); i++) {
        fixture_type(&f, &now, done[i], "是");
    }
    struct err err = ERR_INIT;
    assert_true(ledger_apply(f.book, &f.arena, &now, &r, NULL, &err));
    between(&f, "2026-12-01", "2026-12-31", &list);
    assert_string_equal(list[0].state, "齐全");
    assert_true(list[0].full);
    /* Of another year it says nothing. */
    between(&f, "2025-12-01", "2025-12-31", &list);
    assert_int_equal(list[0].entry, 0);
    assert_true(ledger_void(f.book, &f.arena, l, r.id, "登记错了的", &err));
    between(&f, "2026-12-01", "2026-12-31", &list);
    assert_int_equal(list[0].entry, 0);
    fixture_close(&f);
}

TEST(the_near_birthday_is_the_next_or_of_the_last_month)
{
    static const struct {
        const char *joined, *day;
    } rows[] = {
        {"2016-11-20", "2026-11-20"}, {"2016-11-21", "2026-11-21"},
        {"2016-10-21", "2026-10-21"}, {"2016-10-20", "2027-10-20"},
        {"2016-02-29", "2027-02-28"}, {"2026-11-20", "2027-11-20"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        struct birthday x;
        bool found;
        char day[11];
        fixture_open(&f);
        int64_t who = fixture_member(&f, "张三", "1980-05-01", rows[i].joined,
                                     i == 5 ? "" : "2020-05-10");
        assert_true(birthday_near(f.book, &f.arena, who, &x, &found, NULL));
        if (!found || strcmp(date_text(x.day, day), rows[i].day) != 0) {
            fail_msg("row %zu: %s", i, found ? date_text(x.day, day) : "none");
        }
        fixture_close(&f);
    }
}

/* ---- the branch's own things to do --------------------------------------- */

static int64_t figure(struct fixture *f, const char *label, struct err *err)
{
    struct figure_answer x;
    struct span span = span_of_year(2026);
    const struct figure *r = figures_find(book_figures(f->book), "R32");
    size_t i = 0;
    if (!figure_ask(f->book, &f->arena, r, &span, &x, err)) {
        return -1;
    }
    while (strcmp(r->values[i].label, label) != 0) {
        i++;
    }
    return x.numbers[i];
}

#define OWN_HEAD                                                               \
    "[register]\ntitle = 政治生日\n"                                       \
    "[on_day]\nlabel = 日期\nkind = day\nlist = 10-10 1\n"                   \
    "[for_year]\nlabel = 年度\nkind = year\nneed = yes\n"                    \
    "[person_id]\nlabel = 党员\nkind = person\nneed = yes\n"                 \
    "[gift]\nlabel = 送礼物\nkind = flag\n"                                 \
    "[deed]\nlabel = 办实事\nkind = flag\n"

TEST(the_things_to_do_are_the_branchs_own)
{
    struct fixture f;
    struct birthday *list;
    struct birthday_book reg;
    struct err err = ERR_INIT;
    own_file_write("registers", "birthdays.ini",
                   OWN_HEAD
                   "[state]\nlabel = 两项\nkind = ticks\nof = gift deed\n");
    fixture_open(&f);
    assert_string_equal(book_registers(f.book)->complaint, "");
    fixture_member(&f, "张三", "1980-05-01", "2016-05-10", "2017-05-10");
    between(&f, "2026-05-01", "2026-05-31", &list);
    struct record r = entry_of(&f, &list[0]);
    fixture_type(&f, &r, "gift", "是");
    save(&f, &r);
    between(&f, "2026-05-01", "2026-05-31", &list);
    assert_string_equal(list[0].state, "缺办实事");
    assert_int_equal(figure(&f, "五项齐全", &err), 0);
    struct record now = record_copy(&r, &f.arena);
    fixture_type(&f, &now, "deed", "是");
    assert_true(ledger_apply(f.book, &f.arena, &now, &r, NULL, &err));
    between(&f, "2026-05-01", "2026-05-31", &list);
    assert_true(list[0].full);
    assert_int_equal(figure(&f, "五项齐全", &err), 1);
    assert_true(birthday_book(f.book, &reg, &err));
    assert_int_equal(reg.items[2], -1);
    fixture_close(&f);
    own_file_remove("registers", "birthdays.ini");
    own_rules_drop();
}

TEST(an_own_register_without_the_things_to_do_is_told)
{
    struct fixture f;
    struct birthday_book reg;
    struct err err = ERR_INIT;
    own_file_write("registers", "birthdays.ini", OWN_HEAD);
    fixture_open(&f);
    assert_false(birthday_book(f.book, &reg, &err));
    assert_string_equal(err.code, "E-BIRTHDAY-001");
    err = (struct err)ERR_INIT;
    assert_int_equal(figure(&f, "五项齐全", &err), -1);
    assert_string_equal(err.code, "E-GUEST-004");
    fixture_close(&f);
    own_file_remove("registers", "birthdays.ini");
    own_rules_drop();
}

PROPERTY(birthdays_are_the_rows_of_their_figure)
{
    enum { PEOPLE = 12 };
    uint64_t s = unit_seed();
    struct fixture f;
    struct birthday *list;
    struct err err = ERR_INIT;
    fixture_open(&f);
    for (size_t i = 0; i < PEOPLE; i++) {
        char joined[11];
        char full[11];
        int day = date_of(2004, 2, 25) + (int)unit_below(&s, 7600);
        fixture_member(&f, arena_printf(&f.arena, "人%c", 'a' + (int)i),
                       "1980-05-01", date_text(day, joined),
                       date_text(date_add_years(day, 1), full));
    }
    size_t n = between(&f, "2026-01-01", "2026-12-31", &list);
    assert_int_equal(figure(&f, "应过政治生日", &err), n);
    size_t entered = 0;
    size_t full = 0;
    for (size_t i = 0; i < n; i++) {
        if (unit_below(&s, 2) == 0) {
            struct record r = entry_of(&f, &list[i]);
            static const char *const all[] = {"card", "talk", "oath", "visit"};
            bool every = true;
            for (size_t k = 0; k < ARRAY_LEN(all); k++) {
                bool yes = unit_below(&s, 4) > 0;
                fixture_type(&f, &r, all[k], yes ? "是" : "否");
                every = every && yes;
            }
            save(&f, &r);
            entered++;
            full += every;
        }
    }
    between(&f, "2026-01-01", "2026-12-31", &list);
    size_t said = 0;
    for (size_t i = 0; i < n; i++) {
        said += list[i].full;
    }
    assert_int_equal(said, full);
    assert_int_equal(figure(&f, "五项齐全", &err), full);
    assert_int_equal(figure(&f, "已登记", &err), entered);
    fixture_close(&f);
}
