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
    if (r->id != 0) {
        r->ledger->label(app->book, r, &label);
    }
    const char *title =
        arena_printf(a, "%s%s %s", r->id == 0 ? "新增" : "修改",
                     r->ledger->noun, r->id == 0 ? first : label.s);
    sb_clear(&label);
    return title;
}

void record_draft_write(struct record_draft *d, struct app *app,
                        const struct record_items *ri, const struct record *r,
                        int64_t parent)
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
    draft.fields = arena_array(&a, ri->n, sizeof *draft.fields);
    for (size_t i = 0; i < ri->n; i++) {
        if (ri->items[i].touched) {
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
