/* Elections in the ledger: who may be elected, the rule's boundaries, and what
   a result makes of terms and posts, as one change. */
#include "support.h"

#include "unit.h"

#include "pbtui/ledger/election.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define VOTERS 20

/* Twenty full members: 人A … 人T. */
static void open_branch(struct fixture *f)
{
    fixture_open(f);
    for (int i = 0; i < VOTERS; i++) {
        char name[16];
        snprintf(name, sizeof name, "人%c", 'A' + i);
        fixture_member(f, name, "1980-01-01", "2010-05-20", "2011-05-20");
    }
}

static void begin(struct election *e, struct fixture *f)
{
    struct err err = ERR_INIT;
    if (!election_new(e, f->book, &f->arena, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
}

static void put(struct election *e, int field, const char *typed)
{
    struct err err = ERR_INIT;
    if (!election_put(e, field, typed, &err)) {
        fail_msg("%s: %s %s", typed, err.code, err.text);
    }
}

static void add(struct election *e, const char *name, const char *yes)
{
    struct err err = ERR_INIT;
    if (!election_add(e, name, &err) ||
        !election_row_put(e, e->n - 1, CANDIDATE_YES, yes, &err)) {
        fail_msg("%s: %s %s", name, err.code, err.text);
    }
}

static void post_of(struct election *e, size_t i, const char *post)
{
    struct err err = ERR_INIT;
    election_judge_now(e);
    if (!election_row_put(e, i, CANDIDATE_POST, post, &err)) {
        fail_msg("%s: %s %s", post, err.code, err.text);
    }
}

static const char *save(struct election *e)
{
    struct err err = ERR_INIT;
    return election_save(e, NULL, &err)
               ? ""
               : arena_printf(e->arena, "%s %s", err.code, err.text);
}

static void saves(struct election *e)
{
    const char *code = save(e);
    if (code[0] != '\0') {
        fail_msg("%s", code);
    }
}

static void refuses(struct election *e, const char *code)
{
    const char *said = save(e);
    if (strncmp(said, code, strlen(code)) != 0) {
        fail_msg("not %s but: %s", code, said);
    }
}

static bool warns(struct election *e, const char *code)
{
    struct issues is = {.arena = e->arena};
    election_check(e, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (strcmp(is.list[i].code, code) == 0) {
            assert_false(is.list[i].blocks);
            return true;
        }
    }
    return false;
}

static const char *text(struct fixture *f, const char *sql)
{
    struct stmt st;
    const char *s = "";
    stmt_open(&st, f->book->db, sql);
    if (stmt_row(&st)) {
        s = arena_str(&f->arena, stmt_col_text(&st, 0));
    }
    struct err err = ERR_INIT;
    if (!stmt_done(&st, &err)) {
        fail_msg("%s %s", err.code, err.detail);
    }
    return s;
}

#define POSTS                                                                  \
    SQL("select group_concat(x, '|') from (select p.name || ' ' || t.kind"     \
        " || ' ' || t.from_on || ' ' || coalesce(t.to_on, '') || ' ' ||"       \
        " coalesce(m.no, 0) as x from post t join person p on"                 \
        " p.id = t.person_id left join term m on m.id = t.term_id"             \
        " where t.voided_on is null order by t.from_on, t.kind, t.id)")
#define TERMS                                                                  \
    SQL("select group_concat(no || ' ' || elected_on || ' ' || years || ' '"   \
        " || coalesce(ended_on, ''), '|') from (select * from term"            \
        " where voided_on is null order by elected_on)")

/* Three of four, all present but for `present`. */
static void fill(struct election *e, struct fixture *f, const char *present)
{
    begin(e, f);
    put(e, ELECTION_SEATS, "3");
    put(e, ELECTION_PRESENT, present);
    add(e, "人A", "15");
    add(e, "人B", "14");
    add(e, "人C", "13");
    add(e, "人D", "2");
}

TEST(fifteen_of_twenty_are_too_few_sixteen_will_do)
{
    struct fixture f;
    struct election e;
    open_branch(&f);
    fill(&e, &f, "15");
    assert_int_equal(record_int(&e.now, ELECTION_ENTITLED), VOTERS);
    assert_int_equal(record_int(&e.now, ELECTION_RETURNED), 15);
    refuses(&e, "E-ELECT-020");
    assert_string_equal(text(&f, SQL("select count(*) from election")), "0");
    fill(&e, &f, "16");
    saves(&e);
    assert_string_equal(text(&f, SQL("select verdict from election")), "1");
    fixture_close(&f);
}

TEST(before_2020_sixteen_were_too_few_too)
{
    struct fixture f;
    struct election e;
    open_branch(&f);
    fill(&e, &f, "16");
    put(&e, ELECTION_ON, "2020-07-12");
    refuses(&e, "E-ELECT-020");
    put(&e, ELECTION_ON, "2020-07-13");
    saves(&e);
    fixture_close(&f);
}

TEST(elected_with_more_than_half_of_those_present)
{
    struct fixture f;
    struct election e;
    open_branch(&f);
    fill(&e, &f, "16");
    struct err err = ERR_INIT;
    assert_true(election_row_put(&e, 2, CANDIDATE_YES, "8", &err));
    struct election_verdict v = election_judge_now(&e);
    assert_int_equal(v.n_elected, 2);
    assert_int_equal(record_int(&e.rows[2].now, CANDIDATE_ELECTED), 0);
    assert_true(record_is_null(&e.rows[2].now, CANDIDATE_POST));
    assert_string_equal(record_text(&e.rows[1].now, CANDIDATE_POST), "29");
    assert_true(warns(&e, "E-ELECT-023")); /* a vacancy: told, and allowed */
    assert_true(election_row_put(&e, 2, CANDIDATE_YES, "9", &err));
    v = election_judge_now(&e);
    assert_int_equal(v.n_elected, 3);
    assert_false(warns(&e, "E-ELECT-023"));
    fixture_close(&f);
}

TEST(a_renewal_makes_the_term_and_the_posts_of_that_day)
{
    struct fixture f;
    struct election e;
    struct change_info info;
    struct strbuf told;
    struct err err = ERR_INIT;
    open_branch(&f);
    fill(&e, &f, "20");
    put(&e, ELECTION_ON, "2023-11-20");
    post_of(&e, 0, "书记");
    post_of(&e, 1, "组织委员");
    saves(&e);
    assert_string_equal(text(&f, TERMS), "1 2023-11-20 3 ");
    assert_string_equal(text(&f, POSTS),
                        "人A 01 2023-11-20  1|人B 11 2023-11-20  1|"
                        "人C 29 2023-11-20  1");
    assert_string_equal(
        text(&f, SQL("select basis from post where kind = '01'")),
        "2023年11月20日支部党员大会选举");

    /* Three years on: A again, D for C; the old term and posts end. */
    begin(&e, &f);
    put(&e, ELECTION_ON, "2026-11-18");
    put(&e, ELECTION_SEATS, "3");
    put(&e, ELECTION_PRESENT, "20");
    put(&e, ELECTION_FILED_PAPER, "示机党〔2026〕9号");
    add(&e, "人A", "20");
    add(&e, "人B", "15");
    add(&e, "人C", "3");
    add(&e, "人D", "18");
    post_of(&e, 0, "书记");
    sb_init(&told);
    assert_true(election_effects(&e, &told, &err));
    assert_string_equal(told.s,
                        "第 2 届：2026-11-18 起，任期 3 年，到 2029-11-18\n"
                        "第 1 届：2026-11-18 届满\n"
                        "职务到那天为止：人A 书记、人B 组织委员、人C 委员\n"
                        "任职：人A 书记、人B 委员、人D 委员\n");
    sb_clear(&told);
    saves(&e);
    assert_string_equal(text(&f, TERMS),
                        "1 2023-11-20 3 2026-11-18|2 2026-11-18 3 ");
    assert_string_equal(text(&f, POSTS),
                        "人A 01 2023-11-20 2026-11-18 1|"
                        "人B 11 2023-11-20 2026-11-18 1|"
                        "人C 29 2023-11-20 2026-11-18 1|"
                        "人A 01 2026-11-18  2|人B 29 2026-11-18  2|"
                        "人D 29 2026-11-18  2");
    assert_string_equal(text(&f, SQL("select term_id from election"
                                     " where on_day = '2026-11-18'")),
                        "2");
    assert_string_equal(
        text(&f, SQL("select basis from post order by id desc")),
        "示机党〔2026〕9号");

    /* One save, one undo. */
    assert_true(change_next_undo(f.book->db, &info));
    assert_string_equal(info.label, "登记换届选举 2026-11-18");
    assert_true(change_undo(f.book->db, &info, &err));
    assert_string_equal(text(&f, TERMS), "1 2023-11-20 3 ");
    assert_string_equal(text(&f, POSTS),
                        "人A 01 2023-11-20  1|人B 11 2023-11-20  1|"
                        "人C 29 2023-11-20  1");
    fixture_close(&f);
}

TEST(a_corrected_result_takes_back_the_post_it_gave)
{
    struct fixture f;
    struct election e;
    struct err err = ERR_INIT;
    open_branch(&f);
    fill(&e, &f, "20");
    saves(&e);
    int64_t id = e.now.id;
    assert_true(election_read(&e, f.book, &f.arena, id, &err));
    election_judge_now(&e);
    assert_false(election_changed(&e));
    assert_true(election_row_put(&e, 2, CANDIDATE_YES, "2", &err));
    assert_true(election_row_put(&e, 3, CANDIDATE_YES, "13", &err));
    saves(&e);
    assert_string_equal(text(&f, POSTS),
                        "人A 29 2026-11-20  1|人B 29 2026-11-20  1|"
                        "人D 29 2026-11-20  1");
    assert_string_equal(text(&f, SQL("select void_reason from post"
                                     " where voided_on is not null")),
                        "选举结果更正");
    assert_true(election_read(&e, f.book, &f.arena, id, &err));
    put(&e, ELECTION_ON, "2026-11-19");
    refuses(&e, "E-ELECT-003");
    assert_false(
        ledger_void(f.book, &f.arena, &ledger_election, id, "登记错了", &err));
    assert_true(err_is(&err, "E-ELECT-006"));
    fixture_close(&f);
}

/* Papers that come later do not bring back what was put right by hand. */
TEST(a_post_put_right_by_hand_stays_so)
{
    struct fixture f;
    struct election e;
    struct err err = ERR_INIT;
    open_branch(&f);
    fill(&e, &f, "20");
    saves(&e);
    assert_true(
        ledger_void(f.book, &f.arena, &ledger_post, 2, "分工登记错了", &err));
    struct record r;
    assert_true(
        record_read(&r, &ledger_election, f.book, &f.arena, e.now.id, &err));
    struct record old = record_copy(&r, &f.arena);
    fixture_type(&f, &r, "filed_on", "2026-11-20");
    fixture_type(&f, &r, "filed_paper", "示机党〔2026〕9号");
    if (!ledger_apply(f.book, &f.arena, &r, &old, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_string_equal(text(&f, POSTS),
                        "人A 29 2026-11-20  1|人C 29 2026-11-20  1");
    fixture_close(&f);
}

TEST(a_by_election_fills_up_the_same_term)
{
    struct fixture f;
    struct election e;
    open_branch(&f);
    fill(&e, &f, "20");
    put(&e, ELECTION_ON, "2025-03-01");
    saves(&e);
    begin(&e, &f);
    put(&e, ELECTION_KIND, "补选");
    put(&e, ELECTION_SEATS, "1");
    put(&e, ELECTION_PRESENT, "20");
    add(&e, "人E", "19");
    refuses(&e, "E-ELECT-022"); /* 1 seat wants 2 candidates */
    add(&e, "人F", "1");
    saves(&e);
    assert_string_equal(text(&f, TERMS), "1 2025-03-01 3 ");
    assert_string_equal(text(&f, SQL("select p.name || t.from_on || t.term_id"
                                     " from post t join person p"
                                     " on p.id = t.person_id"
                                     " order by t.id desc")),
                        "人E2026-11-201");
    fixture_close(&f);
}

TEST(a_by_election_without_a_term_is_refused)
{
    struct fixture f;
    struct election e;
    open_branch(&f);
    begin(&e, &f);
    put(&e, ELECTION_KIND, "补选");
    put(&e, ELECTION_SEATS, "1");
    put(&e, ELECTION_PRESENT, "20");
    add(&e, "人E", "19");
    add(&e, "人F", "1");
    refuses(&e, "E-ELECT-026");
    fixture_close(&f);
}

TEST(the_committee_elects_its_secretary_among_itself)
{
    struct fixture f;
    struct election e;
    open_branch(&f);
    fill(&e, &f, "20");
    put(&e, ELECTION_ON, "2026-11-01");
    saves(&e);
    begin(&e, &f);
    put(&e, ELECTION_KIND, "3");
    assert_int_equal(record_int(&e.now, ELECTION_ENTITLED), 3);
    put(&e, ELECTION_SEATS, "1");
    put(&e, ELECTION_PRESENT, "3");
    add(&e, "人D", "3");
    refuses(&e, "E-ELECT-010");
    election_drop(&e, 0);
    add(&e, "人B", "3");
    saves(&e);
    assert_string_equal(text(&f, SQL("select p.name || ' ' || t.kind || ' ' ||"
                                     " t.from_on from post t join person p"
                                     " on p.id = t.person_id"
                                     " where t.kind = '01'")),
                        "人B 01 2026-11-20");
    /* The next one: the post of the first ends. */
    f.book->today = date_of(2026, 11, 25);
    f.book->day = f.book->today;
    begin(&e, &f);
    put(&e, ELECTION_KIND, "3");
    put(&e, ELECTION_SEATS, "1");
    put(&e, ELECTION_PRESENT, "3");
    add(&e, "人C", "3");
    saves(&e);
    assert_string_equal(text(&f, SQL("select to_on from post"
                                     " where kind = '01' order by id")),
                        "2026-11-25");
    fixture_close(&f);
}

TEST(what_an_election_refuses)
{
    struct fixture f;
    struct election e;
    struct err err = ERR_INIT;
    open_branch(&f);
    fixture_member(&f, "预备", "1996-02-28", "2025-12-03", NULL);
    fill(&e, &f, "20");
    put(&e, ELECTION_RETURNED, "19");
    put(&e, ELECTION_ISSUED, "18");
    refuses(&e, "E-ELECT-021");
    fill(&e, &f, "20");
    add(&e, "预备", "0");
    refuses(&e, "E-ELECT-012");
    fill(&e, &f, "20");
    assert_false(election_add(&e, "人A", &err));
    assert_true(err_is(&err, "E-ELECT-043"));
    put(&e, ELECTION_ON, "2010-05-19"); /* nobody had joined */
    refuses(&e, "E-ELECT-0");
    fill(&e, &f, "20");
    post_of(&e, 0, "书记");
    post_of(&e, 1, "书记");
    refuses(&e, "E-ELECT-017");
    post_of(&e, 1, "党小组组长");
    refuses(&e, "E-ELECT-015");
    assert_false(election_row_put(&e, 3, CANDIDATE_POST, "委员", &err));
    assert_true(err_is(&err, "E-ELECT-042"));
    fill(&e, &f, "20");
    put(&e, ELECTION_ON, "2026-11-21");
    refuses(&e, "E-ELECT-002");
    fixture_close(&f);
}

TEST(one_without_rights_or_from_elsewhere_is_no_candidate)
{
    struct fixture f;
    struct election e;
    struct err err = ERR_INIT;
    open_branch(&f);
    struct record r = record_new(&ledger_rights, f.book, &f.arena);
    fixture_type(&f, &r, "person_id", "人A");
    fixture_type(&f, &r, "kind", "留党察看");
    fixture_type(&f, &r, "from_on", "2026-01-01");
    fixture_type(&f, &r, "basis", "示纪〔2026〕1号");
    if (!ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    fill(&e, &f, "19");
    assert_int_equal(record_int(&e.now, ELECTION_ENTITLED), VOTERS - 1);
    refuses(&e, "E-ELECT-013");
    struct record m;
    assert_true(record_read(&m, &ledger_member, f.book, &f.arena, 2, &err));
    struct record old = record_copy(&m, &f.arena);
    fixture_type(&f, &m, "from_on", "2026-11-20");
    assert_true(ledger_apply(f.book, &f.arena, &m, &old, NULL, &err));
    fill(&e, &f, "18");
    election_drop(&e, 0);
    put(&e, ELECTION_ON, "2026-11-19");
    refuses(&e, "E-ELECT-011");
    fixture_close(&f);
}

/* domain.md 3.6: each paper before the next. */
TEST(the_papers_follow_one_another)
{
    static const int chain[] = {ELECTION_ASKED_ON, ELECTION_GRANTED_ON,
                                ELECTION_NAMES_ON, ELECTION_NAMES_GRANTED_ON,
                                ELECTION_ON,       ELECTION_REPORT_ON,
                                ELECTION_FILED_ON};
    struct fixture f;
    open_branch(&f);
    for (size_t i = 0; i + 1 < sizeof chain / sizeof chain[0]; i++) {
        struct election e;
        begin(&e, &f);
        put(&e, ELECTION_SEATS, "3");
        put(&e, chain[i + 1], "2026-10-09");
        put(&e, chain[i], "2026-10-10");
        if (chain[i] != ELECTION_ON && chain[i + 1] != ELECTION_ON) {
            put(&e, ELECTION_ON, i < 3 ? "2026-11-20" : "2026-10-01");
        }
        refuses(&e, "E-ELECT-001");
        put(&e, chain[i], "2026-10-09");
        saves(&e);
    }
    fixture_close(&f);
}

/* Before anybody votes it is kept, and makes nothing. */
TEST(a_planned_election_makes_no_posts)
{
    struct fixture f;
    struct election e;
    open_branch(&f);
    begin(&e, &f);
    put(&e, ELECTION_SEATS, "3");
    put(&e, ELECTION_ON, "2027-01-10");
    struct err err = ERR_INIT;
    assert_true(election_add(&e, "人A", &err));
    saves(&e);
    assert_string_equal(text(&f, SQL("select count(*) from post")), "0");
    assert_string_equal(text(&f, SQL("select count(*) from term")), "0");
    assert_string_equal(text(&f, SQL("select count(*) from candidate")), "1");
    assert_string_equal(
        text(&f, SQL("select coalesce(verdict, '-') from election")), "-");
    fixture_close(&f);
}

static int64_t add_term(struct fixture *f, const char *elected)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_term, f->book, &f->arena);
    fixture_type(f, &r, "elected_on", elected);
    if (!ledger_apply(f->book, &f->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return r.id;
}

/* A term typed by hand before its election is entered is not doubled. */
TEST(a_term_of_the_same_day_is_taken)
{
    struct fixture f;
    struct election e;
    open_branch(&f);
    add_term(&f, "2026-11-20");
    fill(&e, &f, "20");
    saves(&e);
    assert_string_equal(text(&f, TERMS), "1 2026-11-20 3 ");
    assert_string_equal(
        text(&f, SQL("select count(*) from post where term_id = 1")), "3");
    fixture_close(&f);
}

/* Entered late: the term that followed it is in the book already. */
TEST(an_old_election_ends_where_the_next_term_begins)
{
    struct fixture f;
    struct election e;
    open_branch(&f);
    add_term(&f, "2024-04-18");
    fill(&e, &f, "20");
    put(&e, ELECTION_ON, "2021-04-18");
    saves(&e);
    assert_string_equal(text(&f, TERMS),
                        "1 2021-04-18 3 2024-04-18|1 2024-04-18 3 ");
    assert_string_equal(
        text(&f, SQL("select count(*) from post where to_on = '2024-04-18'")),
        "3");
    fixture_close(&f);
}

/* Nothing that is dated in a sealed month moves. */
TEST(an_election_in_a_sealed_month_is_refused)
{
    struct fixture f;
    struct election e;
    struct err err = ERR_INIT;
    open_branch(&f);
    fill(&e, &f, "20");
    put(&e, ELECTION_ON, "2015-06-20");
    if (!period_seal(f.book, &f.arena, month_make(2015, 6), &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    refuses(&e, "E-PERIOD-");
    put(&e, ELECTION_ON, "2015-07-20");
    saves(&e);
    fixture_close(&f);
}

/* domain.md 3.6: six, three and one month before, and when it is over. */
TEST(the_end_of_a_term_is_told_in_time)
{
    static const struct {
        const char *today;
        int alarm;
        const char *left;
    } rows[] = {
        {"2024-04-18", 0, "还有 3 年"},   {"2026-10-17", 0, "还有 6 个月"},
        {"2026-10-18", 1, "还有 6 个月"}, {"2026-11-20", 1, "还有 4 个月"},
        {"2027-01-17", 1, "还有 3 个月"}, {"2027-01-18", 2, "还有 3 个月"},
        {"2027-03-18", 3, "还有 1 个月"}, {"2027-04-17", 3, "还有 1 天"},
        {"2027-04-18", 3, "今天届满"},    {"2027-04-19", 4, "超期 1 天"},
        {"2027-06-18", 4, "超期 2 个月"}, {"2028-07-18", 4, "超期 1 年 3 个月"},
    };
    struct fixture f;
    struct strbuf sb;
    struct err err = ERR_INIT;
    int ends;
    int alarm;
    fixture_open(&f);
    assert_true(election_term_due(f.book, &ends, &alarm, &err));
    assert_int_equal(ends, DATE_NONE);
    assert_int_equal(alarm, 0);
    add_term(&f, "2024-04-18");
    sb_init(&sb);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int day;
        assert_true(date_read(rows[i].today, &day));
        f.book->day = day;
        assert_true(election_term_due(f.book, &ends, &alarm, &err));
        assert_int_equal(ends, date_of(2027, 4, 18));
        struct value v = {VALUE_TEXT, 0, "2024-04-18 3 - -"};
        sb_reset(&sb);
        field_term_left.format(NULL, f.book, &v, &sb);
        if (alarm != rows[i].alarm || strcmp(sb.s, rows[i].left) != 0) {
            fail_msg("%s: %d %s", rows[i].today, alarm, sb.s);
        }
    }
    struct value ended = {VALUE_TEXT, 0, "2024-04-18 3 2028-04-18 2026-01-01"};
    sb_reset(&sb);
    field_term_left.format(NULL, f.book, &ended, &sb);
    assert_string_equal(sb.s, "已届满");
    sb_clear(&sb);
    fixture_close(&f);
}

TEST(a_candidate_by_the_plain_door_is_judged_with_the_others)
{
    struct fixture f;
    struct election e;
    struct err err = ERR_INIT;
    open_branch(&f);
    fill(&e, &f, "20");
    election_drop(&e, 3);
    election_drop(&e, 2);
    put(&e, ELECTION_SEATS, "2");
    add(&e, "人D", "2");
    saves(&e);
    struct record r;
    assert_true(record_read(&r, &ledger_candidate, f.book, &f.arena, 3, &err));
    struct record old = record_copy(&r, &f.arena);
    fixture_type(&f, &r, "yes", "21");
    assert_false(ledger_apply(f.book, &f.arena, &r, &old, NULL, &err));
    assert_true(err_is(&err, "E-ELECT-022"));
    fixture_type(&f, &r, "yes", "5");
    assert_true(ledger_apply(f.book, &f.arena, &r, &old, NULL, &err));
    assert_int_equal(record_int(&r, CANDIDATE_YES), 5);
    struct record more = record_new(&ledger_candidate, f.book, &f.arena);
    fixture_type(&f, &more, "person_id", "人E");
    fixture_type(&f, &more, "yes", "1");
    record_set_int(&more, CANDIDATE_ELECTION, e.now.id);
    assert_true(ledger_apply(f.book, &f.arena, &more, NULL, NULL, &err));
    assert_int_equal(record_int(&more, CANDIDATE_ORD), 4);
    fixture_close(&f);
}

/* ---- 应到会 against the roster ---------------------------------------- */

static bool blocks(struct election *e, const char *code)
{
    struct issues is = {.arena = e->arena};
    election_check(e, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (strcmp(is.list[i].code, code) == 0) {
            assert_non_null(strstr(is.list[i].text, "20 人"));
            return is.list[i].blocks;
        }
    }
    return false;
}

/* Twenty electors: ten and more may be typed, but is asked about; nine is less
   than half of them, and wants a word. */
TEST(who_should_come_is_compared_with_the_roster)
{
    static const struct {
        const char *entitled, *present, *code;
        bool blocks;
    } rows[] = {
        {"8", "7", "E-ELECT-019", true},    {"9", "9", "E-ELECT-019", true},
        {"10", "10", "E-ELECT-018", false}, {"19", "19", "E-ELECT-018", false},
        {"21", "20", "E-ELECT-018", false},
    };
    struct fixture f;
    struct election e;
    open_branch(&f);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fill(&e, &f, "20");
        put(&e, ELECTION_ENTITLED, rows[i].entitled);
        put(&e, ELECTION_PRESENT, rows[i].present);
        if (rows[i].blocks) {
            assert_true(blocks(&e, rows[i].code));
            refuses(&e, rows[i].code);
            put(&e, ELECTION_NOTE, "十二人年老体弱，不能到会");
            assert_false(blocks(&e, rows[i].code));
        }
        assert_true(warns(&e, "E-ELECT-018"));
    }
    fill(&e, &f, "20");
    assert_false(warns(&e, "E-ELECT-018"));
    fixture_close(&f);
}

/* The roster of later days says nothing of what was counted then. */
TEST(a_counted_election_is_not_compared_again)
{
    struct fixture f;
    struct election e;
    struct err err = ERR_INIT;
    open_branch(&f);
    fill(&e, &f, "20");
    saves(&e);
    fixture_member(&f, "人Z", "1980-01-01", "2010-05-20", "2011-05-20");
    int64_t id = e.now.id;
    assert_true(election_read(&e, f.book, &f.arena, id, &err));
    put(&e, ELECTION_NOTE, "结果已报");
    assert_false(warns(&e, "E-ELECT-018"));
    put(&e, ELECTION_PRESENT, "19");
    assert_true(warns(&e, "E-ELECT-018"));
    fixture_close(&f);
}

/* ---- voiding ---------------------------------------------------------- */

static void void_all(struct fixture *f, const struct ledger *l, const char *ids)
{
    struct err err = ERR_INIT;
    const char *list = text(f, ids);
    while (*list != '\0') {
        char *end;
        int64_t id = strtoll(list, &end, 10);
        if (!ledger_void(f->book, &f->arena, l, id, "登记错了", &err)) {
            fail_msg("%s %s", err.code, err.text);
        }
        list = *end == ',' ? end + 1 : end;
    }
}

/* Posts gone, the term it made still counts as a renewal. */
TEST(an_election_that_made_a_term_is_not_voided_over_it)
{
    struct fixture f;
    struct election e;
    struct err err = ERR_INIT;
    open_branch(&f);
    fill(&e, &f, "20");
    saves(&e);
    assert_false(ledger_void(f.book, &f.arena, &ledger_election, e.now.id,
                             "登记错了", &err));
    assert_true(err_is(&err, "E-ELECT-006"));
    assert_non_null(strstr(err.text, "撤销那次保存"));
    void_all(&f, &ledger_post, SQL("select group_concat(id) from post"));
    assert_false(ledger_void(f.book, &f.arena, &ledger_election, e.now.id,
                             "登记错了", &err));
    assert_true(err_is(&err, "E-ELECT-006"));
    void_all(&f, &ledger_term, SQL("select group_concat(id) from term"));
    void_all(&f, &ledger_election,
             SQL("select group_concat(id) from election"));
    fixture_close(&f);
}

/* The term of a by-election is not its own. */
TEST(a_by_election_is_voided_once_its_posts_are)
{
    struct fixture f;
    struct election e;
    struct err err = ERR_INIT;
    open_branch(&f);
    add_term(&f, "2025-11-20");
    fill(&e, &f, "20");
    put(&e, ELECTION_KIND, "2");
    saves(&e);
    assert_false(ledger_void(f.book, &f.arena, &ledger_election, e.now.id,
                             "登记错了", &err));
    assert_true(err_is(&err, "E-ELECT-006"));
    void_all(&f, &ledger_post, SQL("select group_concat(id) from post"));
    void_all(&f, &ledger_election,
             SQL("select group_concat(id) from election"));
    assert_string_equal(text(&f, TERMS), "1 2025-11-20 3 ");
    fixture_close(&f);
}

/* ---- was there a committee that day ----------------------------------- */

static void add_post(struct fixture *f, const char *who, const char *kind,
                     const char *from, const char *to)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_post, f->book, &f->arena);
    fixture_type(f, &r, "person_id", who);
    fixture_type(f, &r, "kind", kind);
    fixture_type(f, &r, "from_on", from);
    if (to != NULL) {
        fixture_type(f, &r, "to_on", to);
    }
    if (!ledger_apply(f->book, &f->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static void set_flag(struct fixture *f, const char *yes)
{
    struct err err = ERR_INIT;
    struct record old;
    assert_true(record_read(&old, &ledger_branch, f->book, &f->arena,
                            f->book->branch, &err));
    struct record r = record_copy(&old, &f->arena);
    fixture_type(f, &r, "committee", yes);
    if (!ledger_apply(f->book, &f->arena, &r, &old, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static int64_t entitled_on(struct fixture *f, const char *day)
{
    struct election e;
    begin(&e, f);
    put(&e, ELECTION_KIND, "3");
    put(&e, ELECTION_ON, day);
    return record_int(&e.now, ELECTION_ENTITLED);
}

/* A secretary from 2018, a committee of two from 2026-06-15: before, all twenty
   elect the secretary; from then on the committee does. */
TEST(the_committee_of_the_day_counts_not_that_of_today)
{
    struct fixture f;
    open_branch(&f);
    add_post(&f, "人A", "书记", "2018-03-01", NULL);
    add_post(&f, "人B", "组织委员", "2026-06-15", NULL);
    add_post(&f, "人C", "宣传委员", "2026-06-15", NULL);
    assert_int_equal(entitled_on(&f, "2026-06-14"), VOTERS);
    assert_int_equal(entitled_on(&f, "2026-06-15"), 3);
    assert_int_equal(entitled_on(&f, "2026-11-20"), 3);
    fixture_close(&f);
}

TEST(a_committee_that_was_given_up_elected_its_secretary)
{
    struct fixture f;
    open_branch(&f);
    add_post(&f, "人A", "书记", "2018-03-01", NULL);
    add_post(&f, "人B", "组织委员", "2018-03-01", "2024-03-01");
    set_flag(&f, "否");
    assert_int_equal(entitled_on(&f, "2024-02-29"), 2);
    assert_int_equal(entitled_on(&f, "2024-03-01"), VOTERS);
    fixture_close(&f);
}

/* ---- two windows ------------------------------------------------------ */

/* The other window: waits until this one is open, takes the lock, says so, and
   seals the month a little later. */
static void seal_slowly(const char *path, int pipes[2][2])
{
    struct session s;
    struct arena a = ARENA_INIT;
    struct timespec nap = {0, 300 * 1000000L};
    char c;
    bool ok = read(pipes[0][0], &c, 1) == 1 &&
              session_open(&s, path, DB_WRITE, "另一个", NULL) &&
              tx_begin(s.book.db, TX_WRITE, NULL);
    ok = ok && write(pipes[1][1], "", 1) == 1;
    nanosleep(&nap, NULL);
    ok = ok && period_seal(&s.book, &a, month_make(2026, 10), NULL) &&
         tx_commit(s.book.db, NULL);
    _exit(ok ? 0 : 1);
}

/* What is checked holds until it is written. */
TEST(an_election_is_checked_under_the_lock)
{
    struct fixture f;
    struct election e;
    struct err err = ERR_INIT;
    struct org_first first = {"支部", date_of(2015, 6, 1), true, 0};
    char path[128];
    char c;
    int pipes[2][2];
    snprintf(path, sizeof path, "%s/election-lock.db", unit_tmp());
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    memset(&f, 0, sizeof f);
    assert_true(session_create(&f.session, path, "测试", &first, &err));
    f.book = &f.session.book;
    for (int i = 0; i < 4; i++) {
        char name[16];
        snprintf(name, sizeof name, "人%c", 'A' + i);
        fixture_member(&f, name, "1980-01-01", "2010-05-20", "2011-05-20");
    }
    session_close(&f.session);
    assert_int_equal(pipe(pipes[0]), 0);
    assert_int_equal(pipe(pipes[1]), 0);
    pid_t child = fork();
    if (child == 0) {
        seal_slowly(path, pipes);
    }
    assert_true(session_open(&f.session, path, DB_WRITE, "测试", &err));
    begin(&e, &f);
    put(&e, ELECTION_SEATS, "1");
    put(&e, ELECTION_ON, "2026-10-20");
    put(&e, ELECTION_PRESENT, "4");
    add(&e, "人A", "4");
    add(&e, "人B", "0");
    assert_int_equal(write(pipes[0][1], "", 1), 1);
    assert_int_equal(read(pipes[1][0], &c, 1), 1);
    refuses(&e, "E-PERIOD-");
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_string_equal(text(&f, SQL("select count(*) from election")), "0");
    for (int i = 0; i < 4; i++) {
        close(pipes[i / 2][i % 2]);
    }
    fixture_close(&f);
}
