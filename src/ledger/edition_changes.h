/* How many changes there have been to what an edition shows. */
#ifndef PBTUI_LEDGER_EDITION_CHANGES_H
#define PBTUI_LEDGER_EDITION_CHANGES_H

#include "pbtui/ledger/editions.h"

/* After the audit entry `since`; rows saved together count once. */
bool edition_count_changes(struct book *b, const struct edition_of *of,
                           int64_t since, int *n, struct err *err);

#endif
