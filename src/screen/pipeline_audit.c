/* F7: the whole file looked over, a row for each finding with its remedy; Enter
   goes to the step.  The words of the row under the cursor stand whole at the
   foot. */
#include "memory_view.h"
#include "pipeline_screen.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/fit.h"

#define FOOT_ROWS 5

struct audit_view {
    struct memory_view m;
    struct pipeline_view *owner; /* below it, and so outlives it */
    struct file_finding *list;
    size_t n;
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

static void load(struct memory_view *m)
{
    struct audit_view *v = (struct audit_view *)m;
    struct pipeline_view *o = v->owner;
    struct arena *a = &v->m.arena;
    const struct pipeline_rules *r = book_pipeline(o->app->book);
    struct pipeline_file f;
    arena_reset(a);
    v->n = 0;
    if (pipeline_read(&f, o->app->book, a, o->file, NULL)) {
        v->n = pipeline_audit(a, r, &f.facts, o->app->book->day, &v->list);
    }
    v->m.rows.n = v->n;
    v->m.rows.n_cells = ARRAY_LEN(columns);
    v->m.rows.rows = arena_array(a, v->n + 1, sizeof *v->m.rows.rows);
    for (size_t i = 0; i < v->n; i++) {
        const struct file_finding *x = &v->list[i];
        const char **c = arena_array(a, ARRAY_LEN(columns), sizeof *c);
        size_t n = 0;
        c[n++] = x->grave ? "✗" : "!";
        c[n++] = arena_printf(a, "%d", x->step);
        c[n++] = r->steps[x->step].abbr;
        c[n++] = x->text;
        v->m.rows.rows[i] =
            (struct list_row){.id = (int64_t)i + 1,
                              .cells = (const char *const *)c,
                              .role = x->grave ? ROLE_ERROR : ROLE_WARN};
    }
    listbox_reload(&v->m.box);
}

static const struct file_finding *current(const struct audit_view *v)
{
    int64_t id = listbox_id(&v->m.box);
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
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(&ui->frame, "发展党员 › %s › 逐步审查",
                              v->owner->f.person.name));
    listbox_draw(&v->m.box, c, inner, ui->top == view);
    canvas_hline(c, foot, area.col, area.cols);
    const struct file_finding *x = current(v);
    if (x != NULL) {
        int row = put_wrapped(c, foot + 1, end, area.cols - 2,
                              x->grave ? ROLE_ERROR : ROLE_WARN, x->text);
        put_wrapped(c, row, end, area.cols - 2, ROLE_TEXT,
                    x->remedy != NULL ? x->remedy : "");
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct audit_view *v = self_of(view);
    (void)ui;
    if (cmd == CMD_BACK) {
        return VIEW_CLOSE;
    }
    if (cmd == CMD_FILE_AUDIT_GO) {
        listbox_load(&v->m.box);
        const struct file_finding *x = current(v);
        if (x == NULL) {
            return VIEW_DONE;
        }
        listbox_go_to(&v->owner->list, x->step);
        listbox_load(&v->owner->list);
        return VIEW_CLOSE;
    }
    return listbox_command(&v->m.box, cmd) ? VIEW_DONE : VIEW_PASS;
}

static const struct view_class audit_view_class = {
    .name = "file-audit",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .close = memory_view_close,
};

void pipeline_audit_open(struct pipeline_view *owner)
{
    struct audit_view *v = mem_new(sizeof *v);
    v->owner = owner;
    v->m.app = owner->app;
    v->m.context = CTX_FILE_AUDIT;
    v->m.load = load;
    memory_view_open(&v->m, &audit_view_class, columns, ARRAY_LEN(columns));
    v->m.box.empty = "逐步看过，没有发现问题。按 Esc 返回。";
}
