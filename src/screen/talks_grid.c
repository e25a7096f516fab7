/* The matrix: a line for everybody, a column for each of the committee (among
   themselves a triangle), and how often with the committee and among members.
   What is missing says 缺, so that it is seen without colours. */
#include "talks_parts.h"

#define NAME_COLS 18
#define CELL_COLS 8
#define TOTALS    2

/* The first column shown so that the cursor's is, too. */
static void scroll(struct talks_view *v, struct rect area)
{
    size_t shown = (size_t)(area.cols - NAME_COLS - TOTALS * CELL_COLS - 1);
    size_t fit = shown / CELL_COLS;
    size_t rows = (size_t)v->page_rows;
    if (v->col < v->m.n_committee) {
        v->left = v->col < v->left          ? v->col
                  : v->col >= v->left + fit ? v->col - fit + 1
                                            : v->left;
    }
    v->top = v->row < v->top           ? v->row
             : v->row >= v->top + rows ? v->row - rows + 1
                                       : v->top;
}

static const char *number(struct arena *a, int n, bool asked, enum role missing,
                          enum role *role)
{
    if (n > 0) {
        *role = ROLE_OK;
        return arena_printf(a, "%d", n);
    }
    *role = asked ? missing : ROLE_DIM;
    return asked ? "缺" : "-";
}

static const char *cell_text(struct talks_view *v, struct arena *a, size_t row,
                             size_t col, enum role *role)
{
    const struct talk_matrix *m = &v->m;
    *role = ROLE_TEXT;
    if (row < m->n_committee && col >= row) {
        return ""; /* the same pairs again */
    }
    return number(a, talk_cell(m, col, row).now, row < m->n_committee,
                  ROLE_ERROR, role);
}

static void draw_cell(struct talks_view *v, struct canvas *c, int at_row,
                      int at_col, bool here, enum role role, const char *text)
{
    (void)v;
    canvas_put_fit(c, at_row, at_col, CELL_COLS - 1,
                   here ? ROLE_SELECTED : role, FIT_RIGHT, text);
}

static void draw_line(struct talks_view *v, struct canvas *c, int at_row,
                      size_t i, size_t last_col)
{
    struct arena *a = &v->app->ui.frame;
    const struct talk_person *p = &v->m.people[i];
    enum role role;
    bool here = i == v->row;
    int col = NAME_COLS;
    canvas_put_fit(c, at_row, 1, NAME_COLS - 1,
                   here ? ROLE_SELECTED : ROLE_TEXT, FIT_LEFT,
                   arena_printf(a, "%s %s", p->name, p->post));
    for (size_t k = v->left; k < last_col; k++, col += CELL_COLS) {
        const char *text = cell_text(v, a, i, k, &role);
        draw_cell(v, c, at_row, col, here && k == v->col, role, text);
    }
    bool total = here && v->col == v->m.n_committee;
    const char *text =
        number(a, p->with_committee, !p->committee, ROLE_ERROR, &role);
    draw_cell(v, c, at_row, col, total, role, text);
    if (!p->committee) {
        text = number(a, p->with_members, true, ROLE_WARN, &role);
        draw_cell(v, c, at_row, col + CELL_COLS, false, role, text);
    }
}

static void draw_heads(struct talks_view *v, struct canvas *c, int row,
                       size_t last_col)
{
    int col = NAME_COLS;
    canvas_put(c, row, 1, ROLE_TITLE, "姓名");
    for (size_t k = v->left; k < last_col; k++, col += CELL_COLS) {
        canvas_put_fit(c, row, col, CELL_COLS - 1, ROLE_TITLE, FIT_RIGHT,
                       v->m.people[k].name);
    }
    canvas_put_fit(c, row, col, CELL_COLS - 1, ROLE_TITLE, FIT_RIGHT, "同委员");
    canvas_put_fit(c, row, col + CELL_COLS, CELL_COLS - 1, ROLE_TITLE,
                   FIT_RIGHT, "党员间");
    if (v->left > 0) {
        canvas_put(c, row, NAME_COLS - 1, ROLE_DIM, "<");
    }
    if (last_col < v->m.n_committee) {
        canvas_put(c, row, c->cols - 1, ROLE_DIM, ">");
    }
}

/* 李敏 ↔ 孙立：今年 0 次，去年 2 次 */
static void draw_status(struct talks_view *v, struct canvas *c, int row)
{
    size_t a = 0;
    size_t b = 0;
    if (!talks_pair(v, &a, &b)) {
        return;
    }
    const struct talk_person *one = &v->m.people[a];
    if (b == SIZE_MAX) {
        canvas_putf(c, row, 1, ROLE_DIM, "%s：今年同委员谈 %d 次（回车看全部）",
                    one->name, one->with_committee);
        return;
    }
    struct talk_cell n = talk_cell(&v->m, a, b);
    canvas_putf(c, row, 1, ROLE_DIM, "%s ↔ %s：今年 %d 次，去年 %d 次",
                one->name, v->m.people[b].name, n.now, n.before);
}

void talks_grid_draw(struct talks_view *v, struct canvas *c, struct rect area)
{
    v->page_rows = area.rows - 2 > 1 ? area.rows - 2 : 1;
    if (v->m.n == 0) {
        canvas_put(c, area.row + 1, 1, ROLE_DIM,
                   "名册里还没有党员，先登记党员和党内职务。");
        return;
    }
    scroll(v, area);
    size_t fit =
        (size_t)(area.cols - NAME_COLS - TOTALS * CELL_COLS - 1) / CELL_COLS;
    size_t last =
        v->left + fit < v->m.n_committee ? v->left + fit : v->m.n_committee;
    draw_heads(v, c, area.row, last);
    for (int i = 0; i < v->page_rows && v->top + (size_t)i < v->m.n; i++) {
        draw_line(v, c, area.row + 1 + i, v->top + (size_t)i, last);
    }
    draw_status(v, c, area.row + area.rows - 1);
}

static void move(size_t *at, bool forward, size_t last)
{
    if (forward && *at < last) {
        (*at)++;
    } else if (!forward && *at > 0) {
        (*at)--;
    }
}

bool talks_grid_command(struct talks_view *v, int cmd)
{
    if (v->m.n == 0) {
        return false;
    }
    switch (cmd) {
    case CMD_UP:
    case CMD_DOWN:
        move(&v->row, cmd == CMD_DOWN, v->m.n - 1);
        return true;
    case CMD_LEFT:
    case CMD_RIGHT:
        move(&v->col, cmd == CMD_RIGHT, v->m.n_committee);
        return true;
    case CMD_FIRST:
        v->row = 0;
        return true;
    case CMD_LAST:
        v->row = v->m.n - 1;
        return true;
    default:
        return false;
    }
}
