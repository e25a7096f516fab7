/* The one door for writing records: checks → change → audit → commit.
   Nothing else in the program calls change_apply. */
#ifndef PBTUI_LEDGER_APPLY_H
#define PBTUI_LEDGER_APPLY_H

#include "pbtui/ledger/record.h"

/* Saves r; old is the record as read, NULL for a new one.  A blocking issue
   is E-SAVE-010 with the first one's text; warnings do not stop (the caller
   has asked).  On success r->id and r->ver are as in the file. */
bool ledger_apply(struct book *b, struct arena *a, struct record *r,
                  const struct record *old, const char *reason,
                  struct err *err);
/* Takes a record out of the books with a reason of at least four characters;
   it stays readable.  E-SAVE-02x when others stand on it. */
bool ledger_void(struct book *b, struct arena *a, const struct ledger *l,
                 int64_t id, const char *reason, struct err *err);

#endif
