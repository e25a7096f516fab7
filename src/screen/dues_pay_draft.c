/* The draft of a payment that is being typed: a lost terminal loses none of
   it.  Months are kept by first month and number, or by the amount typed. */
#include "dues_pay.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

static const enum pay_item kept[] = {
    PAY_KIND, PAY_LARGE, PAY_WAY_ITEM, PAY_ON, PAY_PROOF, PAY_REASON, PAY_NOTE};

/* ---- writing ----------------------------------------------------------- */

static void add_line(struct sheet_fields *out, const struct pay_line *l,
                     size_t i)
{
    char text[32];
    struct arena *a = out->arena;
    if (l->person == 0) {
        return;
    }
    sheet_add(out, arena_printf(a, "person%zu", i),
              arena_printf(a, "%" PRId64, l->person));
    sheet_add(out, arena_printf(a, "from%zu", i), month_text(l->from, text));
    if (l->typed >= 0) {
        sheet_add(out, arena_printf(a, "fen%zu", i),
                  money_plain(l->typed, text));
    } else {
        sheet_add(out, arena_printf(a, "n%zu", i),
                  arena_printf(a, "%zu", l->n));
    }
}

void pay_write_draft(struct pay_form *f)
{
    struct arena a = ARENA_INIT;
    struct sheet_fields out = {.arena = &a};
    for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
        const struct form_item *item = pay_item(f, kept[i]);
        sheet_add(&out, item->name, formbox_get(item));
    }
    sheet_add(&out, "by",
              arena_printf(&a, "%" PRId64, f->by_typed ? f->by : 0));
    if (f->by_typed && f->by == 0) {
        sheet_add(&out, "payer", formbox_get(pay_item(f, PAY_BY)));
    }
    for (size_t i = 0; i < f->n_lines; i++) {
        add_line(&out, &f->lines[i], i);
    }
    struct draft d = {
        .form = DUES_PAY_FORM,
        .title = arena_printf(&a, "收党费 %s", f->lines[0].name),
        .parent_id = f->app->book->branch,
        .fields = out.list,
        .n_fields = out.n,
    };
    sheet_draft_write(&f->draft, f->app, &a, &d);
    arena_clear(&a);
}

void dues_amount_draft(struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    struct arena a = ARENA_INIT;
    struct sheet_fields out = {.arena = &a};
    char text[11];
    if (!v->editing || r == NULL) {
        return;
    }
    sheet_add(&out, "way", codes_name("pay_way", v->way));
    sheet_add(&out, "on", date_text(dues_view_day(v), text));
    sheet_add(&out, "person0", arena_printf(&a, "%" PRId64, r->person));
    sheet_add(&out, "from0", month_text(v->sheet.month, text));
    sheet_add(&out, "n0", "1");
    sheet_add(&out, "fen0", v->amount.text.s);
    struct draft d = {
        .form = DUES_PAY_FORM,
        .title = arena_printf(&a, "收党费 %s %s", r->name, v->amount.text.s),
        .parent_id = v->app->book->branch,
        .fields = out.list,
        .n_fields = out.n,
    };
    v->draft.dirty = true;
    sheet_draft_write(&v->draft, v->app, &a, &d);
    arena_clear(&a);
}

/* ---- reading ----------------------------------------------------------- */

static const char *value_of(const struct draft *d, const char *name)
{
    for (size_t i = 0; i < d->n_fields; i++) {
        if (strcmp(d->fields[i].name, name) == 0) {
            return d->fields[i].value;
        }
    }
    return "";
}

static const char *line_value(const struct draft *d, const char *what, size_t i)
{
    char name[16];
    snprintf(name, sizeof name, "%s%zu", what, i);
    return value_of(d, name);
}

static void take_line(struct pay_form *f, const struct draft *d, size_t i)
{
    int64_t person = strtoll(line_value(d, "person", i), NULL, 10);
    int64_t fen;
    int from;
    if (person <= 0) {
        return;
    }
    pay_add_line(f, person);
    struct pay_line *l = &f->lines[f->n_lines - 1];
    if (month_read(line_value(d, "from", i), &from)) {
        pay_line_months(f, l, from, strtoul(line_value(d, "n", i), NULL, 10));
    }
    if (money_parse(line_value(d, "fen", i), &fen, NULL)) {
        pay_line_amount(f, l, fen);
    }
}

static void take_by(struct pay_form *f, const struct draft *d)
{
    const char *payer = value_of(d, "payer");
    f->by = strtoll(value_of(d, "by"), NULL, 10);
    f->by_typed = f->by > 0 || payer[0] != '\0';
    if (f->by == 0 && f->by_typed) {
        formbox_type(pay_item(f, PAY_BY), payer);
    }
}

void dues_pay_open_draft(struct app *app, const struct draft *d)
{
    if (d->parent_id != app->book->branch) {
        ui_note(&app->ui, ROLE_WARN,
                "这份草稿是另一个支部的，请先换到那个支部，再打开它。");
        return;
    }
    struct pay_form *f = pay_form_new(app);
    if (f == NULL) {
        return;
    }
    for (size_t i = 0; i < PAY_LINES_MAX; i++) {
        take_line(f, d, i);
    }
    if (f->n_lines == 0) {
        pay_add_line(f, 0);
    }
    for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
        struct form_item *item = pay_item(f, kept[i]);
        if (value_of(d, item->name)[0] != '\0') {
            formbox_type(item, value_of(d, item->name));
        }
    }
    take_by(f, d);
    f->draft.id = mem_str(d->id);
    pay_show(f);
    pay_check(f);
    ui_push(&app->ui, &f->view);
}

bool dues_pay_has_draft(const struct view *view, const char *id)
{
    const struct pay_form *f = (const struct pay_form *)view;
    return pay_is_form(view) && f->draft.id != NULL &&
           strcmp(f->draft.id, id) == 0;
}
