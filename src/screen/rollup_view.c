/* Figures of all branches: the sheet with what they come to together, and one
   figure branch by branch, those that have nothing of it first.  Enter goes
   from the one to the other and from there to a branch and its rows; F8 goes
   back to the branch in view. */
#include "pbtui/screen/rollup_view.h"

#include <string.h>

#include "figures_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/rollup.h"
#include "pbtui/report/rollup_table.h"
#include "pbtui/report/source.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/print_view.h"
#include "sheet_grid.h"

#define FOOT_ROWS 3

enum { SHEET_COLUMNS = 6, VALUES_SHOWN = 4, ONE_COLUMNS = VALUES_SHOWN + 1 };

struct rollup_view {
    struct memory_view m;
    const struct figure *only; /* NULL: the sheet */
    struct span span;
    struct rollup_figures r;
    const struct rollup_line **of_row; /* of the sheet */
    struct list_column columns[ONE_COLUMNS];
    struct err err;
};

static const struct list_column sheet_columns[SHEET_COLUMNS] = {
    {"编号", 4, 6, 3, FIT_LEFT, false, false},
    {"数字", 12, 20, 1, FIT_LEFT, false, false},
    {"项目", 8, 22, 1, FIT_LEFT, false, false},
    {"合计", 8, 14, 1, FIT_RIGHT, true, false},
    {"单位", 4, 6, 2, FIT_LEFT, false, false},
    {"没有的支部", 10, 10, 2, FIT_RIGHT, true, false},
};

static void load_sheet(struct rollup_view *v)
{
    struct arena *a = &v->m.arena;
    for (size_t i = 0; i < v->r.n; i++) {
        const struct rollup_line *line = &v->r.lines[i];
        const struct figure *f = line->figure;
        for (size_t k = 0; k < f->n_values; k++) {
            const char **cells = arena_array(a, SHEET_COLUMNS, sizeof *cells);
            size_t at = v->m.rows.n++;
            bool good = line->why == NULL;
            cells[0] = k == 0 ? f->code : "";
            cells[1] = k == 0 ? f->name : "";
            cells[2] = f->values[k].label;
            cells[3] = good ? line->totals[k] : "算不出";
            cells[4] = f->values[k].unit;
            cells[5] = good ? arena_printf(a, "%zu", line->lacking[k]) : "";
            v->of_row[at] = line;
            v->m.rows.rows[at] = (struct list_row){.id = (int64_t)at + 1,
                                                   .cells = cells,
                                                   .role = !good   ? ROLE_ERROR
                                                           : k > 0 ? ROLE_DIM
                                                                   : ROLE_TEXT};
        }
    }
}

/* Values that have no column of their own stand in the foot. */
static void load_one(struct rollup_view *v)
{
    struct arena *a = &v->m.arena;
    const struct rollup_line *line = v->r.lines;
    for (size_t k = 0; line->why == NULL && k < v->r.n_branches; k++) {
        const char **cells = arena_array(a, ONE_COLUMNS, sizeof *cells);
        size_t at = line->order[k];
        cells[0] = v->r.branches[at].name;
        for (size_t i = 0; i < VALUES_SHOWN; i++) {
            cells[i + 1] = i < v->only->n_values ? line->of[at].values[i] : "";
        }
        v->m.rows.rows[v->m.rows.n++] = (struct list_row){
            .id = (int64_t)k + 1,
            .cells = cells,
            .role = rollup_lacks(&line->of[at], 0) ? ROLE_WARN : ROLE_TEXT};
    }
}

static size_t rows_most(const struct rollup_view *v)
{
    size_t n = v->r.n_branches;
    for (size_t i = 0; i < v->r.n; i++) {
        n += v->r.lines[i].figure->n_values;
    }
    return n;
}

static void load(struct memory_view *m)
{
    struct rollup_view *v = (struct rollup_view *)m;
    struct arena *a = &v->m.arena;
    arena_reset(a);
    v->err = (struct err)ERR_INIT;
    v->r = (struct rollup_figures){.n = 0};
    rollup_figures(v->m.app->book, a, &v->span, v->only, &v->r, &v->err);
    size_t n = rows_most(v);
    v->of_row = arena_array(a, n + 1, sizeof(void *));
    v->m.rows = (struct memory_list){
        .rows = arena_array(a, n + 1, sizeof *v->m.rows.rows),
        .n_cells = v->only == NULL ? 3 : 1,
    };
    if (v->only == NULL) {
        load_sheet(v);
    } else if (v->r.n > 0) {
        load_one(v);
    }
    listbox_reload(&v->m.box);
}

/* ---- drawing ------------------------------------------------------------ */

/* All values of the branch under the cursor. */
static const char *values_text(struct rollup_view *v, struct arena *a,
                               size_t branch)
{
    const struct figure_answer *x = &v->r.lines[0].of[branch];
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s：", v->r.branches[branch].name);
    for (size_t i = 0; i < v->only->n_values; i++) {
        const struct figure_rule *rule = &v->only->values[i];
        sb_addf(&sb, "%s%s %s %s", i > 0 ? "，" : "", rule->label, x->values[i],
                rule->unit);
    }
    sb_add(&sb, "。");
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

static const char *foot_of_one(struct rollup_view *v, struct arena *a, int at)
{
    const struct rollup_line *line = v->r.lines;
    if (line->why != NULL) {
        return line->why;
    }
    const char *all =
        rollup_foot(a, v->r.n_branches, line->lacking[0], "还没有");
    const char *values = at < 0 ? "" : values_text(v, a, line->order[at]);
    return arena_printf(a, "%s%s", values, all);
}

static const char *foot_text(struct rollup_view *v, struct arena *a)
{
    int at = memory_view_at(&v->m);
    if (v->only != NULL) {
        return foot_of_one(v, a, at);
    }
    const struct rollup_line *line = at < 0 ? NULL : v->of_row[at];
    if (line == NULL || line->why != NULL) {
        return line == NULL ? "" : line->why;
    }
    return arena_printf(a, "%s：按%s算，按 Enter 看各支部。%s",
                        line->figure->name, line->figure->counts,
                        rollup_foot(a, v->r.n_branches, 0, ""));
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct rollup_view *v = (struct rollup_view *)view;
    const char *when = source_span_text(&ui->frame, &v->span);
    const char *where =
        v->only == NULL
            ? arena_printf(&ui->frame, "年终数字 › 各支部 › %s", when)
            : arena_printf(&ui->frame, "年终数字 › 各支部 %s %s › %s",
                           v->only->code, v->only->name, when);
    int foot = area.row + area.rows - FOOT_ROWS;
    app_draw_top(v->m.app, c, area.row, where);
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
    grid_draw_text(c, (struct rect){foot + 1, 1, 2, area.cols - 2}, ROLE_TEXT,
                   foot_text(v, &ui->frame));
}

/* ---- commands ----------------------------------------------------------- */

static void begin(struct app *app, const struct figure *only,
                  const struct span *span);

static void open_at_cursor(struct rollup_view *v)
{
    struct app *app = v->m.app;
    int at = memory_view_at(&v->m);
    if (at < 0) {
        return;
    }
    if (v->only == NULL) {
        begin(app, v->of_row[at]->figure, &v->span);
        return;
    }
    size_t branch = v->r.lines[0].order[at];
    if (app_look_at(app, v->r.branches[branch].id)) {
        figures_rows_open(app, v->only, &v->span);
    }
}

static void print(struct rollup_view *v)
{
    struct table t;
    struct arena *a = &v->m.app->ui.frame;
    if (v->only == NULL) {
        rollup_table_figures(&t, a, &v->r, false);
    } else {
        rollup_table_one(&t, a, &v->r, false);
    }
    print_view_open_table(v->m.app, t.title, &t);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct rollup_view *v = (struct rollup_view *)view;
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_BRANCHES_OPEN:
        open_at_cursor(v);
        return VIEW_DONE;
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
           "【各支部】账本里全部支部的同一个数字。次数和金额相加，比率重新算，"
           "各支部要分别看的（几个月、几个人）不合计。还没有的支部排在前面，"
           "其余按支部序号，不排名次。在支部上按 Enter，就换到那个支部，看它的"
           "依据。\n\n");
}

static const struct view_class rollup_view_class = {
    .name = "rollup",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = memory_view_close,
};

/* Titles of the columns are the figure's: they live as long as the set. */
static size_t columns_of(struct rollup_view *v)
{
    size_t n = 0;
    v->columns[n++] =
        (struct list_column){"支部", 20, 40, 1, FIT_LEFT, false, false};
    for (size_t i = 0; i < v->only->n_values && i < VALUES_SHOWN; i++) {
        v->columns[n++] = (struct list_column){v->only->values[i].label,
                                               10,
                                               16,
                                               (int)i + 1,
                                               FIT_RIGHT,
                                               true,
                                               false};
    }
    return n;
}

/* only NULL: the sheet. */
static void begin(struct app *app, const struct figure *only,
                  const struct span *span)
{
    struct rollup_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_BRANCHES;
    v->m.load = load;
    v->only = only;
    v->span = *span;
    if (only == NULL) {
        memory_view_open(&v->m, &rollup_view_class, sheet_columns,
                         SHEET_COLUMNS);
    } else {
        size_t n = columns_of(v);
        memory_view_open(&v->m, &rollup_view_class, v->columns, n);
    }
    v->m.box.empty = only == NULL ? "没有一个数字。" : "这段时间没有支部。";
}

void rollup_view_open(struct app *app, const struct span *span)
{
    begin(app, NULL, span);
}
