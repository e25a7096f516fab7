/* Writing personal data.

   A value is stored once a change, with 16 random bytes of salt.  The audit
   gets BLAKE2b-256 of the value keyed with the salt: enough to prove later
   that the row still holds what was saved, and nothing to try numbers against
   once salt and value are erased.  The lookup digest is keyed with a secret of
   the ledger, so that a search for a full number needs no plain text index. */
#include "pii_keep.h"

#include <sodium.h>
#include <string.h>

#include "pbtui/store/db.h"

#define SALT_BYTES   16
#define DIGEST_BYTES 32

bool pii_key_read(struct pii_key *out, struct db *db, struct err *err)
{
    memset(out, 0, sizeof *out);
    struct stmt st;
    stmt_open(&st, db, SQL("select value from meta where key = 'pii_key'"));
    if (stmt_row(&st)) {
        const char *key = stmt_col_text(&st, 0);
        size_t n = strlen(key);
        if (n >= crypto_generichash_KEYBYTES_MIN &&
            n <= crypto_generichash_KEYBYTES_MAX) {
            memcpy(out->text, key, n);
            out->n = n;
        }
    }
    return stmt_done(&st, err);
}

void pii_lookup_with(const struct pii_key *key, const char *value,
                     unsigned char out[PII_LOOKUP_BYTES])
{
    crypto_generichash(out, PII_LOOKUP_BYTES, (const unsigned char *)value,
                       strlen(value), (const unsigned char *)key->text, key->n);
}

bool pii_lookup(struct db *db, const char *value,
                unsigned char out[PII_LOOKUP_BYTES], struct err *err)
{
    struct pii_key key;
    if (!pii_key_read(&key, db, err)) {
        return false;
    }
    if (key.n == 0) {
        return err_set(err, ERR_RULE, "E-PII-001",
                       "账本里查找证件号码用的密钥不见了，本次没有保存。"
                       "请从备份恢复账本。");
    }
    pii_lookup_with(&key, value, out);
    return true;
}

static void digest(const void *salt, size_t n_salt, const char *value,
                   size_t n_value, char hex[2 * DIGEST_BYTES + 1])
{
    unsigned char raw[DIGEST_BYTES];
    crypto_generichash(raw, sizeof raw, (const unsigned char *)value, n_value,
                       salt, n_salt);
    sodium_bin2hex(hex, 2 * DIGEST_BYTES + 1, raw, sizeof raw);
}

void pii_image_of(struct stmt *st, struct strbuf *out)
{
    sb_addf(out, "{\"id\":%lld,", (long long)stmt_col_int(st, 0));
    if (stmt_col_is_null(st, 2)) {
        sb_addf(out, "\"erased\":\"%s\"}", stmt_col_text(st, 4));
        return;
    }
    size_t n_salt;
    size_t n_value;
    char hex[2 * DIGEST_BYTES + 1] = "";
    const void *salt = stmt_col_blob(st, 1, &n_salt);
    const char *value = stmt_col_blob(st, 2, &n_value);
    /* Another length was not written by us; no digest then, so that the row
       differs from its entry. */
    if (n_salt == SALT_BYTES) {
        digest(salt, n_salt, value == NULL ? "" : value, n_value, hex);
    }
    sb_addf(out, "\"digest\":\"%s\"}", hex);
}

static bool insert_row(struct db *db, const char *value, int64_t *id,
                       struct err *err)
{
    unsigned char salt[SALT_BYTES];
    unsigned char lookup[PII_LOOKUP_BYTES];
    if (!pii_lookup(db, value, lookup, err)) {
        return false;
    }
    randombytes_buf(salt, sizeof salt);
    struct stmt st;
    stmt_open(&st, db,
              SQL("insert into pii (salt, value, lookup) "
                  "values (:salt, :value, :lookup)"));
    stmt_blob(&st, ":salt", salt, sizeof salt);
    stmt_text(&st, ":value", value);
    stmt_blob(&st, ":lookup", lookup, sizeof lookup);
    if (!stmt_run(&st, err)) {
        return false;
    }
    *id = stmt_last_id(db);
    return true;
}

bool pii_put(struct chain *chain, const struct chain_entry *as,
             const char *value, int64_t *id, struct err *err)
{
    if (!insert_row(chain->db, value, id, err)) {
        return false;
    }
    struct strbuf after;
    sb_init(&after);
    struct stmt st;
    stmt_open(&st, chain->db,
              SQL("select " PII_COLUMNS " from pii where id = :id"));
    stmt_int(&st, ":id", *id);
    if (stmt_row(&st)) {
        pii_image_of(&st, &after);
    }
    struct chain_entry entry = *as;
    entry.table = "pii";
    entry.row_id = *id;
    entry.after = after.s;
    bool ok = stmt_done(&st, err) && chain_append(chain, &entry, err);
    sb_clear(&after);
    bool holds = false;
    if (!ok || !pii_holds(chain->db, *id, value, &holds, err)) {
        return false;
    }
    return holds || err_set(err, ERR_IO, "E-PII-002",
                            "号码写入后读回的内容与写入的不同，本次没有保存。"
                            "请先备份账本文件，再检查磁盘。");
}

bool pii_holds(struct db *db, int64_t id, const char *value, bool *holds,
               struct err *err)
{
    struct stmt st;
    stmt_open(&st, db, SQL("select value from pii where id = :id"));
    stmt_int(&st, ":id", id);
    *holds = stmt_row(&st) && !stmt_col_is_null(&st, 0) &&
             strcmp(stmt_col_text(&st, 0), value) == 0;
    return stmt_done(&st, err);
}

bool pii_value(struct db *db, struct arena *a, int64_t id, const char **value,
               struct err *err)
{
    *value = "";
    struct stmt st;
    stmt_open(&st, db, SQL("select value from pii where id = :id"));
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        *value = arena_str(a, stmt_col_text(&st, 0));
    }
    return stmt_done(&st, err);
}
