/* Message, error and question: a text and a row of buttons.

   Also what all dialogs share: the frame, and which commands go past them.  A
   dialog pops itself before it calls back, so that the callback finds the
   stack as it was before and may push the next dialog.  The size is worked out
   at each draw; a text with more rows than the screen scrolls. */
#include "pbtui/tui/dialog.h"

#include <string.h>

#include "dialog_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/width.h"
#include "wrap.h"

#define TEXT_COLS   60 /* longer lines are hard to read */
#define BUTTONS_MAX 9

/* ---- shared ---- */

int dialog_cols_max(struct rect area)
{
    return area.cols > 12 ? area.cols - 8 : 4;
}

struct rect dialog_frame(struct canvas *c, struct rect area, int rows, int cols,
                         const char *title)
{
    int most = dialog_cols_max(area);
    cols = cols < most ? cols : most;
    int title_cols = title == NULL ? 0 : width_cols(title) + 2;
    if (cols < title_cols) {
        cols = title_cols < most ? title_cols : most;
    }
    struct rect box = rect_centred(area, rows + 2, cols + 4);
    canvas_fill(c, box, ROLE_DIALOG);
    canvas_box(c, box, title);
    return rect_inset(box, 1, 2);
}

bool dialog_passes(int cmd)
{
    return cmd == CMD_HELP || cmd == CMD_REDRAW || cmd == CMD_SUSPEND;
}

enum view_result dialog_other(int cmd)
{
    return dialog_passes(cmd) ? VIEW_PASS : VIEW_DONE;
}

/* ---- the view ---- */

struct ask_view {
    struct view view;
    char *title;
    char *text;
    char *code; /* of an error; "" */
    char *buttons[BUTTONS_MAX];
    int n_buttons;
    int on;
    int scroll;
    int text_rows; /* of the text, and seen of it at the last draw */
    int seen_rows;
    bool stacked;
    dialog_answer *answer;
    void *ctx;
};

static uint64_t ask_contexts(const struct view *v)
{
    (void)v;
    return CTX_DIALOG;
}

static void ask_close(struct view *v)
{
    struct ask_view *a = (struct ask_view *)v;
    for (int i = 0; i < a->n_buttons; i++) {
        mem_free(a->buttons[i]);
    }
    mem_free(a->title);
    mem_free(a->text);
    mem_free(a->code);
    mem_free(a);
}

/* ---- drawing ---- */

/* "9 以后再说": it has its digit with it. */
static bool has_digit(const char *button)
{
    return button[0] >= '0' && button[0] <= '9' && button[1] == ' ';
}

static int button_cols(const struct ask_view *a, int i)
{
    int number = a->n_buttons > 1 && !has_digit(a->buttons[i]) ? 2 : 0;
    return width_cols(a->buttons[i]) + number + 2;
}

static int buttons_cols(const struct ask_view *a)
{
    int cols = 2 * (a->n_buttons - 1);
    for (int i = 0; i < a->n_buttons; i++) {
        cols += button_cols(a, i);
    }
    return cols;
}

static void draw_button(const struct ask_view *a, struct canvas *c, int row,
                        int col, int i)
{
    enum role role = i == a->on ? ROLE_BUTTON_ON : ROLE_BUTTON;
    canvas_fill(c, (struct rect){row, col, 1, button_cols(a, i)}, role);
    if (a->n_buttons > 1 && !has_digit(a->buttons[i])) {
        canvas_putf(c, row, col + 1, role, "%d %s", i + 1, a->buttons[i]);
    } else {
        canvas_put(c, row, col + 1, role, a->buttons[i]);
    }
    if (i == a->on) {
        canvas_caret(c, row, col + 1);
    }
}

static void draw_buttons(const struct ask_view *a, struct canvas *c,
                         struct rect at)
{
    int cols = buttons_cols(a);
    int col = at.col + (at.cols > cols ? (at.cols - cols) / 2 : 0);
    for (int i = 0; i < a->n_buttons; i++) {
        if (a->stacked) {
            draw_button(a, c, at.row + i, at.col, i);
        } else {
            draw_button(a, c, at.row, col, i);
            col += button_cols(a, i) + 2;
        }
    }
    int code_cols = width_cols(a->code);
    canvas_put(c, at.row + at.rows - 1, at.col + at.cols - code_cols, ROLE_DIM,
               a->code);
}

static void ask_draw(struct view *v, struct ui *ui, struct canvas *c,
                     struct rect area)
{
    (void)ui;
    struct ask_view *a = (struct ask_view *)v;
    int most = dialog_cols_max(area);
    int widest;
    wrap_rows(a->text, most < TEXT_COLS ? most : TEXT_COLS, &widest);
    int code_cols = a->code[0] != '\0' ? 2 * (width_cols(a->code) + 2) : 0;
    int low = buttons_cols(a) + code_cols;
    a->stacked = low > most;
    int cols = widest > low && !a->stacked ? widest : low;
    cols = cols < most ? cols : most;
    int button_rows = a->stacked ? a->n_buttons : 1;
    a->text_rows = wrap_rows(a->text, cols, NULL);
    struct rect in =
        dialog_frame(c, area, a->text_rows + 1 + button_rows, cols, a->title);
    a->seen_rows = in.rows - 1 - button_rows;
    bool scrolls = a->seen_rows < a->text_rows;
    int furthest = scrolls ? a->text_rows - a->seen_rows : 0;
    a->scroll = a->scroll < furthest ? a->scroll : furthest;
    wrap_draw(c, (struct rect){in.row, in.col, a->seen_rows, in.cols},
              ROLE_DIALOG, a->text, a->scroll);
    if (scrolls) {
        canvas_putf(c, in.row + a->seen_rows, in.col, ROLE_DIM,
                    "第 %d-%d 行，共 %d 行", a->scroll + 1,
                    a->scroll + a->seen_rows, a->text_rows);
    }
    draw_buttons(a, c,
                 (struct rect){in.row + in.rows - button_rows, in.col,
                               button_rows, in.cols});
}

/* ---- keys ---- */

static enum view_result ask_take(struct ask_view *a, struct ui *ui, int answer)
{
    dialog_answer *call = a->answer;
    void *ctx = a->ctx;
    ui_pop(ui);
    if (call != NULL) {
        call(ctx, ui, answer);
    }
    return VIEW_DONE;
}

static void ask_scroll(struct ask_view *a, int by)
{
    a->scroll += by;
    a->scroll = a->scroll > 0 ? a->scroll : 0; /* the draw knows the end */
}

static void ask_step(struct ask_view *a, int by)
{
    a->on = (a->on + by + a->n_buttons) % a->n_buttons;
}

static enum view_result ask_command(struct view *v, struct ui *ui, int cmd)
{
    struct ask_view *a = (struct ask_view *)v;
    switch (cmd) {
    case CMD_OPEN:
        return ask_take(a, ui, a->on);
    case CMD_BACK:
        return ask_take(a, ui, -1);
    case CMD_LEFT:
    case CMD_PREVIOUS:
        ask_step(a, -1);
        return VIEW_DONE;
    case CMD_RIGHT:
    case CMD_NEXT:
        ask_step(a, 1);
        return VIEW_DONE;
    case CMD_UP:
    case CMD_DOWN:
        if (a->stacked) {
            ask_step(a, cmd == CMD_DOWN ? 1 : -1);
        } else {
            ask_scroll(a, cmd == CMD_DOWN ? 1 : -1);
        }
        return VIEW_DONE;
    case CMD_PAGE_UP:
        ask_scroll(a, -a->seen_rows);
        return VIEW_DONE;
    case CMD_PAGE_DOWN:
        ask_scroll(a, a->seen_rows);
        return VIEW_DONE;
    case CMD_MARK: /* Space: only where there is nothing to decide */
        return a->n_buttons == 1 ? ask_take(a, ui, 0) : VIEW_DONE;
    default:
        return dialog_other(cmd);
    }
}

static enum view_result ask_key(struct view *v, struct ui *ui,
                                const struct key *k)
{
    struct ask_view *a = (struct ask_view *)v;
    if (k->kind == K_CHAR) {
        uint32_t cp = text_fold_cp(k->code);
        for (int i = 0; i < a->n_buttons; i++) {
            bool own = has_digit(a->buttons[i]);
            uint32_t digit = own ? (uint32_t)(unsigned char)a->buttons[i][0]
                                 : (uint32_t)'1' + (uint32_t)i;
            if (cp == digit && digit <= '9') {
                return ask_take(a, ui, i);
            }
        }
    }
    return VIEW_DONE;
}

static const struct view_class ask_class = {
    .name = "ask",
    .overlay = true,
    .contexts = ask_contexts,
    .draw = ask_draw,
    .command = ask_command,
    .key = ask_key,
    .close = ask_close,
};

static void open_ask(struct ui *ui, const char *title, const char *text,
                     const char *code, const char *const *buttons, int safe,
                     dialog_answer *answer, void *ctx)
{
    struct ask_view *a = mem_new(sizeof *a);
    a->view.cls = &ask_class;
    a->title = mem_str(title == NULL ? "" : title);
    a->text = mem_str(text);
    a->code = mem_str(code);
    while (a->n_buttons < BUTTONS_MAX && buttons[a->n_buttons] != NULL) {
        a->buttons[a->n_buttons] = mem_str(buttons[a->n_buttons]);
        a->n_buttons++;
    }
    a->on = safe >= 0 && safe < a->n_buttons ? safe : a->n_buttons - 1;
    a->answer = answer;
    a->ctx = ctx;
    ui_push(ui, &a->view);
}

static const char *const only_ok[] = {"确定", NULL};

void dialog_message(struct ui *ui, const char *title, const char *text)
{
    open_ask(ui, title, text, "", only_ok, 0, NULL, NULL);
}

void dialog_error(struct ui *ui, const struct err *err)
{
    open_ask(ui, "没有办成", err->text, err->code, only_ok, 0, NULL, NULL);
}

void dialog_ask(struct ui *ui, const char *title, const char *text,
                const char *const *buttons, int safe, dialog_answer *answer,
                void *ctx)
{
    open_ask(ui, title, text, "", buttons, safe, answer, ctx);
}
