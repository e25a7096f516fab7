/* What the two lists of 年终数字 share: figures_view.c (the sheet) and
   figures_rows.c (the rows behind a number). */
#ifndef PBTUI_SCREEN_FIGURES_SCREEN_H
#define PBTUI_SCREEN_FIGURES_SCREEN_H

#include "memory_view.h"
#include "pbtui/ledger/figures.h"

/* The rows of one figure, of one of its parts (part -1: all). */
void figures_rows_open(struct app *app, const struct figure *f,
                       const struct span *span);
/* The records' view of a book; a note when it has none. */
void figures_open_row(struct app *app, const struct guest_row *r);

#endif
