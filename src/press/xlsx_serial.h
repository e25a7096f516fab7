/* Days and times that a spreadsheet keeps as numbers, or in ISO 8601. */
#ifndef PBTUI_PRESS_XLSX_SERIAL_H
#define PBTUI_PRESS_XLSX_SERIAL_H

#include "cells_out.h"
#include "xlsx_styles.h"

enum { SERIAL_TEXT = 32 };

/* What the number is shown as: 2026-03-05, 2026-03-05 14:30, 14:30; the letter
   of its kind.  CELL_NUMBER: it is no day that there could be, `out` is
   untouched. */
enum cell_letter serial_text(const char *number, enum xlsx_look look,
                             bool base_1904, char out[SERIAL_TEXT]);
/* 2026-03-05T14:30:00; CELL_TEXT: it is something else. */
enum cell_letter serial_text_iso(const char *iso, char out[SERIAL_TEXT]);

#endif
