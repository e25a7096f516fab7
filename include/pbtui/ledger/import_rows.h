/* Rows of somebody else's table, as a reader hands them on: text only, with
   what the file says of its kind.  Who reads them (report/cells.h) knows files;
   who takes them (import.h) knows books. */
#ifndef PBTUI_LEDGER_IMPORT_ROWS_H
#define PBTUI_LEDGER_IMPORT_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/err.h"

enum import_kind {
    IMPORT_EMPTY,
    IMPORT_TEXT,
    IMPORT_NUMBER, /* as the file writes it: 45000, 3.2E+17 */
    IMPORT_DAY,    /* a number that its format shows as a date: 2026-03-05, or
                      2026-03-05 14:30 with a time of the day */
    IMPORT_TIME,   /* … as a time alone: 14:30 */
    IMPORT_FLAG,   /* 1 or 0 */
    IMPORT_FAULT   /* #N/A, #REF! … */
};

struct import_cell {
    enum import_kind kind;
    bool formula;     /* what stands here was worked out; with IMPORT_EMPTY: its
                         result is not in the file */
    const char *text; /* UTF-8, not yet through text_in; "" when empty */
};

struct import_row {
    size_t number; /* as a spreadsheet counts, from 1; of a csv: the record's
                      first line */
    bool hidden;
    const struct import_cell *cells;
    size_t n; /* up to the last one that is not empty */
};

/* Cells that are one: rows and columns from 1 and 0, both ends included. */
struct import_merge {
    size_t row, last_row;
    size_t col, last_col;
};

/* What a reader calls, in this order; each may end the reading by false, with
   its own error. */
struct import_taker {
    /* All merged areas of the first rows (where heads are), before any row. */
    bool (*merges)(void *to, const struct import_merge *list, size_t n,
                   struct err *err);
    /* Rows in their order; empty ones may be left out. */
    bool (*row)(void *to, const struct import_row *row, struct err *err);
    void *to;
};

/* A file that can be read more than once: first to look, then to save. */
struct import_source {
    const char *name; /* of the file, without its folder */
    /* E-CELLS-…; also when the file is no longer the one that was read. */
    bool (*read)(void *from, const struct import_taker *taker, struct err *err);
    void *from;
    /* A ' before a cell only says that it is text (csv); known when the first
       row is handed on. */
    bool marks_text;
};

#endif
