/* One topic of a meeting, whole: who said what, what differs, the vote and its
   verdict while it is typed, the resolution.  The meeting is lent and changed
   in place; nothing is saved. */
#ifndef PBTUI_SCREEN_TOPIC_VIEW_H
#define PBTUI_SCREEN_TOPIC_VIEW_H

#include "pbtui/ledger/meeting.h"
#include "pbtui/screen/app.h"

/* agenda: index in m->agenda.  `changed` is told after each change; may be
   NULL. */
void topic_view_open(struct app *app, struct meeting *m, size_t agenda,
                     bool read_only, void (*changed)(void *ctx), void *ctx);

#endif
