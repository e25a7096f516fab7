/* Private to the layout: the glyphs of a line, in the order in which they
   stand. */
#ifndef PBTUI_PRESS_LAYOUT_PARTS_H
#define PBTUI_PRESS_LAYOUT_PARTS_H

#include "layout.h"

enum { NO_SQUEEZE = 10000 };

struct placed {
    struct glyph glyph;
    uint32_t cp;
    int squeeze; /* 1/10000, of GLYPH_SHAPED */
    int dx, dy;  /* thousandths of the em, from where it would stand */
    /* The text layer says content->cps[from … to-1] for all glyphs from the one
       that opens it to the one that closes it. */
    size_t from, to;
    bool opens, closes;
    bool alone; /* cannot be shown together with its neighbours */
};

/* ---- letters.c ----------------------------------------------------------- */

void letters_read(struct content *c, const struct line *line);

/* ---- shape.c ------------------------------------------------------------- */

/* Where the text ends whose letters change with their neighbours; `from` when
   none begins there. */
size_t shape_span(const struct content *c, size_t from);
/* Adds its glyphs. */
void shape_add(struct content *c, const struct line *line, size_t from,
               size_t to);

#endif
