/* Months on the collection screen: the next one is opened, the open one brought
   up to date with roster and assessments, others are looked at. */
#include "dues_screen.h"

#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/tui/dialog.h"

#define MONTH_CHARS 20

/* ---- opening ----------------------------------------------------------- */

/* "" when nobody is meant. */
static const char *told(struct arena *a, const char *names, const char *before,
                        const char *behind)
{
    return names[0] == '\0'
               ? ""
               : arena_printf(a, "%s%s。%s\n", before, names, behind);
}

/* Who has no amount, who came with a gap, who has left: to be seen to. */
static void tell_gaps(struct dues_view *v, const struct dues_opening *o)
{
    struct arena *a = &v->app->ui.frame;
    const char *text = arena_printf(
        a, "%s%s%s%s",
        told(a, o->unassessed, "还没有核定：",
             "按 F7 选“核定”，核定以后再按 F3 更新名单。"),
        told(a, o->gaps, "有几个月没有收过：",
             "问明以后按 F4 补交；转来的也可退回原支部办。"),
        told(a, o->left, "交过本月、却不在本支部交了：", "要退的按 F8 冲销。"),
        told(a, o->leaving, "正在转出、还没有回执，党费交到介绍信写的月份：",
             "以后不再应交；写错了到“组织关系”里改。"));
    if (text[0] != '\0') {
        dialog_message(&v->app->ui, "名单里要留意的", text);
    }
}

static void open_month(struct dues_view *v, int month)
{
    struct ui *ui = &v->app->ui;
    struct dues_opening o;
    struct err err = ERR_INIT;
    char fen[32];
    bool again = v->now == month;
    if (!dues_month_open(v->app->book, &ui->frame, month, &o, &err)) {
        dialog_error(ui, &err);
        return;
    }
    dues_view_load(v, month);
    const char *title = dues_month_title(&ui->frame, month);
    if (!again) {
        ui_note(ui, ROLE_OK, "已启动 %s收缴：%zu 人，应交 %s。", title, o.n,
                money_text(o.fen, fen));
    } else if (o.n_added + o.n_changed + o.n_dropped == 0) {
        ui_note(ui, ROLE_OK, "%s的名单没有变化：%zu 人，应交 %s。", title, o.n,
                money_text(o.fen, fen));
    } else {
        ui_note(ui, ROLE_OK,
                "%s的名单已更新：加 %zu 人，改 %zu 人，去掉 %zu 人；应交 %s。",
                title, o.n_added, o.n_changed, o.n_dropped,
                money_text(o.fen, fen));
    }
    tell_gaps(v, &o);
}

static void first_answer(void *ctx, struct ui *ui, const char *typed)
{
    struct dues_view *v = ctx;
    struct err err = ERR_INIT;
    int month;
    if (typed == NULL) {
        return;
    }
    if (!month_parse(typed, month_of(v->app->book->today), &month, &err)) {
        dialog_error(ui, &err);
        return;
    }
    open_month(v, month);
}

void dues_open_month(struct dues_view *v)
{
    struct ui *ui = &v->app->ui;
    char text[8];
    if (!app_can_write(v->app)) {
        return;
    }
    if (v->now != MONTH_NONE) {
        open_month(v, v->now);
    } else if (v->next == MONTH_NONE) {
        ui_note(ui, ROLE_WARN, "这个月的党费已经结账，下个月还没有到。");
    } else if (v->ever) {
        open_month(v, v->next);
    } else {
        dialog_input(ui, "从哪个月开始收党费",
                     "年月，例如 2026-11。以前的月份以后不能再补启动。",
                     month_text(v->next, text), MONTH_CHARS, first_answer, v);
    }
}

/* ---- looking at others ------------------------------------------------- */

void dues_go_month(struct dues_view *v, int by)
{
    struct ui *ui = &v->app->ui;
    struct dues_sheet there;
    struct err err = ERR_INIT;
    int month = v->sheet.month + by;
    if (!dues_sheet_read(v->app->book, &ui->frame, month, &there, &err)) {
        ui_note_err(ui, &err);
    } else if (there.opened_on != DATE_NONE) {
        dues_view_load(v, month);
    } else if (by < 0) {
        ui_note(ui, ROLE_DIM, "再往前没有收缴过党费。");
    } else if (month == v->next) {
        ui_note(ui, ROLE_DIM, "%s还没有启动收缴：按 F3。",
                dues_month_title(&ui->frame, month));
    } else {
        ui_note(ui, ROLE_DIM, "%s还没有到。",
                dues_month_title(&ui->frame, month));
    }
}
