/* A person's file of 发展党员: where he stands, the twenty-five steps, what
   holds the next one up; the step under the cursor is filled in from here. */
#ifndef PBTUI_SCREEN_PIPELINE_VIEW_H
#define PBTUI_SCREEN_PIPELINE_VIEW_H

#include "pbtui/screen/app.h"

/* The newest file of a person; without one the screen offers to open it. */
void pipeline_view_open(struct app *app, int64_t person);
/* That file, the cursor on that step; 0: on the next one. */
void pipeline_view_open_file(struct app *app, int64_t file, int step);
/* The same, and over it the form of that step, or of an entry of that kind
   where it is done by entries. */
void pipeline_view_fill(struct app *app, int64_t file, int step,
                        const char *kind);

#endif
