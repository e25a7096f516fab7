/* The payments of the sitting that is being closed: by way with number and sum,
   and one by one where there is room, so that a difference can be found.

   What came in in the open month and is not posted is the sitting; a payment
   that pays several months has a line for each in the book, here it is one. */
#include "dues_count.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/dues_list.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/text/width.h"

#define WIDE_COLS 100 /* from here on two beside each other */
#define FEN_COLS  12
#define WAY_COLS  4

static const char *const way_codes[COUNT_WAYS] = {PAY_CASH, PAY_TRANSFER,
                                                  PAY_ONLINE};

/* ---- reading ----------------------------------------------------------- */

static int way_of(const char *code)
{
    for (int i = 0; i < COUNT_WAYS; i++) {
        if (strcmp(way_codes[i], code) == 0) {
            return i;
        }
    }
    return 0;
}

/* Where the months that follow each other without a gap end. */
static const struct dues_line_of *end_of_run(const struct dues_line_of *from,
                                             const struct dues_line_of *last)
{
    while (from < last && from[1].month == from->month + 1) {
        from++;
    }
    return from;
}

/* 张建国; 周立 2026-08—2026-10、2026-12 */
static const char *words_of(struct arena *a, const struct dues_line_of *first,
                            const struct dues_line_of *last, int open)
{
    char from[8];
    char to[8];
    if (first->month == MONTH_NONE) {
        return arena_printf(a, "%s 大额党费", first->name);
    }
    if (first == last && first->month == open) {
        return first->name;
    }
    const char *out = first->name;
    const char *mark = " ";
    for (const struct dues_line_of *l = first; l <= last; l++) {
        const struct dues_line_of *end = end_of_run(l, last);
        month_text(l->month, from);
        out = end == l ? arena_printf(a, "%s%s%s", out, mark, from)
                       : arena_printf(a, "%s%s%s—%s", out, mark, from,
                                      month_text(end->month, to));
        mark = "、";
        l = end;
    }
    return out;
}

static void take_payment(struct count_list *l, const struct dues_line_of *line)
{
    struct count_way *w = &l->ways[way_of(line->way)];
    w->n++;
    w->fen += line->total;
    l->v[l->n++] = (struct count_payment){.id = line->payment,
                                          .way = line->way,
                                          .by = line->by,
                                          .first = line->name,
                                          .pays_for = "",
                                          .fen = line->total};
}

/* The months of one person in one payment stand behind each other. */
static size_t run_of(const struct dues_line_of *lines, size_t n, size_t i)
{
    size_t end = i + 1;
    while (end < n && lines[end].payment == lines[i].payment &&
           lines[end].person == lines[i].person) {
        end++;
    }
    return end;
}

static void take_lines(struct count_list *l, const struct dues_line_of *lines,
                       size_t n, int open)
{
    struct arena *a = &l->arena;
    for (size_t i = 0; i < n;) {
        size_t end = run_of(lines, n, i);
        if (lines[i].number[0] == '\0') { /* else posted */
            if (l->n == 0 || l->v[l->n - 1].id != lines[i].payment) {
                take_payment(l, &lines[i]);
            }
            struct count_payment *p = &l->v[l->n - 1];
            p->pays_for = arena_printf(
                a, "%s%s%s", p->pays_for, p->pays_for[0] != '\0' ? "、" : "",
                words_of(a, &lines[i], &lines[end - 1], open));
        }
        i = end;
    }
}

/* Cash first: that is what is counted. */
static void sort_by_way(struct count_list *l)
{
    struct count_payment *out = arena_array(&l->arena, l->n + 1, sizeof *out);
    size_t n = 0;
    for (int w = 0; w < COUNT_WAYS; w++) {
        for (size_t i = 0; i < l->n; i++) {
            if (way_of(l->v[i].way) == w) {
                out[n++] = l->v[i];
            }
        }
    }
    l->v = out;
}

void count_list_read(struct count_form *f)
{
    struct count_list *l = &f->list;
    struct dues_line_of *lines;
    size_t n;
    struct dues_lines_ask ask = {.which = DUES_LINES_BOOKED,
                                 .month = f->of->sheet.month,
                                 .until = DATE_NONE};
    arena_reset(&l->arena);
    err_clear(&l->err);
    l->n = 0;
    for (int i = 0; i < COUNT_WAYS; i++) {
        l->ways[i] = (struct count_way){.code = way_codes[i]};
    }
    if (!dues_lines(f->of->app->book, &l->arena, &ask, &lines, &n, &l->err)) {
        return;
    }
    l->v = arena_array(&l->arena, n + 1, sizeof *l->v);
    take_lines(l, lines, n, f->of->sheet.month);
    sort_by_way(l);
}

/* ---- showing ----------------------------------------------------------- */

static size_t page_of(const struct count_list *l, int cols)
{
    return (size_t)l->rows * (cols >= WIDE_COLS ? 2 : 1);
}

bool count_list_scroll(struct count_form *f, int cmd)
{
    struct count_list *l = &f->list;
    size_t page = page_of(l, f->of->app->ui.canvas.cols);
    if ((cmd != CMD_PAGE_UP && cmd != CMD_PAGE_DOWN) || l->n <= page ||
        l->rows <= 0) {
        return false;
    }
    if (cmd == CMD_PAGE_UP) {
        l->top -= l->top < page ? l->top : page;
    } else if (l->top + page < l->n) {
        l->top += page;
    }
    return true;
}

static void draw_payment(struct arena *a, struct canvas *c, struct rect at,
                         const struct count_payment *p, size_t no)
{
    char fen[32];
    bool own = strcmp(p->by, p->first) == 0;
    int col = at.col;
    canvas_put_fit(c, at.row, col, 4, ROLE_DIM, FIT_RIGHT,
                   arena_printf(a, "%zu", no));
    col += 5;
    canvas_put(c, at.row, col, ROLE_LABEL, codes_name("pay_way", p->way));
    col += WAY_COLS + 1;
    canvas_put_fit(c, at.row, col, FEN_COLS, ROLE_TEXT, FIT_RIGHT,
                   money_text(p->fen, fen));
    col += FEN_COLS + 2;
    canvas_put_fit(
        c, at.row, col, at.col + at.cols - col - 1, ROLE_TEXT, FIT_LEFT,
        own ? p->pays_for : arena_printf(a, "%s：%s", p->by, p->pays_for));
}

void count_list_draw(struct count_form *f, struct ui *ui, struct canvas *c,
                     struct rect at)
{
    struct count_list *l = &f->list;
    struct arena *a = &ui->frame;
    int abreast = at.cols >= WIDE_COLS ? 2 : 1;
    l->rows = at.rows - 1;
    if (l->rows < 1 || f->month) {
        l->rows = 0;
        return;
    }
    size_t page = page_of(l, at.cols);
    l->top = l->top < l->n ? l->top - l->top % page : 0;
    size_t end = l->top + page < l->n ? l->top + page : l->n;
    canvas_hline(c, at.row, at.col, at.cols);
    canvas_put(c, at.row, 2, ROLE_LABEL,
               l->err.kind != ERR_NONE ? l->err.text
               : l->n <= page
                   ? " 这次收的 "
                   : arena_printf(a,
                                  " 这次收的 第 %zu—%zu 笔，共 %zu 笔"
                                  "（PgUp PgDn 翻看） ",
                                  l->top + 1, end, l->n));
    for (size_t i = l->top; i < end; i++) {
        size_t k = i - l->top;
        int cols = at.cols / abreast;
        int beside = (int)(k / (size_t)l->rows);
        struct rect r = {at.row + 1 + (int)(k % (size_t)l->rows),
                         at.col + beside * cols, 1, cols};
        draw_payment(a, c, r, &l->v[i], i + 1);
    }
}
