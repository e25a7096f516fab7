/* What each column of the file is: its head, what stands below it, the field
   that it goes into and how that was known.  Enter changes one, Space leaves it
   out, F2 goes on to the rows.

   Owns the import: closing this screen gives it up, which is asked when
   something was decided. */
#include <string.h>

#include "import_heads.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/import_view.h"
#include "pbtui/tui/dialog.h"
#include "sheet_grid.h"

enum { N_COLUMNS = 5, FOOT_ROWS = 5 };

static const struct list_column columns[N_COLUMNS] = {
    {"列", 3, 4, 3, FIT_LEFT, false, false},
    {"表头", 12, 26, 1, FIT_LEFT, false, false},
    {"下面第一个", 10, 28, 2, FIT_LEFT, false, false},
    {"收进哪一项", 12, 24, 1, FIT_LEFT, false, false},
    {"怎样认的", 8, 14, 4, FIT_LEFT, false, false},
};

static struct heads_view *self_of(struct view *view)
{
    return (struct heads_view *)view;
}

/* ---- rows --------------------------------------------------------------- */

const char *heads_letters(struct arena *a, size_t at)
{
    const size_t n = 26;
    char text[8];
    size_t k = sizeof text;
    text[--k] = '\0';
    for (at++; at > 0 && k > 0; at = (at - 1) / n) {
        text[--k] = (char)('A' + (at - 1) % n);
    }
    return arena_str(a, text + k);
}

static const struct field *field_named(const struct importing *i,
                                       const char *column)
{
    for (size_t k = 0; k < i->report.n_fields; k++) {
        if (strcmp(i->report.fields[k]->column, column) == 0) {
            return i->report.fields[k];
        }
    }
    return NULL;
}

const struct field *heads_field(const struct importing *i,
                                const struct import_column *c)
{
    const struct import_said *said = importing_said(i, c->at);
    if (said != NULL) {
        return said->field[0] != '\0' ? field_named(i, said->field) : NULL;
    }
    return c->field >= 0 ? i->report.fields[c->field] : NULL;
}

static const char *how_text(const struct importing *i,
                            const struct import_column *c)
{
    static const char *const words[] = {
        [IMPORT_HOW_NONE] = "没认出",      [IMPORT_HOW_MAP] = "照上次的",
        [IMPORT_HOW_SAME] = "同名",        [IMPORT_HOW_SYNONYM] = "别的叫法",
        [IMPORT_HOW_CONTENT] = "看内容像",
    };
    return importing_said(i, c->at) != NULL ? "您定的" : words[c->how];
}

static const char *target_text(const struct importing *i,
                               const struct import_column *c)
{
    const struct field *f = heads_field(i, c);
    return f != NULL                          ? f->label
           : importing_said(i, c->at) != NULL ? "不用"
                                              : c->as;
}

static void put_row(struct heads_view *v, size_t at)
{
    const struct importing *i = v->importing;
    const struct import_column *c = &i->report.columns[at];
    struct arena *a = &v->m.arena;
    const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
    bool used = heads_field(i, c) != NULL;
    bool unknown =
        !used && c->how == IMPORT_HOW_NONE && importing_said(i, c->at) == NULL;
    cells[0] = heads_letters(a, c->at);
    cells[1] = c->head[0] != '\0' ? c->head : "（没有表头）";
    cells[2] = c->example;
    cells[3] = target_text(i, c);
    cells[4] = how_text(i, c);
    v->m.rows.rows[at] = (struct list_row){.id = (int64_t)at + 1,
                                           .cells = cells,
                                           .role = unknown ? ROLE_WARN
                                                   : used  ? ROLE_TEXT
                                                           : ROLE_DIM};
}

void heads_load(struct memory_view *m)
{
    struct heads_view *v = (struct heads_view *)m;
    const struct import_report *r = &v->importing->report;
    arena_reset(&v->m.arena);
    v->m.rows = (struct memory_list){
        .rows =
            arena_array(&v->m.arena, r->n_columns + 1, sizeof *v->m.rows.rows),
        .n = r->n_columns,
        .n_cells = 4,
    };
    for (size_t i = 0; i < r->n_columns; i++) {
        put_row(v, i);
    }
    listbox_reload(&v->m.box);
}

static const struct import_column *current(struct heads_view *v)
{
    int at = memory_view_at(&v->m);
    return at < 0 ? NULL : &v->importing->report.columns[at];
}

/* ---- drawing ------------------------------------------------------------ */

const char *heads_counted(const struct heads_view *v, struct arena *a)
{
    const struct import_report *r = &v->importing->report;
    size_t used = 0;
    size_t rows = 0;
    for (size_t k = 0; k < IMPORT_FATES; k++) {
        rows += r->counts[k];
    }
    for (size_t k = 0; k < r->n_columns; k++) {
        used += heads_field(v->importing, &r->columns[k]) != NULL;
    }
    return arena_printf(a,
                        "第 %zu 行是表头，下面 %zu 行；%zu 列收进台账，"
                        "%zu 列不用。",
                        r->head_row, rows, used, r->n_columns - used);
}

/* What the reader and the engine have to say of the whole. */
static const char *notes(const struct heads_view *v, struct arena *a)
{
    const struct cells_file *f = &v->importing->file;
    const struct import_report *r = &v->importing->report;
    const char *all = "";
    for (size_t i = 0; i < f->n_notes; i++) {
        all = arena_printf(a, "%s%s", all, f->notes[i]);
    }
    for (size_t i = 0; i < r->n_notes; i++) {
        all = arena_printf(a, "%s%s", all, r->notes[i]);
    }
    return all;
}

static const char *where_text(const struct importing *i, struct arena *a)
{
    const char *sheet = i->file.sheet;
    return arena_printf(a, "%s › 导入 › 对应列 › %s%s%s", i->ledger->title,
                        i->file.source.name, sheet[0] != '\0' ? " · " : "",
                        sheet);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct heads_view *v = self_of(view);
    struct arena *a = &ui->frame;
    int foot = area.row + area.rows - FOOT_ROWS;
    app_draw_top(v->m.app, c, area.row, where_text(v->importing, a));
    listbox_draw(&v->m.box, c,
                 (struct rect){area.row + 1, area.col,
                               area.rows - 1 - FOOT_ROWS, area.cols},
                 ui->top == view);
    canvas_hline(c, foot, area.col, area.cols);
    canvas_put_fit(c, foot + 1, 1, area.cols - 2, ROLE_TEXT, FIT_LEFT,
                   heads_counted(v, a));
    grid_draw_text(c, (struct rect){foot + 2, 1, FOOT_ROWS - 2, area.cols - 2},
                   ROLE_DIM, notes(v, a));
}

/* ---- the view -------------------------------------------------------------
 */

/* Looked at anew, because a column may be another one now. */
static void go_on(struct heads_view *v)
{
    struct err err = ERR_INIT;
    if (!importing_look(v->importing, &err)) {
        dialog_error(&v->m.app->ui, &err);
        return;
    }
    heads_load(&v->m);
    import_rows_open(v->importing);
}

static void leave_answer(void *ctx, struct ui *ui, int answer)
{
    struct heads_view *v = ctx;
    struct importing *i = v->importing;
    if (answer == 0) {
        importing_write_draft(i);
        ui_note(ui, ROLE_DIM, "草稿还留着，命令“草稿”里可再打开。");
        ui_pop(ui);
    } else if (answer == 1) {
        sheet_draft_remove(&i->draft, i->app);
        ui_pop(ui);
    }
}

static enum view_result go_back(struct heads_view *v)
{
    static const char *const buttons[] = {"留作草稿", "不导入了", "接着看",
                                          NULL};
    if (!importing_has_decided(v->importing)) {
        sheet_draft_remove(&v->importing->draft, v->m.app);
        return VIEW_CLOSE;
    }
    dialog_ask(&v->m.app->ui, "还没有导入",
               "您改过列的对应，或定过哪些行怎样收。", buttons, 0, leave_answer,
               v);
    return VIEW_DONE;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct heads_view *v = self_of(view);
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    const struct import_column *c = current(v);
    switch (cmd) {
    case CMD_IMPORT_LOOK:
        go_on(v);
        return VIEW_DONE;
    case CMD_IMPORT_HEAD:
        if (c != NULL) {
            heads_ask_field(v, c);
        }
        return VIEW_DONE;
    case CMD_IMPORT_UNUSED:
        if (c != NULL) {
            heads_toggle_unused(v, c);
        }
        return VIEW_DONE;
    case CMD_IMPORT_AGAIN:
        heads_open_again(v, v->importing->sheet);
        return VIEW_DONE;
    case CMD_IMPORT_SHEET:
        heads_ask_sheet(v);
        return VIEW_DONE;
    case CMD_BACK:
        return go_back(v);
    default:
        return VIEW_PASS;
    }
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
    const struct heads_view *v = (const struct heads_view *)view;
    return importing_has_decided(v->importing);
}

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(
        out,
        "【对应列】文件里的每一列收进台账的哪一项。程序按表头认：和台账同名的、"
        "常见的别的叫法、上次您定过的；都不是，再看下面的内容像什么。"
        "认得不对，按回车改；不要的，按空格。定好以后按 F2 预看，"
        "预看不写账本。\n\n");
}

static void close_view(struct view *view)
{
    importing_free(self_of(view)->importing);
    memory_view_close(view);
}

static const struct view_class heads_view_class = {
    .name = "import-heads",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .tick = tick,
    .hang_up = hang_up,
    .unsaved = unsaved,
    .help = help,
    .close = close_view,
};

void import_heads_open(struct importing *i)
{
    struct heads_view *v = mem_new(sizeof *v);
    v->m.app = i->app;
    v->m.context = CTX_IMPORT_HEADS;
    v->m.load = heads_load;
    v->importing = i;
    memory_view_open(&v->m, &heads_view_class, columns, N_COLUMNS);
    v->m.box.empty = "没有一列。";
}

bool import_view_has_draft(const struct view *view, const char *id)
{
    const struct heads_view *v = (const struct heads_view *)view;
    return view->cls == &heads_view_class && v->importing->draft.id != NULL &&
           strcmp(v->importing->draft.id, id) == 0;
}
