/* Transactions: nesting, poison, and what a failing disk leaves behind. */
#include "ground.h"

#include <errno.h>

static bool put(struct db *db, const char *key, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db, SQL("insert into meta values (:k, 'v')"));
    stmt_text(&st, ":k", key);
    return stmt_run(&st, err);
}

static bool has(struct db *db, const char *key)
{
    struct arena a = ARENA_INIT;
    const char *value = NULL;
    bool found = db_meta_get(db, &a, key, &value);
    arena_clear(&a);
    return found;
}

TEST(tx_inner_ones_only_count)
{
    struct db *db = ground_memory();
    assert_true(tx_begin(db, TX_WRITE, NULL));
    assert_true(put(db, "a", NULL));
    assert_true(tx_begin(db, TX_WRITE, NULL));
    assert_true(put(db, "b", NULL));
    assert_int_equal(tx_depth(db), 2);
    assert_true(tx_commit(db, NULL));
    assert_true(tx_begin(db, TX_READ, NULL));
    assert_true(tx_commit(db, NULL));
    assert_false(sqlite3_get_autocommit(db->raw));
    assert_true(tx_commit(db, NULL));
    assert_true(sqlite3_get_autocommit(db->raw));
    assert_true(has(db, "a") && has(db, "b"));
    db_close(db);
}

TEST(tx_rollback_inside_poisons_the_outermost)
{
    struct db *db = ground_memory();
    assert_true(tx_begin(db, TX_WRITE, NULL));
    assert_true(put(db, "a", NULL));
    assert_true(tx_begin(db, TX_WRITE, NULL));
    tx_rollback(db);
    assert_int_equal(tx_depth(db), 1);
    assert_true(tx_begin(db, TX_WRITE, NULL));
    assert_true(tx_commit(db, NULL));
    struct err err = ERR_INIT;
    assert_false(tx_commit(db, &err));
    assert_true(err_is(&err, "E-TX-004"));
    assert_non_null(strstr(err.detail, "tx_test.c"));
    tx_rollback(db); /* fine after a failed commit */
    assert_int_equal(tx_depth(db), 0);
    assert_false(has(db, "a"));
    assert_true(tx_begin(db, TX_WRITE, NULL)); /* the poison is gone */
    assert_true(put(db, "c", NULL) && tx_commit(db, NULL));
    assert_true(has(db, "c"));
    db_close(db);
}

TEST(tx_commit_without_begin_fails)
{
    struct db *db = ground_memory();
    struct err err = ERR_INIT;
    tx_rollback(db);
    assert_false(tx_commit(db, &err));
    assert_int_equal(tx_depth(db), 0);
    db_close(db);
}

TEST(tx_write_inside_a_read_is_refused)
{
    struct db *db = ground_memory();
    struct err err = ERR_INIT;
    assert_true(tx_begin(db, TX_READ, NULL));
    assert_false(tx_begin(db, TX_WRITE, &err));
    assert_true(err_is(&err, "E-TX-003"));
    assert_int_equal(tx_depth(db), 1);
    assert_true(tx_commit(db, NULL));
    db_close(db);
}

/* After SQLite's own rollback each statement would commit by itself. */
TEST(tx_nothing_is_written_after_a_lost_transaction)
{
    struct db *db = ground_memory();
    assert_true(tx_begin(db, TX_WRITE, NULL));
    assert_true(put(db, "a", NULL));
    struct stmt st;
    stmt_open(&st, db,
              SQL("insert or rollback into meta values ('a', 'again')"));
    assert_false(stmt_run(&st, NULL));
    assert_true(sqlite3_get_autocommit(db->raw));
    struct err err = ERR_INIT;
    assert_false(put(db, "b", &err));
    assert_true(err_is(&err, "E-STMT-004"));
    assert_false(tx_commit(db, &err));
    assert_true(err_is(&err, "E-TX-004"));
    assert_false(has(db, "a") || has(db, "b"));
    db_close(db);
}

TEST(tx_close_inside_keeps_nothing)
{
    const char *path = ground_ledger();
    struct db *db = ground_open(path, DB_WRITE);
    assert_true(tx_begin(db, TX_WRITE, NULL) && tx_begin(db, TX_WRITE, NULL) &&
                put(db, "a", NULL));
    db_close(db);
    db = ground_open(path, DB_WRITE);
    assert_int_equal(db_warnings(db), 0);
    assert_false(has(db, "a"));
    db_close(db);
}

/* Every write, sync and unlink of a save fails once, until a save passes
   without a failure: told or saved, never neither, and the file is sound.
   Only the sync of the folder after the commit leaves it open, and says so. */
static void fail_each(enum ground_call call, int error, const char *code,
                      bool stops)
{
    const char *path = ground_ledger();
    int injected = 0;
    int told = 0;
    for (int nth = 1; nth < 100; nth++) {
        char key[16];
        snprintf(key, sizeof key, "k%d", nth);
        struct db *db = ground_open(path, DB_WRITE);
        struct err err = ERR_INIT;
        ground_fail(call, nth, false, error);
        bool ok = tx_begin(db, TX_WRITE, &err) && put(db, key, &err) &&
                  tx_commit(db, &err);
        int failed = ground_calm();
        injected += failed;
        if (!ok) {
            told++;
            assert_true(failed > 0);
            assert_true(err_is(&err, code) || err_is(&err, "E-DB-056"));
            tx_rollback(db);
            assert_true(sqlite3_get_autocommit(db->raw));
            assert_int_equal(tx_begin(db, TX_WRITE, NULL), !stops);
            tx_rollback(db);
        }
        db_close(db);
        db = ground_open(path, DB_WRITE);
        if (has(db, key) != ok && !err_is(&err, "E-DB-056")) {
            fail_msg("%d: %s (%s)", nth, err.code, err.detail);
        }
        int64_t sound = 0;
        assert_true(conn_pragma_int(
            db, "select integrity_check = 'ok' from pragma_integrity_check",
            &sound, NULL));
        assert_int_equal(sound, 1);
        db_close(db);
        if (failed == 0) {
            assert_true(injected > 0 && told > 0);
            return;
        }
    }
    fail_msg("call %d failed for ever", call);
}

TEST(tx_full_disk_at_every_write)
{
    fail_each(CALL_WRITE, ENOSPC, "E-DB-013", false);
}

TEST(tx_failing_disk_at_every_write)
{
    fail_each(CALL_WRITE, EIO, "E-DB-028", true);
}

TEST(tx_failing_disk_at_every_sync)
{
    fail_each(CALL_SYNC, EIO, "E-DB-028", true);
}

TEST(tx_failing_disk_at_every_unlink)
{
    fail_each(CALL_UNLINK, EIO, "E-DB-028", true);
}

TEST(tx_works_again_once_the_disk_has_room)
{
    struct db *db = ground_open(ground_ledger(), DB_WRITE);
    ground_fail(CALL_WRITE, 1, true, ENOSPC);
    struct err err = ERR_INIT;
    bool ok = tx_begin(db, TX_WRITE, &err) && put(db, "a", &err) &&
              tx_commit(db, &err);
    assert_true(ground_calm() > 0);
    assert_false(ok);
    assert_true(err_is(&err, "E-DB-013"));
    tx_rollback(db);
    assert_true(tx_begin(db, TX_WRITE, &err));
    assert_true(put(db, "a", &err) && tx_commit(db, &err));
    assert_true(has(db, "a"));
    db_close(db);
}
