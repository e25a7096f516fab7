/* Numbers: without a hole, whatever is refused, rolled back or done at the same
   moment from two windows. */
#include "accounts_rig.h"

#include "unit.h"

#include "pbtui/ledger/org.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct record entry_of(struct book *b, struct arena *a, int64_t fund,
                              int64_t fen)
{
    struct record e = record_new(&ledger_fund_entry, b, a);
    record_set_int(&e, ENTRY_FUND, fund);
    record_set_text(&e, ENTRY_IO, FUND_IN);
    record_set_int(&e, ENTRY_FEN, fen);
    record_set_text(&e, ENTRY_WHAT, "拨入");
    return e;
}

TEST(numbers_are_written_with_the_year_and_four_digits)
{
    char out[16];
    assert_string_equal(number_text(2026, 12, out), "2026-0012");
    assert_string_equal(number_text(2026, 12345, out), "2026-12345");
}

TEST(a_number_of_a_change_that_is_taken_back_is_not_spent)
{
    struct rig r;
    struct record now;
    struct record was;
    struct err err = ERR_INIT;
    int first;
    rig_open(&r);
    for (int i = 0; i < 2; i++) {
        assert_true(tx_begin(r.b->db, TX_WRITE, &err));
        assert_true(number_take(r.b, r.a, NUMBER_PAYMENT, 2026, 3, &now, &was,
                                &first, &err));
        assert_int_equal(first, 1);
        struct apply_part part = number_part(&now, &was);
        assert_true(ledger_apply_parts(r.b, r.a, &part, 1, "试", NULL, &err));
        if (i == 0) {
            tx_rollback(r.b->db);
        } else {
            assert_true(tx_commit(r.b->db, &err));
        }
    }
    assert_true(tx_begin(r.b->db, TX_WRITE, &err));
    assert_true(number_take(r.b, r.a, NUMBER_PAYMENT, 2026, 1, &now, &was,
                            &first, &err));
    assert_int_equal(first, 4);
    assert_true(number_take(r.b, r.a, NUMBER_PAYMENT, 2027, 1, &now, &was,
                            &first, &err));
    assert_int_equal(first, 1);
    assert_true(number_take(r.b, r.a, NUMBER_SITTING, 2026, 1, &now, &was,
                            &first, &err));
    assert_int_equal(first, 1);
    tx_rollback(r.b->db);
    rig_close(&r);
}

TEST(nobody_sets_a_number_by_hand)
{
    struct rig r;
    struct err err = ERR_INIT;
    struct change_info info;
    rig_open(&r);
    int64_t fund = rig_fund(&r, "党建", "2", 2026, 0);
    struct record e = entry_of(r.b, r.a, fund, 100);
    assert_string_equal(rig_save(&r, &e, NULL), "");
    assert_false(change_undo(r.b->db, &info, &err));
    assert_string_equal(err.code, "E-UNDO-003");
    struct record n;
    err = (struct err)ERR_INIT;
    int64_t id = rig_count(&r, SQL("select id from number"));
    assert_true(record_read(&n, &ledger_number, r.b, r.a, id, &err));
    struct record more = record_copy(&n, r.a);
    record_set_int(&more, NUMBER_LAST, 7);
    assert_string_equal(rig_save(&r, &more, &n), "E-NUMBER-002");
    assert_false(ledger_void(r.b, r.a, &ledger_number, id, "不要这个了", &err));
    assert_string_equal(err.code, "E-NUMBER-003");
    /* A series whose end is near gives nothing that does not fit. */
    struct stmt st;
    stmt_open(&st, r.b->db, SQL("update number set last = 9999999"));
    assert_true(stmt_run(&st, NULL));
    e = entry_of(r.b, r.a, fund, 100);
    assert_string_equal(rig_save(&r, &e, NULL), "E-NUMBER-001");
    rig_close(&r);
}

PROPERTY(numbers_have_no_hole_over_random_posts_and_refusals)
{
    struct rig r;
    uint64_t seed = unit_seed();
    int64_t posted = 0;
    int64_t ids[400];
    rig_open(&r);
    int64_t fund = rig_fund(&r, "留用", FUND_DUES, 2026, 0);
    for (int i = 0; i < 400; i++) {
        struct record e = entry_of(r.b, r.a, fund, 1);
        struct err err = ERR_INIT;
        switch (unit_below(&seed, 4)) {
        case 0: /* refused by the rules */
            record_set_int(&e, ENTRY_FEN, 0);
            assert_string_equal(rig_save(&r, &e, NULL), "E-FUND-013");
            break;
        case 1: /* taken back by whoever called */
            assert_true(tx_begin(r.b->db, TX_WRITE, &err));
            assert_true(fund_post(r.b, r.a, &e, &err));
            tx_rollback(r.b->db);
            break;
        case 2:
            if (posted > 0) {
                int64_t back;
                int64_t id = ids[unit_below(&seed, (uint64_t)posted)];
                if (fund_reverse(r.b, r.a, id, "随机的原因", &back, &err)) {
                    ids[posted++] = back;
                }
                break;
            }
            /* fall through */
        default:
            assert_string_equal(rig_save(&r, &e, NULL), "");
            assert_int_equal(record_int(&e, ENTRY_NO), posted + 1);
            ids[posted++] = e.id;
        }
    }
    assert_int_equal(rig_count(&r, SQL("select count(*) from fund_entry")),
                     posted);
    assert_int_equal(rig_count(&r, SQL("select max(no) from fund_entry")),
                     posted);
    assert_int_equal(rig_count(&r, SQL("select last from number")), posted);
    rig_close(&r);
}

/* ---- two windows ------------------------------------------------------ */

#define EACH 60

/* A process of its own, as a window is: locks on a file belong to a process. */
static int post_many(const char *path, int64_t fund)
{
    struct session s;
    struct err err = ERR_INIT;
    int posted = 0;
    if (!session_open(&s, path, DB_WRITE, "窗口", &err)) {
        return 1;
    }
    for (int tries = 0; posted < EACH && tries < EACH * 50; tries++) {
        struct arena a = ARENA_INIT;
        struct record e = entry_of(&s.book, &a, fund, 100);
        posted += fund_post(&s.book, &a, &e, &err);
        arena_clear(&a);
    }
    session_close(&s);
    return posted == EACH ? 0 : 2;
}

static int64_t one_fund(const char *path)
{
    struct session s;
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct org_first first = {"示例支部", date_of(2015, 6, 1), true, 0};
    assert_true(session_create(&s, path, "测试", &first, &err));
    struct record f = record_new(&ledger_fund, &s.book, &a);
    record_set_text(&f, FUND_NAME, "党建");
    record_set_text(&f, FUND_KIND, "2");
    assert_true(ledger_apply(&s.book, &a, &f, NULL, NULL, &err));
    arena_clear(&a);
    session_close(&s);
    return f.id;
}

TEST(two_windows_that_post_at_once_never_share_a_number)
{
    char path[512];
    struct session s;
    struct stmt st;
    struct err err = ERR_INIT;
    pid_t window[2];
    snprintf(path, sizeof path, "%s/two.db", unit_tmp());
    int64_t fund = one_fund(path);
    for (int i = 0; i < 2; i++) {
        window[i] = fork();
        assert_true(window[i] >= 0);
        if (window[i] == 0) {
            _exit(post_many(path, fund));
        }
    }
    for (int i = 0; i < 2; i++) {
        int status;
        assert_int_equal(waitpid(window[i], &status, 0), window[i]);
        assert_int_equal(status, 0);
    }
    assert_true(session_open(&s, path, DB_READ, "测试", &err));
    stmt_open(
        &st, s.book.db,
        SQL("select count(distinct no), max(no), (select last from number)"
            " from fund_entry"));
    assert_true(stmt_row(&st));
    for (int i = 0; i < 3; i++) {
        assert_int_equal(stmt_col_int(&st, i), 2 * EACH);
    }
    assert_true(stmt_done(&st, &err));
    session_close(&s);
}
