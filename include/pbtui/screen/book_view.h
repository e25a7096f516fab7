/* A ledger as a list on the screen: views as tabs, find, filter, sort, new,
   open, void, print. */
#ifndef PBTUI_SCREEN_BOOK_VIEW_H
#define PBTUI_SCREEN_BOOK_VIEW_H

#include "pbtui/screen/app.h"

/* A part of a ledger that something else on the screen stands for. */
struct book_scope {
    const char *kind; /* of events; NULL: all */
    int64_t grp;      /* with it; 0: all */
    int year;         /* with it: only for this 所属年度; 0: all */
    int from, to;     /* DATE_NONE: no bound */
    const char *view; /* name of the tab to begin with; NULL: the first */
    const char *title;
};
void book_view_open_scope(struct app *app, const struct ledger *l,
                          const struct book_scope *scope);

/* parent 0: the whole ledger; else only what belongs to that record, whose
   name stands in the top line. */
void book_view_open(struct app *app, const struct ledger *l, int64_t parent,
                    const char *parent_name);

/* The day in view is today; false, with a note, when it is a past one: nothing
   new is entered then. */
bool book_view_is_today(struct app *app);
/* Goes back to today; false when it was today already. */
bool book_view_to_today(struct app *app);

#endif
