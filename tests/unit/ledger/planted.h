/* Rows put straight into the tables, where a test needs an event or a post and
   not the rules of its book. */
#ifndef PBTUI_TESTS_LEDGER_PLANTED_H
#define PBTUI_TESTS_LEDGER_PLANTED_H

#include "support.h"

/* state: EVENT_HELD …; grp 0: none.  Returns the id. */
int64_t plant_event(struct fixture *f, const char *kind, const char *day,
                    const char *state, int64_t grp);
/* to NULL: still held. */
void plant_post(struct fixture *f, int64_t person, const char *kind,
                const char *from, const char *to);
/* Talks of the branch, without the book's checks. */
void plant_talk(struct fixture *f, const char *day, int64_t by, int64_t with);

#endif
