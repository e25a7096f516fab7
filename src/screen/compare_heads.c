/* The headcount of the platform's list beside tables 1 and 2 of 党内统计: a
   number a line, below it who makes the difference.  Enter opens him. */
#include "compare_screen.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/print_view.h"
#include "sheet_grid.h"

enum { FOOT_ROWS = 3, N_COLUMNS = 5 };

struct heads_view {
    struct memory_view m;
    const struct compare_report *report;
    int64_t *people; /* of each row; 0: a number, or nobody of the ledger */
    const char **whys;
};

static const struct list_column columns[N_COLUMNS] = {
    {"人数", 12, 16, 1, FIT_LEFT, false, false},
    {"本账", 6, 6, 1, FIT_RIGHT, true, false},
    {"平台", 6, 6, 1, FIT_RIGHT, true, false},
    {"差", 8, 8, 1, FIT_RIGHT, false, false},
    {"差在谁", 20, 100, 1, FIT_LEFT, false, false},
};

/* ---- rows ---------------------------------------------------------------- */

static void put(struct heads_view *v, const char *const *cells, int64_t person,
                const char *why, enum role role)
{
    const char **copy = arena_array(&v->m.arena, N_COLUMNS, sizeof *copy);
    size_t at = v->m.rows.n++;
    for (size_t i = 0; i < N_COLUMNS; i++) {
        copy[i] = cells[i];
    }
    v->people[at] = person;
    v->whys[at] = why;
    v->m.rows.rows[at] =
        (struct list_row){.id = (int64_t)at + 1, .cells = copy, .role = role};
}

static void put_people(struct heads_view *v, const struct stats_entry *list,
                       size_t n, const char *side)
{
    struct arena *a = &v->m.arena;
    for (size_t i = 0; i < n; i++) {
        const char *cells[N_COLUMNS] = {
            "", "", "", side,
            arena_printf(a, "%s：%s", list[i].name, list[i].why)};
        put(v, cells, list[i].person,
            arena_printf(a, "%s%s：%s。", side, list[i].name, list[i].why),
            ROLE_WARN);
    }
}

static void put_head(struct heads_view *v, const struct compare_count *h)
{
    struct arena *a = &v->m.arena;
    bool same = h->n_here + h->n_there == 0;
    const char *cells[N_COLUMNS] = {
        h->name, arena_printf(a, "%lld", (long long)h->here),
        h->unknown ? "" : arena_printf(a, "%lld", (long long)h->there),
        h->unknown ? ""
        : h->there == h->here
            ? "0"
            : arena_printf(a, "%+lld", (long long)(h->there - h->here)),
        h->unknown ? "平台的表里没有这一列"
        : same     ? "对得上"
                   : ""};
    put(v, cells, 0,
        arena_printf(a, "%s：本账的数来自党内统计%s。", h->name, h->where),
        h->unknown ? ROLE_DIM
        : same     ? ROLE_OK
                   : ROLE_ERROR);
    put_people(v, h->only_here, h->n_here, "只在本账");
    put_people(v, h->only_there, h->n_there, "只在平台");
}

static void load(struct memory_view *m)
{
    struct heads_view *v = (struct heads_view *)m;
    struct arena *a = &v->m.arena;
    size_t most = 0;
    arena_reset(a);
    for (size_t i = 0; i < v->report->n_heads; i++) {
        most += 1 + v->report->heads[i].n_here + v->report->heads[i].n_there;
    }
    v->people = arena_array(a, most + 1, sizeof *v->people);
    v->whys = arena_array(a, most + 1, sizeof *v->whys);
    v->m.rows = (struct memory_list){
        .rows = arena_array(a, most + 1, sizeof *v->m.rows.rows),
        .n_cells = N_COLUMNS};
    for (size_t i = 0; i < v->report->n_heads; i++) {
        put_head(v, &v->report->heads[i]);
    }
    listbox_reload(&v->m.box);
}

/* ---- the view ------------------------------------------------------------ */

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct heads_view *v = (struct heads_view *)view;
    int at = memory_view_at(&v->m);
    int foot = area.row + area.rows - FOOT_ROWS;
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(&ui->frame, "与平台比对 › %s › 人数核对",
                              v->report->file));
    listbox_draw(&v->m.box, c,
                 (struct rect){area.row + 1, area.col,
                               area.rows - 1 - FOOT_ROWS, area.cols},
                 ui->top == view);
    canvas_hline(c, foot, area.col, area.cols);
    grid_draw_text(c, (struct rect){foot + 1, 1, FOOT_ROWS - 1, area.cols - 2},
                   ROLE_TEXT, at < 0 ? "" : v->whys[at]);
}

static void print(struct heads_view *v)
{
    struct table t;
    compare_table_heads(&t, v->m.app->book, &v->m.app->ui.frame, v->report);
    print_view_open_table(v->m.app, t.title, &t);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct heads_view *v = (struct heads_view *)view;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    int at = memory_view_at(&v->m);
    switch (cmd) {
    case CMD_COMPARE_OPEN:
        if (at >= 0 && v->people[at] != 0) {
            opening_record(v->m.app, &ledger_people, v->people[at]);
        } else {
            ui_note(ui, ROLE_WARN, "光标停在一个人上，才能打开他的资料。");
        }
        return VIEW_DONE;
    case CMD_COMPARE_PRINT:
        print(v);
        return VIEW_DONE;
    case CMD_COMPARE_HEADS:
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
        "【人数核对】平台名册的人数，和党内统计表一第 16 行、表二总计的数一项项"
        "比；不一样的，下面列出差在谁、为什么。党内统计的数按上级审批、介绍信"
        "和回执算，和名册不一定相同。\n\n");
}

static const struct view_class heads_class = {
    .name = "compare-heads",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = memory_view_close,
};

void compare_heads_open(struct app *app, const struct compare_report *r)
{
    struct heads_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_COMPARE_HEAD;
    v->m.load = load;
    v->report = r;
    memory_view_open(&v->m, &heads_class, columns, N_COLUMNS);
    v->m.box.empty = "没有可核对的人数。";
}
