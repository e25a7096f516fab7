/* The board of 发展党员: all files at once, as they are and as they were. */
#include "pipeline_plant.h"

#include "unit.h"

#include "pbtui/ledger/duty_facts.h"
#include "pbtui/ledger/outlook.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <string.h>

static struct pipeline_board board_on(struct fixture *f, const char *day)
{
    struct pipeline_board b;
    struct err err = ERR_INIT;
    assert_true(date_read(day, &f->book->day));
    if (!pipeline_board(&b, f->book, &f->arena, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return b;
}

static struct pipeline_board board_of(struct fixture *f)
{
    return board_on(f, "2026-11-20");
}

static const struct pipeline_row *row_of(const struct pipeline_board *b,
                                         const char *name)
{
    for (size_t i = 0; i < b->n; i++) {
        if (strcmp(b->rows[i].name, name) == 0) {
            return &b->rows[i];
        }
    }
    return NULL;
}

/* ---- read at once ----------------------------------------------------- */

static void same_step(const struct step_view *a, const struct step_view *b)
{
    assert_int_equal(a->state, b->state);
    assert_int_equal(a->earliest, b->earliest);
    assert_int_equal(a->latest, b->latest);
    assert_int_equal(a->papers, b->papers);
    assert_int_equal(a->have, b->have);
    assert_int_equal(a->n_issues, b->n_issues);
    for (size_t i = 0; i < a->n_issues; i++) {
        assert_string_equal(a->issues[i].text, b->issues[i].text);
    }
}

static void same_verdict(const struct pipeline_verdict *a,
                         const struct pipeline_verdict *b)
{
    assert_string_equal(a->state, b->state);
    assert_int_equal(a->next, b->next);
    assert_int_equal(a->full_from, b->full_from);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        same_step(&a->steps[no], &b->steps[no]);
    }
    assert_int_equal(a->n_warnings, b->n_warnings);
    for (size_t i = 0; i < a->n_warnings; i++) {
        assert_string_equal(a->warnings[i].text, b->warnings[i].text);
    }
}

static void plant_many(struct fixture *f)
{
    char name[16];
    for (int i = 0; i < 26; i++) {
        snprintf(name, sizeof name, "甲%d", i);
        int64_t file = plant_row(f, name, date_of(2024, 1 + i % 12, 5), i % 26);
        plant_entry(f, file, "2", "2025-03-04");
        plant_entry(f, file, "1", "2025-05-04");
        plant_paper(f, file, 1, "入党申请书", "2025-01-04");
        if (i % 5 == 0) {
            plant_paper(f, file, 2, "谈话记录", NULL);
        }
    }
}

TEST(board_of_many_files_is_each_file_read_alone)
{
    struct fixture f;
    fixture_open(&f);
    plant_many(&f);
    struct pipeline_board b = board_of(&f);
    assert_int_equal(b.n, 26);
    for (size_t i = 0; i < b.n; i++) {
        struct pipeline_file alone;
        struct err err = ERR_INIT;
        assert_true(
            pipeline_read(&alone, f.book, &f.arena, b.rows[i].file, &err));
        same_verdict(b.rows[i].verdict, &alone.now);
        assert_int_equal(b.rows[i].read->n_papers, alone.n_papers);
        assert_int_equal(b.rows[i].read->n_entries, alone.n_entries);
    }
    fixture_close(&f);
}

TEST(board_stands_by_stage_and_by_time_in_it)
{
    struct fixture f;
    fixture_open(&f);
    plant_row(&f, "丁", date_of(2024, 1, 5), 19);
    plant_row(&f, "乙", date_of(2026, 2, 5), 3);
    plant_row(&f, "丙", date_of(2026, 1, 5), 3);
    plant_person(&f, "甲", "2026-09-01", NULL);
    struct pipeline_board b = board_of(&f);
    assert_int_equal(b.n, 4);
    assert_string_equal(b.rows[0].name, "甲");
    assert_int_equal(b.rows[0].file, 0);
    assert_string_equal(b.rows[1].name, "丙");
    assert_string_equal(b.rows[2].name, "乙");
    assert_string_equal(b.rows[3].name, "丁");
    assert_int_equal(b.in_stage[STAGE_APPLICANT], 1);
    assert_int_equal(b.in_stage[STAGE_ACTIVIST], 2);
    assert_int_equal(b.in_stage[STAGE_CANDIDATE], 0);
    assert_int_equal(b.in_stage[STAGE_PROBATION], 1);
    /* In the stage since the step that opens it, not since the last one. */
    assert_int_equal(b.rows[0].since, date_of(2026, 9, 1));
    assert_int_equal(b.rows[1].since, date_of(2026, 2, 16));
    assert_int_equal(b.rows[3].since,
                     date_of(2024, 1, 5) + (AT_ACCEPT - 1) * 21);
    fixture_close(&f);
}

/* ---- as it was -------------------------------------------------------- */

TEST(board_of_a_past_day_knows_nothing_that_came_later)
{
    struct fixture f;
    fixture_open(&f);
    int64_t file = plant_row(&f, "甲", date_of(2026, 1, 5), 5);
    plant_paper(&f, file, 1, "入党申请书", "2026-03-02");
    plant_row(&f, "乙", date_of(2026, 10, 5), 1);
    int64_t gone = plant_row(&f, "丙", date_of(2026, 1, 5), 1);
    plant_ended(&f, gone, "2026-06-01");

    struct pipeline_board b = board_on(&f, "2026-02-15");
    assert_int_equal(b.n, 2);
    assert_null(row_of(&b, "乙"));
    assert_int_equal(row_of(&b, "甲")->stage, STAGE_APPLICANT);
    assert_int_equal(row_of(&b, "甲")->papers_missing, 2);
    b = board_on(&f, "2026-02-16"); /* the day of step 3 */
    assert_int_equal(row_of(&b, "甲")->stage, STAGE_ACTIVIST);
    b = board_on(&f, "2026-03-02");
    assert_int_equal(row_of(&b, "甲")->read->n_papers, 1);
    b = board_on(&f, "2026-05-31");
    assert_non_null(row_of(&b, "丙"));
    b = board_on(&f, "2026-06-01");
    assert_null(row_of(&b, "丙"));
    b = board_of(&f);
    assert_non_null(row_of(&b, "乙"));
    fixture_close(&f);
}

static void forget_after(struct fixture *f, const char *day)
{
    static const char *const sql[] = {
        SQL("delete from step where on_day > :day"),
        SQL("delete from step_entry where on_day > :day"),
        SQL("delete from paper where on_day > :day"),
    };
    struct err err = ERR_INIT;
    for (size_t i = 0; i < 3; i++) {
        struct stmt st;
        stmt_open(&st, f->book->db, sql[i]);
        stmt_text(&st, ":day", day);
        assert_true(stmt_run(&st, &err));
    }
}

/* Looking back is the same as not knowing yet. */
TEST(board_of_any_past_day_is_the_board_of_that_day)
{
    static const char *const days[] = {"2024-03-01", "2024-12-31", "2025-03-04",
                                       "2025-08-20", "2026-01-15"};
    for (size_t i = 0; i < 5; i++) {
        struct fixture f;
        fixture_open(&f);
        plant_many(&f);
        struct pipeline_board then = board_on(&f, days[i]);
        forget_after(&f, days[i]);
        struct pipeline_board now = board_on(&f, days[i]);
        assert_int_equal(then.n, now.n);
        assert_true(then.n > 1);
        for (size_t k = 0; k < then.n; k++) {
            assert_string_equal(then.rows[k].name, now.rows[k].name);
            assert_int_equal(then.rows[k].since, now.rows[k].since);
            assert_int_equal(then.rows[k].due, now.rows[k].due);
            same_verdict(then.rows[k].verdict, now.rows[k].verdict);
        }
        fixture_close(&f);
    }
}

/* 2024-10-25 大会, 2025-10-25 期满; 延长 from 2025-11-20 on. */
static int64_t plant_extended(struct fixture *f)
{
    static const struct {
        int no;
        const char *day, *result;
    } then[] = {
        {AT_REQUEST, "2025-10-20", NULL},
        {AT_CONVERT, "2025-10-28", "10"},
        {AT_CONFIRM, "2025-11-20", "07"},
    };
    int64_t file = plant_row(f, "甲", date_of(2024, 1, 5), 20);
    for (size_t i = 0; i < 3; i++) {
        plant_dropped(
            f, plant_step(f, file, then[i].no, then[i].day, then[i].result),
            "延长预备期，期满再讨论");
    }
    return file;
}

TEST(board_knows_an_extension_from_its_approval_on)
{
    struct fixture f;
    fixture_open(&f);
    plant_extended(&f);
    struct pipeline_board b = board_on(&f, "2025-11-19");
    assert_string_equal(b.rows[0].state, "待批延长");
    assert_int_equal(b.rows[0].next, AT_CONFIRM);
    b = board_on(&f, "2025-11-20");
    assert_string_equal(b.rows[0].state, "预备党员");
    assert_int_equal(b.rows[0].next, AT_REQUEST);
    b = board_on(&f, "2025-10-27");
    assert_string_equal(b.rows[0].state, "预备党员");
    assert_int_equal(b.rows[0].next, AT_CONVERT);
    fixture_close(&f);
}

TEST(board_knows_a_second_attempt_from_its_day_on)
{
    struct fixture f;
    fixture_open(&f);
    int64_t file = plant_row(&f, "甲", date_of(2024, 1, 5), 14);
    int64_t first = plant_step(&f, file, AT_ACCEPT, "2025-01-10", "06");
    plant_dropped_by(&f, first, AT_ACCEPT, 2);
    int64_t again = plant_step(&f, file, AT_ACCEPT, "2025-06-10", "05");
    plant_round(&f, again, 2);
    struct pipeline_board b = board_on(&f, "2025-06-09");
    assert_int_equal(b.rows[0].read->steps[AT_ACCEPT].id, first);
    assert_string_equal(b.rows[0].state, "发展对象");
    b = board_on(&f, "2025-06-10");
    assert_int_equal(b.rows[0].read->steps[AT_ACCEPT].id, again);
    assert_string_equal(b.rows[0].state, "待党委审批");
    assert_int_equal(b.rows[0].read->n_earlier, 1);
    fixture_close(&f);
}

/* ---- quota ------------------------------------------------------------ */

TEST(board_counts_what_was_approved_in_the_year)
{
    struct fixture f;
    fixture_open(&f);
    int64_t file = plant_row(&f, "甲", date_of(2025, 1, 5), 16);
    plant_step(&f, file, AT_APPROVE, "2025-12-31", "07");
    file = plant_row(&f, "乙", date_of(2025, 2, 5), 16);
    plant_step(&f, file, AT_APPROVE, "2026-01-01", "07");
    file = plant_row(&f, "丙", date_of(2025, 3, 5), 16);
    plant_step(&f, file, AT_APPROVE, "2026-11-20", "08");
    struct pipeline_board b = board_of(&f);
    assert_int_equal(b.year, 2026);
    assert_int_equal(b.quota, -1);
    assert_int_equal(b.used, 1);
    plant_quota(&f, 2026, 5);
    b = board_of(&f);
    assert_int_equal(b.quota, 5);
    b = board_on(&f, "2025-12-31");
    assert_int_equal(b.year, 2025);
    assert_int_equal(b.used, 1);
    b = board_on(&f, "2025-12-30");
    assert_int_equal(b.used, 0);
    fixture_close(&f);
}

/* ---- calendar and meeting --------------------------------------------- */

TEST(board_calendar_begins_with_what_is_due_first)
{
    struct fixture f;
    fixture_open(&f);
    plant_row(&f, "甲", date_of(2026, 11, 1), 1);  /* talk by 12-01 */
    plant_row(&f, "乙", date_of(2026, 10, 10), 1); /* talk by 11-10: over */
    plant_row(&f, "丙", date_of(2026, 6, 1), 4);   /* review, report */
    struct pipeline_board b = board_of(&f);
    size_t n;
    const struct pipeline_row *list = pipeline_calendar(&b, &f.arena, &n);
    assert_int_equal(n, 3);
    assert_string_equal(list[0].name, "丙");
    assert_int_equal(list[0].due, date_of(2026, 10, 13));
    assert_string_equal(list[0].due_what, "思想汇报");
    assert_true(list[0].over);
    assert_string_equal(list[1].name, "乙");
    assert_int_equal(list[1].due, date_of(2026, 11, 10));
    assert_true(list[1].over);
    assert_string_equal(list[2].name, "甲");
    assert_int_equal(list[2].due, date_of(2026, 12, 1));
    assert_string_equal(list[2].due_what, "谈话");
    assert_false(list[2].over);
    fixture_close(&f);
}

/* Two things late of one man: a line each. */
TEST(board_calendar_hides_nothing_behind_what_is_due_first)
{
    struct fixture f;
    size_t n;
    fixture_open(&f);
    plant_row(&f, "丁", date_of(2025, 9, 1), 4);
    struct pipeline_board b = board_of(&f);
    const struct pipeline_row *list = pipeline_calendar(&b, &f.arena, &n);
    assert_int_equal(n, 2);
    assert_string_equal(list[0].due_what, "思想汇报");
    assert_string_equal(list[1].due_what, "半年考察");
    assert_string_equal(list[1].name, "丁");
    assert_true(list[0].over && list[1].over && list[0].due < list[1].due);
    fixture_close(&f);
}

static const struct pipeline_if *held_of(struct fixture *f, const char *name,
                                         const char *day)
{
    struct pipeline_board b = board_of(f);
    const struct pipeline_if *list = NULL;
    int on;
    assert_true(date_read(day, &on));
    size_t n = pipeline_if_held(&b, f->book, &f->arena, on, &list);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].name, name) == 0) {
            return &list[i];
        }
    }
    return NULL;
}

TEST(board_says_who_could_be_decided_on_that_day)
{
    struct fixture f;
    fixture_open(&f);
    /* Activist since 2025-12-15: a year is over on 2026-12-15. */
    int64_t file = plant_row(&f, "甲", date_of(2025, 11, 3), 5);
    plant_entry(&f, file, "2", "2026-05-04");
    plant_entry(&f, file, "2", "2026-11-04");
    plant_row(&f, "乙", date_of(2026, 10, 10), 1);
    const struct pipeline_if *x = held_of(&f, "甲", "2026-12-14");
    assert_int_equal(x->step, AT_CANDIDATE);
    assert_string_equal(x->kinds, "committee.meeting branch.meeting");
    assert_false(x->possible);
    assert_non_null(strstr(x->why, "2026-12-15"));
    x = held_of(&f, "乙", "2026-12-14");
    assert_int_equal(x->step, AT_ACTIVIST);
    assert_false(x->possible);
    assert_non_null(strstr(x->why, "谈话"));
    fixture_close(&f);
}

/* ---- the first screen ------------------------------------------------- */

static struct outlook look(struct fixture *f)
{
    struct outlook o;
    struct err err = ERR_INIT;
    if (!outlook_of(f->book, &f->arena, &o, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return o;
}

TEST(outlook_names_the_worst_warnings_of_the_files)
{
    struct fixture f;
    fixture_open(&f);
    plant_row(&f, "甲", date_of(2026, 10, 27), 1); /* by 11-27: 7 days before */
    struct outlook o = look(&f);
    assert_int_equal(o.n_due, 1);
    assert_int_equal(o.due[0].kind, DUE_PIPELINE);
    assert_int_equal(o.due[0].step, 2);
    assert_int_equal(o.due[0].day, date_of(2026, 11, 27));
    assert_string_equal(o.due[0].what, "谈话");
    assert_int_equal(o.due[0].alarm, 0);
    assert_true(o.due[0].urgent);
    f.book->day = f.book->today - 1;
    o = look(&f);
    assert_int_equal(o.n_due, 0);
    f.book->day = f.book->today;
    for (int i = 0; i < 6; i++) {
        plant_row(&f, "乙", date_of(2026, 10, 10), 1);
    }
    o = look(&f);
    assert_int_equal(o.n_due, 5);
    assert_int_equal(o.more_pipeline, 2);
    assert_int_equal(o.due[0].alarm, 1);
    assert_string_equal(o.due[4].name, "乙");
    fixture_close(&f);
}

TEST(outlook_names_everybody_before_anybody_twice)
{
    struct fixture f;
    fixture_open(&f);
    plant_row(&f, "甲", date_of(2025, 9, 1), 5); /* review and report late */
    struct outlook o = look(&f);
    assert_int_equal(o.n_due, 3);
    assert_string_equal(o.due[0].what, "思想汇报"); /* by its day */
    assert_string_equal(o.due[1].what, "半年考察");
    for (int i = 0; i < 5; i++) {
        plant_row(&f, "乙", date_of(2026, 10, 27), 1); /* not yet late */
    }
    o = look(&f);
    assert_int_equal(o.n_due, 5);
    assert_int_equal(o.more_pipeline, 3);
    assert_string_equal(o.due[0].what, "半年考察"); /* a central rule */
    for (size_t i = 1; i < o.n_due; i++) {
        assert_string_equal(o.due[i].name, "乙");
    }
    fixture_close(&f);
}

/* ---- 半年考察 --------------------------------------------------------- */

static const struct duty_cell *reviews(struct fixture *f, size_t half)
{
    struct duty_year y;
    struct err err = ERR_INIT;
    if (!duty_year_of(f->book, &f->arena, 2026, false, &y, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    for (size_t i = 0; i < y.matrix.n; i++) {
        if (strcmp(y.matrix.rows[i].duty->code, "M19") == 0) {
            return &y.matrix.rows[i].cells[half];
        }
    }
    fail_msg("no M19");
    return NULL;
}

TEST(duty_of_reviews_is_done_when_every_activist_was_reviewed)
{
    struct fixture f;
    fixture_open(&f);
    int64_t a =
        plant_file(&f, plant_person(&f, "甲", "2025-01-05", "2025-12-31"));
    plant_step(&f, a, 1, "2025-01-05", NULL);
    plant_step(&f, a, 3, "2025-12-31", NULL);
    int64_t b =
        plant_file(&f, plant_person(&f, "乙", "2025-01-05", "2026-01-02"));
    plant_step(&f, b, 3, "2026-01-02", NULL);
    assert_int_equal(reviews(&f, 0)->light, DUTY_MISSING);
    plant_entry(&f, a, "2", "2026-06-30");
    /* 乙 was none yet on the first day of the half. */
    assert_int_equal(reviews(&f, 0)->light, DUTY_DONE);
    assert_int_equal(reviews(&f, 0)->last, date_of(2026, 6, 30));
    assert_int_equal(reviews(&f, 1)->light, DUTY_RUNNING);
    plant_entry(&f, a, "2", "2026-07-01");
    assert_int_equal(reviews(&f, 1)->light, DUTY_RUNNING);
    plant_entry(&f, b, "2", "2026-11-20");
    assert_int_equal(reviews(&f, 1)->light, DUTY_DONE);
    plant_entry(&f, b, "1", "2026-11-20"); /* a report is no review */
    fixture_close(&f);
}

TEST(duty_of_reviews_asks_nothing_where_there_is_nobody_to_review)
{
    struct fixture f;
    fixture_open(&f);
    int64_t person = plant_person(&f, "甲", "2025-01-05", "2025-12-31");
    assert_int_equal(reviews(&f, 1)->light, DUTY_NA); /* no files are kept */
    int64_t file = plant_file(&f, person);
    plant_step(&f, file, 3, "2025-12-31", NULL);
    assert_int_equal(reviews(&f, 1)->light, DUTY_RUNNING);
    plant_step(&f, file, 7, "2026-11-20", NULL);
    assert_int_equal(reviews(&f, 1)->light, DUTY_NA);
    assert_int_equal(reviews(&f, 0)->light, DUTY_MISSING);
    fixture_close(&f);
}
