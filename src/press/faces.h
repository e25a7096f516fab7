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
    GLYPH_SYMBOL,  /* ✓ and its like: by itself, as wide as it is */
    GLYPH_MARK,    /* stands over what comes before */
    GLYPH_BLANK,   /* of one cell */
    GLYPH_SHAPED,  /* one form of a letter, as shape.c has found it */
    GLYPH_NOTHING  /* draws nothing: a selector, or no font has it */
};

struct glyph {
    uint8_t kind;
    uint8_t cells;
    uint8_t font; /* in faces->fonts */
    bool foreign; /* its text layer needs help: see font_draw */
    uint16_t id;  /* what the PDF calls it */
    uint16_t advance;
    int16_t middle; /* of what is drawn, from where it begins */
};

/* A character that no font has, and the first page it stands on. */
struct missing {
    uint32_t cp;
    size_t page;
};

enum { FONTS_MAX = 32, PLANES = 0x110000 / 256, MISSING_MAX = 10 };

struct faces {
    struct catalog catalog;
    char *wanted[FACE_COUNT]; /* the user's, owned; NULL: none */
    int chosen[FACE_COUNT];   /* in fonts; -1: not used yet */
    struct font fonts[FONTS_MAX];
    int n_fonts;
    struct glyph *glyphs[FACE_COUNT][PLANES];
    struct missing missing[MISSING_MAX];
    size_t n_missing;
    bool more_missing;
    int n_private; /* characters told about */
};

void faces_begin(struct faces *f);
void faces_clear(struct faces *f);
/* A character that no font has is noted, and draws nothing. */
const struct glyph *faces_glyph(struct faces *f, enum page_face face,
                                uint32_t cp, size_t page);
bool faces_has(struct faces *f, enum page_face face, uint32_t cp);
/* The font, in f->fonts, that has all these characters, the face's own if it
   can; -1: there is none, and those that its best one lacks are noted. */
int faces_font(struct faces *f, enum page_face face, const uint32_t *cps,
               size_t n, size_t page);
/* Ends the program with a sentence when any was missing. */
void faces_refuse_missing(const struct faces *f);

#endif
