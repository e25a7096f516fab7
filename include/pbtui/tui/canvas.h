/* A grid of cells that everything is drawn on.  Knows nothing of a terminal:
   a test prints it as text, term.c shows it.

   A wide character takes its cell and the right half behind it; putting
   something over one half blanks the other, keeping its role.  Nothing is ever
   drawn outside the clip rectangle, and no wide character across its edge. */
#ifndef PBTUI_TUI_CANVAS_H
#define PBTUI_TUI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/text/fit.h"
#include "pbtui/tui/theme.h"

#define CELL_MARKS 4

struct cell {
    uint32_t cp; /* 0: right half of the cell before */
    uint32_t marks[CELL_MARKS];
    uint8_t role;
    uint8_t cols; /* 1 or 2; 0 for a right half */
};

struct rect {
    int row, col, rows, cols;
};

struct canvas {
    int rows, cols;
    struct cell *cells;
    struct rect clip;
    int caret_row, caret_col; /* -1: nobody wants it; parked at 0,0 */
    bool ascii;               /* frames as + - | (ambiguous is wide) */
};

void canvas_init(struct canvas *c, int rows, int cols);
void canvas_clear_memory(struct canvas *c);
void canvas_resize(struct canvas *c, int rows, int cols); /* blanks all */
void canvas_blank(struct canvas *c); /* all cells ' ', caret -1, no clip */

/* Narrows the clip to its part inside r; returns the one before. */
struct rect canvas_clip(struct canvas *c, struct rect r);
void canvas_unclip(struct canvas *c, struct rect before);

void canvas_fill(struct canvas *c, struct rect r, enum role role);
/* Text passes text_out; returns the column behind it. */
int canvas_put(struct canvas *c, int row, int col, enum role role,
               const char *s);
int canvas_putn(struct canvas *c, int row, int col, enum role role,
                const char *s, size_t n_bytes);
int canvas_putf(struct canvas *c, int row, int col, enum role role,
                const char *fmt, ...) __attribute__((format(printf, 5, 6)));
/* In exactly cols columns, cut and padded as fit_text does. */
void canvas_put_fit(struct canvas *c, int row, int col, int cols,
                    enum role role, enum fit_align align, const char *s);
/* Recolours what stands there. */
void canvas_role(struct canvas *c, struct rect r, enum role role);
void canvas_hline(struct canvas *c, int row, int col, int cols);
void canvas_vline(struct canvas *c, int row, int col, int rows);
/* Frame around r with an optional title in its top line. */
void canvas_box(struct canvas *c, struct rect r, const char *title);
void canvas_caret(struct canvas *c, int row, int col);

/* Whole rows, as drawn, out of the canvas and back into it: for what is the
   same from key to key.  The rows must lie inside the canvas and the clip must
   be as wide as it. */
void canvas_take_rows(const struct canvas *c, int row, int rows,
                      struct cell *out);
void canvas_put_rows(struct canvas *c, int row, int rows,
                     const struct cell *from);

/* For tests: the rows as text, trailing blanks cut; with_roles adds below each
   row that has other roles than ROLE_TEXT a line of role letters, and the caret
   as a last line, "caret 3,7" or "caret none".  The letters in the order of
   enum role: .dTbLfFSMmorwekBDuU_= */
void canvas_dump(const struct canvas *c, struct strbuf *out, bool with_roles);

struct rect rect_inset(struct rect r, int rows, int cols);
struct rect rect_centred(struct rect in, int rows, int cols);

#endif
