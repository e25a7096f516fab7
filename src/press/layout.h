/* One line of text in its box → what a page's stream says. */
#ifndef PBTUI_PRESS_LAYOUT_H
#define PBTUI_PRESS_LAYOUT_H

#include "faces.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/report/page.h"

/* A page while it is being drawn.  Lengths are 1/1000 pt unless said
   otherwise; y grows upward, as in the PDF. */
struct canvas {
    struct faces *faces;
    size_t page;
    struct strbuf texts;
    /* What the stream has set last. */
    int font, size, squeeze;
    long spread;
    long x, y; /* 1/100 pt: from where the next text is placed */

    struct placed *glyphs; /* of the line at hand */
    size_t n_glyphs, cap_glyphs;
    struct run *runs;
    size_t n_runs, cap_runs;
};

struct line {
    enum page_face face;
    enum page_align align;
    int size; /* 1/100 pt */
    long cell;
    long x, y; /* 1/100 pt: left edge of the box, baseline */
    long width;
    const char *text;
    size_t n_bytes;
};

/* A new page; the stream of the last one is gone. */
void canvas_begin(struct canvas *c, struct faces *faces, size_t page);
void canvas_clear(struct canvas *c);
void canvas_line(struct canvas *c, const struct line *line);
/* 1/100 pt as a PDF has it, with a blank in front. */
void canvas_add_length(struct strbuf *out, long hundredths);

#endif
