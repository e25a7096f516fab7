/* When a form's draft is written: one second after the last key, every twenty
   characters, on leaving a field, before a dialog, when the terminal goes. */
#ifndef PBTUI_SCREEN_RECORD_DRAFT_H
#define PBTUI_SCREEN_RECORD_DRAFT_H

#include "pbtui/screen/app.h"
#include "record_items.h"

struct record_draft {
    char *id; /* file; NULL until first written */
    bool dirty;
    int keys; /* typed since it was written */
    char saved_at[20];
};

void record_draft_changed(struct record_draft *d, struct view *view);
/* Before the name of a column that has a value and is not asked for. */
#define RECORD_DRAFT_BASE "base."
/* Writes when there is something new; a failure is told once a key.  preset:
   what the form began with is kept, too. */
void record_draft_write(struct record_draft *d, struct app *app,
                        const struct record_items *ri, const struct record *r,
                        int64_t parent, bool preset);
void record_draft_remove(struct record_draft *d, struct app *app);
void record_draft_clear(struct record_draft *d);
bool record_draft_due(const struct record_draft *d);

#endif
