/* The limits around money: what is paid already wherever the month lies, who
   may give, how much at once; and that none of it bars what is rightly due. */
#include "dues_desk.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <string.h>
#include <time.h>

#define OCT    month_make(2026, 10)
#define NOV    month_make(2026, 11)
#define REASON "本人自愿，支委会同意"

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

static void run_sql(struct desk *d, const char *sql)
{
    struct stmt st;
    stmt_open(&st, d->b->db, sql);
    assert_true(stmt_run(&st, NULL));
}

struct step {
    size_t who;
    int year, month;
    int64_t fen;
    const char *reason;
    const char *code;
};

static void take_steps(struct desk *d, const struct step *steps, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct step *s = &steps[i];
        const char *code =
            desk_take(d, s->who, s->year, s->month, s->fen, s->reason, NULL);
        if (strcmp(code, s->code) != 0) {
            fail_msg("step %zu: %s, not %s", i, code, s->code);
        }
    }
}

/* ---- a month without a row --------------------------------------------- */

TEST(dues_limits_a_month_ahead_is_paid_once)
{
    static const struct step steps[] = {
        {2, 2026, 12, 8297, "", ""},
        {2, 2026, 12, 8297, "", "E-DUES-052"},
        {2, 2026, 12, 1, REASON, "E-DUES-052"},
        /* Next year is not assessed yet: by what is known last. */
        {2, 2027, 1, 8297, "", ""},
        {2, 2027, 1, 8297, REASON, "E-DUES-052"},
        {2, 2027, 2, 8298, "", "E-DUES-053"},
        {2, 2027, 2, 8298, REASON, ""},
        {2, 2027, 2, 1, REASON, "E-DUES-052"},
        /* In parts. */
        {0, 2026, 12, 3000, "", ""},
        {0, 2026, 12, 2001, "", "E-DUES-053"},
        {0, 2026, 12, 2000, "", ""},
        {0, 2026, 12, 1, "", "E-DUES-052"},
        {3, 2026, 12, 90000, "", "E-DUES-053"},
        {3, 2026, 12, 90000, REASON, ""},
        {3, 2026, 12, 90000, REASON, "E-DUES-052"},
    };
    struct desk d;
    desk_open(&d, 4);
    desk_month(&d, 2026, 11);
    take_steps(&d, steps, ARRAY_LEN(steps));
    assert_string_equal(desk_verify(&d), "");
    desk_close(&d);
}

TEST(dues_limits_a_month_before_the_first_one_is_paid_once)
{
    static const struct step steps[] = {
        {0, 2026, 10, 5000, "", ""},
        {0, 2026, 10, 5000, REASON, "E-DUES-052"},
        {0, 2026, 9, 5001, "", "E-DUES-053"},
        {0, 2026, 9, 5001, REASON, ""},
        /* Before anything was assessed: by what is known first. */
        {1, 2025, 12, 7500, "", "E-DUES-055"},
        {1, 2025, 12, 7500, REASON, ""},
        {1, 2025, 12, 7500, REASON, "E-DUES-052"},
    };
    struct desk d;
    desk_open(&d, 2);
    desk_month(&d, 2026, 11);
    take_steps(&d, steps, ARRAY_LEN(steps));
    desk_close(&d);
}

TEST(dues_limits_an_assessment_from_later_on_is_the_measure_from_then)
{
    static const struct step steps[] = {
        {0, 2026, 12, 7651, "", "E-DUES-053"}, /* 5,100.00 at 1.5% */
        {0, 2026, 12, 7650, "", ""},
        {0, 2027, 1, 7650, "", ""},
        {0, 2027, 1, 1, REASON, "E-DUES-052"},
        {0, 2026, 11, 5001, "", "E-DUES-053"},
        {0, 2026, 11, 5000, "", ""},
    };
    struct desk d;
    desk_open(&d, 1);
    desk_month(&d, 2026, 11);
    desk_assess(&d, d.person[0], "2026-12", "5100");
    take_steps(&d, steps, ARRAY_LEN(steps));
    desk_close(&d);
}

TEST(dues_limits_who_pays_nothing_ahead_is_told_apart)
{
    static const struct step steps[] = {
        {0, 2026, 12, 100, "", "E-DUES-050"},
        {0, 2026, 12, 100, REASON, ""},
        {1, 2026, 12, 100, "", "E-DUES-051"},
        {2, 2026, 12, 100, REASON, "E-DUES-049"},
    };
    struct desk d;
    desk_open(&d, 2);
    d.person[2] = fixture_member(&d.f, "没核定", "1980-01-01", "2010-05-20",
                                 "2011-05-20");
    desk_month(&d, 2026, 11);
    run_sql(&d, SQL("update assess set relief = '" RELIEF_NOTHING "'"
                    " where person_id = (select min(person_id) from assess)"));
    run_sql(&d, SQL("update assess set place = '" DUES_OUTSIDE "'"
                    " where person_id = (select max(person_id) from assess)"));
    take_steps(&d, steps, ARRAY_LEN(steps));
    desk_close(&d);
}

TEST(dues_limits_what_a_month_lacks_wherever_it_lies)
{
    static const struct {
        size_t who;
        int year, month;
        int64_t fen;
    } rows[] = {
        {0, 2026, 11, 5000}, {0, 2026, 12, 2000}, {0, 2027, 1, 5000},
        {0, 2026, 10, 5000}, {1, 2026, 12, 0},    {1, 2027, 6, 7500},
    };
    struct desk d;
    desk_open(&d, 2);
    desk_month(&d, 2026, 11);
    assert_string_equal(desk_take(&d, 0, 2026, 12, 3000, "", NULL), "");
    assert_string_equal(desk_take(&d, 1, 2026, 12, 7600, REASON, NULL), "");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        int64_t fen;
        must(dues_lacking(d.b, d.a, d.person[rows[i].who],
                          month_make(rows[i].year, rows[i].month), &fen, &err),
             &err);
        assert_int_equal(fen, rows[i].fen);
    }
    desk_close(&d);
}

/* ---- how much at once, and of whom ------------------------------------- */

static const char *give(struct desk *d, int64_t person, int64_t fen, int on)
{
    struct err err = ERR_INIT;
    struct dues_take t = {.kind = PAYMENT_LARGE,
                          .on = on,
                          .way = PAY_TRANSFER,
                          .by = person,
                          .fen = fen,
                          .reason = REASON};
    return dues_take(d->b, d->a, &t, 1, NULL, &err) ? ""
                                                    : arena_str(d->a, err.code);
}

TEST(dues_limits_large_is_given_by_a_member_of_that_day)
{
    struct desk d;
    desk_open(&d, 3);
    desk_month(&d, 2026, 11);
    const int today = d.b->today;
    run_sql(&d, SQL("update member set out_kind = '51', to_on = '2026-11-18'"
                    " where person_id = (select min(person_id) from member)"));
    assert_string_equal(give(&d, d.person[0], 500000, today), "E-DUES-120");
    assert_string_equal(give(&d, d.person[0], 500000, today - 2), "E-DUES-120");
    assert_string_equal(give(&d, d.person[0], 500000, today - 3), "");
    assert_string_equal(give(&d, d.person[1], 500000, today), "");
    run_sql(&d, SQL("insert into branch (ver, name, kind, founded_on,"
                    " committee, ord) select 1, '别处支部', kind, founded_on,"
                    " committee, 2 from branch limit 1"));
    run_sql(&d, SQL("update member set branch_id ="
                    " (select max(id) from branch) where person_id ="
                    " (select max(person_id) from member)"));
    assert_string_equal(give(&d, d.person[2], 500000, today), "E-DUES-120");
    assert_string_equal(give(&d, 0, 500000, today), "E-DUES-044");
    assert_string_equal(give(&d, d.person[1], 100000, today), "E-DUES-046");
    assert_string_equal(give(&d, d.person[1], 500000, DATE_NONE), "E-DUES-040");
    desk_close(&d);
}

TEST(dues_limits_nobody_gives_millions_by_a_slip_of_the_finger)
{
    static const struct step steps[] = {
        {0, 2026, 11, 9999999900, REASON, "E-DUES-121"},
        {0, 2026, 11, 100000001, REASON, "E-DUES-121"},
        {0, 2026, 11, 100000000, REASON, ""},
    };
    struct desk d;
    desk_open(&d, 2);
    desk_month(&d, 2026, 11);
    take_steps(&d, steps, ARRAY_LEN(steps));
    assert_string_equal(give(&d, d.person[1], 100000001, d.b->today),
                        "E-DUES-121");
    assert_string_equal(give(&d, d.person[1], 100000000, d.b->today), "");
    /* All of a payment together. */
    struct dues_pay parts[] = {{d.person[1], NOV, 60000000},
                               {d.person[1], NOV + 1, 60000000}};
    struct dues_take t = {.on = d.b->today,
                          .way = PAY_CASH,
                          .by = d.person[1],
                          .parts = parts,
                          .n = 2,
                          .reason = REASON};
    struct err err = ERR_INIT;
    assert_false(dues_take(d.b, d.a, &t, 1, NULL, &err));
    assert_string_equal(err.code, "E-DUES-121");
    desk_close(&d);
}

/* ---- everybody at once ------------------------------------------------- */

/* More than the cap a month, as assessed: no reason is asked, first or last. */
TEST(dues_limits_everybody_at_once_pays_what_is_assessed)
{
    for (int rich_first = 0; rich_first < 2; rich_first++) {
        struct desk d;
        struct err err = ERR_INIT;
        desk_open(&d, 0);
        for (int i = 0; i < 2; i++) {
            d.person[i] =
                fixture_member(&d.f, i == 0 ? "甲一" : "乙二", "1980-01-01",
                               "2010-05-20", "2011-05-20");
            bool rich = i == 0 ? rich_first == 1 : rich_first == 0;
            desk_assess(&d, d.person[i], "2026-01", rich ? "60000" : "5000");
        }
        desk_month(&d, 2026, 11);
        struct dues_sheet s = desk_sheet(&d, 2026, 11);
        assert_int_equal(s.sums.open, 120000 + 5000);
        assert_int_equal(s.rows[rich_first == 1 ? 0 : 1].due, 120000);
        must(dues_take_all(
                 d.b, d.a,
                 &(struct dues_all){d.b->today, PAY_CASH, "", 2, s.sums.open},
                 &err),
             &err);
        s = desk_sheet(&d, 2026, 11);
        assert_int_equal(s.sums.paid, 125000);
        desk_close(&d);
    }
}

TEST(dues_limits_everybody_at_once_asks_for_day_and_way)
{
    struct desk d;
    struct err err = ERR_INIT;
    desk_open(&d, 2);
    desk_month(&d, 2026, 11);
    const int today = d.b->today;
    assert_false(dues_take_all(
        d.b, d.a, &(struct dues_all){today + 1, PAY_CASH, "", 2, 12500}, &err));
    assert_string_equal(err.code, "E-DUES-041");
    assert_false(dues_take_all(
        d.b, d.a, &(struct dues_all){DATE_NONE, PAY_CASH, "", 2, 12500}, &err));
    assert_string_equal(err.code, "E-DUES-040");
    assert_false(dues_take_all(
        d.b, d.a, &(struct dues_all){today, "9", "", 2, 12500}, &err));
    assert_string_equal(err.code, "E-DUES-043");
    assert_int_equal(desk_count(&d, SQL("select count(*) from payment")), 0);
    must(dues_take_all(d.b, d.a,
                       &(struct dues_all){today, PAY_CASH, "", 2, 12500}, &err),
         &err);
    desk_close(&d);
}

/* ---- the same twice ---------------------------------------------------- */

#define NAMES 100000

/* One by one against all others this would take the better part of a minute. */
TEST(dues_limits_the_same_twice_is_found_among_many)
{
    struct desk d;
    struct err err = ERR_INIT;
    desk_open(&d, 1);
    desk_month(&d, 2026, 11);
    struct dues_pay *parts = arena_array(d.a, NAMES, sizeof *parts);
    struct dues_take *list = arena_array(d.a, NAMES, sizeof *list);
    for (size_t i = 0; i < NAMES; i++) {
        parts[i] = (struct dues_pay){(int64_t)(i + 1000), NOV, 100};
        list[i] = (struct dues_take){
            .on = d.b->today, .way = PAY_CASH, .parts = &parts[i], .n = 1};
    }
    parts[NAMES - 1].person = parts[0].person;
    clock_t before = clock();
    assert_false(dues_take(d.b, d.a, list, NAMES, NULL, &err));
    assert_string_equal(err.code, "E-DUES-061");
    assert_true(clock() - before < 2 * CLOCKS_PER_SEC);
    desk_close(&d);
}

TEST(dues_limits_the_same_twice_in_one_payment_is_named)
{
    struct desk d;
    desk_open(&d, 2);
    desk_month(&d, 2026, 11);
    struct dues_pay parts[] = {{d.person[0], NOV, 1000},
                               {d.person[1], NOV, 1000},
                               {d.person[0], NOV + 1, 1000},
                               {d.person[0], NOV, 1000},
                               {d.person[0], NOV, 1000}};
    struct dues_take t = {.on = d.b->today,
                          .way = PAY_CASH,
                          .by = d.person[0],
                          .parts = parts,
                          .n = 3};
    struct issues is = {.arena = d.a};
    dues_take_check(d.b, &t, &is);
    assert_int_equal(is.n, 0);
    t.n = 5;
    dues_take_check(d.b, &t, &is);
    assert_int_equal(is.n, 2);
    for (size_t i = 0; i < is.n; i++) {
        assert_string_equal(is.list[i].code, "E-DUES-058");
        assert_non_null(strstr(is.list[i].text, "2026 年 11 月"));
    }
    desk_close(&d);
}

/* ---- a row of the month ------------------------------------------------ */

TEST(dues_limits_of_a_row_only_reason_and_note_are_typed)
{
    struct desk d;
    struct err err = ERR_INIT;
    struct record r;
    desk_open(&d, 2);
    desk_month(&d, 2026, 11);
    const int64_t id = desk_count(&d, SQL("select min(id) from due"));
    static const int numbers[] = {DUE_BRANCH, DUE_ORD, DUE_PERSON, DUE_BASE,
                                  DUE_RATE,   DUE_FEN, DUE_ASSESS};
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        must(record_read(&r, &ledger_due, d.b, d.a, id, &err), &err);
        struct record old = record_copy(&r, d.a);
        record_set_int(&r, numbers[i], 77);
        struct issues is = {.arena = d.a};
        record_check(&r, d.b, &old, &is);
        bool found = false;
        for (size_t k = 0; k < is.n; k++) {
            found =
                found || (is.list[k].blocks &&
                          strcmp(is.list[k].code, "E-DUES-002") == 0 &&
                          strcmp(is.list[k].column,
                                 ledger_due.fields[numbers[i]].column) == 0);
        }
        if (!found) {
            fail_msg("%s is accepted", ledger_due.fields[numbers[i]].column);
        }
    }
    static const int texts[] = {DUE_DELAYED, DUE_NOTE};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        must(record_read(&r, &ledger_due, d.b, d.a, id, &err), &err);
        struct record old = record_copy(&r, d.a);
        record_set_text(&r, texts[i], "月底发工资再交");
        must(ledger_apply(d.b, d.a, &r, &old, NULL, &err), &err);
    }
    desk_close(&d);
}
