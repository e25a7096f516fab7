/* The limit of the check (reliability F61): who rewrites the accounts of 党费
   with their whole history, cuts off its end or puts an older file back finds a
   check that is content; the code on paper is not, and neither is a PC that has
   seen more.  A closed month makes it dearer: its digest and the code stored at
   its closing have to be forged as well. */
#include "dues_forger.h"
#include "dues_target.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/dues.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <string.h>

/* ---- what was printed -------------------------------------------------- */

/* The code of an entry. */
struct printed {
    int64_t seq;
    char code[24];
};

static struct printed print_at(struct session *s, int64_t seq)
{
    struct printed p = {.seq = seq};
    struct audit_head head;
    assert_true(audit_at(s->db, seq, &head, NULL));
    if (head.seq == seq) {
        audit_code(&head, p.code);
    }
    return p;
}

static struct printed print_last(struct session *s)
{
    struct audit_head head;
    assert_true(audit_head(s->db, &head, NULL));
    return print_at(s, head.seq);
}

/* The sheet of October's closing: what is stored, and what it would be now. */
static struct printed closing(const char *path, struct printed *now)
{
    struct session s;
    struct stmt st;
    struct printed p;
    target_open(&s, path, "closing");
    stmt_open(&st, s.db,
              SQL("select head_seq, head from dues_month where id = 1"));
    assert_true(stmt_row(&st));
    p.seq = stmt_col_int(&st, 0);
    snprintf(p.code, sizeof p.code, "%s", stmt_col_text(&st, 1));
    assert_true(stmt_done(&st, NULL));
    *now = print_at(&s, p.seq);
    session_close(&s);
    return p;
}

/* ---- what is found ----------------------------------------------------- */

static void expect_nothing(const char *path, const char *pc)
{
    struct session s;
    struct arena a = ARENA_INIT;
    target_open(&s, path, pc);
    struct check_report report = target_check(&s, &a);
    for (size_t i = 0; i < report.n; i++) {
        print_error("  %s: %s\n", pc, report.findings[i].text);
    }
    assert_int_equal(report.n, 0);
    session_close(&s);
    arena_clear(&a);
}

static void expect_told(const char *path, const char *pc, const char *code)
{
    struct session s;
    struct arena a = ARENA_INIT;
    bool told = false;
    target_open(&s, path, pc);
    struct check_report report = target_check(&s, &a);
    for (size_t i = 0; i < report.n; i++) {
        told = told || strcmp(report.findings[i].code, code) == 0;
    }
    assert_true(told);
    session_close(&s);
    arena_clear(&a);
}

static bool paper_agrees(const char *path, const char *pc,
                         const struct printed *p)
{
    struct session s;
    target_open(&s, path, pc);
    struct printed now = print_at(&s, p->seq);
    session_close(&s);
    return strcmp(now.code, p->code) == 0;
}

/* ---- forging ----------------------------------------------------------- */

static void forge(const char *path, const char *sql)
{
    const char *const triggers =
        "audit payment_posted_update payment_posted_delete part_posted_update"
        " part_posted_delete sitting_update sitting_delete"
        " dues_month_closed_update";
    if (!forger_try_without(path, triggers, sql)) {
        fail_msg("refused: %s", sql);
    }
}

#define IMAGE(tbl, id, was, is)                                                \
    "update audit set after = replace(after, '" was "', '" is "')"             \
    " where tbl = '" tbl "' and row_id = " id ";"

/* Row and image of the closed month. */
static void write_closed(const char *path, const char *column, const char *was,
                         const char *is)
{
    char sql[512];
    snprintf(sql, sizeof sql,
             "update dues_month set %s = '%s' where id = 1;"
             "update audit set after = replace(after, '%s', '%s')"
             " where tbl = 'dues_month' and row_id = 1",
             column, is, was, is);
    forge(path, sql);
}

/* False: what was forged is not in it. */
static bool write_digest(const char *path)
{
    struct session s;
    struct stmt st;
    struct err err = ERR_INIT;
    char was[65];
    char is[65];
    target_open(&s, path, "digest");
    stmt_open(&st, s.db, SQL("select digest from dues_month where id = 1"));
    assert_true(stmt_row(&st));
    snprintf(was, sizeof was, "%s", stmt_col_text(&st, 0));
    assert_true(stmt_done(&st, NULL));
    assert_true(dues_month_digest(&s.book, 1, month_make(2026, 10), is, &err));
    session_close(&s);
    if (strcmp(was, is) == 0) {
        return false;
    }
    write_closed(path, "digest", was, is);
    return true;
}

/* The chain anew; what was forged before October's closing is told by the code
   that is stored there, until that is forged, too. */
static void rechain_behind_the_closing(const char *path)
{
    struct printed now;
    assert_true(forger_rechain(path) > 0);
    expect_told(path, "half-way", "E-DUES-112");
    struct printed stored = closing(path, &now);
    write_closed(path, "head", stored.code, now.code);
    forger_rechain(path);
}

/* 10.00 less, everywhere. */
static void rewrite_open_month(const char *path)
{
    forge(path, "update payment set fen = 4000 where id = 6;"
                "update payment_part set fen = 4000 where payment_id = 6;"
                "update sitting set cash_fen = 4000, counted_fen = 4000"
                " where id = 4;"
                "update dues_taken set fen = fen - 1000,"
                " cash_fen = cash_fen - 1000 where on_day = '2026-11-20';" //
          IMAGE("payment", "6", "\"fen\":5000", "\"fen\":4000")            //
          IMAGE("payment_part",
                "(select id from payment_part where payment_id = 6)",
                "\"fen\":5000", "\"fen\":4000") //
          IMAGE("sitting", "4", "_fen\":5000", "_fen\":4000"));
    assert_true(forger_rechain(path) > 0);
}

static void rewrite_closed_month(const char *path)
{
    forge(path, "update payment set fen = 4000 where id = 1;"
                "update payment_part set fen = 4000 where payment_id = 1;"
                "update sitting set cash_fen = 11500, counted_fen = 11500"
                " where id = 1;"
                "update dues_taken set fen = fen - 1000,"
                " cash_fen = cash_fen - 1000 where on_day = '2026-10-31';" //
          IMAGE("payment", "1", "\"fen\":5000", "\"fen\":4000")            //
          IMAGE("payment_part", "1", "\"fen\":5000", "\"fen\":4000")       //
          IMAGE("sitting", "1", "_fen\":12500", "_fen\":11500"));
    assert_true(write_digest(path));
    rechain_behind_the_closing(path);
}

/* Somebody else has taken all the money. */
static void rename_clerk(const char *path)
{
    forge(path, "update sitting set taken_by = '别人';"
                "update audit set actor = '别人',"
                " after = replace(after, '\"taken_by\":\"测试\"',"
                " '\"taken_by\":\"别人\"')");
    write_digest(path);
    rechain_behind_the_closing(path);
}

/* The last posted payment, its sitting, its numbers and its entries. */
static void pocket_payment(const char *path)
{
    forge(path, "delete from audit where change in (select change from audit"
                " where tbl = 'payment' and row_id = 6);"
                "update audit set seq = (select count(*) from audit x"
                " where x.seq <= audit.seq);"
                "delete from payment_part where payment_id = 6;"
                "delete from payment where id = 6;"
                "delete from sitting where id = 4;"
                "delete from dues_taken where on_day = '2026-11-20';"
                "update number set last = last - 1, ver = ver - 1"
                " where series in ('payment', 'sitting')");
    assert_true(forger_rechain(path) > 0);
}

static void cut_end(const char *path)
{
    forge(path, "delete from audit where change in (select change from audit"
                " where tbl = 'payment' and row_id = 7);"
                "delete from payment_part where payment_id = 7;"
                "delete from payment where id = 7");
}

static const struct {
    const char *name;
    void (*forge)(const char *path);
} rewrites[] = {
    {"open month", rewrite_open_month},
    {"closed month", rewrite_closed_month},
    {"clerk", rename_clerk},
    {"payment pocketed", pocket_payment},
    {"end cut off", cut_end},
};

TEST(dues_rewritten_whole_are_told_by_paper_only)
{
    for (size_t i = 0; i < ARRAY_LEN(rewrites); i++) {
        struct session s;
        char other[32]; /* a PC that never saw it */
        const struct place at = target_place("rewritten");
        snprintf(other, sizeof other, "other-%zu", i);
        target_copy(&at);
        target_open(&s, at.path, rewrites[i].name);
        struct printed p = print_last(&s);
        session_close(&s);
        assert_true(paper_agrees(at.path, rewrites[i].name, &p));
        rewrites[i].forge(at.path);
        expect_nothing(at.path, other);
        if (paper_agrees(at.path, other, &p)) {
            fail_msg("%s: paper and file agree", rewrites[i].name);
        }
        expect_told(at.path, rewrites[i].name, "E-CHECK-060");
    }
    print_message("%zu rewrites pass the check and fail against the paper and "
                  "a PC that remembers\n",
                  ARRAY_LEN(rewrites));
}

TEST(the_sheet_of_a_closing_tells_that_its_month_was_rewritten)
{
    struct printed now;
    const struct place at = target_place("sheet");
    target_copy(&at);
    struct printed sheet = closing(at.path, &now);
    assert_string_equal(sheet.code, now.code);
    rewrite_closed_month(at.path);
    assert_false(paper_agrees(at.path, "sheet", &sheet));
}

TEST(an_older_copy_of_the_dues_put_back_is_told_by_paper_and_memory)
{
    struct session s;
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    int64_t back;
    const struct place at = target_place("old");
    target_copy(&at);
    target_open(&s, at.path, "knows-old");
    s.book.today = s.book.day = date_of(2026, 11, 20);
    if (!dues_reverse(&s.book, &a, 6, "记错了人", &back, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    struct printed p = print_last(&s);
    session_close(&s);
    arena_clear(&a);
    target_copy(&at);
    expect_nothing(at.path, "old");
    assert_false(paper_agrees(at.path, "old", &p));
    expect_told(at.path, "knows-old", "E-CHECK-060");
}
