/* Closing from the collection screen: while something is not posted the
   sitting, then the month.

   Stages: what is to be closed is shown, with what stands in the way → cash is
   counted, the difference is seen while typing → Enter; a month asks once more,
   because it is final.  What was typed is still there when it is opened again
   (dues_count_keep.c). */
#include "dues_count.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/record.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/tui/dialog.h"

#define LOW_ROWS 2 /* the rule and the difference */
#define FORM_ROWS                                                              \
    8 /* of the notes, with their hint; what is left is the list */

static struct count_form *self_of(struct view *view)
{
    return (struct count_form *)view;
}

/* ---- closing ----------------------------------------------------------- */

static void tell_sitting(struct count_form *f, int64_t id, size_t n)
{
    struct ui *ui = &f->of->app->ui;
    struct record r;
    char number[16];
    char fen[32];
    if (!record_read(&r, &ledger_sitting, f->of->app->book, &ui->frame, id,
                     NULL)) {
        return;
    }
    int64_t sum = record_int(&r, SITTING_CASH) +
                  record_int(&r, SITTING_TRANSFER) +
                  record_int(&r, SITTING_ONLINE);
    ui_note(ui, ROLE_OK, "已入账：收缴单 %s，%zu 笔 %s 元。F7 收缴单里可打印。",
            number_text((int)record_int(&r, SITTING_YEAR),
                        record_int(&r, SITTING_NO), number),
            n, money_text(sum, fen));
}

static bool count_of(struct count_form *f, struct dues_count *out)
{
    struct err err = ERR_INIT;
    *out = (struct dues_count){
        .notes = count_notes(f, &f->arena),
        .note = formbox_get(&f->items[COUNT_NOTE]),
    };
    if (!count_read(f, &out->counted, &err)) {
        ui_note_err(&f->of->app->ui, &err);
        return false;
    }
    return true;
}

/* Both close the form when they have done it. */
static enum view_result close_sitting(struct count_form *f)
{
    struct dues_view *v = f->of;
    struct ui *ui = &v->app->ui;
    struct dues_count count;
    struct err err = ERR_INIT;
    size_t n = v->sheet.sums.n_draft;
    int64_t id;
    if (!count_of(f, &count)) {
        return VIEW_DONE;
    }
    if (!dues_sitting_close(v->app->book, &f->arena, &count, &id, &err)) {
        ui_note_err(ui, &err);
        return VIEW_DONE;
    }
    count_forget(v);
    dues_view_load(v, v->sheet.month);
    tell_sitting(f, id, n);
    return VIEW_CLOSE;
}

static void close_month(struct count_form *f)
{
    struct dues_view *v = f->of;
    struct ui *ui = &v->app->ui;
    struct dues_count count;
    struct err err = ERR_INIT;
    if (!count_of(f, &count)) {
        return;
    }
    if (!dues_month_close(v->app->book, &f->arena, v->sheet.month, &count,
                          &err)) {
        dialog_error(ui, &err);
        return;
    }
    count_forget(v);
    dues_view_load(v, v->sheet.month);
    ui_pop(ui); /* the form: nothing is over it */
    ui_note(ui, ROLE_OK, "%s已结账。%s",
            dues_month_title(&ui->frame, v->sheet.month),
            v->next != MONTH_NONE ? "按 F3 启动下一个月。" : "");
}

static void sure_answer(void *ctx, struct ui *ui, int answer)
{
    (void)ui;
    if (answer == 1) {
        close_month(ctx);
    }
}

/* What must be seen to first is said; what should be known is asked about. */
static enum view_result ask_month(struct count_form *f)
{
    static const char *const buttons[] = {"不", "结账", NULL};
    struct ui *ui = &f->of->app->ui;
    struct arena *a = &ui->frame;
    const char *known = "";
    for (size_t i = 0; i < f->issues.n; i++) {
        const struct issue *it = &f->issues.list[i];
        if (it->blocks) {
            ui_note(ui, ROLE_ERROR, "%s（%s）", it->text, it->code);
            return VIEW_DONE;
        }
        known = arena_printf(a, "%s%s", known, it->text);
    }
    int64_t fen;
    struct err err = ERR_INIT;
    if (!count_read(f, &fen, &err)) {
        ui_note_err(ui, &err);
        return VIEW_DONE;
    }
    if (fen != f->cash && (fen >= 0 || f->cash != 0)) {
        ui_note(ui, ROLE_ERROR,
                fen < 0 ? "先点钞，填上点钞合计。"
                        : "点钞与账上的现金不符，差额为零才能结账，请再点一"
                          "遍。");
        return VIEW_DONE;
    }
    dialog_ask(ui, "给这个月结账",
               arena_printf(a,
                            "%s%s结账以后，这个月的应交、收款都不能再改，也"
                            "不能撤销；以后收到的记到后面的月份。",
                            known, dues_month_title(a, f->of->sheet.month)),
               buttons, 0, sure_answer, f);
    return VIEW_DONE;
}

/* ---- the view ---------------------------------------------------------- */

static void on_check(void *ctx, struct formbox *form, struct form_item *item,
                     bool leaving)
{
    struct count_form *f = ctx;
    ptrdiff_t at = item - f->items;
    (void)form;
    (void)leaving;
    formbox_error(item, "");
    if (at < COUNT_FIRST_FACE || at >= COUNT_NOTE) {
        return;
    }
    const char *text = formbox_get(item);
    if (strspn(text, "0123456789") != strlen(text)) {
        formbox_error(item, "张数只写数字");
    } else if (item->touched) {
        count_follow(f);
    }
}

static void on_changed(void *ctx, struct formbox *form)
{
    struct count_form *f = ctx;
    (void)form;
    sheet_draft_changed(&f->of->counting, &f->view);
}

/* Another window may have taken something. */
static void watch(struct count_form *f)
{
    dues_view_watch(f->of);
    if (!f->month && f->seq != f->of->seq) {
        f->cash = f->of->sheet.sums.draft_cash;
        f->seq = f->of->seq;
        count_list_read(f);
    }
}

static uint64_t contexts(const struct view *view)
{
    const struct count_form *f = (const struct count_form *)view;
    return CTX_ALL | CTX_SEND | formbox_contexts(&f->form);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct count_form *f = self_of(view);
    int low = area.row + area.rows - LOW_ROWS;
    app_draw_top(f->of->app, c, area.row,
                 arena_printf(&ui->frame, "党费 › %s › %s",
                              dues_month_title(&ui->frame, f->of->sheet.month),
                              f->month ? "本月结账" : "本次结账"));
    int row = area.row + 1;
    row += count_draw_head(f, ui, c,
                           (struct rect){row, area.col, low - row, area.cols});
    canvas_hline(c, row++, area.col, area.cols);
    int listed = f->month ? 0 : low - row - FORM_ROWS;
    listed = listed > 1 ? listed : 0;
    formbox_draw(&f->form, c,
                 (struct rect){row, area.col, low - row - listed, area.cols});
    count_list_draw(f, ui, c,
                    (struct rect){low - listed, area.col, listed, area.cols});
    canvas_hline(c, low, area.col, area.cols);
    count_draw_difference(f, ui, c, low + 1);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct count_form *f = self_of(view);
    if (cmd == CMD_SEND_GO) {
        return f->month ? ask_month(f) : close_sitting(f);
    }
    watch(f);
    if (cmd == CMD_UNDO || cmd == CMD_REDO) { /* of a field alone */
        ui_note(ui, ROLE_WARN, "点钞的时候不撤销收款；按 Esc 回去再撤销。");
        return VIEW_DONE;
    }
    if (count_list_scroll(f, cmd)) {
        return VIEW_DONE;
    }
    enum view_result r = formbox_command(&f->form, ui, cmd);
    if (r == VIEW_PASS && cmd == CMD_BACK) {
        count_keep(f);
        return VIEW_CLOSE;
    }
    return r;
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct count_form *f = self_of(view);
    watch(f);
    return formbox_key(&f->form, ui, k);
}

static void tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    (void)now_ms;
    view->tick_at = 0;
    count_write_draft(self_of(view));
}

static void hang_up(struct view *view, struct ui *ui)
{
    (void)ui;
    count_write_draft(self_of(view));
}

static void help(const struct view *view, struct strbuf *out)
{
    const struct count_form *f = (const struct count_form *)view;
    sb_add(out, f->month
                    ? "【本月结账】没有待入账的、账目核对无误、点钞和账上的"
                      "现金一样，才能结账。结了账的月份不再打开：以后收到的记"
                      "到正在收的月份，写明所属月份。\n\n"
                    : "【本次结账】点出来的现金要和这次收的现金一样；差一分也"
                      "结不了账。写票面张数，合计自动算出；只写合计也行。结账"
                      "后每一笔都有编号。\n不符的，照下面“这次收的”一笔一笔"
                      "对（现金在前）；收错的按 Esc 回去按 F8 撤回。\n\n");
}

static void close_view(struct view *view)
{
    struct count_form *f = self_of(view);
    formbox_clear(&f->form);
    arena_clear(&f->list.arena);
    arena_clear(&f->arena);
    mem_free(f);
}

static const struct view_class count_form_class = {
    .name = "dues-count",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .tick = tick,
    .hang_up = hang_up,
    .help = help,
    .close = close_view,
};

/* ---- opening ----------------------------------------------------------- */

static bool read_month(struct count_form *f, struct err *err)
{
    struct book *b = f->of->app->book;
    int month = f->of->sheet.month;
    f->issues = (struct issues){.arena = &f->arena};
    if (!dues_figures(b, &f->arena, month, &f->figures, err)) {
        return false;
    }
    dues_close_check(b, &f->arena, month, &f->issues);
    f->cash = f->figures.hand_cash;
    return true;
}

void dues_count_open(struct dues_view *v)
{
    struct err err = ERR_INIT;
    struct ui *ui = &v->app->ui;
    if (!dues_view_may_take(v)) {
        return;
    }
    struct count_form *f = mem_new(sizeof *f);
    f->view.cls = &count_form_class;
    f->of = v;
    f->month = v->sheet.sums.n_draft == 0;
    f->cash = v->sheet.sums.draft_cash;
    f->seq = v->seq;
    if (!f->month) {
        count_list_read(f);
    } else if (!read_month(f, &err)) {
        ui_note_err(ui, &err);
        arena_clear(&f->arena);
        mem_free(f);
        return;
    }
    count_items_make(f);
    struct form_hooks hooks = {
        .ctx = f, .check = on_check, .changed = on_changed};
    formbox_init(&f->form, f->items, COUNT_ITEMS, NULL, 1, hooks);
    count_take_draft(v, f->month);
    count_put_back(f);
    formbox_focus(&f->form, "counted");
    ui_push(ui, &f->view);
}
