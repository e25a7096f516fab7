/* A record as it is typed into the platform: its fields in order, the one under
   the cursor whole at the foot.  F4 copies it, Enter shows it alone, Space
   ticks the record and goes to the next that is to be typed. */
#include "upload_screen.h"

#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/print_view.h"
#include "pbtui/tui/dialog.h"
#include "pbtui/tui/term.h"
#include "sheet_grid.h"

enum { N_COLUMNS = 3 };

struct upload_page {
    struct memory_view m;
    char *name; /* of the sheet */
    int64_t id;
    struct platform_set set;
    struct platform_list list;
    const struct platform_item *item; /* of the list; NULL */
    struct platform_page page;
    bool revealed;
    struct err err;
};

static const struct list_column columns[N_COLUMNS] = {
    {"栏目", 12, 20, 1, FIT_LEFT, false, false},
    {"内容", 24, 120, 1, FIT_LEFT, false, false},
    {"字数", 10, 10, 2, FIT_RIGHT, false, false},
};

/* ---- rows ---------------------------------------------------------------- */

static bool is_over(const struct platform_value *x)
{
    return x->most > 0 && x->chars > (size_t)x->most;
}

/* One line of it. */
static const char *flat(struct arena *a, const char *text)
{
    char *line = arena_str(a, text);
    for (char *s = line; *s != '\0'; s++) {
        *s = *s == '\n' ? ' ' : *s;
    }
    return line;
}

static void put_row(struct upload_page *v, size_t i)
{
    struct arena *a = &v->m.arena;
    const struct platform_value *x = &v->page.values[i];
    const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
    cells[0] = x->label;
    cells[1] = flat(a, x->text);
    cells[2] = x->most > 0 ? arena_printf(a, "%zu/%d", x->chars, x->most) : "";
    v->m.rows.rows[i] =
        (struct list_row){.id = (int64_t)i + 1,
                          .cells = cells,
                          .role = is_over(x)           ? ROLE_ERROR
                                  : x->text[0] == '\0' ? ROLE_DIM
                                                       : ROLE_TEXT};
}

static void find_item(struct upload_page *v)
{
    v->item = NULL;
    for (size_t i = 0; i < v->list.n; i++) {
        if (v->list.items[i].id == v->id) {
            v->item = &v->list.items[i];
        }
    }
}

static void fill(struct upload_page *v, const struct platform_sheet *s)
{
    struct book *b = v->m.app->book;
    struct arena *a = &v->m.arena;
    if (!platform_list(&v->list, b, a, s, NULL, &v->err) ||
        !platform_fill(&v->page, b, a, s, v->id, &v->err)) {
        v->page.n = 0;
        return;
    }
    find_item(v);
    for (size_t i = 0; i < v->page.n && v->revealed; i++) {
        v->page.values[i].text = v->page.values[i].whole;
        v->page.values[i].secret = false;
    }
}

static void load(struct memory_view *m)
{
    struct upload_page *v = (struct upload_page *)m;
    struct arena *a = &v->m.arena;
    arena_reset(a);
    v->err = (struct err)ERR_INIT;
    v->page = (struct platform_page){.n = 0};
    v->list = (struct platform_list){.n = 0};
    v->item = NULL;
    platform_sheets(&v->set, v->m.app->book, a);
    const struct platform_sheet *s = platform_sheet_find(&v->set, v->name);
    if (s == NULL) {
        err_set(&v->err, ERR_RULE, "E-UPLOAD-010",
                "录入单“%s”的文件现在读不了，请看文件里的错误。", v->name);
    } else {
        fill(v, s);
    }
    v->m.rows = (struct memory_list){
        .rows = arena_array(a, v->page.n + 1, sizeof *v->m.rows.rows),
        .n = v->page.n,
        .n_cells = 2,
    };
    for (size_t i = 0; i < v->page.n; i++) {
        put_row(v, i);
    }
    listbox_reload(&v->m.box);
}

static const struct platform_value *current(struct upload_page *v)
{
    int at = memory_view_at(&v->m);
    return at < 0 ? NULL : &v->page.values[at];
}

/* ---- drawing ------------------------------------------------------------- */

static void draw_foot(struct upload_page *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    struct arena *a = &ui->frame;
    const struct platform_value *x = current(v);
    canvas_hline(c, area.row, area.col, area.cols);
    const char *state = v->item == NULL ? "不在要录的记录里"
                        : v->item->changed[0] != '\0'
                            ? arena_printf(a, "%s，改过：%s",
                                           platform_state_text(v->item->state),
                                           v->item->changed)
                            : platform_state_text(v->item->state);
    canvas_put_fit(c, area.row + 1, 1, area.cols - 2, ROLE_DIM, FIT_LEFT,
                   arena_printf(a, "这一条：%s。%s。", state,
                                platform_progress(a, &v->list)));
    if (x == NULL) {
        return;
    }
    const char *over = platform_over(a, x);
    canvas_put_fit(c, area.row + 2, 1, area.cols - 2,
                   over[0] != '\0' ? ROLE_ERROR : ROLE_LABEL, FIT_LEFT,
                   arena_printf(a, "【%s】%s", x->label, over));
    grid_draw_text(c,
                   (struct rect){area.row + 3, 1, area.rows - 3, area.cols - 2},
                   ROLE_TEXT, x->text[0] == '\0' ? "（空）" : flat(a, x->text));
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct upload_page *v = (struct upload_page *)view;
    int foot = area.rows >= 30 ? 12 : area.rows >= 20 ? 7 : 5;
    struct rect list = {area.row + 1, area.col, area.rows - 1 - foot,
                        area.cols};
    if (v->err.kind != ERR_NONE) {
        app_draw_top(v->m.app, c, area.row, "平台录入单");
        canvas_putf(c, list.row + 1, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
        return;
    }
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(&ui->frame, "平台录入单 › %s › %s",
                              v->page.sheet->title, v->page.name));
    listbox_draw(&v->m.box, c, list, ui->top == view);
    draw_foot(
        v, ui, c,
        (struct rect){area.row + area.rows - foot, area.col, foot, area.cols});
}

/* ---- commands ------------------------------------------------------------ */

static void go_to(struct upload_page *v, int64_t id)
{
    v->id = id;
    v->revealed = false;
    load(&v->m);
    listbox_go_to(&v->m.box, 1);
}

static bool go_next(struct upload_page *v)
{
    const struct platform_item *next = platform_next(&v->list, v->id);
    if (next == NULL || next->id == v->id) {
        return false;
    }
    go_to(v, next->id);
    return true;
}

static void go_before(struct upload_page *v)
{
    for (size_t i = 1; i < v->list.n; i++) {
        if (v->list.items[i].id == v->id) {
            go_to(v, v->list.items[i - 1].id);
            return;
        }
    }
    ui_note(&v->m.app->ui, ROLE_WARN, "前面没有了。");
}

static enum view_result tick(struct upload_page *v)
{
    if (v->item == NULL || v->page.n == 0) {
        return VIEW_DONE;
    }
    bool off = v->item->state == PLATFORM_DONE;
    if (!upload_turn(v->m.app, v->page.sheet, v->item)) {
        return VIEW_DONE;
    }
    load(&v->m);
    if (off || go_next(v)) {
        return VIEW_DONE;
    }
    ui_note(&v->m.app->ui, ROLE_OK, "%s：%s。", v->page.sheet->title,
            platform_progress(&v->m.app->ui.frame, &v->list));
    return VIEW_CLOSE;
}

static bool refuse_masked(struct upload_page *v, const struct platform_value *x)
{
    if (x->secret && x->whole[0] != '\0') {
        ui_note(&v->m.app->ui, ROLE_WARN,
                "这个号码打了码，先按 Ctrl+R 显示，再复制。");
        return true;
    }
    return false;
}

static void copy(struct upload_page *v)
{
    const struct platform_value *x = current(v);
    if (x == NULL || refuse_masked(v, x)) {
        return;
    }
    if (x->text[0] == '\0') {
        ui_note(&v->m.app->ui, ROLE_WARN, "这一栏是空的。");
    } else if (term_copy(x->text)) {
        ui_note(&v->m.app->ui, ROLE_OK,
                "“%s”已送到剪贴板；粘贴不出来的，按 Enter 看全文，用鼠标选。",
                x->label);
    } else {
        ui_note(&v->m.app->ui, ROLE_WARN,
                "这一栏送不到剪贴板，请按 Enter 看全文，用鼠标选了复制。");
    }
}

static void reveal(struct upload_page *v)
{
    struct err err = ERR_INIT;
    if (!app_can_write(v->m.app) || v->page.n == 0) {
        return;
    }
    if (!platform_reveal(&v->page, v->m.app->book, &v->m.arena, "录入上级平台",
                         &err)) {
        dialog_error(&v->m.app->ui, &err);
        return;
    }
    v->revealed = true;
    load(&v->m);
    ui_note(&v->m.app->ui, ROLE_OK,
            "号码显示到离开这一条为止，已留下查看记录。");
}

static void print(struct upload_page *v)
{
    struct table t;
    if (v->page.n > 0) {
        platform_table_page(&t, v->m.app->book, &v->m.app->ui.frame, &v->page);
        print_view_open_table(v->m.app, t.title, &t);
    }
}

static void show_alone(struct upload_page *v)
{
    const struct platform_value *x = current(v);
    if (x != NULL && !refuse_masked(v, x)) {
        upload_alone_open(v->m.app, x->text);
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct upload_page *v = (struct upload_page *)view;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_UPLOAD_TICK:
        return tick(v);
    case CMD_UPLOAD_ALONE:
        show_alone(v);
        return VIEW_DONE;
    case CMD_UPLOAD_COPY:
        copy(v);
        return VIEW_DONE;
    case CMD_UPLOAD_REVEAL:
        reveal(v);
        return VIEW_DONE;
    case CMD_UPLOAD_RECORD:
        if (v->page.n > 0) {
            upload_open_record(v->m.app, v->page.sheet, v->id);
        }
        return VIEW_DONE;
    case CMD_UPLOAD_NEXT:
        if (!go_next(v)) {
            ui_note(ui, ROLE_WARN, "后面没有要录的了。");
        }
        return VIEW_DONE;
    case CMD_UPLOAD_BEFORE:
        go_before(v);
        return VIEW_DONE;
    case CMD_UPLOAD_PRINT:
        print(v);
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(
        out,
        "【录一条】栏目的次序、日期的写法和平台一样。光标停在一栏上，F4 复制它，"
        "到平台上粘贴；终端不支持复制的按 Enter，屏幕上只剩这一段文字，用鼠标"
        "选。字数超过平台限制的标红。证件号、电话按 Ctrl+R 才显示，并留下查看"
        "记录。录好了按空格打勾，接着是下一条。\n\n");
}

static void close_view(struct view *view)
{
    struct upload_page *v = (struct upload_page *)view;
    mem_free(v->name);
    memory_view_close(view);
}

static const struct view_class upload_page_class = {
    .name = "upload-page",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = close_view,
};

void upload_page_open(struct app *app, const char *sheet, int64_t id)
{
    struct upload_page *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_UPLOAD_PAGE;
    v->m.load = load;
    v->name = mem_str(sheet);
    v->id = id;
    memory_view_open(&v->m, &upload_page_class, columns, N_COLUMNS);
}
