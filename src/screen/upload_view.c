/* The hand-over sheets, each with how many of its records are not up.  Enter
   opens its records; F6 prints the list of sheets. */
#include "pbtui/screen/upload_view.h"

#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/print_view.h"
#include "sheet_grid.h"
#include "upload_screen.h"

enum { FOOT_ROWS = 4, N_COLUMNS = 5 };

struct upload_view {
    struct memory_view m;
    struct platform_set set;
    struct platform_list *lists;
    struct err err;
};

static const struct list_column columns[N_COLUMNS] = {
    {"录入单", 12, 20, 1, FIT_LEFT, false, false},
    {"未录入", 6, 8, 1, FIT_RIGHT, true, false},
    {"需更新", 6, 8, 1, FIT_RIGHT, true, false},
    {"已录入", 6, 8, 2, FIT_RIGHT, true, false},
    {"平台", 16, 40, 3, FIT_LEFT, false, false},
};

/* ---- rows ---------------------------------------------------------------- */

static void put_row(struct upload_view *v, size_t i)
{
    struct arena *a = &v->m.arena;
    const struct platform_list *l = &v->lists[i];
    const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
    cells[0] = l->sheet->title;
    for (size_t k = 0; k <= PLATFORM_DONE; k++) {
        cells[1 + k] = arena_printf(a, "%zu", l->counts[k]);
    }
    cells[4] = l->sheet->system;
    v->m.rows.rows[i] =
        (struct list_row){.id = (int64_t)i + 1,
                          .cells = cells,
                          .role = platform_left(l) > 0 ? ROLE_TEXT : ROLE_DIM};
}

static void load(struct memory_view *m)
{
    struct upload_view *v = (struct upload_view *)m;
    struct arena *a = &v->m.arena;
    struct book *b = v->m.app->book;
    bool ok = true;
    arena_reset(a);
    v->err = (struct err)ERR_INIT;
    platform_sheets(&v->set, b, a);
    v->lists = arena_array(a, v->set.n + 1, sizeof *v->lists);
    for (size_t i = 0; i < v->set.n && ok; i++) {
        ok = platform_list(&v->lists[i], b, a, &v->set.list[i], NULL, &v->err);
    }
    v->m.rows = (struct memory_list){
        .rows = arena_array(a, v->set.n + 1, sizeof *v->m.rows.rows),
        .n = ok ? v->set.n : 0,
        .n_cells = 1,
    };
    for (size_t i = 0; i < v->m.rows.n; i++) {
        put_row(v, i);
    }
    listbox_reload(&v->m.box);
}

/* ---- drawing ------------------------------------------------------------- */

static void draw_foot(struct upload_view *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    int at = memory_view_at(&v->m);
    struct rect text = {area.row + 1, 1, 1, area.cols - 2};
    canvas_hline(c, area.row, area.col, area.cols);
    if (at >= 0) {
        const struct platform_list *l = &v->lists[at];
        grid_draw_text(c, text, ROLE_TEXT,
                       arena_printf(&ui->frame, "%s。%s。",
                                    platform_progress(&ui->frame, l),
                                    l->sheet->about));
    }
    text.row++;
    text.rows = 2;
    if (v->set.n_complaints > 0) {
        grid_draw_text(c, text, ROLE_WARN, v->set.complaints[0]);
    } else {
        grid_draw_text(c, text, ROLE_DIM,
                       "栏目和次序不一样的，抄一份录入单放进设置文件夹的 "
                       "platform 里改。");
    }
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct upload_view *v = (struct upload_view *)view;
    struct rect list = {area.row + 1, area.col, area.rows - 1 - FOOT_ROWS,
                        area.cols};
    app_draw_top(v->m.app, c, area.row, "平台录入单");
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, list.row + 1, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
        return;
    }
    listbox_draw(&v->m.box, c, list, ui->top == view);
    draw_foot(v, ui, c,
              (struct rect){area.row + area.rows - FOOT_ROWS, area.col,
                            FOOT_ROWS, area.cols});
}

/* ---- commands ------------------------------------------------------------ */

static void print(struct upload_view *v)
{
    struct table t;
    platform_table_sheets(&t, &v->m.app->ui.frame, v->lists, v->m.rows.n);
    print_view_open_table(v->m.app, t.title, &t);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct upload_view *v = (struct upload_view *)view;
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    int at = memory_view_at(&v->m);
    switch (cmd) {
    case CMD_UPLOAD_OPEN:
        if (at >= 0) {
            upload_list_open(v->m.app, v->lists[at].sheet->name);
        }
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
        "【平台录入单】上级平台要一条条录的，按平台的栏目和次序排好，长文可以"
        "直接复制过去。录好一条打一个勾，还剩几条看得到；打过勾以后本账又改了"
        "的，列为“需更新”，并指出改了哪几栏。\n"
        "平台的栏目变了、各地平台不一样，改的是录入单文件，不是程序："
        "man pbtui-files。\n\n");
}

static const struct view_class upload_view_class = {
    .name = "upload",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = memory_view_close,
};

void upload_view_open(struct app *app)
{
    struct upload_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_UPLOAD;
    v->m.load = load;
    memory_view_open(&v->m, &upload_view_class, columns, N_COLUMNS);
    v->m.box.empty = "没有一张可用的录入单。";
}
