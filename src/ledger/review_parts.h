/* What the rooms of reviews share. */
#ifndef PBTUI_LEDGER_REVIEW_PARTS_H
#define PBTUI_LEDGER_REVIEW_PARTS_H

#include "pbtui/ledger/review.h"

/* Columns of ballots, from REVIEW_LINE_BEST on: one a grade. */
#define REVIEW_BALLOTS 4

/* The sum of those that are known, and how many are. */
int64_t review_ballots(const struct record *line, size_t *n_known);

/* A head or a line that came by itself (command line, plain form) is saved as
   part of the whole review. */
bool review_save_head(struct book *b, struct arena *a, struct record *r,
                      const struct record *old, const char *reason,
                      struct err *err);
bool review_save_line(struct book *b, struct arena *a, struct record *r,
                      const struct record *old, const char *reason,
                      struct err *err);

#endif
