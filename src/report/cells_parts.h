/* The parts of report/cells: the lines that come from the press. */
#ifndef PBTUI_REPORT_CELLS_PARTS_H
#define PBTUI_REPORT_CELLS_PARTS_H

#include <stdint.h>

#include "pbtui/report/cells.h"
#include "pbtui/report/cells_wire.h"

enum cells_stage {
    LINES_VERSION,
    LINES_FILE,
    LINES_ENCODING,
    LINES_SEPARATOR,
    LINES_SHEET,
    LINES_MERGES,
    LINES_ROWS,
    LINES_OVER /* nothing more may come */
};

struct cells_lines {
    struct cells_file *file;
    const struct import_taker *taker;
    struct err *err; /* the taker's */
    enum cells_stage stage;
    bool bad;    /* it does not keep to the form */
    bool failed; /* the taker */
    struct err no;
    uint64_t bytes;
    size_t last_row;
    struct import_merge *merges;
    size_t n_merges, cap_merges;
    const char *notes[CELLS_NOTES];
    size_t n_notes;
    struct import_cell cells[CELLS_COLS];
    /* What has come and is not yet a whole line. */
    size_t n;
    char *room;
};

void cells_lines_begin(struct cells_lines *l, struct cells_file *f,
                       const struct import_taker *taker, struct err *err);
void cells_lines_clear(struct cells_lines *l);
/* Where the next bytes go, and how many at most. */
char *cells_lines_room(struct cells_lines *l, size_t *n);
/* So many have come; false: no more are wanted. */
bool cells_lines_take(struct cells_lines *l, size_t n);

#endif
