/* What everybody comes to in a register, half-year by half-year (积分公示表):
   Enter opens the entries of one, F5 puts them in the order of their sums, F6
   prints. */
#ifndef PBTUI_SCREEN_TALLY_VIEW_H
#define PBTUI_SCREEN_TALLY_VIEW_H

#include "pbtui/ledger/register.h"
#include "pbtui/screen/app.h"

/* Of a register that has a tally. */
void tally_view_open(struct app *app, const struct small_register *reg);

#endif
