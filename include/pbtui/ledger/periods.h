/* What is known of a month for sealing it; sealing itself is in events.h. */
#ifndef PBTUI_LEDGER_PERIODS_H
#define PBTUI_LEDGER_PERIODS_H

#include "pbtui/ledger/ledger.h"

struct period_info {
    bool sealed;           /* now */
    const char *sealed_on; /* of the last seal; "" never */
    const char *head;      /* code of the audit before it */
    int64_t head_seq;
    int64_t events, talks; /* held in the month, as of now */
    int64_t times;         /* opened again, so far */
};
/* Of the branch in view. */
bool period_info(struct book *b, struct arena *a, int month,
                 struct period_info *out, struct err *err);
/* What was to be done by the end of the month and has not been, by name; "".
   It does not keep anybody from sealing: what was not held was not held. */
bool period_gaps(struct book *b, struct arena *a, int month, const char **names,
                 struct err *err);
/* The latest sealed month, the only one that can be opened; MONTH_NONE. */
bool period_latest(struct book *b, int *month, struct err *err);
/* 2026 年 10 月 */
const char *period_words(int month, char out[32]);

#endif
