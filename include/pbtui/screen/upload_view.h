/* 平台录入单: the sheets with what is not in the upper platform yet; the
   records of one; a record as it is to be typed there, field by field, ticked
   when it is. */
#ifndef PBTUI_SCREEN_UPLOAD_VIEW_H
#define PBTUI_SCREEN_UPLOAD_VIEW_H

#include "pbtui/screen/app.h"

void upload_view_open(struct app *app);

#endif
