/* Tables out of declarations.

   Stages: the stamp of the last time → in a write transaction the same once
   more → each table looked at → made, or given the columns it lacks → its
   searched columns named, what is not done indexed → the stamp.

   The index for searching is made of the list of searched columns.  New columns
   are empty, so an index that was right before is right after and only has to
   be told; where one that had texts comes in or goes, it is made anew. */
#include "pbtui/store/grow.h"

#include <stdio.h>
#include <string.h>

#include "grown.h"
#include "internal.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "searching.h"

/* ---- the stamp ---------------------------------------------------------- */

bool grow_is_settled(struct db *db, const char *stamp, bool *same,
                     struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("select 1 from meta where key = 'grown' and value = :stamp"));
    stmt_text(&st, ":stamp", stamp);
    *same = stmt_row(&st);
    return stmt_done(&st, err);
}

static bool put_stamp(struct db *db, const char *stamp, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("insert into meta (key, value) values ('grown', :stamp)"
                  " on conflict (key) do update set value = excluded.value"));
    stmt_text(&st, ":stamp", stamp);
    return stmt_run(&st, err);
}

/* ---- making ------------------------------------------------------------- */

static bool run(struct db *db, struct sql *sql, struct err *err)
{
    struct stmt st;
    stmt_open_built(&st, db, sql);
    bool ok = stmt_run(&st, err);
    sql_clear(sql);
    return ok;
}

static bool make_table(struct db *db, const struct grow_table *t,
                       struct err *err)
{
    struct sql sql;
    sql_init(&sql);
    grown_table(&sql, t->name);
    for (size_t i = 0; i < t->n_columns; i++) {
        sql_lit(&sql, SQL(", "));
        grown_column(&sql, &t->columns[i]);
    }
    sql_lit(&sql, SQL(", voided_on TEXT, void_reason TEXT) STRICT"));
    if (!run(db, &sql, err)) {
        return false;
    }
    sql_init(&sql);
    grown_first(&sql, t->name, t->first, t->second);
    return run(db, &sql, err);
}

static bool put_column(struct db *db, const struct grow_table *t,
                       const struct grow_column *c, struct err *err)
{
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("alter table "));
    sql_name(&sql, t->name);
    sql_lit(&sql, SQL(" add column "));
    struct grow_column added = *c;
    added.not_null = false; /* old rows have nothing in it */
    grown_column(&sql, &added);
    return run(db, &sql, err);
}

static bool put_columns(struct db *db, const struct grow_table *t,
                        const struct shape *shape, struct err *err)
{
    for (size_t i = 0; i < t->n_columns; i++) {
        if (!shape_has(shape, t->columns[i].name) &&
            !put_column(db, t, &t->columns[i], err)) {
            return false;
        }
    }
    return true;
}

/* What is searched is what is declared so.  *stale: a column that had texts
   already comes into the index, or goes. */
static bool name_searched(struct db *db, const struct grow_table *t,
                          const struct shape *before, bool *stale,
                          struct err *err)
{
    for (size_t i = 0; i < t->n_columns; i++) {
        const struct grow_column *c = &t->columns[i];
        struct stmt st;
        if (c->searched) {
            stmt_open(&st, db,
                      SQL("insert or ignore into search_field (tbl, col)"
                          " values (:tbl, :col)"));
        } else {
            stmt_open(&st, db,
                      SQL("delete from search_field"
                          " where tbl = :tbl and col = :col"));
        }
        stmt_text(&st, ":tbl", t->name);
        stmt_text(&st, ":col", c->name);
        if (!stmt_run(&st, err)) {
            return false;
        }
        *stale = *stale || (stmt_changes(db) > 0 && shape_has(before, c->name));
    }
    return true;
}

/* Made anew: which column says until when may be another one now. */
static bool index_open(struct db *db, const struct grow_table *t,
                       struct err *err)
{
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("drop index if exists "));
    sql_name(&sql, t->name);
    sql_lit(&sql, SQL("_open"));
    if (!run(db, &sql, err)) {
        return false;
    }
    if (t->due == NULL) {
        return true;
    }
    sql_init(&sql);
    grown_open(&sql, t->name, t->first, t->due, t->done);
    return run(db, &sql, err);
}

static bool keep(struct db *db, const char *what, const struct grow_table *t,
                 const char *text, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("insert into meta (key, value)"
                  " values (:what || ':' || :name, :text)"
                  " on conflict (key) do update set value = excluded.value"));
    stmt_text(&st, ":what", what);
    stmt_text(&st, ":name", t->name);
    stmt_text(&st, ":text", text);
    return stmt_run(&st, err);
}

/* A declaration is kept for good, for whoever has not the file; what is told of
   due days only as long as there are any. */
static bool keep_texts(struct db *db, const struct grow_table *t,
                       struct err *err)
{
    struct stmt st;
    if (t->declared != NULL && !keep(db, "declared", t, t->declared, err)) {
        return false;
    }
    if (t->told != NULL) {
        return keep(db, "due", t, t->told, err);
    }
    stmt_open(&st, db, SQL("delete from meta where key = 'due:' || :name"));
    stmt_text(&st, ":name", t->name);
    return stmt_run(&st, err);
}

static bool settle_one(struct db *db, const struct grow_table *t, bool *stale,
                       struct err *err)
{
    const struct shape *shape = shape_of(db, t->name, err);
    return shape != NULL &&
           (shape->n_columns == 0 ? make_table(db, t, err)
                                  : put_columns(db, t, shape, err)) &&
           name_searched(db, t, shape, stale, err) && index_open(db, t, err) &&
           keep_texts(db, t, err);
}

/* ---- all ---------------------------------------------------------------- */

static bool settle(struct db *db, const char *stamp,
                   const struct grow_table *tables, size_t n, struct err *err)
{
    bool same = false;
    bool stale = false;
    bool current = false;
    if (!grow_is_settled(db, stamp, &same, err) ||
        !search_is_current(db, &current, err)) {
        return false;
    }
    shape_forget(db);
    for (size_t i = 0; !same && i < n; i++) {
        if (!settle_one(db, &tables[i], &stale, err)) {
            return false;
        }
    }
    shape_forget(db);
    return same || (put_stamp(db, stamp, err) &&
                    (stale     ? search_settle(db, err)
                     : current ? search_say_current(db, err)
                               : true));
}

bool grow_settle(struct db *db, const char *stamp,
                 const struct grow_table *tables, size_t n, struct err *err)
{
    bool same = false;
    if (db->read_only || !grow_is_settled(db, stamp, &same, err) || same) {
        return db->read_only || same;
    }
    if (!tx_begin(db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(db, settle(db, stamp, tables, n, err), err);
}

static const struct grow_column *declared(const struct grow_table *t,
                                          const char *name)
{
    for (size_t i = 0; i < t->n_columns; i++) {
        if (strcmp(t->columns[i].name, name) == 0) {
            return &t->columns[i];
        }
    }
    return NULL;
}

/* One more column of the file's table: may the declared one be it? */
static bool is_the_same(const struct grow_column *c, const char *type,
                        bool not_null)
{
    return c == NULL ? !not_null
                     : strcmp(type, c->is_int ? "INTEGER" : "TEXT") == 0 &&
                           (!not_null || c->not_null);
}

bool grow_look(struct db *db, const struct grow_table *t,
               enum grow_state *state, struct err *err)
{
    size_t n = 0;
    size_t found = 0;
    bool same = true;
    struct stmt st;
    stmt_open(&st, db,
              SQL("select name, type, \"notnull\""
                  " from pragma_table_xinfo(:tbl) where cid > 1"));
    stmt_text(&st, ":tbl", t->name);
    while (stmt_row(&st)) {
        const struct grow_column *c = declared(t, stmt_col_text(&st, 0));
        n++;
        found += c != NULL;
        same = same &&
               is_the_same(c, stmt_col_text(&st, 1), stmt_col_int(&st, 2) != 0);
    }
    *state = n == 0                  ? GROW_ABSENT
             : !same                 ? GROW_OTHER
             : found == t->n_columns ? GROW_THERE
                                     : GROW_LACKS;
    return stmt_done(&st, err);
}
