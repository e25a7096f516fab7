/* What the program works out, as rows a query can ask. */
#include "planted.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/facts.h"
#include "pbtui/ledger/guest_rows.h"
#include "pbtui/store/stmt.h"

#include <string.h>

static const char *json(struct fixture *f, const char *name, int year)
{
    const char *out = NULL;
    struct err err = ERR_INIT;
    struct span span = span_of_year(year);
    if (!facts_json(f->book, &f->arena, name, &span, &out, &err)) {
        fail_msg("%s: %s %s", name, err.text, err.detail);
    }
    return out;
}

/* Rows of a fact for which `where` holds. */
static size_t count(struct fixture *f, const char *name, const char *where)
{
    struct guest_rows rows;
    struct err err = ERR_INIT;
    struct span span = span_of_year(2026);
    const char *sql =
        arena_printf(&f->arena,
                     "select '' as book, 0 as id, '' as date, x.value as text"
                     " from json_each(%s) x where %s",
                     name, where);
    if (!guest_rows_ask(f->book, &f->arena, sql, &span, &rows, &err)) {
        fail_msg("%s: %s %s", sql, err.text, err.detail);
    }
    assert_null(rows.lacks);
    return rows.n;
}

TEST(facts_of_an_empty_branch_are_json)
{
    struct fixture f;
    fixture_open(&f);
    assert_string_equal(json(&f, ":meetings", 2026), "[]");
    assert_string_equal(json(&f, ":pipeline", 2026), "[]");
    assert_string_equal(json(&f, ":duties", 2031), "[]");
    assert_string_equal(json(&f, ":headcount", 2026), "[]");
    fixture_close(&f);
}

TEST(duties_are_rows_of_the_periods_that_have_begun)
{
    struct fixture f;
    fixture_open(&f);
    f.book->day = date_of(2026, 4, 10);
    fixture_member(&f, "张建国", "1971-03-15", "1995-06-20", "1996-06-20");
    plant_event(&f, "branch.meeting", "2026-02-05", EVENT_HELD, 0);
    /* Quarters of 支部党员大会: the first is over, the second runs. */
    assert_int_equal(count(&f, ":duties", "x.value ->> 'code' = 'M01'"), 2);
    assert_int_equal(count(&f, ":duties",
                           "x.value ->> 'code' = 'M01' and x.value ->> 'from'"
                           " = '2026-01-01' and x.value ->> 'to' ="
                           " '2026-03-31' and x.value ->> 'over' and"
                           " x.value ->> 'need' = 1"),
                     1);
    assert_int_equal(count(&f, ":duties",
                           "x.value ->> 'code' = 'M01' and"
                           " not x.value ->> 'over' and x.value ->> 'to'"
                           " = '2026-06-30'"),
                     1);
    fixture_close(&f);
}

TEST(meetings_say_what_their_form_would_say)
{
    struct fixture f;
    fixture_open(&f);
    fixture_member(&f, "张建国", "1971-03-15", "1995-06-20", "1996-06-20");
    plant_event(&f, "themeday", "2026-02-05", EVENT_HELD, 0);
    plant_event(&f, "themeday", "2026-03-05", EVENT_PLANNED, 0);
    plant_event(&f, "themeday", "2025-03-05", EVENT_HELD, 0);
    /* Nobody is said to have led it: E-EVENT-017, once. */
    assert_int_equal(
        count(&f, ":meetings", "x.value ->> 'code' = 'E-EVENT-017'"), 1);
    assert_int_equal(count(&f, ":meetings",
                           "x.value ->> 'code' = 'E-EVENT-017' and"
                           " x.value ->> 'day' = '2026-02-05' and"
                           " x.value ->> 'event' = 1"),
                     1);
    fixture_close(&f);
}

TEST(headcount_names_those_behind_each_row)
{
    struct fixture f;
    fixture_open(&f);
    fixture_member(&f, "张建国", "1971-03-15", "1995-06-20", "1996-06-20");
    int64_t two =
        fixture_member(&f, "李敏", "1980-03-15", "2005-06-20", "2006-06-20");
    assert_int_equal(count(&f, ":headcount", "x.value ->> 'row' = '16'"), 2);
    assert_int_equal(count(&f, ":headcount",
                           arena_printf(&f.arena,
                                        "x.value ->> 'row' = '16' and"
                                        " x.value ->> 'name' = '李敏' and"
                                        " x.value ->> 'person' = %d",
                                        (int)two)),
                     1);
    assert_int_equal(count(&f, ":headcount", "x.value ->> 'gap'"), 0);
    fixture_close(&f);
}

TEST(months_end_with_the_month_in_queries_too)
{
    static const struct {
        const char *call, *day;
    } rows[] = {
        {"months_on('2025-08-31', 6)", "2026-02-28"},
        {"months_on('2024-02-29', 36)", "2027-02-28"},
        {"months_on('2024-02-29', 48)", "2028-02-29"},
        {"months_on('2026-03-31', -1)", "2026-02-28"},
        {"months_on('2026-01-15', 0)", "2026-01-15"},
        {"months_on(null, 3)", ""},
        {"months_on('no day', 3)", ""},
        {"months_on('9999-12-31', 1)", ""},
    };
    struct fixture f;
    struct span span = span_of_year(2026);
    fixture_open(&f);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct guest_rows x;
        assert_true(guest_rows_ask(
            f.book, &f.arena,
            arena_printf(&f.arena,
                         "select '' as book, 0 as id, '' as date, %s as text",
                         rows[i].call),
            &span, &x, NULL));
        assert_string_equal(x.list[0].text, rows[i].day);
    }
    fixture_close(&f);
}

TEST(a_guest_learns_no_more_through_facts)
{
    struct fixture f;
    struct guest_rows rows;
    struct err err = ERR_INIT;
    struct span span = span_of_year(2026);
    fixture_open(&f);
    assert_false(guest_rows_ask(
        f.book, &f.arena,
        "select '' as book, 0 as id, '' as date, value as text"
        " from json_each(:duties) union all select '', 0, '', value from meta",
        &span, &rows, &err));
    assert_string_equal(err.code, "E-GUEST-001");
    /* And it still may not write when the books have been asked in between. */
    err_clear(&err);
    assert_false(guest_rows_ask(f.book, &f.arena,
                                "insert into person (name) select"
                                " :duties",
                                &span, &rows, &err));
    assert_string_equal(err.code, "E-GUEST-001");
    fixture_close(&f);
}
