/* Private to the event books: how their field tables become rows, and the doors
   that lead to the meeting they are part of. */
#ifndef PBTUI_SRC_LEDGER_EVENT_ROWS_H
#define PBTUI_SRC_LEDGER_EVENT_ROWS_H

#include "pbtui/base/mem.h"
#include "pbtui/ledger/event_fields.h"
#include "pbtui/ledger/events.h"

#define EVENT_AS_ROW(id, col, lab, kd, fl, pg, w, of_, hi, so)                 \
    {.column = (col),                                                          \
     .label = (lab),                                                           \
     .kind = &field_##kd,                                                      \
     .flags = (fl),                                                            \
     .page = (pg),                                                             \
     .cols = (w),                                                              \
     .of = (of_),                                                              \
     .sort = (so),                                                             \
     .hint = (hi)},

/* ledger.save of an event and of its parts: through the whole meeting. */
bool meeting_save_event(struct book *b, struct arena *a, struct record *r,
                        const struct record *old, const char *reason,
                        struct err *err);
/* ledger.check of the same. */
void meeting_check_event(struct book *b, const struct record *r,
                         const struct record *old, struct issues *is);
void meeting_check_part(struct book *b, const struct record *r,
                        const struct record *old, struct issues *is);
bool meeting_save_part(struct book *b, struct arena *a, struct record *r,
                       const struct record *old, const char *reason,
                       struct err *err);

#endif
