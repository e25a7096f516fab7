/* What becomes of each row: counted by fate in the tabs, one line a row, all
   that is to be said of the row under the cursor at the foot.  Enter looks at
   one, Space leaves one out, F2 imports.

   What was found and what the clerk has decided are both the import's; here
   they are only shown together. */
#include "import_screen.h"
#include "memory_view.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/width.h"
#include "pbtui/tui/dialog.h"
#include "sheet_grid.h"

enum { N_COLUMNS = 4, FOOT_ROWS = 4, ALL = -1, MOST_TABS = IMPORT_FATES + 1 };

static const struct list_column columns[N_COLUMNS] = {
    {"行", 4, 6, 3, FIT_RIGHT, true, false},
    {"怎样", 8, 8, 1, FIT_LEFT, false, false},
    {"名称", 8, 16, 1, FIT_LEFT, false, false},
    {"说明", 16, 200, 2, FIT_LEFT, false, false},
};

struct rows_view {
    struct memory_view m;
    struct importing *importing;
    int tabs[MOST_TABS]; /* ALL or a fate; those that have rows */
    size_t n_tabs;
    size_t tab;
    const struct import_line **lines; /* of the tab, as the rows are */
};

static struct rows_view *self_of(struct view *view)
{
    return (struct rows_view *)view;
}

/* ---- rows ---------------------------------------------------------------- */

static enum role role_of(const struct importing *i,
                         const struct import_line *line)
{
    if (importing_is_left(i, line->row)) {
        return ROLE_DIM;
    }
    switch (line->fate) {
    case IMPORT_FATE_BAD:
        return ROLE_ERROR;
    case IMPORT_FATE_CONFLICT:
    case IMPORT_FATE_TWICE:
        return ROLE_WARN;
    case IMPORT_FATE_SAME:
    case IMPORT_FATE_SKIPPED:
        return ROLE_DIM;
    default:
        return ROLE_TEXT;
    }
}

static void put_row(struct rows_view *v, const struct import_line *line)
{
    struct arena *a = &v->m.arena;
    const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
    size_t at = v->m.rows.n++;
    cells[0] = arena_printf(a, "%zu", line->row);
    cells[1] = import_line_word(v->importing, line);
    cells[2] = line->name;
    cells[3] = import_line_about(v->importing, a, line);
    v->lines[at] = line;
    v->m.rows.rows[at] = (struct list_row){.id = (int64_t)at + 1,
                                           .cells = cells,
                                           .role = role_of(v->importing, line)};
}

static void load(struct memory_view *m)
{
    struct rows_view *v = (struct rows_view *)m;
    const struct import_report *r = &v->importing->report;
    struct arena *a = &v->m.arena;
    arena_reset(a);
    v->lines = arena_array(a, r->n_lines + 1, sizeof(void *));
    v->m.rows = (struct memory_list){
        .rows = arena_array(a, r->n_lines + 1, sizeof *v->m.rows.rows),
        .n_cells = 4,
    };
    for (size_t i = 0; i < r->n_lines; i++) {
        if (v->tabs[v->tab] == ALL ||
            (int)r->lines[i].fate == v->tabs[v->tab]) {
            put_row(v, &r->lines[i]);
        }
    }
    listbox_reload(&v->m.box);
}

static void find_tabs(struct rows_view *v)
{
    v->tabs[v->n_tabs++] = ALL;
    for (int fate = 0; fate < IMPORT_FATES; fate++) {
        if (v->importing->report.counts[fate] > 0) {
            v->tabs[v->n_tabs++] = fate;
        }
    }
}

static const struct import_line *current(struct rows_view *v)
{
    int at = memory_view_at(&v->m);
    return at < 0 ? NULL : v->lines[at];
}

/* ---- drawing ------------------------------------------------------------- */

static size_t all_rows(const struct import_report *r)
{
    size_t n = 0;
    for (size_t i = 0; i < IMPORT_FATES; i++) {
        n += r->counts[i];
    }
    return n;
}

static const char *tab_text(const struct rows_view *v, struct arena *a,
                            size_t tab)
{
    const struct import_report *r = &v->importing->report;
    int which = v->tabs[tab];
    return which == ALL
               ? arena_printf(a, " 全部 %zu ", all_rows(r))
               : arena_printf(a, " %s %zu ",
                              import_fate_word((enum import_fate)which),
                              r->counts[which]);
}

/* The first tab shown: later ones when the current would not fit. */
static size_t first_tab(const struct rows_view *v, struct arena *a, int cols)
{
    size_t first = v->tab;
    int used = width_cols(tab_text(v, a, first)) + 4;
    while (first > 0) {
        used += width_cols(tab_text(v, a, first - 1)) + 1;
        if (used > cols) {
            break;
        }
        first--;
    }
    return first;
}

static void draw_tabs(const struct rows_view *v, struct arena *a,
                      struct canvas *c, int row)
{
    size_t first = first_tab(v, a, c->cols);
    int col = 0;
    if (first > 0) {
        canvas_put(c, row, 0, ROLE_DIM, "<");
    }
    for (size_t i = first; i < v->n_tabs; i++) {
        const char *text = tab_text(v, a, i);
        if (col + 1 + width_cols(text) > c->cols - 1) {
            canvas_put(c, row, c->cols - 1, ROLE_DIM, ">");
            break;
        }
        col = canvas_put(c, row, col + 1,
                         i == v->tab ? ROLE_BUTTON_ON : ROLE_DIM, text);
    }
}

/* What will be done, while nothing is under the cursor's row to say. */
static const char *foot_text(struct rows_view *v, struct arena *a)
{
    const struct import_report *r = &v->importing->report;
    const struct import_line *line = current(v);
    const char *more =
        r->more > 0
            ? arena_printf(a, "（另有 %zu 行没有列出，一样会导入）", r->more)
            : "";
    if (line == NULL) {
        return more;
    }
    bool says_by = line->fate != IMPORT_FATE_SAME && line->by[0] != '\0';
    const char *by = says_by ? arena_printf(a, "，凭%s认出", line->by) : "";
    const char *about = import_line_about(v->importing, a, line);
    return arena_printf(a, "第 %zu 行%s%s：%s%s%s%s%s", line->row,
                        line->name[0] != '\0' ? " " : "", line->name,
                        import_line_word(v->importing, line), by,
                        about[0] != '\0' ? "。" : "", about, more);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct rows_view *v = self_of(view);
    struct arena *a = &ui->frame;
    const struct importing *i = v->importing;
    int foot = area.row + area.rows - FOOT_ROWS;
    listbox_load(&v->m.box); /* the foot speaks of its row */
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(a, "%s › 导入 › 预看 › %s", i->ledger->title,
                              i->file.source.name));
    draw_tabs(v, a, c, area.row + 1);
    listbox_draw(&v->m.box, c,
                 (struct rect){area.row + 2, area.col,
                               area.rows - 2 - FOOT_ROWS, area.cols},
                 ui->top == view);
    canvas_hline(c, foot, area.col, area.cols);
    grid_draw_text(c, (struct rect){foot + 1, 1, FOOT_ROWS - 1, area.cols - 2},
                   ROLE_TEXT, foot_text(v, a));
}

/* ---- deciding ------------------------------------------------------------ */

static void shown_again(struct rows_view *v)
{
    importing_changed(v->importing, &v->m.view);
    int64_t at = listbox_id(&v->m.box);
    load(&v->m);
    listbox_go_to(&v->m.box, at);
}

static void toggle_left(struct rows_view *v, const struct import_line *line)
{
    struct ui *ui = &v->m.app->ui;
    if (!import_line_counts(line)) {
        ui_note(ui, ROLE_DIM, "这一行本来就不会写进账本。");
        return;
    }
    importing_leave_line(v->importing, line,
                         !importing_is_left(v->importing, line->row));
    shown_again(v);
    listbox_command(&v->m.box, CMD_DOWN);
}

/* All, or none when all are taken already. */
static void toggle_all(struct rows_view *v)
{
    struct importing *i = v->importing;
    size_t n = i->report.counts[IMPORT_FATE_CONFLICT];
    if (n == 0) {
        ui_note(&v->m.app->ui, ROLE_DIM, "没有不一致的行。");
        return;
    }
    importing_take_all(i, !i->take_all);
    shown_again(v);
    ui_note(&v->m.app->ui, ROLE_OK,
            i->take_all ? "不一致的 %zu 行，都用文件里的。"
                        : "不一致的 %zu 行，都照账本，不改。",
            n);
}

static void use_tab(struct rows_view *v, size_t tab)
{
    v->tab = tab % v->n_tabs;
    load(&v->m);
    listbox_go_to(&v->m.box, 1);
}

/* ---- one row, and its neighbours ------------------------------------------
 */

static const struct import_line *step(void *ctx, int by)
{
    struct rows_view *v = ctx;
    int64_t at = listbox_id(&v->m.box);
    listbox_command(&v->m.box, by > 0 ? CMD_DOWN : CMD_UP);
    return listbox_id(&v->m.box) != at ? current(v) : NULL;
}

static void open_row(struct rows_view *v)
{
    const struct import_walk walk = {step, v};
    const struct import_line *line = current(v);
    if (line != NULL) {
        import_row_open(v->importing, line, &walk);
    }
}

/* ---- the view -------------------------------------------------------------
 */

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct rows_view *v = self_of(view);
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    const struct import_line *line = current(v);
    switch (cmd) {
    case CMD_IMPORT_SAVE:
        import_keep(v->importing);
        return VIEW_DONE;
    case CMD_IMPORT_ROW:
        open_row(v);
        return VIEW_DONE;
    case CMD_IMPORT_LEAVE:
        if (line != NULL) {
            toggle_left(v, line);
        }
        return VIEW_DONE;
    case CMD_IMPORT_NEXT:
        use_tab(v, v->tab + 1);
        return VIEW_DONE;
    case CMD_IMPORT_PREVIOUS:
        use_tab(v, v->tab + v->n_tabs - 1);
        return VIEW_DONE;
    case CMD_IMPORT_TAKE_ALL:
        toggle_all(v);
        return VIEW_DONE;
    case CMD_IMPORT_BAD:
        import_keep_bad(v->importing);
        return VIEW_DONE;
    case CMD_BACK: /* to the columns: nothing is lost */
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

/* A digit goes to the tab of that number. */
static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct rows_view *v = self_of(view);
    enum view_result r = memory_view_key(view, ui, k);
    if (r == VIEW_PASS && k->kind == K_CHAR) {
        uint32_t cp = text_fold_cp(k->code);
        if (cp >= '1' && cp - '1' < v->n_tabs) {
            use_tab(v, cp - '1');
            return VIEW_DONE;
        }
    }
    return r;
}

static void tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    (void)now_ms;
    view->tick_at = 0;
    importing_write_draft(self_of(view)->importing);
}

static void hang_up(struct view *view, struct ui *ui)
{
    (void)ui;
    importing_write_draft(self_of(view)->importing);
}

static bool unsaved(const struct view *view)
{
    const struct rows_view *v = (const struct rows_view *)view;
    return importing_has_decided(v->importing);
}

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(
        out,
        "【预看】还没有写进账本。新增的是账本里没有的；一样的不动；补充的只填"
        "账本里空着的项；不一致的，没有定的照账本不改，按回车逐项定，按 F5 "
        "都用文件的；重复的是上面已经有的同一条；有问题的收不进来，按 F6 "
        "连同原因另存成表格，退回去改。略过的是合计、说明、样例这些行。\n"
        "全部一次写进账本，要么都成，要么都不写；有一个导入编号，"
        "Ctrl+Z 撤销。\n\n");
}

static const struct view_class rows_view_class = {
    .name = "import-rows",
    .contexts = memory_view_contexts,
    .key = key,
    .uncovered = memory_view_uncovered,
    .draw = draw,
    .command = command,
    .tick = tick,
    .hang_up = hang_up,
    .unsaved = unsaved,
    .help = help,
    .close = memory_view_close,
};

void import_rows_open(struct importing *i)
{
    struct rows_view *v = mem_new(sizeof *v);
    v->m.app = i->app;
    v->m.context = CTX_IMPORT;
    v->m.load = load;
    v->importing = i;
    find_tabs(v);
    memory_view_open(&v->m, &rows_view_class, columns, N_COLUMNS);
    v->m.box.empty = "没有这样的行。";
}
