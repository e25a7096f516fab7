/* 政治生日 of a month: who, when, how many years, what is done and what is not.
   Enter opens the entry of somebody, or begins one with all filled in. */
#ifndef PBTUI_SCREEN_BIRTHDAYS_VIEW_H
#define PBTUI_SCREEN_BIRTHDAYS_VIEW_H

#include "pbtui/screen/app.h"

/* month MONTH_NONE: that of the day in view; person 0: the first line. */
void birthdays_view_open(struct app *app, int month, int64_t person);

/* The entry of somebody's 政治生日 of a year, or a new one, filled in. */
struct birthday;
void birthdays_open_entry(struct app *app, const struct birthday *x);

#endif
