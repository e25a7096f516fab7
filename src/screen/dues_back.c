/* F8: a payment of the row is taken back.  While its sitting is open it simply
   goes; once it is posted an opposite one is posted with a reason, and both
   stay in the book. */
#include "dues_screen.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/tui/dialog.h"

#define REASON_CHARS 60
#define NOT_POSTED   "收缴时撤回"

static void reverse(struct dues_view *v, const char *reason);

static const char *money(struct arena *a, int64_t fen)
{
    char text[32];
    return arena_str(a, money_text(fen, text));
}

/* ---- asking ------------------------------------------------------------ */

static void reason_answer(void *ctx, struct ui *ui, const char *text)
{
    (void)ui;
    if (text != NULL) {
        reverse(ctx, text);
    }
}

static void sure_answer(void *ctx, struct ui *ui, int answer)
{
    (void)ui;
    if (answer == 1) {
        reverse(ctx, NOT_POSTED);
    }
}

static void ask_reason(struct dues_view *v, const char *text, const char *typed)
{
    const struct dues_paid *p = &v->taking_back;
    struct ui *ui = &v->app->ui;
    dialog_input(ui, arena_printf(&ui->frame, "冲销 %s", p->number), text,
                 typed, REASON_CHARS, reason_answer, v);
}

static void ask(struct dues_view *v)
{
    static const char *const buttons[] = {"不", "撤回", NULL};
    const struct dues_paid *p = &v->taking_back;
    struct ui *ui = &v->app->ui;
    struct arena *a = &ui->frame;
    char day[11];
    if (p->posted) {
        ask_reason(v,
                   arena_printf(a,
                                "%s 收的 %s：%s。已经入账，冲销另编一号，两笔"
                                "都留着，不能撤销。为什么冲销（至少四个字）？",
                                date_text(p->on, day), money(a, p->fen),
                                p->pays_for),
                   "");
    } else {
        dialog_ask(ui, "撤回收款",
                   arena_printf(a, "撤回 %s 收的 %s：%s？%s还没有入账。",
                                date_text(p->on, day), money(a, p->fen),
                                p->pays_for,
                                p->here != p->fen ? "这一笔不只交这个月，要撤"
                                                    "就整笔撤；"
                                                  : ""),
                   buttons, 0, sure_answer, v);
    }
}

/* ---- doing ------------------------------------------------------------- */

static void reverse(struct dues_view *v, const char *reason)
{
    const struct dues_paid p = v->taking_back;
    const struct dues_row *r = dues_view_row(v);
    struct ui *ui = &v->app->ui;
    struct err err = ERR_INIT;
    int64_t id;
    if (!dues_reverse(v->app->book, &ui->frame, p.id, reason, &id, &err)) {
        if (err_is(&err, "E-DUES-083")) {
            ask_reason(v, err.text, reason);
        } else {
            dialog_error(ui, &err);
        }
        return;
    }
    ui_note(ui, ROLE_OK, p.posted ? "已冲销 %s %s：%s。" : "已撤回%s %s：%s。",
            p.number, money(&ui->frame, p.fen), p.pays_for);
    if (p.n_people == 1 && r != NULL) {
        dues_view_again(v, r->person);
        if (p.posted) {
            dues_view_load(v, v->sheet.month); /* what is in hand, too */
        }
    } else {
        dues_view_load(v, v->sheet.month);
    }
}

static void picked(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct dues_view *v = ctx;
    if (id > 0 && (size_t)id <= v->n_asked) {
        v->taking_back = v->asked[id - 1];
        ask(v);
    }
}

static void pick(struct dues_view *v)
{
    struct arena *a = &v->ask_arena;
    struct pick_text *rows = arena_array(a, v->n_asked, sizeof *rows);
    char day[11];
    for (size_t i = 0; i < v->n_asked; i++) {
        const struct dues_paid *p = &v->asked[i];
        rows[i].text = arena_printf(
            a, "%s %s %s %s", date_text(p->on, day), money(a, p->fen),
            codes_name("pay_way", p->way), p->posted ? p->number : "待入账");
        rows[i].about = p->pays_for;
    }
    pick_texts(v->app, "冲销哪一笔", rows, v->n_asked, 0, picked, v);
}

static void ask_which(struct dues_view *v)
{
    if (v->n_asked == 1) {
        v->taking_back = v->asked[0];
        ask(v);
    } else {
        pick(v);
    }
}

static bool read_payments(struct dues_view *v, const struct dues_row *r)
{
    struct err err = ERR_INIT;
    arena_reset(&v->ask_arena);
    if (!dues_payments_of(v->app->book, &v->ask_arena, r->person,
                          v->sheet.month, &v->asked, &v->n_asked, &err)) {
        dialog_error(&v->app->ui, &err);
        return false;
    }
    return true;
}

void dues_take_back(struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    struct ui *ui = &v->app->ui;
    if (r == NULL || !app_can_write(v->app) || !read_payments(v, r)) {
        return;
    }
    if (v->n_asked == 0) {
        ui_note(ui, ROLE_WARN, "%s没有 %s的收款可以冲销。", r->name,
                dues_month_title(&ui->frame, v->sheet.month));
        return;
    }
    ask_which(v);
}

bool dues_take_back_shared(struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    bool shared = false;
    size_t n = 0;
    if (!read_payments(v, r)) {
        return true; /* and said so */
    }
    for (size_t i = 0; i < v->n_asked; i++) {
        const struct dues_paid p = v->asked[i];
        if (!p.posted && p.here != 0) {
            shared = shared || p.here != p.fen;
            v->asked[n++] = p;
        }
    }
    v->n_asked = n;
    if (shared) {
        ask_which(v);
    }
    return shared;
}
