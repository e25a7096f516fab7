/* For the check: tables out of declarations from the inside. */
#ifndef PBTUI_STORE_GROWN_H
#define PBTUI_STORE_GROWN_H

#include <stdbool.h>

#include "pbtui/base/err.h"

struct db;

/* Is this table or index, with this text, one that grow.c would have made?  The
   text is put together anew from the columns it has, so that nothing else (a
   check, a generated column) can hide in it. */
bool grow_made(struct db *db, const char *type, const char *name,
               const char *text, bool *made, struct err *err);

#endif
