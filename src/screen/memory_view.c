/* What all views have in common that are a list over rows in memory. */
#include "memory_view.h"

#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/store/db.h"

static void load(struct memory_view *m)
{
    m->day = m->app->book->day;
    m->branch = m->app->book->branch;
    m->load(m);
}

void memory_view_watch(struct memory_view *m)
{
    app_watch(m->app);
    if (m->day != m->app->book->day || m->branch != m->app->book->branch ||
        db_changed_elsewhere(m->app->session.db)) {
        load(m);
    }
}

bool memory_view_moved(struct memory_view *m, int cmd)
{
    memory_view_watch(m);
    if (listbox_command(&m->box, cmd)) {
        return true;
    }
    listbox_load(&m->box);
    return false;
}

int memory_view_at(struct memory_view *m)
{
    int64_t id = listbox_id(&m->box);
    return id > 0 && (size_t)id <= m->rows.n ? (int)id - 1 : -1;
}

uint64_t memory_view_contexts(const struct view *view)
{
    const struct memory_view *m = (const struct memory_view *)view;
    uint64_t ctx = listbox_contexts(&m->box);
    return CTX_ALL | ctx | ((ctx & CTX_EDIT) == 0 ? m->context : 0u);
}

enum view_result memory_view_key(struct view *view, struct ui *ui,
                                 const struct key *k)
{
    struct memory_view *m = (struct memory_view *)view;
    (void)ui;
    return listbox_key(&m->box, k) ? VIEW_DONE : VIEW_PASS;
}

void memory_view_uncovered(struct view *view, struct ui *ui)
{
    struct memory_view *m = (struct memory_view *)view;
    (void)ui;
    load(m);
}

void memory_view_close(struct view *view)
{
    struct memory_view *m = (struct memory_view *)view;
    listbox_clear(&m->box);
    arena_clear(&m->arena);
    mem_free(m);
}

void memory_view_open(struct memory_view *m, const struct view_class *cls,
                      const struct list_column *columns, size_t n)
{
    m->view.cls = cls;
    listbox_init(&m->box, columns, n, memory_list_source(&m->rows));
    load(m);
    ui_push(&m->app->ui, &m->view);
}
