/* How what is taken from now on is written down, F12: in what way, by which
   day; and why somebody is late, Ctrl+K. */
#include "dues_screen.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

#define REASON_CHARS 60

/* ---- how the next is taken --------------------------------------------- */

int dues_way_index(const char *way)
{
    return strcmp(way, PAY_TRANSFER) == 0 ? 1
           : strcmp(way, PAY_ONLINE) == 0 ? 2
                                          : 0;
}

static void day_answer(void *ctx, struct ui *ui, int day)
{
    struct dues_view *v = ctx;
    if (day == DATE_NONE) {
        return;
    }
    struct issues is = {.arena = &ui->frame};
    struct dues_take t = {.on = day, .way = v->way};
    dues_take_check(v->app->book, &t, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (strcmp(is.list[i].column, "paid_on") == 0) {
            ui_note(ui, ROLE_ERROR, "%s（%s）", is.list[i].text,
                    is.list[i].code);
            return;
        }
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
               buttons, dues_way_index(v->way), way_answer, v);
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
