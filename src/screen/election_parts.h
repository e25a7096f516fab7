/* What the count of an election is made of; shared by its rooms:
   election_view.c (the view and its commands), election_cells.c (what stands in
   the cells and is put into them), election_pick.c (F4), election_keep.c
   (saving, drafts, another window's change).  What it has in common with the
   review is sheet.c. */
#ifndef PBTUI_SCREEN_ELECTION_PARTS_H
#define PBTUI_SCREEN_ELECTION_PARTS_H

#include "pbtui/ledger/election.h"
#include "pbtui/screen/election_view.h"
#include "sheet.h"

struct election_view {
    struct sheet sheet;
    struct election e;
    struct election_verdict verdict;
    size_t *rows; /* of e, shown: all that are not gone; a blank one follows */
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
void election_add_person(struct election_view *v, const char *typed);

/* ---- picking ---------------------------------------------------------- */
void election_pick(struct election_view *v);        /* F4 */
void election_pick_person(struct election_view *v); /* one more candidate */

/* ---- keeping ---------------------------------------------------------- */
struct sheet_fields election_pack(struct sheet *s, struct arena *a);
size_t election_unpack(struct sheet *s, const struct draft_field *list,
                       size_t n);
enum view_result election_keep(struct sheet *s);

/* ---- printing --------------------------------------------------------- */

#endif
