/* Writes and removes the draft of a table that is typed into. */
#include "sheet_draft.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"

#define IDLE_MS 1000

void sheet_add(struct sheet_fields *f, const char *name, const char *value)
{
    if (f->n == f->cap) {
        size_t cap = f->cap == 0 ? 32 : 2 * f->cap;
        struct draft_field *more = arena_array(f->arena, cap, sizeof *more);
        if (f->n > 0) {
            memcpy(more, f->list, f->n * sizeof *more);
        }
        f->list = more;
        f->cap = cap;
    }
    f->list[f->n++] = (struct draft_field){arena_str(f->arena, name),
                                           arena_str(f->arena, value)};
}

static bool is_typed(const struct record *r, int field)
{
    const struct field *f = &r->ledger->fields[field];
    return field != r->ledger->parent && f->kind != &field_person &&
           (f->flags & (FIELD_COMPUTED | FIELD_HIDDEN)) == 0;
}

void sheet_add_changes(struct sheet_fields *f, struct book *b,
                       const char *prefix, const struct record *now,
                       const struct record *was)
{
    struct strbuf value;
    sb_init(&value);
    for (int i = 0; i < (int)now->ledger->n_fields; i++) {
        if (!is_typed(now, i) || value_same(&now->values[i], &was->values[i])) {
            continue;
        }
        sb_reset(&value);
        record_show(now, b, i, &value);
        sheet_add(f,
                  arena_printf(f->arena, "%s%s", prefix,
                               now->ledger->fields[i].column),
                  value.s);
    }
    sb_clear(&value);
}

bool sheet_same(struct book *b, const struct record *r, int field,
                const char *text)
{
    struct strbuf shown;
    sb_init(&shown);
    record_show(r, b, field, &shown);
    bool same = strcmp(shown.s, text) == 0;
    sb_clear(&shown);
    return same;
}

bool sheet_name(const char *name, char *mark, int64_t *person,
                const char **column)
{
    char *end;
    if (name[0] == '\0' || name[1] < '0' || name[1] > '9') {
        return false;
    }
    *mark = name[0];
    *person = strtoll(name + 1, &end, 10);
    if (*end != '.') {
        return false;
    }
    *column = end + 1;
    return true;
}

void sheet_draft_changed(struct sheet_draft *d, struct view *view)
{
    d->dirty = true;
    view->tick_at = clock_monotonic_ms() + IDLE_MS;
}

void sheet_draft_write(struct sheet_draft *d, struct app *app, struct arena *a,
                       struct draft *draft)
{
    const char *dir = db_state_dir(app->session.db);
    struct err err = ERR_INIT;
    char now[20];
    if (!d->dirty || dir == NULL) {
        return;
    }
    if (draft->n_fields == 0) {
        sheet_draft_remove(d, app); /* all of it was taken back */
        return;
    }
    clock_now(now);
    draft->id = d->id;
    draft->at = now;
    if (!draft_save(dir, a, draft, &err)) {
        ui_note_err(&app->ui, &err);
        return;
    }
    if (d->id == NULL) {
        d->id = mem_str(draft->id);
    }
    memcpy(d->saved_at, now, sizeof d->saved_at);
    d->dirty = false;
}

void sheet_draft_remove(struct sheet_draft *d, struct app *app)
{
    const char *dir = db_state_dir(app->session.db);
    if (d->id != NULL && dir != NULL) {
        draft_remove(dir, d->id);
    }
    sheet_draft_clear(d);
}

void sheet_draft_clear(struct sheet_draft *d)
{
    mem_free(d->id);
    memset(d, 0, sizeof *d);
}
