/* From a record to the records that belong to it: which book, then its list.
   Shared by lists and forms. */
#ifndef PBTUI_SCREEN_RELATED_H
#define PBTUI_SCREEN_RELATED_H

#include "pbtui/screen/app.h"

/* Records of some book belong to this ledger's. */
bool related_any(struct app *app, const struct ledger *l);
void related_open(struct app *app, const struct ledger *l, int64_t id);

#endif
