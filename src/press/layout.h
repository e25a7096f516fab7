/* One line of text in its box → what a page's stream says. */
#ifndef PBTUI_PRESS_LAYOUT_H
#define PBTUI_PRESS_LAYOUT_H

#include "faces.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/report/page.h"

/* What a page's stream says, while the page is being drawn.  Lengths are 1/1000
   pt unless said otherwise; y grows upward, as in the PDF. */
struct content {
    struct faces *faces;
    size_t page;
    struct strbuf texts;
    /* What the stream has set last. */
    int font, size, squeeze;
    long spread;
    long x, y; /* 1/100 pt: from where the next text is placed */

    /* Of the line at hand. */
    uint32_t *cps;
    size_t n_cps, cap_cps;
    struct placed *glyphs;
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
void content_begin(struct content *c, struct faces *faces, size_t page);
void content_clear(struct content *c);
void content_line(struct content *c, const struct line *line);
/* 1/100 pt as a PDF has it, with a blank in front. */
void content_add_length(struct strbuf *out, long hundredths);

#endif
