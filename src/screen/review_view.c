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
#include "pbtui/text/date.h"
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
    return arena_printf(&v->sheet.app->ui.frame,
                        "定等次 %" PRId64 " 人   优秀 %" PRId64
                        " 人（≤ %" PRId64 "）%s   未评定 %" PRId64 " 人",
                        s.graded, s.best, s.most, s.best > s.most ? " !" : "",
                        s.open);
}

/* What is wrong where the cursor is, else with the whole, else how the row
   stands. */
static const char *foot_line(struct review_view *v, enum role *role)
{
    struct arena *frame = &v->sheet.app->ui.frame;
    int row = review_row_at(v, v->sheet.grid.at);
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
            ledger_review.fields[review_field_at(v, v->sheet.grid.at)].hint;
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
    app_draw_top(v->sheet.app, c, area.row,
                 arena_printf(&ui->frame, "民主评议 › %" PRId64 " 年度%s",
                              record_int(&v->r.now, REVIEW_YEAR),
                              v->r.now.id == 0 ? "（新）" : ""));
    int heads = grid_head_rows(&v->sheet.grid, area.cols);
    int row = area.row + 1;
    grid_draw_head(&v->sheet.grid, c,
                   (struct rect){row, area.col, heads, area.cols});
    row += heads;
    canvas_put(c, row, 1, ROLE_TEXT, head_line(v));
    if (v->sheet.draft.saved_at[0] != '\0') {
        canvas_putf(c, row, area.cols - 14, ROLE_DIM, "草稿 %s",
                    v->sheet.draft.saved_at + 11);
    }
    row++;
    int foot = area.row + area.rows - FOOT_ROWS;
    grid_draw(&v->sheet.grid, c,
              (struct rect){row, area.col, foot - row, area.cols});
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

static uint64_t contexts(const struct view *view)
{
    const struct review_view *v = (const struct review_view *)view;
    return CTX_ALL | CTX_REVIEW | grid_contexts(&v->sheet.grid);
}

/* The rule that is judged by. */
static void help(const struct view *view, struct strbuf *out)
{
    const struct review_view *v = (const struct review_view *)view;
    const struct vote_rule *rule =
        vote_rule(book_votes(v->sheet.app->book), "review",
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
    sheet_changed(&v->sheet);
    return true;
}

static void take_all(struct review_view *v)
{
    int taken = 0;
    struct ui *ui = &v->sheet.app->ui;
    if (v->sheet.grid.read_only || !grid_leave(&v->sheet.grid, ui)) {
        return;
    }
    for (int i = 0; i < v->sheet.grid.n_rows; i++) {
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
    int row = review_row_at(v, v->sheet.grid.at);
    if (row < 0 || v->sheet.grid.read_only) {
        ui_note(&v->sheet.app->ui, ROLE_WARN, "先把光标移到要去掉的人上。");
        return;
    }
    if (!grid_leave(&v->sheet.grid, &v->sheet.app->ui)) {
        return;
    }
    ui_note(&v->sheet.app->ui, ROLE_OK,
            "%s已从名单去掉，保存后生效；要加回来，重填一次评议日期。",
            v->r.rows[row].name);
    review_drop(&v->r, (size_t)row);
    v->warned = false;
    review_show_rows(v);
    sheet_changed(&v->sheet);
}

/* ---- the view --------------------------------------------------------- */

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct review_view *v = self_of(view);
    enum view_result r = grid_command(&v->sheet.grid, ui, cmd);
    if (r != VIEW_PASS) {
        return r;
    }
    switch (cmd) {
    case CMD_PICK:
        review_pick(v);
        return VIEW_DONE;
    case CMD_REVIEW_TAKE:
        take_all(v);
        return VIEW_DONE;
    case CMD_SHEET_DROP:
        drop(v);
        return VIEW_DONE;
    case CMD_REVIEW_FORM:
        sheet_open_record(&v->sheet);
        return VIEW_DONE;
    default:
        return sheet_command(&v->sheet, cmd);
    }
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct review_view *v = self_of(view);
    bool blank = k->kind == K_CHAR && (k->code == ' ' || k->code == 0x3000);
    int row = review_row_at(v, v->sheet.grid.at);
    app_watch(v->sheet.app);
    if (blank && !v->sheet.grid.editing && row >= 0 &&
        review_field_at(v, v->sheet.grid.at) == REVIEW_LINE_GRADE) {
        if (!v->sheet.grid.read_only && !take_one(v, v->sheet.grid.at.row)) {
            ui_note(ui, ROLE_DIM, "这里没有建议可认可，按 F4 选等次。");
        }
        return VIEW_DONE;
    }
    return grid_key(&v->sheet.grid, ui, k);
}

static void close_view(struct view *view)
{
    struct review_view *v = self_of(view);
    sheet_clear(&v->sheet);
    mem_free(v);
}

static const struct view_class review_view_class = {
    .name = "review",
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
    struct review_view *v = (struct review_view *)s;
    struct review now;
    bool ok = id == 0 ? review_new(&now, s->app->book, &s->arena, err)
                      : review_read(&now, s->app->book, &s->arena, id, err);
    if (ok) {
        v->r = now;
    }
    return ok;
}

static const struct record *now(const struct sheet *s)
{
    return &((const struct review_view *)s)->r.now;
}

static const struct record *was(const struct sheet *s)
{
    return &((const struct review_view *)s)->r.was;
}

static bool changed(const struct sheet *s)
{
    return review_changed(&((const struct review_view *)s)->r);
}

static void show(struct sheet *s)
{
    review_show_rows((struct review_view *)s);
}

static const struct sheet_kind kind = {
    .form = REVIEW_FORM,
    .table = "测评表",
    .record = "这次评议",
    .gaps = "其他几项",
    .ledger = &ledger_review,
    .read = read,
    .now = now,
    .was = was,
    .changed = changed,
    .show = show,
    .pack = review_pack,
    .unpack = review_unpack,
    .keep = review_keep,
};

/* ---- opening ---------------------------------------------------------- */

static struct review_view *make(struct app *app)
{
    struct review_view *v = mem_new(sizeof *v);
    v->sheet.view.cls = &review_view_class;
    v->sheet.kind = &kind;
    v->sheet.app = app;
    review_grid_make(v);
    return v;
}

void review_view_open(struct app *app, int64_t id)
{
    struct review_view *v = make(app);
    if (!sheet_read(&v->sheet, id)) {
        close_view(&v->sheet.view);
        return;
    }
    v->sheet.grid.at = review_cell_of(v, id == 0 ? "for_year" : "returned");
    ui_push(&app->ui, &v->sheet.view);
}

bool review_view_has_draft(const struct view *view, const char *id)
{
    return view->cls == &review_view_class &&
           sheet_has_draft((const struct sheet *)view, id);
}

void review_view_open_draft(struct app *app, const struct draft *d)
{
    struct review_view *v = make(app);
    if (!sheet_read_draft(&v->sheet, d)) {
        close_view(&v->sheet.view);
        return;
    }
    ui_push(&app->ui, &v->sheet.view);
}
