/* Appending to the audit chain.

   hash = BLAKE2b-256(tag ‖ ledger uuid ‖ seq … scheme ‖ prev).  Every column
   is preceded by its length in 8 bytes, big-endian; null is a length that no
   value can have, and integers are 8 bytes.  So no two different entries give
   the same bytes, and an entry of one ledger does not fit into another.

   There is one encoder, and it reads the columns of a statement: before the
   insert `select :seq, ...` gives it the bound values, afterwards the stored
   row must give the same hash. */
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

static void put_column(struct strbuf *out, sqlite3_stmt *raw, int i)
{
    switch (sqlite3_column_type(raw, i)) {
    case SQLITE_NULL:
        put_u64(out, NULL_LENGTH);
        break;
    case SQLITE_INTEGER:
        put_u64(out, 8);
        put_u64(out, (uint64_t)sqlite3_column_int64(raw, i));
        break;
    default: {
        /* blob() gives a text's bytes unchanged, and NULL for no bytes. */
        const void *p = sqlite3_column_blob(raw, i);
        size_t n = (size_t)sqlite3_column_bytes(raw, i);
        put_u64(out, n);
        sb_addn(out, p == NULL ? "" : p, n);
    }
    }
}

void chain_hash_row(struct stmt *st, const char *uuid,
                    const unsigned char *prev, struct strbuf *scratch,
                    unsigned char out[CHAIN_HASH_BYTES])
{
    sb_reset(scratch);
    sb_add(scratch, HASH_TAG);
    sb_add(scratch, uuid);
    for (int i = CHAIN_SEQ; i <= CHAIN_SCHEME_NO; i++) {
        put_column(scratch, st->raw, i);
    }
    sb_addn(scratch, (const char *)prev, CHAIN_HASH_BYTES);
    crypto_generichash(out, CHAIN_HASH_BYTES, (const unsigned char *)scratch->s,
                       scratch->len, NULL, 0);
}

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

/* All columns but prev and hash, as they are hashed. */
#define ENTRY_VALUES                                                           \
    ":seq, :change, :at, :suspect, :actor, :op, :label, :undoes, :tbl, :row, " \
    ":after, :reason, :scheme"

static void bind_entry(struct stmt *st, const struct chain *chain,
                       const struct chain_entry *entry)
{
    stmt_int(st, ":seq", chain->seq + 1);
    stmt_int(st, ":change", chain->change);
    stmt_text(st, ":at", chain->at);
    stmt_int(st, ":suspect", chain->suspect);
    stmt_text(st, ":actor", db_actor(chain->db));
    stmt_text(st, ":op", entry->op);
    stmt_text(st, ":label", entry->label);
    if (entry->undoes != 0) {
        stmt_int(st, ":undoes", entry->undoes);
    } else {
        stmt_null(st, ":undoes");
    }
    stmt_text(st, ":tbl", entry->table);
    stmt_int(st, ":row", entry->row_id);
    stmt_text(st, ":after", entry->after);
    stmt_text(st, ":reason", entry->reason);
    stmt_int(st, ":scheme", CHAIN_SCHEME);
}

static bool hash_entry(const struct chain *chain,
                       const struct chain_entry *entry,
                       unsigned char hash[CHAIN_HASH_BYTES], struct err *err)
{
    struct stmt st;
    stmt_open(&st, chain->db, SQL("select " ENTRY_VALUES));
    bind_entry(&st, chain, entry);
    if (stmt_row(&st)) {
        struct strbuf scratch;
        sb_init(&scratch);
        chain_hash_row(&st, db_uuid(chain->db), chain->hash, &scratch, hash);
        sb_clear(&scratch);
    }
    return stmt_done(&st, err);
}

static bool insert_entry(const struct chain *chain,
                         const struct chain_entry *entry,
                         const unsigned char hash[CHAIN_HASH_BYTES],
                         struct err *err)
{
    struct stmt st;
    stmt_open(&st, chain->db,
              SQL("insert into audit (" CHAIN_COLUMNS ") values (" ENTRY_VALUES
                  ", :prev, :hash)"));
    bind_entry(&st, chain, entry);
    stmt_blob(&st, ":prev", chain->hash, CHAIN_HASH_BYTES);
    stmt_blob(&st, ":hash", hash, CHAIN_HASH_BYTES);
    return stmt_run(&st, err);
}

/* What lies in the file now hashes to what was meant, and says so itself. */
static bool stored_entry_is(const struct chain *chain,
                            const unsigned char want[CHAIN_HASH_BYTES],
                            struct err *err)
{
    bool same = false;
    struct stmt st;
    stmt_open(&st, chain->db,
              SQL("select " CHAIN_COLUMNS " from audit where seq = :seq"));
    stmt_int(&st, ":seq", chain->seq + 1);
    if (stmt_row(&st)) {
        unsigned char again[CHAIN_HASH_BYTES];
        struct strbuf scratch;
        sb_init(&scratch);
        chain_hash_row(&st, db_uuid(chain->db), chain->hash, &scratch, again);
        sb_clear(&scratch);
        size_t n;
        const void *stored = stmt_col_blob(&st, CHAIN_HASH, &n);
        same = n == CHAIN_HASH_BYTES && memcmp(stored, want, n) == 0 &&
               memcmp(again, want, n) == 0;
    }
    if (!stmt_done(&st, err)) {
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
    if (!hash_entry(chain, entry, hash, err) ||
        !insert_entry(chain, entry, hash, err) ||
        !stored_entry_is(chain, hash, err)) {
        return false;
    }
    chain->seq++;
    memcpy(chain->hash, hash, sizeof hash);
    return true;
}
