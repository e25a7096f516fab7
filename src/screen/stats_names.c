/* The people behind a number of 党内统计.  Enter opens the record, ← and → go
   to the next number of the same row; F6 prints the names. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/report/table.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/print_view.h"
#include "sheet_grid.h"
#include "stats_screen.h"

struct names_view {
    struct memory_view m;
    struct stats_table table;
    const struct stats_cell *cell; /* NULL: it is not there any more */
    const struct stats_row *row;   /* NULL: of a note */
    const char *title;             /* 13 转出组织关系 */
    enum stats_which which;
    int closing;
    bool is_note;
    const char *of; /* the row's name or the note's word, kept by the arena
                       below: rows come and go with what is changed above */
    struct arena kept;
    bool is_difference;
    size_t column;
    struct err err;
};

enum { FOOT_ROWS = 3, N_COLUMNS = 4 };
static const struct list_column columns[N_COLUMNS] = {
    {"姓名", 8, 16, 1, FIT_LEFT, false, false},
    {"日期", 10, 10, 2, FIT_LEFT, false, false},
    {"依据", 20, 90, 1, FIT_LEFT, false, false},
    {"多少", 4, 4, 1, FIT_LEFT, false, false},
};

static const char *unindented(const char *name)
{
    static const char wide[] = "　";
    while (strncmp(name, wide, strlen(wide)) == 0) {
        name += strlen(wide);
    }
    return name;
}

/* ---- rows ---------------------------------------------------------------- */

static void point_row(struct names_view *v, const struct stats_row *r)
{
    v->column = v->column < r->n_cells ? v->column : 0;
    v->cell = &r->cells[v->column];
    v->is_difference = r->must_be_0;
    v->title = arena_printf(&v->m.arena, "%s%s%s%s%s", r->no,
                            r->no[0] != '\0' ? " " : "", unindented(r->name),
                            r->n_cells > 1 ? " · " : "",
                            r->n_cells > 1 ? v->table.columns[v->column] : "");
}

/* Finds it again in the table as it is now. */
static void point(struct names_view *v)
{
    const struct stats_table *t = &v->table;
    v->cell = NULL;
    v->row = NULL;
    v->title = v->is_note ? "注" : unindented(v->of);
    for (size_t i = 0; i < t->n_rows && !v->is_note; i++) {
        if (strcmp(t->rows[i].name, v->of) == 0) {
            v->row = &t->rows[i];
            point_row(v, v->row);
        }
    }
    for (size_t i = 0; i < t->n_notes && v->is_note; i++) {
        if (strcmp(t->notes[i].word, v->of) == 0) {
            v->cell = &t->notes[i].who;
        }
    }
}

static void put_row(struct names_view *v, size_t i)
{
    struct arena *a = &v->m.arena;
    const struct stats_entry *e = &v->cell->list[i];
    const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
    char day[11];
    cells[0] = e->name;
    cells[1] = arena_str(a, date_text(e->on, day));
    cells[2] = e->why;
    cells[3] = e->sign < 0 ? "少" : "多";
    v->m.rows.rows[i] = (struct list_row){
        .id = (int64_t)i + 1, .cells = cells, .role = ROLE_TEXT};
}

static void load(struct memory_view *m)
{
    struct names_view *v = (struct names_view *)m;
    struct arena *a = &v->m.arena;
    arena_reset(a);
    v->err = (struct err)ERR_INIT;
    if (!stats_table(v->m.app->book, a, v->which, v->closing, &v->table,
                     &v->err)) {
        v->table =
            (struct stats_table){.name = "", .title = "", .closing = DATE_NONE};
    }
    point(v);
    v->m.box.n_columns = v->is_difference ? N_COLUMNS : N_COLUMNS - 1;
    size_t n = v->cell == NULL ? 0 : v->cell->n_list;
    v->m.rows = (struct memory_list){
        .rows = arena_array(a, n + 1, sizeof *v->m.rows.rows),
        .n = n,
        .n_cells = 1,
    };
    for (size_t i = 0; i < n; i++) {
        put_row(v, i);
    }
    listbox_reload(&v->m.box);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct names_view *v = (struct names_view *)view;
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(&ui->frame, "党内统计 › %s › %s", v->table.name,
                              v->title));
    if (v->err.kind != ERR_NONE) {
        canvas_put_fit(c, area.row + 2, 1, area.cols - 2, ROLE_ERROR, FIT_LEFT,
                       v->err.text);
        return;
    }
    int at = memory_view_at(&v->m);
    int foot = area.row + area.rows - FOOT_ROWS;
    listbox_draw(&v->m.box, c,
                 (struct rect){area.row + 1, area.col,
                               area.rows - 1 - FOOT_ROWS, area.cols},
                 ui->top == view);
    canvas_hline(c, foot, area.col, area.cols);
    grid_draw_text(c, (struct rect){foot + 1, 1, FOOT_ROWS - 1, area.cols - 2},
                   ROLE_TEXT, at < 0 ? "" : v->cell->list[at].why);
}

/* ---- commands ------------------------------------------------------------ */

static void open_record(struct names_view *v)
{
    int at = memory_view_at(&v->m);
    if (at < 0 || v->cell == NULL) {
        return;
    }
    const struct stats_entry *e = &v->cell->list[at];
    const struct ledger *l = registry_find(v->m.app->book, e->book);
    if (l != NULL) {
        opening_record(v->m.app, l, e->id);
    }
}

static void move(struct names_view *v, int step)
{
    size_t n = v->row == NULL ? 0 : v->row->n_cells;
    if (n < 2) {
        return;
    }
    v->column = (v->column + n + (size_t)step) % n;
    load(&v->m);
    listbox_go_to(&v->m.box, 1);
}

static void print(struct names_view *v)
{
    static const struct table_column annex[] = {
        {.name = "no", .title = "序号", .kind = CELL_NUMBER},
        {.name = "name", .title = "姓名", .kind = CELL_TEXT},
        {.name = "date", .title = "日期", .kind = CELL_TEXT},
        {.name = "why", .title = "依据", .kind = CELL_MEMO},
        {.name = "sign", .title = "多少", .kind = CELL_TEXT},
    };
    struct arena *a = &v->m.app->ui.frame;
    size_t n = v->m.rows.n;
    char day[11];
    const char *const **rows = arena_array(a, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const char **cells = arena_array(a, N_COLUMNS + 1, sizeof *cells);
        cells[0] = arena_printf(a, "%zu", i + 1);
        for (size_t k = 0; k < v->m.box.n_columns; k++) {
            cells[k + 1] = v->m.rows.rows[i].cells[k];
        }
        rows[i] = cells;
    }
    struct table t = {
        .of = org_current(v->m.app->book, a).name,
        .title = arena_printf(a, "%s %s 名单", v->table.title, v->title),
        .when = arena_printf(a, "截至 %s", date_text(v->table.closing, day)),
        .columns = annex,
        .n_columns = v->m.box.n_columns + 1,
        .rows = rows,
        .n_rows = n,
        .foot = arena_printf(a, "%s。", v->table.counts),
    };
    print_view_open_table(v->m.app, t.title, &t);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct names_view *v = (struct names_view *)view;
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_STATS_NAMES:
        open_record(v);
        return VIEW_DONE;
    case CMD_STATS_COLUMN_BEFORE:
        move(v, -1);
        return VIEW_DONE;
    case CMD_STATS_COLUMN_AFTER:
        move(v, 1);
        return VIEW_DONE;
    case CMD_STATS_PRINT:
        print(v);
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

static void close_view(struct view *view)
{
    struct names_view *v = (struct names_view *)view;
    arena_clear(&v->kept);
    memory_view_close(view);
}

static const struct view_class names_view_class = {
    .name = "stats-names",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .close = close_view,
};

void stats_names_open(struct app *app, const struct stats_table *t, size_t row)
{
    struct names_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_STATS_NAMES;
    v->m.load = load;
    v->which = t->which;
    v->closing = t->closing;
    v->is_note = row >= t->n_rows;
    v->of = arena_str(&v->kept, v->is_note ? t->notes[row - t->n_rows].word
                                           : t->rows[row].name);
    memory_view_open(&v->m, &names_view_class, columns, N_COLUMNS);
    v->m.box.empty = "这个数是 0，没有人。";
}
