/* Framed things of a form: grids of label and value, areas of free text, boxes.
   All are as wide as the sheet; the columns of the verticals belong to nobody,
   the cells lie between them.  The first label of a row is always as wide as
   four characters, so that the labels of rows below each other stand in one
   column. */
#include "flow_tape.h"

enum { LABEL_COLS = 8, VALUE_MIN = 4, BLANK_MIN = 3 };

/* In lines of about one length: 照片粘, 贴处. */
static struct flow_lines wrap_evenly(struct flow *f, const char *text, int cols)
{
    struct flow_lines lines = flow_wrap(f, text, cols);
    if (lines.n > 1) {
        int part = flow_width(f, text) / lines.n;
        struct flow_lines even = {0};
        for (; part < cols && even.n != lines.n; part++) {
            even = flow_wrap(f, text, part);
        }
        lines = even.n == lines.n ? even : lines;
    }
    return lines;
}

static struct flow_label make_label(struct flow *f, const char *text, int cols)
{
    return (struct flow_label){.text = text,
                               .lines = wrap_evenly(f, text, cols),
                               .col = 1,
                               .cols = cols,
                               .align = PAGE_CENTRE,
                               .face = FACE_SONG};
}

static const int *frame_edges(struct flow *f, int inner)
{
    int *edges = arena_array(f->arena, 3, sizeof *edges);
    edges[0] = 0;
    edges[1] = inner > 0 ? inner : f->sheet->cols - 1;
    edges[2] = f->sheet->cols - 1;
    return edges;
}

/* ---- grids ----------------------------------------------------------------
 */

/* One row: where labels and values stand. */
struct grid {
    const struct flow_cell *cells;
    size_t n;
    const char **labels; /* cleaned; NULL: none */
    int *label_cols;
    int *value_cols;
};

static int label_cols(struct flow *f, const struct grid *g, size_t i)
{
    if (g->labels[i] == NULL) {
        return 0;
    }
    int cols = flow_width(f, g->labels[i]);
    bool full = i == 0 || g->n <= 2 || cols > LABEL_COLS;
    return full ? LABEL_COLS : cols < 2 ? 2 : cols;
}

/* Columns that are left for the values when each cell has its borders. */
static int left_for_values(struct flow *f, const struct grid *g)
{
    int left = f->sheet->cols - 1;
    for (size_t i = 0; i < g->n; i++) {
        left -= 1 + (g->labels[i] != NULL ? g->label_cols[i] + 1 : 0);
    }
    return left;
}

static void share_out(const struct grid *g, int left)
{
    int shares = 0;
    for (size_t i = 0; i < g->n; i++) {
        shares += g->cells[i].share > 0 ? g->cells[i].share : 1;
    }
    int over = left - (int)g->n * VALUE_MIN;
    int given = 0;
    for (size_t i = 0; i < g->n; i++) {
        int share = g->cells[i].share > 0 ? g->cells[i].share : 1;
        g->value_cols[i] = VALUE_MIN + over * share / shares;
        given += g->value_cols[i];
    }
    g->value_cols[g->n - 1] += left - given;
}

static struct flow_box value_box(struct flow *f, const char *text, int col,
                                 int cols)
{
    return (struct flow_box){.lines = flow_wrap(f, flow_clean(f, text), cols),
                             .col = col,
                             .cols = cols,
                             .align = PAGE_LEFT,
                             .face = FACE_BODY};
}

static void put_grid(struct flow *f, const struct grid *g, int min_lines)
{
    int *edges = arena_array(f->arena, 2 * g->n + 1, sizeof *edges);
    struct flow_box *boxes = arena_array(f->arena, 2 * g->n, sizeof *boxes);
    size_t n_edges = 0;
    size_t n_boxes = 0;
    int col = 0;
    struct flow_band b = {.lines = min_lines < 1 ? 1 : min_lines};
    for (size_t i = 0; i < g->n; i++) {
        edges[n_edges++] = col++;
        if (g->labels[i] != NULL) {
            struct flow_label l = make_label(f, g->labels[i], g->label_cols[i]);
            l.col = col;
            b.lines = l.lines.n > b.lines ? l.lines.n : b.lines;
            if (i == 0) {
                b.label = l;
            } else {
                boxes[n_boxes++] = (struct flow_box){.lines = l.lines,
                                                     .col = l.col,
                                                     .cols = l.cols,
                                                     .align = l.align,
                                                     .face = l.face};
            }
            col += g->label_cols[i];
            edges[n_edges++] = col++;
        }
        boxes[n_boxes] = value_box(f, g->cells[i].value, col, g->value_cols[i]);
        int lines = boxes[n_boxes++].lines.n;
        b.lines = lines > b.lines ? lines : b.lines;
        col += g->value_cols[i];
    }
    edges[n_edges++] = col;
    b.edges = edges;
    b.n_edges = n_edges;
    b.loose = b.lines > f->sheet->lines;
    for (size_t i = 0; i < n_boxes && b.loose; i++) {
        boxes[i].top = true; /* the middle is pages away */
    }
    flow_set_boxes(f, &b, boxes, n_boxes);
    flow_put(f, b);
}

static void keep_grid(struct flow *f, const struct grid *g, int min_lines)
{
    int *edges = arena_array(f->arena, 2 * g->n + 1, sizeof *edges);
    bool *is_label = arena_array(f->arena, 2 * g->n, sizeof *is_label);
    const char **texts = arena_array(f->arena, 2 * g->n, sizeof *texts);
    size_t n = 0;
    int col = 0;
    for (size_t i = 0; i < g->n; i++) {
        if (g->labels[i] != NULL) {
            edges[n] = col;
            is_label[n] = true;
            texts[n++] = g->labels[i];
            col += g->label_cols[i] + 1;
        }
        edges[n] = col;
        texts[n++] = flow_clean(f, g->cells[i].value);
        col += g->value_cols[i] + 1;
    }
    edges[n] = col;
    struct flow_item *item = flow_tape_say(f, FLOW_GRID, texts, n);
    item->edges = edges;
    item->is_label = is_label;
    item->lines = min_lines;
}

void flow_grid(struct flow *f, const struct flow_cell *cells, size_t n,
               int min_lines)
{
    if (n == 0) {
        return;
    }
    struct grid g = {.cells = cells, .n = n};
    g.labels = arena_array(f->arena, n, sizeof *g.labels);
    g.label_cols = arena_array(f->arena, n, sizeof *g.label_cols);
    g.value_cols = arena_array(f->arena, n, sizeof *g.value_cols);
    for (size_t i = 0; i < n; i++) {
        bool has = cells[i].label != NULL && cells[i].label[0] != '\0';
        g.labels[i] = has ? flow_clean(f, cells[i].label) : NULL;
        g.label_cols[i] = label_cols(f, &g, i);
    }
    int left = left_for_values(f, &g);
    if (left < (int)n * VALUE_MIN && n > 1) {
        flow_grid(f, cells, n / 2, min_lines);
        flow_grid(f, cells + n / 2, n - n / 2, min_lines);
        return;
    }
    share_out(&g, left);
    if (f->tape != NULL) {
        keep_grid(f, &g, min_lines);
    } else {
        put_grid(f, &g, min_lines);
    }
}

/* ---- areas ----------------------------------------------------------------
 */

/* Empty lines that may be cut: all behind a text, half of what is to be written
   in by hand. */
static int spare_lines(int lines, int text_lines, int label_lines)
{
    int least = text_lines;
    if (text_lines == 0) {
        least = lines / 2 > BLANK_MIN ? lines / 2 : BLANK_MIN;
    }
    least = label_lines > least ? label_lines : least;
    return lines > least ? lines - least : 0;
}

static void put_beside(struct flow *f, const char *label, const char *text,
                       int min_lines)
{
    int inner = label[0] == '\0' ? 0 : LABEL_COLS + 1;
    struct flow_box box =
        value_box(f, text, inner + 1, f->sheet->cols - inner - 2);
    struct flow_band b = {.edges = frame_edges(f, inner),
                          .n_edges = inner > 0 ? 3 : 2,
                          .lines = box.lines.n > 1 ? box.lines.n : 1,
                          .loose = true};
    box.top = true;
    b.lines = min_lines > b.lines ? min_lines : b.lines;
    if (inner > 0) {
        b.label = make_label(f, label, LABEL_COLS);
        b.lines = b.label.lines.n > b.lines ? b.label.lines.n : b.lines;
    }
    b.spare = spare_lines(b.lines, box.lines.n, b.label.lines.n);
    flow_set_boxes(f, &b, &box, 1);
    flow_put(f, b);
}

static void put_below(struct flow *f, const char *label, const char *text,
                      int min_lines)
{
    const int cols = f->sheet->cols - 2;
    struct flow_box boxes[2] = {{.lines = flow_wrap(f, label, cols),
                                 .col = 1,
                                 .cols = cols,
                                 .face = FACE_SONG,
                                 .top = true},
                                value_box(f, text, 1, cols)};
    int head = boxes[0].lines.n;
    int lines = boxes[1].lines.n;
    boxes[1].top = true;
    boxes[1].down = head;
    int all = lines > min_lines ? lines : min_lines;
    struct flow_band b = {.edges = frame_edges(f, 0),
                          .n_edges = 2,
                          .lines = head + (all < 1 ? 1 : all),
                          .loose = true,
                          .label = make_label(f, label, cols)};
    b.label.above = true;
    b.label.align = PAGE_LEFT;
    b.spare = spare_lines(b.lines - head, lines, 0);
    flow_set_boxes(f, &b, boxes, 2);
    flow_put(f, b);
}

/* Label and text; the label in front of the text when there are edges. */
static void keep_area(struct flow *f, enum flow_thing thing, const char *label,
                      const char *text, int min_lines, bool beside)
{
    const char *const texts[] = {label, flow_clean(f, text)};
    struct flow_item *item = flow_tape_say(f, thing, texts, 2);
    item->lines = min_lines;
    item->edges = beside ? frame_edges(f, LABEL_COLS + 1) : NULL;
}

void flow_area(struct flow *f, const char *label, const char *text,
               int min_lines, bool label_above)
{
    const char *clean = flow_clean(f, label);
    if (f->tape != NULL) {
        keep_area(f, FLOW_AREA, clean, text, min_lines,
                  !label_above && clean[0] != '\0');
        return;
    }
    if (label_above && clean[0] != '\0') {
        put_below(f, clean, text, min_lines);
    } else {
        put_beside(f, clean, text, min_lines);
    }
}

void flow_box(struct flow *f, const char *label, int lines)
{
    const char *clean = flow_clean(f, label);
    if (f->tape != NULL) {
        keep_area(f, FLOW_BOX, clean, "", lines, clean[0] != '\0');
        return;
    }
    int inner = clean[0] == '\0' ? 0 : LABEL_COLS + 1;
    int most = f->sheet->lines * 3 / 4; /* a title goes with it */
    struct flow_band b = {.edges = frame_edges(f, inner),
                          .n_edges = inner > 0 ? 3 : 2,
                          .lines = lines < 1      ? 1
                                   : lines > most ? most
                                                  : lines,
                          .fixed = true};
    if (inner > 0) {
        b.label = make_label(f, clean, LABEL_COLS);
        b.lines = b.label.lines.n > b.lines ? b.label.lines.n : b.lines;
    }
    flow_put(f, b);
}
