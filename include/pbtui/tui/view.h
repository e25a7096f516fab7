/* Views on a stack, one loop.  A dialog is a view.  Geometry is worked out in
   every draw, so a resize is nothing special. */
#ifndef PBTUI_TUI_VIEW_H
#define PBTUI_TUI_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/tui/canvas.h"
#include "pbtui/tui/key.h"
#include "pbtui/tui/keymap.h"

struct ui;
struct view;

enum view_result {
    VIEW_DONE, /* handled */
    VIEW_PASS, /* not mine: the next below an overlay, or ui's own */
    VIEW_CLOSE,
    VIEW_QUIT
};

struct view_class {
    const char *name;
    /* A dialog: the view below is drawn first.  Else the whole screen. */
    bool overlay;
    /* CTX_… bits that hold right now. */
    uint64_t (*contexts)(const struct view *v);
    void (*draw)(struct view *v, struct ui *ui, struct canvas *c,
                 struct rect area);
    /* Brings the canvas of the last draw up to date when no more than the
       cursor has moved; false: draw all.  NULL: always draw all. */
    bool (*patch)(struct view *v, struct ui *ui, struct canvas *c);
    /* A command that the keymap found for the key. */
    enum view_result (*command)(struct view *v, struct ui *ui, int cmd);
    /* A key without command (text), or whose command was passed. */
    enum view_result (*key)(struct view *v, struct ui *ui, const struct key *k);
    /* Called when the time asked for has come; NULL: never. */
    void (*tick)(struct view *v, struct ui *ui, int64_t now_ms);
    /* The view on top of this one has closed. */
    void (*uncovered)(struct view *v, struct ui *ui);
    /* Terminal gone or program ending: save drafts now. */
    void (*hang_up)(struct view *v, struct ui *ui);
    /* Something typed here has not been saved; NULL: never. */
    bool (*unsaved)(const struct view *v);
    /* What F1 says of the place the cursor is on, before the keys; NULL. */
    void (*help)(const struct view *v, struct strbuf *out);
    void (*close)(struct view *v); /* frees */
};

/* First member of every view's own struct. */
struct view {
    const struct view_class *cls;
    struct view *below;
    int64_t tick_at; /* monotonic ms, 0: none wanted */
};

struct ui {
    struct view *top;
    struct canvas canvas;
    struct keymap *keymap;
    struct arena frame; /* reset before every draw */
    void *app;          /* the screens' own context */
    bool quit;
    /* One line above the key bar until the next key. */
    char note[640];
    enum role note_role;
    /* Left of the top line: names of the views; set by the screens. */
    const char *title;
    /* Commands no view took (help, palette, redraw are ui's own). */
    enum view_result (*command)(struct ui *ui, int cmd);
    void (*open_help)(struct ui *ui); /* F1; NULL: ui's own screen */
    int min_rows, min_cols;           /* below: one sentence; 16, 60 */
    /* What the canvas shows; ui's own. */
    struct ui_drawn {
        const struct view *top; /* NULL: nothing that could be patched */
        int rows, cols;
        uint64_t contexts;
        bool ascii;
    } drawn;
};

void ui_init(struct ui *ui, struct keymap *km, void *app);
void ui_clear(struct ui *ui); /* closes all views */
void ui_push(struct ui *ui, struct view *v);
void ui_pop(struct ui *ui); /* closes the top */
void ui_note(struct ui *ui, enum role role, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void ui_note_err(struct ui *ui, const struct err *err); /* text and code */

/* One key through the stack; also K_RESIZE, K_RESUME, K_GONE. */
void ui_key(struct ui *ui, const struct key *k);
/* Draws the stack on ui->canvas at the given size: what a test looks at. */
void ui_draw(struct ui *ui, int rows, int cols);
/* Reads keys until quit; draws only when no key is waiting; sleeps for ever
   when no view wants a tick.  Returns false when the terminal went away. */
bool ui_run(struct ui *ui);

/* The key bar of the contexts that hold now, as wide as cols allow; drawn by
   ui_draw on the last row of the screen. */
void ui_draw_bar(struct ui *ui, struct canvas *c, int row, uint64_t contexts);

#endif
