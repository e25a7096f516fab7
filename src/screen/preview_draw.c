/* The sheet on the screen: a character of the grid is a cell, a line is a row.

   Stages: where each line stands (preview_sheet) → the paper's edge with what
   is to be known of the page on it → the texts in their boxes → rules down →
   rules across.  A rule across takes no line on paper, so it underlines what
   stands above it, or has a row of its own where the clerk (or a terminal that
   has no underlines) wants it so.

   Not here: which page, and where it is scrolled to (preview_move.c). */
#include <string.h>

#include "pbtui/text/width.h"
#include "preview_parts.h"

#define BOLD_FROM 130 /* per cent: a type that large is a title, too */

/* ---- where things stand ------------------------------------------------- */

static int behind_all(const struct page *p)
{
    int n = p->sheet->lines;
    for (size_t i = 0; i < p->n_texts; i++) {
        int end = p->texts[i].line + p->texts[i].lines;
        n = end > n ? end : n;
    }
    for (size_t i = 0; i < p->n_rules; i++) {
        const struct page_rule *r = &p->rules[i];
        int end = r->line + (r->down ? r->length : 0);
        n = end > n ? end : n;
    }
    return n;
}

struct preview_sheet preview_sheet(const struct preview_view *v,
                                   struct arena *a)
{
    const struct page *p = preview_page(v);
    int lines = behind_all(p);
    int *row_of = arena_array(a, (size_t)lines + 1, sizeof *row_of);
    for (size_t i = 0; i < p->n_rules; i++) {
        const struct page_rule *r = &p->rules[i];
        if (v->own_rows && !r->down && r->line >= 0) {
            row_of[r->line] = 1;
        }
    }
    int row = 0;
    for (int line = 0; line <= lines; line++) {
        row += 1 + row_of[line];
        row_of[line] = row;
    }
    return (struct preview_sheet){
        .rows = row_of[lines] + 1,
        .cols = p->sheet->cols,
        .lines = lines,
        .row_of = row_of,
    };
}

/* What the sheet is drawn with: the canvas cell of its first row and column. */
struct drawing {
    const struct preview_view *v;
    struct canvas *c;
    struct preview_sheet sheet;
    int row, col;
};

static int row_at(const struct drawing *d, int line)
{
    int last = d->sheet.lines;
    return d->row + d->sheet.row_of[line < 0 ? 0 : line > last ? last : line];
}

/* ---- texts -------------------------------------------------------------- */

static enum role role_of(const struct page_text *t)
{
    return t->face == FACE_HEAD || t->face == FACE_TITLE || t->size >= BOLD_FROM
               ? ROLE_TITLE
               : ROLE_TEXT;
}

/* The column that a text too wide for its box may grow to: small type takes
   more room here than on paper. */
static int room_behind(const struct page *p, const struct page_text *t)
{
    int end = p->sheet->cols;
    for (size_t i = 0; i < p->n_texts; i++) {
        const struct page_text *o = &p->texts[i];
        if (o->col > t->col && o->col < end && o->line < t->line + t->lines &&
            t->line < o->line + o->lines && o->text[0] != '\0') {
            end = o->col;
        }
    }
    for (size_t i = 0; i < p->n_rules; i++) {
        const struct page_rule *r = &p->rules[i];
        if (r->down && r->col > t->col && r->col < end &&
            r->line < t->line + t->lines && t->line < r->line + r->length) {
            end = r->col;
        }
    }
    return end;
}

/* Piece by piece, since what is looked for has a role of its own. */
static void put_marked(const struct drawing *d, int row, int col,
                       enum role role, const char *s)
{
    const char *find = d->v->find;
    while (*s != '\0') {
        size_t n = 0;
        size_t found = 0;
        while (s[n] != '\0' && (found = preview_match(find, s + n)) == 0) {
            n++;
        }
        col = canvas_putn(d->c, row, col, role, s, n);
        col = canvas_putn(d->c, row, col, ROLE_MATCH, s + n, found);
        s += n + found;
    }
}

/* In the middle of its box: on a row, or on that of the edge between two. */
static int text_row(const struct drawing *d, const struct page_text *t)
{
    int upper = row_at(d, t->line + (t->lines - 1) / 2);
    int lower = row_at(d, t->line + t->lines / 2);
    return lower > upper + 1 ? lower - 1 : upper;
}

static void draw_text(const struct drawing *d, const struct page_text *t)
{
    int row = text_row(d, t);
    int cols = width_cols(t->text);
    int col = t->col;
    if (cols > t->cols) {
        int end = room_behind(preview_page(d->v), t);
        if (cols > end - col) {
            canvas_put_fit(d->c, row, d->col + col, end - col, role_of(t),
                           FIT_LEFT, t->text);
            return;
        }
    } else if (t->align != PAGE_LEFT) {
        int blank = t->cols - cols;
        col += t->align == PAGE_CENTRE ? blank / 2 : blank;
    }
    put_marked(d, row, d->col + col, role_of(t), t->text);
}

/* ---- rules -------------------------------------------------------------- */

static void draw_down(const struct drawing *d, const struct page_rule *r)
{
    int row = row_at(d, r->line);
    int end = row_at(d, r->line + r->length - 1) + 1;
    canvas_vline(d->c, row, d->col + r->col, end - row);
}

enum { ARM_UP = 1, ARM_DOWN = 2, ARM_LEFT = 4, ARM_RIGHT = 8 };

static void put_arms(const struct drawing *d, int row, int col, unsigned arms)
{
    static const char *const signs[16] = {
        " ", "│", "│", "│", "─", "┘", "┐", "┤",
        "─", "└", "┌", "├", "─", "┴", "┬", "┼",
    };
    const char *sign = signs[arms];
    if (d->c->ascii && arms != 0) {
        bool across = (arms & (ARM_LEFT | ARM_RIGHT)) != 0;
        bool upright = (arms & (ARM_UP | ARM_DOWN)) != 0;
        sign = across && upright ? "+" : across ? "-" : "|";
    }
    if (arms != 0) {
        canvas_put(d->c, row, col, ROLE_BORDER, sign);
    }
}

/* The row that stands for the upper edge of a line: what runs along it, and
   what comes to it from above and below. */
static void draw_edge(const struct drawing *d, int line)
{
    const struct page *p = preview_page(d->v);
    int n = p->sheet->cols;
    unsigned char *arms = arena_alloc(&d->v->app->ui.frame, (size_t)n);
    for (size_t i = 0; i < p->n_rules; i++) {
        const struct page_rule *r = &p->rules[i];
        if (r->down && r->col >= 0 && r->col < n) {
            int end = r->line + r->length;
            unsigned up = r->line < line && end >= line ? ARM_UP : 0;
            unsigned down = r->line <= line && end > line ? ARM_DOWN : 0;
            arms[r->col] = (unsigned char)(arms[r->col] | up | down);
        }
        for (int k = 0; !r->down && r->line == line && k < r->length; k++) {
            int col = r->col + k;
            unsigned left = k > 0 ? ARM_LEFT : 0;
            unsigned right = k < r->length - 1 ? ARM_RIGHT : 0;
            if (col >= 0 && col < n && r->weight != RULE_DASHED) {
                arms[col] = (unsigned char)(arms[col] | left | right);
            }
        }
    }
    for (int col = 0; col < n; col++) {
        put_arms(d, row_at(d, line) - 1, d->col + col, arms[col]);
    }
}

/* Wherever there is a canvas: what is scrolled away has no cell. */
static void underline(struct canvas *c, int row, int col)
{
    if (row < c->clip.row || row >= c->clip.row + c->clip.rows ||
        col < c->clip.col || col >= c->clip.col + c->clip.cols) {
        return;
    }
    const struct cell *at =
        &c->cells[(size_t)row * (size_t)c->cols + (size_t)col];
    if (at->role == ROLE_MATCH) {
        return;
    }
    bool head = at->role == ROLE_TITLE || at->role == ROLE_RULED_HEAD;
    canvas_role(c, (struct rect){row, col, 1, 1},
                head ? ROLE_RULED_HEAD : ROLE_RULED);
}

static void draw_across(const struct drawing *d, const struct page_rule *r)
{
    int row = row_at(d, r->line) - 1;
    if (r->weight == RULE_DASHED) {
        for (int i = 0; i < r->length; i++) {
            canvas_put(d->c, row, d->col + r->col + i, ROLE_BORDER,
                       i % 2 == 1 ? "-" : " ");
        }
    } else if (!d->v->own_rows) {
        for (int i = 0; i < r->length; i++) {
            underline(d->c, row, d->col + r->col + i);
        }
    }
}

/* Lines that have a row before them for the rules along their upper edge. */
static void draw_edges(const struct drawing *d)
{
    int before = 0;
    for (int line = 0; line <= d->sheet.lines; line++) {
        if (d->sheet.row_of[line] > before + 1) {
            draw_edge(d, line);
        }
        before = d->sheet.row_of[line];
    }
}

static void draw_page(const struct drawing *d)
{
    const struct page *p = preview_page(d->v);
    for (size_t i = 0; i < p->n_texts; i++) {
        draw_text(d, &p->texts[i]);
    }
    for (size_t i = 0; i < p->n_rules; i++) {
        if (p->rules[i].down) {
            draw_down(d, &p->rules[i]);
        }
    }
    draw_edges(d);
    for (size_t i = 0; i < p->n_rules; i++) {
        if (!p->rules[i].down) {
            draw_across(d, &p->rules[i]);
        }
    }
}

/* ---- the paper's edge --------------------------------------------------- */

/* On the edge, right-aligned before `end`; returns where it begins. */
static int put_right(struct canvas *c, int row, int end, enum role role,
                     const char *s)
{
    int col = end - width_cols(s);
    canvas_put(c, row, col, role, s);
    return col;
}

static const char *paper_name(const struct sheet *s)
{
    int narrow = s->width < s->height ? s->width : s->height;
    return narrow == 21000   ? "A4 "
           : narrow == 29700 ? "A3 "
           : narrow == 14800 ? "A5 "
                             : "";
}

static void draw_upper_edge(const struct preview_view *v, struct canvas *c,
                            struct rect frame)
{
    struct arena *a = &v->app->ui.frame;
    const struct sheet *s = preview_page(v)->sheet;
    int end = frame.col + frame.cols - 2;
    put_right(c, frame.row, end, ROLE_TITLE,
              arena_printf(a, " %zu/%zu ", v->page + 1, v->what.doc.n));
    int col =
        canvas_putf(c, frame.row, frame.col + 2, ROLE_DIM, " %s %s%s ", s->name,
                    paper_name(s), s->landscape ? "横向" : "纵向");
    if (v->top > 0) {
        canvas_putf(c, frame.row, col + 1, ROLE_DIM, " 上面还有 %d 行 ",
                    v->top);
    }
}

static void draw_lower_edge(const struct preview_view *v, struct canvas *c,
                            struct rect frame, const struct preview_sheet *s)
{
    struct arena *a = &v->app->ui.frame;
    int row = frame.row + frame.rows - 1;
    int below = s->rows - v->top - v->seen_rows;
    int aside = s->cols - v->left - v->seen_cols;
    int col = frame.col + 2;
    if (v->go[0] != '\0') {
        int at = canvas_putf(c, row, col, ROLE_LABEL, " 翻到第 %s", v->go);
        canvas_caret(c, row, at);
        canvas_put(c, row, at, ROLE_DIM, " 页（回车） ");
        return;
    }
    if (below > 0) {
        col = canvas_putf(c, row, col, ROLE_DIM, " 下面还有 %d 行 ", below) + 1;
    }
    if (v->find[0] != '\0') {
        canvas_putf(c, row, col, ROLE_DIM, " 查找：%s ", v->find);
    }
    const char *left =
        v->left > 0 ? arena_printf(a, " < 左边 %d 列 ", v->left) : "";
    const char *right =
        aside > 0 ? arena_printf(a, " 右边 %d 列 > ", aside) : "";
    put_right(c, row, frame.col + frame.cols - 2, ROLE_DIM,
              arena_printf(a, "%s%s", left, right));
}

/* ---- the whole ---------------------------------------------------------- */

static int least(int a, int b)
{
    return a < b ? a : b;
}

void preview_draw(struct preview_view *v, struct canvas *c, struct rect area)
{
    struct preview_sheet sheet = preview_sheet(v, &v->app->ui.frame);
    int room = area.cols - 2;
    int margin = sheet.cols + 2 <= room ? 1 : 0;
    v->seen_rows = least(sheet.rows, area.rows - 3);
    v->seen_cols = least(sheet.cols, room);
    preview_scroll(v, 0, 0); /* the window may have grown */
    app_draw_top(v->app, c, area.row, "打印预览");
    int cols = v->seen_cols + 2 * margin + 2;
    struct rect frame = {area.row + 1, area.col + (area.cols - cols) / 2,
                         v->seen_rows + 2, cols};
    struct rect inner = rect_inset(frame, 1, 1 + margin);
    canvas_box(c, frame, NULL);
    struct rect before = canvas_clip(c, inner);
    struct drawing d = {v, c, sheet, inner.row - v->top, inner.col - v->left};
    draw_page(&d);
    canvas_unclip(c, before);
    draw_upper_edge(v, c, frame);
    draw_lower_edge(v, c, frame, &sheet);
}
