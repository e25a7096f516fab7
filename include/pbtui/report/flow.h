/* Fills pages from the top down: paragraphs, grids of label and value, tables,
   areas of free text, signatures.  Heads are repeated, rows are never split
   unless longer than a page, a signature never stands alone.

   Put things in, one after the other, then flow_finish.  All texts are copied;
   they pass text_out here.  Nothing fails: what is too wide is wrapped, what is
   too long goes on. */
#ifndef PBTUI_REPORT_FLOW_H
#define PBTUI_REPORT_FLOW_H

#include "pbtui/report/page.h"

struct flow;

/* Pages and texts live in the arena. */
struct flow *flow_new(struct arena *a, const struct sheet *sheet);
/* What follows stands on this sheet, from a new page on (nothing happens when
   it is the same and nothing stands on the page yet). */
void flow_sheet(struct flow *f, const struct sheet *sheet);
void flow_new_page(struct flow *f);
/* Where the next thing begins, from 1, unless a heading before it has to go
   with it to the next page. */
int flow_page(const struct flow *f);
int flow_cols(const struct flow *f); /* of the sheet in use */
/* Empty lines, so many as are left on the page. */
void flow_space(struct flow *f, int lines);

/* A flow that lays no pages but keeps what is put in, for a spreadsheet
   (report/flow_book.h).  Rows of tables are lent to it. */
struct flow *flow_new_tape(struct arena *a, const struct sheet *sheet);

/* ---- text ---------------------------------------------------------------- */

/* Centred, in the title's face, over as many lines as it needs. */
void flow_title(struct flow *f, const char *text);
/* One line in three parts (any may be ""): 填报单位 left, 2026 年 10 月 in the
   middle, 打印日期 right; what does not fit beside the others goes below. */
void flow_line(struct flow *f, const char *left, const char *middle,
               const char *right);
struct flow_style {
    enum page_face face;
    enum page_align align;
    int indent; /* columns of the first line; the rest: */
    int hang;   /* columns of the others */
    int right;  /* columns kept free on the right */
    int size;   /* per cent */
};
extern const struct flow_style flow_body; /* two characters in, 仿宋 */
/* Wrapped, over pages; \n begins a new paragraph of the same style.  FACE_HEAD,
   FACE_KAI and FACE_TITLE are headings: never last on a page. */
void flow_para(struct flow *f, const struct flow_style *style,
               const char *text);

/* ---- framed things: those that follow each other share their border ------ */

struct flow_cell {
    const char *label; /* in its own cell in front of the value; NULL: none */
    const char *value;
    int share; /* of the width that labels leave, as a weight; 0: 1 */
};
/* One row of label and value cells, as high as the longest wrapped value and at
   least min_lines; not split unless longer than a page. */
void flow_grid(struct flow *f, const struct flow_cell *cells, size_t n,
               int min_lines);
/* Free text behind (or below, `label_above`) its label, at least min_lines high
   and over as many pages as it takes; on each further page the label says
   （续）.  What is left blank of it is blank paper. */
void flow_area(struct flow *f, const char *label, const char *text,
               int min_lines, bool label_above);
/* An empty frame to glue something into, never split. */
void flow_box(struct flow *f, const char *label, int lines);

/* ---- tables -------------------------------------------------------------- */

struct flow_column {
    const char *title; /* | begins a new line in the head */
    int min_cols;      /* without the borders */
    int share;         /* of the width that is left; 0: never wider */
    enum page_align align;
};
struct flow_table {
    const struct flow_column *columns;
    size_t n_columns;
    const char *const *const *rows; /* n_rows arrays of n_columns; NULL: "" */
    size_t n_rows;
    int blank_rows; /* empty rows are added up to so many, for writing in */
    int twice; /* so many times side by side (签到表: 2), running down and
                  then right on each page; 0 and 1: once */
    int row_lines; /* a row is at least so high; 0: 1 */
    size_t fixed;  /* too wide for the sheet: the columns go on in a further
                      part below, these first ones are repeated in each */
    const char *const *total; /* last row, kept with the one before; NULL */
    const char *none;         /* what is said when there is no row; NULL */
};
void flow_put_table(struct flow *f, const struct flow_table *t);

/* ---- ends ---------------------------------------------------------------- */

/* 主持人签字 ____  记录人签字 ____  年 月 日: on one line or several, kept with
   at least two rows (or lines) of what stands before it. */
void flow_sign(struct flow *f, const char *const *parts, size_t n);
/* A dashed line over the whole width with a word in its middle (✂ or 骑缝). */
void flow_cut(struct flow *f, const char *text);

/* Footer of every page that is begun from here on: left, middle, right; {n} and
   {N} stand for the page and the number of pages, in the whole document; a
   sheet with dashes puts its own page number over it. */
void flow_footer(struct flow *f, const char *left, const char *middle,
                 const char *right);

void flow_finish(struct flow *f, const char *title, struct document *out);

#endif
