/* What the tables of this ledger look like, asked once and kept with the
   connection: every row that is written has its names looked up here. */
#ifndef PBTUI_STORE_SHAPE_H
#define PBTUI_STORE_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/err.h"

struct db;

struct shape {
    const struct shape *next;
    const char *table;
    const char **columns; /* in table order; none: there is no such table */
    size_t n_columns;
    const char **searched; /* those of them that search_field names */
    size_t n_searched;
};

/* Forgets what is known if the schema is another one by now.  Whoever begins
   a transaction in which shapes are asked for calls it first. */
bool shape_refresh(struct db *db, struct err *err);
void shape_forget(struct db *db);
/* NULL only with err.  Lent until the next shape_refresh or shape_forget. */
const struct shape *shape_of(struct db *db, const char *table, struct err *err);
bool shape_has(const struct shape *shape, const char *column);

/* The audit covers rows of a table with this name. */
bool shape_is_tracked(const char *table);

#endif
