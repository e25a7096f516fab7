/* The form's state: values, focus, pages, checks.

   Stages of a key: to the focused item's editor → if the text is another one
   now, its error goes and the hooks are told → leaving the item, by whatever
   way, checks it once more.  Where things stand is formbox_layout.c's, how they
   look formbox_draw.c's, choices are formbox_choice.c's. */
#include "pbtui/tui/formbox.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "formbox_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/tui/dialog.h"
#include "pbtui/tui/keymap.h"

/* ---- items ---- */

bool item_takes_focus(const struct form_item *item)
{
    return item->editor != FORM_STATIC && item->editor != FORM_HEADING;
}

static bool has_line(const struct form_item *item)
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

void formbox_init(struct formbox *f, struct form_item *items, size_t n,
                  const char *const *page_titles, int n_pages,
                  struct form_hooks hooks)
{
    memset(f, 0, sizeof *f);
    f->items = items;
    f->n_items = n;
    f->page_titles = page_titles;
    f->n_pages = n_pages > 0 ? n_pages : 1;
    f->hooks = hooks;
    for (size_t i = 0; i < n; i++) {
        struct form_item *item = &items[i];
        editline_init(&item->line, item->kind, item->max_chars);
        item->memo = item->editor == FORM_MEMO ? memo_new() : NULL;
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
    return f->n_items > 0 ? &f->items[f->focus] : NULL;
}

static void put(struct form_item *item, const char *value)
{
    if (item->memo != NULL) {
        memo_set(item->memo, value);
    } else {
        editline_set(&item->line, value);
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
    if (leaving && item->editor == FORM_CHOICE) {
        choice_settle(item);
    }
    if (item->error[0] == '\0' && f->hooks.check != NULL) {
        f->hooks.check(f->hooks.ctx, f, item, leaving);
    }
    item->touched = item->touched || touched;
}

static void check_leaving(struct formbox *f)
{
    struct form_item *item = formbox_focused(f);
    if (item != NULL && !f->read_only && item_takes_focus(item)) {
        check(f, item, true);
    }
}

void item_typed(struct formbox *f, struct form_item *item)
{
    item->touched = true;
    check(f, item, false);
    if (f->hooks.changed != NULL) {
        f->hooks.changed(f->hooks.ctx, f);
    }
}

/* What was there before is not there to be typed behind: the first character
   replaces it, as long as nothing was typed. */
static void set_focus(struct formbox *f, size_t i)
{
    f->focus = i;
    f->page = f->items[i].page;
    struct form_item *item = &f->items[i];
    if (has_line(item)) {
        item->line.caret_bytes = item->line.text.len;
        item->line.fresh = !item->touched && item->line.text.len > 0;
    }
}

static void go_to(struct formbox *f, size_t i)
{
    if (i != f->focus) {
        check_leaving(f);
        set_focus(f, i);
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
        set_focus(f, first);
    }
    return first == f->n_items;
}

void formbox_focus(struct formbox *f, const char *name)
{
    struct form_item *item = formbox_item(f, name);
    if (item != NULL && item_takes_focus(item)) {
        go_to(f, (size_t)(item - f->items));
    }
}

/* ---- moving ---- */

static void step(struct formbox *f, bool forward)
{
    size_t i = f->focus;
    while (forward ? i + 1 < f->n_items : i > 0) {
        i = forward ? i + 1 : i - 1;
        if (item_takes_focus(&f->items[i])) {
            go_to(f, i);
            return;
        }
    }
    check_leaving(f); /* at the end it is as if left: the echo is wanted */
}

static void step_page(struct formbox *f, bool forward)
{
    int page = f->page + (forward ? 1 : -1);
    for (; page >= 0 && page < f->n_pages; page += forward ? 1 : -1) {
        for (size_t i = 0; i < f->n_items; i++) {
            if (f->items[i].page == page && item_takes_focus(&f->items[i])) {
                f->scroll = 0;
                go_to(f, i);
                return;
            }
        }
    }
}

/* With one page only: a view of rows up or down. */
static void step_view(struct formbox *f, bool forward)
{
    int from = f->items[f->focus].place.row;
    int by = f->body.rows > 2 ? f->body.rows - 1 : 1;
    size_t i = f->focus;
    size_t to = i;
    while (forward ? i + 1 < f->n_items : i > 0) {
        i = forward ? i + 1 : i - 1;
        if (item_takes_focus(&f->items[i])) {
            to = i;
            int moved = f->items[i].place.row - from;
            if ((forward ? moved : -moved) >= by) {
                break;
            }
        }
    }
    go_to(f, to);
}

/* ---- commands ---- */

unsigned formbox_contexts(const struct formbox *f)
{
    unsigned contexts = CTX_FORM;
    if (f->n_items == 0 || f->read_only) {
        return contexts;
    }
    const struct form_item *item = &f->items[f->focus];
    if (item->editor == FORM_MEMO) {
        contexts |= CTX_MEMO;
    } else if (has_line(item)) {
        contexts |= CTX_EDIT;
    }
    return contexts;
}

static void toggle(struct formbox *f, struct form_item *item)
{
    formbox_type(item, flag_is_on(item) ? "否" : "是");
    item_typed(f, item);
}

/* Personal data is not shown to be edited: what is typed begins afresh, and no
   undo brings the old value to light. */
static void begin_masked(struct form_item *item)
{
    if (item_shows_mask(item)) {
        editline_set(&item->line, "");
        item->touched = true;
    }
}

static bool erases(int cmd)
{
    return cmd == CMD_ERASE || cmd == CMD_ERASE_NEXT || cmd == CMD_ERASE_WORD ||
           cmd == CMD_ERASE_ALL || cmd == CMD_ERASE_END;
}

static bool line_command(struct formbox *f, struct form_item *item, int cmd)
{
    if (item_shows_mask(item)) {
        if (erases(cmd)) {
            begin_masked(item);
            item_typed(f, item);
            return true;
        }
        return cmd == CMD_LEFT || cmd == CMD_RIGHT;
    }
    char *before = mem_str(item->line.text.s);
    bool mine = editline_command(&item->line, cmd);
    bool changed = strcmp(before, item->line.text.s) != 0;
    mem_free(before);
    if (changed) {
        item_typed(f, item);
    }
    return mine;
}

static bool item_command(struct formbox *f, struct form_item *item, int cmd)
{
    if (f->read_only) {
        return false;
    }
    if (item->editor == FORM_FLAG) {
        if (cmd == CMD_MARK) {
            toggle(f, item);
        }
        return cmd == CMD_MARK;
    }
    if (item->editor == FORM_CHOICE && item->choices != NULL &&
        (cmd == CMD_LEFT || cmd == CMD_RIGHT)) {
        choice_step(item, cmd == CMD_RIGHT ? 1 : -1);
        item_typed(f, item);
        return true;
    }
    if (item->memo != NULL) {
        size_t before = memo_changes(item->memo);
        bool mine = memo_command(item->memo, cmd);
        if (memo_changes(item->memo) != before) {
            item_typed(f, item);
        }
        return mine;
    }
    return has_line(item) && line_command(f, item, cmd);
}

static void find_answer(void *ctx, struct ui *ui, const char *text)
{
    struct formbox *f = ctx;
    struct form_item *item = formbox_focused(f);
    if (text != NULL && text[0] != '\0' && item->memo != NULL &&
        !memo_find(item->memo, text)) {
        ui_note(ui, ROLE_WARN, "没有找到“%s”。", text);
    }
}

static void pick(struct formbox *f, struct ui *ui, struct form_item *item)
{
    if (f->read_only) {
        return;
    }
    if (f->hooks.pick != NULL && f->hooks.pick(f->hooks.ctx, ui, f, item)) {
        return;
    }
    if (item->editor == FORM_CHOICE && item->choices != NULL) {
        choice_open_list(ui, f, item);
    } else if (item->editor == FORM_FLAG) {
        toggle(f, item);
    } else {
        ui_note(ui, ROLE_WARN, "这一项没有可选的，请直接填写。");
    }
}

static enum view_result save(struct formbox *f, struct ui *ui)
{
    if (f->read_only || f->hooks.save == NULL) {
        return VIEW_PASS;
    }
    if (!formbox_check_all(f)) {
        return VIEW_DONE; /* the first error has the focus and is shown */
    }
    return f->hooks.save(f->hooks.ctx, ui, f);
}

static enum view_result form_command(struct formbox *f, struct ui *ui,
                                     struct form_item *item, int cmd)
{
    switch (cmd) {
    case CMD_NEXT:
    case CMD_DOWN:
        step(f, true);
        return VIEW_DONE;
    case CMD_PREVIOUS:
    case CMD_UP:
        step(f, false);
        return VIEW_DONE;
    case CMD_PAGE_NEXT:
    case CMD_PAGE_PREVIOUS:
        step_page(f, cmd == CMD_PAGE_NEXT);
        return VIEW_DONE;
    case CMD_PAGE_DOWN:
    case CMD_PAGE_UP:
        if (f->n_pages > 1) {
            step_page(f, cmd == CMD_PAGE_DOWN);
        } else {
            step_view(f, cmd == CMD_PAGE_DOWN);
        }
        return VIEW_DONE;
    case CMD_PICK:
        pick(f, ui, item);
        return VIEW_DONE;
    case CMD_SAVE:
        return save(f, ui);
    case CMD_FIND:
        if (item->memo == NULL) {
            return VIEW_PASS;
        }
        dialog_input(ui, "查找", "", "", 40, find_answer, f);
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

enum view_result formbox_command(struct formbox *f, struct ui *ui, int cmd)
{
    struct form_item *item = formbox_focused(f);
    if (item == NULL) {
        return VIEW_PASS;
    }
    if (item_command(f, item, cmd)) {
        return VIEW_DONE;
    }
    return form_command(f, ui, item, cmd);
}

/* ---- keys ---- */

static bool is_blank(const struct key *k)
{
    return k->kind == K_CHAR && text_fold_cp(k->code) == ' ';
}

static bool line_key(struct formbox *f, struct form_item *item,
                     const struct key *k)
{
    if (k->kind != K_CHAR && k->kind != K_PASTE) {
        return false;
    }
    begin_masked(item);
    char *before = mem_str(item->line.text.s);
    editline_key(&item->line, k);
    if (strcmp(before, item->line.text.s) != 0) {
        item_typed(f, item);
    }
    mem_free(before);
    return true;
}

static bool memo_item_key(struct formbox *f, struct form_item *item,
                          const struct key *k)
{
    size_t before = memo_changes(item->memo);
    bool mine = memo_key(item->memo, k);
    if (memo_changes(item->memo) != before) {
        item_typed(f, item);
    }
    return mine;
}

static bool item_key(struct formbox *f, struct form_item *item,
                     const struct key *k)
{
    switch (item->editor) {
    case FORM_FLAG:
        if (is_blank(k)) {
            toggle(f, item);
        }
        return is_blank(k);
    case FORM_CHOICE:
        if (item->choices != NULL && is_blank(k)) {
            choice_step(item, 1);
            item_typed(f, item);
            return true;
        }
        return line_key(f, item, k);
    case FORM_LINE:
        return line_key(f, item, k);
    case FORM_MEMO:
        return memo_item_key(f, item, k);
    default:
        return false;
    }
}

static bool click(struct formbox *f, const struct key *k)
{
    int row = k->row - f->body.row + f->scroll;
    int col = k->col - f->body.col;
    for (size_t i = 0; k->code <= 2 && i < f->n_items; i++) {
        const struct form_item *item = &f->items[i];
        const struct form_place *p = &item->place;
        if (item->page == f->page && item_takes_focus(item) && row >= p->row &&
            row < p->row + p->rows && col >= p->label_col && col < p->end_col) {
            go_to(f, i);
            return true;
        }
    }
    return false;
}

enum view_result formbox_key(struct formbox *f, struct ui *ui,
                             const struct key *k)
{
    (void)ui;
    struct form_item *item = formbox_focused(f);
    if (item == NULL) {
        return VIEW_PASS;
    }
    if (k->kind == K_MOUSE) {
        return click(f, k) ? VIEW_DONE : VIEW_PASS;
    }
    if (!f->read_only && item_key(f, item, k)) {
        return VIEW_DONE;
    }
    if (k->kind == K_NAMED && k->code == KC_ENTER) {
        step(f, true);
        return VIEW_DONE;
    }
    return VIEW_PASS;
}
