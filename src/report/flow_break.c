/* Where pages end.

   A band that fits is appended to the open page.  If it does not, in this
   order: its own empty lines are cut → those of the other bands on the page are
   → it is split, if it is loose → the page is closed, and what must not be the
   last there (headings), or must stand before this band (two rows before a
   signature), goes along.  When even that does not help, a row may be split.

   Each round either ends, makes the band shorter or closes a page on which
   something stands, so it comes to an end. */
#include "flow_parts.h"

#include <string.h>

/* What goes along to the next page: bands from `first` on, and so many lines
   off the end of the one before. */
struct going {
    size_t first;
    int tail;
};

static const struct flow_group *group_before(const struct flow *f)
{
    return f->n == 0 ? NULL : f->bands[f->n - 1].group;
}

/* Lines of a head that has to stand between a and b. */
static int head_lines(const struct flow_group *a, const struct flow_group *b)
{
    return b == NULL || a == b ? 0 : b->head.lines;
}

int flow_room(const struct flow *f, const struct flow_band *b)
{
    return f->sheet->lines - f->used - head_lines(group_before(f), b->group);
}

void flow_append(struct flow *f, const struct flow_band *b)
{
    if (f->n == f->cap) {
        f->bands = flow_grow(f, f->bands, f->n, &f->cap, 1, sizeof *f->bands);
    }
    if (f->n == 0) {
        f->page_foot = f->foot;
    }
    f->used += head_lines(group_before(f), b->group) + b->lines;
    f->bands[f->n++] = *b;
}

void flow_release(struct flow *f)
{
    if (f->held != NULL) {
        flow_seal(f, f->held, f->n_held, f->held_foot);
        f->held = NULL;
    }
}

static bool is_blank(const struct flow *f, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!f->bands[i].space) {
            return false;
        }
    }
    return n > 0;
}

/* The first `n` bands are a page now; those behind them are forgotten. */
static void hold_page(struct flow *f, size_t n)
{
    if (is_blank(f, n)) {
        f->n = 0;
        f->used = 0;
        return;
    }
    flow_release(f);
    f->held = arena_array(f->arena, n + 1, sizeof *f->held);
    f->n_held = n;
    f->held_foot = f->n > 0 ? f->page_foot : f->foot;
    if (n > 0) {
        memcpy(f->held, f->bands, n * sizeof *f->held);
    }
    f->n = 0;
    f->used = 0;
}

void flow_close(struct flow *f)
{
    hold_page(f, f->n);
}

enum { ROWS_WITH_WORDS = 2 };

/* ---- going along ----------------------------------------------------------
 */

/* Empty lines at the top stay: a page of nothing else is none. */
static size_t behind_spaces(const struct flow *f, size_t first)
{
    while (first < f->n && f->bands[first].space) {
        first++;
    }
    return first;
}

static struct going with_headings(const struct flow *f, size_t first)
{
    for (;;) {
        while (first > 0 &&
               (f->bands[first - 1].keep_next || f->bands[first - 1].space)) {
            first--;
        }
        bool needy =
            first > 0 && first < f->n && f->bands[first].keep_before > 0;
        if (!needy) {
            return (struct going){behind_spaces(f, first), 0};
        }
        int wanted = f->bands[first].keep_before;
        while (wanted > 0 && first > 0) {
            first--;
            wanted -= !f->bands[first].space;
        }
    }
}

/* So many rows or lines, and what may not be parted from them. */
static struct going count_back(const struct flow *f, int wanted)
{
    size_t first = f->n;
    while (wanted > 0 && first > 0) {
        const struct flow_band *b = &f->bands[first - 1];
        if (b->loose && flow_content(b) - wanted >= flow_least(b)) {
            return (struct going){first, wanted};
        }
        if (!b->space) {
            wanted -= b->loose ? flow_content(b) : 1;
        }
        first--;
    }
    return with_headings(f, first);
}

/* Lines of what goes along, with heads, before `b` comes. */
static int going_lines(const struct flow *f, const struct going *g,
                       const struct flow_band *b)
{
    int lines = 0;
    const struct flow_group *group = NULL;
    if (g->tail > 0) {
        const struct flow_band *cut = &f->bands[g->first - 1];
        /* at most one line more for the label of what goes on */
        int label = cut->label.above ? 1 : cut->label.lines.n;
        lines += head_lines(group, cut->group) + g->tail + label;
        group = cut->group;
    }
    for (size_t i = g->first; i < f->n; i++) {
        lines += head_lines(group, f->bands[i].group) + f->bands[i].lines;
        group = f->bands[i].group;
    }
    return lines + head_lines(group, b->group);
}

/* Something must stay, and what goes must leave room for b. */
static bool may_go(const struct flow *f, const struct going *g,
                   const struct flow_band *b)
{
    int least = b->loose ? flow_least(b) : flow_content(b);
    return g->first > 0 && going_lines(f, g, b) + least <= f->sheet->lines;
}

/* The end of a row that is not loose: better a row in two parts than a
   signature alone. */
static bool may_tear(const struct flow *f, const struct flow_band *b,
                     struct going *g)
{
    const struct flow_band *last = &f->bands[f->n - 1];
    *g = (struct going){f->n, 2};
    return !last->fixed && flow_content(last) - 2 >= flow_least(last) &&
           may_go(f, g, b);
}

/* False: nothing that helps. */
static bool find_going(const struct flow *f, const struct flow_band *b,
                       struct going *g)
{
    for (int wanted = b->keep_before; wanted >= 0; wanted--) {
        *g = count_back(f, wanted);
        bool enough =
            wanted == b->keep_before || going_lines(f, g, b) >= b->keep_before;
        if (enough && may_go(f, g, b)) {
            return true;
        }
    }
    if (b->keep_before > 0 && may_tear(f, b, g)) {
        return true;
    }
    *g = count_back(f, 0);
    return may_go(f, g, b);
}

static void turn_page(struct flow *f, struct going g, const struct flow_band *b)
{
    if (g.tail == 0 && g.first < f->n && f->bands[g.first].twin != NULL) {
        int more = f->sheet->lines - going_lines(f, &g, b) - flow_content(b);
        g.first = flow_cut_twins(f, g.first, more);
    }
    size_t n = f->n - g.first;
    struct flow_band *along = arena_array(f->arena, n + 2, sizeof *along);
    size_t taken = 0;
    if (g.tail > 0) {
        struct flow_band *cut = &f->bands[g.first - 1];
        cut->lines = flow_content(cut);
        cut->spare = 0;
        along[taken++] = flow_split(f, cut, cut->lines - g.tail);
    }
    for (size_t i = g.first; i < f->n; i++) {
        if (taken > 0 || !f->bands[i].space) {
            along[taken++] = f->bands[i];
        }
    }
    hold_page(f, g.first);
    for (size_t i = 0; i < taken; i++) {
        flow_append(f, &along[i]);
    }
}

void flow_turn_for(struct flow *f, const struct flow_band *b)
{
    struct going g;
    if (find_going(f, b, &g)) {
        turn_page(f, g, b);
    } else {
        flow_close(f);
    }
}

/* ---- putting --------------------------------------------------------------
 */

/* Cuts empty lines on the page, the last first, when that is enough. */
static bool squeeze(struct flow *f, int lines)
{
    int spare = 0;
    for (size_t i = 0; i < f->n; i++) {
        spare += f->bands[i].spare;
    }
    if (spare < lines) {
        return false;
    }
    for (size_t i = f->n; i > 0 && lines > 0; i--) {
        struct flow_band *b = &f->bands[i - 1];
        int cut = b->spare < lines ? b->spare : lines;
        b->spare -= cut;
        b->lines -= cut;
        f->used -= cut;
        lines -= cut;
    }
    return true;
}

static void append_cut(struct flow *f, struct flow_band *b, int room)
{
    if (b->lines > room) {
        b->spare -= b->lines - room;
        b->lines = room;
    }
    flow_append(f, b);
}

/* Puts what goes on this page; what is left stays in *b. */
static void put_part(struct flow *f, struct flow_band *b, int room)
{
    int most = flow_content(b) - flow_least(b); /* no single line is left */
    int lines = room > most && most >= flow_least(b) ? most : room;
    struct flow_band rest = flow_split(f, b, lines);
    flow_append(f, b);
    flow_close(f);
    *b = rest;
}

static int rows_here(const struct flow *f)
{
    int rows = 0;
    for (size_t i = 0; i < f->n; i++) {
        const struct flow_band *b = &f->bands[i];
        rows += b->space ? 0 : b->loose ? flow_content(b) : 1;
    }
    return rows;
}

/* A signature on a page that has too little on it: the page before is opened
   again and gives what is missing. */
static void fetch_rows(struct flow *f, const struct flow_band *b)
{
    int rows = rows_here(f);
    if (rows >= b->keep_before || f->held == NULL || f->n == 0) {
        return;
    }
    size_t n = f->n;
    struct flow_band *here = arena_array(f->arena, n, sizeof *here);
    memcpy(here, f->bands, n * sizeof *here);
    /* What stands here and the signature come as one thing. */
    struct flow_band rest = {.group = here[0].group,
                             .lines = f->used + b->lines -
                                      head_lines(NULL, here[0].group),
                             .keep_before = b->keep_before - rows,
                             .fixed = true};
    const struct flow_footing *foot = f->page_foot;
    f->n = 0;
    f->used = 0;
    for (size_t i = 0; i < f->n_held; i++) {
        flow_append(f, &f->held[i]);
    }
    f->page_foot = f->held_foot;
    f->held = NULL;
    flow_turn_for(f, &rest);
    for (size_t i = 0; i < n; i++) {
        flow_append(f, &here[i]);
    }
    flow_join_twins(f, f->sheet->lines - f->used - b->lines);
    f->page_foot = foot;
}

/* Of a form, not a row among thousands. */
static bool may_squeeze(const struct flow_band *b)
{
    return b->keep_before > 0 || (b->edges != NULL && b->group == NULL);
}

/* The last thing that stands here and is no empty line; NULL. */
static const struct flow_band *last_thing(const struct flow *f)
{
    size_t n = f->n;
    while (n > 0 && f->bands[n - 1].space) {
        n--;
    }
    return n > 0 ? &f->bands[n - 1] : NULL;
}

/* A legend, a sum: words about a table do not stand on a page without any of
   its rows. */
static void stay_with_table(const struct flow *f, struct flow_band *b)
{
    const struct flow_band *last = last_thing(f);
    bool words = b->group == NULL && b->edges == NULL && !b->space &&
                 !b->keep_next && b->keep_before == 0;
    if (words && last != NULL && last->group != NULL) {
        b->keep_before = ROWS_WITH_WORDS;
    }
}

void flow_put(struct flow *f, struct flow_band b)
{
    stay_with_table(f, &b);
    fetch_rows(f, &b);
    for (;;) {
        int room = flow_room(f, &b);
        int least = flow_content(&b);
        struct going g;
        if (least <= room) {
            append_cut(f, &b, room);
            return;
        }
        if (may_squeeze(&b) && squeeze(f, least - room)) {
            continue;
        }
        bool splits =
            b.loose && room >= flow_least(&b) && least >= 2 * flow_least(&b);
        if (splits || (f->n == 0 && !b.fixed && room >= 2)) {
            put_part(f, &b, room);
        } else if (f->n == 0) {
            b.lines = room > 0 ? room : 1; /* no sheet is so small */
            b.spare = 0;
            flow_append(f, &b);
            return;
        } else if (find_going(f, &b, &g)) {
            turn_page(f, g, &b);
        } else if (!b.fixed && !b.loose) {
            b.loose = true;
        } else {
            flow_close(f);
        }
    }
}
