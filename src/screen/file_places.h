/* Where files usually are: the last folder, and the places a desktop has. */
#ifndef PBTUI_SCREEN_FILE_PLACES_H
#define PBTUI_SCREEN_FILE_PLACES_H

#include "pbtui/screen/app.h"

/* The folder remembered under this name if it is still there, else the one the
   program was started in; the caller's. */
char *file_place_kept(const char *name);
/* Not being able to remember is no failure. */
void file_place_keep(const char *name, const char *folder);

/* The home folder, 下载, 桌面, what is plugged in. */
void file_places_ask(struct app *app,
                     void (*answer)(void *ctx, const char *folder), void *ctx);

#endif
