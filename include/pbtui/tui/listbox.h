/* A list over a source that gives pages of rows: virtual, so that 20,000 rows
   cost what one screen costs.  Remembers the row by its id; columns drop by
   priority when it gets narrow; CMD_SORT goes on to the next column that can be
   sorted by, CMD_SORT_REVERSE turns the order; CMD_FIND opens a line that
   filters as you type: Enter goes back to the rows, Esc shows all again. */
#ifndef PBTUI_TUI_LISTBOX_H
#define PBTUI_TUI_LISTBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/text/width.h"
#include "pbtui/tui/canvas.h"
#include "pbtui/tui/editline.h"
#include "pbtui/tui/key.h"

struct list_column {
    const char *title;
    int min_cols;
    int max_cols; /* grows up to this when there is room */
    int priority; /* 1 stays longest; the largest is dropped first */
    enum fit_align align;
    bool number; /* never cut: ### */
    bool sortable;
};

struct list_row {
    int64_t id;
    const char *const *cells; /* one a column; NULL is "" */
    const char *key;          /* opaque: where the source goes on from here */
    enum role role;           /* ROLE_TEXT, or ROLE_DIM, ROLE_WARN … */
};

/* What the source is asked for. */
struct list_request {
    int sort; /* column, -1: the source's own order */
    bool descending;
    const char *filter; /* "" for none */
    const char *key;    /* go on behind this row; NULL: from the end that
                           `backward` names */
    bool backward;      /* rows before the key, nearest first */
    size_t want;
    int64_t find_id; /* > 0: key is NULL, begin with this row if it is there */
};

struct list_source {
    void *ctx;
    bool (*page)(void *ctx, struct arena *a, const struct list_request *req,
                 struct list_row *rows, size_t *n, struct err *err);
    /* How many there are with this filter; NULL or false: not told. */
    bool (*count)(void *ctx, const char *filter, int64_t *n);
};

struct listbox {
    const struct list_column *columns;
    size_t n_columns;
    struct list_source source;
    int sort;
    bool descending;
    struct editline filter;
    bool filtering;    /* the filter line has the caret */
    const char *empty; /* shown when there is no row: what to press */

    struct arena rows_arena;
    struct list_row *rows; /* the window that is loaded */
    size_t n_rows;
    size_t cursor; /* in rows */
    size_t top;    /* first row shown */
    bool at_start, at_end;
    int64_t *marks;
    size_t n_marks, cap_marks;
    int64_t total;   /* -1: unknown */
    int64_t want_id; /* to stand on after the next load */
    int page_rows;   /* rows shown at the last draw */
    bool stale;
    struct err err; /* the source's last error; shown in the list's place */

    /* the listbox's own */
    size_t cap_rows;
    int64_t first_no;  /* number of the first loaded row, 0 …; -1: unknown */
    bool same_order;   /* sort and filter as at the last load: keys hold */
    struct rect drawn; /* where the rows stood, for the mouse */
    /* The rows as last drawn, without the cursor: a key that only moves the
       cursor copies them instead of fitting every text again. */
    struct list_picture {
        struct cell *cells;
        size_t cap;
        bool valid;
        size_t top, n_rows, cursor;
        struct rect area, status; /* status.rows 0: there is none */
        int canvas_cols;
        bool ascii;
        enum width_ambiguous ambiguous;
    } picture;
};

void listbox_init(struct listbox *l, const struct list_column *columns,
                  size_t n, struct list_source source);
void listbox_clear(struct listbox *l);
void listbox_reload(struct listbox *l); /* data changed: keep row by id */
void listbox_go_to(struct listbox *l, int64_t id);
/* Loads now what a change left to the next draw (before Enter takes a row). */
void listbox_load(struct listbox *l);
int64_t listbox_id(const struct listbox *l); /* 0: no row */
const struct list_row *listbox_row(const struct listbox *l);
bool listbox_is_marked(const struct listbox *l, int64_t id);

/* "3/28", "第 3 行", "共 28 行", "": what is known. */
void listbox_position(const struct listbox *l, char out[48]);

/* CTX_LIST, plus CTX_EDIT while the filter is being typed. */
uint64_t listbox_contexts(const struct listbox *l);
bool listbox_command(struct listbox *l, int cmd);
bool listbox_key(struct listbox *l, const struct key *k);
void listbox_draw(struct listbox *l, struct canvas *c, struct rect area,
                  bool focused);
/* On the canvas of the last listbox_draw: moves the cursor line and tells the
   new position.  False when more than that has changed: draw all. */
bool listbox_patch(struct listbox *l, struct canvas *c);

#endif
