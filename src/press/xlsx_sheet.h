/* One sheet of a workbook. */
#ifndef PBTUI_PRESS_XLSX_SHEET_H
#define PBTUI_PRESS_XLSX_SHEET_H

#include "cells_out.h"
#include "xlsx_strings.h"
#include "xlsx_styles.h"

/* Is there anything in a cell of it?  Stops at the first. */
bool sheet_has_cells(bool *has, struct archive *a, const char *part,
                     struct err *err);

/* Says the merged areas that begin in the first rows; the file has them after
   its rows. */
bool sheet_put_merges(struct cells_out *out, struct archive *a,
                      const char *part, struct err *err);

struct sheet_means {
    const struct xlsx_strings *strings;
    const struct xlsx_styles *styles;
    bool base_1904;
};
/* What was met on the way. */
struct sheet_met {
    size_t formulas, without_result;
    size_t hidden_rows;
    bool hidden_columns; /* with something in them */
};
bool sheet_put_rows(struct cells_out *out, struct archive *a, const char *part,
                    const struct sheet_means *means, struct sheet_met *met,
                    struct err *err);

/* worksheet > sheetData > row > c > v, f, is; is > t, is > r > t */
enum {
    DEPTH_ROW = 3,
    DEPTH_CELL = 4,
    DEPTH_VALUE = 5,
    DEPTH_INLINE = 6,
    DEPTH_RUN = 7
};

/* B12 → column 1, row 12 (0: none is said); false: it is no such thing. */
bool sheet_place(const char *s, size_t *col, size_t *row);

#endif
