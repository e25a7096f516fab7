/* Files as a whole: opened, ended, opened again, of which branch, in a sealed
   month, read only; and the roster that follows from them. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/verify.h"
#include "pbtui/store/change.h"
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

static const char *end(struct file_desk *d, int64_t p, const char *on,
                       const char *kind)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    const char *reason = strcmp(kind, END_NOT_KNOWN) == 0
                             ? "示例组〔2024〕3 号批复"
                             : "本人书面申请";
    return pipeline_end(&f, desk_day(on), kind, reason, &err)
               ? ""
               : arena_printf(d->a, "%s %s", err.code, err.text);
}

static const char *change_head(struct file_desk *d, int64_t p,
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
               : arena_printf(d->a, "%s %s", err.code, err.text);
}

static void came_from_elsewhere(struct file_desk *d, int64_t p)
{
    assert_string_equal(change_head(d, p, ORIGIN_ELSEWHERE, NULL), "");
}

static const char *take_elsewhere(struct file_desk *d, int64_t p, int no,
                                  const char *on)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    struct record r = desk_step(d, &f, no, desk_day(on), "");
    record_set_int(&r, STEP_ELSEWHERE, 1);
    return pipeline_step_save(&f, &r, NULL, &err)
               ? ""
               : arena_printf(d->a, "%s %s", err.code, err.text);
}

TEST(what_was_done_here_is_not_said_to_be_done_elsewhere)
{
    struct file_desk d;
    int64_t p = worked(&d, 1);
    assert_true(begins(take_elsewhere(&d, p, 2, "2022-04-10"), "E-PIPE-020"));
    assert_string_equal(change_head(&d, p, ORIGIN_ELSEWHERE, "2022-04-10"), "");
    assert_true(begins(take_elsewhere(&d, p, 2, "2022-04-10"), "E-PIPE-020"));
    assert_string_equal(take_elsewhere(&d, p, 2, "2022-04-09"), "");
    assert_true(begins(change_head(&d, p, ORIGIN_ELSEWHERE, "2022-04-09"),
                       "E-PIPE-230"));
    assert_true(begins(change_head(&d, p, ORIGIN_HERE, NULL), "E-PIPE-230"));
    assert_string_equal(change_head(&d, p, ORIGIN_HISTORY, NULL), "");
    file_desk_close(&d);
}

TEST(a_result_is_one_of_the_step)
{
    struct file_desk d;
    int64_t p = worked(&d, 7);
    const char *on = worked_days[8];
    assert_true(begins(desk_take_step(&d, p, 8, desk_day(on), RESULT_FIT),
                       "E-PIPE-231"));
    assert_string_equal(desk_take_step(&d, p, 8, desk_day(on), "02"), "");
    assert_true(
        begins(desk_take_step(&d, p, 9, desk_day("2023-10-20"), RESULT_AGREED),
               "E-PIPE-231"));
    file_desk_close(&d);
}

TEST(who_is_not_known_is_told_by_a_letter)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 17);
    struct pipeline_file f = desk_file(&d, p);
    assert_false(pipeline_end(&f, desk_day("2024-06-30"), END_NOT_KNOWN,
                              "示例组〔2024〕3 号批复", &err));
    assert_string_equal(err.code, "E-PIPE-208");
    came_from_elsewhere(&d, p);
    f = desk_file(&d, p);
    /* A number, and 号 behind it: neither alone is one. */
    static const char *const unnumbered[] = {
        "没有按规定程序接收",
        "上级党组织批复文号待补",
        "2024 年 6 月 30 日党委会的决定",
    };
    for (size_t i = 0; i < ARRAY_LEN(unnumbered); i++) {
        assert_false(pipeline_end(&f, desk_day("2024-06-30"), END_NOT_KNOWN,
                                  unnumbered[i], &err));
        assert_string_equal(err.code, "E-PIPE-235");
    }
    assert_string_equal(end(&d, p, "2024-06-30", END_NOT_KNOWN), "");
    file_desk_close(&d);
}

static int64_t open_spells(struct file_desk *d, int64_t p)
{
    return desk_int(d,
                    SQL("select count(*) from member where person_id = :id"
                        " and to_on is null and voided_on is null"),
                    p);
}

/* The approval stands, what it approved was another thing. */
TEST(a_cancellation_that_was_none_gives_the_membership_back)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 22);
    assert_string_equal(
        desk_take_step(&d, p, 23, desk_day("2025-02-05"), RESULT_CANCELLED),
        "");
    desk_go(&d, p, 24, 24);
    assert_int_equal(open_spells(&d, p), 0);
    struct pipeline_file f = desk_file(&d, p);
    struct record r = record_copy(&f.steps[23], d.a);
    record_set_text(&r, STEP_RESULT, RESULT_CONVERTED);
    record_set_int(&r, STEP_EVENT,
                   desk_meeting(&d, p, "conversion", desk_day("2025-02-05")));
    if (!pipeline_step_save(&f, &r, "结果登记错了", &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_int_equal(open_spells(&d, p), 1);
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

TEST(what_another_window_changed_is_not_taken_back_unseen)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 4);
    struct pipeline_file one = desk_file(&d, p), two = desk_file(&d, p);
    struct record r = record_copy(&two.steps[4], d.a);
    record_set_text(&r, STEP_NOTE, "另一个窗口");
    assert_true(pipeline_step_save(&two, &r, NULL, &err));
    assert_false(pipeline_step_void(&one, 4, "登记错了人", &err));
    assert_string_equal(err.code, "E-PIPE-232");
    assert_string_equal(desk_back(&d, p, 4), "");
    one = desk_file(&d, p);
    assert_string_equal(change_head(&d, p, ORIGIN_HISTORY, NULL), "");
    assert_false(
        pipeline_end(&one, desk_day("2023-01-01"), "2", "本人书面申请", &err));
    assert_string_equal(err.code, "E-PIPE-233");
    file_desk_close(&d);
}

TEST(a_member_of_the_roster_is_not_typed_as_a_stranger)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 5);
    struct pipeline_file f = desk_file(&d, p);
    struct record r = record_new(&ledger_helper, d.b, d.a);
    record_set_int(&r, HELPER_FILE, f.head.id);
    record_set_text(&r, HELPER_NAME, "示例C");
    record_set_text(&r, HELPER_FROM, "2023-01-10");
    assert_false(ledger_apply(d.b, d.a, &r, NULL, NULL, &err));
    assert_string_equal(err.code, "E-PIPE-236");
    record_set_text(&r, HELPER_NAME, "示例甲");
    assert_true(ledger_apply(d.b, d.a, &r, NULL, NULL, &err));
    file_desk_close(&d);
}

TEST(a_full_member_of_long_stays_one_whatever_his_file_tells)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 16);
    struct record was, r;
    assert_true(record_read(&was, &ledger_people, d.b, d.a, p, &err));
    r = record_copy(&was, d.a);
    record_set_text(&r, ledger_field(&ledger_people, "politic"),
                    codes_find("politic", "中共党员"));
    struct apply_part part = {
        .r = &r, .old = &was, APPLY_ALONE, .follows = true};
    assert_true(ledger_apply_parts(d.b, d.a, &part, 1, "党员名册", NULL, &err));
    desk_go(&d, p, 17, 17);
    assert_string_equal(
        desk_text(&d, SQL("select politic from person where id = :id"), p),
        "01");
    file_desk_close(&d);
}

TEST(nothing_new_goes_into_a_file_that_ended)
{
    struct file_desk d;
    int64_t p = worked(&d, 4);
    assert_string_equal(end(&d, p, "2023-12-01", "2"), "");
    assert_true(begins(desk_take_step(&d, p, 5, desk_day("2022-10-10"), ""),
                       "E-PIPE-020"));
    file_desk_close(&d);
}

/* ---- the end ----------------------------------------------------------------
 */

TEST(an_end_belongs_to_where_he_stands)
{
    static const struct {
        int to;
        const char *kind, *code;
    } rows[] = {
        {4, "1", ""},
        {4, "2", ""},
        {4, "3", ""},
        {4, "4", ""},
        {4, "5", ""},
        {4, "6", "E-PIPE-208"},
        {4, "7", "E-PIPE-208"},
        {4, "8", "E-PIPE-208"},
        {17, "1", "E-PIPE-208"},
        {17, "2", "E-PIPE-208"},
        {17, "4", "E-PIPE-208"},
        {17, "5", ""},
        {17, "6", "E-PIPE-208"},
        {17, "7", "E-PIPE-208"},
        {24, "1", "E-PIPE-208"},
        {24, "6", "E-PIPE-208"},
        {24, "7", "E-PIPE-208"},
        {24, "8", "E-PIPE-208"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        int64_t p = worked(&d, rows[i].to);
        const char *code = end(&d, p, "2025-12-01", rows[i].kind);
        if (!begins(code, rows[i].code) ||
            (rows[i].code[0] == '\0') != (code[0] == '\0')) {
            fail_msg("%d %s: %s", rows[i].to, rows[i].kind, code);
        }
        assert_string_equal(desk_check(&d), "");
        file_desk_close(&d);
    }
}

TEST(an_end_before_admission_empties_the_roster_and_undo_fills_it)
{
    struct file_desk d;
    int64_t p = worked(&d, 8);
    const char *before = desk_image(&d);
    assert_true(begins(end(&d, p, "2023-10-11", "2"), "E-PIPE-209"));
    assert_true(begins(end(&d, p, "2026-11-21", "2"), "E-PIPE-029"));
    assert_string_equal(end(&d, p, "2023-10-12", "2"), "");
    assert_string_equal(desk_roster(&d, p), "- - - - - - 13");
    assert_true(begins(end(&d, p, "2023-10-13", "2"), "E-PIPE-211"));
    assert_true(begins(desk_take_step(&d, p, 9, desk_day("2023-10-20"), ""),
                       "E-PIPE-020"));
    struct change_info done;
    struct err err = ERR_INIT;
    assert_true(change_undo(d.b->db, &done, &err));
    assert_string_equal(desk_image(&d), before);
    desk_go(&d, p, 9, 9);
    file_desk_close(&d);
}

TEST(an_end_in_probation_ends_the_membership)
{
    static const struct {
        const char *kind, *out, *politic;
    } rows[] = {{"7", "77", "13"}, {"5", "51", "02"}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        int64_t p = worked(&d, 18);
        came_from_elsewhere(&d, p);
        assert_string_equal(end(&d, p, "2024-06-30", rows[i].kind), "");
        assert_string_equal(
            desk_text(&d,
                      SQL("select to_on || ' ' || out_kind from member"
                          " where person_id = :id"),
                      p),
            arena_printf(d.a, "2024-06-30 %s", rows[i].out));
        assert_string_equal(
            desk_text(&d, SQL("select politic from person where id = :id"), p),
            rows[i].politic);
        file_desk_close(&d);
    }
}

TEST(nobody_is_ended_without_a_file)
{
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    assert_true(begins(end(&d, p, "2024-06-30", "1"), "E-PIPE-210"));
    file_desk_close(&d);
}

/* ---- once more
 * ---------------------------------------------------------------- */

TEST(a_second_file_begins_with_nothing)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 8);
    struct pipeline_file f = desk_file(&d, p);
    assert_false(pipeline_file_open(&f, ORIGIN_HERE, &err));
    assert_string_equal(err.code, "E-PIPE-027");
    assert_string_equal(end(&d, p, "2023-12-01", "1"), "");
    f = desk_file(&d, p);
    assert_true(pipeline_file_open(&f, ORIGIN_HERE, &err));
    assert_null(f.steps[1].ledger);
    assert_string_equal(desk_take_step(&d, p, 1, desk_day("2024-03-01"), ""),
                        "");
    assert_string_equal(desk_roster(&d, p), "2024-03-01 - - - - - 13");
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

static void desk_cancel(struct file_desk *d, int64_t p)
{
    assert_string_equal(
        desk_take_step(d, p, 23, desk_day("2024-06-10"), RESULT_CANCELLED), "");
    assert_string_equal(desk_take_step(d, p, 24, desk_day("2024-06-30"), ""),
                        "");
}

TEST(who_was_cancelled_may_go_the_way_again)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 17);
    desk_cancel(&d, p);
    struct pipeline_file f = desk_file(&d, p);
    assert_true(pipeline_file_open(&f, ORIGIN_HERE, &err));
    /* He was a member since that day, whatever becomes of him now. */
    assert_string_equal(desk_roster(&d, p), "- - - 2024-01-26 - - 13");
    static const char *const days[PIPELINE_STEPS + 1] = {
        [1] = "2024-07-10",  [2] = "2024-07-20",  [3] = "2025-01-20",
        [4] = "2025-01-25",  [5] = "2025-01-26",  [7] = "2026-01-20",
        [8] = "2026-01-25",  [9] = "2026-02-01",  [10] = "2026-02-10",
        [11] = "2026-02-20", [12] = "2026-03-01", [13] = "2026-03-10",
        [14] = "2026-03-11", [15] = "2026-03-20", [16] = "2026-04-01",
        [17] = "2026-04-10"};
    for (int no = 1; no <= 17; no++) {
        if (days[no] != NULL) {
            assert_string_equal(
                desk_take_step(&d, p, no, desk_day(days[no]), ""), "");
        }
    }
    assert_string_equal(desk_roster(&d, p),
                        "2024-07-10 2025-01-20 2026-01-25 2026-03-20 - - 02");
    assert_string_equal(
        desk_text(&d,
                  SQL("select group_concat(from_on || ':' || in_kind, ' ')"
                      " from (select * from member where person_id = :id"
                      " and voided_on is null order by from_on)"),
                  p),
        "2024-01-26:11 2026-03-20:12");
    assert_string_equal(
        desk_text(&d, SQL("select join_kind from person where id = :id"), p),
        "02");
    assert_string_equal(desk_check(&d), "");
    assert_string_equal(desk_back(&d, p, 17), "");
    assert_int_equal(desk_int(&d,
                              SQL("select count(*) from member where"
                                  " person_id = :id and voided_on is null"),
                              p),
                     1);
    file_desk_close(&d);
}

TEST(nobody_who_is_archived_gets_another_file)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 25);
    struct pipeline_file f = desk_file(&d, p);
    assert_false(pipeline_file_open(&f, ORIGIN_HERE, &err));
    assert_string_equal(err.code, "E-PIPE-207");
    file_desk_close(&d);
}

/* A file that is not open yet takes what the roster says along. */
TEST(the_first_step_opens_the_file_with_what_the_roster_says)
{
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    assert_string_equal(desk_take_step(&d, p, 2, desk_day("2022-04-10"), ""),
                        "");
    struct pipeline_file f = desk_file(&d, p);
    assert_true(f.steps[1].id != 0);
    assert_string_equal(record_text(&f.steps[1], STEP_ON), "2022-03-15");
    assert_string_equal(desk_roster(&d, p), "2022-03-15 - - - - - 13");
    file_desk_close(&d);
}

/* ---- by hand
 * -------------------------------------------------------------------- */

static const char *type_roster(struct file_desk *d, int64_t person,
                               const char *column, const char *text)
{
    struct err err = ERR_INIT;
    struct record old, r;
    assert_true(record_read(&old, &ledger_people, d->b, d->a, person, &err));
    r = record_copy(&old, d->a);
    fixture_type(&d->f, &r, column, text);
    struct issues is = {.arena = d->a};
    record_check(&r, d->b, &old, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (is.list[i].blocks && strcmp(is.list[i].column, column) == 0 &&
            begins(is.list[i].code, "E-PIPE-")) {
            return is.list[i].text;
        }
    }
    return "";
}

TEST(dates_of_the_roster_are_not_typed_beside_a_file)
{
    static const struct {
        const char *column, *day, *step; /* step: named in the refusal */
    } rows[] = {
        {"apply_on", "2022-03-14", "第 1 步"},
        {"activist_on", "2022-09-21", "第 3 步"},
        {"candidate_on", "2023-10-13", "第 8 步"},
        {"join_on", "2024-01-25", "第 17 步"},
        {"full_on", "2025-01-27", "第 24 步"},
        {"probation_until", "2025-07-26", "第 24 步"},
    };
    struct file_desk d;
    int64_t p = worked(&d, 25);
    int64_t other = desk_applicant(&d, "李禾", "2022-03-15");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *text = type_roster(&d, p, rows[i].column, rows[i].day);
        assert_non_null(strstr(text, rows[i].step));
        assert_string_equal(type_roster(&d, other, rows[i].column, rows[i].day),
                            "");
    }
    assert_string_equal(type_roster(&d, p, "unit", "示例单位"), "");
    file_desk_close(&d);
}

/* What the file says may be typed: it mends what another hand changed. */
TEST(what_the_file_says_may_be_typed)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 4);
    struct stmt st;
    stmt_open(&st, d.b->db,
              SQL("update person set activist_on = '2022-09-01'"
                  " where id = :id"));
    stmt_int(&st, ":id", p);
    assert_true(stmt_run(&st, &err));
    assert_non_null(strstr(desk_check(&d), "E-PIPE-221"));
    assert_string_equal(type_roster(&d, p, "activist_on", "2022-09-20"), "");
    assert_string_not_equal(type_roster(&d, p, "activist_on", "2022-09-19"),
                            "");
    file_desk_close(&d);
}

TEST(each_date_that_another_hand_changed_is_named)
{
    static const char *const columns[] = {"apply_on", "activist_on",
                                          "candidate_on", "join_on", "full_on"};
    struct file_desk d;
    int64_t p = worked(&d, 25);
    assert_string_equal(desk_check(&d), "");
    for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
        struct sql sql;
        struct stmt st;
        for (int k = 0; k < 2; k++) {
            sql_init(&sql);
            sql_lit(&sql, SQL("update person set "));
            sql_name(&sql, columns[i]);
            sql_lit(&sql, SQL(" = date("));
            sql_name(&sql, columns[i]);
            if (k == 0) {
                sql_lit(&sql, SQL(", '+1 day') where id = :id"));
            } else {
                sql_lit(&sql, SQL(", '-1 day') where id = :id"));
            }
            stmt_open_built(&st, d.b->db, &sql);
            stmt_int(&st, ":id", p);
            assert_true(stmt_run(&st, NULL));
            sql_clear(&sql);
            bool named = strstr(desk_check(&d), "E-PIPE-221") != NULL;
            assert_int_equal(named, k == 0);
        }
    }
    file_desk_close(&d);
}

/* ---- heads
 * ------------------------------------------------------------------------ */

static const char *save_head(struct file_desk *d, int64_t p, int field,
                             const char *text)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    struct record r = record_copy(&f.head, d->a);
    record_set_text(&r, field, text);
    return ledger_apply(d->b, d->a, &r, &f.head, NULL, &err)
               ? ""
               : arena_str(d->a, err.code);
}

TEST(the_end_is_not_typed_into_the_head)
{
    struct file_desk d;
    int64_t p = worked(&d, 4);
    assert_string_equal(save_head(&d, p, CANDIDACY_ENDED, "2023-01-01"),
                        "E-PIPE-212");
    assert_string_equal(save_head(&d, p, CANDIDACY_END_KIND, "1"),
                        "E-PIPE-212");
    assert_string_equal(save_head(&d, p, CANDIDACY_LEAVE, "2027-01-01"), "");
    file_desk_close(&d);
}

TEST(a_file_with_steps_and_a_person_with_a_file_stay)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 2);
    struct pipeline_file f = desk_file(&d, p);
    assert_false(ledger_void(d.b, d.a, &ledger_candidacy, f.head.id,
                             "建档建错了", &err));
    assert_string_equal(err.code, "E-PIPE-213");
    assert_false(
        ledger_void(d.b, d.a, &ledger_people, p, "人员登记错了", &err));
    assert_string_equal(err.code, "E-SAVE-020");
    assert_string_equal(desk_back(&d, p, 2), "");
    assert_string_equal(desk_back(&d, p, 1), "");
    assert_true(ledger_void(d.b, d.a, &ledger_candidacy, f.head.id,
                            "建档建错了", &err));
    file_desk_close(&d);
}

/* ---- branches
 * ---------------------------------------------------------------------- */

static int64_t other_branch(struct file_desk *d)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_branch, d->b, d->a);
    fixture_type(&d->f, &r, "name", "中共示例县商务局第二支部委员会（示例）");
    fixture_type(&d->f, &r, "founded_on", "2015-06-01");
    if (!ledger_apply(d->b, d->a, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return r.id;
}

TEST(a_file_is_written_in_its_own_branch_and_moves_with_the_person)
{
    struct file_desk d;
    int64_t p = worked(&d, 4);
    int64_t first = d.b->branch, second = other_branch(&d);
    d.b->branch = second;
    assert_true(begins(end(&d, p, "2024-06-30", "1"), "E-PIPE-206"));
    assert_true(begins(desk_back(&d, p, 4), "E-PIPE-206"));
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(&d, p);
    struct record r = desk_step(&d, &f, 5, desk_day("2022-10-10"), "");
    assert_false(pipeline_step_save(&f, &r, NULL, &err));
    assert_string_equal(err.code, "E-PIPE-206");
    /* His training branch is another one from now on. */
    struct record person, old;
    assert_true(record_read(&old, &ledger_people, d.b, d.a, p, &err));
    person = record_copy(&old, d.a);
    record_set_int(&person, ledger_field(&ledger_people, "home_id"), second);
    assert_true(ledger_apply(d.b, d.a, &person, &old, NULL, &err));
    f = desk_file(&d, p);
    r = desk_step(&d, &f, 5, desk_day("2022-10-10"), "");
    assert_true(pipeline_step_save(&f, &r, NULL, &err));
    assert_int_equal(record_int(&f.head, CANDIDACY_BRANCH), second);
    d.b->branch = first;
    assert_true(begins(desk_back(&d, p, 5), "E-PIPE-206"));
    file_desk_close(&d);
}

TEST(a_meeting_of_another_branch_is_not_his)
{
    struct file_desk d;
    int64_t p = worked(&d, 2);
    int64_t first = d.b->branch;
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(&d, p);
    struct record r = desk_step(&d, &f, 3, desk_day("2022-09-20"), "");
    int64_t second = other_branch(&d);
    struct stmt st;
    stmt_open(&st, d.b->db,
              SQL("update event set branch_id = :branch where id = :id"));
    stmt_int(&st, ":branch", second);
    stmt_int(&st, ":id", record_int(&r, STEP_EVENT));
    assert_true(stmt_run(&st, &err));
    assert_false(pipeline_step_save(&f, &r, NULL, &err));
    assert_string_equal(err.code, "E-PIPE-203");
    assert_int_equal(d.b->branch, first);
    file_desk_close(&d);
}
