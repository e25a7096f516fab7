/* Tables out of declarations.

   Stages: the stamp of the last time → in a write transaction the same once
   more → each table looked at → made, or given the columns it lacks → its
   searched columns named → the stamp.

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

#define PREFIX "r_" /* that every name here begins with */

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

/* ---- a table as text ---------------------------------------------------- */

static void add_column(struct sql *sql, const struct grow_column *c)
{
    sql_name(sql, c->name);
    sql_lit(sql, c->is_int ? SQL(" INTEGER") : SQL(" TEXT"));
    sql_lit(sql, c->not_null ? SQL(" NOT NULL") : SQL(""));
    if (c->refers != NULL) {
        sql_lit(sql, SQL(" REFERENCES "));
        sql_name(sql, c->refers);
        sql_lit(sql, SQL(" (id)"));
    }
}

/* As SQLite keeps it: a column that is added later goes to the end. */
static void put_table(struct sql *sql, const char *name)
{
    sql_lit(sql, SQL("CREATE TABLE "));
    sql_name(sql, name);
    sql_lit(sql, SQL(" (id INTEGER PRIMARY KEY, ver INTEGER NOT NULL"));
}

static void put_index(struct sql *sql, const char *table, const char *first,
                      const char *second)
{
    sql_lit(sql, SQL("CREATE INDEX "));
    sql_name(sql, table);
    sql_lit(sql, SQL("_first on "));
    sql_name(sql, table);
    sql_lit(sql, SQL(" ("));
    sql_name(sql, first);
    sql_lit(sql, SQL(", "));
    sql_name(sql, second);
    sql_lit(sql, SQL(")"));
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
    put_table(&sql, t->name);
    for (size_t i = 0; i < t->n_columns; i++) {
        sql_lit(&sql, SQL(", "));
        add_column(&sql, &t->columns[i]);
    }
    sql_lit(&sql, SQL(", voided_on TEXT, void_reason TEXT) STRICT"));
    if (!run(db, &sql, err)) {
        return false;
    }
    sql_init(&sql);
    put_index(&sql, t->name, t->first, t->second);
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
    add_column(&sql, &added);
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

static bool keep_declared(struct db *db, const struct grow_table *t,
                          struct err *err)
{
    if (t->declared == NULL) {
        return true;
    }
    struct stmt st;
    stmt_open(&st, db,
              SQL("insert into meta (key, value)"
                  " values ('declared:' || :name, :text)"
                  " on conflict (key) do update set value = excluded.value"));
    stmt_text(&st, ":name", t->name);
    stmt_text(&st, ":text", t->declared);
    return stmt_run(&st, err);
}

static bool settle_one(struct db *db, const struct grow_table *t, bool *stale,
                       struct err *err)
{
    const struct shape *shape = shape_of(db, t->name, err);
    return shape != NULL &&
           (shape->n_columns == 0 ? make_table(db, t, err)
                                  : put_columns(db, t, shape, err)) &&
           name_searched(db, t, shape, stale, err) && keep_declared(db, t, err);
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

/* ---- is it of our making? ----------------------------------------------- */

/* The text of a table that has the columns this one has. */
static bool text_of_table(struct db *db, const char *name, struct sql *sql,
                          struct err *err)
{
    struct stmt st;
    put_table(sql, name);
    stmt_open(&st, db,
              SQL("select c.name, c.type = 'INTEGER', c.\"notnull\","
                  " (select k.\"table\" from pragma_foreign_key_list(:tbl) k"
                  " where k.\"from\" = c.name)"
                  " from pragma_table_xinfo(:tbl) c"
                  " where c.cid > 1 order by c.cid"));
    stmt_text(&st, ":tbl", name);
    while (stmt_row(&st)) {
        struct grow_column c = {
            .name = stmt_col_text(&st, 0),
            .is_int = stmt_col_int(&st, 1) != 0,
            .not_null = stmt_col_int(&st, 2) != 0,
        };
        bool refers = !stmt_col_is_null(&st, 3);
        sql_lit(sql, SQL(", "));
        c.refers = refers ? stmt_col_text(&st, 3) : NULL;
        add_column(sql, &c);
    }
    sql_lit(sql, SQL(") STRICT"));
    return stmt_done(&st, err);
}

static bool text_of_index(struct db *db, const char *index, struct sql *sql,
                          struct err *err)
{
    size_t n = strlen(index) - strlen("_first");
    char table[64];
    char names[2][64] = {"", ""};
    size_t at = 0;
    struct stmt st;
    snprintf(table, sizeof table, "%.*s", (int)n, index);
    stmt_open(&st, db,
              SQL("select name from pragma_index_info(:name) order by seqno"));
    stmt_text(&st, ":name", index);
    while (stmt_row(&st) && at < ARRAY_LEN(names)) {
        snprintf(names[at++], sizeof names[0], "%s", stmt_col_text(&st, 0));
    }
    put_index(sql, table, names[0], names[1]);
    return stmt_done(&st, err);
}

bool grow_made(struct db *db, const char *type, const char *name,
               const char *text, bool *made, struct err *err)
{
    size_t n = strlen(name);
    size_t tail = strlen("_first");
    bool index = strcmp(type, "index") == 0 && n > tail + strlen(PREFIX) &&
                 n < 64 && strcmp(name + n - tail, "_first") == 0;
    *made = strncmp(name, PREFIX, strlen(PREFIX)) == 0 &&
            (index || strcmp(type, "table") == 0);
    if (!*made) {
        return true;
    }
    struct sql sql;
    sql_init(&sql);
    bool ok = index ? text_of_index(db, name, &sql, err)
                    : text_of_table(db, name, &sql, err);
    *made = ok && !sql.bad && strcmp(sql.text.s, text) == 0;
    sql_clear(&sql);
    return ok;
}
