/* Who owes 党费: months, amount, how urgent, who was reminded when. */
#ifndef PBTUI_SCREEN_ARREARS_VIEW_H
#define PBTUI_SCREEN_ARREARS_VIEW_H

#include "pbtui/screen/app.h"

void arrears_view_open(struct app *app);

#endif
