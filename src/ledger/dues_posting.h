/* What closing a sitting and taking a posted payment back share: both post a
   sitting with its payments. */
#ifndef PBTUI_LEDGER_DUES_POSTING_H
#define PBTUI_LEDGER_DUES_POSTING_H

#include "dues_parts.h"
#include "posting.h"

struct dues_posting {
    struct book *book;
    struct arena *arena;
    int month;
    int year;
    int first;   /* number of the first payment */
    int sitting; /* number of the sitting */
    struct dues_parts parts;
};

/* The next n of payments, the next one of sittings; their records go in. */
bool dues_posting_numbers(struct dues_posting *p, int n, struct err *err);
/* The sitting with its sums; returns its place.  c NULL: nothing was counted.
 */
size_t dues_posting_sitting(struct dues_posting *p, const char *kind,
                            const struct dues_drafts *d, int64_t counted,
                            const struct dues_count *c);
/* The payment at i belongs to that sitting and has that number. */
void dues_posting_payment(struct dues_posting *p, size_t i, size_t sitting,
                          int no);

#endif
