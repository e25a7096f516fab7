/* Lists and records as tables on the screen, and into files. */
#include "pbtui/screen/print_view.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/record.h"
#include "pbtui/report/listing.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

#define PAPER_COLS 120

struct print_view {
    struct view view;
    struct app *app;
    struct arena arena;
    struct table table;
    struct strbuf text; /* as it prints */
    const char *name;   /* of the file, without ending */
    size_t top_line;
    size_t n_lines;
    int left_cols;
    enum table_format format;
    char *path; /* of the file under question */
};

/* ---- saving ----------------------------------------------------------- */

static bool write_file(struct print_view *v, enum file_flags flags,
                       struct err *err)
{
    struct strbuf sb;
    sb_init(&sb);
    table_write(&sb, &v->table, v->format,
                v->format == TABLE_TEXT ? PAPER_COLS : 0,
                v->format == TABLE_CSV);
    bool ok = file_write(v->path, sb.s, sb.len, flags, err);
    sb_clear(&sb);
    return ok;
}

static void told(struct print_view *v, bool ok, const struct err *err)
{
    if (ok) {
        ui_note(&v->app->ui, ROLE_OK, "已存为 %s（%zu 行）", v->path,
                v->table.n_rows);
    } else {
        dialog_error(&v->app->ui, err);
    }
}

static void replace_answer(void *ctx, struct ui *ui, int answer)
{
    (void)ui;
    struct print_view *v = ctx;
    struct err err = ERR_INIT;
    if (answer == 1) {
        told(v, write_file(v, FILE_REPLACE, &err), &err);
    }
}

/* ~/x, a folder, a bare name without its ending: what a clerk means by it. */
static char *whole_path(const struct print_view *v, const char *typed)
{
    const char *ending = v->format == TABLE_CSV ? ".csv" : ".txt";
    const char *home = getenv("HOME");
    struct stat st;
    struct strbuf sb;
    sb_init(&sb);
    if (strncmp(typed, "~/", 2) == 0 && home != NULL) {
        sb_addf(&sb, "%s%s", home, typed + 1);
    } else if (typed[0] == '/' || home == NULL) {
        sb_add(&sb, typed);
    } else {
        sb_addf(&sb, "%s/%s", home, typed);
    }
    if (stat(sb.s, &st) == 0 && S_ISDIR(st.st_mode)) {
        sb_addf(&sb, "%s%s", sb.s[sb.len - 1] == '/' ? "" : "/", v->name);
    }
    const char *slash = strrchr(sb.s, '/');
    if (strchr(slash != NULL ? slash : sb.s, '.') == NULL) {
        sb_add(&sb, ending);
    }
    char *path = sb_take(&sb);
    sb_clear(&sb);
    return path;
}

static void path_answer(void *ctx, struct ui *ui, const char *typed)
{
    static const char *const buttons[] = {"不", "覆盖", NULL};
    struct print_view *v = ctx;
    struct err err = ERR_INIT;
    if (typed == NULL || typed[0] == '\0') {
        return;
    }
    mem_free(v->path);
    v->path = whole_path(v, typed);
    if (file_exists(v->path)) {
        dialog_ask(ui, "文件已存在", v->path, buttons, 0, replace_answer, v);
        return;
    }
    told(v, write_file(v, FILE_NEW, &err), &err);
}

static void ask_path(struct print_view *v)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "~/%s.%s", v->name, v->format == TABLE_CSV ? "csv" : "txt");
    dialog_input(&v->app->ui, "存为文件",
                 "文件名（~ 是您的主文件夹，也可写 U 盘上的位置）：", sb.s, 200,
                 path_answer, v);
    sb_clear(&sb);
}

static void format_answer(void *ctx, struct ui *ui, int answer)
{
    (void)ui;
    struct print_view *v = ctx;
    if (answer >= 0) {
        v->format = answer == 0 ? TABLE_TEXT : TABLE_CSV;
        ask_path(v);
    }
}

/* ---- the view --------------------------------------------------------- */

static const char *line_at(const struct print_view *v, size_t wanted, size_t *n)
{
    const char *s = v->text.s;
    const char *end = s + v->text.len;
    for (size_t i = 0; i < wanted && s < end; i++) {
        while (s < end && *s != '\n') {
            s++;
        }
        s += s < end;
    }
    const char *stop = s;
    while (stop < end && *stop != '\n') {
        stop++;
    }
    *n = (size_t)(stop - s);
    return s;
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    (void)ui;
    struct print_view *v = (struct print_view *)view;
    app_draw_top(v->app, c, area.row, "打印预览");
    struct rect inner = {area.row + 1, area.col, area.rows - 2, area.cols};
    struct rect before = canvas_clip(c, inner);
    for (int i = 0; i < inner.rows; i++) {
        size_t n;
        const char *s = line_at(v, v->top_line + (size_t)i, &n);
        canvas_putn(c, inner.row + i, 1 - v->left_cols, ROLE_TEXT, s, n);
    }
    canvas_unclip(c, before);
    canvas_putf(c, area.row + area.rows - 1, 1, ROLE_DIM,
                "第 %zu–%zu 行，共 %zu 行", v->top_line + 1,
                v->top_line + (size_t)inner.rows < v->n_lines
                    ? v->top_line + (size_t)inner.rows
                    : v->n_lines,
                v->n_lines);
}

static unsigned contexts(const struct view *view)
{
    (void)view;
    return CTX_ALL | CTX_LIST | CTX_TABLE;
}

static void scroll(struct print_view *v, int64_t lines)
{
    int64_t top = (int64_t)v->top_line + lines;
    int64_t last = (int64_t)v->n_lines - 1;
    top = top > last ? last : top;
    v->top_line = top < 0 ? 0 : (size_t)top;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    static const char *const formats[] = {"文本", "CSV（Excel、WPS）", NULL};
    struct print_view *v = (struct print_view *)view;
    int page = ui->canvas.rows - 4;
    switch (cmd) {
    case CMD_UP:
        scroll(v, -1);
        return VIEW_DONE;
    case CMD_DOWN:
        scroll(v, 1);
        return VIEW_DONE;
    case CMD_PAGE_UP:
        scroll(v, -page);
        return VIEW_DONE;
    case CMD_PAGE_DOWN:
        scroll(v, page);
        return VIEW_DONE;
    case CMD_FIRST:
        v->top_line = 0;
        return VIEW_DONE;
    case CMD_LAST:
        scroll(v, (int64_t)v->n_lines);
        scroll(v, -page + 1);
        return VIEW_DONE;
    case CMD_LEFT:
        v->left_cols -= v->left_cols >= 8 ? 8 : v->left_cols;
        return VIEW_DONE;
    case CMD_RIGHT:
        v->left_cols += v->left_cols < PAPER_COLS ? 8 : 0;
        return VIEW_DONE;
    case CMD_KEEP_TABLE:
        dialog_ask(ui, "存为文件", "存成哪一种？", formats, 0, format_answer,
                   v);
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

static void close_view(struct view *view)
{
    struct print_view *v = (struct print_view *)view;
    sb_clear(&v->text);
    mem_free(v->path);
    arena_clear(&v->arena);
    mem_free(v);
}

static const struct view_class print_view_class = {
    .name = "print",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .close = close_view,
};

static struct print_view *make(struct app *app)
{
    struct print_view *v = mem_new(sizeof *v);
    v->view.cls = &print_view_class;
    v->app = app;
    sb_init(&v->text);
    return v;
}

static void show(struct print_view *v, const char *title)
{
    char day[11];
    v->name = arena_printf(&v->arena, "%s-%s", title,
                           date_text(v->app->book->day, day));
    table_write(&v->text, &v->table, TABLE_TEXT, PAPER_COLS, false);
    for (size_t i = 0; i < v->text.len; i++) {
        v->n_lines += v->text.s[i] == '\n';
    }
    ui_push(&v->app->ui, &v->view);
}

void print_view_open(struct app *app, const struct query *q, bool csv)
{
    struct print_view *v = make(app);
    struct err err = ERR_INIT;
    if (!listing_make(&v->table, app->book, &v->arena, q, &err)) {
        ui_note_err(&app->ui, &err);
        close_view(&v->view);
        return;
    }
    show(v, q->view->title);
    if (csv) {
        v->format = TABLE_CSV;
        ask_path(v);
    }
}

static struct table copy_table(struct arena *a, const struct table *t)
{
    struct table out = *t;
    struct table_column *columns =
        arena_array(a, t->n_columns, sizeof *columns);
    const char *const **rows = arena_array(a, t->n_rows, sizeof *rows);
    for (size_t i = 0; i < t->n_columns; i++) {
        columns[i] = t->columns[i];
        columns[i].name = arena_str(a, t->columns[i].name);
        columns[i].title = arena_str(a, t->columns[i].title);
    }
    for (size_t i = 0; i < t->n_rows; i++) {
        const char **cells = arena_array(a, t->n_columns, sizeof *cells);
        for (size_t k = 0; k < t->n_columns; k++) {
            const char *cell = t->rows[i][k];
            cells[k] = cell != NULL ? arena_str(a, cell) : NULL;
        }
        rows[i] = cells;
    }
    out.columns = columns;
    out.rows = rows;
    out.title = t->title != NULL ? arena_str(a, t->title) : NULL;
    out.foot = t->foot != NULL ? arena_str(a, t->foot) : NULL;
    return out;
}

void print_view_open_table(struct app *app, const char *title,
                           const struct table *t)
{
    struct print_view *v = make(app);
    v->table = copy_table(&v->arena, t);
    show(v, title);
}

void print_view_open_record(struct app *app, const struct ledger *l, int64_t id)
{
    struct print_view *v = make(app);
    struct record r;
    struct err err = ERR_INIT;
    if (!record_read(&r, l, app->book, &v->arena, id, &err) ||
        !listing_record(&v->table, app->book, &v->arena, &r, &err)) {
        ui_note_err(&app->ui, &err);
        close_view(&v->view);
        return;
    }
    struct strbuf name;
    sb_init(&name);
    l->label(app->book, &r, &name);
    show(v, name.s);
    sb_clear(&name);
}
