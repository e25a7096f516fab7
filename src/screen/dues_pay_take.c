/* The payment of the form put together, looked at by the rules at every change,
   taken at the end. */
#include "dues_pay.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

struct form_item *pay_item(struct pay_form *f, enum pay_item i)
{
    return &f->items[i];
}

struct form_item *pay_line_item(struct pay_form *f, size_t line,
                                enum pay_line_item i)
{
    return &f->items[PAY_FIRST_LINE + line * LINE_ITEMS + i];
}

static const char *text_of(struct pay_form *f, enum pay_item i)
{
    return formbox_get(pay_item(f, i));
}

/* ---- putting it together ----------------------------------------------- */

static const struct dues_pay *all_parts(const struct pay_form *f,
                                        struct arena *a, size_t *n)
{
    struct dues_pay *out =
        arena_array(a, PAY_LINES_MAX * PAY_MONTHS_MAX, sizeof *out);
    *n = 0;
    for (size_t i = 0; i < f->n_lines; i++) {
        const struct pay_line *l = &f->lines[i];
        for (size_t k = 0; l->person != 0 && k < l->n; k++) {
            out[(*n)++] = l->parts[k];
        }
    }
    return out;
}

static struct dues_take take_of(struct pay_form *f, struct arena *a)
{
    struct dues_take t = {
        .kind = pay_is_large(f) ? PAYMENT_LARGE : PAYMENT_MONTHLY,
        .on = DATE_NONE,
        .way = codes_find("pay_way", text_of(f, PAY_WAY_ITEM)),
        .by = f->by,
        .payer = f->by == 0 ? text_of(f, PAY_BY) : "",
        .proof = text_of(f, PAY_PROOF),
        .note = text_of(f, PAY_NOTE),
        .reason = text_of(f, PAY_REASON),
    };
    date_parse(text_of(f, PAY_ON), f->app->book->today, &t.on, NULL);
    if (pay_is_large(f)) {
        money_parse(text_of(f, PAY_LARGE), &t.fen, NULL);
    } else {
        t.parts = all_parts(f, a, &t.n);
    }
    return t;
}

/* ---- the rules --------------------------------------------------------- */

static bool is_for_nobody(const struct pay_form *f)
{
    for (size_t i = 0; i < f->n_lines; i++) {
        if (f->lines[i].person != 0) {
            return false;
        }
    }
    return !pay_is_large(f);
}

/* The line says itself what is wrong with it. */
static bool is_half_read(const struct pay_form *f)
{
    for (size_t i = 0; i < f->n_lines && !pay_is_large(f); i++) {
        if (f->lines[i].person != 0 && f->lines[i].bad != LINE_ITEMS) {
            return true;
        }
    }
    return false;
}

/* The reason is only asked where one is due. */
void pay_check(struct pay_form *f)
{
    bool warned = false;
    arena_reset(&f->check_arena);
    f->issues = (struct issues){.arena = &f->check_arena};
    struct dues_take t = take_of(f, &f->check_arena);
    if (is_for_nobody(f)) {
        issue_add(&f->issues, "person_id", true, "E-DUES-123",
                  "还没有写交的是谁的党费，请打姓名或拼音首字母，或按 F4 "
                  "选。");
    } else if (!is_half_read(f)) {
        dues_take_check(f->app->book, &t, &f->issues);
    }
    for (size_t i = 0; i < f->issues.n; i++) {
        warned = warned || !f->issues.list[i].blocks;
    }
    struct form_item *reason = pay_item(f, PAY_REASON);
    reason->hidden = !warned && reason->line.text.len == 0;
}

/* False: something is in the way, and it has been said. */
static bool may_take(struct pay_form *f)
{
    struct ui *ui = &f->app->ui;
    bool said = text_of(f, PAY_REASON)[0] != '\0';
    for (size_t i = 0; i < f->issues.n; i++) {
        const struct issue *it = &f->issues.list[i];
        if (it->blocks) {
            ui_note(ui, ROLE_ERROR, "%s（%s）", it->text, it->code);
            if (is_for_nobody(f)) {
                formbox_focus(&f->form, pay_line_item(f, 0, LINE_PERSON)->name);
            }
            return false;
        }
    }
    if (f->issues.n > 0 && !said) {
        formbox_focus(&f->form, "reason");
        ui_note(ui, ROLE_WARN, "%s确要这样收的，写明原因，再按回车。",
                f->issues.list[0].text);
        return false;
    }
    return true;
}

/* ---- taking it --------------------------------------------------------- */

static void tell(struct pay_form *f, const struct dues_take *t)
{
    char fen[32];
    int64_t sum = pay_is_large(f) ? t->fen : pay_sum(f);
    bool other = !pay_is_large(f) && f->by != f->lines[0].person;
    ui_note(&f->app->ui, ROLE_OK, "已收%s %s（%s%s%s）；F2 结账后入账。",
            pay_is_large(f) ? "大额党费" : "党费", money_text(sum, fen),
            codes_name("pay_way", t->way), other ? "，代交：" : "",
            other ? text_of(f, PAY_BY) : "");
}

bool pay_take(struct pay_form *f)
{
    struct arena *a = &f->app->ui.frame;
    struct err err = ERR_INIT;
    if (!formbox_check_all(&f->form)) {
        /* What is typed now is another value, not more of the refused one. */
        formbox_focused(&f->form)->line.fresh = true;
        return false;
    }
    pay_check(f);
    if (!may_take(f)) {
        return false;
    }
    struct dues_take t = take_of(f, a);
    if (!dues_take(f->app->book, a, &t, 1, NULL, &err)) {
        ui_note_err(&f->app->ui, &err);
        return false;
    }
    tell(f, &t);
    sheet_draft_remove(&f->draft, f->app);
    for (size_t i = 0; f->of != NULL && i < f->n_lines; i++) {
        if (f->lines[i].person != 0) {
            dues_view_again(f->of, f->lines[i].person);
        }
    }
    return true;
}
