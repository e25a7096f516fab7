/* One row of the file beside the record that it is: field by field, with a *
   at the value that will stand.  Space takes the other side; what fills a gap
   is always taken.  What is wrong with the row stands above, in full. */
#include "import_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/fit.h"
#include "sheet_grid.h"

enum { LABEL_COLS = 16, FOOT_ROWS = 4, FAULT_ROWS = 3 };

struct row_view {
    struct view view;
    struct importing *importing;
    const struct import_line *line;
    struct import_walk walk;
    size_t cursor; /* of its differences */
    size_t top;
};

/* ---- what can be chosen ---------------------------------------------------
 */

static bool fills(const struct row_view *v, size_t at)
{
    return at >= v->line->n_differences;
}

static bool may_choose(const struct row_view *v)
{
    return v->line->fate == IMPORT_FATE_CONFLICT;
}

static bool takes(const struct row_view *v, size_t at)
{
    return fills(v, at) ||
           importing_takes(v->importing, v->line->row,
                           import_line_item(v->line, at)->column);
}

static void choose(struct row_view *v, int cmd)
{
    struct ui *ui = &v->importing->app->ui;
    const struct import_line *l = v->line;
    if (v->cursor >= import_line_items(l)) {
        return;
    }
    const struct import_difference *d = import_line_item(l, v->cursor);
    if (fills(v, v->cursor)) {
        ui_note(ui, ROLE_DIM, "账本里这一项是空的，照文件补上。");
        return;
    }
    importing_take(v->importing, l->row, d->column, !takes(v, v->cursor));
    importing_changed(v->importing, &v->view);
    if (cmd == CMD_MARK && v->cursor + 1 < import_line_items(l)) {
        v->cursor++;
    }
}

/* All of it, or none when all is taken already. */
static void choose_all(struct row_view *v)
{
    const struct import_line *l = v->line;
    bool all = true;
    for (size_t i = 0; i < l->n_differences; i++) {
        all = all && takes(v, i);
    }
    for (size_t i = 0; i < l->n_differences; i++) {
        importing_take(v->importing, l->row, l->differences[i].column, !all);
    }
    importing_changed(v->importing, &v->view);
}

static void go(struct row_view *v, int by)
{
    const struct import_line *next = v->walk.step(v->walk.ctx, by);
    if (next == NULL) {
        ui_note(&v->importing->app->ui, ROLE_DIM,
                by > 0 ? "这是最后一行。" : "这是第一行。");
        return;
    }
    v->line = next;
    v->cursor = 0;
    v->top = 0;
}

/* ---- drawing ------------------------------------------------------------- */

/* Wrapped; returns the rows it took. */
static int put_text(struct canvas *c, struct rect area, enum role role,
                    const char *text)
{
    struct fit_line line = {0};
    size_t n = 0;
    int rows = 0;
    while (text[n] != '\0') {
        n++;
    }
    while (rows < area.rows &&
           fit_wrap_line(text, n, line.next_bytes, area.cols, &line)) {
        canvas_putn(c, area.row + rows++, area.col, role, text + line.at_bytes,
                    line.n_bytes);
        if (line.next_bytes >= n) {
            break;
        }
    }
    return rows;
}

static const char *about(const struct row_view *v, struct arena *a)
{
    const struct import_line *l = v->line;
    switch (l->fate) {
    case IMPORT_FATE_NEW:
        return "账本里没有，照文件新增一条，各项如下。";
    case IMPORT_FATE_SAME:
        return arena_printf(a, "凭%s认出，和账本里一样，不动。", l->by);
    case IMPORT_FATE_FILL:
        return arena_printf(a, "凭%s认出，账本里空着的项照文件补上。", l->by);
    case IMPORT_FATE_CONFLICT:
        return arena_printf(a,
                            "凭%s认出，有的项不一致：带 * 的是导入后的值，"
                            "空格换一边。",
                            l->by);
    case IMPORT_FATE_TWICE:
        return arena_printf(a, "和第 %zu 行是同一%s，不再导入。", l->twin,
                            v->importing->ledger->noun);
    case IMPORT_FATE_BAD:
        return "这一行收不进来，要先在文件里改好。";
    default:
        return "这一行不是记录，略过。";
    }
}

static int draw_faults(const struct row_view *v, struct arena *a,
                       struct canvas *c, struct rect area)
{
    int used = 0;
    for (size_t i = 0; i < v->line->n_faults && used < area.rows; i++) {
        const struct import_fault *f = &v->line->faults[i];
        const char *mark = f->mended ? "·" : f->warns ? "!" : "✗";
        const char *text =
            f->value[0] != '\0'
                ? arena_printf(a, "%s %s“%s”：%s", mark, f->head, f->value,
                               f->reason)
                : arena_printf(a, "%s %s%s%s", mark, f->head,
                               f->head[0] != '\0' ? "：" : "", f->reason);
        int room = area.rows - used;
        used += put_text(c,
                         (struct rect){area.row + used, area.col,
                                       room < FAULT_ROWS ? room : FAULT_ROWS,
                                       area.cols},
                         f->mended  ? ROLE_DIM
                         : f->warns ? ROLE_WARN
                                    : ROLE_ERROR,
                         text);
    }
    return used;
}

static void draw_side(struct canvas *c, struct rect at, bool stands,
                      enum role line, const char *text)
{
    enum role role = stands ? ROLE_OK : line;
    canvas_put(c, at.row, at.col, role, stands ? "*" : " ");
    canvas_put_fit(c, at.row, at.col + 2, at.cols - 3, role, FIT_LEFT,
                   text[0] != '\0' ? text : "（空）");
}

static void draw_difference(const struct row_view *v, struct canvas *c, int row,
                            size_t i, int cols)
{
    const struct import_difference *d = import_line_item(v->line, i);
    int each = (cols - LABEL_COLS) / 2;
    bool here = i == v->cursor;
    bool file = takes(v, i);
    enum role line = here ? ROLE_SELECTED : ROLE_TEXT;
    if (here) {
        canvas_fill(c, (struct rect){row, 0, 1, cols}, line);
        canvas_caret(c, row, LABEL_COLS + (file ? each : 0));
    }
    canvas_put_fit(c, row, 1, LABEL_COLS - 2, line, FIT_LEFT, d->label);
    draw_side(c, (struct rect){row, LABEL_COLS, 1, each}, !file, line, d->here);
    draw_side(c, (struct rect){row, LABEL_COLS + each, 1, each}, file, line,
              d->there);
}

static void draw_table(struct row_view *v, struct canvas *c, struct rect area)
{
    int each = (area.cols - LABEL_COLS) / 2;
    size_t n = import_line_items(v->line);
    size_t room = area.rows > 1 ? (size_t)area.rows - 1 : 1;
    canvas_put(c, area.row, LABEL_COLS + 2, ROLE_TITLE, "账本里");
    canvas_put(c, area.row, LABEL_COLS + each + 2, ROLE_TITLE, "文件里");
    if (v->cursor < v->top) {
        v->top = v->cursor;
    } else if (v->cursor >= v->top + room) {
        v->top = v->cursor - room + 1;
    }
    for (size_t i = v->top; i < n && i < v->top + room; i++) {
        draw_difference(v, c, area.row + 1 + (int)(i - v->top), i, area.cols);
    }
}

/* The values of the field under the cursor, whole. */
static void draw_foot(const struct row_view *v, struct arena *a,
                      struct canvas *c, struct rect area)
{
    const struct import_line *l = v->line;
    canvas_hline(c, area.row, area.col, area.cols);
    if (v->cursor < import_line_items(l)) {
        const struct import_difference *d = import_line_item(l, v->cursor);
        grid_draw_text(
            c, (struct rect){area.row + 1, 1, area.rows - 1, area.cols - 2},
            ROLE_DIM,
            arena_printf(a, "%s：账本里 %s；文件里 %s", d->label,
                         fills(v, v->cursor) ? "（空）" : d->here, d->there));
    }
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct row_view *v = (struct row_view *)view;
    struct arena *a = &ui->frame;
    const struct import_line *l = v->line;
    app_draw_top(v->importing->app, c, area.row,
                 arena_printf(a, "%s › 导入 › 第 %zu 行 %s › %s",
                              v->importing->ledger->title, l->row, l->name,
                              import_line_word(v->importing, l)));
    int row = area.row + 1;
    int last = area.row + area.rows - FOOT_ROWS;
    row += put_text(c, (struct rect){row, 1, 2, area.cols - 2}, ROLE_TEXT,
                    about(v, a));
    int table = import_line_items(l) > 0 ? 3 : 0; /* at least so much of it */
    row += draw_faults(
        v, a, c, (struct rect){row, 1, last - row - table, area.cols - 2});
    if (import_line_items(l) > 0) {
        draw_table(v, c, (struct rect){row + 1, 0, last - row - 1, area.cols});
    }
    draw_foot(v, a, c, (struct rect){last, area.col, FOOT_ROWS, area.cols});
}

/* ---- the view -------------------------------------------------------------
 */

static uint64_t contexts(const struct view *view)
{
    const struct row_view *v = (const struct row_view *)view;
    return CTX_ALL | CTX_LOOK | CTX_IMPORT_ROW |
           (may_choose(v) ? CTX_IMPORT_PICK : 0u);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct row_view *v = (struct row_view *)view;
    size_t n = import_line_items(v->line);
    (void)ui;
    switch (cmd) {
    case CMD_UP:
    case CMD_PREVIOUS:
        v->cursor -= v->cursor > 0;
        return VIEW_DONE;
    case CMD_DOWN:
    case CMD_NEXT:
        v->cursor += v->cursor + 1 < n;
        return VIEW_DONE;
    case CMD_IMPORT_TAKE:
        choose(v, CMD_MARK);
        return VIEW_DONE;
    case CMD_IMPORT_TAKE_ROW:
        choose_all(v);
        return VIEW_DONE;
    case CMD_IMPORT_ROW_AFTER:
        go(v, 1);
        return VIEW_DONE;
    case CMD_IMPORT_ROW_BEFORE:
        go(v, -1);
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

static void tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    (void)now_ms;
    view->tick_at = 0;
    importing_write_draft(((struct row_view *)view)->importing);
}

static void hang_up(struct view *view, struct ui *ui)
{
    (void)ui;
    importing_write_draft(((struct row_view *)view)->importing);
}

static bool unsaved(const struct view *view)
{
    const struct row_view *v = (const struct row_view *)view;
    return importing_has_decided(v->importing);
}

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(out,
           "【对照】左边是账本里的，右边是文件里的，带 * 的是导入以后的值。"
           "不一致的项，没有定的照账本；账本里空着的，照文件补。\n\n");
}

static void close_view(struct view *view)
{
    mem_free(view);
}

static const struct view_class row_view_class = {
    .name = "import-row",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .tick = tick,
    .hang_up = hang_up,
    .unsaved = unsaved,
    .help = help,
    .close = close_view,
};

void import_row_open(struct importing *i, const struct import_line *line,
                     const struct import_walk *walk)
{
    struct row_view *v = mem_new(sizeof *v);
    v->view.cls = &row_view_class;
    v->importing = i;
    v->line = line;
    v->walk = *walk;
    ui_push(&i->app->ui, &v->view);
}
