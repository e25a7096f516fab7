/* A table that is typed into, cell by cell, with a few single cells over it:
   the counts of a review, of an election.  Knows nothing of either: texts come
   from a source, what was typed is handed back to it. */
#ifndef PBTUI_SCREEN_SHEET_GRID_H
#define PBTUI_SCREEN_SHEET_GRID_H

#include "pbtui/base/err.h"
#include "pbtui/tui/canvas.h"
#include "pbtui/tui/editline.h"
#include "pbtui/tui/view.h"

#define GRID_HEAD      (-1) /* row of the cells over the table */
#define GRID_HEADS_MAX 16

struct grid_at {
    int row; /* GRID_HEAD, or a row of the table */
    int col;
};

struct grid_column {
    const char *title;
    int cols;     /* least width */
    int max_cols; /* grows up to this where there is room; 0: as cols */
    int priority; /* the largest is left out first; 0: never */
    enum fit_align align;
    bool words; /* arrows move the caret in it while it is typed */
};
struct grid_cell { /* over the table */
    const char *label;
    int cols;
    bool words;
    bool new_line;
};

struct grid_source {
    void *ctx;
    /* What stands there; lent until the next draw. */
    const char *(*text)(void *ctx, struct grid_at at);
    enum role (*role)(void *ctx, struct grid_at at);
    bool (*open)(void *ctx, struct grid_at at); /* may be typed into */
    bool (*put)(void *ctx, struct grid_at at, const char *typed,
                struct err *err);
};

struct grid {
    const struct grid_column *columns;
    size_t n_columns;
    const struct grid_cell *cells;
    size_t n_cells;
    struct grid_source source;
    int n_rows; /* told before every draw and key */
    bool read_only;
    struct grid_at at;

    /* the grid's own */
    int top;
    int seen_rows;
    int row_col;               /* column to come back to from the head */
    int head_col;              /* cell to come back to from the rows */
    int lines[GRID_HEADS_MAX]; /* where the cells stood at the last draw */
    bool editing;
    struct editline line;
};

void grid_init(struct grid *g, const struct grid_column *columns, size_t n,
               const struct grid_cell *cells, size_t n_cells,
               struct grid_source source);
void grid_clear(struct grid *g);
/* Puts the cursor there; going up and down keeps to that column. */
void grid_go(struct grid *g, struct grid_at at);
/* Rows came or went. */
void grid_set_rows(struct grid *g, int n);
/* Takes what is being typed; false: it was refused, and the reason is told. */
bool grid_leave(struct grid *g, struct ui *ui);
/* Before something is chosen for the cell: what is typed in it is taken if it
   can be, else the choice stands for it. */
void grid_leave_for_choice(struct grid *g);

uint64_t grid_contexts(const struct grid *g);
enum view_result grid_command(struct grid *g, struct ui *ui, int cmd);
enum view_result grid_key(struct grid *g, struct ui *ui, const struct key *k);

/* Rows the cells over the table take at this width. */
int grid_head_rows(const struct grid *g, int cols);
void grid_draw_head(struct grid *g, struct canvas *c, struct rect area);
void grid_draw(struct grid *g, struct canvas *c, struct rect area);
/* A sentence below the table, wrapped, at most area.rows. */
void grid_draw_text(struct canvas *c, struct rect area, enum role role,
                    const char *text);

#endif
