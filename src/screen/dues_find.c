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

/* From `from` on, around.  When nobody fits the cursor is where it was before
   anything was typed: whom the first letters found is not meant. */
static void find_from(struct dues_view *v, size_t from, bool backward)
{
    const struct name_list list = {&v->sheet, v->sheet.n, name_at};
    bool found = name_find(&list, v->find.text.s, &from, backward);
    v->not_found = v->find.text.len > 0 && !found;
    if (found) {
        v->cursor = from;
    } else if (v->not_found && v->find_from < v->sheet.n) {
        v->cursor = v->find_from;
    }
}

void dues_find_type(struct dues_view *v, const struct key *k)
{
    if (v->find.text.len == 0) {
        v->find_from = v->cursor;
    }
    editline_key(&v->find, k);
    dues_find(v);
}

void dues_find(struct dues_view *v)
{
    find_from(v, v->cursor, false);
}

/* Where the work goes on: whoever still owes first. */
void dues_find_open(struct dues_view *v)
{
    for (size_t i = 0; v->sheet.open && i < v->sheet.n; i++) {
        if (v->sheet.rows[i].paid < v->sheet.rows[i].due) {
            v->cursor = i;
            return;
        }
    }
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
