/* One payment over several months, for several people, or 大额党费.

   Stages: opens on what the person under the cursor owes, oldest first, to the
   open month → how many months, or an amount, is typed; the rules are asked at
   every change → more people by their names, who brought it → Enter takes it.
   Left with something typed it asks; a lost terminal leaves a draft. */
#include "dues_pay.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/tui/dialog.h"

#define FOOT_ROWS 5

/* ---- the view ---------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    const struct pay_form *f = (const struct pay_form *)view;
    return CTX_ALL | CTX_SEND | CTX_DUES_PAY | formbox_contexts(&f->form);
}

static void draw_foot(struct pay_form *f, struct ui *ui, struct canvas *c,
                      struct rect at)
{
    struct arena *a = &ui->frame;
    char fen[32];
    size_t line = 0;
    enum pay_line_item which;
    canvas_hline(c, at.row, at.col, at.cols);
    const char *meant = pay_meant(f, a);
    enum role role = ROLE_TEXT;
    if (meant[0] == '\0' && !pay_is_large(f)) {
        pay_line_of(f, formbox_focused(&f->form), &line, &which);
        line = line < f->n_lines ? line : f->n_lines - 1;
        const struct pay_line *l = &f->lines[line];
        if (l->person != 0) {
            meant = arena_printf(a, "%s：%s", l->name, pay_line_words(f, a, l));
            role = l->bad != LINE_ITEMS ? ROLE_ERROR : role;
        }
    }
    canvas_put_fit(c, at.row + 1, 1, at.cols - 2, role, FIT_LEFT, meant);
    if (!pay_is_large(f) && role != ROLE_ERROR) {
        canvas_putf(c, at.row + 2, 1, ROLE_TITLE, "合计 %s 元",
                    money_text(pay_sum(f), fen));
    }
    int row = at.row + 3;
    int end = at.row + at.rows;
    for (size_t i = 0; i < f->issues.n && row < end; i++) {
        const struct issue *it = &f->issues.list[i];
        int rows = f->issues.n > 1 ? 1 : end - row;
        row += dues_draw_text(
            c, (struct rect){row, 1, rows, at.cols - 2},
            it->blocks ? ROLE_ERROR : ROLE_WARN,
            arena_printf(a, "%s %s", it->blocks ? "✗" : "!", it->text));
    }
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct pay_form *f = (struct pay_form *)view;
    int foot = area.row + area.rows - FOOT_ROWS;
    app_draw_top(f->app, c, area.row,
                 arena_printf(&ui->frame, "党费 › %s › 收一笔",
                              dues_month_title(&ui->frame, f->open)));
    formbox_draw(
        &f->form, c,
        (struct rect){area.row + 1, area.col, foot - area.row - 1, area.cols});
    if (f->draft.saved_at[0] != '\0') {
        canvas_putf(c, foot - 1, area.cols - 14, ROLE_DIM, "草稿 %s",
                    f->draft.saved_at + 11);
    }
    draw_foot(f, ui, c, (struct rect){foot, area.col, FOOT_ROWS, area.cols});
}

static bool is_unsaved(const struct view *view)
{
    const struct pay_form *f = (const struct pay_form *)view;
    return formbox_touched(&f->form) || f->n_lines > 1;
}

static void leave_answer(void *ctx, struct ui *ui, int answer)
{
    struct pay_form *f = ctx;
    if (answer == 0) {
        if (pay_take(f)) {
            ui_pop(ui);
        }
    } else if (answer == 1) {
        sheet_draft_remove(&f->draft, f->app);
        ui_pop(ui);
    }
}

static enum view_result leave(struct pay_form *f)
{
    static const char *const buttons[] = {"收款", "不收", "继续填", NULL};
    if (!is_unsaved(&f->view)) {
        sheet_draft_remove(&f->draft, f->app);
        return VIEW_CLOSE;
    }
    dialog_ask(&f->app->ui, "还没有收", "这一笔填过，还没有收。", buttons, 2,
               leave_answer, f);
    return VIEW_DONE;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct pay_form *f = (struct pay_form *)view;
    switch (cmd) {
    case CMD_SEND_GO:
        if (pay_enter_person(f)) {
            return VIEW_DONE;
        }
        return pay_take(f) ? VIEW_CLOSE : VIEW_DONE;
    case CMD_DUES_ADD:
        pay_pick_another(f);
        return VIEW_DONE;
    case CMD_UNDO: /* not a payment that was taken before */
    case CMD_REDO:
        if (is_unsaved(view)) {
            ui_note(ui, ROLE_WARN,
                    "这一笔还没有收，先收下或按 Esc 不收，再撤"
                    "销别的。");
            return VIEW_DONE;
        }
        return VIEW_PASS;
    default:
        break;
    }
    enum view_result r = formbox_command(&f->form, ui, cmd);
    return r == VIEW_PASS && cmd == CMD_BACK ? leave(f) : r;
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct pay_form *f = (struct pay_form *)view;
    app_watch(f->app);
    pay_steer(f, k);
    return formbox_key(&f->form, ui, k);
}

static void tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    (void)now_ms;
    view->tick_at = 0;
    pay_write_draft((struct pay_form *)view);
}

static void hang_up(struct view *view, struct ui *ui)
{
    (void)ui;
    pay_write_draft((struct pay_form *)view);
}

static void help(const struct view *view, struct strbuf *out)
{
    static const enum dues_setting told[] = {DUES_PREPAY_MONTHS,
                                             DUES_LATE_MONTHS, DUES_LARGE};
    const struct pay_form *f = (const struct pay_form *)view;
    sb_add(out, "【收一笔】先写几个月，金额跟着变；或者打金额，从欠得最早的月"
                "份摊下去，先补往月，再交本月，再预交。替几个人交的，接着打下一"
                "个人的姓名或拼音首字母，回车；按季交的也记成每个月一行。不是第"
                "一个人来交的，改交款人。回车收下。\n");
    for (size_t i = 0; i < ARRAY_LEN(told); i++) {
        const struct dues_limit *l =
            dues_limit(book_dues(f->app->book), told[i], f->app->book->today);
        sb_addf(out, "· %s（%s）\n", l->text, l->basis);
    }
    sb_addc(out, '\n');
}

void pay_form_free(struct pay_form *f)
{
    formbox_clear(&f->form);
    sheet_draft_clear(&f->draft);
    arena_clear(&f->arena);
    arena_clear(&f->check_arena);
    mem_free(f);
}

static void close_view(struct view *view)
{
    pay_form_free((struct pay_form *)view);
}

static const struct view_class pay_form_class = {
    .name = "dues-pay",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .tick = tick,
    .hang_up = hang_up,
    .unsaved = is_unsaved,
    .help = help,
    .close = close_view,
};

bool pay_is_form(const struct view *view)
{
    return view->cls == &pay_form_class;
}

/* ---- opening ----------------------------------------------------------- */

struct pay_form *pay_form_new(struct app *app)
{
    struct err err = ERR_INIT;
    char text[11];
    int open;
    if (!app_can_write(app)) {
        return NULL;
    }
    if (!dues_month_now(app->book, &open, &err)) {
        ui_note_err(&app->ui, &err);
        return NULL;
    }
    if (open == MONTH_NONE) {
        ui_note(&app->ui, ROLE_WARN,
                "没有正在收缴的月份，请先在党费收缴里按 F3 启动。");
        return NULL;
    }
    struct pay_form *f = mem_new(sizeof *f);
    f->view.cls = &pay_form_class;
    f->app = app;
    f->open = open;
    pay_make_items(f);
    struct form_hooks hooks = {.ctx = f,
                               .check = pay_on_check,
                               .pick = pay_on_pick,
                               .changed = pay_on_changed};
    formbox_init(&f->form, f->items, PAY_ITEMS, NULL, 1, hooks);
    formbox_set(pay_item(f, PAY_KIND),
                codes_name("payment_kind", PAYMENT_MONTHLY));
    formbox_set(pay_item(f, PAY_WAY_ITEM), codes_name("pay_way", PAY_CASH));
    formbox_set(pay_item(f, PAY_ON), date_text(app->book->today, text));
    return f;
}

void dues_pay_open(struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    char text[11];
    struct pay_form *f = pay_form_new(v->app);
    if (f == NULL) {
        return;
    }
    f->of = v;
    formbox_set(pay_item(f, PAY_WAY_ITEM), codes_name("pay_way", v->way));
    formbox_set(pay_item(f, PAY_ON), date_text(dues_view_day(v), text));
    pay_add_line(f, r != NULL ? r->person : 0);
    pay_show(f);
    pay_check(f);
    formbox_focus(&f->form,
                  pay_line_item(f, 0, r != NULL ? LINE_N : LINE_PERSON)->name);
    ui_push(&v->app->ui, &f->view);
}
