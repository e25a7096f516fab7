/* Pages as plain text.

   Each line of the grid is a line of output, and each edge between two lines
   along which a rule runs is one more: so a page is longer than its grid, and
   no text is struck through.  First it is settled which output line every line
   and edge of the grid is, then what stands on each is set from left to right.
   A page ends with its last line that has something on it; the footer follows
   after an empty one.

   Sizes and faces are lost here, so a text may be narrower than its box. */
#include "pbtui/report/paper_text.h"

#include <string.h>

#include "pbtui/text/fit.h"
#include "pbtui/text/width.h"

enum { TEXT_LINES = 60, TEXT_SIZE = 1050 };

const struct sheet *paper_text_sheet(struct arena *a, int cols)
{
    struct sheet *s = arena_alloc(a, sizeof *s);
    int least = 20;
    *s = (struct sheet){.name = "文本",
                        .basis = "",
                        .width = 21000,
                        .height = 29700,
                        .top = 2500,
                        .left = 2500,
                        .area_width = 16000,
                        .area_height = 24500,
                        .cols = cols < least ? least : cols,
                        .lines = TEXT_LINES,
                        .size = TEXT_SIZE,
                        .title = TEXT_SIZE,
                        .terminal = true};
    return s;
}

/* A page in work: its grid, and what of rules runs through each cell. */
struct paper {
    const struct page *page;
    int cols, lines; /* with the footer's */
    /* Cells of edge `line` and of the line below it, lines + 1 times cols. */
    unsigned char *rules;
    size_t *order;  /* of the texts: by output line, then by column */
    size_t *starts; /* of output line 2 * line + (edge: 0) */
};

enum { ACROSS = 1, DOWN_ABOVE = 2, DOWN_BELOW = 4, DOWN_LINE = 8, DASHED = 16 };

static unsigned char *cell(const struct paper *p, int line, int col)
{
    return &p->rules[(size_t)line * (size_t)p->cols + (size_t)col];
}

static bool inside(const struct paper *p, int line, int col)
{
    return line >= 0 && line <= p->lines && col >= 0 && col < p->cols;
}

static void mark(const struct paper *p, int line, int col, unsigned what)
{
    if (inside(p, line, col)) {
        *cell(p, line, col) |= (unsigned char)what;
    }
}

static void mark_rule(const struct paper *p, const struct page_rule *r)
{
    for (int i = 0; i < r->length; i++) {
        if (r->down) {
            mark(p, r->line + i, r->col, DOWN_LINE | DOWN_BELOW);
            mark(p, r->line + i + 1, r->col, DOWN_ABOVE);
        } else {
            mark(p, r->line, r->col + i,
                 ACROSS | (r->weight == RULE_DASHED ? DASHED : 0u));
        }
    }
}

static bool edge_is_ruled(const struct paper *p, int line)
{
    for (int c = 0; c < p->cols; c++) {
        if ((*cell(p, line, c) & ACROSS) != 0) {
            return true;
        }
    }
    return false;
}

/* ---- where texts stand ----------------------------------------------------
 */

static bool edge_is_free(const struct paper *p, int line, int col, int cols)
{
    for (int c = col; c < col + cols; c++) {
        if (inside(p, line, c) && *cell(p, line, c) != 0) {
            return false;
        }
    }
    return true;
}

/* Edge n is output line 2n, line n is 2n + 1.  A text in the middle of an even
   number of lines stands on the edge between them when there is a rule beside
   it, or else on the line above. */
static size_t row_of(const struct paper *p, const struct page_text *t)
{
    int middle = 2 * t->line + t->lines;
    if (middle % 2 == 0) {
        int edge = middle / 2;
        bool on_rule = edge <= p->lines && edge_is_ruled(p, edge) &&
                       edge_is_free(p, edge, t->col, t->cols);
        middle -= on_rule ? 0 : 1;
    }
    /* middle is now 2 * line + 1, or 2 * edge */
    int most = 2 * p->lines;
    return (size_t)(middle < 0 ? 0 : middle > most ? most : middle);
}

static const struct page_text *text_at(const struct paper *p, size_t place)
{
    return &p->page->texts[p->order[place]];
}

static void sort_texts(struct paper *p, struct arena *a)
{
    const struct page *page = p->page;
    size_t rows = 2 * (size_t)p->lines + 2;
    p->starts = arena_array(a, rows + 1, sizeof *p->starts);
    p->order = arena_array(a, page->n_texts + 1, sizeof *p->order);
    size_t *at = arena_array(a, rows + 1, sizeof *at);
    for (size_t i = 0; i < page->n_texts; i++) {
        p->starts[row_of(p, &page->texts[i]) + 1]++;
    }
    for (size_t r = 0; r < rows; r++) {
        p->starts[r + 1] += p->starts[r];
        at[r + 1] = p->starts[r + 1];
    }
    for (size_t i = 0; i < page->n_texts; i++) {
        const struct page_text *t = &page->texts[i];
        size_t row = row_of(p, t);
        size_t to = at[row]++;
        while (to > p->starts[row] && text_at(p, to - 1)->col > t->col) {
            p->order[to] = p->order[to - 1];
            to--;
        }
        p->order[to] = i;
    }
}

/* ---- writing --------------------------------------------------------------
 */

static char rule_char(const struct paper *p, size_t row, int col)
{
    unsigned what = *cell(p, (int)(row / 2), col);
    if (row % 2 == 1) {
        return (what & DOWN_LINE) != 0 ? '|' : ' ';
    }
    bool down = (what & (DOWN_ABOVE | DOWN_BELOW)) != 0;
    if ((what & ACROSS) == 0) {
        return down ? '|' : ' ';
    }
    if (down) {
        return '+';
    }
    return (what & DASHED) != 0 && col % 2 == 1 ? ' ' : '-';
}

static void write_text(struct strbuf *out, const struct paper *p, size_t row,
                       const struct page_text *t, int end, int *col)
{
    size_t n = fit_prefix_bytes(t->text, strlen(t->text), end - t->col);
    int width = width_n_cols(t->text, n);
    int left = t->cols - width;
    left = left < 0 ? 0 : left;
    int from = t->col + (t->align == PAGE_RIGHT    ? left
                         : t->align == PAGE_CENTRE ? left / 2
                                                   : 0);
    while (*col < from) {
        sb_addc(out, rule_char(p, row, (*col)++));
    }
    sb_addn(out, t->text, n);
    *col += width;
}

static void write_row(struct strbuf *out, const struct paper *p, size_t row)
{
    size_t start = out->len;
    int col = 0;
    for (size_t i = p->starts[row]; i < p->starts[row + 1]; i++) {
        const struct page_text *t = text_at(p, i);
        /* No further than where the next one begins. */
        int end = i + 1 < p->starts[row + 1] ? text_at(p, i + 1)->col : p->cols;
        if (t->col >= col && t->col < p->cols) {
            write_text(out, p, row, t, end > p->cols ? p->cols : end, &col);
        }
    }
    while (col < p->cols) {
        sb_addc(out, rule_char(p, row, col++));
    }
    while (out->len > start && out->s[out->len - 1] == ' ') {
        sb_cut(out, out->len - 1);
    }
    sb_addc(out, '\n');
}

static bool row_is_empty(const struct paper *p, size_t row)
{
    if (p->starts[row] != p->starts[row + 1]) {
        return false;
    }
    for (int c = 0; c < p->cols; c++) {
        if (rule_char(p, row, c) != ' ') {
            return false;
        }
    }
    return true;
}

/* Rows [from, to), without empty ones at the end; edges only with a rule. */
static bool write_rows(struct strbuf *out, const struct paper *p, size_t from,
                       size_t to)
{
    while (to > from && row_is_empty(p, to - 1)) {
        to--;
    }
    for (size_t row = from; row < to; row++) {
        if (row % 2 == 1 || edge_is_ruled(p, (int)(row / 2))) {
            write_row(out, p, row);
        }
    }
    return to > from;
}

static void write_page(struct strbuf *out, const struct page *page,
                       struct arena *a)
{
    struct paper p = {
        .page = page, .cols = page->sheet->cols, .lines = page->sheet->lines};
    const size_t foot = 2 * (size_t)p.lines + 1;
    for (size_t i = 0; i < page->n_texts; i++) {
        int end = page->texts[i].line + page->texts[i].lines;
        p.lines = end > p.lines ? end : p.lines;
    }
    p.rules = arena_array(a, ((size_t)p.lines + 2) * (size_t)p.cols, 1);
    for (size_t i = 0; i < page->n_rules; i++) {
        mark_rule(&p, &page->rules[i]);
    }
    sort_texts(&p, a);
    bool any = write_rows(out, &p, 0, foot);
    size_t end = 2 * (size_t)p.lines + 1;
    if (end > foot) {
        sb_add(out, any ? "\n" : "");
        write_rows(out, &p, foot, end);
    }
}

void paper_text(struct strbuf *out, const struct document *doc)
{
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < doc->n; i++) {
        sb_add(out, i > 0 ? "\f" : "");
        write_page(out, &doc->pages[i], &a);
        arena_reset(&a);
    }
    arena_clear(&a);
}
