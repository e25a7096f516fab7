/* Transactions.  One is open at most; inner ones only count.

   SQLite rolls back by itself after some failures (disk full, I/O error, no
   memory).  What it says with sqlite3_get_autocommit is the truth, not our
   count: stmt.c refuses to run anything in a transaction that was lost, and
   a commit of it fails. */
#include "pbtui/store/tx.h"

#include "internal.h"
#include "pbtui/base/log.h"

static bool may_write(struct db *db, struct err *err)
{
    if (db->read_only) {
        return err_set(err, ERR_IO, "E-TX-001", "%s", db->why);
    }
    if (db->broken[0] != '\0') {
        return err_set(err, ERR_IO, "E-TX-002", "%s", db->broken);
    }
    return db_same_file(db, err);
}

bool tx_begin_at(struct db *db, enum tx_kind kind, const char *file, int line,
                 struct err *err)
{
    if (db->depth > 0) {
        if (kind == TX_WRITE && db->tx_kind == TX_READ) {
            err_set(
                err, ERR_IO, "E-TX-003",
                "程序内部出错，本次未保存。账本完好。请记下错误编号，联系维护人员。");
            return err_detail(err, "write at %s:%d inside a read of %s:%d",
                              file, line, db->tx_file, db->tx_line);
        }
        db->depth++;
        return true;
    }
    if (kind == TX_WRITE && !may_write(db, err)) {
        return false;
    }
    struct stmt st;
    if (kind == TX_WRITE) {
        stmt_open(&st, db, SQL("begin immediate"));
    } else {
        stmt_open(&st, db, SQL("begin"));
    }
    if (!stmt_run(&st, err)) {
        return false;
    }
    db->depth = 1;
    db->poisoned = false;
    db->tx_kind = kind;
    db->tx_file = file;
    db->tx_line = line;
    return true;
}

/* Ends the outermost without keeping anything. */
static void roll_back(struct db *db)
{
    db->depth = 0;
    db->poisoned = false;
    db->head_seq = 0;
    if (sqlite3_get_autocommit(db->raw)) {
        return;
    }
    int rc = sqlite3_exec(db->raw, "rollback", NULL, NULL, NULL);
    if (rc != SQLITE_OK && !sqlite3_get_autocommit(db->raw)) {
        db_trouble(db, rc, "rollback", NULL);
    }
}

bool tx_commit(struct db *db, struct err *err)
{
    if (db->depth > 1) {
        db->depth--; /* a poisoned one is told by the outermost */
        return true;
    }
    if (db->depth == 0 || db->poisoned || sqlite3_get_autocommit(db->raw)) {
        err_set(
            err, ERR_IO, "E-TX-004",
            "其中一步没有成功，整个操作已撤销，什么都没有保存。账本完好。请重试。");
        err_detail(err, "transaction of %s:%d was rolled back inside",
                   db->tx_file != NULL ? db->tx_file : "?", db->tx_line);
        roll_back(db);
        return false;
    }
    struct stmt st;
    stmt_open(&st, db, SQL("commit"));
    bool ok = stmt_run(&st, err);
    if (!ok) {
        log_line("commit of %s:%d failed", db->tx_file, db->tx_line);
        roll_back(db);
        return false;
    }
    db->depth = 0;
    if (db->head_seq > 0) {
        memory_save(db, db->head_seq, db->head_hash);
        db->head_seq = 0;
    }
    return true;
}

void tx_rollback(struct db *db)
{
    if (db->depth == 0) {
        return;
    }
    if (db->depth > 1) {
        db->depth--;
        db->poisoned = true;
        return;
    }
    roll_back(db);
}

bool tx_end(struct db *db, bool ok, struct err *err)
{
    if (!ok) {
        tx_rollback(db);
        return false;
    }
    return tx_commit(db, err);
}

int tx_depth(const struct db *db)
{
    return db->depth;
}
