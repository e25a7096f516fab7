/* Rows of tracked tables, written by name and sealed with an audit entry.
   Shared by saving (change.c) and undoing (undo.c).

   A change writes thousands of rows of one table, so what is the same for all
   of them is made once: struct rowio holds it from the first row to the last.
 */
#ifndef PBTUI_STORE_ROWIO_H
#define PBTUI_STORE_ROWIO_H

#include <stdbool.h>
#include <stdint.h>

#include "chain.h"
#include "image.h"
#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"

struct rowio_table;

struct rowio {
    struct chain *chain;
    struct arena arena;
    struct rowio_table *tables;
    struct strbuf first; /* a row as it is read back */
    struct strbuf again;
};

/* Between door_open and door_close. */
void rowio_begin(struct rowio *io, struct chain *chain);
void rowio_end(struct rowio *io);

/* The table, if it is one that the audit covers.  Lent until rowio_end; NULL
   with err. */
struct rowio_table *rowio_table(struct rowio *io, const char *name,
                                struct err *err);
/* It has all these columns. */
bool rowio_names_ok(struct rowio_table *t, const struct image *cells,
                    struct err *err);

/* An id that no row of this table has or ever had, so that the history of a
   row stays the history of one thing. */
bool rowio_new_id(struct rowio_table *t, int64_t *id, struct err *err);

/* The row as it is; lent until the next call about this table. */
bool rowio_read(struct rowio_table *t, int64_t id, const struct image **row,
                struct err *err);

/* An update or delete takes what is indexed of the row out of search.h's index,
   the seal puts in what it is then; `before` is the row as rowio_read has just
   given it.  Cells named id and ver are passed over: both are given by
   themselves.  An update or delete that finds no row of this version is not an
   error here; the seal finds it. */
bool rowio_insert(struct rowio_table *t, int64_t id, int64_t ver,
                  const struct image *cells, struct err *err);
bool rowio_update(struct rowio_table *t, int64_t id, int64_t ver,
                  const struct image *before, const struct image *cells,
                  struct err *err);
bool rowio_delete(struct rowio_table *t, int64_t id, int64_t ver,
                  const struct image *before, struct err *err);

/* Reads the row back, compares it with the cells that were to be written and
   with the version, writes the entry (`as` gives op, label, reason, undoes),
   compares the row with the entry once more, and indexes it.  cells NULL: the
   row must be gone. */
bool rowio_seal(struct rowio_table *t, const struct chain_entry *as, int64_t id,
                int64_t ver, const struct image *cells, struct err *err);

#endif
