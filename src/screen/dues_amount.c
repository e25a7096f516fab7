/* Taking money on the sheet: what is lacking with the space bar, another amount
   by typing it into the row, everybody at once.

   What the rules only warn of asks for a reason and then goes on; what they
   refuse stays in the row as it was typed.  What is not posted yet can be typed
   over: the amount in the row is what was paid in this sitting. */
#include "dues_screen.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/tui/dialog.h"

#define REASON_CHARS 60
#define NAMES_SHOWN  4

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

static bool untake(struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    struct err err = ERR_INIT;
    int64_t fen;
    bool ok = dues_untake(v->app->book, &v->app->ui.frame, r->person,
                          v->sheet.month, &fen, &err);
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
    char fen[32];
    if (r == NULL || !dues_view_may_take(v) || nothing_due(v, r)) {
        return;
    }
    if (r->paid < r->due) {
        take(v, r->due - r->paid, "", false);
    } else if (r->draft != 0) {
        money_text(r->draft, fen);
        if (untake(v)) {
            ui_note(&v->app->ui, ROLE_OK, "已撤回 %s %s。",
                    dues_view_row(v)->name, fen);
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
    bool ok = take(v, v->fen, reason, dues_view_row(v)->draft != 0);
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
    t.instead = r->draft;
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

bool dues_amount_take(struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    struct ui *ui = &v->app->ui;
    struct issues is = {.arena = &ui->frame};
    if (v->amount.text.len == 0) {
        dues_amount_forget(v);
        return true;
    }
    /* Whatever keeps it in the row, a digit begins another one. */
    v->amount.fresh = true;
    if (r == NULL || !dues_view_may_take(v) || !read_amount(v)) {
        return false;
    }
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

/* ---- everybody --------------------------------------------------------- */

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
    if (!dues_take_all(v->app->book, &ui->frame, dues_view_day(v), v->way,
                       v->asked_n_open, v->asked_open, &err)) {
        dialog_error(ui, &err);
        dues_view_load(v, v->sheet.month);
        return;
    }
    dues_view_load(v, v->sheet.month);
    ui_note(ui, ROLE_OK, "已收 %zu 人 %s（%s）；F2 结账后入账。",
            v->asked_n_open, money_text(v->asked_open, fen),
            codes_name("pay_way", v->way));
}

static int way_index(const char *way)
{
    return strcmp(way, PAY_TRANSFER) == 0 ? 1
           : strcmp(way, PAY_ONLINE) == 0 ? 2
                                          : 0;
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
        buttons, way_index(v->way), all_answer, v);
}

/* ---- how the next is taken --------------------------------------------- */

static void day_answer(void *ctx, struct ui *ui, int day)
{
    struct dues_view *v = ctx;
    if (day == DATE_NONE) {
        return;
    }
    if (day > v->app->book->today) {
        ui_note(ui, ROLE_WARN, "交纳日期不能在今天之后。");
        return;
    }
    v->on = day == v->app->book->today ? DATE_NONE : day;
}

static void way_answer(void *ctx, struct ui *ui, int answer)
{
    static const char *const codes[] = {PAY_CASH, PAY_TRANSFER, PAY_ONLINE};
    struct dues_view *v = ctx;
    if (answer == 3) {
        dialog_calendar(ui, "交纳日期", dues_view_day(v), day_answer, v);
    } else if (answer >= 0) {
        v->way = codes[answer];
    }
}

void dues_ask_way(struct dues_view *v)
{
    static const char *const buttons[] = {"现金", "转账", "线上", "换日期",
                                          NULL};
    struct ui *ui = &v->app->ui;
    char day[11];
    dialog_ask(ui, "以后收的怎么记",
               arena_printf(&ui->frame, "现在记的是：%s，%s 交。",
                            codes_name("pay_way", v->way),
                            date_text(dues_view_day(v), day)),
               buttons, way_index(v->way), way_answer, v);
}

/* ---- why somebody is late ---------------------------------------------- */

static void delay_answer(void *ctx, struct ui *ui, const char *text)
{
    struct dues_view *v = ctx;
    struct err err = ERR_INIT;
    const struct dues_row *r = text != NULL ? dues_view_asked(v) : NULL;
    if (r == NULL) {
        return;
    }
    if (!dues_delay(v->app->book, &ui->frame, r->person, v->sheet.month, text,
                    &err)) {
        dialog_error(ui, &err);
    }
    dues_view_again(v, r->person);
}

/* A reason from before the money came is opened, to be taken out. */
static bool owes_nothing(struct dues_view *v, const struct dues_row *r)
{
    enum dues_mark mark = dues_row_mark(r);
    bool owes = mark == DUES_MARK_UNPAID || mark == DUES_MARK_PART ||
                strcmp(r->state, DUE_UNASSESSED) == 0;
    if (owes || r->delayed[0] != '\0') {
        return false;
    }
    ui_note(&v->app->ui, ROLE_WARN, "%s这个月%s，不用写迟交的原因。", r->name,
            mark == DUES_MARK_PAID ? "已经交清" : "不用交");
    return true;
}

void dues_ask_delay(struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    struct ui *ui = &v->app->ui;
    if (r == NULL || !dues_view_may_take(v) || owes_nothing(v, r)) {
        return;
    }
    v->asked_person = r->person;
    dialog_input(ui, arena_printf(&ui->frame, "%s：迟交的原因", r->name),
                 "为什么没有按时交，说定哪天交；空着就是没有。", r->delayed,
                 REASON_CHARS, delay_answer, v);
}
