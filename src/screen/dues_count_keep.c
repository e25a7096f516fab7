/* What was counted and is not posted: kept on the collection screen while the
   form is closed, and in a draft, so that a lost terminal loses none of it.

   The draft belongs to one sitting, or one month: closing it removes the draft,
   opening the form takes it up again.  Checking what was counted is not done
   here. */
#include "dues_count.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

static const char *text_of(struct count_form *f, enum count_item i)
{
    return formbox_get(&f->items[i]);
}

/* ---- on the screen ------------------------------------------------------ */

static void put(struct dues_view *v, const char *counted, const char *notes,
                const char *note)
{
    mem_free(v->counted);
    mem_free(v->notes);
    mem_free(v->count_note);
    v->counted = counted != NULL ? mem_str(counted) : NULL;
    v->notes = notes != NULL ? mem_str(notes) : NULL;
    v->count_note = note != NULL ? mem_str(note) : NULL;
}

void count_keep(struct count_form *f)
{
    struct dues_view *v = f->of;
    put(v, text_of(f, COUNT_SUM), count_notes(f, &v->app->ui.frame),
        text_of(f, COUNT_NOTE));
    count_write_draft(f);
}

void count_put_back(struct count_form *f)
{
    const struct dues_view *v = f->of;
    if (v->counted != NULL) {
        formbox_set(&f->items[COUNT_SUM], v->counted);
        count_put_notes(f, v->notes);
        formbox_set(&f->items[COUNT_NOTE], v->count_note);
    }
}

void count_forget(struct dues_view *v)
{
    put(v, NULL, NULL, NULL);
    sheet_draft_remove(&v->counting, v->app);
}

/* ---- as a draft --------------------------------------------------------- */

static const char *kind_of(bool month)
{
    return month ? "month" : "sitting";
}

static const char *value_of(const struct draft *d, const char *name)
{
    for (size_t i = 0; i < d->n_fields; i++) {
        if (strcmp(d->fields[i].name, name) == 0) {
            return d->fields[i].value;
        }
    }
    return "";
}

void count_write_draft(struct count_form *f)
{
    struct dues_view *v = f->of;
    struct arena a = ARENA_INIT;
    struct sheet_fields out = {.arena = &a};
    const char *notes = count_notes(f, &a);
    const char *counted = text_of(f, COUNT_SUM);
    const char *note = text_of(f, COUNT_NOTE);
    char month[8];
    month_text(v->sheet.month, month);
    if (counted[0] != '\0' || notes[0] != '\0' || note[0] != '\0') {
        sheet_add(&out, "month", month);
        sheet_add(&out, "of", kind_of(f->month));
        sheet_add(&out, "counted", counted);
        sheet_add(&out, "notes", notes);
        sheet_add(&out, "note", note);
    }
    struct draft d = {
        .form = DUES_COUNT_FORM,
        .title = arena_printf(&a, "%s党费点钞 %s",
                              dues_month_title(&a, v->sheet.month), counted),
        .parent_id = v->app->book->branch,
        .fields = out.list,
        .n_fields = out.n,
    };
    sheet_draft_write(&v->counting, v->app, &a, &d);
    arena_clear(&a);
}

static bool is_of(const struct dues_view *v, bool month, const struct draft *d)
{
    char text[8];
    return strcmp(d->form, DUES_COUNT_FORM) == 0 &&
           d->parent_id == v->app->book->branch &&
           strcmp(value_of(d, "of"), kind_of(month)) == 0 &&
           strcmp(value_of(d, "month"), month_text(v->sheet.month, text)) == 0;
}

/* The newest of them. */
void count_take_draft(struct dues_view *v, bool month)
{
    const char *dir = db_state_dir(v->app->session.db);
    struct arena a = ARENA_INIT;
    struct draft *list = NULL;
    size_t n = 0;
    if (v->counted != NULL || dir == NULL ||
        !draft_list(dir, &a, &list, &n, NULL)) {
        arena_clear(&a);
        return;
    }
    for (size_t i = 0; i < n && v->counted == NULL; i++) {
        const struct draft *d = &list[i];
        if (d->raw == NULL && is_of(v, month, d)) {
            put(v, value_of(d, "counted"), value_of(d, "notes"),
                value_of(d, "note"));
            sheet_draft_clear(&v->counting);
            v->counting.id = mem_str(d->id);
        }
    }
    arena_clear(&a);
}

void dues_count_open_draft(struct app *app, const struct draft *d)
{
    if (d->parent_id != app->book->branch) {
        ui_note(&app->ui, ROLE_WARN,
                "这份草稿是另一个支部的，请先换到那个支部，再打开它。");
        return;
    }
    struct dues_view *v = dues_view_make(app, MONTH_NONE);
    if (v->sheet.open && is_of(v, v->sheet.sums.n_draft == 0, d)) {
        dues_count_open(v);
        return;
    }
    draft_remove(db_state_dir(app->session.db), d->id);
    ui_note(&app->ui, ROLE_WARN,
            "点钞的那一次已经结过账，或收的已经撤回，这份草稿用不着了，已丢"
            "弃。");
}

bool dues_count_has_draft(const struct view *view, const char *id)
{
    const struct dues_view *v = dues_view_of(view);
    return v != NULL && v->counting.id != NULL &&
           strcmp(v->counting.id, id) == 0;
}
