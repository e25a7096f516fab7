/* SQL that a file brings (a figure), for reading only: one statement, looked at
   by an authorizer while it is prepared.  It sees the tables of records; not
   personal data in clear, not the audit, not the settings; it writes nothing
   and is stopped when it works for too long. */
#ifndef PBTUI_STORE_GUEST_H
#define PBTUI_STORE_GUEST_H

#include "pbtui/store/stmt.h"

/* Between the two every statement that is opened or stepped on this connection
   is a guest.  Not inside a TX_WRITE. */
void guests_in(struct db *db);
void guests_out(struct db *db);

/* While guests are in.  False: what is wrong with the text is in err, a Chinese
   sentence with SQLite's words in it. */
bool guest_open(struct stmt *st, struct db *db, const char *sql,
                struct err *err);
/* Binds what the text names of :branch, :from, :to, :year and :day. */
bool guest_wants(const struct stmt *st, const char *name);

#endif
