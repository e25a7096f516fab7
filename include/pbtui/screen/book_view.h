/* A ledger as a list on the screen: views as tabs, find, filter, sort, new,
   open, void, print. */
#ifndef PBTUI_SCREEN_BOOK_VIEW_H
#define PBTUI_SCREEN_BOOK_VIEW_H

#include "pbtui/screen/app.h"

/* parent 0: the whole ledger; else only what belongs to that record, whose
   name stands in the top line. */
void book_view_open(struct app *app, const struct ledger *l, int64_t parent,
                    const char *parent_name);

#endif
