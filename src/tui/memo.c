/* The editor of long texts.

   Stages: a key changes the text through one place, `change`, which keeps the
   wrapped lines and the history in step → moving works on wrapped lines →
   drawing shows the lines in sight.  Invariants as in editline: clean text,
   caret between clusters.

   A caret at a soft line end stands at the next line's start, except after End
   (`hang`), where it is shown behind the last character.  The right-most column
   is kept free of text: for that caret, and for the position mark.

   Not here: wrapping (memo_wrap.c), history (memo_undo.c). */
#include "pbtui/tui/memo.h"

#include <stdio.h>
#include <string.h>

#include "edit_text.h"
#include "memo_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"
#include "pbtui/tui/keymap.h"

#define UNSEEN_COLS 72 /* wrapped for this before it was ever drawn */
#define UNSEEN_ROWS 10

struct memo {
    struct strbuf text;
    size_t caret;
    size_t n_chars;
    bool touched;
    size_t n_changes;
    bool hang;
    int want_col; /* -1: where the caret is */
    size_t top;   /* first line in sight */
    size_t page_rows;
    struct memo_lines lines;
    struct memo_history history;
    struct needle needle;
    bool show_matches;
    char complaint[160];
};

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

static void moved(struct memo *m)
{
    m->want_col = -1;
    m->hang = false;
}

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
    moved(m);
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
    size_t from = m->caret;
    size_t to = m->caret;
    for (int i = 0; i < 2; i++) {
        from -= utf8_cluster_prev(text->s, from);
        to += utf8_cluster_next(text->s + to, text->len - to);
    }
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

/* ---- places ---- */

static size_t caret_line(const struct memo *m)
{
    size_t i = lines_find(&m->lines, m->caret);
    if (m->hang && i > 0 && m->lines.at[i].at_bytes == m->caret &&
        !m->lines.at[i - 1].hard) {
        i--;
    }
    return i;
}

static int col_of(const struct memo *m, size_t line, size_t at)
{
    size_t from = m->lines.at[line].at_bytes;
    int col = width_n_cols(m->text.s + from, at - from);
    return col < m->lines.cols ? col : m->lines.cols;
}

/* The place in the line nearest to the column, not behind it. */
static size_t place_at(const struct memo *m, size_t line, int col)
{
    const struct fit_line *l = &m->lines.at[line];
    const char *s = m->text.s + l->at_bytes;
    size_t n = fit_prefix_bytes(s, l->n_bytes, col);
    if (!l->hard && n > 0 && l->at_bytes + n == l->next_bytes) {
        n -= utf8_cluster_prev(s, n); /* behind it is the next line */
    }
    return l->at_bytes + n;
}

static bool move_lines(struct memo *m, bool down, size_t by)
{
    size_t line = caret_line(m);
    size_t last = m->lines.n - 1;
    if (line == (down ? last : 0)) {
        return false;
    }
    size_t to = down ? (by < last - line ? line + by : last)
                     : (by < line ? line - by : 0);
    int want = m->want_col >= 0 ? m->want_col : col_of(m, line, m->caret);
    m->caret = place_at(m, to, want);
    m->hang = false;
    m->want_col = want;
    return true;
}

static size_t paragraph_end(const struct memo *m)
{
    const char *end =
        memchr(m->text.s + m->caret, '\n', m->text.len - m->caret);
    return end == NULL ? m->text.len : (size_t)(end - m->text.s);
}

static void go_line_end(struct memo *m)
{
    const struct fit_line *l = &m->lines.at[caret_line(m)];
    m->caret = l->at_bytes + l->n_bytes;
    if (l->hard) {
        /* Blanks hang over the edge; the end is behind them. */
        m->caret = paragraph_end(m);
    }
    moved(m);
    m->hang = !l->hard;
}

static size_t target(const struct memo *m, int cmd)
{
    const char *s = m->text.s;
    size_t at = m->caret;
    switch (cmd) {
    case CMD_LEFT:
    case CMD_ERASE:
        return at - utf8_cluster_prev(s, at);
    case CMD_RIGHT:
    case CMD_ERASE_NEXT:
        return at + utf8_cluster_next(s + at, m->text.len - at);
    case CMD_WORD_LEFT:
    case CMD_ERASE_WORD:
        return edit_word_prev(s, m->text.len, at);
    case CMD_WORD_RIGHT:
        return edit_word_next(s, m->text.len, at);
    case CMD_LINE_HOME:
        return m->lines.at[caret_line(m)].at_bytes;
    case CMD_FIRST:
        return 0;
    default: /* CMD_LAST */
        return m->text.len;
    }
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
    moved(m);
    return true;
}

bool memo_find(struct memo *m, const char *needle)
{
    m->complaint[0] = '\0';
    needle_set(&m->needle, needle);
    return find_next(m);
}

static bool command_move(struct memo *m, int cmd)
{
    switch (cmd) {
    case CMD_UP:
        return move_lines(m, false, 1);
    case CMD_DOWN:
        return move_lines(m, true, 1);
    case CMD_PAGE_UP:
        return move_lines(m, false, m->page_rows);
    case CMD_PAGE_DOWN:
        return move_lines(m, true, m->page_rows);
    case CMD_LEFT:
    case CMD_RIGHT:
    case CMD_WORD_LEFT:
    case CMD_WORD_RIGHT:
    case CMD_LINE_HOME:
    case CMD_FIRST:
    case CMD_LAST:
        m->caret = target(m, cmd);
        moved(m);
        return true;
    case CMD_LINE_END:
        go_line_end(m);
        return true;
    default:
        return false;
    }
}

static bool command_change(struct memo *m, int cmd)
{
    switch (cmd) {
    case CMD_ERASE:
        erase(m, MEMO_ERASE, target(m, cmd), m->caret);
        return true;
    case CMD_ERASE_WORD:
        erase(m, MEMO_ONCE, target(m, cmd), m->caret);
        return true;
    case CMD_ERASE_NEXT:
        erase(m, MEMO_ERASE_NEXT, m->caret, target(m, cmd));
        return true;
    case CMD_ERASE_END:
        erase(m, MEMO_ONCE, m->caret, paragraph_end(m));
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
    if (command_move(m, cmd)) {
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

/* ---- drawing ---- */

/* How far down the part in sight lies, on the right edge. */
static void draw_position(const struct memo *m, struct canvas *c,
                          struct rect area)
{
    size_t rows = (size_t)area.rows;
    if (m->lines.n <= rows) {
        return;
    }
    size_t thumb = rows * rows / m->lines.n;
    thumb = thumb == 0 ? 1 : thumb;
    size_t at = m->top * (rows - thumb) / (m->lines.n - rows);
    canvas_vline(c, area.row + (int)at, area.col + area.cols - 1, (int)thumb);
}

static void scroll_to_caret(struct memo *m, size_t rows)
{
    size_t line = caret_line(m);
    if (line < m->top) {
        m->top = line;
    } else if (line >= m->top + rows) {
        m->top = line - rows + 1;
    }
    size_t furthest = m->lines.n > rows ? m->lines.n - rows : 0;
    if (m->top > furthest) {
        m->top = furthest;
    }
}

void memo_draw(struct memo *m, struct canvas *c, struct rect area, bool focused)
{
    if (area.rows < 1 || area.cols < 3) {
        return;
    }
    if (m->lines.cols != area.cols - 1) {
        lines_wrap(&m->lines, m->text.s, m->text.len, area.cols - 1);
    }
    m->page_rows = (size_t)area.rows;
    scroll_to_caret(m, (size_t)area.rows);
    struct rect before = canvas_clip(c, area);
    canvas_fill(c, area, ROLE_TEXT);
    for (int row = 0; row < area.rows; row++) {
        size_t i = m->top + (size_t)row;
        if (i >= m->lines.n) {
            break;
        }
        needle_draw_line(m->show_matches ? &m->needle : NULL, c, area.row + row,
                         area.col, ROLE_TEXT, m->text.s, m->text.len,
                         &m->lines.at[i]);
    }
    draw_position(m, c, area);
    if (focused) {
        size_t line = caret_line(m);
        canvas_caret(c, area.row + (int)(line - m->top),
                     area.col + col_of(m, line, m->caret));
    }
    canvas_unclip(c, before);
}
