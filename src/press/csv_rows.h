/* Records of a csv out of its text, piece by piece. */
#ifndef PBTUI_PRESS_CSV_ROWS_H
#define PBTUI_PRESS_CSV_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/report/cells_wire.h"

struct csv_record {
    size_t line;      /* its first one, from 1 */
    size_t n;         /* fields; only the first CELLS_COLS are kept */
    const char *text; /* of all fields, one after another */
    const size_t *ends;
};

enum csv_state { CSV_BEGIN, CSV_PLAIN, CSV_QUOTED, CSV_QUOTE };

struct csv_rows {
    char separator;
    bool (*record)(void *to, const struct csv_record *r, struct err *err);
    void *to;
    /* private */
    enum csv_state state;
    bool after_cr; /* a newline now belongs to it */
    size_t line;   /* the one at hand */
    size_t first;  /* of the record at hand */
    size_t quoted; /* where the quote at hand was opened */
    struct strbuf text;
    size_t n;
    size_t ends[CELLS_COLS];
};

/* `line` is that of the first record. */
void csv_begin(struct csv_rows *c, char separator, size_t line,
               bool (*record)(void *to, const struct csv_record *r,
                              struct err *err),
               void *to);
void csv_clear(struct csv_rows *c);
bool csv_feed(struct csv_rows *c, const char *s, size_t n, struct err *err);
/* No more text: the last record. */
bool csv_finish(struct csv_rows *c, struct err *err);

#endif
