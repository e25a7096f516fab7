/* Finding a name on the sheet, letters or Chinese; without any, who still lacks
   something. */
#include "dues_screen.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/pinyin.h"

void dues_find_clear(struct dues_view *v)
{
    editline_set(&v->find, "");
    v->not_found = false;
}

/* From `from` on, around; stays where it is when nobody fits. */
static void find_from(struct dues_view *v, size_t from, bool backward)
{
    struct strbuf query;
    size_t n = v->sheet.n;
    sb_init(&query);
    text_fold(&query, v->find.text.s);
    v->not_found = query.len > 0;
    for (size_t i = 0; query.len > 0 && i < n; i++) {
        size_t at = (backward ? from + n - i : from + i) % n;
        if (pinyin_match(v->sheet.rows[at].name, query.s)) {
            v->cursor = at;
            v->not_found = false;
            break;
        }
    }
    sb_clear(&query);
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
