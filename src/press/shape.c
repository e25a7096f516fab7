/* Text whose letters change with their neighbours (Arabic, Mongolian, Tibetan
   …), or that runs from right to left.  Stages: a stretch of such text → its
   parts, each of one script or a number → HarfBuzz sets each → the parts in the
   order in which they stand.

   A stretch from right to left begins and ends with a letter of that kind, and
   a number in it keeps its own direction.  What follows it, a date, say, is
   read as a Chinese reader does, from left to right, although UAX 9 would turn
   it round. */
#include <string.h>

#include "layout_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/width.h"

enum nature {
    NATURE_PLAIN,  /* a letter that is always the same */
    NATURE_COMMON, /* signs: they go with their neighbours */
    NATURE_MARK,
    NATURE_DIGIT,
    NATURE_SHAPED
};

static hb_script_t script_of(uint32_t cp)
{
    return hb_unicode_script(hb_unicode_funcs_get_default(), cp);
}

static bool is_backward(hb_script_t script)
{
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}

static enum nature nature_of(uint32_t cp)
{
    /* Everything else is set by HarfBuzz, which does no harm to what would not
       need it. */
    static const hb_script_t plain[] = {
        HB_SCRIPT_LATIN,    HB_SCRIPT_GREEK,    HB_SCRIPT_CYRILLIC,
        HB_SCRIPT_HAN,      HB_SCRIPT_HIRAGANA, HB_SCRIPT_KATAKANA,
        HB_SCRIPT_BOPOMOFO, HB_SCRIPT_HANGUL,   HB_SCRIPT_YI,
        HB_SCRIPT_BRAILLE,  HB_SCRIPT_UNKNOWN};
    if (cp < 0x300) {
        return cp >= '0' && cp <= '9'              ? NATURE_DIGIT
               : script_of(cp) == HB_SCRIPT_COMMON ? NATURE_COMMON
                                                   : NATURE_PLAIN;
    }
    const hb_script_t script = script_of(cp);
    if (hb_unicode_general_category(hb_unicode_funcs_get_default(), cp) ==
        HB_UNICODE_GENERAL_CATEGORY_DECIMAL_NUMBER) {
        return NATURE_DIGIT;
    }
    for (size_t i = 0; i < ARRAY_LEN(plain); i++) {
        if (script == plain[i]) {
            return NATURE_PLAIN;
        }
    }
    if (script == HB_SCRIPT_COMMON && cp >= 0x2000) {
        return NATURE_PLAIN; /* Chinese signs part, as Chinese letters do */
    }
    return script == HB_SCRIPT_COMMON      ? NATURE_COMMON
           : script == HB_SCRIPT_INHERITED ? NATURE_MARK
                                           : NATURE_SHAPED;
}

size_t shape_span(const struct content *c, size_t from)
{
    const uint32_t first = c->cps[from];
    /* From the radicals to the end of Yi nothing is, and most of us is there.
     */
    if (first < 0x300 || (first >= 0x2E80 && first < 0xA4D0) ||
        nature_of(first) != NATURE_SHAPED) {
        return from;
    }
    const bool backward = is_backward(script_of(first));
    size_t end = from + 1;
    for (size_t i = end; i < c->n_cps; i++) {
        enum nature nature = nature_of(c->cps[i]);
        if (nature == NATURE_PLAIN ||
            (nature == NATURE_SHAPED &&
             is_backward(script_of(c->cps[i])) != backward)) {
            break;
        }
        if (nature == NATURE_SHAPED || (nature == NATURE_MARK && i == end)) {
            end = i + 1;
        }
    }
    return end;
}

/* ---- parts -----------------------------------------------------------------
 */

/* A sign between two digits belongs to the number. */
static bool is_in_number(const struct content *c, size_t i, size_t to)
{
    return nature_of(c->cps[i]) == NATURE_DIGIT ||
           (i + 1 < to && c->cps[i] != ' ' &&
            nature_of(c->cps[i]) == NATURE_COMMON &&
            nature_of(c->cps[i - 1]) == NATURE_DIGIT &&
            nature_of(c->cps[i + 1]) == NATURE_DIGIT);
}

/* A part begins with a letter or a digit; where it ends. */
static size_t end_of_part(const struct content *c, size_t from, size_t to)
{
    const bool number = nature_of(c->cps[from]) == NATURE_DIGIT;
    const hb_script_t script = script_of(c->cps[from]);
    size_t i = from + 1;
    while (i < to && (number ? is_in_number(c, i, to)
                             : nature_of(c->cps[i]) != NATURE_DIGIT &&
                                   (nature_of(c->cps[i]) != NATURE_SHAPED ||
                                    script_of(c->cps[i]) == script))) {
        i++;
    }
    return i;
}

/* ---- glyphs ----------------------------------------------------------------
 */

static hb_buffer_t *set_part(const struct font *font, const struct content *c,
                             size_t from, size_t to)
{
    hb_buffer_t *b = hb_buffer_create();
    hb_buffer_set_content_type(b, HB_BUFFER_CONTENT_TYPE_UNICODE);
    for (size_t i = from; i < to; i++) {
        hb_buffer_add(b, c->cps[i], (unsigned)i);
    }
    hb_buffer_guess_segment_properties(b);
    if (nature_of(c->cps[from]) == NATURE_DIGIT) {
        hb_buffer_set_direction(b, HB_DIRECTION_LTR);
    }
    hb_shape(font->hb, b, NULL, 0);
    return b;
}

static int of_em(const struct font *font, hb_position_t n)
{
    const hb_position_t most = 4 * font->units;
    n = n < -most ? -most : n > most ? most : n;
    return (int)(1000L * n / font->units);
}

/* Where the characters end that begin at this cluster. */
static size_t end_of_cluster(const hb_glyph_info_t *infos, unsigned n,
                             size_t cluster, size_t to)
{
    for (unsigned i = 0; i < n; i++) {
        if (infos[i].cluster > cluster && infos[i].cluster < to) {
            to = infos[i].cluster;
        }
    }
    return to;
}

static void add_part(struct content *c, const struct line *line, size_t from,
                     size_t to)
{
    const int at =
        faces_font(c->faces, line->face, c->cps + from, to - from, c->page);
    if (at < 0) {
        return;
    }
    struct font *font = &c->faces->fonts[at];
    hb_buffer_t *b = set_part(font, c, from, to);
    unsigned n = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(b, &n);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(b, &n);
    for (unsigned i = 0; i < n; i++) {
        const size_t cluster = infos[i].cluster;
        const hb_codepoint_t id = infos[i].codepoint;
        if (id >= font->n_glyphs) {
            continue;
        }
        const int nominal = font_advance(font, id);
        struct placed p = {
            .glyph = {.kind = id == 0 ? GLYPH_BLANK : GLYPH_SHAPED,
                      .cells = 1,
                      .font = (uint8_t)at,
                      .id = font->ids[id],
                      .advance = (uint16_t)of_em(
                          font,
                          places[i].x_advance < 0 ? 0 : places[i].x_advance)},
            .cp = c->cps[cluster],
            .dx = of_em(font, places[i].x_offset),
            .dy = of_em(font, places[i].y_offset),
            .from = cluster,
            .to = end_of_cluster(infos, n, cluster, to),
            .opens = i == 0 || infos[i - 1].cluster != cluster,
            .closes = i + 1 == n || infos[i + 1].cluster != cluster};
        /* One glyph for one character needs no more than the font's table. */
        bool one = p.opens && p.closes && p.to - p.from == 1;
        if (id == 0 || (font_draw(font, id, p.cp) && one)) {
            p.opens = p.closes = false;
        }
        p.alone = p.opens || p.closes || !one || p.dx != 0 || p.dy != 0 ||
                  p.glyph.advance != nominal;
        MEM_PUSH(c->glyphs, c->n_glyphs, c->cap_glyphs);
        c->glyphs[c->n_glyphs++] = p;
    }
    hb_buffer_destroy(b);
}

/* A stretch that is wider than its cells is squeezed into them as a whole. */
static void squeeze_all(struct content *c, const struct line *line,
                        size_t first, size_t from, size_t to)
{
    long is = 0;
    long most = 0;
    for (size_t i = first; i < c->n_glyphs; i++) {
        is += (long)c->glyphs[i].glyph.advance * line->size / 100;
    }
    for (size_t i = from; i < to; i++) {
        most += width_cp_cols(c->cps[i]) * line->cell;
    }
    for (size_t i = first; i < c->n_glyphs; i++) {
        c->glyphs[i].squeeze =
            is > most ? (int)(NO_SQUEEZE * most / is) : NO_SQUEEZE;
    }
}

void shape_add(struct content *c, const struct line *line, size_t from,
               size_t to)
{
    const bool backward = is_backward(script_of(c->cps[from]));
    const size_t first = c->n_glyphs;
    for (size_t part = from; part < to;) {
        const size_t end = end_of_part(c, part, to);
        const size_t before = c->n_glyphs;
        add_part(c, line, part, end);
        if (backward) { /* in front of the parts before it */
            struct placed *all = c->glyphs + first;
            const size_t n = c->n_glyphs - before;
            struct placed *last = mem_grow(NULL, n + 1, sizeof *last);
            memcpy(last, c->glyphs + before, n * sizeof *last);
            memmove(all + n, all, (before - first) * sizeof *all);
            memcpy(all, last, n * sizeof *last);
            mem_free(last);
        }
        part = end;
    }
    squeeze_all(c, line, first, from, to);
}
