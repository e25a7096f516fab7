/* What the rooms of report/flow share.

   Everything put in becomes bands: strips over the whole width, one below the
   other.  The bands of the page that is being filled are kept open, because
   some of them may have to go along to the next page; closing a page turns
   them into texts and rules. */
#ifndef PBTUI_REPORT_FLOW_PARTS_H
#define PBTUI_REPORT_FLOW_PARTS_H

#include "pbtui/report/flow.h"
#include "pbtui/text/width.h"

/* Wrapped text. */
struct flow_lines {
    const char *const *s;
    int n;
};

/* A text in a cell, at `top` or in the middle of its height. */
struct flow_box {
    struct flow_lines lines;
    int col, cols;
    enum page_align align;
    enum page_face face;
    bool top;
    int down; /* at the top: below so many lines */
};

/* The first cell of a framed band: it says （续） when the band goes on.
   Beside: drawn in the middle of what stands on a page.  Above: stands among
   the texts; a further part begins with a line of its own for it. */
struct flow_label {
    const char *text; /* NULL: there is none */
    struct flow_lines lines;
    int col, cols;
    enum page_align align;
    enum page_face face;
    bool above;
};

struct flow_twin;
struct flow_twins;

struct flow_band {
    const struct flow_group *group; /* the table it is a row of, or NULL */
    const int *edges; /* columns of the verticals; NULL: no frame */
    size_t n_edges;
    const struct page_text *texts; /* their lines count from `from` */
    size_t n_texts;
    const struct page_rule *rules; /* the same, besides the frame */
    size_t n_rules;
    int from, lines;
    int spare; /* of them, at the end: empty and may be cut */
    struct flow_label label;
    int keep_before; /* rows or lines that must stand before it on its page */
    bool keep_next;  /* must not be the last on a page */
    bool loose;      /* may be split between two lines */
    bool fixed;      /* must not be, whatever happens */
    bool space;
    bool continued;
    const struct flow_twin *twin; /* rows side by side; NULL */
};

/* Rows that share a head. */
struct flow_group {
    struct flow_band head; /* lines 0: none */
};

struct flow_footing {
    const char *left, *middle, *right;
};

struct flow_leaf {
    struct page page;
    const struct flow_footing *foot;
};

struct flow {
    struct arena *arena;
    struct flow_tape *tape; /* NULL: pages are laid */
    const struct sheet *sheet;
    enum width_ambiguous how;
    const struct flow_footing *foot;      /* for pages begun from here on */
    const struct flow_footing *page_foot; /* of the open page */
    struct flow_band *bands;              /* of the open page */
    size_t n, cap;
    int used; /* lines, with heads */
    /* The page before, as long as a signature may still take lines off it. */
    struct flow_band *held;
    size_t n_held;
    const struct flow_footing *held_foot;
    struct flow_leaf *leaves;
    size_t n_leaves, cap_leaves;
    struct page_text *texts; /* for closing a page: used again and again */
    size_t cap_texts;
    struct page_rule *rules;
    size_t cap_rules;
};

/* A larger copy of an array of the arena. */
void *flow_grow(struct flow *f, const void *old, size_t n, size_t *cap,
                size_t more, size_t size);

/* ---- flow_words.c: texts --------------------------------------------------
 */

/* Through text_out, without blanks and newlines at its end; "" for NULL. */
const char *flow_clean(struct flow *f, const char *text);
const char *flow_clean_line(struct flow *f, const char *text); /* no \n */
int flow_width(const struct flow *f, const char *text);
/* A cleaned text; no line at all for "". */
struct flow_lines flow_wrap(struct flow *f, const char *text, int cols);
/* The same line by line, when they are of different widths. */
struct flow_rest {
    const char *text;
    size_t n_bytes; /* set with the first line */
    size_t at;
};
bool flow_next_line(struct flow *f, struct flow_rest *rest, int cols,
                    const char **line);
/* Lines a text of this size takes, and columns as it counts them. */
int flow_size_lines(const struct flow *f, int size);
int flow_size_cols(int cols, int size);
/* The texts of cells in a band so many lines high. */
void flow_set_boxes(struct flow *f, struct flow_band *b,
                    const struct flow_box *boxes, size_t n);
/* Three parts on one line if they fit; the lines they take, texts in `out` (at
   most 3). */
int flow_three(struct flow *f, const char *left, const char *middle,
               const char *right, struct page_text *out, size_t *n);

/* A cutting or signing part as it is written. */
const char *flow_with_room(struct flow *f, const char *part, int cols);

/* ---- flow_break.c: where pages end ----------------------------------------
 */

void flow_put(struct flow *f, struct flow_band b);
/* Lines left for this band on the open page. */
int flow_room(const struct flow *f, const struct flow_band *b);
/* Closes the open page, whatever stands last on it. */
void flow_close(struct flow *f);
/* Nothing is taken off it any more. */
void flow_release(struct flow *f);
/* A new page with what must go along with b. */
void flow_turn_for(struct flow *f, const struct flow_band *b);
void flow_append(struct flow *f, const struct flow_band *b);

/* ---- flow_split.c: bands over two pages -----------------------------------
 */

/* The fewest lines in which a part of it may stand. */
int flow_least(const struct flow_band *b);
/* Its lines without the spare ones. */
int flow_content(const struct flow_band *b);
/* Splits b below so many of its lines; what is left of it. */
struct flow_band flow_split(struct flow *f, struct flow_band *b, int lines);

/* ---- flow_leaf.c: pages out of bands --------------------------------------
 */

void flow_seal(struct flow *f, const struct flow_band *bands, size_t n,
               const struct flow_footing *foot);

/* ---- flow_twins.c: tables side by side ------------------------------------
 */

/* The rows of one band: `first` of the table, then every `step` further. */
struct flow_twin {
    const struct flow_twins *all;
    size_t first; /* of the left one */
    size_t begin; /* the first row of this page's part */
    size_t count; /* rows in this page's part */
    size_t step;  /* bands in it */
};
struct flow_twins {
    const struct flow_group *group;
    const struct flow_box *columns; /* of one copy, without lines */
    size_t n_columns;
    int copies, shift; /* columns from one copy to the next */
    const int *edges;
    size_t n_edges;
    const struct flow_lines *cells; /* n_rows times n_columns */
    size_t n_rows;
    int row_lines;
};
void flow_put_twins(struct flow *f, const struct flow_twins *t);
/* The bands from `from` on go to the next page: the rows of the part they
   belong to run down and then right on both pages again.  `more`: lines left
   there.  From where on the bands now go. */
size_t flow_cut_twins(struct flow *f, size_t from, int more);
/* Two parts below each other become one, when `more` lines are enough. */
void flow_join_twins(struct flow *f, int more);

#endif
