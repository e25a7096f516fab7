/* What the two lists of 党内统计 share: stats_view.c (a table) and
   stats_names.c (the people behind one of its numbers). */
#ifndef PBTUI_SCREEN_STATS_SCREEN_H
#define PBTUI_SCREEN_STATS_SCREEN_H

#include "memory_view.h"
#include "pbtui/ledger/stats.h"

/* Of a row, counted from 0; behind the rows are the notes. */
void stats_names_open(struct app *app, const struct stats_table *t, size_t row);
/* 表一　党员数量变化情况 */
const char *stats_heading(struct arena *a, const struct stats_table *t);

#endif
