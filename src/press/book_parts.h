/* The parts of src/press/book. */
#ifndef PBTUI_PRESS_BOOK_PARTS_H
#define PBTUI_PRESS_BOOK_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <xlsxwriter.h>

#include "lines.h"
#include "pbtui/report/workbook.h"
#include "pbtui/report/workbook_wire.h"

/* Of a sheet. */
struct book_count {
    size_t rows, cells;
};

/* ---- book_format.c: what a cell looks like ------------------------------- */

enum { BOOK_DECIMALS = 4 };

/* What is shown: text, text as typed, money, day, numbers with so many
   decimals. */
enum book_show {
    SHOW_TEXT,
    SHOW_TYPED,
    SHOW_MONEY,
    SHOW_DAY,
    SHOW_NUMBER,
    SHOW_COUNT = SHOW_NUMBER + BOOK_DECIMALS + 1
};
enum { BOOK_ALIGNS = 3 };
struct book_formats {
    lxw_workbook *file;
    lxw_format *made[SHOW_COUNT][BOOK_ALIGNS][WORKBOOK_LOOKS];
};
lxw_format *book_format(struct book_formats *f, enum book_show show,
                        enum page_align align, unsigned look);
/* Of a column whose cells are empty yet. */
lxw_format *book_column_format(struct book_formats *f, enum workbook_kind kind,
                               unsigned look);

/* ---- book_choice.c: lists to choose from --------------------------------- */

struct book_list {
    char **texts; /* ends with NULL */
    size_t n, cap;
};
/* Those that are too long to stand in the sheet itself; each is a column of a
   hidden sheet. */
struct book_choices {
    struct book_list *lists;
    size_t n, cap;
    char name[16]; /* of that sheet, in use from the first list on */
};
void book_list_add(struct book_list *list, const char *text);
void book_list_clear(struct book_list *list);
/* In column `col` from row `first` on; takes the list over. */
void book_choose(struct book_choices *c, lxw_workbook *file,
                 lxw_worksheet *sheet, size_t first, size_t col,
                 struct book_list *list, const char *hint);
/* Writes that sheet; nothing when there is none.  False: it could not be
   begun. */
bool book_choices_end(struct book_choices *c, lxw_workbook *file,
                      struct book_count *out);
void book_choices_clear(struct book_choices *c);

/* ---- book_whole.c: whether all of it is in the file ---------------------- */

/* Reads the sheets of the xlsx in `fd` back and counts; `counts` in the
   order of the sheets. */
bool book_is_whole(int fd, const struct book_count *counts, size_t n);

/* ---- the workbook -------------------------------------------------------- */

struct book {
    struct lines in;
    lxw_workbook *file;
    int fd;
    struct book_formats formats;
    struct book_choices choices;
    struct book_count counts[WORKBOOK_SHEETS + 1]; /* and that of choices */
    size_t n_sheets;
    size_t rows; /* of all sheets */
    /* the sheet that is being written */
    lxw_worksheet *sheet;
    size_t head, first; /* rows kept in view; where choices begin */
    bool filter;
    bool landscape;
    size_t width;          /* of its columns, half characters */
    size_t n_columns;      /* said, or used */
    struct book_list list; /* of the column said last */
    char *hint;
    bool in_rows;
    size_t row; /* how many there are */
    /* of the last one */
    int points;
    size_t n_cells;
    size_t next_col;
};

/* ---- book.c -------------------------------------------------------------- */

/* The rest of a line, as it was meant. */
char *book_text(const struct book *b, struct parts *p);
void book_must(const struct book *b, lxw_error why);

/* ---- book_sheet.c, book_row.c: one line of each kind --------------------- */

void book_read_sheet(struct book *b, struct parts *p);
void book_finish_sheet(struct book *b);
void book_read_column(struct book *b, struct parts *p);
void book_read_hint(struct book *b, struct parts *p);
void book_read_choice(struct book *b, struct parts *p);
void book_begin_rows(struct book *b);
void book_read_row(struct book *b, struct parts *p);
void book_finish_row(struct book *b);
void book_read_cell(struct book *b, struct parts *p);

#endif
