/* A list's records as a spreadsheet, or an empty one to fill in: a small form
   that asks where to and, for ID numbers and phones in full, why. */
#ifndef PBTUI_SCREEN_EXPORT_VIEW_H
#define PBTUI_SCREEN_EXPORT_VIEW_H

#include "pbtui/ledger/query.h"
#include "pbtui/screen/app.h"

/* All that is typed of the records of this query; its texts are copied. */
void export_view_open(struct app *app, const struct query *q);
/* An empty sheet of the ledger, with what may be chosen and a sample row. */
void export_view_open_template(struct app *app, const struct ledger *l);

#endif
