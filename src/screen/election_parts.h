/* What the count of an election is made of; shared by its rooms:
   election_view.c (the view and its commands), election_cells.c (what stands in
   the cells and is put into them), election_pick.c (F4), election_keep.c
   (saving, drafts, another window's change), election_print.c (tables). */
#ifndef PBTUI_SCREEN_ELECTION_PARTS_H
#define PBTUI_SCREEN_ELECTION_PARTS_H

#include "pbtui/ledger/election.h"
#include "pbtui/screen/election_view.h"
#include "review_draft.h"
#include "review_grid.h"

struct election_view {
    struct view view;
    struct app *app;
    struct arena arena;
    struct election e;
    struct election_verdict verdict;
    struct grid grid;
    size_t *rows; /* of e, shown: all that are not gone; a blank one follows */
    struct sheet_draft draft;
    struct grid_at picking;
};

/* ---- cells ------------------------------------------------------------ */
void election_grid_make(struct election_view *v);
/* Judged anew, rows as they are now. */
void election_show_rows(struct election_view *v);
/* The field behind a cell; -1: none. */
int election_field_at(const struct election_view *v, struct grid_at at);
struct grid_at election_cell_of(const struct election_view *v,
                                const char *column);
/* The row of the election that the cursor is on; -1: none. */
int election_row_at(const struct election_view *v, struct grid_at at);
bool election_type(struct election_view *v, struct grid_at at,
                   const char *typed);
void election_add_person(struct election_view *v, const char *typed);

/* ---- picking ---------------------------------------------------------- */
void election_pick(struct election_view *v);        /* F4 */
void election_pick_person(struct election_view *v); /* one more candidate */

/* ---- keeping ---------------------------------------------------------- */
void election_write_draft(struct election_view *v);
void election_apply_fields(struct election_view *v,
                           const struct draft_field *list, size_t n);
enum view_result election_keep(struct election_view *v);

/* ---- printing --------------------------------------------------------- */
void election_print(struct election_view *v);

#endif
