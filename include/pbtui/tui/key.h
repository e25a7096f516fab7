/* A key press, apart from curses' numbers: a character and a function key can
   never be taken for each other. */
#ifndef PBTUI_TUI_KEY_H
#define PBTUI_TUI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_kind {
    K_NONE,   /* time ran out */
    K_CHAR,   /* code is the character */
    K_NAMED,  /* code is an enum key_code */
    K_CTRL,   /* code is 'a'…'z', or one of [\]^_ and '@' (Ctrl+Space) */
    K_PASTE,  /* text, n_bytes: cleaned by nobody yet */
    K_RESIZE, /* rows and columns may have changed */
    K_MOUSE,  /* row, col, button: 1 click, 2 double click, 4 up, 5 down */
    K_RESUME, /* back after Ctrl+Z's suspend */
    K_GONE    /* the terminal is no more */
};

enum key_code {
    KC_ENTER = 1,
    KC_ESC,
    KC_TAB,
    KC_BACKTAB,
    KC_BACKSPACE,
    KC_DELETE,
    KC_INSERT,
    KC_UP,
    KC_DOWN,
    KC_LEFT,
    KC_RIGHT,
    KC_HOME,
    KC_END,
    KC_PGUP,
    KC_PGDN,
    KC_CTRL_LEFT,
    KC_CTRL_RIGHT,
    KC_CTRL_UP,
    KC_CTRL_DOWN,
    KC_CTRL_HOME,
    KC_CTRL_END,
    KC_SHIFT_UP,
    KC_SHIFT_DOWN,
    KC_CTRL_DELETE,
    KC_CTRL_PGUP,
    KC_CTRL_PGDN,
    KC_F1 = 64,
    KC_F12 = KC_F1 + 11
};

struct key {
    enum key_kind kind;
    uint32_t code;
    const char *text; /* K_PASTE: lent until the next read */
    size_t n_bytes;
    bool cut; /* K_PASTE: longer than the cap, the rest was dropped */
    int row, col;
};

/* "F2", "Ctrl+S", "Enter", "↑", "a", "空格": for key bar, help and INI.  (Not
   key_name: curses has one, and would be given ours.) */
const char *key_label(const struct key *k, char out[24]);
/* Also accepts "^S", "C-s", "Space", names in any case.  False: no key. */
bool key_parse(const char *name, struct key *out);
bool key_same(const struct key *a, const struct key *b);

#endif
