/* The line editor.

   Invariants, held by every way in: the text is clean (what text_out would
   show unchanged), caret and scroll stand between clusters.  So the caret's
   column is the width of the text before it less what is scrolled away, with no
   special case for wide, narrow or combining characters.

   The undo is one deep by intent: a field is short, and the program's own undo
   covers what was saved.  Undoing again is done with redo, which swaps back.

   Not here: what the text means, and keys by name; commands come from the
   keymap. */
#include "pbtui/tui/editline.h"

#include <stdio.h>
#include <string.h>

#include "edit_text.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"
#include "pbtui/tui/keymap.h"

#define DEFAULT_CHARS 200

/* Changes of one kind in a row are one run, and one step of undo. */
enum run { RUN_NONE, RUN_TYPE, RUN_ERASE, RUN_UNDONE };

void editline_init(struct editline *e, enum text_kind kind, size_t max_chars)
{
    memset(e, 0, sizeof *e);
    sb_init(&e->text);
    sb_init(&e->undo);
    e->kind = kind;
    e->max_chars = max_chars;
}

void editline_clear(struct editline *e)
{
    sb_clear(&e->text);
    sb_clear(&e->undo);
    memset(e, 0, sizeof *e);
}

void editline_set(struct editline *e, const char *text)
{
    /* `text` may be our own text or undo. */
    struct strbuf clean;
    sb_init(&clean);
    text_in_lossy(&clean, text, strlen(text), e->kind);
    sb_reset(&e->text);
    sb_addn(&e->text, clean.s, clean.len);
    sb_clear(&clean);
    sb_reset(&e->undo);
    e->caret_bytes = e->text.len;
    e->scroll_bytes = 0;
    e->touched = false;
    e->fresh = e->text.len > 0;
    e->can_undo = false;
    e->undo_run = RUN_NONE;
    e->complaint[0] = '\0';
}

/* ---- changes ---- */

static size_t max_chars(const struct editline *e)
{
    return e->max_chars == 0 ? DEFAULT_CHARS : e->max_chars;
}

static void end_run(struct editline *e)
{
    if (e->undo_run != RUN_UNDONE) {
        e->undo_run = RUN_NONE;
    }
}

static void begin_change(struct editline *e, enum run run)
{
    if (e->undo_run != (int)run) {
        sb_reset(&e->undo);
        sb_addn(&e->undo, e->text.s, e->text.len);
        e->undo_caret = e->caret_bytes;
        e->can_undo = true;
        e->undo_run = (int)run;
    }
    e->touched = true;
    e->fresh = false;
}

static void settle(struct editline *e)
{
    e->caret_bytes = edit_settle(&e->text, e->caret_bytes);
    e->scroll_bytes = edit_snap(e->text.s, e->text.len, e->scroll_bytes);
}

static void erase(struct editline *e, size_t from, size_t to)
{
    e->fresh = false;
    if (from == to) {
        return;
    }
    begin_change(e, RUN_ERASE);
    sb_splice(&e->text, from, to - from, "", 0);
    e->caret_bytes = from;
    settle(e);
}

/* The first thing typed replaces a value that was only filled in. */
static void replace_fresh(struct editline *e)
{
    if (e->fresh) {
        begin_change(e, RUN_TYPE);
        sb_reset(&e->text);
        e->caret_bytes = 0;
    }
}

static void insert_clean(struct editline *e, const char *s, size_t n_bytes)
{
    begin_change(e, RUN_TYPE);
    sb_splice(&e->text, e->caret_bytes, 0, s, n_bytes);
    e->caret_bytes += n_bytes;
    settle(e);
}

static size_t room_chars(const struct editline *e)
{
    size_t have = e->fresh ? 0 : utf8_chars(e->text.s, e->text.len);
    return have < max_chars(e) ? max_chars(e) - have : 0;
}

/* Cleaned and cut to what still fits. */
static void insert_pasted(struct editline *e, const char *s, size_t n_bytes,
                          bool already_cut)
{
    struct strbuf clean;
    sb_init(&clean);
    edit_pasted(&clean, s, n_bytes, e->kind);
    size_t keep = edit_chars_bytes(clean.s, clean.len, room_chars(e));
    if (keep > 0) {
        end_run(e);
        replace_fresh(e);
        insert_clean(e, clean.s, keep);
        end_run(e);
    }
    if (keep < clean.len || already_cut) {
        snprintf(e->complaint, sizeof e->complaint,
                 "粘贴内容过长，已保留前 %zu 字", utf8_chars(clean.s, keep));
    }
    sb_clear(&clean);
}

void editline_insert(struct editline *e, const char *s, size_t n_bytes)
{
    e->complaint[0] = '\0';
    insert_pasted(e, s, n_bytes, false);
}

static void type(struct editline *e, const struct key *k)
{
    char bytes[4];
    size_t n = edit_typed(k, e->kind, bytes);
    if (n == 0) {
        snprintf(e->complaint, sizeof e->complaint,
                 "这个字符（U+%04X）不能录入", (unsigned)k->code);
        return;
    }
    if (room_chars(e) == 0) {
        snprintf(e->complaint, sizeof e->complaint, "这一项最多 %zu 字，已满",
                 max_chars(e));
        return;
    }
    replace_fresh(e);
    insert_clean(e, bytes, n);
}

bool editline_key(struct editline *e, const struct key *k)
{
    if (k->kind != K_CHAR && k->kind != K_PASTE) {
        return false;
    }
    e->complaint[0] = '\0';
    if (k->kind == K_CHAR) {
        type(e, k);
    } else {
        insert_pasted(e, k->text, k->n_bytes, k->cut);
    }
    return true;
}

static bool swap_undo(struct editline *e, bool back)
{
    bool possible = back ? e->can_undo : e->undo_run == RUN_UNDONE;
    if (!possible) {
        return false;
    }
    struct strbuf text = e->text;
    e->text = e->undo;
    e->undo = text;
    size_t caret = e->caret_bytes;
    e->caret_bytes = e->undo_caret;
    e->undo_caret = caret;
    e->scroll_bytes = edit_snap(e->text.s, e->text.len, e->scroll_bytes);
    e->can_undo = !back;
    e->undo_run = back ? RUN_UNDONE : RUN_NONE;
    e->touched = true;
    e->fresh = false;
    return true;
}

/* ---- commands ---- */

static size_t target(const struct editline *e, int cmd)
{
    const char *s = e->text.s;
    size_t at = e->caret_bytes;
    switch (cmd) {
    case CMD_LEFT:
    case CMD_ERASE:
        return at - utf8_cluster_prev(s, at);
    case CMD_RIGHT:
    case CMD_ERASE_NEXT:
        return at + utf8_cluster_next(s + at, e->text.len - at);
    case CMD_WORD_LEFT:
    case CMD_ERASE_WORD:
        return edit_word_prev(s, e->text.len, at);
    case CMD_WORD_RIGHT:
        return edit_word_next(s, e->text.len, at);
    case CMD_LINE_HOME:
        return 0;
    default: /* CMD_LINE_END, CMD_ERASE_END */
        return e->text.len;
    }
}

bool editline_command(struct editline *e, int cmd)
{
    size_t at = e->caret_bytes;
    switch (cmd) {
    case CMD_LEFT:
    case CMD_RIGHT:
    case CMD_WORD_LEFT:
    case CMD_WORD_RIGHT:
    case CMD_LINE_HOME:
    case CMD_LINE_END:
        e->caret_bytes = target(e, cmd);
        e->fresh = false;
        end_run(e);
        break;
    case CMD_ERASE:
    case CMD_ERASE_WORD:
        erase(e, target(e, cmd), at);
        break;
    case CMD_ERASE_NEXT:
    case CMD_ERASE_END:
        erase(e, at, target(e, cmd));
        break;
    case CMD_ERASE_ALL:
        end_run(e);
        erase(e, 0, e->text.len);
        break;
    case CMD_EDIT_UNDO:
    case CMD_EDIT_REDO:
        if (!swap_undo(e, cmd == CMD_EDIT_UNDO)) {
            return false;
        }
        break;
    default:
        return false;
    }
    e->complaint[0] = '\0';
    return true;
}

/* ---- drawing ---- */

struct layout {
    bool left_mark, right_mark;
    int text_cols; /* between the marks */
};

static int cols_between(const struct editline *e, size_t from, size_t to)
{
    return width_n_cols(e->text.s + from, to - from);
}

/* What stands where when the line is scrolled to `from`.  `caret_cell` is the
   blank that a caret behind the last character needs. */
static struct layout layout_at(const struct editline *e, size_t from, int cols,
                               int caret_cell)
{
    bool marks = cols >= 4;
    struct layout l = {.left_mark = marks && from > 0};
    l.text_cols = cols - l.left_mark;
    int rest = cols_between(e, from, e->text.len);
    if (marks && rest + caret_cell > l.text_cols) {
        l.right_mark = true;
        l.text_cols--;
    }
    return l;
}

/* True when the cluster behind the caret, or the blank at the end, is seen
   whole. */
static bool shows_caret(const struct editline *e, size_t from, int cols)
{
    size_t at = e->caret_bytes;
    size_t next = at + utf8_cluster_next(e->text.s + at, e->text.len - at);
    int under = next > at ? cols_between(e, at, next) : 1;
    struct layout l = layout_at(e, from, cols, 1);
    return cols_between(e, from, at) + under <= l.text_cols;
}

static size_t back_cols(const struct editline *e, size_t at, int cols)
{
    while (at > 0) {
        size_t step = utf8_cluster_prev(e->text.s, at);
        cols -= cols_between(e, at - step, at);
        if (cols < 0) {
            break;
        }
        at -= step;
    }
    return at;
}

/* As little as possible; where it must jump, some text before the caret is
   left in sight. */
static void scroll_to_caret(struct editline *e, int cols)
{
    size_t caret = e->caret_bytes;
    size_t from = e->scroll_bytes;
    if (caret < from || (caret == from && from > 0)) {
        from = back_cols(e, caret, cols / 3);
    }
    while (from < caret && !shows_caret(e, from, cols)) {
        from += utf8_cluster_next(e->text.s + from, e->text.len - from);
    }
    /* Nothing is hidden on the left while there is room on the right. */
    while (from > 0) {
        size_t before = from - utf8_cluster_prev(e->text.s, from);
        struct layout l = layout_at(e, before, cols, 1);
        if (l.right_mark ||
            cols_between(e, before, e->text.len) + 1 > l.text_cols) {
            break;
        }
        from = before;
    }
    e->scroll_bytes = from;
}

void editline_draw(struct editline *e, struct canvas *c, int row, int col,
                   int cols, bool focused)
{
    if (cols <= 0) {
        return;
    }
    if (focused) {
        scroll_to_caret(e, cols);
    } else {
        e->scroll_bytes = 0;
    }
    enum role role = focused ? ROLE_FOCUS : ROLE_FIELD;
    size_t from = e->scroll_bytes;
    struct layout l = layout_at(e, from, cols, focused ? 1 : 0);
    const char *s = e->text.s + from;
    int at = col + l.left_mark;
    canvas_fill(c, (struct rect){row, col, 1, cols}, role);
    canvas_putn(c, row, at, role, s,
                fit_prefix_bytes(s, e->text.len - from, l.text_cols));
    if (l.left_mark) {
        canvas_put(c, row, col, role, "<");
    }
    if (l.right_mark) {
        canvas_put(c, row, col + cols - 1, role, ">");
    }
    if (focused) {
        int caret_col = cols_between(e, from, e->caret_bytes);
        int last = cols - 1 - l.left_mark;
        canvas_caret(c, row, at + (caret_col < last ? caret_col : last));
    }
}
