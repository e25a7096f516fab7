/* Texts of a few lines, wrapped anew at each draw: nothing to keep in step. */
#include "wrap.h"

#include <string.h>

int wrap_rows(const char *s, int cols, int *widest)
{
    struct fit_line line;
    size_t n_bytes = strlen(s);
    int rows = 0;
    int most = 0;
    for (size_t at = 0; fit_wrap_line(s, n_bytes, at, cols, &line);
         at = line.next_bytes) {
        most = line.cols > most ? line.cols : most;
        rows++;
    }
    if (widest != NULL) {
        *widest = most;
    }
    return rows;
}

int wrap_draw(struct canvas *c, struct rect area, enum role role, const char *s,
              int skip)
{
    struct fit_line line;
    size_t n_bytes = strlen(s);
    int row = -skip;
    for (size_t at = 0;
         row < area.rows && fit_wrap_line(s, n_bytes, at, area.cols, &line);
         at = line.next_bytes) {
        if (row >= 0) {
            canvas_putn(c, area.row + row, area.col, role, s + line.at_bytes,
                        line.n_bytes);
        }
        row++;
    }
    return row > 0 ? row : 0;
}
