/* Somebody else saved the same record: field by field what it was, what I
   typed, what the other window saved; one of the two is picked for each. */
#ifndef PBTUI_SCREEN_CONFLICT_VIEW_H
#define PBTUI_SCREEN_CONFLICT_VIEW_H

#include "pbtui/ledger/record.h"
#include "pbtui/screen/app.h"

/* All three live in an arena that the conflict view copies from.  On saving,
   `saved` is told the id; it is not called when the clerk goes back. */
void conflict_view_open(struct app *app, const struct record *base,
                        const struct record *mine, const struct record *theirs,
                        void (*saved)(void *ctx), void *ctx);

#endif
