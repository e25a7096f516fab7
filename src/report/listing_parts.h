/* What lists and single records have in common. */
#ifndef PBTUI_REPORT_LISTING_PARTS_H
#define PBTUI_REPORT_LISTING_PARTS_H

#include "pbtui/report/listing.h"

enum table_cell listing_cell_of(const struct field *f);
/* The full value of a secret field, its showing noted in the audit. */
bool listing_reveal(struct book *b, struct arena *a, const struct ledger *l,
                    int64_t id, const struct field *f, const char *reason,
                    const char **value, struct err *err);

/* Has every branch rows of its own in the view? */
bool listing_is_of_branch(const struct ledger_view *v);

/* False: of a restricted register nothing leaves without a reason. */
bool listing_may_leave(const struct ledger *l,
                       const struct listing_options *opt, struct err *err);

#endif
