/* Which view shows a record: most have the plain form, a few a view of their
   own.  Lists, drafts and links open everything through here. */
#ifndef PBTUI_SCREEN_OPENING_H
#define PBTUI_SCREEN_OPENING_H

#include "pbtui/screen/app.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/store/draft.h"

void opening_record(struct app *app, const struct ledger *l, int64_t id);
/* parent 0: none; scope: what the list was about, NULL or empty: all. */
void opening_new(struct app *app, const struct ledger *l, int64_t parent,
                 const struct book_scope *scope);
/* A new event: asks for its kind, beginning with the one that is meant (NULL:
   none), whose group and day then hold. */
struct meeting_start;
void opening_event(struct app *app, const struct meeting_start *start);
void opening_draft(struct app *app, const struct draft *d);
/* The view is a form that is being written to this draft. */
bool opening_has_draft(const struct view *view, const char *id);

#endif
