/* The ledger that is attacked: two months of 党费, the first one closed. */
#ifndef PBTUI_TESTS_LEDGER_DUES_TARGET_H
#define PBTUI_TESTS_LEDGER_DUES_TARGET_H

#include "pbtui/ledger/session.h"
#include "pbtui/ledger/verify.h"

/* October 2026 is closed (id 1): payments 1 (50.00) and 2 (75.00) in sitting 1,
   3 takes 2 back in sitting 2, 4 and 5 (75.00, 82.97) in sitting 3, slip 1 with
   20.00 kept as entry 1.  November (id 2) is open: payment 6 in sitting 4,
   payment 7, the last change, not posted.  Dues 1–3 and 4–6, members 1–3,
   reminder 1, notice 1. */
struct place {
    char path[160];
};
struct place target_place(const char *name);
/* A fresh copy, over whatever is there. */
void target_copy(const struct place *to);
/* On the PC of that name, which remembers what it has seen. */
void target_open(struct session *s, const char *path, const char *pc);
struct check_report target_check(struct session *s, struct arena *a);

#endif
