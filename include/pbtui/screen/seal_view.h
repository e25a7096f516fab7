/* Sealing a month and opening it again, from the palette: which month, what is
   in it, yes or no. */
#ifndef PBTUI_SCREEN_SEAL_VIEW_H
#define PBTUI_SCREEN_SEAL_VIEW_H

#include "pbtui/screen/app.h"

void seal_view_open(struct app *app);
void seal_view_unseal(struct app *app);

#endif
