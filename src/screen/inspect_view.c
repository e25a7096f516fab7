/* The list of findings, grave ones first.  Enter goes to the record or the
   screen where it is mended; coming back inspects again, so that what has been
   mended is gone.  The words of the row under the cursor stand whole at the
   foot, with the rule and the remedy. */
#include "pbtui/screen/inspect_view.h"

#include <string.h>

#include "inspect_keep.h"
#include "memory_view.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/pipeline_books.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/report/inspect_table.h"
#include "pbtui/report/source.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/pipeline_view.h"
#include "pbtui/screen/print_view.h"
#include "pbtui/tui/dialog.h"
#include "sheet_grid.h"

#define FOOT_ROWS 6

struct inspect_view {
    struct memory_view m;
    struct inspect_sheet sheet;
    int year;
    const char *group; /* of the rules' memory; NULL: all */
    bool busy;
    struct err err;
};

enum { N_COLUMNS = 4 };
static const struct list_column columns[N_COLUMNS] = {
    {"", 2, 2, 1, FIT_LEFT, false, false},
    {"规则", 10, 18, 1, FIT_LEFT, false, false},
    {"日期", 10, 10, 2, FIT_LEFT, false, false},
    {"问题", 20, 100, 1, FIT_LEFT, false, false},
};

static struct inspect_view *self_of(struct view *view)
{
    return (struct inspect_view *)view;
}

/* ---- rows --------------------------------------------------------------- */

static bool step(void *ctx, int percent)
{
    return progress_step(ctx, percent, "逐条检查");
}

/* Into memory of its own: while it runs the progress bar is painted, and below
   it what was found before. */
static void inspect(struct inspect_view *v, struct arena *a,
                    struct inspect_sheet *out)
{
    struct app *app = v->m.app;
    struct progress p;
    struct span span = span_of_year(v->year);
    struct inspect_only only = {.group = v->group};
    v->err = (struct err)ERR_INIT;
    progress_start(&p, &app->ui, "迎检体检（Esc 停止）");
    bool ok = inspect_sheet(app->book, a, &span, &only, out, step, &p, &v->err);
    progress_end(&p);
    if (!ok) {
        out->n = 0;
    } else if (v->group == NULL && out->n_failed == 0 &&
               v->year == date_year(app->book->day)) {
        inspect_keep(app, out);
    }
}

static void put_row(struct inspect_view *v, size_t i)
{
    const struct inspect_finding *f = &v->sheet.list[i];
    const char **cells = arena_array(&v->m.arena, N_COLUMNS, sizeof *cells);
    cells[0] = f->rule->grave ? "✗" : "!";
    cells[1] = f->rule->name;
    cells[2] = f->date;
    cells[3] = f->text;
    v->m.rows.rows[i] =
        (struct list_row){.id = (int64_t)i + 1,
                          .cells = cells,
                          .role = f->rule->grave ? ROLE_ERROR : ROLE_TEXT};
}

static void load(struct memory_view *m)
{
    struct inspect_view *v = (struct inspect_view *)m;
    if (v->busy) { /* the progress bar over it has closed */
        return;
    }
    struct arena fresh = ARENA_INIT;
    struct inspect_sheet sheet;
    v->busy = true;
    inspect(v, &fresh, &sheet);
    arena_clear(&v->m.arena);
    v->m.arena = fresh;
    v->sheet = sheet;
    v->m.rows = (struct memory_list){
        .rows =
            arena_array(&v->m.arena, v->sheet.n + 1, sizeof *v->m.rows.rows),
        .n = v->sheet.n,
        .n_cells = N_COLUMNS,
    };
    for (size_t i = 0; i < v->sheet.n; i++) {
        put_row(v, i);
    }
    listbox_reload(&v->m.box);
    v->busy = false;
}

static const struct inspect_finding *current(struct inspect_view *v)
{
    int at = memory_view_at(&v->m);
    return at < 0 ? NULL : &v->sheet.list[at];
}

/* ---- drawing ------------------------------------------------------------ */

static const char *counted(struct inspect_view *v, struct arena *a)
{
    const struct inspect_sheet *s = &v->sheet;
    return s->n_failed > 0
               ? arena_printf(a, "有 %zu 条规则没有查成：%s", s->n_failed,
                              s->failed[0])
               : arena_printf(a, "%zu 条规则，%zu 处：重 %zu，轻 %zu",
                              s->n_rules, s->n, s->n_grave, s->n - s->n_grave);
}

static void draw_foot(struct inspect_view *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    struct arena *a = &ui->frame;
    const struct inspect_finding *f = current(v);
    int cols = area.cols - 2;
    canvas_hline(c, area.row, area.col, area.cols);
    canvas_put_fit(c, area.row + 1, 1, cols,
                   v->sheet.n_failed > 0 ? ROLE_ERROR : ROLE_DIM, FIT_LEFT,
                   counted(v, a));
    if (f == NULL) {
        return;
    }
    grid_draw_text(c, (struct rect){area.row + 2, 1, 2, cols}, ROLE_TEXT,
                   f->text);
    grid_draw_text(c, (struct rect){area.row + 4, 1, 2, cols}, ROLE_DIM,
                   arena_printf(a, "怎么改：%s。依据：%s %s", f->remedy,
                                f->rule->code, f->basis));
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct inspect_view *v = self_of(view);
    struct span span = span_of_year(v->year);
    struct rect list = {area.row + 1, area.col, area.rows - 1 - FOOT_ROWS,
                        area.cols};
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(&ui->frame, "迎检体检 › %s%s%s",
                              source_span_text(&ui->frame, &span),
                              v->group == NULL ? "" : " › ",
                              v->group == NULL ? "" : v->group));
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, list.row + 1, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
        return;
    }
    listbox_draw(&v->m.box, c, list, ui->top == view);
    draw_foot(v, ui, c,
              (struct rect){area.row + area.rows - FOOT_ROWS, area.col,
                            FOOT_ROWS, area.cols});
}

/* ---- the view ----------------------------------------------------------- */

/* The screen that a rule names; false: there is none of that name. */
static bool open_screen(struct app *app, const char *name)
{
    const struct keymap *km = app->ui.keymap;
    for (size_t i = 0; i < keymap_count(km); i++) {
        const struct command *c = keymap_at(km, i);
        if (strcmp(c->name, name) == 0) {
            return app->ui.command(&app->ui, c->id) != VIEW_PASS;
        }
    }
    return false;
}

static void open_finding(struct app *app, const struct inspect_finding *f)
{
    const struct ledger *l = registry_find(app->book, f->book);
    if (l == &ledger_candidacy && f->step > 0) {
        pipeline_view_open_file(app, f->id, f->step);
    } else if (l != NULL && f->id > 0) {
        opening_record(app, l, f->id);
    } else if (!open_screen(app, f->rule->opens)) {
        ui_note(&app->ui, ROLE_WARN, "这一条没有单独的记录可以打开；%s。",
                f->remedy);
    }
}

static void go_to(struct inspect_view *v, int year)
{
    if (year > date_year(v->m.app->book->day)) {
        ui_note(&v->m.app->ui, ROLE_WARN, "%d 年还没有到。", year);
    } else if (date_of(year - 1, 1, 1) != DATE_NONE) {
        v->year = year;
        load(&v->m);
    }
}

/* Groups of the rules, each once. */
static size_t groups_of(struct inspect_view *v, struct pick_text *out,
                        size_t most)
{
    const struct inspect_set *set = book_inspect(v->m.app->book);
    size_t n = 0;
    for (size_t i = 0; i < set->n; i++) {
        size_t k = 0;
        while (k < n && strcmp(out[k].text, set->list[i].group) != 0) {
            k++;
        }
        if (k == n && n < most) {
            out[n++] = (struct pick_text){set->list[i].group, NULL};
        }
    }
    return n;
}

enum { GROUPS_MOST = 40 };

static void group_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct inspect_view *v = ctx;
    struct pick_text rows[GROUPS_MOST];
    size_t n = groups_of(v, rows, GROUPS_MOST);
    (void)ui;
    if (id > 0 && (size_t)id <= n + 1) {
        v->group = id == 1 ? NULL : rows[id - 2].text;
        load(&v->m);
    }
}

static void ask_group(struct inspect_view *v)
{
    struct pick_text rows[GROUPS_MOST + 1] = {{"全部", NULL}};
    size_t n = groups_of(v, rows + 1, GROUPS_MOST);
    size_t at = 0;
    for (size_t i = 1; v->group != NULL && i <= n; i++) {
        at = strcmp(rows[i].text, v->group) == 0 ? i : at;
    }
    pick_texts(v->m.app, "看哪一类", rows, n + 1, at, group_answer, v);
}

static void print(struct inspect_view *v)
{
    struct table t;
    if (v->err.kind != ERR_NONE) {
        ui_note(&v->m.app->ui, ROLE_WARN,
                "体检没有做完，不能打印；请按 F5 重查。");
        return;
    }
    inspect_table(&t, v->m.app->book, &v->m.app->ui.frame, &v->sheet, true);
    print_view_open_table(v->m.app, t.title, &t);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct inspect_view *v = self_of(view);
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    const struct inspect_finding *f = current(v);
    switch (cmd) {
    case CMD_INSPECT_OPEN:
        if (f != NULL) {
            open_finding(v->m.app, f);
        }
        return VIEW_DONE;
    case CMD_INSPECT_AGAIN:
        load(&v->m);
        return VIEW_DONE;
    case CMD_INSPECT_GROUP:
        ask_group(v);
        return VIEW_DONE;
    case CMD_INSPECT_PRINT:
        print(v);
        return VIEW_DONE;
    case CMD_INSPECT_BEFORE:
        go_to(v, v->year - 1);
        return VIEW_DONE;
    case CMD_INSPECT_AFTER:
        go_to(v, v->year + 1);
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(out,
           "【迎检体检】把全部记录按规则查一遍。✗ 是不合规定的，! 是不齐全、"
           "不妥当的。按 Enter 到要改的地方，改好回来，这一条就没有了。\n"
           "本单位自己要查的，写一个规则文件放进设置文件夹的 inspect 里。\n\n");
}

static const struct view_class inspect_view_class = {
    .name = "inspect",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = memory_view_close,
};

void inspect_view_open(struct app *app)
{
    struct inspect_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_INSPECT;
    v->m.load = load;
    v->year = date_year(app->book->day);
    memory_view_open(&v->m, &inspect_view_class, columns, N_COLUMNS);
    v->m.box.empty = "没有发现问题。";
}
