/* Where the columns of a sheet are, so that everything on it can stand in whole
   cells.  Paper has a grid of half characters, and each thing its own
   verticals; a sheet has one set of columns for all.

   The largest table comes first, because its rows are what will be sorted and
   counted: none of its cells should be merged.  The others move a little to
   meet its edges, and make further ones where they have to. */
#include <stdlib.h>

#include "flow_book_parts.h"

enum {
    NEAR = 2, /* half characters that a vertical may be moved */
    LOST = 1, /* that something may lose by that */
    FREE_PARTS = 4,
    COLUMN_MIN = 2 /* as in flow_table.c */
};

static int distance(int a, int b)
{
    return abs(a - b);
}

size_t book_edge(const struct book_edges *e, int at)
{
    size_t i = 0;
    while (i + 1 < e->n && e->at[i] != at) {
        i++;
    }
    return i;
}

size_t book_edge_near(const struct book_edges *e, int at)
{
    size_t best = 0;
    for (size_t i = 1; i + 1 < e->n; i++) {
        if (best == 0 || distance(e->at[i], at) < distance(e->at[best], at)) {
            best = i;
        }
    }
    return best;
}

static void insert(struct book_edges *e, int at)
{
    if (e->n == e->cap) {
        const size_t cap = e->cap == 0 ? 32 : 2 * e->cap;
        int *more = arena_array(e->a, cap, sizeof *more);
        for (size_t i = 0; i < e->n; i++) {
            more[i] = e->at[i];
        }
        e->at = more;
        e->cap = cap;
    }
    size_t i = e->n++;
    for (; i > 0 && e->at[i - 1] > at; i--) {
        e->at[i] = e->at[i - 1];
    }
    e->at[i] = at;
}

static bool is_there(const struct book_edges *e, int at)
{
    return e->n > 0 && e->at[book_edge(e, at)] == at;
}

/* One edge of an item, at least so far behind the one before it. */
static int place(struct book_edges *e, int at, int before, int least)
{
    const size_t near = book_edge_near(e, at);
    if (near > 0 && e->at[near] >= before + least &&
        distance(e->at[near], at) <= NEAR) {
        return e->at[near];
    }
    const int own = at >= before + least ? at : before + least;
    if (!is_there(e, own)) {
        insert(e, own);
    }
    return own;
}

/* n + 1 edges, the last one the width.  Nothing but the last becomes narrower
   by being moved. */
static const int *place_all(struct book_edges *e, const int *at, size_t n,
                            int width)
{
    int *placed = arena_array(e->a, n + 1, sizeof *placed);
    for (size_t i = 1; i < n; i++) {
        /* Room for the ones that follow. */
        const int most = e->width - (int)(n - i);
        const int wanted = at[i] * e->width / width;
        int least = at[i] - at[i - 1];
        if (placed[i - 1] + least > most) {
            least = 1;
        }
        placed[i] =
            place(e, wanted < most ? wanted : most, placed[i - 1], least);
    }
    placed[n] = e->width;
    return placed;
}

/* ---- tables ---------------------------------------------------------------
 */

/* A number is not broken over lines as a text is. */
static int number_cols(struct arena *a, const char *const *row, size_t column)
{
    const char *s = row != NULL && row[column] != NULL ? row[column] : "";
    const char *number = book_number(a, s);
    return number != NULL ? workbook_cols(workbook_kind_of(number), number) : 0;
}

static int least_of(struct arena *a, const struct flow_table *t, size_t column)
{
    int least = t->columns[column].min_cols;
    least = least > COLUMN_MIN ? least : COLUMN_MIN;
    for (size_t i = 0; i <= t->n_rows; i++) {
        const int own =
            number_cols(a, i < t->n_rows ? t->rows[i] : t->total, column);
        least = own > least ? own : least;
    }
    return least + 1;
}

/* The least widths of all columns, and their sum. */
static const int *leasts_of(struct arena *a, const struct flow_table *t,
                            int *width)
{
    int *least = arena_array(a, t->n_columns + 1, sizeof *least);
    *width = 0;
    for (size_t i = 0; i < t->n_columns; i++) {
        least[i] = least_of(a, t, i);
        *width += least[i];
    }
    return least;
}

/* What is over goes to the columns that want it, or to all. */
static const int *table_edges(struct arena *a, const struct flow_table *t,
                              int width)
{
    int *at = arena_array(a, t->n_columns + 1, sizeof *at);
    int needed;
    const int *least = leasts_of(a, t, &needed);
    int shares = 0;
    for (size_t i = 0; i < t->n_columns; i++) {
        shares += t->columns[i].share;
    }
    const bool all = shares == 0;
    shares = all ? (int)t->n_columns : shares;
    int given = 0;
    int so_far = 0;
    for (size_t i = 0; i < t->n_columns; i++) {
        so_far += all ? 1 : t->columns[i].share;
        const int upto = (width - needed) * so_far / shares;
        at[i + 1] = at[i] + least[i] + upto - given;
        given = upto;
    }
    return at;
}

/* ---- all ------------------------------------------------------------------
 */

static void place_item(struct book_edges *e, const struct sheet *sheet,
                       const struct flow_item *item, const int **placed)
{
    if (item->thing == FLOW_TABLE && item->table.n_columns > 0) {
        const int *at = table_edges(e->a, &item->table, e->width);
        *placed = place_all(e, at, item->table.n_columns, e->width);
    } else if (item->edges != NULL) {
        *placed = place_all(e, item->edges, item->n, sheet->cols - 1);
    }
}

/* Tables with rows first, those that have none last. */
static int rank_of(const struct flow_item *item)
{
    return item->thing != FLOW_TABLE ? 1 : item->table.n_rows > 0 ? 0 : 2;
}

void book_edges_of(struct book_edges *out, struct arena *a,
                   const struct sheet *sheet, const struct flow_item *items,
                   size_t n, size_t main, const int **placed)
{
    *out = (struct book_edges){.a = a, .width = sheet->cols - 1};
    for (size_t i = 0; i < n; i++) {
        int width = 0;
        if (items[i].thing == FLOW_TABLE) {
            (void)leasts_of(a, &items[i].table, &width);
        }
        out->width = width > out->width ? width : out->width;
    }
    insert(out, 0);
    insert(out, out->width);
    if (main < n) {
        place_item(out, sheet, &items[main], &placed[main]);
    }
    for (int rank = 0; rank <= 2; rank++) {
        for (size_t i = 0; i < n; i++) {
            if (i != main && rank_of(&items[i]) == rank) {
                place_item(out, sheet, &items[i], &placed[i]);
            }
        }
    }
    const bool texts_only = out->n == 2;
    for (int i = 1; texts_only && i < FREE_PARTS; i++) {
        insert(out, out->width * i / FREE_PARTS); /* for two beside each
                                                     other */
    }
}
