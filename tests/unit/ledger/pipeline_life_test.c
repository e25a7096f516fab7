/* A person from application to 正式党员 through the doors: what the roster, the
   membership and 党费 are on every day between. */
#include "unit.h"

#include <string.h>

#include "../../../src/ledger/dues_payers.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/dues_assess.h"
#include "pbtui/ledger/people.h"
#include "pbtui/rules/standing.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

TEST(the_worked_file_goes_from_application_to_archive)
{
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    desk_worked(&d, p, 25);
    assert_string_equal(desk_roster(&d, p),
                        "2022-03-15 2022-09-20 2023-10-12 2024-01-26"
                        " 2025-01-26 - 01");
    assert_string_equal(
        desk_text(&d,
                  SQL("select from_on || ' ' || in_kind || ' '"
                      " || coalesce(to_on, '-') from member"
                      " where person_id = :id and voided_on is null"),
                  p),
        "2024-01-26 11 -");
    assert_string_equal(
        desk_text(&d,
                  SQL("select ended_on || ' ' || end_kind from candidacy"
                      " where person_id = :id"),
                  p),
        "2025-03-25 8");
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

/* ---- the roster, day by day ------------------------------------------------
 */

struct between {
    const char *from;
    enum category category;
};

static struct person_dates dates_of(struct file_desk *d, int64_t person)
{
    struct record r;
    struct err err = ERR_INIT;
    assert_true(record_read(&r, &ledger_people, d->b, d->a, person, &err));
    return (struct person_dates){
        .birth = DATE_NONE,
        .apply = record_day(&r, ledger_field(&ledger_people, "apply_on")),
        .activist = record_day(&r, ledger_field(&ledger_people, "activist_on")),
        .candidate =
            record_day(&r, ledger_field(&ledger_people, "candidate_on")),
        .join = record_day(&r, ledger_field(&ledger_people, "join_on")),
        .full = record_day(&r, ledger_field(&ledger_people, "full_on")),
        .probation_until =
            record_day(&r, ledger_field(&ledger_people, "probation_until")),
        .work = DATE_NONE,
        .league = DATE_NONE,
    };
}

static int64_t is_member(struct file_desk *d, int64_t person, int day)
{
    char text[11];
    struct stmt st;
    stmt_open(&st, d->b->db,
              SQL("select count(*) from member where person_id = :id"
                  " and voided_on is null and from_on <= :day"
                  " and (to_on is null or to_on > :day)"));
    stmt_int(&st, ":id", person);
    stmt_text(&st, ":day", date_text(day, text));
    int64_t n = stmt_row(&st) ? stmt_col_int(&st, 0) : -1;
    assert_true(stmt_done(&st, NULL));
    return n;
}

TEST(category_membership_and_standing_are_right_on_every_day)
{
    static const struct between spans[] = {
        {"2022-03-15", CATEGORY_APPLICANT}, {"2022-09-20", CATEGORY_ACTIVIST},
        {"2023-10-12", CATEGORY_CANDIDATE}, {"2024-01-26", CATEGORY_PROBATION},
        {"2025-01-26", CATEGORY_FULL},
    };
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    desk_worked(&d, p, 25);
    struct person_dates dates = dates_of(&d, p);
    size_t at = 0;
    for (int day = desk_day("2022-03-15"); day <= d.b->today; day++) {
        while (at + 1 < ARRAY_LEN(spans) &&
               day >= desk_day(spans[at + 1].from)) {
            at++;
        }
        if (standing_category(&dates, day) != spans[at].category) {
            char text[11];
            fail_msg("%s", date_text(day, text));
        }
        assert_int_equal(is_member(&d, p, day),
                         spans[at].category >= CATEGORY_PROBATION);
        int years = spans[at].category == CATEGORY_FULL
                        ? date_full_years(desk_day("2025-01-26"), day, true)
                        : -1;
        assert_int_equal(standing_party_years(&dates, 0, day), years);
    }
    file_desk_close(&d);
}

/* ---- 党费
 * -------------------------------------------------------------------- */

static void assess(struct file_desk *d, int64_t person, const char *from)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_assess, d->b, d->a);
    fixture_type(&d->f, &r, "person_id",
                 arena_printf(d->a, "#%lld", (long long)person));
    fixture_type(&d->f, &r, "from_month", from);
    fixture_type(&d->f, &r, "category", "在职");
    fixture_type(&d->f, &r, "base_fen", "5000.00");
    if (strcmp(from + 4, "-01") != 0) {
        fixture_type(&d->f, &r, "reason", "新入党");
    }
    if (!ledger_apply(d->b, d->a, &r, NULL, "按工资单核定", &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static struct dues_opening open_month(struct file_desk *d, int year, int month)
{
    struct dues_opening o;
    struct err err = ERR_INIT;
    if (!dues_month_open(d->b, d->a, month_make(year, month), &o, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return o;
}

static void close_month(struct file_desk *d, int year, int month)
{
    struct dues_figures f;
    struct err err = ERR_INIT;
    int m = month_make(year, month);
    assert_true(dues_figures(d->b, d->a, m, &f, &err));
    struct dues_count c = {.counted = f.hand_cash};
    if (!dues_month_close(d->b, d->a, m, &c, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

/* Accepted in January, approved on 20 April: February and March are closed by
   then, April is open.  The month of the meeting is asked for all the same. */
TEST(months_closed_before_the_approval_are_collected_late)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    desk_worked(&d, p, 16);
    for (int i = 0; i < DESK_MEMBERS; i++) {
        assess(&d, d.member[i], "2024-01");
    }
    for (int month = 1; month <= 3; month++) {
        d.b->today = d.b->day = date_of(2024, month, 28);
        struct dues_opening o = open_month(&d, 2024, month);
        assert_int_equal(o.n, DESK_MEMBERS);
        close_month(&d, 2024, month);
    }
    d.b->today = d.b->day = desk_day("2024-04-22");
    desk_go(&d, p, 17, 17);
    assess(&d, p, "2024-04");
    struct dues_opening o = open_month(&d, 2024, 4);
    assert_int_equal(o.n, DESK_MEMBERS + 1);
    assert_non_null(strstr(o.gaps, "陈方 2024-01 起 3 个月"));
    /* Each of the months that no sheet has of him is asked for, and taken. */
    for (int month = 1; month <= 4; month++) {
        int64_t fen = -1, id = 0;
        assert_true(
            dues_lacking(d.b, d.a, p, month_make(2024, month), &fen, &err));
        assert_int_equal(fen, 5000);
        struct dues_pay part = {p, month_make(2024, month), fen};
        struct dues_take t = {.on = d.b->today,
                              .way = PAY_CASH,
                              .by = p,
                              .parts = &part,
                              .n = 1,
                              .reason = "四月才批准，补交"};
        if (!dues_take(d.b, d.a, &t, 1, &id, &err)) {
            fail_msg("%d: %s %s", month, err.code, err.text);
        }
        assert_true(
            dues_lacking(d.b, d.a, p, month_make(2024, month), &fen, &err));
        assert_int_equal(fen, 0);
    }
    /* What he paid as a member keeps the membership. */
    assert_int_equal(strncmp(desk_back(&d, p, 17), "E-PIPE-200", 10), 0);
    file_desk_close(&d);
}

static int first_month(struct file_desk *d, int64_t p)
{
    struct dues_payer *list;
    size_t n;
    struct err err = ERR_INIT;
    assert_true(dues_payers_one(d->b, d->a, p, month_make(2020, 1),
                                month_make(2026, 12), &list, &n, &err));
    assert_int_equal(n, 1);
    return list[0].months.first;
}

TEST(dues_begin_with_the_meeting_or_where_so_set_with_the_approval)
{
    static const struct {
        const char *own;
        int month;
    } rows[] = {
        {NULL, 1},
        {"[limit.first_from]\nvalue = approval\nbasis = 本地做法\n", 4}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        if (rows[i].own != NULL) {
            own_rules_write("dues.ini", rows[i].own);
        }
        file_desk_open(&d);
        int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
        desk_worked(&d, p, 17);
        assert_int_equal(first_month(&d, p), month_make(2024, rows[i].month));
        file_desk_close(&d);
        if (rows[i].own != NULL) {
            own_rules_drop();
        }
    }
}

TEST(conversion_changes_no_due_and_cancellation_stops_them)
{
    struct file_desk d;
    struct dues_payer *list;
    size_t n;
    struct err err = ERR_INIT;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    desk_worked(&d, p, 22);
    const char *before =
        desk_text(&d,
                  SQL("select group_concat(from_on || ifnull(to_on, '-'))"
                      " from member where person_id = :id"),
                  p);
    desk_go(&d, p, 23, 24);
    assert_string_equal(
        desk_text(&d,
                  SQL("select group_concat(from_on || ifnull(to_on, '-'))"
                      " from member where person_id = :id"),
                  p),
        before);
    assert_int_equal(first_month(&d, p), month_make(2024, 1));
    int64_t q = desk_applicant(&d, "李禾", "2022-03-15");
    desk_worked(&d, q, 21);
    assert_string_equal(
        desk_take_step(&d, q, 23, desk_day("2024-09-05"), RESULT_CANCELLED),
        "");
    /* Charged until the superior decides. */
    assert_true(dues_payers_one(d.b, d.a, q, month_make(2024, 10),
                                month_make(2024, 10), &list, &n, &err));
    assert_int_equal(n, 1);
    assert_string_equal(desk_take_step(&d, q, 24, desk_day("2024-10-08"), ""),
                        "");
    for (int month = 9; month <= 12; month++) {
        assert_true(dues_payers_one(d.b, d.a, q, month_make(2024, month),
                                    month_make(2024, month), &list, &n, &err));
        assert_int_equal(n, month <= 10);
    }
    file_desk_close(&d);
}
