/* 党费核定: a year for the whole branch, and the worksheet of one person. */
#ifndef PBTUI_SCREEN_ASSESS_VIEW_H
#define PBTUI_SCREEN_ASSESS_VIEW_H

#include "pbtui/screen/app.h"
#include "pbtui/store/draft.h"

#define ASSESS_YEAR_FORM  "dues-assess-year" /* of its drafts */
#define ASSESS_SHEET_FORM "dues-assess-sheet"

/* year 0: this one, in December the next. */
void assess_view_open(struct app *app, int year);
void assess_view_open_draft(struct app *app, const struct draft *d);
/* The view is a year's assessment that is being written to this draft. */
bool assess_view_has_draft(const struct view *view, const char *id);

/* One that is in the book, with its items. */
void assess_sheet_view_open(struct app *app, int64_t id);
/* A new one of somebody, from that month on; MONTH_NONE: from this month, or
   the first that a newcomer pays here. */
void assess_sheet_view_new(struct app *app, int64_t person, int month);
void assess_sheet_view_open_draft(struct app *app, const struct draft *d);
bool assess_sheet_view_has_draft(const struct view *view, const char *id);

#endif
