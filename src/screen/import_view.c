/* Which file and which book an import is of, and running over it.

   Stages: the book is asked whether it takes imports → a file is chosen → the
   book, where it is not known, by what stands in the file → a look at all of it
   → the screen of its columns.  What is wrong with the file is said over the
   list of files, which stays. */
#include "pbtui/screen/import_view.h"

#include "app_branch.h"
#include "import_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/file_pick.h"
#include "pbtui/tui/dialog.h"

/* ---- running ------------------------------------------------------------- */

struct running {
    struct progress progress;
    struct importing *importing;
    bool saves;
};

static bool on(struct running *r, size_t rows)
{
    size_t all = r->importing->report.rows;
    int percent =
        r->saves && all > 0 ? (int)(rows < all ? 100 * rows / all : 100) : -1;
    return progress_step(
        &r->progress, percent,
        arena_printf(&r->importing->app->ui.frame,
                     r->saves ? "正在写第 %zu 行" : "已读 %zu 行", rows));
}

static bool takes(void *ctx, size_t row, const char *column)
{
    const struct running *r = ctx;
    return importing_takes(r->importing, row, column);
}

static bool leaves(void *ctx, size_t row)
{
    const struct running *r = ctx;
    return importing_is_left(r->importing, row);
}

static bool rows_read(void *ctx, size_t rows)
{
    return on(ctx, rows);
}

/* 第 3 列 = phone: heads may be empty, or twice the same. */
static bool make_map(struct importing *i, struct arena *a,
                     const struct import_map **out, struct err *err)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t k = 0; k < i->n_said; k++) {
        const char *field = i->said[k].field;
        sb_addf(&sb, "第%zu列 = %s\n", i->said[k].at + 1,
                field[0] != '\0' ? field : "不用");
    }
    bool ok = i->n_said == 0 || import_map_read(out, a, sb.s, sb.len, err);
    sb_clear(&sb);
    return ok;
}

static const char *reason_of(const struct importing *i, struct arena *a)
{
    (void)i;
    (void)a;
    return "导入表格";
}

bool importing_run(struct importing *i, struct arena *a, bool save,
                   bool skip_bad, struct import_report *out, struct err *err)
{
    struct running r = {.importing = i, .saves = save};
    struct import_wish wish = {.ledger = i->ledger,
                               .source = &i->file.source,
                               .takes = takes,
                               .leaves = leaves,
                               .ctx = &r,
                               .save = save,
                               .skip_bad = skip_bad,
                               .reason = save ? reason_of(i, a) : NULL,
                               .go_on = rows_read};
    if (!make_map(i, a, &wish.map, err)) {
        return false;
    }
    i->file.wish.go_on = rows_read;
    i->file.wish.ctx = &r;
    progress_start(&r.progress, &i->app->ui, save ? "导入" : "读表格");
    bool ok = import_run(out, i->app->book, a, &wish, err);
    progress_end(&r.progress);
    /* The file is read again to hand rows back, when this frame is gone. */
    i->file.wish.go_on = NULL;
    i->file.wish.ctx = NULL;
    return ok;
}

bool importing_look(struct importing *i, struct err *err)
{
    struct arena fresh = ARENA_INIT;
    struct import_report report;
    if (!importing_run(i, &fresh, false, false, &report, err)) {
        arena_clear(&fresh);
        return false;
    }
    arena_clear(&i->found);
    i->found = fresh;
    i->report = report;
    return true;
}

static void drop_file(struct arena *file)
{
    if (file != NULL) {
        arena_clear(file);
        mem_free(file);
    }
}

/* A cover page is no reason to give the workbook up. */
static void keep_others(struct importing *i, const struct err *err)
{
    const struct cells_file *f = &i->file;
    bool no_head = err_is(err, "E-IMPORT-003") || err_is(err, "E-IMPORT-004");
    if (no_head && !f->is_csv && f->n_notes > 0) {
        i->others = arena_str(&i->arena, f->notes[0]);
    }
}

/* The file keeps the arena it lives in, so that is one of its own. */
bool importing_open(struct importing *i, const char *sheet, struct err *err)
{
    struct arena *fresh = mem_new(sizeof *fresh);
    const struct cells_file was = i->file;
    const char *kept = sheet != NULL ? arena_str(&i->arena, sheet) : NULL;
    const struct cells_wish wish = {.path = i->path, .sheet = kept};
    i->others = NULL;
    if (!cells_open(&i->file, fresh, &wish, err) || !importing_look(i, err)) {
        keep_others(i, err);
        i->file = was;
        drop_file(fresh);
        return false;
    }
    drop_file(i->file_arena);
    i->file_arena = fresh;
    i->sheet = kept;
    return true;
}

struct importing *importing_new(struct app *app, const struct ledger *l,
                                struct view *base, const char *path)
{
    struct importing *i = mem_new(sizeof *i);
    i->app = app;
    i->ledger = l;
    i->base = base;
    i->path = arena_str(&i->arena, path);
    return i;
}

void importing_free(struct importing *i)
{
    sheet_draft_clear(&i->draft);
    arena_clear(&i->arena);
    drop_file(i->file_arena);
    arena_clear(&i->found);
    mem_free(i->said);
    mem_free(i->picks);
    mem_free(i->left);
    mem_free(i);
}

/* ---- the file that is chosen --------------------------------------------- */

struct choosing {
    struct app *app;
    const struct ledger *ledger; /* NULL: asked for */
    struct view *base;
    struct arena arena;
    const char *path; /* while the book is asked for */
};

static void open_or_ask(struct importing *i, const char *sheet);

static void sheet_typed(void *ctx, struct ui *ui, const char *text)
{
    (void)ui;
    if (text != NULL && text[0] != '\0') {
        open_or_ask(ctx, text);
    } else {
        importing_free(ctx);
    }
}

static void open_or_ask(struct importing *i, const char *sheet)
{
    struct err err = ERR_INIT;
    if (importing_open(i, sheet, &err)) {
        import_heads_open(i);
    } else if (i->others != NULL) {
        dialog_input(&i->app->ui, "读哪个工作表",
                     arena_printf(&i->app->ui.frame,
                                  "%s\n%s\n写工作表的名字，或第几个：",
                                  err.text, i->others),
                     "", SHEET_CHARS, sheet_typed, i);
    } else {
        dialog_error(&i->app->ui, &err);
        importing_free(i);
    }
}

static void begin(struct choosing *c, const struct ledger *l, const char *path)
{
    const char *refusal = import_refusal(c->app->book, l);
    if (refusal != NULL) {
        dialog_message(&c->app->ui, "不能导入", refusal);
        return;
    }
    open_or_ask(importing_new(c->app, l, c->base, path), NULL);
}

static void book_known(void *ctx, const struct ledger *l)
{
    struct choosing *c = ctx;
    begin(c, l, c->path);
}

static void chosen(void *ctx, const char *path)
{
    struct choosing *c = ctx;
    if (c->ledger != NULL) {
        begin(c, c->ledger, path);
        return;
    }
    c->path = arena_str(&c->arena, path);
    importing_ask_book(c->app, path, book_known, c);
}

static void closed(void *ctx)
{
    struct choosing *c = ctx;
    arena_clear(&c->arena);
    mem_free(c);
}

/* ---- opening ------------------------------------------------------------- */

void import_view_open(struct app *app, const struct ledger *l)
{
    static const char *const endings[] = {".xlsx", ".csv", NULL};
    const char *refusal = l != NULL ? import_refusal(app->book, l) : NULL;
    if (!app_can_write(app) || !book_view_is_today(app)) {
        return;
    }
    if (app_form_is_open(app, true)) {
        ui_note(&app->ui, ROLE_WARN, "请先保存或关闭打开着的表单，再导入。");
        return;
    }
    if (refusal != NULL) {
        dialog_message(&app->ui, "不能导入", refusal);
        return;
    }
    struct choosing *c = mem_new(sizeof *c);
    *c = (struct choosing){.app = app, .ledger = l, .base = app->ui.top};
    const struct file_wish wish = {
        .title = l == NULL
                     ? "导入表格 › 选文件"
                     : arena_printf(&c->arena, "%s › 导入 › 选文件", l->title),
        .endings = endings,
        .keep = "import",
        .chosen = chosen,
        .closed = closed,
        .ctx = c};
    file_pick_open(app, &wish);
}
