/* Insert, update and delete by table and column names that come from code
   (descriptors, earlier images), never from what is typed.  Names are checked
   against the schema all the same: a misspelt one is told as such, and nothing
   but an existing column can get into the text of a statement. */
#include "rowio.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "searching.h"
#include "shape.h"

#define NAME_MAX_BYTES 64

static bool is_given_by_itself(const char *column)
{
    return strcmp(column, "id") == 0 || strcmp(column, "ver") == 0;
}

/* ---- names -------------------------------------------------------------- */

bool rowio_names_ok(struct db *db, const char *table, const struct image *cells,
                    struct err *err)
{
    const struct shape *shape = shape_of(db, table, err);
    if (shape == NULL) {
        return false;
    }
    const char *column = "ver";
    bool has = shape_is_tracked(table) && shape_has(shape, column);
    for (size_t i = 0; has && i < cells->n; i++) {
        column = cells->cols[i].name;
        has = shape_has(shape, column);
    }
    return has || err_set(err, ERR_USAGE, "E-SAVE-003",
                          "账本里没有 %s.%s 这一栏，本次没有保存。"
                          "请升级程序后再试。",
                          table, column);
}

bool rowio_new_id(struct db *db, const char *table, int64_t *id,
                  struct err *err)
{
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("select 1 + max(coalesce((select max(id) from "));
    sql_name(&sql, table);
    sql_lit(&sql, SQL("), 0), coalesce((select max(row_id) from audit "
                      "where tbl = :tbl), 0))"));
    struct stmt st;
    stmt_open_built(&st, db, &sql);
    sql_clear(&sql);
    stmt_text(&st, ":tbl", table);
    if (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

/* ---- writing ------------------------------------------------------------ */

static void bind_cells(struct stmt *st, const struct image *cells)
{
    for (size_t i = 0; i < cells->n; i++) {
        const struct image_value *v = &cells->cols[i].value;
        if (is_given_by_itself(cells->cols[i].name)) {
            continue;
        }
        char name[NAME_MAX_BYTES + 2];
        int n = snprintf(name, sizeof name, ":%s", cells->cols[i].name);
        assert(n > 0 && (size_t)n < sizeof name);
        switch (v->kind) {
        case IMAGE_NULL:
            stmt_null(st, name);
            break;
        case IMAGE_INT:
            stmt_int(st, name, v->i);
            break;
        case IMAGE_TEXT:
            stmt_textn(st, name, v->s, v->n);
            break;
        case IMAGE_OTHER:
            stmt_blob(st, name, v->s, v->n);
            break;
        }
    }
}

/* Each column as `before name`, or `before name = :name` for an update. */
static void add_columns(struct sql *sql, const struct image *cells,
                        const char *before, bool assign)
{
    for (size_t i = 0; i < cells->n; i++) {
        const char *name = cells->cols[i].name;
        if (is_given_by_itself(name)) {
            continue;
        }
        sql_lit(sql, before);
        sql_name(sql, name);
        if (assign) {
            sql_lit(sql, SQL(" = :"));
            sql_name(sql, name);
        }
    }
}

/* Runs a statement about one row, with `:id`, `:ver` and the cells bound. */
static bool run_on_row(struct db *db, struct sql *sql, int64_t id, int64_t ver,
                       const struct image *cells, struct err *err)
{
    struct stmt st;
    stmt_open_built(&st, db, sql);
    sql_clear(sql);
    stmt_int(&st, ":id", id);
    stmt_int(&st, ":ver", ver);
    bind_cells(&st, cells);
    return stmt_run(&st, err);
}

bool rowio_insert(struct db *db, const char *table, int64_t id, int64_t ver,
                  const struct image *cells, struct err *err)
{
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("insert into "));
    sql_name(&sql, table);
    sql_lit(&sql, SQL(" (id, ver"));
    add_columns(&sql, cells, SQL(", "), false);
    sql_lit(&sql, SQL(") values (:id, :ver"));
    add_columns(&sql, cells, SQL(", :"), false);
    sql_lit(&sql, SQL(")"));
    return run_on_row(db, &sql, id, ver, cells, err);
}

bool rowio_update(struct db *db, const char *table, int64_t id, int64_t ver,
                  const struct image *cells, struct err *err)
{
    if (!search_forget(db, table, id, cells, err)) {
        return false;
    }
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("update "));
    sql_name(&sql, table);
    sql_lit(&sql, SQL(" set ver = ver + 1"));
    add_columns(&sql, cells, SQL(", "), true);
    sql_lit(&sql, SQL(" where id = :id and ver = :ver"));
    return run_on_row(db, &sql, id, ver, cells, err);
}

bool rowio_delete(struct db *db, const char *table, int64_t id, int64_t ver,
                  struct err *err)
{
    const struct image none = {NULL, 0};
    if (!search_forget(db, table, id, NULL, err)) {
        return false;
    }
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("delete from "));
    sql_name(&sql, table);
    sql_lit(&sql, SQL(" where id = :id and ver = :ver"));
    return run_on_row(db, &sql, id, ver, &none, err);
}

/* ---- sealing ------------------------------------------------------------ */

/* The row as it stands holds every cell, in the version it should have. */
static bool holds(const struct image *row, int64_t ver,
                  const struct image *cells)
{
    if (image_ver(row) != ver) {
        return false;
    }
    for (size_t i = 0; i < cells->n; i++) {
        const char *name = cells->cols[i].name;
        const struct image_value *now = image_find(row, name);
        if (!is_given_by_itself(name) &&
            (now == NULL || !image_value_same(now, &cells->cols[i].value))) {
            return false;
        }
    }
    return true;
}

static bool has_only_storable(const struct image *row)
{
    for (size_t i = 0; i < row->n; i++) {
        if (row->cols[i].value.kind == IMAGE_OTHER) {
            return false;
        }
    }
    return true;
}

/* The row in canonical JSON, appended to out; nothing when it is gone. */
static bool encode_row(struct strbuf *out, struct arena *a, struct db *db,
                       const char *table, int64_t id, struct image *row,
                       struct err *err)
{
    bool found;
    if (!image_read(row, a, db, table, id, &found, err)) {
        return false;
    }
    if (found) {
        image_encode(out, row);
    }
    return true;
}

static bool seal(struct chain *chain, const struct chain_entry *as,
                 const char *table, int64_t id, int64_t ver,
                 const struct image *cells, struct arena *a,
                 struct strbuf *first, struct strbuf *again, struct err *err)
{
    struct image row;
    if (!encode_row(first, a, chain->db, table, id, &row, err)) {
        return false;
    }
    if (!has_only_storable(&row)) {
        return err_set(err, ERR_USAGE, "E-SAVE-005",
                       "%s 里有流水记不下的内容（既不是文字也不是整数），"
                       "本次没有保存。请升级程序后再试。",
                       table);
    }
    bool as_asked = cells == NULL ? row.n == 0 : holds(&row, ver, cells);
    struct chain_entry entry = *as;
    entry.table = table;
    entry.row_id = id;
    entry.after = cells == NULL ? NULL : first->s;
    if (as_asked && (!chain_append(chain, &entry, err) ||
                     !encode_row(again, a, chain->db, table, id, &row, err))) {
        return false;
    }
    if (!as_asked || strcmp(first->s, again->s) != 0) {
        return err_set(err, ERR_IO, "E-SAVE-004",
                       "写进 %s 的内容读回来不一样，本次没有保存。"
                       "请先备份账本文件，再运行检查。",
                       table);
    }
    return cells == NULL || search_learn(chain->db, table, id, &row, err);
}

bool rowio_seal(struct chain *chain, const struct chain_entry *as,
                const char *table, int64_t id, int64_t ver,
                const struct image *cells, struct err *err)
{
    struct arena a = ARENA_INIT;
    struct strbuf first;
    struct strbuf again;
    sb_init(&first);
    sb_init(&again);
    bool ok = seal(chain, as, table, id, ver, cells, &a, &first, &again, err);
    sb_clear(&first);
    sb_clear(&again);
    arena_clear(&a);
    return ok;
}
