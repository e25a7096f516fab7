/* Where each character of a line stands.  Stages: characters → glyphs → runs of
   one font and one kind, each with its width → all of them within the box →
   the words of the stream.

   A whole character (Chinese, its punctuation) takes two cells, whatever its
   font says.  Latin and digits run on with their own widths; a run that would
   be wider than its cells is squeezed into them.  A symbol that terminals count
   as one cell is not: squeezed, nobody knows it.  A line that is still too wide
   is squeezed as a whole: nothing leaves its box.  The baseline is given;
   no font moves it.  A mark stands over the middle of what comes before it. */
#include "layout.h"

#include "layout_parts.h"
#include "pbtui/base/mem.h"
#include "pdf.h"

enum { WHOLE_EM = 1000 };

/* Glyphs that the stream can show with one word. */
struct run {
    size_t from, n;
    long width;  /* what it takes of the line */
    long shift;  /* of the first glyph, from the run's left edge */
    long rise;   /* above the line */
    long spread; /* put after each glyph */
    long back;   /* from its right edge to the middle of its last glyph */
    int squeeze; /* 1/10000 of the natural width */
};

void content_add_length(struct strbuf *out, long hundredths)
{
    char s[24];
    size_t at = sizeof s;
    unsigned long n = hundredths < 0 ? 0ul - (unsigned long)hundredths
                                     : (unsigned long)hundredths;
    unsigned long part = n % 100;
    if (part != 0) {
        if (part % 10 != 0) {
            s[--at] = (char)('0' + part % 10);
        }
        s[--at] = (char)('0' + part / 10);
        s[--at] = '.';
    }
    n /= 100;
    do {
        s[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    if (hundredths < 0) {
        s[--at] = '-';
    }
    s[--at] = ' ';
    sb_addn(out, s + at, sizeof s - at);
}

void content_begin(struct content *c, struct faces *faces, size_t page)
{
    if (c->texts.s == NULL) {
        sb_init(&c->texts);
    }
    sb_reset(&c->texts);
    c->faces = faces;
    c->page = page;
    c->font = -1;
    c->size = 0;
    c->squeeze = NO_SQUEEZE;
    c->spread = 0;
    c->x = 0;
    c->y = 0;
}

void content_clear(struct content *c)
{
    sb_clear(&c->texts);
    mem_free(c->cps);
    mem_free(c->glyphs);
    mem_free(c->runs);
}

/* ---- runs ------------------------------------------------------------------
 */

static long natural(const struct line *line, int advance)
{
    return (long)advance * line->size / 100;
}

/* A blank between two others runs on with them; blanks in a row, at an end, or
   without a glyph keep their cells. */
static bool runs_on(const struct content *c, size_t i)
{
    const struct glyph *g = &c->glyphs[i].glyph;
    if (g->kind != GLYPH_BLANK) {
        return g->kind == GLYPH_LATIN;
    }
    return g->id != 0 && i > 0 && i + 1 < c->n_glyphs &&
           c->glyphs[i - 1].glyph.kind != GLYPH_BLANK &&
           c->glyphs[i + 1].glyph.kind != GLYPH_BLANK;
}

static bool is_even(const struct glyph *g)
{
    return g->kind == GLYPH_WHOLE && g->advance == WHOLE_EM;
}

/* Whether the glyph can be shown together with the one before it. */
static bool joins(const struct content *c, size_t i)
{
    const struct placed *a = &c->glyphs[i - 1];
    const struct placed *b = &c->glyphs[i];
    if (a->glyph.font != b->glyph.font || a->alone || b->alone) {
        return false;
    }
    return (runs_on(c, i - 1) && runs_on(c, i)) ||
           (is_even(&a->glyph) && is_even(&b->glyph)) ||
           (a->glyph.kind == GLYPH_SHAPED && b->glyph.kind == GLYPH_SHAPED &&
            a->squeeze == b->squeeze);
}

static void squeeze_into(struct run *r, long is, long most)
{
    if (is > most) {
        r->squeeze = (int)(NO_SQUEEZE * most / is);
    }
}

/* A narrow glyph in two cells: an opening mark belongs to what follows, a
   closing one to what stands before, the others to the middle. */
static long shift_of(uint32_t cp, long gap)
{
    if (gap <= 0 || cp == 0x201D || cp == 0x2019) {
        return 0;
    }
    return cp == 0x201C || cp == 0x2018 ? gap : gap / 2;
}

static void measure_whole(const struct content *c, const struct line *line,
                          struct run *r)
{
    const struct placed *first = &c->glyphs[r->from];
    const long room = 2 * line->cell;
    const long is = natural(line, first->glyph.advance);
    r->width = (long)r->n * room;
    if ((first->cp == 0x2014 || first->cp == 0x2015) && is > 0 &&
        !is_even(&first->glyph)) {
        r->squeeze = (int)(NO_SQUEEZE * room / is); /* two make one dash */
        return;
    }
    if (!is_even(&first->glyph)) {
        squeeze_into(r, is, room);
        r->shift = shift_of(first->cp, room - is);
        return;
    }
    /* A type that is hardly larger than its grid is set closer; one that is
       much larger is made narrower. */
    if (is - room > is / 20) {
        squeeze_into(r, is, room);
    } else {
        r->spread = room - is;
    }
}

/* Glyphs that follow each other with their own widths. */
static void measure_own(const struct content *c, const struct line *line,
                        struct run *r)
{
    long is = 0;
    long most = 0;
    for (size_t i = r->from; i < r->from + r->n; i++) {
        is += natural(line, c->glyphs[i].glyph.advance);
        most += c->glyphs[i].glyph.cells * line->cell;
    }
    if (!runs_on(c, r->from)) { /* a gap */
        r->width = most;
        return;
    }
    squeeze_into(r, is, most);
    r->width = is > most ? most : is;
}

static void measure(const struct content *c, const struct line *line,
                    struct run *r)
{
    const struct placed *first = &c->glyphs[r->from];
    const struct placed *last = first + r->n - 1;
    long room = 0; /* of the last */
    r->squeeze = NO_SQUEEZE;
    switch (first->glyph.kind) {
    case GLYPH_MARK: /* over the one before, with no room of its own */
        r->shift = -natural(line, first->glyph.middle);
        return;
    case GLYPH_WHOLE:
        measure_whole(c, line, r);
        room = 2 * line->cell - r->shift;
        break;
    case GLYPH_SYMBOL:
        r->width = natural(line, first->glyph.advance);
        break;
    case GLYPH_SHAPED:
        for (size_t i = r->from; i < r->from + r->n; i++) {
            r->width += natural(line, c->glyphs[i].glyph.advance);
        }
        r->squeeze = first->squeeze;
        r->width = r->width * r->squeeze / NO_SQUEEZE;
        r->shift = natural(line, first->dx) * r->squeeze / NO_SQUEEZE;
        r->rise = natural(line, first->dy);
        break;
    default:
        measure_own(c, line, r);
    }
    const long drawn = natural(line, last->glyph.advance) * r->squeeze;
    r->back =
        room != 0 ? room - drawn / (2 * NO_SQUEEZE) : drawn / (2 * NO_SQUEEZE);
}

static long find_runs(struct content *c, const struct line *line)
{
    long total = 0;
    c->n_runs = 0;
    for (size_t i = 0; i < c->n_glyphs; i++) {
        if (i > 0 && joins(c, i)) {
            c->runs[c->n_runs - 1].n++;
            continue;
        }
        MEM_PUSH(c->runs, c->n_runs, c->cap_runs);
        c->runs[c->n_runs++] = (struct run){.from = i, .n = 1};
    }
    for (size_t i = 0; i < c->n_runs; i++) {
        measure(c, line, &c->runs[i]);
        total += c->runs[i].width;
    }
    return total;
}

/* ---- the stream ------------------------------------------------------------
 */

static void set_state(struct content *c, const struct line *line,
                      const struct run *r)
{
    struct strbuf *out = &c->texts;
    int font = c->glyphs[r->from].glyph.font;
    if (c->font != font || c->size != line->size) {
        sb_addf(out, "/F%d", font);
        content_add_length(out, line->size);
        sb_add(out, " Tf");
        c->font = font;
        c->size = line->size;
    }
    if (c->squeeze != r->squeeze) {
        content_add_length(out, r->squeeze);
        sb_add(out, " Tz");
        c->squeeze = r->squeeze;
    }
    const long spread = r->spread / 10;
    if (c->spread != spread) {
        content_add_length(out, spread);
        sb_add(out, " Tc");
        c->spread = spread;
    }
}

static void add_ids(struct content *c, const struct run *r)
{
    static const char digits[] = "0123456789ABCDEF";
    struct strbuf *out = &c->texts;
    sb_addc(out, '<');
    for (size_t i = r->from; i < r->from + r->n; i++) {
        unsigned id = c->glyphs[i].glyph.id;
        const char four[] = {digits[id >> 12], digits[id >> 8 & 15],
                             digits[id >> 4 & 15], digits[id & 15]};
        sb_addn(out, four, sizeof four);
    }
    sb_add(out, ">Tj\n");
}

static void show(struct content *c, const struct line *line,
                 const struct run *r, long x)
{
    struct strbuf *out = &c->texts;
    const struct placed *first = &c->glyphs[r->from];
    const long y = line->y + r->rise / 10;
    set_state(c, line, r);
    content_add_length(out, x - c->x);
    content_add_length(out, y - c->y);
    sb_add(out, " Td");
    c->x = x;
    c->y = y;
    if (first->opens) {
        sb_add(out, "/Span<</ActualText<FEFF");
        for (size_t i = first->from; i < first->to; i++) {
            pdf_add_utf16(out, c->cps[i]);
        }
        sb_add(out, ">>>BDC");
    }
    add_ids(c, r);
    if (first->closes) {
        sb_add(out, "EMC\n");
    }
}

void content_line(struct content *c, const struct line *line)
{
    letters_read(c, line);
    long total = find_runs(c, line);
    const long box = line->width * 10;
    /* Rounding makes a full line a hair too wide. */
    const bool over = total > 0 && total > box + box / 1000 + 10;
    long at = over || line->align == PAGE_LEFT ? 0
              : line->align == PAGE_RIGHT      ? box - total
                                               : (box - total) / 2;
    at = at < 0 ? 0 : at;
    long back = -line->cell / 2; /* to the middle of what was written last */
    for (size_t i = 0; i < c->n_runs; i++) {
        struct run r = c->runs[i];
        if (over) {
            r.squeeze = (int)(r.squeeze * box / total);
            r.shift = r.shift * box / total;
            r.width = r.width * box / total;
            r.back = r.back * box / total;
        }
        const struct placed *first = &c->glyphs[r.from];
        const bool mark = first->glyph.kind == GLYPH_MARK;
        r.shift -= mark ? back : 0;
        back = mark ? back : r.back;
        if (first->glyph.kind != GLYPH_BLANK || runs_on(c, r.from)) {
            show(c, line, &r, line->x + (at + r.shift + 5) / 10);
        }
        at += r.width;
    }
}
