/* Taking back: what stands on a step keeps it, and what a step made goes with
   it. */
#include "unit.h"

#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

#define SPELLS                                                                 \
    SQL("select coalesce(group_concat(s, ' '), '') from (select from_on"       \
        " || ':' || in_kind || ':' || coalesce(to_on, '-') || ':'"             \
        " || coalesce(out_kind, '-') as s from member"                         \
        " where person_id = :id and voided_on is null order by from_on)")

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

static const char *undo(struct file_desk *d)
{
    struct err err = ERR_INIT;
    struct change_info done;
    return change_undo(d->b->db, &done, &err) ? "" : arena_str(d->a, err.code);
}

/* He stood on the roll of those, as a member. */
static void forget_events(struct file_desk *d, const char *after)
{
    struct err err = ERR_INIT;
    int64_t id;
    do {
        struct stmt st;
        id = 0;
        stmt_open(&st, d->b->db,
                  SQL("select min(id) from event where on_day > :day"
                      " and voided_on is null"));
        stmt_text(&st, ":day", after);
        if (stmt_row(&st)) {
            id = stmt_col_int(&st, 0);
        }
        assert_true(stmt_done(&st, &err));
        assert_true(id == 0 || ledger_void(d->b, d->a, &ledger_event, id,
                                           "会议没有开成", &err));
    } while (id != 0);
}

/* Noted of an activist, which he is no longer. */
static void forget_entries(struct file_desk *d, int64_t p)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    for (size_t i = 0; i < f.n_entries; i++) {
        assert_true(ledger_void(d->b, d->a, &ledger_step_entry, f.entries[i].id,
                                "没有确定下来", &err));
    }
}

TEST(every_step_is_taken_back_from_the_last_to_the_first)
{
    struct file_desk d;
    int64_t p = worked(&d, 1);
    const char *images[PIPELINE_STEPS + 1] = {NULL};
    for (int no = 2; no <= PIPELINE_STEPS; no++) {
        images[no] = desk_roster(&d, p);
        desk_go(&d, p, no, no);
    }
    for (int no = PIPELINE_STEPS; no >= 2; no--) {
        if (no == AT_APPROVE) {
            forget_events(&d, "2024-01-26");
        }
        if (no == AT_ACTIVIST) {
            forget_entries(&d, p);
        }
        if (worked_days[no] != NULL) {
            assert_string_equal(desk_back(&d, p, no), "");
            assert_string_equal(desk_roster(&d, p), images[no]);
        }
    }
    assert_string_equal(desk_text(&d, SPELLS, p), "");
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

TEST(an_earlier_step_names_what_stands_on_it)
{
    struct file_desk d;
    int64_t p = worked(&d, 8);
    const char *code = desk_back(&d, p, 3);
    assert_true(begins(code, "E-PIPE-025"));
    assert_non_null(strstr(code, "第 8 步"));
    assert_true(begins(desk_back(&d, p, 9), "E-PIPE-024"));
    struct pipeline_file f = desk_file(&d, p);
    struct err err = ERR_INIT;
    assert_false(pipeline_step_void(&f, 8, "错", &err));
    assert_string_equal(err.code, "E-PIPE-026");
    file_desk_close(&d);
}

/* ---- the membership --------------------------------------------------------
 */

TEST(an_approval_that_somebody_wrote_upon_stays)
{
    struct file_desk d;
    int64_t p = worked(&d, 18);
    assert_string_equal(desk_text(&d, SPELLS, p), "2024-01-26:11:-:-");
    desk_meeting(&d, d.member[0], "", desk_day("2024-05-20"));
    assert_string_equal(desk_back(&d, p, 18), "");
    const char *code = desk_back(&d, p, 17);
    assert_true(begins(code, "E-PIPE-200"));
    assert_non_null(strstr(code, "会议名单 1 条"));
    file_desk_close(&d);
}

TEST(taking_back_the_approval_takes_the_membership_it_made)
{
    struct file_desk d;
    int64_t p = worked(&d, 17);
    assert_string_equal(desk_roster(&d, p),
                        "2022-03-15 2022-09-20 2023-10-12 2024-01-26 - - 02");
    assert_string_equal(desk_back(&d, p, 17), "");
    assert_string_equal(desk_text(&d, SPELLS, p), "");
    /* What he was before, out of the history. */
    assert_string_equal(desk_roster(&d, p),
                        "2022-03-15 2022-09-20 2023-10-12 - - - 13");
    assert_string_equal(undo(&d), "");
    assert_string_equal(desk_text(&d, SPELLS, p), "2024-01-26:11:-:-");
    file_desk_close(&d);
}

TEST(another_membership_is_not_taken_with_the_approval)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 16);
    struct record r = record_new(&ledger_member, d.b, d.a);
    record_set_int(&r, ledger_field(&ledger_member, "person_id"), p);
    record_set_text(&r, ledger_field(&ledger_member, "from_on"), "2024-02-01");
    assert_true(ledger_apply(d.b, d.a, &r, NULL, NULL, &err));
    desk_go(&d, p, 17, 17);
    assert_string_equal(desk_text(&d, SPELLS, p), "2024-02-01:31:-:-");
    assert_string_equal(desk_back(&d, p, 17), "");
    assert_string_equal(desk_text(&d, SPELLS, p), "2024-02-01:31:-:-");
    file_desk_close(&d);
}

TEST(the_membership_moves_with_the_meeting)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 17);
    struct pipeline_file f = desk_file(&d, p);
    struct record r = record_copy(&f.steps[AT_ACCEPT], d.a);
    int day = desk_day("2024-01-30");
    record_set_day(&r, d.a, STEP_ON, day);
    record_set_int(&r, STEP_EVENT, desk_meeting(&d, p, "admission", day));
    assert_true(pipeline_step_save(&f, &r, NULL, &err));
    assert_string_equal(desk_text(&d, SPELLS, p), "2024-01-30:11:-:-");
    assert_string_equal(desk_roster(&d, p),
                        "2022-03-15 2022-09-20 2023-10-12 2024-01-30 - - 02");
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

/* ---- the group -------------------------------------------------------------
 */

#define GROUPS                                                                 \
    SQL("select coalesce(group_concat(grp_id || ':' || from_on, ' '), '')"     \
        " from placement where person_id = :id and voided_on is null")

TEST(the_group_follows_step_19)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 18);
    struct pipeline_file f = desk_file(&d, p);
    struct record r = desk_step(&d, &f, 19, desk_day("2024-04-26"), "");
    record_set_int(&r, STEP_GRP, 1);
    assert_true(pipeline_step_save(&f, &r, NULL, &err));
    assert_string_equal(desk_text(&d, GROUPS, p), "1:2024-04-26");
    r = record_copy(&f.steps[19], d.a);
    record_set_int(&r, STEP_GRP, 2);
    record_set_text(&r, STEP_ON, "2024-04-28");
    assert_true(pipeline_step_save(&f, &r, NULL, &err));
    assert_string_equal(desk_text(&d, GROUPS, p), "2:2024-04-28");
    assert_string_equal(desk_back(&d, p, 19), "");
    assert_string_equal(desk_text(&d, GROUPS, p), "");
    file_desk_close(&d);
}

/* ---- the extension ---------------------------------------------------------
 */

static int64_t extended(struct file_desk *d)
{
    int64_t p = worked(d, 22);
    assert_string_equal(
        desk_take_step(d, p, 23, desk_day("2025-02-05"), RESULT_EXTENDED), "");
    assert_string_equal(desk_take_step(d, p, 24, desk_day("2025-03-20"), ""),
                        "");
    return p;
}

TEST(an_approved_extension_is_taken_back)
{
    struct file_desk d;
    int64_t p = extended(&d);
    assert_string_equal(desk_roster(&d, p),
                        "2022-03-15 2022-09-20 2023-10-12 2024-01-26 -"
                        " 2025-07-26 02");
    struct pipeline_file f = desk_file(&d, p);
    assert_null(f.steps[24].ledger);
    assert_int_equal(f.facts.extended_months, 6);
    assert_true(begins(desk_back(&d, p, 17), "E-PIPE-025"));
    assert_string_equal(desk_back(&d, p, 24), "");
    f = desk_file(&d, p);
    assert_int_equal(f.facts.extended_months, 0);
    assert_string_equal(record_text(&f.steps[23], STEP_RESULT),
                        RESULT_EXTENDED);
    assert_non_null(f.steps[22].ledger);
    assert_null(f.steps[24].ledger);
    assert_string_equal(desk_roster(&d, p),
                        "2022-03-15 2022-09-20 2023-10-12 2024-01-26 - - 02");
    assert_string_equal(desk_take_step(&d, p, 24, desk_day("2025-03-21"), ""),
                        "");
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

TEST(what_an_extension_stands_on_stays)
{
    struct file_desk d;
    int64_t p = worked(&d, 17);
    desk_go(&d, p, 22, 22);
    assert_string_equal(
        desk_take_step(&d, p, 23, desk_day("2025-02-05"), RESULT_EXTENDED), "");
    assert_string_equal(desk_take_step(&d, p, 24, desk_day("2025-03-20"), ""),
                        "");
    assert_true(begins(desk_back(&d, p, 17), "E-PIPE-205"));
    file_desk_close(&d);
}

TEST(an_extension_stays_when_it_is_over_and_decided_upon)
{
    struct file_desk d;
    int64_t p = extended(&d);
    assert_string_equal(desk_take_step(&d, p, 22, desk_day("2025-07-10"), ""),
                        "");
    assert_true(begins(desk_back(&d, p, 24), "E-PIPE-204"));
    /* Not twice, and not a day early. */
    assert_true(begins(
        desk_take_step(&d, p, 23, desk_day("2025-07-28"), RESULT_EXTENDED),
        "E-PIPE-020"));
    assert_true(begins(desk_take_step(&d, p, 23, desk_day("2025-07-25"), ""),
                       "E-PIPE-020"));
    assert_string_equal(desk_take_step(&d, p, 23, desk_day("2025-07-26"), ""),
                        "");
    assert_string_equal(desk_take_step(&d, p, 24, desk_day("2025-08-20"), ""),
                        "");
    assert_string_equal(desk_roster(&d, p),
                        "2022-03-15 2022-09-20 2023-10-12 2024-01-26"
                        " 2025-07-26 2025-07-26 01");
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

TEST(a_cancelled_member_comes_back_with_the_approval_taken_back)
{
    struct file_desk d;
    int64_t p = worked(&d, 21);
    assert_string_equal(
        desk_take_step(&d, p, 23, desk_day("2024-09-05"), RESULT_CANCELLED),
        "");
    assert_string_equal(desk_text(&d, SPELLS, p), "2024-01-26:11:-:-");
    assert_string_equal(desk_take_step(&d, p, 24, desk_day("2024-10-08"), ""),
                        "");
    assert_string_equal(desk_text(&d, SPELLS, p),
                        "2024-01-26:11:2024-10-08:76");
    assert_string_equal(desk_roster(&d, p),
                        "2022-03-15 2022-09-20 2023-10-12 2024-01-26 - - 13");
    assert_string_equal(desk_check(&d), "");
    assert_string_equal(desk_back(&d, p, 24), "");
    assert_string_equal(desk_text(&d, SPELLS, p), "2024-01-26:11:-:-");
    assert_string_equal(desk_roster(&d, p),
                        "2022-03-15 2022-09-20 2023-10-12 2024-01-26 - - 02");
    file_desk_close(&d);
}

/* ---- once more
 * --------------------------------------------------------------- */

TEST(a_meeting_that_did_not_agree_is_held_again)
{
    struct file_desk d;
    int64_t p = worked(&d, 14);
    assert_string_equal(desk_take_step(&d, p, 15, desk_day("2024-01-26"), "06"),
                        "");
    assert_true(begins(desk_take_step(&d, p, 16, desk_day("2024-02-01"), ""),
                       "E-PIPE-"
                       "020"));
    assert_string_equal(desk_take_step(&d, p, 15, desk_day("2024-02-02"), ""),
                        "");
    struct pipeline_file f = desk_file(&d, p);
    assert_int_equal(f.n_earlier, 1);
    assert_int_equal(record_int(&f.steps[15], STEP_ROUND), 2);
    assert_string_equal(desk_take_step(&d, p, 16, desk_day("2024-04-10"), ""),
                        "");
    assert_string_equal(desk_take_step(&d, p, 17, desk_day("2024-04-20"), "08"),
                        "");
    /* Refused by the superior: the meeting once more takes talk and refusal
       along. */
    assert_string_equal(desk_take_step(&d, p, 15, desk_day("2024-05-10"), ""),
                        "");
    f = desk_file(&d, p);
    assert_null(f.steps[16].ledger);
    assert_null(f.steps[17].ledger);
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

/* 政审 that has run out takes along what was looked at on its ground, not the
   training. */
TEST(vetting_once_more_leaves_the_training)
{
    struct file_desk d;
    int64_t p = worked(&d, 13);
    assert_string_equal(desk_take_step(&d, p, 10, desk_day("2024-12-10"), ""),
                        "");
    struct pipeline_file f = desk_file(&d, p);
    assert_non_null(f.steps[9].ledger);
    assert_non_null(f.steps[11].ledger);
    assert_null(f.steps[12].ledger);
    assert_null(f.steps[13].ledger);
    assert_int_equal(f.now.next, 12);
    file_desk_close(&d);
}

TEST(what_was_approved_is_not_begun_once_more)
{
    struct file_desk d;
    int64_t p = worked(&d, 18);
    assert_true(begins(desk_take_step(&d, p, 15, desk_day("2024-05-10"), ""),
                       "E-PIPE-202"));
    assert_true(begins(desk_take_step(&d, p, 3, desk_day("2024-05-10"), ""),
                       "E-PIPE-202"));
    assert_string_equal(desk_take_step(&d, p, 18, desk_day("2024-05-10"), ""),
                        "");
    file_desk_close(&d);
}
