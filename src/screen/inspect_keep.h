/* How the last inspection ended, kept in the state folder of the ledger. */
#ifndef PBTUI_SCREEN_INSPECT_KEEP_H
#define PBTUI_SCREEN_INSPECT_KEEP_H

#include "pbtui/ledger/inspect.h"
#include "pbtui/screen/inspect_view.h"

/* Nothing is told when it cannot be kept: the next inspection tells it. */
void inspect_keep(const struct app *app, const struct inspect_sheet *s);

#endif
