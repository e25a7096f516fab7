/* A table of 党内统计: its rows, below them what has to be said beside.  Enter
   opens the people behind a row, Tab goes to the next table, ← and → to another
   year, F5 to the half year and back, F8 to the row that must be 0; F6 prints
   the form. */
#include "pbtui/screen/stats_view.h"

#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/text/width.h"
#include "sheet_grid.h"
#include "stats_screen.h"

enum { FOOT_ROWS = 3, COLUMNS_MAX = 24, FIRST_NUMBER = 2, NUMBER_COLS = 6 };

struct stats_view {
    struct memory_view m;
    struct stats_table table;
    struct list_column columns[COLUMNS_MAX];
    enum stats_which which;
    int year;
    bool half;
    struct err err;
};

static struct stats_view *self_of(struct view *view)
{
    return (struct stats_view *)view;
}

const char *stats_heading(struct arena *a, const struct stats_table *t)
{
    return arena_printf(a, "%s　%s", t->name, t->title);
}

/* ---- rows ---------------------------------------------------------------- */

static const char *number(struct arena *a, const struct stats_cell *c)
{
    return c->blank ? "手填" : arena_printf(a, "%lld", (long long)c->n);
}

static enum role role_of(const struct stats_row *r)
{
    return r->must_be_0         ? r->cells[0].n_list > 0 ? ROLE_ERROR : ROLE_OK
           : r->cells[0].n == 0 ? ROLE_DIM
                                : ROLE_TEXT;
}

static void put_row(struct stats_view *v, size_t at)
{
    struct arena *a = &v->m.arena;
    const struct stats_row *r = &v->table.rows[at];
    size_t n = v->table.n_columns;
    const char **cells = arena_array(a, FIRST_NUMBER + n, sizeof *cells);
    cells[0] = r->no;
    cells[1] = r->name;
    for (size_t c = 0; c < n; c++) {
        cells[FIRST_NUMBER + c] = c < r->n_cells ? number(a, &r->cells[c]) : "";
    }
    v->m.rows.rows[at] = (struct list_row){
        .id = (int64_t)at + 1, .cells = cells, .role = role_of(r)};
}

static void put_note(struct stats_view *v, size_t i)
{
    struct arena *a = &v->m.arena;
    const struct stats_note *note = &v->table.notes[i];
    size_t at = v->table.n_rows + i;
    const char **cells =
        arena_array(a, FIRST_NUMBER + v->table.n_columns, sizeof *cells);
    cells[0] = "注";
    cells[1] = note->text;
    cells[FIRST_NUMBER] =
        note->who.n_list > 0 ? arena_printf(a, "%zu", note->who.n_list) : "";
    for (size_t c = 1; c < v->table.n_columns; c++) {
        cells[FIRST_NUMBER + c] = "";
    }
    v->m.rows.rows[at] = (struct list_row){
        .id = (int64_t)at + 1, .cells = cells, .role = ROLE_WARN};
}

/* The number of the row where the table has such, its name, then as many
   numbers as there is room for, each below its whole title. */
static size_t put_columns(struct stats_view *v)
{
    size_t n = v->table.n_columns;
    bool numbered = v->table.n_rows > 0 && v->table.rows[0].no[0] != '\0';
    n = n > COLUMNS_MAX - FIRST_NUMBER ? COLUMNS_MAX - FIRST_NUMBER : n;
    v->columns[0] = (struct list_column){
        numbered ? "行号" : "", numbered ? 4 : 2, 4, 2, FIT_LEFT, false, false};
    v->columns[1] = (struct list_column){
        "项目", n == 1 ? 20 : 28, n == 1 ? 56 : 28, 1, FIT_LEFT, false, false};
    for (size_t i = 0; i < n; i++) {
        int cols = width_cols(v->table.columns[i]);
        cols = cols < NUMBER_COLS ? NUMBER_COLS : cols;
        v->columns[FIRST_NUMBER + i] =
            (struct list_column){v->table.columns[i], cols, cols, (int)i + 1,
                                 FIT_RIGHT,           true, false};
    }
    return FIRST_NUMBER + n;
}

static void load(struct memory_view *m)
{
    struct stats_view *v = (struct stats_view *)m;
    struct arena *a = &v->m.arena;
    arena_reset(a);
    v->err = (struct err)ERR_INIT;
    if (!stats_table(v->m.app->book, a, v->which,
                     stats_closing(v->year, v->half), &v->table, &v->err)) {
        v->table =
            (struct stats_table){.name = "", .title = "", .closing = DATE_NONE};
    }
    size_t n = v->table.n_rows + v->table.n_notes;
    v->m.rows = (struct memory_list){
        .rows = arena_array(a, n + 1, sizeof *v->m.rows.rows),
        .n = n,
        .n_cells = 2,
    };
    for (size_t i = 0; i < v->table.n_rows; i++) {
        put_row(v, i);
    }
    for (size_t i = 0; i < v->table.n_notes; i++) {
        put_note(v, i);
    }
    v->m.box.columns = v->columns;
    v->m.box.n_columns = put_columns(v);
    listbox_reload(&v->m.box);
}

/* ---- drawing ------------------------------------------------------------- */

static const char *foot_text(struct stats_view *v, struct arena *a)
{
    int at = memory_view_at(&v->m);
    const struct stats_table *t = &v->table;
    if (at < 0) {
        return "";
    }
    if ((size_t)at >= t->n_rows) {
        return arena_printf(a, "%s%s", t->notes[(size_t)at - t->n_rows].text,
                            t->notes[(size_t)at - t->n_rows].who.n_list > 0
                                ? "按 Enter 看是谁。"
                                : "");
    }
    const struct stats_cell *c = &t->rows[at].cells[0];
    return arena_printf(a, "%s%s口径：%s。",
                        c->blank ? "这一行台账不登记，请手填。"
                        : c->n_list == 0 ? ""
                                         : "按 Enter 看是谁。",
                        t->n_columns > 1 ? "名单里按 ← → 看各栏。" : "",
                        t->counts);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct stats_view *v = self_of(view);
    char day[11];
    struct rect list = {area.row + 1, area.col, area.rows - 1 - FOOT_ROWS,
                        area.cols};
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(&ui->frame, "党内统计 › %s › 截至 %s",
                              stats_heading(&ui->frame, &v->table),
                              date_text(v->table.closing, day)));
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, list.row + 1, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
        return;
    }
    listbox_draw(&v->m.box, c, list, ui->top == view);
    int foot = area.row + area.rows - FOOT_ROWS;
    canvas_hline(c, foot, area.col, area.cols);
    grid_draw_text(c, (struct rect){foot + 1, 1, FOOT_ROWS - 1, area.cols - 2},
                   ROLE_TEXT, foot_text(v, &ui->frame));
}

/* ---- commands ------------------------------------------------------------ */

/* Another table begins at its first row. */
static void turn_to(struct stats_view *v, enum stats_which which)
{
    v->which = which;
    load(&v->m);
    listbox_go_to(&v->m.box, 1);
}

static void go_to_year(struct stats_view *v, int year)
{
    if (year > date_year(v->m.app->book->day)) {
        ui_note(&v->m.app->ui, ROLE_WARN, "%d 年还没有到。", year);
    } else if (date_of(year - 1, 1, 1) != DATE_NONE) {
        v->year = year;
        load(&v->m);
    }
}

/* Of this table, or of the first, which always has one. */
static void go_to_difference(struct stats_view *v)
{
    if (stats_difference(&v->table) == NULL) {
        turn_to(v, STATS_CHANGE);
    }
    const struct stats_row *r = stats_difference(&v->table);
    if (r == NULL) {
        return;
    }
    size_t at = (size_t)(r - v->table.rows);
    listbox_go_to(&v->m.box, (int64_t)at + 1);
    if (r->cells[0].n_list > 0) {
        stats_names_open(v->m.app, &v->table, at);
    } else {
        ui_note(&v->m.app->ui, ROLE_OK, "差额是 0，两数相符。");
    }
}

static void open_names(struct stats_view *v)
{
    int at = memory_view_at(&v->m);
    if (at >= 0) {
        stats_names_open(v->m.app, &v->table, (size_t)at);
    }
}

static void print(struct stats_view *v)
{
    struct span span = span_of_year(v->year);
    span.to = stats_closing(v->year, v->half);
    print_menu_open_form(
        v->m.app,
        arena_printf(&v->m.app->ui.frame, "stats-%s", stats_word(v->which)),
        span);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct stats_view *v = self_of(view);
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_STATS_NAMES:
        open_names(v);
        return VIEW_DONE;
    case CMD_STATS_NEXT:
        turn_to(v, (v->which + 1) % STATS_N);
        return VIEW_DONE;
    case CMD_STATS_PREVIOUS:
        turn_to(v, (v->which + STATS_N - 1) % STATS_N);
        return VIEW_DONE;
    case CMD_STATS_BEFORE:
        go_to_year(v, v->year - 1);
        return VIEW_DONE;
    case CMD_STATS_AFTER:
        go_to_year(v, v->year + 1);
        return VIEW_DONE;
    case CMD_STATS_HALF:
        v->half = !v->half;
        load(&v->m);
        return VIEW_DONE;
    case CMD_STATS_GAP:
        go_to_difference(v);
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

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(out,
           "【党内统计】每个数都是一份名单，按 Enter 看是谁，再按 Enter 打开那"
           "一条记录。报上去的台账另记在“党内统计报送”里。\n"
           "【哪天算】发展党员、转正按上级审批日期，不按入党日期、转正日期；"
           "转出按介绍信的开具日期。年底开大会、第二年才审批的，算在第二年。\n"
           "【差额】开了介绍信还没有回执的，已计入转出、人还在册，表一第 17 行"
           "就不是 0，名单里写明是谁。回执第二年才到的，第二年的差额里也有他。"
           "\n\n");
}

static const struct view_class stats_view_class = {
    .name = "stats",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = memory_view_close,
};

void stats_view_open(struct app *app)
{
    struct stats_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_STATS;
    v->m.load = load;
    v->which = STATS_CHANGE;
    v->year = date_year(app->book->day);
    memory_view_open(&v->m, &stats_view_class, v->columns, 0);
    v->m.box.empty = "没有这张表。";
}
