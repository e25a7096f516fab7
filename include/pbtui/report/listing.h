/* A query of a ledger as a table: what `list` prints and a list view
   exports.  Follows the view's columns; all rows, not one page. */
#ifndef PBTUI_REPORT_LISTING_H
#define PBTUI_REPORT_LISTING_H

#include "pbtui/ledger/query.h"
#include "pbtui/report/table.h"

/* Title, day it speaks for and count in head and foot. */
bool listing_make(struct table *out, struct book *b, struct arena *a,
                  const struct query *q, struct err *err);

/* One record, whole: field and value as a two-column table, with the records
   that belong to it behind. */
struct record;
bool listing_record(struct table *out, struct book *b, struct arena *a,
                    const struct record *r, struct err *err);

#endif
