/* Long work on the one loop.  Painting and looking for Esc are what costs, so
   both happen at most every PAINT_MS; work shorter than that never shows a
   dialog at all.  Keys other than Esc are dropped: typed ahead at a screen that
   will be another one, they could do harm. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "dialog_parts.h"
#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/tui/input.h"
#include "pbtui/tui/term.h"

#define PAINT_MS   100
#define INNER_COLS 48

struct progress_view {
    struct view view;
    char *title;
    char *what;
    int percent; /* -1: not known */
};

static uint64_t progress_contexts(const struct view *v)
{
    (void)v;
    return CTX_DIALOG;
}

static void progress_close(struct view *v)
{
    struct progress_view *p = (struct progress_view *)v;
    mem_free(p->title);
    mem_free(p->what);
    mem_free(p);
}

static void draw_bar(struct canvas *c, struct rect at, int percent)
{
    int room = at.cols - 5; /* " 100%" */
    int done = room * percent / 100;
    for (int i = 0; i < room; i++) {
        const char *full = c->ascii ? "#" : "█";
        const char *rest = c->ascii ? "-" : "░";
        canvas_put(c, at.row, at.col + i, ROLE_DIALOG, i < done ? full : rest);
    }
    canvas_putf(c, at.row, at.col + room, ROLE_DIALOG, " %3d%%", percent);
}

static void progress_draw(struct view *v, struct ui *ui, struct canvas *c,
                          struct rect area)
{
    (void)ui;
    struct progress_view *p = (struct progress_view *)v;
    struct rect in = dialog_frame(c, area, 4, INNER_COLS, p->title);
    canvas_put_fit(c, in.row, in.col, in.cols, ROLE_DIALOG, FIT_LEFT, p->what);
    if (p->percent >= 0) {
        draw_bar(c, (struct rect){in.row + 1, in.col, 1, in.cols}, p->percent);
    }
    canvas_put(c, in.row + 3, in.col, ROLE_DIM, "按 Esc 停下");
    canvas_caret(c, in.row + 3, in.col);
}

static enum view_result progress_command(struct view *v, struct ui *ui, int cmd)
{
    (void)v;
    (void)ui;
    return cmd == CMD_REDRAW ? VIEW_PASS : VIEW_DONE;
}

static const struct view_class progress_class = {
    .name = "progress",
    .overlay = true,
    .contexts = progress_contexts,
    .draw = progress_draw,
    .command = progress_command,
    .close = progress_close,
};

void progress_start(struct progress *p, struct ui *ui, const char *title)
{
    struct progress_view *v = mem_new(sizeof *v);
    v->view.cls = &progress_class;
    v->title = mem_str(title);
    v->what = mem_str("");
    v->percent = -1;
    p->ui = ui;
    p->title = title;
    p->shown_at = clock_monotonic_ms();
    ui_push(ui, &v->view);
}

static struct progress_view *view_of(const struct progress *p)
{
    assert(p->ui->top != NULL && p->ui->top->cls == &progress_class);
    return (struct progress_view *)p->ui->top;
}

static void paint(struct ui *ui)
{
    int rows;
    int cols;
    term_size(&rows, &cols);
    ui->canvas.ascii = term_ascii();
    ui_draw(ui, rows, cols);
    term_show(&ui->canvas);
}

static bool stop_asked(struct ui *ui)
{
    bool stop = false;
    while (!stop && input_pending()) {
        struct key k;
        input_read(&k, 0);
        if (k.kind == K_GONE) {
            ui_key(ui, &k);
            stop = true;
        }
        stop = stop || (k.kind == K_NAMED && k.code == KC_ESC) ||
               (k.kind == K_CTRL && k.code == 'c');
    }
    return stop;
}

bool progress_step(struct progress *p, int percent, const char *what)
{
    int64_t now = clock_monotonic_ms();
    if (now - p->shown_at < PAINT_MS) {
        return true;
    }
    p->shown_at = now;
    struct progress_view *v = view_of(p);
    v->percent = percent > 100 ? 100 : percent;
    mem_free(v->what);
    v->what = mem_str(what == NULL ? "" : what);
    if (!term_is_open()) {
        return true; /* drawn by nobody: a test, or the command line */
    }
    paint(p->ui);
    return !stop_asked(p->ui);
}

void progress_end(struct progress *p)
{
    view_of(p);
    ui_pop(p->ui);
}
