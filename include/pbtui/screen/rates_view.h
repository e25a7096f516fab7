/* Attendance of a span: everybody with both rates, who was not there and what
   is still to be made up, one person's meetings. */
#ifndef PBTUI_SCREEN_RATES_VIEW_H
#define PBTUI_SCREEN_RATES_VIEW_H

#include "pbtui/screen/app.h"

/* year 0: the one of the day in view. */
void rates_view_open(struct app *app, int year);

#endif
