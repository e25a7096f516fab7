/* What comes up in the next months, with what is to be done: Enter opens the
   person, the term or the 政治生日, F6 prints. */
#ifndef PBTUI_SCREEN_MILESTONES_VIEW_H
#define PBTUI_SCREEN_MILESTONES_VIEW_H

#include "pbtui/screen/app.h"

void milestones_view_open(struct app *app);

#endif
