/* Year's figures as tables: the sheet with last year beside, one figure with
   its parts, the rows behind one. */
#ifndef PBTUI_REPORT_FIGURES_TABLE_H
#define PBTUI_REPORT_FIGURES_TABLE_H

#include "pbtui/ledger/figures.h"
#include "pbtui/report/table.h"

/* A line for every value; `words`: codes and names on every one, for programs.
 */
void figures_table(struct table *out, struct arena *a,
                   const struct figures_sheet *s, bool words);
/* One figure: its values, then its parts. */
void figures_table_one(struct table *out, struct arena *a,
                       const struct figures_sheet *s, bool words);
/* The annex: what one figure counts. */
void figures_table_rows(struct table *out, struct arena *a,
                        const struct figures_sheet *s);

#endif
