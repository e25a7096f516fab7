/* F5: what everybody still lacks is taken at once, after names and sum were
   seen; what another window took meanwhile is refused by the ledger. */
#include "dues_screen.h"

#include "pbtui/ledger/codes.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/tui/dialog.h"

#define NAMES_SHOWN 4

static const char *names_open(const struct dues_view *v, struct arena *a)
{
    const char *out = "";
    size_t n = 0;
    for (size_t i = 0; i < v->sheet.n && n < NAMES_SHOWN; i++) {
        const struct dues_row *r = &v->sheet.rows[i];
        if (r->paid < r->due) {
            out = arena_printf(a, "%s%s%s", out, n > 0 ? "、" : "", r->name);
            n++;
        }
    }
    return v->sheet.sums.n_open > n ? arena_printf(a, "%s等", out) : out;
}

/* Who gave a part and would be taken the rest of: perhaps it was agreed on. */
static const char *names_part(const struct dues_view *v, struct arena *a)
{
    const char *out = "";
    for (size_t i = 0; i < v->sheet.n; i++) {
        const struct dues_row *r = &v->sheet.rows[i];
        if (r->paid > 0 && r->paid < r->due) {
            out = arena_printf(a, "%s%s%s", out, out[0] != '\0' ? "、" : "",
                               r->name);
        }
    }
    return out[0] == '\0'
               ? ""
               : arena_printf(a, "其中 %s 已交一部分，这里收余下的。\n", out);
}

static void all_answer(void *ctx, struct ui *ui, int answer)
{
    static const char *const codes[] = {PAY_CASH, PAY_TRANSFER, PAY_ONLINE};
    struct dues_view *v = ctx;
    struct err err = ERR_INIT;
    char fen[32];
    if (answer < 0 || answer > 2) {
        return;
    }
    v->way = codes[answer];
    if (!dues_take_all(v->app->book, &ui->frame,
                       &(struct dues_all){dues_view_day(v), v->way, "",
                                          v->asked_n_open, v->asked_open},
                       &err)) {
        dialog_error(ui, &err);
        dues_view_load(v, v->sheet.month);
        return;
    }
    dues_view_load(v, v->sheet.month);
    ui_note(ui, ROLE_OK, "已收 %zu 人 %s（%s）；F2 结账后入账。",
            v->asked_n_open, money_text(v->asked_open, fen),
            codes_name("pay_way", v->way));
}

void dues_take_everybody(struct dues_view *v)
{
    static const char *const buttons[] = {"现金", "转账", "线上", "返回", NULL};
    struct ui *ui = &v->app->ui;
    const struct dues_sums *s = &v->sheet.sums;
    char fen[32];
    char day[11];
    if (!dues_view_may_take(v)) {
        return;
    }
    if (s->n_open == 0) {
        ui_note(ui, ROLE_OK, "本月都已收齐。");
        return;
    }
    v->asked_n_open = s->n_open;
    v->asked_open = s->open;
    dialog_ask(
        ui, "全收",
        arena_printf(&ui->frame,
                     "收齐 %zu 人，共 %s 元：%s。\n%s都按应交的数收，交纳"
                     "日期 %s。怎么交的？",
                     s->n_open, money_text(s->open, fen),
                     names_open(v, &ui->frame), names_part(v, &ui->frame),
                     date_text(dues_view_day(v), day)),
        buttons, dues_way_index(v->way), all_answer, v);
}
