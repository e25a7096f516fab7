/* ID numbers and phones: apart from the rows and from the audit, so that they
   can be erased later without breaking the chain. */
#ifndef PBTUI_STORE_PII_H
#define PBTUI_STORE_PII_H

#include <stdbool.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"

struct db;

/* The value behind a column; "" when null or erased. */
const char *pii_read(struct db *db, struct arena *a, int64_t pii_id);
/* **************1234, 138****5678, a***@x.cn: by length and form. */
const char *pii_mask(struct arena *a, const char *value);
/* Rows of `table`.`column` that hold this value, through the keyed lookup
   digest; returns how many were written to out. */
size_t pii_find(struct db *db, const char *table, const char *column,
                const char *value, int64_t *out, size_t max);
/* Every value that table.column holds, row by row: for who has thousands to
   find.  `value` is lent; nothing of it may be shown or kept. */
bool pii_each(struct db *db, const char *table, const char *column,
              void (*take)(void *ctx, int64_t row_id, const char *value),
              void *ctx, struct err *err);
/* By which two values are known to be the same, and nothing else of them: keyed
   with the ledger's secret, so that it may stand in a row and in the audit. */
#define PII_PRINT_CHARS 16
bool pii_print(struct db *db, const char *value, char out[PII_PRINT_CHARS + 1],
               struct err *err);
/* Shows one value, and writes that it was shown (not the value) to the audit;
   on a read-only ledger it is refused. */
bool pii_reveal(struct db *db, struct arena *a, const char *table,
                int64_t row_id, const char *column, const char *reason,
                const char **value, struct err *err);
/* Erases every value that table.column of this row ever had.  What remains is
   the day; nothing brings it back but an older backup, which must be told. */
bool pii_erase(struct db *db, const char *table, int64_t row_id,
               const char *column, const char *reason, struct err *err);

#endif
