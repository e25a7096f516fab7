/* Texts that cells share, and how texts are written in an xlsx. */
#ifndef PBTUI_PRESS_XLSX_STRINGS_H
#define PBTUI_PRESS_XLSX_STRINGS_H

#include "pbtui/base/strbuf.h"
#include "xlsx_zip.h"

enum {
    /* All of them are held; 200,000 rows of ten different texts are half of
       it. */
    STRINGS_BYTES = 96 << 20,
    STRINGS_COUNT = 4 << 20
};

struct xlsx_strings {
    struct strbuf text;
    uint32_t *ends;
    size_t n, cap;
};

void strings_init(struct xlsx_strings *s);
void strings_clear(struct xlsx_strings *s);
bool strings_read(struct xlsx_strings *s, struct archive *a, const char *part,
                  struct err *err);
/* NULL: there is no such text. */
const char *strings_at(const struct xlsx_strings *s, size_t i, size_t *n);

/* _x000D_ and its like from `from` on become the character they stand for;
   one that text cannot hold stays as it is. */
void strings_unescape(struct strbuf *sb, size_t from);

#endif
