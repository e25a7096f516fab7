/* Topics of a meeting and what was resolved, a cell each. */
#ifndef PBTUI_SRC_LEDGER_IMPORT_TOPICS_H
#define PBTUI_SRC_LEDGER_IMPORT_TOPICS_H

#include "pbtui/ledger/meeting.h"

/* Exactly these; one that votes or words hang on is not taken out. */
bool import_topics_put(struct meeting *m, const char *text, struct err *err);
/* The n-th one is that of the n-th topic. */
bool import_resolutions_put(struct meeting *m, const char *text,
                            struct err *err);
/* AGENDA_TOPIC or AGENDA_RESOLUTION as numbered lines. */
const char *import_topics_text(const struct meeting *m, int field);

#endif
