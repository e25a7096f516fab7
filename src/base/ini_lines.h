/* INI text → lines → keys and complaints; private to base. */
#ifndef PBTUI_SRC_BASE_INI_LINES_H
#define PBTUI_SRC_BASE_INI_LINES_H

#include <stddef.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/ini.h"
#include "pbtui/base/strbuf.h"

/* One pass over one text. */
struct ini_reader {
    struct ini *out;
    struct arena *arena;
    size_t keys_cap;
    size_t complaints_cap;
    int line;
    const char *section;  /* NULL after a header that could not be read */
    bool checks;          /* values is wanted */
    struct strbuf values; /* line number = value as typed, for iniparser */
};

void ini_read_lines(struct ini_reader *r, const char *text, size_t n);
void ini_complain(struct ini_reader *r, int line, const char *what);

#endif
