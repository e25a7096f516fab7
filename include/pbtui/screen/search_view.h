/* Find over everything: a line to type in, what it finds below it as it is
   typed; Enter opens. */
#ifndef PBTUI_SCREEN_SEARCH_VIEW_H
#define PBTUI_SCREEN_SEARCH_VIEW_H

#include "pbtui/screen/app.h"

/* initial: stands in the line and is looked for at once; "" for none. */
void search_view_open(struct app *app, const char *initial);

#endif
