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
    app_draw_top(v->sheet.app, c, area.row,
                 arena_printf(&ui->frame, "换届选举 › %s%s", kind,
                              v->e.now.id == 0 ? "（新）" : ""));
    int heads = grid_head_rows(&v->sheet.grid, area.cols);
    int row = area.row + 1;
    grid_draw_head(&v->sheet.grid, c,
                   (struct rect){row, area.col, heads, area.cols});
    row += heads;
    int foot = area.row + area.rows - FOOT_ROWS;
    grid_draw(&v->sheet.grid, c,
              (struct rect){row, area.col, foot - row, area.cols});
    if (v->sheet.draft.saved_at[0] != '\0' && area.cols >= ROOMY_COLS) {
        canvas_putf(c, row, area.cols - 14, ROLE_TITLE, "草稿 %s",
                    v->sheet.draft.saved_at + 11);
    }
    if (v->e.was.voided_on[0] != '\0') {
        canvas_putf(c, foot, 1, ROLE_ERROR, "已于 %s 作废：%s",
                    v->e.was.voided_on, v->e.was.void_reason);
        return;
    }
    grid_draw_text(c, (struct rect){foot, 1, FOOT_ROWS, area.cols - 2},
                   verdict_role(v), v->verdict.text);
}

static uint64_t contexts(const struct view *view)
{
    const struct election_view *v = (const struct election_view *)view;
    return CTX_ALL | CTX_ELECTION | grid_contexts(&v->sheet.grid);
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
    int row = election_row_at(v, v->sheet.grid.at);
    if (row < 0 || v->sheet.grid.read_only) {
        ui_note(&v->sheet.app->ui, ROLE_WARN, "先把光标移到要去掉的人上。");
        return;
    }
    if (!grid_leave(&v->sheet.grid, &v->sheet.app->ui)) {
        return;
    }
    ui_note(&v->sheet.app->ui, ROLE_OK, "%s已从名单去掉，保存后生效。",
            v->e.rows[row].name);
    election_drop(&v->e, (size_t)row);
    election_show_rows(v);
    sheet_changed(&v->sheet);
}

/* ---- the view --------------------------------------------------------- */

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct election_view *v = self_of(view);
    enum view_result r = grid_command(&v->sheet.grid, ui, cmd);
    if (r != VIEW_PASS) {
        return r;
    }
    switch (cmd) {
    case CMD_PICK:
        election_pick(v);
        return VIEW_DONE;
    case CMD_ELECTION_ADD:
        election_pick_person(v);
        return VIEW_DONE;
    case CMD_ELECTION_PAPERS:
        sheet_open_record(&v->sheet);
        return VIEW_DONE;
    case CMD_SHEET_DROP:
        drop(v);
        return VIEW_DONE;
    default:
        return sheet_command(&v->sheet, cmd);
    }
}

/* A blank on 另选 turns it over. */
static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct election_view *v = self_of(view);
    bool blank = k->kind == K_CHAR && (k->code == ' ' || k->code == 0x3000);
    int row = election_row_at(v, v->sheet.grid.at);
    app_watch(v->sheet.app);
    if (blank && !v->sheet.grid.editing && row >= 0 &&
        election_field_at(v, v->sheet.grid.at) == CANDIDATE_ADDED) {
        bool added = record_int(&v->e.rows[row].now, CANDIDATE_ADDED) != 0;
        sheet_type(&v->sheet, v->sheet.grid.at, added ? "否" : "是");
        return VIEW_DONE;
    }
    return grid_key(&v->sheet.grid, ui, k);
}

static void close_view(struct view *view)
{
    struct election_view *v = self_of(view);
    sheet_clear(&v->sheet);
    mem_free(v);
}

static const struct view_class election_view_class = {
    .name = "election",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .tick = sheet_tick,
    .uncovered = sheet_uncovered,
    .hang_up = sheet_hang_up,
    .unsaved = sheet_unsaved,
    .help = help,
    .close = close_view,
};

/* ---- what a sheet asks ------------------------------------------------ */

static bool read(struct sheet *s, int64_t id, struct err *err)
{
    struct election_view *v = (struct election_view *)s;
    struct election now;
    bool ok = id == 0 ? election_new(&now, s->app->book, &s->arena, err)
                      : election_read(&now, s->app->book, &s->arena, id, err);
    if (ok) {
        v->e = now;
    }
    return ok;
}

static const struct record *now(const struct sheet *s)
{
    return &((const struct election_view *)s)->e.now;
}

static const struct record *was(const struct sheet *s)
{
    return &((const struct election_view *)s)->e.was;
}

static bool changed(const struct sheet *s)
{
    return election_changed(&((const struct election_view *)s)->e);
}

static void show(struct sheet *s)
{
    election_show_rows((struct election_view *)s);
}

static const struct sheet_kind kind = {
    .form = ELECTION_FORM,
    .table = "计票表",
    .record = "这次选举",
    .gaps = "请示、批复、报告、备案",
    .ledger = &ledger_election,
    .read = read,
    .now = now,
    .was = was,
    .changed = changed,
    .show = show,
    .pack = election_pack,
    .unpack = election_unpack,
    .keep = election_keep,
};

/* ---- opening ---------------------------------------------------------- */

static struct election_view *make(struct app *app)
{
    struct election_view *v = mem_new(sizeof *v);
    v->sheet.view.cls = &election_view_class;
    v->sheet.kind = &kind;
    v->sheet.app = app;
    election_grid_make(v);
    return v;
}

void election_view_open(struct app *app, int64_t id)
{
    struct election_view *v = make(app);
    if (!sheet_read(&v->sheet, id)) {
        close_view(&v->sheet.view);
        return;
    }
    v->sheet.grid.at = election_cell_of(v, id == 0 ? "kind" : "present");
    ui_push(&app->ui, &v->sheet.view);
}

bool election_view_has_draft(const struct view *view, const char *id)
{
    return view->cls == &election_view_class &&
           sheet_has_draft((const struct sheet *)view, id);
}

void election_view_open_draft(struct app *app, const struct draft *d)
{
    struct election_view *v = make(app);
    if (!sheet_read_draft(&v->sheet, d)) {
        close_view(&v->sheet.view);
        return;
    }
    ui_push(&app->ui, &v->sheet.view);
}
