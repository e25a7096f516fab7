/* Rows of a workbook: texts, numbers, days, merged cells.

   A row is with the library until the next one begins, then in its file: what
   belongs to a row is said while it is the last. */
#include <stdint.h>

#include "book_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

void book_finish_row(struct book *b)
{
    if (b->row == 0) {
        return;
    }
    const bool high = b->points > 0;
    if (high) {
        book_must(b,
                  worksheet_set_row_pixels(b->sheet, (lxw_row_t)(b->row - 1),
                                           (uint32_t)b->points * 4 / 3, NULL));
    }
    struct book_count *c = &b->counts[b->n_sheets - 1];
    c->rows += high || b->n_cells > 0;
    c->cells += b->n_cells;
    b->n_cells = 0;
    b->points = 0;
}

/* -?[0-9]+(.[0-9]+)?, of no more digits than a fraction of the machine keeps:
   both numbers are whole ones then, and what comes of the division is the
   nearest that there is. */
static bool read_number(const char *s, double *out, size_t *decimals)
{
    const bool minus = s[0] == '-';
    int64_t n = 0;
    int64_t by = 1;
    size_t digits = 0;
    bool point = false;
    *decimals = 0;
    for (s += minus; *s != '\0'; s++) {
        if (*s == '.' && digits > 0 && !point) {
            point = true;
            continue;
        }
        if (*s < '0' || *s > '9' || ++digits > WORKBOOK_DIGITS) {
            return false;
        }
        n = 10 * n + (*s - '0');
        by = point ? 10 * by : by;
        *decimals += point;
    }
    *out = (double)(minus ? -n : n) / (double)by;
    return digits > 0 && point == (*decimals > 0);
}

struct cell {
    size_t col;
    enum workbook_kind kind;
    enum page_align align;
    unsigned look;
    const char *text;
};

static lxw_error put_number(struct book *b, lxw_row_t row, const struct cell *c)
{
    double n;
    size_t decimals;
    if (!read_number(c->text, &n, &decimals)) {
        lines_refuse(&b->in);
    }
    const size_t shown = decimals < BOOK_DECIMALS ? decimals : BOOK_DECIMALS;
    const enum book_show show = c->kind == WORKBOOK_MONEY
                                    ? SHOW_MONEY
                                    : (enum book_show)(SHOW_NUMBER + shown);
    return worksheet_write_number(
        b->sheet, row, (lxw_col_t)c->col, n,
        book_format(&b->formats, show, c->align, c->look));
}

static lxw_error put_day(struct book *b, lxw_row_t row, const struct cell *c)
{
    int day;
    lxw_datetime d = {.hour = 0};
    if (!date_read(c->text, &day) || day < date_of(WORKBOOK_FIRST_YEAR, 3, 1)) {
        lines_refuse(&b->in);
    }
    date_split(day, &d.year, &d.month, &d.day);
    return worksheet_write_datetime(
        b->sheet, row, (lxw_col_t)c->col, &d,
        book_format(&b->formats, SHOW_DAY, c->align, c->look));
}

static void put_cell(struct book *b, const struct cell *c)
{
    const lxw_row_t row = (lxw_row_t)(b->row - 1);
    const lxw_col_t col = (lxw_col_t)c->col;
    const bool typed = (c->look & WORKBOOK_AS_TEXT) != 0;
    lxw_format *f = book_format(&b->formats, typed ? SHOW_TYPED : SHOW_TEXT,
                                c->align, c->look);
    b->n_cells++;
    switch (c->kind) {
    case WORKBOOK_TEXT:
        book_must(b, worksheet_write_string(b->sheet, row, col, c->text, f));
        return;
    case WORKBOOK_NUMBER:
    case WORKBOOK_MONEY:
        book_must(b, put_number(b, row, c));
        return;
    case WORKBOOK_DAY:
        book_must(b, put_day(b, row, c));
        return;
    case WORKBOOK_EMPTY:
        book_must(b, worksheet_write_blank(b->sheet, row, col, f));
    }
}

void book_read_cell(struct book *b, struct parts *p)
{
    static const char *const kinds[] = WORKBOOK_WIRE_KINDS;
    static const char *const aligns[] = WORKBOOK_WIRE_ALIGNS;
    struct cell c;
    c.col = (size_t)parts_number(p, 0, WORKBOOK_COLUMNS - 1);
    const size_t cols = (size_t)parts_number(p, 1, WORKBOOK_COLUMNS);
    const size_t rows = (size_t)parts_number(p, 1, WORKBOOK_ROWS);
    c.kind = (enum workbook_kind)parts_choice(p, kinds, ARRAY_LEN(kinds));
    c.look = (unsigned)parts_number(p, 0, WORKBOOK_LOOKS - 1);
    c.align = (enum page_align)parts_choice(p, aligns, ARRAY_LEN(aligns));
    c.text = book_text(b, p);
    if (!b->in_rows || b->row == 0 || c.col < b->next_col ||
        c.col + cols > WORKBOOK_COLUMNS || b->row - 1 + rows > WORKBOOK_ROWS) {
        lines_refuse(&b->in);
    }
    b->next_col = c.col + cols;
    b->n_columns = b->next_col > b->n_columns ? b->next_col : b->n_columns;
    put_cell(b, &c);
    /* What it covers carries its frame; in the rows below, whoever writes them
       says so. */
    const struct cell covered = {
        .kind = WORKBOOK_EMPTY, .align = c.align, .look = c.look, .text = ""};
    for (size_t i = 1; i < cols; i++) {
        struct cell more = covered;
        more.col = c.col + i;
        put_cell(b, &more);
    }
    if (cols > 1 || rows > 1) {
        /* Without a text and a format it only notes the place: what was written
           stays, and rows that are gone to their file are not asked for. */
        const size_t last = b->row - 1 + rows - 1;
        book_must(b, worksheet_merge_range(b->sheet, (lxw_row_t)(b->row - 1),
                                           (lxw_col_t)c.col, (lxw_row_t)last,
                                           (lxw_col_t)(c.col + cols - 1), "",
                                           NULL));
    }
}

void book_read_row(struct book *b, struct parts *p)
{
    const int points = parts_number(p, 0, WORKBOOK_POINTS);
    if (b->sheet == NULL || b->row == WORKBOOK_ROWS) {
        lines_refuse(&b->in);
    }
    book_begin_rows(b);
    book_finish_row(b);
    b->row++;
    b->rows++;
    b->points = points;
    b->next_col = 0;
}
