/* The stack of views and the one loop.

   A key goes: its commands, most particular context first, to the top view →
   the key itself to the top view → commands that hold everywhere to the views
   below an overlay → the screens (ui->command) → ui's own.  Text never goes
   past the top view: nobody shall type into a form below a question. */
#include "pbtui/tui/view.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/clock.h"
#include "pbtui/text/fit.h"
#include "pbtui/text/utf8.h"
#include "pbtui/tui/dialog.h"
#include "pbtui/tui/input.h"
#include "pbtui/tui/term.h"
#include "view_draw.h"

#define COMMANDS_A_KEY 8

/* ---- the stack ---- */

void ui_init(struct ui *ui, struct keymap *km, void *app)
{
    memset(ui, 0, sizeof *ui);
    canvas_init(&ui->canvas, 24, 80);
    ui->keymap = km;
    ui->app = app;
    ui->min_rows = 16;
    ui->min_cols = 60;
}

void ui_clear(struct ui *ui)
{
    while (ui->top != NULL) {
        struct view *v = ui->top;
        ui->top = v->below;
        v->cls->close(v);
    }
    arena_clear(&ui->frame);
    canvas_clear_memory(&ui->canvas);
}

void ui_push(struct ui *ui, struct view *v)
{
    ui->drawn.top = NULL;
    v->below = ui->top;
    ui->top = v;
}

/* A view that is no longer on the stack has been closed by its own doing. */
static void remove_view(struct ui *ui, struct view *v)
{
    struct view **link = &ui->top;
    while (*link != NULL && *link != v) {
        link = &(*link)->below;
    }
    if (*link == NULL) {
        return;
    }
    bool was_top = ui->top == v;
    *link = v->below;
    ui->drawn.top = NULL; /* its address may come again */
    v->cls->close(v);
    if (was_top && ui->top != NULL && ui->top->cls->uncovered != NULL) {
        ui->top->cls->uncovered(ui->top, ui);
    }
}

void ui_pop(struct ui *ui)
{
    assert(ui->top != NULL);
    remove_view(ui, ui->top);
}

/* ---- the note ---- */

void ui_note(struct ui *ui, enum role role, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(ui->note, sizeof ui->note, fmt, ap);
    va_end(ap);
    ui->note_role = role;
    /* vsnprintf may have torn the last character. */
    size_t n = strlen(ui->note);
    size_t bad;
    if (n == sizeof ui->note - 1 && !utf8_valid(ui->note, n, &bad) &&
        n - bad < 4) {
        ui->note[bad] = '\0';
    }
}

void ui_note_err(struct ui *ui, const struct err *err)
{
    ui_note(ui, ROLE_ERROR, "%s（%s）", err->text, err->code);
}

/* ---- ui's own commands ---- */

/* What the view says of the place, then the keys that work there. */
static void open_own_help(struct ui *ui)
{
    uint64_t contexts = view_contexts(ui->top);
    struct strbuf text;
    struct strbuf keys;
    sb_init(&text);
    sb_init(&keys);
    if (ui->top != NULL && ui->top->cls->help != NULL) {
        ui->top->cls->help(ui->top, &text);
        sb_addc(&text, '\n');
    }
    for (size_t i = 0; i < keymap_count(ui->keymap); i++) {
        const struct command *cmd = keymap_at(ui->keymap, i);
        sb_reset(&keys);
        keymap_keys(ui->keymap, cmd->id, &keys);
        if ((cmd->contexts & contexts) != 0 && keys.len > 0) {
            fit_text(&text, keys.s, 22, FIT_LEFT);
            sb_addf(&text, " %s\n", cmd->help);
        }
    }
    dialog_text_view(ui, "这里能用的键", text.s);
    sb_clear(&keys);
    sb_clear(&text);
}

static void own_command(struct ui *ui, int cmd)
{
    switch (cmd) {
    case CMD_BACK:
        if (ui->top != NULL && ui->top->below != NULL) {
            ui_pop(ui);
        }
        break;
    case CMD_HELP:
        if (ui->open_help != NULL) {
            ui->open_help(ui);
        } else {
            open_own_help(ui);
        }
        break;
    case CMD_REDRAW:
        term_redraw();
        break;
    case CMD_SUSPEND:
        term_suspend();
        break;
    default:
        break;
    }
}

/* ---- keys ---- */

/* The commands a key means, most particular first: when the view passes one,
   the next has its turn (a field with nothing to undo leaves Ctrl+Z to the
   program). */
static int commands_of(const struct ui *ui, uint64_t contexts,
                       const struct key *k, int ids[COMMANDS_A_KEY])
{
    int n = 0;
    int last = CMD_NONE;
    while (contexts != 0 && n < COMMANDS_A_KEY) {
        int id = keymap_lookup(ui->keymap, contexts, k);
        if (id == CMD_NONE) {
            break;
        }
        if (id != last) {
            ids[n++] = id;
            last = id;
        }
        /* Take away the highest context that gave it, and all above. */
        uint64_t gave = contexts & keymap_command(ui->keymap, id)->contexts;
        uint64_t bit = CTX_HIGHEST;
        while ((gave & bit) == 0) {
            bit >>= 1;
        }
        contexts &= bit - 1;
    }
    return n;
}

static void apply(struct ui *ui, struct view *v, enum view_result result)
{
    if (result == VIEW_CLOSE && v != NULL) {
        remove_view(ui, v);
    } else if (result == VIEW_QUIT) {
        ui->quit = true;
    }
}

static enum view_result offer_top(struct ui *ui, struct view *v, const int *ids,
                                  int n, const struct key *k)
{
    for (int i = 0; i < n && v->cls->command != NULL; i++) {
        enum view_result result = v->cls->command(v, ui, ids[i]);
        if (result != VIEW_PASS) {
            return result;
        }
    }
    return v->cls->key != NULL ? v->cls->key(v, ui, k) : VIEW_PASS;
}

/* True when a view below the overlay `v` has taken it.  Back is not offered:
   it closes what is on top. */
static bool offer_below(struct ui *ui, struct view *v, int id)
{
    const struct command *cmd = keymap_command(ui->keymap, id);
    if ((cmd->contexts & CTX_ALL) == 0 || id == CMD_BACK) {
        return false;
    }
    while (v->cls->overlay && v->below != NULL) {
        v = v->below;
        enum view_result result =
            v->cls->command != NULL ? v->cls->command(v, ui, id) : VIEW_PASS;
        if (result != VIEW_PASS) {
            apply(ui, v, result);
            return true;
        }
    }
    return false;
}

static void offer_rest(struct ui *ui, struct view *v, const int *ids, int n)
{
    for (int i = 0; v != NULL && i < n; i++) {
        if (offer_below(ui, v, ids[i])) {
            return;
        }
    }
    for (int i = 0; i < n; i++) {
        enum view_result result =
            ui->command != NULL ? ui->command(ui, ids[i]) : VIEW_PASS;
        if (result != VIEW_PASS) {
            apply(ui, ui->top, result);
            return;
        }
    }
    for (int i = 0; i < n; i++) {
        own_command(ui, ids[i]);
    }
}

static void press(struct ui *ui, const struct key *k)
{
    ui->note[0] = '\0';
    struct view *v = ui->top;
    int ids[COMMANDS_A_KEY];
    if (v == NULL || ui_too_small(ui)) {
        /* What cannot be seen is not typed into; quitting still works. */
        int n = commands_of(ui, CTX_ALL, k, ids);
        if (n > 0 && ids[0] != CMD_BACK) {
            offer_rest(ui, NULL, ids, n);
        }
        return;
    }
    int n = commands_of(ui, view_contexts(v), k, ids);
    enum view_result result = offer_top(ui, v, ids, n, k);
    if (result == VIEW_PASS) {
        offer_rest(ui, v, ids, n);
    } else {
        apply(ui, v, result);
    }
}

void ui_key(struct ui *ui, const struct key *k)
{
    switch (k->kind) {
    case K_NONE:
    case K_RESIZE: /* the next draw looks at the size */
        break;
    case K_GONE:
        for (struct view *v = ui->top; v != NULL; v = v->below) {
            if (v->cls->hang_up != NULL) {
                v->cls->hang_up(v, ui);
            }
        }
        ui->quit = true;
        break;
    case K_RESUME:
        /* The file may have changed while we were stopped. */
        if (ui->top != NULL && ui->top->cls->key != NULL) {
            struct view *v = ui->top;
            apply(ui, v, v->cls->key(v, ui, k));
        }
        break;
    case K_CHAR:
    case K_NAMED:
    case K_CTRL:
    case K_PASTE:
    case K_MOUSE:
        press(ui, k);
        break;
    }
}

/* ---- the loop ---- */

static struct view *due_view(const struct ui *ui, int64_t now)
{
    for (struct view *v = ui->top; v != NULL; v = v->below) {
        if (v->tick_at != 0 && v->tick_at <= now) {
            return v;
        }
    }
    return NULL;
}

/* A tick may open or close views, so the stack is looked through afresh. */
static void run_ticks(struct ui *ui)
{
    int64_t now = clock_monotonic_ms();
    struct view *v;
    while ((v = due_view(ui, now)) != NULL) {
        v->tick_at = 0;
        if (v->cls->tick != NULL) {
            v->cls->tick(v, ui, now);
        }
        if (due_view(ui, now) == v) {
            v->tick_at = now + 1; /* asked for a time gone by: not at once */
        }
    }
}

static int wait_ms(const struct ui *ui)
{
    int64_t first = 0;
    for (struct view *v = ui->top; v != NULL; v = v->below) {
        if (v->tick_at != 0 && (first == 0 || v->tick_at < first)) {
            first = v->tick_at;
        }
    }
    if (first == 0) {
        return -1;
    }
    int64_t left = first - clock_monotonic_ms();
    int64_t longest = 24 * 3600 * 1000;
    return (int)(left < 0 ? 0 : left > longest ? longest : left);
}

bool ui_run(struct ui *ui)
{
    while (!ui->quit && ui->top != NULL) {
        if (!input_pending()) {
            int rows;
            int cols;
            term_size(&rows, &cols);
            ui->canvas.ascii = term_ascii();
            ui_draw(ui, rows, cols);
            term_show(&ui->canvas);
        }
        struct key k;
        input_read(&k, wait_ms(ui));
        run_ticks(ui);
        ui_key(ui, &k);
        if (k.kind == K_GONE) {
            return false;
        }
    }
    return true;
}
