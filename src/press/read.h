/* The lines of pbtui/report/wire.h, taken apart.  Whatever does not keep to the
   form ends the program with a sentence that names the line. */
#ifndef PBTUI_PRESS_READ_H
#define PBTUI_PRESS_READ_H

#include <stdbool.h>
#include <stddef.h>

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

struct reader {
    int fd;
    size_t line; /* number of the last one */
    size_t at, n;
    bool over; /* nothing more will come */
    char bytes[4 * WIRE_LINE_BYTES];
};

/* Reads the first line, that of the version. */
void read_begin(struct reader *r, int fd);
void read_line(struct reader *r, struct wire_line *out);
/* After the last line nothing may follow. */
void read_nothing(struct reader *r);
/* The line read last stands at the wrong place, or holds an impossible
   value. */
void read_refuse(const struct reader *r) __attribute__((noreturn));

#endif
