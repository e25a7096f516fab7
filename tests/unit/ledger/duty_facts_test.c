/* What counts for which duty: events of all kinds put in as rows, the matrix
   read back. */
#include "support.h"

#include "unit.h"

#include "pbtui/ledger/duty_facts.h"
#include "pbtui/ledger/habits.h"
#include "pbtui/ledger/org.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <string.h>

struct put {
    const char *kind;
    const char *day;
    const char *sub;
    int64_t grp;
    int year; /* 0: of its day */
    bool late, invalid, voided;
};

static void done(struct stmt *st)
{
    struct err err = ERR_INIT;
    if (!stmt_run(st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
}

static int64_t put_event(struct fixture *f, const struct put *p)
{
    struct stmt st;
    int year = p->year;
    int day;
    int month;
    int mday;
    assert_true(date_read(p->day, &day));
    if (year == 0) {
        date_split(day, &year, &month, &mday);
    }
    stmt_open(&st, f->book->db,
              SQL("insert into event (ver, branch_id, kind, grp_id, state,"
                  " on_day, for_year, entered_on, n_due, n_present, n_online,"
                  " n_leave, n_absent, valid) values (1, :branch, :kind, :grp,"
                  " '2', :day, :year, :day, 0, 0, 0, 0, 0, 1)"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":kind", p->kind);
    if (p->grp != 0) {
        stmt_int(&st, ":grp", p->grp);
    }
    stmt_text(&st, ":day", p->day);
    stmt_int(&st, ":year", year);
    done(&st);
    return stmt_last_id(f->book->db);
}

static void put_kind(struct fixture *f, int64_t event, const struct put *p)
{
    struct stmt st;
    int year = p->year;
    int day;
    int month;
    int mday;
    assert_true(date_read(p->day, &day));
    if (year == 0) {
        date_split(day, &year, &month, &mday);
    }
    stmt_open(&st, f->book->db,
              SQL("insert into event_kind (ver, event_id, ord, kind, sub,"
                  " branch_id, grp_id, on_day, for_year, counted, late,"
                  " voided_on) values (1, :event, 1, :kind, :sub, :branch,"
                  " :grp, :day, :year, :counted, :late, :voided)"));
    stmt_int(&st, ":event", event);
    stmt_text(&st, ":kind", p->kind);
    stmt_text(&st, ":sub", p->sub);
    stmt_int(&st, ":branch", f->book->branch);
    if (p->grp != 0) {
        stmt_int(&st, ":grp", p->grp);
    }
    stmt_text(&st, ":day", p->day);
    stmt_int(&st, ":year", year);
    stmt_int(&st, ":counted", !p->invalid);
    stmt_int(&st, ":late", p->late);
    stmt_text(&st, ":voided", p->voided ? p->day : NULL);
    done(&st);
}

static int64_t put(struct fixture *f, const struct put *p)
{
    int64_t id = put_event(f, p);
    put_kind(f, id, p);
    return id;
}

static struct duty_year year_of(struct fixture *f, int year, bool all)
{
    struct duty_year y;
    struct err err = ERR_INIT;
    if (!duty_year_of(f->book, &f->arena, year, all, &y, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return y;
}

static const struct duty_row *row(const struct duty_year *y, const char *code,
                                  int64_t grp)
{
    for (size_t i = 0; i < y->matrix.n; i++) {
        const struct duty_row *r = &y->matrix.rows[i];
        if (strcmp(r->duty->code, code) == 0 && r->grp == grp) {
            return r;
        }
    }
    fail_msg("no row %s of group %lld", code, (long long)grp);
    return NULL;
}

static const struct duty_cell *cell(const struct duty_year *y, const char *code,
                                    size_t at)
{
    return &row(y, code, 0)->cells[at];
}

static void post(struct fixture *f, int64_t person, const char *kind,
                 const char *from)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into post (ver, person_id, branch_id, kind, from_on)"
                  " values (1, :person, :branch, :kind, :from)"));
    stmt_int(&st, ":person", person);
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":kind", kind);
    stmt_text(&st, ":from", from);
    done(&st);
}

static void talk(struct fixture *f, const char *day, int64_t by, int64_t with)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into talk (ver, branch_id, on_day, by_id, with_id)"
                  " values (1, :branch, :day, :by, :with)"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":day", day);
    stmt_int(&st, ":by", by);
    stmt_int(&st, ":with", with);
    done(&st);
}

/* ---- events ----------------------------------------------------------- */

TEST(duty_facts_count_in_their_month_and_only_when_valid)
{
    struct fixture f;
    fixture_open(&f);
    put(&f, &(struct put){.kind = "themeday", .day = "2026-01-31"});
    put(&f, &(struct put){.kind = "themeday", .day = "2026-02-01"});
    put(&f, &(struct put){.kind = "themeday", .day = "2026-02-28"});
    put(&f, &(struct put){.kind = "themeday", .day = "2025-03-10"});
    put(&f, &(struct put){
                .kind = "themeday", .day = "2026-04-10", .invalid = true});
    put(&f,
        &(struct put){.kind = "themeday", .day = "2026-05-10", .voided = true});
    put(&f,
        &(struct put){.kind = "themeday", .day = "2026-06-10", .late = true});
    struct duty_year y = year_of(&f, 2026, false);
    static const struct {
        int count, late;
        enum duty_light light;
    } want[12] = {
        {1, 0, DUTY_DONE},    {2, 0, DUTY_DONE},    {0, 0, DUTY_MISSING},
        {0, 0, DUTY_MISSING}, {0, 0, DUTY_MISSING}, {1, 1, DUTY_DONE},
        {0, 0, DUTY_MISSING}, {0, 0, DUTY_MISSING}, {0, 0, DUTY_MISSING},
        {0, 0, DUTY_MISSING}, {0, 0, DUTY_RUNNING}, {0, 0, DUTY_AHEAD},
    };
    for (size_t i = 0; i < 12; i++) {
        const struct duty_cell *c = cell(&y, "M06", i);
        if (c->count != want[i].count || c->late != want[i].late ||
            c->light != want[i].light) {
            fail_msg("month %zu: %d late %d light %d", i + 1, c->count, c->late,
                     (int)c->light);
        }
    }
    fixture_close(&f);
}

TEST(duty_facts_on_the_edges_of_a_year)
{
    struct fixture f;
    fixture_open(&f);
    f.book->today = date_of(2027, 3, 1);
    f.book->day = f.book->today;
    put(&f, &(struct put){.kind = "themeday", .day = "2025-12-31"});
    put(&f, &(struct put){.kind = "themeday", .day = "2026-01-01"});
    put(&f, &(struct put){.kind = "themeday", .day = "2026-12-31"});
    put(&f, &(struct put){.kind = "themeday", .day = "2027-01-01"});
    struct duty_year y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M06", 0)->count, 1);
    assert_int_equal(cell(&y, "M06", 11)->count, 1);
    fixture_close(&f);
}

TEST(duty_facts_of_one_event_that_is_three_kinds)
{
    struct fixture f;
    fixture_open(&f);
    struct put p = {.kind = "themeday", .day = "2026-10-22"};
    int64_t id = put(&f, &p);
    p.kind = "branch.meeting";
    put_kind(&f, id, &p);
    p.kind = "lecture";
    p.sub = "书记";
    put_kind(&f, id, &p);
    struct duty_year y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M06", 9)->count, 1);
    assert_int_equal(cell(&y, "M01", 3)->count, 1);
    assert_int_equal(cell(&y, "M04", 3)->count, 1);
    assert_int_equal(cell(&y, "M05", 0)->count, 1);
    fixture_close(&f);
}

TEST(duty_facts_of_each_group_are_its_own)
{
    struct fixture f;
    fixture_open(&f);
    put(&f,
        &(struct put){.kind = "group.meeting", .day = "2026-03-05", .grp = 2});
    struct duty_year y = year_of(&f, 2026, false);
    assert_int_equal(row(&y, "M03", 1)->cells[2].light, DUTY_MISSING);
    assert_int_equal(row(&y, "M03", 2)->cells[2].light, DUTY_DONE);
    assert_string_equal(row(&y, "M03", 2)->grp_name, "第二党小组");
    fixture_close(&f);
}

TEST(duty_facts_for_a_year_count_there_wherever_they_lie)
{
    struct fixture f;
    fixture_open(&f);
    f.book->today = date_of(2027, 2, 10);
    f.book->day = f.book->today;
    put(&f,
        &(struct put){
            .kind = "review", .day = "2027-01-23", .year = 2026, .late = true});
    put(&f, &(struct put){.kind = "life.branch",
                          .day = "2027-02-11", /* tomorrow */
                          .year = 2026});
    struct duty_year before = year_of(&f, 2026, false);
    struct duty_year now = year_of(&f, 2027, false);
    assert_int_equal(cell(&before, "M08", 0)->count, 1);
    assert_int_equal(cell(&before, "M08", 0)->late, 1);
    assert_int_equal(cell(&now, "M08", 0)->count, 0);
    assert_int_equal(cell(&before, "M07", 0)->count, 0);
    fixture_close(&f);
}

TEST(duty_facts_later_than_the_day_in_view_are_not_known_yet)
{
    struct fixture f;
    fixture_open(&f);
    put(&f, &(struct put){.kind = "themeday", .day = "2026-06-30"});
    put(&f, &(struct put){.kind = "themeday", .day = "2026-06-15"});
    f.book->day = date_of(2026, 6, 15);
    struct duty_year y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M06", 5)->count, 1);
    assert_int_equal(cell(&y, "M06", 6)->light, DUTY_AHEAD);
    f.book->day = date_of(2026, 6, 14);
    y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M06", 5)->count, 0);
    assert_int_equal(cell(&y, "M06", 5)->light, DUTY_RUNNING);
    fixture_close(&f);
}

TEST(year_of_report_is_last_year_until_march)
{
    assert_int_equal(year_of_report(date_of(2026, 1, 1)), 2025);
    assert_int_equal(year_of_report(date_of(2026, 3, 31)), 2025);
    assert_int_equal(year_of_report(date_of(2026, 4, 1)), 2026);
    assert_int_equal(year_of_report(date_of(2026, 12, 31)), 2026);
}

/* ---- the branch ------------------------------------------------------- */

TEST(duty_facts_committee_begins_with_its_first_post)
{
    struct fixture f;
    fixture_open(&f);
    struct duty_year y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M02", 0)->light, DUTY_MISSING);
    int64_t id =
        fixture_member(&f, "钱守诚", "1980-02-03", "2005-07-01", "2006-07-01");
    post(&f, id, "31", "2020-01-01"); /* of a group, not of the committee */
    post(&f, id, "01", "2026-04-18");
    y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M02", 2)->light, DUTY_NA);
    assert_int_equal(cell(&y, "M02", 3)->light, DUTY_NA);
    assert_int_equal(cell(&y, "M02", 4)->light, DUTY_MISSING);
    fixture_close(&f);
}

static void member_post(struct fixture *f, int64_t person, const char *kind,
                        const char *from, const char *to)
{
    struct stmt st;
    post(f, person, kind, from);
    stmt_open(&st, f->book->db,
              SQL("update post set to_on = :to where from_on = :from"
                  " and kind = :kind"));
    stmt_text(&st, ":to", to);
    stmt_text(&st, ":from", from);
    stmt_text(&st, ":kind", kind);
    done(&st);
}

static void term(struct fixture *f, const char *elected, const char *ended)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into term (ver, branch_id, no, elected_on, years,"
                  " ended_on) values (1, :branch, 1, :elected, 3, :ended)"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":elected", elected);
    stmt_text(&st, ":ended", ended);
    done(&st);
}

static void has_committee(struct fixture *f, bool has)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("update branch set committee = :has where id = :id"));
    stmt_int(&st, ":has", has);
    stmt_int(&st, ":id", f->book->branch);
    done(&st);
}

/* A sign a month: o asked for, - not. */
static void months_are(struct fixture *f, int year, const char *wanted)
{
    char got[13] = "";
    struct duty_year y = year_of(f, year, true);
    for (size_t i = 0; i < 12; i++) {
        got[i] = cell(&y, "M02", i)->light == DUTY_NA ? '-' : 'o';
    }
    if (strcmp(got, wanted) != 0) {
        fail_msg("%d: %s is not %s", year, got, wanted);
    }
}

#define ALWAYS "oooooooooooo"
#define NEVER  "------------"

/* domain 3.8: the committee meets from the next full month after it appears. */
TEST(duty_facts_committee_that_appears_mid_year)
{
    struct fixture f;
    fixture_open(&f);
    int64_t one =
        fixture_member(&f, "钱守诚", "1980-02-03", "2005-07-01", "2006-07-01");
    int64_t two =
        fixture_member(&f, "李敏", "1985-09-02", "2008-05-12", "2009-05-12");
    post(&f, one, "01", "2018-03-12");
    post(&f, two, "11", "2026-06-15");
    months_are(&f, 2020, NEVER);
    months_are(&f, 2026, "------oooooo");
    months_are(&f, 2027, ALWAYS);
    struct duty_year y = year_of(&f, 2026, false);
    assert_string_equal(cell(&y, "M02", 4)->why, "不设支委会");
    assert_string_equal(cell(&y, "M02", 5)->why, "本月才有支委会，不计");
    /* A secretary's term does not make a committee of the years before. */
    term(&f, "2024-05-10", NULL);
    months_are(&f, 2025, NEVER);
    months_are(&f, 2026, "------oooooo");
    fixture_close(&f);
}

TEST(duty_facts_committee_on_the_first_of_a_month)
{
    struct fixture f;
    fixture_open(&f);
    int64_t id =
        fixture_member(&f, "李敏", "1985-09-02", "2008-05-12", "2009-05-12");
    post(&f, id, "29", "2026-06-01");
    months_are(&f, 2026, "-----ooooooo");
    fixture_close(&f);
}

/* Taking the committee's word away says nothing about the past. */
TEST(duty_facts_committee_that_is_gone_was_there)
{
    struct fixture f;
    fixture_open(&f);
    int64_t id =
        fixture_member(&f, "李敏", "1985-09-02", "2008-05-12", "2009-05-12");
    has_committee(&f, false);
    months_are(&f, 2025, NEVER);
    member_post(&f, id, "11", "2024-04-18", "2026-06-15");
    months_are(&f, 2023, NEVER);
    months_are(&f, 2024, "----oooooooo");
    months_are(&f, 2025, ALWAYS);
    months_are(&f, 2026, "ooooo-------");
    fixture_close(&f);
}

TEST(duty_facts_committee_of_an_ended_term)
{
    struct fixture f;
    fixture_open(&f);
    has_committee(&f, false);
    term(&f, "2020-04-18", "2023-04-18");
    months_are(&f, 2020, "----oooooooo");
    months_are(&f, 2023, "ooo---------");
    months_are(&f, 2024, NEVER);
    /* of a secretary alone: there was none */
    int64_t id =
        fixture_member(&f, "钱守诚", "1980-02-03", "2005-07-01", "2006-07-01");
    member_post(&f, id, "01", "2020-04-18", "2023-04-18");
    months_are(&f, 2021, NEVER);
    fixture_close(&f);
}

/* Nobody wrote when it went: until today it is believed. */
TEST(duty_facts_committee_of_which_only_the_end_is_known)
{
    struct fixture f;
    fixture_open(&f);
    int64_t id =
        fixture_member(&f, "李敏", "1985-09-02", "2008-05-12", "2009-05-12");
    post(&f, id, "11", "2024-04-18");
    has_committee(&f, false);
    months_are(&f, 2025, ALWAYS);
    months_are(&f, 2026, "oooooooooo--");
    fixture_close(&f);
}

TEST(duty_facts_committee_of_terms_without_posts)
{
    struct fixture f;
    fixture_open(&f);
    term(&f, "2020-04-18", "2023-04-18");
    months_are(&f, 2019, NEVER);
    /* The word says there is one today: the last one known goes on. */
    months_are(&f, 2025, ALWAYS);
    int64_t id =
        fixture_member(&f, "钱守诚", "1980-02-03", "2005-07-01", "2006-07-01");
    post(&f, id, "01", "2020-04-18"); /* the others were never typed in */
    months_are(&f, 2021, ALWAYS);
    fixture_close(&f);
}

TEST(duty_facts_a_branch_has_its_own_word)
{
    struct fixture f;
    struct stmt st;
    fixture_open(&f);
    stmt_open(&st, f.book->db,
              SQL("insert into duty_own (ver, branch_id, duty, asked, least,"
                  " from_on, to_on, basis) values (1, :branch, 'M10', 1, 2,"
                  " '2026-04-01', '2026-10-01', '机关党委通知')"));
    stmt_int(&st, ":branch", f.book->branch);
    done(&st);
    struct duty_year y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M10", 0)->light, DUTY_NA);
    assert_int_equal(cell(&y, "M10", 1)->light, DUTY_MISSING);
    assert_int_equal(cell(&y, "M10", 1)->min, 2);
    assert_int_equal(cell(&y, "M10", 3)->light, DUTY_NA);
    fixture_close(&f);
}

/* ---- other books ------------------------------------------------------ */

TEST(duty_facts_of_a_book_not_begun_are_neither_done_nor_missing)
{
    struct fixture f;
    fixture_open(&f);
    struct duty_year y = year_of(&f, 2026, false);
    const struct duty_row *reviews = row(&y, "M19", 0);
    int missing = 0;
    int applicable = 0;
    for (size_t i = 0; i < y.matrix.n; i++) {
        applicable += y.matrix.rows[i].applicable;
        for (size_t c = 0; c < y.matrix.rows[i].n_cells; c++) {
            missing += y.matrix.rows[i].cells[c].light == DUTY_MISSING;
        }
    }
    assert_false(duty_is_unknown(reviews->duty));
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(reviews->cells[i].light, DUTY_NA);
    }
    assert_int_equal(reviews->applicable, 0);
    assert_int_equal(y.matrix.missing, missing);
    assert_int_equal(y.matrix.applicable, applicable);
    fixture_close(&f);
}

TEST(duty_facts_written_down_as_done_count_for_their_duty)
{
    struct fixture f;
    struct stmt st;
    fixture_open(&f);
    stmt_open(&st, f.book->db,
              SQL("insert into duty_done (ver, branch_id, duty, for_year,"
                  " on_day) values (1, :branch, 'M15', 2026, '2026-03-02')"));
    stmt_int(&st, ":branch", f.book->branch);
    done(&st);
    struct duty_year y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M15", 0)->light, DUTY_DONE);
    assert_int_equal(cell(&y, "M22", 0)->count, 0);
    fixture_close(&f);
}

TEST(duty_facts_a_new_term_is_an_election)
{
    struct fixture f;
    struct stmt st;
    fixture_open(&f);
    stmt_open(&st, f.book->db,
              SQL("insert into term (ver, branch_id, no, elected_on, years)"
                  " values (1, :branch, 1, '2026-04-18', 3)"));
    stmt_int(&st, ":branch", f.book->branch);
    done(&st);
    struct duty_year y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M21", 0)->light, DUTY_DONE);
    y = year_of(&f, 2025, true);
    assert_int_equal(cell(&y, "M21", 0)->light, DUTY_NA);
    fixture_close(&f);
}

/* ---- talks ------------------------------------------------------------ */

struct cast {
    int64_t secretary, deputy, member, other, guest;
};

static struct cast people(struct fixture *f)
{
    struct cast c = {
        fixture_member(f, "甲一", "1980-01-01", "2005-07-01", "2006-07-01"),
        fixture_member(f, "甲二", "1981-01-01", "2006-07-01", "2007-07-01"),
        fixture_member(f, "甲三", "1982-01-01", "2007-07-01", "2008-07-01"),
        fixture_member(f, "甲四", "1983-01-01", "2008-07-01", "2009-07-01"),
        0,
    };
    post(f, c.secretary, "01", "2024-01-01");
    post(f, c.deputy, "11", "2024-01-01");
    return c;
}

TEST(duty_talks_are_complete_when_the_last_gap_closes)
{
    struct fixture f;
    struct talk_gaps gaps;
    fixture_open(&f);
    struct cast c = people(&f);
    talk(&f, "2026-03-01", c.secretary, c.member);
    talk(&f, "2026-04-01", c.member, c.other); /* among members: no matter */
    talk(&f, "2026-05-01", c.other, c.deputy); /* either way round */
    struct duty_year y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M09", 0)->light, DUTY_RUNNING);
    assert_true(duty_talk_gaps(f.book, &f.arena, 2026, &gaps, NULL));
    assert_int_equal(gaps.pairs, 1);
    assert_int_equal(gaps.pairs_done, 0);
    assert_int_equal(gaps.members, 2);
    assert_int_equal(gaps.members_done, 2);
    assert_int_equal(gaps.complete_on, DATE_NONE);
    talk(&f, "2025-05-01", c.secretary, c.deputy); /* last year's */
    y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M09", 0)->light, DUTY_RUNNING);
    talk(&f, "2026-09-10", c.deputy, c.secretary);
    talk(&f, "2026-10-10", c.deputy, c.secretary);
    assert_true(duty_talk_gaps(f.book, &f.arena, 2026, &gaps, NULL));
    assert_int_equal(gaps.complete_on, date_of(2026, 9, 10));
    y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M09", 0)->light, DUTY_DONE);
    fixture_close(&f);
}

TEST(duty_talks_ask_for_nobody_who_has_left)
{
    struct fixture f;
    struct stmt st;
    struct talk_gaps gaps;
    fixture_open(&f);
    struct cast c = people(&f);
    talk(&f, "2026-03-01", c.secretary, c.member);
    talk(&f, "2026-09-10", c.deputy, c.secretary);
    stmt_open(&st, f.book->db,
              SQL("update member set to_on = '2026-08-01'"
                  " where person_id = :id"));
    stmt_int(&st, ":id", c.other);
    done(&st);
    assert_true(duty_talk_gaps(f.book, &f.arena, 2026, &gaps, NULL));
    assert_int_equal(gaps.members, 1);
    assert_int_equal(gaps.complete_on, date_of(2026, 9, 10));
    fixture_close(&f);
}

TEST(duty_talks_are_asked_of_the_committee_of_now)
{
    struct fixture f;
    struct stmt st;
    struct talk_gaps gaps;
    fixture_open(&f);
    struct cast c = people(&f);
    /* Talked with when still of the committee: that counts for a member. */
    talk(&f, "2026-03-01", c.deputy, c.member);
    talk(&f, "2026-03-02", c.secretary, c.other);
    talk(&f, "2026-03-03", c.secretary, c.deputy);
    stmt_open(&st, f.book->db,
              SQL("update post set to_on = '2026-06-01'"
                  " where person_id = :id"));
    stmt_int(&st, ":id", c.deputy);
    done(&st);
    assert_true(duty_talk_gaps(f.book, &f.arena, 2026, &gaps, NULL));
    assert_int_equal(gaps.pairs, 0);
    assert_int_equal(gaps.members, 3);
    assert_int_equal(gaps.members_done, 3);
    talk(&f, "2026-07-01", c.deputy, c.member); /* no longer */
    assert_true(duty_talk_gaps(f.book, &f.arena, 2026, &gaps, NULL));
    assert_int_equal(gaps.complete_on, date_of(2026, 3, 3));
    fixture_close(&f);
}

TEST(duty_talks_without_members_are_not_done)
{
    struct fixture f;
    struct talk_gaps gaps;
    fixture_open(&f);
    assert_true(duty_talk_gaps(f.book, &f.arena, 2026, &gaps, NULL));
    assert_int_equal(gaps.complete_on, DATE_NONE);
    struct duty_year y = year_of(&f, 2026, false);
    assert_int_equal(cell(&y, "M09", 0)->light, DUTY_RUNNING);
    fixture_close(&f);
}

/* ---- behind a cell ---------------------------------------------------- */

TEST(duty_cell_day_lies_in_the_period)
{
    struct duty_cell c = {.span = {date_of(2026, 10, 1), date_of(2026, 11, 1)}};
    assert_int_equal(duty_cell_day(&c, date_of(2026, 10, 1)),
                     date_of(2026, 10, 1));
    assert_int_equal(duty_cell_day(&c, date_of(2026, 10, 31)),
                     date_of(2026, 10, 31));
    /* 31 October 2026 is a Saturday */
    assert_int_equal(duty_cell_day(&c, date_of(2026, 11, 1)),
                     date_of(2026, 10, 30));
    assert_int_equal(duty_cell_day(&c, date_of(2026, 9, 30)),
                     date_of(2026, 10, 30));
}

TEST(duty_cell_scope_is_by_days_or_by_year)
{
    struct fixture f;
    fixture_open(&f);
    struct duty_year y = year_of(&f, 2026, false);
    struct duty_scope s = duty_cell_scope(&y.matrix, row(&y, "M03", 2), 1);
    assert_string_equal(s.kind, "group.meeting");
    assert_int_equal(s.grp, 2);
    assert_int_equal(s.from, date_of(2026, 2, 1));
    assert_int_equal(s.to, date_of(2026, 2, 28));
    assert_int_equal(s.year, 0);
    s = duty_cell_scope(&y.matrix, row(&y, "M08", 0), 0);
    assert_int_equal(s.year, 2026);
    assert_int_equal(s.from, DATE_NONE);
    fixture_close(&f);
}

static void put_random(struct fixture *f, uint64_t *seed)
{
    static const char *const kinds[] = {
        "branch.meeting", "committee.meeting", "group.meeting", "lecture",
        "themeday",       "life.branch",       "review",        "volunteer"};
    static const char *const subs[] = {NULL, "书记", "普通"};
    char day[11];
    int on = date_of(2025, 6, 1) + (int)unit_below(seed, 700);
    struct put p = {
        .kind = kinds[unit_below(seed, 8)],
        .day = date_text(on, day),
        .sub = subs[unit_below(seed, 3)],
        .grp = (int64_t)unit_below(seed, 3),
        .year = unit_below(seed, 4) == 0 ? 2026 : 0,
        .late = unit_below(seed, 3) == 0,
        .invalid = unit_below(seed, 5) == 0,
        .voided = unit_below(seed, 7) == 0,
    };
    put(f, &p);
}

PROPERTY(duty_cells_equal_their_lists)
{
    uint64_t seed = unit_seed();
    size_t looked = 0;
    for (int round = 0; round < 8; round++) {
        struct fixture f;
        fixture_open(&f);
        f.book->day = date_of(2026, 6, 1) + (int)unit_below(&seed, 400);
        for (int i = 0; i < 120; i++) {
            put_random(&f, &seed);
        }
        struct duty_year y = year_of(&f, 2026, true);
        for (size_t i = 0; i < y.matrix.n; i++) {
            const struct duty_row *r = &y.matrix.rows[i];
            for (size_t c = 0; c < r->n_cells; c++) {
                size_t n;
                const struct duty_fact *v =
                    duty_cell_facts(&y, &f.arena, r, c, &n);
                int late = 0;
                for (size_t k = 0; k < n; k++) {
                    late += v[k].late;
                    assert_true(k == 0 || v[k - 1].day <= v[k].day);
                }
                looked += n;
                if ((int)n != r->cells[c].count || late != r->cells[c].late) {
                    fail_msg("%s cell %zu: %zu facts, count %d", r->duty->code,
                             c, n, r->cells[c].count);
                }
                if (n > 0) {
                    assert_int_equal(r->cells[c].last, v[n - 1].day);
                    assert_int_equal(r->cells[c].last_late, v[n - 1].late);
                }
            }
        }
        fixture_close(&f);
    }
    assert_true(looked > 100);
}
