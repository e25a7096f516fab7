/* What the clerk has decided of an import, kept as a draft until it is done:
   the file, the book, columns, values and rows.  Of the rows only while the
   file is the one they were decided for. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "import_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/screen/import_view.h"
#include "pbtui/tui/dialog.h"

/* ---- writing ------------------------------------------------------------- */

static const char *stamp_of(const struct importing *i, struct arena *a)
{
    const struct cells_file *f = &i->file;
    return arena_printf(a, "%llu %lld %lld", f->stamp.size, f->stamp.changed_s,
                        f->stamp.changed_ns);
}

static void pack_rows(const struct importing *i, struct sheet_fields *f)
{
    struct arena *a = f->arena;
    if (i->take_all) {
        sheet_add(f, "all", "1");
    }
    for (size_t k = 0; k < i->n_left; k++) {
        sheet_add(f, arena_printf(a, "l%zu.", i->left[k]), "1");
    }
    for (size_t k = 0; k < i->n_picks; k++) {
        const struct import_pick *p = &i->picks[k];
        sheet_add(f, arena_printf(a, "t%zu.%s", p->row, p->column),
                  p->taken ? "1" : "0");
    }
}

static void pack(const struct importing *i, struct sheet_fields *f)
{
    if (!importing_has_decided(i)) {
        return;
    }
    sheet_add(f, "path", i->path);
    sheet_add(f, "book", i->ledger->name);
    sheet_add(f, "stamp", stamp_of(i, f->arena));
    if (i->sheet != NULL) {
        sheet_add(f, "sheet", i->sheet);
    }
    for (size_t k = 0; k < i->n_said; k++) {
        sheet_add(f, arena_printf(f->arena, "c%zu.", i->said[k].at),
                  i->said[k].field);
    }
    pack_rows(i, f);
}

void importing_changed(struct importing *i, struct view *view)
{
    sheet_draft_changed(&i->draft, view);
}

void importing_write_draft(struct importing *i)
{
    struct arena a = ARENA_INIT;
    struct sheet_fields f = {.arena = &a};
    pack(i, &f);
    struct draft d = {
        .form = IMPORT_FORM,
        .title = arena_printf(&a, "导入 %s 到%s", i->file.source.name,
                              i->ledger->title),
        .parent_id = i->app->book->branch,
        .fields = f.list,
        .n_fields = f.n,
    };
    sheet_draft_write(&i->draft, i->app, &a, &d);
    arena_clear(&a);
}

/* ---- reading ------------------------------------------------------------- */

static const char *get(const struct draft *d, const char *name)
{
    for (size_t k = 0; k < d->n_fields; k++) {
        if (strcmp(d->fields[k].name, name) == 0) {
            return d->fields[k].value;
        }
    }
    return NULL;
}

static void unpack(struct importing *i, const struct draft *d, bool rows_too)
{
    i->take_all = rows_too && get(d, "all") != NULL;
    for (size_t k = 0; k < d->n_fields; k++) {
        const struct draft_field *f = &d->fields[k];
        char mark;
        int64_t n;
        const char *column;
        if (!sheet_name(f->name, &mark, &n, &column)) {
            continue;
        }
        if (mark == 'c') {
            importing_say(i, (size_t)n, f->value);
        } else if (mark == 'l' && rows_too) {
            importing_leave(i, (size_t)n, true);
        } else if (mark == 't' && rows_too) {
            importing_take(i, (size_t)n, column, f->value[0] == '1');
        }
    }
}

static bool open_file(struct importing *i, const struct draft *d)
{
    struct err err = ERR_INIT;
    bool ok = importing_open(i, get(d, "sheet"), &err);
    if (!ok) {
        dialog_error(&i->app->ui, &err);
    }
    return ok;
}

/* Of another branch it would go into this one. */
static bool fits(struct app *app, const struct draft *d)
{
    bool fits = d->parent_id == 0 || d->parent_id == app->book->branch;
    if (!fits) {
        ui_note(&app->ui, ROLE_WARN,
                "这次导入是另一个支部的，请先换到那个支部，再打开草稿。");
    }
    return fits && app_can_write(app);
}

void import_view_open_draft(struct app *app, const struct draft *d)
{
    const char *path = get(d, "path");
    const char *book = get(d, "book");
    const char *stamp = get(d, "stamp");
    const struct ledger *l =
        book != NULL ? registry_find(app->book, book) : NULL;
    if (path == NULL || l == NULL || import_refusal(app->book, l) != NULL) {
        ui_note(&app->ui, ROLE_WARN,
                "这本台账现在不能导入，草稿打不开；请重新导入。");
        return;
    }
    if (!fits(app, d)) {
        return;
    }
    struct importing *i = importing_new(app, l, app->ui.top, path);
    unpack(i, d, false);
    if (!open_file(i, d)) {
        importing_free(i);
        return;
    }
    bool same = stamp != NULL && strcmp(stamp, stamp_of(i, &i->arena)) == 0;
    unpack(i, d, same);
    i->draft.id = mem_str(d->id);
    import_heads_open(i);
    if (!same) {
        ui_note(&app->ui, ROLE_WARN,
                "文件后来改过：列的对应还在，逐行定的要重新定。");
    }
}
