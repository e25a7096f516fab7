/* A table of text cells → aligned text, CSV, JSON lines.  What the command
   line prints and what a list exports. */
#ifndef PBTUI_REPORT_TABLE_H
#define PBTUI_REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"

enum table_format { TABLE_TEXT, TABLE_CSV, TABLE_JSON };
enum table_cell { CELL_TEXT, CELL_NUMBER, CELL_FLAG };

struct table_column {
    const char *name;  /* English, for JSON */
    const char *title; /* Chinese */
    enum table_cell kind;
    int max_cols; /* text: cut here; 0: as wide as it needs */
};

struct table {
    const char *title; /* text only; may be NULL */
    const struct table_column *columns;
    size_t n_columns;
    const char *const **rows; /* n_rows arrays of n_columns cells */
    size_t n_rows;
    const char *foot; /* text only; may be NULL */
};

/* "text", "csv", "json"; E-REPORT-001. */
bool table_format_parse(const char *word, enum table_format *out,
                        struct err *err);
/* Text: columns aligned by their widths within `cols` columns of paper or
   screen (0: no limit).  CSV: RFC 4180 with CRLF, formula injection
   neutralised, BOM when `bom`.  JSON: one object a line.  Every cell passes
   text_out. */
void table_write(struct strbuf *out, const struct table *t,
                 enum table_format format, int cols, bool bom);

#endif
