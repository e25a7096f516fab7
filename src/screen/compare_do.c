/* Taking the platform's values, passing differences over, taking that back:
   what is chosen in the list, done as one change and told. */
#include "compare_screen.h"

#include "pbtui/tui/dialog.h"

/* The marked lines, or the one under the cursor. */
static size_t chosen(struct compare_view *v, size_t *out)
{
    size_t n = 0;
    int at = memory_view_at(&v->m);
    for (size_t i = 0; i < v->m.rows.n; i++) {
        if (listbox_is_marked(&v->m.box, (int64_t)i + 1)) {
            out[n++] = v->shown[i];
        }
    }
    if (n == 0 && at >= 0) {
        out[n++] = v->shown[at];
    }
    return n;
}

/* Of several lines those that can be taken; of one it is said why it cannot. */
static size_t takeable(struct compare_view *v, size_t *at, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const struct compare_line *line = &v->report.lines[at[i]];
        if (n == 1 ||
            (line->group == COMPARE_DIFFERS && line->refusal == NULL)) {
            at[kept++] = at[i];
        }
    }
    return kept;
}

static void done(struct compare_view *v, bool ok, const char *what, size_t n,
                 const struct err *err)
{
    struct app *app = v->m.app;
    if (!ok) {
        dialog_error(&app->ui, err);
        return;
    }
    app_forget(app);
    v->m.load(&v->m);
    ui_note(&app->ui, ROLE_OK, "%s %zu 处，Ctrl+Z 撤销。", what, n);
}

void compare_do_take(struct compare_view *v)
{
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    struct app *app = v->m.app;
    size_t *at = arena_array(&a, v->m.rows.n + 1, sizeof *at);
    size_t n = chosen(v, at);
    size_t count = 0;
    const struct compare_line *first = n > 0 ? &v->report.lines[at[0]] : NULL;
    if (first != NULL && app_can_write(app)) {
        if (first->group == COMPARE_PASSED) {
            bool ok = compare_unpass(app->book, &a, &v->report, at, n, &err);
            done(v, ok, "不再忽略", n, &err);
        } else {
            n = takeable(v, at, n);
            if (n == 0) {
                ui_note(&app->ui, ROLE_WARN, "标记的几处都不能直接采用。");
                arena_clear(&a);
                return;
            }
            bool ok =
                compare_take(app->book, &a, &v->report, at, n, &count, &err);
            done(v, ok, "已采用平台的", count, &err);
        }
    }
    arena_clear(&a);
}

void compare_do_pass(struct compare_view *v)
{
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    struct app *app = v->m.app;
    size_t *at = arena_array(&a, v->m.rows.n + 1, sizeof *at);
    size_t n = chosen(v, at);
    if (n > 0 && app_can_write(app)) {
        bool ok = compare_pass(app->book, &a, &v->report, at, n, NULL, &err);
        done(v, ok, "已忽略", n, &err);
    }
    arena_clear(&a);
}
