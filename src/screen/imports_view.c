/* What was imported: a line a file, newest first.  Enter lists the records that
   one has written, F8 takes all of it back, after a question. */
#include <string.h>

#include "import_screen.h"
#include "memory_view.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/import_view.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/store/audit.h"
#include "pbtui/tui/dialog.h"
#include "sheet_grid.h"

enum { N_COLUMNS = 6, FOOT_ROWS = 3, ROWS_SHOWN = 2000, MINUTES = 16 };

static const struct list_column columns[N_COLUMNS] = {
    {"编号", 4, 6, 1, FIT_RIGHT, true, false},
    {"时间", 16, 16, 2, FIT_LEFT, false, false},
    {"台账", 10, 20, 1, FIT_LEFT, false, false},
    {"文件", 12, 40, 3, FIT_LEFT, false, false},
    {"写入", 6, 8, 1, FIT_RIGHT, true, false},
    {"", 8, 8, 1, FIT_LEFT, false, false},
};

struct imports_view {
    struct memory_view m;
    struct import_done *list;
    size_t n;
    int64_t asked; /* the one that is to be undone */
    struct err err;
    /* records of the one that is looked at */
    struct arena arena;
    const struct ledger *ledger;
    struct audit_row *rows;
    size_t n_rows;
};

static struct imports_view *self_of(struct view *view)
{
    return (struct imports_view *)view;
}

/* ---- rows ---------------------------------------------------------------- */

static const char *book_title(struct imports_view *v, const char *name)
{
    const struct ledger *l = registry_find(v->m.app->book, name);
    return l != NULL ? l->title : name;
}

static size_t written(const struct import_done *d)
{
    return d->counts[IMPORT_FATE_NEW] + d->counts[IMPORT_FATE_FILL] +
           d->counts[IMPORT_FATE_CONFLICT];
}

static void put_row(struct imports_view *v, size_t at)
{
    struct arena *a = &v->m.arena;
    const struct import_done *d = &v->list[at];
    const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
    cells[0] = arena_printf(a, "%lld", (long long)d->number);
    cells[1] = arena_strn(a, d->at, strnlen(d->at, MINUTES));
    cells[2] = book_title(v, d->book);
    cells[3] = d->file;
    cells[4] = arena_printf(a, "%zu", written(d));
    cells[5] = d->undone ? "已撤销" : "";
    v->m.rows.rows[at] =
        (struct list_row){.id = (int64_t)at + 1,
                          .cells = cells,
                          .role = d->undone ? ROLE_DIM : ROLE_TEXT};
}

static void load(struct memory_view *m)
{
    struct imports_view *v = (struct imports_view *)m;
    arena_reset(&v->m.arena);
    v->err = (struct err)ERR_INIT;
    v->n = 0;
    import_list(v->m.app->book, &v->m.arena, &v->list, &v->n, &v->err);
    v->m.rows = (struct memory_list){
        .rows = arena_array(&v->m.arena, v->n + 1, sizeof *v->m.rows.rows),
        .n = v->n,
        .n_cells = 4,
    };
    for (size_t i = 0; i < v->n; i++) {
        put_row(v, i);
    }
    listbox_reload(&v->m.box);
}

static const struct import_done *current(struct imports_view *v)
{
    int at = memory_view_at(&v->m);
    return at < 0 ? NULL : &v->list[at];
}

/* ---- drawing ------------------------------------------------------------- */

static const char *counts_text(struct arena *a, const struct import_done *d)
{
    const char *all = "";
    for (int fate = 0; fate < IMPORT_FATES; fate++) {
        if (d->counts[fate] > 0) {
            all = arena_printf(a, "%s　%s %zu", all,
                               import_fate_word((enum import_fate)fate),
                               d->counts[fate]);
        }
    }
    return all;
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct imports_view *v = self_of(view);
    listbox_load(&v->m.box); /* the foot speaks of its row */
    const struct import_done *d = current(v);
    int foot = area.row + area.rows - FOOT_ROWS;
    app_draw_top(v->m.app, c, area.row, "导入记录");
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, area.row + 2, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
        return;
    }
    listbox_draw(&v->m.box, c,
                 (struct rect){area.row + 1, area.col,
                               area.rows - 1 - FOOT_ROWS, area.cols},
                 ui->top == view);
    canvas_hline(c, foot, area.col, area.cols);
    if (d != NULL) {
        grid_draw_text(
            c, (struct rect){foot + 1, 1, FOOT_ROWS - 1, area.cols - 2},
            ROLE_TEXT,
            arena_printf(
                &ui->frame, "第 %lld 号　%s　%s　%s%s", (long long)d->number,
                d->actor[0] != '\0' ? d->actor : "（未署名）", d->file,
                counts_text(&ui->frame, d), d->undone ? "　已撤销" : ""));
    }
}

/* ---- its records --------------------------------------------------------- */

static const char *label_of(struct imports_view *v, int64_t id)
{
    struct app *app = v->m.app;
    struct record r;
    struct strbuf sb;
    if (!record_read(&r, v->ledger, app->book, &v->arena, id, NULL)) {
        return "（已经不在）";
    }
    sb_init(&sb);
    v->ledger->label(app->book, &r, &sb);
    const char *text = arena_str(&v->arena, sb.s);
    sb_clear(&sb);
    return text;
}

static void record_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct imports_view *v = ctx;
    (void)ui;
    if (id > 0 && (size_t)id <= v->n_rows) {
        opening_record(v->m.app, v->ledger, v->rows[id - 1].id);
    }
}

static void show_rows(struct imports_view *v, const struct import_done *d)
{
    struct app *app = v->m.app;
    struct err err = ERR_INIT;
    arena_reset(&v->arena);
    v->ledger = registry_find(app->book, d->book);
    if (v->ledger == NULL) {
        ui_note(&app->ui, ROLE_WARN, "这本台账现在没有采用，打不开。");
        return;
    }
    if (!audit_rows_beside(app->session.db, &v->arena, "import_run", d->number,
                           v->ledger->table, &v->rows, &v->n_rows, &err)) {
        dialog_error(&app->ui, &err);
        return;
    }
    size_t n = v->n_rows < ROWS_SHOWN ? v->n_rows : ROWS_SHOWN;
    if (n == 0) {
        ui_note(&app->ui, ROLE_WARN, "这次导入没有写入记录。");
        return;
    }
    struct pick_text *rows = arena_array(&v->arena, n, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        rows[i] = (struct pick_text){label_of(v, v->rows[i].id),
                                     v->rows[i].is_new ? "新增" : "修改"};
    }
    pick_texts(app,
               n < v->n_rows
                   ? arena_printf(&v->arena,
                                  "第 %lld 号导入：前 %zu 条，共 %zu 条",
                                  (long long)d->number, n, v->n_rows)
                   : arena_printf(&v->arena, "第 %lld 号导入：%zu 条",
                                  (long long)d->number, n),
               rows, n, 0, record_answer, v);
}

/* ---- undoing ------------------------------------------------------------- */

static void undo_answer(void *ctx, struct ui *ui, int answer)
{
    struct imports_view *v = ctx;
    struct err err = ERR_INIT;
    if (answer != 0) {
        return;
    }
    if (!import_undo(v->m.app->book, v->asked, &err)) {
        dialog_error(ui, &err);
        return;
    }
    app_forget(v->m.app);
    load(&v->m);
    ui_note(ui, ROLE_OK, "第 %lld 号导入已撤销，Ctrl+Y 可以重做。",
            (long long)v->asked);
}

static void ask_undo(struct imports_view *v, const struct import_done *d)
{
    static const char *const buttons[] = {"撤销", "不", NULL};
    struct ui *ui = &v->m.app->ui;
    if (!app_can_write(v->m.app)) {
        return;
    }
    if (d->undone) {
        ui_note(ui, ROLE_WARN, "第 %lld 号导入已经撤销了。",
                (long long)d->number);
        return;
    }
    v->asked = d->number;
    dialog_ask(ui, "撤销这次导入",
               arena_printf(&ui->frame,
                            "第 %lld 号导入（%s，%s）写入的 %zu 条全部撤回，"
                            "补的、改的也还原。",
                            (long long)d->number, d->file,
                            book_title(v, d->book), written(d)),
               buttons, 1, undo_answer, v);
}

/* ---- the view ------------------------------------------------------------ */

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct imports_view *v = self_of(view);
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    const struct import_done *d = current(v);
    switch (cmd) {
    case CMD_IMPORTS_OPEN:
        if (d != NULL) {
            show_rows(v, d);
        }
        return VIEW_DONE;
    case CMD_IMPORTS_UNDO:
        if (d != NULL) {
            ask_undo(v, d);
        }
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
           "【导入记录】每导入一个文件就有一个编号。按回车看它写了哪些记录，"
           "按 F8 整次撤销；以后有人改过其中的记录，就不能整次撤销了。"
           "\n\n");
}

static void close_view(struct view *view)
{
    arena_clear(&self_of(view)->arena);
    memory_view_close(view);
}

static const struct view_class imports_view_class = {
    .name = "imports",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = close_view,
};

void imports_view_open(struct app *app)
{
    struct imports_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_IMPORTS;
    v->m.load = load;
    memory_view_open(&v->m, &imports_view_class, columns, N_COLUMNS);
    v->m.box.empty = "还没有导入过表格。";
}
