/* The draft of a payment that is being typed: a lost terminal loses none of
   it.  Months are kept by first month and number, or by the amount typed; what
   could not be read yet, or was not taken yet, as it was typed. */
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

/* As it stands in the form. */
static void add_typed(struct pay_form *f, struct sheet_fields *out,
                      const char *name, size_t i, enum pay_line_item which)
{
    sheet_add(out, arena_printf(out->arena, "%s%zu", name, i),
              formbox_get(pay_line_item(f, i, which)));
}

static void add_line(struct pay_form *f, struct sheet_fields *out, size_t i)
{
    char text[32];
    struct arena *a = out->arena;
    const struct pay_line *l = &f->lines[i];
    size_t at;
    if (pay_is_typing(f, pay_line_item(f, i, LINE_PERSON), &at)) {
        add_typed(f, out, "name", i, LINE_PERSON);
    }
    if (i == f->n_lines || l->person == 0) {
        return;
    }
    sheet_add(out, arena_printf(a, "person%zu", i),
              arena_printf(a, "%" PRId64, l->person));
    add_typed(f, out, "from", i, LINE_FROM);
    if (l->bad != LINE_ITEMS) {
        add_typed(f, out, l->bad == LINE_N ? "n" : "fen", i, l->bad);
    } else if (l->typed >= 0) {
        sheet_add(out, arena_printf(a, "fen%zu", i),
                  money_plain(l->typed, text));
    } else {
        sheet_add(out, arena_printf(a, "n%zu", i),
                  arena_printf(a, "%zu", l->n));
    }
}

/* A member by number, anybody else by what was typed. */
static void add_by(struct pay_form *f, struct sheet_fields *out)
{
    const struct form_item *item = pay_item(f, PAY_BY);
    bool shown = pay_by_is_shown(f);
    sheet_add(
        out, "by",
        arena_printf(out->arena, "%" PRId64, f->by_typed && shown ? f->by : 0));
    if (!shown && (f->by_typed || item->touched)) {
        sheet_add(out, "payer", formbox_get(item));
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
    add_by(f, &out);
    for (size_t i = 0; i <= f->n_lines && i < PAY_LINES_MAX; i++) {
        add_line(f, &out, i);
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

/* As if it had been typed and left: what cannot be read is refused, and stays
   in the form. */
static void type(struct pay_form *f, struct form_item *item, const char *text)
{
    formbox_type(item, text);
    pay_on_check(f, &f->form, item, true);
}

static void take_line(struct pay_form *f, const struct draft *d, size_t i)
{
    int64_t person = strtoll(line_value(d, "person", i), NULL, 10);
    const char *from = line_value(d, "from", i);
    const char *n = line_value(d, "n", i);
    const char *fen = line_value(d, "fen", i);
    if (person <= 0) {
        return;
    }
    pay_add_line(f, person);
    pay_show(f);
    size_t at = f->n_lines - 1;
    if (from[0] != '\0') {
        type(f, pay_line_item(f, at, LINE_FROM), from);
    }
    if (fen[0] != '\0') {
        type(f, pay_line_item(f, at, LINE_FEN), fen);
    } else {
        type(f, pay_line_item(f, at, LINE_N), n);
    }
}

/* A name that was being typed is gone on with. */
static void take_name(struct pay_form *f, const struct draft *d)
{
    for (size_t i = 0; i < PAY_LINES_MAX; i++) {
        const char *name = line_value(d, "name", i);
        if (name[0] != '\0') {
            size_t at = i < f->n_lines ? i : f->n_lines;
            at = f->n_lines == 1 && f->lines[0].person == 0 ? 0 : at;
            struct form_item *item = pay_line_item(f, at, LINE_PERSON);
            formbox_focus(&f->form, item->name);
            formbox_type(item, name);
            item->line.fresh = false;
            return;
        }
    }
}

static void take_by(struct pay_form *f, const struct draft *d)
{
    const char *payer = value_of(d, "payer");
    f->by = strtoll(value_of(d, "by"), NULL, 10);
    f->by_typed = f->by > 0;
    if (payer[0] != '\0') {
        type(f, pay_item(f, PAY_BY), payer);
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
    take_name(f, d);
    pay_check(f);
    ui_push(&app->ui, &f->view);
}

bool dues_pay_has_draft(const struct view *view, const char *id)
{
    const struct pay_form *f = (const struct pay_form *)view;
    return pay_is_form(view) && f->draft.id != NULL &&
           strcmp(f->draft.id, id) == 0;
}
