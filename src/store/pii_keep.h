/* Personal data from the inside: a value becomes a row of pii, and a row of
   pii becomes what the audit may say about it. */
#ifndef PBTUI_STORE_PII_KEEP_H
#define PBTUI_STORE_PII_KEEP_H

#include <stdbool.h>
#include <stdint.h>

#include "chain.h"
#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/store/stmt.h"

struct db;

#define PII_LOOKUP_BYTES 32
/* What pii_image_of and pii_lookup_of expect a statement to select. */
#define PII_COLUMNS "id, salt, value, lookup, erased"

/* The ledger's own secret, with which the lookup digests are keyed. */
struct pii_key {
    char text[64];
    size_t n; /* 0: the ledger has none, or not one of ours */
};
/* False only when it could not be read; a missing key is n == 0. */
bool pii_key_read(struct pii_key *out, struct db *db, struct err *err);
/* The digest by which a value is found. */
void pii_lookup_with(const struct pii_key *key, const char *value,
                     unsigned char out[PII_LOOKUP_BYTES]);
/* Both in one; a missing key is E-PII-001. */
bool pii_lookup(struct db *db, const char *value,
                unsigned char out[PII_LOOKUP_BYTES], struct err *err);
/* {"id":7,"digest":"…"} or {"id":7,"erased":"2026-11-20"}. */
void pii_image_of(struct stmt *st, struct strbuf *out);

/* A new row with its audit entry; `as` gives op, label and reason. */
bool pii_put(struct chain *chain, const struct chain_entry *as,
             const char *value, int64_t *id, struct err *err);
/* *holds: row `id` has exactly this value. */
bool pii_holds(struct db *db, int64_t id, const char *value, bool *holds,
               struct err *err);
/* The value of row `id` in the arena; "" when there is none (any more). */
bool pii_value(struct db *db, struct arena *a, int64_t id, const char **value,
               struct err *err);

#endif
