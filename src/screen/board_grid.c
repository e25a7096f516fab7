/* The columns by stage: who is in it, and since how long.  A cursor goes
   through people; letters and Chinese find a name.  In a narrow window one list
   with the stages as headings. */
#include "board_parts.h"

#include "name_find.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/width.h"

#define NARROW_COLS 72
#define ROOMY_COLS  20 /* of a column: the whole word 个月 */
#define SIGN_COLS   2
#define BRIEF_COLS  5 /* 13月 */
#define AGE_COLS    8 /* 13 个月 */
#define NAME_COLS   12
#define WHEEL_UP    4
#define WHEEL_DOWN  5

bool board_grid_is_narrow(const struct canvas *c)
{
    return c->cols < NARROW_COLS;
}

/* ---- which ------------------------------------------------------------- */

static size_t first_of(const struct board_view *v, int stage)
{
    size_t first = 0;
    for (int s = 0; s < stage; s++) {
        first += v->board.in_stage[s];
    }
    return first;
}

static size_t place_in_stage(const struct board_view *v)
{
    return v->at - first_of(v, (int)v->board.rows[v->at].stage);
}

/* ---- drawing ----------------------------------------------------------- */

static void draw_head(const struct board_view *v, struct canvas *c,
                      struct rect at, int stage)
{
    size_t n = v->board.in_stage[stage];
    int col = canvas_put(c, at.row, at.col + 1, ROLE_TITLE,
                         board_stage_name((enum pipeline_stage)stage));
    if (n > 0) {
        canvas_putf(c, at.row, col + 1, ROLE_TITLE, "%zu", n);
    } else {
        canvas_put(c, at.row, col + 1, ROLE_DIM, "0");
    }
}

/* ! 陈方        13 个月 */
static void draw_person(struct board_view *v, struct ui *ui, struct canvas *c,
                        struct rect at, size_t i)
{
    const struct pipeline_row *row = &v->board.rows[i];
    bool brief = at.cols < ROOMY_COLS;
    int age = brief ? BRIEF_COLS : AGE_COLS;
    int name = at.cols - SIGN_COLS - age - 1;
    if (row->near || row->over) {
        canvas_put(c, at.row, at.col, board_role(row), "!");
    }
    canvas_put_fit(c, at.row, at.col + SIGN_COLS, name, board_role(row),
                   FIT_LEFT, row->name);
    canvas_put_fit(c, at.row, at.col + SIGN_COLS + name, age, ROLE_DIM,
                   FIT_RIGHT, board_age(&ui->frame, row->since, v->day, brief));
    if (i == v->at) {
        canvas_role(c, at, ROLE_SELECTED);
        canvas_caret(c, at.row, at.col);
    }
}

static void draw_column(struct board_view *v, struct ui *ui, struct canvas *c,
                        struct rect area, int stage)
{
    size_t first = first_of(v, stage);
    size_t n = v->board.in_stage[stage];
    size_t rows = (size_t)v->page_rows;
    bool here = n > 0 && (int)v->board.rows[v->at].stage == stage;
    size_t top = here ? v->top : 0;
    draw_head(v, c, area, stage);
    for (size_t i = 0; i < rows && top + i < n; i++) {
        /* The last line tells how many there is no room for. */
        if (i + 1 == rows && top + rows < n &&
            !(here && first + top + i == v->at)) {
            canvas_putf(c, area.row + 1 + (int)i, area.col + SIGN_COLS,
                        ROLE_DIM, "还有 %zu 人", n - top - i);
            break;
        }
        draw_person(
            v, ui, c,
            (struct rect){area.row + 1 + (int)i, area.col, 1, area.cols},
            first + top + i);
    }
}

/* The cursor's person is shown, with a line below for how many follow. */
static void scroll(struct board_view *v)
{
    size_t rows = (size_t)v->page_rows;
    size_t at = place_in_stage(v);
    size_t n = v->board.in_stage[v->board.rows[v->at].stage];
    size_t seen = rows > 1 ? rows - 1 : 1;
    if (v->top + rows > n) {
        v->top = n > rows ? n - rows : 0;
    }
    if (at < v->top) {
        v->top = at;
    } else if (at >= v->top + seen && v->top + rows < n) {
        v->top = at + 1 - seen;
    }
    if (at >= v->top + rows) {
        v->top = at + 1 - rows;
    }
}

static int column_cols(struct rect area)
{
    return (area.cols - (PIPELINE_STAGES - 1)) / PIPELINE_STAGES;
}

static void draw_columns(struct board_view *v, struct ui *ui, struct canvas *c,
                         struct rect area)
{
    int cols = column_cols(area);
    v->page_rows = area.rows - 1 > 1 ? area.rows - 1 : 1;
    scroll(v);
    for (int s = 0; s < PIPELINE_STAGES; s++) {
        int col = area.col + s * (cols + 1);
        if (s > 0) {
            canvas_vline(c, area.row, col - 1, area.rows);
        }
        draw_column(v, ui, c, (struct rect){area.row, col, area.rows, cols}, s);
    }
}

/* ---- narrow: one list -------------------------------------------------- */

/* Lines above a person: everybody before, and the headings. */
static int line_of(const struct board_view *v, size_t i)
{
    int line = 0;
    for (size_t k = 0; k <= i && k < v->board.n; k++) {
        bool head =
            k == 0 || v->board.rows[k].stage != v->board.rows[k - 1].stage;
        line += head + 1;
    }
    return line - 1;
}

static void draw_line(struct board_view *v, struct ui *ui, struct canvas *c,
                      struct rect at, size_t i)
{
    const struct pipeline_row *row = &v->board.rows[i];
    int col = at.col + 1 + SIGN_COLS;
    if (row->near || row->over) {
        canvas_put(c, at.row, at.col + 1, board_role(row), "!");
    }
    canvas_put_fit(c, at.row, col, NAME_COLS, board_role(row), FIT_LEFT,
                   row->name);
    canvas_put_fit(c, at.row, col + NAME_COLS, AGE_COLS + 1, ROLE_DIM,
                   FIT_RIGHT, board_age(&ui->frame, row->since, v->day, false));
    col += NAME_COLS + AGE_COLS + 3;
    canvas_put_fit(c, at.row, col, at.col + at.cols - col, ROLE_TEXT, FIT_LEFT,
                   row->state);
    if (i == v->at) {
        canvas_role(c, at, ROLE_SELECTED);
        canvas_caret(c, at.row, at.col);
    }
}

static void draw_list(struct board_view *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    v->page_rows = area.rows;
    int at = line_of(v, v->at);
    int top = (int)v->top;
    bool heads = place_in_stage(v) == 0;
    top = at - (int)heads < top ? at - (int)heads : top;
    top = at >= top + area.rows ? at + 1 - area.rows : top;
    v->top = (size_t)top;
    for (size_t i = 0; i < v->board.n; i++) {
        int line = line_of(v, i) - top;
        bool first =
            i == 0 || v->board.rows[i].stage != v->board.rows[i - 1].stage;
        if (first && line - 1 >= 0 && line - 1 < area.rows) {
            draw_head(v, c, (struct rect){area.row + line - 1, area.col, 1, 0},
                      (int)v->board.rows[i].stage);
        }
        if (line >= 0 && line < area.rows) {
            draw_line(v, ui, c,
                      (struct rect){area.row + line, area.col, 1, area.cols},
                      i);
        }
    }
}

void board_grid_draw(struct board_view *v, struct ui *ui, struct canvas *c,
                     struct rect area)
{
    v->grid = area;
    if (v->board.n == 0) {
        canvas_put_fit(c, area.row + 1, 1, area.cols - 2, ROLE_DIM, FIT_LEFT,
                       "还没有申请入党的人。按 F3 登记第一个。");
    } else if (board_grid_is_narrow(c)) {
        draw_list(v, ui, c, area);
    } else {
        draw_columns(v, ui, c, area);
    }
}

/* ---- moving ------------------------------------------------------------ */

/* To the next stage with anybody in it; as far down as it goes. */
static void move_stage(struct board_view *v, int step)
{
    size_t place = place_in_stage(v);
    int s = (int)v->board.rows[v->at].stage + step;
    while (s >= 0 && s < PIPELINE_STAGES && v->board.in_stage[s] == 0) {
        s += step;
    }
    if (s < 0 || s >= PIPELINE_STAGES) {
        return;
    }
    size_t n = v->board.in_stage[s];
    v->at = first_of(v, s) + (place < n ? place : n - 1);
    v->top = 0;
}

/* Columns end where they end; the one list goes through all stages. */
static void move_by(struct board_view *v, int64_t step)
{
    bool narrow = board_grid_is_narrow(&v->app->ui.canvas);
    size_t n = v->board.in_stage[v->board.rows[v->at].stage];
    int64_t first = narrow ? 0 : (int64_t)(v->at - place_in_stage(v));
    int64_t last = narrow ? (int64_t)v->board.n - 1 : first + (int64_t)n - 1;
    int64_t to = (int64_t)v->at + step;
    to = to < first ? first : to;
    v->at = (size_t)(to > last ? last : to);
}

static void forget_find(struct board_view *v)
{
    editline_set(&v->find, "");
    v->not_found = false;
}

bool board_grid_command(struct board_view *v, int cmd)
{
    int page = v->page_rows > 1 ? v->page_rows - 1 : 1;
    if (v->board.n == 0) {
        return false;
    }
    switch (cmd) {
    case CMD_UP:
    case CMD_DOWN:
        move_by(v, cmd == CMD_UP ? -1 : 1);
        break;
    case CMD_PAGE_UP:
    case CMD_PAGE_DOWN:
        move_by(v, cmd == CMD_PAGE_UP ? -page : page);
        break;
    case CMD_LEFT:
    case CMD_RIGHT:
        move_stage(v, cmd == CMD_LEFT ? -1 : 1);
        break;
    default:
        return false;
    }
    forget_find(v);
    return true;
}

/* The person in the line of the one list; v->board.n: none. */
static size_t person_in_line(const struct board_view *v, int line)
{
    size_t i = 0;
    while (i < v->board.n && line_of(v, i) != line + (int)v->top) {
        i++;
    }
    return i;
}

static size_t person_in_column(const struct board_view *v, int line, int col)
{
    int s = col / (column_cols(v->grid) + 1);
    if (s >= PIPELINE_STAGES || line < 1) {
        return v->board.n;
    }
    size_t top = (int)v->board.rows[v->at].stage == s ? v->top : 0;
    size_t place = top + (size_t)line - 1;
    return place < v->board.in_stage[s] ? first_of(v, s) + place : v->board.n;
}

/* The wheel moves; a click goes to a person. */
static void click(struct board_view *v, const struct key *k)
{
    int line = k->row - v->grid.row;
    int col = k->col - v->grid.col;
    if (k->code == WHEEL_UP || k->code == WHEEL_DOWN) {
        move_by(v, k->code == WHEEL_UP ? -1 : 1);
        return;
    }
    if (line < 0 || line >= v->grid.rows || col < 0 || col >= v->grid.cols) {
        return;
    }
    size_t at = board_grid_is_narrow(&v->app->ui.canvas)
                    ? person_in_line(v, line)
                    : person_in_column(v, line, col);
    if (at < v->board.n) {
        v->top = v->board.rows[at].stage == v->board.rows[v->at].stage ||
                         board_grid_is_narrow(&v->app->ui.canvas)
                     ? v->top
                     : 0;
        v->at = at;
    }
}

/* ---- finding ----------------------------------------------------------- */

static const char *name_at(const void *ctx, size_t i)
{
    const struct pipeline_board *board = ctx;
    return board->rows[i].name;
}

static void find(struct board_view *v)
{
    const struct name_list list = {&v->board, v->board.n, name_at};
    size_t at = v->at;
    bool found = name_find_usual(&list, v->find.text.s, &at);
    v->not_found = v->find.text.len > 0 && !found;
    if (found && at != v->at) {
        v->at = at;
        v->top = 0;
    }
}

bool board_grid_key(struct board_view *v, const struct key *k)
{
    uint32_t cp = text_fold_cp(k->code);
    bool letter = (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    if (v->board.n == 0) {
        return false;
    }
    if (k->kind == K_NAMED && k->code == KC_BACKSPACE) {
        editline_command(&v->find, CMD_ERASE);
    } else if (k->kind == K_NAMED &&
               (k->code == KC_HOME || k->code == KC_END)) {
        int64_t far = (int64_t)v->board.n;
        move_by(v, k->code == KC_HOME ? -far : far);
        return true;
    } else if (k->kind == K_MOUSE) {
        click(v, k);
        forget_find(v);
        return true;
    } else if (k->kind == K_PASTE ||
               (k->kind == K_CHAR && (letter || cp >= 0x80))) {
        editline_key(&v->find, k);
    } else {
        return false;
    }
    find(v);
    return true;
}
