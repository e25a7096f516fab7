/* What one change over many change_apply keeps from the first to the last; see
   join.c. */
#ifndef PBTUI_STORE_JOIN_H
#define PBTUI_STORE_JOIN_H

#include "chain.h"
#include "rowio.h"

struct change_join {
    struct chain chain;
    struct rowio io;
    int64_t first; /* end of the audit before it */
    char *label;
    char *reason;
    bool failed; /* one of them did: nothing more is written */
};

#endif
