/* How the collection screen looks.

   Stages: which columns have room (the least important go first, a number is
   never cut) → head with what is due and how the next money is taken → rows
   with their months → the foot (dues_foot.c). */
#include "dues_screen.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/text/width.h"

#define WIDE_COLS  100 /* from here on all twelve months */
#define ROOMY_ROWS 22  /* from here on two lines of reasons */
#define TALL_ROWS  30  /* from here on three */
#define HEAD_ROWS  3
#define SUM_ROWS   2
#define FIND_COLS  12
#define BAR_COLS   20
#define YEAR_CHARS 5 /* 2026- */
#define MONTHS     12

struct layout {
    int at[DUES_COLUMNS]; /* column it begins in; -1: dropped */
    int cols[DUES_COLUMNS];
    bool wide;
};

/* ---- which columns ----------------------------------------------------- */

/* The last go first. */
static const enum dues_column by_weight[] = {
    DUES_COL_NAME, DUES_COL_PAID,  DUES_COL_DUE,  DUES_COL_ON,  DUES_COL_PAST,
    DUES_COL_BASE, DUES_COL_BRIEF, DUES_COL_RATE, DUES_COL_ORD, DUES_COL_WAY,
    DUES_COL_OWED, DUES_COL_BY,    DUES_COL_NOTE,
};

static struct layout lay_out(const struct dues_view *v, int cols)
{
    struct layout l = {.wide = cols >= WIDE_COLS};
    int left = cols - 1;
    int n = 0;
    for (int c = 0; c < DUES_COLUMNS; c++) {
        l.at[c] = -1;
        l.cols[c] = v->need[c];
    }
    if (l.wide) {
        l.cols[DUES_COL_PAST] = MONTHS * width_cols("●");
    } else if (v->sheet.month % MONTHS == 0) {
        l.cols[DUES_COL_PAST] = 0; /* January: nothing lies before it */
    }
    for (; n < DUES_COLUMNS; n++) {
        enum dues_column c = by_weight[n];
        if (l.cols[c] + 1 > left) {
            break;
        }
        left -= l.cols[c] > 0 ? l.cols[c] + 1 : 0;
        l.at[c] = 0;
    }
    int gap = left >= n ? 2 : 1;
    int col = 1;
    for (int c = 0; c < DUES_COLUMNS; c++) {
        if (l.at[c] < 0 || l.cols[c] == 0) {
            l.at[c] = -1;
            continue;
        }
        l.at[c] = col;
        col += l.cols[c] + gap;
    }
    return l;
}

/* ---- head -------------------------------------------------------------- */

static const char *money(struct arena *a, int64_t fen)
{
    char text[32];
    return arena_str(a, money_text(fen, text));
}

/* Signs may be two columns wide. */
static void draw_bar(struct canvas *c, int row, int col,
                     const struct dues_sums *s)
{
    int full = (int)(s->n_paid * (size_t)BAR_COLS / s->n_due);
    int end = col + BAR_COLS;
    int at = col;
    while (at + width_cols("█") <= col + full) {
        at = canvas_put(c, row, at, ROLE_OK, "█");
    }
    while (at + width_cols("░") <= end) {
        at = canvas_put(c, row, at, ROLE_DIM, "░");
    }
}

/* What stands at the right: whom one looks for, or how the next is taken. */
static int draw_right(struct dues_view *v, struct ui *ui, struct canvas *c,
                      int row)
{
    char day[11];
    if (v->find.text.len > 0) {
        int col = c->cols - FIND_COLS - 3;
        canvas_put(c, row, col - 5, ROLE_LABEL, "找人");
        canvas_put(c, row, col, ROLE_DIM, "[");
        editline_draw(&v->find, c, row, col + 1, FIND_COLS, true);
        canvas_put(c, row, col + 1 + FIND_COLS, ROLE_DIM, "]");
        return col - 5;
    }
    int on = dues_view_day(v);
    bool this_year =
        month_of(on) / MONTHS == month_of(v->app->book->today) / MONTHS;
    const char *text =
        v->sheet.open
            ? arena_printf(&ui->frame, "%s %s (F12)",
                           codes_name("pay_way", v->way),
                           date_text(on, day) + (this_year ? YEAR_CHARS : 0))
        : v->sheet.closed_on != DATE_NONE
            ? arena_printf(&ui->frame, "%s 结账",
                           date_text(v->sheet.closed_on, day))
            : "没有启动";
    int col = c->cols - 1 - width_cols(text);
    canvas_put(c, row, col, v->sheet.open ? ROLE_LABEL : ROLE_WARN, text);
    return col;
}

static void draw_head(struct dues_view *v, struct ui *ui, struct canvas *c,
                      int row)
{
    struct arena *a = &ui->frame;
    const struct dues_sums *s = &v->sheet.sums;
    int right = draw_right(v, ui, c, row);
    const char *due =
        arena_printf(a, "应交 %zu 人 %s", s->n_due, money(a, s->due));
    const char *done = arena_printf(a, "%zu/%zu 人", s->n_paid, s->n_due);
    int col = canvas_put(c, row, 1, ROLE_TEXT, due) + 2;
    if (v->not_found) {
        canvas_put_fit(c, row, col, right - col - 1, ROLE_ERROR, FIT_LEFT,
                       "名单里没有，按退格改");
        return;
    }
    if (s->n_due > 0 && col + BAR_COLS + 1 + width_cols(done) + 1 < right) {
        draw_bar(c, row, col, s);
        col += BAR_COLS + 1;
    }
    if (col + width_cols(done) < right) {
        canvas_put(c, row, col, ROLE_TEXT, done);
    }
}

static void draw_titles(const struct dues_view *v, struct canvas *c, int row,
                        const struct layout *l)
{
    canvas_fill(c, (struct rect){row, 0, 1, c->cols}, ROLE_TITLE);
    for (int i = 0; i < DUES_COLUMNS; i++) {
        enum dues_column k = (enum dues_column)i;
        if (l->at[k] >= 0) {
            bool right = dues_column_is_number(k) || k == DUES_COL_PAID;
            canvas_put_fit(c, row, l->at[k], l->cols[k], ROLE_TITLE,
                           right ? FIT_RIGHT : FIT_LEFT,
                           k == DUES_COL_PAST && l->wide
                               ? "一至十二月"
                               : dues_column_title(v, k));
        }
    }
}

/* ---- rows -------------------------------------------------------------- */

static void draw_past(const struct dues_view *v, struct canvas *c, int row,
                      int col, const struct dues_row *r, bool wide)
{
    int now = v->sheet.month % MONTHS;
    for (int m = 0; m < (wide ? MONTHS : now); m++) {
        enum dues_mark mark = m < now ? r->past[m] : dues_row_mark(r);
        if (m > now) {
            col = canvas_put(c, row, col, ROLE_DIM, "·");
        } else {
            col = canvas_put(c, row, col, dues_mark_role(mark),
                             dues_mark_sign(mark));
        }
    }
}

/* A mark at the left of the cell, unless the twelve months have it; the amount
   at its right; what is not posted yet has a + and a colour of its own. */
static void draw_paid(struct dues_view *v, struct arena *a, struct canvas *c,
                      struct rect at, const struct dues_row *r, bool here,
                      bool marked)
{
    enum dues_mark mark = dues_row_mark(r);
    int next = at.col;
    if (!marked) {
        next = canvas_put(c, at.row, at.col, dues_mark_role(mark),
                          dues_mark_sign(mark)) +
               1;
    }
    int cols = at.col + at.cols - next;
    if (here && v->editing) {
        editline_draw(&v->amount, c, at.row, next, cols, true);
        if (v->amount.fresh) { /* the next digit replaces it */
            int n = width_cols(v->amount.text.s);
            canvas_role(c, (struct rect){at.row, next, 1, n < cols ? n : cols},
                        ROLE_SELECTED);
        }
        return;
    }
    canvas_put_fit(c, at.row, next, cols,
                   r->draft != 0  ? ROLE_RUNNING
                   : r->paid == 0 ? ROLE_DIM
                                  : ROLE_TEXT,
                   FIT_RIGHT, dues_cell(v, a, r, DUES_COL_PAID));
}

static void draw_row(struct dues_view *v, struct ui *ui, struct canvas *c,
                     int row, size_t i, const struct layout *l)
{
    const struct dues_row *r = &v->sheet.rows[i];
    struct arena *a = &ui->frame;
    bool here = i == v->cursor;
    for (int k = 0; k < DUES_COLUMNS; k++) {
        enum dues_column at = (enum dues_column)k;
        enum role role = ROLE_TEXT;
        if (l->at[at] < 0 || at == DUES_COL_PAID || at == DUES_COL_PAST) {
            continue;
        }
        const char *text = dues_cell(v, a, r, at);
        if (at == DUES_COL_ON) {
            text = dues_row_state(a, r, &role);
        } else if (at == DUES_COL_OWED) {
            role = ROLE_WARN;
        }
        canvas_put_fit(c, row, l->at[at], l->cols[at], role,
                       dues_column_is_number(at) ? FIT_RIGHT : FIT_LEFT, text);
    }
    if (l->at[DUES_COL_PAST] >= 0) {
        draw_past(v, c, row, l->at[DUES_COL_PAST], r, l->wide);
    }
    if (here && !v->editing) {
        canvas_role(c, (struct rect){row, 0, 1, c->cols}, ROLE_SELECTED);
    }
    struct rect paid = {row, l->at[DUES_COL_PAID], 1, l->cols[DUES_COL_PAID]};
    draw_paid(v, a, c, paid, r, here, l->wide && l->at[DUES_COL_PAST] >= 0);
    if (here && !v->editing) {
        canvas_role(c, paid, ROLE_SELECTED);
        canvas_put(c, row, 0, ROLE_SELECTED, width_cols("▌") == 1 ? "▌" : ">");
    }
}

static const char *empty_words(const struct dues_view *v, struct arena *a)
{
    if (!v->ever) {
        return "还没有收缴过党费。先核定每个人的基数（按 F7 选“党费核定”），"
               "再按 F3 启动一个月的收缴。";
    }
    if (v->sheet.opened_on == DATE_NONE) {
        return arena_printf(a, "%s没有启动收缴。",
                            dues_month_title(a, v->sheet.month));
    }
    return "名单是空的：这个月没有要在本支部交党费的党员。名册改好后按 F3 更新"
           "名单。";
}

int dues_draw_text(struct canvas *c, struct rect at, enum role role,
                   const char *text)
{
    struct fit_line line = {0};
    size_t n = strlen(text);
    int row = 0;
    for (; row < at.rows && n > 0 && line.next_bytes < n; row++) {
        fit_wrap_line(text, n, line.next_bytes, at.cols, &line);
        bool cut = row == at.rows - 1 && line.next_bytes < n;
        if (cut) { /* the end is marked as left out */
            canvas_put_fit(c, at.row + row, at.col, at.cols, role, FIT_LEFT,
                           text + line.at_bytes);
        } else {
            canvas_putn(c, at.row + row, at.col, role, text + line.at_bytes,
                        line.n_bytes);
        }
    }
    return row;
}

static void draw_rows(struct dues_view *v, struct ui *ui, struct canvas *c,
                      const struct layout *l)
{
    struct rect g = v->grid;
    size_t rows = g.rows > 0 ? (size_t)g.rows : 1;
    if (v->err.kind != ERR_NONE) {
        dues_draw_text(c, (struct rect){g.row, 1, g.rows, g.cols - 2},
                       ROLE_ERROR, v->err.text);
        return;
    }
    if (v->sheet.n == 0) {
        dues_draw_text(c, (struct rect){g.row + 1, 1, g.rows - 1, g.cols - 2},
                       ROLE_DIM, empty_words(v, &ui->frame));
        return;
    }
    if (v->cursor < v->top) {
        v->top = v->cursor;
    } else if (v->cursor >= v->top + rows) {
        v->top = v->cursor - rows + 1;
    }
    if (v->top + rows > v->sheet.n) {
        v->top = v->sheet.n > rows ? v->sheet.n - rows : 0;
    }
    for (size_t i = 0; i < rows && v->top + i < v->sheet.n; i++) {
        draw_row(v, ui, c, g.row + (int)i, v->top + i, l);
    }
}

/* ---- the whole --------------------------------------------------------- */

void dues_draw(struct view *view, struct ui *ui, struct canvas *c,
               struct rect area)
{
    struct dues_view *v = (struct dues_view *)view;
    struct layout l = lay_out(v, area.cols);
    int reasons = area.rows >= TALL_ROWS ? 3 : area.rows >= ROOMY_ROWS ? 2 : 1;
    int foot = area.row + area.rows - SUM_ROWS - reasons; /* its first row */
    app_draw_top(v->app, c, area.row,
                 arena_printf(&ui->frame, "党费 › %s 收缴",
                              dues_month_title(&ui->frame, v->sheet.month)));
    draw_head(v, ui, c, area.row + 1);
    draw_titles(v, c, area.row + 2, &l);
    int top = area.row + HEAD_ROWS;
    v->grid = (struct rect){top, area.col, foot - 1 - top, area.cols};
    draw_rows(v, ui, c, &l);
    canvas_hline(c, foot - 1, area.col, area.cols);
    dues_draw_foot(v, ui, c, (struct rect){foot, 1, reasons, area.cols - 2});
}
