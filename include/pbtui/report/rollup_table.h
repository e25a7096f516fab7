/* The branches of a ledger side by side as tables: all figures with what they
   come to together, one figure branch by branch, its rows, the duties.

   `words`: a line for each branch and value, for programs. */
#ifndef PBTUI_REPORT_ROLLUP_TABLE_H
#define PBTUI_REPORT_ROLLUP_TABLE_H

#include "pbtui/ledger/rollup.h"
#include "pbtui/report/table.h"

void rollup_table_figures(struct table *out, struct arena *a,
                          const struct rollup_figures *r, bool words);
/* Of the first line: a branch a row, the sum below. */
void rollup_table_one(struct table *out, struct arena *a,
                      const struct rollup_figures *r, bool words);
void rollup_table_rows(struct table *out, struct arena *a,
                       const struct rollup_figures *r);
void rollup_table_duties(struct table *out, struct arena *a,
                         const struct rollup_duties *r, bool words);

/* What a branch misses: 支委会 3 月、5 月；党课 一季度. */
const char *rollup_missing_text(struct arena *a, const struct rollup_duties *r,
                                size_t branch);
/* Says of how many branches, in which order; that there is only one. */
const char *rollup_foot(struct arena *a, size_t n_branches, size_t n_lacking,
                        const char *lacks);

#endif
