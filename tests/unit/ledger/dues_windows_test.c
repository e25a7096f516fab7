/* Two windows that collect the same month at once: nobody pays twice, nothing
   that was taken is lost, the numbers have no hole. */
#include "dues_desk.h"

#include "unit.h"

#include "pbtui/ledger/dues_assess.h"
#include "pbtui/ledger/org.h"
#include "pbtui/store/check.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PEOPLE 30
#define NOV    month_make(2026, 11)

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

/* A ledger file whose November is open, everybody owing 50.00. */
static void make_file(const char *path)
{
    const struct org_first first = {"示例支部", date_of(2015, 6, 1), true, 0};
    struct desk d = {.n = 0};
    struct fixture *f = &d.f;
    struct err err = ERR_INIT;
    struct dues_opening o;
    must(session_create(&f->session, path, "测试", &first, &err), &err);
    f->book = &f->session.book;
    f->arena = (struct arena)ARENA_INIT;
    d.b = &f->session.book;
    d.a = &f->arena;
    f->book->today = f->book->day = date_of(2026, 11, 20);
    for (int i = 0; i < PEOPLE; i++) {
        char name[32];
        snprintf(name, sizeof name, "试%s%s", i % 2 == 0 ? "甲" : "乙",
                 (const char *[]){"一", "二", "三", "四", "五", "六", "七",
                                  "八", "九", "十", "百", "千", "万", "子",
                                  "丑"}[i / 2]);
        int64_t id =
            fixture_member(f, name, "1980-01-01", "2010-05-20", "2011-05-20");
        desk_assess(&d, id, "2026-01", "5000");
    }
    must(dues_month_open(f->book, &f->arena, NOV, &o, &err), &err);
    assert_int_equal(o.n, PEOPLE);
    fixture_close(f);
}

static int64_t asked(struct book *b, const char *sql)
{
    struct stmt st;
    int64_t n = -1;
    stmt_open(&st, b->db, sql);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, NULL) ? n : -1;
}

/* Everybody, from the one end or the other, posting after every third; returns
   how many it took. */
static int collect(const char *path, bool backward)
{
    struct session s;
    struct err err = ERR_INIT;
    int taken = 0;
    if (!session_open(&s, path, DB_WRITE, backward ? "乙窗" : "甲窗", &err)) {
        return 100;
    }
    s.book.today = s.book.day = date_of(2026, 11, 20);
    for (int i = 0; i < PEOPLE; i++) {
        struct arena a = ARENA_INIT;
        int64_t sitting;
        struct dues_pay part = {backward ? PEOPLE - i : i + 1, NOV, 5000};
        struct dues_take t = {.on = s.book.today,
                              .way = PAY_CASH,
                              .by = part.person,
                              .parts = &part,
                              .n = 1};
        if (dues_take(&s.book, &a, &t, 1, NULL, &err)) {
            taken++;
        } else if (strcmp(err.code, "E-DUES-052") != 0) {
            return 101;
        }
        if (i % 3 == 2) {
            /* The other may have taken something since it was counted. */
            struct dues_count c = {
                .counted = asked(&s.book,
                                 SQL("select coalesce(sum(fen), 0) from payment"
                                     " where no is null"
                                     " and voided_on is null"))};
            (void)dues_sitting_close(&s.book, &a, &c, &sitting, &err);
        }
        arena_clear(&a);
    }
    session_close(&s);
    return taken;
}

TEST(two_windows_collect_at_once_and_nothing_is_taken_twice)
{
    char path[512];
    struct session s;
    struct err err = ERR_INIT;
    struct check_report report;
    struct arena a = ARENA_INIT;
    pid_t window[2];
    int taken = 0;
    snprintf(path, sizeof path, "%s/windows.db", unit_tmp());
    make_file(path);
    for (int i = 0; i < 2; i++) {
        window[i] = fork();
        assert_true(window[i] >= 0);
        if (window[i] == 0) {
            _exit(collect(path, i == 1));
        }
    }
    for (int i = 0; i < 2; i++) {
        int status;
        assert_int_equal(waitpid(window[i], &status, 0), window[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 100);
        taken += WEXITSTATUS(status);
    }
    assert_int_equal(taken, PEOPLE);
    must(session_open(&s, path, DB_WRITE, "测试", &err), &err);
    s.book.today = s.book.day = date_of(2026, 11, 20);
    struct desk d = {.b = &s.book, .a = &a};
    if (asked(&s.book, SQL("select count(*) from payment where no is null")) >
        0) {
        assert_string_equal(desk_post(&d), "");
    }
    assert_int_equal(asked(&s.book, SQL("select count(*) from payment")),
                     PEOPLE);
    assert_int_equal(asked(&s.book, SQL("select count(distinct no)"
                                        " from payment")),
                     PEOPLE);
    assert_int_equal(asked(&s.book, SQL("select max(no) from payment")),
                     PEOPLE);
    assert_int_equal(asked(&s.book, SQL("select sum(paid_fen) from"
                                        " dues_balance")),
                     PEOPLE * 5000);
    assert_string_equal(desk_verify(&d), "");
    must(check_run(s.db, &a, &report, NULL, NULL, &err), &err);
    assert_int_equal(report.n, 0);
    session_close(&s);
    arena_clear(&a);
}
