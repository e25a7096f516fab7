/* Head and foot of the board: its pages, the quota of the year; below, what is
   known of the person under the cursor. */
#include "board_parts.h"

#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"
#include "sheet_grid.h"

#define FOOT_ROWS  5 /* with its rule */
#define ROOMY_ROWS 14
#define FIND_COLS  10

const char *board_stage_name(enum pipeline_stage stage)
{
    static const char *const names[PIPELINE_STAGES] = {
        [STAGE_APPLICANT] = "申请人",   [STAGE_ACTIVIST] = "积极分子",
        [STAGE_CANDIDATE] = "发展对象", [STAGE_ADMISSION] = "接收中",
        [STAGE_PROBATION] = "预备党员",
    };
    return names[stage];
}

const char *board_choice_name(int stage)
{
    return stage == BOARD_ALL        ? "全部"
           : stage == BOARD_ARCHIVED ? "已归档"
           : stage == BOARD_ENDED
               ? "已终止"
               : board_stage_name((enum pipeline_stage)stage);
}

size_t board_choice_count(const struct board_view *v, int stage)
{
    size_t n = 0;
    if (stage == BOARD_ALL) {
        return v->board.n;
    }
    if (stage < PIPELINE_STAGES) {
        return v->board.in_stage[stage];
    }
    for (size_t i = 0; i < v->n_closed; i++) {
        n += v->closed[i].archived == (stage == BOARD_ARCHIVED);
    }
    return n;
}

const char *board_age(struct arena *a, int since, int day, bool brief)
{
    int months = 0;
    if (since == DATE_NONE || since > day) {
        return "";
    }
    while (date_add_months(since, months + 1) <= day) {
        months++;
    }
    if (months == 0) {
        return arena_printf(a, brief ? "%d天" : "%d 天", day - since);
    }
    return arena_printf(a, brief ? "%d月" : "%d 个月", months);
}

enum role board_role(const struct pipeline_row *row)
{
    return row->over ? ROLE_ERROR : row->near ? ROLE_WARN : ROLE_TEXT;
}

/* ---- head -------------------------------------------------------------- */

static const char *quota_words(const struct board_view *v, struct arena *a)
{
    const struct pipeline_board *b = &v->board;
    return b->quota < 0
               ? arena_printf(a, "%d 年计划未定  用 %d", b->year, b->used)
               : arena_printf(a, "%d 年计划 %d  用 %d", b->year, b->quota,
                              b->used);
}

static void draw_right(struct board_view *v, struct ui *ui, struct canvas *c,
                       int row)
{
    if (v->find.text.len > 0) {
        int col = c->cols - FIND_COLS - 3;
        canvas_put(c, row, col - 5, v->not_found ? ROLE_ERROR : ROLE_LABEL,
                   v->not_found ? "没有" : "找人");
        canvas_put(c, row, col, ROLE_DIM, "[");
        editline_draw(&v->find, c, row, col + 1, FIND_COLS, true);
        canvas_put(c, row, col + 1 + FIND_COLS, ROLE_DIM, "]");
        return;
    }
    const struct pipeline_board *b = &v->board;
    const char *words = quota_words(v, &ui->frame);
    bool over = b->quota >= 0 && b->used > b->quota;
    canvas_put(c, row, c->cols - 1 - width_cols(words),
               over ? ROLE_WARN : ROLE_LABEL, words);
}

static void draw_head(struct board_view *v, struct ui *ui, struct canvas *c,
                      int row)
{
    static const char *const pages[BOARD_PAGES] = {" 看板 ", " 名单 ", " 日历 ",
                                                   " 开会 "};
    int col = 1;
    for (int i = 0; i < BOARD_PAGES; i++) {
        bool on = i == (int)v->page;
        col =
            canvas_put(c, row, col, on ? ROLE_BUTTON_ON : ROLE_DIM, pages[i]) +
            1;
    }
    draw_right(v, ui, c, row);
}

/* What the list is about: a stage, a meeting. */
static const char *about(struct board_view *v, struct arena *a)
{
    char day[11];
    if (v->page == BOARD_HELD) {
        const struct kind *k =
            v->kind == NULL ? NULL
                            : kinds_by_code(book_kinds(v->app->book), v->kind);
        const char *reasons =
            v->n_reasons == 0 ? ""
                              : arena_printf(a, "（写原因 %zu）", v->n_reasons);
        return arena_printf(a, "如果 %s %s开%s：可以 %zu 人%s，不行 %zu 人",
                            date_text(v->held_on, day),
                            date_weekday_text(v->held_on),
                            k == NULL ? "会" : k->abbr, v->n_possible, reasons,
                            v->rows.n - v->n_possible);
    }
    if (v->stage != BOARD_ALL) {
        return arena_printf(a, "只看%s %zu 人（F5）",
                            board_choice_name(v->stage),
                            board_choice_count(v, v->stage));
    }
    return "";
}

/* ---- foot -------------------------------------------------------------- */

static const char *standing(struct board_view *v, struct arena *a,
                            const struct pipeline_row *row)
{
    char day[11];
    if (row->since == DATE_NONE) {
        return arena_printf(a, "%s  %s", row->name, row->state);
    }
    return arena_printf(a, "%s  %s  %s 起 %s", row->name, row->state,
                        date_text(row->since, day),
                        board_age(a, row->since, v->day, false));
}

static const char *ahead(struct board_view *v, const struct canvas *c,
                         struct arena *a, const struct pipeline_row *row)
{
    char day[11];
    struct strbuf sb;
    const struct pipeline_step *s =
        &book_pipeline(v->app->book)->steps[row->next];
    if (row->next == 0) {
        return "二十五步都办了。";
    }
    sb_init(&sb);
    sb_addf(&sb, "下一步：%d %s", row->next, s->abbr);
    if (!board_grid_is_narrow(c)) {
        sb_addf(&sb, "（%s）", row->who);
    }
    if (row->earliest != DATE_NONE) {
        sb_addf(&sb, "  最早 %s", date_text(row->earliest, day));
    }
    if (row->latest != DATE_NONE) {
        sb_addf(&sb, "  最迟 %s", date_text(row->latest, day));
    }
    const char *words = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return words;
}

/* What is due, what holds him up, what is missing. */
static const char *trouble(struct arena *a, const struct pipeline_row *row)
{
    char day[11];
    struct strbuf sb;
    /* That the next step is late, the rule says itself. */
    bool told = row->over && row->due_step == row->next &&
                row->due == row->latest && row->waits[0] != '\0';
    sb_init(&sb);
    if (row->due != DATE_NONE && !told) {
        sb_addf(&sb, "%s%s %s", row->due_what, row->over ? "已过" : "到期",
                date_text(row->due, day));
    }
    if (row->waits[0] != '\0') {
        sb_addf(&sb, "%s%s", sb.len > 0 ? "；" : "", row->waits);
    }
    if (row->papers_missing > 0) {
        sb_addf(&sb, "%s缺材料 %d 件", sb.len > 0 ? "；" : "",
                row->papers_missing);
    }
    const char *words = arena_strn(a, sb.len > 0 ? sb.s : "", sb.len);
    sb_clear(&sb);
    return words;
}

static void draw_foot(struct board_view *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    const struct pipeline_row *row = board_row(v);
    struct arena *a = &ui->frame;
    canvas_hline(c, area.row, area.col, area.cols);
    if (row == NULL) {
        board_closed_foot(
            v, c, (struct rect){area.row + 1, 1, area.rows - 1, area.cols - 2});
        return;
    }
    canvas_put_fit(c, area.row + 1, 1, area.cols - 2, ROLE_TEXT, FIT_LEFT,
                   standing(v, a, row));
    canvas_put_fit(c, area.row + 2, 1, area.cols - 2, ROLE_TEXT, FIT_LEFT,
                   ahead(v, c, a, row));
    int64_t line = v->page == BOARD_HELD ? listbox_id(&v->box) : 0;
    grid_draw_text(
        c, (struct rect){area.row + 3, 1, area.rows - 3, area.cols - 2},
        board_role(row), line > 0 ? v->held[line - 1].why : trouble(a, row));
}

/* ---- all --------------------------------------------------------------- */

void board_draw(struct view *view, struct ui *ui, struct canvas *c,
                struct rect area)
{
    struct board_view *v = (struct board_view *)view;
    int foot = area.rows >= ROOMY_ROWS ? FOOT_ROWS : 0;
    app_draw_top(v->app, c, area.row, "发展党员");
    draw_head(v, ui, c, area.row + 1);
    struct rect inner = {area.row + 2, area.col, area.rows - 2 - foot,
                         area.cols};
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, inner.row + 1, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
        return;
    }
    const char *words = v->page == BOARD_GRID ? "" : about(v, &ui->frame);
    if (words[0] != '\0') {
        canvas_put_fit(c, inner.row, 1, inner.cols - 2, ROLE_LABEL, FIT_LEFT,
                       words);
        inner.row++;
        inner.rows--;
    }
    if (v->page == BOARD_GRID) {
        board_grid_draw(v, ui, c, inner);
    } else {
        listbox_draw(&v->box, c, inner, ui->top == view);
    }
    if (foot > 0) {
        draw_foot(v, ui, c,
                  (struct rect){area.row + area.rows - foot, area.col, foot,
                                area.cols});
    }
}
