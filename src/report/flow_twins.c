/* Tables side by side: on each page the rows run down the left copy, then down
   the next one.  How many go on a page depends on their heights, because those
   beside each other share one; and when the last of them have to go along with
   a signature, both pages are dealt out anew. */
#include "flow_parts.h"

#include <string.h>

static int row_height(const struct flow_twins *t, size_t row)
{
    int lines = t->row_lines;
    for (size_t c = 0; row < t->n_rows && c < t->n_columns; c++) {
        int n = t->cells[row * t->n_columns + c].n;
        lines = n > lines ? n : lines;
    }
    return lines;
}

/* Of the rows that stand beside `first`. */
static int band_height(const struct flow_twins *t, const struct flow_twin *w)
{
    int lines = t->row_lines;
    for (size_t row = w->first; row < w->begin + w->count; row += w->step) {
        int height = row_height(t, row);
        lines = height > lines ? height : lines;
    }
    return lines;
}

static struct flow_band make_band(struct flow *f, const struct flow_twin *w)
{
    const struct flow_twins *t = w->all;
    struct flow_twin *kept = arena_alloc(f->arena, sizeof *kept);
    *kept = *w;
    struct flow_band b = {.group = t->group,
                          .edges = t->edges,
                          .n_edges = t->n_edges,
                          .lines = band_height(t, w),
                          .twin = kept};
    size_t n = 0;
    struct flow_box *boxes =
        arena_array(f->arena, t->n_columns * (size_t)t->copies, sizeof *boxes);
    int shift = 0;
    for (size_t row = w->first; row < w->begin + w->count; row += w->step) {
        for (size_t c = 0; c < t->n_columns; c++) {
            boxes[n] = t->columns[c];
            boxes[n].col += shift;
            boxes[n++].lines = t->cells[row * t->n_columns + c];
        }
        shift += t->shift;
    }
    flow_set_boxes(f, &b, boxes, n);
    return b;
}

static size_t bands_for(const struct flow_twins *t, size_t rows)
{
    size_t copies = (size_t)t->copies;
    return (rows + copies - 1) / copies;
}

/* Height of `step` bands that take `count` rows from `begin` on. */
static int part_height(const struct flow_twins *t, size_t begin, size_t count,
                       size_t step)
{
    int lines = 0;
    for (size_t i = 0; i < step; i++) {
        lines += band_height(
            t, &(struct flow_twin){t, begin + i, begin, count, step});
    }
    return lines;
}

static size_t rows_in(const struct flow_twins *t, size_t begin, size_t step)
{
    size_t most = step * (size_t)t->copies;
    size_t left = t->n_rows - begin;
    return left < most ? left : most;
}

/* The most bands, at most `most`, that fit into so many lines. */
static size_t bands_that_fit(const struct flow_twins *t, size_t begin,
                             size_t most, int room)
{
    size_t step = room <= 0 ? 0 : (size_t)(room / t->row_lines);
    step = step < most ? step : most;
    while (step > 0 &&
           part_height(t, begin, rows_in(t, begin, step), step) > room) {
        step--;
    }
    return step;
}

void flow_put_twins(struct flow *f, const struct flow_twins *t)
{
    for (size_t begin = 0; begin < t->n_rows;) {
        struct flow_band probe = {.group = t->group, .lines = t->row_lines};
        size_t most = bands_for(t, t->n_rows - begin);
        size_t step = bands_that_fit(t, begin, most, flow_room(f, &probe));
        if (step == 0 && f->n > 0) {
            probe.lines = row_height(t, begin);
            flow_turn_for(f, &probe);
            continue;
        }
        step = step == 0 ? 1 : step;
        size_t count = rows_in(t, begin, step);
        for (size_t i = 0; i < step; i++) {
            flow_put(f, make_band(f, &(struct flow_twin){t, begin + i, begin,
                                                         count, step}));
        }
        begin += count;
        if (begin < t->n_rows) {
            flow_close(f); /* one part a page */
        }
    }
}

static int lines_of(const struct flow *f, size_t from, size_t to)
{
    int lines = 0;
    for (size_t i = from; i < to; i++) {
        lines += f->bands[i].lines;
    }
    return lines;
}

/* The first band of the part that the one at `at` belongs to, and the one
   behind its last. */
static void find_part(const struct flow *f, size_t at, size_t *start,
                      size_t *end)
{
    const struct flow_twin *w = f->bands[at].twin;
    *start = at;
    *end = at;
    while (*start > 0 && f->bands[*start - 1].twin != NULL &&
           f->bands[*start - 1].twin->all == w->all &&
           f->bands[*start - 1].twin->begin == w->begin) {
        --*start;
    }
    while (*end < f->n && f->bands[*end].twin != NULL &&
           f->bands[*end].twin->all == w->all &&
           f->bands[*end].twin->begin == w->begin) {
        ++*end;
    }
}

/* Deals out rows to the bands from `start` on. */
static void deal(struct flow *f, size_t start, const struct flow_twins *t,
                 size_t begin, size_t count, size_t step)
{
    for (size_t i = 0; i < step; i++) {
        struct flow_band *old = &f->bands[start + i];
        struct flow_twin w = {t, begin + i, begin, count, step};
        struct flow_band b = make_band(f, &w);
        f->used += b.lines - old->lines;
        *old = b;
    }
}

size_t flow_cut_twins(struct flow *f, size_t from, int more)
{
    const struct flow_twin w = *f->bands[from].twin;
    size_t start;
    size_t end;
    find_part(f, from, &start, &end);
    if (start == from || end - start != w.step) {
        return from;
    }
    int here_room = lines_of(f, start, end) + f->sheet->lines - f->used;
    int there_room = lines_of(f, from, end) + more;
    for (size_t stay = from - start; stay > 0; stay--) {
        size_t here = rows_in(w.all, w.begin, stay);
        /* Other rows stand beside each other now, and may be higher. */
        if (part_height(w.all, w.begin, here, stay) <= here_room &&
            part_height(w.all, w.begin + here, w.count - here, w.step - stay) <=
                there_room) {
            deal(f, start, w.all, w.begin, here, stay);
            deal(f, start + stay, w.all, w.begin + here, w.count - here,
                 w.step - stay);
            return start + stay;
        }
    }
    return from; /* rows nearly as high as a page: they stay as they are */
}

void flow_join_twins(struct flow *f, int more)
{
    for (size_t i = 0; i + 1 < f->n; i++) {
        const struct flow_twin *a = f->bands[i].twin;
        const struct flow_twin *b = f->bands[i + 1].twin;
        if (a == NULL || b == NULL || a->all != b->all ||
            a->begin == b->begin) {
            continue;
        }
        size_t start;
        size_t middle;
        size_t end;
        find_part(f, i, &start, &middle);
        find_part(f, i + 1, &middle, &end);
        size_t begin = a->begin;
        size_t count = a->count + b->count;
        size_t step = bands_for(a->all, count);
        const struct flow_twins *t = a->all;
        int before = lines_of(f, start, end);
        if (part_height(t, begin, count, step) > before + more) {
            return;
        }
        /* Together they may need one band less. */
        for (size_t gone = start + step; gone < end; gone++) {
            f->used -= f->bands[gone].lines;
        }
        memmove(&f->bands[start + step], &f->bands[end],
                (f->n - end) * sizeof *f->bands);
        f->n -= end - start - step;
        deal(f, start, t, begin, count, step);
        return;
    }
}
