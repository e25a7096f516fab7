/* Choosing a file: a folder as a list, those that are wanted first, the newest
   of them on top.  What is typed narrows the list; a path, typed, pasted or
   dropped on the terminal, is gone to. */
#ifndef PBTUI_SCREEN_FILE_PICK_H
#define PBTUI_SCREEN_FILE_PICK_H

#include "pbtui/screen/app.h"

struct file_wish {
    const char *title;          /* of the top line */
    const char *const *endings; /* of what is wanted: ".xlsx"; NULL-ended */
    const char *keep; /* the last folder is remembered under this name */
    /* A file was chosen.  The list stays below whatever this opens, so that Esc
       there comes back to it. */
    void (*chosen)(void *ctx, const char *path);
    void (*closed)(void *ctx); /* frees ctx; NULL */
    void *ctx;
};
/* All texts are lent for the life of the view. */
void file_pick_open(struct app *app, const struct file_wish *wish);

#endif
