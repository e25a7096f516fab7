/* Which glyph writes a character: from the font of its face, then from the
   usual fonts with many characters, then from any font.  The place of a
   character never depends on which font it came from; see layout.c.

   A private character (自造字) means something only in the font it was made
   for, so it comes from the font of its face or not at all. */
#include "faces_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"
#include "say.h"

enum { PRIVATE_TOLD = 10, ONE_EM = 1000, HALF_EM = 500 };

/* Asked first for a character that the face itself lacks. */
static const char *const wide_fonts[] = {
    "Noto Serif CJK SC", "Noto Sans CJK SC",  "SimSun",
    "AR PL UMing CN",    "WenQuanYi Zen Hei", "Source Han Serif SC"};

static bool is_selector(uint32_t cp)
{
    return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF) ||
           (cp >= 0x180B && cp <= 0x180F) || (cp >= 0x200B && cp <= 0x200D);
}

bool faces_is_private(uint32_t cp)
{
    return (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
}

/* Letters with accents, Greek and Cyrillic run on like Latin, however many
   cells a terminal gives them. */
static enum glyph_kind kind_of(uint32_t cp, int cells)
{
    if (is_selector(cp)) {
        return GLYPH_NOTHING;
    }
    if (cp == ' ' || cp == 0xA0) {
        return GLYPH_BLANK;
    }
    if (cells == 0) {
        return GLYPH_MARK;
    }
    bool letter = cp >= 0xC0 && cp < 0x530 && cp != 0xD7 && cp != 0xF7;
    if (cells == 2 && !letter) {
        return GLYPH_WHOLE;
    }
    return cp >= 0x2010 ? GLYPH_SYMBOL : GLYPH_LATIN;
}

/* ---- fonts that have it ----------------------------------------------------
 */

/* A selector draws nothing, and a gap needs no glyph. */
static bool needs_glyph(uint32_t cp)
{
    return !is_selector(cp) && cp != ' ';
}

static bool has_all(const struct font *font, const uint32_t *cps, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (needs_glyph(cps[i]) && font_glyph(font, cps[i]) == 0) {
            return false;
        }
    }
    return true;
}

/* Opened when it is there and has them; -1. */
static int try_font(struct faces *f, const struct catalog_font *from,
                    const uint32_t *cps, size_t n)
{
    if (from == NULL || !catalog_has(from, cps[0])) {
        return -1;
    }
    int got = faces_open(f, from);
    return got >= 0 && has_all(&f->fonts[got], cps, n) ? got : -1;
}

static int find_font(struct faces *f, enum page_face face, const uint32_t *cps,
                     size_t n)
{
    int got = faces_chosen(f, face);
    if (has_all(&f->fonts[got], cps, n)) {
        return got;
    }
    got = -1;
    for (size_t i = 0; i < n; i++) {
        if (faces_is_private(cps[i])) {
            return -1;
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(wide_fonts) && got < 0; i++) {
        got = try_font(
            f, catalog_find(&f->catalog, wide_fonts[i], faces_weight(face)),
            cps, n);
    }
    for (size_t i = 0; i < f->catalog.n && got < 0; i++) {
        got = try_font(f, &f->catalog.fonts[i], cps, n);
    }
    return got;
}

bool faces_has(struct faces *f, enum page_face face, uint32_t cp)
{
    return find_font(f, face, &cp, 1) >= 0;
}

static void note_missing(struct faces *f, uint32_t cp, size_t page)
{
    for (size_t i = 0; i < f->n_missing; i++) {
        if (f->missing[i].cp == cp) {
            return;
        }
    }
    if (f->n_missing == MISSING_MAX) {
        f->more_missing = true;
        return;
    }
    f->missing[f->n_missing++] = (struct missing){cp, page};
}

int faces_font(struct faces *f, enum page_face face, const uint32_t *cps,
               size_t n, size_t page)
{
    int got = find_font(f, face, cps, n);
    /* The best is one that has the first. */
    int best = got >= 0 ? got : find_font(f, face, cps, 1);
    for (size_t i = 0; i < n && got < 0; i++) {
        if (best >= 0 ? !has_all(&f->fonts[best], &cps[i], 1)
                      : find_font(f, face, &cps[i], 1) < 0) {
            note_missing(f, cps[i], page);
        }
    }
    return got;
}

/* ---- glyphs ----------------------------------------------------------------
 */

/* Digits of one width, so that numbers stand below each other; a dash or a dot
   as wide as its place. */
static hb_codepoint_t glyph_of(const struct font *font, uint32_t cp,
                               enum glyph_kind kind)
{
    hb_codepoint_t glyph = font_glyph(font, cp);
    int advance = font_advance(font, glyph);
    if (cp >= '0' && cp <= '9' && advance != HALF_EM) {
        return font_form(font, cp, HB_TAG('h', 'w', 'i', 'd'), HALF_EM);
    }
    if (kind == GLYPH_WHOLE && advance != ONE_EM) {
        return font_form(font, cp, HB_TAG('f', 'w', 'i', 'd'), ONE_EM);
    }
    return glyph;
}

/* The brackets that text_out puts around what it makes visible are in no
   Chinese font; those that look like them are in all. */
static uint32_t stand_in(uint32_t cp)
{
    return cp == 0x27E8 ? 0x3008 : cp == 0x27E9 ? 0x3009 : cp;
}

static void tell_private(struct faces *f, uint32_t cp, const struct font *font,
                         size_t page)
{
    char s[4];
    if (f->n_private++ < PRIVATE_TOLD) {
        say_note("第 %zu 页的自造字“%.*s”（U+%04X）取自字体 %s，"
                 "请核对印出来的字形",
                 page, (int)utf8_put(s, cp), s, (unsigned)cp,
                 font->from->family);
    }
}

static void look_up(struct faces *f, enum page_face face, uint32_t cp,
                    size_t page, struct glyph *g)
{
    int cells = width_cp_cols(cp);
    uint32_t drawn = cp;
    g->kind = (uint8_t)kind_of(cp, cells);
    g->cells = (uint8_t)cells;
    if (g->kind == GLYPH_NOTHING) {
        return;
    }
    int at = find_font(f, face, &drawn, 1);
    if (at < 0 && stand_in(cp) != cp) {
        drawn = stand_in(cp);
        at = find_font(f, face, &drawn, 1);
    }
    if (at < 0) {
        note_missing(f, cp, page);
        g->kind = GLYPH_NOTHING;
        return;
    }
    struct font *font = &f->fonts[at];
    hb_codepoint_t glyph = glyph_of(font, drawn, (enum glyph_kind)g->kind);
    if (glyph == 0) {
        return; /* a gap */
    }
    g->font = (uint8_t)at;
    g->id = font->ids[glyph];
    g->advance = (uint16_t)font_advance(font, glyph);
    g->middle = (int16_t)font_middle(font, glyph);
    g->foreign = !font_draw(font, glyph, cp);
    if (faces_is_private(cp)) {
        tell_private(f, cp, font, page);
    }
}

const struct glyph *faces_glyph(struct faces *f, enum page_face face,
                                uint32_t cp, size_t page)
{
    struct glyph **plane = &f->glyphs[face][cp >> 8];
    if (*plane == NULL) {
        *plane = mem_new(256 * sizeof **plane);
    }
    struct glyph *g = &(*plane)[cp & 0xFF];
    if (g->kind == GLYPH_UNKNOWN) {
        look_up(f, face, cp, page, g);
    }
    return g;
}
