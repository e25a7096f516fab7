/* A step that was begun once more and taken back: what its new attempt took
   along counts again, and the file stands as before. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/change.h"
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

static void take(struct file_desk *d, int64_t p, int no, const char *on,
                 const char *result)
{
    assert_string_equal(desk_take_step(d, p, no, desk_day(on), result), "");
}

static const char *undo(struct file_desk *d)
{
    struct err err = ERR_INIT;
    struct change_info done;
    return change_undo(d->b->db, &done, &err) ? "" : arena_str(d->a, err.code);
}

TEST(an_attempt_taken_back_gives_back_what_it_dropped)
{
    static const struct {
        int to, no;
        const char *on;
    } rows[] = {
        {13, 10, "2024-12-10"}, /* 政审 takes 12 and 13 along */
        {14, 13, "2024-01-20"}, /* 预审 takes 14 along */
        {8, 8, "2023-10-19"},
        {14, 3, "2024-02-01"}, /* nearly all of it */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        int64_t p = worked(&d, rows[i].to);
        const char *before = desk_image(&d);
        take(&d, p, rows[i].no, rows[i].on, "");
        const char *after = desk_image(&d);
        assert_string_not_equal(after, before);
        assert_string_equal(desk_back(&d, p, rows[i].no), "");
        assert_string_equal(desk_image(&d), before);
        assert_string_equal(desk_check(&d), "");
        assert_string_equal(undo(&d), "");
        assert_string_equal(desk_image(&d), after);
        file_desk_close(&d);
    }
}

/* 15 was refused, then 17; each attempt gives back its own. */
TEST(each_attempt_gives_back_its_own)
{
    struct file_desk d;
    int64_t p = worked(&d, 14);
    take(&d, p, 15, "2024-01-26", "06");
    const char *first = desk_image(&d);
    take(&d, p, 15, "2024-02-02", "");
    take(&d, p, 16, "2024-04-10", "");
    take(&d, p, 17, "2024-04-20", "08");
    const char *second = desk_image(&d);
    take(&d, p, 15, "2024-05-10", "");
    assert_string_equal(desk_back(&d, p, 15), "");
    assert_string_equal(desk_image(&d), second);
    for (int no = 17; no >= 15; no--) {
        assert_string_equal(desk_back(&d, p, no), "");
    }
    assert_string_equal(desk_image(&d), first);
    file_desk_close(&d);
}

/* The second attempt of 10 took 12 and 13 along; the third, nothing more. */
TEST(an_earlier_attempt_stays_dropped)
{
    struct file_desk d;
    int64_t p = worked(&d, 13);
    take(&d, p, 10, "2024-12-10", "");
    const char *second = desk_image(&d);
    take(&d, p, 10, "2025-12-10", "");
    assert_string_equal(desk_back(&d, p, 10), "");
    assert_string_equal(desk_image(&d), second);
    struct pipeline_file f = desk_file(&d, p);
    assert_null(f.steps[12].ledger);
    file_desk_close(&d);
}

TEST(what_will_count_again_is_told_before)
{
    struct file_desk d;
    struct strbuf text;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 13);
    take(&d, p, 10, "2024-12-10", "");
    struct pipeline_file f = desk_file(&d, p);
    sb_init(&text);
    assert_true(pipeline_void_effects(&f, 10, &text, &err));
    assert_string_equal(text.s, "原来的第 10 步恢复计算\n"
                                "原来的第 12 步恢复计算\n"
                                "原来的第 13 步恢复计算\n");
    sb_clear(&text);
    file_desk_close(&d);
}

#define GROUPS                                                                 \
    SQL("select coalesce(group_concat(grp_id || ':' || from_on, ' '), '')"     \
        " from placement where person_id = :id and voided_on is null")

TEST(the_group_goes_back_with_the_attempt)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 18);
    static const char *const days[] = {"2024-04-26", "2024-04-28"};
    for (int i = 0; i < 2; i++) {
        struct pipeline_file f = desk_file(&d, p);
        struct record r = desk_step(&d, &f, 19, desk_day(days[i]), "");
        record_set_int(&r, STEP_GRP, i + 1);
        assert_true(pipeline_step_save(&f, &r, NULL, &err));
    }
    assert_string_equal(desk_text(&d, GROUPS, p), "2:2024-04-28");
    assert_string_equal(desk_back(&d, p, 19), "");
    assert_string_equal(desk_text(&d, GROUPS, p), "1:2024-04-26");
    file_desk_close(&d);
}

/* A past day sees the file as it was before the second attempt, and after it
   only what that dropped as dropped. */
TEST(a_past_day_knows_which_attempt_dropped_what)
{
    struct file_desk d;
    int64_t p = worked(&d, 13);
    take(&d, p, 10, "2024-12-10", "");
    take(&d, p, 12, "2024-12-20", "");
    d.b->day = desk_day("2024-12-09");
    struct pipeline_file f = desk_file(&d, p);
    assert_int_equal(f.n_earlier, 0);
    assert_non_null(f.steps[13].ledger);
    d.b->day = desk_day("2024-12-10");
    f = desk_file(&d, p);
    assert_int_equal(f.n_earlier, 3);
    assert_null(f.steps[13].ledger);
    d.b->day = d.b->today;
    file_desk_close(&d);
}

/* Handed in anew, and not answered yet. */
TEST(what_was_handed_in_since_is_taken_back_first)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 13);
    const char *before = desk_image(&d);
    take(&d, p, 12, "2024-02-01", "");
    struct pipeline_file f = desk_file(&d, p);
    struct record r = desk_step(&d, &f, 13, desk_day("2024-02-02"), "");
    record_set_text(&r, STEP_ASKED, "2024-02-02");
    record_set_null(&r, STEP_ON);
    record_set_null(&r, STEP_RESULT);
    if (!pipeline_step_save(&f, &r, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    const char *said = desk_back(&d, p, 12);
    assert_int_equal(strncmp(said, "E-PIPE-240", 10), 0);
    assert_non_null(strstr(said, "第 13 步"));
    assert_string_equal(desk_back(&d, p, 13), "");
    assert_string_equal(desk_back(&d, p, 12), "");
    assert_string_equal(desk_image(&d), before);
    file_desk_close(&d);
}

/* Whoever drops later steps says why; the sentence names them. */
TEST(what_drops_later_steps_needs_a_reason)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 14);
    const char *before = desk_image(&d);
    struct pipeline_file f = desk_file(&d, p);
    struct record r = desk_step(&d, &f, 10, desk_day("2024-12-10"), "");
    assert_string_equal(pipeline_again_drops(&f, 10),
                        "第 12 步支委会审查、第 13 步预审、第 14 步志愿书");
    record_set_null(&r, STEP_REASON);
    assert_false(pipeline_step_save(&f, &r, NULL, &err));
    assert_string_equal(err.code, "E-PIPE-280");
    assert_non_null(strstr(err.text, "第 13 步预审"));
    assert_string_equal(desk_image(&d), before);
    record_set_text(&r, STEP_REASON, "政审过期，重新审查");
    assert_true(pipeline_step_save(&f, &r, NULL, &err));
    file_desk_close(&d);
}

/* Nothing stands on it: nothing is asked. */
TEST(the_last_step_is_begun_again_without_a_reason)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 14);
    struct pipeline_file f = desk_file(&d, p);
    struct record r = desk_step(&d, &f, 14, desk_day(worked_days[14]), "");
    record_set_null(&r, STEP_REASON);
    assert_string_equal(pipeline_again_drops(&f, 14), "");
    assert_true(pipeline_step_save(&f, &r, NULL, &err));
    file_desk_close(&d);
}
