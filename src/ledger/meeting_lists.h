/* The lists of a meeting under their names, for what treats them all alike. */
#ifndef PBTUI_SRC_LEDGER_MEETING_LISTS_H
#define PBTUI_SRC_LEDGER_MEETING_LISTS_H

#include "meeting_parts.h"

/* Topics first: points and actions stand under them. */
enum { MEETING_AGENDA, MEETING_LISTS = 7 };

struct meeting_named_list {
    const char *name;
    struct meeting_list *list;
    const struct ledger *ledger;
    int known_by; /* field that tells a part whatever its number: who, which
                     kind; -1 none */
};
void meeting_lists(const struct meeting *m,
                   struct meeting_named_list out[MEETING_LISTS]);
/* Index of the part with that id; or, id 0, of the one that stands for the same
   person or kind as `like`; -1. */
int meeting_find_part(const struct meeting_named_list *l, int64_t id,
                      const struct record *like);

#endif
