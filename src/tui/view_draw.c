/* What stands where on the screen: the views' area, all rows but the last; the
   note, while there is one, over the lowest rows of it; the key bar on the last
   row.  In a window that is too small, one sentence. */
#include "view_draw.h"

#include <string.h>

#include "dialog_parts.h"
#include "pbtui/text/fit.h"
#include "pbtui/text/width.h"

#define NOTE_ROWS_MAX 4
#define BAR_PAIRS_MAX 64

uint64_t view_contexts(const struct view *v)
{
    uint64_t own = 0;
    if (v != NULL && v->cls->contexts != NULL) {
        own = v->cls->contexts(v);
    }
    return own | CTX_ALL;
}

/* Drawn upwards from `bottom`: a refusal that says what to do at its end must
   not be cut there. */
static void draw_note(const struct ui *ui, struct canvas *c, int bottom)
{
    struct fit_line lines[NOTE_ROWS_MAX];
    size_t n_bytes = strlen(ui->note);
    int n = 0;
    size_t at = 0;
    while (n < NOTE_ROWS_MAX &&
           fit_wrap_line(ui->note, n_bytes, at, c->cols - 2, &lines[n])) {
        at = lines[n].next_bytes;
        n++;
        if (at >= n_bytes) {
            break;
        }
    }
    for (int i = 0; i < n; i++) {
        int row = bottom - (n - 1 - i);
        canvas_fill(c, (struct rect){row, 0, 1, c->cols}, ui->note_role);
        canvas_putn(c, row, 1, ui->note_role, ui->note + lines[i].at_bytes,
                    lines[i].n_bytes);
    }
}

/* ---- the key bar ---- */

struct bar_pair {
    const struct command *cmd;
    const char *key;
};

/* A command of everywhere that a dialog keeps from the program. */
static bool stops_at_dialog(const struct command *cmd, uint64_t contexts)
{
    return (contexts & (CTX_DIALOG | CTX_CALENDAR)) != 0 &&
           cmd->contexts == CTX_ALL && cmd->id != CMD_BACK &&
           !dialog_passes(cmd->id);
}

/* What can be shown, in the order of the bar. */
static int collect_bar(struct ui *ui, uint64_t contexts,
                       struct bar_pair pairs[BAR_PAIRS_MAX])
{
    int n = 0;
    bool bottom = ui->top == NULL || ui->top->below == NULL;
    struct strbuf key;
    sb_init(&key);
    for (size_t i = 0; i < keymap_count(ui->keymap); i++) {
        const struct command *cmd = keymap_at(ui->keymap, i);
        sb_reset(&key);
        if (cmd->bar == NULL || (cmd->contexts & contexts) == 0 ||
            (cmd->id == CMD_BACK && bottom) || n == BAR_PAIRS_MAX ||
            stops_at_dialog(cmd, contexts) ||
            !keymap_key_in(ui->keymap, cmd->id, contexts, &key)) {
            continue;
        }
        int at = n++;
        while (at > 0 && pairs[at - 1].cmd->bar_order > cmd->bar_order) {
            pairs[at] = pairs[at - 1];
            at--;
        }
        pairs[at].cmd = cmd;
        pairs[at].key = arena_str(&ui->frame, key.s);
    }
    sb_clear(&key);
    return n;
}

void ui_draw_bar(struct ui *ui, struct canvas *c, int row, uint64_t contexts)
{
    struct bar_pair pairs[BAR_PAIRS_MAX];
    int n = collect_bar(ui, contexts, pairs);
    canvas_fill(c, (struct rect){row, 0, 1, c->cols}, ROLE_BAR);
    int col = 1;
    for (int i = 0; i < n; i++) {
        int cols = width_cols(pairs[i].key) + 1 + width_cols(pairs[i].cmd->bar);
        if (col + cols > c->cols) {
            break;
        }
        int next = canvas_put(c, row, col, ROLE_KEY, pairs[i].key);
        canvas_put(c, row, next + 1, ROLE_BAR, pairs[i].cmd->bar);
        col += cols + 2;
    }
}

/* ---- drawing ---- */

static void draw_too_small(struct canvas *c, const struct ui *ui)
{
    struct strbuf s;
    sb_init(&s);
    sb_addf(&s, "窗口太小：请放大到 %d 列 %d 行以上（现在 %d×%d）",
            ui->min_cols, ui->min_rows, c->cols, c->rows);
    struct fit_line lines[8];
    int n = 0;
    size_t at = 0;
    /* Narrower than one character: nothing can be said. */
    while (c->cols >= 2 && n < 8 && n < c->rows &&
           fit_wrap_line(s.s, s.len, at, c->cols, &lines[n])) {
        at = lines[n].next_bytes;
        n++;
        if (at >= s.len) {
            break;
        }
    }
    int row = (c->rows - n) / 2;
    for (int i = 0; i < n; i++) {
        canvas_putn(c, row + i, (c->cols - lines[i].cols) / 2, ROLE_TEXT,
                    s.s + lines[i].at_bytes, lines[i].n_bytes);
    }
    sb_clear(&s);
}

static void draw_stack(struct ui *ui, struct view *v, struct rect area)
{
    if (v->cls->overlay && v->below != NULL) {
        draw_stack(ui, v->below, area);
    }
    struct canvas *c = &ui->canvas;
    c->caret_row = -1; /* only the top view's caret counts */
    c->caret_col = -1;
    struct rect before = canvas_clip(c, area);
    v->cls->draw(v, ui, c, area);
    canvas_unclip(c, before);
}

bool ui_too_small(const struct ui *ui)
{
    return ui->canvas.rows < ui->min_rows || ui->canvas.cols < ui->min_cols;
}

/* The last frame shows this very view, with nothing over or under it that
   could have changed. */
static bool patch(struct ui *ui, int rows, int cols)
{
    const struct ui_drawn *d = &ui->drawn;
    struct view *top = ui->top;
    struct canvas *c = &ui->canvas;
    if (top == NULL || top != d->top || top->cls->patch == NULL ||
        d->rows != rows || d->cols != cols || d->ascii != c->ascii ||
        ui->note[0] != '\0' || d->contexts != view_contexts(top)) {
        return false;
    }
    arena_reset(&ui->frame);
    return top->cls->patch(top, ui, c);
}

static void remember(struct ui *ui)
{
    bool plain =
        ui->top != NULL && !ui->top->cls->overlay && ui->note[0] == '\0';
    ui->drawn = (struct ui_drawn){
        .top = plain ? ui->top : NULL,
        .rows = ui->canvas.rows,
        .cols = ui->canvas.cols,
        .contexts = view_contexts(ui->top),
        .ascii = ui->canvas.ascii,
    };
}

void ui_draw(struct ui *ui, int rows, int cols)
{
    struct canvas *c = &ui->canvas;
    if (patch(ui, rows, cols)) {
        return;
    }
    canvas_resize(c, rows, cols);
    arena_reset(&ui->frame);
    ui->drawn.top = NULL;
    if (ui_too_small(ui)) {
        draw_too_small(c, ui);
        return;
    }
    if (ui->top != NULL) {
        draw_stack(ui, ui->top, (struct rect){0, 0, c->rows - 1, c->cols});
    }
    if (ui->note[0] != '\0') {
        draw_note(ui, c, c->rows - 2);
    }
    ui_draw_bar(ui, c, c->rows - 1, view_contexts(ui->top));
    remember(ui);
}
