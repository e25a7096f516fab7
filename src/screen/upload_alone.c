/* A text with nothing around it, from the first column on, so that it can be
   marked with the mouse and pasted elsewhere as it is.  Any key goes back. */
#include "upload_screen.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/fit.h"
#include "pbtui/tui/keymap.h"

struct alone_view {
    struct view view;
    char *text;
    size_t top; /* lines above the first shown */
    int rows;
};

static uint64_t contexts(const struct view *view)
{
    (void)view;
    return CTX_LIST;
}

/* Draws from line `top` on; how many lines there are in all. */
static size_t draw_lines(const struct alone_view *v, struct canvas *c,
                         struct rect area)
{
    struct fit_line line = {0};
    size_t n = strlen(v->text);
    size_t i = 0;
    for (; fit_wrap_line(v->text, n, line.next_bytes, area.cols, &line); i++) {
        if (i >= v->top && i < v->top + (size_t)area.rows) {
            canvas_putn(c, area.row + (int)(i - v->top), area.col, ROLE_TEXT,
                        v->text + line.at_bytes, line.n_bytes);
        }
        if (line.next_bytes >= n) {
            i++;
            break;
        }
    }
    return i;
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct alone_view *v = (struct alone_view *)view;
    (void)ui;
    v->rows = area.rows;
    draw_lines(v, c, area);
}

static size_t lines_of(const struct alone_view *v, struct ui *ui)
{
    struct fit_line line = {0};
    size_t n = strlen(v->text);
    size_t i = 0;
    while (fit_wrap_line(v->text, n, line.next_bytes, ui->canvas.cols, &line)) {
        i++;
        if (line.next_bytes >= n) {
            break;
        }
    }
    return i;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct alone_view *v = (struct alone_view *)view;
    size_t page = v->rows > 0 ? (size_t)v->rows : 1;
    size_t all = lines_of(v, ui);
    size_t last = all > page ? all - page : 0;
    switch (cmd) {
    case CMD_DOWN:
        v->top += v->top < last;
        return VIEW_DONE;
    case CMD_UP:
        v->top -= v->top > 0;
        return VIEW_DONE;
    case CMD_PAGE_DOWN:
        v->top = v->top + page < last ? v->top + page : last;
        return VIEW_DONE;
    case CMD_PAGE_UP:
        v->top = v->top > page ? v->top - page : 0;
        return VIEW_DONE;
    case CMD_HELP:
    case CMD_REDRAW:
    case CMD_SUSPEND:
        return VIEW_PASS;
    default:
        return VIEW_CLOSE;
    }
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    (void)view;
    (void)ui;
    /* The mouse is for marking. */
    return k->kind == K_MOUSE ? VIEW_DONE : VIEW_CLOSE;
}

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(out, "【全文】没有边框的全文，用鼠标选了复制；长的用上下键翻，"
                "Esc 返回。\n\n");
}

static void close_view(struct view *view)
{
    struct alone_view *v = (struct alone_view *)view;
    mem_free(v->text);
    mem_free(v);
}

static const struct view_class alone_class = {
    .name = "upload-alone",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .help = help,
    .close = close_view,
};

void upload_alone_open(struct app *app, const char *text)
{
    struct alone_view *v = mem_new(sizeof *v);
    v->view.cls = &alone_class;
    v->text = mem_str(text);
    ui_push(&app->ui, &v->view);
}
