/* Duties of all branches in a year: who misses something first.  Enter closes
   the list and looks at the branch under the cursor, in the matrix below it. */
#include "pbtui/screen/rollup_view.h"

#include <string.h>

#include "memory_view.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/rollup.h"
#include "pbtui/report/rollup_table.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/print_view.h"
#include "sheet_grid.h"

#define FOOT_ROWS 4

struct duties_rollup {
    struct memory_view m;
    int year;
    struct rollup_duties r;
    struct err err;
};

enum { N_COLUMNS = 5 };
static const struct list_column columns[N_COLUMNS] = {
    {"支部", 20, 40, 1, FIT_LEFT, false, false},
    {"缺", 4, 6, 1, FIT_RIGHT, true, false},
    {"到期", 4, 6, 2, FIT_RIGHT, true, false},
    {"达标", 4, 6, 2, FIT_RIGHT, true, false},
    {"缺哪些", 16, 80, 1, FIT_LEFT, false, false},
};

static void load(struct memory_view *m)
{
    struct duties_rollup *v = (struct duties_rollup *)m;
    struct arena *a = &v->m.arena;
    arena_reset(a);
    v->err = (struct err)ERR_INIT;
    v->r = (struct rollup_duties){.n = 0};
    bool ok =
        rollup_duties(v->m.app->book, a, v->year, MONTH_NONE, &v->r, &v->err);
    size_t n = ok ? v->r.n : 0;
    v->m.rows = (struct memory_list){
        .rows = arena_array(a, n + 1, sizeof *v->m.rows.rows),
        .n = n,
        .n_cells = 1,
    };
    for (size_t k = 0; k < n; k++) {
        const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
        size_t at = v->r.order[k];
        cells[0] = v->r.branches[at].name;
        cells[1] = arena_printf(a, "%d", v->r.missing[at]);
        cells[2] = arena_printf(a, "%d", v->r.of[at].applicable);
        cells[3] = arena_printf(a, "%d", v->r.of[at].satisfied);
        cells[4] = rollup_missing_text(a, &v->r, at);
        v->m.rows.rows[k] = (struct list_row){
            .id = (int64_t)k + 1,
            .cells = cells,
            .role = v->r.missing[at] > 0 ? ROLE_WARN : ROLE_TEXT};
    }
    listbox_reload(&v->m.box);
}

static const char *foot_text(struct duties_rollup *v, struct arena *a)
{
    int at = memory_view_at(&v->m);
    const char *all = rollup_foot(a, v->r.n, v->r.n_missing, "有缺");
    if (at < 0) {
        return all;
    }
    const char *lacks = rollup_missing_text(a, &v->r, v->r.order[(size_t)at]);
    return lacks[0] == '\0' ? all : arena_printf(a, "%s缺：%s。", all, lacks);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct duties_rollup *v = (struct duties_rollup *)view;
    int foot = area.row + area.rows - FOOT_ROWS;
    app_draw_top(
        v->m.app, c, area.row,
        arena_printf(&ui->frame, "规定动作 › 各支部 › %d 年", v->year));
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, area.row + 2, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
        return;
    }
    listbox_draw(&v->m.box, c,
                 (struct rect){area.row + 1, area.col,
                               area.rows - 1 - FOOT_ROWS, area.cols},
                 ui->top == view);
    canvas_hline(c, foot, area.col, area.cols);
    grid_draw_text(c, (struct rect){foot + 1, 1, FOOT_ROWS - 1, area.cols - 2},
                   ROLE_TEXT, foot_text(v, &ui->frame));
}

static void print(struct duties_rollup *v)
{
    struct table t;
    rollup_table_duties(&t, &v->m.app->ui.frame, &v->r, false);
    print_view_open_table(v->m.app, t.title, &t);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct duties_rollup *v = (struct duties_rollup *)view;
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    int at = memory_view_at(&v->m);
    switch (cmd) {
    case CMD_BRANCHES_OPEN:
        return at >= 0 &&
                       app_look_at(v->m.app, v->r.branches[v->r.order[at]].id)
                   ? VIEW_CLOSE
                   : VIEW_DONE;
    case CMD_BRANCHES_PRINT:
        print(v);
        return VIEW_DONE;
    case CMD_BRANCHES_ONE:
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(out,
           "【各支部】账本里全部支部这一年的规定动作：有缺的在前，其余按"
           "支部序号，不排名次。按 Enter 换到那个支部，看它的达标表。\n\n");
}

static const struct view_class duties_rollup_class = {
    .name = "rollup-duties",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = memory_view_close,
};

void rollup_view_open_duties(struct app *app, int year)
{
    struct duties_rollup *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_BRANCHES;
    v->m.load = load;
    v->year = year;
    memory_view_open(&v->m, &duties_rollup_class, columns, N_COLUMNS);
    v->m.box.empty = "这一年没有支部。";
}
