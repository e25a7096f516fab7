/* The plan of a year: what became of each row, and next year's from it. */
#include "planted.h"

#include "unit.h"

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/plans.h"
#include "pbtui/ledger/query.h"
#include "pbtui/store/change.h"
#include "pbtui/text/date.h"

#include <string.h>

static struct record plan_of(struct fixture *f, const char *month,
                             const char *kind, const char *topic)
{
    struct record r = record_new(&ledger_plan, f->book, &f->arena);
    fixture_type(f, &r, "month", month);
    fixture_type(f, &r, "kind", kind);
    fixture_type(f, &r, "topic", topic);
    return r;
}

static int64_t save(struct fixture *f, struct record *r)
{
    struct err err = ERR_INIT;
    if (!ledger_apply(f->book, &f->arena, r, NULL, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return r->id;
}

static int64_t add(struct fixture *f, const char *month, const char *kind,
                   const char *topic)
{
    struct record r = plan_of(f, month, kind, topic);
    return save(f, &r);
}

static struct plan_year year_of(struct fixture *f, int year)
{
    struct plan_year y;
    struct err err = ERR_INIT;
    if (!plan_year(f->book, &f->arena, year, &y, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return y;
}

static const struct plan_item *item_of(const struct plan_year *y, int64_t id)
{
    for (size_t i = 0; i < y->n; i++) {
        if (y->items[i].id == id) {
            return &y->items[i];
        }
    }
    fail();
    return NULL;
}

TEST(a_plan_row_is_checked)
{
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    struct record r = record_new(&ledger_plan, f.book, &f.arena);
    assert_string_equal(fixture_refusal(&f, &r, "month", "2026-13"),
                        "E-DATE-004");
    assert_string_equal(fixture_refusal(&f, &r, "kind", "茶话会"),
                        "E-FIELD-020");
    fixture_type(&f, &r, "kind", "主题党日");
    fixture_type(&f, &r, "month", "3");
    assert_string_equal(record_text(&r, PLAN_MONTH), "2026-03");
    record_set_int(&r, PLAN_GRP, 1);
    assert_string_equal(fixture_issue(&f, &r, NULL, "grp_id"), "E-PLAN-003");
    record_set_int(&r, PLAN_GRP, 99);
    assert_string_equal(fixture_issue(&f, &r, NULL, "grp_id"), "E-PLAN-002");
    record_set_null(&r, PLAN_GRP);
    record_set_text(&r, PLAN_KIND, "no.such");
    assert_string_equal(fixture_issue(&f, &r, NULL, "kind"), "E-PLAN-001");
    r = plan_of(&f, "2026-03", "党小组会", "");
    record_set_int(&r, PLAN_GRP, 1);
    assert_string_equal(fixture_issue(&f, &r, NULL, "grp_id"), "");
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err));
    /* The same again is only doubted. */
    struct record again = plan_of(&f, "2026-03", "党小组会", "");
    assert_string_equal(fixture_issue(&f, &again, NULL, "topic"), "");
    record_set_int(&again, PLAN_GRP, 1);
    assert_string_equal(fixture_issue(&f, &again, NULL, "topic"), "E-PLAN-006");
    fixture_close(&f);
}

TEST(an_event_fits_by_branch_kind_and_group)
{
    struct fixture f;
    fixture_open(&f);
    int64_t theme = plant_event(&f, "themeday", "2026-03-05", EVENT_HELD, 0);
    int64_t two = plant_event(&f, "group.meeting", "2026-03-06", EVENT_HELD, 2);
    struct record r = plan_of(&f, "2026-03", "themeday", "");
    record_set_int(&r, PLAN_EVENT, theme);
    assert_string_equal(fixture_issue(&f, &r, NULL, "event_id"), "");
    record_set_int(&r, PLAN_EVENT, two);
    assert_string_equal(fixture_issue(&f, &r, NULL, "event_id"), "E-PLAN-004");
    r = plan_of(&f, "2026-03", "group.meeting", "");
    record_set_int(&r, PLAN_EVENT, two);
    assert_string_equal(fixture_issue(&f, &r, NULL, "event_id"), "");
    record_set_int(&r, PLAN_GRP, 1);
    assert_string_equal(fixture_issue(&f, &r, NULL, "event_id"), "E-PLAN-004");
    record_set_int(&r, PLAN_GRP, 2);
    assert_string_equal(fixture_issue(&f, &r, NULL, "event_id"), "");
    fixture_type(&f, &r, "dropped", "与上级会议冲突");
    assert_string_equal(fixture_issue(&f, &r, NULL, "dropped"), "E-PLAN-005");
    fixture_close(&f);
}

TEST(each_row_has_its_state)
{
    struct fixture f;
    fixture_open(&f); /* today 2026-11-20 */
    int64_t late = add(&f, "2026-10", "themeday", "十月");
    int64_t running = add(&f, "2026-11", "themeday", "十一月");
    int64_t loose = add(&f, "2026-09", "themeday", "九月");
    int64_t held = add(&f, "2026-08", "themeday", "八月");
    int64_t ahead = add(&f, "2026-07", "themeday", "延到十二月");
    int64_t failed = add(&f, "2026-06", "themeday", "流会");
    struct record gone = plan_of(&f, "2026-05", "themeday", "五月");
    fixture_type(&f, &gone, "dropped", "与上级会议冲突");
    save(&f, &gone);
    int64_t sept = plant_event(&f, "themeday", "2026-09-03", EVENT_HELD, 0);
    int64_t aug = plant_event(&f, "themeday", "2026-08-06", EVENT_HELD, 0);
    int64_t dec = plant_event(&f, "themeday", "2026-12-04", EVENT_PLANNED, 0);
    int64_t june = plant_event(&f, "themeday", "2026-06-04", EVENT_FAILED, 0);
    plant_event(&f, "branch.meeting", "2026-10-04", EVENT_HELD, 0);
    assert_true(plan_link(f.book, &f.arena, held, aug, NULL));
    assert_true(plan_link(f.book, &f.arena, ahead, dec, NULL));
    assert_true(plan_link(f.book, &f.arena, failed, june, NULL));
    struct plan_year y = year_of(&f, 2026);
    assert_int_equal(y.n, 7);
    assert_int_equal(item_of(&y, late)->state, PLAN_OVERDUE);
    assert_int_equal(item_of(&y, running)->state, PLAN_AHEAD);
    assert_int_equal(item_of(&y, loose)->state, PLAN_UNLINKED);
    assert_int_equal(item_of(&y, loose)->event, sept);
    assert_int_equal(item_of(&y, held)->state, PLAN_HELD);
    assert_int_equal(item_of(&y, held)->on, date_of(2026, 8, 6));
    assert_int_equal(item_of(&y, ahead)->state, PLAN_AHEAD);
    assert_int_equal(item_of(&y, ahead)->on, date_of(2026, 12, 4));
    assert_int_equal(item_of(&y, failed)->state, PLAN_OVERDUE);
    assert_int_equal(item_of(&y, gone.id)->state, PLAN_GIVEN_UP);
    assert_int_equal(y.planned, 6);
    assert_int_equal(y.held, 2);
    assert_int_equal(y.overdue, 2);
    assert_int_equal(y.unlinked, 1);
    /* One event is not two rows' at once. */
    int64_t second = add(&f, "2026-09", "themeday", "又一次");
    y = year_of(&f, 2026);
    assert_int_equal(item_of(&y, second)->state, PLAN_OVERDUE);
    assert_int_equal(year_of(&f, 2025).n, 0);
    fixture_close(&f);
}

/* What was held counts for a row of its month, its kind and its group only. */
TEST(an_event_without_a_row_goes_where_it_belongs)
{
    struct fixture f;
    fixture_open(&f);
    int64_t any = add(&f, "2026-04", "group.meeting", "各组");
    struct record r = plan_of(&f, "2026-04", "group.meeting", "一组");
    record_set_int(&r, PLAN_GRP, 1);
    int64_t one = save(&f, &r);
    int64_t march = add(&f, "2026-03", "lecture", "三月");
    int64_t april = add(&f, "2026-04", "lecture", "四月");
    int64_t two = plant_event(&f, "group.meeting", "2026-04-02", EVENT_HELD, 2);
    plant_event(&f, "lecture", "2026-05-01", EVENT_HELD, 0);
    int64_t last = plant_event(&f, "lecture", "2026-04-30", EVENT_HELD, 0);
    struct plan_year y = year_of(&f, 2026);
    assert_int_equal(item_of(&y, one)->state, PLAN_OVERDUE);
    assert_int_equal(item_of(&y, any)->event, two);
    assert_int_equal(item_of(&y, march)->state, PLAN_OVERDUE);
    assert_int_equal(item_of(&y, april)->event, last);
    /* The row of one group comes before the row of any. */
    int64_t its = plant_event(&f, "group.meeting", "2026-04-01", EVENT_HELD, 1);
    y = year_of(&f, 2026);
    assert_int_equal(item_of(&y, one)->event, its);
    assert_int_equal(item_of(&y, any)->event, two);
    fixture_close(&f);
}

/* The list says the same as the screen's query. */
TEST(the_list_has_the_same_states)
{
    struct fixture f;
    struct query_row rows[8];
    size_t n = 0;
    fixture_open(&f);
    add(&f, "2026-10", "themeday", "十月");
    add(&f, "2026-11", "themeday", "十一月");
    add(&f, "2026-09", "themeday", "九月");
    int64_t held = add(&f, "2026-08", "themeday", "八月");
    int64_t later = add(&f, "2026-06", "themeday", "延到今天");
    int64_t missed = add(&f, "2026-12", "themeday", "提前到昨天");
    int64_t failed = add(&f, "2026-05", "themeday", "流会");
    struct record gone = plan_of(&f, "2026-07", "themeday", "七月");
    fixture_type(&f, &gone, "dropped", "与上级会议冲突");
    save(&f, &gone);
    plant_event(&f, "themeday", "2026-09-03", EVENT_HELD, 0);
    int64_t aug = plant_event(&f, "themeday", "2026-08-06", EVENT_HELD, 0);
    assert_true(plan_link(f.book, &f.arena, held, aug, NULL));
    assert_true(plan_link(
        f.book, &f.arena, later,
        plant_event(&f, "themeday", "2026-11-20", EVENT_PLANNED, 0), NULL));
    assert_true(plan_link(
        f.book, &f.arena, missed,
        plant_event(&f, "themeday", "2026-11-19", EVENT_PLANNED, 0), NULL));
    assert_true(plan_link(
        f.book, &f.arena, failed,
        plant_event(&f, "themeday", "2026-05-19", EVENT_FAILED, 0), NULL));
    struct plan_year y = year_of(&f, 2026);
    struct query q = query_of(&ledger_plan, NULL);
    q.limit = 8;
    assert_true(query_page(f.book, &f.arena, &q, rows, &n, NULL));
    assert_int_equal(n, y.n);
    for (size_t i = 0; i < n; i++) {
        size_t last = q.view->n_columns - 1;
        assert_int_equal(rows[i].id, y.items[i].id);
        assert_int_equal(q.view->columns[last].field, PLAN_STATE);
        assert_string_equal(rows[i].cells[last],
                            plan_state_text(y.items[i].state));
    }
    fixture_close(&f);
}

TEST(events_to_link_with_are_the_years_of_that_kind)
{
    struct fixture f;
    struct plan_event list[8];
    size_t n;
    fixture_open(&f);
    int64_t id = add(&f, "2026-09", "themeday", "九月");
    int64_t taken = add(&f, "2026-01", "themeday", "一月");
    int64_t jan = plant_event(&f, "themeday", "2026-01-03", EVENT_HELD, 0);
    plant_event(&f, "themeday", "2025-09-03", EVENT_HELD, 0);
    plant_event(&f, "branch.meeting", "2026-09-03", EVENT_HELD, 0);
    plant_event(&f, "themeday", "2026-09-02", EVENT_CANCELLED, 0);
    int64_t nov = plant_event(&f, "themeday", "2026-12-03", EVENT_PLANNED, 0);
    int64_t oct = plant_event(&f, "themeday", "2026-10-03", EVENT_HELD, 0);
    assert_true(plan_link(f.book, &f.arena, taken, jan, NULL));
    struct plan_year y = year_of(&f, 2026);
    assert_true(
        plan_events(f.book, &f.arena, item_of(&y, id), list, 8, &n, NULL));
    assert_int_equal(n, 2);
    assert_int_equal(list[0].id, oct);
    assert_non_null(strstr(list[0].text, "2026-10-03  已召开"));
    assert_int_equal(list[1].id, nov);
    assert_true(plan_link(f.book, &f.arena, taken, 0, NULL));
    assert_true(
        plan_events(f.book, &f.arena, item_of(&y, id), list, 8, &n, NULL));
    assert_int_equal(n, 3);
    fixture_close(&f);
}

TEST(next_years_plan_comes_in_one_change)
{
    struct fixture f;
    int64_t n;
    size_t made;
    struct change_info done;
    struct err err = ERR_INIT;
    fixture_open(&f);
    int64_t member =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    struct record r = plan_of(&f, "2025-03", "themeday", "植树");
    record_set_int(&r, PLAN_OWNER, member);
    int64_t first = save(&f, &r);
    int64_t march = plant_event(&f, "themeday", "2025-03-12", EVENT_HELD, 0);
    assert_true(plan_link(f.book, &f.arena, first, march, NULL));
    add(&f, "2025-12", "lecture", "年终党课");
    struct record gone = plan_of(&f, "2025-05", "themeday", "五月");
    fixture_type(&f, &gone, "dropped", "与上级会议冲突");
    save(&f, &gone);
    assert_true(plan_copy_count(f.book, 2026, &n, NULL));
    assert_int_equal(n, 2);
    if (!plan_copy(f.book, &f.arena, 2026, &made, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    assert_int_equal(made, 2);
    struct plan_year y = year_of(&f, 2026);
    assert_int_equal(y.n, 2);
    assert_int_equal(y.items[0].month, month_make(2026, 3));
    assert_string_equal(y.items[0].topic, "植树");
    assert_string_equal(y.items[0].owner, "郑凯");
    assert_int_equal(y.items[0].event, 0);
    /* What is there already is not made again. */
    assert_true(plan_copy_count(f.book, 2026, &n, NULL));
    assert_int_equal(n, 0);
    assert_false(plan_copy(f.book, &f.arena, 2026, &made, &err));
    assert_string_equal(err.code, "E-PLAN-007");
    assert_true(change_undo(f.book->db, &done, &err));
    assert_string_equal(done.label, "照 2025 年配档表做 2026 年计划");
    assert_int_equal(year_of(&f, 2026).n, 0);
    fixture_close(&f);
}
