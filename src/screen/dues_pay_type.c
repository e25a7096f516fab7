/* What is typed into the form of one payment, and what F4 and F3 pick for it.
   Everything typed shows at once in what follows from it. */
#include "dues_pay.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/ledger/people.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/tui/dialog.h"

/* ---- typing ------------------------------------------------------------ */

bool pay_line_of(const struct pay_form *f, const struct form_item *item,
                 size_t *line, enum pay_line_item *which)
{
    ptrdiff_t at = item - f->items - PAY_FIRST_LINE;
    if (at < 0 || at >= PAY_LINES_MAX * LINE_ITEMS) {
        return false;
    }
    *line = (size_t)at / LINE_ITEMS;
    *which = (enum pay_line_item)(at % LINE_ITEMS);
    return true;
}

static void typed_from(struct pay_form *f, struct pay_line *l,
                       struct form_item *item)
{
    struct err err = ERR_INIT;
    int from;
    if (!month_parse(formbox_get(item), f->open, &from, &err)) {
        formbox_error(item, err.text);
    } else if (from != l->from) {
        pay_line_months(f, l, from, l->n > 0 ? l->n : 1);
    }
}

/* Left empty because the other one of the two could not be read. */
static bool is_waiting(const struct pay_line *l, const struct form_item *item,
                       enum pay_line_item which)
{
    return l->bad != LINE_ITEMS && l->bad != which &&
           formbox_get(item)[0] == '\0';
}

/* Months and amount follow each other: what was wrong with the other one is
   answered by this one. */
static void forget_other(struct pay_form *f, size_t line,
                         enum pay_line_item which)
{
    struct form_item *other =
        pay_line_item(f, line, which == LINE_N ? LINE_FEN : LINE_N);
    formbox_error(other, "");
}

static void typed_n(struct pay_form *f, struct form_item *item, size_t line,
                    bool leaving)
{
    static const char *const why = "请写几个月，1 到 60。";
    struct pay_line *l = &f->lines[line];
    const char *text = formbox_get(item);
    unsigned long n = strtoul(text, NULL, 10);
    if (is_waiting(l, item, LINE_N)) {
        return;
    }
    bool good = text[0] != '\0' && strspn(text, "0123456789") == strlen(text) &&
                n > 0 && n <= PAY_MONTHS_MAX;
    if (!good) {
        pay_line_nothing(f, l, LINE_N, why);
        formbox_error(item, leaving || text[0] != '\0' ? why : "");
    } else if (n != l->n || l->bad != LINE_ITEMS) {
        pay_line_months(f, l, l->from, n);
        forget_other(f, line, LINE_N);
    }
}

static void typed_fen(struct pay_form *f, struct form_item *item, size_t line,
                      bool leaving)
{
    struct pay_line *l = &f->lines[line];
    struct err err = ERR_INIT;
    int64_t fen;
    if (is_waiting(l, item, LINE_FEN)) {
        return;
    }
    if (!money_parse(formbox_get(item), &fen, &err)) {
        pay_line_nothing(f, l, LINE_FEN, err.text);
        formbox_error(item, leaving ? err.text : "");
    } else if (fen != l->fen || l->bad != LINE_ITEMS) {
        pay_line_amount(f, l, fen);
        forget_other(f, line, LINE_FEN);
    }
}

static void typed_line(struct pay_form *f, struct form_item *item, size_t line,
                       enum pay_line_item which, bool leaving)
{
    struct pay_line *l = &f->lines[line];
    switch (which) {
    case LINE_PERSON:
        if (leaving) {
            pay_typed_person(f, item, line);
        }
        break;
    case LINE_FROM:
        if (leaving) {
            typed_from(f, l, item);
        }
        break;
    case LINE_N:
        typed_n(f, item, line, leaving);
        break;
    case LINE_FEN:
        typed_fen(f, item, line, leaving);
        break;
    case LINE_ITEMS:
        break;
    }
}

static void typed_day(struct pay_form *f, struct form_item *item)
{
    struct err err = ERR_INIT;
    char text[11];
    int day;
    if (date_parse(formbox_get(item), f->app->book->today, &day, &err)) {
        formbox_set(item, date_text(day, text));
        item->touched = true;
    } else {
        formbox_error(item, err.text);
    }
}

void pay_on_check(void *ctx, struct formbox *form, struct form_item *item,
                  bool leaving)
{
    struct pay_form *f = ctx;
    struct err err = ERR_INIT;
    size_t line;
    enum pay_line_item which;
    int64_t fen;
    (void)form;
    formbox_error(item, "");
    if (pay_line_of(f, item, &line, &which)) {
        if (!item->hidden) {
            typed_line(f, item, line, which, leaving);
        }
    } else if (item == pay_item(f, PAY_BY) && leaving) {
        pay_typed_by(f, item);
    } else if (item == pay_item(f, PAY_ON) && leaving) {
        typed_day(f, item);
    } else if (item == pay_item(f, PAY_LARGE) && leaving && !item->hidden &&
               !money_parse(formbox_get(item), &fen, &err)) {
        formbox_error(item, err.text);
    }
    pay_show(f);
    pay_check(f);
}

void pay_on_changed(void *ctx, struct formbox *form)
{
    struct pay_form *f = ctx;
    (void)form;
    sheet_draft_changed(&f->draft, &f->view);
}

/* ---- picking ----------------------------------------------------------- */

static void picked_person(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct pay_form *f = ctx;
    if (id > 0) {
        formbox_put(&f->form, &f->items[f->picking],
                    people_whole_name(f->app->book, &f->app->ui.frame, id));
    }
}

static void picked_day(void *ctx, struct ui *ui, int day)
{
    (void)ui;
    struct pay_form *f = ctx;
    char text[11];
    if (day != DATE_NONE) {
        formbox_put(&f->form, pay_item(f, PAY_ON), date_text(day, text));
    }
}

bool pay_on_pick(void *ctx, struct ui *ui, struct formbox *form,
                 struct form_item *item)
{
    struct pay_form *f = ctx;
    size_t line;
    enum pay_line_item which = LINE_ITEMS;
    (void)form;
    f->picking = (size_t)(item - f->items);
    pay_line_of(f, item, &line, &which);
    if (which == LINE_PERSON || item == pay_item(f, PAY_BY)) {
        pick_person(f->app, item->label, picked_person, f);
        return true;
    }
    if (item == pay_item(f, PAY_ON)) {
        dialog_calendar(ui, "交纳日期", f->app->book->today, picked_day, f);
        return true;
    }
    return false;
}

static void added_person(void *ctx, struct ui *ui, int64_t id)
{
    struct pay_form *f = ctx;
    for (size_t i = 0; i < f->n_lines; i++) {
        if (id > 0 && f->lines[i].person == id) {
            ui_note(ui, ROLE_WARN, "%s已经在这一笔里了。", f->lines[i].name);
            return;
        }
    }
    if (id > 0) {
        pay_add_line(f, id);
        pay_show(f);
        pay_check(f);
        formbox_focus(&f->form, pay_line_item(f, f->n_lines - 1, LINE_N)->name);
        pay_on_changed(f, &f->form);
    }
}

void pay_pick_another(struct pay_form *f)
{
    if (!pay_is_large(f)) {
        pick_person(f->app, "还替谁交", added_person, f);
    }
}
