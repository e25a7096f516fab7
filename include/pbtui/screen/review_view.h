/* The tally of a 民主评议: a row for everybody, numbers typed into it. */
#ifndef PBTUI_SCREEN_REVIEW_VIEW_H
#define PBTUI_SCREEN_REVIEW_VIEW_H

#include "pbtui/screen/app.h"
#include "pbtui/store/draft.h"

#define REVIEW_FORM "review-tally" /* of its drafts */

/* id 0: a new one, of the year that is due. */
void review_view_open(struct app *app, int64_t id);
void review_view_open_draft(struct app *app, const struct draft *d);
/* The view is a tally that is being written to this draft. */
bool review_view_has_draft(const struct view *view, const char *id);

#endif
