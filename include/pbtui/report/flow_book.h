/* What was put into a tape (report/flow.h) as sheets of a workbook, or its
   tables as csv. */
#ifndef PBTUI_REPORT_FLOW_BOOK_H
#define PBTUI_REPORT_FLOW_BOOK_H

#include "pbtui/report/flow.h"
#include "pbtui/report/workbook.h"

/* One sheet, further ones where a new page was wanted; `foot` stands below
   each.  How many sheets there were before is `*n_sheets`, counted on. */
void flow_book(const struct flow *tape, struct workbook *w, struct arena *a,
               const char *name, const char *foot, size_t *n_sheets);
/* Appends the tables, one below the other; returns how many there are. */
size_t flow_csv(const struct flow *tape, struct strbuf *out, size_t before);

#endif
