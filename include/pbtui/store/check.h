/* Is the ledger what it was?  File, foreign keys, schema, the audit chain, and
   a replay of the audit compared with every row of every table; and does the
   index for searching hold what the rows say? */
#ifndef PBTUI_STORE_CHECK_H
#define PBTUI_STORE_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"

struct db;

struct check_finding {
    const char *code;  /* E-CHECK-… */
    const char *table; /* "" when none */
    int64_t row_id;
    int64_t seq;      /* of the audit entry, 0 when none */
    const char *text; /* Chinese: what differs, where, what to do */
};

struct check_report {
    struct check_finding *findings;
    size_t n;
    size_t n_search; /* of the n: about the index for searching only; nothing
                        is lost, the next opening makes it anew */
    int64_t entries; /* audit entries looked at */
    int64_t rows;    /* rows compared */
};

/* `step` is told how far it is (0–100) and may return false to stop. */
bool check_run(struct db *db, struct arena *a, struct check_report *out,
               bool (*step)(void *ctx, int percent), void *ctx,
               struct err *err);

#endif
