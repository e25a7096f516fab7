/* The tally of a 民主评议.

   Stages: open (roster → rows) → typed (each row's sum looked at as it is
   typed, a draft kept) → grades, proposed from the ballots and confirmed →
   F2 (rules, warnings asked) → one change. */
#include "pbtui/screen/review_view.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/record_view.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"
#include "review_parts.h"

#define FOOT_ROWS 2

static struct review_view *self_of(struct view *view)
{
    return (struct review_view *)view;
}

/* ---- drawing ---------------------------------------------------------- */

static const char *head_line(struct review_view *v)
{
    struct review_sums s = review_sums(&v->r);
    return arena_printf(&v->app->ui.frame,
                        "定等次 %" PRId64 " 人   优秀 %" PRId64
                        " 人（≤ %" PRId64 "）%s   未评定 %" PRId64 " 人",
                        s.graded, s.best, s.most, s.best > s.most ? " !" : "",
                        s.open);
}

/* What is wrong where the cursor is, else with the whole, else how the row
   stands. */
static const char *foot_line(struct review_view *v, enum role *role)
{
    struct arena *frame = &v->app->ui.frame;
    int row = review_row_at(v, v->grid.at);
    const char *fault =
        row >= 0 ? review_row_fault(&v->r, (size_t)row, frame) : NULL;
    const char *over = review_over(&v->r, frame);
    *role = ROLE_ERROR;
    if (fault != NULL) {
        return arena_printf(frame, "%s：%s", v->r.rows[row].name, fault);
    }
    *role = ROLE_WARN;
    if (over != NULL) {
        return over;
    }
    *role = ROLE_DIM;
    if (row < 0) {
        const char *hint =
            ledger_review.fields[review_field_at(v, v->grid.at)].hint;
        return hint != NULL ? hint : "";
    }
    const struct record *line = &v->r.rows[row].now;
    if (record_int(line, REVIEW_LINE_GRADED) == 0) {
        return arena_printf(frame, "%s：预备党员，参加评议，不定等次。",
                            v->r.rows[row].name);
    }
    return arena_printf(
        frame,
        "%s：有效票 %" PRId64
        " 张。评定栏里带 ? 的是按票数的建议，空格认可，F4 另选。",
        v->r.rows[row].name, review_valid(&v->r, (size_t)row));
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct review_view *v = self_of(view);
    app_draw_top(v->app, c, area.row,
                 arena_printf(&ui->frame, "民主评议 › %" PRId64 " 年度%s",
                              record_int(&v->r.now, REVIEW_YEAR),
                              v->r.now.id == 0 ? "（新）" : ""));
    int heads = grid_head_rows(&v->grid, area.cols);
    int row = area.row + 1;
    grid_draw_head(&v->grid, c, (struct rect){row, area.col, heads, area.cols});
    row += heads;
    canvas_put(c, row, 1, ROLE_TEXT, head_line(v));
    if (v->draft.saved_at[0] != '\0') {
        canvas_putf(c, row, area.cols - 14, ROLE_DIM, "草稿 %s",
                    v->draft.saved_at + 11);
    }
    row++;
    int foot = area.row + area.rows - FOOT_ROWS;
    grid_draw(&v->grid, c, (struct rect){row, area.col, foot - row, area.cols});
    if (v->r.was.voided_on[0] != '\0') {
        canvas_putf(c, foot, 1, ROLE_ERROR, "已于 %s 作废：%s",
                    v->r.was.voided_on, v->r.was.void_reason);
        return;
    }
    enum role role;
    const char *text = foot_line(v, &role);
    grid_draw_text(c, (struct rect){foot, 1, FOOT_ROWS, area.cols - 2}, role,
                   text);
}

static unsigned contexts(const struct view *view)
{
    const struct review_view *v = (const struct review_view *)view;
    return CTX_ALL | CTX_REVIEW | grid_contexts(&v->grid);
}

/* The rule that is judged by. */
static void help(const struct view *view, struct strbuf *out)
{
    const struct review_view *v = (const struct review_view *)view;
    const struct vote_rule *rule = vote_rule(book_votes(v->app->book), "review",
                                             record_day(&v->r.now, REVIEW_ON));
    sb_addf(out, "【%s】%s（%s）\n", rule->title, rule->rule, rule->basis);
}

/* ---- grades from ballots ---------------------------------------------- */

static bool take_one(struct review_view *v, int row)
{
    size_t i = v->rows[row];
    const char *code = review_proposal(&v->r, i);
    struct err err = ERR_INIT;
    if (!record_is_null(&v->r.rows[i].now, REVIEW_LINE_GRADE) ||
        code[0] == '\0' ||
        !review_row_put(&v->r, i, REVIEW_LINE_GRADE,
                        codes_name("review_grade", code), &err)) {
        return false;
    }
    v->warned = false;
    sheet_draft_changed(&v->draft, &v->view);
    return true;
}

static void take_all(struct review_view *v)
{
    int taken = 0;
    struct ui *ui = &v->app->ui;
    if (v->grid.read_only || !grid_leave(&v->grid, ui)) {
        return;
    }
    for (int i = 0; i < v->grid.n_rows; i++) {
        taken += take_one(v, i);
    }
    struct review_sums s = review_sums(&v->r);
    ui_note(ui, taken > 0 ? ROLE_OK : ROLE_WARN,
            taken > 0 ? "按票数评定了 %d 人，还有 %d 人没评定。"
                      : "新评定 %d 人；没评定的 %d 人票还没填全或对不上。",
            taken, (int)s.open);
}

static void drop(struct review_view *v)
{
    int row = review_row_at(v, v->grid.at);
    v->grid.editing = false;
    if (row < 0 || v->grid.read_only) {
        ui_note(&v->app->ui, ROLE_WARN, "先把光标移到要去掉的人上。");
        return;
    }
    ui_note(&v->app->ui, ROLE_OK,
            "%s已从名单去掉，保存后生效；要加回来，重填一次评议日期。",
            v->r.rows[row].name);
    review_drop(&v->r, (size_t)row);
    v->warned = false;
    review_show_rows(v);
    sheet_draft_changed(&v->draft, &v->view);
}

/* ---- leaving ---------------------------------------------------------- */

static void leave_answer(void *ctx, struct ui *ui, int answer)
{
    struct review_view *v = ctx;
    if (answer == 0) {
        if (review_keep(v) == VIEW_CLOSE) {
            ui_pop(ui);
        }
    } else if (answer == 1) {
        sheet_draft_remove(&v->draft, v->app);
        ui_pop(ui);
    }
}

static enum view_result back(struct review_view *v)
{
    static const char *const buttons[] = {"保存", "不保存", "继续填", NULL};
    if (!review_changed(&v->r) || v->grid.read_only) {
        return VIEW_CLOSE;
    }
    review_write_draft(v);
    dialog_ask(&v->app->ui, "还没有保存", "这张测评表改过，还没有保存。",
               buttons, 0, leave_answer, v);
    return VIEW_DONE;
}

static void open_form(struct review_view *v)
{
    if (v->r.now.id == 0 || review_changed(&v->r)) {
        ui_note(&v->app->ui, ROLE_WARN, "先保存（F2），再填其他几项。");
        return;
    }
    record_view_open(v->app, &ledger_review, v->r.now.id, 0);
}

/* ---- the view --------------------------------------------------------- */

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct review_view *v = self_of(view);
    enum view_result r = grid_command(&v->grid, ui, cmd);
    if (r != VIEW_PASS) {
        return r;
    }
    switch (cmd) {
    case CMD_SAVE:
        return review_keep(v);
    case CMD_PICK:
        review_pick(v);
        return VIEW_DONE;
    case CMD_REVIEW_TAKE:
        take_all(v);
        return VIEW_DONE;
    case CMD_SHEET_DROP:
        drop(v);
        return VIEW_DONE;
    case CMD_SHEET_PRINT:
        if (grid_leave(&v->grid, ui)) {
            review_print(v);
        }
        return VIEW_DONE;
    case CMD_REVIEW_FORM:
        open_form(v);
        return VIEW_DONE;
    case CMD_BACK:
        return back(v);
    case CMD_UNDO:
    case CMD_REDO:
        if (review_changed(&v->r)) {
            ui_note(ui, ROLE_WARN,
                    "这张表改过还没有保存，先保存或返回，再撤销。");
            return VIEW_DONE;
        }
        return VIEW_PASS;
    default:
        return VIEW_PASS;
    }
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct review_view *v = self_of(view);
    bool blank = k->kind == K_CHAR && (k->code == ' ' || k->code == 0x3000);
    int row = review_row_at(v, v->grid.at);
    app_watch(v->app);
    if (blank && !v->grid.editing && row >= 0 &&
        review_field_at(v, v->grid.at) == REVIEW_LINE_GRADE) {
        if (!v->grid.read_only && !take_one(v, v->grid.at.row)) {
            ui_note(ui, ROLE_DIM, "这里没有建议可认可，按 F4 选等次。");
        }
        return VIEW_DONE;
    }
    return grid_key(&v->grid, ui, k);
}

static void tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    (void)now_ms;
    view->tick_at = 0;
    review_write_draft(self_of(view));
}

static void hang_up(struct view *view, struct ui *ui)
{
    struct review_view *v = self_of(view);
    grid_leave(&v->grid, ui);
    review_write_draft(v);
}

static bool is_closed(const struct review_view *v)
{
    return db_is_read_only(v->app->session.db) || v->r.was.voided_on[0] != '\0';
}

/* Something above was saved or undone: read again, unless typed into. */
static void uncovered(struct view *view, struct ui *ui)
{
    struct review_view *v = self_of(view);
    struct review now;
    if (review_changed(&v->r)) {
        return;
    }
    bool there =
        v->r.now.id == 0
            ? review_new(&now, v->app->book, &v->arena, NULL)
            : review_read(&now, v->app->book, &v->arena, v->r.now.id, NULL);
    if (!there) {
        ui_pop(ui);
        return;
    }
    v->r = now;
    v->grid.read_only = is_closed(v);
    review_show_rows(v);
}

static bool unsaved(const struct view *view)
{
    return review_changed(&((const struct review_view *)view)->r);
}

static void close_view(struct view *view)
{
    struct review_view *v = self_of(view);
    grid_clear(&v->grid);
    sheet_draft_clear(&v->draft);
    arena_clear(&v->arena);
    mem_free(v);
}

static const struct view_class review_view_class = {
    .name = "review",
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

static struct review_view *make(struct app *app, int64_t id)
{
    struct review_view *v = mem_new(sizeof *v);
    struct err err = ERR_INIT;
    v->view.cls = &review_view_class;
    v->app = app;
    review_grid_make(v);
    bool ok = id == 0 ? review_new(&v->r, app->book, &v->arena, &err)
                      : review_read(&v->r, app->book, &v->arena, id, &err);
    if (!ok) {
        ui_note_err(&app->ui, &err);
        close_view(&v->view);
        return NULL;
    }
    v->grid.read_only = is_closed(v);
    review_show_rows(v);
    return v;
}

void review_view_open(struct app *app, int64_t id)
{
    struct review_view *v = make(app, id);
    if (v != NULL) {
        v->grid.at = review_cell_of(v, id == 0 ? "for_year" : "returned");
        ui_push(&app->ui, &v->view);
    }
}

bool review_view_has_draft(const struct view *view, const char *id)
{
    const struct review_view *v = (const struct review_view *)view;
    return view->cls == &review_view_class && v->draft.id != NULL &&
           strcmp(v->draft.id, id) == 0;
}

void review_view_open_draft(struct app *app, const struct draft *d)
{
    struct record gone;
    bool there = d->row_id != 0 && record_read(&gone, &ledger_review, app->book,
                                               &app->ui.frame, d->row_id, NULL);
    struct review_view *v = make(app, there ? d->row_id : 0);
    if (v == NULL) {
        return;
    }
    if (d->row_id != 0 && !there) {
        ui_note(&app->ui, ROLE_WARN,
                "原来的记录已撤销，草稿按新增打开，保存后是一条新记录。");
    } else if (there && v->r.was.ver != d->base_ver) {
        ui_note(&app->ui, ROLE_WARN,
                "写草稿以后，账本里这次评议改过；请看一遍再保存。");
    }
    review_apply_fields(v, d->fields, d->n_fields);
    v->draft.id = mem_str(d->id);
    ui_push(&app->ui, &v->view);
}
