/* The form's commands and keys.

   A command goes to the focused item's editor first, then to the form.  When
   the item's text is another one afterwards, its error goes and the hooks are
   told (item_typed). */
#include <string.h>

#include "formbox_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/tui/dialog.h"

/* ---- commands ---- */

/* Also where the form is read-only. */
static bool can_be_opened(const struct form_item *item)
{
    return item->looks || item->editor == FORM_BLOCK;
}

uint64_t formbox_contexts(const struct formbox *f)
{
    uint64_t own = f->read_only ? CTX_LOOK : CTX_FORM;
    if (f->n_items == 0) {
        return own;
    }
    const struct form_item *item = &f->items[f->focus];
    if (item->editor == FORM_MEMO) {
        return own | CTX_MEMO;
    }
    if (f->read_only) {
        return can_be_opened(item) ? own | CTX_PEEK : own;
    }
    return item_has_line(item) ? own | CTX_EDIT : own;
}

static void toggle(struct formbox *f, struct form_item *item)
{
    formbox_type(item, flag_is_on(item) ? "否" : "是");
    item_typed(f, item);
}

static void tick(struct formbox *f, struct form_item *item, int n)
{
    if (ticks_toggle(item, n)) {
        item_typed(f, item);
    }
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

static bool changes_memo(int cmd)
{
    return erases(cmd) || cmd == CMD_NEW_LINE || cmd == CMD_EDIT_UNDO ||
           cmd == CMD_EDIT_REDO;
}

static bool memo_item_command(struct formbox *f, struct form_item *item,
                              int cmd)
{
    if (f->read_only && changes_memo(cmd)) {
        return false;
    }
    size_t before = memo_changes(item->memo);
    bool mine = memo_command(item->memo, cmd);
    if (memo_changes(item->memo) != before) {
        item_typed(f, item);
    }
    return mine;
}

static bool ticks_command(struct formbox *f, struct form_item *item, int cmd)
{
    switch (cmd) {
    case CMD_LEFT:
    case CMD_RIGHT:
        ticks_step(item, cmd == CMD_RIGHT ? 1 : -1);
        return true;
    case CMD_MARK:
        tick(f, item, item->at);
        return true;
    default:
        return false;
    }
}

static bool item_command(struct formbox *f, struct form_item *item, int cmd)
{
    if (!item_takes_focus(item)) {
        return false; /* there is none that does */
    }
    if (item->memo != NULL) {
        return memo_item_command(f, item, cmd);
    }
    if (f->read_only) {
        return false;
    }
    if (item->editor == FORM_FLAG) {
        if (cmd == CMD_MARK) {
            toggle(f, item);
        }
        return cmd == CMD_MARK;
    }
    if (item->editor == FORM_TICKS) {
        return ticks_command(f, item, cmd);
    }
    if (item->editor == FORM_CHOICE && item->choices != NULL &&
        (cmd == CMD_LEFT || cmd == CMD_RIGHT)) {
        choice_step(item, cmd == CMD_RIGHT ? 1 : -1);
        item_typed(f, item);
        return true;
    }
    return item_has_line(item) && line_command(f, item, cmd);
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

static bool owner_picks(struct formbox *f, struct ui *ui,
                        struct form_item *item)
{
    return f->hooks.pick != NULL && f->hooks.pick(f->hooks.ctx, ui, f, item);
}

static void pick(struct formbox *f, struct ui *ui, struct form_item *item)
{
    if (f->read_only && !can_be_opened(item)) {
        return;
    }
    if (owner_picks(f, ui, item) || f->read_only) {
        return;
    }
    if (item->editor == FORM_CHOICE && item->choices != NULL) {
        choice_open_list(ui, f, item);
    } else if (item->editor == FORM_FLAG) {
        toggle(f, item);
    } else if (item->editor == FORM_TICKS) {
        tick(f, item, item->at);
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
    case CMD_PREVIOUS:
        form_step(f, cmd == CMD_NEXT);
        return VIEW_DONE;
    case CMD_DOWN:
    case CMD_UP:
        form_step_row(f, cmd == CMD_DOWN);
        return VIEW_DONE;
    case CMD_PAGE_NEXT:
    case CMD_PAGE_PREVIOUS:
        form_step_page(f, cmd == CMD_PAGE_NEXT);
        return VIEW_DONE;
    case CMD_PAGE_DOWN:
    case CMD_PAGE_UP:
        if (f->n_pages > 1) {
            form_step_page(f, cmd == CMD_PAGE_DOWN);
        } else {
            form_step_view(f, cmd == CMD_PAGE_DOWN);
        }
        return VIEW_DONE;
    case CMD_MARK: /* no editor's own, so it can only be a block's */
        if (item->editor != FORM_BLOCK) {
            return VIEW_PASS;
        }
        pick(f, ui, item);
        return VIEW_DONE;
    case CMD_PICK:
    case CMD_LOOK:
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

/* The digits come as the keymap leaves them: full-width ones, too. */
static bool ticks_key(struct formbox *f, struct form_item *item,
                      const struct key *k)
{
    if (k->kind != K_CHAR) {
        return false;
    }
    uint32_t cp = text_fold_cp(k->code);
    if (cp == ' ') {
        tick(f, item, item->at);
        return true;
    }
    if (cp < '1' || cp > '9') {
        return false;
    }
    tick(f, item, (int)(cp - '1'));
    return true;
}

static bool item_key(struct formbox *f, struct form_item *item,
                     const struct key *k)
{
    if (!item_takes_focus(item)) {
        return false;
    }
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
    case FORM_TICKS:
        return ticks_key(f, item, k);
    default:
        return false;
    }
}

/* The owner's on a block, and on a line when it wants it. */
static bool enter_is_taken(struct formbox *f, struct ui *ui,
                           struct form_item *item)
{
    if (!item_takes_focus(item)) {
        return false;
    }
    if (item->editor == FORM_BLOCK) {
        return owner_picks(f, ui, item);
    }
    return !f->read_only && item->editor == FORM_LINE &&
           f->hooks.enter != NULL && f->hooks.enter(f->hooks.ctx, ui, f, item);
}

enum view_result formbox_key(struct formbox *f, struct ui *ui,
                             const struct key *k)
{
    struct form_item *item = formbox_focused(f);
    if (item == NULL) {
        return VIEW_PASS;
    }
    if (k->kind == K_MOUSE) {
        return form_click(f, k) ? VIEW_DONE : VIEW_PASS;
    }
    if (!f->read_only && item_key(f, item, k)) {
        return VIEW_DONE;
    }
    if (f->read_only && (k->kind == K_CHAR || k->kind == K_PASTE)) {
        ui_note(ui, ROLE_WARN, "只能看，不能改。");
        return VIEW_DONE;
    }
    if (k->kind == K_NAMED && k->code == KC_ENTER) {
        if (!enter_is_taken(f, ui, item)) {
            form_step(f, true);
        }
        return VIEW_DONE;
    }
    return VIEW_PASS;
}
