/* The sheet of a month of 党费 as a table. */
#ifndef PBTUI_APP_COLLECT_SHEET_H
#define PBTUI_APP_COLLECT_SHEET_H

#include "pbtui/ledger/dues.h"
#include "pbtui/report/table.h"

void collect_sheet_table(struct table *out, struct arena *a,
                         const struct dues_sheet *sheet);

#endif
