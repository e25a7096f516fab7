/* Tables of a tape as rows of a sheet: a shaded head, every row a row, the
   total in bold. */
#include "flow_book_parts.h"

/* | begins a new line. */
static const char *head_text(struct arena *a, const char *title)
{
    char *s = arena_str(a, title);
    for (char *c = s; *c != '\0'; c++) {
        *c = *c == '|' ? '\n' : *c;
    }
    return s;
}

static void put_head(struct book_rows *r, const struct flow_table *t,
                     const int *placed)
{
    struct workbook_cell *cells = book_cells(
        r, placed, t->n_columns, BOOK_FRAMED | WORKBOOK_BOLD | WORKBOOK_SHADE);
    for (size_t i = 0; i < t->n_columns; i++) {
        cells[i].text = head_text(r->a, t->columns[i].title);
        cells[i].align = PAGE_CENTRE;
    }
    book_put_row(r, cells, t->n_columns, 0);
}

static const char *text_of(const char *const *row, size_t column)
{
    return row != NULL && row[column] != NULL ? row[column] : "";
}

static void put_cells(struct book_rows *r, const struct flow_table *t,
                      const int *placed, const char *const *row,
                      const bool *words, unsigned look)
{
    struct workbook_cell *cells =
        book_cells(r, placed, t->n_columns, BOOK_FRAMED | look);
    for (size_t i = 0; i < t->n_columns; i++) {
        book_say(r, &cells[i], text_of(row, i));
        cells[i].align = t->columns[i].align;
        if (words[i]) {
            cells[i].kind = WORKBOOK_TEXT;
            cells[i].look |= WORKBOOK_AS_TEXT;
        }
    }
    book_put_row(r, cells, t->n_columns, t->row_lines);
}

static const bool *words_of(struct arena *a, const struct flow_table *t)
{
    bool *words = arena_array(a, t->n_columns, sizeof *words);
    for (size_t k = 0; k < t->n_rows; k++) {
        for (size_t i = 0; i < t->n_columns; i++) {
            words[i] = words[i] || workbook_is_word(text_of(t->rows[k], i));
        }
    }
    return words;
}

void book_put_table(struct book_rows *r, const struct flow_table *t,
                    const int *placed)
{
    if (t->n_columns == 0) {
        return;
    }
    const bool *words = words_of(r->a, t);
    put_head(r, t, placed);
    for (size_t k = 0; k < t->n_rows; k++) {
        put_cells(r, t, placed, t->rows[k], words, 0);
    }
    for (size_t k = t->n_rows; k < (size_t)t->blank_rows; k++) {
        put_cells(r, t, placed, NULL, words, 0);
    }
    if (t->n_rows == 0 && t->blank_rows == 0 && t->none != NULL &&
        t->none[0] != '\0') {
        book_put_row(r, book_whole(r, BOOK_FRAMED, PAGE_LEFT, t->none), 1, 0);
    }
    if (t->total != NULL) {
        put_cells(r, t, placed, t->total, words, WORKBOOK_BOLD);
    }
}
