/* The first start: branch, founding date, committee and groups, or the sample
   branch. */
#ifndef PBTUI_SCREEN_FIRST_VIEW_H
#define PBTUI_SCREEN_FIRST_VIEW_H

#include "pbtui/screen/app.h"

void first_view_open(struct app *app);

#endif
