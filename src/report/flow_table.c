/* Tables: widths, heads, rows, totals.

   Stages: columns that do not fit beside each other at their least width are
   dealt out to parts, one below the other, each with the fixed ones first → the
   columns of a part get their widths → the head becomes the group's → each row
   becomes a band, or the rows side by side are dealt out by flow_twins.c. */
#include "flow_tape.h"

#include <string.h>

enum { COLUMN_MIN = 2, LABEL_LINES_MAX = 3 };

/* A part of a table: some of its columns. */
struct part {
    const struct flow_table *table;
    size_t *index; /* of the table's columns */
    size_t n;
    int copies, shift;
    struct flow_box *boxes; /* where the cells of one copy stand */
    const int *edges;
    size_t n_edges;
    struct flow_group *group;
    const char **row; /* cells of the row in work */
};

static int least_cols(const struct flow_table *t, size_t c)
{
    int cols = t->columns[c].min_cols;
    return cols < COLUMN_MIN ? COLUMN_MIN : cols;
}

/* ---- widths ---------------------------------------------------------------
 */

/* Shares out what the least widths leave over; when no column wants more, all
   take some: things with frames are all equally wide. */
static void share_out(const struct flow_table *t, const size_t *index, size_t n,
                      int over, int *cols)
{
    int shares = 0;
    for (size_t i = 0; i < n; i++) {
        shares += t->columns[index[i]].share;
    }
    int given = 0;
    size_t last = n - 1;
    for (size_t i = 0; i < n; i++) {
        int share = shares == 0 ? 1 : t->columns[index[i]].share;
        int part = over * share / (shares == 0 ? (int)n : shares);
        cols[i] += part;
        given += part;
        last = share > 0 ? i : last;
    }
    cols[last] += over - given;
}

/* Narrower than the least, when even that is too wide. */
static void shrink(int *cols, size_t n, int over)
{
    while (over > 0) {
        size_t widest = 0;
        for (size_t i = 1; i < n; i++) {
            widest = cols[i] > cols[widest] ? i : widest;
        }
        if (cols[widest] <= COLUMN_MIN) {
            return;
        }
        cols[widest]--;
        over--;
    }
}

/* Columns and borders of one copy. */
static void place_columns(struct flow *f, struct part *p)
{
    const struct flow_table *t = p->table;
    int *cols = arena_array(f->arena, p->n, sizeof *cols);
    int left = (f->sheet->cols - 1) / p->copies - (int)p->n;
    for (size_t i = 0; i < p->n; i++) {
        cols[i] = least_cols(t, p->index[i]);
        left -= cols[i];
    }
    if (left < 0) {
        shrink(cols, p->n, -left);
    } else {
        share_out(t, p->index, p->n, left, cols);
    }
    p->boxes = arena_array(f->arena, p->n, sizeof *p->boxes);
    int col = 0;
    for (size_t i = 0; i < p->n; i++) {
        p->boxes[i] = (struct flow_box){.col = col + 1,
                                        .cols = cols[i],
                                        .align = t->columns[p->index[i]].align,
                                        .face = FACE_SONG};
        col += cols[i] + 1;
    }
    p->shift = col;
}

/* Verticals of all copies; the last one is the sheet's edge, so the odd column
   that copies leave over belongs to the last cell. */
static void place_edges(struct flow *f, struct part *p)
{
    size_t n = p->n * (size_t)p->copies + 1;
    int *edges = arena_array(f->arena, n, sizeof *edges);
    size_t at = 0;
    for (int copy = 0; copy < p->copies; copy++) {
        for (size_t i = 0; i < p->n; i++) {
            edges[at++] = copy * p->shift + p->boxes[i].col - 1;
        }
    }
    edges[at] = f->sheet->cols - 1;
    p->edges = edges;
    p->n_edges = n;
}

/* ---- heads ----------------------------------------------------------------
 */

/* | begins a new line. */
static const char *head_text(struct flow *f, const char *title)
{
    char *text = arena_str(f->arena, flow_clean(f, title));
    for (char *s = text; *s != '\0'; s++) {
        *s = *s == '|' ? '\n' : *s;
    }
    return text;
}

static void make_head(struct flow *f, struct part *p)
{
    p->group = arena_alloc(f->arena, sizeof *p->group);
    struct flow_band *head = &p->group->head;
    size_t n = p->n * (size_t)p->copies;
    struct flow_box *boxes = arena_array(f->arena, n, sizeof *boxes);
    bool any = false;
    *head = (struct flow_band){
        .edges = p->edges, .n_edges = p->n_edges, .lines = 1};
    for (size_t i = 0; i < n; i++) {
        const struct flow_box *x = &p->boxes[i % p->n];
        const char *title = p->table->columns[p->index[i % p->n]].title;
        boxes[i] = (struct flow_box){
            .lines = flow_wrap(f, head_text(f, title), x->cols),
            .col = x->col + (int)(i / p->n) * p->shift,
            .cols = x->cols,
            .align = PAGE_CENTRE,
            .face = FACE_HEAD};
        any = any || boxes[i].lines.n > 0;
        head->lines =
            boxes[i].lines.n > head->lines ? boxes[i].lines.n : head->lines;
    }
    flow_set_boxes(f, head, boxes, n);
    if (!any) {
        head->lines = 0;
    } else if (head->lines > f->sheet->lines / 3) {
        /* So high that it cannot be repeated: it stands there once. */
        struct flow_band once = *head;
        once.keep_next = true;
        flow_put(f, once);
        head->lines = 0;
    }
}

/* ---- rows -----------------------------------------------------------------
 */

/* The first cell says （续） when the row goes on.  A short one stands beside
   the others as a label; a long one goes on itself. */
static void label_first(struct flow_band *b, struct flow_box *first,
                        const char *text)
{
    b->label = (struct flow_label){.text = text,
                                   .lines = first->lines,
                                   .col = first->col,
                                   .cols = first->cols,
                                   .align = first->align,
                                   .face = first->face};
    if (first->lines.n > LABEL_LINES_MAX) {
        b->label.above = true;
        b->label.text = "";
        b->label.lines.n = 0;
    } else {
        first->lines.n = 0;
    }
}

static struct flow_band make_row(struct flow *f, struct part *p,
                                 const char *const *cells)
{
    struct flow_band b = {.group = p->group,
                          .edges = p->edges,
                          .n_edges = p->n_edges,
                          .lines = p->table->row_lines};
    b.lines = b.lines < 1 ? 1 : b.lines;
    const char *first = "";
    for (size_t i = 0; i < p->n; i++) {
        const char *cell = cells == NULL ? NULL : cells[p->index[i]];
        const char *text = flow_clean(f, cell);
        struct flow_box *x = &p->boxes[i];
        first = i == 0 ? text : first;
        x->lines = flow_wrap(f, text, x->cols);
        b.lines = x->lines.n > b.lines ? x->lines.n : b.lines;
    }
    label_first(&b, &p->boxes[0], first);
    b.loose = b.lines > f->sheet->lines - p->group->head.lines;
    for (size_t i = 0; i < p->n; i++) {
        p->boxes[i].top = b.loose || (i == 0 && b.label.above);
    }
    flow_set_boxes(f, &b, p->boxes, p->n);
    return b;
}

static void put_rows(struct flow *f, struct part *p)
{
    const struct flow_table *t = p->table;
    for (size_t r = 0; r < t->n_rows; r++) {
        flow_put(f, make_row(f, p, t->rows[r]));
    }
    for (size_t r = t->n_rows; (long)r < t->blank_rows; r++) {
        flow_put(f, make_row(f, p, NULL));
    }
}

/* A sentence over the whole width, instead of rows. */
static void put_none(struct flow *f, const struct part *p)
{
    int *edges = arena_array(f->arena, 2, sizeof *edges);
    edges[1] = f->sheet->cols - 1;
    int cols = f->sheet->cols - 2;
    struct flow_box box = {
        .lines = flow_wrap(f, flow_clean(f, p->table->none), cols),
        .col = 1,
        .cols = cols,
        .align = PAGE_CENTRE,
        .face = FACE_SONG};
    struct flow_band b = {.group = p->group,
                          .edges = edges,
                          .n_edges = 2,
                          .lines = box.lines.n < 1 ? 1 : box.lines.n};
    flow_set_boxes(f, &b, &box, 1);
    flow_put(f, b);
}

static bool has_none(const struct flow_table *t)
{
    return t->n_rows == 0 && t->blank_rows <= 0 && t->none != NULL &&
           t->none[0] != '\0';
}

static void put_part(struct flow *f, struct part *p)
{
    const struct flow_table *t = p->table;
    place_columns(f, p);
    place_edges(f, p);
    make_head(f, p);
    bool empty = t->n_rows == 0 && t->blank_rows <= 0;
    if (has_none(t)) {
        put_none(f, p);
    } else if (empty && t->total == NULL && p->group->head.lines > 0) {
        flow_put(f, p->group->head);
    } else {
        put_rows(f, p);
    }
    if (t->total != NULL) {
        struct flow_band b = make_row(f, p, t->total);
        b.keep_before = 1;
        flow_put(f, b);
    }
}

/* ---- side by side ---------------------------------------------------------
 */

/* False: not so many times side by side, or a row is too high for it. */
static bool put_twice(struct flow *f, struct part *p)
{
    const struct flow_table *t = p->table;
    place_columns(f, p);
    place_edges(f, p);
    size_t blank = t->blank_rows > 0 ? (size_t)t->blank_rows : 0;
    struct flow_twins *w = arena_alloc(f->arena, sizeof *w);
    w->n_rows = t->n_rows > blank ? t->n_rows : blank;
    w->n_columns = p->n;
    w->columns = p->boxes;
    w->copies = p->copies;
    w->shift = p->shift;
    w->edges = p->edges;
    w->n_edges = p->n_edges;
    w->row_lines = t->row_lines < 1 ? 1 : t->row_lines;
    struct flow_lines *cells =
        arena_array(f->arena, w->n_rows * p->n + 1, sizeof *cells);
    w->cells = cells;
    for (size_t r = 0; r < t->n_rows; r++) {
        for (size_t i = 0; i < p->n; i++) {
            const char *text = flow_clean(f, t->rows[r][p->index[i]]);
            struct flow_lines lines = flow_wrap(f, text, p->boxes[i].cols);
            if (lines.n > f->sheet->lines / 2) {
                return false;
            }
            cells[r * p->n + i] = lines;
        }
    }
    make_head(f, p);
    w->group = p->group;
    flow_put_twins(f, w);
    if (t->total != NULL) {
        struct part below = *p;
        below.copies = 1;
        place_columns(f, &below);
        place_edges(f, &below);
        struct flow_band b = make_row(f, &below, t->total);
        b.keep_before = 1;
        flow_put(f, b);
    }
    return true;
}

/* How often the columns stand beside each other at their least width. */
static int fitting_copies(const struct flow *f, const struct flow_table *t)
{
    int cols = least_cols(t, 0) + 1;
    for (size_t c = 1; c < t->n_columns; c++) {
        cols += least_cols(t, c) + 1;
    }
    int most = (f->sheet->cols - 1) / cols;
    return t->twice < most ? t->twice : most;
}

/* ---- parts ----------------------------------------------------------------
 */

/* The fixed columns, when they leave a third of the sheet to the others. */
static size_t fixed_columns(const struct flow *f, const struct flow_table *t)
{
    int cols = 1;
    for (size_t c = 0; c < t->fixed && c < t->n_columns; c++) {
        cols += least_cols(t, c) + 1;
    }
    return t->fixed >= t->n_columns || cols > f->sheet->cols * 2 / 3 ? 0
                                                                     : t->fixed;
}

/* Takes columns from `next` on as long as they fit; one at least. */
static size_t fill_part(const struct flow *f, struct part *p, size_t fixed,
                        size_t next)
{
    const struct flow_table *t = p->table;
    int left = f->sheet->cols - 1;
    p->n = 0;
    for (size_t c = 0; c < fixed; c++) {
        left -= least_cols(t, c) + 1;
        p->index[p->n++] = c;
    }
    size_t first = next < fixed ? fixed : next;
    for (next = first; next < t->n_columns; next++) {
        int cols = least_cols(t, next) + 1;
        if (cols > left && next > first) {
            break;
        }
        left -= cols;
        p->index[p->n++] = next;
    }
    return next;
}

void flow_put_table(struct flow *f, const struct flow_table *t)
{
    if (f->tape != NULL) {
        flow_tape_add(f, FLOW_TABLE)->table = *t;
        return;
    }
    if (t->n_columns == 0) {
        return;
    }
    struct part p = {.table = t, .copies = 1};
    p.index = arena_array(f->arena, t->n_columns, sizeof *p.index);
    size_t fixed = fixed_columns(f, t);
    size_t next = 0;
    bool rows = t->n_rows > 0 || t->blank_rows > 0;
    if (t->twice > 1 && rows && fitting_copies(f, t) > 1) {
        p.copies = fitting_copies(f, t);
        fill_part(f, &p, 0, 0);
        if (put_twice(f, &p)) {
            return;
        }
        p.copies = 1;
    }
    while (next < t->n_columns) {
        next = fill_part(f, &p, fixed, next);
        put_part(f, &p);
    }
}
