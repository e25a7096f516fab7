/* An xlsx file, written row by row through pbtui-press: sheets of cells that
   know what they are (text, number, day, amount), where they stand, how they
   look, and what may be chosen in them.

   Rows go to the press as they are put, so that a hundred thousand need no more
   memory than ten; the file gets its name when it is whole, or not at all.  The
   first failure sticks and is told by workbook_end.  Files of the same content
   are the same bytes. */
#ifndef PBTUI_REPORT_WORKBOOK_H
#define PBTUI_REPORT_WORKBOOK_H

#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/file.h"
#include "pbtui/report/page.h"

struct workbook;

enum workbook_kind {
    WORKBOOK_TEXT,   /* never a formula, never a number */
    WORKBOOK_NUMBER, /* decimal text: 12, -3.50 */
    WORKBOOK_MONEY,  /* the same, shown as 1,234.50 */
    WORKBOOK_DAY,    /* 2026-03-05, stored as a date and shown like that */
    WORKBOOK_EMPTY   /* a frame only */
};

enum workbook_look {
    WORKBOOK_FRAME = 1, /* thin border all round */
    WORKBOOK_BOLD = 2,
    WORKBOOK_WRAP = 4,
    WORKBOOK_SHADE = 8,  /* of heads */
    WORKBOOK_TITLE = 16, /* large */
    WORKBOOK_SMALL = 32,
    WORKBOOK_AS_TEXT = 64, /* the column's format is text: what is typed there
                              stays as typed (ID numbers, phones) */
    WORKBOOK_TOP = 128     /* stands at the top of its cell, not the middle */
};
enum { WORKBOOK_LOOKS = 256 };

struct workbook_cell {
    size_t col;        /* from 0, growing within a row */
    size_t cols, rows; /* merged; 0: 1 */
    enum workbook_kind kind;
    unsigned look;
    enum page_align align;
    const char *text; /* passes text_out */
};

struct workbook_column {
    int cols;      /* width in half characters */
    unsigned look; /* of cells that are empty yet: WORKBOOK_AS_TEXT */
    /* A list to choose from in the rows from first_row on; NULL: none. */
    const char *const *choices;
    size_t n_choices;
    const char *hint; /* shown when a cell of it is entered; NULL */
    bool day;         /* empty cells take dates */
};

struct workbook_sheet {
    const char *name; /* made fit for a sheet: 31 characters, no []:*?/\ */
    const struct workbook_column *columns;
    size_t n_columns;
    size_t head_row; /* repeated on each page and kept in view with all above
                        it; from 1; 0: none */
    size_t rows_before_data; /* where choices and hints begin; 0: head_row */
    bool landscape;
    bool filter; /* arrows in the head row */
};

/* What a text plainly is: 12 and -3.5 are numbers, 1,234.50 and 12.00 amounts,
   2026-03-05 a day; all else is text. */
enum workbook_kind workbook_kind_of(const char *text);
/* Digits that are a word, not a number: of a person, of a telephone, with
   leading noughts.  A column that holds one holds no numbers. */
bool workbook_is_word(const char *text);
/* Half characters that it takes as it is shown: an amount has its commas. */
int workbook_cols(enum workbook_kind kind, const char *text);
/* Lines that a wrapped text takes in so many half characters. */
int workbook_lines(const char *text, int cols);
enum {
    WORKBOOK_LINES = 26
}; /* at most in one row: what is longer goes into
      a cell merged over several */

/* "-" is standard output, which gets all or nothing.  E-PRESS-…, E-FILE-…. */
struct workbook *workbook_begin(struct arena *a, const char *path,
                                enum file_flags flags, const char *title,
                                struct err *err);
void workbook_sheet(struct workbook *w, const struct workbook_sheet *s);
/* The next row; `lines` high, 0: as its content needs. */
void workbook_row(struct workbook *w, const struct workbook_cell *cells,
                  size_t n, int lines);
/* Before the file gets its name; may be left out. */
void workbook_gate(struct workbook *w, const struct file_gate *gate);
/* Ends it and puts it in place; this or workbook_drop is always called, once.
 */
bool workbook_end(struct workbook *w, struct err *err);
/* Nothing is put in place. */
void workbook_drop(struct workbook *w);

#endif
