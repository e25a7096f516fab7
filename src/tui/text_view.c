/* Long text to read: scrolled, searched.  The wrapped lines are kept as long as
   the width stays. */
#include <string.h>

#include "dialog_parts.h"
#include "memo_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/width.h"

#define INNER_MAX      100
#define FIND_CHARS_MAX 40
#define FIND_COLS      24

struct text_view {
    struct view view;
    char *title;
    struct strbuf text;
    struct memo_lines lines;
    size_t top;
    size_t page_rows;
    struct editline find;
    bool finding; /* the find line has the caret */
    bool missing; /* the last search found nothing */
    struct needle needle;
};

static uint64_t text_contexts(const struct view *v)
{
    const struct text_view *t = (const struct text_view *)v;
    return CTX_DIALOG | (t->finding ? CTX_EDIT : CTX_LIST);
}

static void text_close(struct view *v)
{
    struct text_view *t = (struct text_view *)v;
    editline_clear(&t->find);
    lines_clear(&t->lines);
    sb_clear(&t->text);
    mem_free(t->title);
    mem_free(t);
}

/* ---- drawing ---- */

static void draw_low_line(struct text_view *t, struct canvas *c, struct rect at)
{
    size_t last = t->top + t->page_rows;
    last = last < t->lines.n ? last : t->lines.n;
    struct strbuf position;
    sb_init(&position);
    if (t->lines.n > t->page_rows) {
        sb_addf(&position, "第 %zu-%zu 行，共 %zu 行", t->top + 1, last,
                t->lines.n);
    }
    int cols = width_cols(position.s);
    canvas_put(c, at.row, at.col + at.cols - cols, ROLE_DIM, position.s);
    sb_clear(&position);
    if (!t->finding && t->needle.n == 0) {
        canvas_caret(c, at.row, at.col);
        return;
    }
    int col = canvas_put(c, at.row, at.col, ROLE_LABEL, "查找: ");
    int room = at.col + at.cols - cols - col - 8;
    room = room < FIND_COLS ? room : FIND_COLS;
    if (room > 0) {
        editline_draw(&t->find, c, at.row, col, room, t->finding);
        if (t->missing) {
            canvas_put(c, at.row, col + room + 1, ROLE_WARN, "没有");
        }
    }
}

static void text_draw(struct view *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    (void)ui;
    struct text_view *t = (struct text_view *)v;
    int most = dialog_cols_max(area);
    int cols = most < INNER_MAX ? most : INNER_MAX;
    if (t->lines.cols != cols) {
        lines_wrap(&t->lines, t->text.s, t->text.len, cols);
    }
    size_t seen = t->lines.n < 3 ? 3 : t->lines.n;
    int rows = seen < (size_t)area.rows ? (int)seen + 1 : area.rows;
    struct rect in = dialog_frame(c, area, rows, cols, t->title);
    t->page_rows = in.rows > 1 ? (size_t)in.rows - 1 : 1;
    size_t furthest = t->lines.n > t->page_rows ? t->lines.n - t->page_rows : 0;
    t->top = t->top < furthest ? t->top : furthest;
    for (size_t i = 0; i < t->page_rows && t->top + i < t->lines.n; i++) {
        needle_draw_line(&t->needle, c, in.row + (int)i, in.col, ROLE_DIALOG,
                         t->text.s, t->text.len, &t->lines.at[t->top + i]);
    }
    draw_low_line(t, c,
                  (struct rect){in.row + in.rows - 1, in.col, 1, in.cols});
}

/* ---- finding ---- */

/* From the line on, around once; the line found becomes the first shown. */
static void find_from(struct text_view *t, size_t line)
{
    if (t->needle.n == 0 || t->lines.n == 0) {
        t->missing = false;
        return;
    }
    size_t from = line < t->lines.n ? t->lines.at[line].at_bytes : 0;
    size_t at = needle_search(&t->needle, t->text.s, t->text.len, from);
    if (at == t->text.len) {
        at = needle_search(&t->needle, t->text.s, t->text.len, 0);
    }
    t->missing = at == t->text.len;
    if (!t->missing) {
        t->top = lines_find(&t->lines, at);
    }
}

static void find_typed(struct text_view *t)
{
    needle_set(&t->needle, t->find.text.s);
    find_from(t, t->top);
}

static void end_find(struct text_view *t, bool keep)
{
    t->finding = false;
    if (!keep) {
        editline_set(&t->find, "");
        find_typed(t);
    }
}

static enum view_result find_command(struct text_view *t, int cmd)
{
    if (cmd == CMD_OPEN || cmd == CMD_BACK) {
        end_find(t, cmd == CMD_OPEN);
        return VIEW_DONE;
    }
    if (editline_command(&t->find, cmd)) {
        find_typed(t);
        return VIEW_DONE;
    }
    return dialog_other(cmd);
}

/* ---- keys ---- */

static void scroll_down(struct text_view *t, size_t by)
{
    size_t furthest = t->lines.n > t->page_rows ? t->lines.n - t->page_rows : 0;
    t->top = t->top + by < furthest ? t->top + by : furthest;
}

static bool scroll(struct text_view *t, int cmd)
{
    size_t page = t->page_rows > 1 ? t->page_rows - 1 : 1;
    switch (cmd) {
    case CMD_UP:
        t->top -= t->top > 0;
        return true;
    case CMD_DOWN:
        scroll_down(t, 1);
        return true;
    case CMD_PAGE_UP:
        t->top -= t->top < page ? t->top : page;
        return true;
    case CMD_PAGE_DOWN:
    case CMD_MARK: /* Space, as in every reader */
        scroll_down(t, page);
        return true;
    case CMD_FIRST:
        t->top = 0;
        return true;
    case CMD_LAST:
        scroll_down(t, t->lines.n);
        return true;
    default:
        return false;
    }
}

static enum view_result text_command(struct view *v, struct ui *ui, int cmd)
{
    (void)ui;
    struct text_view *t = (struct text_view *)v;
    if (scroll(t, cmd)) {
        return VIEW_DONE;
    }
    if (t->finding) {
        return find_command(t, cmd);
    }
    switch (cmd) {
    case CMD_BACK:
        if (t->needle.n > 0) {
            end_find(t, false);
            return VIEW_DONE;
        }
        return VIEW_CLOSE;
    case CMD_OPEN:
        return VIEW_CLOSE;
    case CMD_FIND:
        t->finding = true;
        return VIEW_DONE;
    case CMD_FIND_NEXT:
        find_from(t, t->top + 1);
        return VIEW_DONE;
    default:
        return dialog_other(cmd);
    }
}

static enum view_result text_key(struct view *v, struct ui *ui,
                                 const struct key *k)
{
    (void)ui;
    struct text_view *t = (struct text_view *)v;
    if (t->finding && editline_key(&t->find, k)) {
        find_typed(t);
    } else if (k->kind == K_MOUSE && (k->code == 4 || k->code == 5)) {
        scroll(t, k->code == 4 ? CMD_UP : CMD_DOWN);
    }
    return VIEW_DONE;
}

static const struct view_class text_class = {
    .name = "text",
    .overlay = true,
    .contexts = text_contexts,
    .draw = text_draw,
    .command = text_command,
    .key = text_key,
    .close = text_close,
};

void dialog_text_view(struct ui *ui, const char *title, const char *text)
{
    struct text_view *t = mem_new(sizeof *t);
    t->view.cls = &text_class;
    t->title = mem_str(title == NULL ? "" : title);
    sb_init(&t->text);
    text_out(&t->text, text, strlen(text), TEXT_MEMO);
    editline_init(&t->find, TEXT_LINE, FIND_CHARS_MAX);
    t->page_rows = 1;
    ui_push(ui, &t->view);
}
