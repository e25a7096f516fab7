/* What was put into a tape as rows of a sheet: texts over the whole width,
   grids and areas in merged cells, tables row by row.

   A row of a spreadsheet is no higher than a hand: what is longer stands in
   cells that are merged over several rows. */
#include <string.h>

#include "flow_book_parts.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/report/table.h"

enum {
    BIG = 130,      /* per cent: as large as a title */
    SPACES_MAX = 2, /* empty rows */
    SIGN_LINES = 2  /* room for a hand */
};

/* ---- rows ------------------------------------------------------------------
 */

static void push(struct book_rows *r, const struct workbook_cell *cells,
                 size_t n, int lines)
{
    if (r->n == r->cap) {
        r->rows =
            flow_grow(r->tape, r->rows, r->n, &r->cap, 1, sizeof *r->rows);
    }
    r->rows[r->n++] = (struct book_row){cells, n, lines};
}

static int span_cols(const struct book_rows *r, const struct workbook_cell *c)
{
    return r->edges->at[c->col + c->cols] - r->edges->at[c->col] - 1;
}

/* As high as its longest cell and at least so many lines. */
void book_put_row(struct book_rows *r, struct workbook_cell *cells, size_t n,
                  int lines)
{
    int most = lines > 1 ? lines : 1;
    for (size_t i = 0; i < n; i++) {
        const int own = workbook_lines(cells[i].text, span_cols(r, &cells[i]));
        most = own > most ? own : most;
    }
    const int rows = (most + WORKBOOK_LINES - 1) / WORKBOOK_LINES;
    const int each = (most + rows - 1) / rows;
    for (size_t i = 0; i < n; i++) {
        cells[i].rows = (size_t)rows;
    }
    push(r, cells, n, each);
    for (int i = 1; i < rows; i++) {
        push(r, NULL, 0, each);
    }
}

/* A cell over the whole width. */
struct workbook_cell *book_whole(struct book_rows *r, unsigned look,
                                 enum page_align align, const char *text)
{
    struct workbook_cell *c = arena_alloc(r->a, sizeof *c);
    *c = (struct workbook_cell){.cols = r->edges->n - 1,
                                .look = look | WORKBOOK_WRAP,
                                .align = align,
                                .text = table_paper_signs(r->a, text)};
    return c;
}

/* ---- texts -----------------------------------------------------------------
 */

static const char *indented(struct book_rows *r, const struct flow_style *s,
                            const char *text)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_repeat(&sb, "　", s->align == PAGE_LEFT ? (size_t)s->indent / 2 : 0);
    sb_add(&sb, text);
    sb_repeat(&sb, "　", s->align == PAGE_RIGHT ? (size_t)s->right / 2 : 0);
    const char *out = arena_strn(r->a, sb.s, sb.len);
    sb_clear(&sb);
    return out;
}

static void put_para(struct book_rows *r, const struct flow_item *i)
{
    const struct flow_style *s = &i->style;
    const bool head = s->face == FACE_HEAD || s->face == FACE_TITLE;
    const unsigned look = s->size >= BIG  ? WORKBOOK_TITLE
                          : head          ? WORKBOOK_BOLD
                          : s->size < 100 ? WORKBOOK_SMALL
                                          : 0;
    struct workbook_cell *c =
        book_whole(r, look, s->align, indented(r, s, i->texts[0]));
    if (look == WORKBOOK_TITLE || look == WORKBOOK_SMALL) {
        push(r, c, 1, 0); /* the workbook knows how high that is */
    } else {
        book_put_row(r, c, 1, 0);
    }
}

static int cols_of(const struct book_rows *r, const char *text)
{
    return flow_width(r->tape, text);
}

/* Two parts beside each other, divided where there is an edge. */
static bool put_two(struct book_rows *r, const char *left, const char *right)
{
    const int wl = cols_of(r, left) + 1;
    const int wr = cols_of(r, right) + 1;
    const int width = r->edges->width;
    const size_t at = book_edge_near(
        r->edges, wl + wr > 0 ? width * wl / (wl + wr) : width / 2);
    if (at == 0 || r->edges->at[at] < wl || width - r->edges->at[at] < wr) {
        return false;
    }
    struct workbook_cell *cells = arena_array(r->a, 2, sizeof *cells);
    cells[0] = *book_whole(r, 0, PAGE_LEFT, left);
    cells[0].cols = at;
    cells[1] = *book_whole(r, 0, PAGE_RIGHT, right);
    cells[1].col = at;
    cells[1].cols = r->edges->n - 1 - at;
    push(r, cells, 2, 0);
    return true;
}

static bool put_three(struct book_rows *r, const char *const *texts)
{
    const int width = r->edges->width;
    const int half = (width - cols_of(r, texts[1])) / 2;
    const size_t from = book_edge_near(r->edges, half);
    const size_t to = book_edge_near(r->edges, width - half);
    if (from == 0 || to <= from || r->edges->at[from] <= cols_of(r, texts[0]) ||
        r->edges->at[to] - r->edges->at[from] <= cols_of(r, texts[1]) ||
        width - r->edges->at[to] <= cols_of(r, texts[2])) {
        return false;
    }
    static const enum page_align aligns[] = {PAGE_LEFT, PAGE_CENTRE,
                                             PAGE_RIGHT};
    const size_t at[] = {0, from, to, r->edges->n - 1};
    struct workbook_cell *cells = arena_array(r->a, 3, sizeof *cells);
    for (size_t i = 0; i < 3; i++) {
        cells[i] = *book_whole(r, 0, aligns[i], texts[i]);
        cells[i].col = at[i];
        cells[i].cols = at[i + 1] - at[i];
    }
    push(r, cells, 3, 0);
    return true;
}

static void put_line(struct book_rows *r, const struct flow_item *i)
{
    static const enum page_align aligns[] = {PAGE_LEFT, PAGE_CENTRE,
                                             PAGE_RIGHT};
    const char *const *t = i->texts;
    size_t said = 0;
    for (size_t k = 0; k < i->n; k++) {
        said += t[k][0] != '\0';
    }
    if ((said == 2 && t[1][0] == '\0' && put_two(r, t[0], t[2])) ||
        (said > 1 && t[1][0] != '\0' && put_three(r, t))) {
        return;
    }
    for (size_t k = 0; k < i->n; k++) {
        if (t[k][0] != '\0') {
            book_put_row(r, book_whole(r, 0, aligns[k], t[k]), 1, 0);
        }
    }
}

static void put_sign(struct book_rows *r, const struct flow_item *i)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t k = 0; k < i->n; k++) {
        const int cols = r->edges->width / (int)i->n - 2;
        sb_add(&sb, k > 0 ? "　　" : "");
        sb_add(&sb, flow_with_room(r->tape, i->texts[k], cols));
    }
    book_put_row(r, book_whole(r, 0, PAGE_LEFT, arena_strn(r->a, sb.s, sb.len)),
                 1, SIGN_LINES);
    sb_clear(&sb);
}

static void put_cut(struct book_rows *r, const struct flow_item *i)
{
    struct strbuf sb;
    sb_init(&sb);
    const int over = r->edges->width - cols_of(r, i->texts[0]) - 4;
    const size_t dashes = over > 8 ? (size_t)over / 4 : 2;
    sb_repeat(&sb, "┄", dashes);
    sb_addf(&sb, " %s ", i->texts[0]);
    sb_repeat(&sb, "┄", dashes);
    push(r, book_whole(r, 0, PAGE_CENTRE, arena_strn(r->a, sb.s, sb.len)), 1,
         0);
    sb_clear(&sb);
}

/* ---- framed things ---------------------------------------------------------
 */

/* The cells between an item's edges, empty. */
struct workbook_cell *book_cells(struct book_rows *r, const int *placed,
                                 size_t n, unsigned look)
{
    struct workbook_cell *cells = arena_array(r->a, n, sizeof *cells);
    for (size_t i = 0; i < n; i++) {
        const size_t from = book_edge(r->edges, placed[i]);
        cells[i] = (struct workbook_cell){
            .col = from,
            .cols = book_edge(r->edges, placed[i + 1]) - from,
            .look = look,
            .text = ""};
    }
    return cells;
}

const char *book_number(struct arena *a, const char *text)
{
    const char *whole = text;
    if (strchr(text, '\n') != NULL) {
        char *to = arena_str(a, text);
        whole = to;
        for (const char *s = text; *s != '\0'; s++) {
            if (*s != '\n') {
                *to++ = *s;
            }
        }
        *to = '\0';
    }
    return workbook_kind_of(whole) != WORKBOOK_TEXT ? whole : NULL;
}

void book_say(struct book_rows *r, struct workbook_cell *c, const char *text)
{
    const char *s = text != NULL ? text : "";
    const char *number = book_number(r->a, s);
    const enum workbook_kind kind =
        number != NULL ? workbook_kind_of(number) : WORKBOOK_TEXT;
    /* One that is too wide is a text: it is wrapped, not ###. */
    if (number != NULL && workbook_cols(kind, number) <= span_cols(r, c)) {
        c->kind = kind;
        c->text = number;
        return;
    }
    c->text = table_paper_signs(r->a, s);
    c->look |= workbook_is_word(c->text) ? WORKBOOK_AS_TEXT : 0;
}

static void put_grid(struct book_rows *r, const struct flow_item *item,
                     const int *placed)
{
    struct workbook_cell *cells = book_cells(r, placed, item->n, BOOK_FRAMED);
    for (size_t i = 0; i < item->n; i++) {
        book_say(r, &cells[i], item->texts[i]);
        if (item->is_label[i]) {
            cells[i].kind = WORKBOOK_TEXT;
            cells[i].align = PAGE_CENTRE;
        }
    }
    book_put_row(r, cells, item->n, item->lines);
}

/* Label in front, label above, or no label. */
static void put_area(struct book_rows *r, const struct flow_item *item,
                     const int *placed)
{
    const char *label = item->texts[0];
    if (placed != NULL) {
        struct workbook_cell *cells = book_cells(r, placed, 2, BOOK_FRAMED);
        cells[0].text = label;
        cells[0].align = PAGE_CENTRE;
        cells[1].text = table_paper_signs(r->a, item->texts[1]);
        cells[1].look |= WORKBOOK_TOP;
        book_put_row(r, cells, 2, item->lines);
        return;
    }
    if (label[0] != '\0') {
        push(r, book_whole(r, BOOK_FRAMED, PAGE_LEFT, label), 1, 0);
    }
    book_put_row(
        r, book_whole(r, BOOK_FRAMED | WORKBOOK_TOP, PAGE_LEFT, item->texts[1]),
        1, item->lines);
}

/* ---- all -------------------------------------------------------------------
 */

void book_put(struct book_rows *r, const struct flow_item *item,
              const int *placed)
{
    switch (item->thing) {
    case FLOW_PARA:
        put_para(r, item);
        break;
    case FLOW_LINE:
        put_line(r, item);
        break;
    case FLOW_GRID:
        put_grid(r, item, placed);
        break;
    case FLOW_AREA:
    case FLOW_BOX:
        put_area(r, item, placed);
        break;
    case FLOW_TABLE:
        book_put_table(r, &item->table, placed);
        break;
    case FLOW_SIGN:
        put_sign(r, item);
        break;
    case FLOW_CUT:
        put_cut(r, item);
        break;
    case FLOW_SPACE:
        for (int i = 0; i < item->lines && i < SPACES_MAX; i++) {
            push(r, NULL, 0, 0);
        }
        break;
    case FLOW_PAGE:
        push(r, NULL, 0, 0);
        break;
    }
}

void book_put_foot(struct book_rows *r, const char *foot)
{
    push(r, book_whole(r, WORKBOOK_SMALL, PAGE_LEFT, foot), 1, 0);
}
