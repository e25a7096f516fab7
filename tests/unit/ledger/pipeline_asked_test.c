/* What is only 报送: it stands in the file without a day of its own, is told of
   when the answer is late, and is none of what a step does. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

static int64_t worked(struct file_desk *d, int to)
{
    file_desk_open(d);
    int64_t p = desk_applicant(d, "陈方", worked_days[1]);
    desk_worked(d, p, to);
    return p;
}

/* The step as it is there, or a new one, without a day. */
static struct record unanswered(struct pipeline_file *f, int no, int asked)
{
    struct record r = f->steps[no].ledger != NULL
                          ? record_copy(&f->steps[no], f->arena)
                          : pipeline_step_new(f, no);
    record_set_null(&r, STEP_ON);
    pipeline_step_day_typed(f, &r);
    if (asked != DATE_NONE) {
        record_set_day(&r, f->arena, STEP_ASKED, asked);
    }
    return r;
}

static const char *ask(struct file_desk *d, int64_t person, int no, int asked)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, person);
    struct record r = unanswered(&f, no, asked);
    return pipeline_step_save(&f, &r, NULL, &err) ? ""
                                                  : arena_str(d->a, err.code);
}

/* A new one with one field more: what is said to it. */
static const char *ask_with(struct file_desk *d, int64_t person, int no,
                            int field, const char *code)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, person);
    struct record r = unanswered(&f, no, desk_day("2024-01-05"));
    record_set_text(&r, field, code);
    return pipeline_step_save(&f, &r, NULL, &err) ? ""
                                                  : arena_str(d->a, err.code);
}

static const char *answer(struct file_desk *d, int64_t person, int no, int on)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, person);
    struct record r = record_copy(&f.steps[no], d->a);
    record_set_day(&r, d->a, STEP_ON, on);
    record_set_text(&r, STEP_NUMBER, "0001");
    pipeline_step_day_typed(&f, &r);
    return pipeline_step_save(&f, &r, NULL, &err)
               ? ""
               : arena_printf(d->a, "%s %s", err.code, err.text);
}

static const struct pipeline_warning *warned(const struct pipeline_file *f,
                                             const char *code)
{
    for (size_t i = 0; i < f->now.n_warnings; i++) {
        if (strcmp(f->now.warnings[i].guard->warn, code) == 0) {
            return &f->now.warnings[i];
        }
    }
    return NULL;
}

TEST(what_was_asked_and_has_no_answer_is_told_of)
{
    struct file_desk d;
    int64_t p = worked(&d, 12);
    assert_string_equal(ask(&d, p, 13, desk_day("2023-12-20")), "");
    struct pipeline_file f = desk_file(&d, p);
    assert_false(f.facts.steps[13].done);
    assert_int_equal(f.facts.steps[13].asked_on, desk_day("2023-12-20"));
    assert_string_equal(f.now.state, "待预审");
    assert_int_equal(f.now.next, 13);
    const struct pipeline_warning *w = warned(&f, "W06");
    assert_non_null(w);
    assert_int_equal(w->due, desk_day("2024-01-20"));
    assert_true(w->over);
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

TEST(an_answer_is_put_into_what_was_asked)
{
    struct file_desk d;
    int64_t p = worked(&d, 12);
    assert_string_equal(ask(&d, p, 13, desk_day("2023-12-20")), "");
    assert_string_equal(answer(&d, p, 13, desk_day("2024-01-08")), "");
    struct pipeline_file f = desk_file(&d, p);
    assert_true(f.facts.steps[13].done);
    assert_string_equal(record_text(&f.steps[13], STEP_RESULT), RESULT_FIT);
    assert_int_equal(record_int(&f.steps[13], STEP_ROUND), 1);
    assert_int_equal(f.n_earlier, 0);
    assert_null(warned(&f, "W06"));
    /* What is done does not become open again by an empty day. */
    assert_string_equal(ask(&d, p, 13, desk_day("2023-12-20")), "E-PIPE-224");
    file_desk_close(&d);
}

TEST(a_step_without_a_day_must_be_one_that_is_asked)
{
    struct file_desk d;
    int64_t p = worked(&d, 12);
    assert_string_equal(ask(&d, p, 13, DATE_NONE), "E-PIPE-225");
    assert_string_equal(ask(&d, p, 14, desk_day("2024-01-05")), "E-PIPE-225");
    assert_string_equal(ask_with(&d, p, 13, STEP_RESULT, RESULT_FIT),
                        "E-PIPE-226");
    assert_string_equal(ask(&d, p, 13, desk_day("2026-11-21")), "E-PIPE-020");
    assert_string_equal(ask(&d, p, 13, desk_day("2026-11-20")), "");
    file_desk_close(&d);
}

TEST(what_is_only_asked_dates_nothing_and_is_taken_back)
{
    struct file_desk d;
    int64_t p = worked(&d, 7);
    const char *roster = desk_roster(&d, p);
    assert_string_equal(ask(&d, p, 8, desk_day("2023-09-26")), "");
    assert_string_equal(desk_roster(&d, p), roster);
    assert_string_equal(desk_check(&d), "");
    struct pipeline_file f = desk_file(&d, p);
    assert_string_equal(f.now.state, "拟发展对象（待备案）");
    assert_string_equal(desk_back(&d, p, 8), "");
    assert_string_equal(desk_roster(&d, p), roster);
    f = desk_file(&d, p);
    assert_null(f.steps[8].ledger);
    file_desk_close(&d);
}

/* 备案 that nobody waits for is taken back though later steps are done. */
TEST(nothing_stands_on_what_is_only_asked)
{
    struct file_desk d;
    int64_t p = worked(&d, 3);
    assert_string_equal(ask(&d, p, 4, desk_day("2022-09-21")), "");
    desk_go(&d, p, 5, 5);
    assert_string_equal(desk_back(&d, p, 4), "");
    file_desk_close(&d);
}

TEST(an_approval_that_is_only_asked_admits_nobody)
{
    struct file_desk d;
    int64_t p = worked(&d, 16);
    const char *roster = desk_roster(&d, p);
    assert_string_equal(ask(&d, p, 17, desk_day("2024-01-30")), "");
    assert_string_equal(desk_roster(&d, p), roster);
    struct pipeline_file f = desk_file(&d, p);
    assert_string_equal(f.now.state, "待党委审批");
    assert_string_equal(answer(&d, p, 17, desk_day("2024-04-20")), "");
    assert_int_equal(desk_int(&d,
                              SQL("select count(*) from member where"
                                  " person_id = :id and from_on = '2024-01-26'"
                                  " and voided_on is null"),
                              p),
                     1);
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

/* On a day between them it is as it was handed in. */
TEST(what_was_answered_later_is_only_asked_on_a_day_before)
{
    struct file_desk d;
    int64_t p = worked(&d, 12);
    assert_string_equal(ask(&d, p, 13, desk_day("2023-12-20")), "");
    assert_string_equal(answer(&d, p, 13, desk_day("2024-01-08")), "");
    d.b->day = desk_day("2024-01-07");
    struct pipeline_file f = desk_file(&d, p);
    assert_int_equal(f.facts.steps[13].asked_on, desk_day("2023-12-20"));
    assert_true(record_is_null(&f.steps[13], STEP_ON));
    assert_true(record_is_null(&f.steps[13], STEP_RESULT));
    d.b->day = desk_day("2023-12-19");
    f = desk_file(&d, p);
    assert_null(f.steps[13].ledger);
    d.b->day = d.b->today;
    file_desk_close(&d);
}
