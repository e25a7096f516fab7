/* The roll of a meeting: everybody is here, the clerk says who is not and why.
   The meeting is lent and changed in place; nothing is saved. */
#ifndef PBTUI_SCREEN_ROLL_VIEW_H
#define PBTUI_SCREEN_ROLL_VIEW_H

#include "pbtui/ledger/meeting.h"
#include "pbtui/screen/app.h"

/* `changed` is told a moment after the last mark and on going back, not with
   every key; may be NULL. */
void roll_view_open(struct app *app, struct meeting *m, bool read_only,
                    void (*changed)(void *ctx), void *ctx);

#endif
