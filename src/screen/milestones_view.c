/* The list of what comes up, by day; below it what is to be done about the one
   under the cursor, and by which rule.  F5 looks a year or two ahead. */
#include "pbtui/screen/milestones_view.h"

#include "memory_view.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/milestones.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/birthdays_view.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/print_menu.h"
#include "sheet_grid.h"

enum { FOOT_ROWS = 4, YEAR = 12 };

struct milestones_view {
    struct memory_view m;
    struct milestones found;
    int months; /* 0: as the rules say */
    struct err err;
};

enum { N_COLUMNS = 4 };
static const struct list_column columns[N_COLUMNS] = {
    {"日期", 10, 10, 1, FIT_LEFT, false, false},
    {"事项", 10, 14, 1, FIT_LEFT, false, false},
    {"姓名", 8, 14, 1, FIT_LEFT, false, false},
    {"情况", 12, 40, 1, FIT_LEFT, false, false},
};

static struct milestones_view *self_of(struct view *view)
{
    return (struct milestones_view *)view;
}

/* ---- rows --------------------------------------------------------------- */

static void make_row(struct milestones_view *v, size_t i)
{
    struct arena *a = &v->m.arena;
    const struct milestone *x = &v->found.list[i];
    const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
    char day[11];
    cells[0] = arena_str(a, date_text(x->day, day));
    cells[1] = x->rule->title;
    cells[2] = x->name;
    cells[3] = x->over ? arena_printf(a, "%s（已过）", x->text) : x->text;
    v->m.rows.rows[i] =
        (struct list_row){.id = (int64_t)i + 1,
                          .cells = cells,
                          .role = x->over ? ROLE_WARN : ROLE_TEXT};
}

static void load(struct memory_view *m)
{
    struct milestones_view *v = (struct milestones_view *)m;
    struct span span = milestones_ahead(v->m.app->book, v->months);
    arena_reset(&v->m.arena);
    v->err = (struct err)ERR_INIT;
    if (!milestones_of(v->m.app->book, &v->m.arena, &span, &v->found,
                       &v->err)) {
        v->found.n = 0;
    }
    size_t n = v->found.n;
    v->m.rows = (struct memory_list){
        .rows = arena_array(&v->m.arena, n + 1, sizeof *v->m.rows.rows),
        .n = n,
        .n_cells = N_COLUMNS,
    };
    for (size_t i = 0; i < n; i++) {
        make_row(v, i);
    }
    listbox_reload(&v->m.box);
}

/* ---- drawing ------------------------------------------------------------ */

static void draw_foot(struct milestones_view *v, struct ui *ui,
                      struct canvas *c, struct rect area)
{
    int at = memory_view_at(&v->m);
    canvas_hline(c, area.row, area.col, area.cols);
    if (at >= 0) {
        const struct milestone_rule *rule = v->found.list[at].rule;
        grid_draw_text(
            c, (struct rect){area.row + 1, 1, 2, area.cols - 2}, ROLE_TEXT,
            arena_printf(&ui->frame, "%s（%s）", rule->what, rule->basis));
    }
    if (v->found.n_unknown > 0) {
        canvas_put_fit(
            c, area.row + 3, 1, area.cols - 2, ROLE_DIM, FIT_LEFT,
            arena_printf(&ui->frame,
                         "%zu 人没有填出生日期、性别或者工作岗位，算不出到"
                         "退休年龄的日期。",
                         v->found.n_unknown));
    }
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct milestones_view *v = self_of(view);
    struct span span = milestones_ahead(v->m.app->book, v->months);
    struct rect list = {area.row + 1, area.col, area.rows - 1 - FOOT_ROWS,
                        area.cols};
    char day[11];
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(&ui->frame, "近期大事 › 到 %s，%zu 项",
                              date_text(span.to, day), v->found.n));
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

static void open_one(struct milestones_view *v, const struct milestone *x)
{
    struct app *app = v->m.app;
    switch (x->kind) {
    case MILESTONE_BIRTHDAY:
        birthdays_view_open(app, month_of(x->day), x->id);
        break;
    case MILESTONE_TERM:
        opening_record(app, &ledger_term, x->id);
        break;
    case MILESTONE_AHEAD:
    case MILESTONE_PARTY:
    case MILESTONE_RETIRE:
    case MILESTONE_PROBATION:
        opening_record(app, &ledger_people, x->id);
        break;
    }
}

/* As the rules say, a year, two. */
static void look_further(struct milestones_view *v)
{
    v->months = v->months == 0 ? YEAR : v->months == YEAR ? 2 * YEAR : 0;
    load(&v->m);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct milestones_view *v = self_of(view);
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    int at = memory_view_at(&v->m);
    switch (cmd) {
    case CMD_MILESTONES_OPEN:
        if (at >= 0) {
            open_one(v, &v->found.list[at]);
        }
        return VIEW_DONE;
    case CMD_MILESTONES_SPAN:
        look_further(v);
        return VIEW_DONE;
    case CMD_MILESTONES_PRINT:
        print_menu_open_form(v->m.app, "milestones-ahead",
                             milestones_ahead(v->m.app->book, v->months));
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
        "【近期大事】今后几个月的政治生日、在党满五十年、到法定退休年龄、"
        "预备期满、支委会任期届满，和各要办什么。到退休年龄按出生日期、性别、"
        "工作岗位算，以批准的为准；填了退休日期、领了纪念章、转了正的就不再"
        "列。往前看几个月、年龄和年数在设置文件夹 rules/milestones.ini 里改。"
        "\n\n");
}

static const struct view_class milestones_view_class = {
    .name = "milestones",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = memory_view_close,
};

void milestones_view_open(struct app *app)
{
    struct milestones_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_MILESTONES;
    v->m.load = load;
    memory_view_open(&v->m, &milestones_view_class, columns, N_COLUMNS);
    v->m.box.empty = "这段时间没有到期的大事。";
}
