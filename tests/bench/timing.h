/* Taking the time of one piece of work, many times over. */
#ifndef PBTUI_TESTS_BENCH_TIMING_H
#define PBTUI_TESTS_BENCH_TIMING_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "pbtui/base/err.h"

enum { TIMING_MOST = 31, TIMING_FEW = 7 };

struct timing {
    const char *what;
    int times;     /* at most TIMING_MOST */
    int target_ms; /* 0: only told */
    clockid_t clock;
    bool (*work)(void *ctx, struct err *err);
    bool (*after)(void *ctx, struct err *err); /* not timed; may be NULL */
    void *ctx;
    const size_t *rows; /* told with it */
};
/* A line: what, median, noise, target, rows; microseconds, apart by tabs.  The
   first time is not counted: it compiles the statements.  Exits when the work
   fails. */
void timing_tell(const struct timing *t);

#endif
