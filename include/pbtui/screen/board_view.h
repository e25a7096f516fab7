/* 发展党员 over all files: a board by stages, lists, the two-sided calendar,
   and who could be decided on if a meeting were held. */
#ifndef PBTUI_SCREEN_BOARD_VIEW_H
#define PBTUI_SCREEN_BOARD_VIEW_H

#include "pbtui/screen/app.h"

void board_view_open(struct app *app);
void board_view_open_calendar(struct app *app);

#endif
