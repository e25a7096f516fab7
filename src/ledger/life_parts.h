/* What the rooms of life and registers share: the span of a list as it is
   bound, days of its rows, and rows that move into the arena. */
#ifndef PBTUI_LEDGER_LIFE_PARTS_H
#define PBTUI_LEDGER_LIFE_PARTS_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/store/stmt.h"

/* :branch, :from, :to. */
void life_bind(struct stmt *st, const struct book *b, const struct span *span);
/* DATE_NONE for null. */
int life_day(struct stmt *st, int column);
/* Kept in the arena; "" for null. */
const char *life_text(struct stmt *st, struct arena *a, int column);
/* Moves what MEM_PUSH grew, n of a size, into the arena; never NULL. */
void *life_keep(struct arena *a, void *grown, size_t n, size_t size);

#endif
