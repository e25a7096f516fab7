/* Who came as 预备党员 without a file: where he stands, what is said of his
   papers, and that nothing is made up in the books. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

static int64_t moved_in(struct file_desk *d, const char *joined,
                        const char *until)
{
    struct err err = ERR_INIT;
    file_desk_open(d);
    struct record r = record_new(&ledger_people, d->b, d->a);
    fixture_type(&d->f, &r, "name", "陈方");
    fixture_type(&d->f, &r, "birth_on", "1994-06-12");
    fixture_type(&d->f, &r, "politic", "中共预备党员");
    fixture_type(&d->f, &r, "join_on", joined);
    fixture_type(&d->f, &r, "in_kind", "转入组织关系");
    fixture_type(&d->f, &r, "from_on", "2026-09-01");
    if (until != NULL) {
        fixture_type(&d->f, &r, "probation_until", until);
    }
    if (!ledger_apply(d->b, d->a, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return r.id;
}

static void open_file(struct file_desk *d, int64_t p, const char *origin)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    if (!pipeline_file_open(&f, origin, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static int64_t steps_of(struct file_desk *d, int64_t p)
{
    return desk_int(d,
                    SQL("select count(*) from step s join candidacy c"
                        " on c.id = s.candidacy_id where c.person_id = :id"),
                    p);
}

TEST(who_came_as_a_probationary_member_stands_after_the_approval)
{
    static const char *const origins[] = {NULL, ORIGIN_HERE, ORIGIN_ELSEWHERE,
                                          ORIGIN_HISTORY};
    for (size_t i = 0; i < ARRAY_LEN(origins); i++) {
        struct file_desk d;
        int64_t p = moved_in(&d, "2026-03-10", NULL);
        if (origins[i] != NULL) {
            open_file(&d, p, origins[i]);
            assert_int_equal(steps_of(&d, p), 0);
        }
        struct pipeline_file f = desk_file(&d, p);
        assert_string_equal(f.now.state, "预备党员");
        assert_int_equal(f.now.stage, STAGE_PROBATION);
        assert_int_equal(f.now.next, 18);
        assert_int_equal(f.now.full_from, desk_day("2027-03-10"));
        assert_int_equal(f.now.steps[15].state, STEP_DONE);
        assert_int_equal(f.now.steps[17].state, STEP_DONE);
        assert_int_equal(pipeline_last_step(&f), 0);
        assert_non_null(strstr(f.notice, "入党材料要认真审查"));
        assert_non_null(strstr(f.notice, "补录"));
        assert_string_equal(desk_check(&d), "");
        file_desk_close(&d);
    }
}

TEST(nobody_else_is_taken_to_be_admitted)
{
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "李禾", "2022-03-15");
    struct pipeline_file f = desk_file(&d, p);
    assert_int_equal(f.now.next, 2);
    assert_string_equal(f.notice, "");
    f = desk_file(&d, d.member[0]); /* full for long */
    assert_string_equal(f.notice, "");
    assert_null(f.steps[17].ledger);
    file_desk_close(&d);
}

TEST(he_is_converted_by_the_day_of_the_roster)
{
    struct file_desk d;
    int64_t p = moved_in(&d, "2025-10-10", NULL);
    open_file(&d, p, ORIGIN_ELSEWHERE);
    assert_string_equal(desk_take_step(&d, p, 22, desk_day("2026-10-08"), ""),
                        "");
    assert_string_equal(desk_take_step(&d, p, 23, desk_day("2026-10-20"), ""),
                        "");
    assert_string_equal(desk_take_step(&d, p, 24, desk_day("2026-10-25"), ""),
                        "");
    assert_string_equal(desk_roster(&d, p), "- - - 2025-10-10 2026-10-10 - 01");
    assert_int_equal(steps_of(&d, p), 3);
    assert_string_equal(desk_check(&d), "");
    for (int no = 24; no >= 22; no--) {
        assert_string_equal(desk_back(&d, p, no), "");
    }
    assert_string_equal(desk_roster(&d, p), "- - - 2025-10-10 - - 02");
    file_desk_close(&d);
}

TEST(a_cancellation_of_one_who_came_is_taken_back)
{
    struct file_desk d;
    int64_t p = moved_in(&d, "2026-01-10", NULL);
    open_file(&d, p, ORIGIN_ELSEWHERE);
    assert_string_equal(
        desk_take_step(&d, p, 23, desk_day("2026-10-20"), RESULT_CANCELLED),
        "");
    assert_string_equal(desk_take_step(&d, p, 24, desk_day("2026-10-25"), ""),
                        "");
    assert_string_equal(desk_roster(&d, p), "- - - 2026-01-10 - - 13");
    struct pipeline_file f = desk_file(&d, p);
    assert_string_equal(f.now.state, "已终止");
    assert_string_equal(desk_back(&d, p, 24), "");
    assert_string_equal(desk_roster(&d, p), "- - - 2026-01-10 - - 02");
    assert_int_equal(desk_int(&d,
                              SQL("select count(*) from member where"
                                  " person_id = :id and to_on is null"),
                              p),
                     1);
    file_desk_close(&d);
}

TEST(who_came_is_archived_as_a_full_member)
{
    struct file_desk d;
    static const int steps[] = {22, 23, 24, 25};
    static const char *const days[] = {"2026-10-08", "2026-10-20", "2026-10-25",
                                       "2026-10-28"};
    int64_t p = moved_in(&d, "2025-10-10", NULL);
    open_file(&d, p, ORIGIN_ELSEWHERE);
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        assert_string_equal(
            desk_take_step(&d, p, steps[i], desk_day(days[i]), ""), "");
    }
    struct pipeline_file f = desk_file(&d, p);
    assert_string_equal(f.now.state, "正式党员");
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

/* 延长至 of the letter counts for him. */
TEST(he_is_not_put_off_a_second_time)
{
    struct file_desk d;
    int64_t p = moved_in(&d, "2025-03-10", "2026-09-10");
    open_file(&d, p, ORIGIN_ELSEWHERE);
    struct pipeline_file f = desk_file(&d, p);
    assert_int_equal(f.now.full_from, desk_day("2026-09-10"));
    assert_string_equal(desk_take_step(&d, p, 22, desk_day("2026-09-05"), ""),
                        "");
    const char *said =
        desk_take_step(&d, p, 23, desk_day("2026-09-20"), RESULT_EXTENDED);
    assert_non_null(strstr(said, "已经延长预备期过一次"));
    file_desk_close(&d);
}

static const char *take_theirs(struct file_desk *d, int64_t p, int no,
                               const char *on)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    struct record r = desk_step(d, &f, no, desk_day(on), "");
    record_set_int(&r, STEP_ELSEWHERE, 1);
    record_set_null(&r, STEP_EVENT);
    return pipeline_step_save(&f, &r, NULL, &err)
               ? ""
               : arena_printf(d->a, "%s %s", err.code, err.text);
}

/* What was done elsewhere is typed in, in any order, and taken back. */
TEST(his_earlier_steps_are_typed_in_as_history)
{
    struct file_desk d;
    int64_t p = moved_in(&d, "2026-03-10", NULL);
    open_file(&d, p, ORIGIN_ELSEWHERE);
    static const char *const days[18] = {
        [1] = "2023-03-10",  [2] = "2023-03-20",  [3] = "2023-10-20",
        [4] = "2023-10-25",  [5] = "2023-10-26",  [7] = "2025-01-20",
        [8] = "2025-01-25",  [9] = "2025-02-01",  [10] = "2025-12-10",
        [11] = "2025-12-20", [12] = "2026-01-10", [13] = "2026-02-10",
        [14] = "2026-02-20", [15] = "2026-03-10", [16] = "2026-04-01",
        [17] = "2026-04-08"};
    for (int no = 1; no <= 17; no++) {
        if (days[no] != NULL) {
            assert_string_equal(take_theirs(&d, p, no, days[no]), "");
        }
    }
    struct pipeline_file f = desk_file(&d, p);
    assert_string_equal(f.notice, "");
    assert_int_equal(f.now.next, 18);
    assert_string_equal(desk_roster(&d, p),
                        "2023-03-10 2023-10-20 2025-01-25 2026-03-10 - - 02");
    assert_string_equal(desk_check(&d), "");
    for (int no = 17; no >= 1; no--) {
        if (days[no] != NULL) {
            assert_string_equal(desk_back(&d, p, no), "");
        }
    }
    assert_string_equal(desk_roster(&d, p), "- - - 2026-03-10 - - 02");
    f = desk_file(&d, p);
    assert_int_equal(f.now.next, 18);
    assert_string_not_equal(f.notice, "");
    file_desk_close(&d);
}

TEST(a_wrong_day_of_joining_is_mended_in_the_roster)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = moved_in(&d, "2026-03-10", NULL);
    open_file(&d, p, ORIGIN_ELSEWHERE);
    struct record old, r;
    assert_true(record_read(&old, &ledger_people, d.b, d.a, p, &err));
    r = record_copy(&old, d.a);
    fixture_type(&d.f, &r, "join_on", "2026-03-11");
    assert_true(ledger_apply(d.b, d.a, &r, &old, NULL, &err));
    struct pipeline_file f = desk_file(&d, p);
    assert_int_equal(f.assumed, desk_day("2026-03-11"));
    file_desk_close(&d);
}

/* With a day of applying on the roster, as most have. */
static int64_t moved_in_applied(struct file_desk *d, const char *politic)
{
    struct err err = ERR_INIT;
    int64_t p = moved_in(d, "2026-03-10", NULL);
    struct record old, r;
    assert_true(record_read(&old, &ledger_people, d->b, d->a, p, &err));
    r = record_copy(&old, d->a);
    fixture_type(&d->f, &r, "apply_on", "2023-03-10");
    fixture_type(&d->f, &r, "activist_on", "2023-09-10");
    fixture_type(&d->f, &r, "candidate_on", "2025-01-10");
    fixture_type(&d->f, &r, "politic", politic);
    assert_true(ledger_apply(d->b, d->a, &r, &old, NULL, &err));
    return p;
}

/* Neither what he did elsewhere nor what the roster alone says is late. */
TEST(nobody_is_warned_of_what_was_done_before_he_came)
{
    static const char *const origins[] = {NULL, ORIGIN_HERE, ORIGIN_ELSEWHERE};
    for (size_t i = 0; i < ARRAY_LEN(origins); i++) {
        struct file_desk d;
        struct file_finding *list = NULL;
        int64_t p = moved_in_applied(&d, "中共预备党员");
        if (origins[i] != NULL) {
            open_file(&d, p, origins[i]);
        }
        struct pipeline_file f = desk_file(&d, p);
        for (size_t k = 0; k < f.now.n_warnings; k++) {
            assert_true(f.now.warnings[k].step > AT_APPROVE);
        }
        assert_int_equal(f.now.steps[6].next_entry, DATE_NONE);
        for (int no = 1; no < AT_APPROVE; no++) {
            assert_int_not_equal(f.now.steps[no].state, STEP_DUE);
        }
        assert_int_equal(f.now.steps[6].state, STEP_DONE);
        size_t n = pipeline_audit(d.a, book_pipeline(d.b), &f.facts, d.b->today,
                                  &list);
        for (size_t k = 0; k < n; k++) {
            int no = list[k].step;
            if (no == AT_ACCEPT || no == AT_APPROVE || no == 2 || no == 6) {
                fail_msg("%s", list[k].text);
            }
        }
        file_desk_close(&d);
    }
}

/* 转正 of long ago is often not known any more. */
TEST(a_full_member_without_the_day_is_not_taken_for_a_probationary_one)
{
    struct file_desk d;
    file_desk_open(&d);
    struct stmt st;
    stmt_open(&st, d.b->db,
              SQL("update person set full_on = null, join_on = '1985-06-10',"
                  " politic = '01'"
                  " where id = :id"));
    stmt_int(&st, ":id", d.member[0]);
    assert_true(stmt_run(&st, NULL));
    struct pipeline_file f = desk_file(&d, d.member[0]);
    assert_string_equal(f.notice, "");
    assert_int_equal(f.assumed, DATE_NONE);
    assert_int_equal(f.now.n_warnings, 0);
    file_desk_close(&d);
}

/* Her first step opens the file of one who moved in; what was before she came
   was done elsewhere. */
TEST(the_first_step_opens_the_file_of_who_moved_in)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    struct pipeline_applicant *list = NULL;
    size_t n = 0;
    int64_t p = moved_in(&d, "2026-03-10", NULL);
    assert_true(pipeline_applicants(d.b, d.a, &list, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(list[0].person, p);
    assert_non_null(strstr(list[0].about, "外单位转入"));
    struct pipeline_file f = desk_file(&d, p);
    struct record r = desk_step(&d, &f, 20, desk_day("2026-04-02"), "");
    struct strbuf text;
    sb_init(&text);
    assert_true(pipeline_step_effects(&f, &r, &text, &err));
    assert_non_null(strstr(text.s, "外单位转入，2026-09-01 转来"));
    assert_non_null(strstr(text.s, "记作外单位办理"));
    sb_clear(&text);
    if (!pipeline_step_save(&f, &r, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_string_equal(record_text(&f.head, CANDIDACY_ORIGIN),
                        ORIGIN_ELSEWHERE);
    assert_string_equal(record_text(&f.head, CANDIDACY_CAME), "2026-09-01");
    assert_int_equal(record_int(&f.steps[20], STEP_ELSEWHERE), 1);
    assert_true(pipeline_applicants(d.b, d.a, &list, &n, &err));
    assert_int_equal(n, 0);
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}
