/* The forms of organisational life over the sample branch, as text. */
#include "form_golden.h"

#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/text/date.h"

#define NO_SPAN                                                                \
    {                                                                          \
        DATE_NONE, DATE_NONE                                                   \
    }

/* The last record of a source (of a kind), up to a day. */
static int64_t last_of(struct form_golden *g, const char *source,
                       const char *kind, int to)
{
    size_t n = 0;
    int64_t *ids = NULL;
    struct err err = ERR_INIT;
    const struct form_ask ask = {
        .book = g->book, .span = {DATE_NONE, to}, .kind = kind};
    if (!source_find(source)->records(&ask, &g->arena, &ids, &n, &err) ||
        n == 0) {
        fail_msg("no %s of %s: %s", source, kind, err.text);
    }
    return ids[n - 1];
}

TEST(form_life_records)
{
    static const struct {
        const char *form, *kind;
        int year, month, day;
        const char *golden;
    } rows[] = {
        {"meeting", "branch.meeting", 2026, 6, 30, "meeting-branch"},
        {"meeting", "committee.meeting", 2026, 10, 31, "meeting-committee"},
        {"meeting", "group.meeting", 2026, 10, 31, "meeting-group"},
        {"meeting", "themeday", 2026, 9, 30, "meeting-of-three-kinds"},
        {"lecture", "lecture", 2026, 9, 30, "lecture"},
        {"themeday", "themeday", 2026, 11, 20, "themeday"},
        {"themeday", "themeday", 2026, 9, 30, "themeday-of-three-kinds"},
        {"signin", "branch.meeting", 2026, 10, 31, "signin"},
    };
    struct form_golden g;
    form_golden_open(&g);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int to = date_of(rows[i].year, rows[i].month, rows[i].day);
        const struct form_ask ask = {
            .book = g.book,
            .span = NO_SPAN,
            .id = last_of(&g, "meeting", rows[i].kind, to),
        };
        form_golden(&g, rows[i].form, &ask, rows[i].golden);
    }
    const struct form_ask talk = {
        .book = g.book,
        .span = NO_SPAN,
        .id = last_of(&g, "talk", NULL, date_of(2026, 11, 20)),
    };
    form_golden(&g, "talk", &talk, "talk");
    form_golden_close(&g);
}

/* ---- what the sample does not have -------------------------------------- */

static struct meeting new_meeting(struct form_golden *g, const char *kind,
                                  int day)
{
    struct meeting m;
    struct err err = ERR_INIT;
    if (!meeting_new(&m, g->book, &g->arena, kind, 0, day, &err)) {
        fail_msg("%s", err.text);
    }
    return m;
}

static void call(struct form_golden *g, struct meeting *m)
{
    struct body_person *list;
    size_t n;
    struct err err = ERR_INIT;
    const struct meeting all =
        new_meeting(g, "committee.meeting", record_day(&m->event, EVENT_ON));
    assert_true(body_on(g->book, &g->arena, meeting_kind(&all), g->book->branch,
                        0, record_day(&m->event, EVENT_ON), &list, &n, &err));
    for (size_t i = 0; i < n; i++) {
        meeting_add_person(m, list[i].id);
    }
}

static int64_t save(struct meeting *m)
{
    struct err err = ERR_INIT;
    if (!meeting_save(m, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return m->event.id;
}

static void put(struct form_golden *g, const char *form, int64_t id,
                const char *golden)
{
    const struct form_ask ask = {.book = g->book, .span = NO_SPAN, .id = id};
    form_golden(g, form, &ask, golden);
}

TEST(form_life_of_the_leading_group)
{
    struct form_golden g;
    form_golden_open(&g);
    struct meeting m = new_meeting(&g, "centre.study", date_of(2026, 11, 18));
    struct record *k = &m.kinds.v[0].now;
    call(&g, &m);
    record_set_text(&m.event, EVENT_TIME_FROM, "09:00");
    record_set_text(&m.event, EVENT_PLACE, "局三楼小会议室");
    record_set_text(&m.event, EVENT_GUESTS, "各股室负责人");
    record_set_text(&m.event, EVENT_MINUTES, "围绕专题逐人发言。");
    record_set_text(k, EK_SUB, "集体学习研讨");
    record_set_text(k, EK_TITLE, "学习条例专题");
    record_set_text(k, EK_READINGS, "条例全文\n有关论述摘编");
    record_set_int(k, EK_LEAD, record_int(&m.roll.v[0].now, ATTEND_PERSON));
    record_set_int(k, EK_HOURS, 150);
    put(&g, "centre", save(&m), "centre");
    m = new_meeting(&g, "first.topic", date_of(2026, 11, 19));
    k = &m.kinds.v[0].now;
    call(&g, &m);
    record_set_text(k, EK_TITLE, "传达学习会议精神");
    record_set_text(k, EK_READINGS, "会议公报");
    record_set_text(k, EK_FORM, "领学");
    record_set_text(k, EK_EXTRA, "一周内各党小组传达到人。");
    put(&g, "first-topic", save(&m), "first-topic");
    const struct form_ask year = {.book = g.book, .span = span_of_year(2026)};
    form_golden(&g, "centre-book", &year, "centre-book");
    form_golden(&g, "first-topic-book", &year, "first-topic-book");
    form_golden_close(&g);
}

/* Planned: to be written on; voided: says so. */
TEST(form_life_in_other_states)
{
    struct form_golden g;
    struct err err = ERR_INIT;
    form_golden_open(&g);
    struct meeting m = new_meeting(&g, "themeday", date_of(2026, 12, 3));
    int64_t planned = save(&m);
    put(&g, "signin", planned, "signin-planned");
    put(&g, "themeday", planned, "themeday-planned");
    m = new_meeting(&g, "committee.meeting", date_of(2026, 11, 19));
    int64_t id = save(&m);
    if (!ledger_void(g.book, &g.arena, &ledger_event, id, "登记重了", &err)) {
        fail_msg("%s", err.text);
    }
    put(&g, "meeting", id, "meeting-voided");
    form_golden_close(&g);
}

/* Over as many pages as it takes, nothing lost. */
TEST(form_life_of_long_minutes)
{
    struct form_golden g;
    struct strbuf sb;
    form_golden_open(&g);
    sb_init(&sb);
    for (int i = 1; i <= 120; i++) {
        sb_addf(&sb, "第 %d 段：大家围绕一件一件的事说清楚，说到办法上。\n", i);
    }
    struct meeting m = new_meeting(&g, "branch.meeting", date_of(2026, 11, 19));
    record_set_text(&m.event, EVENT_MINUTES, arena_str(&g.arena, sb.s));
    put(&g, "meeting", save(&m), "meeting-long");
    sb_clear(&sb);
    form_golden_close(&g);
}

/* ---- periods ------------------------------------------------------------ */

TEST(form_life_periods)
{
    static const struct {
        const char *form;
        int year, month; /* 0: the year */
        const char *golden;
    } rows[] = {
        {"year-table", 2026, 0, "year"},
        {"year-table", 2025, 0, "year-before"},
        {"attendance", 2026, 10, "attendance-month"},
        {"attendance", 2026, 0, "attendance-year"},
        {"attendance-people", 2026, 0, "attendance-people"},
        {"attendance-away", 2026, 10, "attendance-away"},
        {"duties", 2026, 0, "duties"},
        {"duties-month", 2026, 10, "duties-month"},
        {"plan", 2026, 0, "plan"},
        {"talks", 2026, 0, "talks"},
        {"events", 2026, 10, "events"},
        {"actions", 2026, 0, "actions"},
        {"changes", 2026, 0, "changes"},
        {"lecture-book", 2026, 0, "lecture-book"},
        {"themeday-book", 2026, 0, "themeday-book"},
    };
    struct form_golden g;
    form_golden_open(&g);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct form_ask ask = {
            .book = g.book,
            .span =
                rows[i].month == 0
                    ? span_of_year(rows[i].year)
                    : span_of_month(month_make(rows[i].year, rows[i].month)),
        };
        form_golden(&g, rows[i].form, &ask, rows[i].golden);
    }
    form_golden_close(&g);
}

/* What a bound ledger has in front and behind, as of the end of the period. */
TEST(form_life_parts_of_a_bound_ledger)
{
    static const char *const parts[] = {"cover", "month-head", "month-sign",
                                        "actions", "changes"};
    struct form_golden g;
    form_golden_open(&g);
    const struct form_ask ask = {.book = g.book,
                                 .span = span_of_month(month_make(2026, 10))};
    g.book->day = ask.span.to;
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        form_golden(&g, parts[i], &ask,
                    arena_printf(&g.arena, "bound-%s", parts[i]));
    }
    const struct form_ask year = {.book = g.book, .span = span_of_year(2026)};
    g.book->day = g.book->today;
    form_golden(&g, "cover", &year, "cover");
    form_golden_close(&g);
}

/* A page that says so, not an empty one. */
TEST(form_life_periods_without_records)
{
    static const char *const forms[] = {
        "attendance",      "attendance-people",
        "attendance-away", "plan",
        "talks",           "events",
        "actions",         "changes",
        "centre-book",     "first-topic-book",
        "lecture-book",    "themeday-book",
    };
    struct form_golden g;
    form_golden_open(&g);
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        const struct form_ask ask = {.book = g.book,
                                     .span = span_of_year(2019)};
        form_golden(&g, forms[i], &ask,
                    arena_printf(&g.arena, "none-%s", forms[i]));
    }
    form_golden_close(&g);
}
