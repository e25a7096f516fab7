/* Tables out of declarations as text: what grow.c runs, and what the check
   compares with what stands in the file.  One text for both, so that a table of
   our making is never taken for a stranger. */
#include "grown.h"

#include <stdio.h>
#include <string.h>

#include "internal.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"

#define PREFIX "r_" /* that every name here begins with */
#define FIRST  "_first"
#define OPEN   "_open" /* index of what is not done */

/* ---- a table as text ---------------------------------------------------- */

void grown_column(struct sql *sql, const struct grow_column *c)
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

void grown_table(struct sql *sql, const char *name)
{
    sql_lit(sql, SQL("CREATE TABLE "));
    sql_name(sql, name);
    sql_lit(sql, SQL(" (id INTEGER PRIMARY KEY, ver INTEGER NOT NULL"));
}

void grown_first(struct sql *sql, const char *table, const char *first,
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

void grown_open(struct sql *sql, const char *table, const char *first,
                const char *due, const char *done)
{
    sql_lit(sql, SQL("CREATE INDEX "));
    sql_name(sql, table);
    sql_lit(sql, SQL("_open on "));
    sql_name(sql, table);
    sql_lit(sql, SQL(" ("));
    sql_name(sql, first);
    sql_lit(sql, SQL(", "));
    sql_name(sql, due);
    sql_lit(sql, SQL(", "));
    sql_name(sql, done);
    sql_lit(sql, SQL(") where "));
    sql_name(sql, done);
    sql_lit(sql, SQL(" is null and voided_on is null"));
}

/* ---- is it of our making? ----------------------------------------------- */

/* The text of a table that has the columns this one has. */
static bool text_of_table(struct db *db, const char *name, struct sql *sql,
                          struct err *err)
{
    struct stmt st;
    grown_table(sql, name);
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
        grown_column(sql, &c);
    }
    sql_lit(sql, SQL(") STRICT"));
    return stmt_done(&st, err);
}

static bool ends_with(const char *s, const char *tail)
{
    size_t n = strlen(s);
    size_t n_tail = strlen(tail);
    return n > n_tail && n < 64 && strcmp(s + n - n_tail, tail) == 0;
}

static bool text_of_index(struct db *db, const char *index, const char *tail,
                          struct sql *sql, struct err *err)
{
    size_t n = strlen(index) - strlen(tail);
    char table[64];
    char names[3][64] = {"", "", ""};
    size_t at = 0;
    struct stmt st;
    snprintf(table, sizeof table, "%.*s", (int)n, index);
    stmt_open(&st, db,
              SQL("select name from pragma_index_info(:name) order by seqno"));
    stmt_text(&st, ":name", index);
    while (stmt_row(&st) && at < ARRAY_LEN(names)) {
        snprintf(names[at++], sizeof names[0], "%s", stmt_col_text(&st, 0));
    }
    if (strcmp(tail, OPEN) == 0) {
        grown_open(sql, table, names[0], names[1], names[2]);
    } else {
        grown_first(sql, table, names[0], names[1]);
    }
    return stmt_done(&st, err);
}

bool grow_made(struct db *db, const char *type, const char *name,
               const char *text, bool *made, struct err *err)
{
    const char *tail = ends_with(name, FIRST)  ? FIRST
                       : ends_with(name, OPEN) ? OPEN
                                               : NULL;
    bool table = strcmp(type, "table") == 0;
    bool index = strcmp(type, "index") == 0 && tail != NULL &&
                 strlen(name) > strlen(PREFIX) + strlen(tail);
    *made = strncmp(name, PREFIX, strlen(PREFIX)) == 0 && (index || table);
    if (!*made) {
        return true;
    }
    struct sql sql;
    sql_init(&sql);
    bool ok = index ? text_of_index(db, name, tail, &sql, err)
                    : text_of_table(db, name, &sql, err);
    *made = ok && !sql.bad && strcmp(sql.text.s, text) == 0;
    sql_clear(&sql);
    return ok;
}
