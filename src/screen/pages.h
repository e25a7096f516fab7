/* Screens of their own, from the palette and from wherever one is named. */
#ifndef PBTUI_SCREEN_PAGES_H
#define PBTUI_SCREEN_PAGES_H

#include "pbtui/screen/app.h"

/* False: the command opens no screen. */
bool page_open(struct app *app, int cmd);

#endif
