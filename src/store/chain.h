/* The audit chain: what one entry is, how it is hashed, how it is appended.
   Reading it for people is audit.h; proving it whole is check.h. */
#ifndef PBTUI_STORE_CHAIN_H
#define PBTUI_STORE_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/store/stmt.h"

struct db;

#define CHAIN_HASH_BYTES 32
#define CHAIN_SCHEME     1

/* Ops whose `after` is the state of a row.  Every other op is a note. */
#define CHAIN_ROW_OPS "('do','post','undo','redo','erase')"

/* The columns of an entry, in the order they are hashed and selected. */
#define CHAIN_COLUMNS                                                          \
    "seq, change, at, suspect, actor, op, label, undoes, tbl, row_id, after, " \
    "reason, scheme, prev, hash"
enum {
    CHAIN_SEQ,
    CHAIN_CHANGE,
    CHAIN_AT,
    CHAIN_SUSPECT,
    CHAIN_ACTOR,
    CHAIN_OP,
    CHAIN_LABEL,
    CHAIN_UNDOES,
    CHAIN_TBL,
    CHAIN_ROW,
    CHAIN_AFTER,
    CHAIN_REASON,
    CHAIN_SCHEME_NO,
    CHAIN_PREV,
    CHAIN_HASH
};

/* The end of the chain while one change is being written. */
struct chain {
    struct db *db;
    int64_t seq;    /* of the last entry, 0: none */
    int64_t change; /* number of the change being written */
    char at[20];
    bool suspect; /* the clock has jumped */
    unsigned char hash[CHAIN_HASH_BYTES];
    /* For all entries of the change: the statements that write one and read it
       again, and the bytes that are hashed of either. */
    bool is_open;
    struct stmt insert;
    struct stmt stored;
    struct strbuf meant;
    struct strbuf found;
};

struct chain_entry {
    const char *op;
    const char *label;
    const char *reason;
    int64_t undoes; /* 0: none */
    const char *table;
    int64_t row_id;
    const char *after; /* NULL: the row is gone, or a note without one */
};

/* Reads the end of the chain and the clock.  Inside a write transaction; after
   a true chain_begin, chain_end before that is ended. */
bool chain_begin(struct chain *chain, struct db *db, struct err *err);
void chain_end(struct chain *chain);
/* Writes the entry, reads it again and compares. */
bool chain_append(struct chain *chain, const struct chain_entry *entry,
                  struct err *err);

/* The hash of the entry under a statement that selects CHAIN_COLUMNS; `prev`
   is what the entry before it has.  scratch is any buffer. */
void chain_hash_row(struct stmt *st, const char *uuid,
                    const unsigned char *prev, struct strbuf *scratch,
                    unsigned char out[CHAIN_HASH_BYTES]);

#endif
