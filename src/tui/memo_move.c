/* Places in a long text, by clusters, words and wrapped lines.

   A caret at a soft line end stands at the next line's start, except after End
   (`hang`), where it belongs to the line it ends.  Up and down keep the column
   they began with (`want_col`). */
#include <string.h>

#include "edit_text.h"
#include "memo_parts.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"
#include "pbtui/tui/keymap.h"

void memo_moved(struct memo *m)
{
    m->want_col = -1;
    m->hang = false;
}

size_t memo_caret_line(const struct memo *m)
{
    size_t i = lines_find(&m->lines, m->caret);
    if (m->hang && i > 0 && m->lines.at[i].at_bytes == m->caret &&
        !m->lines.at[i - 1].hard) {
        i--;
    }
    return i;
}

int memo_col_of(const struct memo *m, size_t line, size_t at)
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
    size_t line = memo_caret_line(m);
    size_t last = m->lines.n - 1;
    if (line == (down ? last : 0)) {
        return false;
    }
    size_t to = down ? (by < last - line ? line + by : last)
                     : (by < line ? line - by : 0);
    int want = m->want_col >= 0 ? m->want_col : memo_col_of(m, line, m->caret);
    m->caret = place_at(m, to, want);
    m->hang = false;
    m->want_col = want;
    return true;
}

size_t memo_paragraph_end(const struct memo *m)
{
    const char *end =
        memchr(m->text.s + m->caret, '\n', m->text.len - m->caret);
    return end == NULL ? m->text.len : (size_t)(end - m->text.s);
}

static void go_line_end(struct memo *m)
{
    const struct fit_line *l = &m->lines.at[memo_caret_line(m)];
    m->caret = l->at_bytes + l->n_bytes;
    if (l->hard) {
        /* Blanks hang over the edge; the end is behind them. */
        m->caret = memo_paragraph_end(m);
    }
    memo_moved(m);
    m->hang = !l->hard;
}

size_t memo_target(const struct memo *m, int cmd)
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
        return m->lines.at[memo_caret_line(m)].at_bytes;
    case CMD_FIRST:
        return 0;
    default: /* CMD_LAST */
        return m->text.len;
    }
}

bool memo_move(struct memo *m, int cmd)
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
        m->caret = memo_target(m, cmd);
        memo_moved(m);
        return true;
    case CMD_LINE_END:
        go_line_end(m);
        return true;
    default:
        return false;
    }
}
