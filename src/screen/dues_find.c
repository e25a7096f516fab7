/* Finding a name on the sheet, letters or Chinese; without any, who still lacks
   something. */
#include "dues_screen.h"
#include "name_find.h"

void dues_find_clear(struct dues_view *v)
{
    editline_set(&v->find, "");
    v->not_found = false;
}

static const char *name_at(const void *ctx, size_t i)
{
    const struct dues_sheet *sheet = ctx;
    return sheet->rows[i].name;
}

/* From `from` on, around; stays where it is when nobody fits. */
static void find_from(struct dues_view *v, size_t from, bool backward)
{
    const struct name_list list = {&v->sheet, v->sheet.n, name_at};
    bool found = name_find(&list, v->find.text.s, &from, backward);
    v->not_found = v->find.text.len > 0 && !found;
    if (found) {
        v->cursor = from;
    }
}

void dues_find(struct dues_view *v)
{
    find_from(v, v->cursor, false);
}

static void next_open(struct dues_view *v, bool backward)
{
    size_t n = v->sheet.n;
    for (size_t i = 1; i <= n; i++) {
        size_t at = (backward ? v->cursor + n - i : v->cursor + i) % n;
        const struct dues_row *r = &v->sheet.rows[at];
        if (r->paid < r->due) {
            v->cursor = at;
            return;
        }
    }
    ui_note(&v->app->ui, ROLE_OK, "没有未收的了。");
}

void dues_find_next(struct dues_view *v, bool backward)
{
    size_t n = v->sheet.n;
    if (n == 0) {
        return;
    }
    if (v->find.text.len > 0) {
        find_from(v, backward ? v->cursor + n - 1 : v->cursor + 1, backward);
    } else {
        next_open(v, backward);
    }
}
