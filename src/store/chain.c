/* Appending to the audit chain.

   hash = BLAKE2b-256(tag ‖ ledger uuid ‖ seq … scheme ‖ prev).  Every column
   is preceded by its length in 8 bytes, big-endian; null is a length that no
   value can have, and integers are 8 bytes.  So no two different entries give
   the same bytes, and an entry of one ledger does not fit into another.

   What is to be written is encoded and hashed first; after the insert the
   columns that lie in the file are encoded by themselves and must give the same
   bytes, and so the same hash. */
#include "chain.h"

#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#include "pbtui/base/clock.h"
#include "pbtui/store/db.h"
#include "pbtui/text/date.h"

#define HASH_TAG         "pbtui.audit.v1"
#define NULL_LENGTH      UINT64_MAX
#define MAX_DAYS_TO_LAST 400

static void put_u64(struct strbuf *out, uint64_t v)
{
    unsigned char bytes[8];
    for (int i = 7; i >= 0; i--) {
        bytes[i] = (unsigned char)(v & 0xFFu);
        v >>= 8;
    }
    sb_addn(out, (const char *)bytes, sizeof bytes);
}

static void put_null(struct strbuf *out)
{
    put_u64(out, NULL_LENGTH);
}

static void put_int(struct strbuf *out, int64_t v)
{
    put_u64(out, 8);
    put_u64(out, (uint64_t)v);
}

static void put_bytes(struct strbuf *out, const void *p, size_t n)
{
    put_u64(out, n);
    sb_addn(out, p == NULL ? "" : p, n);
}

static void put_text(struct strbuf *out, const char *s)
{
    if (s == NULL) {
        put_null(out);
    } else {
        put_bytes(out, s, strlen(s));
    }
}

static void put_column(struct strbuf *out, sqlite3_stmt *raw, int i)
{
    switch (sqlite3_column_type(raw, i)) {
    case SQLITE_NULL:
        put_null(out);
        break;
    case SQLITE_INTEGER:
        put_int(out, sqlite3_column_int64(raw, i));
        break;
    default: {
        /* blob() gives a text's bytes unchanged, and NULL for no bytes. */
        const void *p = sqlite3_column_blob(raw, i);
        put_bytes(out, p, (size_t)sqlite3_column_bytes(raw, i));
    }
    }
}

static void put_head(struct strbuf *out, const char *uuid)
{
    sb_reset(out);
    sb_add(out, HASH_TAG);
    sb_add(out, uuid);
}

static void put_row(struct strbuf *out, struct stmt *st, const char *uuid,
                    const unsigned char *prev)
{
    put_head(out, uuid);
    for (int i = CHAIN_SEQ; i <= CHAIN_SCHEME_NO; i++) {
        put_column(out, st->raw, i);
    }
    sb_addn(out, (const char *)prev, CHAIN_HASH_BYTES);
}

static void hash_of(const struct strbuf *bytes,
                    unsigned char out[CHAIN_HASH_BYTES])
{
    crypto_generichash(out, CHAIN_HASH_BYTES, (const unsigned char *)bytes->s,
                       bytes->len, NULL, 0);
}

void chain_hash_row(struct stmt *st, const char *uuid,
                    const unsigned char *prev, struct strbuf *scratch,
                    unsigned char out[CHAIN_HASH_BYTES])
{
    put_row(scratch, st, uuid, prev);
    hash_of(scratch, out);
}

/* ---- a change ----------------------------------------------------------- */

/* Wall time is for people; the order of entries is seq.  A clock before the
   last entry or far behind it is only marked. */
static bool clock_is_suspect(const char *now, const char *last)
{
    char day_now[11];
    char day_last[11];
    memcpy(day_now, now, 10);
    memcpy(day_last, last, 10);
    day_now[10] = day_last[10] = '\0';
    int from;
    int to;
    if (!date_read(day_last, &from) || !date_read(day_now, &to)) {
        return true;
    }
    return strcmp(now, last) < 0 || to - from > MAX_DAYS_TO_LAST;
}

bool chain_begin(struct chain *chain, struct db *db, struct err *err)
{
    memset(chain, 0, sizeof *chain);
    chain->db = db;
    chain->change = 1;
    clock_now(chain->at);
    struct stmt st;
    stmt_open(&st, db,
              SQL("select seq, at, hash, (select max(change) from audit) "
                  "from audit order by seq desc limit 1"));
    if (stmt_row(&st)) {
        size_t n;
        const void *hash = stmt_col_blob(&st, 2, &n);
        const char *last = stmt_col_text(&st, 1);
        chain->seq = stmt_col_int(&st, 0);
        chain->change = stmt_col_int(&st, 3) + 1;
        chain->suspect =
            strlen(last) != 19 || clock_is_suspect(chain->at, last);
        if (n != CHAIN_HASH_BYTES) {
            stmt_done(&st, NULL);
            return err_set(err, ERR_RULE, "E-AUDIT-001",
                           "流水第 %lld 号已损坏，为免错上加错，本次没有保存。"
                           "请先检查账本，再从备份恢复。",
                           (long long)chain->seq);
        }
        memcpy(chain->hash, hash, n);
    }
    return stmt_done(&st, err);
}

static void open_statements(struct chain *chain)
{
    if (chain->is_open) {
        return;
    }
    chain->is_open = true;
    stmt_open(&chain->insert, chain->db,
              SQL("insert into audit (" CHAIN_COLUMNS ") values (:seq, :change,"
                  " :at, :suspect, :actor, :op, :label, :undoes, :tbl, :row,"
                  " :after, :reason, :scheme, :prev, :hash)"));
    stmt_open(&chain->stored, chain->db,
              SQL("select " CHAIN_COLUMNS " from audit where seq = :seq"));
    sb_init(&chain->meant);
    sb_init(&chain->found);
}

/* What went wrong with one of them was told when it did. */
void chain_end(struct chain *chain)
{
    if (!chain->is_open) {
        return;
    }
    chain->is_open = false;
    stmt_done(&chain->insert, NULL);
    stmt_done(&chain->stored, NULL);
    sb_clear(&chain->meant);
    sb_clear(&chain->found);
}

/* ---- an entry ----------------------------------------------------------- */

/* The columns as they are hashed, in their order. */
static void put_entry(struct strbuf *out, const struct chain *chain,
                      const struct chain_entry *entry)
{
    put_head(out, db_uuid(chain->db));
    put_int(out, chain->seq + 1);
    put_int(out, chain->change);
    put_text(out, chain->at);
    put_int(out, chain->suspect);
    put_text(out, db_actor(chain->db));
    put_text(out, entry->op);
    put_text(out, entry->label);
    if (entry->undoes != 0) {
        put_int(out, entry->undoes);
    } else {
        put_null(out);
    }
    put_text(out, entry->table);
    put_int(out, entry->row_id);
    put_text(out, entry->after);
    put_text(out, entry->reason);
    put_int(out, CHAIN_SCHEME);
    sb_addn(out, (const char *)chain->hash, CHAIN_HASH_BYTES);
}

static void bind_text(struct stmt *st, const char *name, const char *s)
{
    if (s == NULL) {
        stmt_null(st, name);
    } else {
        stmt_lent_text(st, name, s, strlen(s));
    }
}

static void bind_entry(struct stmt *st, const struct chain *chain,
                       const struct chain_entry *entry)
{
    stmt_int(st, ":seq", chain->seq + 1);
    stmt_int(st, ":change", chain->change);
    bind_text(st, ":at", chain->at);
    stmt_int(st, ":suspect", chain->suspect);
    bind_text(st, ":actor", db_actor(chain->db));
    bind_text(st, ":op", entry->op);
    bind_text(st, ":label", entry->label);
    if (entry->undoes != 0) {
        stmt_int(st, ":undoes", entry->undoes);
    } else {
        stmt_null(st, ":undoes");
    }
    bind_text(st, ":tbl", entry->table);
    stmt_int(st, ":row", entry->row_id);
    bind_text(st, ":after", entry->after);
    bind_text(st, ":reason", entry->reason);
    stmt_int(st, ":scheme", CHAIN_SCHEME);
}

static bool insert_entry(struct chain *chain, const struct chain_entry *entry,
                         const unsigned char hash[CHAIN_HASH_BYTES],
                         struct err *err)
{
    struct stmt *st = &chain->insert;
    bind_entry(st, chain, entry);
    stmt_lent_blob(st, ":prev", chain->hash, CHAIN_HASH_BYTES);
    stmt_lent_blob(st, ":hash", hash, CHAIN_HASH_BYTES);
    stmt_row(st);
    return stmt_again(st, err);
}

static bool column_is(struct stmt *st, int column,
                      const unsigned char want[CHAIN_HASH_BYTES])
{
    size_t n;
    const void *stored = stmt_col_blob(st, column, &n);
    return n == CHAIN_HASH_BYTES && memcmp(stored, want, n) == 0;
}

/* What lies in the file now would be hashed from the very bytes that were
   meant, and has that hash. */
static bool stored_entry_is(struct chain *chain,
                            const unsigned char want[CHAIN_HASH_BYTES],
                            struct err *err)
{
    bool same = false;
    struct stmt *st = &chain->stored;
    stmt_int(st, ":seq", chain->seq + 1);
    if (stmt_row(st)) {
        put_row(&chain->found, st, db_uuid(chain->db), chain->hash);
        same = chain->found.len == chain->meant.len &&
               memcmp(chain->found.s, chain->meant.s, chain->meant.len) == 0 &&
               column_is(st, CHAIN_PREV, chain->hash) &&
               column_is(st, CHAIN_HASH, want);
    }
    if (!stmt_again(st, err)) {
        return false;
    }
    if (!same) {
        return err_set(err, ERR_IO, "E-AUDIT-002",
                       "流水写入后读回的内容与写入的不同，本次没有保存。"
                       "请先备份账本文件，再检查磁盘。");
    }
    return true;
}

bool chain_append(struct chain *chain, const struct chain_entry *entry,
                  struct err *err)
{
    unsigned char hash[CHAIN_HASH_BYTES];
    open_statements(chain);
    put_entry(&chain->meant, chain, entry);
    hash_of(&chain->meant, hash);
    if (!insert_entry(chain, entry, hash, err) ||
        !stored_entry_is(chain, hash, err)) {
        return false;
    }
    chain->seq++;
    memcpy(chain->hash, hash, sizeof hash);
    return true;
}
