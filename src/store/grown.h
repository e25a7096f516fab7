/* Tables out of declarations from the inside: their texts, for making them and
   for the check. */
#ifndef PBTUI_STORE_GROWN_H
#define PBTUI_STORE_GROWN_H

#include <stdbool.h>

#include "pbtui/base/err.h"
#include "pbtui/store/grow.h"
#include "pbtui/store/stmt.h"

struct db;

void grown_column(struct sql *sql, const struct grow_column *c);
/* As SQLite keeps it: a column that is added later goes to the end. */
void grown_table(struct sql *sql, const char *name);
void grown_first(struct sql *sql, const char *table, const char *first,
                 const char *second);
/* Ends with the column that says it is done, so that the check finds it. */
void grown_open(struct sql *sql, const char *table, const char *first,
                const char *due, const char *done);

/* Is this table or index, with this text, one that grow.c would have made?  The
   text is put together anew from the columns it has, so that nothing else (a
   check, a generated column) can hide in it. */
bool grow_made(struct db *db, const char *type, const char *name,
               const char *text, bool *made, struct err *err);

#endif
