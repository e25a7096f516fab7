/* A form that goes on with what was typed before: the draft's values over the
   record as it is now, or over what a new one began with. */
#include "pbtui/screen/record_view.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/registry.h"
#include "record_parts.h"

bool record_view_has_draft(const struct view *view, const char *id)
{
    const struct record_view *v = (const struct record_view *)view;
    return view->cls == &record_view_class && v->draft.id != NULL &&
           strcmp(v->draft.id, id) == 0;
}

/* What a form began with and does not ask: the step that it is about. */
static void put_base(struct record_view *v, const struct draft *d)
{
    for (size_t i = 0; i < d->n_fields; i++) {
        const char *name = d->fields[i].name;
        if (strncmp(name, RECORD_DRAFT_BASE, strlen(RECORD_DRAFT_BASE)) == 0) {
            int field =
                ledger_field(v->ledger, name + strlen(RECORD_DRAFT_BASE));
            v->preset =
                field >= 0 && record_type(&v->base, v->app->book, &v->arena,
                                          field, d->fields[i].value, NULL);
        }
    }
    if (v->preset) {
        record_view_show(v);
    }
}

void record_view_open_draft(struct app *app, const struct draft *d)
{
    const struct ledger *l = registry_find(app->book, d->form);
    struct record gone;
    bool there =
        l != NULL && d->row_id != 0 &&
        record_read(&gone, l, app->book, &app->ui.frame, d->row_id, NULL);
    struct record_view *v =
        l != NULL
            ? record_view_make(app, l, there ? d->row_id : 0, d->parent_id)
            : NULL;
    if (v == NULL) {
        return;
    }
    if (d->row_id != 0 && !there) {
        ui_note(&app->ui, ROLE_WARN,
                "原来的记录已撤销，草稿按新增打开，保存后是一条新记录。");
    }
    if (!there) {
        put_base(v, d);
    }
    for (size_t i = 0; i < d->n_fields; i++) {
        struct form_item *item =
            record_items_find(&v->items, l, d->fields[i].name);
        if (item != NULL) {
            formbox_type(item, d->fields[i].value);
        }
    }
    /* Written against an older state: saving must meet the conflict screen. */
    v->base.ver = there ? d->base_ver : 0;
    v->draft.id = mem_str(d->id);
    ui_push(&app->ui, &v->view);
}
