/* Rows of tracked tables, written by name and sealed with an audit entry.
   Shared by saving (change.c) and undoing (undo.c). */
#ifndef PBTUI_STORE_ROWIO_H
#define PBTUI_STORE_ROWIO_H

#include <stdbool.h>
#include <stdint.h>

#include "chain.h"
#include "image.h"
#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"

struct db;

/* The table is one that the audit covers and has all these columns. */
bool rowio_names_ok(struct db *db, const char *table, const struct image *cells,
                    struct err *err);

/* An id that no row of this table has or ever had, so that the history of a
   row stays the history of one thing. */
bool rowio_new_id(struct db *db, const char *table, int64_t *id,
                  struct err *err);

/* An update or delete takes what is indexed of the row out of search.h's index,
   the seal puts in what it is then.  Cells named id and ver are passed over:
   both are given by themselves.  An
   update or delete that finds no row of this version is not an error here;
   the seal finds it. */
bool rowio_insert(struct db *db, const char *table, int64_t id, int64_t ver,
                  const struct image *cells, struct err *err);
bool rowio_update(struct db *db, const char *table, int64_t id, int64_t ver,
                  const struct image *cells, struct err *err);
bool rowio_delete(struct db *db, const char *table, int64_t id, int64_t ver,
                  struct err *err);

/* Reads the row back, compares it with the cells that were to be written and
   with the version, writes the entry (`as` gives op, label, reason, undoes),
   compares the row with the entry once more, and indexes it.  cells NULL: the
   row must be gone. */
bool rowio_seal(struct chain *chain, const struct chain_entry *as,
                const char *table, int64_t id, int64_t ver,
                const struct image *cells, struct err *err);

#endif
