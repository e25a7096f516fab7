/* Private to listbox*.c. */
#ifndef PBTUI_TUI_LISTBOX_PARTS_H
#define PBTUI_TUI_LISTBOX_PARTS_H

#include "pbtui/tui/listbox.h"

/* ---- listbox_window.c ---- */

/* Everything afresh if it is stale. */
void window_load(struct listbox *l);
/* More rows on that side, unless they are at hand; false: no more there. */
bool window_extend(struct listbox *l, bool backward);
void window_go_end(struct listbox *l, bool last);
/* Further rows when the cursor stands on the last (first) one in memory. */
void window_look_ahead(struct listbox *l);
/* Calls back for every row of the list as filtered; false: stopped by an
   error. */
bool window_each(struct listbox *l,
                 void (*each)(struct listbox *l, int64_t id));
size_t window_screen(const struct listbox *l); /* rows of one screen */

#endif
