/* What is typed or voided beside a file: words and days of the roster that
   contradict it, rows that a step made, an extension that only the roster
   knows; and what stays of an earlier life when a later one is taken back. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

static bool begins(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

static int64_t worked(struct file_desk *d, int to)
{
    file_desk_open(d);
    int64_t p = desk_applicant(d, "陈方", "2022-03-15");
    desk_worked(d, p, to);
    return p;
}

static void take(struct file_desk *d, int64_t p, int no, const char *on,
                 const char *result)
{
    assert_string_equal(desk_take_step(d, p, no, desk_day(on), result), "");
}

static const char *type(struct file_desk *d, int64_t person, const char *column,
                        const char *text)
{
    struct err err = ERR_INIT;
    struct record old, r;
    assert_true(record_read(&old, &ledger_people, d->b, d->a, person, &err));
    r = record_copy(&old, d->a);
    fixture_type(&d->f, &r, column, text);
    return ledger_apply(d->b, d->a, &r, &old, NULL, &err)
               ? ""
               : arena_printf(d->a, "%s %s", err.code, err.text);
}

/* ---- 政治面貌 --------------------------------------------------------------
 */

TEST(a_politic_status_that_the_file_denies_is_refused)
{
    static const struct {
        int to;
        const char *result; /* of 23, "" none */
        const char *politic, *step;
    } rows[] = {
        {8, "", "共青团员", NULL},
        {8, "", "中共预备党员", "第 17 步"},
        {8, "", "中共党员", "第 17 步"},
        {18, "", "群众", "第 17 步"},
        {18, "", "共青团员", "第 17 步"},
        {18, "", "中共党员", "第 24 步"},
        {18, "", "中共预备党员", NULL},
        {24, RESULT_CONVERTED, "中共预备党员", "第 24 步"},
        {24, RESULT_CONVERTED, "群众", "第 24 步"},
        {24, RESULT_CANCELLED, "中共预备党员", "第 24 步"},
        {24, RESULT_CANCELLED, "无党派人士", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        int64_t p = worked(&d, rows[i].to < 22 ? rows[i].to : 22);
        if (rows[i].result[0] != '\0') {
            take(&d, p, 23, worked_days[23], rows[i].result);
            take(&d, p, 24, worked_days[24], "");
        }
        const char *said = type(&d, p, "politic", rows[i].politic);
        bool fits = rows[i].step == NULL
                        ? said[0] == '\0'
                        : begins(said, "E-PIPE-243") &&
                              strstr(said, rows[i].step) != NULL;
        if (!fits) {
            fail_msg("%zu: %s", i, said);
        }
        file_desk_close(&d);
    }
}

TEST(without_a_file_the_roster_is_free)
{
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    assert_string_equal(type(&d, p, "politic", "中共预备党员"), "");
    file_desk_close(&d);
}

/* A file typed in as history tells of what the roster says already. */
TEST(a_member_whose_file_is_typed_in_late_is_called_one)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    file_desk_open(&d);
    struct pipeline_file f = desk_file(&d, d.member[0]);
    assert_true(pipeline_file_open(&f, ORIGIN_HISTORY, &err));
    assert_string_equal(type(&d, d.member[0], "politic", "中共党员"), "");
    assert_true(
        begins(type(&d, d.member[0], "politic", "中共预备党员"), "E-PIPE-243"));
    file_desk_close(&d);
}

/* ---- rows that a step made -------------------------------------------------
 */

TEST(the_group_of_a_step_is_not_voided_by_hand)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 18);
    struct pipeline_file f = desk_file(&d, p);
    struct record r = desk_step(&d, &f, 19, desk_day("2024-04-26"), "");
    record_set_int(&r, STEP_GRP, 1);
    assert_true(pipeline_step_save(&f, &r, NULL, &err));
    int64_t id =
        desk_int(&d, SQL("select id from placement where person_id = :id"), p);
    assert_false(
        ledger_void(d.b, d.a, &ledger_placement, id, "登记错了", &err));
    assert_string_equal(err.code, "E-PIPE-244");
    assert_non_null(strstr(err.text, "第 19 步"));
    /* One that somebody wrote is free. */
    r = record_new(&ledger_placement, d.b, d.a);
    record_set_int(&r, ledger_field(&ledger_placement, "person_id"), p);
    record_set_int(&r, ledger_field(&ledger_placement, "grp_id"), 2);
    record_set_text(&r, ledger_field(&ledger_placement, "from_on"),
                    "2024-06-01");
    assert_true(ledger_apply(d.b, d.a, &r, NULL, NULL, &err));
    assert_true(
        ledger_void(d.b, d.a, &ledger_placement, r.id, "登记错了", &err));
    file_desk_close(&d);
}

/* ---- an earlier life -------------------------------------------------------
 */

static const char *const again_days[PIPELINE_STEPS + 1] = {
    [1] = "2024-07-10",  [2] = "2024-07-20",  [3] = "2025-01-20",
    [4] = "2025-01-25",  [5] = "2025-01-26",  [7] = "2026-01-20",
    [8] = "2026-01-25",  [9] = "2026-02-01",  [10] = "2026-02-10",
    [11] = "2026-02-20", [12] = "2026-03-01", [13] = "2026-03-10",
    [14] = "2026-03-11", [15] = "2026-03-20", [16] = "2026-04-01"};

static int64_t cancelled_and_again(struct file_desk *d)
{
    struct err err = ERR_INIT;
    int64_t p = worked(d, 17);
    take(d, p, 23, "2024-06-10", RESULT_CANCELLED);
    take(d, p, 24, "2024-06-30", "");
    struct pipeline_file f = desk_file(d, p);
    assert_true(pipeline_file_open(&f, ORIGIN_HERE, &err));
    for (int no = 1; no <= 16; no++) {
        if (again_days[no] != NULL) {
            take(d, p, no, again_days[no], "");
        }
    }
    return p;
}

TEST(a_second_approval_taken_back_leaves_the_first_day_of_joining)
{
    struct file_desk d;
    int64_t p = cancelled_and_again(&d);
    const char *before = desk_image(&d);
    take(&d, p, 17, "2026-04-10", "");
    assert_string_equal(desk_roster(&d, p),
                        "2024-07-10 2025-01-20 2026-01-25 2026-03-20 - - 02");
    assert_string_equal(desk_back(&d, p, 17), "");
    assert_string_equal(desk_roster(&d, p),
                        "2024-07-10 2025-01-20 2026-01-25 2024-01-26 - - 13");
    assert_string_equal(desk_image(&d), before);
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

TEST(a_second_approval_refused_leaves_the_first_day_of_joining)
{
    struct file_desk d;
    int64_t p = cancelled_and_again(&d);
    take(&d, p, 17, "2026-04-10", "08");
    assert_string_equal(desk_roster(&d, p),
                        "2024-07-10 2025-01-20 2026-01-25 2024-01-26 - - 13");
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

/* ---- 延长至 ----------------------------------------------------------------
 */

/* Admitted here, the extension is known to the roster alone. */
static int64_t extended_by_roster(struct file_desk *d, const char *until)
{
    int64_t p = worked(d, 22);
    struct stmt st;
    stmt_open(&st, d->b->db,
              SQL("update person set probation_until = :day where id = :id"));
    stmt_text(&st, ":day", until);
    stmt_int(&st, ":id", p);
    assert_true(stmt_run(&st, NULL));
    return p;
}

TEST(an_extension_that_the_roster_knows_counts)
{
    static const struct {
        const char *until;
        int months;
        const char *full;
    } rows[] = {
        {"2025-07-26", 6, "2025-07-26"},
        {"2026-01-26", 12, "2026-01-26"},
        {"2025-01-26", 0, "2025-01-26"}, /* that is 预备期 itself */
        {"2025-01-25", 0, "2025-01-26"},
        {"2025-08-01", 7, "2025-08-26"}, /* no whole months: later, not soon */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        int64_t p = extended_by_roster(&d, rows[i].until);
        struct pipeline_file f = desk_file(&d, p);
        assert_int_equal(f.facts.extended_months, rows[i].months);
        assert_int_equal(f.now.full_from, desk_day(rows[i].full));
        file_desk_close(&d);
    }
}

/* It is no step of the file that could be taken back. */
TEST(the_rosters_extension_leaves_the_last_step_alone)
{
    struct file_desk d;
    int64_t p = worked(&d, 20);
    struct stmt st;
    stmt_open(&st, d.b->db,
              SQL("update person set probation_until = '2025-07-26'"
                  " where id = :id"));
    stmt_int(&st, ":id", p);
    assert_true(stmt_run(&st, NULL));
    struct pipeline_file f = desk_file(&d, p);
    assert_int_equal(pipeline_last_step(&f), 20);
    for (int no = 20; no >= 17; no--) {
        assert_string_equal(desk_back(&d, p, no), "");
    }
    file_desk_close(&d);
}

TEST(nobody_is_put_off_twice_by_roster_and_file)
{
    struct file_desk d;
    int64_t p = extended_by_roster(&d, "2025-07-26");
    assert_true(begins(
        desk_take_step(&d, p, 23, desk_day("2025-07-28"), RESULT_EXTENDED),
        "E-PIPE-020"));
    assert_true(begins(desk_take_step(&d, p, 23, desk_day("2025-07-25"), ""),
                       "E-PIPE-020"));
    take(&d, p, 23, "2025-07-26", "");
    take(&d, p, 24, "2025-08-20", "");
    assert_string_equal(desk_roster(&d, p),
                        "2022-03-15 2022-09-20 2023-10-12 2024-01-26"
                        " 2025-07-26 2025-07-26 01");
    file_desk_close(&d);
}

TEST(an_extension_of_the_first_life_is_none_of_the_second)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 22);
    take(&d, p, 23, "2025-02-05", RESULT_EXTENDED);
    take(&d, p, 24, "2025-03-20", "");
    take(&d, p, 23, "2025-04-10", RESULT_CANCELLED);
    take(&d, p, 24, "2025-04-30", "");
    struct pipeline_file f = desk_file(&d, p);
    assert_true(pipeline_file_open(&f, ORIGIN_HERE, &err));
    assert_string_equal(desk_roster(&d, p), "- - - 2024-01-26 - - 13");
    f = desk_file(&d, p);
    assert_int_equal(f.facts.extended_months, 0);
    file_desk_close(&d);
}
