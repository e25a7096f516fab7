/* A query of a ledger as a table: what `list` prints and a list view
   exports.  Follows the view's columns; all rows, not one page. */
#ifndef PBTUI_REPORT_LISTING_H
#define PBTUI_REPORT_LISTING_H

#include "pbtui/ledger/query.h"
#include "pbtui/report/table.h"

struct listing_options {
    bool ids;           /* a first column with each row's number */
    const char *reveal; /* reason for showing ID numbers and phones in full,
                           written to the audit for every one; NULL: masked */
};

/* Title, day it speaks for and count in head and foot. */
bool listing_make(struct table *out, struct book *b, struct arena *a,
                  const struct query *q, struct err *err);
bool listing_make_as(struct table *out, struct book *b, struct arena *a,
                     const struct query *q, const struct listing_options *opt,
                     struct err *err);

/* Of all branches that were there in the query's days, each in its own order
   behind a column that names it; those without a record stand in front and say
   so in a row that has no number.  A book that is not of a branch is listed
   once. */
bool listing_make_all(struct table *out, struct book *b, struct arena *a,
                      const struct query *q, const struct listing_options *opt,
                      struct err *err);

/* One record, whole: field and value as a two-column table, with the records
   that belong to it behind. */
struct record;
bool listing_record(struct table *out, struct book *b, struct arena *a,
                    const struct record *r, struct err *err);
bool listing_record_as(struct table *out, struct book *b, struct arena *a,
                       const struct record *r,
                       const struct listing_options *opt, struct err *err);
/* The same record as one row, a column a field: for CSV and JSON. */
bool listing_record_row(struct table *out, struct book *b, struct arena *a,
                        const struct record *r,
                        const struct listing_options *opt, struct err *err);

#endif
