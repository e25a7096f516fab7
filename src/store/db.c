/* An open ledger: what it knows of itself, and the small services that are
   not statements.  Opening is in open.c. */
#include "pbtui/store/db.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"
#include "pbtui/base/log.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "shape.h"

/* ---- closing ------------------------------------------------------------ */

void db_free(struct db *db)
{
    for (int i = 0; i < db->n_warnings; i++) {
        mem_free(db->warnings[i]);
    }
    mem_free(db->path);
    mem_free(db->real_path);
    mem_free(db->uuid);
    mem_free(db->actor);
    mem_free(db->state_dir);
    mem_free(db->schema);
    shape_forget(db);
    mem_free(db);
}

void db_close(struct db *db)
{
    if (db == NULL) {
        return;
    }
    if (db->depth > 0) {
        log_line("closed inside the transaction of %s:%d", db->tx_file,
                 db->tx_line);
        db->depth = 1;
        tx_rollback(db);
    }
    conn_close(db);
    db_free(db);
}

/* ---- what it is --------------------------------------------------------- */

const char *db_path(const struct db *db)
{
    return db->path;
}

const char *db_uuid(const struct db *db)
{
    return db->uuid;
}

const char *db_actor(const struct db *db)
{
    return db->actor;
}

const char *db_state_dir(const struct db *db)
{
    return db->state_dir;
}

bool db_is_read_only(const struct db *db)
{
    return db->read_only;
}

const char *db_read_only_why(const struct db *db)
{
    return db->why;
}

int db_schema_version(const struct db *db)
{
    return db->version;
}

void db_only_read(struct db *db, const char *why)
{
    db->read_only = true;
    snprintf(db->why, sizeof db->why, "%s", why);
}

/* ---- warnings ----------------------------------------------------------- */

void db_warn(struct db *db, const char *fmt, ...)
{
    if (db->n_warnings == STORE_WARNINGS) {
        return;
    }
    struct strbuf text;
    sb_init(&text);
    va_list ap;
    va_start(ap, fmt);
    sb_addv(&text, fmt, ap);
    va_end(ap);
    db->warnings[db->n_warnings++] = mem_str(text.s);
    sb_clear(&text);
}

int db_warnings(const struct db *db)
{
    return db->n_warnings;
}

const char *db_warning(const struct db *db, int i)
{
    return i >= 0 && i < db->n_warnings ? db->warnings[i] : "";
}

/* ---- watching the file -------------------------------------------------- */

bool db_changed_elsewhere(struct db *db)
{
    if (sqlite3_step(db->data_version) != SQLITE_ROW) {
        sqlite3_reset(db->data_version);
        return false; /* locked just now: the next call will see it */
    }
    int64_t now = sqlite3_column_int64(db->data_version, 0);
    sqlite3_reset(db->data_version);
    bool changed = now != db->last_data_version;
    db->last_data_version = now;
    return changed;
}

bool db_same_file(struct db *db, struct err *err)
{
    if (db->in_memory) {
        return true;
    }
    struct stat st;
    if (lstat(db->real_path, &st) != 0) {
        err_set(
            err, ERR_IO, "E-DB-023",
            "账本文件在打开期间被删除、移走，或U盘被拔出，本次未保存。请先不要退出，把文件放回原处再保存；放不回时用“备份”把现在的内容另存一份。");
        return err_detail(err, "lstat: %s", strerror(errno));
    }
    if (st.st_dev != db->dev || st.st_ino != db->ino) {
        err_set(
            err, ERR_IO, "E-DB-045",
            "账本文件在打开期间被换成了另一个文件，本次未保存，也没有动新的文件。请用“备份”把现在的内容另存一份，再退出查明是谁换的。");
        return err_detail(err, "inode %ju was %ju", (uintmax_t)st.st_ino,
                          (uintmax_t)db->ino);
    }
    return true;
}

/* ---- meta --------------------------------------------------------------- */

bool db_meta_get(struct db *db, struct arena *a, const char *key,
                 const char **value)
{
    *value = NULL;
    struct stmt st;
    stmt_open(&st, db, SQL("select value from meta where key = :key"));
    stmt_text(&st, ":key", key);
    if (stmt_row(&st)) {
        *value = arena_str(a, stmt_col_text(&st, 0));
    }
    return stmt_done(&st, NULL) && *value != NULL;
}

/* ---- a function for SQL ------------------------------------------------- */

/* A function pointer does not fit into a void pointer in C. */
struct match {
    bool (*fn)(const char *text, const char *query);
};

static void call_match(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    (void)n;
    const struct match *match = sqlite3_user_data(ctx);
    const unsigned char *text = sqlite3_value_text(args[0]);
    const unsigned char *query = sqlite3_value_text(args[1]);
    bool hit = text != NULL && query != NULL &&
               match->fn((const char *)text, (const char *)query);
    sqlite3_result_int(ctx, hit);
}

bool db_add_match(struct db *db, const char *name,
                  bool (*fn)(const char *text, const char *query),
                  struct err *err)
{
    struct match *match = mem_new(sizeof *match);
    match->fn = fn;
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    /* On failure SQLite calls mem_free itself. */
    int rc = sqlite3_create_function_v2(db->raw, name, 2, flags, match,
                                        call_match, NULL, NULL, mem_free);
    return rc == SQLITE_OK || db_trouble(db, rc, name, err);
}
