/* Attendance on paper: a column an event, sums, who was not there. */
#include "unit.h"

#include <string.h>

#include "life_ground.h"
#include "pbtui/ledger/codes.h"

static const char *mark(struct life *g, const char *who, const char *column)
{
    return life_find(g, "sheet", "name", who, column);
}

static void leave(struct meeting *m, size_t i)
{
    meeting_mark(m, i, ATTEND_LEAVE, codes_find("absence_reason", "病假"));
}

/* A family of columns, one an event, by day. */
TEST(paper_rates_a_column_an_event)
{
    struct life g;
    life_open(&g);
    struct meeting m = life_meeting(&g, "branch.meeting", DAY(2026, 11, 12));
    leave(&m, 1);
    meeting_mark(&m, 2, ATTEND_ONLINE, NULL);
    life_save(&m);
    m = life_meeting(&g, "themeday", DAY(2026, 11, 5));
    meeting_mark(&m, 1, ATTEND_ABSENT, codes_find("absence_reason", "无故"));
    record_set_text(&m.roll.v[1].now, ATTEND_MAKEUP_ON, "2026-11-09");
    record_set_text(&m.roll.v[1].now, ATTEND_MAKEUP_FORM, "1");
    life_save(&m);
    life_gather_year(&g, "rates", 2026);
    assert_string_equal(life_value(&g, "events"), "2");
    assert_int_equal(life_rows(&g, "events"), 2);
    assert_string_equal(life_cell(&g, "events", 0, "day"), "11月|5日");
    assert_string_equal(life_cell(&g, "events", 0, "title"), "主题党日");
    assert_string_equal(mark(&g, "李敏", "mark1"), "缺补");
    assert_string_equal(mark(&g, "李敏", "mark2"), "假");
    assert_string_equal(mark(&g, "周立", "mark2"), "线");
    assert_string_equal(mark(&g, "周立", "mark1"), "√");
    assert_string_equal(mark(&g, "李敏", "due"), "2");
    assert_string_equal(mark(&g, "李敏", "came"), "0");
    assert_string_equal(mark(&g, "李敏", "rate"), "0.0%");
    assert_string_equal(mark(&g, "李敏", "after"), "50.0%");
    assert_string_equal(life_value(&g, "rate"), "83.3%");
    assert_int_equal(life_rows(&g, "away"), 2);
    assert_string_equal(life_cell(&g, "away", 0, "makeup"), "待补 8 天");
    assert_string_equal(life_find(&g, "people", "name", "李敏", "owed"), "1");
    life_close(&g);
}

/* 王伟 is not 王伟东. */
TEST(paper_rates_guests_are_marked)
{
    static const struct {
        const char *guests;
        bool short_one, long_one;
    } rows[] = {
        {NULL, false, false},         {"王伟", true, false},
        {"王伟东", false, true},      {"赵科长、王伟（列席）", true, false},
        {"王伟东，王伟", true, true}, {"老王伟", false, false},
        {"王伟东方", false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct life g;
        life_open(&g);
        life_held(&g, "branch.meeting", DAY(2026, 11, 5));
        struct meeting m =
            life_meeting(&g, "committee.meeting", DAY(2026, 11, 12));
        record_set_text(&m.event, EVENT_GUESTS, rows[i].guests);
        life_save(&m);
        life_gather_year(&g, "rates", 2026);
        const char *one = mark(&g, "王伟", "mark2");
        const char *other = mark(&g, "王伟东", "mark2");
        if (strcmp(one, rows[i].short_one ? "列" : "") != 0 ||
            strcmp(other, rows[i].long_one ? "列" : "") != 0) {
            fail_msg("row %zu: «%s» «%s»", i, one, other);
        }
        assert_string_equal(mark(&g, "张建国", "mark2"), "√");
        assert_string_equal(mark(&g, "王伟", "due"), "1");
        life_close(&g);
    }
}

TEST(paper_rates_of_nothing)
{
    struct life g;
    life_open(&g);
    life_gather_year(&g, "rates", 2024);
    assert_string_equal(life_value(&g, "events"), "0");
    assert_string_equal(life_value(&g, "rate"), "—");
    assert_int_equal(life_rows(&g, "sheet"), 0);
    assert_int_equal(life_rows(&g, "events"), 0);
    life_close(&g);
}

TEST(paper_rates_of_one_kind)
{
    struct life g;
    life_open(&g);
    life_held(&g, "branch.meeting", DAY(2026, 11, 5));
    life_held(&g, "themeday", DAY(2026, 11, 6));
    const struct form_ask ask = {.span = span_of_year(2026),
                                 .kind = "themeday"};
    life_gather(&g, "rates", &ask);
    assert_string_equal(life_value(&g, "events"), "1");
    assert_string_equal(life_value(&g, "about"), "主题党日");
    life_close(&g);
}
