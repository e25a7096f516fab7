/* Rows that are all in memory, as the source of a list box. */
#ifndef PBTUI_SCREEN_MEMORY_LIST_H
#define PBTUI_SCREEN_MEMORY_LIST_H

#include "pbtui/tui/listbox.h"

struct memory_list {
    struct list_row *rows; /* lent; ids from 1 in their order, key unused */
    size_t n;
    size_t n_cells; /* of each row: what the filter looks at */
};

struct list_source memory_list_source(struct memory_list *m);

#endif
