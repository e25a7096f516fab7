/* What a branch usually does, for pickers and first values: the kinds it holds
   most, the places it meets at, the year it looks back on. */
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

/* The year that a gathering of that day looks back on (民主评议, 组织生活会 and
   the like): until March the one before. */
int year_of_report(int day);

#endif
