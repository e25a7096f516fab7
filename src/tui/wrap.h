/* Wrapped text to look at, on a canvas. */
#ifndef PBTUI_TUI_WRAP_H
#define PBTUI_TUI_WRAP_H

#include "pbtui/tui/canvas.h"

/* Rows that s takes at this width; *widest (may be NULL): its longest row. */
int wrap_rows(const char *s, int cols, int *widest);
/* Draws what of s fits into the area, from row `skip` of the text on; returns
   the rows drawn. */
int wrap_draw(struct canvas *c, struct rect area, enum role role, const char *s,
              int skip);

#endif
