/* Keys from the terminal: bytes read in bulk, own UTF-8 decoder, bracketed
   paste gathered to one key, unknown sequences swallowed, hang-up noticed even
   when SIGHUP is ignored.  Only term.c and input.c know curses. */
#ifndef PBTUI_TUI_INPUT_H
#define PBTUI_TUI_INPUT_H

#include <stdbool.h>

#include "pbtui/tui/key.h"

#define INPUT_PASTE_MAX (1024 * 1024) /* bytes kept of one paste */

/* Waits up to timeout_ms (-1: for ever).  Ctrl+Z is a key like any other. */
void input_read(struct key *out, int timeout_ms);
/* Another key can be read without waiting. */
bool input_pending(void);

#endif
