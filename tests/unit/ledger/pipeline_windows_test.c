/* Two windows at once, parts under done steps, meetings under steps, sealed
   months, a ledger that is read only, a day in view that is past. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "meeting_fixture.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/periods.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/stmt.h"
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

static const char *save(struct file_desk *d, struct pipeline_file *f,
                        struct record *r)
{
    struct err err = ERR_INIT;
    return pipeline_step_save(f, r, NULL, &err)
               ? ""
               : arena_printf(d->a, "%s %s", err.code, err.text);
}

/* ---- two windows ------------------------------------------------------------
 */

TEST(the_same_step_is_not_written_twice)
{
    struct file_desk d;
    int64_t p = worked(&d, 1);
    struct pipeline_file one = desk_file(&d, p), two = desk_file(&d, p);
    struct record a = desk_step(&d, &one, 2, desk_day("2022-04-10"), "");
    struct record b = desk_step(&d, &two, 2, desk_day("2022-04-11"), "");
    assert_string_equal(save(&d, &one, &a), "");
    assert_true(begins(save(&d, &two, &b), "E-PIPE-030"));
    assert_int_equal(b.id, 0);
    assert_int_equal(
        desk_int(&d, SQL("select count(*) from step where no = :id"), 2), 1);
    file_desk_close(&d);
}

TEST(a_change_of_what_was_read_before_meets_the_conflict)
{
    struct file_desk d;
    int64_t p = worked(&d, 2);
    struct pipeline_file one = desk_file(&d, p), two = desk_file(&d, p);
    struct record a = record_copy(&one.steps[2], d.a);
    struct record b = record_copy(&two.steps[2], d.a);
    record_set_text(&a, STEP_ON, "2022-04-11");
    record_set_text(&b, STEP_NOTE, "另一个窗口");
    assert_string_equal(save(&d, &one, &a), "");
    const char *code = save(&d, &two, &b);
    assert_string_not_equal(code, "");
    assert_string_equal(
        desk_text(&d, SQL("select on_day from step where no = :id"), 2),
        "2022-04-11");
    file_desk_close(&d);
}

TEST(a_step_taken_back_elsewhere_is_not_changed)
{
    struct file_desk d;
    int64_t p = worked(&d, 2);
    struct pipeline_file one = desk_file(&d, p);
    struct record a = record_copy(&one.steps[2], d.a);
    record_set_text(&a, STEP_NOTE, "迟来的备注");
    assert_string_equal(desk_back(&d, p, 2), "");
    assert_true(begins(save(&d, &one, &a), "E-PIPE-030"));
    file_desk_close(&d);
}

TEST(a_file_that_another_window_opened_is_gone_on_with)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    struct pipeline_file one = desk_file(&d, p), two = desk_file(&d, p);
    assert_true(pipeline_file_open(&one, ORIGIN_HERE, &err));
    struct record r = desk_step(&d, &two, 2, desk_day("2022-04-10"), "");
    assert_string_equal(save(&d, &two, &r), "");
    assert_int_equal(desk_int(&d,
                              SQL("select count(*) from candidacy"
                                  " where person_id = :id"),
                              p),
                     1);
    struct pipeline_file three = two;
    three.head.id = 0;
    assert_false(pipeline_file_open(&three, ORIGIN_HERE, &err));
    assert_string_equal(err.code, "E-PIPE-027");
    file_desk_close(&d);
}

/* Rules are asked of what is there now, not of what was read. */
TEST(a_part_taken_away_meanwhile_is_missed)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 8);
    struct pipeline_file first = desk_file(&d, p);
    struct record e = desk_step(&d, &first, 9, desk_day("2023-10-20"), "");
    assert_string_equal(save(&d, &first, &e), "");
    desk_go(&d, p, 10, 14);
    assert_string_equal(desk_back(&d, p, 14), "");
    assert_string_equal(desk_back(&d, p, 13), "");
    assert_string_equal(desk_back(&d, p, 12), "");
    assert_string_equal(desk_back(&d, p, 11), "");
    assert_string_equal(desk_back(&d, p, 10), "");
    struct pipeline_file f = desk_file(&d, p);
    struct record change = record_copy(&f.steps[9], d.a);
    record_set_text(&change, STEP_ON, "2023-10-21");
    /* The other window: the contact's note, which hinders nothing. */
    struct pipeline_file other = desk_file(&d, p);
    struct record h = record_copy(&other.helpers[0], d.a);
    record_set_int(&h, HELPER_KIN, 1);
    assert_true(ledger_apply(d.b, d.a, &h, &other.helpers[0], NULL, &err));
    assert_string_equal(save(&d, &f, &change), "");
    assert_int_equal(record_int(&f.helpers[0], HELPER_KIN), 1);
    file_desk_close(&d);
}

/* ---- parts
 * --------------------------------------------------------------------- */

TEST(what_a_done_step_stands_on_is_not_taken_away)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 15);
    struct pipeline_file f = desk_file(&d, p);
    assert_false(ledger_void(d.b, d.a, &ledger_step_entry, f.entries[0].id,
                             "考察登记错了", &err));
    assert_string_equal(err.code, "E-PIPE-034");
    for (size_t i = 0; i < f.n_helpers; i++) {
        err = (struct err)ERR_INIT;
        assert_false(ledger_void(d.b, d.a, &ledger_helper, f.helpers[i].id,
                                 "人登记错了", &err));
        assert_string_equal(err.code, "E-PIPE-034");
    }
    /* … whatever day is in view. */
    d.b->day = desk_day("2022-05-01");
    err = (struct err)ERR_INIT;
    assert_false(ledger_void(d.b, d.a, &ledger_step_entry, f.entries[0].id,
                             "考察登记错了", &err));
    assert_string_equal(err.code, "E-PIPE-034");
    d.b->day = d.b->today;
    struct record r = record_copy(&f.helpers[1], d.a);
    record_set_text(&r, HELPER_TO, "2024-01-20");
    record_set_text(&r, HELPER_REASON, "调离");
    err = (struct err)ERR_INIT;
    assert_false(ledger_apply(d.b, d.a, &r, &f.helpers[1], NULL, &err));
    assert_string_equal(err.code, "E-PIPE-034");
    record_set_text(&r, HELPER_TO, "2024-03-01");
    assert_true(ledger_apply(d.b, d.a, &r, &f.helpers[1], NULL, &err));
    file_desk_close(&d);
}

TEST(a_part_does_not_change_to_another_file)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 5);
    int64_t other = desk_applicant(&d, "李禾", "2022-03-15");
    desk_worked(&d, other, 2);
    struct pipeline_file f = desk_file(&d, p), g = desk_file(&d, other);
    struct record r = record_copy(&f.helpers[0], d.a);
    record_set_int(&r, HELPER_FILE, g.head.id);
    assert_false(ledger_apply(d.b, d.a, &r, &f.helpers[0], NULL, &err));
    assert_string_equal(err.code, "E-PIPE-214");
    file_desk_close(&d);
}

TEST(fresh_parts_are_checked_with_the_step)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 1);
    struct pipeline_file f = desk_file(&d, p);
    struct record paper = record_new(&ledger_paper, d.b, d.a);
    record_set_int(&paper, PAPER_NO, 2);
    record_set_text(&paper, PAPER_NAME, "谈话记录");
    record_set_int(&paper, PAPER_COPIES, 0);
    struct record r = desk_step(&d, &f, 2, desk_day("2022-04-10"), "");
    assert_true(pipeline_put(&f, &paper, &err));
    assert_true(begins(save(&d, &f, &r), "E-PIPE-041"));
    f = desk_file(&d, p);
    record_set_int(&paper, PAPER_COPIES, 1);
    assert_true(pipeline_put(&f, &paper, &err));
    assert_string_equal(save(&d, &f, &r), "");
    /* The same paper twice. */
    f = desk_file(&d, p);
    r = desk_step(&d, &f, 3, desk_day("2022-09-20"), "");
    assert_true(pipeline_put(&f, &paper, &err));
    assert_true(begins(save(&d, &f, &r), "E-PIPE-216"));
    file_desk_close(&d);
}

/* ---- meetings
 * -------------------------------------------------------------------- */

TEST(a_meeting_with_a_step_stays)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 3);
    struct pipeline_file f = desk_file(&d, p);
    int64_t event = record_int(&f.steps[3], STEP_EVENT);
    assert_false(ledger_void(d.b, d.a, &ledger_event, event, "没有开成", &err));
    assert_string_equal(err.code, "E-SAVE-020");
    assert_string_equal(desk_back(&d, p, 3), "");
    assert_true(ledger_void(d.b, d.a, &ledger_event, event, "没有开成", &err));
    file_desk_close(&d);
}

static bool warns(struct file_desk *d, struct meeting *m)
{
    struct issues is = {.arena = d->a};
    meeting_check(m, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (strcmp(is.list[i].code, "W-PIPE-217") == 0) {
            assert_false(is.list[i].blocks);
            assert_non_null(strstr(is.list[i].text, "陈方"));
            return true;
        }
    }
    return false;
}

TEST(a_meeting_that_changes_under_a_step_warns)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 15);
    struct pipeline_file f = desk_file(&d, p);
    int64_t event = record_int(&f.steps[15], STEP_EVENT);
    struct meeting m;
    for (int i = 0; i < 6; i++) {
        assert_true(meeting_read(&m, d.b, d.a, event, &err));
        struct record *topic = &m.agenda.v[0].now;
        switch (i) {
        case 0:
            break;
        case 1:
            record_set_text(&m.event, EVENT_ON, "2024-01-25");
            break;
        case 2:
            record_set_int(topic, AGENDA_YES, 1);
            record_set_int(topic, AGENDA_NO, 5);
            break;
        case 3:
            record_set_int(topic, AGENDA_SUBJECT, d.member[0]);
            break;
        case 4:
            record_set_text(topic, AGENDA_VOTE_RULE, "general");
            break;
        default:
            meeting_absent(&m, 4);
            break;
        }
        assert_int_equal(warns(&d, &m), i > 0);
    }
    file_desk_close(&d);
}

/* ---- sealed, read only, in the past
 * ------------------------------------------------- */

static void seal(struct file_desk *d, const char *month)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_period, d->b, d->a);
    fixture_type(&d->f, &r, "month", month);
    if (!ledger_apply(d->b, d->a, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

TEST(nothing_moves_in_or_out_of_a_sealed_month)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 2);
    seal(&d, "2022-04");
    assert_true(begins(desk_back(&d, p, 2), "E-PERIOD-"));
    struct pipeline_file f = desk_file(&d, p);
    struct record r = record_copy(&f.steps[2], d.a);
    record_set_text(&r, STEP_ON, "2022-05-02");
    assert_true(begins(save(&d, &f, &r), "E-PERIOD-"));
    /* The note of a sealed step is of that month, too. */
    r = record_copy(&f.steps[2], d.a);
    record_set_text(&r, STEP_NOTE, "补写");
    assert_true(begins(save(&d, &f, &r), "E-PERIOD-"));
    struct record e = record_new(&ledger_step_entry, d.b, d.a);
    record_set_int(&e, STEP_ENTRY_FILE, f.head.id);
    record_set_text(&e, STEP_ENTRY_ON, "2022-04-30");
    record_set_text(&e, STEP_ENTRY_CONTENT, "学习党章的体会");
    assert_false(ledger_apply(d.b, d.a, &e, NULL, NULL, &err));
    assert_true(begins(err.code, "E-PERIOD-"));
    /* What was done elsewhere was never in it. */
    assert_string_equal(desk_take_step(&d, p, 3, desk_day("2022-09-20"), ""),
                        "");
    record_set_text(&e, STEP_ENTRY_ON, "2022-09-20");
    assert_true(ledger_apply(d.b, d.a, &e, NULL, NULL, &err));
    file_desk_close(&d);
}

TEST(a_file_does_not_end_in_a_sealed_month)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 2);
    seal(&d, "2022-04");
    struct pipeline_file f = desk_file(&d, p);
    assert_false(
        pipeline_end(&f, desk_day("2022-04-30"), "1", "本人申请撤回", &err));
    assert_true(begins(err.code, "E-PERIOD-"));
    assert_true(
        pipeline_end(&f, desk_day("2022-05-01"), "1", "本人申请撤回", &err));
    file_desk_close(&d);
}

TEST(history_is_typed_in_whatever_is_sealed)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
    seal(&d, "2022-04");
    struct pipeline_file f = desk_file(&d, p);
    assert_true(pipeline_file_open(&f, ORIGIN_HISTORY, &err));
    assert_string_equal(desk_take_step(&d, p, 2, desk_day("2022-04-10"), ""),
                        "");
    file_desk_close(&d);
}

/* What he did before he came is history here, what he did since then is not. */
TEST(who_came_from_elsewhere_is_sealed_from_that_day_on)
{
    static const struct {
        const char *on;
        bool sealed;
    } rows[] = {{"2022-04-14", false}, {"2022-04-15", true}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        struct err err = ERR_INIT;
        file_desk_open(&d);
        int64_t p = desk_applicant(&d, "陈方", "2022-03-15");
        seal(&d, "2022-04");
        struct record head = record_new(&ledger_candidacy, d.b, d.a);
        record_set_int(&head, CANDIDACY_PERSON, p);
        record_set_text(&head, CANDIDACY_ORIGIN, ORIGIN_ELSEWHERE);
        record_set_text(&head, CANDIDACY_FROM, "中共示例乡支部（示例）");
        record_set_text(&head, CANDIDACY_CAME, "2022-04-15");
        assert_true(ledger_apply(d.b, d.a, &head, NULL, NULL, &err));
        const char *code = desk_take_step(&d, p, 2, desk_day(rows[i].on), "");
        assert_int_equal(begins(code, "E-PERIOD-"), rows[i].sealed);
        assert_int_equal(code[0] != '\0', rows[i].sealed);
        file_desk_close(&d);
    }
}

/* Looked at on a past day, the file is that of the day; saved is by today. */
TEST(the_day_in_view_changes_what_is_seen_and_not_what_may_be)
{
    struct file_desk d;
    int64_t p = worked(&d, 17);
    d.b->day = desk_day("2023-01-01");
    struct pipeline_file f = desk_file(&d, p);
    assert_int_equal(f.now.next, 7);
    assert_true(begins(desk_back(&d, p, 3), "E-PIPE-025"));
    assert_string_equal(desk_take_step(&d, p, 18, desk_day("2024-04-25"), ""),
                        "");
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}

/* Each save is one line of the history, with the name and the step in it. */
TEST(a_save_is_one_line_of_the_history)
{
    struct file_desk d;
    struct audit_entry *list;
    size_t n;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 17);
    assert_true(audit_history(d.b->db, d.a, "person", p, &list, &n, &err));
    assert_string_equal(list[n - 1].label, "登记 陈方 第 17 步党委审批");
    int64_t change = list[n - 1].change;
    assert_int_equal(desk_int(&d,
                              SQL("select count(distinct tbl) from audit"
                                  " where change = :id"),
                              change),
                     3); /* step, person, member */
    assert_string_equal(desk_back(&d, p, 17), "");
    assert_true(audit_history(d.b->db, d.a, "person", p, &list, &n, &err));
    assert_string_equal(list[n - 1].label, "收回 陈方 第 17 步党委审批");
    assert_string_equal(list[n - 1].reason, "登记错了人");
    file_desk_close(&d);
}

/* The conversion was voted down, and in the same meeting the extension was
   agreed to. */
TEST(of_several_votes_the_one_that_passed_counts)
{
    static const char *const rules[] = {"conversion", "extension"};
    struct file_desk d;
    int64_t p = worked(&d, 22);
    int day = desk_day("2025-02-05");
    struct meeting m = meeting_make(&d.f, "branch.meeting", day);
    for (int i = 0; i < 2; i++) {
        struct record *topic = &meeting_add_agenda(&m, "讨论转正")->now;
        int voters = meeting_counts(&m).voters;
        record_set_int(topic, AGENDA_SUBJECT, p);
        record_set_text(topic, AGENDA_VOTE_RULE, rules[i]);
        record_set_int(topic, AGENDA_YES, i == 0 ? 0 : voters);
        record_set_int(topic, AGENDA_NO, i == 0 ? voters : 0);
        record_set_int(topic, AGENDA_ABSTAIN, 0);
    }
    meeting_saved(&m);
    struct pipeline_file f = desk_file(&d, p);
    struct record r = desk_step(&d, &f, 23, day, RESULT_EXTENDED);
    record_set_int(&r, STEP_EVENT, m.event.id);
    assert_string_equal(save(&d, &f, &r), "");
    file_desk_close(&d);
}

/* A topic without a person is about whoever it names: not about 陈方 when it
   names 陈方明. */
TEST(a_longer_name_is_another_person)
{
    struct file_desk d;
    int64_t p = worked(&d, 2);
    desk_applicant(&d, "陈方明", "2022-03-15");
    struct meeting m =
        meeting_make(&d.f, "branch.meeting", desk_day("2022-09-20"));
    meeting_add_agenda(&m, "确定陈方明为入党积极分子");
    meeting_saved(&m);
    struct pipeline_file f = desk_file(&d, p);
    struct record r = desk_step(&d, &f, 3, desk_day("2022-09-20"), "");
    record_set_int(&r, STEP_EVENT, m.event.id);
    assert_true(begins(save(&d, &f, &r), "E-PIPE-020"));
    file_desk_close(&d);
}

TEST(nothing_is_written_into_a_ledger_that_is_read_only)
{
    struct session s;
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct pipeline_file f;
    struct org_first first = {"中共示例支部（示例）", desk_day("2015-06-01"),
                              true, 0};
    const char *path = arena_printf(&a, "%s/pipeline-read.db", unit_tmp());
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    assert_true(session_create(&s, path, "测试", &first, &err));
    struct record r = record_new(&ledger_people, &s.book, &a);
    record_set_text(&r, ledger_field(&ledger_people, "name"), "陈方");
    record_set_text(&r, ledger_field(&ledger_people, "apply_on"), "2022-03-15");
    assert_true(ledger_apply(&s.book, &a, &r, NULL, NULL, &err));
    session_close(&s);
    assert_true(session_open(&s, path, DB_READ, "测试", &err));
    assert_true(pipeline_read_person(&f, &s.book, &a, r.id, &err));
    struct record step = pipeline_step_new(&f, 2);
    record_set_text(&step, STEP_ON, "2022-04-10");
    assert_false(pipeline_step_save(&f, &step, NULL, &err));
    assert_string_equal(err.code, "E-TX-001");
    assert_false(pipeline_file_open(&f, ORIGIN_HERE, &err));
    assert_false(pipeline_step_void(&f, 1, "登记错了人", &err));
    assert_false(
        pipeline_end(&f, desk_day("2024-01-01"), "1", "本人申请撤回", &err));
    session_close(&s);
    arena_clear(&a);
}
