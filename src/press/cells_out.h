/* A table as lines of pbtui/report/cells_wire.h. */
#ifndef PBTUI_PRESS_CELLS_OUT_H
#define PBTUI_PRESS_CELLS_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/report/cells_wire.h"

/* Letters of cells. */
enum cell_letter {
    CELL_EMPTY = 'E', /* said only of a formula without a result */
    CELL_TEXT = 'T',
    CELL_NUMBER = 'N',
    CELL_DAY = 'D',
    CELL_TIME = 'H',
    CELL_FLAG = 'B',
    CELL_FAULT = 'X'
};

struct cells_out {
    /* False: nobody takes it any more. */
    bool (*put)(void *to, const char *s, size_t n);
    void *to;
    struct strbuf lines; /* not yet put */
    uint64_t bytes;      /* of all lines */
    size_t rows, notes;
    /* the row at hand */
    size_t number, begun; /* where its line begins */
    size_t next_col;
};

void out_begin(struct cells_out *o,
               bool (*put)(void *to, const char *s, size_t n), void *to);
void out_clear(struct cells_out *o);
/* WORD TEXT; TEXT may be NULL. */
void out_word(struct cells_out *o, const char *word, const char *text);
void out_merge(struct cells_out *o, const size_t edges[4]);
/* More than CELLS_NOTES are dropped. */
void out_note(struct cells_out *o, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

void out_row(struct cells_out *o, size_t number, bool hidden);
/* Columns from 0, growing.  `n` bytes of UTF-8 without NUL. */
bool out_cell(struct cells_out *o, size_t col, enum cell_letter letter,
              bool formula, const char *text, size_t n, struct err *err);
/* A row without cells is forgotten. */
bool out_row_end(struct cells_out *o, struct err *err);

/* All has been said; or why not, when `err` says so. */
bool out_end(struct cells_out *o, const struct err *err);

/* A column as spreadsheets call it, from 0: A … Z, AA …. */
const char *column_name(size_t col, char out[8]);

#endif
