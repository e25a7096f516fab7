/* What an import told, as tables for the command line. */
#ifndef PBTUI_APP_IMPORT_SHEET_H
#define PBTUI_APP_IMPORT_SHEET_H

#include "pbtui/ledger/import.h"
#include "pbtui/report/table.h"

struct job;

/* Head → field, how it was known, an example. */
void import_sheet_columns(struct table *t, struct arena *a,
                          const struct import_report *r);
/* A line for each fault, difference and mending.  `all`: of rows without any,
   too. */
void import_sheet_lines(struct table *t, struct arena *a,
                        const struct import_report *r, bool all);
void import_sheet_done(struct table *t, struct arena *a, struct book *b,
                       const struct import_done *list, size_t n);
/* 新登记 12，补填 3，…: only what there is. */
void import_sheet_counts(struct strbuf *out, const struct import_report *r);
/* The rows that could not be imported, into a file to hand back
   (report/import_back.h), and says so; nothing when there are none. */
bool import_sheet_bad(struct job *job, const struct import_report *r,
                      const struct import_source *source, const char *path,
                      bool force, struct err *err);

#endif
