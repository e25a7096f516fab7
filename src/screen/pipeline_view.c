/* A person's file of 发展党员 on one screen: where he stands, the steps, what
   holds the one under the cursor up.  The cursor begins on the next step, and
   goes on to the next one when a step has been saved.  Everything is read again
   whenever something above it has closed. */
#include "pbtui/screen/pipeline_view.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/history_view.h"
#include "pbtui/screen/print_menu.h"
#include "pipeline_screen.h"

static struct pipeline_view *self_of(struct view *view)
{
    return (struct pipeline_view *)view;
}

/* ---- reading ---------------------------------------------------------- */

int pipeline_view_step(const struct pipeline_view *v)
{
    int64_t id = listbox_id(&v->list);
    return id >= 1 && id <= PIPELINE_STEPS ? (int)id : 1;
}

static bool read_file(struct pipeline_view *v)
{
    struct book *b = v->app->book;
    return v->file != 0
               ? pipeline_read(&v->f, b, &v->arena, v->file, &v->err)
               : pipeline_read_person(&v->f, b, &v->arena, v->person, &v->err);
}

/* The file stays the one that was opened: a second one of the same person is
   another. */
static void read_again(struct pipeline_view *v)
{
    arena_reset(&v->arena);
    err_clear(&v->err);
    if (!read_file(v)) {
        pipeline_rows_make(v);
        return;
    }
    v->file = v->f.head.id;
    v->person = v->f.person.id;
    pipeline_rows_make(v);
    listbox_reload(&v->list);
}

/* Of what is over, how far it came. */
static int next_step(const struct pipeline_view *v)
{
    int last = pipeline_is_stopped(&v->f) ? pipeline_last_step(&v->f) : 0;
    return v->f.now.next > 0 ? v->f.now.next : last > 0 ? last : PIPELINE_STEPS;
}

/* Row by row, so that the list does not jump more than it has to. */
static void move_to(struct pipeline_view *v, int no)
{
    listbox_load(&v->list);
    for (int i = 0; i < PIPELINE_STEPS && listbox_id(&v->list) != no; i++) {
        listbox_command(&v->list,
                        listbox_id(&v->list) < no ? CMD_DOWN : CMD_UP);
    }
}

void pipeline_view_load(struct pipeline_view *v)
{
    int was = v->f.now.next;
    int64_t at = listbox_id(&v->list);
    bool opened = v->file != 0;
    read_again(v);
    if (v->err.kind != ERR_NONE) {
        return;
    }
    /* Who has saved the next step goes on to the one after it. */
    if (at == 0 || !opened || (at == was && v->f.now.next != was)) {
        move_to(v, next_step(v));
    }
}

/* ---- the view --------------------------------------------------------- */

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct pipeline_view *v = self_of(view);
    listbox_load(&v->list); /* the foot is about the step under the cursor */
    int head = pipeline_head_rows(area), foot = pipeline_foot_rows(area);
    struct rect inner = {area.row + head, area.col, area.rows - head - foot,
                         area.cols};
    app_draw_top(
        v->app, c, area.row,
        arena_printf(&ui->frame, "发展党员 › %s",
                     v->f.person.name != NULL ? v->f.person.name : ""));
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, area.row + 2, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
        return;
    }
    if (v->wide != (area.cols >= 100)) {
        v->wide = !v->wide;
        v->list.columns = pipeline_columns[v->wide];
        pipeline_rows_make(v);
        listbox_reload(&v->list);
    }
    pipeline_draw_head(v, c, area);
    listbox_draw(&v->list, c, inner, ui->top == view);
    pipeline_draw_foot(
        v, c,
        (struct rect){area.row + area.rows - foot, area.col, foot, area.cols});
}

static uint64_t contexts(const struct view *view)
{
    const struct pipeline_view *v = (const struct pipeline_view *)view;
    uint64_t ctx = listbox_contexts(&v->list);
    return CTX_ALL | ctx | ((ctx & CTX_EDIT) == 0 ? CTX_PIPELINE : 0u);
}

static void show_history(struct pipeline_view *v)
{
    const struct record *step = &v->f.steps[pipeline_view_step(v)];
    if (step->ledger != NULL && step->id != 0) {
        history_view_open(v->app, &ledger_step, step->id);
    } else if (v->file != 0) {
        history_view_open(v->app, &ledger_candidacy, v->file);
    } else {
        ui_note(&v->app->ui, ROLE_DIM, "还没有建档，没有修改经过。");
    }
}

static void print_file(struct pipeline_view *v)
{
    if (v->file == 0) {
        ui_note(&v->app->ui, ROLE_WARN,
                "还没有建档：先按 Enter 建档，再打印。");
    } else {
        print_menu_open_record(v->app, &ledger_candidacy, v->file);
    }
}

/* Asks for a file first. */
static bool has_file(struct pipeline_view *v)
{
    if (v->file == 0) {
        ui_note(&v->app->ui, ROLE_WARN, "还没有建档：先按 Enter 建档。");
    }
    return v->file != 0;
}

static enum view_result run(struct pipeline_view *v, int cmd)
{
    switch (cmd) {
    case CMD_PIPELINE_OPEN:
        listbox_load(&v->list);
        pipeline_open_step(v);
        return VIEW_DONE;
    case CMD_PIPELINE_NEW:
        pipeline_new_part(v);
        return VIEW_DONE;
    case CMD_PIPELINE_PARTS:
        if (has_file(v)) {
            pipeline_open_parts(v);
        }
        return VIEW_DONE;
    case CMD_PIPELINE_PAPERS:
        if (has_file(v)) {
            pipeline_papers_open(v->app, v->file, pipeline_view_step(v));
        }
        return VIEW_DONE;
    case CMD_PIPELINE_PRINT:
        print_file(v);
        return VIEW_DONE;
    case CMD_PIPELINE_AUDIT:
        if (has_file(v)) {
            pipeline_audit_open(v);
        }
        return VIEW_DONE;
    case CMD_PIPELINE_END:
        if (has_file(v)) {
            pipeline_ask_end(v);
        }
        return VIEW_DONE;
    case CMD_PIPELINE_HISTORY:
        show_history(v);
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct pipeline_view *v = self_of(view);
    (void)ui;
    app_watch(v->app);
    if (cmd == CMD_BACK) {
        return VIEW_CLOSE;
    }
    if (db_changed_elsewhere(v->app->session.db)) {
        pipeline_view_load(v);
    }
    if (v->err.kind != ERR_NONE) {
        return VIEW_PASS;
    }
    return listbox_command(&v->list, cmd) ? VIEW_DONE : run(v, cmd);
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct pipeline_view *v = self_of(view);
    (void)ui;
    return listbox_key(&v->list, k) ? VIEW_DONE : VIEW_PASS;
}

static void uncovered(struct view *view, struct ui *ui)
{
    struct pipeline_view *v = self_of(view);
    (void)ui;
    pipeline_view_load(v);
    pipeline_ask_successor(v);
}

static void help(const struct view *view, struct strbuf *out)
{
    const struct pipeline_view *v = (const struct pipeline_view *)view;
    if (v->err.kind == ERR_NONE) {
        pipeline_help(v, out);
    }
    sb_add(out, "● 已办　●! 已办但有问题　◐ 正在记载　○ 可以办　! 快到期"
                "　✗ 还不能办　· 还没有到\n\n");
}

static void close_view(struct view *view)
{
    struct pipeline_view *v = self_of(view);
    listbox_clear(&v->list);
    arena_clear(&v->arena);
    arena_clear(&v->rows_arena);
    mem_free(v);
}

static const struct view_class pipeline_view_class = {
    .name = "pipeline",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .uncovered = uncovered,
    .help = help,
    .close = close_view,
};

/* ---- opening ---------------------------------------------------------- */

static struct pipeline_view *open_at(struct app *app, int64_t person,
                                     int64_t file, int step)
{
    struct pipeline_view *v = mem_new(sizeof *v);
    v->view.cls = &pipeline_view_class;
    v->app = app;
    v->person = person;
    v->file = file;
    listbox_init(&v->list, pipeline_columns[0], PIPELINE_COLUMNS,
                 memory_list_source(&v->rows));
    read_again(v);
    listbox_go_to(&v->list, step > 0 ? step : next_step(v));
    ui_push(&app->ui, &v->view);
    return v;
}

void pipeline_view_open(struct app *app, int64_t person)
{
    open_at(app, person, 0, 0);
}

void pipeline_view_open_file(struct app *app, int64_t file, int step)
{
    open_at(app, 0, file, step);
}

void pipeline_view_fill(struct app *app, int64_t file, int step,
                        const char *kind)
{
    struct pipeline_view *v = open_at(app, 0, file, step);
    if (v->err.kind == ERR_NONE) {
        listbox_load(&v->list);
        pipeline_fill_step(v, kind);
    }
}
