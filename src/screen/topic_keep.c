/* What is typed in a topic and cannot stand in the meeting yet, half a name for
   one: into the draft of the meeting, and out of it again.

   Rows are counted as the form will have them when it is opened anew: those
   that are in the meeting, then the empty one. */
#include <string.h>

#include "pbtui/ledger/events.h"
#include "topic_parts.h"

#define TITLE  "topicform.title"
#define PREFIX "topicform.item."

static bool is_open_item(const struct topic_view *v, size_t i)
{
    const struct form_item *item = &v->form.items[i];
    bool left = i != v->form.focus && item->error[0] == '\0';
    return item->touched && !item->hidden && !left && !topic_is_text(v, item);
}

static size_t row_later(const struct topic_view *v, size_t row)
{
    size_t later = 0;
    for (size_t i = 0; i < row; i++) {
        size_t at = v->points[i];
        later += at != TOPIC_NO_POINT && !v->m->points.v[at].gone;
    }
    return later;
}

static const char *name_later(const struct topic_view *v, struct arena *a,
                              size_t i)
{
    struct topic_target t = v->targets[i];
    return t.what == TOPIC_FIELD
               ? arena_printf(a, PREFIX "%s", v->form.items[i].name)
               : arena_printf(a, PREFIX "point.%zu.%s", row_later(v, t.row),
                              ledger_point.fields[t.field].column);
}

void topic_view_pack(const struct ui *ui, const struct meeting *m,
                     void (*put)(void *ctx, const char *name,
                                 const char *value),
                     void *ctx)
{
    const struct view *view = ui->top;
    while (view != NULL && !topic_is_of(view, m)) {
        view = view->below;
    }
    if (view == NULL) {
        return;
    }
    const struct topic_view *v = (const struct topic_view *)view;
    struct arena a = ARENA_INIT;
    bool any = false;
    for (size_t i = 0; i < v->form.n_items; i++) {
        if (!is_open_item(v, i)) {
            continue;
        }
        if (!any) {
            put(ctx, TITLE, record_text(topic_record(v), AGENDA_TOPIC));
        }
        any = true;
        put(ctx, name_later(v, &a, i), formbox_get(&v->form.items[i]));
    }
    arena_clear(&a);
}

/* The topic that the draft speaks of; m->agenda.n: none. */
static size_t topic_of(const struct meeting *m,
                       const struct meeting_value *list, size_t n)
{
    const char *title = NULL;
    for (size_t i = 0; i < n && title == NULL; i++) {
        title = strcmp(list[i].name, TITLE) == 0 ? list[i].value : NULL;
    }
    size_t at = title != NULL ? 0 : m->agenda.n;
    while (
        at < m->agenda.n &&
        (m->agenda.v[at].gone ||
         strcmp(record_text(&m->agenda.v[at].now, AGENDA_TOPIC), title) != 0)) {
        at++;
    }
    return at;
}

void topic_view_resume(struct app *app, struct meeting *m,
                       const struct meeting_value *list, size_t n,
                       void (*changed)(void *ctx), void *ctx)
{
    size_t agenda = topic_of(m, list, n);
    if (agenda == m->agenda.n) {
        return;
    }
    topic_view_open(app, m, agenda, false, changed, ctx);
    struct formbox *f = &((struct topic_view *)app->ui.top)->form;
    for (size_t i = 0; i < n; i++) {
        bool mine = strncmp(list[i].name, PREFIX, strlen(PREFIX)) == 0;
        struct form_item *item =
            mine ? formbox_item(f, list[i].name + strlen(PREFIX)) : NULL;
        if (item != NULL) {
            formbox_focus(f, item->name);
            formbox_type(item, list[i].value);
        }
    }
}
