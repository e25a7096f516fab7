/* The frame around every writing; what is written is the caller's. */
#include "door.h"

#include "internal.h"

bool door_open(struct chain *chain, struct db *db, struct err *err)
{
    if (!tx_begin(db, TX_WRITE, err)) {
        return false;
    }
    if (!db_same_file(db, err) || !chain_begin(chain, db, err)) {
        tx_rollback(db);
        return false;
    }
    return true;
}

bool door_close(struct chain *chain, bool ok, struct err *err)
{
    struct db *db = chain->db;
    if (!ok) {
        tx_rollback(db);
        return false;
    }
    if (!tx_commit(db, err)) {
        return false;
    }
    /* Inside an outer transaction nothing is certain yet. */
    if (tx_depth(db) == 0) {
        memory_save(db, chain->seq, chain->hash);
    }
    return true;
}
