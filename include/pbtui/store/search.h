/* Finding words in long texts: an FTS5 index of pairs of characters
   (contentless, detail=none) over the columns that table search_field names.
   The store keeps it in the transaction that writes the row, also in undo and
   redo; it is not part of the audit and can be made anew at any time.

   Hits of the index are candidates: the caller looks at the text itself, with
   search_fold on both sides.  Voided rows are among them. */
#ifndef PBTUI_STORE_SEARCH_H
#define PBTUI_STORE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"

struct db;

struct search_hit {
    const char *table;
    int64_t row_id;
    int64_t doc; /* go on below this one */
};

/* Candidates that hold every word (a NULL-ended list of UTF-8 words; one of
   one character works, too), newest entry first, at most max, those with
   doc < below (0: from the newest).  table NULL: all tables.  A word of
   nothing but signs and blanks narrows nothing: no words, all rows. */
bool search_page(struct db *db, struct arena *a, const char *const *words,
                 const char *table, int64_t below, struct search_hit *out,
                 size_t max, size_t *n, struct err *err);

/* The text as folded for comparing: full-width forms and case put together,
   what the index itself is made of.  One character for each, so that the n-th
   of the one is the n-th of the other; only their bytes differ. */
const char *search_fold(struct arena *a, const char *text);

/* False: the index is not what the rows are, so a page of it is not all there
   is, and the caller reads the texts.  Only in a ledger that is opened for
   reading or whose check has just found it so: opening for writing makes it
   anew. */
bool search_usable(struct db *db);

/* Everything anew; `step` as in check_run. */
bool search_rebuild(struct db *db, bool (*step)(void *ctx, int percent),
                    void *ctx, struct err *err);

#endif
