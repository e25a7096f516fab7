/* The duties of a year as a matrix, months × duties; a cell opens into its
   meetings or into a new one. */
#ifndef PBTUI_SCREEN_DUTIES_VIEW_H
#define PBTUI_SCREEN_DUTIES_VIEW_H

#include "pbtui/ledger/duty_facts.h"
#include "pbtui/screen/app.h"

/* year 0: that of the day in view.  `code` and `grp` are the row to stand on,
   on its first gap; NULL: the first row, today. */
void duties_view_open(struct app *app, int year, const char *code, int64_t grp);

/* What a cell stands for: the one meeting, the list of several, or a new one
   on a day inside the period; other books open where they are kept. */
void duties_open_cell(struct app *app, const struct duty_year *y,
                      const struct duty_row *r, size_t cell);
/* A new one even where there is one already. */
void duties_new_in_cell(struct app *app, const struct duty_year *y,
                        const struct duty_row *r, size_t cell);
/* A new event of any kind, beginning with the cell's. */
void duties_ask_in_cell(struct app *app, const struct duty_row *r, size_t cell);
/* A form for the branch's own word on a duty: asked for here or not. */
void duties_adjust(struct app *app, const struct duty_row *r, size_t cell);
/* How a cell's sign is shown. */
enum role duties_role(const struct duty_cell *c);
/* The matrix as it prints. */
void duties_print(struct app *app, int year, bool all);

#endif
