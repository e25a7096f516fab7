/* What a branch usually does, for pickers: the kinds it holds most, the places
   it meets at. */
#ifndef PBTUI_LEDGER_HABITS_H
#define PBTUI_LEDGER_HABITS_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/rules/kinds.h"

struct used_kind {
    const struct kind *kind;
    int64_t times; /* in the last twelve months */
};
/* All kinds: the most frequent first, then the others in the rules' order. */
size_t habits_kinds(struct book *b, struct arena *a, struct used_kind **out);

struct used_place {
    const char *name;
    int64_t times; /* among the last meetings */
};
#define HABITS_PLACES 20
size_t habits_places(struct book *b, struct arena *a,
                     struct used_place out[HABITS_PLACES]);

#endif
