/* A topic while it is typed into: counts, choices and marks go into the meeting
   with every key, so that the verdict lives; texts a second after the last one
   and on leaving; names on leaving.  The owner, who has much to work out, is
   told when a field is left and when typing pauses. */
#include <inttypes.h>
#include <string.h>

#include "pbtui/base/clock.h"
#include "pbtui/ledger/events.h"
#include "pbtui/screen/pickers.h"
#include "topic_parts.h"

#define IDLE_MS 1000

void topic_changed(struct topic_view *v)
{
    v->asked = false;
    v->untold = true;
    v->view.tick_at = clock_monotonic_ms() + IDLE_MS;
}

void topic_tell(struct topic_view *v)
{
    if (v->untold && v->changed != NULL) {
        v->changed(v->ctx);
    }
    v->untold = false;
}

/* ---- while typing ------------------------------------------------------- */

static const struct field *field_of(struct topic_target t)
{
    return t.what == TOPIC_FIELD ? &ledger_agenda.fields[t.field]
                                 : &ledger_point.fields[t.field];
}

static bool is_a_choice(const struct form_item *item)
{
    const char *typed = formbox_get(item);
    for (size_t i = 0; item->choices != NULL && item->choices[i] != NULL; i++) {
        if (strcmp(item->choices[i], typed) == 0) {
            return true;
        }
    }
    return typed[0] == '\0';
}

/* What is right after every key: half a name is not. */
static bool at_once(const struct form_item *item, struct topic_target t)
{
    return item->editor == FORM_FLAG ||
           (item->editor == FORM_CHOICE && is_a_choice(item)) ||
           field_of(t)->kind == &field_count;
}

static void while_typing(struct topic_view *v, struct form_item *item,
                         struct topic_target t)
{
    item->echo[0] = '\0';
    if (at_once(item, t) && topic_take(v, item, NULL)) {
        topic_refresh(v);
    } else {
        v->untaken = true;
    }
}

/* Somebody has spoken and nothing stands there. */
static bool says_nothing(struct topic_view *v, struct form_item *item,
                         struct topic_target t)
{
    const struct record *r = t.what == TOPIC_POINT && t.field == POINT_TEXT
                                 ? topic_point(v, t.row, false)
                                 : NULL;
    return r != NULL && formbox_get(item)[0] == '\0' &&
           !(record_is_null(r, POINT_PERSON) &&
             record_is_null(r, POINT_SPEAKER));
}

static void on_check(void *ctx, struct formbox *f, struct form_item *item,
                     bool leaving)
{
    (void)f;
    struct topic_view *v = ctx;
    struct topic_target t = topic_target(v, item);
    struct err err = ERR_INIT;
    if (!leaving) {
        while_typing(v, item, t);
        return;
    }
    v->untold = v->untold || item->touched;
    if (item->touched && !topic_take(v, item, &err)) {
        formbox_error(item, err.text);
        return;
    }
    if (item->touched && item->memo == NULL) {
        topic_show(v, item);
    }
    if (says_nothing(v, item, t)) {
        formbox_error(item, "写发言要点，或按 F8 去掉这一条。");
    }
    topic_refresh(v);
}

static void on_changed(void *ctx, struct formbox *f)
{
    (void)f;
    topic_changed(ctx);
}

/* ---- picking ------------------------------------------------------------ */

static void picked_person(void *ctx, struct ui *ui, int64_t id)
{
    struct topic_view *v = ctx;
    if (id != 0) {
        formbox_put(&v->form, v->picking,
                    arena_printf(&ui->frame, "#%" PRId64, id));
        topic_settle(v);
    }
}

static void picked_rule(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct topic_view *v = ctx;
    if (id > 0) {
        formbox_put(&v->form, v->picking, v->picking->choices[id - 1]);
    }
}

/* With the rule that each is judged by. */
static void pick_rule(struct topic_view *v, const struct field *f)
{
    const struct field_option *list;
    struct arena *a = &v->app->ui.frame;
    size_t n = f->kind->options(f, v->app->book, a, &list);
    struct pick_text *rows = arena_array(a, n, sizeof *rows);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        rows[i] = (struct pick_text){list[i].text, list[i].about};
        at = strcmp(list[i].text, formbox_get(v->picking)) == 0 ? i : at;
    }
    pick_texts(v->app, f->label, rows, n, at, picked_rule, v);
}

static bool on_pick(void *ctx, struct ui *ui, struct formbox *f,
                    struct form_item *item)
{
    (void)ui;
    (void)f;
    struct topic_view *v = ctx;
    struct topic_target t = topic_target(v, item);
    const struct field *field = field_of(t);
    v->picking = item;
    if (field->kind == &field_person) {
        pick_person(v->app, item->label, picked_person, v);
        return true;
    }
    if (field->kind == &field_vote_rule) {
        pick_rule(v, field);
        return true;
    }
    return false;
}

struct form_hooks topic_hooks(struct topic_view *v)
{
    return (struct form_hooks){
        .ctx = v, .check = on_check, .pick = on_pick, .changed = on_changed};
}
