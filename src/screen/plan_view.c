/* The screen of the plan: a line of counts, then the year's rows by month. */
#include "pbtui/screen/plan_view.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/screen/record_view.h"
#include "pbtui/text/date.h"
#include "plan_parts.h"

static struct plan_view *self_of(struct view *view)
{
    return (struct plan_view *)view;
}

void plan_load(struct plan_view *v)
{
    int year = v->y.year;
    const struct plan_item *now = plan_current(v);
    int64_t id = now != NULL ? now->id : 0;
    arena_reset(&v->arena);
    err_clear(&v->err);
    if (!plan_year(v->app->book, &v->arena, year, &v->y, &v->err)) {
        v->y = (struct plan_year){.year = year};
    }
    plan_rows_make(v);
    listbox_reload(&v->list);
    for (size_t i = 0; i < v->y.n; i++) {
        if (v->y.items[i].id == id) {
            listbox_go_to(&v->list, (int64_t)i + 1);
        }
    }
}

const struct plan_item *plan_current(const struct plan_view *v)
{
    int64_t id = listbox_id(&v->list);
    return id > 0 && (size_t)id <= v->y.n ? &v->y.items[id - 1] : NULL;
}

/* ---- drawing ------------------------------------------------------------ */

static void draw_counts(const struct plan_view *v, struct canvas *c, int row)
{
    const struct plan_year *y = &v->y;
    int col = canvas_putf(c, row, 1, ROLE_TEXT, "%d 年  已办 %d/%d", y->year,
                          y->held, y->planned);
    if (y->overdue > 0) {
        col =
            canvas_putf(c, row, col + 2, ROLE_ERROR, "逾期未办 %d", y->overdue);
    }
    if (y->unlinked > 0) {
        col =
            canvas_putf(c, row, col + 2, ROLE_WARN, "有会未挂 %d", y->unlinked);
    }
    canvas_put(c, row, col + 2, ROLE_DIM, "PgUp/PgDn 换年");
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct plan_view *v = self_of(view);
    app_draw_top(v->app, c, area.row, "配档表");
    draw_counts(v, c, area.row + 1);
    struct rect inner = {area.row + 2, area.col, area.rows - 2, area.cols};
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, inner.row + 1, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
    } else {
        listbox_draw(&v->list, c, inner, ui->top == view);
    }
}

/* ---- commands ----------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    const struct plan_view *v = (const struct plan_view *)view;
    uint64_t ctx = listbox_contexts(&v->list);
    return CTX_ALL | ctx | ((ctx & CTX_EDIT) == 0 ? CTX_PLAN : 0u);
}

struct month_of_row {
    struct arena *arena;
    int month;
};

static void preset(struct record *r, void *ctx)
{
    char text[8];
    const struct month_of_row *m = ctx;
    record_set_text(r, PLAN_MONTH,
                    arena_str(m->arena, month_text(m->month, text)));
}

/* In the month the cursor is on; an empty year begins in January. */
static void open_new(struct plan_view *v)
{
    const struct plan_item *item = plan_current(v);
    int today = month_of(v->app->book->today);
    struct month_of_row m = {&v->arena, month_make(v->y.year, 1)};
    if (!app_can_write(v->app)) {
        return;
    }
    if (item != NULL) {
        m.month = item->month;
    } else if (today >= m.month && today < m.month + 12) {
        m.month = today;
    }
    record_view_open_new(v->app, &ledger_plan, preset, &m);
}

static void go_to_year(struct plan_view *v, int year)
{
    int this_year, month, day;
    date_split(v->app->book->today, &this_year, &month, &day);
    if (year > this_year + 1) {
        ui_note(&v->app->ui, ROLE_DIM, "%d 年还早，先做 %d 年的。", year,
                this_year + 1);
        return;
    }
    v->y.year = year;
    plan_load(v);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct plan_view *v = self_of(view);
    (void)ui;
    app_watch(v->app);
    if (db_changed_elsewhere(v->app->session.db)) {
        plan_load(v);
    }
    if (listbox_command(&v->list, cmd)) {
        return VIEW_DONE;
    }
    const struct plan_item *item = plan_current(v);
    switch (cmd) {
    case CMD_PLAN_OPEN:
        if (item != NULL) {
            record_view_open(v->app, &ledger_plan, item->id, 0);
        }
        return VIEW_DONE;
    case CMD_PLAN_NEW:
        open_new(v);
        return VIEW_DONE;
    case CMD_PLAN_LINK:
        plan_link_row(v);
        return VIEW_DONE;
    case CMD_PLAN_COPY:
        plan_copy_ask(v);
        return VIEW_DONE;
    case CMD_PLAN_MEET:
        plan_meet(v);
        return VIEW_DONE;
    case CMD_PLAN_BEFORE:
    case CMD_PLAN_AFTER:
        go_to_year(v, v->y.year + (cmd == CMD_PLAN_AFTER ? 1 : -1));
        return VIEW_DONE;
    case CMD_PLAN_PRINT:
        print_menu_open_form(v->app, "plan", span_of_year(v->y.year));
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct plan_view *v = self_of(view);
    (void)ui;
    return listbox_key(&v->list, k) ? VIEW_DONE : VIEW_PASS;
}

static void uncovered(struct view *view, struct ui *ui)
{
    (void)ui;
    struct plan_view *v = self_of(view);
    plan_take_saved(v);
    plan_load(v);
}

static void close_view(struct view *view)
{
    struct plan_view *v = self_of(view);
    listbox_clear(&v->list);
    arena_clear(&v->arena);
    arena_clear(&v->events_arena);
    mem_free(v);
}

static const struct view_class plan_view_class = {
    .name = "plan",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .uncovered = uncovered,
    .close = close_view,
};

void plan_view_open(struct app *app, int year)
{
    int month, day;
    struct plan_view *v = mem_new(sizeof *v);
    v->view.cls = &plan_view_class;
    v->app = app;
    date_split(app->book->day, &v->y.year, &month, &day);
    v->y.year = year != 0 ? year : v->y.year;
    listbox_init(&v->list, plan_columns, N_PLAN_COLUMNS,
                 memory_list_source(&v->rows));
    v->list.empty = "这一年还没有计划。按 F3 新增；按 F5 照去年的做。";
    plan_load(v);
    ui_push(&app->ui, &v->view);
}
