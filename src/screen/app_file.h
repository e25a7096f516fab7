/* Commands about the ledger's file; private to the screens. */
#ifndef PBTUI_SRC_SCREEN_APP_FILE_H
#define PBTUI_SRC_SCREEN_APP_FILE_H

#include "pbtui/screen/app.h"

void app_backup(struct app *app);
void app_about(struct app *app);

#endif
