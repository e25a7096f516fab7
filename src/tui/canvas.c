/* The grid of cells.

   Stages of a put: text_out (skipped when every character is known to be
   harmless), one code point after the other through the clip rectangle into
   cells, half characters repaired on the way, marks hung on the cell before.

   Invariant, whatever is drawn: a cell with cols 2 is followed in its row by a
   right half (cp 0, cols 0), and a right half stands nowhere else.  The other
   half of a cut character is blanked even outside the clip: that is repair,
   not drawing. */
#include "pbtui/tui/canvas.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"

/* ---- geometry ---- */

static int min_of(int a, int b)
{
    return a < b ? a : b;
}

static int max_of(int a, int b)
{
    return a > b ? a : b;
}

static struct rect rect_common(struct rect a, struct rect b)
{
    struct rect r;
    r.row = max_of(a.row, b.row);
    r.col = max_of(a.col, b.col);
    r.rows = max_of(0, min_of(a.row + a.rows, b.row + b.rows) - r.row);
    r.cols = max_of(0, min_of(a.col + a.cols, b.col + b.cols) - r.col);
    return r;
}

struct rect rect_inset(struct rect r, int rows, int cols)
{
    return (struct rect){r.row + rows, r.col + cols,
                         max_of(0, r.rows - 2 * rows),
                         max_of(0, r.cols - 2 * cols)};
}

struct rect rect_centred(struct rect in, int rows, int cols)
{
    rows = max_of(0, min_of(rows, in.rows));
    cols = max_of(0, min_of(cols, in.cols));
    return (struct rect){in.row + (in.rows - rows) / 2,
                         in.col + (in.cols - cols) / 2, rows, cols};
}

/* ---- the grid ---- */

void canvas_init(struct canvas *c, int rows, int cols)
{
    memset(c, 0, sizeof *c);
    canvas_resize(c, rows, cols);
}

void canvas_clear_memory(struct canvas *c)
{
    mem_free(c->cells);
    memset(c, 0, sizeof *c);
}

void canvas_resize(struct canvas *c, int rows, int cols)
{
    rows = max_of(1, rows);
    cols = max_of(1, cols);
    if (c->cells == NULL || rows != c->rows || cols != c->cols) {
        size_t n = (size_t)rows * (size_t)cols;
        c->cells = mem_grow(c->cells, n, sizeof *c->cells);
        c->rows = rows;
        c->cols = cols;
    }
    canvas_blank(c);
}

static struct cell blank_cell(uint8_t role)
{
    return (struct cell){.cp = ' ', .role = role, .cols = 1};
}

void canvas_blank(struct canvas *c)
{
    const struct cell blank = blank_cell(ROLE_TEXT);
    size_t n = (size_t)c->rows * (size_t)c->cols;
    for (size_t i = 0; i < n; i++) {
        c->cells[i] = blank;
    }
    c->clip = (struct rect){0, 0, c->rows, c->cols};
    c->caret_row = -1;
    c->caret_col = -1;
}

struct rect canvas_clip(struct canvas *c, struct rect r)
{
    struct rect before = c->clip;
    c->clip = rect_common(before, r);
    return before;
}

void canvas_unclip(struct canvas *c, struct rect before)
{
    c->clip = before;
}

static struct cell *cell_at(const struct canvas *c, int row, int col)
{
    assert(row >= 0 && row < c->rows && col >= 0 && col < c->cols);
    return &c->cells[(size_t)row * (size_t)c->cols + (size_t)col];
}

static bool in_clip(const struct canvas *c, int row, int col)
{
    return row >= c->clip.row && row < c->clip.row + c->clip.rows &&
           col >= c->clip.col && col < c->clip.col + c->clip.cols;
}

/* Puts one cell; the character that stood there loses both halves. */
static struct cell *cell_put(struct canvas *c, int row, int col,
                             struct cell cell)
{
    struct cell *at = cell_at(c, row, col);
    if (at->cols == 0) {
        at[-1] = blank_cell(at[-1].role);
    } else if (at->cols == 2) {
        at[1] = blank_cell(at[1].role);
    }
    *at = cell;
    return at;
}

/* ---- text ---- */

/* True for what text_out would hand back unchanged: most of all text drawn. */
static bool is_plain(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n) {
        unsigned char b = (unsigned char)s[i];
        if (b >= 0x20 && b < 0x7F) {
            i++;
            continue;
        }
        uint32_t cp;
        size_t took = utf8_next(s + i, n - i, &cp);
        bool han = cp >= 0x4E00 && cp <= 0x9FFF;
        bool punctuation = cp >= 0x3001 && cp <= 0x3017;
        bool full_width = cp >= 0xFF01 && cp <= 0xFF5E;
        bool frame_or_light = cp >= 0x2500 && cp <= 0x25FF;
        if (took == 0 ||
            !(han || punctuation || full_width || frame_or_light)) {
            return false;
        }
        i += took;
    }
    return true;
}

/* Selectors and joiners are kept in the ledger but not shown: terminals differ
   in what they make of them, and a row would shift. */
static bool is_shown_mark(uint32_t cp)
{
    return cp != 0x200D && !(cp >= 0xFE00 && cp <= 0xFE0F) &&
           !(cp >= 0xE0100 && cp <= 0xE01EF);
}

static void cell_add_mark(struct cell *cell, uint32_t mark)
{
    for (int i = 0; i < CELL_MARKS; i++) {
        if (cell->marks[i] == 0) {
            cell->marks[i] = mark;
            return;
        }
    }
}

/* One spacing character; NULL when no whole one could be put.  Of a wide one
   across the clip's edge the half inside is blank. */
static struct cell *put_cp(struct canvas *c, int row, int col, uint8_t role,
                           uint32_t cp, int cols)
{
    bool left = in_clip(c, row, col);
    bool right = cols == 1 ? left : in_clip(c, row, col + 1);
    if (left && right) {
        struct cell cell = {.cp = cp, .role = role, .cols = (uint8_t)cols};
        if (cols == 1) {
            return cell_put(c, row, col, cell);
        }
        /* The left cell last: putting the right one first would take it for
           a cut character. */
        cell_put(c, row, col, blank_cell(role));
        cell_put(c, row, col + 1, (struct cell){.role = role});
        struct cell *at = cell_at(c, row, col);
        *at = cell;
        return at;
    }
    if (left || right) {
        cell_put(c, row, left ? col : col + 1, blank_cell(role));
    }
    return NULL;
}

static int put_clean(struct canvas *c, int row, int col, uint8_t role,
                     const char *s, size_t n)
{
    struct cell *last = NULL;
    size_t i = 0;
    while (i < n) {
        uint32_t cp;
        size_t took = utf8_next(s + i, n - i, &cp);
        if (took == 0) {
            break;
        }
        i += took;
        if (cp == UTF8_INVALID || cp == 0) {
            cp = UTF8_REPLACE;
        }
        int cols = width_cp_cols(cp);
        if (cols == 0) {
            if (last != NULL && is_shown_mark(cp)) {
                cell_add_mark(last, cp);
            }
            continue;
        }
        last = put_cp(c, row, col, role, cp, cols);
        col += cols;
    }
    return col;
}

int canvas_putn(struct canvas *c, int row, int col, enum role role,
                const char *s, size_t n_bytes)
{
    if (is_plain(s, n_bytes)) {
        return put_clean(c, row, col, (uint8_t)role, s, n_bytes);
    }
    struct strbuf shown;
    sb_init(&shown);
    text_out(&shown, s, n_bytes, TEXT_LINE);
    col = put_clean(c, row, col, (uint8_t)role, shown.s, shown.len);
    sb_clear(&shown);
    return col;
}

int canvas_put(struct canvas *c, int row, int col, enum role role,
               const char *s)
{
    return canvas_putn(c, row, col, role, s, strlen(s));
}

int canvas_putf(struct canvas *c, int row, int col, enum role role,
                const char *fmt, ...)
{
    struct strbuf text;
    sb_init(&text);
    va_list ap;
    va_start(ap, fmt);
    sb_addv(&text, fmt, ap);
    va_end(ap);
    col = canvas_putn(c, row, col, role, text.s, text.len);
    sb_clear(&text);
    return col;
}

void canvas_put_fit(struct canvas *c, int row, int col, int cols,
                    enum role role, enum fit_align align, const char *s)
{
    if (cols <= 0) {
        return;
    }
    /* Cleaned before it is measured: a token may be wider than what it stands
       for. */
    struct strbuf shown;
    struct strbuf fitted;
    sb_init(&shown);
    sb_init(&fitted);
    text_out(&shown, s, strlen(s), TEXT_LINE);
    fit_text(&fitted, shown.s, cols, align);
    put_clean(c, row, col, (uint8_t)role, fitted.s, fitted.len);
    sb_clear(&fitted);
    sb_clear(&shown);
}

/* ---- areas ---- */

/* Only at its two edges can an area cut a wide character in half. */
void canvas_fill(struct canvas *c, struct rect r, enum role role)
{
    const struct cell blank = blank_cell((uint8_t)role);
    r = rect_common(r, c->clip);
    for (int row = r.row; row < r.row + r.rows && r.cols > 0; row++) {
        int last = r.col + r.cols - 1;
        cell_put(c, row, r.col, blank);
        cell_put(c, row, last, blank);
        for (int col = r.col + 1; col < last; col++) {
            *cell_at(c, row, col) = blank;
        }
    }
}

/* A wide character belongs to the area that its left half stands in. */
void canvas_role(struct canvas *c, struct rect r, enum role role)
{
    r = rect_common(r, c->clip);
    for (int row = r.row; row < r.row + r.rows; row++) {
        for (int col = r.col; col < r.col + r.cols; col++) {
            struct cell *at = cell_at(c, row, col);
            if (at->cols == 0) {
                continue;
            }
            at->role = (uint8_t)role;
            if (at->cols == 2) {
                at[1].role = (uint8_t)role;
            }
        }
    }
}

/* A caret outside the clip would pull the input method's window away. */
void canvas_caret(struct canvas *c, int row, int col)
{
    if (in_clip(c, row, col)) {
        c->caret_row = row;
        c->caret_col = col;
    }
}

/* ---- whole rows ---- */

void canvas_take_rows(const struct canvas *c, int row, int rows,
                      struct cell *out)
{
    assert(row >= 0 && rows >= 0 && row + rows <= c->rows);
    memcpy(out, c->cells + (size_t)row * (size_t)c->cols,
           (size_t)rows * (size_t)c->cols * sizeof *out);
}

void canvas_put_rows(struct canvas *c, int row, int rows,
                     const struct cell *from)
{
    assert(row >= 0 && rows >= 0 && row + rows <= c->rows);
    assert(c->clip.col <= 0 && c->clip.col + c->clip.cols >= c->cols);
    memcpy(c->cells + (size_t)row * (size_t)c->cols, from,
           (size_t)rows * (size_t)c->cols * sizeof *from);
}
