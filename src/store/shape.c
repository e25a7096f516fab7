/* The columns of each table, and which of them are searched.

   A save of a meeting writes forty rows; to ask the schema for every column of
   every one took half of its time.  What is kept here belongs to one schema
   cookie, which SQLite raises with every change of the schema by anybody. */
#include "shape.h"

#include <string.h>

#include "internal.h"
#include "pbtui/base/mem.h"
#include "searching.h"

bool shape_is_tracked(const char *table)
{
    static const char *const never[] = {"meta", "audit", "pii", "dues_balance",
                                        "dues_taken"};
    for (size_t i = 0; i < ARRAY_LEN(never); i++) {
        if (strcmp(table, never[i]) == 0) {
            return false;
        }
    }
    return strncmp(table, "sqlite_", 7) != 0 &&
           strncmp(table, "search_", 7) != 0;
}

void shape_forget(struct db *db)
{
    arena_clear(&db->shape_memory);
    db->shapes = NULL;
}

bool shape_refresh(struct db *db, struct err *err)
{
    int64_t cookie = 0;
    struct stmt st;
    stmt_open(&st, db, SQL("pragma schema_version"));
    if (stmt_row(&st)) {
        cookie = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    if (cookie != db->shape_cookie) {
        shape_forget(db);
        db->shape_cookie = cookie;
    }
    return true;
}

/* ---- asking ------------------------------------------------------------- */

/* The names that a statement gives in its first column; the second says how
   many there are. */
static bool read_names(struct stmt *st, struct arena *a, const char ***out,
                       size_t *n, struct err *err)
{
    *n = 0;
    while (stmt_row(st)) {
        if (*n == 0) {
            *out = arena_array(a, (size_t)stmt_col_int(st, 1), sizeof **out);
        }
        (*out)[(*n)++] = arena_str(a, stmt_col_text(st, 0));
    }
    return stmt_done(st, err);
}

/* pragma_table_info as a table takes the name as a bound value. */
static bool read_columns(struct db *db, struct shape *shape, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("select name, count(*) over () "
                  "from pragma_table_info(:tbl) order by cid"));
    stmt_text(&st, ":tbl", shape->table);
    return read_names(&st, &db->shape_memory, &shape->columns,
                      &shape->n_columns, err);
}

static bool read_searched(struct db *db, struct shape *shape, struct err *err)
{
    bool there;
    if (!search_is_there(db, &there, err)) {
        return false;
    }
    if (!there) {
        return true;
    }
    struct stmt st;
    stmt_open(&st, db,
              SQL("select col, count(*) over () from search_field "
                  "where tbl = :tbl and col in "
                  "(select name from pragma_table_info(:tbl)) order by col"));
    stmt_text(&st, ":tbl", shape->table);
    return read_names(&st, &db->shape_memory, &shape->searched,
                      &shape->n_searched, err);
}

const struct shape *shape_of(struct db *db, const char *table, struct err *err)
{
    for (const struct shape *s = db->shapes; s != NULL; s = s->next) {
        if (strcmp(s->table, table) == 0) {
            return s;
        }
    }
    struct shape *shape = arena_alloc(&db->shape_memory, sizeof *shape);
    shape->table = arena_str(&db->shape_memory, table);
    if (!read_columns(db, shape, err) ||
        (shape->n_columns > 0 && shape_is_tracked(table) &&
         !read_searched(db, shape, err))) {
        return NULL;
    }
    shape->next = db->shapes;
    db->shapes = shape;
    return shape;
}

bool shape_has(const struct shape *shape, const char *column)
{
    for (size_t i = 0; i < shape->n_columns; i++) {
        if (strcmp(shape->columns[i], column) == 0) {
            return true;
        }
    }
    return false;
}
