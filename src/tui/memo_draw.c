/* How a long text looks: the lines in sight, what was found, and on the right
   edge a mark that tells how far down they lie.  That column is kept free of
   text: also for a caret behind the last character of a full line. */
#include "memo_parts.h"

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
    size_t line = memo_caret_line(m);
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
        size_t line = memo_caret_line(m);
        canvas_caret(c, area.row + (int)(line - m->top),
                     area.col + memo_col_of(m, line, m->caret));
    }
    canvas_unclip(c, before);
}
