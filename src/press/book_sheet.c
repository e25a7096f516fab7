/* Sheets of a workbook: paper, what is kept in view, columns with their widths,
   hints and choices. */
#include "book_parts.h"
#include "pbtui/base/mem.h"

enum {
    PAPER_A4 = 9,
    ROW_POINTS = 18, /* of a row that says nothing */
    /* As much as can be read when it is made to fit an A4 page. */
    LANDSCAPE_COLS = 230,
    PORTRAIT_COLS = 160
};

/* The column said last, whose list and hint are known now. */
static void finish_column(struct book *b)
{
    if (b->list.n > 0 || b->hint != NULL) {
        book_choose(&b->choices, b->file, b->sheet, b->first, b->n_columns - 1,
                    &b->list, b->hint);
    }
    mem_free(b->hint);
    b->hint = NULL;
}

void book_begin_rows(struct book *b)
{
    if (!b->in_rows) {
        finish_column(b);
        b->in_rows = true;
    }
}

/* One page wide, as long as one can read it; then so many, each with the first
   column again. */
static void set_pages(struct book *b)
{
    const size_t room = b->landscape ? LANDSCAPE_COLS : PORTRAIT_COLS;
    const size_t pages = (b->width + room - 1) / room;
    worksheet_fit_to_pages(b->sheet, pages > 1 ? (uint16_t)pages : 1, 0);
    if (pages > 1) {
        book_must(b, worksheet_repeat_columns(b->sheet, 0, 0));
    }
}

void book_finish_sheet(struct book *b)
{
    if (b->sheet == NULL) {
        return;
    }
    book_begin_rows(b);
    book_finish_row(b);
    const lxw_row_t last = b->row > 0 ? (lxw_row_t)(b->row - 1) : 0;
    const lxw_col_t right =
        b->n_columns > 0 ? (lxw_col_t)(b->n_columns - 1) : 0;
    if (b->head > 0) {
        worksheet_freeze_panes(b->sheet, (lxw_row_t)b->head, 0);
        book_must(b, worksheet_repeat_rows(b->sheet, (lxw_row_t)(b->head - 1),
                                           (lxw_row_t)(b->head - 1)));
    }
    if (b->filter && b->head > 0 && b->row > b->head) {
        book_must(b, worksheet_autofilter(b->sheet, (lxw_row_t)(b->head - 1), 0,
                                          last, right));
    }
    set_pages(b);
    book_must(b, worksheet_print_area(b->sheet, 0, 0, last, right));
    /* Numbers that are words (of a person, of a telephone) are no mistake. */
    char all[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range(all, 0, 0, WORKBOOK_ROWS - 1, right);
    book_must(b, worksheet_ignore_errors(
                     b->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, all));
    b->sheet = NULL;
}

static void set_paper(lxw_worksheet *s, bool landscape)
{
    worksheet_set_paper(s, PAPER_A4);
    if (landscape) {
        worksheet_set_landscape(s);
    }
    worksheet_set_margins(s, 0.6, 0.6, 0.75, 0.75);
    worksheet_center_horizontally(s);
    worksheet_set_footer(s, "&C第 &P 页　共 &N 页");
    worksheet_set_default_row(s, ROW_POINTS, LXW_FALSE);
}

void book_read_sheet(struct book *b, struct parts *p)
{
    static const char *const ways[] = {"p", "l"};
    const bool landscape = parts_choice(p, ways, ARRAY_LEN(ways)) == 1;
    const int head = parts_number(p, 0, 1000);
    const int first = parts_number(p, 0, 1000);
    const int filter = parts_number(p, 0, 1);
    const char *name = book_text(b, p);
    book_finish_sheet(b);
    if (b->n_sheets == WORKBOOK_SHEETS) {
        lines_refuse(&b->in);
    }
    book_must(b, workbook_validate_sheet_name(b->file, name));
    b->sheet = workbook_add_worksheet(b->file, name);
    if (b->sheet == NULL) {
        book_must(b, LXW_ERROR_CREATING_TMPFILE);
    }
    b->counts[b->n_sheets++] = (struct book_count){0, 0};
    set_paper(b->sheet, landscape);
    b->head = (size_t)head;
    b->first = (size_t)first;
    b->filter = filter == 1;
    b->landscape = landscape;
    b->width = 0;
    b->n_columns = 0;
    b->in_rows = false;
    b->row = 0;
}

/* From half characters of the body's type, which are 22/3 pixels wide, and a
   little air. */
static uint32_t pixels(int cols)
{
    return (uint32_t)(cols * 22 / 3 + 10);
}

void book_read_column(struct book *b, struct parts *p)
{
    static const char *const kinds[] = WORKBOOK_WIRE_KINDS;
    const int width = parts_number(p, 1, WORKBOOK_WIDTH);
    const unsigned look = (unsigned)parts_number(p, 0, WORKBOOK_LOOKS - 1);
    const enum workbook_kind kind =
        (enum workbook_kind)parts_choice(p, kinds, ARRAY_LEN(kinds));
    parts_end(p);
    if (b->sheet == NULL || b->in_rows || b->n_columns == WORKBOOK_COLUMNS) {
        lines_refuse(&b->in);
    }
    finish_column(b);
    b->width += (size_t)width;
    const lxw_col_t col = (lxw_col_t)b->n_columns++;
    book_must(b, worksheet_set_column_pixels(
                     b->sheet, col, col, pixels(width),
                     book_column_format(&b->formats, kind, look)));
}

static void check_column(const struct book *b)
{
    if (b->sheet == NULL || b->in_rows || b->n_columns == 0) {
        lines_refuse(&b->in);
    }
}

void book_read_hint(struct book *b, struct parts *p)
{
    check_column(b);
    if (b->hint != NULL) {
        lines_refuse(&b->in);
    }
    b->hint = mem_str(book_text(b, p));
}

void book_read_choice(struct book *b, struct parts *p)
{
    check_column(b);
    if (b->list.n == WORKBOOK_CHOICES) {
        lines_refuse(&b->in);
    }
    book_list_add(&b->list, book_text(b, p));
}
