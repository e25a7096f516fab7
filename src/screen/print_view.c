/* Lists, tables and records on paper: a table laid into pages, shown by the
   preview, which also keeps it as text or CSV. */
#include "pbtui/screen/print_view.h"

#include <string.h>

#include "pbtui/ledger/record.h"
#include "pbtui/report/listing.h"
#include "pbtui/report/table_paper.h"
#include "pbtui/screen/preview_view.h"
#include "pbtui/text/date.h"

/* Takes the arena over, whatever comes of it. */
static void show(struct app *app, struct preview_what *w, const char *title)
{
    struct err err = ERR_INIT;
    char day[11];
    w->file =
        arena_printf(&w->arena, "%s-%s", title, date_text(app->book->day, day));
    if (!table_lay(w->table, app->book, &w->arena, w->file, &w->doc, &err)) {
        ui_note_err(&app->ui, &err);
        arena_clear(&w->arena);
        return;
    }
    preview_open(app, w);
}

/* ---- what is shown ------------------------------------------------------ */

void print_view_open(struct app *app, const struct query *q, bool csv)
{
    struct preview_what w = {.csv = csv};
    struct err err = ERR_INIT;
    struct table *t = arena_alloc(&w.arena, sizeof *t);
    if (!listing_make(t, app->book, &w.arena, q, &err)) {
        ui_note_err(&app->ui, &err);
        arena_clear(&w.arena);
        return;
    }
    w.table = t;
    show(app, &w, q->view->title);
}

static const char *copy_of(struct arena *a, const char *s)
{
    return s != NULL ? table_paper_signs(a, s) : NULL;
}

static const struct table *copy_table(struct arena *a, const struct table *t)
{
    struct table *out = arena_alloc(a, sizeof *out);
    struct table_column *columns =
        arena_array(a, t->n_columns, sizeof *columns);
    const char *const **rows = arena_array(a, t->n_rows, sizeof *rows);
    for (size_t i = 0; i < t->n_columns; i++) {
        columns[i] = t->columns[i];
        columns[i].name = arena_str(a, t->columns[i].name);
        columns[i].title = arena_str(a, t->columns[i].title);
    }
    for (size_t i = 0; i < t->n_rows; i++) {
        const char **cells = arena_array(a, t->n_columns, sizeof *cells);
        for (size_t k = 0; k < t->n_columns; k++) {
            cells[k] = copy_of(a, t->rows[i][k]);
        }
        rows[i] = cells;
    }
    *out = *t;
    out->columns = columns;
    out->rows = rows;
    out->of = copy_of(a, t->of);
    out->title = copy_of(a, t->title);
    out->when = copy_of(a, t->when);
    out->foot = copy_of(a, t->foot);
    return out;
}

void print_view_open_table(struct app *app, const char *title,
                           const struct table *t)
{
    struct preview_what w = {0};
    w.table = copy_table(&w.arena, t);
    show(app, &w, title);
}

void print_view_open_record(struct app *app, const struct ledger *l, int64_t id)
{
    struct preview_what w = {0};
    struct record r;
    struct err err = ERR_INIT;
    struct table *t = arena_alloc(&w.arena, sizeof *t);
    if (!record_read(&r, l, app->book, &w.arena, id, &err) ||
        !listing_record(t, app->book, &w.arena, &r, &err)) {
        ui_note_err(&app->ui, &err);
        arena_clear(&w.arena);
        return;
    }
    w.table = t;
    struct strbuf name;
    sb_init(&name);
    l->label(app->book, &r, &name);
    show(app, &w, name.s);
    sb_clear(&name);
}
