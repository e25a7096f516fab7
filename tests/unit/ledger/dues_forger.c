/* Attacks on a ledger file by a bare SQLite handle. */
#include "dues_forger.h"

#include "unit.h"

#include "pbtui/base/strbuf.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#define HASH 32

void forger_copy(const char *from, const char *to)
{
    static char bytes[1 << 16];
    size_t n;
    FILE *in = fopen(from, "rb");
    FILE *out = fopen(to, "wb");
    assert_true(in != NULL && out != NULL);
    while ((n = fread(bytes, 1, sizeof bytes, in)) > 0) {
        assert_int_equal(fwrite(bytes, 1, n, out), n);
    }
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

static sqlite3 *open_file(const char *path)
{
    sqlite3 *raw;
    assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
    sqlite3_exec(raw, "pragma synchronous = off", NULL, NULL, NULL);
    return raw;
}

static bool run(sqlite3 *raw, const char *sql)
{
    return sqlite3_exec(raw, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* A refusal is one of a rule of the file, never a slip in the attack. */
static bool run_or_be_refused(sqlite3 *raw, const char *sql)
{
    char *words = NULL;
    int rc = sqlite3_exec(raw, sql, NULL, NULL, &words);
    if (rc != SQLITE_OK && rc != SQLITE_CONSTRAINT) {
        fail_msg("«%s»: %s", sql, words);
    }
    sqlite3_free(words);
    return rc == SQLITE_OK;
}

bool forger_try(const char *path, const char *sql)
{
    return forger_try_without(path, "", sql);
}

/* ---- triggers ---------------------------------------------------------- */

static void drop(sqlite3 *raw, const char *name, struct strbuf *back)
{
    sqlite3_stmt *st;
    struct strbuf sql;
    sqlite3_prepare_v2(raw, "select sql from sqlite_schema where name = ?1", -1,
                       &st, NULL);
    sqlite3_bind_text(st, 1, name, -1, SQLITE_TRANSIENT);
    if (sqlite3_step(st) != SQLITE_ROW) {
        fail_msg("no trigger %s", name);
    }
    sb_addf(back, "%s;", (const char *)sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    sb_init(&sql);
    sb_addf(&sql, "drop trigger %s", name);
    assert_true(run(raw, sql.s));
    sb_clear(&sql);
}

static void drop_all(sqlite3 *raw, const char *names, struct strbuf *back)
{
    char name[64];
    int n;
    while (sscanf(names, " %63s%n", name, &n) == 1) {
        names += n;
        if (strcmp(name, "audit") == 0) {
            drop(raw, "audit_no_update", back);
            drop(raw, "audit_no_delete", back);
        } else {
            drop(raw, name, back);
        }
    }
}

bool forger_try_without(const char *path, const char *triggers, const char *sql)
{
    struct strbuf back;
    sqlite3 *raw = open_file(path);
    sb_init(&back);
    assert_true(run(raw, "begin"));
    drop_all(raw, triggers, &back);
    bool ok = run_or_be_refused(raw, sql);
    if (ok) {
        assert_true(run(raw, back.s));
        assert_true(run(raw, "commit"));
    } else {
        run(raw, "rollback");
    }
    sb_clear(&back);
    sqlite3_close(raw);
    return ok;
}

/* ---- the chain --------------------------------------------------------- */

static void put_be(struct strbuf *out, uint64_t v)
{
    for (int shift = 56; shift >= 0; shift -= 8) {
        sb_addc(out, (char)(unsigned char)(v >> shift));
    }
}

static void hash_row(sqlite3_stmt *row, const char *uuid,
                     const unsigned char *prev, unsigned char *hash)
{
    struct strbuf b;
    sb_init(&b);
    sb_add(&b, "pbtui.audit.v1");
    sb_add(&b, uuid);
    for (int i = 0; i < 13; i++) {
        int type = sqlite3_column_type(row, i);
        if (type == SQLITE_NULL) {
            put_be(&b, UINT64_MAX);
        } else if (type == SQLITE_INTEGER) {
            put_be(&b, 8);
            put_be(&b, (uint64_t)sqlite3_column_int64(row, i));
        } else {
            const char *s = (const char *)sqlite3_column_text(row, i);
            put_be(&b, strlen(s));
            sb_add(&b, s);
        }
    }
    sb_addn(&b, (const char *)prev, HASH);
    crypto_generichash(hash, HASH, (const unsigned char *)b.s, b.len, NULL, 0);
    sb_clear(&b);
}

static int rechain(sqlite3 *raw, const char *uuid)
{
    sqlite3_stmt *rows;
    sqlite3_stmt *put;
    unsigned char prev[HASH] = {0};
    int differ = 0;
    sqlite3_prepare_v2(raw, "select * from audit order by seq", -1, &rows,
                       NULL);
    sqlite3_prepare_v2(raw,
                       "update audit set prev = ?1, hash = ?2 where seq = ?3",
                       -1, &put, NULL);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        unsigned char hash[HASH];
        hash_row(rows, uuid, prev, hash);
        if (memcmp(sqlite3_column_blob(rows, 14), hash, HASH) != 0) {
            differ++;
            sqlite3_bind_blob(put, 1, prev, HASH, SQLITE_TRANSIENT);
            sqlite3_bind_blob(put, 2, hash, HASH, SQLITE_TRANSIENT);
            sqlite3_bind_int64(put, 3, sqlite3_column_int64(rows, 0));
            assert_int_equal(sqlite3_step(put), SQLITE_DONE);
            sqlite3_reset(put);
        }
        memcpy(prev, hash, HASH);
    }
    sqlite3_finalize(rows);
    sqlite3_finalize(put);
    return differ;
}

int forger_rechain(const char *path)
{
    struct strbuf back;
    char uuid[64];
    sqlite3_stmt *st;
    sqlite3 *raw = open_file(path);
    sb_init(&back);
    sqlite3_prepare_v2(raw, "select value from meta where key = 'ledger_uuid'",
                       -1, &st, NULL);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    snprintf(uuid, sizeof uuid, "%s", (const char *)sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    assert_true(run(raw, "begin"));
    drop_all(raw, "audit", &back);
    int differ = rechain(raw, uuid);
    assert_true(run(raw, back.s));
    assert_true(run(raw, "commit"));
    sb_clear(&back);
    sqlite3_close(raw);
    return differ;
}
