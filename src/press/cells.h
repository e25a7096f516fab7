/* A table in, its rows out as lines of pbtui/report/cells_wire.h. */
#ifndef PBTUI_PRESS_CELLS_H
#define PBTUI_PRESS_CELLS_H

#include "cells_out.h"

/* Words: the sheet and the encoding that are wanted, "" for none; the file is
   standard input.  A WIRE_ status. */
int cells_run(const char *const *words);

/* The same of any file; all that can be said is in `out`, its end, too. */
bool cells_read(int fd, const char *sheet, const char *encoding,
                struct cells_out *out, struct err *err);

#endif
