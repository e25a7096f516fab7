/* Findings of an inspection as tables, for paper, terminal and other programs.
 */
#ifndef PBTUI_REPORT_INSPECT_TABLE_H
#define PBTUI_REPORT_INSPECT_TABLE_H

#include "pbtui/ledger/inspect.h"
#include "pbtui/report/table.h"

/* `titles`: the ledger by its title, not by its name. */
void inspect_table(struct table *out, struct book *b, struct arena *a,
                   const struct inspect_sheet *s, bool titles);
/* The rules themselves. */
void inspect_table_rules(struct table *out, struct arena *a,
                         const struct inspect_set *set);

#endif
