/* What is shown around the notes: above them what is to be closed, below them
   what should be there and the difference while it is typed. */
#include "dues_count.h"

#include <inttypes.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/text/money.h"
#include "pbtui/text/width.h"

#define ISSUES_SHOWN 3
#define FIGURE_COLS  38

static const char *money(struct arena *a, int64_t fen)
{
    char text[32];
    return arena_str(a, money_text(fen, text));
}

void count_draw_difference(struct count_form *f, struct ui *ui,
                           struct canvas *c, int row)
{
    struct arena *a = &ui->frame;
    int64_t fen;
    struct err err = ERR_INIT;
    int col =
        canvas_putf(c, row, 1, ROLE_TEXT, "%s现金 %s",
                    f->month ? "账上结存" : "本次收到", money(a, f->cash)) +
        2;
    if (!count_read(f, &fen, &err)) {
        canvas_put_fit(c, row, col, c->cols - col - 1, ROLE_ERROR, FIT_LEFT,
                       err.text);
        return;
    }
    if (fen < 0) {
        canvas_put(c, row, col, f->cash == 0 ? ROLE_OK : ROLE_DIM,
                   f->cash == 0 ? "没有现金，不用点钞" : "还没有点钞");
        return;
    }
    col = canvas_putf(c, row, col, ROLE_TEXT, "点钞 %s", money(a, fen)) + 2;
    int64_t d = fen - f->cash;
    canvas_put(c, row, col, d == 0 ? ROLE_OK : ROLE_ERROR,
               d == 0 ? "差额 0 ✓"
                      : arena_printf(a, "差额 %s%s ✗", d > 0 ? "多 " : "少 ",
                                     money(a, d > 0 ? d : -d)));
}

/* 现金 12 笔 1,020.50　转账 1 笔 75.00; a way that nobody used is not named. */
static const char *ways(const struct count_form *f, struct arena *a)
{
    const char *out = "";
    for (int i = 0; i < COUNT_WAYS; i++) {
        const struct count_way *w = &f->list.ways[i];
        if (w->n > 0) {
            out = arena_printf(
                a, "%s%s%s %zu 笔 %s", out, out[0] != '\0' ? "　" : "",
                codes_name("pay_way", w->code), w->n, money(a, w->fen));
        }
    }
    return out;
}

static int draw_sitting(struct count_form *f, struct ui *ui, struct canvas *c,
                        struct rect at)
{
    struct arena *a = &ui->frame;
    const struct dues_sums *s = &f->of->sheet.sums;
    canvas_putf(c, at.row, 1, ROLE_TITLE, "待入账 %zu 笔，共 %s 元", s->n_draft,
                money(a, s->draft_cash + s->draft_transfer + s->draft_online));
    canvas_put_fit(c, at.row + 1, 1, at.cols - 2, ROLE_TEXT, FIT_LEFT,
                   ways(f, a));
    canvas_put_fit(c, at.row + 2, 1, at.cols - 2, ROLE_DIM, FIT_LEFT,
                   "结账后编号入账，不能再改、再撤销，收错了只能冲销。");
    return 3;
}

/* Two in a row where there is room. */
static int draw_figures(struct count_form *f, struct ui *ui, struct canvas *c,
                        struct rect at)
{
    struct arena *a = &ui->frame;
    const struct dues_figures *n = &f->figures;
    const char *const lines[] = {
        arena_printf(a, "党员 %" PRId64 " 人，应交 %" PRId64 " 人 %s",
                     n->n_members, n->n_payers, money(a, n->due)),
        arena_printf(a, "按时交清 %" PRId64 " 人，本月实交 %s", n->n_paid,
                     money(a, n->paid)),
        arena_printf(a, "延迟缴费 %" PRId64 " 人 %s", n->n_unpaid,
                     money(a, n->unpaid)),
        arena_printf(a, "应补缴往月 %" PRId64 " 人 %s", n->n_owed,
                     money(a, n->owed)),
        arena_printf(a, "实补缴往月 %" PRId64 " 人 %s", n->n_late,
                     money(a, n->late)),
        arena_printf(a, "预交 %s　大额 %s", money(a, n->early),
                     money(a, n->large)),
        arena_printf(a, "现金 %s　转账 %s　线上 %s", money(a, n->cash),
                     money(a, n->transfer), money(a, n->online)),
        arena_printf(a, "本月上缴 %s　结存 %s", money(a, n->handed),
                     money(a, n->hand)),
    };
    int row = at.row;
    int col = 1;
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        if (col > 1 && (width_cols(lines[i]) + col >= at.cols)) {
            row++;
            col = 1;
        }
        canvas_put_fit(c, row, col, at.cols - col - 1, ROLE_TEXT, FIT_LEFT,
                       lines[i]);
        col = col == 1 && width_cols(lines[i]) < FIGURE_COLS ? FIGURE_COLS + 1
                                                             : at.cols;
    }
    return row + 1 - at.row;
}

static int draw_issues(struct count_form *f, struct ui *ui, struct canvas *c,
                       struct rect at)
{
    int row = at.row;
    for (size_t i = 0; i < f->issues.n && i < ISSUES_SHOWN; i++) {
        const struct issue *it = &f->issues.list[i];
        canvas_put_fit(c, row++, 1, at.cols - 2,
                       it->blocks ? ROLE_ERROR : ROLE_WARN, FIT_LEFT,
                       arena_printf(&ui->frame, "%s %s", it->blocks ? "✗" : "!",
                                    it->text));
    }
    return row - at.row;
}

int count_draw_head(struct count_form *f, struct ui *ui, struct canvas *c,
                    struct rect at)
{
    if (!f->month) {
        return draw_sitting(f, ui, c, at);
    }
    int rows = draw_figures(f, ui, c, at);
    at.row += rows;
    return rows + draw_issues(f, ui, c, at);
}
