/* Tapes as sheets.  Stages: what stands between two new pages becomes one sheet
   → its columns (flow_book_edges.c) → its rows (flow_book_rows.c), so that the
   row of the largest table's head is known before the first is written → the
   workbook. */
#include "pbtui/report/flow_book.h"

#include <string.h>

#include "flow_book_parts.h"
#include "pbtui/report/table.h"
#include "pbtui/report/workbook_wire.h"

enum {
    LONG_TABLE = 8,    /* rows from which its head is kept in view */
    HIGH_HEAD = 12,    /* row in which a head still may be, for that */
    UPRIGHT_COLS = 110 /* what an upright page takes, a little smaller */
};

/* The table with the most rows; n: there is none. */
static size_t main_table(const struct flow_item *items, size_t n)
{
    size_t best = n;
    for (size_t i = 0; i < n; i++) {
        if (items[i].thing == FLOW_TABLE && items[i].table.n_rows > 0 &&
            (best == n || items[i].table.n_rows > items[best].table.n_rows)) {
            best = i;
        }
    }
    return best;
}

static const struct workbook_column *columns_of(struct arena *a,
                                                const struct book_edges *e)
{
    struct workbook_column *out = arena_array(a, e->n, sizeof *out);
    for (size_t i = 0; i + 1 < e->n; i++) {
        const int cols = e->at[i + 1] - e->at[i] - 1;
        out[i].cols = cols > 1 ? cols : 1;
    }
    return out;
}

static void put_sheet(const struct flow *tape, const struct flow_item *items,
                      size_t n, struct workbook *w, struct arena *a,
                      const char *name, const char *foot)
{
    struct book_edges edges;
    const size_t main = main_table(items, n);
    const int **placed = arena_array(a, n + 1, sizeof *placed);
    book_edges_of(&edges, a, tape->sheet, items, n, main, placed);
    struct flow *own = flow_new_tape(a, tape->sheet);
    struct book_rows r = {.a = a, .tape = own, .edges = &edges};
    size_t head = 0;
    for (size_t i = 0; i < n; i++) {
        head = i == main ? r.n + 1 : head;
        book_put(&r, &items[i], placed[i]);
    }
    book_put_foot(&r, foot);
    const bool kept =
        main < n && head <= HIGH_HEAD && items[main].table.n_rows >= LONG_TABLE;
    workbook_sheet(
        w, &(struct workbook_sheet){.name = name,
                                    .columns = columns_of(a, &edges),
                                    .n_columns = edges.n - 1,
                                    .head_row = kept ? head : 0,
                                    .landscape = tape->sheet->landscape ||
                                                 edges.width > UPRIGHT_COLS});
    for (size_t i = 0; i < r.n; i++) {
        workbook_row(w, r.rows[i].cells, r.rows[i].n, r.rows[i].lines);
    }
}

void flow_book(const struct flow *tape, struct workbook *w, struct arena *a,
               const char *name, const char *foot, size_t *n_sheets)
{
    const struct flow_tape *t = tape->tape;
    for (size_t from = 0, to = 0; from < t->n; from = to + 1) {
        to = from;
        while (to < t->n && (t->items[to].thing != FLOW_PAGE ||
                             *n_sheets + 1 >= WORKBOOK_SHEETS)) {
            to++;
        }
        if (to > from) {
            put_sheet(tape, t->items + from, to - from, w, a, name, foot);
            ++*n_sheets;
        }
    }
}

/* ---- csv -------------------------------------------------------------------
 */

static void add_csv(struct arena *a, const struct flow_table *from,
                    struct strbuf *out)
{
    struct table_column *columns =
        arena_array(a, from->n_columns, sizeof *columns);
    const char *const **rows = arena_array(a, from->n_rows + 1, sizeof *rows);
    for (size_t i = 0; i < from->n_columns; i++) {
        bool word = false;
        for (size_t k = 0; k < from->n_rows && !word; k++) {
            const char *s = from->rows[k][i];
            word = s != NULL && workbook_is_word(s);
        }
        char *title = arena_str(a, from->columns[i].title);
        for (char *to = title, *c = title;; c++) {
            if (*c != '|') {
                *to++ = *c;
            }
            if (*c == '\0') {
                break;
            }
        }
        columns[i] = (struct table_column){
            .title = title, .kind = word ? CELL_TEXT : CELL_NUMBER};
    }
    const size_t n = from->n_rows + (from->total != NULL);
    for (size_t k = 0; k < n; k++) {
        const char **cells = arena_array(a, from->n_columns, sizeof *cells);
        const char *const *row = k < from->n_rows ? from->rows[k] : from->total;
        for (size_t i = 0; i < from->n_columns; i++) {
            const char *text = row[i] != NULL ? row[i] : "";
            const char *number = book_number(a, text);
            cells[i] = number != NULL ? number : table_paper_signs(a, text);
        }
        rows[k] = cells;
    }
    table_write(out,
                &(struct table){.columns = columns,
                                .n_columns = from->n_columns,
                                .rows = rows,
                                .n_rows = n},
                TABLE_CSV, 0, false);
}

size_t flow_csv(const struct flow *tape, struct strbuf *out, size_t before)
{
    const struct flow_tape *t = tape->tape;
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (t->items[i].thing != FLOW_TABLE) {
            continue;
        }
        if (before + n > 0) {
            sb_add(out, "\r\n");
        }
        add_csv(tape->arena, &t->items[i].table, out);
        n++;
    }
    return n;
}
