/* 与平台比对: the differences between the platform's list of members and the
   roster, to be taken or passed over one by one; and the headcount. */
#ifndef PBTUI_SCREEN_COMPARE_VIEW_H
#define PBTUI_SCREEN_COMPARE_VIEW_H

#include "pbtui/screen/app.h"

/* Asks for the file first. */
void compare_view_open(struct app *app);
void compare_view_open_file(struct app *app, const char *path);

#endif
