/* The window: the rows of the list that are in memory.

   It grows by keyset pages at either end, and is cut at the far end when it
   holds more than WINDOW_SCREENS screens.  After a change it is loaded afresh
   round the row the cursor was on: by id; if that row is gone, its old key
   still says where it stood, so the next row there is its nearest neighbour.

   Nothing is asked of the source while the cursor moves inside the window. */
#include "listbox_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"

#define WINDOW_SCREENS 12
#define UNSEEN_ROWS    24 /* rows of a screen before the first draw */
#define EACH_ROWS      500

size_t window_screen(const struct listbox *l)
{
    return l->page_rows > 0 ? (size_t)l->page_rows : UNSEEN_ROWS;
}

static struct list_request request(const struct listbox *l, const char *key,
                                   bool backward, size_t want)
{
    return (struct list_request){.sort = l->sort,
                                 .descending = l->descending,
                                 .filter = l->filter.text.s,
                                 .key = key,
                                 .backward = backward,
                                 .want = want};
}

static void room(struct listbox *l, size_t n)
{
    if (l->cap_rows < n) {
        l->cap_rows = n * 2;
        l->rows = mem_grow(l->rows, l->cap_rows, sizeof *l->rows);
    }
}

static void reverse(struct list_row *rows, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        struct list_row row = rows[i];
        rows[i] = rows[n - 1 - i];
        rows[n - 1 - i] = row;
    }
}

/* One page of the source to the window's end or start. */
static bool fetch(struct listbox *l, const struct list_request *req,
                  size_t *got)
{
    size_t n = 0;
    *got = 0;
    l->picture.valid = false;
    room(l, l->n_rows + req->want);
    struct list_row *page = l->rows + l->n_rows;
    err_clear(&l->err);
    if (!l->source.page(l->source.ctx, &l->rows_arena, req, page, &n,
                        &l->err)) {
        return false;
    }
    if (req->backward) {
        /* Nearest first behind the rest: turned as a whole it stands right,
           and the rest, turned twice, as it was. */
        reverse(l->rows, l->n_rows);
        reverse(l->rows, l->n_rows + n);
        l->cursor += n;
        l->top += n;
        l->first_no = l->first_no < 0 ? -1 : l->first_no - (int64_t)n;
    }
    if (n < req->want) {
        *(req->backward ? &l->at_start : &l->at_end) = true;
    }
    l->n_rows += n;
    if (l->at_start) {
        l->first_no = 0;
    }
    *got = n;
    return true;
}

static void forget(struct listbox *l)
{
    l->picture.valid = false;
    arena_reset(&l->rows_arena);
    l->n_rows = 0;
    l->cursor = 0;
    l->top = 0;
    l->at_start = false;
    l->at_end = false;
    l->first_no = -1;
}

/* ---- growing and cutting ---- */

static struct list_row copy_row(struct arena *a, const struct list_row *row,
                                size_t n_columns)
{
    struct list_row copy = *row;
    const char **cells = arena_array(a, n_columns, sizeof *cells);
    for (size_t i = 0; i < n_columns; i++) {
        cells[i] = row->cells[i] == NULL ? NULL : arena_str(a, row->cells[i]);
    }
    copy.cells = cells;
    copy.key = row->key == NULL ? NULL : arena_str(a, row->key);
    return copy;
}

/* Keeps the half of the window that the cursor is nearer to. */
static void cut_far_end(struct listbox *l, bool front)
{
    size_t most = WINDOW_SCREENS * window_screen(l);
    if (l->n_rows <= most) {
        return;
    }
    size_t keep = most / 2;
    size_t from = front ? l->n_rows - keep : 0;
    if (l->cursor < from || l->cursor >= from + keep || l->top < from) {
        return; /* what is in sight stays */
    }
    l->picture.valid = false;
    struct arena kept = ARENA_INIT;
    for (size_t i = 0; i < keep; i++) {
        l->rows[i] = copy_row(&kept, &l->rows[from + i], l->n_columns);
    }
    arena_clear(&l->rows_arena);
    l->rows_arena = kept;
    l->n_rows = keep;
    l->cursor -= from;
    l->top -= from;
    if (front) {
        l->at_start = false;
        l->first_no = l->first_no < 0 ? -1 : l->first_no + (int64_t)from;
    } else {
        l->at_end = false;
    }
}

bool window_extend(struct listbox *l, bool backward)
{
    if (l->n_rows == 0 || (backward ? l->at_start : l->at_end)) {
        return false;
    }
    const char *key = l->rows[backward ? 0 : l->n_rows - 1].key;
    struct list_request req = request(l, key, backward, 2 * window_screen(l));
    size_t got;
    if (!fetch(l, &req, &got)) {
        /* Not asked again at every key. */
        *(backward ? &l->at_start : &l->at_end) = true;
        return false;
    }
    cut_far_end(l, !backward);
    return got > 0;
}

/* Counting reads every row, so it waits until the end is asked for: a start
   costs the same with 28 people and with 20,000. */
static void load_count(struct listbox *l)
{
    l->total = -1;
    if (l->source.count != NULL &&
        !l->source.count(l->source.ctx, l->filter.text.s, &l->total)) {
        l->total = -1;
    }
}

void window_go_end(struct listbox *l, bool last)
{
    if (!(last ? l->at_end : l->at_start)) {
        struct list_request req = request(l, NULL, last, 2 * window_screen(l));
        size_t got;
        forget(l);
        *(last ? &l->at_end : &l->at_start) = true;
        l->first_no = last ? -1 : 0;
        if (!fetch(l, &req, &got)) {
            return;
        }
        if (last && l->total < 0) {
            load_count(l);
        }
        if (last && l->first_no < 0 && l->total >= (int64_t)l->n_rows) {
            l->first_no = l->total - (int64_t)l->n_rows;
        }
    }
    l->cursor = last && l->n_rows > 0 ? l->n_rows - 1 : 0;
}

void window_look_ahead(struct listbox *l)
{
    if (l->cursor + 1 >= l->n_rows) {
        window_extend(l, false);
    }
    if (l->cursor == 0) {
        window_extend(l, true);
    }
}

/* ---- afresh ---- */

/* Rows behind where the key stood, or, at the end, the ones before it. */
static bool load_near(struct listbox *l, const char *key)
{
    size_t got;
    struct list_request behind = request(l, key, false, 2 * window_screen(l));
    if (!fetch(l, &behind, &got)) {
        return false;
    }
    if (got > 0) {
        return true;
    }
    struct list_request before = request(l, key, true, 2 * window_screen(l));
    if (!fetch(l, &before, &got)) {
        return false;
    }
    l->cursor = l->n_rows > 0 ? l->n_rows - 1 : 0;
    return true;
}

static bool load_start(struct listbox *l)
{
    size_t got;
    /* One screen: what a start shows is all that it reads. */
    struct list_request req = request(l, NULL, false, window_screen(l));
    l->at_start = true;
    l->first_no = 0;
    return fetch(l, &req, &got);
}

/* `id`: 0 for the list's start; `key`: NULL when the order has changed. */
static bool load_at(struct listbox *l, int64_t id, const char *key)
{
    if (id <= 0) {
        return load_start(l);
    }
    size_t got;
    struct list_request req = request(l, NULL, false, 2 * window_screen(l));
    req.find_id = id;
    if (!fetch(l, &req, &got)) {
        return false;
    }
    if (got > 0 && l->rows[0].id == id) {
        return true;
    }
    forget(l);
    return key != NULL ? load_near(l, key) : load_start(l);
}

void window_load(struct listbox *l)
{
    if (!l->stale) {
        return;
    }
    const struct list_row *row = listbox_row(l);
    bool keeps_row = row != NULL && row->id == l->want_id;
    bool first = row == NULL;
    size_t down = !first && l->cursor > l->top ? l->cursor - l->top : 0;
    char *key = keeps_row && l->same_order && row->key != NULL
                    ? mem_str(row->key)
                    : NULL;
    int64_t id = l->want_id;
    l->stale = false;
    l->same_order = true;
    forget(l);
    l->total = -1;
    if (load_at(l, id, key)) {
        size_t up = l->cursor;
        if (up < window_screen(l)) {
            window_extend(l, true);
        }
        /* The row stays at its height of the screen; the few before the one
           that a list begins with are seen. */
        if (first && l->at_start && l->cursor < window_screen(l)) {
            down = l->cursor;
        }
        l->top = l->cursor > down ? l->cursor - down : 0;
    } else {
        forget(l);
        l->at_start = true;
        l->at_end = true;
    }
    l->want_id = listbox_id(l);
    mem_free(key);
}

/* ---- all rows ---- */

bool window_each(struct listbox *l, void (*each)(struct listbox *l, int64_t id))
{
    struct arena a = ARENA_INIT;
    struct list_row *rows = mem_grow(NULL, EACH_ROWS, sizeof *rows);
    char *key = NULL;
    size_t n = EACH_ROWS;
    bool ok = true;
    while (ok && n == EACH_ROWS) {
        struct list_request req = request(l, key, false, EACH_ROWS);
        n = 0;
        arena_reset(&a);
        err_clear(&l->err);
        ok = l->source.page(l->source.ctx, &a, &req, rows, &n, &l->err);
        for (size_t i = 0; ok && i < n; i++) {
            each(l, rows[i].id);
        }
        mem_free(key);
        key = ok && n > 0 && rows[n - 1].key != NULL ? mem_str(rows[n - 1].key)
                                                     : NULL;
        ok = ok && (n < EACH_ROWS || key != NULL);
    }
    mem_free(key);
    mem_free(rows);
    arena_clear(&a);
    return ok;
}
