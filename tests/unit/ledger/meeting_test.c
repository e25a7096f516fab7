/* The meeting as a whole: who should come, what counts, what is refused. */
#include "meeting_fixture.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/change.h"
#include "pbtui/store/check.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool in_roll(const struct meeting *m, int64_t person)
{
    for (size_t i = 0; i < m->roll.n; i++) {
        if (!m->roll.v[i].gone &&
            record_int(&m->roll.v[i].now, ATTEND_PERSON) == person) {
            return true;
        }
    }
    return false;
}

/* ---- who should come ------------------------------------------------------
 */

TEST(roll_is_that_of_the_day_whenever_it_is_typed)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct record june = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &june, "name", "钱六月");
    fixture_type(&f, &june, "birth_on", "1985-05-05");
    fixture_type(&f, &june, "join_on", "2010-07-01");
    fixture_type(&f, &june, "full_on", "2011-07-01");
    fixture_type(&f, &june, "in_kind", "转入组织关系");
    fixture_type(&f, &june, "in_from", "示例支部");
    fixture_type(&f, &june, "from_on", "2026-06-10");
    struct err err = ERR_INIT;
    if (!ledger_apply(f.book, &f.arena, &june, NULL, NULL, &err)) {
        fail_msg("%s", err.text);
    }
    struct meeting may = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    struct meeting july = meeting_make(&f, "branch.meeting", DAY(2026, 7, 20));
    assert_int_equal(meeting_counts(&may).due, 3);
    assert_false(in_roll(&may, june.id));
    assert_int_equal(meeting_counts(&july).due, 4);
    assert_true(in_roll(&july, june.id));

    /* Out in August: in August's roll before that day, not in September's. */
    struct query q = query_of(&ledger_member, NULL);
    struct query_row row;
    size_t n;
    q.parent = june.id;
    q.limit = 1;
    assert_true(query_page(f.book, &f.arena, &q, &row, &n, NULL) && n == 1);
    struct record old;
    assert_true(
        record_read(&old, &ledger_member, f.book, &f.arena, row.id, NULL));
    struct record out = record_copy(&old, &f.arena);
    fixture_type(&f, &out, "out_kind", "转出组织关系");
    fixture_type(&f, &out, "out_to", "示例二支部");
    fixture_type(&f, &out, "out_letter_on", "2026-08-03");
    fixture_type(&f, &out, "out_receipt_on", "2026-08-20");
    if (!ledger_apply(f.book, &f.arena, &out, &old, NULL, &err)) {
        fail_msg("%s", err.text);
    }
    struct meeting august =
        meeting_make(&f, "branch.meeting", DAY(2026, 8, 19));
    struct meeting september =
        meeting_make(&f, "branch.meeting", DAY(2026, 9, 1));
    assert_true(in_roll(&august, june.id));
    assert_false(in_roll(&september, june.id));
    fixture_close(&f);
}

TEST(a_held_meeting_keeps_its_roll_when_the_roster_moves)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_saved(&m);
    meeting_members(&f, 1); /* entered late, here since 2015 */
    struct meeting again;
    assert_true(meeting_read(&again, f.book, &f.arena, m.event.id, NULL));
    record_set_text(&again.event, EVENT_PLACE, "局三楼会议室");
    meeting_saved(&again);
    assert_int_equal(meeting_counts(&again).due, 3);
    assert_int_equal(record_int(&again.event, EVENT_DUE), 3);
    fixture_close(&f);
}

TEST(probationary_members_come_without_a_vote)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 4);
    int64_t id = fixture_member(&f, "周预备", "1999-01-01", "2026-01-10", NULL);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    assert_true(in_roll(&m, id));
    assert_int_equal(meeting_counts(&m).due, 5);
    assert_int_equal(meeting_counts(&m).entitled, 4);
    fixture_close(&f);
}

/* ---- counting -------------------------------------------------------------
 */

TEST(three_duties_on_one_afternoon_are_one_event)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 5);
    struct meeting m = meeting_make(&f, "themeday", DAY(2026, 5, 20));
    const char *also[] = {"branch.meeting", "lecture"};
    assert_true(meeting_also(&m, also, 2, NULL));
    meeting_saved(&m);
    assert_int_equal(meeting_ask(&f, SQL("select count(*) from event")), 1);
    assert_int_equal(
        meeting_ask(&f,
                    SQL("select count(*) from event_kind where counted = 1")),
        3);
    assert_int_equal(meeting_ask(&f, SQL("select count(*) from attend")), 5);
    fixture_close(&f);
}

TEST(kinds_of_different_bodies_need_two_events)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 5);
    struct meeting m = meeting_make(&f, "committee.meeting", DAY(2026, 5, 20));
    const char *also[] = {"group.meeting"};
    assert_true(meeting_also(&m, also, 1, NULL));
    assert_string_equal(meeting_refusal(&f, &m), "E-EVENT-016");
    fixture_close(&f);
}

TEST(numbers_run_by_kind_and_year)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    static const struct {
        const char *kind;
        int y, m, d;
        int64_t no;
    } rows[] = {
        {"branch.meeting", 2025, 12, 1, 1}, {"branch.meeting", 2026, 3, 1, 1},
        {"themeday", 2026, 3, 5, 1},        {"branch.meeting", 2026, 6, 1, 2},
        {"branch.meeting", 2026, 2, 1, 3}, /* typed late: the next number */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct meeting m = meeting_make(&f, rows[i].kind,
                                        DAY(rows[i].y, rows[i].m, rows[i].d));
        meeting_saved(&m);
        assert_int_equal(record_int(&m.kinds.v[0].now, EK_NO), rows[i].no);
    }
    fixture_close(&f);
}

TEST(a_meeting_short_of_its_quorum_is_kept_and_not_counted)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 10);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_absent(&m, 5); /* 5 of 10 are not more than half */
    struct issues is = {.arena = &f.arena};
    meeting_check(&m, &is);
    bool warned = false;
    for (size_t i = 0; i < is.n; i++) {
        warned = warned || strcmp(is.list[i].code, "E-EVENT-025") == 0;
        assert_false(is.list[i].blocks);
    }
    assert_true(warned);
    meeting_saved(&m);
    assert_int_equal(record_int(&m.event, EVENT_VALID), 0);
    assert_int_equal(record_int(&m.kinds.v[0].now, EK_COUNTED), 0);
    meeting_mark(&m, 0, ATTEND_PRESENT, NULL);
    meeting_saved(&m);
    assert_int_equal(record_int(&m.event, EVENT_VALID), 1);
    assert_int_equal(record_int(&m.kinds.v[0].now, EK_COUNTED), 1);
    fixture_close(&f);
}

TEST(late_entry_is_marked_and_counts_for_its_own_month)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting march = meeting_make(&f, "branch.meeting", DAY(2026, 3, 10));
    struct meeting today =
        meeting_make(&f, "branch.meeting", DAY(2026, 11, 19));
    meeting_saved(&march);
    meeting_saved(&today);
    assert_int_equal(record_int(&march.kinds.v[0].now, EK_LATE), 1);
    assert_int_equal(record_int(&today.kinds.v[0].now, EK_LATE), 0);
    assert_string_equal(record_text(&march.event, EVENT_ENTERED), "2026-11-20");
    assert_string_equal(record_text(&march.kinds.v[0].now, EK_ON),
                        "2026-03-10");
    fixture_close(&f);
}

/* ---- what is refused ------------------------------------------------------
 */

TEST(a_held_meeting_cannot_be_cancelled)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    record_set_text(&m.event, EVENT_MINUTES, "第一稿");
    meeting_saved(&m);
    static const char *const others[] = {EVENT_PLANNED, EVENT_FAILED,
                                         EVENT_CANCELLED};
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        struct meeting c;
        assert_true(meeting_read(&c, f.book, &f.arena, m.event.id, NULL));
        record_set_text(&c.event, EVENT_STATE, others[i]);
        record_set_text(&c.event, EVENT_STATE_REASON, "试一试");
        assert_string_equal(meeting_refusal(&f, &c), "E-EVENT-010");
    }
    assert_int_equal(meeting_ask(&f, SQL("select count(*) from attend"
                                         " where voided_on is null")),
                     3);
    /* Correcting it leaves the old text readable. */
    record_set_text(&m.event, EVENT_MINUTES, "第二稿");
    meeting_saved(&m);
    struct audit_entry *list;
    size_t n;
    assert_true(audit_history(f.book->db, &f.arena, "event", m.event.id, &list,
                              &n, NULL));
    assert_int_equal(n, 2);
    assert_string_equal(audit_image_get(&f.arena, list[0].after, "minutes"),
                        "第一稿");
    assert_string_equal(audit_image_get(&f.arena, list[1].after, "minutes"),
                        "第二稿");
    fixture_close(&f);
}

TEST(what_cannot_have_been_is_refused)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    record_set_text(&m.event, EVENT_TIME_TO, "14:30");
    assert_string_equal(meeting_refusal(&f, &m), "E-EVENT-013");

    m = meeting_make(&f, "branch.meeting", DAY(2026, 11, 21));
    assert_string_equal(record_text(&m.event, EVENT_STATE), EVENT_PLANNED);
    record_set_text(&m.event, EVENT_STATE, EVENT_HELD);
    assert_string_equal(meeting_refusal(&f, &m), "E-EVENT-011");

    m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    record_set_text(&m.event, EVENT_STATE, EVENT_FAILED);
    assert_string_equal(meeting_refusal(&f, &m), "E-EVENT-012");

    m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_mark(&m, 0, ATTEND_LEAVE, NULL);
    assert_string_equal(meeting_refusal(&f, &m), "E-EVENT-021");

    m = meeting_make(&f, "group.meeting", DAY(2026, 5, 20));
    assert_string_equal(meeting_refusal(&f, &m), "E-EVENT-015");
    fixture_close(&f);
}

/* Somebody who was not here on that day can neither chair nor attend. */
TEST(only_who_was_here_that_day)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct record late = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &late, "name", "吴后来");
    fixture_type(&f, &late, "birth_on", "1985-05-05");
    fixture_type(&f, &late, "join_on", "2010-07-01");
    fixture_type(&f, &late, "full_on", "2011-07-01");
    fixture_type(&f, &late, "in_kind", "转入组织关系");
    fixture_type(&f, &late, "from_on", "2026-06-10");
    struct err err = ERR_INIT;
    assert_true(ledger_apply(f.book, &f.arena, &late, NULL, NULL, &err));
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    record_set_int(&m.event, EVENT_HOST, late.id);
    assert_string_equal(meeting_refusal(&f, &m), "E-EVENT-018");
    m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_add_person(&m, late.id);
    assert_string_equal(meeting_refusal(&f, &m), "E-EVENT-020");
    fixture_close(&f);
}

/* ---- votes ----------------------------------------------------------------
 */

struct vote_row {
    int present;
    int written;
    int yes, no, abstain;
    const char *verdict; /* code, or the refusal */
};

TEST(votes_by_the_roll_of_twenty)
{
    static const struct vote_row rows[] = {
        {12, 2, 9, 2, 1, "1"},           /* 11 > 10 */
        {12, 0, 10, 1, 1, "2"},          /* 10 is not more than 10 */
        {10, 5, 8, 1, 1, "3"},           /* 10 present are not enough */
        {12, 0, 9, 2, 2, "E-EVENT-030"}, /* 13 votes of 12 */
    };
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 20);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
        meeting_absent(&m, 20 - rows[i].present);
        struct record *r =
            &meeting_add_agenda(&m, "接收示例同志为预备党员")->now;
        record_set_text(r, AGENDA_VOTE_RULE, "admission");
        if (rows[i].written > 0) {
            record_set_int(r, AGENDA_WRITTEN_YES, rows[i].written);
        }
        record_set_int(r, AGENDA_YES, rows[i].yes);
        record_set_int(r, AGENDA_NO, rows[i].no);
        record_set_int(r, AGENDA_ABSTAIN, rows[i].abstain);
        const char *code = meeting_refusal(&f, &m);
        if (rows[i].verdict[0] == 'E') {
            assert_string_equal(code, rows[i].verdict);
            continue;
        }
        assert_string_equal(code, "");
        assert_string_equal(record_text(&m.agenda.v[0].now, AGENDA_VERDICT),
                            rows[i].verdict);
    }
    fixture_close(&f);
}

/* ---- what goes on ---------------------------------------------------------
 */

TEST(open_actions_come_back_until_they_are_done)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting one = meeting_make(&f, "branch.meeting", DAY(2026, 3, 10));
    meeting_add_agenda(&one, "布置");
    struct record *a = &meeting_add_action(&one, 0)->now;
    record_set_text(a, ACTION_TEXT, "报送备案材料");
    record_set_text(a, ACTION_DUE, "2026-03-20");
    meeting_saved(&one);
    assert_int_equal(record_int(&one.actions.v[0].now, ACTION_AGENDA),
                     one.agenda.v[0].now.id);

    struct meeting two = meeting_make(&f, "branch.meeting", DAY(2026, 6, 10));
    assert_int_equal(two.open.n, 1);
    meeting_saved(&two); /* not reported: it comes again */
    struct meeting three = meeting_make(&f, "branch.meeting", DAY(2026, 9, 10));
    assert_int_equal(three.open.n, 1);
    record_set_text(&three.open.v[0].now, ACTION_DONE, "2026-09-10");
    meeting_saved(&three);
    struct meeting four = meeting_make(&f, "branch.meeting", DAY(2026, 10, 10));
    assert_int_equal(four.open.n, 0);
    fixture_close(&f);
}

TEST(habits_are_taken_from_the_last_one)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting one = meeting_make(&f, "branch.meeting", DAY(2026, 3, 10));
    record_set_text(&one.event, EVENT_PLACE, "局三楼会议室");
    one.event.values[EVENT_HOST] = one.roll.v[0].now.values[ATTEND_PERSON];
    record_set_text(&one.event, EVENT_MINUTES, "三月十日，第1次。");
    meeting_add_agenda(&one, "审定3月主题党日方案");
    meeting_saved(&one);
    struct meeting m;
    assert_true(meeting_new(&m, f.book, &f.arena, "branch.meeting", 0,
                            DAY(2026, 6, 9), NULL));
    assert_string_equal(record_text(&m.event, EVENT_PLACE), "局三楼会议室");
    assert_string_equal(record_text(&m.event, EVENT_TIME_FROM), "14:30");
    assert_int_equal(record_int(&m.event, EVENT_HOST),
                     record_int(&one.event, EVENT_HOST));
    assert_true(record_is_null(&m.event, EVENT_MINUTES));
    struct residue left[8];
    assert_int_equal(meeting_residue(&m, left, 8), 0);
    assert_true(meeting_copy_last(&m, NULL));
    assert_int_equal(m.agenda.n, 1);
    size_t n = meeting_residue(&m, left, 8);
    bool month = false;
    bool number = false;
    for (size_t i = 0; i < n; i++) {
        month = month || strcmp(left[i].text, "3月") == 0;
        number = number || strcmp(left[i].text, "第1次") == 0;
    }
    assert_true(month && number);
    fixture_close(&f);
}

TEST(undo_takes_a_whole_meeting_back)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 4);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_add_agenda(&m, "议题");
    meeting_saved(&m);
    struct change_info info;
    struct err err = ERR_INIT;
    assert_true(change_undo(f.book->db, &info, &err));
    assert_non_null(strstr(info.label, "支部党员大会"));
    assert_int_equal(meeting_ask(&f, SQL("select count(*) from event")), 0);
    assert_int_equal(meeting_ask(&f, SQL("select count(*) from attend")), 0);
    assert_true(change_redo(f.book->db, &info, &err));
    assert_int_equal(meeting_ask(&f, SQL("select count(*) from attend")), 4);
    fixture_close(&f);
}

TEST(two_windows_are_put_together)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_add_agenda(&m, "议题一");
    meeting_saved(&m);
    struct meeting mine;
    struct meeting theirs;
    assert_true(meeting_read(&mine, f.book, &f.arena, m.event.id, NULL));
    assert_true(meeting_read(&theirs, f.book, &f.arena, m.event.id, NULL));
    record_set_text(&theirs.event, EVENT_PLACE, "二楼");
    record_set_text(&theirs.event, EVENT_NOTE, "对方");
    meeting_add_agenda(&theirs, "对方的议题");
    meeting_saved(&theirs);
    record_set_text(&mine.event, EVENT_MINUTES, "我的记录");
    record_set_text(&mine.event, EVENT_NOTE, "我的");
    meeting_add_agenda(&mine, "我的议题");
    record_set_text(&meeting_add_action(&mine, 1)->now, ACTION_TEXT,
                    "我的待办");
    assert_string_equal(meeting_refusal(&f, &mine), "E-SAVE-001");
    struct strbuf both;
    sb_init(&both);
    assert_true(meeting_merge(&mine, &both, NULL));
    assert_non_null(strstr(both.s, "备注"));
    assert_null(strstr(both.s, "内容"));
    sb_clear(&both);
    meeting_saved(&mine);
    assert_string_equal(record_text(&mine.event, EVENT_PLACE), "二楼");
    assert_string_equal(record_text(&mine.event, EVENT_MINUTES), "我的记录");
    assert_string_equal(record_text(&mine.event, EVENT_NOTE), "我的");
    assert_int_equal(mine.agenda.n, 3);
    int topic = mine.actions.v[0].under;
    assert_int_equal(topic, 2);
    assert_string_equal(record_text(&mine.agenda.v[topic].now, AGENDA_TOPIC),
                        "我的议题");
    fixture_close(&f);
}

/* ---- drafts ---------------------------------------------------------------
 */

TEST(a_draft_brings_everything_back)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 4);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    const char *also[] = {"lecture"};
    assert_true(meeting_also(&m, also, 1, NULL));
    record_set_text(&m.kinds.v[1].now, EK_TITLE, "一堂课");
    meeting_absent(&m, 2);
    meeting_add_agenda(&m, "议题一");
    meeting_add_agenda(&m, "议题二");
    meeting_drop(&m.agenda, 0);
    record_set_text(&meeting_add_action(&m, 1)->now, ACTION_TEXT, "待办");
    struct packed p = {.arena = &f.arena};
    meeting_pack(&m, meeting_keep, &p);
    struct meeting back;
    assert_true(meeting_new(&back, f.book, &f.arena, "branch.meeting", 0,
                            DAY(2026, 5, 20), NULL));
    meeting_unpack(&back, p.list, p.n);
    meeting_saved(&back);
    assert_int_equal(meeting_counts(&back).leave, 2);
    assert_int_equal(back.kinds.n, 2);
    assert_string_equal(record_text(&back.kinds.v[1].now, EK_TITLE), "一堂课");
    assert_int_equal(back.agenda.n, 1);
    assert_string_equal(record_text(&back.agenda.v[0].now, AGENDA_TOPIC),
                        "议题二");
    assert_int_equal(back.actions.v[0].under, 0);
    fixture_close(&f);
}

TEST(a_group_is_understood_as_it_is_called)
{
    struct fixture f;
    fixture_open(&f);
    static const char *const words[] = {"一", "一组", "第一组", "第一党小组"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        struct record r = record_new(&ledger_event, f.book, &f.arena);
        fixture_type(&f, &r, "grp_id", words[i]);
        assert_int_equal(record_int(&r, EVENT_GRP), 1);
    }
    struct record r = record_new(&ledger_event, f.book, &f.arena);
    assert_string_equal(fixture_refusal(&f, &r, "grp_id", "九组"),
                        "E-FIELD-009");
    fixture_close(&f);
}

/* ---- the command line's way ------------------------------------------------
 */

TEST(an_event_out_of_a_few_words)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 4);
    int64_t li =
        fixture_member(&f, "李示例", "1990-01-01", "2012-07-01", "2013-07-01");
    struct record r = record_new(&ledger_event, f.book, &f.arena);
    fixture_type(&f, &r, "kind", "主题党日");
    fixture_type(&f, &r, "on_day", "2026-11-05");
    fixture_type(&f, &r, "also", "党课 党员大会");
    fixture_type(&f, &r, "topic", "学习；讨论");
    fixture_type(&f, &r, "away", "李示例=请假:因公出差");
    struct err err = ERR_INIT;
    if (!ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    struct meeting m;
    assert_true(meeting_read(&m, f.book, &f.arena, r.id, NULL));
    assert_int_equal(m.kinds.n, 3);
    assert_int_equal(m.agenda.n, 2);
    assert_int_equal(meeting_counts(&m).leave, 1);
    assert_int_equal(record_int(&m.event, EVENT_LEAVE), 1);
    (void)li;

    /* One row of the roll by itself keeps the counts in step. */
    struct record old = m.roll.v[0].was;
    struct record one = record_copy(&old, &f.arena);
    fixture_type(&f, &one, "state", "缺席");
    fixture_type(&f, &one, "reason", "无故");
    if (!ledger_apply(f.book, &f.arena, &one, &old, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_true(meeting_read(&m, f.book, &f.arena, r.id, NULL));
    assert_int_equal(record_int(&m.event, EVENT_ABSENT), 1);
    assert_int_equal(record_int(&m.event, EVENT_PRESENT), 3);
    if (!ledger_void(f.book, &f.arena, &ledger_event, r.id, "登记错了，重来",
                     &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    assert_int_equal(meeting_ask(&f, SQL("select count(*) from event_kind"
                                         " where voided_on is null")),
                     0);
    fixture_close(&f);
}

/* ---- properties ------------------------------------------------------------
 */

static void try_roll(uint64_t *rnd)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3 + (int)unit_below(rnd, 9));
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    for (int i = 0; i < 40; i++) {
        meeting_cycle(&m, unit_below(rnd, m.roll.n));
        struct meeting_counts c = meeting_counts(&m);
        assert_int_equal(c.due, c.present + c.online + c.leave + c.absent);
        assert_int_equal(c.due, (int)meeting_count(&m.roll));
    }
    for (size_t i = 0; i < m.roll.n; i++) {
        struct record *r = &m.roll.v[i].now;
        if (strcmp(record_text(r, ATTEND_STATE), ATTEND_LEAVE) == 0) {
            record_set_text(r, ATTEND_REASON,
                            codes_find("absence_reason", "事假"));
        }
    }
    meeting_saved(&m);
    assert_int_equal(
        record_int(&m.event, EVENT_DUE),
        meeting_ask(
            &f, SQL("select count(*) from attend where voided_on is null")));
    assert_int_equal(
        record_int(&m.event, EVENT_PRESENT) +
            record_int(&m.event, EVENT_ONLINE),
        meeting_ask(&f,
                    SQL("select count(*) from attend where voided_on is null"
                        " and state in ('1', '2')")));
    struct check_report report;
    assert_true(check_run(f.book->db, &f.arena, &report, NULL, NULL, NULL));
    assert_int_equal(report.n, 0);
    fixture_close(&f);
}

PROPERTY(counts_always_add_up)
{
    uint64_t rnd = unit_seed();
    for (int i = 0; i < 15; i++) {
        try_roll(&rnd);
    }
}
