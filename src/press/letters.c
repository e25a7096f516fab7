/* A line's characters → its glyphs.  What can be written as one letter (e and
   an accent) is; a mark that stays finds its place in layout.c; scripts whose
   letters change with their neighbours go to shape.c. */
#include "layout_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"

static void read_characters(struct content *c, const struct line *line)
{
    c->n_cps = 0;
    for (size_t at = 0; at < line->n_bytes;) {
        uint32_t cp;
        at += utf8_next(line->text + at, line->n_bytes - at, &cp);
        MEM_PUSH(c->cps, c->n_cps, c->cap_cps);
        c->cps[c->n_cps++] = cp;
    }
}

/* Asked of every character, so the usual ones are told apart first. */
static bool is_mark(uint32_t cp)
{
    return cp >= 0x300 && !(cp >= 0x3100 && cp < 0xA000) &&
           width_cp_cols(cp) == 0;
}

/* The letter that stands for the one at `from` and the marks after it; *to is
   where they end. */
static uint32_t compose(const struct content *c, const struct line *line,
                        size_t from, size_t *to)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    uint32_t cp = c->cps[from];
    hb_codepoint_t both = 0;
    *to = from + 1;
    while (*to < c->n_cps && is_mark(c->cps[*to]) &&
           hb_unicode_compose(unicode, cp, c->cps[*to], &both) != 0 &&
           faces_has(c->faces, line->face, both)) {
        cp = both;
        ++*to;
    }
    return cp;
}

void letters_read(struct content *c, const struct line *line)
{
    c->n_glyphs = 0;
    read_characters(c, line);
    for (size_t at = 0; at < c->n_cps;) {
        size_t to = shape_span(c, at);
        if (to > at) {
            shape_add(c, line, at, to);
            at = to;
            continue;
        }
        uint32_t cp = compose(c, line, at, &to);
        const struct glyph *g = faces_glyph(c->faces, line->face, cp, c->page);
        if (g->kind != GLYPH_NOTHING) {
            MEM_PUSH(c->glyphs, c->n_glyphs, c->cap_glyphs);
            c->glyphs[c->n_glyphs++] = (struct placed){.glyph = *g,
                                                       .cp = cp,
                                                       .from = at,
                                                       .to = to,
                                                       .opens = g->foreign,
                                                       .closes = g->foreign,
                                                       .alone = g->foreign};
        }
        at = to;
    }
}
