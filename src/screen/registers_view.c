/* The list of small registers: by groups, with the entries of the year and what
   is still open or overdue.  Enter opens one, F3 writes a new entry into it;
   / and letters find one by its name. */
#include "pbtui/screen/registers_view.h"

#include <stdlib.h>
#include <string.h>

#include "memory_view.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/register.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/opening.h"
#include "pbtui/tui/dialog.h"

struct registers_view {
    struct memory_view m;
    const struct small_register **list; /* as the rows are */
};

enum { N_COLUMNS = 5 };
static const struct list_column columns[N_COLUMNS] = {
    {"类别", 10, 14, 2, FIT_LEFT, false, false},
    {"台账", 16, 30, 1, FIT_LEFT, false, false},
    {"本年", 6, 8, 1, FIT_RIGHT, true, false},
    {"未办结", 6, 8, 2, FIT_RIGHT, true, false},
    {"已超期", 6, 8, 1, FIT_RIGHT, true, false},
};

/* ---- rows --------------------------------------------------------------- */

static int by_group(const void *x, const void *y)
{
    const struct small_register *a = *(const struct small_register *const *)x;
    const struct small_register *b = *(const struct small_register *const *)y;
    size_t pa = register_group_place(a->group);
    size_t pb = register_group_place(b->group);
    if (pa != pb) {
        return pa < pb ? -1 : 1;
    }
    int groups = strcmp(a->group, b->group);
    return groups != 0 ? groups : strcmp(a->ledger.name, b->ledger.name);
}

/* "" where the register has no such view, and for none. */
static const char *count(struct registers_view *v, const struct ledger *l,
                         const char *view)
{
    const struct ledger_view *w = ledger_view(l, view);
    int64_t n = 0;
    if (w != NULL) {
        struct query q = query_of(l, w);
        query_count(v->m.app->book, &q, &n, NULL);
    }
    return n == 0 ? "" : arena_printf(&v->m.arena, "%lld", (long long)n);
}

static void make_row(struct registers_view *v, size_t i)
{
    struct arena *a = &v->m.arena;
    const struct small_register *reg = v->list[i];
    bool first = i == 0 || strcmp(v->list[i - 1]->group, reg->group) != 0;
    const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
    cells[0] = first ? reg->group : "";
    cells[1] = reg->ledger.title;
    cells[2] = reg->restricted ? "涉密" : count(v, &reg->ledger, "year");
    cells[3] = count(v, &reg->ledger, "open");
    cells[4] = count(v, &reg->ledger, "overdue");
    v->m.rows.rows[i] =
        (struct list_row){.id = (int64_t)i + 1,
                          .cells = cells,
                          .role = cells[4][0] != '\0'   ? ROLE_WARN
                                  : cells[2][0] == '\0' ? ROLE_DIM
                                                        : ROLE_TEXT};
}

static void load(struct memory_view *m)
{
    struct registers_view *v = (struct registers_view *)m;
    struct arena *a = &v->m.arena;
    const struct register_set *set = book_registers(v->m.app->book);
    arena_reset(a);
    v->list = arena_array(a, set->n + 1, sizeof(void *));
    for (size_t i = 0; i < set->n; i++) {
        v->list[i] = set->list[i];
    }
    qsort(v->list, set->n, sizeof(void *), by_group);
    v->m.rows = (struct memory_list){
        .rows = arena_array(a, set->n + 1, sizeof *v->m.rows.rows),
        .n = set->n,
        .n_cells = 2,
    };
    for (size_t i = 0; i < set->n; i++) {
        make_row(v, i);
    }
    listbox_reload(&v->m.box);
}

static const struct ledger *current(struct registers_view *v)
{
    int at = memory_view_at(&v->m);
    return at < 0 ? NULL : &v->list[at]->ledger;
}

/* ---- opening one -------------------------------------------------------- */

struct asked {
    struct app *app;
    const struct ledger *ledger;
};

static void answer(void *ctx, struct ui *ui, int button)
{
    struct asked *q = ctx;
    (void)ui;
    if (button == 0) {
        book_view_open(q->app, q->ledger, 0, NULL);
    }
    mem_free(q);
}

void registers_open_book(struct app *app, const struct ledger *l)
{
    static const char *const buttons[] = {"打开", "不打开", NULL};
    const struct small_register *reg = register_of(l);
    if (reg == NULL || !reg->restricted) {
        book_view_open(app, l, 0, NULL);
        return;
    }
    struct asked *q = mem_new(sizeof *q);
    *q = (struct asked){app, l};
    dialog_ask(&app->ui, "涉密台账",
               arena_printf(&app->ui.frame,
                            "“%s”是涉密台账，请确认旁边没有无关的人再打开。"
                            "它不进查找，也不打印、不导出。",
                            l->title),
               buttons, 1, answer, q);
}

/* ---- the view ----------------------------------------------------------- */

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct registers_view *v = (struct registers_view *)view;
    app_draw_top(v->m.app, c, area.row, "事项台账");
    listbox_draw(
        &v->m.box, c,
        (struct rect){area.row + 1, area.col, area.rows - 1, area.cols},
        ui->top == view);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct registers_view *v = (struct registers_view *)view;
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    const struct ledger *l = current(v);
    switch (cmd) {
    case CMD_REGISTERS_OPEN:
        if (l != NULL) {
            registers_open_book(v->m.app, l);
        }
        return VIEW_DONE;
    case CMD_REGISTERS_NEW:
        if (l != NULL && app_can_write(v->m.app) &&
            book_view_is_today(v->m.app)) {
            opening_new(v->m.app, l, 0, NULL);
        }
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
    sb_add(out, "【事项台账】会议、党费、发展以外要留记录的事，一类一本。按 / "
                "再打字母或汉字就找到那一本。\n"
                "本单位自己要的台账，写一个文件放进设置文件夹的 registers 里，"
                "重新打开就有。\n\n");
}

static const struct view_class registers_view_class = {
    .name = "registers",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = memory_view_close,
};

void registers_view_open(struct app *app)
{
    struct registers_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_REGISTERS;
    v->m.load = load;
    memory_view_open(&v->m, &registers_view_class, columns, N_COLUMNS);
    v->m.box.empty = "没有一本小台账。";
}
