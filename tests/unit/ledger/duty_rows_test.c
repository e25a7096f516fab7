/* 本支部规定, 完成情况, 表决权: what may be written down, and what is refused
   with its rule. */
#include "planted.h"

#include "unit.h"

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <string.h>

struct typed {
    const char *column, *text;
};
struct row {
    const char *what;
    struct typed typed[6];
    const char *column, *code;
};

static struct record fill(struct fixture *f, const struct ledger *l,
                          int64_t person, const struct typed *t)
{
    struct record r = record_new(l, f->book, &f->arena);
    if (person != 0) {
        record_set_int(&r, ledger_field(l, "person_id"), person);
    }
    for (size_t i = 0; i < 6 && t[i].column != NULL; i++) {
        fixture_type(f, &r, t[i].column, t[i].text);
    }
    return r;
}

static void check_rows(struct fixture *f, const struct ledger *l,
                       int64_t person, const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct record r = fill(f, l, person, rows[i].typed);
        const char *code = fixture_issue(f, &r, NULL, rows[i].column);
        if (strcmp(code, rows[i].code) != 0) {
            fail_msg("%s: %s, not %s", rows[i].what, code, rows[i].code);
        }
    }
}

/* M02 is asked of every branch by the centre; a local one may go. */
TEST(own_word_on_a_duty)
{
    static const struct row rows[] = {
        {"stricter",
         {{"duty", "M02"}, {"least", "2"}, {"basis", "县直机关工委文件"}},
         "least",
         ""},
        {"off",
         {{"duty", "M02"}, {"asked", "否"}, {"basis", "支部决议"}},
         "asked",
         "E-DUTYOWN-003"},
        {"no basis", {{"duty", "M02"}}, "basis", "E-RECORD-002"},
        {"none",
         {{"duty", "M02"}, {"least", "0"}, {"basis", "甲"}},
         "least",
         "E-DUTYOWN-005"},
        {"before the rule",
         {{"duty", "M02"}, {"from_on", "1990-01-01"}, {"basis", "甲"}},
         "duty",
         "E-DUTYOWN-007"},
        {"backwards",
         {{"duty", "M02"},
          {"from_on", "2026-05-02"},
          {"to_on", "2026-05-01"},
          {"basis", "甲"}},
         "to_on",
         "E-DUTYOWN-001"},
    };
    struct fixture f;
    fixture_open(&f);
    check_rows(&f, &ledger_duty_own, 0, rows, sizeof rows / sizeof rows[0]);
    fixture_close(&f);
}

/* The refusal names the rule it stands on. */
TEST(a_central_duty_that_is_switched_off_names_its_basis)
{
    static const struct typed off[6] = {
        {"duty", "M02"}, {"asked", "否"}, {"basis", "支部决议"}};
    struct fixture f;
    fixture_open(&f);
    struct record r = fill(&f, &ledger_duty_own, 0, off);
    struct issues is = {.arena = &f.arena};
    record_check(&r, f.book, NULL, &is);
    assert_int_equal(is.n, 1);
    const struct duty *d =
        duty_find(book_duties(f.book), "M02", date_of(2026, 11, 20));
    assert_non_null(d);
    assert_non_null(strstr(is.list[0].text, d->basis));
    assert_non_null(strstr(is.list[0].text, d->name));
    fixture_close(&f);
}

/* Whatever the rules are: central and not optional is refused, all else not. */
TEST(only_central_duties_cannot_be_switched_off)
{
    struct fixture f;
    size_t refused = 0;
    size_t taken = 0;
    fixture_open(&f);
    const struct duties *all = book_duties(f.book);
    for (size_t i = 0; i < all->n; i++) {
        const struct duty *d =
            duty_find(all, all->list[i].code, date_of(2026, 11, 20));
        if (d == NULL) {
            continue;
        }
        struct typed off[6] = {
            {"duty", d->code}, {"asked", "否"}, {"basis", "支部决议"}};
        struct record r = fill(&f, &ledger_duty_own, 0, off);
        const char *code = fixture_issue(&f, &r, NULL, "asked");
        bool central = !d->local && !d->off;
        assert_string_equal(code, central ? "E-DUTYOWN-003" : "");
        refused += central;
        taken += !central;
        arena_reset(&f.arena);
    }
    assert_true(refused > 0 && taken > 0);
    fixture_close(&f);
}

TEST(own_words_on_a_duty_do_not_overlap)
{
    static const struct {
        const char *from, *to, *code;
    } rows[] = {
        {"2026-03-01", "2026-05-31", ""},
        {"2026-03-01", "2026-06-01", ""},
        {"2026-03-01", "2026-06-02", "E-DUTYOWN-002"},
        {"2026-03-01", "", "E-DUTYOWN-002"},
        {"2026-08-31", "", "E-DUTYOWN-002"},
        {"2026-09-01", "", ""},
    };
    static const struct typed first[6] = {{"duty", "M02"},
                                          {"from_on", "2026-06-01"},
                                          {"to_on", "2026-09-01"},
                                          {"basis", "甲"}};
    struct fixture f;
    fixture_open(&f);
    struct record r = fill(&f, &ledger_duty_own, 0, first);
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct typed t[6] = {{"duty", "M02"},
                                   {"from_on", rows[i].from},
                                   {"to_on", rows[i].to},
                                   {"basis", "乙"}};
        struct record other = fill(&f, &ledger_duty_own, 0, t);
        const char *code = fixture_issue(&f, &other, NULL, "from_on");
        if (strcmp(code, rows[i].code) != 0) {
            fail_msg("%s–%s: %s", rows[i].from, rows[i].to, code);
        }
    }
    fixture_close(&f);
}

/* The first duty of that book in the rules. */
static const char *duty_of_book(struct fixture *f, const char *book)
{
    const struct duties *all = book_duties(f->book);
    for (size_t i = 0; i < all->n; i++) {
        if (strcmp(all->list[i].book, book) == 0) {
            return all->list[i].code;
        }
    }
    fail_msg("no duty of the book %s", book);
    return "";
}

TEST(done_by_hand_only_what_is_counted_by_hand)
{
    struct fixture f;
    fixture_open(&f);
    const char *hand = duty_of_book(&f, "done");
    const struct row rows[] = {
        {"today", {{"duty", hand}, {"on_day", "2026-11-20"}}, "on_day", ""},
        {"tomorrow",
         {{"duty", hand}, {"on_day", "2026-11-21"}},
         "on_day",
         "E-DUTYDONE-003"},
        {"counted from events", {{"duty", "M02"}}, "duty", "E-DUTYDONE-002"},
        {"counted from talks", {{"duty", "M09"}}, "duty", "E-DUTYDONE-002"},
        {"by hand", {{"duty", hand}}, "duty", ""},
        {"last year's",
         {{"duty", hand}, {"on_day", "2026-01-10"}, {"for_year", "去年"}},
         "for_year",
         ""},
        {"two years off",
         {{"duty", hand}, {"on_day", "2026-01-10"}, {"for_year", "2024"}},
         "for_year",
         "E-DUTYDONE-004"},
    };
    check_rows(&f, &ledger_duty_done, 0, rows, sizeof rows / sizeof rows[0]);
    fixture_close(&f);
}

TEST(left_out_of_the_count_only_with_approval)
{
    static const struct row rows[] = {
        {"no approval",
         {{"kind", "4"}, {"from_on", "2026-05-01"}, {"basis", "甲"}},
         "approved_on",
         "E-RIGHTS-003"},
        {"approved that day",
         {{"kind", "4"},
          {"from_on", "2026-05-01"},
          {"approved_on", "2026-05-01"},
          {"basis", "甲"}},
         "from_on",
         ""},
        {"approved a day later",
         {{"kind", "5"},
          {"from_on", "2026-05-01"},
          {"approved_on", "2026-05-02"},
          {"basis", "甲"}},
         "from_on",
         "E-RIGHTS-005"},
        {"approved tomorrow",
         {{"kind", "1"},
          {"from_on", "2026-11-22"},
          {"approved_on", "2026-11-21"},
          {"basis", "甲"}},
         "approved_on",
         "E-RIGHTS-004"},
        {"punished: no approval asked",
         {{"kind", "留党察看"}, {"from_on", "2026-05-01"}, {"basis", "甲"}},
         "approved_on",
         ""},
        {"no basis", {{"kind", "6"}}, "basis", "E-RECORD-002"},
        {"backwards",
         {{"kind", "6"},
          {"from_on", "2026-05-02"},
          {"to_on", "2026-05-01"},
          {"basis", "甲"}},
         "to_on",
         "E-RIGHTS-007"},
        {"not here yet",
         {{"kind", "6"}, {"from_on", "2015-05-31"}, {"basis", "甲"}},
         "from_on",
         "E-RIGHTS-001"},
    };
    struct fixture f;
    fixture_open(&f);
    int64_t full =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    check_rows(&f, &ledger_rights, full, rows, sizeof rows / sizeof rows[0]);
    static const struct row young[] = {
        {"the day before",
         {{"kind", "6"}, {"from_on", "2026-06-30"}, {"basis", "甲"}},
         "person_id",
         "E-RIGHTS-002"},
        {"full that day",
         {{"kind", "6"}, {"from_on", "2026-07-01"}, {"basis", "甲"}},
         "person_id",
         ""},
    };
    int64_t new_one =
        fixture_member(&f, "刘晓", "1996-02-03", "2025-07-01", "2026-07-01");
    check_rows(&f, &ledger_rights, new_one, young, 2);
    fixture_close(&f);
}

TEST(the_same_right_does_not_overlap_another_may)
{
    static const struct typed first[6] = {{"kind", "6"},
                                          {"from_on", "2026-03-01"},
                                          {"to_on", "2026-06-01"},
                                          {"basis", "甲"}};
    static const struct row rows[] = {
        {"into it",
         {{"kind", "6"}, {"from_on", "2026-05-31"}, {"basis", "甲"}},
         "from_on",
         "E-RIGHTS-006"},
        {"behind it",
         {{"kind", "6"}, {"from_on", "2026-06-01"}, {"basis", "甲"}},
         "from_on",
         ""},
        {"another",
         {{"kind", "7"}, {"from_on", "2026-05-31"}, {"basis", "甲"}},
         "from_on",
         ""},
    };
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    struct record r = fill(&f, &ledger_rights, who, first);
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
    check_rows(&f, &ledger_rights, who, rows, sizeof rows / sizeof rows[0]);
    fixture_close(&f);
}

/* Whether it overlaps is asked of the ledger: no answer, no row. */
TEST(a_right_that_cannot_be_compared_is_refused)
{
    static const struct typed first[6] = {
        {"kind", "6"}, {"from_on", "2026-03-01"}, {"basis", "甲"}};
    struct fixture f;
    struct stmt st;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    struct record r = fill(&f, &ledger_rights, who, first);
    assert_string_equal(fixture_issue(&f, &r, NULL, "from_on"), "");
    stmt_open(&st, f.book->db, SQL("alter table rights rename to hidden"));
    assert_true(stmt_run(&st, NULL));
    const char *code = fixture_issue(&f, &r, NULL, "from_on");
    assert_int_equal(strncmp(code, "E-DB-", 5), 0);
    fixture_close(&f);
}
