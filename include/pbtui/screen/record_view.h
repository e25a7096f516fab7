/* A record as a form: typed, checked beside the field, kept as a draft, saved
   with its warnings shown first. */
#ifndef PBTUI_SCREEN_RECORD_VIEW_H
#define PBTUI_SCREEN_RECORD_VIEW_H

#include "pbtui/ledger/record.h"
#include "pbtui/screen/app.h"
#include "pbtui/store/draft.h"

/* id 0: a new one, belonging to `parent` when that is not 0. */
/* Only to be looked at. */
void record_view_look(struct app *app, const struct ledger *l, int64_t id,
                      int64_t parent);
void record_view_open(struct app *app, const struct ledger *l, int64_t id,
                      int64_t parent);
/* The same, with the cursor in the field of that column. */
void record_view_open_at(struct app *app, const struct ledger *l, int64_t id,
                         int64_t parent, const char *column);
/* A new one with some values put in before the clerk sees it. */
void record_view_open_new(struct app *app, const struct ledger *l,
                          void (*preset)(struct record *r, void *ctx),
                          void *ctx);
/* The view is a form that is being written to this draft. */
bool record_view_has_draft(const struct view *view, const char *id);
/* Goes on with what was typed before. */
void record_view_open_draft(struct app *app, const struct draft *d);

#endif
