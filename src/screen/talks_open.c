/* From two people to their talks: a new one with both filled in, or the list of
   those they had. */
#include "talks_parts.h"

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/record_view.h"

struct two {
    int64_t by, with;
};

static void preset(struct record *r, void *ctx)
{
    const struct two *t = ctx;
    record_set_int(r, TALK_BY, t->by);
    if (t->with != 0) {
        record_set_int(r, TALK_WITH, t->with);
    }
}

void talks_open_new(struct talks_view *v)
{
    size_t a = SIZE_MAX;
    size_t b = SIZE_MAX;
    if (!app_can_write(v->app)) {
        return;
    }
    if (!talks_pair(v, &a, &b)) {
        record_view_open(v->app, &ledger_talk, 0, 0);
        return;
    }
    struct two t = {v->m.people[a].id, b != SIZE_MAX ? v->m.people[b].id : 0};
    record_view_open_new(v->app, &ledger_talk, preset, &t);
}

static void line_answer(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct talks_view *v = ctx;
    if (id > 0 && (size_t)id <= v->n_lines) {
        record_view_open(v->app, &ledger_talk, v->lines[id - 1].id, 0);
    }
}

void talks_open_pair(struct talks_view *v)
{
    size_t a;
    size_t b;
    struct err err = ERR_INIT;
    if (!talks_pair(v, &a, &b)) {
        return;
    }
    const struct talk_person *one = &v->m.people[a];
    const struct talk_person *other = b != SIZE_MAX ? &v->m.people[b] : NULL;
    arena_reset(&v->lines_arena);
    if (!talk_lines(v->app->book, &v->lines_arena, one->id,
                    other != NULL ? other->id : 0, &v->lines, &v->n_lines,
                    &err)) {
        ui_note_err(&v->app->ui, &err);
        return;
    }
    if (v->n_lines == 0) {
        talks_open_new(v);
        return;
    }
    struct pick_text *rows =
        arena_array(&v->lines_arena, v->n_lines, sizeof *rows);
    for (size_t i = 0; i < v->n_lines; i++) {
        rows[i] = (struct pick_text){v->lines[i].text, NULL};
    }
    const char *title =
        other != NULL ? arena_printf(&v->lines_arena, "%s和%s的谈话", one->name,
                                     other->name)
                      : arena_printf(&v->lines_arena, "%s的谈话", one->name);
    pick_texts(v->app, title, rows, v->n_lines, 0, line_answer, v);
}
