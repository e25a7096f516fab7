/* The index of search.h from the inside: text → pairs (search_text.c), kept
   while rows are written (search_keep.c), made anew (search_make.c). */
#ifndef PBTUI_STORE_SEARCHING_H
#define PBTUI_STORE_SEARCHING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "image.h"
#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"
#include "shape.h"

struct db;

/* ---- search_text.c ------------------------------------------------------ */
/* Appends the tokens of a text, apart by blanks. */
void search_pairs(struct strbuf *out, const char *s, size_t n_bytes);
/* Appends the MATCH expression for all the words; false when nothing in them
   can be looked up. */
bool search_match(struct strbuf *out, const char *const *words);

/* ---- search_keep.c ------------------------------------------------------ */
/* The tokens of all searched columns of a row. */
void search_pairs_of(struct strbuf *out, const struct shape *shape,
                     const struct image *row);
/* Before a row is written: takes out what is indexed of it, unless `cells`
   (NULL: the row goes) leave every searched text of `row` (NULL: it is gone
   already) as it is. */
bool search_forget(struct db *db, const struct shape *shape, int64_t row_id,
                   const struct image *row, const struct image *cells,
                   struct err *err);
/* After its audit entry: `row` is what it is now. */
bool search_learn(struct db *db, const struct shape *shape, int64_t row_id,
                  const struct image *row, struct err *err);
/* The two halves of learning, for search_make.c. */
bool search_enter(struct db *db, const char *table, int64_t row_id,
                  int64_t *doc, struct err *err);
bool search_put(struct db *db, int64_t doc, const char *pairs, struct err *err);

/* ---- search_make.c ------------------------------------------------------ */
/* The ledger has an index at all: not one of a test's own schema, nor one of
   which somebody dropped a part (the check tells that). */
bool search_is_there(struct db *db, bool *there, struct err *err);
/* What the index is made of is what it should be made of now. */
bool search_is_current(struct db *db, bool *current, struct err *err);
/* What the index is made of is what it should be made of: to be said when that
   is so.  In a write transaction. */
bool search_say_current(struct db *db, struct err *err);
/* Makes it anew when it is not current. */
bool search_settle(struct db *db, struct err *err);
/* The next opening for writing makes it anew.  Failing is no harm: the next
   check says the same again. */
void search_mark_stale(struct db *db);

#endif
