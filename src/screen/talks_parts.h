/* What the screen of talks is made of; shared by its rooms: talks_view.c (the
   view and its commands), talks_gaps.c (what is missing, as a list and on
   paper), talks_grid.c (the matrix), talks_open.c (a new talk, a pair's). */
#ifndef PBTUI_SCREEN_TALKS_PARTS_H
#define PBTUI_SCREEN_TALKS_PARTS_H

#include "memory_list.h"
#include "pbtui/ledger/talks.h"
#include "pbtui/screen/app.h"

struct talks_view {
    struct view view;
    struct app *app;
    int year;
    struct arena arena; /* the matrix and the rows of the gaps */
    struct talk_matrix m;
    struct err err; /* why there is none */
    bool grid;      /* the matrix is shown, not the gaps */
    struct memory_list gaps;
    struct listbox list;
    size_t row, col;  /* cursor in the grid: person; committee member, or one
                         behind them: talks with anybody */
    size_t top, left; /* first person and committee member shown */
    int page_rows;
    struct arena lines_arena; /* of the dialog that lists a pair's talks */
    struct talk_line *lines;
    size_t n_lines;
};

/* The gaps as rows of the list; and as they print. */
void talks_gaps_make(struct talks_view *v);
void talks_gaps_print(struct talks_view *v);
extern const struct list_column talks_gap_columns[];
#define N_TALKS_GAP_COLUMNS 5

/* Two people under the cursor; false: none.  b is SIZE_MAX for a whole line of
   the grid. */
bool talks_pair(const struct talks_view *v, size_t *a, size_t *b);
void talks_grid_draw(struct talks_view *v, struct canvas *c, struct rect area);
bool talks_grid_command(struct talks_view *v, int cmd);

void talks_open_new(struct talks_view *v);
/* What a pair has talked; nothing yet: a new one. */
void talks_open_pair(struct talks_view *v);

#endif
