/* An xlsx as lines of the wire. */
#ifndef PBTUI_PRESS_XLSX_H
#define PBTUI_PRESS_XLSX_H

#include "cells_out.h"

/* `sheet`: by its name, or its number among those that are shown; "": the first
   of them with anything in it. */
bool xlsx_read(int fd, const char *sheet, struct cells_out *out,
               struct err *err);

#endif
