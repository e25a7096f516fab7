/* Reading the audit: the history of a row, the head of the chain, the code
   that is printed on paper. */
#ifndef PBTUI_STORE_AUDIT_H
#define PBTUI_STORE_AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"

struct db;

struct audit_entry {
    int64_t seq;
    int64_t change;
    const char *at;
    const char *actor;
    const char *op; /* do, undo, redo, reveal, … */
    const char *label;
    const char *after; /* the row as JSON, NULL when it is gone */
    const char *reason;
};

/* Entries of one row, oldest first. */
bool audit_history(struct db *db, struct arena *a, const char *table,
                   int64_t row_id, struct audit_entry **out, size_t *n,
                   struct err *err);
/* Rows of a table that were written together with the first entry of another
   row (an import's own), in their order. */
struct audit_row {
    int64_t id;
    bool is_new; /* not only changed */
};
bool audit_rows_beside(struct db *db, struct arena *a, const char *beside,
                       int64_t beside_id, const char *table,
                       struct audit_row **out, size_t *n, struct err *err);
/* The text of one column in a row image; NULL when it is null or not there. */
const char *audit_image_get(struct arena *a, const char *after,
                            const char *column);

struct audit_head {
    int64_t seq; /* 0: nothing written yet */
    unsigned char hash[32];
};
bool audit_head(struct db *db, struct audit_head *out, struct err *err);
/* The same of an earlier entry: what was the head when it was written.  seq is
   0 in *out when there is no such entry. */
bool audit_at(struct db *db, int64_t seq, struct audit_head *out,
              struct err *err);
/* 7K3M-Q9TD-XW20-4HBN-C: 80 bits of the head in Crockford's base 32, with a
   check character. */
void audit_code(const struct audit_head *head, char out[24]);

#endif
