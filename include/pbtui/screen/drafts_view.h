/* Forms that were not saved: offered at the start, and on demand. */
#ifndef PBTUI_SCREEN_DRAFTS_VIEW_H
#define PBTUI_SCREEN_DRAFTS_VIEW_H

#include "pbtui/screen/app.h"

void drafts_view_offer(struct app *app); /* silent when there is none */
void drafts_view_open(struct app *app);

#endif
