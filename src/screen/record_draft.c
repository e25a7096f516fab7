/* Writes and removes the draft of one open form. */
#include "record_draft.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/draft.h"

#define IDLE_MS       1000
#define CHARS_AT_MOST 20

void record_draft_changed(struct record_draft *d, struct view *view)
{
    d->dirty = true;
    d->keys++;
    view->tick_at = clock_monotonic_ms() + IDLE_MS;
}

bool record_draft_due(const struct record_draft *d)
{
    return d->dirty && d->keys >= CHARS_AT_MOST;
}

static const char *title_of(struct arena *a, struct app *app,
                            const struct record_items *ri,
                            const struct record *r)
{
    const char *first = ri->n > 0 ? formbox_get(&ri->items[0]) : "";
    struct strbuf label;
    sb_init(&label);
    bool named = r->id != 0 || r->ledger->asks != NULL;
    if (named) {
        r->ledger->label(app->book, r, &label);
    }
    const char *title = arena_printf(a, "%s%s %s", r->id == 0 ? "新增" : "修改",
                                     r->ledger->noun, named ? label.s : first);
    sb_clear(&label);
    return title;
}

static bool has_item(const struct record_items *ri, size_t field)
{
    for (size_t i = 0; i < ri->n; i++) {
        if ((size_t)ri->fields[i] == field) {
            return true;
        }
    }
    return false;
}

/* As it can be typed again. */
static const char *typed_value(struct arena *a, const struct field *f,
                               const struct value *v)
{
    bool link = f->kind == &field_link || f->kind == &field_person;
    return v->type == VALUE_TEXT
               ? v->s
               : arena_printf(a, link ? "#%lld" : "%lld", (long long)v->i);
}

/* The values that the form began with and does not ask. */
static void put_base(struct draft *draft, struct arena *a,
                     const struct record_items *ri, const struct record *r)
{
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        const struct value *v = &r->values[i];
        const struct field *f = &r->ledger->fields[i];
        if (v->type == VALUE_NULL || (int)i == r->ledger->parent ||
            (f->flags & FIELD_COMPUTED) != 0 || f->kind->secret ||
            has_item(ri, i)) {
            continue;
        }
        draft->fields[draft->n_fields++] = (struct draft_field){
            arena_printf(a, RECORD_DRAFT_BASE "%s", f->column),
            typed_value(a, f, v)};
    }
}

void record_draft_write(struct record_draft *d, struct app *app,
                        const struct record_items *ri, const struct record *r,
                        int64_t parent, bool preset)
{
    const char *dir = db_state_dir(app->session.db);
    if (!d->dirty || dir == NULL) {
        return;
    }
    struct arena a = ARENA_INIT;
    struct draft draft = {
        .id = d->id,
        .form = r->ledger->name,
        .row_id = r->id,
        .base_ver = r->ver,
        .parent_id = parent,
    };
    char now[20];
    clock_now(now);
    draft.at = now;
    draft.title = title_of(&a, app, ri, r);
    draft.fields =
        arena_array(&a, ri->n + r->ledger->n_fields, sizeof *draft.fields);
    if (preset) {
        put_base(&draft, &a, ri, r);
    }
    for (size_t i = 0; i < ri->n; i++) {
        if (ri->items[i].touched ||
            (preset && formbox_get(&ri->items[i])[0] != '\0')) {
            draft.fields[draft.n_fields++] = (struct draft_field){
                ri->items[i].name, formbox_get(&ri->items[i])};
        }
    }
    struct err err = ERR_INIT;
    if (draft_save(dir, &a, &draft, &err)) {
        if (d->id == NULL) {
            d->id = mem_str(draft.id);
        }
        memcpy(d->saved_at, now, sizeof d->saved_at);
        d->dirty = false;
    } else {
        ui_note_err(&app->ui, &err);
    }
    d->keys = 0;
    arena_clear(&a);
}

void record_draft_remove(struct record_draft *d, struct app *app)
{
    const char *dir = db_state_dir(app->session.db);
    if (d->id != NULL && dir != NULL) {
        draft_remove(dir, d->id);
    }
    record_draft_clear(d);
}

void record_draft_clear(struct record_draft *d)
{
    mem_free(d->id);
    memset(d, 0, sizeof *d);
}
