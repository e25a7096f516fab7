/* What every writing of the store has around it: an IMMEDIATE transaction, the
   proof that the file is still the one that was opened, in the form that was
   read then, the end of the audit chain; and at the end the commit and this
   PC's memory of the new head. */
#ifndef PBTUI_STORE_DOOR_H
#define PBTUI_STORE_DOOR_H

#include <stdbool.h>

#include "chain.h"
#include "pbtui/base/err.h"

struct db;

bool door_open(struct chain *chain, struct db *db, struct err *err);
/* Commits when ok, else takes everything back; returns whether it is saved. */
bool door_close(struct chain *chain, bool ok, struct err *err);

#endif
