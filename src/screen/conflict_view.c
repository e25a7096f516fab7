/* The conflict screen.

   Only fields that either side changed are listed.  Where just one side did,
   its value is proposed; where both did, mine is.  Saving writes the merged
   record against the other side's version, so a third save is noticed, too. */
#include "pbtui/screen/conflict_view.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/screen/commands.h"
#include "pbtui/tui/dialog.h"

struct choice {
    int field;
    bool mine;
};

struct conflict_view {
    struct view view;
    struct app *app;
    struct arena arena;
    struct record base, mine, theirs;
    struct choice *choices;
    size_t n;
    size_t cursor;
    size_t top;
    void (*saved)(void *ctx);
    void *ctx;
};

static bool differs(const struct record *a, const struct record *b, int field)
{
    return !value_same(&a->values[field], &b->values[field]);
}

static void find_choices(struct conflict_view *v)
{
    const struct ledger *l = v->base.ledger;
    v->choices = arena_array(&v->arena, l->n_fields, sizeof *v->choices);
    for (size_t i = 0; i < l->n_fields; i++) {
        int f = (int)i;
        bool i_did = differs(&v->mine, &v->base, f);
        if (differs(&v->mine, &v->theirs, f)) {
            v->choices[v->n++] = (struct choice){f, i_did};
        }
    }
}

static const char *shown(struct conflict_view *v, const struct record *r,
                         int field)
{
    struct strbuf sb;
    sb_init(&sb);
    record_show(r, v->app->book, field, &sb);
    const char *s = arena_str(&v->app->ui.frame, sb.len > 0 ? sb.s : "（空）");
    sb_clear(&sb);
    return s;
}

static void draw_row(struct conflict_view *v, struct canvas *c, int row,
                     size_t i, int cols)
{
    const struct choice *ch = &v->choices[i];
    int label = 14;
    int each = (cols - label - 2) / 3;
    enum role line = i == v->cursor ? ROLE_SELECTED : ROLE_TEXT;
    struct rect whole = {row, 0, 1, cols};
    canvas_fill(c, whole, line);
    canvas_put_fit(c, row, 1, label - 2, line, FIT_LEFT,
                   v->base.ledger->fields[ch->field].label);
    canvas_put_fit(c, row, label, each - 1, line, FIT_LEFT,
                   shown(v, &v->base, ch->field));
    canvas_putf(c, row, label + each, ch->mine ? ROLE_OK : line, "%s",
                ch->mine ? "*" : " ");
    canvas_put_fit(c, row, label + each + 2, each - 3,
                   ch->mine ? ROLE_OK : line, FIT_LEFT,
                   shown(v, &v->mine, ch->field));
    canvas_putf(c, row, label + 2 * each, ch->mine ? line : ROLE_OK, "%s",
                ch->mine ? " " : "*");
    canvas_put_fit(c, row, label + 2 * each + 2, each - 3,
                   ch->mine ? line : ROLE_OK, FIT_LEFT,
                   shown(v, &v->theirs, ch->field));
    if (i == v->cursor) {
        canvas_caret(c, row, label + (ch->mine ? 1 : 2) * each);
    }
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    (void)ui;
    struct conflict_view *v = (struct conflict_view *)view;
    app_draw_top(v->app, c, area.row, "两处修改");
    canvas_put(c, area.row + 2, 1, ROLE_WARN,
               "您填写期间，另一个窗口保存了同一条记录。请逐项选定，两边的"
               "修改都不会丢。");
    int each = (area.cols - 16) / 3;
    int head = area.row + 4;
    canvas_put(c, head, 14, ROLE_TITLE, "原来");
    canvas_put(c, head, 14 + each + 2, ROLE_TITLE, "我填的");
    canvas_put(c, head, 14 + 2 * each + 2, ROLE_TITLE, "对方保存的");
    size_t room = area.rows > 7 ? (size_t)area.rows - 7 : 1;
    if (v->cursor < v->top) {
        v->top = v->cursor;
    } else if (v->cursor >= v->top + room) {
        v->top = v->cursor - room + 1;
    }
    for (size_t i = v->top; i < v->n && i < v->top + room; i++) {
        draw_row(v, c, head + 1 + (int)(i - v->top), i, area.cols);
    }
    canvas_put(c, area.row + area.rows - 1, 1, ROLE_DIM,
               "← 用我填的   → 用对方的   带 * 的将被保存");
}

static uint64_t contexts(const struct view *view)
{
    (void)view;
    return CTX_ALL | CTX_CONFLICT | CTX_FORM;
}

static enum view_result save(struct conflict_view *v, struct ui *ui)
{
    struct record r = record_copy(&v->theirs, &v->arena);
    for (size_t i = 0; i < v->n; i++) {
        int f = v->choices[i].field;
        if (v->choices[i].mine) {
            r.values[f] = v->mine.values[f];
        }
    }
    struct err err = ERR_INIT;
    if (ledger_apply(v->app->book, &v->arena, &r, &v->theirs, "合并两处修改",
                     &err)) {
        ui_note(ui, ROLE_OK, "已按选定的内容保存。");
        v->saved(v->ctx);
        return VIEW_CLOSE;
    }
    dialog_error(ui, &err);
    return VIEW_DONE;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct conflict_view *v = (struct conflict_view *)view;
    switch (cmd) {
    case CMD_UP:
        v->cursor -= v->cursor > 0;
        return VIEW_DONE;
    case CMD_DOWN:
    case CMD_NEXT:
        v->cursor += v->cursor + 1 < v->n;
        return VIEW_DONE;
    case CMD_LEFT:
    case CMD_RIGHT:
        if (v->n > 0) {
            v->choices[v->cursor].mine = cmd == CMD_LEFT;
        }
        return VIEW_DONE;
    case CMD_MARK:
        if (v->n > 0) {
            v->choices[v->cursor].mine = !v->choices[v->cursor].mine;
        }
        return VIEW_DONE;
    case CMD_SAVE:
        return save(v, ui);
    case CMD_BACK:
        ui_note(ui, ROLE_DIM, "还没有保存，您填的内容还在。");
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

static void close_view(struct view *view)
{
    struct conflict_view *v = (struct conflict_view *)view;
    arena_clear(&v->arena);
    mem_free(v);
}

static const struct view_class conflict_view_class = {
    .name = "conflict",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .close = close_view,
};

/* The texts behind the values stay with the form below, which outlives us. */
void conflict_view_open(struct app *app, const struct record *base,
                        const struct record *mine, const struct record *theirs,
                        void (*saved)(void *ctx), void *ctx)
{
    struct conflict_view *v = mem_new(sizeof *v);
    v->view.cls = &conflict_view_class;
    v->app = app;
    v->base = record_copy(base, &v->arena);
    v->mine = record_copy(mine, &v->arena);
    v->theirs = record_copy(theirs, &v->arena);
    v->saved = saved;
    v->ctx = ctx;
    find_choices(v);
    ui_push(&app->ui, &v->view);
}
