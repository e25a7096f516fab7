/* The editor of long texts: what changes it, and its commands.

   Every change goes through one place, `put`, which keeps the wrapped lines in
   step; `change` also writes the history and keeps the text clean.  Invariants
   as in editline: clean text, caret between clusters.

   Not here: moving (memo_move.c), wrapping (memo_wrap.c), history
   (memo_undo.c), the look (memo_draw.c). */
#include "pbtui/tui/memo.h"

#include <stdio.h>
#include <string.h>

#include "edit_text.h"
#include "memo_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "pbtui/tui/keymap.h"

#define UNSEEN_COLS 72 /* wrapped for this before it was ever drawn */
#define UNSEEN_ROWS 10

struct memo *memo_new(void)
{
    struct memo *m = mem_new(sizeof *m);
    sb_init(&m->text);
    m->want_col = -1;
    m->page_rows = UNSEEN_ROWS;
    lines_wrap(&m->lines, "", 0, UNSEEN_COLS);
    return m;
}

void memo_free(struct memo *m)
{
    if (m == NULL) {
        return;
    }
    lines_clear(&m->lines);
    history_clear(&m->history);
    sb_clear(&m->text);
    mem_free(m);
}

void memo_set(struct memo *m, const char *text)
{
    struct strbuf clean; /* `text` may be memo_text's */
    sb_init(&clean);
    text_in_lossy(&clean, text, strlen(text), TEXT_MEMO);
    sb_reset(&m->text);
    sb_addn(&m->text, clean.s, clean.len);
    sb_clear(&clean);
    m->n_chars = utf8_chars(m->text.s, m->text.len);
    lines_wrap(&m->lines, m->text.s, m->text.len, m->lines.cols);
    history_clear(&m->history);
    m->caret = 0;
    m->top = 0;
    m->want_col = -1;
    m->hang = false;
    m->touched = false;
    m->n_changes++;
    m->complaint[0] = '\0';
}

const char *memo_text(const struct memo *m)
{
    return m->text.s;
}

size_t memo_chars(const struct memo *m)
{
    return m->n_chars;
}

bool memo_touched(const struct memo *m)
{
    return m->touched;
}

size_t memo_changes(const struct memo *m)
{
    return m->n_changes;
}

const char *memo_complaint(const struct memo *m)
{
    return m->complaint;
}

/* ---- changes ---- */

/* Text, count and lines, without history. */
static void put(struct memo *m, size_t at, size_t remove, const char *s,
                size_t n)
{
    m->n_chars -= utf8_chars(m->text.s + at, remove);
    m->n_chars += utf8_chars(s, n);
    sb_splice(&m->text, at, remove, s, n);
    lines_change(&m->lines, m->text.s, m->text.len, at, remove, n);
    m->touched = true;
    m->n_changes++;
    m->show_matches = false;
    memo_moved(m);
}

static void record_and_put(struct memo *m, enum memo_run run, size_t at,
                           size_t remove, const char *s, size_t n)
{
    history_add(&m->history, run, m->caret, at, m->text.s + at, remove, s, n);
    put(m, at, remove, s, n);
    m->caret = at + n;
}

/* A change may leave a joiner or a selector behind that belongs to nothing;
   what then goes, goes as a step of its own. */
static void settle(struct memo *m)
{
    struct strbuf *text = &m->text;
    size_t from;
    size_t to;
    edit_near(text, m->caret, &from, &to);
    struct strbuf around;
    sb_init(&around);
    sb_addn(&around, text->s + from, to - from);
    size_t caret = edit_settle(&around, m->caret - from);
    if (around.len != to - from) {
        record_and_put(m, MEMO_ONCE, from, to - from, around.s, around.len);
    }
    m->caret = edit_snap(text->s, text->len, from + caret);
    sb_clear(&around);
}

static void change(struct memo *m, enum memo_run run, size_t at, size_t remove,
                   const char *s, size_t n)
{
    record_and_put(m, run, at, remove, s, n);
    settle(m);
}

static void erase(struct memo *m, enum memo_run run, size_t from, size_t to)
{
    if (from < to) {
        change(m, run, from, to - from, "", 0);
    }
}

static size_t room_chars(const struct memo *m)
{
    return m->n_chars < MEMO_MAX_CHARS ? MEMO_MAX_CHARS - m->n_chars : 0;
}

static void type(struct memo *m, const char *bytes, size_t n)
{
    if (room_chars(m) == 0) {
        snprintf(m->complaint, sizeof m->complaint, "最多 %d 字，已满",
                 MEMO_MAX_CHARS);
        return;
    }
    change(m, MEMO_TYPE, m->caret, 0, bytes, n);
    if (bytes[0] == '\n') {
        history_end_run(&m->history);
    }
}

static void paste(struct memo *m, const struct key *k)
{
    struct strbuf clean;
    sb_init(&clean);
    edit_pasted(&clean, k->text, k->n_bytes, TEXT_MEMO);
    size_t keep = edit_chars_bytes(clean.s, clean.len, room_chars(m));
    if (keep > 0) {
        change(m, MEMO_ONCE, m->caret, 0, clean.s, keep);
    }
    if (keep < clean.len || k->cut) {
        snprintf(m->complaint, sizeof m->complaint,
                 "粘贴内容过长，已保留前 %zu 字", utf8_chars(clean.s, keep));
    }
    sb_clear(&clean);
}

static bool undo(struct memo *m)
{
    const struct memo_step *step = history_undo(&m->history);
    if (step == NULL) {
        return false;
    }
    put(m, step->at, step->added.len, step->removed.s, step->removed.len);
    m->caret = step->caret;
    return true;
}

static bool redo(struct memo *m)
{
    const struct memo_step *step = history_redo(&m->history);
    if (step == NULL) {
        return false;
    }
    put(m, step->at, step->removed.len, step->added.s, step->added.len);
    m->caret = edit_snap(m->text.s, m->text.len, step->at + step->added.len);
    return true;
}

/* ---- commands and keys ---- */

static bool find_next(struct memo *m)
{
    if (m->needle.n == 0) {
        return false;
    }
    const char *s = m->text.s;
    size_t n = m->text.len;
    size_t from = m->caret;
    if (needle_match(&m->needle, s + from, n - from) > 0) {
        from += utf8_cluster_next(s + from, n - from);
    }
    size_t at = needle_search(&m->needle, s, n, from);
    if (at == n) {
        at = needle_search(&m->needle, s, n, 0);
    }
    m->show_matches = at < n;
    if (at == n) {
        snprintf(m->complaint, sizeof m->complaint, "没有找到");
        return false;
    }
    m->caret = edit_snap(s, n, at);
    history_end_run(&m->history);
    memo_moved(m);
    return true;
}

bool memo_find(struct memo *m, const char *needle)
{
    m->complaint[0] = '\0';
    needle_set(&m->needle, needle);
    return find_next(m);
}

static bool command_change(struct memo *m, int cmd)
{
    switch (cmd) {
    case CMD_ERASE:
        erase(m, MEMO_ERASE, memo_target(m, cmd), m->caret);
        return true;
    case CMD_ERASE_WORD:
        erase(m, MEMO_ONCE, memo_target(m, cmd), m->caret);
        return true;
    case CMD_ERASE_NEXT:
        erase(m, MEMO_ERASE_NEXT, m->caret, memo_target(m, cmd));
        return true;
    case CMD_ERASE_END:
        erase(m, MEMO_ONCE, m->caret, memo_paragraph_end(m));
        return true;
    case CMD_NEW_LINE:
        type(m, "\n", 1);
        return true;
    case CMD_EDIT_UNDO:
        return undo(m);
    case CMD_EDIT_REDO:
        return redo(m);
    default:
        return false;
    }
}

bool memo_command(struct memo *m, int cmd)
{
    m->complaint[0] = '\0';
    if (cmd == CMD_FIND_NEXT) {
        return m->needle.n > 0 && (find_next(m), true);
    }
    if (memo_move(m, cmd)) {
        history_end_run(&m->history);
        return true;
    }
    return command_change(m, cmd);
}

bool memo_key(struct memo *m, const struct key *k)
{
    char bytes[4];
    size_t n;
    switch (k->kind) {
    case K_PASTE:
        m->complaint[0] = '\0';
        paste(m, k);
        return true;
    case K_CHAR:
        m->complaint[0] = '\0';
        n = edit_typed(k, TEXT_MEMO, bytes);
        if (n > 0) {
            type(m, bytes, n);
        } else {
            snprintf(m->complaint, sizeof m->complaint,
                     "这个字符（U+%04X）不能录入", (unsigned)k->code);
        }
        return true;
    case K_NAMED:
        if (k->code == KC_CTRL_HOME || k->code == KC_CTRL_END) {
            return memo_command(m,
                                k->code == KC_CTRL_HOME ? CMD_FIRST : CMD_LAST);
        }
        return false;
    default:
        return false;
    }
}
