/* What all views have in common that are a list over rows in memory. */
#include "memory_view.h"

#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"

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
    m->load(m);
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
    m->load(m);
    ui_push(&m->app->ui, &m->view);
}
