/* The parts of report/flow_book: where columns are, and rows. */
#ifndef PBTUI_REPORT_FLOW_BOOK_PARTS_H
#define PBTUI_REPORT_FLOW_BOOK_PARTS_H

#include "flow_tape.h"
#include "pbtui/report/flow_book.h"

/* ---- flow_book_edges.c --------------------------------------------------- */

/* The columns of a sheet run between edges, counted in half characters from
   the left; the first is 0, the last the width. */
struct book_edges {
    struct arena *a;
    int *at;
    size_t n, cap;
    int width;
};
/* Those that all of the items need: the largest table decides, what comes near
   to an edge is moved there.  placed[i] are the edges of items[i], all of them
   among those of `out`; NULL: it has none. */
void book_edges_of(struct book_edges *out, struct arena *a,
                   const struct sheet *sheet, const struct flow_item *items,
                   size_t n, size_t main, const int **placed);
/* The number of an edge. */
size_t book_edge(const struct book_edges *e, int at);
/* The edge that is nearest to it, neither the first nor the last; 0: there is
   none. */
size_t book_edge_near(const struct book_edges *e, int at);

/* ---- flow_book_rows.c ---------------------------------------------------- */

/* What a text is when it is a number or a day, also one that was broken over
   lines to stand in a narrow column; NULL: it is text. */
const char *book_number(struct arena *a, const char *text);

struct book_row {
    const struct workbook_cell *cells;
    size_t n;
    int lines;
};
struct book_rows {
    struct arena *a;
    struct flow *tape;
    const struct book_edges *edges;
    struct book_row *rows;
    size_t n, cap;
};
enum { BOOK_FRAMED = WORKBOOK_FRAME | WORKBOOK_WRAP };
/* As high as its longest cell and at least so many lines. */
void book_put_row(struct book_rows *r, struct workbook_cell *cells, size_t n,
                  int lines);
/* A cell over the whole width. */
struct workbook_cell *book_whole(struct book_rows *r, unsigned look,
                                 enum page_align align, const char *text);
/* The cells between an item's edges, empty. */
struct workbook_cell *book_cells(struct book_rows *r, const int *placed,
                                 size_t n, unsigned look);
/* Fills one in: text, or what the text plainly is. */
void book_say(struct book_rows *r, struct workbook_cell *c, const char *text);
/* flow_book_table.c */
void book_put_table(struct book_rows *r, const struct flow_table *t,
                    const int *placed);

/* The rows of an item. */
void book_put(struct book_rows *r, const struct flow_item *item,
              const int *placed);
/* The head of a table is its first row. */
void book_put_foot(struct book_rows *r, const char *foot);

#endif
