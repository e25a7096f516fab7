/* Schema steps: schema/NNNN_name.sql, the number being the version.

   All steps that are missing run in one transaction, user_version moving with
   them: the file is at the new version or exactly what it was.  Before an
   existing ledger is touched a verified copy of it is laid beside it; the
   copy stays, also when the steps fail. */
#include "internal.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "searching.h"

/* ---- the list of steps -------------------------------------------------- */

static int step_number(const struct embed_file *file)
{
    const char *slash = strrchr(file->name, '/');
    const char *digits = slash != NULL ? slash + 1 : file->name;
    return (int)strtol(digits, NULL, 10);
}

static int by_number(const void *a, const void *b)
{
    const struct embed_file *x = a;
    const struct embed_file *y = b;
    return step_number(x) - step_number(y);
}

void migrate_take_schema(struct db *db, const struct embed_file *given)
{
    const struct embed_file *from = given != NULL ? given : embed_files;
    size_t n = 0;
    size_t cap = 0;
    struct embed_file *own = NULL;
    for (const struct embed_file *f = from; f->name != NULL; f++) {
        if (given != NULL || strncmp(f->name, "schema/", 7) == 0) {
            MEM_PUSH(own, n, cap);
            own[n++] = *f;
        }
    }
    if (n > 0) {
        qsort(own, n, sizeof *own, by_number);
    }
    MEM_PUSH(own, n, cap);
    own[n] = (struct embed_file){NULL, NULL, 0};
    db->schema = own;
}

int migrate_newest(const struct db *db)
{
    int newest = 0;
    for (const struct embed_file *f = db->schema; f->name != NULL; f++) {
        newest = step_number(f);
    }
    return newest;
}

/* ---- running them ------------------------------------------------------- */

static bool set_version(struct db *db, int version, struct err *err)
{
    char sql[64];
    snprintf(sql, sizeof sql, "pragma user_version=%d", version);
    return conn_exec(db, sql, err);
}

/* integrity_check does not look at these, and a step may have moved rows. */
static bool keys_hold(struct db *db, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db, SQL("pragma foreign_key_check"));
    bool broken = stmt_row(&st);
    char table[64];
    snprintf(table, sizeof table, "%s", broken ? stmt_col_text(&st, 0) : "");
    if (!stmt_done(&st, err)) {
        return false;
    }
    if (broken) {
        err_set(
            err, ERR_IO, "E-MIG-001",
            "升级后有记录的引用对不上，升级已撤销，账本没有改动。请运行“核对账本”，或联系维护人员。");
        return err_detail(err, "foreign_key_check: %s", table);
    }
    return true;
}

static bool run_steps(struct db *db, struct err *err)
{
    for (const struct embed_file *f = db->schema; f->name != NULL; f++) {
        if (step_number(f) <= db->version) {
            continue;
        }
        int rc = sqlite3_exec(db->raw, f->text, NULL, NULL, NULL);
        if (rc != SQLITE_OK) {
            return db_trouble(db, rc, f->name, err);
        }
        if (!set_version(db, step_number(f), err)) {
            return false;
        }
    }
    return keys_hold(db, err) && search_settle(db, err);
}

/* ---- a new ledger ------------------------------------------------------- */

static bool put_meta(struct db *db, const char *key, const char *value,
                     struct err *err)
{
    struct stmt st;
    stmt_open(&st, db, SQL("insert into meta (key, value) values (:k, :v)"));
    stmt_text(&st, ":k", key);
    stmt_text(&st, ":v", value);
    return stmt_run(&st, err);
}

static void make_uuid(char out[37])
{
    unsigned char r[16];
    randombytes_buf(r, sizeof r);
    r[6] = (unsigned char)((r[6] & 0x0F) | 0x40); /* version 4, random */
    r[8] = (unsigned char)((r[8] & 0x3F) | 0x80);
    static const char digits[] = "0123456789abcdef";
    char *p = out;
    for (size_t i = 0; i < sizeof r; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            *p++ = '-';
        }
        *p++ = digits[r[i] >> 4];
        *p++ = digits[r[i] & 15];
    }
    *p = '\0';
}

static bool fill_meta(struct db *db, struct err *err)
{
    char uuid[37];
    make_uuid(uuid);
    unsigned char key[32];
    char hex[2 * sizeof key + 1];
    randombytes_buf(key, sizeof key);
    sodium_bin2hex(hex, sizeof hex, key, sizeof key);
    char now[20];
    clock_now(now);
    return put_meta(db, "ledger_uuid", uuid, err) &&
           put_meta(db, "pii_key", hex, err) &&
           put_meta(db, "created_at", now, err) &&
           put_meta(db, "made_by", "pbtui " PBTUI_VERSION, err);
}

bool migrate_fill(struct db *db, struct err *err)
{
    char id[64];
    snprintf(id, sizeof id, "pragma application_id=%d", STORE_APPLICATION_ID);
    if (!tx_begin(db, TX_WRITE, err)) {
        return false;
    }
    if (!conn_exec(db, id, err) || !run_steps(db, err) || !fill_meta(db, err) ||
        !tx_commit(db, err)) {
        tx_rollback(db);
        return err_doing(err, "新建账本");
    }
    db->version = migrate_newest(db);
    return true;
}

/* ---- an existing one ---------------------------------------------------- */

static void backup_name(const struct db *db, int again, struct strbuf *out)
{
    char now[20]; /* YYYY-MM-DD HH:MM:SS */
    clock_now(now);
    sb_init(out);
    sb_addf(out, "%s.升级前-v%d-%.4s%.2s%.2s-%.2s%.2s%.2s", db->real_path,
            db->version, now, now + 5, now + 8, now + 11, now + 14, now + 17);
    if (again > 0) {
        sb_addf(out, "-%d", again);
    }
}

static bool backup_beside(struct db *db, struct err *err)
{
    struct strbuf name;
    backup_name(db, 0, &name);
    for (int again = 1; again < 100 && file_exists(name.s); again++) {
        sb_clear(&name);
        backup_name(db, again, &name);
    }
    bool ok = backup_write(db, name.s, BACKUP_FILE, err);
    sb_clear(&name);
    return ok;
}

/* Another window may have migrated while we made the copy. */
static bool steps_inside(struct db *db, struct err *err)
{
    int64_t version = 0;
    if (!conn_pragma_int(db, "pragma user_version", &version, err)) {
        return false;
    }
    db->version = (int)version;
    return run_steps(db, err);
}

bool migrate_up(struct db *db, struct err *err)
{
    int old = db->version;
    if (!backup_beside(db, err)) {
        return err_doing(err, "升级账本前备份");
    }
    /* A step that rebuilds a table drops the old one, which with keys on
       would delete the rows that refer to it.  keys_hold looks afterwards. */
    sqlite3_db_config(db->raw, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
    bool ok = tx_begin(db, TX_WRITE, err);
    if (ok && (!steps_inside(db, err) || !tx_commit(db, err))) {
        tx_rollback(db);
        ok = false;
    }
    sqlite3_db_config(db->raw, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    if (!ok) {
        db->version = old;
        return err_doing(err, "升级账本（账本没有改动）");
    }
    db->version = migrate_newest(db);
    db_warn(
        db,
        "账本已升级到架构 %d；升级前的账本已另存在旁边，名字里有“升级前-v%d”。",
        db->version, old);
    return true;
}
