/* How the list looks: head, rows, status line.

   Columns: all have their least width and a gap between them; while that is too
   much, the one with the largest priority number goes; what is left over is
   given one column at a time to those that may grow, so that neighbours grow
   alike. */
#include <string.h>

#include "listbox_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/width.h"
#include "wrap.h"

#define COLUMNS_MAX 32
#define STATUS_AT   6  /* rows of an area from which on it has a status line */
#define ROOMY_COLS  72 /* from here on columns stand two apart */
#define FIND_LABEL  "查找: "
#define FIND_HINT   "  (Esc 清除)"
#define MARK_COLS   2

struct placing {
    int cols[COLUMNS_MAX]; /* 0: dropped */
    int gap;
};

/* ---- columns ---- */

static size_t columns_of(const struct listbox *l)
{
    return l->n_columns < COLUMNS_MAX ? l->n_columns : COLUMNS_MAX;
}

static int cols_needed(const struct placing *p, size_t n)
{
    int cols = 0;
    for (size_t i = 0; i < n; i++) {
        cols += p->cols[i] > 0 ? p->cols[i] + p->gap : 0;
    }
    return cols > 0 ? cols - p->gap : 0;
}

/* False when only one is left. */
static bool drop_one(const struct listbox *l, struct placing *p, size_t n)
{
    size_t drop = 0;
    size_t n_left = 0;
    int priority = -1;
    for (size_t i = 0; i < n; i++) {
        if (p->cols[i] > 0) {
            n_left++;
            if (l->columns[i].priority >= priority) {
                priority = l->columns[i].priority;
                drop = i;
            }
        }
    }
    if (n_left <= 1) {
        return false;
    }
    p->cols[drop] = 0;
    return true;
}

static void place_columns(const struct listbox *l, int cols, struct placing *p)
{
    size_t n = columns_of(l);
    p->gap = cols >= ROOMY_COLS ? 2 : 1;
    for (size_t i = 0; i < n; i++) {
        p->cols[i] = l->columns[i].min_cols > 0 ? l->columns[i].min_cols : 1;
    }
    while (cols_needed(p, n) > cols && drop_one(l, p, n)) {
    }
    int left = cols - cols_needed(p, n);
    bool grown = true;
    while (left > 0 && grown) {
        grown = false;
        for (size_t i = 0; i < n && left > 0; i++) {
            if (p->cols[i] > 0 && p->cols[i] < l->columns[i].max_cols) {
                p->cols[i]++;
                left--;
                grown = true;
            }
        }
    }
    for (size_t i = 0; left < 0 && i < n; i++) {
        p->cols[i] = p->cols[i] > 0 ? cols : 0; /* the only one left */
    }
}

/* ---- head and rows ---- */

static bool has_head(const struct listbox *l)
{
    for (size_t i = 0; i < l->n_columns; i++) {
        if (l->columns[i].title != NULL && l->columns[i].title[0] != '\0') {
            return true;
        }
    }
    return false;
}

static void draw_head(const struct listbox *l, struct canvas *c,
                      const struct placing *p, struct rect area, int col)
{
    canvas_fill(c, (struct rect){area.row, area.col, 1, area.cols}, ROLE_TITLE);
    struct strbuf title;
    sb_init(&title);
    for (size_t i = 0; i < columns_of(l); i++) {
        if (p->cols[i] == 0) {
            continue;
        }
        sb_reset(&title);
        sb_add(&title, l->columns[i].title == NULL ? "" : l->columns[i].title);
        int sign_cols = 0;
        if ((int)i == l->sort) {
            const char *sign = c->ascii ? (l->descending ? "v" : "^")
                                        : (l->descending ? "▼" : "▲");
            sign_cols = width_cols(sign);
            canvas_put(c, area.row, col + p->cols[i] - sign_cols, ROLE_TITLE,
                       sign);
        }
        canvas_put_fit(c, area.row, col, p->cols[i] - sign_cols, ROLE_TITLE,
                       l->columns[i].align, title.s);
        col += p->cols[i] + p->gap;
    }
    sb_clear(&title);
}

static void draw_cell(struct canvas *c, int row, int col, int cols,
                      enum role role, const struct list_column *column,
                      const char *text)
{
    if (!column->number) {
        canvas_put_fit(c, row, col, cols, role, column->align, text);
        return;
    }
    struct strbuf number;
    sb_init(&number);
    fit_number(&number, text, cols);
    canvas_put(c, row, col, role, number.s);
    sb_clear(&number);
}

/* Without the cursor: see draw_cursor. */
static enum role row_role(const struct listbox *l, size_t i)
{
    return listbox_is_marked(l, l->rows[i].id) ? ROLE_MARKED : l->rows[i].role;
}

static void draw_row(const struct listbox *l, struct canvas *c,
                     const struct placing *p, struct rect at, size_t i)
{
    const struct list_row *row = &l->rows[i];
    enum role role = row_role(l, i);
    int col = at.col;
    canvas_fill(c, at, role);
    if (l->n_marks > 0) {
        canvas_put(c, at.row, col, role,
                   listbox_is_marked(l, row->id) ? "*" : " ");
        col += MARK_COLS;
    }
    for (size_t k = 0; k < columns_of(l); k++) {
        if (p->cols[k] > 0) {
            draw_cell(c, at.row, col, p->cols[k], role, &l->columns[k],
                      row->cells[k] == NULL ? "" : row->cells[k]);
            col += p->cols[k] + p->gap;
        }
    }
}

/* ---- in place of rows ---- */

static void draw_nothing(const struct listbox *l, struct canvas *c,
                         struct rect area)
{
    struct rect inside = rect_inset(area, 0, area.cols > 4 ? 1 : 0);
    if (l->err.kind != ERR_NONE) {
        int rows = wrap_draw(c, inside, ROLE_ERROR, l->err.text, 0);
        canvas_put(c, inside.row + rows, inside.col, ROLE_DIM, l->err.code);
        return;
    }
    struct strbuf s;
    sb_init(&s);
    if (l->filter.text.len > 0) {
        sb_addf(&s, "没有符合“%s”的，按 Esc 看全部。", l->filter.text.s);
    } else {
        sb_add(&s, l->empty != NULL ? l->empty : "还没有记录。");
    }
    wrap_draw(c, inside, ROLE_DIM, s.s, 0);
    sb_clear(&s);
}

/* ---- status line ---- */

static int draw_filter(struct listbox *l, struct canvas *c, struct rect at,
                       bool focused)
{
    int col = canvas_put(c, at.row, at.col, ROLE_LABEL, FIND_LABEL);
    int hint_cols = width_cols(FIND_HINT);
    int room = at.col + at.cols - col - hint_cols;
    int cols = room < 24 ? room : 24;
    if (cols < 4) {
        return col;
    }
    if (l->filtering) {
        editline_draw(&l->filter, c, at.row, col, cols, focused);
    } else {
        int text_cols = width_cols(l->filter.text.s);
        cols = text_cols < cols ? text_cols : cols;
        canvas_put_fit(c, at.row, col, cols, ROLE_TEXT, FIT_LEFT,
                       l->filter.text.s);
    }
    return l->filter.text.len > 0
               ? canvas_put(c, at.row, col + cols, ROLE_DIM, FIND_HINT)
               : col + cols;
}

static void draw_status(struct listbox *l, struct canvas *c, struct rect at,
                        bool focused)
{
    canvas_fill(c, at, ROLE_TEXT);
    char position[48];
    listbox_position(l, position);
    int cols = width_cols(position);
    canvas_put(c, at.row, at.col + at.cols - cols, ROLE_DIM, position);
    struct rect rest = {at.row, at.col, 1, at.cols - cols - 1};
    struct rect before = canvas_clip(c, rest);
    int col = rest.col;
    if (l->filtering || l->filter.text.len > 0) {
        col = draw_filter(l, c, rest, focused) + 2;
    }
    if (l->err.kind != ERR_NONE && l->n_rows > 0) {
        canvas_putf(c, at.row, col, ROLE_ERROR, "%s（%s）", l->err.text,
                    l->err.code);
    } else if (l->n_marks > 0) {
        canvas_putf(c, at.row, col, ROLE_MARKED, "已标记 %zu 行", l->n_marks);
    }
    canvas_unclip(c, before);
}

/* ---- the whole ---- */

static void scroll_to_cursor(struct listbox *l, size_t rows)
{
    if (l->cursor < l->top) {
        l->top = l->cursor;
    } else if (l->cursor >= l->top + rows) {
        l->top = l->cursor - rows + 1;
    }
    if (l->top + rows > l->n_rows) { /* no blank rows while there are others */
        l->top = l->n_rows > rows ? l->n_rows - rows : 0;
    }
}

/* The rows in sight are the ones of the picture, drawn the same way. */
static bool picture_holds(const struct listbox *l, const struct canvas *c,
                          struct rect area)
{
    const struct list_picture *p = &l->picture;
    return p->valid && p->top == l->top && p->n_rows == l->n_rows &&
           memcmp(&p->area, &area, sizeof area) == 0 &&
           p->canvas_cols == c->cols && p->ascii == c->ascii &&
           p->ambiguous == width_ambiguous();
}

/* Only what is as wide as the canvas: beside it nothing else can stand in the
   same rows. */
static void take_picture(struct listbox *l, const struct canvas *c,
                         struct rect area)
{
    struct list_picture *p = &l->picture;
    if (area.col != 0 || area.cols != c->cols || area.row < 0 ||
        area.row + area.rows > c->rows) {
        p->valid = false;
        return;
    }
    size_t need = (size_t)area.rows * (size_t)area.cols;
    if (p->cap < need) {
        p->cells = mem_grow(p->cells, need, sizeof *p->cells);
        p->cap = need;
    }
    canvas_take_rows(c, area.row, area.rows, p->cells);
    *p = (struct list_picture){.cells = p->cells,
                               .cap = p->cap,
                               .valid = true,
                               .top = l->top,
                               .n_rows = l->n_rows,
                               .area = area,
                               .canvas_cols = c->cols,
                               .ascii = c->ascii,
                               .ambiguous = width_ambiguous()};
}

static void draw_cursor(struct listbox *l, struct canvas *c, struct rect area,
                        bool focused)
{
    l->picture.cursor = l->cursor;
    int row = area.row + (int)(l->cursor - l->top);
    canvas_role(c, (struct rect){row, area.col, 1, area.cols},
                focused ? ROLE_SELECTED : ROLE_TITLE);
    if (focused && !l->filtering) {
        canvas_caret(c, row, area.col);
    }
}

static void draw_rows(struct listbox *l, struct canvas *c, struct rect area)
{
    struct placing p;
    int marks = l->n_marks > 0 ? MARK_COLS : 0;
    place_columns(l, area.cols - marks, &p);
    canvas_fill(c, area, ROLE_TEXT);
    for (int i = 0; i < area.rows; i++) {
        size_t at = l->top + (size_t)i;
        if (at >= l->n_rows) {
            break;
        }
        struct rect row = {area.row + i, area.col, 1, area.cols};
        draw_row(l, c, &p, row, at);
    }
    take_picture(l, c, area);
}

/* The rows, as a picture when they are as they were. */
static void draw_window(struct listbox *l, struct canvas *c, struct rect rows,
                        bool focused)
{
    scroll_to_cursor(l, (size_t)rows.rows);
    if (picture_holds(l, c, rows)) {
        canvas_put_rows(c, rows.row, rows.rows, l->picture.cells);
    } else {
        draw_rows(l, c, rows);
    }
    draw_cursor(l, c, rows, focused);
}

void listbox_draw(struct listbox *l, struct canvas *c, struct rect area,
                  bool focused)
{
    if (area.rows < 1 || area.cols < 4) {
        return;
    }
    bool head = has_head(l) && area.rows >= 3;
    bool status = area.rows >= STATUS_AT || (l->filtering && area.rows >= 2);
    struct rect rows = {area.row + head, area.col, area.rows - head - status,
                        area.cols};
    l->page_rows = rows.rows;
    l->drawn = rows;
    window_load(l);
    window_look_ahead(l);
    struct rect before = canvas_clip(c, area);
    if (head) {
        struct placing p;
        int marks = l->n_marks > 0 ? MARK_COLS : 0;
        place_columns(l, area.cols - marks, &p);
        draw_head(l, c, &p, area, area.col + marks);
    }
    if (l->n_rows == 0) {
        canvas_fill(c, rows, ROLE_TEXT);
        draw_nothing(l, c, rows);
        if (focused) {
            canvas_caret(c, rows.row, rows.col);
        }
    } else {
        draw_window(l, c, rows, focused);
    }
    struct rect last = {area.row + area.rows - 1, area.col, status, area.cols};
    if (status) {
        draw_status(l, c, last, focused);
    }
    l->picture.status = last;
    canvas_unclip(c, before);
}

bool listbox_patch(struct listbox *l, struct canvas *c)
{
    const struct list_picture *p = &l->picture;
    if (l->stale || l->filtering || l->n_rows == 0 || l->err.kind != ERR_NONE) {
        return false;
    }
    window_look_ahead(l);
    scroll_to_cursor(l, (size_t)l->drawn.rows);
    if (!picture_holds(l, c, l->drawn)) {
        return false;
    }
    size_t line = p->cursor - p->top;
    canvas_put_rows(c, l->drawn.row + (int)line, 1,
                    p->cells + line * (size_t)c->cols);
    draw_cursor(l, c, l->drawn, true);
    if (p->status.rows > 0) {
        draw_status(l, c, p->status, true);
    }
    return true;
}
