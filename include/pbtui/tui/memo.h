/* Long text being edited: Chinese wrapping, find, undo, 50,000 characters
   without lag.  Only lines near the change are wrapped again. */
#ifndef PBTUI_TUI_MEMO_H
#define PBTUI_TUI_MEMO_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/tui/canvas.h"
#include "pbtui/tui/key.h"

#define MEMO_MAX_CHARS 50000

struct memo;

struct memo *memo_new(void);
void memo_free(struct memo *m);
void memo_set(struct memo *m, const char *text);
const char *memo_text(const struct memo *m); /* lent until the next change */
size_t memo_chars(const struct memo *m);
bool memo_touched(const struct memo *m);
size_t memo_changes(const struct memo *m); /* another number: another text */
const char *memo_complaint(const struct memo *m); /* "" when all is well */

/* Up and down at the ends are not taken, so that a form goes on; nor is
   CMD_FIND, for which somebody else must ask what to find. */
bool memo_command(struct memo *m, int cmd);
bool memo_key(struct memo *m, const struct key *k);
bool memo_find(struct memo *m, const char *needle); /* from the caret on,
                                                       around once */
void memo_draw(struct memo *m, struct canvas *c, struct rect area,
               bool focused);

#endif
