/* Taking a table in: choose the file, say what its columns are, look at what
   becomes of each row, then all of it at once. */
#ifndef PBTUI_SCREEN_IMPORT_VIEW_H
#define PBTUI_SCREEN_IMPORT_VIEW_H

#include "pbtui/screen/app.h"
#include "pbtui/store/draft.h"

/* Into this book; NULL: it is asked for when the file is known. */
void import_view_open(struct app *app, const struct ledger *l);
/* What was decided of one that was not done. */
#define IMPORT_FORM "import"
void import_view_open_draft(struct app *app, const struct draft *d);
bool import_view_has_draft(const struct view *view, const char *id);
/* What was imported so far. */
void imports_view_open(struct app *app);

#endif
