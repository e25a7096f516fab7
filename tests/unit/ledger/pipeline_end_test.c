/* Which ends a file may come to, by where he stands and where he came from; and
   what is sealed stays so whatever origin is typed. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

static int64_t worked(struct file_desk *d, int to)
{
    file_desk_open(d);
    int64_t p = desk_applicant(d, "陈方", "2022-03-15");
    desk_worked(d, p, to);
    return p;
}

/* The kinds that are offered; each other one must be refused. */
static const char *kinds_of(struct file_desk *d, int64_t p)
{
    const struct code *list[16];
    const struct code_table *t = codes_table("pipeline_end");
    struct pipeline_file f = desk_file(d, p);
    struct err err = ERR_INIT;
    const char *all = "";
    size_t n = 0;
    assert_true(pipeline_end_kinds(&f, list, ARRAY_LEN(list), &n, &err));
    for (size_t i = 0, k = 0; i < t->n; i++) {
        if (k < n && strcmp(list[k]->code, t->codes[i].code) == 0) {
            k++;
            all = arena_printf(d->a, "%s%s", all, t->codes[i].code);
            continue;
        }
        struct err refused = ERR_INIT;
        assert_false(pipeline_end(&f, d->b->today, t->codes[i].code,
                                  "示例组〔2026〕3 号批复", &refused));
        assert_string_equal(refused.code, "E-PIPE-208");
        assert_non_null(strstr(refused.text, f.now.state));
    }
    return all;
}

TEST(the_kinds_of_an_end_follow_where_he_stands)
{
    static const struct {
        int to;
        const char *kinds;
    } rows[] = {
        {1, "12345"}, {14, "12345"}, {15, "12345"}, {16, "12345"},
        {17, "5"},    {22, "5"},     {23, "5"},     {24, "5"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        int64_t p = worked(&d, rows[i].to);
        print_message("%d\n", rows[i].to);
        assert_string_equal(kinds_of(&d, p), rows[i].kinds);
        file_desk_close(&d);
    }
}

/* The superior has not approved: he is none yet. */
TEST(who_was_not_approved_may_still_give_up)
{
    struct file_desk d;
    int64_t p = worked(&d, 16);
    assert_string_equal(
        desk_take_step(&d, p, 17, desk_day(worked_days[17]), "08"), "");
    assert_string_equal(kinds_of(&d, p), "12345");
    file_desk_close(&d);
}

TEST(an_extension_leaves_the_ends_of_probation)
{
    struct file_desk d;
    int64_t p = worked(&d, 22);
    assert_string_equal(
        desk_take_step(&d, p, 23, desk_day("2025-02-05"), RESULT_EXTENDED), "");
    assert_string_equal(kinds_of(&d, p), "5");
    assert_string_equal(desk_take_step(&d, p, 24, desk_day("2025-03-20"), ""),
                        "");
    assert_string_equal(kinds_of(&d, p), "5");
    file_desk_close(&d);
}

static const char *change_origin(struct file_desk *d, int64_t p,
                                 const char *origin, const char *came)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    struct record r = record_copy(&f.head, d->a);
    record_set_text(&r, CANDIDACY_ORIGIN, origin);
    record_set_text(&r, CANDIDACY_FROM, "中共示例乡支部（示例）");
    record_set_text(&r, CANDIDACY_CAME, came);
    return ledger_apply(d->b, d->a, &r, &f.head, NULL, &err)
               ? ""
               : arena_str(d->a, err.code);
}

TEST(who_moved_in_may_be_not_known_and_who_left_is_moved)
{
    struct file_desk d;
    int64_t p = worked(&d, 18);
    assert_string_equal(change_origin(&d, p, ORIGIN_ELSEWHERE, NULL), "");
    assert_string_equal(kinds_of(&d, p), "57");
    struct stmt st;
    stmt_open(&st, d.b->db,
              SQL("update member set to_on = '2024-06-01', out_kind = '41'"
                  " where person_id = :id"));
    stmt_int(&st, ":id", p);
    assert_true(stmt_run(&st, NULL));
    assert_string_equal(kinds_of(&d, p), "457");
    file_desk_close(&d);
}

/* ---- sealed ---------------------------------------------------------------
 */

TEST(no_origin_opens_a_sealed_month)
{
    static const struct {
        const char *month, *origin, *came, *code;
    } rows[] = {
        {"2022-04", ORIGIN_HISTORY, NULL, "E-PERIOD-001"},
        {"2022-04", ORIGIN_ELSEWHERE, NULL, "E-PERIOD-001"},
        {"2022-04", ORIGIN_ELSEWHERE, "2022-04-11", "E-PERIOD-001"},
        {"2022-04", ORIGIN_ELSEWHERE, "2022-04-10", ""}, /* not before it */
        {"2022-05", ORIGIN_HISTORY, NULL, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        struct err err = ERR_INIT;
        int64_t p = worked(&d, 2); /* 2022-03-15, 2022-04-10 */
        struct record r = record_new(&ledger_period, d.b, d.a);
        fixture_type(&d.f, &r, "month", rows[i].month);
        if (!ledger_apply(d.b, d.a, &r, NULL, NULL, &err)) {
            fail_msg("%s %s", err.code, err.text);
        }
        print_message("%zu\n", i);
        assert_string_equal(change_origin(&d, p, rows[i].origin, rows[i].came),
                            rows[i].code);
        file_desk_close(&d);
    }
}

/* ---- opened again ---------------------------------------------------------
 */

static void end_on(struct file_desk *d, int64_t p, const char *on,
                   const char *kind)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    if (!pipeline_end(&f, desk_day(on), kind, "示例组〔2026〕3 号批复", &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static const char *reopen(struct file_desk *d, int64_t p, const char *reason)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    return pipeline_reopen(&f, reason, &err) ? "" : arena_str(d->a, err.code);
}

TEST(a_file_that_was_ended_is_closed_until_it_is_opened_again)
{
    static const struct {
        int to;
        const char *kind;
    } rows[] = {{1, "1"}, {10, "2"}, {16, "3"}, {18, END_DIED}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        int64_t p = worked(&d, rows[i].to);
        const char *before = desk_image(&d);
        assert_string_equal(reopen(&d, p, "档案终止得不对"), "E-PIPE-283");
        end_on(&d, p, "2026-11-19", rows[i].kind);
        const char *ended = desk_image(&d);
        assert_int_equal(
            strncmp(desk_back(&d, p, rows[i].to), "E-PIPE-281", 10), 0);
        assert_string_equal(reopen(&d, p, "错"), "E-PIPE-285");
        assert_string_equal(desk_image(&d), ended);
        assert_string_equal(reopen(&d, p, "档案终止得不对"), "");
        assert_string_equal(desk_image(&d), before);
        assert_string_equal(desk_check(&d), "");
        assert_string_equal(desk_back(&d, p, rows[i].to), "");
        file_desk_close(&d);
    }
}

TEST(what_a_step_ended_is_taken_back_with_it)
{
    struct file_desk d;
    int64_t p = worked(&d, 25);
    assert_string_equal(reopen(&d, p, "档案终止得不对"), "E-PIPE-284");
    assert_string_equal(desk_back(&d, p, 25), "");
    file_desk_close(&d);
}

TEST(a_second_file_keeps_the_first_closed)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 2);
    end_on(&d, p, "2026-11-19", "1");
    struct pipeline_file first = desk_file(&d, p), f = first;
    assert_true(pipeline_file_open(&f, ORIGIN_HERE, &err));
    assert_false(pipeline_reopen(&first, "档案终止得不对", &err));
    assert_string_equal(err.code, "E-PIPE-282");
    file_desk_close(&d);
}
