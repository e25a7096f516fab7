/* Private to the dialogs. */
#ifndef PBTUI_TUI_DIALOG_PARTS_H
#define PBTUI_TUI_DIALOG_PARTS_H

#include "pbtui/tui/dialog.h"

/* A box in the middle with room for rows × cols, or for what the area has;
   returns the inside. */
struct rect dialog_frame(struct canvas *c, struct rect area, int rows, int cols,
                         const char *title);
/* Columns that the inside can have at most. */
int dialog_cols_max(struct rect area);

/* What a dialog leaves to the program; everything else stops at it, so that
   nothing happens below a question. */
bool dialog_passes(int cmd);
enum view_result dialog_other(int cmd);

#endif
