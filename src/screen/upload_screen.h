/* What the three views of the hand-over sheets share. */
#ifndef PBTUI_SCREEN_UPLOAD_SCREEN_H
#define PBTUI_SCREEN_UPLOAD_SCREEN_H

#include "memory_view.h"
#include "pbtui/report/platform_sheet.h"

/* A sheet by its name: files are read anew by every view, so that one lives as
   long as it is looked at. */
void upload_list_open(struct app *app, const char *sheet);
void upload_page_open(struct app *app, const char *sheet, int64_t id);
/* One text without anything around it. */
void upload_alone_open(struct app *app, const char *text);

/* Marks one record, or takes its mark off; what was done is told. */
bool upload_turn(struct app *app, const struct platform_sheet *s,
                 const struct platform_item *item);
void upload_open_record(struct app *app, const struct platform_sheet *s,
                        int64_t id);

#endif
