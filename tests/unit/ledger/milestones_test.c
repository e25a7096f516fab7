/* What comes up: on which day it is told of, until when, and of whom no more.
 */
#include "support.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/milestones.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"

#include <string.h>

/* Of one kind, in so many months from the day in view. */
static size_t found(struct fixture *f, enum milestone_kind kind, int months,
                    struct milestone *first)
{
    struct milestones m;
    struct err err = ERR_INIT;
    struct span span = milestones_ahead(f->book, months);
    size_t n = 0;
    if (!milestones_of(f->book, &f->arena, &span, &m, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    for (size_t i = 0; i < m.n; i++) {
        if (m.list[i].kind == kind && n++ == 0 && first != NULL) {
            *first = m.list[i];
        }
    }
    return n;
}

static void set(struct fixture *f, int64_t person, const char *column,
                const char *typed)
{
    struct record old;
    struct err err = ERR_INIT;
    assert_true(
        record_read(&old, &ledger_people, f->book, &f->arena, person, &err));
    struct record now = record_copy(&old, &f->arena);
    fixture_type(f, &now, column, typed);
    if (!ledger_apply(f->book, &f->arena, &now, &old, "试验改一改", &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

/* The fixture's day in view is 2026-11-20, its rules look six months ahead. */
TEST(a_birthday_is_told_of_from_today_to_the_end)
{
    static const struct {
        const char *joined, *day;
    } rows[] = {
        {"2016-11-19", NULL},         {"2016-11-20", "2026-11-20"},
        {"2016-05-20", "2027-05-20"}, {"2016-05-21", NULL},
        {"2016-02-29", "2027-02-28"}, {"2026-05-20", "2027-05-20"},
        {"2026-11-20", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        struct milestone x;
        char day[11];
        fixture_open(&f);
        fixture_member(
            &f, "张三", "1980-05-01", rows[i].joined,
            rows[i].joined[3] == '1' && rows[i].joined[2] == '2' ? NULL : "");
        size_t n = found(&f, MILESTONE_BIRTHDAY, 0, &x);
        if (rows[i].day == NULL
                ? n != 0
                : n != 1 || strcmp(date_text(x.day, day), rows[i].day) != 0) {
            fail_msg("row %zu: %zu", i, n);
        }
        fixture_close(&f);
    }
}

TEST(fifty_years_are_told_of_until_the_medal_is_there)
{
    static const struct {
        const char *joined;
        bool told, over;
    } rows[] = {
        {"1977-05-20", true, false}, {"1977-05-21", false, false},
        {"1976-11-20", true, false}, {"1976-11-19", true, true},
        {"1975-11-20", true, true},  {"1975-11-19", false, false},
        {"1976-02-29", true, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        struct milestone x = {0};
        fixture_open(&f);
        int64_t who = fixture_member(&f, "张三", "1950-05-01", rows[i].joined,
                                     "1979-01-01");
        size_t n = found(&f, MILESTONE_PARTY, 0, &x);
        if ((n == 1) != rows[i].told || (n == 1 && x.over != rows[i].over)) {
            fail_msg("row %zu: %zu", i, n);
        }
        struct record h = record_new(&ledger_honour, f.book, &f.arena);
        struct err err = ERR_INIT;
        record_set_int(&h, ledger_field(&ledger_honour, "person_id"), who);
        fixture_type(&f, &h, "title", "“光荣在党50年”纪念章");
        assert_true(ledger_apply(f.book, &f.arena, &h, NULL, NULL, &err));
        assert_int_equal(found(&f, MILESTONE_PARTY, 0, NULL), 0);
        fixture_close(&f);
    }
}

/* Men born in June 1966 are 60 in June 2026 and put off by 5 months. */
TEST(retirement_is_told_of_until_its_day_is_in_the_roster)
{
    static const struct {
        const char *birth, *sex, *job;
        bool told;
    } rows[] = {
        {"1966-06-20", "男", "011", true}, /* 2026-11-20 */
        {"1965-12-21", "男", "011", true}, /* 2026-03-21: over */
        {"1966-11-20", "男", "011", true}, /* 2027-05-20 */
        {"1966-11-21", "男", "011", false}, {"1966-06-20", "男", "4", false},
        {"1966-06-20", "女", "011", false}, {"1971-06-20", "女", "011", true},
        {"1975-12-20", "女", "016", true},  {"1975-12-20", "女", "011", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        struct milestone x;
        fixture_open(&f);
        int64_t who = fixture_member(&f, "张三", rows[i].birth, "1995-06-01",
                                     "1996-06-01");
        set(&f, who, "sex", rows[i].sex);
        set(&f, who, "job", rows[i].job);
        if (i == 1) {
            f.book->day = date_of(2026, 9, 20);
        }
        size_t n = found(&f, MILESTONE_RETIRE, 0, &x);
        if ((n == 1) != rows[i].told) {
            fail_msg("row %zu: %zu", i, n);
        }
        f.book->day = f.book->today;
        set(&f, who, "retired_on", "2026-11-01");
        assert_int_equal(found(&f, MILESTONE_RETIRE, 0, NULL), 0);
        fixture_close(&f);
    }
}

TEST(who_lacks_what_an_age_hangs_on_is_counted)
{
    struct fixture f;
    struct milestones m;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "张三", "1980-05-01", "2005-06-01", "2006-06-01");
    struct span span = milestones_ahead(f.book, 0);
    assert_true(milestones_of(f.book, &f.arena, &span, &m, NULL));
    assert_int_equal(m.n_unknown, 1);
    set(&f, who, "job", "011");
    assert_true(milestones_of(f.book, &f.arena, &span, &m, NULL));
    assert_int_equal(m.n_unknown, 1);
    set(&f, who, "sex", "男");
    assert_true(milestones_of(f.book, &f.arena, &span, &m, NULL));
    assert_int_equal(m.n_unknown, 0);
    fixture_close(&f);
}

TEST(a_probation_is_told_of_until_somebody_is_a_full_member)
{
    static const struct {
        const char *joined;
        bool told, over;
    } rows[] = {
        {"2026-05-20", true, false}, {"2026-05-21", false, false},
        {"2025-11-20", true, false}, {"2025-11-19", true, true},
        {"2024-11-20", true, true},  {"2024-11-19", false, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        struct milestone x = {0};
        fixture_open(&f);
        int64_t who =
            fixture_member(&f, "张三", "1990-05-01", rows[i].joined, NULL);
        size_t n = found(&f, MILESTONE_PROBATION, 0, &x);
        if ((n == 1) != rows[i].told || (n == 1 && x.over != rows[i].over)) {
            fail_msg("row %zu: %zu", i, n);
        }
        assert_true(who > 0);
        fixture_close(&f);
    }
}

TEST(a_term_is_told_of_before_it_ends)
{
    static const struct {
        const char *elected;
        bool told;
    } rows[] = {{"2024-05-20", true},
                {"2024-05-21", false},
                {"2023-11-20", true},
                {"2022-11-20", true},
                {"2022-11-19", false}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        struct milestone x = {0};
        struct err err = ERR_INIT;
        fixture_open(&f);
        struct record r = record_new(&ledger_term, f.book, &f.arena);
        fixture_type(&f, &r, "elected_on", rows[i].elected);
        fixture_type(&f, &r, "years", "3");
        if (!ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err)) {
            fail_msg("%s %s", err.code, err.text);
        }
        size_t n = found(&f, MILESTONE_TERM, 0, &x);
        if ((n == 1) != rows[i].told || (n == 1 && x.id != r.id)) {
            fail_msg("row %zu: %zu", i, n);
        }
        fixture_close(&f);
    }
}

/* A span that is named tells of its own days and of nothing else. */
TEST(a_named_span_has_nothing_that_is_over)
{
    struct fixture f;
    struct milestones m;
    fixture_open(&f);
    fixture_member(&f, "张三", "1990-05-01", "2025-11-10", NULL);
    assert_int_equal(found(&f, MILESTONE_PROBATION, 0, NULL), 1);
    const struct span later = {date_of(2026, 12, 1), date_of(2027, 12, 31)};
    assert_true(milestones_of(f.book, &f.arena, &later, &m, NULL));
    assert_int_equal(m.n, 1);
    assert_int_equal(m.list[0].kind, MILESTONE_BIRTHDAY);
    assert_int_equal(m.list[0].day, date_of(2027, 11, 10));
    fixture_close(&f);
}
