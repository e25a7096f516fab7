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
enum table_cell {
    CELL_TEXT,
    CELL_NUMBER, /* aligned right, never cut */
    CELL_FLAG,   /* 是, 否; true and false in JSON */
    CELL_MEMO    /* wrapped over several lines instead of being cut */
};

struct table_column {
    const char *name;  /* English, for JSON */
    const char *title; /* Chinese */
    enum table_cell kind;
    int max_cols; /* text: cut here; 0: as wide as it needs */
    int min_cols; /* not narrower than this; 0: a few columns */
    int priority; /* 1 stays longest when the page is narrow; 0: always */
};

struct table {
    /* Text only, any may be NULL: on a page the title stands alone, with the
       others to the left and right below it. */
    const char *of; /* the branch */
    const char *title;
    const char *when; /* 截至 2026-11-20 */
    const struct table_column *columns;
    size_t n_columns;
    const char *const *const *rows; /* n_rows arrays of n_columns cells */
    size_t n_rows;
    const char *foot; /* text only, lines of its own; may be NULL */
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

/* The same CSV piece by piece, for tables that are never whole in memory. */
void table_csv_head(struct strbuf *out, const struct table_column *columns,
                    size_t n, bool bom);
void table_csv_row(struct strbuf *out, const struct table_column *columns,
                   const char *const *cells, size_t n);

/* ✓ and ✗ of the screen as the signs that Chinese faces have: √ and ×. */
const char *table_paper_signs(struct arena *a, const char *text);

/* Appends a text so that no spreadsheet takes it for a formula or a number:
   with a ' in front where one could.  Taking it off again (where a cell
   begins with ') gives every text back. */
void table_csv_guard(struct strbuf *out, const char *text);
const char *table_csv_unguard(const char *cell);

#endif
