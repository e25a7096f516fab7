/* A step that was begun and neither saved nor given up: its form goes on where
   it was left.

   Stages: drafts of the ledger → the one of this step of this file → its form.
   What a draft holds, record_resume knows. */
#include "pipeline_screen.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/screen/book_view.h"
#include "pbtui/screen/record_view.h"
#include "pbtui/store/draft.h"
#include "record_draft.h"

/* Of a new step: which one stands in what the form began with. */
static bool is_new_step(const struct draft *d, int64_t file, int no)
{
    char typed[16];
    snprintf(typed, sizeof typed, "%d", no);
    for (size_t i = 0; d->parent_id == file && i < d->n_fields; i++) {
        if (strcmp(d->fields[i].name, RECORD_DRAFT_BASE "no") == 0) {
            return strcmp(d->fields[i].value, typed) == 0;
        }
    }
    return false;
}

/* Of a step that is in the books, or (id 0) a new one; NULL: none. */
static const struct draft *draft_of(struct pipeline_view *v, int no, int64_t id)
{
    const char *dir = db_state_dir(v->app->session.db);
    struct draft *list = NULL;
    size_t n = 0;
    if (dir == NULL || !draft_list(dir, &v->arena, &list, &n, NULL)) {
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        const struct draft *d = &list[i];
        bool of_step = d->raw == NULL && d->row_id == id &&
                       strcmp(d->form, ledger_step.name) == 0;
        if (of_step && (id != 0 || is_new_step(d, v->file, no))) {
            return d;
        }
    }
    return NULL;
}

static bool resume(struct pipeline_view *v, const struct draft *d)
{
    if (d == NULL || !app_can_write(v->app) || !book_view_is_today(v->app)) {
        return d != NULL;
    }
    ui_note(&v->app->ui, ROLE_OK,
            "接着填 %s 没有保存的；不要了按 Esc，选“不保存”。", d->at);
    record_view_open_draft(v->app, d);
    return true;
}

bool pipeline_resume_step(struct pipeline_view *v, int no)
{
    const struct record *step = &v->f.steps[no];
    return resume(v, draft_of(v, no, step->ledger != NULL ? step->id : 0));
}

bool pipeline_resume_again(struct pipeline_view *v, int no)
{
    return resume(v, draft_of(v, no, 0));
}
