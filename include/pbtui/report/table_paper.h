/* A table laid into pages, for the preview and for PDF. */
#ifndef PBTUI_REPORT_TABLE_PAPER_H
#define PBTUI_REPORT_TABLE_PAPER_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/report/page.h"
#include "pbtui/report/table.h"

/* `file`: the document's title where the table has none.  Cells are lent. */
bool table_lay(const struct table *t, struct book *b, struct arena *a,
               const char *file, struct document *out, struct err *err);

#endif
