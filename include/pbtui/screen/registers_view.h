/* 事项台账: all small registers by their groups, with what this year holds. */
#ifndef PBTUI_SCREEN_REGISTERS_VIEW_H
#define PBTUI_SCREEN_REGISTERS_VIEW_H

#include "pbtui/screen/app.h"

void registers_view_open(struct app *app);

#endif
