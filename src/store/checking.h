/* A check that is under way: what its stages (check.c, check_schema.c,
   check_chain.c, check_rows.c, check_search.c) share. */
#ifndef PBTUI_STORE_CHECKING_H
#define PBTUI_STORE_CHECKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/store/check.h"

struct db;

struct checking {
    struct db *db;
    struct arena *arena; /* of the caller; the findings stay there */
    struct check_finding *findings;
    size_t n;
    size_t cap;
    size_t left_out; /* of a kind that was told often enough */
    int64_t entries;
    int64_t rows;
    bool (*step)(void *ctx, int percent);
    void *ctx;

    const char **tables; /* tracked, and defined as they should be */
    size_t n_tables;
    bool pii_is_sound; /* so is the table pii */
    size_t n_search;   /* findings about the index for searching */
};

/* code and table must outlive the report. */
void checking_add(struct checking *c, const char *code, const char *table,
                  int64_t row_id, int64_t seq, const char *fmt, ...)
    __attribute__((format(printf, 6, 7)));
/* False, with err, when the clerk does not want to wait any longer. */
bool checking_step(struct checking *c, int percent, struct err *err);

bool check_schema(struct checking *c, struct err *err);
/* Both tell how far they are between the two percentages. */
bool check_chain(struct checking *c, int from, int to, struct err *err);
bool check_rows(struct checking *c, int from, int to, struct err *err);
bool check_search(struct checking *c, struct err *err);

#endif
