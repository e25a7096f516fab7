/* The layout of a table in columns, for eyes.

   Stages: every cell through text_out, its width measured → columns that must
   go when the page is narrow (by priority; the foot says which) → memos, then
   the rest, are narrowed in proportion, numbers never, others not below their
   minimum → rows, memos wrapped, everything else in one line each.

   When even that is too wide the lines are longer than the page: a number cut
   short is a wrong number. */
#include "table_text.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/fit.h"
#include "pbtui/text/width.h"

#define GAP_COLS       2
#define WHOLE_COLS     28
#define NARROWEST_COLS 6
#define MEMO_COLS      20

struct laid {
    int cols;       /* what the widest cell takes, at most max_cols */
    int least_cols; /* never narrower */
    bool gone;
};

struct layout {
    const struct table *table;
    struct arena arena;
    const char ***cells; /* as shown */
    struct laid *columns;
};

/* ---- measuring -------------------------------------------------------- */

static const char *shown(struct arena *a, const char *cell,
                         enum table_cell kind)
{
    struct strbuf sb;
    sb_init(&sb);
    text_out(&sb, cell, strlen(cell), TEXT_MEMO);
    if (kind != CELL_MEMO) {
        for (char *s = sb.s; *s != '\0'; s++) {
            *s = *s == '\n' ? ' ' : *s;
        }
    }
    const char *s = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return s;
}

/* Columns of the widest line. */
static int widest_line(const char *s)
{
    int most = 0;
    for (;;) {
        size_t n = strcspn(s, "\n");
        int cols = width_n_cols(s, n);
        most = cols > most ? cols : most;
        if (s[n] == '\0') {
            return most;
        }
        s += n + 1;
    }
}

/* What names the row is not cut: others go before it. */
static int least_cols(const struct table_column *c, int need_cols)
{
    if (c->priority == 1 && need_cols <= WHOLE_COLS) {
        return need_cols;
    }
    int least = c->kind == CELL_NUMBER ? need_cols
                : c->min_cols > 0      ? c->min_cols
                : c->kind == CELL_MEMO ? MEMO_COLS
                                       : NARROWEST_COLS;
    return least < need_cols ? least : need_cols;
}

static void measure(struct layout *l)
{
    const struct table *t = l->table;
    l->columns = arena_array(&l->arena, t->n_columns, sizeof *l->columns);
    l->cells = arena_array(&l->arena, t->n_rows, sizeof *l->cells);
    for (size_t r = 0; r < t->n_rows; r++) {
        l->cells[r] = arena_array(&l->arena, t->n_columns, sizeof *l->cells[r]);
    }
    for (size_t c = 0; c < t->n_columns; c++) {
        const struct table_column *column = &t->columns[c];
        int need = 0;
        for (size_t r = 0; r < t->n_rows; r++) {
            l->cells[r][c] = shown(&l->arena, t->rows[r][c], column->kind);
            int cols = widest_line(l->cells[r][c]);
            need = cols > need ? cols : need;
        }
        if (column->max_cols > 0 && need > column->max_cols &&
            column->kind != CELL_NUMBER) {
            need = column->max_cols;
        }
        int title = width_cols(column->title);
        need = title > need ? title : need;
        int least = least_cols(column, need);
        /* A head that says nothing helps nobody. */
        least = title > least ? title : least;
        l->columns[c] = (struct laid){need, least, false};
    }
}

/* ---- fitting the page ------------------------------------------------- */

static int total(const struct layout *l, bool least)
{
    int sum = 0;
    for (size_t c = 0; c < l->table->n_columns; c++) {
        const struct laid *col = &l->columns[c];
        if (!col->gone) {
            sum += (sum > 0 ? GAP_COLS : 0) +
                   (least ? col->least_cols : col->cols);
        }
    }
    return sum;
}

/* The rightmost of those with the highest priority number; false: none may
   go. */
static bool drop_one(struct layout *l)
{
    const struct table *t = l->table;
    size_t victim = t->n_columns;
    for (size_t c = 0; c < t->n_columns; c++) {
        int rank = t->columns[c].priority;
        if (!l->columns[c].gone && rank > 1 &&
            (victim == t->n_columns || rank >= t->columns[victim].priority)) {
            victim = c;
        }
    }
    if (victim == t->n_columns) {
        return false;
    }
    l->columns[victim].gone = true;
    return true;
}

/* What a narrower column leaves room for comes back, the most wanted first. */
static void bring_back(struct layout *l, int cols)
{
    const struct table *t = l->table;
    for (int rank = 2; rank < 100; rank++) {
        for (size_t c = 0; c < t->n_columns; c++) {
            struct laid *col = &l->columns[c];
            if (col->gone && t->columns[c].priority == rank &&
                total(l, true) + GAP_COLS + col->least_cols <= cols) {
                col->gone = false;
            }
        }
    }
}

/* What a column may still give up; memos and the others take turns. */
static int spare_of(const struct layout *l, size_t c, bool memos)
{
    bool is_memo = l->table->columns[c].kind == CELL_MEMO;
    const struct laid *col = &l->columns[c];
    return col->gone || is_memo != memos ? 0 : col->cols - col->least_cols;
}

/* Each gives up its part of what is too much; what rounding leaves over is
   taken one column at a time. */
static void narrow(struct layout *l, int excess, bool memos)
{
    const size_t n = l->table->n_columns;
    int spare = 0;
    for (size_t c = 0; c < n; c++) {
        spare += spare_of(l, c, memos);
    }
    int wanted = excess < spare ? excess : spare;
    if (wanted <= 0) {
        return;
    }
    int taken = 0;
    for (size_t c = 0; c < n; c++) {
        int part = spare_of(l, c, memos) * wanted / spare;
        l->columns[c].cols -= part;
        taken += part;
    }
    while (taken < wanted) {
        for (size_t c = 0; c < n && taken < wanted; c++) {
            if (spare_of(l, c, memos) > 0) {
                l->columns[c].cols--;
                taken++;
            }
        }
    }
}

static void fit_page(struct layout *l, int cols)
{
    if (cols <= 0) {
        return;
    }
    while (total(l, true) > cols && drop_one(l)) {
    }
    bring_back(l, cols);
    /* A memo loses nothing by wrapping, so memos give way first. */
    narrow(l, total(l, false) - cols, true);
    narrow(l, total(l, false) - cols, false);
}

/* ---- writing ---------------------------------------------------------- */

static void end_line(struct strbuf *out, size_t start)
{
    while (out->len > start && out->s[out->len - 1] == ' ') {
        sb_cut(out, out->len - 1);
    }
    sb_addc(out, '\n');
}

static void write_head(struct strbuf *out, const struct layout *l)
{
    const struct table *t = l->table;
    size_t start = out->len;
    for (size_t c = 0, written = 0; c < t->n_columns; c++) {
        if (l->columns[c].gone) {
            continue;
        }
        sb_repeat(out, " ", written++ > 0 ? GAP_COLS : 0);
        fit_text(out, t->columns[c].title, l->columns[c].cols,
                 t->columns[c].kind == CELL_NUMBER ? FIT_RIGHT : FIT_LEFT);
    }
    end_line(out, start);
}

/* The next line of a memo, "" when it has no more. */
static void next_memo_line(struct strbuf *out, const char *cell, size_t *at,
                           int cols)
{
    struct fit_line line;
    size_t n_bytes = strlen(cell);
    size_t start = out->len;
    if (fit_wrap_line(cell, n_bytes, *at, cols, &line)) {
        sb_addn(out, cell + line.at_bytes, line.n_bytes);
        *at = line.next_bytes;
    } else {
        *at = n_bytes + 1;
    }
    int left = cols - width_cols(out->s + start);
    sb_repeat(out, " ", left > 0 ? (size_t)left : 0);
}

static bool memo_is_over(const char *cell, size_t at)
{
    size_t n_bytes = strlen(cell);
    return at > n_bytes || (at == n_bytes && (at == 0 || cell[at - 1] != '\n'));
}

/* One line of a row; `at` says how far each memo is. */
static bool write_line(struct strbuf *out, const struct layout *l, size_t row,
                       size_t *at, bool first)
{
    const struct table *t = l->table;
    size_t start = out->len;
    bool more = false;
    for (size_t c = 0, written = 0; c < t->n_columns; c++) {
        const struct laid *col = &l->columns[c];
        const char *cell = l->cells[row][c];
        if (col->gone) {
            continue;
        }
        sb_repeat(out, " ", written++ > 0 ? GAP_COLS : 0);
        if (t->columns[c].kind == CELL_MEMO) {
            next_memo_line(out, cell, &at[c], col->cols);
            more = more || !memo_is_over(cell, at[c]);
        } else if (!first) {
            sb_repeat(out, " ", (size_t)col->cols);
        } else if (t->columns[c].kind == CELL_NUMBER) {
            fit_number(out, cell, col->cols);
        } else {
            fit_text(out, cell, col->cols, FIT_LEFT);
        }
    }
    end_line(out, start);
    return more;
}

static void write_row(struct strbuf *out, const struct layout *l, size_t row,
                      struct arena *a)
{
    size_t *at = arena_array(a, l->table->n_columns, sizeof *at);
    bool more = write_line(out, l, row, at, true);
    while (more) {
        more = write_line(out, l, row, at, false);
    }
}

static void write_rule(struct strbuf *out, const struct layout *l)
{
    int cols = 0;
    for (size_t c = 0; c < l->table->n_columns; c++) {
        if (!l->columns[c].gone) {
            cols += (cols > 0 ? GAP_COLS : 0) + l->columns[c].cols;
        }
    }
    int dash = width_cols("─");
    sb_repeat(out, "─", (size_t)(cols / dash));
    sb_addc(out, '\n');
}

/* May have several lines of its own. */
static void write_sentence(struct strbuf *out, const char *s)
{
    while (s != NULL && *s != '\0') {
        size_t n = strcspn(s, "\n");
        text_out(out, s, n, TEXT_LINE);
        sb_addc(out, '\n');
        s += n + (s[n] == '\n');
    }
}

static void write_heading(struct strbuf *out, const struct table *t)
{
    const char *const parts[] = {t->of, t->title, t->when};
    struct strbuf line;
    sb_init(&line);
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (parts[i] != NULL && parts[i][0] != '\0') {
            sb_addf(&line, "%s%s", line.len > 0 ? "  " : "", parts[i]);
        }
    }
    write_sentence(out, line.s);
    sb_clear(&line);
}

/* What the page was too narrow for is told, never silently left out. */
static void write_gone(struct strbuf *out, const struct layout *l)
{
    bool any = false;
    for (size_t c = 0; c < l->table->n_columns; c++) {
        if (l->columns[c].gone) {
            sb_add(out, any ? "、" : "页面窄，未列出：");
            sb_add(out, l->table->columns[c].title);
            any = true;
        }
    }
    sb_add(out, any ? "。\n" : "");
}

void table_text(struct strbuf *out, const struct table *t, int cols)
{
    struct layout l = {.table = t, .arena = ARENA_INIT};
    struct arena row = ARENA_INIT;
    measure(&l);
    fit_page(&l, cols);
    write_heading(out, t);
    write_head(out, &l);
    write_rule(out, &l);
    for (size_t r = 0; r < t->n_rows; r++) {
        write_row(out, &l, r, &row);
        arena_reset(&row);
    }
    if (t->foot != NULL) {
        write_rule(out, &l);
        write_sentence(out, t->foot);
    }
    write_gone(out, &l);
    arena_clear(&row);
    arena_clear(&l.arena);
}
