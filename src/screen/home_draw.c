/* How the first screen looks: two columns of lines under their heads, the
   books' digits below.  In a narrow window one column at a time, the one the
   cursor is in: nothing is lost, Tab shows the other. */
#include <stdio.h>
#include <string.h>

#include "home_parts.h"
#include "pbtui/report/duties_table.h"
#include "pbtui/text/fit.h"
#include "pbtui/text/width.h"

#define NARROW_COLS 72 /* below: one column at a time */
#define LEFT_SHARE  43 /* of 80 */
#define SIGN_COL    1
#define TEXT_COL    3
#define PERIOD_COLS 9
#define COUNT_COLS  5
#define MONTHS      12
#define BAR_SIGNS   40

struct place {
    struct canvas *c;
    struct rect area;
};

bool home_is_narrow(const struct canvas *c)
{
    return c->cols < NARROW_COLS;
}

/* ---- lines ------------------------------------------------------------ */

static int name_cols(int cols)
{
    return cols >= 60 ? 26 : 15;
}

static void draw_head(const struct place *p, int row, const char *title)
{
    struct rect r = p->area;
    canvas_hline(p->c, row, r.col - 1, r.cols + 2);
    canvas_putf(p->c, row, r.col + 1, ROLE_TITLE, " %s ", title);
}

static void draw_duty(const struct place *p, int row, const struct home_line *l)
{
    struct canvas *c = p->c;
    const struct duty_cell *cell = &l->row->cells[l->cell];
    int col = p->area.col + TEXT_COL;
    int end = p->area.col + p->area.cols;
    int name = name_cols(p->area.cols);
    enum role text = cell->light == DUTY_NA ? ROLE_DIM : ROLE_TEXT;
    canvas_put(c, row, p->area.col + SIGN_COL, l->role, l->sign);
    canvas_put_fit(c, row, col, name - 1, text, FIT_LEFT, l->text);
    col += name;
    if (cell->light == DUTY_NA) {
        canvas_put_fit(c, row, col, end - col, ROLE_DIM, FIT_LEFT, l->tail);
        return;
    }
    canvas_putf(c, row, col, ROLE_DIM, "%s %d",
                duty_period_text(l->row->duty->period), cell->min);
    col += PERIOD_COLS;
    canvas_putf(c, row, col, ROLE_TEXT, "已 %d", cell->count);
    col += COUNT_COLS;
    enum role tail = cell->alarm > 0 ? l->role : ROLE_DIM;
    canvas_put_fit(c, row, col, end - col, tail, FIT_LEFT, l->tail);
}

static int month_step(int cols)
{
    return cols >= 60 ? 3 : 2;
}

static int strip_col(const struct place *p)
{
    return p->area.col + name_cols(p->area.cols);
}

/* Where two digits have no room, A B C as on paper. */
static void draw_months(const struct place *p, int row)
{
    int step = month_step(p->area.cols);
    for (int i = 0; i < MONTHS; i++) {
        int col = strip_col(p) + i * step;
        if (step > 2 || i < 9) {
            canvas_putf(p->c, row, col, ROLE_DIM, "%d", i + 1);
        } else {
            canvas_putf(p->c, row, col, ROLE_DIM, "%c", 'A' + i - 9);
        }
    }
}

static void draw_strip(const struct place *p, int row,
                       const struct home_line *l)
{
    struct canvas *c = p->c;
    int step = month_step(p->area.cols);
    int col = strip_col(p);
    canvas_put_fit(c, row, p->area.col + SIGN_COL, name_cols(p->area.cols) - 2,
                   ROLE_TEXT, FIT_LEFT, l->text);
    for (int i = 0; i < MONTHS; i++) {
        const struct duty_cell *cell = &l->row->cells[i];
        canvas_put(c, row, col + i * step, duties_role(cell),
                   duty_light_sign(cell->light));
    }
}

static void draw_text(const struct place *p, int row, const struct home_line *l)
{
    bool sign = l->sign[0] != '\0';
    int col = p->area.col + (sign ? TEXT_COL : SIGN_COL);
    int end = p->area.col + p->area.cols;
    canvas_put(p->c, row, p->area.col + SIGN_COL, l->role, l->sign);
    canvas_put_fit(p->c, row, col, end - col, l->role, FIT_LEFT, l->text);
}

/* As much of the bar as is left beside its words, 19/28 人. */
static void draw_bar(const struct place *p, int row, const struct home_line *l)
{
    struct canvas *c = p->c;
    const char *full = c->ascii ? "#" : "█";
    const char *rest = c->ascii ? "-" : "░";
    char words[48];
    snprintf(words, sizeof words, "  %d/%d 人%s", l->part, l->whole, l->text);
    int sign = width_cols(full);
    int col = p->area.col + SIGN_COL;
    int signs = (p->area.cols - SIGN_COL - 1 - width_cols(words)) / sign;
    signs = signs > BAR_SIGNS ? BAR_SIGNS : signs;
    int done = l->whole > 0 ? signs * l->part / l->whole : 0;
    for (int i = 0; i < signs; i++) {
        canvas_put(c, row, col, i < done ? ROLE_OK : ROLE_DIM,
                   i < done ? full : rest);
        col += sign;
    }
    canvas_put(c, row, col, ROLE_TEXT, words);
}

static void draw_line(const struct place *p, int row, const struct home_line *l)
{
    switch (l->shape) {
    case HOME_HEAD:
        draw_head(p, row, l->text);
        break;
    case HOME_MONTHS:
        draw_months(p, row);
        break;
    case HOME_DUTY:
        draw_duty(p, row, l);
        break;
    case HOME_STRIP:
        draw_strip(p, row, l);
        break;
    case HOME_BAR:
        draw_bar(p, row, l);
        break;
    case HOME_TEXT:
        draw_text(p, row, l);
        break;
    }
}

/* ---- columns ---------------------------------------------------------- */

/* The cursor's line is seen, and the head over it where it is the first. */
static void scroll(struct home_column *col, size_t rows)
{
    size_t at = col->at;
    size_t first = at;
    while (first > 0 && !home_is_stop(&col->v[first - 1])) {
        first--;
    }
    col->top = col->top > first ? first : col->top;
    if (at >= col->top + rows) {
        col->top = at + 1 - rows;
    }
    if (col->n <= rows) {
        col->top = 0;
    }
}

/* After scrolling. */
static bool begins_with_head(struct home_column *col, int rows)
{
    scroll(col, (size_t)rows);
    return col->top < col->n && col->v[col->top].shape == HOME_HEAD;
}

static void draw_column(struct home_view *v, int which, struct place p,
                        bool focused)
{
    struct home_column *col = &v->columns[which];
    size_t rows = (size_t)p.area.rows;
    scroll(col, rows);
    /* The rule between the columns is met by the heads' lines. */
    struct rect wide = {p.area.row, p.area.col - 1, p.area.rows,
                        p.area.cols + 2};
    struct rect before = canvas_clip(p.c, wide);
    for (size_t i = 0; i < rows && col->top + i < col->n; i++) {
        int row = p.area.row + (int)i;
        draw_line(&p, row, &col->v[col->top + i]);
        if (focused && col->top + i == col->at &&
            home_is_stop(&col->v[col->at])) {
            canvas_role(p.c, (struct rect){row, p.area.col, 1, p.area.cols},
                        ROLE_SELECTED);
            canvas_caret(p.c, row, p.area.col);
        }
    }
    canvas_unclip(p.c, before);
}

static void draw_more(const struct home_column *col, const struct place *p)
{
    size_t below = col->top + (size_t)p->area.rows;
    if (col->n > below) {
        canvas_putf(p->c, p->area.row + p->area.rows, p->area.col + 1, ROLE_DIM,
                    " 下面还有 %zu 行 ", col->n - below);
    }
}

static void draw_books(struct canvas *c, int row)
{
    int col = 1;
    for (size_t i = 0; home_books[i].title != NULL; i++) {
        const struct home_book *b = &home_books[i];
        col = canvas_putf(c, row, col, ROLE_KEY, "%c", b->digit);
        col = canvas_putf(c, row, col, ROLE_BAR, " %s", b->title) + 2;
    }
}

/* In the line above them, on the right: what is left of the column is counted
   in it on the left. */
static void draw_side(struct canvas *c, int row)
{
    static const char text[] = " Tab 看另一栏 ";
    canvas_put(c, row, c->cols - width_cols(text) - 1, ROLE_DIM, text);
}

void home_draw(struct view *view, struct ui *ui, struct canvas *c,
               struct rect area)
{
    struct home_view *v = (struct home_view *)view;
    bool on_top = ui->top == view;
    bool narrow = home_is_narrow(c);
    int rows = area.rows - 3;
    int rule = area.row + area.rows - 2;
    int left = narrow ? c->cols : c->cols * LEFT_SHARE / 80;
    app_draw_top(v->app, c, area.row, "首页");
    draw_books(c, area.row + area.rows - 1);
    canvas_hline(c, rule, 0, c->cols);
    if (v->failed) {
        canvas_put_fit(c, area.row + 2, 1, c->cols - 2, ROLE_ERROR, FIT_LEFT,
                       v->err.text);
        return;
    }
    struct place p = {c, {area.row + 1, 0, rows, left}};
    if (narrow) {
        draw_column(v, v->focus, p, on_top);
        draw_more(&v->columns[v->focus], &p);
        draw_side(c, rule);
        return;
    }
    /* Over the first heads there is nothing for the rule to meet, so it joins
       them from below when they are drawn. */
    bool heads = begins_with_head(&v->columns[HOME_LEFT], p.area.rows) &&
                 begins_with_head(&v->columns[HOME_RIGHT], p.area.rows);
    canvas_vline(c, area.row + 1 + heads, left, rows + 1 - heads);
    draw_column(v, HOME_LEFT, p, on_top && v->focus == HOME_LEFT);
    draw_more(&v->columns[HOME_LEFT], &p);
    p.area.col = left + 1;
    p.area.cols = c->cols - left - 1;
    draw_column(v, HOME_RIGHT, p, on_top && v->focus == HOME_RIGHT);
    if (heads) {
        canvas_vline(c, area.row + 1, left, 1);
    }
    draw_more(&v->columns[HOME_RIGHT], &p);
}
