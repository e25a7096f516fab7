/* The count of an election: candidates, votes, who is elected, the division of
   work. */
#ifndef PBTUI_SCREEN_ELECTION_VIEW_H
#define PBTUI_SCREEN_ELECTION_VIEW_H

#include "pbtui/screen/app.h"
#include "pbtui/store/draft.h"

#define ELECTION_FORM "election-count" /* of its drafts */

/* id 0: a new one. */
void election_view_open(struct app *app, int64_t id);
void election_view_open_draft(struct app *app, const struct draft *d);
/* The view is a count that is being written to this draft. */
bool election_view_has_draft(const struct view *view, const char *id);

#endif
