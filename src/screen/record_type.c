/* A form while it is typed into: each field checked on leaving it, what follows
   from it filled in, pickers, the draft. */
#include "record_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/derived.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

int record_field_of(const struct record_view *v, const struct form_item *item)
{
    return v->items.fields[item - v->items.items];
}

void record_write_draft(struct record_view *v)
{
    record_draft_write(&v->draft, v->app, &v->items, &v->base, v->parent,
                       v->preset);
}

/* ---- while typing ----------------------------------------------------- */

static void put_echo(struct form_item *item, const struct strbuf *sb)
{
    size_t n = sb->len < sizeof item->echo ? sb->len : 0;
    memcpy(item->echo, sb->s, n);
    item->echo[n] = '\0';
}

/* What the ledger itself says behind its fields, out of what stands in the form
   now. */
void record_show_echoes(struct record_view *v)
{
    struct strbuf sb;
    struct arena a = ARENA_INIT;
    if (v->ledger->echo == NULL) {
        return;
    }
    struct record now = record_copy(&v->base, &a);
    record_items_peek(&v->items, v->app->book, &a, &now);
    sb_init(&sb);
    for (size_t i = 0; i < v->items.n; i++) {
        sb_reset(&sb);
        v->ledger->echo(&now, v->items.fields[i], &sb);
        if (sb.len > 0) {
            put_echo(&v->items.items[i], &sb);
        }
    }
    sb_clear(&sb);
    arena_clear(&a);
}

void record_on_changed(void *ctx, struct formbox *f)
{
    (void)f;
    struct record_view *v = ctx;
    v->warned = false;
    record_show_echoes(v);
    record_draft_changed(&v->draft, &v->view);
    if (record_draft_due(&v->draft)) {
        record_write_draft(v);
    }
}

static void set_echo(struct record_view *v, struct form_item *item,
                     const struct record *r, int field)
{
    const struct field *f = &v->ledger->fields[field];
    item->echo[0] = '\0';
    if (f->kind->echo != NULL) {
        struct strbuf sb;
        sb_init(&sb);
        f->kind->echo(f, v->app->book, &r->values[field], &sb);
        put_echo(item, &sb);
        sb_clear(&sb);
    }
}

/* What one field filled in for others (birth and sex from the ID number)
   appears at once in their items; what was filled in so goes along when that
   field becomes another. */
static void show_filled(struct record_view *v, const struct record *before,
                        const struct record *after)
{
    for (size_t i = 0; i < v->items.n; i++) {
        int field = v->items.fields[i];
        struct form_item *item = &v->items.items[i];
        bool follows = record_items_follows(&v->items, i);
        bool free = !item->touched || formbox_get(item)[0] == '\0';
        if ((free &&
             !value_same(&before->values[field], &after->values[field])) ||
            follows) {
            struct strbuf sb;
            sb_init(&sb);
            record_show(after, v->app->book, field, &sb);
            if (strcmp(sb.s, formbox_get(item)) != 0) {
                formbox_type(item, sb.s);
                set_echo(v, item, after, field);
            }
            v->items.filled[i] = arena_str(&v->arena, sb.s);
            sb_clear(&sb);
        }
    }
}

/* What the rules of the whole say of the field that is left, and whether what
   they said of others still holds. */
static void judge_left(struct record_view *v, const struct form_item *left)
{
    if (v->ledger->judge == NULL || v->saving) {
        return;
    }
    struct arena a = ARENA_INIT;
    struct issues is = {.arena = &a};
    struct record now = record_copy(&v->base, &a);
    record_items_peek(&v->items, v->app->book, &a, &now);
    v->ledger->judge(v->app->book, &a, &now, &is);
    for (size_t i = 0; i < v->items.n; i++) {
        if (&v->items.items[i] == left || v->items.judged[i]) {
            record_show_judged(v, i, &is);
        }
    }
    arena_clear(&a);
}

/* As the ledger writes it; namesakes are told apart. */
static void show_typed(struct record_view *v, struct form_item *item,
                       const struct record *now, int field, struct arena *a)
{
    struct strbuf sb;
    if (item->editor != FORM_LINE || item->masked) {
        return;
    }
    sb_init(&sb);
    if (v->ledger->fields[field].kind == &field_person &&
        !record_is_null(now, field)) {
        sb_add(&sb, people_whole_name(v->app->book, a, record_int(now, field)));
    } else {
        record_show(now, v->app->book, field, &sb);
    }
    formbox_type(item, sb.s);
    sb_clear(&sb);
}

void record_on_check(void *ctx, struct formbox *f, struct form_item *item,
                     bool leaving)
{
    (void)f;
    struct record_view *v = ctx;
    if (!leaving) {
        formbox_error(item, "");
        return;
    }
    if (!item->touched || item->editor == FORM_STATIC) {
        return;
    }
    struct arena a = ARENA_INIT;
    struct record now = record_copy(&v->base, &a);
    for (size_t i = 0; i < v->items.n; i++) {
        const struct form_item *other = &v->items.items[i];
        if (other != item && other->touched && other->editor == FORM_LINE &&
            !record_items_follows(&v->items, i)) {
            record_type(&now, v->app->book, &a, v->items.fields[i],
                        formbox_get(other), NULL);
        }
    }
    struct record before = record_copy(&now, &a);
    int field = record_field_of(v, item);
    struct err err = ERR_INIT;
    if (!record_type(&now, v->app->book, &a, field, formbox_get(item), &err)) {
        formbox_error(item, err.text);
        item->echo[0] = '\0';
        if (err_is(&err, "E-FIELD-008")) {
            record_ask_which(v, item);
        }
    } else {
        formbox_error(item, "");
        set_echo(v, item, &now, field);
        show_typed(v, item, &now, field, &a);
        before.values[field] = now.values[field];
        show_filled(v, &before, &now);
        judge_left(v, item);
    }
    record_show_echoes(v);
    arena_clear(&a);
    record_write_draft(v);
}

/* ---- picking ---------------------------------------------------------- */

static void take(struct record_view *v, const char *text)
{
    formbox_put(&v->form, v->picking, text);
}

static void picked_day(void *ctx, struct ui *ui, int day)
{
    (void)ui;
    char text[11];
    if (day != DATE_NONE) {
        take(ctx, date_text(day, text));
    }
}

static void picked_row(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct record_view *v = ctx;
    const struct field *f = &v->ledger->fields[record_field_of(v, v->picking)];
    struct strbuf sb;
    if (id == 0) {
        return;
    }
    sb_init(&sb);
    if (f->kind == &field_person) {
        sb_addf(&sb, "#%lld", (long long)id); /* namesakes are told apart */
    } else {
        derived_link_label(v->app->book, registry_find(v->app->book, f->of), id,
                           &sb);
    }
    take(v, sb.s);
    sb_clear(&sb);
}

static void picked_code(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct record_view *v = ctx;
    const struct field *f = &v->ledger->fields[record_field_of(v, v->picking)];
    const struct field_option *list;
    size_t n = field_options(f, v->app->book, &v->app->ui.frame, &list);
    if (id > 0 && (size_t)id <= n) {
        take(v, list[id - 1].text);
    }
}

static void pick_code(struct record_view *v, const struct field *f)
{
    const struct field_option *list;
    size_t n = field_options(f, v->app->book, &v->app->ui.frame, &list);
    struct pick_text *rows = arena_array(&v->app->ui.frame, n, sizeof *rows);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        rows[i] = (struct pick_text){list[i].text, list[i].about};
        if (strcmp(list[i].text, formbox_get(v->picking)) == 0) {
            at = i;
        }
    }
    pick_texts(v->app, f->label, rows, n, at, picked_code, v);
}

/* ---- what the ledger itself offers ------------------------------------ */

bool record_offers_of(struct record_view *v, struct arena *a,
                      const struct form_item *item,
                      const struct field_offer **list, size_t *n)
{
    if (v->ledger->offers == NULL) {
        return false;
    }
    struct record now = record_copy(&v->base, a);
    record_items_peek(&v->items, v->app->book, a, &now);
    return v->ledger->offers(v->app->book, a, &now, record_field_of(v, item),
                             list, n);
}

/* The list is asked for once more: it is the same, the form has not moved. */
static void picked_offer(void *ctx, struct ui *ui, int64_t id)
{
    struct record_view *v = ctx;
    const struct field_offer *list = NULL;
    size_t n = 0;
    if (id > 0 && record_offers_of(v, &ui->frame, v->picking, &list, &n) &&
        (size_t)id <= n) {
        take(v, list[id - 1].typed);
    }
}

static bool pick_offer(struct record_view *v, const struct field *f)
{
    struct arena *a = &v->app->ui.frame;
    const struct field_offer *list = NULL;
    size_t n = 0, at = 0;
    if (!record_offers_of(v, a, v->picking, &list, &n)) {
        return false;
    }
    struct pick_text *rows = arena_array(a, n, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        rows[i] = (struct pick_text){list[i].text, list[i].about};
        if (strcmp(list[i].typed, formbox_get(v->picking)) == 0) {
            at = i;
        }
    }
    pick_texts(v->app, f->label, rows, n, at, picked_offer, v);
    return true;
}

bool record_on_pick(void *ctx, struct ui *ui, struct formbox *f,
                    struct form_item *item)
{
    (void)f;
    struct record_view *v = ctx;
    const struct field *field = &v->ledger->fields[record_field_of(v, item)];
    v->picking = item;
    if (pick_offer(v, field)) {
        return true;
    }
    switch (field->kind->picker) {
    case PICK_CALENDAR: {
        int day;
        if (!date_parse(formbox_get(item), v->app->book->today, &day, NULL)) {
            day = v->app->book->today;
        }
        dialog_calendar(ui, field->label, day, picked_day, v);
        return true;
    }
    case PICK_CODE:
        pick_code(v, field);
        return true;
    case PICK_ROW:
        if (field->kind == &field_person) {
            pick_person(v->app, field->label, picked_row, v);
        } else {
            pick_record(v->app, registry_find(v->app->book, field->of),
                        field->label, picked_row, v);
        }
        return true;
    case PICK_NONE:
        break;
    }
    if (item->editor == FORM_LINE) {
        ui_note(ui, ROLE_DIM, "%s没有可选的，直接填写。", field->label);
    }
    return false;
}
