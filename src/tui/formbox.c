/* The form's state: values, focus, checks.

   Leaving an item, by whatever way, checks it; one that is hidden is not asked.
   Keys are formbox_keys.c's, the ways from item to item formbox_walk.c's, where
   things stand formbox_layout.c's, how they look formbox_draw.c's; what is
   particular to an editor is in a room of its own. */
#include "pbtui/tui/formbox.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "formbox_parts.h"

/* ---- items ---- */

bool item_takes_focus(const struct form_item *item)
{
    return !item->hidden && item->editor != FORM_STATIC &&
           item->editor != FORM_HEADING;
}

bool item_has_line(const struct form_item *item)
{
    return item->editor == FORM_LINE || item->editor == FORM_CHOICE;
}

bool item_shows_mask(const struct form_item *item)
{
    return item->masked && !item->touched;
}

bool flag_is_on(const struct form_item *item)
{
    const char *value = item->line.text.s;
    return strcmp(value, "是") == 0 || strcmp(value, "1") == 0;
}

static void begin_item(struct form_item *item)
{
    editline_init(&item->line, item->kind, item->max_chars);
    item->memo = item->editor == FORM_MEMO ? memo_new() : NULL;
    item->label = item->label != NULL ? item->label : "";
}

void formbox_init(struct formbox *f, struct form_item *items, size_t n,
                  const char *const *page_titles, int n_pages,
                  struct form_hooks hooks)
{
    memset(f, 0, sizeof *f);
    f->items = items;
    f->n_items = n;
    f->room = n;
    f->page_titles = page_titles;
    f->n_pages = n_pages > 0 ? n_pages : 1;
    f->hooks = hooks;
    for (size_t i = 0; i < n; i++) {
        begin_item(&items[i]);
    }
    while (f->focus < n && !item_takes_focus(&items[f->focus])) {
        f->focus++;
    }
    f->focus = f->focus < n ? f->focus : 0;
    f->page = n > 0 ? items[f->focus].page : 0;
}

void formbox_clear(struct formbox *f)
{
    for (size_t i = 0; i < f->n_items; i++) {
        editline_clear(&f->items[i].line);
        memo_free(f->items[i].memo);
        f->items[i].memo = NULL;
    }
    memset(f, 0, sizeof *f);
}

/* The items' texts are theirs wherever they stand: they are copied as they
   are. */
static void make_room(struct formbox *f, struct arena *a)
{
    if (f->n_items < f->room) {
        return;
    }
    size_t room = f->room * 2 + 4;
    struct form_item *items = arena_array(a, room, sizeof *items);
    if (f->n_items > 0) {
        memcpy(items, f->items, f->n_items * sizeof *items);
    }
    if (f->picking != NULL) {
        f->picking = items + (f->picking - f->items);
    }
    f->items = items;
    f->room = room;
}

struct form_item *formbox_insert(struct formbox *f, struct arena *a, size_t at,
                                 const struct form_item *item)
{
    assert(at <= f->n_items);
    struct form_item made = *item; /* may be one of those that move */
    begin_item(&made);
    made.error[0] = '\0';
    made.echo[0] = '\0';
    made.echo_cols = 0;
    made.touched = false;
    made.at = 0;
    make_room(f, a);
    struct form_item *to = &f->items[at];
    memmove(to + 1, to, (f->n_items - at) * sizeof *to);
    *to = made;
    if (f->n_items == 0) {
        f->page = made.page;
    } else if (f->focus >= at) {
        f->focus++;
    }
    if (f->picking != NULL && f->picking >= to) {
        f->picking++;
    }
    f->n_items++;
    return to;
}

struct form_item *formbox_item(struct formbox *f, const char *name)
{
    for (size_t i = 0; i < f->n_items; i++) {
        if (f->items[i].name != NULL && strcmp(f->items[i].name, name) == 0) {
            return &f->items[i];
        }
    }
    return NULL;
}

struct form_item *formbox_focused(struct formbox *f)
{
    form_settle_focus(f);
    return f->n_items > 0 ? &f->items[f->focus] : NULL;
}

static void put(struct form_item *item, const char *value)
{
    switch (item->editor) {
    case FORM_MEMO:
        memo_set(item->memo, value);
        break;
    case FORM_TICKS:
        ticks_set(item, value);
        break;
    case FORM_BLOCK:
        break;
    default:
        editline_set(&item->line, value);
        break;
    }
    item->error[0] = '\0';
}

void formbox_set(struct form_item *item, const char *value)
{
    put(item, value);
    item->touched = false;
}

void formbox_type(struct form_item *item, const char *value)
{
    put(item, value);
    item->touched = true;
}

const char *formbox_get(const struct form_item *item)
{
    return item->memo != NULL ? memo_text(item->memo) : item->line.text.s;
}

void formbox_error(struct form_item *item, const char *text)
{
    size_t n = strnlen(text, sizeof item->error - 1);
    while (n > 0 && ((unsigned char)text[n] & 0xC0u) == 0x80u) {
        n--; /* no torn character at the end */
    }
    memmove(item->error, text, n);
    item->error[n] = '\0';
}

bool formbox_touched(const struct formbox *f)
{
    for (size_t i = 0; i < f->n_items; i++) {
        if (f->items[i].touched) {
            return true;
        }
    }
    return false;
}

/* ---- checks ---- */

/* The hook may put the text into its full form; typed it stays. */
static void check(struct formbox *f, struct form_item *item, bool leaving)
{
    bool touched = item->touched;
    item->error[0] = '\0';
    /* What nobody typed into is not guessed at: it may be a value that is no
       longer among the choices. */
    if (leaving && touched && item->editor == FORM_CHOICE) {
        choice_settle(item);
    }
    if (item->error[0] == '\0' && f->hooks.check != NULL) {
        f->hooks.check(f->hooks.ctx, f, item, leaving);
    }
    item->touched = item->touched || touched;
}

void form_check_leaving(struct formbox *f)
{
    if (f->n_items > 0 && !f->read_only &&
        item_takes_focus(&f->items[f->focus])) {
        check(f, &f->items[f->focus], true);
    }
}

static void tell(struct formbox *f)
{
    if (f->hooks.changed != NULL) {
        f->hooks.changed(f->hooks.ctx, f);
    }
}

void item_typed(struct formbox *f, struct form_item *item)
{
    item->touched = true;
    check(f, item, false);
    tell(f);
}

void formbox_put(struct formbox *f, struct form_item *item, const char *value)
{
    formbox_type(item, value);
    check(f, item, true);
    tell(f);
}

/* What was there before is not there to be typed behind: the first character
   replaces it, as long as nothing was typed. */
void form_set_focus(struct formbox *f, size_t i)
{
    f->focus = i;
    f->page = f->items[i].page;
    struct form_item *item = &f->items[i];
    if (item_has_line(item)) {
        item->line.caret_bytes = item->line.text.len;
        item->line.fresh = !item->touched && item->line.text.len > 0;
    }
}

/* What follows it on the page, else what stands before it; another page only
   when there is nothing on this one. */
void form_settle_focus(struct formbox *f)
{
    if (f->n_items == 0 || !f->items[f->focus].hidden) {
        return;
    }
    size_t best = f->n_items;
    bool best_here = false;
    for (size_t k = 1; k <= f->n_items; k++) {
        /* first those behind it, then, from it back, those before */
        size_t behind = f->n_items - 1 - f->focus;
        size_t i = k <= behind ? f->focus + k : f->n_items - k;
        bool here = f->items[i].page == f->page;
        if (item_takes_focus(&f->items[i]) &&
            (best == f->n_items || (here && !best_here))) {
            best = i;
            best_here = here;
        }
    }
    if (best < f->n_items) {
        form_set_focus(f, best);
    }
}

void form_go_to(struct formbox *f, size_t i)
{
    if (i != f->focus) {
        form_check_leaving(f);
        form_set_focus(f, i);
    }
}

static void check_required(struct form_item *item)
{
    bool empty = formbox_get(item)[0] == '\0' && !item_shows_mask(item);
    if (item->required && empty && item->error[0] == '\0') {
        char text[sizeof item->error];
        snprintf(text, sizeof text, "“%.200s”不能空着，请填写。", item->label);
        formbox_error(item, text);
    }
}

bool formbox_check_all(struct formbox *f)
{
    size_t first = f->n_items;
    for (size_t i = 0; i < f->n_items; i++) {
        struct form_item *item = &f->items[i];
        if (!item_takes_focus(item)) {
            continue;
        }
        check(f, item, true);
        check_required(item);
        if (item->error[0] != '\0' && first == f->n_items) {
            first = i;
        }
    }
    if (first < f->n_items) {
        form_set_focus(f, first);
    }
    return first == f->n_items;
}

void formbox_focus(struct formbox *f, const char *name)
{
    struct form_item *item = formbox_item(f, name);
    if (item != NULL && item_takes_focus(item)) {
        form_go_to(f, (size_t)(item - f->items));
    }
}
