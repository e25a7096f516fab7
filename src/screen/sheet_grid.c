/* A table that is typed into: where the cursor goes, what is being typed.

   A digit or a character opens the cell; Enter and Tab take it and go on to the
   next open one, row by row; the arrows take it and move; Esc forgets what was
   typed in this cell.  Drawing is sheet_grid_draw.c. */
#include "sheet_grid.h"

#include <string.h>

void grid_init(struct grid *g, const struct grid_column *columns, size_t n,
               const struct grid_cell *cells, size_t n_cells,
               struct grid_source source)
{
    memset(g, 0, sizeof *g);
    g->columns = columns;
    g->n_columns = n;
    g->cells = cells;
    g->n_cells = n_cells < GRID_HEADS_MAX ? n_cells : GRID_HEADS_MAX;
    g->source = source;
    g->at = (struct grid_at){GRID_HEAD, 0};
    g->seen_rows = 1;
    editline_init(&g->line, TEXT_LINE, 0);
}

void grid_clear(struct grid *g)
{
    editline_clear(&g->line);
}

static int last_col(const struct grid *g, int row)
{
    return (int)(row == GRID_HEAD ? g->n_cells : g->n_columns) - 1;
}

static bool is_open(const struct grid *g, struct grid_at at)
{
    return at.col >= 0 && at.col <= last_col(g, at.row) &&
           g->source.open(g->source.ctx, at);
}

static bool has_words(const struct grid *g)
{
    return g->at.row == GRID_HEAD ? g->cells[g->at.col].words
                                  : g->columns[g->at.col].words;
}

/* ---- moving ----------------------------------------------------------- */

void grid_go(struct grid *g, struct grid_at at)
{
    g->at = at;
    if (at.row == GRID_HEAD) {
        g->head_col = at.col;
    } else {
        g->row_col = at.col;
    }
}

/* The next open cell in the order of reading; false: there is none. */
static bool go_on(struct grid *g, int step)
{
    struct grid_at at = g->at;
    for (;;) {
        at.col += step;
        if (at.col < 0 || at.col > last_col(g, at.row)) {
            at.row += step;
            if (at.row < GRID_HEAD || at.row >= g->n_rows) {
                return false;
            }
            at.col = step > 0 ? 0 : last_col(g, at.row);
        }
        if (is_open(g, at)) {
            grid_go(g, at);
            return true;
        }
    }
}

static void go_beside(struct grid *g, int step)
{
    struct grid_at at = g->at;
    do {
        at.col += step;
    } while (at.col >= 0 && at.col <= last_col(g, at.row) && !is_open(g, at));
    if (is_open(g, at)) {
        grid_go(g, at);
    }
}

static void go_edge(struct grid *g, int step)
{
    struct grid_at at = {g->at.row, step < 0 ? -1 : last_col(g, g->at.row) + 1};
    g->at = at;
    go_beside(g, -step);
}

/* Into a row: the same column, or the nearest that is open there; the column to
   come back to stays. */
static bool enter_row(struct grid *g, int row, int col)
{
    int last = last_col(g, row);
    for (int off = 0; off <= last; off++) {
        const struct grid_at right = {row, col + off};
        const struct grid_at left = {row, col - off};
        if (is_open(g, left) || is_open(g, right)) {
            g->at = is_open(g, left) ? left : right;
            return true;
        }
    }
    return false;
}

/* Between the lines of the head, and from it into the table and back. */
static bool go_in_head(struct grid *g, int step)
{
    int line = g->lines[g->at.col] + step;
    for (int i = 0; i <= last_col(g, GRID_HEAD); i++) {
        const struct grid_at at = {GRID_HEAD, i};
        if (g->lines[i] == line && is_open(g, at)) {
            grid_go(g, at);
            return true;
        }
    }
    return false;
}

static void go_lines(struct grid *g, int lines)
{
    int step = lines < 0 ? -1 : 1;
    for (int left = lines * step; left > 0; left--) {
        int row = g->at.row + step;
        if (g->at.row == GRID_HEAD && (step < 0 || go_in_head(g, step))) {
            if (step < 0) {
                go_in_head(g, step);
            }
            continue;
        }
        while (row >= 0 && row < g->n_rows && !enter_row(g, row, g->row_col)) {
            row += step;
        }
        if (row < 0) {
            enter_row(g, GRID_HEAD, g->head_col);
            return;
        }
        if (row >= g->n_rows) {
            return;
        }
    }
}

void grid_set_rows(struct grid *g, int n)
{
    bool was_below = g->at.row >= 0;
    g->n_rows = n;
    if (g->at.row >= n) {
        g->at.row = n - 1;
    }
    if (was_below && g->at.row < 0) {
        g->at.row = GRID_HEAD;
        g->at.col = g->head_col;
    }
    if (!g->editing && !is_open(g, g->at) &&
        !enter_row(g, g->at.row, g->at.col)) {
        enter_row(g, GRID_HEAD, 0);
    }
}

/* ---- typing ----------------------------------------------------------- */

static void begin(struct grid *g, const char *text)
{
    g->line.kind = has_words(g) ? TEXT_LINE : TEXT_NUMBER;
    editline_set(&g->line, text);
    g->line.fresh = false;
    g->editing = true;
}

bool grid_leave(struct grid *g, struct ui *ui)
{
    struct err err = ERR_INIT;
    if (!g->editing) {
        return true;
    }
    if (!g->source.put(g->source.ctx, g->at, g->line.text.s, &err)) {
        ui_note_err(ui, &err);
        return false;
    }
    g->editing = false;
    return true;
}

void grid_leave_for_choice(struct grid *g)
{
    if (g->editing) {
        g->source.put(g->source.ctx, g->at, g->line.text.s, NULL);
        g->editing = false;
    }
}

static bool may_type(struct grid *g, struct ui *ui)
{
    if (g->read_only) {
        ui_note(ui, ROLE_WARN, "这里只能看，不能改。");
        return false;
    }
    if (!is_open(g, g->at)) {
        ui_note(ui, ROLE_WARN, "这一格不用填。");
        return false;
    }
    return true;
}

/* Backspace opens the cell as it is, Delete empties it. */
static enum view_result erase(struct grid *g, struct ui *ui, int cmd)
{
    struct err err = ERR_INIT;
    if (g->editing) {
        return editline_command(&g->line, cmd) ? VIEW_DONE : VIEW_PASS;
    }
    if (!may_type(g, ui)) {
        return VIEW_DONE;
    }
    if (cmd == CMD_ERASE) {
        begin(g, g->source.text(g->source.ctx, g->at));
        editline_command(&g->line, cmd);
    } else if (!g->source.put(g->source.ctx, g->at, "", &err)) {
        ui_note_err(ui, &err);
    }
    return VIEW_DONE;
}

uint64_t grid_contexts(const struct grid *g)
{
    (void)g;
    return CTX_FORM | CTX_EDIT;
}

static enum view_result move(struct grid *g, struct ui *ui, int cmd)
{
    if (g->editing && has_words(g) && (cmd == CMD_LEFT || cmd == CMD_RIGHT)) {
        editline_command(&g->line, cmd);
        return VIEW_DONE;
    }
    if (!grid_leave(g, ui)) {
        return VIEW_DONE;
    }
    int page = g->seen_rows > 1 ? g->seen_rows - 1 : 1;
    switch (cmd) {
    case CMD_UP:
    case CMD_DOWN:
        go_lines(g, cmd == CMD_UP ? -1 : 1);
        break;
    case CMD_PAGE_UP:
    case CMD_PAGE_DOWN:
        go_lines(g, cmd == CMD_PAGE_UP ? -page : page);
        break;
    case CMD_LEFT:
    case CMD_RIGHT:
        go_beside(g, cmd == CMD_LEFT ? -1 : 1);
        break;
    default:
        go_on(g, cmd == CMD_PREVIOUS ? -1 : 1);
        break;
    }
    return VIEW_DONE;
}

/* With nothing left of what was typed the cell is as it was before. */
static enum view_result undo(struct grid *g)
{
    if (!g->editing) {
        return VIEW_PASS;
    }
    if (!editline_command(&g->line, CMD_EDIT_UNDO) || g->line.text.len == 0) {
        g->editing = false;
    }
    return VIEW_DONE;
}

enum view_result grid_command(struct grid *g, struct ui *ui, int cmd)
{
    switch (cmd) {
    case CMD_UP:
    case CMD_DOWN:
    case CMD_LEFT:
    case CMD_RIGHT:
    case CMD_PAGE_UP:
    case CMD_PAGE_DOWN:
    case CMD_NEXT:
    case CMD_PREVIOUS:
        return move(g, ui, cmd);
    case CMD_LINE_HOME:
    case CMD_LINE_END:
        if (g->editing) {
            editline_command(&g->line, cmd);
        } else {
            go_edge(g, cmd == CMD_LINE_HOME ? -1 : 1);
        }
        return VIEW_DONE;
    case CMD_ERASE:
    case CMD_ERASE_NEXT:
    case CMD_ERASE_ALL:
        return erase(g, ui, cmd);
    case CMD_BACK:
        if (g->editing) {
            g->editing = false;
            return VIEW_DONE;
        }
        return VIEW_PASS;
    case CMD_EDIT_UNDO:
        return undo(g);
    default:
        return g->editing && editline_command(&g->line, cmd) ? VIEW_DONE
                                                             : VIEW_PASS;
    }
}

enum view_result grid_key(struct grid *g, struct ui *ui, const struct key *k)
{
    if (k->kind == K_NAMED && k->code == KC_ENTER) {
        return move(g, ui, CMD_NEXT);
    }
    if (k->kind != K_CHAR && k->kind != K_PASTE) {
        return VIEW_PASS;
    }
    if (!may_type(g, ui)) {
        return VIEW_DONE;
    }
    if (!g->editing) {
        begin(g, "");
    }
    editline_key(&g->line, k);
    if (g->line.complaint[0] != '\0') {
        ui_note(ui, ROLE_WARN, "%s", g->line.complaint);
    }
    return VIEW_DONE;
}
