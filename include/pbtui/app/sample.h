/* The sample branch, to look around in and for tests; and rosters of any size
   for tests and the bench.  All people, units and numbers are invented. */
#ifndef PBTUI_APP_SAMPLE_H
#define PBTUI_APP_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/ledger/session.h"

/* The day the sample speaks for. */
int sample_today(void);

/* A new ledger with the sample in it; the name is taken when it is whole, and
   not at all when it fails or is killed.  E-APP-046: the name is taken. */
bool sample_write(const char *path, struct err *err);
/* The same, left open as of the sample's day with the first branch in view;
   path NULL: in memory. */
bool sample_open(struct session *s, const char *path, struct err *err);

/* Adds that many full and probationary members to the branch in view: the
   same ones each time, but never the same ID number twice in a ledger. */
bool sample_fill(struct session *s, size_t people, struct err *err);

#endif
