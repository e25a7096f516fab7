/* The frame around every writing; what is written is the caller's. */
#include "door.h"

#include <assert.h>
#include <string.h>

#include "internal.h"
#include "shape.h"

/* A window that was open while a newer program migrated the ledger must not
   write rows of the old form into it.  No migration can come between this look
   and the commit: the lock is ours. */
static bool same_schema(struct db *db, struct err *err)
{
    int64_t version = 0;
    struct stmt st;
    stmt_open(&st, db, SQL("pragma user_version"));
    if (stmt_row(&st)) {
        version = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    return version == db->version ||
           err_set(err, ERR_IO, "E-DB-057",
                   "账本刚被另一个窗口升级（架构 %lld），本次未保存。"
                   "账本完好。请退出所有窗口，用新版程序重新打开。",
                   (long long)version);
}

bool door_open(struct chain *chain, struct db *db, struct err *err)
{
    assert(db->join == NULL); /* its end of the chain would be passed by */
    if (!tx_begin(db, TX_WRITE, err)) {
        return false;
    }
    if (!db_same_file(db, err) || !same_schema(db, err) ||
        !shape_refresh(db, err) || !chain_begin(chain, db, err)) {
        tx_rollback(db);
        return false;
    }
    return true;
}

bool door_close(struct chain *chain, bool ok, struct err *err)
{
    struct db *db = chain->db;
    chain_end(chain);
    if (!ok) {
        tx_rollback(db);
        return false;
    }
    /* Inside an outer transaction it is that one's commit that counts. */
    db->head_seq = chain->seq;
    memcpy(db->head_hash, chain->hash, sizeof db->head_hash);
    return tx_commit(db, err);
}
