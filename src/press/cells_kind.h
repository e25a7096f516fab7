/* What a file is, by its bytes; its name is not known here. */
#ifndef PBTUI_PRESS_CELLS_KIND_H
#define PBTUI_PRESS_CELLS_KIND_H

#include <stdbool.h>

#include "pbtui/base/err.h"

enum cells_kind {
    KIND_ZIP, /* xlsx, or something else that is one */
    KIND_TEXT /* csv, as far as the beginning tells */
};

/* Everything else is refused with what it is and what to do. */
bool kind_find(int fd, enum cells_kind *out, struct err *err);

#endif
