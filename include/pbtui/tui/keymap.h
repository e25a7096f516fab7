/* One table of commands gives lookup, key bar, F1 screen, palette, manual page
   and conflict test.  Overridden by the INI file's [keys] section. */
#ifndef PBTUI_TUI_KEYMAP_H
#define PBTUI_TUI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/tui/key.h"

/* Where a command works; a view names its contexts, most particular first
   wins by the order of bits from high to low. */
#define CTX_BIT(n)   (UINT64_C(1) << (n))
#define CTX_ALL      CTX_BIT(0) /* everywhere */
#define CTX_LIST     CTX_BIT(1) /* moving in a list */
#define CTX_EDIT     CTX_BIT(2) /* typing in a line */
#define CTX_MEMO     CTX_BIT(3) /* typing in a long text */
#define CTX_FORM     CTX_BIT(4) /* between the fields of a form */
#define CTX_DIALOG   CTX_BIT(5) /* question, choice, picker */
#define CTX_CALENDAR CTX_BIT(6)
#define CTX_LOOK     CTX_BIT(7) /* the same, only looked at */
#define CTX_PEEK     CTX_BIT(8) /* there, on something that opens */
#define CTX_HIGHEST  CTX_BIT(63)
#define CTX_SCREEN   CTX_BIT(9) /* first of the bits the screens give out */

struct command {
    int id;           /* > 0 */
    const char *name; /* INI and palette name, "list.down" */
    uint64_t contexts;
    const char *keys; /* "F2 Ctrl+S"; the first is shown in the key bar */
    const char *bar;  /* word in the key bar; NULL: not shown there */
    const char *help; /* a sentence */
    int bar_order;    /* smaller stands further left; 0 with bar == NULL */
};

/* Commands of the widgets themselves. */
enum tui_command {
    CMD_NONE,
    CMD_UP,
    CMD_DOWN,
    CMD_LEFT,
    CMD_RIGHT,
    CMD_PAGE_UP,
    CMD_PAGE_DOWN,
    CMD_FIRST,
    CMD_LAST,
    CMD_OPEN,
    CMD_BACK,
    CMD_NEXT,
    CMD_PREVIOUS,
    CMD_MARK,
    CMD_MARK_ALL,
    CMD_SORT,
    CMD_SORT_REVERSE,
    CMD_FIND,
    CMD_LINE_HOME,
    CMD_LINE_END,
    CMD_WORD_LEFT,
    CMD_WORD_RIGHT,
    CMD_ERASE,
    CMD_ERASE_NEXT,
    CMD_ERASE_WORD,
    CMD_ERASE_ALL,
    CMD_ERASE_END,
    CMD_EDIT_UNDO,
    CMD_EDIT_REDO,
    CMD_FIND_NEXT,
    CMD_NEW_LINE,
    CMD_PAGE_NEXT,
    CMD_PAGE_PREVIOUS, /* pages of a form */
    CMD_PICK,
    CMD_LOOK, /* what CMD_PICK is where nothing may be changed */
    CMD_SAVE,
    CMD_HELP,
    CMD_PALETTE,
    CMD_REDRAW,
    CMD_SUSPEND,
    CMD_MENU,
    CMD_SCREEN = 100 /* first id the screens give out */
};
extern const struct command tui_commands[]; /* ends with id 0 */

struct keymap;

/* Tables are lent for the keymap's life; asserts that ids and names are
   unique.  Memory from the arena. */
struct keymap *keymap_new(struct arena *a, const struct command *screens);
/* "list.down" → "Ctrl+N j".  E-KEY-…: no such command, no such key, taken by
   another command in the same context. */
bool keymap_override(struct keymap *km, const char *name, const char *keys,
                     struct err *err);
/* CMD_NONE when none.  With CTX_EDIT or CTX_MEMO a single character is text,
   never a command; elsewhere full-width ones are folded. */
int keymap_lookup(const struct keymap *km, uint64_t contexts,
                  const struct key *k);
const struct command *keymap_command(const struct keymap *km, int id);
size_t keymap_count(const struct keymap *km);
const struct command *keymap_at(const struct keymap *km, size_t i);
/* Current keys of a command, "F2 Ctrl+S"; the first alone. */
void keymap_keys(const struct keymap *km, int id, struct strbuf *out);
void keymap_first_key(const struct keymap *km, int id, struct strbuf *out);
/* The first key that means this command in the contexts that hold (a single
   character means none where text is typed); false: none.  For the bar. */
bool keymap_key_in(const struct keymap *km, int id, uint64_t contexts,
                   struct strbuf *out);
/* Pairs bound to one key in one context, one line each; 0: none. */
size_t keymap_conflicts(const struct keymap *km, struct strbuf *out);

#endif
