/* The form of an export.  Stages: asked → the file written, what is shown in
   full noted before it gets its name → told, with its path.  It stays until it
   has been done, so that nothing has to be typed again after a refusal. */
#include "pbtui/screen/export_view.h"

#include <string.h>

#include "file_write.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/export.h"
#include "pbtui/screen/commands.h"
#include "pbtui/tui/dialog.h"
#include "pbtui/tui/formbox.h"

enum { ITEM_AS, ITEM_PATH, ITEM_NUMBERS, ITEM_REASON, ITEM_COUNT };
enum { FORM_COLS = 66, FORM_ROWS = 9 };

#define AS_XLSX "电子表格（.xlsx）"
#define AS_CSV  "CSV（UTF-8）"
#define AS_GB   "CSV（GB18030，旧软件用）"
#define MASKED  "打码"
#define WHOLE   "写全"

struct export_view {
    struct view view;
    struct app *app;
    struct arena arena;
    struct query query;
    bool is_template;
    bool has_numbers; /* some field of it is masked */
    size_t rows;
    struct form_item items[ITEM_COUNT];
    struct formbox form;
};

static const char *const formats[] = {AS_XLSX, AS_CSV, AS_GB, NULL};
static const char *const masks[] = {MASKED, WHOLE, NULL};

static const struct form_item blank_items[ITEM_COUNT] = {
    {.name = "as",
     .label = "存成",
     .hint = "← → 换一种；给 Excel、WPS 用的选第一种",
     .editor = FORM_CHOICE,
     .cols = 34,
     .choices = formats,
     .required = true},
    {.name = "path",
     .label = "文件",
     .hint = "~ 是您的主文件夹，也可写 U 盘上的位置",
     .editor = FORM_LINE,
     .cols = 48,
     .max_chars = 400,
     .required = true,
     .new_row = true},
    {.name = "numbers",
     .label = "身份证号、电话",
     .hint = "← → 换一种；写全的要写原因，每一个都记入账本",
     .editor = FORM_CHOICE,
     .cols = 8,
     .choices = masks,
     .required = true,
     .new_row = true},
    {.name = "reason",
     .label = "原因",
     .hint = "为什么要写全：给谁、做什么用",
     .editor = FORM_LINE,
     .cols = 48,
     .max_chars = 120,
     .required = true,
     .new_row = true},
};

/* ---- what is chosen ------------------------------------------------------ */

static bool chosen(const struct export_view *v, int item, const char *what)
{
    return strcmp(formbox_get(&v->items[item]), what) == 0;
}

static enum export_format format_of(const struct export_view *v)
{
    return v->is_template || chosen(v, ITEM_AS, AS_XLSX) ? EXPORT_XLSX
                                                         : EXPORT_CSV;
}

static bool in_full(const struct export_view *v)
{
    return v->has_numbers && chosen(v, ITEM_NUMBERS, WHOLE);
}

/* The path ends as the format says. */
static void follow_choice(struct export_view *v)
{
    static const char *const endings[] = {
        [EXPORT_XLSX] = ".xlsx", [EXPORT_CSV] = ".csv"};
    struct form_item *path = &v->items[ITEM_PATH];
    const char *now = formbox_get(path);
    enum export_format is;
    v->items[ITEM_REASON].hidden = !in_full(v);
    if (export_format_of(now, &is) && is != format_of(v)) {
        size_t stem = strlen(now) - strlen(endings[is]);
        formbox_set(path, arena_printf(&v->app->ui.frame, "%.*s%s", (int)stem,
                                       now, endings[format_of(v)]));
    }
}

static void on_check(void *ctx, struct formbox *f, struct form_item *item,
                     bool leaving)
{
    struct export_view *v = ctx;
    enum export_format is;
    (void)f;
    if (item == &v->items[ITEM_AS] || item == &v->items[ITEM_NUMBERS]) {
        follow_choice(v);
    } else if (leaving && item == &v->items[ITEM_PATH] &&
               strchr(formbox_get(item), '.') != NULL &&
               (!export_format_of(formbox_get(item), &is) ||
                is != format_of(v))) {
        formbox_error(item, format_of(v) == EXPORT_XLSX
                                ? "文件名请以 .xlsx 结尾。"
                                : "文件名请以 .csv 结尾。");
    }
}

/* ---- doing it ------------------------------------------------------------ */

static bool write(void *ctx, const char *path, enum file_flags flags,
                  struct err *err)
{
    struct export_view *v = ctx;
    struct progress p;
    const struct export_job job = {
        .wish = {.query = v->query,
                 .reveal =
                     in_full(v) ? formbox_get(&v->items[ITEM_REASON]) : NULL},
        .format = format_of(v),
        .gb18030 = chosen(v, ITEM_AS, AS_GB),
        .path = path,
        .flags = flags};
    progress_start(&p, &v->app->ui, "存成表格");
    bool ok = v->is_template
                  ? export_template(v->app->book, &v->arena, &job, err)
                  : export_book(v->app->book, &v->arena, &job, &v->rows, err);
    progress_end(&p);
    return ok;
}

/* The form goes first, so that the word about it is on top. */
static void done(void *ctx, const char *path)
{
    struct export_view *v = ctx;
    struct ui *ui = &v->app->ui;
    bool is_template = v->is_template;
    size_t rows = v->rows;
    ui_pop(ui);
    if (is_template) {
        ui_note(ui, ROLE_OK, "空表已存为 %s，填好后用“导入”收进来。", path);
    } else {
        ui_note(ui, ROLE_OK, "已存为 %s（%zu 条）", path, rows);
    }
}

static void dropped(void *ctx)
{
    (void)ctx; /* the form is still there */
}

static void go(struct export_view *v)
{
    const struct file_writer w = {write, done, dropped, v};
    if (formbox_check_all(&v->form) && (!in_full(v) || app_can_write(v->app))) {
        file_write_at(v->app, formbox_get(&v->items[ITEM_PATH]),
                      export_name(&v->arena, v->app->book, v->query.ledger,
                                  format_of(v), v->is_template),
                      &w);
    }
}

/* ---- the view ------------------------------------------------------------ */

static uint64_t contexts(const struct view *view)
{
    const struct export_view *v = (const struct export_view *)view;
    return CTX_ALL | CTX_DIALOG | CTX_SEND | formbox_contexts(&v->form);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct export_view *v = (struct export_view *)view;
    struct rect box = rect_centred(area, FORM_ROWS + 2, FORM_COLS + 4);
    (void)ui;
    canvas_fill(c, box, ROLE_DIALOG);
    canvas_box(c, box,
               arena_printf(&ui->frame, "%s：%s", v->query.ledger->title,
                            v->is_template ? "空表（导入模板）"
                                           : "存成表格，全部栏目"));
    formbox_draw(&v->form, c, rect_inset(box, 1, 1));
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct export_view *v = (struct export_view *)view;
    if (cmd == CMD_SEND_GO) {
        go(v);
        return VIEW_DONE;
    }
    enum view_result r = formbox_command(&v->form, ui, cmd);
    if (r != VIEW_PASS) {
        return r;
    }
    /* Nothing of the program happens below a question. */
    return cmd == CMD_BACK ? VIEW_CLOSE
           : cmd == CMD_HELP || cmd == CMD_REDRAW || cmd == CMD_SUSPEND
               ? VIEW_PASS
               : VIEW_DONE;
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    return formbox_key(&((struct export_view *)view)->form, ui, k);
}

static void close_view(struct view *view)
{
    struct export_view *v = (struct export_view *)view;
    formbox_clear(&v->form);
    arena_clear(&v->arena);
    mem_free(v);
}

static const struct view_class export_view_class = {
    .name = "export",
    .overlay = true,
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .close = close_view,
};

/* ---- opening ------------------------------------------------------------- */

static bool has_numbers(const struct ledger *l)
{
    bool has = false;
    for (size_t i = 0; !has && i < l->n_fields; i++) {
        has = l->fields[i].kind->secret && export_has(l, &l->fields[i]);
    }
    return has;
}

static const char *kept(struct arena *a, const char *s)
{
    return s != NULL ? arena_str(a, s) : NULL;
}

static void open_form(struct export_view *v)
{
    struct app *app = v->app;
    struct form_hooks hooks = {.ctx = v, .check = on_check};
    v->view.cls = &export_view_class;
    v->has_numbers = !v->is_template && has_numbers(v->query.ledger);
    memcpy(v->items, blank_items, sizeof v->items);
    v->items[ITEM_AS].hidden = v->is_template;
    v->items[ITEM_NUMBERS].hidden = !v->has_numbers;
    v->items[ITEM_REASON].hidden = true;
    formbox_init(&v->form, v->items, ITEM_COUNT, NULL, 1, hooks);
    formbox_set(&v->items[ITEM_AS], AS_XLSX);
    formbox_set(&v->items[ITEM_NUMBERS], MASKED);
    formbox_set(&v->items[ITEM_PATH],
                arena_printf(&v->arena, "~/%s",
                             export_name(&v->arena, app->book, v->query.ledger,
                                         EXPORT_XLSX, v->is_template)));
    ui_push(&app->ui, &v->view);
}

void export_view_open(struct app *app, const struct query *q)
{
    struct export_view *v = mem_new(sizeof *v);
    v->app = app;
    v->query = *q;
    v->query.find = kept(&v->arena, q->find);
    v->query.facet_value = kept(&v->arena, q->facet_value);
    v->query.kind = kept(&v->arena, q->kind);
    open_form(v);
}

void export_view_open_template(struct app *app, const struct ledger *l)
{
    struct export_view *v = mem_new(sizeof *v);
    v->app = app;
    v->is_template = true;
    v->query = query_of(l, &l->views[0]);
    open_form(v);
}
