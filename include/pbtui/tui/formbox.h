/* A form made of items: fields on pages, each with its label, its editor, its
   error beside it and its picker on F4.  Knows nothing of ledgers: the screens
   turn a ledger's fields into items and hand in the checks. */
#ifndef PBTUI_TUI_FORMBOX_H
#define PBTUI_TUI_FORMBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/tui/canvas.h"
#include "pbtui/tui/editline.h"
#include "pbtui/tui/key.h"
#include "pbtui/tui/memo.h"
#include "pbtui/tui/theme.h"
#include "pbtui/tui/view.h"

enum form_editor {
    FORM_LINE,
    FORM_MEMO,   /* takes the rows that are left, at least `rows` */
    FORM_CHOICE, /* typed or picked; Left/Right or Space steps through */
    FORM_FLAG,   /* [x]; Space; its value is 是 or 否 */
    FORM_TICKS, /* [x]有主题 [ ]有主讲: any of the choices, in their order, a
                   blank between them; what is none of them is not kept.  Left
                   and Right go from word to word, Space and the digits 1–9
                   tick.  The words contain no blank. */
    FORM_BLOCK,  /* rows the owner draws (hooks.block_…); Enter, Space and F4
                    go to hooks.pick, which says formbox_put(f, item, "") when
                    it has changed something; its value is "" */
    FORM_STATIC, /* shown, not edited */
    FORM_HEADING /* a line with a word, no value */
};

/* Where an item stands on its page, worked out in every draw: rows from the
   page's top, columns from the area's left. */
struct form_place {
    int line;       /* of items side by side, counted from the page's top */
    int row, rows;  /* with the lines of its error */
    int field_rows; /* without them */
    bool joined;    /* right behind the item before it, with its joint */
    int label_col, label_cols;
    int field_col, field_cols; /* the inside */
    int end_col;               /* nothing of it stands from here on */
    int error_row;             /* -1: beside the field */
};

struct form_item {
    const char *name;
    const char *label;
    const char *hint; /* bottom line while it has the focus; may be NULL */
    enum form_editor editor;
    enum text_kind kind;
    int cols;         /* width of the field wanted, label apart */
    int rows;         /* FORM_MEMO: of text, at least; 0: 4 */
    int page;         /* 0 … */
    size_t max_chars; /* 0: 200 */
    bool required;
    bool new_row; /* begins a new row even if there is room */
    bool masked;  /* personal data: shown as `mask` until edited */
    bool looks;   /* F4 opens something that can be looked at: it is asked for
                     also where the form is read-only, like a block */
    /* Not laid out, never focused, not checked; keeps its value.  May change
       between draws: the focus then moves on to what is seen. */
    bool hidden;
    const char *const *choices; /* FORM_CHOICE, FORM_TICKS; ends with NULL; of
                                   a choice NULL when only F4 knows them */
    /* Stands behind the item seen before it with this text ("—", " ") in place
       of the label's column; with its label, like any item, where there is no
       room for that or nothing to stand behind (a long text, a heading and a
       block stand alone). */
    const char *joint;
    const char *mark;    /* before the label: ✓; " " keeps the room for one */
    enum role mark_role; /* what it means */
    const char *trail;   /* right edge: 表决 ▸; dropped when narrow */

    /* state, the formbox's own */
    struct editline line;
    struct memo *memo;
    const char *mask;
    char error[480];
    char echo[96]; /* behind the field: 星期五, 56 岁 */
    bool touched;
    struct form_place place;
    int echo_cols; /* the widest echo so far: the layout shall not jump */
    int at;        /* FORM_TICKS: the word the cursor is on */
};

struct formbox;

struct form_hooks {
    void *ctx;
    /* Leaving an item: may set item's error and echo, or put the text into its
       full form with formbox_set.  `leaving` is false while typing. */
    void (*check)(void *ctx, struct formbox *f, struct form_item *item,
                  bool leaving);
    /* F4, on a block also Enter and Space; false: this item has nothing to pick
       (calendar is built in when the item's kind of picker is a date: the
       screens decide).  Of a form that is read-only only blocks and items with
       `looks` are asked for: the owner opens them read-only, too. */
    bool (*pick)(void *ctx, struct ui *ui, struct formbox *f,
                 struct form_item *item);
    /* F2. */
    enum view_result (*save)(void *ctx, struct ui *ui, struct formbox *f);
    /* Something was typed (for drafts). */
    void (*changed)(void *ctx, struct formbox *f);
    /* Enter on a line; true: taken (a row inserted), the form stays. */
    bool (*enter)(void *ctx, struct ui *ui, struct formbox *f,
                  struct form_item *item);
    /* A block's rows at that width, asked in every draw; fewer than 1 are 1. */
    int (*block_rows)(void *ctx, const struct form_item *item, int cols);
    /* Clipped to `r`, which may reach beyond what is in sight.  The mark at its
       left is the form's; a caret put while focused stays. */
    void (*block_draw)(void *ctx, const struct form_item *item,
                       struct canvas *c, struct rect r, bool focused);
};

struct formbox {
    struct form_item *items; /* owned by the caller's arena */
    size_t n_items;
    size_t room; /* how many the array holds */
    const char *const *page_titles;
    int n_pages;
    struct form_hooks hooks;
    size_t focus;
    int page;
    int scroll; /* rows */
    bool read_only;
    struct rect body;          /* where the page stood at the last draw */
    struct form_item *picking; /* whose list of choices is open */
};

void formbox_init(struct formbox *f, struct form_item *items, size_t n,
                  const char *const *page_titles, int n_pages,
                  struct form_hooks hooks);
void formbox_clear(struct formbox *f);
/* A copy of `item` before the item that is at `at` (n_items: at the end), empty
   and untouched.  Values, focus, page and lists that are open stay with their
   items; the items themselves move, into a bigger array of the arena when there
   is no room: pointers to them and the array given to formbox_init are no
   longer good, f->items and what is returned are.  Not from hooks.check, whose
   caller still holds an item. */
struct form_item *formbox_insert(struct formbox *f, struct arena *a, size_t at,
                                 const struct form_item *item);
struct form_item *formbox_item(struct formbox *f, const char *name);
struct form_item *formbox_focused(struct formbox *f);
void formbox_set(struct form_item *item, const char *value);  /* not touched */
void formbox_type(struct form_item *item, const char *value); /* touched */
/* From a picker: as if typed and left, so checked, echoed and told. */
void formbox_put(struct formbox *f, struct form_item *item, const char *value);
const char *formbox_get(const struct form_item *item);
void formbox_error(struct form_item *item, const char *text);
bool formbox_touched(const struct formbox *f);
/* Checks all; goes to the first item with an error; true when there is none. */
bool formbox_check_all(struct formbox *f);
void formbox_focus(struct formbox *f, const char *name);

/* Enter, Tab and Down go on to the next item, over pages, and stay at the last;
   PgUp and PgDn change the page, or, on a single one, move by what is seen.
   Ctrl+PgUp and Ctrl+PgDn change it also out of a long text.  A form that is
   read-only has contexts of its own, without F2 and, but for what opens, F4. */
uint64_t formbox_contexts(const struct formbox *f);
enum view_result formbox_command(struct formbox *f, struct ui *ui, int cmd);
enum view_result formbox_key(struct formbox *f, struct ui *ui,
                             const struct key *k);
void formbox_draw(struct formbox *f, struct canvas *c, struct rect area);

#endif
