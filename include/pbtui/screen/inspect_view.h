/* 迎检体检: what breaks a rule, each opening the place where it is mended. */
#ifndef PBTUI_SCREEN_INSPECT_VIEW_H
#define PBTUI_SCREEN_INSPECT_VIEW_H

#include "pbtui/screen/app.h"

void inspect_view_open(struct app *app);

/* The last inspection of this year of the branch in view, kept beside the
   ledger, for the first screen. */
struct inspect_last {
    int day; /* DATE_NONE: there was none */
    int n, n_grave;
};
struct inspect_last inspect_last(const struct app *app);

#endif
