/* Finding in a long text: case and full-width forms do not matter. */
#ifndef PBTUI_TUI_FIND_H
#define PBTUI_TUI_FIND_H

#include <stddef.h>
#include <stdint.h>

#include "pbtui/tui/canvas.h"

#define FIND_CHARS 64 /* of a needle that count */

struct needle {
    uint32_t cps[FIND_CHARS]; /* folded */
    size_t n;
};

void needle_set(struct needle *needle, const char *s);
/* Bytes of s that match at its beginning, 0: none. */
size_t needle_match(const struct needle *needle, const char *s, size_t n_bytes);
/* Where the first match at or behind `from` begins; n_bytes: none. */
size_t needle_search(const struct needle *needle, const char *s, size_t n_bytes,
                     size_t from);
/* One wrapped line of s at row, col; what matches is in ROLE_MATCH, also where
   a match comes over from the line before. */
void needle_draw_line(const struct needle *needle, struct canvas *c, int row,
                      int col, enum role role, const char *s, size_t n_bytes,
                      const struct fit_line *line);

#endif
