/* 年终数字: what a year's report asks for, each opening into its rows. */
#ifndef PBTUI_SCREEN_FIGURES_VIEW_H
#define PBTUI_SCREEN_FIGURES_VIEW_H

#include "pbtui/screen/app.h"

void figures_view_open(struct app *app);

#endif
