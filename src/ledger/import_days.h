/* Several days in one cell: 2023-03-20、2023-09-20. */
#ifndef PBTUI_SRC_LEDGER_IMPORT_DAYS_H
#define PBTUI_SRC_LEDGER_IMPORT_DAYS_H

#include "pbtui/ledger/field.h"

#define IMPORT_DAYS_MAX 60

struct import_days {
    int list[IMPORT_DAYS_MAX]; /* the earliest first, each once */
    size_t n;
};
bool import_days_read(struct import_days *out, struct book *b, struct arena *a,
                      const char *text, struct err *err);
void import_days_add(struct import_days *d, int day);
bool import_days_have(const struct import_days *d, int day);
const char *import_days_write(struct arena *a, const struct import_days *d);

extern const struct field_kind import_field_days;

#endif
