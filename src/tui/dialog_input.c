/* One line of input, with a text that says what is asked. */
#include <string.h>

#include "dialog_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/width.h"
#include "wrap.h"

#define LINE_COLS 48

struct input_view {
    struct view view;
    char *title;
    char *text;
    struct editline line;
    dialog_text *answer;
    void *ctx;
};

static uint64_t input_contexts(const struct view *v)
{
    (void)v;
    return CTX_DIALOG | CTX_EDIT;
}

static void input_close(struct view *v)
{
    struct input_view *in = (struct input_view *)v;
    editline_clear(&in->line);
    mem_free(in->title);
    mem_free(in->text);
    mem_free(in);
}

static void input_draw(struct view *v, struct ui *ui, struct canvas *c,
                       struct rect area)
{
    (void)ui;
    struct input_view *in = (struct input_view *)v;
    int most = dialog_cols_max(area);
    int cols = LINE_COLS < most ? LINE_COLS : most;
    int text_rows = in->text[0] != '\0' ? wrap_rows(in->text, cols, NULL) : 0;
    struct rect r = dialog_frame(c, area, text_rows + 2, cols, in->title);
    int seen = r.rows - 2;
    wrap_draw(c, (struct rect){r.row, r.col, seen, r.cols}, ROLE_DIALOG,
              in->text, 0);
    int row = r.row + seen;
    canvas_put(c, row, r.col, ROLE_DIALOG, "[");
    canvas_put(c, row, r.col + r.cols - 1, ROLE_DIALOG, "]");
    editline_draw(&in->line, c, row, r.col + 1, r.cols - 2, true);
    canvas_put_fit(c, row + 1, r.col, r.cols, ROLE_WARN, FIT_LEFT,
                   in->line.complaint);
}

static enum view_result input_take(struct input_view *in, struct ui *ui,
                                   bool taken)
{
    dialog_text *call = in->answer;
    void *ctx = in->ctx;
    char *text = taken ? mem_str(in->line.text.s) : NULL;
    ui_pop(ui);
    if (call != NULL) {
        call(ctx, ui, text);
    }
    mem_free(text);
    return VIEW_DONE;
}

static enum view_result input_command(struct view *v, struct ui *ui, int cmd)
{
    struct input_view *in = (struct input_view *)v;
    if (cmd == CMD_OPEN || cmd == CMD_BACK) {
        return input_take(in, ui, cmd == CMD_OPEN);
    }
    return editline_command(&in->line, cmd) ? VIEW_DONE : dialog_other(cmd);
}

static enum view_result input_key(struct view *v, struct ui *ui,
                                  const struct key *k)
{
    (void)ui;
    struct input_view *in = (struct input_view *)v;
    editline_key(&in->line, k);
    return VIEW_DONE;
}

static const struct view_class input_class = {
    .name = "input",
    .overlay = true,
    .contexts = input_contexts,
    .draw = input_draw,
    .command = input_command,
    .key = input_key,
    .close = input_close,
};

void dialog_input(struct ui *ui, const char *title, const char *text,
                  const char *initial, size_t max_chars, dialog_text *answer,
                  void *ctx)
{
    struct input_view *in = mem_new(sizeof *in);
    in->view.cls = &input_class;
    in->title = mem_str(title == NULL ? "" : title);
    in->text = mem_str(text == NULL ? "" : text);
    editline_init(&in->line, TEXT_LINE, max_chars);
    editline_set(&in->line, initial == NULL ? "" : initial);
    in->answer = answer;
    in->ctx = ctx;
    ui_push(ui, &in->view);
}
