/* The preview: a view over a document that it owns.  How the page looks is
   preview_draw.c's, moving preview_move.c's, finding preview_find.c's, where it
   goes preview_send.c's and preview_keep.c's. */
#include "pbtui/screen/preview_view.h"

#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "preview_parts.h"

enum { ASIDE_COLS = 8, WHEEL_ROWS = 3 };

static uint64_t contexts(const struct view *view)
{
    (void)view;
    return CTX_ALL | CTX_PREVIEW;
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    (void)ui;
    preview_draw((struct preview_view *)view, c, area);
}

static bool move(struct preview_view *v, int cmd)
{
    switch (cmd) {
    case CMD_PREVIEW_NEXT:
    case CMD_PREVIEW_BEFORE:
        preview_next(v, cmd == CMD_PREVIEW_NEXT);
        return true;
    case CMD_PREVIEW_ON:
    case CMD_PREVIEW_BACK:
        preview_screenful(v, cmd == CMD_PREVIEW_ON);
        return true;
    case CMD_PREVIEW_UP:
    case CMD_PREVIEW_DOWN:
        preview_scroll(v, cmd == CMD_PREVIEW_UP ? -1 : 1, 0);
        return true;
    case CMD_PREVIEW_LEFT:
    case CMD_PREVIEW_RIGHT:
        preview_scroll(v, 0,
                       cmd == CMD_PREVIEW_LEFT ? -ASIDE_COLS : ASIDE_COLS);
        return true;
    case CMD_PREVIEW_FIRST:
    case CMD_PREVIEW_LAST:
        preview_go(v, cmd == CMD_PREVIEW_FIRST ? 0 : v->what.doc.n - 1);
        return true;
    default:
        return false;
    }
}

/* While a page number stands there, Enter is its end and Esc takes it away. */
static bool number_command(struct preview_view *v, int cmd)
{
    if (v->go[0] == '\0' || (cmd != CMD_PREVIEW_ON && cmd != CMD_BACK)) {
        return false;
    }
    if (cmd == CMD_PREVIEW_ON) {
        preview_go_take(v);
    }
    v->go[0] = '\0';
    return true;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct preview_view *v = (struct preview_view *)view;
    if (number_command(v, cmd)) {
        return VIEW_DONE;
    }
    if (move(v, cmd)) {
        v->go[0] = '\0';
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_PREVIEW_GO:
        ui_note(ui, ROLE_DIM, "打页号（1 到 %zu），再按回车。", v->what.doc.n);
        return VIEW_DONE;
    case CMD_PREVIEW_FIND:
        preview_find_ask(v);
        return VIEW_DONE;
    case CMD_PREVIEW_FIND_NEXT:
        preview_find_next(v);
        return VIEW_DONE;
    case CMD_PREVIEW_RULES:
        v->own_rows = !v->own_rows;
        return VIEW_DONE;
    case CMD_PREVIEW_SEND:
        preview_send_open(v, false);
        return VIEW_DONE;
    case CMD_UNDO:
    case CMD_REDO:
        ui_note(ui, ROLE_WARN, "预览里不能撤销、重做，请先按 Esc 返回。");
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct preview_view *v = (struct preview_view *)view;
    (void)ui;
    if (k->kind == K_MOUSE && (k->code == 4 || k->code == 5)) {
        preview_scroll(v, k->code == 4 ? -WHEEL_ROWS : WHEEL_ROWS, 0);
        return VIEW_DONE;
    }
    return preview_go_key(v, k) ? VIEW_DONE : VIEW_PASS;
}

static void close_view(struct view *view)
{
    struct preview_view *v = (struct preview_view *)view;
    arena_clear(&v->what.arena);
    mem_free(v->find);
    mem_free(v->written);
    mem_free(v);
}

static const struct view_class preview_view_class = {
    .name = "preview",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .close = close_view,
};

void preview_open(struct app *app, const struct preview_what *what)
{
    if (what->doc.n == 0) {
        struct arena a = what->arena;
        arena_clear(&a);
        ui_note(&app->ui, ROLE_WARN, "没有可打印的内容。");
        return;
    }
    struct preview_view *v = mem_new(sizeof *v);
    v->view.cls = &preview_view_class;
    v->app = app;
    v->what = *what;
    v->page = what->page < what->doc.n ? what->page : 0;
    v->own_rows = !term_underlines();
    v->find = mem_str("");
    v->found_page = what->doc.n;
    ui_push(&app->ui, &v->view);
    if (what->csv) {
        preview_send_open(v, true);
    }
}
