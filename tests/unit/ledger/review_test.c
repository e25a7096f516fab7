/* 民主评议 and 述职 in the ledger: the roster of the day, sums, limits, what is
   proposed, one change. */
#include "support.h"

#include "unit.h"

#include "pbtui/ledger/election.h"
#include "pbtui/ledger/habits.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/ledger/review.h"
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

/* Invented names, one a person. */
static void add_full(struct fixture *f, int n)
{
    static const char *const names[] = {
        "甲一", "乙二", "丙三", "丁四", "戊五", "己六", "庚七",
        "辛八", "壬九", "癸十", "子一", "丑二", "寅三", "卯四",
        "辰五", "巳六", "午七", "未八", "申九", "酉十", "戌一"};
    for (int i = 0; i < n; i++) {
        fixture_member(f, names[i], "1980-01-01", "2010-05-20", "2011-05-20");
    }
}

static void begin(struct review *r, struct fixture *f)
{
    struct err err = ERR_INIT;
    if (!review_new(r, f->book, &f->arena, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
}

static void put(struct review *r, int field, const char *typed)
{
    struct err err = ERR_INIT;
    if (!review_put(r, field, typed, &err)) {
        fail_msg("%s: %s %s", typed, err.code, err.text);
    }
}

static void put_row(struct review *r, size_t i, int field, const char *typed)
{
    struct err err = ERR_INIT;
    if (!review_row_put(r, i, field, typed, &err)) {
        fail_msg("%s: %s %s", typed, err.code, err.text);
    }
}

static void put_ballots(struct review *r, size_t i, int best, int good,
                        int basic, int bad)
{
    const int votes[] = {best, good, basic, bad};
    char text[12];
    for (int k = 0; k < 4; k++) {
        snprintf(text, sizeof text, "%d", votes[k]);
        put_row(r, i, REVIEW_LINE_BEST + k, text);
    }
}

static const char *save(struct review *r)
{
    struct err err = ERR_INIT;
    return review_save(r, NULL, &err) ? "" : arena_str(r->arena, err.code);
}

static bool has_issue(struct review *r, const char *code, bool blocks)
{
    struct issues is = {.arena = r->arena};
    review_check(r, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (strcmp(is.list[i].code, code) == 0) {
            assert_int_equal(is.list[i].blocks, blocks);
            return true;
        }
    }
    return false;
}

static int64_t count(struct fixture *f, const char *sql)
{
    struct stmt st;
    int64_t n = -1;
    stmt_open(&st, f->book->db, sql);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL));
    return n;
}

TEST(the_year_under_review_changes_with_april)
{
    assert_int_equal(year_of_report(date_of(2026, 1, 5)), 2025);
    assert_int_equal(year_of_report(date_of(2026, 3, 31)), 2025);
    assert_int_equal(year_of_report(date_of(2026, 4, 1)), 2026);
    assert_int_equal(year_of_report(date_of(2026, 12, 31)), 2026);
}

TEST(a_review_takes_its_lines_from_the_roster_of_its_day)
{
    struct fixture f;
    struct review r;
    fixture_open(&f);
    add_full(&f, 3);
    fixture_member(&f, "预备", "1996-02-28", "2025-12-03", NULL);
    fixture_member(&f, "后来", "1990-01-01", "2010-05-20", "2011-05-20");
    struct record late;
    struct err err = ERR_INIT;
    assert_true(record_read(&late, &ledger_member, f.book, &f.arena, 5, &err));
    struct record old = record_copy(&late, &f.arena);
    fixture_type(&f, &late, "from_on", "2026-06-01");
    assert_true(ledger_apply(f.book, &f.arena, &late, &old, NULL, &err));
    begin(&r, &f);
    assert_int_equal(r.n, 5);
    assert_int_equal(record_int(&r.now, REVIEW_DUE), 5);
    assert_int_equal(record_int(&r.now, REVIEW_RETURNED), 5);
    assert_int_equal(record_int(&r.now, REVIEW_YEAR), 2026);
    assert_int_equal(review_sums(&r).graded, 4);
    assert_string_equal(r.rows[3].name, "预备");
    assert_int_equal(record_int(&r.rows[3].now, REVIEW_LINE_GRADED), 0);
    assert_string_equal(record_text(&r.rows[3].now, REVIEW_LINE_GRADE),
                        REVIEW_NONE_CODE);
    assert_false(review_row_put(&r, 3, REVIEW_LINE_BEST, "1", &err));
    assert_true(err_is(&err, "E-REVIEW-021"));
    /* Earlier: the fifth was not here yet, and what was typed stays. */
    put_row(&r, 0, REVIEW_LINE_OWN, "优秀");
    put(&r, REVIEW_ON, "2026-03-10");
    assert_int_equal(r.n, 4);
    assert_int_equal(record_int(&r.now, REVIEW_RETURNED), 4);
    assert_string_equal(record_text(&r.rows[0].now, REVIEW_LINE_OWN), "1");
    /* Before the probationary member joined. */
    put(&r, REVIEW_ON, "2025-12-01");
    assert_int_equal(r.n, 3);
    fixture_close(&f);
}

TEST(ballots_follow_those_who_came_until_they_are_typed)
{
    struct fixture f;
    struct review r;
    fixture_open(&f);
    add_full(&f, 5);
    begin(&r, &f);
    put(&r, REVIEW_PRESENT, "4");
    assert_int_equal(record_int(&r.now, REVIEW_ISSUED), 4);
    assert_int_equal(record_int(&r.now, REVIEW_RETURNED), 4);
    put(&r, REVIEW_RETURNED, "3");
    put(&r, REVIEW_PRESENT, "5");
    assert_int_equal(record_int(&r.now, REVIEW_ISSUED), 5);
    assert_int_equal(record_int(&r.now, REVIEW_RETURNED), 3);
    fixture_close(&f);
}

TEST(a_row_adds_up_to_the_valid_ballots)
{
    struct fixture f;
    struct review r;
    fixture_open(&f);
    add_full(&f, 10);
    begin(&r, &f);
    assert_null(review_row_fault(&r, 0, &f.arena));
    put_row(&r, 0, REVIEW_LINE_SPOILED, "1");
    assert_int_equal(review_valid(&r, 0), 9);
    put_row(&r, 0, REVIEW_LINE_BEST, "6");
    assert_true(record_is_null(&r.rows[0].now, REVIEW_LINE_BAD));
    put_row(&r, 0, REVIEW_LINE_GOOD, "3");
    assert_false(record_is_null(&r.rows[0].now, REVIEW_LINE_BAD));
    assert_null(review_row_fault(&r, 0, &f.arena));
    put_row(&r, 0, REVIEW_LINE_GOOD, "4");
    assert_non_null(review_row_fault(&r, 0, &f.arena));
    assert_string_equal(save(&r), "E-REVIEW-030");
    put_row(&r, 0, REVIEW_LINE_GOOD, "2");
    assert_non_null(review_row_fault(&r, 0, &f.arena));
    put_row(&r, 0, REVIEW_LINE_GOOD, "3");
    assert_string_equal(save(&r), "");
    fixture_close(&f);
}

/* domain.md 3.2: floor(n/3). */
TEST(at_most_a_third_are_best)
{
    static const int rows[][2] = {{3, 1},  {5, 1},  {7, 2}, {10, 3},
                                  {15, 5}, {20, 6}, {21, 7}};
    struct fixture f;
    fixture_open(&f);
    int there = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct review r;
        int n = rows[i][0];
        int most = rows[i][1];
        for (; there < n; there++) {
            char name[16];
            snprintf(name, sizeof name, "人%c", 'A' + there);
            fixture_member(&f, name, "1980-01-01", "2010-05-20", "2011-05-20");
        }
        begin(&r, &f);
        for (int k = 0; k < most; k++) {
            put_row(&r, (size_t)k, REVIEW_LINE_GRADE, "优秀");
        }
        assert_int_equal(review_sums(&r).most, most);
        assert_null(review_over(&r, &f.arena));
        put_row(&r, (size_t)most, REVIEW_LINE_GRADE, "优秀");
        assert_non_null(review_over(&r, &f.arena));
        assert_true(has_issue(&r, "E-REVIEW-033", false));
    }
    fixture_close(&f);
}

TEST(grades_are_proposed_from_the_ballots_within_the_limit)
{
    struct fixture f;
    struct review r;
    fixture_open(&f);
    add_full(&f, 6);
    begin(&r, &f);
    put_ballots(&r, 0, 6, 0, 0, 0);
    put_ballots(&r, 1, 5, 1, 0, 0);
    put_ballots(&r, 2, 4, 2, 0, 0); /* the third: over 6/3 */
    put_ballots(&r, 3, 1, 1, 4, 0);
    put_ballots(&r, 4, 0, 3, 3, 0); /* equal: the lower */
    assert_string_equal(review_proposal(&r, 0), "1");
    assert_string_equal(review_proposal(&r, 1), "1");
    assert_string_equal(review_proposal(&r, 2), "2");
    assert_string_equal(review_proposal(&r, 3), "3");
    assert_string_equal(review_proposal(&r, 4), "3");
    assert_string_equal(review_proposal(&r, 5), "");
    /* Equal about the last place: neither. */
    put_row(&r, 2, REVIEW_LINE_BEST, "5");
    put_row(&r, 2, REVIEW_LINE_GOOD, "1");
    assert_string_equal(review_proposal(&r, 1), "2");
    assert_string_equal(review_proposal(&r, 2), "2");
    fixture_close(&f);
}

TEST(a_review_is_one_change_and_is_undone_as_one)
{
    struct fixture f;
    struct review r;
    struct change_info done;
    struct err err = ERR_INIT;
    fixture_open(&f);
    add_full(&f, 3);
    begin(&r, &f);
    put_ballots(&r, 0, 3, 0, 0, 0);
    put_row(&r, 0, REVIEW_LINE_GRADE, "优秀");
    assert_true(review_changed(&r));
    assert_string_equal(save(&r), "");
    assert_int_equal(count(&f, SQL("select count(*) from review_line")), 3);
    assert_true(change_next_undo(f.book->db, &done));
    assert_string_equal(done.label, "登记民主评议 2026 年度");
    assert_int_equal(done.rows, 4);
    int64_t id = r.now.id;
    assert_true(review_read(&r, f.book, &f.arena, id, &err));
    assert_false(review_changed(&r));
    put_row(&r, 1, REVIEW_LINE_GRADE, "合格");
    assert_string_equal(save(&r), "");
    assert_true(change_undo(f.book->db, &done, &err));
    assert_true(review_read(&r, f.book, &f.arena, id, &err));
    assert_true(record_is_null(&r.rows[1].now, REVIEW_LINE_GRADE));
    assert_true(change_undo(f.book->db, &done, &err));
    assert_false(review_read(&r, f.book, &f.arena, id, &err) &&
                 r.now.voided_on[0] == '\0');
    fixture_close(&f);
}

TEST(a_second_review_of_a_year_is_warned_of)
{
    struct fixture f;
    struct review r;
    fixture_open(&f);
    add_full(&f, 3);
    begin(&r, &f);
    assert_false(has_issue(&r, "E-REVIEW-011", false));
    assert_string_equal(save(&r), "");
    begin(&r, &f);
    assert_true(has_issue(&r, "E-REVIEW-011", false));
    fixture_close(&f);
}

TEST(the_head_of_a_review_is_checked)
{
    static const struct {
        int field;
        const char *typed;
        const char *code;
        bool blocks;
    } rows[] = {
        {REVIEW_ON, "2026-11-21", "E-REVIEW-001", true},
        {REVIEW_YEAR, "2027", "E-REVIEW-002", true},
        {REVIEW_YEAR, "2024", "E-REVIEW-003", false},
        {REVIEW_DECIDED, "2026-11-19", "E-REVIEW-004", true},
        {REVIEW_DECIDED, "2026-11-21", "E-REVIEW-005", true},
        {REVIEW_PRESENT, "11", "E-REVIEW-007", true},
        {REVIEW_RETURNED, "11", "E-REVIEW-008", true},
        {REVIEW_ISSUED, "11", "E-REVIEW-009", false},
        {REVIEW_PRESENT, "5", "E-REVIEW-010", false},
        {REVIEW_PRESENT, "6", NULL, false},
        {REVIEW_YEAR, "2025", NULL, false},
        {REVIEW_DECIDED, "2026-11-20", NULL, false},
    };
    struct fixture f;
    fixture_open(&f);
    add_full(&f, 10);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct review r;
        begin(&r, &f);
        put(&r, rows[i].field, rows[i].typed);
        if (rows[i].code != NULL) {
            assert_true(has_issue(&r, rows[i].code, rows[i].blocks));
        } else {
            struct issues is = {.arena = &f.arena};
            review_check(&r, &is);
            for (size_t k = 0; k < is.n; k++) {
                assert_false(is.list[k].blocks);
                assert_string_not_equal(is.list[k].code, "E-REVIEW-010");
                assert_string_not_equal(is.list[k].code, "E-REVIEW-003");
            }
        }
    }
    fixture_close(&f);
}

TEST(a_review_by_the_plain_door_has_its_lines_too)
{
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    add_full(&f, 4);
    struct record r = record_new(&ledger_review, f.book, &f.arena);
    fixture_type(&f, &r, "due", "4");
    fixture_type(&f, &r, "present", "4");
    fixture_type(&f, &r, "issued", "4");
    fixture_type(&f, &r, "returned", "3");
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err));
    assert_true(r.id > 0);
    assert_int_equal(record_int(&r, REVIEW_RETURNED), 3);
    assert_int_equal(count(&f, SQL("select count(*) from review_line")), 4);
    /* A line by itself is saved through its review, with all its rules. */
    struct record line;
    assert_true(
        record_read(&line, &ledger_review_line, f.book, &f.arena, 1, &err));
    struct record old = record_copy(&line, &f.arena);
    fixture_type(&f, &line, "best", "3");
    fixture_type(&f, &line, "good", "1");
    fixture_type(&f, &line, "basic", "0");
    fixture_type(&f, &line, "bad", "0");
    assert_false(ledger_apply(f.book, &f.arena, &line, &old, NULL, &err));
    assert_true(err_is(&err, "E-REVIEW-030"));
    fixture_type(&f, &line, "good", "0");
    assert_true(ledger_apply(f.book, &f.arena, &line, &old, NULL, &err));
    assert_int_equal(record_int(&line, REVIEW_LINE_BEST), 3);
    assert_false(ledger_void(f.book, &f.arena, &ledger_review_line, 1,
                             "登记错了", &err));
    assert_true(err_is(&err, "E-REVIEW-012"));
    assert_true(
        ledger_void(f.book, &f.arena, &ledger_review, r.id, "登记错了", &err));
    assert_int_equal(count(&f, SQL("select count(*) from review_line"
                                   " where voided_on is null")),
                     0);
    fixture_close(&f);
}

TEST(grades_belong_to_the_person)
{
    struct fixture f;
    fixture_open(&f);
    const struct ledger *children[REGISTRY_CHILDREN_MAX];
    size_t n = registry_children(&f.session.book, &ledger_people, children,
                                 sizeof children / sizeof children[0]);
    bool found = false;
    for (size_t i = 0; i < n; i++) {
        found = found || children[i] == &ledger_review_grade;
    }
    assert_true(found);
    fixture_close(&f);
}

/* ---- 述职 -------------------------------------------------------------- */

static int64_t add_post(struct fixture *f, const char *who, const char *kind,
                        const char *from, const char *to)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_post, f->book, &f->arena);
    fixture_type(f, &r, "person_id", who);
    fixture_type(f, &r, "kind", kind);
    fixture_type(f, &r, "from_on", from);
    fixture_type(f, &r, "to_on", to);
    if (!ledger_apply(f->book, &f->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return r.id;
}

TEST(who_answers_for_a_year_is_the_secretary_of_that_day)
{
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    add_full(&f, 3);
    add_post(&f, "甲一", "组织委员", "2024-01-01", "");
    int64_t secretary = 2;
    add_post(&f, "乙二", "书记", "2024-01-01", "");
    struct record r = record_new(&ledger_duty_report, f.book, &f.arena);
    int person = ledger_field(&ledger_duty_report, "person_id");
    assert_int_equal(record_int(&r, person), secretary);
    fixture_type(&f, &r, "grade", "好");
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err));

    struct record again = record_new(&ledger_duty_report, f.book, &f.arena);
    assert_string_equal(fixture_issue(&f, &again, NULL, "for_year"),
                        "E-ANSWER-001");
    fixture_type(&f, &again, "person_id", "甲一");
    assert_string_equal(fixture_issue(&f, &again, NULL, "for_year"), "");
    assert_string_equal(fixture_issue(&f, &again, NULL, "person_id"), "");
    fixture_type(&f, &again, "person_id", "丙三");
    assert_string_equal(fixture_issue(&f, &again, NULL, "person_id"),
                        "E-ANSWER-004");
    /* One who held a post before, and holds it no more on that day. */
    add_post(&f, "丙三", "宣传委员", "2024-01-01", "2026-11-20");
    assert_string_equal(fixture_issue(&f, &again, NULL, "person_id"),
                        "E-ANSWER-004");
    fixture_type(&f, &again, "on_day", "2026-11-19");
    assert_string_equal(fixture_issue(&f, &again, NULL, "person_id"), "");
    fixture_type(&f, &again, "person_id", "甲一");
    fixture_type(&f, &again, "on_day", "2023-12-31");
    assert_string_equal(fixture_issue(&f, &again, NULL, "person_id"),
                        "E-ANSWER-004");
    assert_string_equal(fixture_issue(&f, &again, NULL, "for_year"),
                        "E-ANSWER-003");
    fixture_type(&f, &again, "on_day", "2026-11-21");
    assert_string_equal(fixture_issue(&f, &again, NULL, "on_day"),
                        "E-ANSWER-002");
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
TEST(a_review_is_checked_under_the_lock)
{
    struct fixture f;
    struct review r;
    struct err err = ERR_INIT;
    struct org_first first = {"支部", date_of(2015, 6, 1), true, 0};
    char path[128];
    char c;
    int pipes[2][2];
    snprintf(path, sizeof path, "%s/review-lock.db", unit_tmp());
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    memset(&f, 0, sizeof f);
    assert_true(session_create(&f.session, path, "测试", &first, &err));
    f.book = &f.session.book;
    add_full(&f, 3);
    session_close(&f.session);
    assert_int_equal(pipe(pipes[0]), 0);
    assert_int_equal(pipe(pipes[1]), 0);
    pid_t child = fork();
    if (child == 0) {
        seal_slowly(path, pipes);
    }
    assert_true(session_open(&f.session, path, DB_WRITE, "测试", &err));
    begin(&r, &f);
    put(&r, REVIEW_ON, "2026-10-20");
    assert_int_equal(write(pipes[0][1], "", 1), 1);
    assert_int_equal(read(pipes[1][0], &c, 1), 1);
    assert_memory_equal(save(&r), "E-PERIOD-", strlen("E-PERIOD-"));
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(count(&f, SQL("select count(*) from review")), 0);
    for (int i = 0; i < 4; i++) {
        close(pipes[i / 2][i % 2]);
    }
    fixture_close(&f);
}

/* ---- lists of one branch ---------------------------------------------- */

static int64_t listed(struct fixture *f, const struct ledger *l, size_t view)
{
    int64_t n = -1;
    struct err err = ERR_INIT;
    struct query q = query_of(l, &l->views[view]);
    if (!query_count(f->book, &q, &n, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return n;
}

static void insert_rows(struct fixture *f)
{
    static const char *const rows[] = {
        SQL("insert into review (id, ver, branch_id, for_year, on_day, due,"
            " present, issued, returned)"
            " values (1, 1, :branch, 2025, '2025-12-20', 2, 2, 2, 2)"),
        SQL("insert into review_line (id, ver, review_id, person_id, ord,"
            " graded) values (1, 1, 1, 1, :branch, 1)"),
        SQL("insert into election (id, ver, branch_id, kind, on_day, seats)"
            " values (1, 1, :branch, '1', '2025-12-20', 1)"),
        SQL("insert into candidate (id, ver, election_id, person_id, ord,"
            " added, elected) values (1, 1, 1, 1, :branch, 0, 0)"),
        SQL("insert into duty_report (id, ver, branch_id, for_year, on_day,"
            " person_id) values (1, 1, :branch, 2025, '2025-12-20', 1)")};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err err = ERR_INIT;
        struct stmt st;
        stmt_open(&st, f->book->db, rows[i]);
        stmt_int(&st, ":branch", f->book->branch);
        stmt_row(&st);
        if (!stmt_done(&st, &err)) {
            fail_msg("%s %s %s", err.code, err.text, err.detail);
        }
    }
}

TEST(reviews_elections_and_reports_are_listed_by_branch)
{
    static const struct ledger *const all[] = {
        &ledger_review, &ledger_review_line, &ledger_election,
        &ledger_candidate, &ledger_duty_report};
    struct fixture f;
    fixture_open(&f);
    add_full(&f, 2);
    insert_rows(&f);
    int64_t own = f.book->branch;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        for (size_t k = 0; k < all[i]->n_views; k++) {
            assert_non_null(strstr(all[i]->views[k].where, ":branch"));
        }
        f.book->branch = own;
        assert_int_equal(listed(&f, all[i], 0), 1);
        assert_int_equal(listed(&f, all[i], 1), 0);
        f.book->branch = own + 1;
        assert_int_equal(listed(&f, all[i], 0), 0);
    }
    fixture_close(&f);
}
