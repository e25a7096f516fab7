/* Transactions: remember who began them, nest by count, IMMEDIATE for writes.
   A rollback inside poisons the outermost, whose commit then fails.

   An inner commit never fails, so that `if (!ok) tx_rollback(db)` after a
   failed one cannot hit the transaction around it.  A write is refused when
   the ledger is read-only, when a sync or a page went bad, or when the file
   is no longer the one that was opened. */
#ifndef PBTUI_STORE_TX_H
#define PBTUI_STORE_TX_H

#include <stdbool.h>

#include "pbtui/base/err.h"

struct db;

enum tx_kind { TX_READ, TX_WRITE };

bool tx_begin_at(struct db *db, enum tx_kind kind, const char *file, int line,
                 struct err *err);
#define tx_begin(db, kind, err)                                                \
    tx_begin_at((db), (kind), __FILE__, __LINE__, (err))
bool tx_commit(struct db *db, struct err *err);
void tx_rollback(struct db *db); /* never fails; fine after a failed commit */
/* Commits what went well; rolls back what did not, and is false. */
bool tx_end(struct db *db, bool ok, struct err *err);
int tx_depth(const struct db *db);

#endif
