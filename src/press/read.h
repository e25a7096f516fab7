/* The lines of pbtui/report/wire.h, taken apart (lines.h). */
#ifndef PBTUI_PRESS_READ_H
#define PBTUI_PRESS_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "lines.h"
#include "pbtui/report/page.h"
#include "pbtui/report/wire.h"

enum wire_word {
    WORD_TITLE,
    WORD_FONT,
    WORD_PAGES,
    WORD_PAGE,
    WORD_STYLE,
    WORD_TEXT,
    WORD_RULE,
    WORD_END
};

/* One line.  Only what belongs to its word is filled in. */
struct wire_line {
    enum wire_word word;
    enum page_face face;
    enum page_align align;
    enum rule_weight weight;
    bool down;
    int size, cell;
    int x, y;
    int width, height; /* of the page; width of the box, length of the rule */
    size_t pages;
    const char *text; /* lent until the next line */
    size_t n_text;
};

void read_line(struct lines *in, struct wire_line *out);

#endif
