/* The papers of a file as a list to tick: those that each step asks for, and
   those that were put in besides.  Space ticks one off with the day of its
   step and one copy, or takes the tick away again; Enter goes into its details.
   Of one step, or of the whole file. */
#include "memory_view.h"
#include "pipeline_screen.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/screen/record_view.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

/* Written as the reason when a tick is taken away. */
#define UNTICKED "清点时取消，没有这份材料"

struct papers_view {
    struct memory_view m;
    int64_t file;
    int step;
    bool whole;
    struct pipeline_file f;
    struct err err;
    struct paper_line *lines;
};

static struct papers_view *self_of(struct view *view)
{
    return (struct papers_view *)view;
}

static void put_step(struct papers_view *v, int no)
{
    v->m.rows.n +=
        pipeline_paper_lines(&v->f, &v->m.arena, no, v->lines + v->m.rows.n);
}

static const struct list_column columns[] = {
    {"", 3, 3, 1, FIT_LEFT, false, false},
    {"步", 2, 2, 2, FIT_RIGHT, true, false},
    {"材料", 16, 34, 1, FIT_LEFT, false, false},
    {"份数", 4, 4, 1, FIT_RIGHT, true, false},
    {"页数", 4, 4, 3, FIT_RIGHT, true, false},
    {"形成时间", 10, 10, 2, FIT_LEFT, false, false},
    {"存放处、缺失说明", 10, 40, 4, FIT_LEFT, false, false},
};

static bool is_there(const struct paper_line *l)
{
    return l->r != NULL && record_int(l->r, PAPER_COPIES) > 0;
}

static const char *number_cell(struct arena *a, const struct record *r,
                               int field)
{
    return r == NULL || record_is_null(r, field)
               ? ""
               : arena_printf(a, "%d", (int)record_int(r, field));
}

static struct list_row row_of(struct papers_view *v, size_t i)
{
    struct arena *a = &v->m.arena;
    const struct paper_line *l = &v->lines[i];
    const char **c = arena_array(a, ARRAY_LEN(columns), sizeof *c);
    size_t n = 0;
    c[n++] = is_there(l) ? "[x]" : "[ ]";
    c[n++] = arena_printf(a, "%d", l->no);
    c[n++] = l->local ? arena_printf(a, "%s（当地）", l->name) : l->name;
    c[n++] = number_cell(a, l->r, PAPER_COPIES);
    c[n++] = number_cell(a, l->r, PAPER_PAGES);
    c[n++] = l->r == NULL ? "" : record_text(l->r, PAPER_ON);
    c[n++] = l->r == NULL ? ""
             : record_is_null(l->r, PAPER_MISSING)
                 ? record_text(l->r, PAPER_AT)
                 : record_text(l->r, PAPER_MISSING);
    bool wanted = !l->local && v->f.facts.steps[l->no].done;
    return (struct list_row){
        .id = (int64_t)i + 1,
        .cells = (const char *const *)c,
        .role = is_there(l) ? ROLE_TEXT
                : wanted    ? ROLE_WARN
                            : ROLE_DIM,
    };
}

static size_t most_lines(const struct papers_view *v)
{
    size_t n = v->f.n_papers;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        n += book_pipeline(v->m.app->book)->steps[no].n_papers;
    }
    return n;
}

static void load(struct memory_view *m)
{
    struct papers_view *v = (struct papers_view *)m;
    int64_t at = listbox_id(&v->m.box);
    arena_reset(&v->m.arena);
    err_clear(&v->err);
    v->m.rows.n = 0;
    v->m.rows.n_cells = ARRAY_LEN(columns);
    if (!pipeline_read(&v->f, v->m.app->book, &v->m.arena, v->file, &v->err)) {
        return;
    }
    v->lines = arena_array(&v->m.arena, most_lines(v) + 1, sizeof *v->lines);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        if (v->whole || no == v->step) {
            put_step(v, no);
        }
    }
    v->m.rows.rows =
        arena_array(&v->m.arena, v->m.rows.n + 1, sizeof *v->m.rows.rows);
    for (size_t i = 0; i < v->m.rows.n; i++) {
        v->m.rows.rows[i] = row_of(v, i);
    }
    listbox_reload(&v->m.box);
    if (at > 0) {
        listbox_go_to(&v->m.box, at);
    }
}

static const struct paper_line *current(struct papers_view *v)
{
    listbox_load(&v->m.box);
    int64_t id = listbox_id(&v->m.box);
    return id > 0 && (size_t)id <= v->m.rows.n ? &v->lines[id - 1] : NULL;
}

/* What came with a step is of its day. */
static int made_on(const struct papers_view *v, int no)
{
    int on = v->f.facts.steps[no].on;
    return on != DATE_NONE ? on : v->m.app->book->today;
}

/* ---- ticking ---------------------------------------------------------- */

static struct record new_paper(struct papers_view *v, int no, const char *name)
{
    struct record r = record_new(&ledger_paper, v->m.app->book, &v->m.arena);
    record_set_int(&r, PAPER_FILE, v->file);
    record_set_int(&r, PAPER_NO, no);
    record_set_text(&r, PAPER_NAME, name);
    record_set_day(&r, &v->m.arena, PAPER_ON, made_on(v, no));
    return r;
}

static bool tick_now(struct papers_view *v, const struct paper_line *l,
                     struct err *err)
{
    struct book *b = v->m.app->book;
    if (l->r == NULL) {
        struct record r = new_paper(v, l->no, l->name);
        return ledger_apply(b, &v->m.arena, &r, NULL, NULL, err);
    }
    if (is_there(l)) {
        return ledger_void(b, &v->m.arena, &ledger_paper, l->r->id, UNTICKED,
                           err);
    }
    struct record r = record_copy(l->r, &v->m.arena);
    record_set_int(&r, PAPER_COPIES, 1);
    record_set_day(&r, &v->m.arena, PAPER_ON, made_on(v, l->no));
    record_set_null(&r, PAPER_MISSING);
    return ledger_apply(b, &v->m.arena, &r, l->r, NULL, err);
}

/* On to the next row: a pile of papers is ticked off from top to bottom. */
static void tick(struct papers_view *v)
{
    const struct paper_line *l = current(v);
    struct err err = ERR_INIT;
    if (l == NULL || !app_can_write(v->m.app) ||
        !book_view_is_today(v->m.app)) {
        return;
    }
    bool gone = is_there(l);
    const char *name = arena_str(&v->m.app->ui.frame, l->name);
    if (!tick_now(v, l, &err)) {
        dialog_error(&v->m.app->ui, &err);
        return;
    }
    ui_note(&v->m.app->ui, ROLE_OK, "%s：%s（Ctrl+Z 撤销）",
            gone ? "已取消" : "已收到", name);
    app_forget(v->m.app);
    load(&v->m);
    if (!gone) {
        listbox_command(&v->m.box, CMD_DOWN);
    }
}

/* ---- details ---------------------------------------------------------- */

static void take_values(struct record *r, void *ctx)
{
    const struct record *from = ctx;
    memcpy(r->values, from->values, r->ledger->n_fields * sizeof *r->values);
}

static void open_paper(struct papers_view *v, int no, const char *name)
{
    if (app_can_write(v->m.app) && book_view_is_today(v->m.app)) {
        struct record r = new_paper(v, no, name);
        record_view_open_new(v->m.app, &ledger_paper, take_values, &r);
    }
}

static void open_line(struct papers_view *v)
{
    const struct paper_line *l = current(v);
    if (l == NULL) {
        return;
    }
    if (l->r != NULL) {
        record_view_open(v->m.app, &ledger_paper, l->r->id, v->file);
    } else {
        open_paper(v, l->no, l->name);
    }
}

static void open_new(struct papers_view *v)
{
    const struct paper_line *l = current(v);
    open_paper(v, l != NULL ? l->no : v->step, "");
}

/* ---- the view --------------------------------------------------------- */

/* As the file counts them: of those asked for. */
static void count(const struct papers_view *v, int *have, int *asked)
{
    *have = 0;
    *asked = 0;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        if (v->whole || no == v->step) {
            *have += v->f.now.steps[no].papers;
            *asked += v->f.now.steps[no].papers_asked;
        }
    }
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct papers_view *v = self_of(view);
    struct arena *a = &ui->frame;
    struct rect inner = {area.row + 2, area.col, area.rows - 2, area.cols};
    int there_are, asked;
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(a, "发展党员 › %s › 材料", v->f.person.name));
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, area.row + 2, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
        return;
    }
    count(v, &there_are, &asked);
    const char *of =
        v->whole
            ? "全部步骤"
            : arena_printf(a, "第 %d 步%s", v->step,
                           book_pipeline(v->m.app->book)->steps[v->step].name);
    canvas_putf(c, area.row + 1, 1, ROLE_DIM, "%s　已有 %d，共 %d", of,
                there_are, asked);
    listbox_draw(&v->m.box, c, inner, ui->top == view);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct papers_view *v = self_of(view);
    (void)ui;
    app_watch(v->m.app);
    if (db_changed_elsewhere(v->m.app->session.db)) {
        load(&v->m);
    }
    switch (cmd) {
    case CMD_BACK:
        return VIEW_CLOSE;
    case CMD_PAPERS_TICK:
        tick(v);
        return VIEW_DONE;
    case CMD_PAPERS_OPEN:
        open_line(v);
        return VIEW_DONE;
    case CMD_PAPERS_NEW:
        open_new(v);
        return VIEW_DONE;
    case CMD_PAPERS_WHOLE:
        v->whole = !v->whole;
        load(&v->m);
        return VIEW_DONE;
    case CMD_PAPERS_PRINT:
        print_menu_open_record(v->m.app, &ledger_candidacy, v->file);
        return VIEW_DONE;
    default:
        return listbox_command(&v->m.box, cmd) ? VIEW_DONE : VIEW_PASS;
    }
}

static const struct view_class papers_view_class = {
    .name = "papers",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .close = memory_view_close,
};

/* A step that asks for none begins with the whole file. */
void pipeline_papers_open(struct app *app, int64_t file, int step)
{
    struct papers_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_PAPERS;
    v->m.load = load;
    v->file = file;
    v->step = step;
    v->whole = book_pipeline(app->book)->steps[step].n_papers == 0;
    memory_view_open(&v->m, &papers_view_class, columns, ARRAY_LEN(columns));
    v->m.box.empty = "没有材料。按 F3 加一份；按 Tab 看全部步骤的。";
}
