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
#include "pbtui/tui/view.h"

enum form_editor {
    FORM_LINE,
    FORM_MEMO,   /* takes the rows that are left, at least 4 */
    FORM_CHOICE, /* typed or picked; Left/Right or Space steps through */
    FORM_FLAG,   /* [x]; Space; its value is 是 or 否 */
    FORM_STATIC, /* shown, not edited */
    FORM_HEADING /* a line with a word, no value */
};

/* Where an item stands on its page, worked out in every draw: rows from the
   page's top, columns from the area's left. */
struct form_place {
    int row, rows; /* with the lines of its error */
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
    int page;         /* 0 … */
    size_t max_chars; /* 0: 200 */
    bool required;
    bool new_row; /* begins a new row even if there is room */
    bool masked;  /* personal data: shown as `mask` until edited */
    const char *const *choices; /* FORM_CHOICE; ends with NULL; may be NULL
                                   when only F4 knows them */

    /* state, the formbox's own */
    struct editline line;
    struct memo *memo;
    const char *mask;
    char error[320];
    char echo[96]; /* behind the field: 星期五, 56 岁 */
    bool touched;
    struct form_place place;
    int echo_cols; /* the widest echo so far: the layout shall not jump */
};

struct formbox;

struct form_hooks {
    void *ctx;
    /* Leaving an item: may set item's error and echo, or put the text into its
       full form with formbox_set.  `leaving` is false while typing. */
    void (*check)(void *ctx, struct formbox *f, struct form_item *item,
                  bool leaving);
    /* F4; false: this item has nothing to pick (calendar is built in when the
       item's kind of picker is a date: the screens decide). */
    bool (*pick)(void *ctx, struct ui *ui, struct formbox *f,
                 struct form_item *item);
    /* F2. */
    enum view_result (*save)(void *ctx, struct ui *ui, struct formbox *f);
    /* Something was typed (for drafts). */
    void (*changed)(void *ctx, struct formbox *f);
};

struct formbox {
    struct form_item *items; /* owned by the caller's arena */
    size_t n_items;
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
   PgUp and PgDn change the page, or, on a single one, move by what is seen. */
unsigned formbox_contexts(const struct formbox *f);
enum view_result formbox_command(struct formbox *f, struct ui *ui, int cmd);
enum view_result formbox_key(struct formbox *f, struct ui *ui,
                             const struct key *k);
void formbox_draw(struct formbox *f, struct canvas *c, struct rect area);

#endif
