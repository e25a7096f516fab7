/* What whole books and empty sheets share: columns as a workbook has them, and
   its heading. */
#ifndef PBTUI_REPORT_EXPORT_PARTS_H
#define PBTUI_REPORT_EXPORT_PARTS_H

#include "pbtui/report/export.h"
#include "pbtui/report/workbook.h"

/* Widths, text formats, what may be chosen.  `choices`: with the lists. */
struct workbook_column *export_sheet_columns(
    struct book *b, struct arena *a, const struct export_column *columns,
    size_t n, bool choices);
/* How many columns a heading stands over: those of the first page. */
size_t export_span(const struct workbook_column *columns, size_t n);
/* One line over n columns. */
void export_line(struct workbook *w, size_t n, unsigned look,
                 enum page_align align, const char *text, int lines);
/* The titles, each followed by `mark` when it is required. */
void export_head(struct workbook *w, struct arena *a,
                 const struct export_column *columns, size_t n,
                 const char *mark);
unsigned export_look(const struct export_column *c);

#endif
