/* A ledger as a list.

   The list box asks its source for pages; the source turns each request into a
   query of the ledger.  Nothing is counted, nothing is read beyond the rows
   that are shown. */
#include "pbtui/screen/book_view.h"

#include <string.h>

#include "book_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/query.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/history_view.h"
#include "pbtui/screen/import_view.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/related.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"
#include "pbtui/tui/dialog.h"

const struct ledger_view *book_tab(const struct book_view *v)
{
    return &v->ledger->views[v->tab];
}

struct query book_query(const struct book_view *v, const char *find)
{
    struct query q = query_of(v->ledger, book_tab(v));
    q.find = find;
    q.parent = v->parent;
    q.facet = v->facet;
    q.facet_value = v->facet_value;
    q.kind = v->scope.kind;
    q.grp = v->scope.grp;
    q.year = v->scope.year;
    q.from = v->scope.from;
    q.to = v->scope.to;
    /* As of a past day nothing later is known; but what is still to be done is
       due on later days by its nature. */
    const struct book *b = v->app->book;
    if (b->day < b->today && v->ledger != &ledger_action &&
        (q.to == DATE_NONE || q.to > b->day)) {
        q.to = b->day;
    }
    return q;
}

/* ---- the list's source ------------------------------------------------ */

static bool source_page(void *ctx, struct arena *a,
                        const struct list_request *req, struct list_row *rows,
                        size_t *n, struct err *err)
{
    struct book_view *v = ctx;
    struct query q = book_query(v, req->filter);
    if (req->sort >= 0) {
        q.sort = book_tab(v)->columns[req->sort].field;
    }
    q.descending = req->descending;
    q.key = req->key;
    q.backward = req->backward;
    q.limit = req->want;
    q.only_id = req->find_id;
    struct query_row *found = arena_array(a, req->want, sizeof *found);
    bool ok = query_page(v->app->book, a, &q, found, n, err);
    if (ok && *n == 0 && q.only_id > 0) {
        q.only_id = 0;
        ok = query_page(v->app->book, a, &q, found, n, err);
    }
    for (size_t i = 0; ok && i < *n; i++) {
        rows[i] = (struct list_row){
            .id = found[i].id,
            .cells = (const char *const *)found[i].cells,
            .key = found[i].key,
            .role = found[i].voided ? ROLE_DIM : ROLE_TEXT,
        };
    }
    return ok;
}

static bool source_count(void *ctx, const char *filter, int64_t *n)
{
    struct book_view *v = ctx;
    struct query q = book_query(v, filter);
    return query_count(v->app->book, &q, n, NULL);
}

static bool sortable(const struct field *f)
{
    return f->sort == NULL ? !f->kind->secret : f->sort[0] != '\0';
}

/* Column heads and widths of the tab; behind the last comes the first. */
static void use_tab(struct book_view *v, size_t tab)
{
    tab %= v->ledger->n_views;
    const struct ledger_view *view = &v->ledger->views[tab];
    char *filter = NULL;
    if (v->columns != NULL) {
        filter = mem_str(v->list.filter.text.s);
        listbox_clear(&v->list);
        mem_free(v->columns);
    }
    v->tab = tab;
    v->columns = mem_new(view->n_columns * sizeof *v->columns);
    for (size_t i = 0; i < view->n_columns; i++) {
        const struct ledger_column *c = &view->columns[i];
        const struct field *f = &v->ledger->fields[c->field];
        int head = width_cols(f->label);
        v->columns[i] = (struct list_column){
            .title = f->label,
            .min_cols = c->min_cols > head ? c->min_cols : head,
            .max_cols = c->max_cols > head ? c->max_cols : head,
            .priority = c->priority,
            .align = f->kind->right ? FIT_RIGHT : FIT_LEFT,
            .number = f->kind->right,
            .sortable = sortable(f),
        };
    }
    struct list_source source = {v, source_page, source_count};
    listbox_init(&v->list, v->columns, view->n_columns, source);
    if (filter != NULL) {
        editline_set(&v->list.filter, filter);
        mem_free(filter);
    }
}

/* ---- commands --------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    const struct book_view *v = (const struct book_view *)view;
    uint64_t ctx = listbox_contexts(&v->list);
    if ((ctx & CTX_EDIT) == 0) {
        ctx |= CTX_BOOK | (related_any(v->app, v->ledger) ? CTX_OWNER : 0u) |
               (book_has_sheet(v->ledger) ? CTX_SHEETED : 0u) |
               (v->ledger->reverse != NULL ? CTX_POSTED : CTX_VOIDED);
    }
    return CTX_ALL | ctx;
}

/* ---- the rest --------------------------------------------------------- */

static void toggle_filter(struct book_view *v)
{
    if (v->facet >= 0) {
        book_filter_none(v);
    } else {
        book_filter(v);
    }
}

/* First to today, then out of the list. */
static enum view_result go_back(struct book_view *v)
{
    if (book_view_to_today(v->app)) {
        listbox_reload(&v->list);
        return VIEW_DONE;
    }
    return v->view.below != NULL ? VIEW_CLOSE : VIEW_PASS;
}

/* What may have changed since the last key: the day, the file. */
static void watch(struct book_view *v)
{
    app_watch(v->app);
    if (db_changed_elsewhere(v->app->session.db)) {
        listbox_reload(&v->list);
    }
}

/* What is about the list as a whole. */
static enum view_result command_of_all(struct book_view *v, int cmd)
{
    switch (cmd) {
    case CMD_PRINT:
        book_print(v);
        return VIEW_DONE;
    case CMD_EXPORT:
        book_keep(v, PRINT_SHEET_ALL);
        return VIEW_DONE;
    case CMD_EXPORT_EMPTY:
        book_keep(v, PRINT_SHEET_EMPTY);
        return VIEW_DONE;
    case CMD_IMPORT:
        import_view_open(v->app, v->ledger);
        return VIEW_DONE;
    case CMD_BOOK_SHEET:
        book_open_sheet(v->app, v->ledger);
        return VIEW_DONE;
    case CMD_AS_OF:
        book_ask_day(v);
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct book_view *v = (struct book_view *)view;
    (void)ui;
    watch(v);
    if (listbox_command(&v->list, cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_OPEN_RECORD:
        if (listbox_id(&v->list) != 0) {
            opening_record(v->app, v->ledger, listbox_id(&v->list));
        }
        return VIEW_DONE;
    case CMD_NEW:
        if (app_can_write(v->app) && book_view_is_today(v->app)) {
            opening_new(v->app, v->ledger, v->parent, &v->scope);
        }
        return VIEW_DONE;
    case CMD_VIEW_NEXT:
        use_tab(v, v->tab + 1);
        return VIEW_DONE;
    case CMD_VIEW_PREVIOUS:
        use_tab(v, v->tab + v->ledger->n_views - 1);
        return VIEW_DONE;
    case CMD_VOID:
    case CMD_REVERSE:
        book_void(v);
        return VIEW_DONE;
    case CMD_RELATED:
        related_open(v->app, v->ledger, listbox_id(&v->list));
        return VIEW_DONE;
    case CMD_FILTER:
        toggle_filter(v);
        return VIEW_DONE;
    case CMD_HISTORY:
        history_view_open(v->app, v->ledger, listbox_id(&v->list));
        return VIEW_DONE;
    case CMD_BACK:
        return go_back(v);
    default:
        return command_of_all(v, cmd);
    }
}

/* A digit goes to the tab of that number. */
static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct book_view *v = (struct book_view *)view;
    if (k->kind == K_RESUME) {
        struct err err = ERR_INIT;
        if (!db_same_file(v->app->session.db, &err)) {
            dialog_error(ui, &err);
        }
        listbox_reload(&v->list);
        return VIEW_DONE;
    }
    if (listbox_key(&v->list, k)) {
        return VIEW_DONE;
    }
    if (k->kind == K_CHAR && k->code >= '1' && k->code <= '9' &&
        k->code - '1' < v->ledger->n_views) {
        use_tab(v, k->code - '1');
        return VIEW_DONE;
    }
    return VIEW_PASS;
}

static bool tab_shows(const struct book_view *v, size_t tab, int64_t id)
{
    struct arena a = ARENA_INIT;
    struct query_row row;
    size_t n = 0;
    struct query q = query_of(v->ledger, &v->ledger->views[tab]);
    q.parent = v->parent;
    q.only_id = id;
    q.limit = 1;
    bool ok = query_page(v->app->book, &a, &q, &row, &n, NULL) && n == 1 &&
              row.id == id;
    arena_clear(&a);
    return ok;
}

/* Onto the record that a form has saved; if it is listed in another column
   now (an applicant, somebody who left), over there. */
static void go_to_saved(struct book_view *v, int64_t id)
{
    size_t tab = v->tab;
    for (size_t i = 0; !tab_shows(v, tab, id) && i < v->ledger->n_views; i++) {
        tab = i;
    }
    if (tab != v->tab && tab_shows(v, tab, id)) {
        use_tab(v, tab);
        ui_note(&v->app->ui, ROLE_OK, "已保存，现在列在“%s”栏。",
                book_tab(v)->title);
    }
    listbox_go_to(&v->list, id);
}

static void uncovered(struct view *view, struct ui *ui)
{
    (void)ui;
    struct book_view *v = (struct book_view *)view;
    if (v->app->saved_in == v->ledger && v->app->saved_id != 0) {
        go_to_saved(v, v->app->saved_id);
        v->app->saved_id = 0;
    }
    listbox_reload(&v->list);
}

static void close_view(struct view *view)
{
    struct book_view *v = (struct book_view *)view;
    listbox_clear(&v->list);
    mem_free(v->columns);
    mem_free(v->parent_name);
    mem_free(v->facet_value);
    mem_free(v->facet_shown);
    mem_free((char *)(uintptr_t)v->scope.kind);
    mem_free((char *)(uintptr_t)v->scope.title);
    arena_clear(&v->arena);
    mem_free(v);
}

static const struct view_class book_view_class = {
    .name = "book",
    .contexts = contexts,
    .draw = book_draw,
    .patch = book_patch,
    .command = command,
    .key = key,
    .uncovered = uncovered,
    .close = close_view,
};

static size_t tab_named(const struct ledger *l, const char *name)
{
    for (size_t i = 0; i < l->n_views; i++) {
        if (strcmp(l->views[i].name, name) == 0) {
            return i;
        }
    }
    return 0;
}

static struct book_view *make(struct app *app, const struct ledger *l)
{
    struct book_view *v = mem_new(sizeof *v);
    v->view.cls = &book_view_class;
    v->app = app;
    v->ledger = l;
    v->facet = -1;
    v->scope.from = DATE_NONE;
    v->scope.to = DATE_NONE;
    return v;
}

void book_view_open(struct app *app, const struct ledger *l, int64_t parent,
                    const char *parent_name)
{
    struct book_view *v = make(app, l);
    v->parent = parent;
    v->parent_name = parent_name != NULL ? mem_str(parent_name) : NULL;
    /* What belongs to one record is looked at whole, past and present. */
    use_tab(v, parent != 0 ? tab_named(l, "all") : 0);
    ui_push(&app->ui, &v->view);
}

void book_view_open_scope(struct app *app, const struct ledger *l,
                          const struct book_scope *scope)
{
    struct book_view *v = make(app, l);
    v->scope = *scope;
    v->scope.kind = scope->kind != NULL ? mem_str(scope->kind) : NULL;
    v->scope.title = scope->title != NULL ? mem_str(scope->title) : NULL;
    v->scope.view = NULL; /* only says where to begin */
    use_tab(v, scope->view != NULL ? tab_named(l, scope->view) : 0);
    ui_push(&app->ui, &v->view);
}
