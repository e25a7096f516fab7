/* 培养联系人 and 入党介绍人 from a person's file: one more is named, or one of
   those in office ends and is replaced. */
#include "pipeline_screen.h"

#include <string.h>

#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/record_view.h"

const char *pipeline_role_here(const struct pipeline_view *v)
{
    return pipeline_step_role(v->app->book, pipeline_view_step(v));
}

static void new_helper(struct pipeline_view *v)
{
    struct record r = pipeline_part_of(v, &ledger_helper);
    record_set_text(&r, HELPER_ROLE, pipeline_role_here(v));
    pipeline_open_new(v, &r);
}

/* The helpers in office of the step's role; at most `max`. */
static size_t helpers_now(const struct pipeline_view *v,
                          const struct record **out, size_t max)
{
    const char *role = pipeline_role_here(v);
    size_t n = 0;
    for (size_t i = 0; i < v->f.n_helpers && n < max; i++) {
        const struct record *r = &v->f.helpers[i];
        if (strcmp(record_text(r, HELPER_ROLE), role) == 0 &&
            record_is_null(r, HELPER_TO)) {
            out[n++] = r;
        }
    }
    return n;
}

#define HELPERS_SHOWN 8

static void helper_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct pipeline_view *v = ctx;
    const struct record *now[HELPERS_SHOWN];
    size_t n = helpers_now(v, now, HELPERS_SHOWN);
    (void)ui;
    if (id == 1) {
        new_helper(v);
    } else if (id > 1 && (size_t)id <= n + 1) {
        v->replaced = now[id - 2]->id;
        record_view_open_at(v->app, &ledger_helper, v->replaced, v->file,
                            "to_on");
    }
}

void pipeline_ask_successor(struct pipeline_view *v)
{
    int64_t ended = v->replaced;
    v->replaced = 0;
    for (size_t i = 0; ended != 0 && i < v->f.n_helpers; i++) {
        if (v->f.helpers[i].id == ended &&
            !record_is_null(&v->f.helpers[i], HELPER_TO)) {
            new_helper(v);
            return;
        }
    }
}

static const char *helper_name(struct pipeline_view *v, const struct record *r)
{
    struct strbuf sb;
    sb_init(&sb);
    record_show(r, v->app->book,
                record_is_null(r, HELPER_PERSON) ? HELPER_NAME : HELPER_PERSON,
                &sb);
    const char *name = arena_str(&v->app->ui.frame, sb.s);
    sb_clear(&sb);
    return name;
}

static const char *step_name(const struct pipeline_view *v)
{
    return book_pipeline(v->app->book)->steps[pipeline_view_step(v)].name;
}

void pipeline_ask_helper(struct pipeline_view *v)
{
    const struct record *now[HELPERS_SHOWN];
    struct pick_text rows[HELPERS_SHOWN + 1];
    size_t n = helpers_now(v, now, HELPERS_SHOWN);
    struct arena *a = &v->app->ui.frame;
    if (n == 0) {
        new_helper(v);
        return;
    }
    rows[0] = (struct pick_text){"增加一名", NULL};
    for (size_t i = 0; i < n; i++) {
        rows[i + 1] = (struct pick_text){
            arena_printf(a, "更换 %s", helper_name(v, now[i])),
            arena_printf(a, "%s 起，写到哪天止和原因，再增加接替的人",
                         record_text(now[i], HELPER_FROM))};
    }
    pick_texts(v->app, step_name(v), rows, n + 1, 0, helper_answer, v);
}
