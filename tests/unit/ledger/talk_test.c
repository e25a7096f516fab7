/* Talks: who may stand in one, and the matrix of a year. */
#include "planted.h"

#include "unit.h"

#include "pbtui/ledger/duty_facts.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/talks.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <string.h>

/* 书记 and two 委员; three ordinary members; one is cultivated. */
struct cast {
    int64_t secretary, li, sun, zheng, zhou, wu, activist;
};

static int64_t add_activist(struct fixture *f)
{
    struct record r = record_new(&ledger_people, f->book, &f->arena);
    struct err err = ERR_INIT;
    fixture_type(f, &r, "name", "陈方");
    fixture_type(f, &r, "birth_on", "1994-06-12");
    fixture_type(f, &r, "apply_on", "2026-03-10");
    if (!ledger_apply(f->book, &f->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s", err.text);
    }
    return r.id;
}

static struct cast cast_open(struct fixture *f)
{
    fixture_open(f);
    struct cast c = {
        fixture_member(f, "张建国", "1971-03-15", "1995-06-20", "1996-06-20"),
        fixture_member(f, "李敏", "1985-09-02", "2008-05-12", "2009-05-12"),
        fixture_member(f, "孙立", "1979-12-30", "2003-11-08", "2004-11-08"),
        fixture_member(f, "郑凯", "1990-01-21", "2014-12-26", "2015-12-26"),
        fixture_member(f, "周立", "1980-01-21", "2014-12-26", "2015-12-26"),
        fixture_member(f, "吴桂芳", "1956-07-01", "1982-07-01", "1983-07-01"),
        add_activist(f),
    };
    plant_post(f, c.secretary, "01", "2024-04-18", NULL);
    plant_post(f, c.li, "11", "2024-04-18", NULL);
    plant_post(f, c.sun, "13", "2026-06-01", NULL);
    return c;
}

static struct record talk_of(struct fixture *f, const char *day, int64_t by,
                             int64_t with)
{
    struct record r = record_new(&ledger_talk, f->book, &f->arena);
    fixture_type(f, &r, "on_day", day);
    record_set_int(&r, TALK_BY, by);
    record_set_int(&r, TALK_WITH, with);
    return r;
}

TEST(a_talk_is_between_people_of_the_branch_on_that_day)
{
    struct fixture f;
    struct cast c = cast_open(&f);
    const struct {
        const char *day;
        int64_t by, with;
        const char *column, *code;
    } rows[] = {
        {"2026-11-20", c.li, c.zheng, "on_day", ""},
        {"2026-11-21", c.li, c.zheng, "on_day", "E-TALK-002"},
        {"2026-11-20", c.li, c.li, "with_id", "E-TALK-001"},
        {"2026-11-20", c.li, c.activist, "with_id", ""},
        {"2026-03-10", c.li, c.activist, "with_id", ""},
        {"2026-03-09", c.li, c.activist, "with_id", "E-TALK-004"},
        {"2026-11-20", c.activist, c.li, "by_id", "E-TALK-003"},
        {"2015-05-31", c.li, c.zheng, "by_id", "E-TALK-003"},
        {"2015-05-31", c.li, c.zheng, "with_id", "E-TALK-004"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct record r = talk_of(&f, rows[i].day, rows[i].by, rows[i].with);
        const char *code = fixture_issue(&f, &r, NULL, rows[i].column);
        if (strcmp(code, rows[i].code) != 0) {
            fail_msg("row %zu: %s, not %s", i, code, rows[i].code);
        }
    }
    fixture_close(&f);
}

/* The cell of one column in the first row of a list. */
static const char *first_cell(struct fixture *f, int field)
{
    struct query_row row;
    size_t n = 0;
    struct query q = query_of(&ledger_talk, NULL);
    q.limit = 1;
    assert_true(query_page(f->book, &f->arena, &q, &row, &n, NULL));
    assert_int_equal(n, 1);
    for (size_t i = 0; i < q.view->n_columns; i++) {
        if (q.view->columns[i].field == field) {
            return row.cells[i];
        }
    }
    fail();
    return "";
}

TEST(the_pair_is_what_both_were_on_that_day)
{
    struct fixture f;
    struct cast c = cast_open(&f);
    const struct {
        const char *day;
        int64_t by, with;
        const char *pair;
    } rows[] = {
        {"2026-01-10", c.secretary, c.li, "委员↔委员"},
        {"2026-02-10", c.li, c.zheng, "委员↔党员"},
        {"2026-03-10", c.zheng, c.li, "委员↔党员"},
        {"2026-04-10", c.wu, c.zheng, "党员↔党员"},
        {"2026-05-10", c.li, c.activist, "含非党员"},
        /* 孙立 was elected on 1 June. */
        {"2026-05-31", c.li, c.sun, "委员↔党员"},
        {"2026-06-01", c.li, c.sun, "委员↔委员"},
        /* 周立 was until 1 August. */
        {"2026-07-31", c.li, c.zhou, "委员↔委员"},
        {"2026-08-01", c.li, c.zhou, "委员↔党员"},
    };
    plant_post(&f, c.zhou, "12", "2024-04-18", "2026-08-01");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct record r = talk_of(&f, rows[i].day, rows[i].by, rows[i].with);
        assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
        const char *pair = first_cell(&f, TALK_PAIR);
        if (strcmp(pair, rows[i].pair) != 0) {
            fail_msg("%s: %s, not %s", rows[i].day, pair, rows[i].pair);
        }
    }
    fixture_close(&f);
}

static struct talk_matrix matrix_of(struct fixture *f, int year)
{
    struct talk_matrix m;
    struct err err = ERR_INIT;
    if (!talk_matrix(f->book, &f->arena, year, &m, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return m;
}

static void assert_cover(const struct talk_matrix *m, enum talk_need need,
                         int done, int all)
{
    if (m->cover[need].done != done || m->cover[need].all != all) {
        fail_msg("%s %d/%d, not %d/%d", talk_need_text(need),
                 m->cover[need].done, m->cover[need].all, done, all);
    }
}

TEST(with_no_talk_everything_is_a_gap_the_required_first)
{
    struct fixture f;
    struct cast c = cast_open(&f);
    struct talk_matrix m = matrix_of(&f, 2026);
    assert_int_equal(m.n, 6);
    assert_int_equal(m.n_committee, 3);
    assert_int_equal(m.people[0].id, c.secretary);
    assert_string_equal(m.people[0].post, "书记");
    assert_cover(&m, TALK_OF_COMMITTEE, 0, 3);
    assert_cover(&m, TALK_WITH_MEMBER, 0, 3);
    assert_cover(&m, TALK_OF_MEMBERS, 0, 3);
    /* Three pairs, three members, and two talks that serve three members. */
    assert_int_equal(m.n_gaps, 8);
    for (size_t i = 0; i < m.n_gaps; i++) {
        enum talk_need need = i < 3   ? TALK_OF_COMMITTEE
                              : i < 6 ? TALK_WITH_MEMBER
                                      : TALK_OF_MEMBERS;
        assert_int_equal(m.gaps[i].need, need);
        assert_int_not_equal(m.gaps[i].a, m.gaps[i].b);
    }
    /* The load is shared out: each of the three is proposed once. */
    assert_int_not_equal(m.gaps[3].a, m.gaps[4].a);
    assert_int_not_equal(m.gaps[4].a, m.gaps[5].a);
    fixture_close(&f);
}

TEST(talks_close_their_gaps_and_last_years_do_not)
{
    struct fixture f;
    struct cast c = cast_open(&f);
    plant_talk(&f, "2025-12-31", c.secretary, c.li);
    plant_talk(&f, "2025-11-01", c.li, c.zheng);
    plant_talk(&f, "2025-11-02", c.zheng, c.wu);
    plant_talk(&f, "2026-01-01", c.li, c.secretary);
    plant_talk(&f, "2026-02-01", c.zhou, c.sun);
    plant_talk(&f, "2026-11-20", c.sun, c.wu);
    struct talk_matrix m = matrix_of(&f, 2026);
    assert_cover(&m, TALK_OF_COMMITTEE, 1, 3);
    /* In February 孙立 was an ordinary member: that was no talk with the
       committee, but one among members. */
    assert_cover(&m, TALK_WITH_MEMBER, 1, 3);
    assert_cover(&m, TALK_OF_MEMBERS, 1, 3);
    assert_int_equal(talk_cell(&m, 0, 1).now, 1);
    assert_int_equal(talk_cell(&m, 1, 0).now, 1);
    assert_int_equal(talk_cell(&m, 0, 1).before, 1);
    assert_int_equal(talk_cell(&m, 0, 2).now, 0);
    for (size_t i = 0; i < m.n_gaps; i++) {
        const struct talk_gap *g = &m.gaps[i];
        if (g->need == TALK_WITH_MEMBER && m.people[g->b].id == c.zheng) {
            /* The one of last year is proposed. */
            assert_int_equal(m.people[g->a].id, c.li);
            assert_int_equal(g->count.before, 1);
        }
        if (g->need == TALK_OF_MEMBERS && m.people[g->a].id == c.zheng) {
            assert_int_equal(m.people[g->b].id, c.wu);
        }
        assert_int_equal(g->count.now, 0);
    }
    /* Seen from 2025 there are two committee members. */
    m = matrix_of(&f, 2025);
    assert_int_equal(m.n_committee, 2);
    assert_cover(&m, TALK_OF_COMMITTEE, 1, 1);
    assert_cover(&m, TALK_WITH_MEMBER, 1, 4);
    fixture_close(&f);
}

TEST(lines_of_a_pair_whoever_began)
{
    struct fixture f;
    struct cast c = cast_open(&f);
    struct talk_line *lines;
    size_t n;
    plant_talk(&f, "2025-12-31", c.secretary, c.li);
    plant_talk(&f, "2026-01-01", c.li, c.secretary);
    plant_talk(&f, "2026-01-02", c.li, c.zheng);
    assert_true(
        talk_lines(f.book, &f.arena, c.secretary, c.li, &lines, &n, NULL));
    assert_int_equal(n, 2);
    assert_non_null(strstr(lines[0].text, "2026-01-01  李敏→张建国"));
    assert_non_null(strstr(lines[1].text, "2025-12-31  张建国→李敏"));
    fixture_close(&f);
}

TEST(a_branch_of_one_has_no_gaps)
{
    struct fixture f;
    fixture_open(&f);
    struct talk_matrix m = matrix_of(&f, 2026);
    assert_int_equal(m.n, 0);
    assert_int_equal(m.n_gaps, 0);
    int64_t one =
        fixture_member(&f, "李敏", "1985-09-02", "2008-05-12", "2009-05-12");
    plant_post(&f, one, "01", "2024-04-18", NULL);
    m = matrix_of(&f, 2026);
    assert_int_equal(m.n_gaps, 0);
    assert_cover(&m, TALK_OF_COMMITTEE, 0, 0);
    fixture_close(&f);
}

/* Coverage, gaps and what M09 counts are three ways to the same numbers. */
PROPERTY(the_matrix_says_what_the_duty_says)
{
    uint64_t s = unit_seed();
    struct fixture f;
    struct cast c = cast_open(&f);
    const int64_t people[] = {c.secretary, c.li, c.sun, c.zheng, c.zhou, c.wu};
    for (int round = 0; round < 40; round++) {
        char day[11];
        size_t by = unit_below(&s, 6);
        size_t with = (by + 1 + unit_below(&s, 5)) % 6;
        date_text(date_of(2026, 1, 1) + (int)unit_below(&s, 320), day);
        plant_talk(&f, day, people[by], people[with]);
        struct talk_matrix m = matrix_of(&f, 2026);
        struct talk_gaps gaps;
        assert_true(duty_talk_gaps(f.book, &f.arena, 2026, &gaps, NULL));
        assert_cover(&m, TALK_OF_COMMITTEE, gaps.pairs_done, gaps.pairs);
        assert_cover(&m, TALK_WITH_MEMBER, gaps.members_done, gaps.members);
        int open[N_TALK_NEEDS] = {0};
        for (size_t i = 0; i < m.n_gaps; i++) {
            open[m.gaps[i].need]++;
        }
        for (int i = 0; i < TALK_OF_MEMBERS; i++) {
            assert_int_equal(open[i], m.cover[i].all - m.cover[i].done);
        }
        arena_reset(&f.arena);
    }
    fixture_close(&f);
}
