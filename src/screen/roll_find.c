/* Finding a name on the roll: by what was typed, letters or Chinese; without
   it, who is not here. */
#include "pbtui/text/clean.h"
#include "pbtui/text/pinyin.h"
#include "roll_parts.h"

void roll_find_clear(struct roll_view *v)
{
    editline_set(&v->find, "");
    v->not_found = false;
}

/* From `from` on, around; stays where it is when nobody fits. */
static void find_from(struct roll_view *v, size_t from, bool backward)
{
    struct strbuf query;
    sb_init(&query);
    text_fold(&query, v->find.text.s);
    v->not_found = query.len > 0;
    for (size_t i = 0; query.len > 0 && i < v->n; i++) {
        size_t at = (backward ? from + v->n - i : from + i) % v->n;
        if (pinyin_match(v->rows[at].name, query.s)) {
            v->cursor = at;
            v->not_found = false;
            break;
        }
    }
    sb_clear(&query);
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
