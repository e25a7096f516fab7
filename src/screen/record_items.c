/* From a ledger's field table to a form and back: which editor, how wide, what
   may be chosen. */
#include "record_items.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/derived.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/registry.h"

static bool is_typed(const struct field *f, bool is_new)
{
    if ((f->flags & (FIELD_COMPUTED | FIELD_HIDDEN)) != 0) {
        return false;
    }
    return is_new || (f->flags & FIELD_NEW_ONLY) == 0;
}

static enum form_editor editor_of(struct book *b, const struct field *f)
{
    if (f->kind == &field_link && registry_find(b, f->of)->many) {
        return FORM_LINE;
    }
    switch (f->kind->editor) {
    case EDIT_MEMO:
        return FORM_MEMO;
    case EDIT_CHOICE:
        return FORM_CHOICE;
    case EDIT_FLAG:
        return field_is_tick(f) ? FORM_FLAG : FORM_CHOICE;
    case EDIT_LINE:
        break;
    }
    return FORM_LINE;
}

static const char *const *code_names(struct arena *a, const char *table)
{
    const struct code_table *t = codes_table(table);
    const char **names = arena_array(a, t->n + 1, sizeof *names);
    for (size_t i = 0; i < t->n; i++) {
        names[i] = t->codes[i].name;
    }
    return names;
}

/* What its kind offers where there is no code table. */
static const char *const *option_names(struct arena *a, struct book *b,
                                       const struct field *f)
{
    const struct field_option *list = NULL;
    size_t n = field_options(f, b, a, &list);
    const char **names = arena_array(a, n + 1, sizeof *names);
    for (size_t i = 0; i < n; i++) {
        names[i] = list[i].text;
    }
    return names;
}

/* NULL: the ledger has nothing of its own to offer. */
static const char *const *offered(struct arena *a, struct book *b,
                                  const struct record *r, int field)
{
    const struct field_offer *list = NULL;
    size_t n = 0;
    if (r->ledger->offers == NULL ||
        !r->ledger->offers(b, a, r, field, &list, &n)) {
        return NULL;
    }
    const char **names = arena_array(a, n + 1, sizeof *names);
    for (size_t i = 0; i < n; i++) {
        names[i] = list[i].typed;
    }
    return names;
}

static struct form_item item_of(struct arena *a, struct book *b,
                                const struct record *r, int field, bool fixed)
{
    const struct field *f = &r->ledger->fields[field];
    struct form_item item = {
        .name = f->column,
        .label = f->label,
        .hint = f->hint,
        .editor = fixed ? FORM_STATIC : editor_of(b, f),
        .kind = field_text_kind(f),
        .cols = f->cols,
        .page = f->page,
        .max_chars = field_max_chars(f),
        .required = (f->flags & FIELD_REQUIRED) != 0,
        .new_row = (f->flags & FIELD_NEW_ROW) != 0,
        .masked = f->kind->secret,
    };
    static const char *const answers[] = {"是", "否", NULL};
    if (item.editor == FORM_CHOICE) {
        item.choices =
            f->kind == &field_flag ? answers : offered(a, b, r, field);
    }
    if (item.editor == FORM_CHOICE && item.choices == NULL) {
        item.choices = f->kind == &field_link
                           ? derived_link_names(b, a, registry_find(b, f->of))
                       : f->of != NULL ? code_names(a, f->of)
                                       : option_names(a, b, f);
    }
    return item;
}

void record_items_make(struct record_items *out, struct arena *a,
                       struct book *b, const struct record *r,
                       bool fixed_parent)
{
    const struct ledger *l = r->ledger;
    out->items = arena_array(a, l->n_fields, sizeof *out->items);
    out->fields = arena_array(a, l->n_fields, sizeof *out->fields);
    out->filled = arena_array(a, l->n_fields, sizeof *out->filled);
    out->judged = arena_array(a, l->n_fields, sizeof *out->judged);
    out->n = 0;
    for (size_t i = 0; i < l->n_fields; i++) {
        if (is_typed(&l->fields[i], r->id == 0) &&
            (l->asks == NULL || l->asks(b, r, (int)i))) {
            bool fixed = fixed_parent && (int)i == l->parent;
            out->items[out->n] = item_of(a, b, r, (int)i, fixed);
            out->fields[out->n++] = (int)i;
        }
    }
}

/* What is masked is never in the editor: only its mask is shown. */
static void set_item(struct form_item *item, struct arena *a, struct book *b,
                     const struct record *r, int field)
{
    struct strbuf sb;
    sb_init(&sb);
    if (r->ledger->fields[field].kind == &field_person &&
        !record_is_null(r, field)) {
        sb_add(&sb, people_whole_name(b, a, record_int(r, field)));
    } else {
        record_show(r, b, field, &sb);
    }
    if (item->masked) {
        item->mask = arena_str(a, sb.s);
        sb_reset(&sb);
    }
    formbox_set(item, sb.s);
    sb_clear(&sb);
}

void record_items_fill(struct record_items *ri, struct arena *a, struct book *b,
                       const struct record *r)
{
    for (size_t i = 0; i < ri->n; i++) {
        set_item(&ri->items[i], a, b, r, ri->fields[i]);
    }
}

static bool is_read(const struct form_item *item)
{
    return item->touched && item->editor != FORM_STATIC;
}

/* What stands in the form holds, whatever a later field would fill in. */
static void hold_typed(const struct record_items *ri, struct record *r,
                       const struct value *typed)
{
    for (size_t i = 0; i < ri->n; i++) {
        if (typed[i].type != VALUE_NULL) {
            r->values[ri->fields[i]] = typed[i];
        }
    }
}

bool record_items_read(struct record_items *ri, struct book *b, struct arena *a,
                       struct record *r)
{
    bool ok = true;
    struct value *typed = arena_array(a, ri->n + 1, sizeof *typed);
    for (size_t i = 0; i < ri->n; i++) {
        struct form_item *item = &ri->items[i];
        struct err err = ERR_INIT;
        if (!is_read(item)) {
            continue;
        }
        if (record_type(r, b, a, ri->fields[i], formbox_get(item), &err)) {
            typed[i] = r->values[ri->fields[i]];
        } else {
            formbox_error(item, err.text);
            ok = false;
        }
    }
    hold_typed(ri, r, typed);
    return ok;
}

void record_items_peek(const struct record_items *ri, struct book *b,
                       struct arena *a, struct record *r)
{
    struct value *typed = arena_array(a, ri->n + 1, sizeof *typed);
    for (size_t i = 0; i < ri->n; i++) {
        if (is_read(&ri->items[i]) &&
            record_type(r, b, a, ri->fields[i], formbox_get(&ri->items[i]),
                        NULL)) {
            typed[i] = r->values[ri->fields[i]];
        }
    }
    hold_typed(ri, r, typed);
}

bool record_items_follows(const struct record_items *ri, size_t i)
{
    return ri->filled[i] != NULL &&
           strcmp(ri->filled[i], formbox_get(&ri->items[i])) == 0;
}

struct form_item *record_items_find(struct record_items *ri,
                                    const struct ledger *l, const char *column)
{
    int field = ledger_field(l, column);
    for (size_t i = 0; i < ri->n; i++) {
        if (ri->fields[i] == field) {
            return &ri->items[i];
        }
    }
    return NULL;
}
