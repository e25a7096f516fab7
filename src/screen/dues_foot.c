/* The foot of the collection screen: why the amount under the cursor is what it
   is, then what was taken, what is open and what is not posted yet. */
#include "dues_screen.h"

#include "pbtui/text/money.h"
#include "pbtui/text/width.h"

static const char *money(struct arena *a, int64_t fen)
{
    char text[32];
    return arena_str(a, money_text(fen, text));
}

static const char *why(struct dues_view *v, const struct dues_row *r)
{
    struct arena *a = &v->why_arena;
    if (v->why != NULL && v->why_of == r->person) {
        return v->why;
    }
    arena_reset(a);
    const char *text = dues_row_why(v->app->book, a, r, v->sheet.month);
    v->why = arena_printf(
        a, "%s%s%s%s%s%s%s%s", r->by[0] != '\0' ? "代交：" : "", r->by,
        r->by[0] != '\0' ? "　" : "", r->delayed[0] != '\0' ? "迟交：" : "",
        r->delayed, r->delayed[0] != '\0' ? "　" : "",
        r->quarterly ? "按季交　" : "", text);
    v->why_of = r->person;
    return v->why;
}

/* As many whole pieces as have room. */
static int put_piece(struct canvas *c, int row, int col, enum role role,
                     const char *text)
{
    if (text[0] == '\0' || col + width_cols(text) >= c->cols) {
        return col;
    }
    return canvas_put(c, row, col, role, text) + 2;
}

static const char *ways(struct arena *a, int64_t cash, int64_t transfer,
                        int64_t online)
{
    const char *const names[] = {"现金", "转账", "线上"};
    const int64_t fen[] = {cash, transfer, online};
    const char *out = "";
    for (int i = 0; i < 3; i++) {
        if (fen[i] != 0) {
            out = arena_printf(a, "%s%s%s %s", out, out[0] != '\0' ? " + " : "",
                               names[i], money(a, fen[i]));
        }
    }
    return out;
}

/* What came in is what there is to count: of other months, and 大额, too. */
static const char *taken(const struct dues_view *v, struct arena *a)
{
    const struct dues_sums *s = &v->sheet.sums;
    const struct dues_came *c = &v->came;
    const char *by = ways(a, c->cash, c->transfer, c->online);
    const char *came = "";
    int64_t sum = c->cash + c->transfer + c->online;
    if (sum != s->paid) { /* late, ahead, paid ahead before */
        came = arena_printf(a, "  这个月共进 %s", money(a, sum));
    }
    return arena_printf(a, "已收 %zu 人 %s%s%s%s", s->n_paid, money(a, s->paid),
                        came, by[0] != '\0' ? " = " : "", by);
}

static void draw_sums(const struct dues_view *v, struct ui *ui,
                      struct canvas *c, int row)
{
    struct arena *a = &ui->frame;
    const struct dues_sums *s = &v->sheet.sums;
    int64_t draft = s->draft_cash + s->draft_transfer + s->draft_online;
    enum role role = s->n_open > 0 ? ROLE_WARN : ROLE_OK;
    const char *open =
        s->n_open > 0
            ? arena_printf(a, "未收 %zu 人 %s", s->n_open, money(a, s->open))
        : s->n_due > 0 ? "都已收齐 ✓"
                       : "";
    int col = put_piece(c, row, 1, ROLE_TEXT, taken(v, a));
    bool shown = put_piece(c, row, col, role, open) > col;
    col = put_piece(c, row + 1, 1, ROLE_RUNNING,
                    s->n_draft > 0
                        ? arena_printf(a, "+ 待入账 %zu 笔 %s（F2 结账）",
                                       s->n_draft, money(a, draft))
                        : "");
    col = put_piece(c, row + 1, col, role, shown ? "" : open);
    col = put_piece(c, row + 1, col, ROLE_TEXT,
                    arena_printf(a, "已入账结存 %s", money(a, s->hand)));
    put_piece(c, row + 1, col, ROLE_DIM, "● 交清 ◐ 交了一部分 ✗ 未交 – 不用交");
}

void dues_draw_foot(struct dues_view *v, struct ui *ui, struct canvas *c,
                    struct rect reasons)
{
    const struct dues_row *r = dues_view_row(v);
    if (r != NULL) {
        dues_draw_text(c, reasons, ROLE_DIM, why(v, r));
    }
    draw_sums(v, ui, c, reasons.row + reasons.rows);
}
