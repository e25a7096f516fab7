/* Attendance: what counts for whom, and that it is the sum of the meetings. */
#include "support.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rates.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <string.h>

#define DAY(y, m, d) date_of(y, m, d)

/* Three members of long standing. */
struct cast {
    int64_t zhang, li, wang;
};

static struct cast cast_open(struct fixture *f)
{
    fixture_open(f);
    return (struct cast){
        fixture_member(f, "张建国", "1971-03-15", "1995-06-20", "1996-06-20"),
        fixture_member(f, "李敏", "1985-09-02", "2008-05-12", "2009-05-12"),
        fixture_member(f, "王海", "1979-12-30", "2003-11-08", "2004-11-08"),
    };
}

static struct meeting make(struct fixture *f, const char *kind, int day)
{
    struct meeting m;
    struct err err = ERR_INIT;
    if (!meeting_new(&m, f->book, &f->arena, kind, 0, day, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    record_set_text(&m.event, EVENT_TIME_FROM, "14:30");
    record_set_text(&m.event, EVENT_TIME_TO, "15:40");
    return m;
}

static struct record *line_of(struct meeting *m, int64_t person)
{
    for (size_t i = 0; i < m->roll.n; i++) {
        if (record_int(&m->roll.v[i].now, ATTEND_PERSON) == person) {
            return &m->roll.v[i].now;
        }
    }
    fail();
    return NULL;
}

static void mark(struct meeting *m, int64_t person, const char *state)
{
    for (size_t i = 0; i < m->roll.n; i++) {
        if (record_int(&m->roll.v[i].now, ATTEND_PERSON) == person) {
            bool away = strcmp(state, ATTEND_LEAVE) == 0 ||
                        strcmp(state, ATTEND_ABSENT) == 0;
            meeting_mark(m, i, state,
                         away ? codes_find("absence_reason", "病假") : NULL);
            return;
        }
    }
    fail();
}

static int64_t save(struct meeting *m)
{
    struct err err = ERR_INIT;
    if (!meeting_save(m, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return m->event.id;
}

static void make_up(struct meeting *m, int64_t person, int day)
{
    struct record *r = line_of(m, person);
    record_set_day(r, m->arena, ATTEND_MAKEUP_ON, day);
    record_set_text(r, ATTEND_MAKEUP_FORM, "1");
    record_set_text(r, ATTEND_MAKEUP_BY, "李敏");
    save(m);
}

static struct rates read_ask(struct fixture *f, const struct rate_ask *ask)
{
    struct rates r;
    struct err err = ERR_INIT;
    if (!rates_read(f->book, &f->arena, ask, &r, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return r;
}

static struct rates read_year(struct fixture *f, int year)
{
    const struct rate_ask ask = {.span = span_of_year(year)};
    return read_ask(f, &ask);
}

static struct rate_count count_of(const struct rates *r, int64_t person)
{
    for (size_t i = 0; i < r->n; i++) {
        if (r->people[i].id == person) {
            return r->people[i].count;
        }
    }
    return (struct rate_count){0};
}

static void exec(struct fixture *f, const char *sql)
{
    struct stmt st;
    struct err err = ERR_INIT;
    stmt_open(&st, f->book->db, sql);
    if (!stmt_run(&st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
}

/* ---- shares ------------------------------------------------------------- */

TEST(rate_share_rounds_half_up_but_nobody_away)
{
    static const struct {
        int64_t part, whole;
        int share;
        const char *text;
    } rows[] = {
        {0, 0, RATE_NONE, "—"}, {0, 1, 0, "0.0%"},
        {1, 1, 1000, "100.0%"}, {2, 3, 667, "66.7%"},
        {1, 3, 333, "33.3%"},   {1, 2000, 1, "0.1%"},
        {1, 9000, 1, "0.1%"},   {1999, 2000, 999, "99.9%"},
        {1, 8, 125, "12.5%"},   {1, 16, 63, "6.3%"},
        {3, 4, 750, "75.0%"},   {8999, 9000, 999, "99.9%"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char text[8];
        int share = rate_share(rows[i].part, rows[i].whole);
        if (share != rows[i].share ||
            strcmp(rate_text(share, text), rows[i].text) != 0) {
            fail_msg("row %zu: %d %s", i, share, text);
        }
    }
}

/* ---- what counts -------------------------------------------------------- */

TEST(rates_of_one_meeting_in_all_states)
{
    struct fixture f;
    struct cast c = cast_open(&f);
    struct meeting m = make(&f, "themeday", DAY(2026, 3, 5));
    mark(&m, c.li, ATTEND_LEAVE);
    mark(&m, c.wang, ATTEND_ONLINE);
    int64_t id = save(&m);
    struct rates r = read_year(&f, 2026);
    assert_int_equal(r.events, 1);
    assert_int_equal(r.n, 3);
    assert_int_equal(r.people[0].id, c.zhang);
    assert_string_equal(r.people[1].name, "李敏");
    assert_int_equal(count_of(&r, c.zhang).present, 1);
    assert_int_equal(count_of(&r, c.wang).online, 1);
    assert_int_equal(count_of(&r, c.li).leave, 1);
    assert_int_equal(count_of(&r, c.li).owed, 1);
    assert_int_equal(r.people[0].last_away, DATE_NONE);
    assert_int_equal(r.people[1].last_away, DAY(2026, 3, 5));
    assert_int_equal(rate_raw(&r.total), 667);
    assert_int_equal(rate_after(&r.total), 667);
    assert_int_equal(r.n_away, 1);
    assert_int_equal(r.away[0].event, id);
    assert_int_equal(r.away[0].person, c.li);
    assert_string_equal(r.away[0].name, "李敏");
    assert_string_equal(r.away[0].state, ATTEND_LEAVE);
    assert_string_equal(r.away[0].reason, "病假");
    assert_string_equal(r.away[0].meeting, "主题党日");
    /* 5 March to 20 November. */
    assert_int_equal(r.away[0].owed_days, 260);

    make_up(&m, c.li, DAY(2026, 3, 12));
    r = read_year(&f, 2026);
    assert_int_equal(rate_raw(&r.total), 667);
    assert_int_equal(rate_after(&r.total), 1000);
    assert_int_equal(r.away[0].owed_days, -1);
    assert_int_equal(r.away[0].made_up_on, DAY(2026, 3, 12));
    assert_string_equal(r.away[0].made_up_form, "自学");
    assert_string_equal(r.away[0].made_up_by, "李敏");

    /* Seen from the 11th it had not been made up, from the 4th there was no
       meeting. */
    f.book->day = DAY(2026, 3, 11);
    r = read_year(&f, 2026);
    assert_int_equal(r.away[0].owed_days, 6);
    f.book->day = DAY(2026, 3, 12);
    assert_int_equal(read_year(&f, 2026).total.made_up, 1);
    f.book->day = DAY(2026, 3, 4);
    assert_int_equal(read_year(&f, 2026).n, 0);
    fixture_close(&f);
}

TEST(rates_count_what_was_held_and_is_in_force)
{
    struct fixture f;
    struct cast c = cast_open(&f);
    struct meeting held = make(&f, "themeday", DAY(2026, 1, 8));
    save(&held);
    struct meeting planned = make(&f, "themeday", DAY(2026, 12, 8));
    save(&planned);
    struct meeting failed = make(&f, "branch.meeting", DAY(2026, 2, 8));
    record_set_text(&failed.event, EVENT_STATE, EVENT_FAILED);
    record_set_text(&failed.event, EVENT_STATE_REASON, "到会人数不够");
    save(&failed);
    struct meeting cancelled = make(&f, "branch.meeting", DAY(2026, 2, 9));
    record_set_text(&cancelled.event, EVENT_STATE, EVENT_CANCELLED);
    record_set_text(&cancelled.event, EVENT_STATE_REASON, "临时任务");
    save(&cancelled);
    struct meeting voided = make(&f, "branch.meeting", DAY(2026, 4, 8));
    mark(&voided, c.li, ATTEND_LEAVE);
    save(&voided);
    exec(&f, SQL("update event set voided_on = '2026-04-09'"
                 " where on_day = '2026-04-08'"));
    /* Held, but short of its quorum: they did come. */
    struct meeting thin = make(&f, "branch.meeting", DAY(2026, 5, 8));
    mark(&thin, c.li, ATTEND_LEAVE);
    mark(&thin, c.wang, ATTEND_ABSENT);
    save(&thin);
    exec(&f, SQL("update event set valid = 0 where on_day = '2026-05-08'"));
    struct rates r = read_year(&f, 2026);
    assert_int_equal(r.events, 2);
    assert_int_equal(r.total.due, 6);
    assert_int_equal(r.total.leave, 1);
    assert_int_equal(r.total.absent, 1);
    assert_int_equal(count_of(&r, c.zhang).present, 2);
    /* A line taken out of the roll. */
    exec(&f,
         SQL("update attend set voided_on = '2026-05-09' where state = '4'"));
    assert_int_equal(read_year(&f, 2026).total.due, 5);
    /* The other year, and another branch. */
    assert_int_equal(read_year(&f, 2025).events, 0);
    f.book->branch++;
    assert_int_equal(read_year(&f, 2026).events, 0);
    fixture_close(&f);
}

TEST(rates_keep_the_roll_of_the_day)
{
    struct fixture f;
    struct cast c = cast_open(&f);
    struct meeting m = make(&f, "themeday", DAY(2026, 3, 5));
    save(&m);
    /* Left and came afterwards; corrected in the roster for all time. */
    exec(&f, SQL("update member set to_on = '2026-01-01'"
                 " where person_id = (select max(person_id) from member)"));
    int64_t late =
        fixture_member(&f, "钱后来", "1990-09-02", "2012-05-12", "2013-05-12");
    struct meeting next = make(&f, "themeday", DAY(2026, 6, 5));
    save(&next);
    struct rates r = read_year(&f, 2026);
    assert_int_equal(r.n, 4);
    assert_int_equal(count_of(&r, c.wang).due, 1);
    assert_int_equal(count_of(&r, late).due, 1);
    assert_int_equal(count_of(&r, c.li).due, 2);
    const struct rate_ask ask = {.span = span_of_year(2026)};
    struct rate_sheet sheet;
    assert_true(rates_sheet(f.book, &f.arena, &ask, &r, &sheet, NULL));
    /* 王海 only at the first, who came later only at the second. */
    assert_int_equal(sheet.marks[2 * 2 + 0].state, ATTEND_PRESENT[0]);
    assert_int_equal(sheet.marks[2 * 2 + 1].state, 0);
    assert_int_equal(sheet.marks[3 * 2 + 0].state, 0);
    assert_int_equal(sheet.marks[3 * 2 + 1].state, ATTEND_PRESENT[0]);
    /* The clerk's own order holds. */
    exec(&f, SQL("update person set ord = -1 where name = '钱后来'"));
    r = read_year(&f, 2026);
    assert_int_equal(r.people[0].id, late);
    assert_int_equal(r.people[1].id, c.zhang);
    fixture_close(&f);
}

TEST(rates_of_kinds_count_an_event_once)
{
    struct fixture f;
    struct cast c = cast_open(&f);
    static const char *const also[] = {"branch.meeting", "lecture"};
    struct meeting m = make(&f, "themeday", DAY(2026, 3, 5));
    assert_true(meeting_also(&m, also, 2, NULL));
    save(&m);
    struct meeting study = make(&f, "study", DAY(2026, 3, 6));
    mark(&study, c.li, ATTEND_LEAVE);
    save(&study);
    const struct {
        const char *typed;
        int events, due;
    } rows[] = {
        {"主题党日", 1, 3}, {"党课", 1, 3},     {"三会一课", 1, 3},
        {"集中学习", 1, 3}, {"党小组会", 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *name;
        struct rate_ask ask = {.span = span_of_year(2026)};
        assert_true(
            rate_kinds(f.book, &f.arena, rows[i].typed, &ask.kinds, &name));
        struct rates r = read_ask(&f, &ask);
        if (r.events != rows[i].events || r.total.due != rows[i].due) {
            fail_msg("%s: %d events, due %d", rows[i].typed, r.events,
                     r.total.due);
        }
    }
    const char *kinds;
    const char *name;
    assert_false(rate_kinds(f.book, &f.arena, "没有这种", &kinds, &name));
    struct rates all = read_year(&f, 2026);
    assert_int_equal(all.events, 2);
    assert_int_equal(all.total.due, 6);
    fixture_close(&f);
}

TEST(rates_of_a_group_are_of_who_was_in_it_that_day)
{
    struct fixture f;
    struct cast c = cast_open(&f);
    struct rate_group *groups;
    size_t n;
    assert_true(rate_groups(f.book, &f.arena, &groups, &n, NULL));
    assert_int_equal(n, 2);
    exec(&f, SQL("delete from placement"));
    exec(&f, SQL("insert into placement (ver, person_id, grp_id, from_on,"
                 " to_on) select 1, min(person_id), 1, '2026-01-01',"
                 " '2026-04-01' from member"));
    exec(&f, SQL("insert into placement (ver, person_id, grp_id, from_on)"
                 " select 1, min(person_id), 2, '2026-04-01' from member"));
    static const int days[][3] = {{2026, 3, 31}, {2026, 4, 1}, {2026, 5, 1}};
    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        struct meeting m =
            make(&f, "themeday", DAY(days[i][0], days[i][1], days[i][2]));
        save(&m);
    }
    struct rate_ask ask = {.span = span_of_year(2026), .grp = groups[0].id};
    struct rates r = read_ask(&f, &ask);
    assert_int_equal(r.n, 1);
    assert_int_equal(count_of(&r, c.zhang).due, 1);
    ask.grp = groups[1].id;
    r = read_ask(&f, &ask);
    assert_int_equal(count_of(&r, c.zhang).due, 2);
    fixture_close(&f);
}

/* 双重组织生活: as a leader, there, at what is everybody's. */
TEST(rates_count_a_leader_among_members)
{
    struct fixture f;
    struct cast c = cast_open(&f);
    struct meeting came = make(&f, "themeday", DAY(2026, 3, 5));
    struct meeting online = make(&f, "branch.meeting", DAY(2026, 3, 6));
    mark(&online, c.li, ATTEND_ONLINE);
    struct meeting away = make(&f, "branch.meeting", DAY(2026, 3, 7));
    mark(&away, c.li, ATTEND_LEAVE);
    save(&came);
    save(&online);
    save(&away);
    make_up(&away, c.li, DAY(2026, 3, 8));
    assert_int_equal(read_year(&f, 2026).total.leader, 0);
    exec(&f, SQL("update attend set leader = 1 where person_id ="
                 " (select id from person where name = '李敏')"));
    struct rates r = read_year(&f, 2026);
    assert_int_equal(count_of(&r, c.li).leader, 2);
    assert_int_equal(r.total.leader, 2);
    /* The leaders' own meeting is the other one of the two lives. */
    exec(&f, SQL("update event set kind = 'life.leaders'"
                 " where on_day = '2026-03-05'"));
    r = read_year(&f, 2026);
    assert_int_equal(count_of(&r, c.li).leader, 1);
    exec(&f, SQL("update event set kind = 'group.meeting'"
                 " where on_day = '2026-03-05'"));
    r = read_year(&f, 2026);
    assert_int_equal(count_of(&r, c.li).leader, 2);
    fixture_close(&f);
}

TEST(rates_away_owed_first_by_day_and_roster)
{
    struct fixture f;
    struct cast c = cast_open(&f);
    struct meeting m[3];
    for (int i = 0; i < 3; i++) {
        m[i] = make(&f, "themeday", DAY(2026, 3 + i, 5));
        mark(&m[i], c.wang, ATTEND_ABSENT);
        mark(&m[i], c.li, ATTEND_LEAVE);
        save(&m[i]);
    }
    make_up(&m[0], c.li, DAY(2026, 3, 9));
    make_up(&m[1], c.wang, DAY(2026, 4, 9));
    /* 王海 was counted last and stands first. */
    exec(&f, SQL("update person set ord = -1 where name = '王海'"));
    struct rates r = read_year(&f, 2026);
    const struct {
        int month;
        int64_t person;
        bool owed;
    } rows[] = {
        {3, c.wang, true}, {4, c.li, true},  {5, c.wang, true},
        {5, c.li, true},   {3, c.li, false}, {4, c.wang, false},
    };
    assert_int_equal(r.n_away, ARRAY_LEN(rows));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct rate_line *l = &r.away[i];
        if (l->on != DAY(2026, rows[i].month, 5) ||
            l->person != rows[i].person ||
            (l->person == c.li) != (strcmp(l->name, "李敏") == 0) ||
            (l->owed_days >= 0) != rows[i].owed) {
            fail_msg("line %zu is of %s", i, l->name);
        }
    }
    fixture_close(&f);
}

/* ---- properties --------------------------------------------------------- */

static void random_meetings(struct fixture *f, uint64_t *s, const int64_t *who,
                            size_t n)
{
    static const char *const kinds[] = {"themeday", "branch.meeting", "study",
                                        "lecture"};
    static const char *const states[] = {ATTEND_PRESENT, ATTEND_ONLINE,
                                         ATTEND_LEAVE, ATTEND_ABSENT};
    for (int i = 0; i < 12; i++) {
        int day = DAY(2025, 10, 1) + (int)unit_below(s, 480);
        struct meeting m = make(f, kinds[unit_below(s, 4)], day);
        bool held = strcmp(record_text(&m.event, EVENT_STATE), EVENT_HELD) == 0;
        for (size_t k = 0; held && k < n; k++) {
            mark(&m, who[k], states[unit_below(s, 4)]);
            struct record *r = line_of(&m, who[k]);
            bool away = record_text(r, ATTEND_STATE)[0] >= '3';
            if (away && unit_below(s, 2) == 0) {
                int on = day + (int)unit_below(s, 20);
                on = on < f->book->today ? on : f->book->today;
                record_set_day(r, m.arena, ATTEND_MAKEUP_ON, on);
            }
        }
        struct err err = ERR_INIT;
        if (!meeting_save(&m, NULL, &err)) {
            fail_msg("%s %s", err.code, err.text);
        }
    }
}

/* The same by reading one meeting after the other. */
static struct rate_count brute_force(struct fixture *f, int64_t person,
                                     const struct span *span)
{
    struct rate_count c = {0};
    struct meeting m;
    for (int64_t id = 1; meeting_read(&m, f->book, &f->arena, id, NULL); id++) {
        int on = record_day(&m.event, EVENT_ON);
        if (on < span->from || on > span->to ||
            strcmp(record_text(&m.event, EVENT_STATE), EVENT_HELD) != 0) {
            continue;
        }
        for (size_t i = 0; i < m.roll.n; i++) {
            const struct record *r = &m.roll.v[i].now;
            if (person != 0 && record_int(r, ATTEND_PERSON) != person) {
                continue;
            }
            const char *state = record_text(r, ATTEND_STATE);
            bool made = !record_is_null(r, ATTEND_MAKEUP_ON);
            c.due++;
            c.present += strcmp(state, ATTEND_PRESENT) == 0;
            c.online += strcmp(state, ATTEND_ONLINE) == 0;
            c.leave += strcmp(state, ATTEND_LEAVE) == 0;
            c.absent += strcmp(state, ATTEND_ABSENT) == 0;
            c.made_up += state[0] >= '3' && made;
            c.owed += state[0] >= '3' && !made;
        }
    }
    return c;
}

static void assert_same(const struct rate_count *a, const struct rate_count *b,
                        const char *whose)
{
    if (memcmp(a, b, sizeof *a) != 0) {
        fail_msg("%s: due %d %d, present %d %d, made up %d %d, owed %d %d",
                 whose, a->due, b->due, a->present, b->present, a->made_up,
                 b->made_up, a->owed, b->owed);
    }
}

static int64_t sum_of_due(struct fixture *f, const struct span *span)
{
    char from[11];
    char to[11];
    int64_t n = 0;
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select coalesce(sum(n_due), 0) from event where state = '2'"
                  " and voided_on is null and on_day between :from and :to"));
    stmt_text(&st, ":from", date_text(span->from, from));
    stmt_text(&st, ":to", date_text(span->to, to));
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL));
    return n;
}

/* What one person's own list says of him. */
static void check_lines(struct fixture *f, const struct rate_ask *ask,
                        const struct rate_person *p)
{
    struct rate_line *lines;
    size_t n;
    int away = 0;
    int owed = 0;
    assert_true(rates_person(f->book, &f->arena, ask, p->id, &lines, &n, NULL));
    assert_int_equal(n, p->count.due);
    for (size_t i = 0; i < n; i++) {
        away += lines[i].state[0] >= '3';
        owed += lines[i].owed_days >= 0;
        assert_true(i == 0 || lines[i - 1].on <= lines[i].on);
    }
    assert_int_equal(away, p->count.leave + p->count.absent);
    assert_int_equal(owed, p->count.owed);
}

/* Every mark of the grid is one of the lines that were counted. */
static void check_sheet(struct fixture *f, const struct rate_ask *ask,
                        const struct rates *r)
{
    struct rate_sheet sheet;
    struct rate_count all = {0};
    assert_true(rates_sheet(f->book, &f->arena, ask, r, &sheet, NULL));
    assert_int_equal(sheet.n_events, r->events);
    for (size_t p = 0; p < r->n; p++) {
        int due = 0;
        for (size_t e = 0; e < sheet.n_events; e++) {
            const struct rate_mark *m = &sheet.marks[p * sheet.n_events + e];
            due += m->state != 0;
            all.present += m->state == ATTEND_PRESENT[0];
            all.online += m->state == ATTEND_ONLINE[0];
            all.leave += m->state == ATTEND_LEAVE[0];
            all.absent += m->state == ATTEND_ABSENT[0];
            all.made_up += m->made_up;
        }
        assert_int_equal(due, r->people[p].count.due);
    }
    all.due = r->total.due;
    all.owed = r->total.owed;
    all.leader = r->total.leader;
    assert_same(&r->total, &all, "sheet");
}

PROPERTY(rates_are_the_sum_of_the_meetings)
{
    uint64_t s = unit_seed();
    for (int round = 0; round < 4; round++) {
        struct fixture f;
        struct cast c = cast_open(&f);
        const int64_t who[] = {c.zhang, c.li, c.wang};
        random_meetings(&f, &s, who, ARRAY_LEN(who));
        const struct span spans[] = {
            span_of_year(2025),
            span_of_year(2026),
            span_of_month(month_make(2026, 1 + (int)unit_below(&s, 12))),
            {DAY(2025, 11, 3), DAY(2026, 8, 9)},
        };
        for (size_t i = 0; i < ARRAY_LEN(spans); i++) {
            const struct rate_ask ask = {.span = spans[i]};
            struct rates r = read_ask(&f, &ask);
            int due = 0;
            for (size_t k = 0; k < r.n; k++) {
                const struct rate_person *p = &r.people[k];
                struct rate_count want = brute_force(&f, p->id, &spans[i]);
                assert_same(&p->count, &want, p->name);
                assert_true(0 <= rate_raw(&p->count));
                assert_true(rate_raw(&p->count) <= rate_after(&p->count));
                assert_true(rate_after(&p->count) <= 1000);
                due += p->count.due;
                check_lines(&f, &ask, p);
            }
            check_sheet(&f, &ask, &r);
            struct rate_count all = brute_force(&f, 0, &spans[i]);
            assert_same(&r.total, &all, "total");
            assert_int_equal(due, sum_of_due(&f, &spans[i]));
            assert_int_equal(r.n_away, r.total.leave + r.total.absent);
        }
        fixture_close(&f);
    }
}

/* More people than the first table of ids has room for. */
TEST(rates_of_many_people)
{
    struct fixture f;
    cast_open(&f);
    struct meeting m = make(&f, "themeday", DAY(2026, 3, 5));
    save(&m);
    exec(&f, SQL("with recursive n(i) as (select 1 union all select i + 1"
                 " from n where i < 700)"
                 " insert into person (id, ver, name, name_key, ord)"
                 " select 1000 + 256 * i, 1, '多' || i, '', -i from n"));
    exec(&f, SQL("insert into attend (ver, event_id, person_id, state, vote,"
                 " leader) select 1, (select max(id) from event), id, '1', 1, 0"
                 " from person where id > 1000"));
    struct rates r = read_year(&f, 2026);
    assert_int_equal(r.n, 703);
    assert_int_equal(r.total.due, 703);
    assert_string_equal(r.people[0].name, "多700");
    assert_string_equal(r.people[699].name, "多1");
    fixture_close(&f);
}
