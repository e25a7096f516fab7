/* Opening the event form: a meeting that is there, a new one, a draft. */
#include "pbtui/screen/meeting_view.h"

#include <stdlib.h>
#include <string.h>

#include "meeting_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/topic_view.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

/* ---- opening ------------------------------------------------------------ */

static struct meeting_view *make(struct app *app)
{
    struct meeting_view *v = mem_new(sizeof *v);
    v->view.cls = &meeting_view_class;
    v->app = app;
    return v;
}

static void push(struct meeting_view *v, const char *focus)
{
    v->sealed =
        v->m.was.ledger != NULL &&
        period_is_sealed(v->app->book, record_int(&v->m.event, EVENT_BRANCH),
                         month_of(record_day(&v->m.event, EVENT_ON)));
    meeting_items_make(v, focus);
    ui_push(&v->app->ui, &v->view);
}

static void give_up(struct meeting_view *v, const struct err *err)
{
    dialog_error(&v->app->ui, err);
    arena_clear(&v->arena);
    mem_free(v);
}

void meeting_view_open(struct app *app, int64_t id)
{
    struct meeting_view *v = make(app);
    struct err err = ERR_INIT;
    if (!meeting_read(&v->m, app->book, &v->arena, id, &err) ||
        (meeting_is_planned(&v->m) && !meeting_prepare(&v->m, &err))) {
        give_up(v, &err);
        return;
    }
    push(v, NULL);
}

/* The first thing that no habit can fill in. */
static const char *first_to_type(const struct meeting_view *v)
{
    static const char *const names[] = {"grp",    "k0.title", "k1.title",
                                        "topic0", "title",    "minutes"};
    const struct kind *k = meeting_kind(&v->m);
    bool grp = k != NULL && k->body == BODY_GROUP &&
               record_is_null(&v->m.event, EVENT_GRP);
    struct formbox *form = (struct formbox *)(uintptr_t)&v->form;
    for (size_t i = grp ? 0 : 1; i < ARRAY_LEN(names); i++) {
        if (formbox_item(form, names[i]) != NULL) {
            return names[i];
        }
    }
    return NULL;
}

static void put_topic(struct meeting_view *v, const char *topic)
{
    const struct kind *k = meeting_kind(&v->m);
    const char *text = arena_str(&v->arena, topic);
    if (k->part[PART_TITLE] != NULL) {
        record_set_text(&v->m.kinds.v[0].now, EK_TITLE, text);
    } else if (k->agenda) {
        meeting_add_agenda(&v->m, text);
    } else {
        record_set_text(&v->m.event, EVENT_TITLE, text);
    }
}

void meeting_view_start(struct app *app, const struct meeting_start *start)
{
    struct meeting_view *v = make(app);
    struct err err = ERR_INIT;
    if (!app_can_write(app)) {
        mem_free(v);
        return;
    }
    if (!meeting_new(&v->m, app->book, &v->arena, start->kind, start->grp,
                     start->day, &err)) {
        give_up(v, &err);
        return;
    }
    if (start->sub != NULL && start->sub[0] != '\0') {
        record_set_text(&v->m.kinds.v[0].now, EK_SUB,
                        arena_str(&v->arena, start->sub));
    }
    if (start->topic != NULL) {
        put_topic(v, start->topic);
    }
    push(v, NULL);
    const char *focus = first_to_type(v);
    if (focus != NULL) {
        formbox_focus(&v->form, focus);
    }
}

void meeting_view_open_new(struct app *app, const char *kind, int64_t grp,
                           int day)
{
    const struct meeting_start start = {.kind = kind, .grp = grp, .day = day};
    meeting_view_start(app, &start);
}

/* ---- drafts ------------------------------------------------------------- */

bool meeting_view_has_draft(const struct view *view, const char *id)
{
    const struct meeting_view *v = (const struct meeting_view *)view;
    return view->cls == &meeting_view_class && v->draft_id != NULL &&
           strcmp(v->draft_id, id) == 0;
}

static const char *field_of(const struct draft *d, const char *name)
{
    for (size_t i = 0; i < d->n_fields; i++) {
        if (strcmp(d->fields[i].name, name) == 0) {
            return d->fields[i].value;
        }
    }
    return NULL;
}

static int64_t number_in(const struct draft *d, const char *name)
{
    const char *value = field_of(d, name);
    return value != NULL && value[0] == 'i' ? strtoll(value + 1, NULL, 10) : 0;
}

/* A new one starts from the day and kind that were typed, so that the roll is
   that day's; then everything that was in the draft goes on top.  So does one
   whose meeting has been undone meanwhile. */
static bool start_again(struct meeting_view *v, const struct draft *d,
                        struct err *err)
{
    struct book *b = v->app->book;
    struct record there;
    if (d->row_id != 0 &&
        record_read(&there, &ledger_event, b, &v->arena, d->row_id, NULL)) {
        return meeting_read(&v->m, b, &v->arena, d->row_id, err) &&
               (!meeting_is_planned(&v->m) || meeting_prepare(&v->m, err));
    }
    if (d->row_id != 0) {
        ui_note(&v->app->ui, ROLE_WARN,
                "原来的会议已撤销，草稿按新登记打开，保存后是一条新记录。");
    }
    const char *kind = field_of(d, "event.0.kind");
    const char *on = field_of(d, "event.0.on_day");
    int day = b->today;
    if (on != NULL && !date_read(on + 1, &day)) {
        day = b->today;
    }
    return meeting_new(&v->m, b, &v->arena, kind != NULL ? kind + 1 : "",
                       number_in(d, "event.0.grp_id"), day, err);
}

/* A draft belongs to its branch; nobody else's form may be open meanwhile. */
static bool go_to_branch(struct app *app, int64_t branch)
{
    if (branch == 0 || branch == app->book->branch) {
        return true;
    }
    for (const struct view *v = app->ui.top; v != NULL; v = v->below) {
        if (v->cls->unsaved != NULL && v->cls->unsaved(v)) {
            ui_note(&app->ui, ROLE_WARN,
                    "这份草稿是另一个党支部的；请先保存或关闭打开着的表单。");
            return false;
        }
    }
    app->book->branch = branch;
    app_forget(app);
    return true;
}

static struct meeting_value *values_of(struct meeting_view *v,
                                       const struct draft *d)
{
    struct meeting_value *list =
        arena_array(&v->arena, d->n_fields + 1, sizeof *list);
    for (size_t i = 0; i < d->n_fields; i++) {
        list[i] = (struct meeting_value){d->fields[i].name, d->fields[i].value};
    }
    return list;
}

static void unpack(struct meeting_view *v, const struct draft *d,
                   const struct meeting_value *list)
{
    meeting_unpack(&v->m, list, d->n_fields);
    if (v->m.was.ledger != NULL) {
        /* Against an older state: saving must meet the other window's. */
        v->m.was.ver = d->base_ver;
    }
}

static void type_again(struct meeting_view *v, const struct draft *d)
{
    static const char prefix[] = "item.";
    for (size_t i = 0; i < d->n_fields; i++) {
        const char *name = d->fields[i].name;
        if (strncmp(name, prefix, sizeof prefix - 1) == 0) {
            struct form_item *item =
                formbox_item(&v->form, name + sizeof prefix - 1);
            if (item != NULL) {
                formbox_type(item, d->fields[i].value);
            }
        }
    }
}

void meeting_view_open_draft(struct app *app, const struct draft *d)
{
    struct err err = ERR_INIT;
    if (!go_to_branch(app, d->parent_id)) {
        return;
    }
    struct meeting_view *v = make(app);
    if (!start_again(v, d, &err)) {
        give_up(v, &err);
        return;
    }
    struct meeting_value *list = values_of(v, d);
    unpack(v, d, list);
    v->draft_id = mem_str(d->id);
    v->edited = true;
    push(v, NULL);
    type_again(v, d);
    topic_view_resume(app, &v->m, list, d->n_fields, meeting_changed, v);
}
