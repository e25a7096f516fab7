/* Taking money on the sheet: what is lacking with the space bar, another amount
   by typing it into the row.

   What the rules only warn of asks for a reason and then goes on; what they
   refuse stays in the row as it was typed.  Where something waits to be posted
   already it is asked whether the amount comes to it or stands in its place:
   neither is lost by a guess. */
#include "dues_screen.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/tui/dialog.h"

#define REASON_CHARS 60

/* ---- one payment ------------------------------------------------------- */

static struct dues_take take_of(const struct dues_view *v,
                                const struct dues_row *r,
                                const struct dues_pay *pay, const char *reason)
{
    return (struct dues_take){
        .on = dues_view_day(v),
        .way = v->way,
        .by = r->person,
        .parts = pay,
        .n = 1,
        .reason = reason,
    };
}

/* `instead`: what the sitting holds of the month gives way to it. */
static bool take(struct dues_view *v, int64_t fen, const char *reason,
                 bool instead)
{
    const struct dues_row *r = dues_view_row(v);
    struct dues_pay pay = {r->person, v->sheet.month, fen};
    struct dues_take t = take_of(v, r, &pay, reason);
    struct err err = ERR_INIT;
    struct arena *a = &v->app->ui.frame;
    bool ok = instead ? dues_retake(v->app->book, a, &t, &err)
                      : dues_take(v->app->book, a, &t, 1, NULL, &err);
    if (!ok) {
        ui_note_err(&v->app->ui, &err);
    }
    dues_view_again(v, r->person);
    return ok;
}

static bool untake(struct dues_view *v, int64_t *fen)
{
    const struct dues_row *r = dues_view_row(v);
    struct err err = ERR_INIT;
    bool ok = dues_untake(v->app->book, &v->app->ui.frame, r->person,
                          v->sheet.month, fen, &err);
    if (!ok) {
        ui_note_err(&v->app->ui, &err);
    }
    dues_view_again(v, r->person);
    return ok;
}

/* Nothing can be taken from this row, and why. */
static bool nothing_due(struct dues_view *v, const struct dues_row *r)
{
    struct ui *ui = &v->app->ui;
    if (strcmp(r->state, DUE_UNASSESSED) == 0) {
        ui_note(ui, ROLE_WARN,
                "%s还没有核定党费：按 F7 选“党费核定”，核定以后按 F3 更新"
                "名单。",
                r->name);
        return true;
    }
    if (r->due > 0 || r->paid > 0) {
        return false;
    }
    ui_note(ui, ROLE_WARN, "%s这个月%s，不用交；自愿要交的直接打金额。",
            r->name, codes_name("due_state", r->state));
    return true;
}

void dues_take_row(struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    char text[32];
    int64_t fen;
    if (r == NULL || !dues_view_may_take(v) || nothing_due(v, r)) {
        return;
    }
    if (r->paid < r->due) {
        take(v, r->due - r->paid, "", false);
    } else if (r->draft != 0) {
        if (!dues_take_back_shared(v) && untake(v, &fen)) {
            ui_note(&v->app->ui, ROLE_OK, "已撤回 %s %s。",
                    dues_view_row(v)->name, money_text(fen, text));
        }
    } else {
        ui_note(&v->app->ui, ROLE_WARN,
                "%s这个月的已经入账；收错了按 F8 冲销，再重新收。", r->name);
    }
}

/* ---- an amount that is typed ------------------------------------------- */

void dues_amount_begin(struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    editline_set(&v->amount, "");
    v->editing = true;
    v->adding = false;
    v->typed_paid = r != NULL ? r->paid : 0;
}

void dues_amount_forget(struct dues_view *v)
{
    v->editing = false;
    editline_set(&v->amount, "");
    sheet_draft_remove(&v->draft, v->app);
}

static bool put(struct dues_view *v, const char *reason)
{
    bool instead = dues_view_row(v)->draft != 0 && !v->adding;
    bool ok = take(v, v->fen, reason, instead);
    if (ok) {
        dues_amount_forget(v);
    }
    return ok;
}

static void reason_answer(void *ctx, struct ui *ui, const char *text)
{
    struct dues_view *v = ctx;
    if (text == NULL || dues_view_asked(v) == NULL) {
        return; /* the amount is still in the row */
    }
    if (text[0] == '\0') {
        ui_note(ui, ROLE_WARN,
                "没有写原因，还没有收；按回车再写，按 Esc 不"
                "收。");
        return;
    }
    put(v, text);
}

static void check(struct dues_view *v, const struct dues_row *r,
                  struct issues *is)
{
    struct dues_pay pay = {r->person, v->sheet.month, v->fen};
    struct dues_take t = take_of(v, r, &pay, "");
    t.instead = v->adding ? 0 : r->draft;
    dues_take_check(v->app->book, &t, is);
}

static const struct issue *worst(const struct issues *is)
{
    for (size_t i = 0; i < is->n; i++) {
        if (is->list[i].blocks) {
            return &is->list[i];
        }
    }
    return is->n > 0 ? &is->list[0] : NULL;
}

static bool read_amount(struct dues_view *v)
{
    struct err err = ERR_INIT;
    if (!money_parse(v->amount.text.s, &v->fen, &err)) {
        ui_note_err(&v->app->ui, &err);
        return false;
    }
    if (v->fen == 0) {
        ui_note(&v->app->ui, ROLE_WARN,
                "金额要大于零；没有交的不用写，撤回按 Esc 再按空格。");
        return false;
    }
    return true;
}

/* True when it was taken; false: it stays in the row, or a reason is asked. */
static bool take_checked(struct dues_view *v, const struct dues_row *r)
{
    struct ui *ui = &v->app->ui;
    struct issues is = {.arena = &ui->frame};
    check(v, r, &is);
    const struct issue *it = worst(&is);
    if (it == NULL) {
        return put(v, "");
    }
    if (it->blocks) {
        ui_note(ui, ROLE_ERROR, "%s（%s）", it->text, it->code);
        return false;
    }
    v->asked_person = r->person;
    dialog_input(ui, "确要这样收的，写明原因", it->text, "", REASON_CHARS,
                 reason_answer, v);
    return false;
}

static void second_answer(void *ctx, struct ui *ui, int answer)
{
    struct dues_view *v = ctx;
    const struct dues_row *r = answer < 0 ? NULL : dues_view_asked(v);
    (void)ui;
    if (r != NULL && answer < 2) {
        v->adding = answer == 0;
        take_checked(v, r);
    }
}

/* 现金 10.00、转账 15.00: what waits of this month. */
static const char *words_waiting(struct dues_view *v, const struct dues_row *r)
{
    struct arena *a = &v->app->ui.frame;
    struct dues_paid *list;
    struct err err = ERR_INIT;
    size_t n;
    const char *out = "";
    char fen[32];
    if (!dues_payments_of(v->app->book, a, r->person, v->sheet.month, &list, &n,
                          &err)) {
        return arena_str(a, money_text(r->draft, fen));
    }
    for (size_t i = n; i-- > 0;) {
        if (!list[i].posted && list[i].here != 0) {
            out = arena_printf(a, "%s%s%s %s", out, out[0] != '\0' ? "、" : "",
                               codes_name("pay_way", list[i].way),
                               money_text(list[i].here, fen));
        }
    }
    return out;
}

/* An instalment, or a slip of the pen: only the clerk knows. */
static void ask_second(struct dues_view *v, const struct dues_row *r)
{
    struct ui *ui = &v->app->ui;
    struct arena *a = &ui->frame;
    char typed[32];
    char sum[32];
    bool fits = r->paid + v->fen <= r->due;
    money_text(v->fen, typed);
    const char *const buttons[] = {
        arena_printf(a, "加收 %s", typed),
        arena_printf(a, "改为 %s", typed),
        "返回",
        NULL,
    };
    v->asked_person = r->person;
    dialog_ask(ui, "已经收过一笔",
               arena_printf(a,
                            "%s这个月待入账的已有 %s。再加收 %s（%s），一共 "
                            "%s；还是只收 %s，代替先前的？",
                            r->name, words_waiting(v, r), typed,
                            codes_name("pay_way", v->way),
                            money_text(r->paid + v->fen, sum), typed),
               buttons, fits ? 0 : 1, second_answer, v);
}

bool dues_amount_take(struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    if (v->amount.text.len == 0) {
        dues_amount_forget(v);
        return true;
    }
    /* Whatever keeps it in the row, a digit begins another one. */
    v->amount.fresh = true;
    if (r == NULL || !dues_view_may_take(v) || !read_amount(v)) {
        return false;
    }
    v->adding = false;
    if (r->draft != 0) {
        ask_second(v, r);
        return false;
    }
    return take_checked(v, r);
}

/* ---- its keys ---------------------------------------------------------- */

void dues_amount_busy(struct dues_view *v)
{
    ui_note(&v->app->ui, ROLE_WARN,
            "先按回车收下正在打的金额，或按 Esc 不收。");
}

/* Enter, Tab and the arrows take what is typed, Esc forgets it; nothing else
   happens meanwhile. */
enum view_result dues_amount_command(struct dues_view *v, int cmd)
{
    switch (cmd) {
    case CMD_BACK:
        dues_amount_forget(v);
        return VIEW_DONE;
    case CMD_OPEN: /* Enter */
        dues_amount_take(v);
        return VIEW_DONE;
    case CMD_NEXT:
    case CMD_PREVIOUS:
        if (dues_amount_take(v)) {
            dues_find_next(v, cmd == CMD_PREVIOUS);
        }
        return VIEW_DONE;
    case CMD_UP:
    case CMD_DOWN:
    case CMD_PAGE_UP:
    case CMD_PAGE_DOWN:
        if (dues_amount_take(v)) {
            dues_move(v, cmd);
        }
        return VIEW_DONE;
    case CMD_HELP:
    case CMD_REDRAW:
    case CMD_SUSPEND:
        return VIEW_PASS;
    default:
        break;
    }
    if (!editline_command(&v->amount, cmd)) {
        dues_amount_busy(v);
    }
    return VIEW_DONE;
}
