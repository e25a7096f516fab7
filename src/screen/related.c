/* Which book of the records that belong to this one. */
#include "pbtui/screen/related.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/pipeline_books.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/pipeline_view.h"

#define MAX_BOOKS REGISTRY_CHILDREN_MAX

struct related {
    struct app *app;
    const struct ledger *owner;
    int64_t id;
};

static void open_child(struct related *r, const struct ledger *child)
{
    struct arena a = ARENA_INIT;
    struct strbuf name;
    sb_init(&name);
    struct record rec;
    struct err err = ERR_INIT;
    if (child == &ledger_candidacy) {
        pipeline_view_open(r->app, r->id); /* also where there is none yet */
    } else if (record_read(&rec, r->owner, r->app->book, &a, r->id, &err)) {
        r->owner->label(r->app->book, &rec, &name);
        book_view_open(r->app, child, r->id, name.s);
    } else {
        ui_note_err(&r->app->ui, &err);
    }
    sb_clear(&name);
    arena_clear(&a);
}

static void answer(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct related *r = ctx;
    const struct ledger *children[MAX_BOOKS];
    size_t n = registry_children(r->app->book, r->owner, children, MAX_BOOKS);
    if (id > 0 && (size_t)id <= n) {
        open_child(r, children[id - 1]);
    }
    mem_free(r);
}

bool related_any(struct app *app, const struct ledger *l)
{
    const struct ledger *one;
    return registry_children(app->book, l, &one, 1) > 0;
}

static const char *how_many(struct app *app, const struct ledger *child,
                            int64_t owner)
{
    int64_t n = 0;
    struct query q = query_of(child, ledger_view(child, "all"));
    q.parent = owner;
    if (!query_count(app->book, &q, &n, NULL) || n == 0) {
        return "";
    }
    return arena_printf(&app->ui.frame, "%lld 条", (long long)n);
}

void related_open(struct app *app, const struct ledger *l, int64_t id)
{
    const struct ledger *children[MAX_BOOKS];
    size_t n = registry_children(app->book, l, children, MAX_BOOKS);
    if (n == 0) {
        ui_note(&app->ui, ROLE_WARN, "%s没有相关的记录。", l->noun);
        return;
    }
    if (id == 0) {
        ui_note(&app->ui, ROLE_WARN, "先选定一条已保存的记录。");
        return;
    }
    struct pick_text rows[MAX_BOOKS];
    for (size_t i = 0; i < n; i++) {
        rows[i].text = children[i]->title;
        rows[i].about = how_many(app, children[i], id);
    }
    struct related *r = mem_new(sizeof *r);
    *r = (struct related){app, l, id};
    pick_texts(app, "相关记录", rows, n, 0, answer, r);
}
