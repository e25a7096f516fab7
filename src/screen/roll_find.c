/* Finding a name on the roll: by what was typed, letters or Chinese; without
   it, who is not here. */
#include "name_find.h"
#include "roll_parts.h"

void roll_find_clear(struct roll_view *v)
{
    editline_set(&v->find, "");
    v->not_found = false;
}

static const char *name_at(const void *ctx, size_t i)
{
    return ((const struct roll_view *)ctx)->rows[i].name;
}

/* From `from` on, around; stays where it is when nobody fits. */
static void find_from(struct roll_view *v, size_t from, bool backward)
{
    const struct name_list list = {v, v->n, name_at};
    bool found = name_find(&list, v->find.text.s, &from, backward);
    v->not_found = !found && v->find.text.len > 0;
    v->cursor = found ? from : v->cursor;
}

void roll_find(struct roll_view *v)
{
    find_from(v, v->cursor, false);
}

/* Tab: the next that fits what was typed, else the next who is not here. */
void roll_find_next(struct roll_view *v, bool backward)
{
    size_t step = backward ? v->n - 1 : 1;
    if (v->n == 0) {
        return;
    }
    if (v->find.text.len > 0) {
        find_from(v, (v->cursor + step) % v->n, backward);
        return;
    }
    for (size_t i = 1; i <= v->n; i++) {
        size_t at = (v->cursor + i * step) % v->n;
        if (roll_is_away(roll_record(v, at))) {
            v->cursor = at;
            return;
        }
    }
    ui_note(&v->app->ui, ROLE_DIM, "没有请假、缺席的。");
}
