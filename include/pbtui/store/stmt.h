/* Statements: literal SQL, named parameters, and an error that sticks.

       struct stmt st;
       stmt_open(&st, db, SQL("select id, name from grp where branch_id = :b"));
       stmt_int(&st, ":b", branch);
       while (stmt_row(&st)) { ... stmt_col_text(&st, 1) ... }
       return stmt_done(&st, err);

   After the first failure every call is a no-op and stmt_row is false, so only
   stmt_done needs looking at.  Prepared statements are kept by the address of
   their literal and used again. */
#ifndef PBTUI_STORE_STMT_H
#define PBTUI_STORE_STMT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"

struct db;
struct stmt_slot;

/* Compiles only for string literals. */
#define SQL(text) ("" text "")

/* SQL put together from parts that are themselves literals or names out of a
   descriptor: the query of a list.  Values are never put in, only bound. */
struct sql {
    struct strbuf text;
    bool bad; /* an illegal name was given */
};
void sql_init(struct sql *sql);
void sql_clear(struct sql *sql);
void sql_lit(struct sql *sql, const char *literal); /* SQL("…") or a const of a
                                                       descriptor table */
void sql_name(struct sql *sql, const char *name);   /* [a-z][a-z0-9_]* only */

struct stmt {
    struct db *db;
    void *raw;
    struct stmt_slot *slot; /* that keeps it; NULL: nobody does */
    int bound;              /* number of the parameter bound last */
    bool failed;
    bool over; /* stepped to its end: another step would run it again */
    struct err err;
};

void stmt_open(struct stmt *st, struct db *db, const char *sql);
void stmt_open_built(struct stmt *st, struct db *db, const struct sql *sql);

void stmt_int(struct stmt *st, const char *name, int64_t v);
void stmt_text(struct stmt *st, const char *name, const char *s); /* NULL ok */
void stmt_textn(struct stmt *st, const char *name, const char *s, size_t n);
void stmt_blob(struct stmt *st, const char *name, const void *p, size_t n);
void stmt_null(struct stmt *st, const char *name);
/* Not copied: it must be there, unchanged, whenever the statement is stepped
   with it. */
void stmt_lent_text(struct stmt *st, const char *name, const char *s, size_t n);
void stmt_lent_blob(struct stmt *st, const char *name, const void *p, size_t n);

bool stmt_row(struct stmt *st); /* the next row is there */

int64_t stmt_col_int(struct stmt *st, int i);
const char *stmt_col_text(struct stmt *st, int i); /* "" for NULL; lent until
                                                      the next stmt_row */
const void *stmt_col_blob(struct stmt *st, int i, size_t *n);
bool stmt_col_is_null(struct stmt *st, int i);
int stmt_cols(struct stmt *st);
const char *stmt_col_name(struct stmt *st, int i);

/* Ends the statement; false with *err when anything failed on the way. */
bool stmt_done(struct stmt *st, struct err *err);
/* Ends only what it gave: with other values bound it may be stepped again. */
bool stmt_again(struct stmt *st, struct err *err);
/* For one that returns nothing: step once, then stmt_done. */
bool stmt_run(struct stmt *st, struct err *err);

/* Rows the last insert/update/delete changed; the last rowid. */
int64_t stmt_changes(struct db *db);
int64_t stmt_last_id(struct db *db);

#endif
