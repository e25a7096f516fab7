/* A list to pick from.  What is typed narrows it from the first character on,
   because an input method brings letters and characters alike: so letters are
   never commands here, and Home and End move the list. */
#include <string.h>

#include "dialog_parts.h"
#include "pbtui/base/mem.h"

#define ROWS_MAX   20
#define ROWS_LEAST 7
#define COLS_LEAST 36

struct pick_view {
    struct view view;
    char *title;
    struct list_column *columns;
    struct listbox list;
    int rows; /* as many as there are choices; it does not jump while typing */
    dialog_row *answer;
    void *ctx;
};

static uint64_t pick_contexts(const struct view *v)
{
    (void)v;
    return CTX_DIALOG | CTX_EDIT;
}

static void pick_close(struct view *v)
{
    struct pick_view *p = (struct pick_view *)v;
    listbox_clear(&p->list);
    mem_free(p->columns);
    mem_free(p->title);
    mem_free(p);
}

static int cols_wanted(const struct pick_view *p)
{
    int cols = 0;
    for (size_t i = 0; i < p->list.n_columns; i++) {
        const struct list_column *column = &p->columns[i];
        cols += 2 + (column->max_cols > column->min_cols ? column->max_cols
                                                         : column->min_cols);
    }
    return cols > COLS_LEAST ? cols : COLS_LEAST;
}

/* Choices, the filter line, and a head when there is one. */
static int rows_wanted(const struct pick_view *p)
{
    const struct list_source *source = &p->list.source;
    int64_t n;
    if (source->count == NULL || !source->count(source->ctx, "", &n) ||
        n > ROWS_MAX) {
        return ROWS_MAX;
    }
    int rows = (int)n + 2;
    return rows < ROWS_LEAST ? ROWS_LEAST : rows > ROWS_MAX ? ROWS_MAX : rows;
}

static void pick_draw(struct view *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    (void)ui;
    struct pick_view *p = (struct pick_view *)v;
    int rows = area.rows - 4 < p->rows ? area.rows - 4 : p->rows;
    struct rect in = dialog_frame(c, area, rows, cols_wanted(p), p->title);
    listbox_draw(&p->list, c, in, true);
}

static enum view_result pick_take(struct pick_view *p, struct ui *ui,
                                  int64_t id)
{
    dialog_row *call = p->answer;
    void *ctx = p->ctx;
    ui_pop(ui);
    if (call != NULL) {
        call(ctx, ui, id);
    }
    return VIEW_DONE;
}

static enum view_result pick_command(struct view *v, struct ui *ui, int cmd)
{
    struct pick_view *p = (struct pick_view *)v;
    struct listbox *l = &p->list;
    switch (cmd) {
    case CMD_OPEN:
        listbox_load(l); /* what was just typed counts */
        if (listbox_id(l) == 0) {
            return VIEW_DONE;
        }
        return pick_take(p, ui, listbox_id(l));
    case CMD_BACK:
        if (l->filter.text.len > 0) {
            editline_set(&l->filter, "");
            listbox_reload(l);
            return VIEW_DONE;
        }
        return pick_take(p, ui, 0);
    case CMD_NEXT:
    case CMD_PREVIOUS:
        listbox_command(l, cmd == CMD_NEXT ? CMD_DOWN : CMD_UP);
        return VIEW_DONE;
    case CMD_LINE_HOME:
    case CMD_LINE_END:
        l->filtering = false;
        listbox_command(l, cmd == CMD_LINE_HOME ? CMD_FIRST : CMD_LAST);
        l->filtering = true;
        return VIEW_DONE;
    default:
        return listbox_command(l, cmd) ? VIEW_DONE : dialog_other(cmd);
    }
}

static enum view_result pick_key(struct view *v, struct ui *ui,
                                 const struct key *k)
{
    struct pick_view *p = (struct pick_view *)v;
    bool mine = listbox_key(&p->list, k);
    if (!mine && k->kind == K_MOUSE && k->code == 2) {
        return pick_command(v, ui, CMD_OPEN);
    }
    return VIEW_DONE;
}

static void pick_help(const struct view *v, struct strbuf *out)
{
    (void)v;
    sb_add(out, "直接打字筛选，上下键移动，回车选定，Esc 不选。\n");
}

static const struct view_class pick_class = {
    .name = "pick",
    .overlay = true,
    .contexts = pick_contexts,
    .draw = pick_draw,
    .command = pick_command,
    .key = pick_key,
    .help = pick_help,
    .close = pick_close,
};

void dialog_pick(struct ui *ui, const char *title,
                 const struct list_column *columns, size_t n_columns,
                 struct list_source source, int64_t start_id,
                 dialog_row *answer, void *ctx)
{
    struct pick_view *p = mem_new(sizeof *p);
    p->view.cls = &pick_class;
    p->title = mem_str(title == NULL ? "" : title);
    p->columns = mem_grow(NULL, n_columns, sizeof *columns);
    memcpy(p->columns, columns, n_columns * sizeof *columns);
    listbox_init(&p->list, p->columns, n_columns, source);
    p->list.filtering = true;
    p->list.empty = "没有符合的，请删几个字。";
    if (start_id > 0) {
        listbox_go_to(&p->list, start_id);
    }
    p->rows = rows_wanted(p);
    p->answer = answer;
    p->ctx = ctx;
    ui_push(ui, &p->view);
}
