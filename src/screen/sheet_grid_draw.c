/* How a table that is typed into looks: the cells over it, flowing over lines;
   column heads; the rows that fit. */
#include "sheet_grid.h"

#include <string.h>

#include "pbtui/text/width.h"

#define COLUMNS_MAX 16

/* ---- the head --------------------------------------------------------- */

static int cell_cols(const struct grid_cell *cell)
{
    return width_cols(cell->label) + 1 + cell->cols;
}

/* Where each cell stands; returns the lines. */
static int place_cells(const struct grid *g, int cols, int lines[],
                       int starts[])
{
    int line = 0;
    int col = 1;
    for (size_t i = 0; i < g->n_cells; i++) {
        int wide = cell_cols(&g->cells[i]);
        if (i > 0 && (g->cells[i].new_line || col + wide > cols)) {
            line++;
            col = 1;
        }
        lines[i] = line;
        starts[i] = col;
        col += wide + 2;
    }
    return line + 1;
}

int grid_head_rows(const struct grid *g, int cols)
{
    int lines[GRID_HEADS_MAX];
    int starts[GRID_HEADS_MAX];
    return place_cells(g, cols, lines, starts);
}

static void draw_field(struct grid *g, struct canvas *c, struct rect at,
                       struct grid_at which, enum fit_align align)
{
    bool here = which.row == g->at.row && which.col == g->at.col;
    bool open = g->source.open(g->source.ctx, which);
    if (here && g->editing) {
        editline_draw(&g->line, c, at.row, at.col, at.cols, true);
        return;
    }
    enum role role = g->source.role(g->source.ctx, which);
    if (role == ROLE_TEXT && open && which.row == GRID_HEAD) {
        role = ROLE_FIELD;
    }
    if (here) {
        role = ROLE_FOCUS;
        canvas_caret(c, at.row, at.col);
    }
    canvas_put_fit(c, at.row, at.col, at.cols, role, align,
                   g->source.text(g->source.ctx, which));
}

void grid_draw_head(struct grid *g, struct canvas *c, struct rect area)
{
    int starts[GRID_HEADS_MAX] = {0};
    place_cells(g, area.cols, g->lines, starts);
    for (size_t i = 0; i < g->n_cells; i++) {
        const struct grid_cell *cell = &g->cells[i];
        int row = area.row + g->lines[i];
        int col = area.col + starts[i];
        int field = canvas_put(c, row, col, ROLE_LABEL, cell->label) + 1;
        struct rect at = {row, field, 1, cell->cols};
        draw_field(g, c, at, (struct grid_at){GRID_HEAD, (int)i}, FIT_LEFT);
    }
}

/* ---- the table -------------------------------------------------------- */

static int cols_needed(const struct grid *g, const int cols[])
{
    int sum = 0;
    for (size_t i = 0; i < g->n_columns; i++) {
        sum += cols[i] > 0 ? cols[i] + 1 : 0;
    }
    return sum;
}

/* Least widths; the least wanted are left out; what is over makes the others
   wider. */
static void place_columns(const struct grid *g, int room, int cols[])
{
    for (size_t i = 0; i < g->n_columns; i++) {
        cols[i] = g->columns[i].cols;
    }
    while (cols_needed(g, cols) > room) {
        int drop = -1;
        for (size_t i = 0; i < g->n_columns; i++) {
            if (cols[i] > 0 && g->columns[i].priority > 0 &&
                (drop < 0 ||
                 g->columns[i].priority > g->columns[drop].priority)) {
                drop = (int)i;
            }
        }
        if (drop < 0) {
            return;
        }
        cols[drop] = 0;
    }
    bool grown = true;
    for (int over = room - cols_needed(g, cols); over > 0 && grown;) {
        grown = false;
        for (size_t i = 0; i < g->n_columns && over > 0; i++) {
            if (cols[i] > 0 && cols[i] < g->columns[i].max_cols) {
                cols[i]++;
                over--;
                grown = true;
            }
        }
    }
}

static void scroll(struct grid *g, int rows)
{
    int row = g->at.row < 0 ? 0 : g->at.row;
    g->seen_rows = rows;
    if (row < g->top) {
        g->top = row;
    }
    if (row >= g->top + rows) {
        g->top = row - rows + 1;
    }
    if (g->top > g->n_rows - rows) {
        g->top = g->n_rows - rows;
    }
    g->top = g->top < 0 ? 0 : g->top;
}

static void draw_row(struct grid *g, struct canvas *c, struct rect line,
                     const int cols[], int row)
{
    int col = line.col;
    for (size_t i = 0; i < g->n_columns; i++) {
        if (cols[i] > 0) {
            struct rect at = {line.row, col, 1, cols[i]};
            draw_field(g, c, at, (struct grid_at){row, (int)i},
                       g->columns[i].align);
            col += cols[i] + 1;
        }
    }
}

void grid_draw(struct grid *g, struct canvas *c, struct rect area)
{
    int cols[COLUMNS_MAX] = {0};
    if (area.rows < 2 || g->n_columns > COLUMNS_MAX) {
        return;
    }
    place_columns(g, area.cols, cols);
    scroll(g, area.rows - 1);
    canvas_fill(c, (struct rect){area.row, area.col, 1, area.cols}, ROLE_TITLE);
    int col = area.col;
    for (size_t i = 0; i < g->n_columns; i++) {
        if (cols[i] > 0) {
            canvas_put_fit(c, area.row, col, cols[i], ROLE_TITLE,
                           g->columns[i].align, g->columns[i].title);
            col += cols[i] + 1;
        }
    }
    for (int i = 0; i < area.rows - 1 && g->top + i < g->n_rows; i++) {
        struct rect line = {area.row + 1 + i, area.col, 1, area.cols};
        draw_row(g, c, line, cols, g->top + i);
    }
}

void grid_draw_text(struct canvas *c, struct rect area, enum role role,
                    const char *text)
{
    struct fit_line line;
    size_t n = strlen(text);
    size_t at = 0;
    for (int i = 0; i < area.rows && at < n &&
                    fit_wrap_line(text, n, at, area.cols, &line);
         i++) {
        canvas_putn(c, area.row + i, area.col, role, text + line.at_bytes,
                    line.n_bytes);
        at = line.next_bytes;
    }
}
