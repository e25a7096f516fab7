/* Which font writes what: for every face of the page model its font, and for
   every character the glyph, from that font or from one that has it. */
#ifndef PBTUI_PRESS_FACES_H
#define PBTUI_PRESS_FACES_H

#include "catalog.h"
#include "font.h"
#include "pbtui/report/page.h"

enum glyph_kind {
    GLYPH_UNKNOWN, /* not looked up yet */
    GLYPH_WHOLE,   /* takes two cells */
    GLYPH_LATIN,   /* runs on with its own width */
    GLYPH_SYMBOL,  /* ☑ and its like: by itself, as wide as it is */
    GLYPH_MARK,    /* stands over what comes before */
    GLYPH_BLANK,   /* of one cell */
    GLYPH_NOTHING  /* a selector; draws nothing */
};

struct glyph {
    uint8_t kind;
    uint8_t cells;
    uint8_t font; /* in faces->fonts */
    bool foreign; /* its text layer needs help: see font_draw */
    uint16_t id;  /* what the PDF calls it */
    uint16_t advance;
};

enum { FONTS_MAX = 32, PLANES = 0x110000 / 256 };

struct faces {
    struct catalog catalog;
    char *wanted[FACE_COUNT]; /* the user's, owned; NULL: none */
    int chosen[FACE_COUNT];   /* in fonts; -1: not used yet */
    struct font fonts[FONTS_MAX];
    int n_fonts;
    struct glyph *glyphs[FACE_COUNT][PLANES];
};

void faces_begin(struct faces *f);
void faces_clear(struct faces *f);
/* A character that no font has ends the program; `page` is told then. */
const struct glyph *faces_glyph(struct faces *f, enum page_face face,
                                uint32_t cp, size_t page);

#endif
