/* The plan of a year: month by month what was planned and what became of it. */
#ifndef PBTUI_SCREEN_PLAN_VIEW_H
#define PBTUI_SCREEN_PLAN_VIEW_H

#include "pbtui/screen/app.h"

/* year 0: the one of the day in view. */
void plan_view_open(struct app *app, int year);

#endif
