/* The terminal: opened, shown on, left clean.  Holds the only curses state.

   term_open: UTF-8 locale → is it a terminal → TERM usable → how wide are
   ambiguous characters (asked before curses starts) → newterm, raw, keypad,
   bracketed paste, alternate screen, stderr into the log. */
#ifndef PBTUI_TUI_TERM_H
#define PBTUI_TUI_TERM_H

#include <stdbool.h>

#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/tui/canvas.h"
#include "pbtui/tui/theme.h"

enum term_ambiguous { TERM_AMBIGUOUS_AUTO, TERM_NARROW, TERM_WIDE };
enum term_borders { TERM_BORDERS_AUTO, TERM_BORDERS_LINE, TERM_BORDERS_ASCII };

struct term_options {
    enum term_ambiguous ambiguous;
    enum term_borders borders;
    enum theme_name theme;
    bool mouse;
    int esc_delay_ms; /* 0: 50, unless ESCDELAY is set */
};

/* E-TERM-…: no UTF-8 locale, not a terminal, TERM unset/unknown/dumb, linux
   console (cannot show Chinese).  In a locale that is not UTF-8 the sentence is
   ASCII. */
bool term_open(const struct term_options *opt, struct err *err);
void term_close(void); /* also called by die and fatal signals */
bool term_is_open(void);
bool term_locale(void); /* sets LC_CTYPE to a UTF-8 one; false: none */

void term_size(int *rows, int *cols);
bool term_ascii(void);
bool term_underlines(void); /* true also without a terminal */
/* Hands on the rows that differ from the last frame, then parks the caret. */
void term_show(const struct canvas *c);
void term_redraw(void);  /* the next term_show paints everything (Ctrl+L) */
void term_suspend(void); /* stops the process; back on SIGCONT */
void term_bell(void);
/* Into the clipboard before the terminal (OSC 52), where it allows that; false:
   the text is too long, or there is no terminal. */
bool term_copy(const char *text);
bool term_copy_bytes(struct strbuf *out,
                     const char *text); /* what it is sent */

#endif
