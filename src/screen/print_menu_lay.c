/* The paper that was chosen: laid out into an arena that goes to the preview;
   when its pages leave, paper_issue notes them. */
#include "pbtui/screen/preview_view.h"
#include "pbtui/tui/dialog.h"
#include "print_leaving.h"
#include "print_menu_parts.h"

void print_menu_lay(struct print_menu *m, const struct choice *c)
{
    struct app *app = m->app;
    struct err err = ERR_INIT;
    struct print_leaving *l = arena_array(&m->arena, 1, sizeof *l);
    struct paper_wish w = {
        .forms = &m->forms,
        .bound = c->bound,
        .form = c->form,
        .ask = {.book = app->book, .span = c->span},
        .ids = &m->id,
        .n_ids = m->ledger != NULL && c->form != NULL ? 1 : 0,
        .unnoted = app->opt.read_only,
    };
    *l = (struct print_leaving){.app = app};
    if (!paper_make(&l->paper, &m->arena, &w, &err)) {
        dialog_error(&app->ui, &err);
        print_menu_free(m);
        return;
    }
    struct preview_what what = {
        .arena = m->arena,
        .doc = l->paper.doc,
        .file = l->paper.file,
        .issued = print_leaves,
        .xlsx = print_xlsx,
        .ctx = l,
    };
    /* The arena is the preview's now. */
    m->arena = (struct arena)ARENA_INIT;
    print_menu_free(m);
    preview_open(app, &what);
}
