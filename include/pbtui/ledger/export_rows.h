/* A book's records as they leave for a spreadsheet and come back from one: all
   that is typed of them, as text that an import understands again.  What is
   worked out stays here. */
#ifndef PBTUI_LEDGER_EXPORT_ROWS_H
#define PBTUI_LEDGER_EXPORT_ROWS_H

#include "pbtui/ledger/query.h"

enum export_kind {
    EXPORT_TEXT,
    EXPORT_NUMBER, /* 12, -3 */
    EXPORT_MONEY,  /* 1842.30 */
    EXPORT_DAY     /* 2026-03-05 */
};

struct export_column {
    const char *title; /* 姓名 */
    enum export_kind kind;
    const struct field *field; /* NULL: the record's number */
    int extra; /* of the book's import door, from 0; -1: of the ledger */
};

struct export_wish {
    struct query query; /* which records; its order is not taken */
    bool ids;           /* a first column with each record's number */
    const char *reveal; /* reason for whole ID numbers and phones, noted for
                           each; NULL: masked.  Needs a write transaction */
};

/* Is this field of the ledger exchanged? */
bool export_has(const struct ledger *l, const struct field *f);
/* The ledger's own, then what its import takes besides (who came, the items of
   a worksheet); `b` is asked for those that depend on the ledger file. */
bool export_columns(struct book *b, struct arena *a, const struct ledger *l,
                    bool ids, const struct export_column **out, size_t *n,
                    struct err *err);
/* In the ledger's own order from the first record on, whatever a list of it
   does, without what is voided unless that is what the view shows.  `row` says
   false to stop, with an error in err or without; the cells are lent for the
   call. */
bool export_each(struct book *b, const struct export_wish *w,
                 bool (*row)(void *ctx, const char *const *cells,
                             struct err *err),
                 void *ctx, struct err *err);

#endif
