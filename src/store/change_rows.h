/* What a change is made of, between change_build.c, which puts it together, and
   change.c, which writes it. */
#ifndef PBTUI_STORE_CHANGE_ROWS_H
#define PBTUI_STORE_CHANGE_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "image.h"
#include "pbtui/base/arena.h"

enum cell_kind { CELL_VALUE, CELL_REF, CELL_SECRET };

struct cell {
    struct cell *next;
    const char *column;
    enum cell_kind kind;
    struct image_value value;       /* of a secret: the value in plain */
    const struct change_row *other; /* of a reference */
};

struct change_row {
    struct change_row *next;
    struct change *owner;
    const char *table;
    int64_t id; /* of an insert: known when written */
    int64_t ver;
    bool touch;
    bool is_insert;
    struct cell *cells;
    struct cell **last_cell;
};

struct change {
    struct arena *arena;
    const char *label;
    const char *reason;
    const char *op;
    struct change_row *rows;
    struct change_row **last_row;
    /* The updates by their row: open addressing, at most half full. */
    struct change_row **updates;
    size_t n_updates;
    size_t n_places; /* a power of two, or 0 */
};

#endif
