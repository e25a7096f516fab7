/* One topic of a meeting, whole: who said what, what differs, the vote and its
   verdict while it is typed, the resolution.  The meeting is lent and changed
   in place; nothing is saved. */
#ifndef PBTUI_SCREEN_TOPIC_VIEW_H
#define PBTUI_SCREEN_TOPIC_VIEW_H

#include "pbtui/ledger/meeting.h"
#include "pbtui/screen/app.h"

/* agenda: index in m->agenda.  `changed` is told on leaving what was typed in,
   a moment after the last key and on going back, not with every key; may be
   NULL. */
void topic_view_open(struct app *app, struct meeting *m, size_t agenda,
                     bool read_only, void (*changed)(void *ctx), void *ctx);

/* For the draft of the meeting: what stands in its topic, if one lies open, and
   cannot be in the meeting yet, half a name for one. */
void topic_view_pack(const struct ui *ui, const struct meeting *m,
                     void (*put)(void *ctx, const char *name,
                                 const char *value),
                     void *ctx);
/* Out of that draft's fields, after meeting_unpack: opens the topic with it
   typed as it was; nothing when there is none. */
void topic_view_resume(struct app *app, struct meeting *m,
                       const struct meeting_value *list, size_t n,
                       void (*changed)(void *ctx), void *ctx);

#endif
