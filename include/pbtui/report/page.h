/* Pages as they come out of the printer: texts and lines on a grid of half
   characters.  One model for the PDF, the preview on the screen and the text
   file; who draws it decides nothing about where things stand.

   The grid is that of the sheet: `cols` half characters wide, `lines` high,
   both of the type area; a line is a text line with its leading.  Characters
   whose width terminals disagree about (“ … —) are full on paper. */
#ifndef PBTUI_REPORT_PAGE_H
#define PBTUI_REPORT_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"

/* What a text is, not which font: the press has a list of fonts for each. */
enum page_face {
    FACE_BODY,  /* 仿宋 */
    FACE_SONG,  /* 宋体: page numbers, tables */
    FACE_HEAD,  /* 黑体: 一、 and heads of tables */
    FACE_KAI,   /* 楷体: （一） */
    FACE_TITLE, /* 小标宋 */
    FACE_COUNT
};

enum page_align { PAGE_LEFT, PAGE_CENTRE, PAGE_RIGHT };

/* One line of text in a box of the grid.  It has passed text_out and is no
   wider than the box at its size; it stands in the middle of the box's lines.
   The footer lies on the lines from sheet->lines on, which begin sheet->foot
   below the area.  Two texts in one place whose boxes are several lines high
   stand beside or below each other: only the texts never overlap. */
struct page_text {
    int line, col;
    int lines, cols;
    enum page_align align;
    enum page_face face;
    int size; /* per cent of the sheet's own; 100 */
    const char *text;
};

/* A line runs along the upper edge of `line`, or down the middle of column
   `col`; along: from the middle of `col` to the middle of col + length - 1,
   down: from the upper edge of `line` over `length` lines. */
enum rule_weight { RULE_THIN, RULE_THICK, RULE_DASHED };
struct page_rule {
    bool down;
    int line, col, length;
    enum rule_weight weight;
};

/* What a kind of paper is: data/forms/sheets.ini. */
struct sheet {
    const char *name;  /* 竖排五号 */
    const char *basis; /* GB/T 9704-2012 …, or own */
    bool landscape;
    int width, height; /* of the paper, 1/100 mm */
    int top, left;     /* of the type area */
    int area_width, area_height;
    int bind;        /* even pages: the type area moves by this much, so that
                        the binding edge is on the other side; 0: one-sided */
    int foot;        /* from the type area to the footer's first line */
    int cols, lines; /* of the type area */
    int size;        /* of the type, 1/100 point */
    int title;       /* of titles, 1/100 point */
    bool dashes;     /* page number as — 1 —, outer side (GB/T 9704) */
    bool terminal;   /* widths are the terminal's, not paper's: paper_text */
};

struct page {
    const struct sheet *sheet;
    struct page_text *texts;
    size_t n_texts;
    struct page_rule *rules;
    size_t n_rules;
};

struct document {
    const char *title; /* of the PDF; no names of people */
    const struct page *pages;
    size_t n;
};

/* ---- sheets -------------------------------------------------------------- */

struct sheets {
    const struct sheet *list; /* the compiled-in ones first, in their order */
    size_t n;
    const char *const *complaints; /* of the user's text: 第 12 行 [名称]：… */
    size_t n_complaints;
};
/* The compiled-in ones with the user's rows over them: `own` is the text of his
   sheets.ini, NULL: none.  A row changes what it names of the sheet of that
   name, or adds a sheet; a bad one is complained about and left out.  False
   only when a compiled-in one is bad.  All lies in `a`. */
bool sheets_read(struct sheets *out, struct arena *a, const char *own,
                 struct err *err);
/* By name, or NULL. */
const struct sheet *sheet_find(const struct sheets *s, const char *name);

#endif
