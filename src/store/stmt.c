/* Statements: prepare or take a kept one, bind by name, step, read, end.

   Kept statements sit in the slots of the connection.  When all slots are
   taken the one that was idle longest goes; a statement that is still being
   stepped (the same SQL used inside its own loop) is prepared afresh and not
   kept. */
#include "pbtui/store/stmt.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"

#include "pbtui/base/mem.h"

static const char inner_fault[] =
    "程序内部出错，操作没有完成。账本完好。请记下错误编号，运行 pbtui doctor 后联系维护人员。";

/* ---- slots -------------------------------------------------------------- */

static void slot_empty(struct stmt_slot *slot)
{
    sqlite3_finalize(slot->raw);
    mem_free(slot->built);
    memset(slot, 0, sizeof *slot);
}

void stmt_forget_all(struct db *db)
{
    for (size_t i = 0; i < STORE_SLOTS; i++) {
        slot_empty(&db->slots[i]);
    }
}

static bool slot_holds(const struct stmt_slot *slot, const char *sql,
                       bool built)
{
    if (built) {
        return slot->built != NULL && strcmp(slot->built, sql) == 0;
    }
    return slot->literal == sql;
}

/* The slot of this SQL, else one to put it into, else NULL: all are busy. */
static struct stmt_slot *slot_for(struct db *db, const char *sql, bool built)
{
    struct stmt_slot *oldest = NULL;
    for (size_t i = 0; i < STORE_SLOTS; i++) {
        struct stmt_slot *slot = &db->slots[i];
        if (slot_holds(slot, sql, built)) {
            return slot;
        }
        if (!slot->busy && (oldest == NULL || slot->used < oldest->used)) {
            oldest = slot;
        }
    }
    return oldest;
}

/* ---- opening ------------------------------------------------------------ */

static void stmt_start(struct stmt *st, struct db *db)
{
    st->db = db;
    st->raw = NULL;
    st->slot = NULL;
    st->bound = 0;
    st->failed = false;
    st->over = false;
    st->err.kind = ERR_NONE;
    st->err.code[0] = '\0';
    st->err.text[0] = '\0';
    st->err.detail[0] = '\0';
}

static sqlite3_stmt *prepare(struct stmt *st, const char *sql)
{
    sqlite3_stmt *raw = NULL;
    const char *tail = NULL;
    int rc = sqlite3_prepare_v3(st->db->raw, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                &raw, &tail);
    if (rc != SQLITE_OK) {
        db_trouble(st->db, rc, sql, &st->err);
        st->failed = true;
        return NULL;
    }
    if (raw == NULL || tail[strspn(tail, " \n\t;")] != '\0') {
        sqlite3_finalize(raw);
        err_set(&st->err, ERR_IO, "E-STMT-001", "%s", inner_fault);
        err_detail(&st->err, "not exactly one statement: %s", sql);
        st->failed = true;
        return NULL;
    }
    return raw;
}

static void open_any(struct stmt *st, struct db *db, const char *sql,
                     bool built)
{
    struct stmt_slot *slot = slot_for(db, sql, built);
    if (slot == NULL || slot->busy) {
        st->raw = prepare(st, sql);
        return;
    }
    if (!slot_holds(slot, sql, built)) {
        sqlite3_stmt *raw = prepare(st, sql);
        if (raw == NULL) {
            return;
        }
        slot_empty(slot);
        slot->raw = raw;
        slot->literal = built ? NULL : sql;
        slot->built = built ? mem_str(sql) : NULL;
    }
    slot->busy = true;
    slot->used = ++db->tick;
    st->raw = slot->raw;
    st->slot = slot;
}

void stmt_open(struct stmt *st, struct db *db, const char *sql)
{
    stmt_start(st, db);
    open_any(st, db, sql, false);
}

void stmt_open_built(struct stmt *st, struct db *db, const struct sql *sql)
{
    stmt_start(st, db);
    if (sql->bad) {
        err_set(&st->err, ERR_IO, "E-STMT-002", "%s", inner_fault);
        err_detail(&st->err, "illegal name in: %s", sql->text.s);
        st->failed = true;
        return;
    }
    open_any(st, db, sql->text.s, true);
}

/* ---- binding ------------------------------------------------------------ */

/* The number of a parameter; 0 when the statement has failed or fails now.
   Mostly they are bound in the order in which the text names them. */
static int param(struct stmt *st, const char *name)
{
    if (st->failed) {
        return 0;
    }
    const char *next = sqlite3_bind_parameter_name(st->raw, st->bound + 1);
    if (next != NULL && strcmp(next, name) == 0) {
        return ++st->bound;
    }
    int i = sqlite3_bind_parameter_index(st->raw, name);
    if (i == 0) {
        err_set(&st->err, ERR_IO, "E-STMT-003", "%s", inner_fault);
        err_detail(&st->err, "no parameter %s in: %s", name,
                   sqlite3_sql(st->raw));
        st->failed = true;
    }
    st->bound = i;
    return i;
}

static void bound(struct stmt *st, int rc)
{
    if (rc != SQLITE_OK) {
        db_trouble(st->db, rc, sqlite3_sql(st->raw), &st->err);
        st->failed = true;
    }
}

void stmt_int(struct stmt *st, const char *name, int64_t v)
{
    int i = param(st, name);
    if (i > 0) {
        bound(st, sqlite3_bind_int64(st->raw, i, v));
    }
}

void stmt_text(struct stmt *st, const char *name, const char *s)
{
    if (s == NULL) {
        stmt_null(st, name);
    } else {
        stmt_textn(st, name, s, strlen(s));
    }
}

void stmt_textn(struct stmt *st, const char *name, const char *s, size_t n)
{
    int i = param(st, name);
    if (i > 0) {
        bound(st, sqlite3_bind_text64(st->raw, i, s, n, SQLITE_TRANSIENT,
                                      SQLITE_UTF8));
    }
}

void stmt_lent_text(struct stmt *st, const char *name, const char *s, size_t n)
{
    int i = param(st, name);
    if (i > 0) {
        bound(st, sqlite3_bind_text64(st->raw, i, s, n, SQLITE_STATIC,
                                      SQLITE_UTF8));
    }
}

void stmt_blob(struct stmt *st, const char *name, const void *p, size_t n)
{
    int i = param(st, name);
    if (i > 0) {
        /* A NULL pointer would be bound as null, not as an empty blob. */
        bound(st, sqlite3_bind_blob64(st->raw, i, p != NULL ? p : "", n,
                                      SQLITE_TRANSIENT));
    }
}

void stmt_lent_blob(struct stmt *st, const char *name, const void *p, size_t n)
{
    int i = param(st, name);
    if (i > 0) {
        bound(st, sqlite3_bind_blob64(st->raw, i, p != NULL ? p : "", n,
                                      SQLITE_STATIC));
    }
}

void stmt_null(struct stmt *st, const char *name)
{
    int i = param(st, name);
    if (i > 0) {
        bound(st, sqlite3_bind_null(st->raw, i));
    }
}

/* ---- stepping ----------------------------------------------------------- */

/* SQLite rolled the transaction back by itself: what comes after would be
   committed one by one. */
static bool transaction_is_lost(const struct stmt *st)
{
    return st->db->depth > 0 && sqlite3_get_autocommit(st->db->raw);
}

bool stmt_row(struct stmt *st)
{
    if (st->failed || st->over) {
        return false;
    }
    if (transaction_is_lost(st)) {
        err_set(
            &st->err, ERR_IO, "E-STMT-004",
            "前一步出错，整个操作已撤销，什么都没有保存。账本完好。请重试。");
        err_detail(&st->err, "transaction is lost: %s", sqlite3_sql(st->raw));
        st->failed = true;
        return false;
    }
    int rc = sqlite3_step(st->raw);
    if (rc == SQLITE_ROW) {
        return true;
    }
    st->over = true;
    if (rc != SQLITE_DONE) {
        db_trouble(st->db, rc, sqlite3_sql(st->raw), &st->err);
        st->failed = true;
    }
    return false;
}

bool stmt_again(struct stmt *st, struct err *err)
{
    if (st->failed) {
        if (err != NULL) {
            *err = st->err;
        }
        return false;
    }
    sqlite3_reset(st->raw);
    st->over = false;
    st->bound = 0;
    return true;
}

bool stmt_done(struct stmt *st, struct err *err)
{
    if (st->slot != NULL) {
        assert(st->slot->raw == st->raw);
        sqlite3_reset(st->raw);
        sqlite3_clear_bindings(st->raw);
        st->slot->busy = false;
    } else {
        sqlite3_finalize(st->raw);
    }
    st->raw = NULL;
    st->slot = NULL;
    st->over = true;
    if (st->failed && err != NULL) {
        *err = st->err;
    }
    return !st->failed;
}

bool stmt_run(struct stmt *st, struct err *err)
{
    stmt_row(st);
    return stmt_done(st, err);
}

/* ---- reading ------------------------------------------------------------ */

/* NULL from sqlite3_column_* is an SQL null, an empty blob, or no memory; the
   last must not pass as an empty value. */
static void die_on_no_memory(const struct stmt *st)
{
    if (sqlite3_errcode(st->db->raw) == SQLITE_NOMEM) {
        die("no memory for a column of: %s", sqlite3_sql(st->raw));
    }
}

int64_t stmt_col_int(struct stmt *st, int i)
{
    return st->failed ? 0 : sqlite3_column_int64(st->raw, i);
}

const char *stmt_col_text(struct stmt *st, int i)
{
    if (st->failed) {
        return "";
    }
    const unsigned char *s = sqlite3_column_text(st->raw, i);
    if (s == NULL) {
        die_on_no_memory(st);
        return "";
    }
    return (const char *)s;
}

const void *stmt_col_blob(struct stmt *st, int i, size_t *n)
{
    *n = 0;
    if (st->failed) {
        return NULL;
    }
    const void *p = sqlite3_column_blob(st->raw, i);
    if (p == NULL) {
        die_on_no_memory(st);
        return NULL;
    }
    *n = (size_t)sqlite3_column_bytes(st->raw, i);
    return p;
}

bool stmt_col_is_null(struct stmt *st, int i)
{
    return st->failed || sqlite3_column_type(st->raw, i) == SQLITE_NULL;
}

int stmt_cols(struct stmt *st)
{
    return st->failed ? 0 : sqlite3_column_count(st->raw);
}

const char *stmt_col_name(struct stmt *st, int i)
{
    const char *name = st->failed ? NULL : sqlite3_column_name(st->raw, i);
    return name != NULL ? name : "";
}

int64_t stmt_changes(struct db *db)
{
    return sqlite3_changes64(db->raw);
}

int64_t stmt_last_id(struct db *db)
{
    return sqlite3_last_insert_rowid(db->raw);
}
