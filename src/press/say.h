/* What the press tells pbtui, on standard error, in the form that
   pbtui/report/wire.h describes. */
#ifndef PBTUI_PRESS_SAY_H
#define PBTUI_PRESS_SAY_H

#include <stddef.h>

#include "pbtui/report/wire.h"

void say_font(const char *face, const char *family);
void say_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void say_count(const char *what, size_t n); /* pages, rows */
/* Says why there will be nothing, and ends the program with that status.  The
   press holds nothing that would have to be put in order first. */
void refuse(int status, const char *fmt, ...)
    __attribute__((noreturn, format(printf, 2, 3)));

#endif
