/* What app.c and app_branch.c share. */
#ifndef PBTUI_SCREEN_APP_BRANCH_H
#define PBTUI_SCREEN_APP_BRANCH_H

#include "pbtui/screen/app.h"

/* Asks for another branch; says so when there is none. */
void app_branch_ask(struct app *app);

/* A form lies open: on top it has answered for itself. */
bool app_form_is_open(const struct app *app, bool top_too);
/* What is on top shows something else from now on. */
void app_changed(struct app *app);

#endif
