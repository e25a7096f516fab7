/* Pages as plain text: for screens without a printer, pipes and diffs.  A page
   is its lines, rules are - and |, and + where they meet; form feeds stand
   between pages.  Widths are those of the terminal. */
#ifndef PBTUI_REPORT_PAPER_TEXT_H
#define PBTUI_REPORT_PAPER_TEXT_H

#include "pbtui/base/strbuf.h"
#include "pbtui/report/page.h"

/* A sheet for text of so many columns (80, 132), as long as is usual. */
const struct sheet *paper_text_sheet(struct arena *a, int cols);
void paper_text(struct strbuf *out, const struct document *doc);

#endif
