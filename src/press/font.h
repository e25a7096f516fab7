/* One font file: which glyph a character has, how wide it is, which glyphs were
   drawn. */
#ifndef PBTUI_PRESS_FONT_H
#define PBTUI_PRESS_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <harfbuzz/hb.h>

#include "catalog.h"

enum font_kind { FONT_TRUETYPE, FONT_CFF_PLAIN, FONT_CFF_CID };

struct font {
    const struct catalog_font *from;
    enum font_kind kind;
    hb_face_t *face;
    hb_font_t *hb;
    size_t n_glyphs;
    /* What the PDF calls a glyph: its number, or its character id. */
    uint16_t *ids;
    /* By glyph: the character it was drawn for first, 0 for none.  The text
       layer can have only one. */
    uint32_t *drawn_for;
    int units; /* to the em */
};

/* False when the file is broken or cannot go into a PDF. */
bool font_open(struct font *out, const struct catalog_font *from);
void font_clear(struct font *f);
/* 0 when it has none. */
hb_codepoint_t font_glyph(const struct font *f, uint32_t cp);
/* The form of exactly this width that the font has under a feature (hwid, fwid)
   of its own; otherwise the glyph itself. */
hb_codepoint_t font_form(const struct font *f, uint32_t cp, hb_tag_t feature,
                         int advance);
/* In thousandths of the em. */
int font_advance(const struct font *f, hb_codepoint_t glyph);
/* The middle of what the glyph draws, from where it begins; thousandths of the
   em. */
int font_middle(const struct font *f, hb_codepoint_t glyph);
/* Notes that the glyph is drawn for a character; false when it stands for
   another one in the text layer. */
bool font_draw(struct font *f, hb_codepoint_t glyph, uint32_t cp);
bool font_is_drawn(const struct font *f);

#endif
