/* The sheet of figures: a line for each value, last year's beside.  Enter opens
   the rows behind it, ← and → go to another year, F5 to another span of it, F6
   prints the sheet, F7 goes to 党内统计, F8 shows all branches. */
#include "pbtui/screen/figures_view.h"

#include <string.h>

#include "figures_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/figures_table.h"
#include "pbtui/report/source.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/print_view.h"
#include "pbtui/screen/rollup_view.h"
#include "pbtui/screen/stats_view.h"
#include "sheet_grid.h"

#define FOOT_ROWS 3
#define SPANS     7 /* the year, its halves, its quarters */

struct figures_view {
    struct memory_view m;
    struct figures_sheet sheet;
    const struct figures_line **of_row;
    int year;
    int part; /* of SPANS */
    struct err err;
};

enum { N_COLUMNS = 6 };
static const struct list_column columns[N_COLUMNS] = {
    {"编号", 4, 6, 3, FIT_LEFT, false, false},
    {"数字", 12, 20, 1, FIT_LEFT, false, false},
    {"项目", 8, 22, 1, FIT_LEFT, false, false},
    {"本期", 8, 14, 1, FIT_RIGHT, true, false},
    {"单位", 4, 6, 2, FIT_LEFT, false, false},
    {"上年同期", 8, 14, 2, FIT_RIGHT, true, false},
};

static struct figures_view *self_of(struct view *view)
{
    return (struct figures_view *)view;
}

/* ---- which days --------------------------------------------------------- */

static const struct {
    const char *name;
    int first, months;
} spans[SPANS] = {{"全年", 1, 12},    {"上半年", 1, 6},   {"下半年", 7, 6},
                  {"第一季度", 1, 3}, {"第二季度", 4, 3}, {"第三季度", 7, 3},
                  {"第四季度", 10, 3}};

static struct span span_of(int year, int part)
{
    int first = month_make(year, spans[part].first);
    return (struct span){month_first_day(first),
                         month_last_day(first + spans[part].months - 1)};
}

/* ---- rows --------------------------------------------------------------- */

static size_t n_rows(const struct figures_sheet *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        n += s->lines[i].figure->n_values;
    }
    return n;
}

static void add_row(struct figures_view *v, const struct figures_line *line,
                    size_t value)
{
    struct arena *a = &v->m.arena;
    const struct figure *f = line->figure;
    const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
    size_t at = v->m.rows.n++;
    bool good = line->why == NULL;
    cells[0] = value == 0 ? f->code : "";
    cells[1] = value == 0 ? f->name : "";
    cells[2] = f->values[value].label;
    cells[3] = good ? line->now.values[value] : "算不出";
    cells[4] = f->values[value].unit;
    cells[5] = good ? line->before.values[value] : "";
    v->of_row[at] = line;
    v->m.rows.rows[at] = (struct list_row){
        .id = (int64_t)at + 1,
        .cells = cells,
        .role = !good                                   ? ROLE_ERROR
                : value > 0                             ? ROLE_DIM
                : strcmp(line->now.values[0], "0") == 0 ? ROLE_DIM
                                                        : ROLE_TEXT};
}

static void load(struct memory_view *m)
{
    struct figures_view *v = (struct figures_view *)m;
    struct book *b = v->m.app->book;
    struct span span = span_of(v->year, v->part);
    arena_reset(&v->m.arena);
    v->err = (struct err)ERR_INIT;
    v->sheet = (struct figures_sheet){.n = 0};
    figures_sheet(b, &v->m.arena, &span, NULL, &v->sheet, &v->err);
    size_t n = n_rows(&v->sheet);
    v->of_row = arena_array(&v->m.arena, n + 1, sizeof(void *));
    v->m.rows = (struct memory_list){
        .rows = arena_array(&v->m.arena, n + 1, sizeof *v->m.rows.rows),
        .n_cells = 3,
    };
    for (size_t i = 0; i < v->sheet.n; i++) {
        for (size_t k = 0; k < v->sheet.lines[i].figure->n_values; k++) {
            add_row(v, &v->sheet.lines[i], k);
        }
    }
    listbox_reload(&v->m.box);
}

/* NULL: none. */
static const struct figures_line *current(struct figures_view *v)
{
    int at = memory_view_at(&v->m);
    return at < 0 ? NULL : v->of_row[at];
}

/* ---- drawing ------------------------------------------------------------ */

static void draw_foot(struct figures_view *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    const struct figures_line *line = current(v);
    canvas_hline(c, area.row, area.col, area.cols);
    if (line == NULL) {
        return;
    }
    const char *text =
        line->why != NULL
            ? line->why
            : arena_printf(&ui->frame,
                           "%s（%s）：按%s算，共 %zu 条依据，"
                           "按 Enter 看。%s",
                           line->figure->name, line->figure->group,
                           line->figure->counts, line->now.rows.n,
                           line->figure->note);
    grid_draw_text(c, (struct rect){area.row + 1, 1, 2, area.cols - 2},
                   line->why != NULL ? ROLE_ERROR : ROLE_TEXT, text);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct figures_view *v = self_of(view);
    struct span span = span_of(v->year, v->part);
    struct rect list = {area.row + 1, area.col, area.rows - 1 - FOOT_ROWS,
                        area.cols};
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(&ui->frame, "年终数字 › %s",
                              source_span_text(&ui->frame, &span)));
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

/* ---- the view ----------------------------------------------------------- */

static void go_to(struct figures_view *v, int year)
{
    if (year > date_year(v->m.app->book->day)) {
        ui_note(&v->m.app->ui, ROLE_WARN, "%d 年还没有到。", year);
    } else if (date_of(year - 1, 1, 1) != DATE_NONE) {
        v->year = year;
        load(&v->m);
    }
}

static void span_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct figures_view *v = ctx;
    (void)ui;
    if (id > 0) {
        v->part = (int)id - 1;
        load(&v->m);
    }
}

static void ask_span(struct figures_view *v)
{
    struct pick_text rows[SPANS];
    for (size_t i = 0; i < SPANS; i++) {
        rows[i] = (struct pick_text){spans[i].name, NULL};
    }
    pick_texts(v->m.app, "看哪一段", rows, SPANS, (size_t)v->part, span_answer,
               v);
}

static void print(struct figures_view *v)
{
    struct table t;
    struct arena *a = &v->m.app->ui.frame;
    figures_table(&t, a, &v->sheet, false);
    print_view_open_table(v->m.app, t.title, &t);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct figures_view *v = self_of(view);
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    const struct figures_line *line = current(v);
    switch (cmd) {
    case CMD_FIGURES_ROWS:
        if (line != NULL) {
            figures_rows_open(v->m.app, line->figure, &v->sheet.span);
        }
        return VIEW_DONE;
    case CMD_FIGURES_BEFORE:
        go_to(v, v->year - 1);
        return VIEW_DONE;
    case CMD_FIGURES_AFTER:
        go_to(v, v->year + 1);
        return VIEW_DONE;
    case CMD_FIGURES_SPAN:
        ask_span(v);
        return VIEW_DONE;
    case CMD_FIGURES_PRINT:
        print(v);
        return VIEW_DONE;
    case CMD_FIGURES_STATS:
        stats_view_open(v->m.app);
        return VIEW_DONE;
    case CMD_BRANCHES_ALL:
        rollup_view_open(v->m.app, &v->sheet.span);
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
    sb_add(out,
           "【年终数字】每个数字都是从记录里数出来的，按 Enter 看是哪几条，"
           "再按 Enter 打开那一条。数字不对，就去改那一条记录。\n"
           "本单位自己要的数字，写一个文件放进设置文件夹的 figures 里。\n\n");
}

static const struct view_class figures_view_class = {
    .name = "figures",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = memory_view_close,
};

void figures_view_open(struct app *app)
{
    struct figures_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_FIGURES;
    v->m.load = load;
    v->year = date_year(app->book->day);
    memory_view_open(&v->m, &figures_view_class, columns, N_COLUMNS);
    v->m.box.empty = "没有一个数字。";
}
