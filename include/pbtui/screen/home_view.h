/* The first screen: what must be held this month, quarter and year, who there
   is, what is due; every line opens what it stands for. */
#ifndef PBTUI_SCREEN_HOME_VIEW_H
#define PBTUI_SCREEN_HOME_VIEW_H

#include "pbtui/screen/app.h"

void home_view_open(struct app *app);

#endif
