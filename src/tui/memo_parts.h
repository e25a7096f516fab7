/* Private to memo*.c: the wrapped lines and the history of a long text. */
#ifndef PBTUI_TUI_MEMO_PARTS_H
#define PBTUI_TUI_MEMO_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "find.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/fit.h"

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

#endif
