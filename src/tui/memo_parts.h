/* Private to memo*.c: the parts of a long text.  text_view.c shares the wrapped
   lines. */
#ifndef PBTUI_TUI_MEMO_PARTS_H
#define PBTUI_TUI_MEMO_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "find.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/fit.h"
#include "pbtui/tui/memo.h"

/* ---- memo_wrap.c ---- */

struct memo_lines {
    struct fit_line *at;
    size_t n, cap;
    int cols;               /* wrapped for; 0: not yet */
    struct fit_line *fresh; /* scratch of a partial wrap */
    size_t fresh_cap;
};

void lines_clear(struct memo_lines *l);
void lines_wrap(struct memo_lines *l, const char *s, size_t n_bytes, int cols);
/* After `removed` bytes at `at` were replaced by `added`. */
void lines_change(struct memo_lines *l, const char *s, size_t n_bytes,
                  size_t at, size_t removed, size_t added);
size_t lines_find(const struct memo_lines *l, size_t at_bytes);

/* ---- memo_undo.c ---- */

enum memo_run { MEMO_ONCE, MEMO_TYPE, MEMO_ERASE, MEMO_ERASE_NEXT };

/* One step: `removed` was at `at`, `added` is there now. */
struct memo_step {
    size_t at;
    struct strbuf removed;
    struct strbuf added;
    size_t caret; /* before */
    enum memo_run run;
};

struct memo_history {
    struct memo_step *steps;
    size_t n, cap;
    size_t n_done; /* the rest can be redone */
    bool open;     /* the last step's run goes on */
};

void history_clear(struct memo_history *h);
void history_add(struct memo_history *h, enum memo_run run, size_t caret,
                 size_t at, const char *removed, size_t n_removed,
                 const char *added, size_t n_added);
void history_end_run(struct memo_history *h);
/* NULL when there is none. */
const struct memo_step *history_undo(struct memo_history *h);
const struct memo_step *history_redo(struct memo_history *h);

/* ---- memo.c ---- */

struct memo {
    struct strbuf text;
    size_t caret;
    size_t n_chars;
    bool touched;
    size_t n_changes;
    bool hang;
    int want_col; /* -1: where the caret is */
    size_t top;   /* first line in sight */
    size_t page_rows;
    struct memo_lines lines;
    struct memo_history history;
    struct needle needle;
    bool show_matches;
    char complaint[160];
};

/* ---- memo_move.c ---- */

size_t memo_caret_line(const struct memo *m);
int memo_col_of(const struct memo *m, size_t line, size_t at);
size_t memo_paragraph_end(const struct memo *m);
/* Where a command that moves or erases by one, by a word … leads to. */
size_t memo_target(const struct memo *m, int cmd);
/* False when the command moves nothing, or not from here. */
bool memo_move(struct memo *m, int cmd);
/* The caret got elsewhere by other ways than up and down. */
void memo_moved(struct memo *m);

#endif
