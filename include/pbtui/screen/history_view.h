/* What happened to a record: every saved state of it, what changed, when, by
   whom; and the list of the last changes of the whole ledger. */
#ifndef PBTUI_SCREEN_HISTORY_VIEW_H
#define PBTUI_SCREEN_HISTORY_VIEW_H

#include "pbtui/screen/app.h"

void history_view_open(struct app *app, const struct ledger *l, int64_t id);
void history_changes_open(struct app *app);

#endif
