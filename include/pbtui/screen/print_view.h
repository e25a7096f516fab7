/* A list as it prints: the table on the screen, to be saved as text or CSV;
   the file's path is always told. */
#ifndef PBTUI_SCREEN_PRINT_VIEW_H
#define PBTUI_SCREEN_PRINT_VIEW_H

#include "pbtui/ledger/query.h"
#include "pbtui/report/table.h"
#include "pbtui/screen/app.h"

/* csv: straight to saving. */
void print_view_open(struct app *app, const struct query *q, bool csv);
/* A table that is ready; copied.  The title names the file, too. */
void print_view_open_table(struct app *app, const char *title,
                           const struct table *t);
void print_view_open_record(struct app *app, const struct ledger *l,
                            int64_t id);

#endif
