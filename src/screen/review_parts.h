/* What the tally of a review is made of; shared by its rooms: review_view.c
   (the view and its commands), review_cells.c (what stands in the cells and is
   put into them), review_pick.c (F4), review_keep.c (saving, drafts, another
   window's change).  What it has in common with the election is sheet.c. */
#ifndef PBTUI_SCREEN_REVIEW_PARTS_H
#define PBTUI_SCREEN_REVIEW_PARTS_H

#include "pbtui/ledger/review.h"
#include "pbtui/screen/review_view.h"
#include "sheet.h"

struct review_view {
    struct sheet sheet;
    struct review r;
    size_t *rows; /* of r, shown: all that are not gone */
    bool warned;  /* the clerk has seen the warnings and goes on */
};

/* ---- cells ------------------------------------------------------------ */
void review_grid_make(struct review_view *v);
/* Rows came, went or were read anew. */
void review_show_rows(struct review_view *v);
/* The field behind a cell; -1: none. */
int review_field_at(const struct review_view *v, struct grid_at at);
struct grid_at review_cell_of(const struct review_view *v, const char *column);
/* The row of the review that the cursor is on; -1: in the head. */
int review_row_at(const struct review_view *v, struct grid_at at);

/* ---- picking ---------------------------------------------------------- */
void review_pick(struct review_view *v); /* F4 */

/* ---- keeping ---------------------------------------------------------- */
struct sheet_fields review_pack(struct sheet *s, struct arena *a);
size_t review_unpack(struct sheet *s, const struct draft_field *list, size_t n);
enum view_result review_keep(struct sheet *s);

/* ---- printing --------------------------------------------------------- */

#endif
