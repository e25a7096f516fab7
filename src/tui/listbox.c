/* The list's state: cursor, marks, sorting, filter.

   What needs rows afresh (reload, sort, filter) only marks the list stale; the
   next draw or move loads once, however many keys came in between.  The rows
   themselves are the window's (listbox_window.c), the look is
   listbox_draw.c's. */
#include "pbtui/tui/listbox.h"

#include <stdio.h>
#include <string.h>

#include "listbox_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/tui/keymap.h"

#define FILTER_CHARS 60
#define WHEEL_ROWS   3

void listbox_init(struct listbox *l, const struct list_column *columns,
                  size_t n, struct list_source source)
{
    memset(l, 0, sizeof *l);
    l->columns = columns;
    l->n_columns = n;
    l->source = source;
    l->sort = -1;
    l->total = -1;
    l->first_no = -1;
    l->stale = true;
    editline_init(&l->filter, TEXT_LINE, FILTER_CHARS);
}

void listbox_clear(struct listbox *l)
{
    editline_clear(&l->filter);
    arena_clear(&l->rows_arena);
    mem_free(l->rows);
    mem_free(l->marks);
    mem_free(l->picture.cells);
    memset(l, 0, sizeof *l);
}

/* ---- rows ---- */

const struct list_row *listbox_row(const struct listbox *l)
{
    return l->cursor < l->n_rows ? &l->rows[l->cursor] : NULL;
}

int64_t listbox_id(const struct listbox *l)
{
    const struct list_row *row = listbox_row(l);
    return row != NULL ? row->id : 0;
}

void listbox_load(struct listbox *l)
{
    window_load(l);
}

void listbox_reload(struct listbox *l)
{
    if (!l->stale) {
        l->want_id = listbox_id(l);
    }
    l->stale = true;
}

void listbox_go_to(struct listbox *l, int64_t id)
{
    l->want_id = id;
    for (size_t i = 0; !l->stale && i < l->n_rows; i++) {
        if (l->rows[i].id == id) {
            l->cursor = i;
            return;
        }
    }
    l->stale = true;
}

void listbox_position(const struct listbox *l, char out[48])
{
    out[0] = '\0';
    if (l->n_rows == 0 || l->stale) {
        return;
    }
    long long total = l->total;
    long long no =
        l->first_no < 0 ? -1 : l->first_no + (long long)l->cursor + 1;
    if (total < 0 && l->at_start && l->at_end) {
        total = (long long)l->n_rows; /* all of it is here */
    }
    if (no > 0 && total >= no) {
        snprintf(out, 48, "%lld/%lld", no, total);
    } else if (no > 0) {
        snprintf(out, 48, "第 %lld 行", no);
    } else if (total >= 0) {
        snprintf(out, 48, "共 %lld 行", total);
    }
}

/* ---- moving ---- */

static void move_down(struct listbox *l, size_t by)
{
    if (l->n_rows == 0) {
        return;
    }
    while (l->n_rows - 1 - l->cursor < by && window_extend(l, false)) {
    }
    size_t most = l->n_rows - 1 - l->cursor;
    l->cursor += by < most ? by : most;
}

static void move_up(struct listbox *l, size_t by)
{
    while (l->cursor < by && window_extend(l, true)) {
    }
    l->cursor -= by < l->cursor ? by : l->cursor;
}

/* The cursor stays at its height of the screen. */
static void move_page(struct listbox *l, bool down)
{
    size_t height = l->cursor > l->top ? l->cursor - l->top : 0;
    size_t page = window_screen(l) > 1 ? window_screen(l) - 1 : 1;
    if (down) {
        move_down(l, page);
    } else {
        move_up(l, page);
    }
    l->top = l->cursor > height ? l->cursor - height : 0;
}

static bool command_move(struct listbox *l, int cmd)
{
    window_load(l);
    switch (cmd) {
    case CMD_UP:
        move_up(l, 1);
        break;
    case CMD_DOWN:
        move_down(l, 1);
        break;
    case CMD_PAGE_UP:
    case CMD_PAGE_DOWN:
        move_page(l, cmd == CMD_PAGE_DOWN);
        break;
    default: /* CMD_FIRST, CMD_LAST */
        window_go_end(l, cmd == CMD_LAST);
        break;
    }
    l->want_id = listbox_id(l);
    return true;
}

/* ---- marks: ids in order ---- */

/* Where the id is, or belongs. */
static size_t mark_place(const struct listbox *l, int64_t id)
{
    size_t low = 0;
    size_t high = l->n_marks;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (l->marks[mid] < id) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

bool listbox_is_marked(const struct listbox *l, int64_t id)
{
    size_t at = mark_place(l, id);
    return at < l->n_marks && l->marks[at] == id;
}

static void add_mark(struct listbox *l, int64_t id)
{
    size_t at = mark_place(l, id);
    if (at < l->n_marks && l->marks[at] == id) {
        return;
    }
    MEM_PUSH(l->marks, l->n_marks, l->cap_marks);
    memmove(l->marks + at + 1, l->marks + at,
            (l->n_marks - at) * sizeof *l->marks);
    l->marks[at] = id;
    l->n_marks++;
}

static void toggle_mark(struct listbox *l)
{
    window_load(l);
    int64_t id = listbox_id(l);
    if (id == 0) {
        return;
    }
    if (listbox_is_marked(l, id)) {
        size_t at = mark_place(l, id);
        l->n_marks--;
        memmove(l->marks + at, l->marks + at + 1,
                (l->n_marks - at) * sizeof *l->marks);
    } else {
        add_mark(l, id);
    }
    move_down(l, 1);
    l->want_id = listbox_id(l);
}

/* When all were marked already, none is. */
static void toggle_all(struct listbox *l)
{
    size_t before = l->n_marks;
    if (window_each(l, add_mark) && l->n_marks == before) {
        l->n_marks = 0;
    }
}

/* ---- order and filter ---- */

static void order_changed(struct listbox *l, int64_t want_id)
{
    l->want_id = want_id;
    l->stale = true;
    l->same_order = false;
}

/* The next column that can be sorted by; after the last the source's own
   order. */
static void sort_next(struct listbox *l)
{
    int column = l->sort + 1;
    while (column < (int)l->n_columns && !l->columns[column].sortable) {
        column++;
    }
    l->sort = column < (int)l->n_columns ? column : -1;
    l->descending = false;
    order_changed(l, listbox_id(l));
}

static void clear_filter(struct listbox *l)
{
    int64_t id = l->stale ? l->want_id : listbox_id(l);
    editline_set(&l->filter, "");
    order_changed(l, id);
}

/* Typed on: the best match is the first row. */
static void filter_typed(struct listbox *l, const char *before)
{
    if (strcmp(before, l->filter.text.s) != 0) {
        order_changed(l, 0);
    }
}

static bool filter_back(struct listbox *l)
{
    bool was_on = l->filtering || l->filter.text.len > 0;
    if (l->filter.text.len > 0) {
        clear_filter(l);
    }
    l->filtering = false;
    return was_on;
}

/* ---- commands and keys ---- */

uint64_t listbox_contexts(const struct listbox *l)
{
    return l->filtering ? CTX_LIST | CTX_EDIT : CTX_LIST;
}

static bool command_filter(struct listbox *l, int cmd)
{
    if (cmd == CMD_OPEN) {
        l->filtering = false;
        return true;
    }
    char *before = mem_str(l->filter.text.s);
    bool mine = editline_command(&l->filter, cmd);
    filter_typed(l, before);
    mem_free(before);
    return mine;
}

bool listbox_command(struct listbox *l, int cmd)
{
    switch (cmd) {
    case CMD_UP:
    case CMD_DOWN:
    case CMD_PAGE_UP:
    case CMD_PAGE_DOWN:
        return command_move(l, cmd);
    case CMD_BACK:
        return filter_back(l);
    default:
        break;
    }
    if (l->filtering) {
        return command_filter(l, cmd);
    }
    switch (cmd) {
    case CMD_FIRST:
    case CMD_LAST:
        return command_move(l, cmd);
    case CMD_OPEN:
        window_load(l); /* the caller takes the row */
        return false;
    case CMD_MARK:
        toggle_mark(l);
        l->picture.valid = false;
        return true;
    case CMD_MARK_ALL:
        l->picture.valid = false;
        toggle_all(l);
        return true;
    case CMD_SORT:
        sort_next(l);
        return true;
    case CMD_SORT_REVERSE:
        l->descending = !l->descending;
        order_changed(l, listbox_id(l));
        return true;
    case CMD_FIND:
        l->filtering = true;
        l->filter.fresh = false;
        return true;
    default:
        return false;
    }
}

/* A click stands on the row; the second one is the caller's to open it. */
static bool mouse(struct listbox *l, const struct key *k)
{
    if (k->code == 4 || k->code == 5) {
        window_load(l);
        if (k->code == 4) {
            move_up(l, WHEEL_ROWS);
        } else {
            move_down(l, WHEEL_ROWS);
        }
        l->want_id = listbox_id(l);
        return true;
    }
    int row = k->row - l->drawn.row;
    bool inside = row >= 0 && row < l->drawn.rows && k->col >= l->drawn.col &&
                  k->col < l->drawn.col + l->drawn.cols;
    if (!inside || l->stale || l->top + (size_t)row >= l->n_rows) {
        return false;
    }
    l->cursor = l->top + (size_t)row;
    l->want_id = listbox_id(l);
    return k->code != 2;
}

bool listbox_key(struct listbox *l, const struct key *k)
{
    if (k->kind == K_MOUSE) {
        return mouse(l, k);
    }
    if (!l->filtering) {
        return false;
    }
    char *before = mem_str(l->filter.text.s);
    bool mine = editline_key(&l->filter, k);
    filter_typed(l, before);
    mem_free(before);
    return mine;
}
