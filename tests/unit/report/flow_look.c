/* See flow_look.h. */
#include "flow_look.h"

#include <string.h>

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/width.h"

enum { FOOT_LINES = 4 };

static int columns_of(const struct sheet *s, const struct page_text *t)
{
    enum width_ambiguous how = s->terminal ? width_ambiguous() : WIDTH_WIDE;
    int cols = width_n_cols_as(t->text, strlen(t->text), how);
    return (cols * t->size + 99) / 100;
}

static int begins(const struct sheet *s, const struct page_text *t)
{
    int left = t->cols - columns_of(s, t);
    return t->col + (t->align == PAGE_RIGHT    ? left
                     : t->align == PAGE_CENTRE ? left / 2
                                               : 0);
}

/* What a page looks like, half a line by one column. */
struct view {
    const struct page *page;
    int cols, halves;
    size_t *taken; /* number of the text, from 1 */
};

static void take(struct view *v, const struct page_text *t, size_t number)
{
    const struct sheet *s = v->page->sheet;
    int from = begins(s, t);
    int to = from + columns_of(s, t);
    /* as high as its size, around the middle of its box */
    int high = t->size > 120 ? t->lines : 1;
    int top = 2 * t->line + t->lines - high;
    for (int h = top; h < top + 2 * high; h++) {
        for (int c = from; c < to; c++) {
            size_t *cell = &v->taken[h * v->cols + c];
            if (*cell != 0) {
                const struct page_text *o = &v->page->texts[*cell - 1];
                fail_msg("«%s» (%d+%d, %d+%d) touches «%s» (%d+%d, %d+%d)",
                         t->text, t->line, t->lines, t->col, t->cols, o->text,
                         o->line, o->lines, o->col, o->cols);
            }
            *cell = 1 + number;
        }
    }
}

static void look_text_place(struct view *v, const struct page_text *t)
{
    const struct sheet *s = v->page->sheet;
    bool body = t->line + t->lines <= s->lines;
    bool foot =
        t->line >= s->lines && t->line + t->lines <= s->lines + FOOT_LINES;
    if (t->line < 0 || t->lines < 1 || (!body && !foot)) {
        fail_msg("«%s» at line %d, %d high, of %d", t->text, t->line, t->lines,
                 s->lines);
    }
    if (t->col < 0 || t->cols < 1 || t->col + t->cols > s->cols) {
        fail_msg("«%s» at column %d, %d wide, of %d", t->text, t->col, t->cols,
                 s->cols);
    }
    if (columns_of(s, t) > t->cols) {
        fail_msg("«%s» is wider than its %d columns", t->text, t->cols);
    }
    assert_true(t->text[0] != '\0');
    for (const char *c = t->text; *c != '\0'; c++) {
        assert_true((unsigned char)*c >= 0x20 && *c != 0x7F);
    }
}

static void look_rule(const struct view *v, const struct page_rule *r)
{
    const struct sheet *s = v->page->sheet;
    assert_true(r->length > 0 && r->line >= 0 && r->col >= 0);
    if (!r->down) {
        assert_true(r->line <= s->lines && r->col + r->length <= s->cols);
    } else {
        assert_true(r->line + r->length <= s->lines && r->col < s->cols);
    }
    for (int i = 0; i < r->length; i++) {
        if (r->down) {
            int h = 2 * (r->line + i);
            assert_int_equal(v->taken[h * v->cols + r->col], 0);
            assert_int_equal(v->taken[(h + 1) * v->cols + r->col], 0);
        } else if (r->line > 0 && r->line < s->lines) {
            /* one and the same text above and below the line: struck through */
            int at = 2 * r->line * v->cols + r->col + i;
            size_t below = v->taken[at];
            if (below != 0 && below == v->taken[at - v->cols]) {
                fail_msg("a line through a text at %d, %d", r->line, r->col);
            }
        }
    }
}

static void look_page_sound(const struct page *page)
{
    const struct sheet *s = page->sheet;
    struct view v = {.page = page,
                     .cols = s->cols,
                     .halves = 2 * (s->lines + FOOT_LINES) + 2};
    v.taken =
        mem_grow(NULL, (size_t)v.cols * (size_t)v.halves, sizeof *v.taken);
    memset(v.taken, 0, (size_t)v.cols * (size_t)v.halves * sizeof *v.taken);
    for (size_t i = 0; i < page->n_texts; i++) {
        look_text_place(&v, &page->texts[i]);
        take(&v, &page->texts[i], i);
    }
    for (size_t i = 0; i < page->n_rules; i++) {
        look_rule(&v, &page->rules[i]);
    }
    mem_free(v.taken);
    assert_true(page->n_texts + page->n_rules > 0);
}

void look_sound(const struct document *doc)
{
    assert_true(doc->n > 0);
    for (size_t i = 0; i < doc->n; i++) {
        look_page_sound(&doc->pages[i]);
    }
}

/* ---- questions ------------------------------------------------------------
 */

static bool is_start(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

int look_count(const struct document *doc, const char *start)
{
    int n = 0;
    for (size_t p = 0; p < doc->n; p++) {
        for (size_t i = 0; i < doc->pages[p].n_texts; i++) {
            n += is_start(doc->pages[p].texts[i].text, start);
        }
    }
    return n;
}

int look_page(const struct document *doc, const char *start)
{
    for (size_t p = 0; p < doc->n; p++) {
        for (size_t i = 0; i < doc->pages[p].n_texts; i++) {
            if (is_start(doc->pages[p].texts[i].text, start)) {
                return (int)p + 1;
            }
        }
    }
    return 0;
}

const struct page_text *look_text(const struct document *doc, int page,
                                  const char *start)
{
    const struct page *p = &doc->pages[page - 1];
    for (size_t i = 0; i < p->n_texts; i++) {
        if (is_start(p->texts[i].text, start)) {
            return &p->texts[i];
        }
    }
    fail_msg("no «%s» on page %d", start, page);
    return NULL;
}

const struct page_text *look_last(const struct document *doc, int page)
{
    const struct page *p = &doc->pages[page - 1];
    const struct page_text *last = NULL;
    for (size_t i = 0; i < p->n_texts; i++) {
        const struct page_text *t = &p->texts[i];
        bool body = t->line < p->sheet->lines;
        if (body && (last == NULL ||
                     2 * t->line + t->lines > 2 * last->line + last->lines)) {
            last = t;
        }
    }
    return last;
}

int look_lines_above(const struct document *doc, int page, int line)
{
    const struct page *p = &doc->pages[page - 1];
    int n = 0;
    for (int l = 0; l < line; l++) {
        bool any = false;
        for (size_t i = 0; i < p->n_texts && !any; i++) {
            any = p->texts[i].line == l;
        }
        n += any;
    }
    return n;
}

struct sheet look_sheet(int cols, int lines)
{
    return (struct sheet){.name = "test",
                          .basis = "own",
                          .width = 21000,
                          .height = 29700,
                          .top = 2500,
                          .left = 2800,
                          .area_width = cols * 186,
                          .area_height = lines * 540,
                          .cols = cols,
                          .lines = lines,
                          .size = 1050,
                          .title = 1600};
}

const char *look_random(struct arena *a, uint64_t *stream, uint64_t chars)
{
    static const char *const pieces[] = {
        "党",           "员",   "会",        "议",      "学", "习",   "，",
        "。",           "“",    "”",         "——",      "…",  "（",   "）",
        "𠮷",           "é",    "e\xCC\x81", "a",       "bc", "2026", "年",
        "12",           "%",    " ",         "、",      "\n", "：",   "①",
        "\xE2\x80\xAE", "\x1B", "长",        "pneumono"};
    struct strbuf sb;
    sb_init(&sb);
    for (uint64_t n = unit_below(stream, chars + 1); n > 0; n--) {
        sb_add(&sb, pieces[unit_below(stream, ARRAY_LEN(pieces))]);
    }
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}
