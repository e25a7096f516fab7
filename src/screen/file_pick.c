/* The file picker.

   What is typed is read anew at every key: up to its last / it is a folder,
   behind that it narrows.  Enter goes
   into a folder or hands a file on; Backspace on an empty line goes up; F4
   offers the usual places.  The folder is remembered for the next time. */
#include "pbtui/screen/file_pick.h"

#include <string.h>
#include <unistd.h>

#include "file_pick_parts.h"
#include "file_places.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/tui/dialog.h"

enum { PATH_CHARS = 1000 };

/* ---- going about -------------------------------------------------------- */

/* From its first row on. */
static void list_anew(struct file_pick *v)
{
    v->box.want_id = 0;
    v->box.stale = true;
    v->box.same_order = false;
}

static void forget_folder(struct file_pick *v)
{
    mem_free(v->shown);
    v->shown = NULL;
    list_anew(v);
}

static void go_to(struct file_pick *v, const char *folder)
{
    size_t n = strlen(folder);
    char *now = mem_str(folder);
    while (n > 1 && now[n - 1] == '/') {
        now[--n] = '\0';
    }
    mem_free(v->folder);
    v->folder = now;
    editline_set(&v->line, "");
    forget_folder(v);
}

static void go_up(struct file_pick *v)
{
    const char *slash = strrchr(v->folder, '/');
    struct arena *a = &v->app->ui.frame;
    if (slash != NULL) {
        go_to(v, slash == v->folder
                     ? "/"
                     : arena_strn(a, v->folder, (size_t)(slash - v->folder)));
    }
}

static void choose(struct file_pick *v, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct arena *a = &v->app->ui.frame;
    size_t n = slash == path ? 1 : (size_t)(slash - path);
    const char *folder = arena_strn(a, path, n);
    file_place_keep(v->wish.keep, folder);
    go_to(v, folder); /* where it is gone on from when this one was wrong */
    v->wish.chosen(v->wish.ctx, path);
}

/* What is typed, when nothing in the list is like it. */
static void take_typed(struct file_pick *v)
{
    struct arena *a = &v->app->ui.frame;
    const char *typed = file_pick_path(a, v->line.text.s);
    const char *path = file_absolute(a, v->folder, typed);
    if (typed[0] == '\0') {
        ui_note(&v->app->ui, ROLE_WARN, "这个文件夹里没有可选的。");
    } else if (file_is_folder(path)) {
        go_to(v, path);
    } else if (access(path, F_OK) == 0) {
        choose(v, path);
    } else {
        ui_note(&v->app->ui, ROLE_WARN,
                "没有 %s 这个文件；请从列表里选，或改写路径。", path);
    }
}

/* A file that is there is meant, whatever else has such a name in its own. */
static bool is_whole_name(struct file_pick *v)
{
    struct arena *a = &v->app->ui.frame;
    const char *typed = file_pick_path(a, v->line.text.s);
    const char *path = file_absolute(a, v->folder, typed);
    return typed[0] != '\0' && !file_is_folder(path) && access(path, F_OK) == 0;
}

static void open_row(struct file_pick *v)
{
    struct arena *a = &v->app->ui.frame;
    listbox_load(&v->box); /* what was just typed counts */
    int64_t id = listbox_id(&v->box);
    if (id == 0 || is_whole_name(v)) {
        take_typed(v);
        return;
    }
    const struct file_entry *e = file_pick_entry(v, (size_t)id - 1);
    const char *folder = arena_str(a, v->shown);
    if (e == NULL) {
        go_to(v, folder);
        go_up(v);
    } else {
        const char *path = file_absolute(a, folder, arena_str(a, e->name));
        if (e->folder) {
            go_to(v, path);
        } else {
            choose(v, path);
        }
    }
}

static void go_to_place(void *ctx, const char *folder)
{
    go_to(ctx, folder);
}

/* ---- the view ----------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    (void)view;
    return CTX_ALL | CTX_EDIT | CTX_FILES;
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct file_pick *v = (struct file_pick *)view;
    listbox_load(&v->box);
    app_draw_top(v->app, c, area.row, v->wish.title);
    int col = canvas_put(c, area.row + 1, 1, ROLE_LABEL, "文件夹 ");
    int cols = area.cols - col - 1;
    canvas_put_fit(c, area.row + 1, col, cols, ROLE_TEXT, FIT_LEFT,
                   v->shown != NULL ? v->shown : v->folder);
    v->box.empty = !v->there ? "没有这个文件夹，或不让读；请改写路径。"
                             : "没有符合的；可写路径，例如 ~/下载/名册.xlsx。";
    listbox_draw(
        &v->box, c,
        (struct rect){area.row + 3, area.col, area.rows - 3, area.cols},
        ui->top == view);
    canvas_put(c, area.row + 2, 1, ROLE_LABEL, "文件");
    editline_draw(&v->line, c, area.row + 2, col, cols, ui->top == view);
}

/* Typing; the list follows. */
static bool typed_command(struct file_pick *v, int cmd)
{
    size_t before = v->line.text.len;
    bool mine = editline_command(&v->line, cmd);
    if (mine && v->line.text.len != before) {
        list_anew(v);
    }
    return mine;
}

/* What the keys of a line mean while there is nothing in it. */
static bool empty_command(struct file_pick *v, int cmd)
{
    switch (cmd) {
    case CMD_ERASE:
    case CMD_LEFT:
        go_up(v);
        return true;
    case CMD_RIGHT:
        open_row(v);
        return true;
    case CMD_LINE_HOME:
        return listbox_command(&v->box, CMD_FIRST);
    case CMD_LINE_END:
        return listbox_command(&v->box, CMD_LAST);
    default:
        return false;
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct file_pick *v = (struct file_pick *)view;
    bool typed = v->line.text.len > 0;
    (void)ui;
    app_watch(v->app);
    switch (cmd) {
    case CMD_FILES_OPEN:
        open_row(v);
        return VIEW_DONE;
    case CMD_FILES_PLACES:
        file_places_ask(v->app, go_to_place, v);
        return VIEW_DONE;
    case CMD_FILES_AGAIN:
        forget_folder(v);
        return VIEW_DONE;
    case CMD_BACK:
        if (!typed) {
            return VIEW_CLOSE;
        }
        editline_set(&v->line, "");
        list_anew(v);
        return VIEW_DONE;
    case CMD_UP:
    case CMD_DOWN:
    case CMD_PAGE_UP:
    case CMD_PAGE_DOWN:
        listbox_command(&v->box, cmd);
        return VIEW_DONE;
    default:
        return (!typed && empty_command(v, cmd)) || typed_command(v, cmd)
                   ? VIEW_DONE
                   : VIEW_PASS;
    }
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct file_pick *v = (struct file_pick *)view;
    (void)ui;
    if (k->kind == K_MOUSE) {
        if (!listbox_key(&v->box, k) && k->code == 2) {
            open_row(v);
        }
        return VIEW_DONE;
    }
    if (!editline_key(&v->line, k)) {
        return VIEW_PASS;
    }
    list_anew(v);
    return VIEW_DONE;
}

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(
        out,
        "【选文件】表格文件列在前面，新的在上。直接打字（或拼音首字母）筛选；"
        "也可以写路径、把路径粘贴进来、把文件拖到窗口上，再按回车。"
        "空行上按退格键到上一级，F4 是下载、桌面、U 盘这些地方。\n\n");
}

static void close_view(struct view *view)
{
    struct file_pick *v = (struct file_pick *)view;
    if (v->wish.closed != NULL) {
        v->wish.closed(v->wish.ctx);
    }
    listbox_clear(&v->box);
    editline_clear(&v->line);
    arena_clear(&v->arena);
    mem_free(v->folder);
    mem_free(v->shown);
    mem_free(v);
}

static const struct view_class file_pick_class = {
    .name = "files",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .help = help,
    .close = close_view,
};

void file_pick_open(struct app *app, const struct file_wish *wish)
{
    struct file_pick *v = mem_new(sizeof *v);
    v->view.cls = &file_pick_class;
    v->app = app;
    v->wish = *wish;
    v->folder = file_place_kept(wish->keep);
    v->rows.n_cells = 1;
    listbox_init(&v->box, file_columns, FILE_COLUMNS, file_pick_source(v));
    editline_init(&v->line, TEXT_LINE, PATH_CHARS);
    ui_push(&app->ui, &v->view);
}
