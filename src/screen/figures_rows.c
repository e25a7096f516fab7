/* The rows behind a number: what was counted, oldest first.  Enter opens the
   record; F6 prints them as the annex. */
#include "figures_screen.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/report/figures_table.h"
#include "pbtui/report/source.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/print_view.h"

struct rows_view {
    struct memory_view m;
    const struct figure *figure;
    struct span span;
    struct figures_sheet sheet;
    struct err err;
};

enum { N_COLUMNS = 3 };
static const struct list_column columns[N_COLUMNS] = {
    {"日期", 10, 10, 1, FIT_LEFT, false, false},
    {"内容", 20, 60, 1, FIT_LEFT, false, false},
    {"台账", 8, 14, 3, FIT_LEFT, false, false},
};

void figures_open_row(struct app *app, const struct guest_row *r)
{
    const struct ledger *l = registry_find(app->book, r->book);
    if (l == NULL || r->id <= 0) {
        ui_note(&app->ui, ROLE_WARN,
                "这一条是几本台账合起来算的，没有单独的"
                "记录可以打开。");
    } else {
        opening_record(app, l, r->id);
    }
}

static void load(struct memory_view *m)
{
    struct rows_view *v = (struct rows_view *)m;
    struct arena *a = &v->m.arena;
    struct book *b = v->m.app->book;
    arena_reset(a);
    v->err = (struct err)ERR_INIT;
    v->sheet = (struct figures_sheet){.n = 0};
    figures_sheet(b, a, &v->span, v->figure, &v->sheet, &v->err);
    const struct figures_line *line = v->sheet.n > 0 ? v->sheet.lines : NULL;
    size_t n = line == NULL ? 0 : line->now.rows.n;
    v->m.rows = (struct memory_list){
        .rows = arena_array(a, n + 1, sizeof *v->m.rows.rows),
        .n = n,
        .n_cells = 2,
    };
    for (size_t i = 0; i < n; i++) {
        const struct guest_row *r = &line->now.rows.list[i];
        const struct ledger *l = registry_find(b, r->book);
        const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
        cells[0] = r->date;
        cells[1] = r->text;
        cells[2] = l == NULL ? "" : l->title;
        v->m.rows.rows[i] = (struct list_row){
            .id = (int64_t)i + 1, .cells = cells, .role = ROLE_TEXT};
    }
    listbox_reload(&v->m.box);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct rows_view *v = (struct rows_view *)view;
    const struct figures_line *line = v->sheet.n > 0 ? v->sheet.lines : NULL;
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(&ui->frame, "年终数字 › %s %s › %s",
                              v->figure->code, v->figure->name,
                              source_span_text(&ui->frame, &v->span)));
    if (line == NULL || line->why != NULL) {
        canvas_put_fit(c, area.row + 2, 1, area.cols - 2, ROLE_ERROR, FIT_LEFT,
                       line == NULL ? v->err.text : line->why);
        return;
    }
    listbox_draw(
        &v->m.box, c,
        (struct rect){area.row + 1, area.col, area.rows - 1, area.cols},
        ui->top == view);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct rows_view *v = (struct rows_view *)view;
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    int at = memory_view_at(&v->m);
    struct table t;
    switch (cmd) {
    case CMD_FIGURES_ROWS:
        if (at >= 0) {
            figures_open_row(v->m.app, &v->sheet.lines[0].now.rows.list[at]);
        }
        return VIEW_DONE;
    case CMD_FIGURES_PRINT:
        figures_table_rows(&t, &v->m.app->ui.frame, &v->sheet);
        print_view_open_table(v->m.app, t.title, &t);
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

static const struct view_class rows_view_class = {
    .name = "figure-rows",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .close = memory_view_close,
};

void figures_rows_open(struct app *app, const struct figure *f,
                       const struct span *span)
{
    struct rows_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_FIGURE_ROWS;
    v->m.load = load;
    v->figure = f;
    v->span = *span;
    memory_view_open(&v->m, &rows_view_class, columns, N_COLUMNS);
    v->m.box.empty = "这段时间没有记录，所以是 0。";
}
