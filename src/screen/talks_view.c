/* The screen of talks: coverage at the top, below it what is missing or the
   matrix.  Everything is read again whenever something above it has closed. */
#include "pbtui/screen/talks_view.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"
#include "talks_parts.h"

#define TALKS_DUTY "M09"

static struct talks_view *self_of(struct view *view)
{
    return (struct talks_view *)view;
}

static void load(struct talks_view *v)
{
    arena_reset(&v->arena);
    err_clear(&v->err);
    v->m = (struct talk_matrix){.year = v->year};
    if (!talk_matrix(v->app->book, &v->arena, v->year, &v->m, &v->err)) {
        v->m = (struct talk_matrix){.year = v->year};
    }
    v->row = v->row < v->m.n ? v->row : 0;
    v->col = v->col <= v->m.n_committee ? v->col : 0;
    talks_gaps_make(v);
    listbox_reload(&v->list);
}

static bool gap_pair(const struct talks_view *v, size_t *a, size_t *b)
{
    int64_t id = listbox_id(&v->list);
    if (id <= 0 || (size_t)id > v->m.n_gaps) {
        return false;
    }
    *a = v->m.gaps[id - 1].a;
    *b = v->m.gaps[id - 1].b;
    return true;
}

bool talks_pair(const struct talks_view *v, size_t *a, size_t *b)
{
    if (!v->grid) {
        return gap_pair(v, a, b);
    }
    if (v->m.n == 0) {
        return false;
    }
    if (v->col == v->m.n_committee) {
        *a = v->row;
        *b = SIZE_MAX;
        return true;
    }
    if (v->row == v->col) {
        return false;
    }
    /* In the triangle's empty half, the same pair. */
    bool swap = v->row < v->col;
    *a = swap ? v->row : v->col;
    *b = swap ? v->col : v->row;
    return true;
}

/* ---- drawing ------------------------------------------------------------ */

static int draw_cover(const struct talks_view *v, struct canvas *c, int row,
                      int col, enum talk_need need)
{
    const struct talk_cover *n = &v->m.cover[need];
    bool advised = need == TALK_OF_MEMBERS;
    enum role role = n->done == n->all ? ROLE_OK
                     : advised         ? ROLE_DIM
                                       : ROLE_ERROR;
    col = canvas_putf(c, row, col, ROLE_TEXT, "%s ", talk_need_text(need));
    col = canvas_putf(c, row, col, role, "%d/%d", n->done, n->all);
    return canvas_put(c, row, col, ROLE_DIM, advised ? "（参考）" : "") + 2;
}

static void draw_head(struct talks_view *v, struct canvas *c, struct rect area)
{
    static const char *const panes[] = {" 缺口 ", " 矩阵 "};
    int col = 1;
    for (int i = 0; i < 2; i++) {
        bool on = (i == 1) == v->grid;
        col = canvas_put(c, area.row + 1, col, on ? ROLE_BUTTON_ON : ROLE_DIM,
                         panes[i]) +
              1;
    }
    canvas_putf(c, area.row + 1, col + 1, ROLE_DIM, "%d 年  PgUp/PgDn 换年",
                v->year);
    col = 1;
    for (int i = 0; i < N_TALK_NEEDS; i++) {
        col = draw_cover(v, c, area.row + 2, col, (enum talk_need)i);
    }
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct talks_view *v = self_of(view);
    app_draw_top(v->app, c, area.row, "谈心谈话");
    draw_head(v, c, area);
    struct rect inner = {area.row + 3, area.col, area.rows - 3, area.cols};
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, inner.row + 1, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
    } else if (v->grid) {
        talks_grid_draw(v, c, inner);
    } else {
        listbox_draw(&v->list, c, inner, ui->top == view);
    }
}

/* ---- commands ----------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    const struct talks_view *v = (const struct talks_view *)view;
    uint64_t ctx = v->grid ? CTX_LIST : listbox_contexts(&v->list);
    return CTX_ALL | ctx | ((ctx & CTX_EDIT) == 0 ? CTX_TALKS : 0u);
}

static int year_now(const struct app *app)
{
    int year, month, day;
    date_split(app->book->day, &year, &month, &day);
    return year;
}

static void go_to_year(struct talks_view *v, int year)
{
    if (year > year_now(v->app)) {
        ui_note(&v->app->ui, ROLE_DIM, "%d 年还没有到。", year);
        return;
    }
    v->year = year;
    load(v);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct talks_view *v = self_of(view);
    (void)ui;
    app_watch(v->app);
    if (db_changed_elsewhere(v->app->session.db)) {
        load(v);
    }
    if (v->grid ? talks_grid_command(v, cmd) : listbox_command(&v->list, cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_TALKS_OPEN:
        if (v->grid) {
            talks_open_pair(v);
        } else if (listbox_id(&v->list) != 0) {
            talks_open_new(v);
        }
        return VIEW_DONE;
    case CMD_TALKS_NEW:
        talks_open_new(v);
        return VIEW_DONE;
    case CMD_TALKS_PANE:
        v->grid = !v->grid;
        return VIEW_DONE;
    case CMD_TALKS_BEFORE:
    case CMD_TALKS_AFTER:
        go_to_year(v, v->year + (cmd == CMD_TALKS_AFTER ? 1 : -1));
        return VIEW_DONE;
    case CMD_TALKS_PRINT:
        talks_gaps_print(v);
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
    struct talks_view *v = self_of(view);
    (void)ui;
    return !v->grid && listbox_key(&v->list, k) ? VIEW_DONE : VIEW_PASS;
}

static void uncovered(struct view *view, struct ui *ui)
{
    (void)ui;
    load(self_of(view));
}

/* The rule as it stands in duties.ini. */
static void help(const struct view *view, struct strbuf *out)
{
    const struct talks_view *v = (const struct talks_view *)view;
    const struct duty *d =
        duty_find(book_duties(v->app->book), TALKS_DUTY, v->app->book->day);
    if (d != NULL) {
        sb_addf(out, "【%s】%s（%s）\n", d->name, d->note, d->basis);
    }
    sb_add(out, "“缺的是”后面的人今年还没有谈，另一位是建议人选，"
                "登记时可以换。\n\n");
}

static void close_view(struct view *view)
{
    struct talks_view *v = self_of(view);
    listbox_clear(&v->list);
    arena_clear(&v->arena);
    arena_clear(&v->lines_arena);
    mem_free(v);
}

static const struct view_class talks_view_class = {
    .name = "talks",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .uncovered = uncovered,
    .help = help,
    .close = close_view,
};

void talks_view_open(struct app *app, int year)
{
    struct talks_view *v = mem_new(sizeof *v);
    v->view.cls = &talks_view_class;
    v->app = app;
    v->year = year != 0 ? year : year_now(app);
    listbox_init(&v->list, talks_gap_columns, N_TALKS_GAP_COLUMNS,
                 memory_list_source(&v->gaps));
    v->list.empty = "该谈的都谈过了。按 Tab 看矩阵；按 F3 登记新的谈话。";
    load(v);
    ui_push(&app->ui, &v->view);
}
