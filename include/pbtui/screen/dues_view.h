/* 党费 › 2026 年 11 月 收缴: who has paid what of a month, money taken by a
   key, the sitting and the month closed. */
#ifndef PBTUI_SCREEN_DUES_VIEW_H
#define PBTUI_SCREEN_DUES_VIEW_H

#include "pbtui/screen/app.h"
#include "pbtui/store/draft.h"

/* MONTH_NONE: the month that is collected now, else the last one. */
void dues_view_open(struct app *app, int month);

/* The form of a payment for several months or people keeps a draft. */
#define DUES_PAY_FORM "dues-pay"
void dues_pay_open_draft(struct app *app, const struct draft *d);
bool dues_pay_has_draft(const struct view *view, const char *id);
/* So does what was counted. */
#define DUES_COUNT_FORM "dues-count"
void dues_count_open_draft(struct app *app, const struct draft *d);
bool dues_count_has_draft(const struct view *view, const char *id);

#endif
