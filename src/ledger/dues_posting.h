/* What closing a sitting and taking a posted payment back share: both post,
   both take numbers. */
#ifndef PBTUI_LEDGER_DUES_POSTING_H
#define PBTUI_LEDGER_DUES_POSTING_H

#include "dues_parts.h"

struct posting {
    struct book *book;
    struct arena *arena;
    int month;
    int year;
    int first;   /* number of the first payment */
    int sitting; /* number of the sitting */
    struct dues_parts parts;
};

/* The next n of payments, the next one of sittings; their records go in. */
bool posting_numbers(struct posting *p, int n, struct err *err);
/* The sitting with its sums; returns its place.  c NULL: nothing was counted.
 */
size_t posting_sitting(struct posting *p, const char *kind,
                       const struct dues_drafts *d, int64_t counted,
                       const struct dues_count *c);
/* The payment at i belongs to that sitting and has that number. */
void posting_number(struct posting *p, size_t i, size_t sitting, int no);

#endif
