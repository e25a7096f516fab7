/* Private to `fill`, which makes the bench's ledgers: its rooms are fill.c
   (people), fill_events.c, fill_dues.c and fill_branches.c. */
#ifndef PBTUI_TESTS_BENCH_FILL_H
#define PBTUI_TESTS_BENCH_FILL_H

#include "pbtui/ledger/session.h"

/* Ten years of events, with all that belongs to them, into the branch in
   view. */
bool fill_events(struct session *s, long events, struct err *err);

/* 党费 of everybody there is, from a month on. */
bool fill_dues(struct session *s, int first, struct err *err);

/* A new ledger: the sample, ten years of it in so many branches. */
bool fill_branches(const char *path, long branches, struct err *err);

#endif
