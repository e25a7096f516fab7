/* Months that a payment is for, in one cell: 2026-09—2026-11,
   李敏 2026-09 82.97. */
#ifndef PBTUI_SRC_LEDGER_IMPORT_MONTHS_H
#define PBTUI_SRC_LEDGER_IMPORT_MONTHS_H

#include "pbtui/ledger/field.h"

struct import_month {
    int64_t person; /* 0: who pays */
    int month;
    int64_t fen; /* -1: not said */
};
struct import_months {
    struct import_month *list;
    size_t n;
};
#define IMPORT_MONTHS_MAX 240

bool import_months_read(struct import_months *out, struct book *b,
                        struct arena *a, const char *text, struct err *err);
/* Months that follow one another at the same amount as a run. */
const char *import_months_write(struct book *b, struct arena *a,
                                const struct import_months *m);

extern const struct field_kind import_field_months;

#endif
