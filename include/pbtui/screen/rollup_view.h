/* All branches of the ledger side by side: 年终数字 and 规定动作. */
#ifndef PBTUI_SCREEN_ROLLUP_VIEW_H
#define PBTUI_SCREEN_ROLLUP_VIEW_H

#include "pbtui/screen/app.h"
#include "pbtui/text/date.h"

/* Every figure with what the branches come to together. */
void rollup_view_open(struct app *app, const struct span *span);
/* Who misses which duties; Enter closes it and looks at that branch. */
void rollup_view_open_duties(struct app *app, int year);

#endif
