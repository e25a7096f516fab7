/* Private to `fill`, which makes the bench's ledgers: its rooms are fill.c
   (people), fill_events.c and fill_dues.c. */
#ifndef PBTUI_TESTS_BENCH_FILL_H
#define PBTUI_TESTS_BENCH_FILL_H

#include "pbtui/ledger/session.h"

/* Ten years of events, with all that belongs to them, into the branch in
   view. */
bool fill_events(struct session *s, long events, struct err *err);

/* 党费 of everybody there is, from a month on. */
bool fill_dues(struct session *s, int first, struct err *err);

#endif
