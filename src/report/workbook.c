/* A workbook: what callers put in, as lines for the press.  Stages: the sheet's
   head → row by row, each cell made fit, merged cells remembered for the rows
   they reach into → the end.

   The first failure sticks: nothing is sent after it, and the file does not get
   its name. */
#include "pbtui/report/workbook.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"
#include "workbook_parts.h"

enum { USUAL_COLS = 8 }; /* of a column that nobody spoke of */

/* A merged cell that reaches into the next rows. */
struct cover {
    size_t col, cols;
    size_t left; /* rows */
    unsigned look;
    enum page_align align;
};

struct workbook {
    struct arena *a;
    struct workbook_talk talk;
    struct file_gate gate;
    bool failed;
    struct err err;
    const char **names; /* of the sheets */
    size_t n_names, cap_names;
    size_t rows; /* of all sheets */
    struct workbook_said said;
    /* the sheet in hand */
    int *widths;
    size_t n_widths, cap_widths;
    size_t row;           /* how many it has */
    struct cover *covers; /* by column */
    size_t n_covers, cap_covers;
    struct strbuf cells; /* of the row in hand */
};

static bool fail(struct workbook *w)
{
    w->failed = true;
    return false;
}

struct workbook *workbook_begin(struct arena *a, const char *path,
                                enum file_flags flags, const char *title,
                                struct err *err)
{
    struct workbook *w = mem_new(sizeof *w);
    w->a = a;
    if (!workbook_talk_begin(&w->talk, a, path, flags, err)) {
        mem_free(w);
        return NULL;
    }
    sb_init(&w->said.sb);
    sb_init(&w->cells);
    struct strbuf *wire = &w->talk.wire;
    sb_add(wire, WORKBOOK_WIRE_BEGIN "\ntitle ");
    text_out(wire, title, strlen(title), TEXT_LINE);
    sb_addc(wire, '\n');
    return w;
}

void workbook_gate(struct workbook *w, const struct file_gate *gate)
{
    w->gate = *gate;
}

/* ---- sheets ----------------------------------------------------------------
 */

/* A word and a text on a line of their own. */
static void add_line(struct workbook *w, const char *word, const char *text,
                     size_t most)
{
    struct strbuf shown;
    struct strbuf *wire = &w->talk.wire;
    sb_init(&shown);
    text_out(&shown, text, strlen(text), TEXT_LINE);
    size_t at = 0;
    for (size_t n = 0; n < most && at < shown.len; n++) {
        uint32_t cp;
        at += utf8_next(shown.s + at, shown.len - at, &cp);
    }
    sb_cut(&shown, at);
    sb_add(wire, word);
    workbook_escape(wire, shown.s);
    sb_addc(wire, '\n');
    sb_clear(&shown);
}

static void add_column(struct workbook *w, const struct workbook_column *c)
{
    const int cols = c->cols < 1                ? 1
                     : c->cols > WORKBOOK_WIDTH ? (int)WORKBOOK_WIDTH
                                                : c->cols;
    MEM_PUSH(w->widths, w->n_widths, w->cap_widths);
    w->widths[w->n_widths++] = cols;
    sb_addf(&w->talk.wire, "column %d %u %s\n", cols, c->look % WORKBOOK_LOOKS,
            c->day ? "d" : "e");
    if (c->hint != NULL) {
        add_line(w, "hint ", c->hint, WORKBOOK_HINT_CHARS);
    }
    for (size_t i = 0; c->choices != NULL && i < c->n_choices; i++) {
        add_line(w, "choice ", c->choices[i], WORKBOOK_TEXT_CHARS);
    }
}

static bool check_sheet(struct workbook *w, const struct workbook_sheet *s)
{
    if (w->n_names == WORKBOOK_SHEETS) {
        err_set(&w->err, ERR_RULE, "E-PRESS-047",
                "一个 xlsx 最多放 %d 张表，这一份更多；请分几次导出。",
                WORKBOOK_SHEETS);
        return fail(w);
    }
    if (s->n_columns > WORKBOOK_COLUMNS) {
        err_set(&w->err, ERR_RULE, "E-PRESS-048",
                "“%s”有 %zu 栏，xlsx 里一张表最多 %d 栏；请少选几栏。", s->name,
                s->n_columns, WORKBOOK_COLUMNS);
        return fail(w);
    }
    return true;
}

void workbook_sheet(struct workbook *w, const struct workbook_sheet *s)
{
    struct strbuf name;
    if (w->failed || !check_sheet(w, s)) {
        return;
    }
    sb_init(&name);
    workbook_name(&name, s->name, w->names, w->n_names);
    MEM_PUSH(w->names, w->n_names, w->cap_names);
    w->names[w->n_names++] = arena_str(w->a, name.s);
    const size_t first =
        s->rows_before_data > 0 ? s->rows_before_data : s->head_row;
    sb_addf(&w->talk.wire, "sheet %s %zu %zu %d ", s->landscape ? "l" : "p",
            s->head_row, first, s->filter ? 1 : 0);
    workbook_escape(&w->talk.wire, name.s);
    sb_addc(&w->talk.wire, '\n');
    sb_clear(&name);
    w->n_widths = 0;
    w->n_covers = 0;
    w->row = 0;
    for (size_t i = 0; i < s->n_columns; i++) {
        add_column(w, &s->columns[i]);
    }
    workbook_talk_send(&w->talk);
}

/* ---- rows ------------------------------------------------------------------
 */

static int width_of(const struct workbook *w, size_t col, size_t cols)
{
    int sum = 0;
    for (size_t i = col; i < col + cols; i++) {
        sum += i < w->n_widths ? w->widths[i] : (int)USUAL_COLS;
    }
    return sum + (int)(cols - 1); /* the air between them */
}

static void add_cell(struct workbook *w, size_t col, size_t cols, size_t rows,
                     enum page_align align)
{
    static const char *const kinds[] = WORKBOOK_WIRE_KINDS;
    static const char *const aligns[] = WORKBOOK_WIRE_ALIGNS;
    sb_addf(&w->cells, "cell %zu %zu %zu %s %u %s ", col, cols, rows,
            kinds[w->said.kind], w->said.look % WORKBOOK_LOOKS, aligns[align]);
    workbook_escape(&w->cells, w->said.sb.s);
    sb_addc(&w->cells, '\n');
}

static void add_cover(struct workbook *w, const struct cover *c)
{
    w->said.kind = WORKBOOK_EMPTY;
    w->said.look = c->look;
    sb_reset(&w->said.sb);
    for (size_t i = 0; i < c->cols; i++) {
        add_cell(w, c->col + i, 1, 1, c->align);
    }
}

static bool is_covered(const struct workbook *w, size_t col, size_t cols)
{
    for (size_t i = 0; i < w->n_covers; i++) {
        const struct cover *c = &w->covers[i];
        if (col < c->col + c->cols && c->col < col + cols) {
            return true;
        }
    }
    return false;
}

static void push_cover(struct workbook *w, const struct cover *c)
{
    MEM_PUSH(w->covers, w->n_covers, w->cap_covers);
    size_t at = w->n_covers++;
    for (; at > 0 && w->covers[at - 1].col > c->col; at--) {
        w->covers[at] = w->covers[at - 1];
    }
    w->covers[at] = *c;
}

static bool put_cell(struct workbook *w, const struct workbook_cell *c,
                     int *points)
{
    const size_t cols = c->cols > 1 ? c->cols : 1;
    const size_t rows = c->rows > 1 ? c->rows : 1;
    if (c->col + cols > WORKBOOK_COLUMNS) {
        return err_set(&w->err, ERR_RULE, "E-PRESS-049",
                       "这张表超过 %d 栏，xlsx 放不下；请少选几栏。",
                       WORKBOOK_COLUMNS);
    }
    if (!workbook_say(&w->said, c)) {
        return err_set(&w->err, ERR_RULE, "E-PRESS-050",
                       "第 %zu 行第 %zu 栏的文字超过 %d 字，xlsx 的一格放不下；"
                       "请改用 csv 或文本。",
                       w->row + 1, c->col + 1, WORKBOOK_TEXT_CHARS);
    }
    if (rows == 1) {
        const int high = workbook_points(&w->said, width_of(w, c->col, cols));
        *points = high > *points ? high : *points;
    }
    add_cell(w, c->col, cols, rows, c->align);
    return true;
}

/* Cells and what reaches in from above, from left to right. */
static bool put_cells(struct workbook *w, const struct workbook_cell *cells,
                      size_t n, int *points)
{
    size_t next = 0;
    size_t free_from = 0;
    for (size_t i = 0; i < n; i++) {
        const struct workbook_cell *c = &cells[i];
        const size_t cols = c->cols > 1 ? c->cols : 1;
        if (c->col < free_from || is_covered(w, c->col, cols)) {
            continue; /* merged cells must never overlap */
        }
        for (; next < w->n_covers && w->covers[next].col < c->col; next++) {
            add_cover(w, &w->covers[next]);
        }
        if (!put_cell(w, c, points)) {
            return fail(w);
        }
        free_from = c->col + cols;
    }
    for (; next < w->n_covers; next++) {
        add_cover(w, &w->covers[next]);
    }
    return true;
}

/* For the next row. */
static void keep_covers(struct workbook *w, const struct workbook_cell *cells,
                        size_t n)
{
    size_t free_from = 0;
    for (size_t i = 0; i < n; i++) {
        const struct workbook_cell *c = &cells[i];
        const size_t cols = c->cols > 1 ? c->cols : 1;
        if (c->col < free_from || is_covered(w, c->col, cols)) {
            continue;
        }
        free_from = c->col + cols;
        if (c->rows > 1) {
            push_cover(w, &(struct cover){.col = c->col,
                                          .cols = cols,
                                          .left = c->rows,
                                          .look = c->look,
                                          .align = c->align});
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < w->n_covers; i++) {
        w->covers[i].left--;
        if (w->covers[i].left > 0) {
            w->covers[kept++] = w->covers[i];
        }
    }
    w->n_covers = kept;
}

void workbook_row(struct workbook *w, const struct workbook_cell *cells,
                  size_t n, int lines)
{
    if (w->failed) {
        return;
    }
    if (w->row == WORKBOOK_ROWS) {
        err_set(&w->err, ERR_RULE, "E-PRESS-051",
                "一张表最多 %d 行，这一份更多；请分几次导出，或改用 csv。",
                WORKBOOK_ROWS);
        fail(w);
        return;
    }
    int points = 0;
    sb_reset(&w->cells);
    if (!put_cells(w, cells, n, &points)) {
        return;
    }
    keep_covers(w, cells, n);
    if (lines > 0) {
        const int wanted = workbook_points_of_lines(lines);
        points = wanted > points ? wanted : points;
    }
    sb_addf(&w->talk.wire, "row %d\n", points);
    sb_addn(&w->talk.wire, w->cells.s, w->cells.len);
    w->row++;
    w->rows++;
    workbook_talk_send(&w->talk);
}

/* ---- the end ---------------------------------------------------------------
 */

bool workbook_end(struct workbook *w, struct err *err)
{
    if (w->failed) {
        w->talk.failed = true;
        w->talk.err = w->err;
    }
    sb_add(&w->talk.wire, "end\n");
    const bool ok = workbook_talk_end(&w->talk, w->rows, &w->gate);
    if (!ok && err != NULL) {
        *err = w->talk.err;
    }
    sb_clear(&w->said.sb);
    sb_clear(&w->cells);
    mem_free(w->names);
    mem_free(w->widths);
    mem_free(w->covers);
    mem_free(w);
    return ok;
}

void workbook_drop(struct workbook *w)
{
    w->failed = true;
    (void)workbook_end(w, NULL);
}
