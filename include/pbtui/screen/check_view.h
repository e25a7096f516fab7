/* Checking the ledger on the screen, with progress, and its findings. */
#ifndef PBTUI_SCREEN_CHECK_VIEW_H
#define PBTUI_SCREEN_CHECK_VIEW_H

#include "pbtui/screen/app.h"

void check_view_open(struct app *app);

#endif
