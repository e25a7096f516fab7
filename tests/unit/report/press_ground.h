/* A press that is a script, and two pages for it. */
#ifndef PBTUI_TESTS_PRESS_GROUND_H
#define PBTUI_TESTS_PRESS_GROUND_H

#include <stdbool.h>

#include "pbtui/report/press.h"

/* In this program's folder; up to eight live at once. */
const char *press_path(const char *name);
/* From now on the press is this script, whose HOME is that folder. */
void press_be(const char *script);

/* What a good press does, as the end of a script. */
#define PRESS_GOOD                                                             \
    "printf 'press\\tfont\\tbody\\tAny Font\\n' >&2\n"                         \
    "printf 'press\\tnote\\t没有找到仿宋\\n' >&2\n"                      \
    "printf 'press\\tpages\\t2\\n' >&2\n"                                      \
    "printf '%%PDF-1.5\\nall of it\\n%%%%EOF\\n'"

extern const struct document press_pages; /* two */
bool press_two(const char *path, enum file_flags flags, struct err *err);
void press_refused(const char *path, const char *code);

/* Files in the folder that a draft has left behind. */
int press_torsos(void);
char *press_read_back(const char *name); /* owned by the caller */

#endif
