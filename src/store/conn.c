/* The connection and its settings.

   Every setting the design relies on is a row below, with the value that must
   be read back.  conn_settings and conn_durable set, conn_assert reads back
   and fails closed: a SQLite that was built otherwise, or a pragma that was
   ignored, must not pass in silence. */
#include "internal.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/log.h"
#include "pbtui/base/mem.h"

/* ---- the libraries as a whole ------------------------------------------- */

static void log_from_sqlite(void *ctx, int rc, const char *words)
{
    (void)ctx;
    log_line("sqlite (%d): %s", rc, words);
}

/* Only possible before SQLite's first use in the process; afterwards it
   answers "misuse", which is what the flag spares us from logging.  libsodium
   wants its start before anything else of it is called; a ledger that exists
   already is hashed and compared without ever drawing a random number. */
static bool library_start(struct err *err)
{
    static bool started;
    if (started) {
        return true;
    }
    if (sodium_init() < 0) {
        die("libsodium does not start");
    }
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_LOG, log_from_sqlite, NULL);
    int rc = sqlite3_initialize();
    if (rc != SQLITE_OK) {
        return raw_trouble(NULL, rc, "sqlite3_initialize", err);
    }
    started = true;
    return true;
}

/* ---- waiting for a lock ------------------------------------------------- */

/* Instead of sqlite3_busy_timeout: SQLite reports ENOLCK (a share without
   locks) as "locked", and only here, straight after the refused fcntl, errno
   still tells them apart. */
static int wait_for_lock(void *ctx, int tries)
{
    int why = errno;
    struct db *db = ctx;
    int64_t now = clock_monotonic_ms();
    if (tries == 0) {
        db->lock_errno = 0;
        db->lock_since = now;
    }
    if (why == ENOLCK) {
        db->lock_errno = ENOLCK;
        return 0;
    }
    if (now - db->lock_since >= STORE_BUSY_MS) {
        return 0;
    }
    long ms = tries < 5 ? 1 + tries : 20;
    struct timespec nap = {0, ms * 1000000L};
    nanosleep(&nap, NULL);
    return 1;
}

/* ---- settings that are no SQL ------------------------------------------- */

static const struct {
    int option;
    int want;
    const char *name;
} options[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1, "defensive"},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, "trusted_schema"},
    {SQLITE_DBCONFIG_DQS_DDL, 0, "dqs_ddl"},
    {SQLITE_DBCONFIG_DQS_DML, 0, "dqs_dml"},
    {SQLITE_DBCONFIG_ENABLE_FKEY, 1, "foreign_keys"},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, "load_extension"},
    {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0, "writable_schema"},
};

/* Far above what a ledger needs, far below what a crafted file may try.
   Attached stays at 1: VACUUM attaches its copy. */
static const struct {
    int id;
    int want;
} limits[] = {
    {SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024},
    {SQLITE_LIMIT_SQL_LENGTH, 256 * 1024},
    {SQLITE_LIMIT_COLUMN, 200},
    {SQLITE_LIMIT_EXPR_DEPTH, 200},
    {SQLITE_LIMIT_COMPOUND_SELECT, 50},
    {SQLITE_LIMIT_VDBE_OP, 100000},
    {SQLITE_LIMIT_ATTACHED, 1},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 2000},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 1000},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 20},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

/* ---- settings by pragma ------------------------------------------------- */

/* temp_store: a sort must not spill personal data into /tmp. */
static const struct {
    const char *get;
    int64_t want;
} pragmas[] = {
    {"pragma synchronous", 3}, {"pragma cell_size_check", 1},
    {"pragma temp_store", 2},  {"pragma secure_delete", 1},
    {"pragma mmap_size", 0},
};

bool conn_exec(struct db *db, const char *sql, struct err *err)
{
    int rc = sqlite3_exec(db->raw, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK || db_trouble(db, rc, sql, err);
}

static bool journal_mode_is(struct db *db, const char *want, bool *same,
                            struct err *err)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(db->raw, "pragma journal_mode", -1, &st, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(st);
    }
    const unsigned char *mode =
        rc == SQLITE_ROW ? sqlite3_column_text(st, 0) : NULL;
    *same = mode != NULL && strcmp((const char *)mode, want) == 0;
    sqlite3_finalize(st);
    return rc == SQLITE_ROW || db_trouble(db, rc, "journal_mode", err);
}

bool conn_pragma_int(struct db *db, const char *sql, int64_t *out,
                     struct err *err)
{
    *out = 0;
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(db->raw, sql, -1, &st, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(st);
    }
    if (rc == SQLITE_ROW) {
        *out = sqlite3_column_int64(st, 0);
        rc = SQLITE_DONE;
    }
    sqlite3_finalize(st);
    return rc == SQLITE_DONE || db_trouble(db, rc, sql, err);
}

/* ---- opening ------------------------------------------------------------ */

bool conn_open(struct db *db, bool read_only, struct err *err)
{
    if (!library_start(err)) {
        return false;
    }
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW |
                SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE;
    flags |= read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    const char *name = db->real_path;
    if (db->in_memory) {
        name = ":memory:";
        flags |= SQLITE_OPEN_MEMORY | SQLITE_OPEN_CREATE;
    }
    int rc = sqlite3_open_v2(name, &db->raw, flags, NULL);
    if (rc != SQLITE_OK) {
        db_trouble(db, rc, "open", err);
        conn_close(db);
        return false;
    }
    sqlite3_busy_handler(db->raw, wait_for_lock, db);
    return true;
}

void conn_close(struct db *db)
{
    if (db->raw == NULL) {
        return;
    }
    stmt_forget_all(db);
    sqlite3_finalize(db->data_version);
    db->data_version = NULL;
    /* Only a refusal says that one of ours is left open: a virtual table has
       statements of its own, which the first attempt ends. */
    if (sqlite3_close(db->raw) != SQLITE_OK) {
        sqlite3_stmt *left;
        while ((left = sqlite3_next_stmt(db->raw, NULL)) != NULL) {
            log_line("statement left open: %s", sqlite3_sql(left));
            sqlite3_finalize(left);
        }
        sqlite3_close(db->raw);
    }
    db->raw = NULL;
}

bool conn_settings(struct db *db, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(options); i++) {
        sqlite3_db_config(db->raw, options[i].option, options[i].want, NULL);
    }
    for (size_t i = 0; i < ARRAY_LEN(limits); i++) {
        sqlite3_limit(db->raw, limits[i].id, limits[i].want);
    }
    return conn_exec(db, "pragma cell_size_check=on;pragma temp_store=memory",
                     err);
}

bool conn_durable(struct db *db, struct err *err)
{
    if (db->in_memory) {
        return conn_exec(db, "pragma synchronous=extra", err);
    }
    return conn_exec(db, "pragma journal_mode=delete;pragma synchronous=extra",
                     err);
}

/* ---- reading back ------------------------------------------------------- */

static bool not_effective(const char *what, int64_t is, struct err *err)
{
    err_set(
        err, ERR_IO, "E-DB-025",
        "数据库的一项安全设置没有生效，为免损坏账本，没有打开。请记下错误编号，请维护人员检查程序的安装（SQLite 的版本）。");
    return err_detail(err, "%s is %lld", what, (long long)is);
}

static bool assert_options(struct db *db, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(options); i++) {
        int is = -1;
        int rc = sqlite3_db_config(db->raw, options[i].option, -1, &is);
        if (rc != SQLITE_OK || is != options[i].want) {
            return not_effective(options[i].name, is, err);
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(limits); i++) {
        int is = sqlite3_limit(db->raw, limits[i].id, -1);
        if (is > limits[i].want) {
            return not_effective("a limit", is, err);
        }
    }
    return true;
}

bool conn_assert(struct db *db, struct err *err)
{
    if (!assert_options(db, err)) {
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(pragmas); i++) {
        int64_t is = 0;
        if (!conn_pragma_int(db, pragmas[i].get, &is, err)) {
            return false;
        }
        if (is != pragmas[i].want) {
            return not_effective(pragmas[i].get, is, err);
        }
    }
    bool same = false;
    if (!journal_mode_is(db, db->in_memory ? "memory" : "delete", &same, err)) {
        return false;
    }
    return same || not_effective("journal_mode", 0, err);
}
