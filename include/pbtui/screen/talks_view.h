/* Who has talked with whom this year: what is missing first, and the whole as a
   grid. */
#ifndef PBTUI_SCREEN_TALKS_VIEW_H
#define PBTUI_SCREEN_TALKS_VIEW_H

#include "pbtui/screen/app.h"

/* year 0: the one of the day in view. */
void talks_view_open(struct app *app, int year);

#endif
