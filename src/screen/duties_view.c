/* The matrix on the screen: rows are duties, a cell is as wide as its period.
   The bottom line says what the cell under the cursor is and by which rule. */
#include "pbtui/screen/duties_view.h"

#include <string.h>

#include "duties_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/duties_table.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/screen/rollup_view.h"
#include "pbtui/screen/search_view.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

const struct duty_row *duties_row(const struct duties_view *v)
{
    return v->at < v->year.matrix.n ? &v->year.matrix.rows[v->at] : NULL;
}

size_t duties_cell(const struct duties_view *v)
{
    const struct duty_row *r = duties_row(v);
    return r == NULL ? 0 : v->month / (DUTIES_MONTHS / r->n_cells);
}

/* ---- gathering -------------------------------------------------------- */

static void stand_on(struct duties_view *v, const char *code, int64_t grp)
{
    const struct duty_matrix *m = &v->year.matrix;
    size_t found = m->n;
    for (size_t i = 0; i < m->n; i++) {
        bool same = strcmp(m->rows[i].duty->code, code) == 0;
        if (same && (found == m->n || m->rows[i].grp == grp)) {
            found = i;
        }
    }
    v->at = found < m->n ? found : v->at;
    v->at = v->at < m->n ? v->at : 0;
}

/* On the first cell that is missing, when there is one. */
static void stand_on_gap(struct duties_view *v)
{
    const struct duty_row *r = duties_row(v);
    for (size_t i = 0; r != NULL && i < r->n_cells; i++) {
        if (r->cells[i].light == DUTY_MISSING) {
            v->month = i * (DUTIES_MONTHS / r->n_cells);
            return;
        }
    }
}

static void gather(struct duties_view *v)
{
    struct book *b = v->app->book;
    const struct duty_row *r = duties_row(v);
    char code[16] = "";
    int64_t grp = r == NULL ? 0 : r->grp;
    if (r != NULL) {
        size_t n = strnlen(r->duty->code, sizeof code - 1);
        memcpy(code, r->duty->code, n);
        code[n] = '\0';
    }
    arena_reset(&v->arena);
    memset(&v->year.matrix, 0, sizeof v->year.matrix);
    v->day = b->day;
    v->branch = b->branch;
    v->err = (struct err)ERR_INIT;
    v->failed =
        !duty_year_of(b, &v->arena, v->number, v->all, &v->year, &v->err);
    stand_on(v, code, grp);
}

static void watch(struct duties_view *v)
{
    app_watch(v->app);
    if (v->day != v->app->book->day || v->branch != v->app->book->branch ||
        db_changed_elsewhere(v->app->session.db)) {
        gather(v);
    }
}

/* ---- commands --------------------------------------------------------- */

/* The words of F12 and F1. */
static void add_basis(const struct duties_view *v, struct strbuf *out)
{
    const struct duty_row *r = duties_row(v);
    if (r == NULL) {
        return;
    }
    const struct duty *d = r->duty;
    const struct duty_cell *c = &r->cells[duties_cell(v)];
    sb_addf(out, "%s %s  %s至少 %d 次\n", d->code, d->name,
            duty_period_text(d->period), c->min > 0 ? c->min : d->min);
    sb_addf(out, "怎样算：%s\n", d->note);
    sb_addf(out, "依据：%s（%s%s）\n", d->basis,
            d->local ? "当地做法，支部可以调整" : "中央规定",
            d->own ? "，本单位自定" : "");
    if (c->light == DUTY_NA && c->why[0] != '\0') {
        sb_addf(out, "这一格不计：%s\n", c->why);
    }
}

static void show_basis(struct duties_view *v)
{
    struct strbuf sb;
    sb_init(&sb);
    add_basis(v, &sb);
    dialog_text_view(&v->app->ui, "依据", sb.s);
    sb_clear(&sb);
}

static void move_rows(struct duties_view *v, int step)
{
    if (step < 0) {
        v->at -= v->at > 0;
    } else {
        v->at += v->at + 1 < v->year.matrix.n;
    }
}

/* To the neighbouring cell, however many months it spans. */
static void move_cells(struct duties_view *v, int step)
{
    const struct duty_row *r = duties_row(v);
    if (r == NULL) {
        return;
    }
    size_t wide = DUTIES_MONTHS / r->n_cells;
    size_t cell = duties_cell(v);
    if (step < 0 && cell > 0) {
        v->month = cell * wide - 1;
    } else if (step > 0 && cell + 1 < r->n_cells) {
        v->month = (cell + 1) * wide;
    }
}

static void turn_year(struct duties_view *v, int step)
{
    int first = date_of(v->number + step, 1, 1);
    if (first == DATE_NONE ||
        date_of(v->number + step + 1, 1, 1) == DATE_NONE) {
        return;
    }
    v->number += step;
    gather(v);
}

static bool move_by(struct duties_view *v, int cmd)
{
    switch (cmd) {
    case CMD_UP:
    case CMD_DOWN:
        move_rows(v, cmd == CMD_UP ? -1 : 1);
        return true;
    case CMD_LEFT:
    case CMD_RIGHT:
        move_cells(v, cmd == CMD_LEFT ? -1 : 1);
        return true;
    case CMD_PAGE_UP:
    case CMD_PAGE_DOWN:
        turn_year(v, cmd == CMD_PAGE_UP ? -1 : 1);
        return true;
    case CMD_FIRST:
        v->at = 0;
        return true;
    case CMD_LAST:
        v->at = v->year.matrix.n > 0 ? v->year.matrix.n - 1 : 0;
        return true;
    default:
        return false;
    }
}

static enum view_result on_cell(struct duties_view *v, int cmd)
{
    const struct duty_row *r = duties_row(v);
    if (r == NULL) {
        return VIEW_DONE;
    }
    if (cmd == CMD_CELL_OPEN) {
        duties_open_cell(v->app, &v->year, r, duties_cell(v));
    } else if (cmd == CMD_CELL_NEW) {
        duties_new_in_cell(v->app, &v->year, r, duties_cell(v));
    } else {
        duties_adjust(v->app, r, duties_cell(v));
    }
    return VIEW_DONE;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct duties_view *v = (struct duties_view *)view;
    watch(v);
    if (move_by(v, cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_CELL_OPEN:
    case CMD_CELL_NEW:
    case CMD_CELL_ADJUST:
        return on_cell(v, cmd);
    case CMD_CELL_BASIS:
        show_basis(v);
        return VIEW_DONE;
    case CMD_MATRIX_ALL:
        v->all = !v->all;
        gather(v);
        return VIEW_DONE;
    case CMD_MATRIX_REFRESH:
        gather(v);
        ui_note(ui, ROLE_OK, "已刷新。");
        return VIEW_DONE;
    case CMD_MATRIX_PRINT:
        print_menu_open_form(v->app, "duties", span_of_year(v->number));
        return VIEW_DONE;
    case CMD_BRANCHES_ALL:
        rollup_view_open_duties(v->app, v->number);
        return VIEW_DONE;
    case CMD_FIND:
        search_view_open(v->app, "");
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

/* ---- the view --------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    (void)view;
    return CTX_ALL | CTX_LIST | CTX_MATRIX;
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct duties_view *v = (struct duties_view *)view;
    if (k->kind == K_RESUME) {
        struct err err = ERR_INIT;
        if (!db_same_file(v->app->session.db, &err)) {
            dialog_error(ui, &err);
        }
        gather(v);
        return VIEW_DONE;
    }
    return VIEW_PASS;
}

static void uncovered(struct view *view, struct ui *ui)
{
    (void)ui;
    gather((struct duties_view *)view);
}

static void help(const struct view *view, struct strbuf *out)
{
    add_basis((const struct duties_view *)view, out);
}

static void close_view(struct view *view)
{
    struct duties_view *v = (struct duties_view *)view;
    arena_clear(&v->arena);
    mem_free(v);
}

static const struct view_class duties_view_class = {
    .name = "duties",
    .contexts = contexts,
    .draw = duties_draw,
    .command = command,
    .key = key,
    .uncovered = uncovered,
    .help = help,
    .close = close_view,
};

void duties_view_open(struct app *app, int year, const char *code, int64_t grp)
{
    struct duties_view *v = mem_new(sizeof *v);
    int month;
    int mday;
    v->view.cls = &duties_view_class;
    v->app = app;
    date_split(app->book->day, &v->number, &month, &mday);
    v->month = (size_t)month - 1;
    v->number = year != 0 ? year : v->number;
    gather(v);
    if (code != NULL) {
        stand_on(v, code, grp);
        stand_on_gap(v);
    }
    ui_push(&app->ui, &v->view);
}
