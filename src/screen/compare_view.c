/* The list of differences, by group.  Space takes the platform's value, F8
   passes a difference over, both for all marked lines when there are such;
   what is done is gone from the list.  F7 is the headcount.

   The file is read anew whenever the list is: it may have been exported again
   meanwhile. */
#include "pbtui/screen/compare_view.h"

#include <string.h>

#include "compare_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/file_pick.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/print_view.h"
#include "pbtui/tui/dialog.h"
#include "sheet_grid.h"

enum { FOOT_ROWS = 6, N_COLUMNS = 5 };

static const struct list_column columns[N_COLUMNS] = {
    {"类别", 8, 8, 2, FIT_LEFT, false, false},
    {"姓名", 8, 14, 1, FIT_LEFT, false, false},
    {"项目", 8, 12, 1, FIT_LEFT, false, false},
    {"本账", 14, 40, 1, FIT_LEFT, false, false},
    {"平台", 14, 40, 1, FIT_LEFT, false, false},
};

/* ---- reading ------------------------------------------------------------- */

static bool step(void *ctx, size_t rows)
{
    (void)rows;
    return progress_step(ctx, -1, "读平台的名册");
}

static void compare(struct compare_view *v, struct arena *a)
{
    struct app *app = v->m.app;
    struct progress p;
    v->err = (struct err)ERR_INIT;
    v->report = (struct compare_report){.n_lines = 0};
    progress_start(&p, &app->ui, "与平台比对（Esc 停止）");
    const struct cells_wish cells = {
        .path = arena_str(a, v->path), .go_on = step, .ctx = &p};
    if (cells_open(&v->file, a, &cells, &v->err)) {
        const struct compare_wish wish = {
            .source = &v->file.source, .go_on = step, .ctx = &p};
        compare_run(&v->report, app->book, a, &wish, &v->err);
    }
    progress_end(&p);
    if (v->err.kind != ERR_NONE) {
        v->report = (struct compare_report){.n_lines = 0};
    }
}

/* ---- rows ---------------------------------------------------------------- */

static void put_row(struct compare_view *v, size_t place)
{
    static const enum role roles[] = {ROLE_WARN, ROLE_WARN, ROLE_TEXT,
                                      ROLE_ERROR, ROLE_DIM};
    const struct compare_line *line = &v->report.lines[place];
    const char **cells = arena_array(&v->m.arena, N_COLUMNS, sizeof *cells);
    size_t at = v->m.rows.n++;
    bool empty_here = line->here[0] == '\0' && line->field[0] != '\0';
    bool empty_there = line->there[0] == '\0' && line->field[0] != '\0';
    cells[0] = compare_group_text(line->group);
    cells[1] = line->name;
    cells[2] = line->label;
    cells[3] = line->was == COMPARE_THERE || line->was == COMPARE_UNSURE
                   ? line->about
               : empty_here ? "（空）"
                            : line->here;
    cells[4] = line->was == COMPARE_HERE ? "没有"
               : empty_there             ? "（空）"
                                         : line->there;
    v->shown[at] = place;
    v->m.rows.rows[at] = (struct list_row){
        .id = (int64_t)at + 1,
        .cells = cells,
        .role = line->group == COMPARE_DIFFERS && line->refusal != NULL
                    ? ROLE_DIM
                    : roles[line->group]};
}

static bool is_shown(const struct compare_view *v,
                     const struct compare_line *line)
{
    return v->group < 0 ? line->group != COMPARE_PASSED
                        : line->group == (enum compare_group)v->group;
}

/* Into memory of its own: while it runs the progress bar is painted, and below
   it what was found before. */
static void load(struct memory_view *m)
{
    struct compare_view *v = (struct compare_view *)m;
    struct arena fresh = ARENA_INIT;
    if (v->busy) { /* the progress bar over it has closed */
        return;
    }
    v->busy = true;
    struct memory_list none = {.rows = NULL, .n = 0, .n_cells = N_COLUMNS};
    v->m.rows = none;
    compare(v, &fresh);
    arena_clear(&v->m.arena);
    v->m.arena = fresh;
    size_t n = v->report.n_lines;
    v->shown = arena_array(&v->m.arena, n + 1, sizeof *v->shown);
    v->m.rows.rows = arena_array(&v->m.arena, n + 1, sizeof *v->m.rows.rows);
    for (size_t i = 0; i < n; i++) {
        if (is_shown(v, &v->report.lines[i])) {
            put_row(v, i);
        }
    }
    v->m.box.empty = v->group < 0 ? "没有要处理的，名册和平台一样。"
                                  : "这一类没有。按 Tab 换一类。";
    listbox_reload(&v->m.box);
    v->busy = false;
}

static const struct compare_line *current(struct compare_view *v)
{
    int at = memory_view_at(&v->m);
    return at < 0 ? NULL : &v->report.lines[v->shown[at]];
}

/* ---- drawing ------------------------------------------------------------- */

static const char *more_of(struct arena *a, const struct compare_line *line)
{
    if (line->group == COMPARE_DIFFERS) {
        return line->refusal != NULL
                   ? arena_printf(a, "不能直接采用：%s", line->refusal)
                   : "空格采用平台的内容，F8 忽略这一处。";
    }
    if (line->group == COMPARE_PASSED) {
        return "已经忽略；空格取消忽略。";
    }
    return line->refusal;
}

static void draw_foot(struct compare_view *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    struct arena *a = &ui->frame;
    const struct compare_line *line = current(v);
    int cols = area.cols - 2;
    canvas_hline(c, area.row, area.col, area.cols);
    canvas_put_fit(c, area.row + 1, 1, cols, ROLE_DIM, FIT_LEFT,
                   compare_summary(a, &v->report));
    if (line == NULL) {
        return;
    }
    const char *what =
        line->label[0] != '\0'
            ? arena_printf(a, "%s的%s：本账“%s”，平台“%s”。", line->name,
                           line->label, line->here, line->there)
            : arena_printf(a, "%s：%s。", line->name, line->about);
    grid_draw_text(c, (struct rect){area.row + 2, 1, 2, cols}, ROLE_TEXT, what);
    grid_draw_text(c, (struct rect){area.row + 4, 1, 2, cols}, ROLE_DIM,
                   more_of(a, line));
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct compare_view *v = (struct compare_view *)view;
    const char *name = strrchr(v->path, '/');
    const char *group =
        v->group < 0 ? "" : compare_group_text((enum compare_group)v->group);
    struct rect list = {area.row + 1, area.col, area.rows - 1 - FOOT_ROWS,
                        area.cols};
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(&ui->frame, "与平台比对 › %s%s%s",
                              name == NULL ? v->path : name + 1,
                              v->group < 0 ? "" : " › ", group));
    if (v->err.kind != ERR_NONE) {
        grid_draw_text(
            c, (struct rect){list.row + 1, 1, 4, area.cols - 2}, ROLE_ERROR,
            arena_printf(&ui->frame, "%s（%s）", v->err.text, v->err.code));
        return;
    }
    listbox_draw(&v->m.box, c, list, ui->top == view);
    draw_foot(v, ui, c,
              (struct rect){area.row + area.rows - FOOT_ROWS, area.col,
                            FOOT_ROWS, area.cols});
}

/* ---- commands ------------------------------------------------------------ */

static void open_person(struct compare_view *v)
{
    const struct compare_line *line = current(v);
    if (line == NULL) {
        return;
    }
    if (line->person == 0) {
        ui_note(&v->m.app->ui, ROLE_WARN, "本账没有%s这个人的资料。",
                line->name);
        return;
    }
    opening_record(v->m.app, &ledger_people, line->person);
}

/* All open ones, then the groups that have any, then all again. */
static void next_group(struct compare_view *v)
{
    do {
        v->group = v->group + 1 == COMPARE_GROUPS ? -1 : v->group + 1;
    } while (v->group >= 0 && v->report.counts[v->group] == 0);
    load(&v->m);
}

static void print(struct compare_view *v)
{
    struct table t;
    if (v->err.kind == ERR_NONE) {
        compare_table(&t, v->m.app->book, &v->m.app->ui.frame, &v->report,
                      v->group);
        print_view_open_table(v->m.app, t.title, &t);
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct compare_view *v = (struct compare_view *)view;
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_COMPARE_OPEN:
        open_person(v);
        return VIEW_DONE;
    case CMD_COMPARE_TAKE:
        compare_do_take(v);
        return VIEW_DONE;
    case CMD_COMPARE_PASS:
        compare_do_pass(v);
        return VIEW_DONE;
    case CMD_COMPARE_GROUP:
        next_group(v);
        return VIEW_DONE;
    case CMD_COMPARE_HEADS:
        if (v->err.kind == ERR_NONE) {
            compare_heads_open(v->m.app, &v->report);
        }
        return VIEW_DONE;
    case CMD_COMPARE_AGAIN:
        load(&v->m);
        return VIEW_DONE;
    case CMD_COMPARE_PRINT:
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
        "【与平台比对】上级平台导出的党员名册（xlsx、csv）和本账这一天的名册"
        "一条条比。先按身份证号认人，再按姓名和出生日期，再按只有一个的姓名。\n"
        "空格采用平台的内容，写进本账，Ctrl+Z 撤销；本账对的，按 F8 忽略，"
        "以后不再列出，哪一边再变会重新列出。要看另一天的，先换到那一天的"
        "名册。Ctrl+A 标记全部，一起采用或忽略。F7 核对人数。\n\n");
}

static void close_view(struct view *view)
{
    struct compare_view *v = (struct compare_view *)view;
    mem_free(v->path);
    memory_view_close(view);
}

static const struct view_class compare_view_class = {
    .name = "compare",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = close_view,
};

void compare_view_open_file(struct app *app, const char *path)
{
    struct compare_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_COMPARE;
    v->m.load = load;
    v->group = -1;
    v->path = mem_str(path);
    memory_view_open(&v->m, &compare_view_class, columns, N_COLUMNS);
}

static void picked(void *ctx, const char *path)
{
    compare_view_open_file(ctx, path);
}

void compare_view_open(struct app *app)
{
    static const char *const endings[] = {".xlsx", ".csv", ".txt", NULL};
    const struct file_wish wish = {.title = "平台导出的党员名册",
                                   .endings = endings,
                                   .keep = "platform",
                                   .chosen = picked,
                                   .ctx = app};
    file_pick_open(app, &wish);
}
