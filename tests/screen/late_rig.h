/* A branch with somebody at every stage of 发展党员, each of them late at one
   of the warnings W01 to W15; put in through the doors of the ledger. */
#ifndef PBTUI_TESTS_SCREEN_LATE_RIG_H
#define PBTUI_TESTS_SCREEN_LATE_RIG_H

#include "rig.h"

#define LATE_CODES 15

/* On a ledger of at least three members; the clock stands on 2026-11-20. */
void late_branch(struct rig *r);
/* The name of who is late at that warning. */
const char *late_name(int code);

#endif
