/* 党内统计: the tables of a year, each number opening into its people. */
#ifndef PBTUI_SCREEN_STATS_VIEW_H
#define PBTUI_SCREEN_STATS_VIEW_H

#include "pbtui/screen/app.h"

void stats_view_open(struct app *app);

#endif
