/* Meetings for tests: a branch of full members, a meeting made, saved, refused,
   packed. */
#ifndef PBTUI_TESTS_LEDGER_MEETING_FIXTURE_H
#define PBTUI_TESTS_LEDGER_MEETING_FIXTURE_H

#include "pbtui/ledger/meeting.h"
#include "pbtui/text/date.h"
#include "support.h"

#define DAY(y, m, d) date_of(y, m, d)

/* n full members, here since 2015. */
void meeting_members(struct fixture *f, int n);
struct meeting meeting_make(struct fixture *f, const char *kind, int day);
void meeting_saved(struct meeting *m); /* fails the test when refused */
const char *meeting_refusal(struct fixture *f, struct meeting *m);
int64_t meeting_ask(struct fixture *f, const char *sql);
/* The first n of the roll on leave. */
void meeting_absent(struct meeting *m, int n);

struct packed {
    struct arena *arena;
    struct meeting_value list[400];
    size_t n;
};
/* For meeting_pack; ctx is a struct packed. */
void meeting_keep(void *ctx, const char *name, const char *value);

#endif
