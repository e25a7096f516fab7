/* What a failed system call on a file means to a clerk; private to base. */
#ifndef PBTUI_SRC_BASE_FILE_FAIL_H
#define PBTUI_SRC_BASE_FILE_FAIL_H

#include <stdbool.h>

#include "pbtui/base/err.h"

/* Sets E-FILE-001 … 010 for this errno; returns false. */
bool file_fail(struct err *err, int number, const char *path);

#endif
