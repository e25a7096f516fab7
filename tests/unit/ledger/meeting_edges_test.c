/* Meetings at their edges: two windows, drafts, a roll that moves while a form
   is open, kinds over other bodies, sealed months, single parts. */
#include "meeting_fixture.h"

#include "unit.h"

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"

#include <string.h>

TEST(a_year_that_was_typed_stays)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 4);
    struct meeting m = meeting_make(&f, "review", DAY(2026, 4, 10));
    record_set_int(&m.event, EVENT_FOR_YEAR, 2025);
    meeting_saved(&m);
    assert_int_equal(record_int(&m.event, EVENT_FOR_YEAR), 2025);
    assert_int_equal(record_int(&m.kinds.v[0].now, EK_FOR_YEAR), 2025);
    record_set_text(&m.event, EVENT_ON, "2026-04-12");
    assert_true(meeting_follow(&m, true, NULL));
    meeting_saved(&m);
    assert_int_equal(record_int(&m.event, EVENT_FOR_YEAR), 2025);
    /* Nobody said anything: January's is last year's, April's this year's. */
    m = meeting_make(&f, "review", DAY(2026, 1, 20));
    assert_int_equal(record_int(&m.event, EVENT_FOR_YEAR), 2025);
    record_set_text(&m.event, EVENT_ON, "2026-04-12");
    assert_true(meeting_follow(&m, true, NULL));
    assert_int_equal(record_int(&m.event, EVENT_FOR_YEAR), 2026);
    fixture_close(&f);
}

/* Two windows that touch different parts only. */
TEST(parts_of_one_meeting_are_one_thing_to_two_windows)
{
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    meeting_members(&f, 4);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_add_agenda(&m, "议题");
    meeting_saved(&m);
    struct meeting x;
    struct meeting y;
    assert_true(meeting_read(&x, f.book, &f.arena, m.event.id, NULL));
    assert_true(meeting_read(&y, f.book, &f.arena, m.event.id, NULL));
    meeting_drop(&x.agenda, 0);
    meeting_saved(&x);
    record_set_text(&meeting_add_point(&y, 0)->now, POINT_TEXT, "我说的");
    assert_string_equal(meeting_refusal(&f, &y), "E-SAVE-001");

    /* Voided over there: nothing can be added any more. */
    struct meeting z;
    assert_true(meeting_read(&z, f.book, &f.arena, m.event.id, NULL));
    assert_true(ledger_void(f.book, &f.arena, &ledger_event, m.event.id,
                            "登记错了，重来", &err));
    meeting_add_agenda(&z, "又一个议题");
    assert_string_equal(meeting_refusal(&f, &z), "E-EVENT-044");
    struct strbuf both;
    sb_init(&both);
    assert_false(meeting_merge(&z, &both, &err));
    assert_string_equal(err.code, "E-EVENT-047");
    sb_clear(&both);
    fixture_close(&f);
}

/* It is read as it stood, without what had been taken out before. */
TEST(a_voided_meeting_is_read_with_what_went_with_it)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 4);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_add_agenda(&m, "甲");
    meeting_add_agenda(&m, "乙");
    meeting_saved(&m);
    struct meeting x;
    assert_true(meeting_read(&x, f.book, &f.arena, m.event.id, NULL));
    meeting_drop(&x.agenda, 0);
    meeting_saved(&x);
    assert_true(ledger_void(f.book, &f.arena, &ledger_event, m.event.id,
                            "登记错了，重来", NULL));
    assert_true(meeting_read(&x, f.book, &f.arena, m.event.id, NULL));
    assert_int_equal(x.roll.n, 4);
    assert_int_equal(x.kinds.n, 1);
    assert_int_equal(x.agenda.n, 1);
    assert_string_equal(record_text(&x.agenda.v[0].now, AGENDA_TOPIC), "乙");
    fixture_close(&f);
}

TEST(merging_loses_nothing_that_one_has_taken_out)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 4);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_add_agenda(&m, "甲");
    meeting_add_agenda(&m, "乙");
    meeting_saved(&m);
    struct meeting mine;
    struct meeting theirs;
    assert_true(meeting_read(&mine, f.book, &f.arena, m.event.id, NULL));
    assert_true(meeting_read(&theirs, f.book, &f.arena, m.event.id, NULL));
    meeting_drop(&theirs.agenda, 0);
    const char *also[] = {"lecture"};
    assert_true(meeting_also(&theirs, also, 1, NULL));
    meeting_saved(&theirs);
    record_set_text(&mine.agenda.v[0].now, AGENDA_RESOLUTION, "我的决议");
    assert_true(meeting_also(&mine, also, 1, NULL));
    /* A new topic that was cleared again, with something under it. */
    meeting_add_agenda(&mine, "空");
    record_set_text(&meeting_add_point(&mine, 2)->now, POINT_TEXT, "说过的");
    meeting_drop(&mine.agenda, 2);
    assert_string_equal(meeting_refusal(&f, &mine), "E-SAVE-001");
    struct strbuf both;
    sb_init(&both);
    assert_true(meeting_merge(&mine, &both, NULL));
    assert_non_null(strstr(both.s, "对方删去了"));
    sb_clear(&both);
    meeting_saved(&mine);
    assert_int_equal(mine.kinds.n, 2); /* 党课 once */
    bool kept = false;
    for (size_t i = 0; i < mine.agenda.n; i++) {
        kept = kept ||
               strcmp(record_text(&mine.agenda.v[i].now, AGENDA_RESOLUTION),
                      "我的决议") == 0;
    }
    assert_true(kept);
    fixture_close(&f);
}

/* A draft against a meeting that somebody else has saved meanwhile. */
TEST(a_draft_knows_what_it_was_written_against)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 4);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_add_agenda(&m, "甲");
    meeting_add_agenda(&m, "乙");
    meeting_saved(&m);
    struct meeting draft;
    assert_true(meeting_read(&draft, f.book, &f.arena, m.event.id, NULL));
    record_set_text(&draft.agenda.v[0].now, AGENDA_RESOLUTION, "草稿的决议");
    record_set_text(&draft.event, EVENT_NOTE, "草稿的备注");
    struct packed p = {.arena = &f.arena};
    int64_t ver = draft.was.ver;
    meeting_pack(&draft, meeting_keep, &p);

    record_set_text(&m.agenda.v[0].now, AGENDA_RESOLUTION, "对方的决议");
    record_set_text(&m.event, EVENT_NOTE, "对方的备注");
    meeting_saved(&m);
    struct meeting back;
    assert_true(meeting_read(&back, f.book, &f.arena, m.event.id, NULL));
    meeting_unpack(&back, p.list, p.n);
    back.was.ver = ver;
    assert_string_equal(meeting_refusal(&f, &back), "E-SAVE-001");
    struct strbuf both;
    sb_init(&both);
    assert_true(meeting_merge(&back, &both, NULL));
    assert_non_null(strstr(both.s, "对方的决议"));
    assert_non_null(strstr(both.s, "对方的备注"));
    sb_clear(&both);

    /* The topic has gone over there: it does not become another one. */
    meeting_drop(&m.agenda, 0);
    meeting_saved(&m);
    assert_true(meeting_read(&back, f.book, &f.arena, m.event.id, NULL));
    meeting_unpack(&back, p.list, p.n);
    assert_int_equal(back.agenda.n, 2);
    assert_string_equal(record_text(&back.agenda.v[0].now, AGENDA_TOPIC), "乙");
    assert_true(record_is_null(&back.agenda.v[0].now, AGENDA_RESOLUTION));
    assert_string_equal(record_text(&back.agenda.v[1].now, AGENDA_RESOLUTION),
                        "草稿的决议");
    fixture_close(&f);
}

TEST(the_roll_is_that_of_the_day_when_it_is_saved)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_members(&f, 1); /* in another window, here since 2015 */
    assert_string_equal(meeting_refusal(&f, &m), "E-EVENT-027");
    assert_true(meeting_follow(&m, true, NULL));
    meeting_saved(&m);
    assert_int_equal(meeting_counts(&m).due, 4);

    /* A plan that is held now, by the command line. */
    struct meeting plan = meeting_make(&f, "branch.meeting", DAY(2026, 11, 20));
    record_set_text(&plan.event, EVENT_STATE, EVENT_PLANNED);
    meeting_saved(&plan);
    meeting_members(&f, 1);
    struct record held = record_copy(&plan.event, &f.arena);
    record_set_text(&held, EVENT_STATE, EVENT_HELD);
    struct err err = ERR_INIT;
    if (!ledger_apply(f.book, &f.arena, &held, &plan.event, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_int_equal(record_int(&held, EVENT_DUE), 5);
    fixture_close(&f);
}

TEST(nobody_is_called_twice)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_saved(&m);
    struct record again = record_new(&ledger_attend, f.book, &f.arena);
    record_set_int(&again, ATTEND_EVENT, m.event.id);
    again.values[ATTEND_PERSON] = m.roll.v[0].now.values[ATTEND_PERSON];
    record_set_text(&again, ATTEND_STATE, ATTEND_PRESENT);
    struct err err = ERR_INIT;
    assert_false(ledger_apply(f.book, &f.arena, &again, NULL, NULL, &err));
    assert_string_equal(err.code, "E-EVENT-028");
    fixture_close(&f);
}

TEST(numbers_are_given_when_they_are_saved)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting one = meeting_make(&f, "branch.meeting", DAY(2026, 3, 10));
    struct meeting two = meeting_make(&f, "branch.meeting", DAY(2026, 3, 11));
    meeting_saved(&one);
    meeting_saved(&two);
    assert_int_equal(record_int(&one.kinds.v[0].now, EK_NO), 1);
    assert_int_equal(record_int(&two.kinds.v[0].now, EK_NO), 2);
    struct meeting typed = meeting_make(&f, "branch.meeting", DAY(2026, 3, 12));
    record_set_int(&typed.kinds.v[0].now, EK_NO, 9);
    meeting_saved(&typed);
    assert_int_equal(record_int(&typed.kinds.v[0].now, EK_NO), 9);
    fixture_close(&f);
}

/* A meeting of the committee alone is no 主题党日 of the branch. */
TEST(a_kind_counts_only_over_its_own_body)
{
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    meeting_members(&f, 6);
    for (int i = 0; i < 2; i++) {
        struct record post = record_new(&ledger_post, f.book, &f.arena);
        record_set_int(&post, ledger_field(&ledger_post, "person_id"), i + 1);
        fixture_type(&f, &post, "kind", i == 0 ? "书记" : "组织委员");
        fixture_type(&f, &post, "from_on", "2024-01-01");
        if (!ledger_apply(f.book, &f.arena, &post, NULL, NULL, &err)) {
            fail_msg("%s", err.text);
        }
    }
    struct meeting small =
        meeting_make(&f, "committee.meeting", DAY(2026, 5, 20));
    const char *theme[] = {"themeday"};
    assert_true(meeting_also(&small, theme, 1, NULL));
    meeting_saved(&small);
    assert_int_equal(meeting_counts(&small).due, 2);
    assert_int_equal(record_int(&small.kinds.v[0].now, EK_COUNTED), 1);
    assert_int_equal(record_int(&small.kinds.v[1].now, EK_COUNTED), 0);

    struct meeting big = meeting_make(&f, "themeday", DAY(2026, 5, 21));
    const char *committee[] = {"committee.meeting"};
    assert_true(meeting_also(&big, committee, 1, NULL));
    for (size_t i = 0; i < big.roll.n; i++) {
        if (record_int(&big.roll.v[i].now, ATTEND_PERSON) <= 2) {
            meeting_mark(&big, i, ATTEND_LEAVE, "2");
        }
    }
    meeting_saved(&big);
    assert_int_equal(record_int(&big.kinds.v[0].now, EK_COUNTED), 1);
    assert_int_equal(record_int(&big.kinds.v[1].now, EK_COUNTED), 0);
    fixture_close(&f);
}

TEST(called_off_first_and_held_later_is_late)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    f.book->today = DAY(2026, 3, 10);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 3, 10));
    record_set_text(&m.event, EVENT_STATE, EVENT_CANCELLED);
    record_set_text(&m.event, EVENT_STATE_REASON, "场地没有落实");
    meeting_saved(&m);
    f.book->today = DAY(2026, 11, 20);
    assert_int_equal(meeting_ask(&f, SQL("select count(*) from attend")), 0);
    record_set_text(&m.event, EVENT_STATE, EVENT_HELD);
    assert_true(meeting_follow(&m, true, NULL));
    meeting_saved(&m);
    assert_string_equal(record_text(&m.event, EVENT_ENTERED), "2026-11-20");
    assert_int_equal(record_int(&m.kinds.v[0].now, EK_LATE), 1);
    fixture_close(&f);
}

TEST(where_nobody_came_nothing_counts)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting m = meeting_make(&f, "themeday", DAY(2026, 5, 20));
    meeting_absent(&m, 3);
    meeting_saved(&m);
    assert_int_equal(record_int(&m.kinds.v[0].now, EK_COUNTED), 0);
    fixture_close(&f);
}

/* The month is sealed; making up for it and reporting done go on. */
TEST(a_sealed_meeting_is_still_made_up_for)
{
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 10, 20));
    meeting_absent(&m, 1);
    meeting_add_agenda(&m, "布置");
    record_set_text(&meeting_add_action(&m, 0)->now, ACTION_TEXT, "办一件事");
    meeting_saved(&m);
    if (!period_seal(f.book, &f.arena, month_make(2026, 10), &err)) {
        fail_msg("%s", err.text);
    }
    record_set_text(&m.roll.v[0].now, ATTEND_MAKEUP_ON, "2026-11-05");
    record_set_text(&m.roll.v[0].now, ATTEND_MAKEUP_FORM, "1");
    record_set_text(&m.actions.v[0].now, ACTION_DONE, "2026-11-06");
    meeting_saved(&m);
    record_set_text(&m.event, EVENT_PLACE, "别处");
    assert_string_equal(meeting_refusal(&f, &m), "E-PERIOD-001");
    fixture_close(&f);
}

TEST(parts_come_in_by_their_own_door)
{
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    meeting_members(&f, 3);
    struct meeting m = meeting_make(&f, "branch.meeting", DAY(2026, 5, 20));
    meeting_add_agenda(&m, "议题");
    meeting_saved(&m);
    struct record point = record_new(&ledger_point, f.book, &f.arena);
    record_set_int(&point, POINT_EVENT, m.event.id);
    record_set_text(&point, POINT_TEXT, "说一句");
    if (!ledger_apply(f.book, &f.arena, &point, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_string_equal(record_text(&point, POINT_TEXT), "说一句");
    struct record file = record_new(&ledger_attachment, f.book, &f.arena);
    record_set_int(&file, ATTACHMENT_EVENT, m.event.id);
    fixture_type(&f, &file, "kind", "照片");
    fixture_type(&f, &file, "name", "x.jpg");
    assert_false(ledger_apply(f.book, &f.arena, &file, NULL, NULL, &err));
    assert_string_equal(err.code, "E-EVENT-045");
    fixture_close(&f);
}
