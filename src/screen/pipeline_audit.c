/* F7: the whole file looked over, a row for each finding with its remedy; Enter
   goes to the step.  The words of the row under the cursor stand whole at the
   foot. */
#include "pipeline_screen.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/fit.h"

#define FOOT_ROWS 5

struct audit_view {
    struct view view;
    struct pipeline_view *owner; /* below it, and so outlives it */
    struct arena arena;
    struct file_finding *list;
    size_t n;
    struct listbox box;
    struct memory_list rows;
};

static struct audit_view *self_of(struct view *view)
{
    return (struct audit_view *)view;
}

static const struct list_column columns[] = {
    {"", 2, 2, 1, FIT_LEFT, false, false},
    {"步", 2, 2, 1, FIT_RIGHT, true, false},
    {"步骤", 10, 16, 2, FIT_LEFT, false, false},
    {"问题", 20, 90, 1, FIT_LEFT, false, false},
};

static void load(struct audit_view *v)
{
    struct pipeline_view *o = v->owner;
    struct arena *a = &v->arena;
    const struct pipeline_rules *r = book_pipeline(o->app->book);
    struct pipeline_file f;
    arena_reset(a);
    v->n = 0;
    if (pipeline_read(&f, o->app->book, a, o->file, NULL)) {
        v->n = pipeline_audit(a, r, &f.facts, o->app->book->day, &v->list);
    }
    v->rows.n = v->n;
    v->rows.n_cells = ARRAY_LEN(columns);
    v->rows.rows = arena_array(a, v->n + 1, sizeof *v->rows.rows);
    for (size_t i = 0; i < v->n; i++) {
        const struct file_finding *x = &v->list[i];
        const char **c = arena_array(a, ARRAY_LEN(columns), sizeof *c);
        size_t n = 0;
        c[n++] = x->grave ? "✗" : "!";
        c[n++] = arena_printf(a, "%d", x->step);
        c[n++] = r->steps[x->step].abbr;
        c[n++] = x->text;
        v->rows.rows[i] =
            (struct list_row){.id = (int64_t)i + 1,
                              .cells = (const char *const *)c,
                              .role = x->grave ? ROLE_ERROR : ROLE_WARN};
    }
    listbox_reload(&v->box);
}

static const struct file_finding *current(const struct audit_view *v)
{
    int64_t id = listbox_id(&v->box);
    return id > 0 && (size_t)id <= v->n ? &v->list[id - 1] : NULL;
}

static int put_wrapped(struct canvas *c, int row, int end, int cols,
                       enum role role, const char *text)
{
    size_t len = strlen(text), at = 0;
    struct fit_line line;
    while (row < end && fit_wrap_line(text, len, at, cols, &line)) {
        canvas_putn(c, row++, 1, role, text + line.at_bytes, line.n_bytes);
        at = line.next_bytes;
        if (at >= len) {
            break;
        }
    }
    return row;
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct audit_view *v = self_of(view);
    struct rect inner = {area.row + 1, area.col, area.rows - 1 - FOOT_ROWS,
                         area.cols};
    int foot = area.row + area.rows - FOOT_ROWS;
    int end = area.row + area.rows;
    app_draw_top(v->owner->app, c, area.row,
                 arena_printf(&ui->frame, "发展党员 › %s › 逐步审查",
                              v->owner->f.person.name));
    listbox_draw(&v->box, c, inner, ui->top == view);
    canvas_hline(c, foot, area.col, area.cols);
    const struct file_finding *x = current(v);
    if (x != NULL) {
        int row = put_wrapped(c, foot + 1, end, area.cols - 2,
                              x->grave ? ROLE_ERROR : ROLE_WARN, x->text);
        put_wrapped(c, row, end, area.cols - 2, ROLE_TEXT,
                    x->remedy != NULL ? x->remedy : "");
    }
}

static uint64_t contexts(const struct view *view)
{
    const struct audit_view *v = (const struct audit_view *)view;
    uint64_t ctx = listbox_contexts(&v->box);
    return CTX_ALL | ctx | ((ctx & CTX_EDIT) == 0 ? CTX_FILE_AUDIT : 0u);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct audit_view *v = self_of(view);
    (void)ui;
    if (cmd == CMD_BACK) {
        return VIEW_CLOSE;
    }
    if (cmd == CMD_FILE_AUDIT_GO) {
        listbox_load(&v->box);
        const struct file_finding *x = current(v);
        if (x == NULL) {
            return VIEW_DONE;
        }
        listbox_go_to(&v->owner->list, x->step);
        listbox_load(&v->owner->list);
        return VIEW_CLOSE;
    }
    return listbox_command(&v->box, cmd) ? VIEW_DONE : VIEW_PASS;
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    (void)ui;
    return listbox_key(&self_of(view)->box, k) ? VIEW_DONE : VIEW_PASS;
}

static void uncovered(struct view *view, struct ui *ui)
{
    (void)ui;
    load(self_of(view));
}

static void close_view(struct view *view)
{
    struct audit_view *v = self_of(view);
    listbox_clear(&v->box);
    arena_clear(&v->arena);
    mem_free(v);
}

static const struct view_class audit_view_class = {
    .name = "file-audit",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .uncovered = uncovered,
    .close = close_view,
};

void pipeline_audit_open(struct pipeline_view *owner)
{
    struct audit_view *v = mem_new(sizeof *v);
    v->view.cls = &audit_view_class;
    v->owner = owner;
    listbox_init(&v->box, columns, ARRAY_LEN(columns),
                 memory_list_source(&v->rows));
    v->box.empty = "逐步看过，没有发现问题。按 Esc 返回。";
    load(v);
    ui_push(&owner->app->ui, &v->view);
}
