/* What term.c and input.c tell each other. */
#ifndef PBTUI_TUI_TERM_PRIVATE_H
#define PBTUI_TUI_TERM_PRIVATE_H

#include "pbtui/base/strbuf.h"

/* After newterm: `early` are bytes that came before (typed ahead). */
void input_open(int esc_delay_ms, const struct strbuf *early);
void input_close(void);

void term_resized(void); /* asks the terminal for its size */
void term_resumed(void); /* somebody else has used the screen meanwhile */
void term_gone(void);    /* from now on nothing is written */

#endif
