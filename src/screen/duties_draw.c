/* How the matrix looks: names, twelve months, how much was reached; below, the
   cell under the cursor in words. */
#include "duties_parts.h"

#include <string.h>

#include "pbtui/report/duties_table.h"
#include "pbtui/text/date.h"
#include "pbtui/text/fit.h"
#include "pbtui/text/width.h"

#define REACHED_COLS  6
#define NAME_LEAST    14
#define NAME_MOST     34
#define CELL_LEAST    3
#define CELL_MOST     6
#define SENTENCE_ROWS 2

struct layout {
    int name;  /* columns of the names */
    int month; /* of one month */
    int rows;  /* of the matrix */
};

static struct layout lay_out(const struct canvas *c, struct rect area)
{
    struct layout l;
    l.month = (c->cols - NAME_LEAST - REACHED_COLS - 1) / DUTIES_MONTHS;
    l.month = l.month < CELL_LEAST  ? CELL_LEAST
              : l.month > CELL_MOST ? CELL_MOST
                                    : l.month;
    l.name = c->cols - l.month * DUTIES_MONTHS - REACHED_COLS - 1;
    l.name = l.name > NAME_MOST ? NAME_MOST : l.name;
    l.rows = area.rows - 3 - SENTENCE_ROWS;
    return l;
}

/* A period of several months is a line with its sign in the middle. */
static void draw_cell(struct canvas *c, int row, int col, int cols,
                      const struct duty_cell *cell, bool several)
{
    const char *sign = duty_light_sign(cell->light);
    bool late = cell->light == DUTY_DONE && cell->late > 0;
    int at = several ? col + (cols - 1) / 2 : col;
    if (several) {
        canvas_hline(c, row, col, cols - 1);
        canvas_put(c, row, at - 1, ROLE_TEXT, "    ");
    }
    int next = canvas_put(c, row, at, duties_role(cell), sign);
    /* A sign may be two columns wide; the next cell is kept apart. */
    if (late && next + width_cols("补") < col + cols) {
        canvas_put(c, row, next, ROLE_DIM, "补");
    }
}

static void draw_row(struct duties_view *v, struct canvas *c, int row,
                     const struct duty_row *r, const struct layout *l,
                     bool here)
{
    struct arena *a = &v->app->ui.frame;
    int months = DUTIES_MONTHS / (int)r->n_cells;
    int cols = months * l->month;
    canvas_put_fit(c, row, 1, l->name - 1, here ? ROLE_TITLE : ROLE_TEXT,
                   FIT_LEFT, duty_row_name(a, r, l->name - 2));
    for (size_t i = 0; i < r->n_cells; i++) {
        int col = l->name + (int)i * cols;
        draw_cell(c, row, col, cols, &r->cells[i], months > 1);
        if (here && i == duties_cell(v)) {
            canvas_role(c, (struct rect){row, col, 1, cols - (months > 1)},
                        ROLE_SELECTED);
            canvas_caret(c, row, col);
        }
    }
    if (r->applicable > 0) {
        canvas_put_fit(c, row, l->name + DUTIES_MONTHS * l->month, REACHED_COLS,
                       ROLE_DIM, FIT_RIGHT,
                       arena_printf(a, "%d/%d", r->satisfied, r->applicable));
    }
}

static void draw_heads(struct canvas *c, int row, const struct layout *l)
{
    canvas_fill(c, (struct rect){row, 0, 1, c->cols}, ROLE_TITLE);
    canvas_put(c, row, 1, ROLE_TITLE, "事项");
    for (int i = 0; i < DUTIES_MONTHS; i++) {
        canvas_putf(c, row, l->name + i * l->month, ROLE_TITLE, "%d", i + 1);
    }
    canvas_put_fit(c, row, l->name + DUTIES_MONTHS * l->month, REACHED_COLS,
                   ROLE_TITLE, FIT_RIGHT, "达标");
}

/* ---- the cell in words ------------------------------------------------ */

static const char *how_it_stands(struct duties_view *v,
                                 const struct duty_cell *c)
{
    struct arena *a = &v->app->ui.frame;
    const char *late = c->late > 0 ? "（补登）" : "";
    switch (c->light) {
    case DUTY_NA:
        return arena_printf(a, "不计：%s", c->why);
    case DUTY_AHEAD:
        return arena_printf(a, "还没有到，应 %d 次", c->min);
    case DUTY_DONE:
        return arena_printf(a, "已办 %d 次%s，应 %d 次", c->count, late,
                            c->min);
    case DUTY_RUNNING:
        return arena_printf(a, "已办 %d 次%s，应 %d 次，还剩 %d 个工作日",
                            c->count, late, c->min, c->days_left);
    case DUTY_MISSING:
    default:
        return arena_printf(a, "缺：已办 %d 次%s，应 %d 次", c->count, late,
                            c->min);
    }
}

static void draw_sentence(struct duties_view *v, struct canvas *c, int row)
{
    struct arena *a = &v->app->ui.frame;
    const struct duty_row *r = duties_row(v);
    if (r == NULL) {
        return;
    }
    size_t cell = duties_cell(v);
    const char *text = arena_printf(
        a, "%s %s %s：%s；%s", r->duty->code, duty_row_name(a, r, 20),
        duty_cell_name(a, r, cell, v->number),
        how_it_stands(v, &r->cells[cell]), r->duty->basis);
    struct fit_line line;
    size_t at = 0;
    size_t n = strlen(text);
    for (int i = 0; i < SENTENCE_ROWS && at < n &&
                    fit_wrap_line(text, n, at, c->cols - 2, &line);
         i++) {
        canvas_putn(c, row + i, 1, ROLE_TEXT, text + line.at_bytes,
                    line.n_bytes);
        at = line.next_bytes;
    }
}

/* ---- all -------------------------------------------------------------- */

static const char *where(struct duties_view *v)
{
    const struct duty_matrix *m = &v->year.matrix;
    const char *what = v->all ? "全部事项" : "达标表";
    return m->missing > 0
               ? arena_printf(&v->app->ui.frame, "%d 年%s · 缺 %d 项",
                              v->number, what, m->missing)
               : arena_printf(&v->app->ui.frame, "%d 年%s", v->number, what);
}

void duties_draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct duties_view *v = (struct duties_view *)view;
    struct layout l = lay_out(c, area);
    (void)ui;
    app_draw_top(v->app, c, area.row, where(v));
    if (v->failed) {
        canvas_put_fit(c, area.row + 2, 1, c->cols - 2, ROLE_ERROR, FIT_LEFT,
                       v->err.text);
        return;
    }
    draw_heads(c, area.row + 1, &l);
    size_t rows = (size_t)l.rows;
    v->top = v->at < v->top ? v->at : v->top;
    v->top = v->at >= v->top + rows ? v->at + 1 - rows : v->top;
    for (size_t i = 0; i < rows && v->top + i < v->year.matrix.n; i++) {
        size_t at = v->top + i;
        draw_row(v, c, area.row + 2 + (int)i, &v->year.matrix.rows[at], &l,
                 at == v->at);
    }
    int rule = area.row + 2 + l.rows;
    canvas_hline(c, rule, 0, c->cols);
    size_t below = v->top + rows;
    if (v->year.matrix.n > below) {
        canvas_putf(c, rule, 2, ROLE_DIM, " 下面还有 %zu 项 ",
                    v->year.matrix.n - below);
    }
    draw_sentence(v, c, rule + 1);
}
