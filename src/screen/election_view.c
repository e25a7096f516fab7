/* The count of an election.

   Stages: open → counts and votes typed, judged at every one → the elected are
   marked, their work divided → F2 (rules, then what it makes of terms and posts
   is shown) → one change. */
#include "pbtui/screen/election_view.h"

#include <inttypes.h>
#include <string.h>

#include "election_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/record_view.h"
#include "pbtui/tui/dialog.h"

#define FOOT_ROWS  3
#define ROOMY_COLS 78 /* room beside the column heads */

static struct election_view *self_of(struct view *view)
{
    return (struct election_view *)view;
}

/* ---- drawing ---------------------------------------------------------- */

static enum role verdict_role(const struct election_view *v)
{
    switch (v->verdict.state) {
    case VOTE_PASSED:
        return ROLE_OK;
    case VOTE_FAILED:
        return ROLE_WARN;
    case VOTE_OPEN:
        return ROLE_DIM;
    case VOTE_NOT_ENOUGH:
    case VOTE_BAD_BALLOTS:
    case VOTE_BAD_SUM:
        break;
    }
    return ROLE_ERROR;
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct election_view *v = self_of(view);
    const char *kind =
        codes_name("election_kind", record_text(&v->e.now, ELECTION_KIND));
    app_draw_top(v->app, c, area.row,
                 arena_printf(&ui->frame, "换届选举 › %s%s", kind,
                              v->e.now.id == 0 ? "（新）" : ""));
    int heads = grid_head_rows(&v->grid, area.cols);
    int row = area.row + 1;
    grid_draw_head(&v->grid, c, (struct rect){row, area.col, heads, area.cols});
    row += heads;
    int foot = area.row + area.rows - FOOT_ROWS;
    grid_draw(&v->grid, c, (struct rect){row, area.col, foot - row, area.cols});
    if (v->draft.saved_at[0] != '\0' && area.cols >= ROOMY_COLS) {
        canvas_putf(c, row, area.cols - 14, ROLE_TITLE, "草稿 %s",
                    v->draft.saved_at + 11);
    }
    if (v->e.was.voided_on[0] != '\0') {
        canvas_putf(c, foot, 1, ROLE_ERROR, "已于 %s 作废：%s",
                    v->e.was.voided_on, v->e.was.void_reason);
        return;
    }
    grid_draw_text(c, (struct rect){foot, 1, FOOT_ROWS, area.cols - 2},
                   verdict_role(v), v->verdict.text);
}

static unsigned contexts(const struct view *view)
{
    const struct election_view *v = (const struct election_view *)view;
    return CTX_ALL | CTX_ELECTION | grid_contexts(&v->grid);
}

/* The rule that is judged by. */
static void help(const struct view *view, struct strbuf *out)
{
    const struct election_view *v = (const struct election_view *)view;
    const struct vote_rule *rule = election_rule(&v->e);
    sb_addf(out, "【%s】%s（%s）\n", rule->title, rule->rule, rule->basis);
}

/* ---- rows ------------------------------------------------------------- */

static void drop(struct election_view *v)
{
    int row = election_row_at(v, v->grid.at);
    v->grid.editing = false;
    if (row < 0 || v->grid.read_only) {
        ui_note(&v->app->ui, ROLE_WARN, "先把光标移到要去掉的人上。");
        return;
    }
    ui_note(&v->app->ui, ROLE_OK, "%s已从名单去掉，保存后生效。",
            v->e.rows[row].name);
    election_drop(&v->e, (size_t)row);
    election_show_rows(v);
    sheet_draft_changed(&v->draft, &v->view);
}

/* ---- leaving ---------------------------------------------------------- */

static void leave_answer(void *ctx, struct ui *ui, int answer)
{
    struct election_view *v = ctx;
    if (answer == 0) {
        if (election_keep(v) == VIEW_CLOSE) {
            ui_pop(ui);
        }
    } else if (answer == 1) {
        sheet_draft_remove(&v->draft, v->app);
        ui_pop(ui);
    }
}

static enum view_result back(struct election_view *v)
{
    static const char *const buttons[] = {"保存", "不保存", "继续填", NULL};
    if (!election_changed(&v->e) || v->grid.read_only) {
        return VIEW_CLOSE;
    }
    election_write_draft(v);
    dialog_ask(&v->app->ui, "还没有保存", "这张计票表改过，还没有保存。",
               buttons, 0, leave_answer, v);
    return VIEW_DONE;
}

static void open_papers(struct election_view *v)
{
    if (v->e.now.id == 0 || election_changed(&v->e)) {
        ui_note(&v->app->ui, ROLE_WARN,
                "先保存（F2），再填请示、批复、报告、备案。");
        return;
    }
    record_view_open(v->app, &ledger_election, v->e.now.id, 0);
}

/* ---- the view --------------------------------------------------------- */

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct election_view *v = self_of(view);
    enum view_result r = grid_command(&v->grid, ui, cmd);
    if (r != VIEW_PASS) {
        return r;
    }
    switch (cmd) {
    case CMD_SAVE:
        return election_keep(v);
    case CMD_PICK:
        election_pick(v);
        return VIEW_DONE;
    case CMD_ELECTION_ADD:
        election_pick_person(v);
        return VIEW_DONE;
    case CMD_ELECTION_PAPERS:
        open_papers(v);
        return VIEW_DONE;
    case CMD_SHEET_DROP:
        drop(v);
        return VIEW_DONE;
    case CMD_SHEET_PRINT:
        if (grid_leave(&v->grid, ui)) {
            election_print(v);
        }
        return VIEW_DONE;
    case CMD_BACK:
        return back(v);
    case CMD_UNDO:
    case CMD_REDO:
        if (election_changed(&v->e)) {
            ui_note(ui, ROLE_WARN,
                    "这张表改过还没有保存，先保存或返回，再撤销。");
            return VIEW_DONE;
        }
        return VIEW_PASS;
    default:
        return VIEW_PASS;
    }
}

/* A blank on 另选 turns it over. */
static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct election_view *v = self_of(view);
    bool blank = k->kind == K_CHAR && (k->code == ' ' || k->code == 0x3000);
    int row = election_row_at(v, v->grid.at);
    app_watch(v->app);
    if (blank && !v->grid.editing && row >= 0 &&
        election_field_at(v, v->grid.at) == CANDIDATE_ADDED) {
        bool added = record_int(&v->e.rows[row].now, CANDIDATE_ADDED) != 0;
        election_type(v, v->grid.at, added ? "否" : "是");
        return VIEW_DONE;
    }
    return grid_key(&v->grid, ui, k);
}

static void tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    (void)now_ms;
    view->tick_at = 0;
    election_write_draft(self_of(view));
}

static void hang_up(struct view *view, struct ui *ui)
{
    struct election_view *v = self_of(view);
    grid_leave(&v->grid, ui);
    election_write_draft(v);
}

static bool is_closed(const struct election_view *v)
{
    return db_is_read_only(v->app->session.db) || v->e.was.voided_on[0] != '\0';
}

/* Something above was saved or undone: read again, unless typed into. */
static void uncovered(struct view *view, struct ui *ui)
{
    struct election_view *v = self_of(view);
    struct election now;
    if (election_changed(&v->e)) {
        return;
    }
    bool there =
        v->e.now.id == 0
            ? election_new(&now, v->app->book, &v->arena, NULL)
            : election_read(&now, v->app->book, &v->arena, v->e.now.id, NULL);
    if (!there) {
        ui_pop(ui);
        return;
    }
    v->e = now;
    v->grid.read_only = is_closed(v);
    election_show_rows(v);
}

static bool unsaved(const struct view *view)
{
    return election_changed(&((const struct election_view *)view)->e);
}

static void close_view(struct view *view)
{
    struct election_view *v = self_of(view);
    grid_clear(&v->grid);
    sheet_draft_clear(&v->draft);
    arena_clear(&v->arena);
    mem_free(v);
}

static const struct view_class election_view_class = {
    .name = "election",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .tick = tick,
    .uncovered = uncovered,
    .hang_up = hang_up,
    .unsaved = unsaved,
    .help = help,
    .close = close_view,
};

/* ---- opening ---------------------------------------------------------- */

static struct election_view *make(struct app *app, int64_t id)
{
    struct election_view *v = mem_new(sizeof *v);
    struct err err = ERR_INIT;
    v->view.cls = &election_view_class;
    v->app = app;
    election_grid_make(v);
    bool ok = id == 0 ? election_new(&v->e, app->book, &v->arena, &err)
                      : election_read(&v->e, app->book, &v->arena, id, &err);
    if (!ok) {
        ui_note_err(&app->ui, &err);
        close_view(&v->view);
        return NULL;
    }
    v->grid.read_only = is_closed(v);
    election_show_rows(v);
    return v;
}

void election_view_open(struct app *app, int64_t id)
{
    struct election_view *v = make(app, id);
    if (v != NULL) {
        v->grid.at = election_cell_of(v, id == 0 ? "kind" : "present");
        ui_push(&app->ui, &v->view);
    }
}

bool election_view_has_draft(const struct view *view, const char *id)
{
    const struct election_view *v = (const struct election_view *)view;
    return view->cls == &election_view_class && v->draft.id != NULL &&
           strcmp(v->draft.id, id) == 0;
}

void election_view_open_draft(struct app *app, const struct draft *d)
{
    struct record gone;
    bool there =
        d->row_id != 0 && record_read(&gone, &ledger_election, app->book,
                                      &app->ui.frame, d->row_id, NULL);
    struct election_view *v = make(app, there ? d->row_id : 0);
    if (v == NULL) {
        return;
    }
    if (d->row_id != 0 && !there) {
        ui_note(&app->ui, ROLE_WARN,
                "原来的记录已撤销，草稿按新增打开，保存后是一条新记录。");
    } else if (there && v->e.was.ver != d->base_ver) {
        ui_note(&app->ui, ROLE_WARN,
                "写草稿以后，账本里这次选举改过；请看一遍再保存。");
    }
    election_apply_fields(v, d->fields, d->n_fields);
    v->draft.id = mem_str(d->id);
    ui_push(&app->ui, &v->view);
}
