/* Tables as sheets: title and the line below it merged over all columns, the
   head shaded and kept in view, framed cells that know what they are, the foot
   below.

   A cell is a number, an amount or a day when it reads like one and its column
   does not hold numbers that are words (of a person, a telephone, with leading
   noughts). */
#include "pbtui/report/table_sheet.h"

#include <string.h>

enum {
    NARROWEST = 5,
    TEXT_COLS = 30, /* wider ones are wrapped */
    MEMO_COLS = 50,
    ARROW_COLS = 3,     /* beside a word of the head */
    UPRIGHT_COLS = 100, /* what an upright page takes, a little smaller */
    WORD_LOOK = WORKBOOK_FRAME | WORKBOOK_WRAP,
    HEAD_LOOK = WORKBOOK_FRAME | WORKBOOK_WRAP | WORKBOOK_BOLD | WORKBOOK_SHADE
};

/* ---- what stands in a column ----------------------------------------------
 */

static bool holds_words_of_digits(const struct table *t, size_t column)
{
    for (size_t i = 0; i < t->n_rows; i++) {
        if (workbook_is_word(t->rows[i][column])) {
            return true;
        }
    }
    return false;
}

/* A number is one only where the column says so. */
static enum workbook_kind kind_of(const struct table_column *c, const char *s)
{
    const enum workbook_kind kind = workbook_kind_of(s);
    return c->kind == CELL_NUMBER || kind == WORKBOOK_DAY ? kind
                                                          : WORKBOOK_TEXT;
}

static int cols_of(const struct table_column *c, const char *s)
{
    return workbook_cols(kind_of(c, s), s) + 1;
}

static int width_of(const struct table *t, size_t column)
{
    const struct table_column *c = &t->columns[column];
    const int most = c->kind == CELL_MEMO ? MEMO_COLS : TEXT_COLS;
    int cols = workbook_cols(WORKBOOK_TEXT, c->title) + ARROW_COLS;
    cols = cols > NARROWEST ? cols : NARROWEST;
    for (size_t i = 0; i < t->n_rows && cols < most; i++) {
        const int own = cols_of(c, t->rows[i][column]);
        cols = own > cols ? own : cols;
    }
    return cols < most ? cols : most;
}

/* ---- rows ------------------------------------------------------------------
 */

struct sheet_of {
    struct workbook *w;
    const struct table *t;
    struct arena *a;
    struct workbook_column *columns;
    struct workbook_cell *cells;
};

/* One cell over all columns. */
static void put_line(const struct sheet_of *s, unsigned look,
                     enum page_align align, const char *text)
{
    const struct workbook_cell c = {.cols = s->t->n_columns,
                                    .look = look | WORKBOOK_WRAP,
                                    .align = align,
                                    .text = text};
    workbook_row(s->w, &c, 1, 0);
}

/* Of whom on the left, of when on the right. */
static void put_of(const struct sheet_of *s)
{
    const struct table *t = s->t;
    const char *of = t->of != NULL ? t->of : "";
    const char *when = t->when != NULL ? t->when : "";
    if (t->n_columns < 2 || of[0] == '\0' || when[0] == '\0') {
        put_line(s, 0, PAGE_LEFT,
                 arena_printf(s->a, "%s%s%s", of,
                              of[0] != '\0' && when[0] != '\0' ? "　" : "",
                              when));
        return;
    }
    const size_t left = t->n_columns - t->n_columns / 2;
    const struct workbook_cell cells[] = {
        {.cols = left, .look = WORKBOOK_WRAP, .text = of},
        {.col = left,
         .cols = t->n_columns - left,
         .look = WORKBOOK_WRAP,
         .align = PAGE_RIGHT,
         .text = when}};
    workbook_row(s->w, cells, sizeof cells / sizeof cells[0], 0);
}

static void put_head(const struct sheet_of *s)
{
    for (size_t i = 0; i < s->t->n_columns; i++) {
        s->cells[i] = (struct workbook_cell){.col = i,
                                             .look = HEAD_LOOK,
                                             .align = PAGE_CENTRE,
                                             .text = s->t->columns[i].title};
    }
    workbook_row(s->w, s->cells, s->t->n_columns, 0);
}

static void put_row(const struct sheet_of *s, const char *const *row)
{
    for (size_t i = 0; i < s->t->n_columns; i++) {
        const struct table_column *c = &s->t->columns[i];
        const bool words = (s->columns[i].look & WORKBOOK_AS_TEXT) != 0;
        const char *text = table_paper_signs(s->a, row[i]);
        const enum workbook_kind kind =
            words ? WORKBOOK_TEXT : kind_of(c, text);
        s->cells[i] =
            (struct workbook_cell){.col = i,
                                   .kind = kind,
                                   .look = WORD_LOOK | s->columns[i].look,
                                   .align = c->kind == CELL_NUMBER ? PAGE_RIGHT
                                            : c->kind == CELL_FLAG ? PAGE_CENTRE
                                                                   : PAGE_LEFT,
                                   .text = text};
    }
    workbook_row(s->w, s->cells, s->t->n_columns, 0);
}

/* A line of the sheet for each line of the text. */
static void put_foot(const struct sheet_of *s)
{
    const char *at = s->t->foot;
    while (at != NULL && *at != '\0') {
        const size_t n = strcspn(at, "\n");
        put_line(s, 0, PAGE_LEFT, arena_strn(s->a, at, n));
        at += n + (at[n] == '\n');
    }
}

void table_sheet(struct workbook *w, const struct table *t, struct arena *a,
                 const char *name)
{
    struct sheet_of s = {.w = w, .t = t};
    struct arena rows = ARENA_INIT;
    int cols = 0;
    s.a = &rows;
    s.columns = arena_array(a, t->n_columns, sizeof *s.columns);
    s.cells = arena_array(a, t->n_columns, sizeof *s.cells);
    for (size_t i = 0; i < t->n_columns; i++) {
        s.columns[i] = (struct workbook_column){
            .cols = width_of(t, i),
            .look = holds_words_of_digits(t, i) ? WORKBOOK_AS_TEXT : 0};
        cols += s.columns[i].cols;
    }
    const bool titled = t->title != NULL && t->title[0] != '\0';
    const bool lined = t->of != NULL || t->when != NULL;
    workbook_sheet(
        w, &(struct workbook_sheet){.name = titled ? t->title : name,
                                    .columns = s.columns,
                                    .n_columns = t->n_columns,
                                    .head_row = (size_t)titled + lined + 1,
                                    .landscape = cols > UPRIGHT_COLS,
                                    .filter = t->n_rows > 1});
    if (titled) {
        put_line(&s, WORKBOOK_TITLE, PAGE_CENTRE, t->title);
    }
    if (lined) {
        put_of(&s);
    }
    put_head(&s);
    for (size_t i = 0; i < t->n_rows; i++) {
        put_row(&s, t->rows[i]);
        arena_reset(&rows);
    }
    if (t->n_rows == 0) {
        put_line(&s, WORKBOOK_FRAME, PAGE_LEFT, "没有记录");
    }
    put_foot(&s);
    arena_clear(&rows);
}

bool table_xlsx(const struct table *t, struct arena *a, const char *name,
                const char *path, enum file_flags flags,
                const struct file_gate *gate, struct err *err)
{
    const char *title = t->title != NULL ? t->title : name;
    struct workbook *w = workbook_begin(a, path, flags, title, err);
    if (w == NULL) {
        return false;
    }
    if (gate != NULL) {
        workbook_gate(w, gate);
    }
    table_sheet(w, t, a, name);
    return workbook_end(w, err);
}
