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

static enum form_editor editor_of(const struct field *f)
{
    if (f->kind == &field_link && registry_find(f->of)->many) {
        return FORM_LINE;
    }
    switch (f->kind->editor) {
    case EDIT_MEMO:
        return FORM_MEMO;
    case EDIT_CHOICE:
        return FORM_CHOICE;
    case EDIT_FLAG:
        return FORM_FLAG;
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

static struct form_item item_of(struct arena *a, struct book *b,
                                const struct field *f, bool fixed)
{
    struct form_item item = {
        .name = f->column,
        .label = f->label,
        .hint = f->hint,
        .editor = fixed ? FORM_STATIC : editor_of(f),
        .kind = field_text_kind(f),
        .cols = f->cols,
        .page = f->page,
        .max_chars = field_max_chars(f),
        .required = (f->flags & FIELD_REQUIRED) != 0,
        .new_row = (f->flags & FIELD_NEW_ROW) != 0,
        .masked = f->kind->secret,
    };
    if (item.editor == FORM_CHOICE) {
        item.choices = f->kind == &field_link
                           ? derived_link_names(b, a, registry_find(f->of))
                           : code_names(a, f->of);
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
    out->n = 0;
    for (size_t i = 0; i < l->n_fields; i++) {
        if (is_typed(&l->fields[i], r->id == 0)) {
            bool fixed = fixed_parent && (int)i == l->parent;
            out->items[out->n] = item_of(a, b, &l->fields[i], fixed);
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

bool record_items_read(struct record_items *ri, struct book *b, struct arena *a,
                       struct record *r)
{
    bool ok = true;
    for (size_t i = 0; i < ri->n; i++) {
        struct form_item *item = &ri->items[i];
        if (!item->touched || item->editor == FORM_STATIC) {
            continue;
        }
        struct err err = ERR_INIT;
        if (!record_type(r, b, a, ri->fields[i], formbox_get(item), &err)) {
            formbox_error(item, err.text);
            ok = false;
        }
    }
    return ok;
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
