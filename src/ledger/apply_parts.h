/* What saving one record and saving several share. */
#ifndef PBTUI_LEDGER_APPLY_PARTS_H
#define PBTUI_LEDGER_APPLY_PARTS_H

#include "pbtui/ledger/record.h"
#include "pbtui/store/change.h"

bool apply_refuse_read_only(struct book *b, struct err *err);
/* 登记党员 张三 */
const char *apply_label(struct book *b, struct arena *a, const char *verb,
                        const struct record *r);
/* One record, checked by its rules and written as it is: what saving is where
   the ledger has no door of its own.  With the write lock held. */
bool apply_row(struct book *b, struct arena *a, const char *verb,
               struct record *r, const struct record *old, const char *reason,
               struct err *err);
/* Only columns that differ are written, so that the audit names them; not those
   of `skip`, which the change itself fills in. */
void apply_put_values(struct change_row *row, const struct record *r,
                      const struct record *old, const int *skip, size_t n_skip);
void apply_void_row(struct change *c, struct arena *a, const char *table,
                    int64_t id, int64_t ver, int today, const char *reason);

#endif
