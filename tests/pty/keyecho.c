/* The smallest program on the tui layer: one view that shows the last key, the
   text typed and what was pasted.  Ctrl+Q quits, Ctrl+\ suspends, F12 crashes.
   KEYECHO_AMBIGUOUS=narrow|wide, KEYECHO_DRAFT=file written at a hang-up. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/err.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"
#include "pbtui/tui/term.h"
#include "pbtui/tui/view.h"

struct echo {
    struct view view;
    struct strbuf text;
    char last[32];
    char command[32];
    int n_keys, n_enters, n_resumes;
    size_t pasted_bytes, pasted_lines;
    bool pasted_cut;
};

static void echo_draw(struct view *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    struct echo *e = (struct echo *)v;
    (void)ui;
    canvas_box(c, (struct rect){area.row, 0, 7, area.cols}, "按键回显");
    canvas_putf(c, 1, 2, ROLE_TEXT, "键[%s] 第%d个 命令[%s]", e->last,
                e->n_keys, e->command);
    canvas_putf(c, 2, 2, ROLE_TEXT, "贴[%zu字节 %zu行%s] 回车%d 回来%d",
                e->pasted_bytes, e->pasted_lines, e->pasted_cut ? " 截断" : "",
                e->n_enters, e->n_resumes);
    canvas_putf(c, 3, 2, ROLE_TITLE, "宽%d %d×%d", width_cp_cols(0x2014),
                c->cols, c->rows);
    int col = canvas_put(c, 5, 2, ROLE_LABEL, "文[");
    col = canvas_put(c, 5, col, ROLE_FOCUS, e->text.s);
    canvas_put(c, 5, col, ROLE_LABEL, "]");
    canvas_caret(c, 5, col);
}

static enum view_result echo_command(struct view *v, struct ui *ui, int cmd)
{
    struct echo *e = (struct echo *)v;
    snprintf(e->command, sizeof e->command, "%s",
             keymap_command(ui->keymap, cmd)->name);
    return VIEW_PASS;
}

static void note_paste(struct echo *e, const struct key *k)
{
    e->pasted_bytes = k->n_bytes;
    e->pasted_cut = k->cut;
    e->pasted_lines = 1;
    for (size_t i = 0; i < k->n_bytes; i++) {
        e->pasted_lines += k->text[i] == '\r' || k->text[i] == '\n';
    }
    if (k->n_bytes < 40) {
        sb_addn(&e->text, k->text, k->n_bytes);
    }
}

static enum view_result echo_key(struct view *v, struct ui *ui,
                                 const struct key *k)
{
    struct echo *e = (struct echo *)v;
    (void)ui;
    if (k->kind == K_RESUME) {
        e->n_resumes++;
        return VIEW_DONE;
    }
    e->n_keys++;
    key_label(k, e->last);
    if (k->kind == K_CHAR) {
        char bytes[4];
        sb_addn(&e->text, bytes, utf8_put(bytes, k->code));
    } else if (k->kind == K_PASTE) {
        note_paste(e, k);
    } else if (k->kind == K_CTRL && k->code == 'l') {
        return VIEW_PASS;
    } else if (k->kind == K_CTRL && k->code == 'q') {
        return VIEW_QUIT;
    } else if (k->kind == K_CTRL && k->code == '\\') {
        term_suspend();
    } else if (k->kind == K_NAMED && k->code == KC_F12) {
        abort();
    } else if (k->kind == K_NAMED && k->code == KC_ENTER) {
        e->n_enters++;
    } else if (k->kind == K_NAMED && k->code == KC_BACKSPACE) {
        sb_reset(&e->text);
    } else if (k->kind == K_NAMED && k->code == KC_F1 + 10) {
        fputs("stray words of a library\n", stderr);
        fflush(stderr);
    }
    return VIEW_DONE;
}

static void echo_hang_up(struct view *v, struct ui *ui)
{
    struct echo *e = (struct echo *)v;
    (void)ui;
    const char *path = getenv("KEYECHO_DRAFT");
    FILE *f = path == NULL ? NULL : fopen(path, "we");
    if (f != NULL) {
        fputs(e->text.s, f);
        fclose(f);
    }
}

static uint64_t echo_contexts(const struct view *v)
{
    (void)v;
    return CTX_FORM | CTX_EDIT;
}

static void echo_close(struct view *v)
{
    sb_clear(&((struct echo *)v)->text);
}

static const struct view_class echo_class = {
    .name = "echo",
    .contexts = echo_contexts,
    .draw = echo_draw,
    .command = echo_command,
    .key = echo_key,
    .hang_up = echo_hang_up,
    .close = echo_close,
};

int main(void)
{
    struct term_options options = {0};
    const char *ambiguous = getenv("KEYECHO_AMBIGUOUS");
    if (ambiguous != NULL) {
        options.ambiguous =
            strcmp(ambiguous, "wide") == 0 ? TERM_WIDE : TERM_NARROW;
    }
    struct err err = ERR_INIT;
    if (!term_open(&options, &err)) {
        fprintf(stderr, "%s %s\n", err.code, err.text);
        return (int)err.kind;
    }
    struct arena arena = ARENA_INIT;
    struct ui ui;
    struct echo echo = {.view = {.cls = &echo_class}};
    sb_init(&echo.text);
    ui_init(&ui, keymap_new(&arena, NULL), NULL);
    ui_push(&ui, &echo.view);
    bool there = ui_run(&ui);
    term_close();
    ui_clear(&ui);
    arena_clear(&arena);
    return there ? 0 : 9;
}
