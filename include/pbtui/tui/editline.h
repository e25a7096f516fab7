/* One line of text being edited: pure state, no drawing of its own frame.
   The caret stands between clusters; a long line scrolls by whole clusters and
   shows < and > where something is hidden. */
#ifndef PBTUI_TUI_EDITLINE_H
#define PBTUI_TUI_EDITLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/text/clean.h"
#include "pbtui/tui/canvas.h"
#include "pbtui/tui/key.h"

struct editline {
    struct strbuf text;
    size_t caret_bytes;
    size_t scroll_bytes;
    size_t max_chars; /* 0: 200 */
    enum text_kind kind;
    bool touched; /* changed since editline_set */
    bool fresh;   /* nothing typed yet: the first character replaces all */
    char complaint[160]; /* Chinese; why the last key or paste was refused or
                            shortened; "" */
    struct strbuf undo;  /* the text before the last run of typing */
    size_t undo_caret;
    int undo_run;
    bool can_undo;
};

void editline_init(struct editline *e, enum text_kind kind, size_t max_chars);
void editline_clear(struct editline *e);
void editline_set(struct editline *e, const char *text); /* caret at the end */
/* True when the command or key was the line's. */
bool editline_command(struct editline *e, int cmd);
bool editline_key(struct editline *e, const struct key *k);
void editline_insert(struct editline *e, const char *s, size_t n_bytes);
/* Draws in exactly cols columns and puts the caret there when focused. */
void editline_draw(struct editline *e, struct canvas *c, int row, int col,
                   int cols, bool focused);

#endif
