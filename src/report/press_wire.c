/* Pages as lines for the press: from the grid of half characters to 1/100 pt on
   the paper.  Every place is computed from the edge of the paper, never from
   the place before it, so that rounding does not add up.

   Not here: fonts, the width of a text; the press knows them. */
#include "press_parts.h"

#include <string.h>

#include "pbtui/report/wire.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"

/* 1/100 mm are 360/127 of 1/100 pt. */
enum { PT_UP = 360, PT_DOWN = 127 };

/* Baseline below the middle of the box, per cent of the type size: Chinese
   type stands 88 above it and 12 below. */
enum { BASELINE = 38 };

static int64_t rounded(int64_t n, int64_t by)
{
    return (2 * n + by) / (2 * by);
}

static int64_t points(int64_t hundredth_mm)
{
    return rounded(hundredth_mm * PT_UP, PT_DOWN);
}

/* Where the type area begins and how it is divided, in one direction. */
struct axis {
    int64_t edge, size;
    int64_t parts;
};

/* Of half parts: 2 n is the edge of part n, 2 n + 1 its middle. */
static int64_t place(const struct axis *x, int64_t halves)
{
    const int64_t parts = 2 * x->parts;
    return rounded((x->edge * parts + x->size * halves) * PT_UP,
                   PT_DOWN * parts);
}

/* Lines from the last on are the footer's, which stand further down. */
static struct axis lines_at(const struct sheet *s, int line)
{
    const int foot = line >= s->lines ? s->foot : 0;
    return (struct axis){s->top + foot, s->area_height, s->lines};
}

/* The rest of a line.  What it says has passed text_out long before; this is
   the last look: what the press would refuse becomes a blank. */
static void add_rest(struct strbuf *out, const char *s)
{
    const size_t n = strlen(s);
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        size_t bytes = utf8_next(s + at, n - at, &cp);
        if (text_cp_allowed(cp, TEXT_LINE)) {
            sb_addn(out, s + at, bytes);
        } else {
            sb_addc(out, ' ');
        }
        at += bytes;
    }
    sb_addc(out, '\n');
}

static void add_number(struct strbuf *out, int64_t n)
{
    char s[24];
    size_t at = sizeof s;
    uint64_t rest = n < 0 ? UINT64_C(0) - (uint64_t)n : (uint64_t)n;
    do {
        s[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (n < 0) {
        s[--at] = '-';
    }
    s[--at] = ' ';
    sb_addn(out, s + at, sizeof s - at);
}

static const char *const faces[FACE_COUNT] = WIRE_FACES;

void press_wire_head(struct strbuf *out, const struct document *doc,
                     const struct press_fonts *fonts)
{
    sb_add(out, WIRE_BEGIN "\ntitle ");
    add_rest(out, doc->title != NULL ? doc->title : "");
    for (int i = 0; fonts != NULL && i < FACE_COUNT; i++) {
        if (fonts->family[i] != NULL && fonts->family[i][0] != '\0') {
            sb_addf(out, "font %s ", faces[i]);
            add_rest(out, fonts->family[i]);
        }
    }
    sb_addf(out, "pages %zu\n", doc->n);
}

/* What a text is set in; said when it changes. */
struct style {
    enum page_face face;
    int percent;
};

static void add_style(struct strbuf *out, const struct sheet *s,
                      const struct style *style)
{
    sb_add(out, "style ");
    sb_add(out, faces[style->face]);
    add_number(out, rounded((int64_t)s->size * style->percent, 100));
    add_number(out, rounded((int64_t)s->area_width * PT_UP * style->percent,
                            (int64_t)PT_DOWN * s->cols * 10));
    sb_addc(out, '\n');
}

static void add_text(struct strbuf *out, const struct sheet *s,
                     const struct axis *across, const struct page_text *t)
{
    static const char *const aligns[] = {
        [PAGE_LEFT] = " l ", [PAGE_CENTRE] = " c ", [PAGE_RIGHT] = " r "};
    const int64_t x = place(across, 2 * (int64_t)t->col);
    const int64_t end = place(across, 2 * ((int64_t)t->col + t->cols));
    const struct axis down = lines_at(s, t->line);
    const int64_t middle = place(&down, 2 * (int64_t)t->line + t->lines);
    const int64_t size = (int64_t)s->size * t->size;
    sb_add(out, "text");
    add_number(out, x);
    add_number(out, middle + rounded(size * BASELINE, 10000));
    add_number(out, end > x ? end - x : 1);
    sb_add(out, aligns[t->align]);
    add_rest(out, t->text);
}

static void add_rule(struct strbuf *out, const struct sheet *s,
                     const struct axis *across, const struct page_rule *r)
{
    static const char *const weights[] = {[RULE_THIN] = "rule thin",
                                          [RULE_THICK] = "rule thick",
                                          [RULE_DASHED] = "rule dashed"};
    /* The lower edge of a table is the upper one of the line after the last. */
    const struct axis down = lines_at(s, r->line > s->lines ? r->line : 0);
    const int64_t x = place(across, 2 * (int64_t)r->col + 1);
    const int64_t y = place(&down, 2 * (int64_t)r->line);
    const int64_t along =
        r->down ? place(&down, 2 * ((int64_t)r->line + r->length)) - y
                : place(across, 2 * ((int64_t)r->col + r->length) - 1) - x;
    sb_add(out, weights[r->weight]);
    add_number(out, x);
    add_number(out, y);
    add_number(out, along > 0 ? along : 0);
    sb_add(out, r->down ? " v\n" : " h\n");
}

void press_wire_page(struct strbuf *out, const struct page *page, size_t number)
{
    const struct sheet *s = page->sheet;
    const int shift = number % 2 == 0 ? s->bind : 0;
    const struct axis across = {s->left + shift, s->area_width, s->cols};
    sb_add(out, "page");
    add_number(out, points(s->width));
    add_number(out, points(s->height));
    sb_addc(out, '\n');
    for (size_t i = 0; i < page->n_rules; i++) {
        add_rule(out, s, &across, &page->rules[i]);
    }
    struct style set = {FACE_BODY, 0};
    for (size_t i = 0; i < page->n_texts; i++) {
        const struct page_text *t = &page->texts[i];
        if (t->text == NULL || t->text[0] == '\0') {
            continue;
        }
        if (t->face != set.face || t->size != set.percent) {
            set = (struct style){t->face, t->size};
            add_style(out, s, &set);
        }
        add_text(out, s, &across, t);
    }
}

void press_wire_end(struct strbuf *out)
{
    sb_add(out, "end\n");
}
