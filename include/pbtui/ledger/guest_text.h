/* The text of a query that a file brings, with what registers work out put in:
   {birthdays.state} is that field of the register's file, an expression over a
   row that the query calls t.  So whoever has other five things to do on a
   政治生日 says so in one place. */
#ifndef PBTUI_LEDGER_GUEST_TEXT_H
#define PBTUI_LEDGER_GUEST_TEXT_H

#include "pbtui/ledger/ledger.h"

/* False: no register works out a field of that name (E-GUEST-004). */
bool guest_text(struct book *b, struct arena *a, const char *sql,
                const char **out, struct err *err);

#endif
