/* Private to view.c and view_draw.c. */
#ifndef PBTUI_TUI_VIEW_DRAW_H
#define PBTUI_TUI_VIEW_DRAW_H

#include <stdbool.h>

#include "pbtui/tui/view.h"

/* The view's own bits and CTX_ALL; v may be NULL. */
uint64_t view_contexts(const struct view *v);
bool ui_too_small(const struct ui *ui);

#endif
