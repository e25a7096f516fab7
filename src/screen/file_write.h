/* Writing a file where the clerk says: when there is one of that name, over it,
   beside it, or not at all. */
#ifndef PBTUI_SCREEN_FILE_WRITE_H
#define PBTUI_SCREEN_FILE_WRITE_H

#include "pbtui/base/file.h"
#include "pbtui/screen/app.h"

struct file_writer {
    bool (*write)(void *ctx, const char *path, enum file_flags flags,
                  struct err *err);
    /* It is there. */
    void (*done)(void *ctx, const char *path);
    /* It is not: the clerk would not have it, or it failed, which is told next.
     */
    void (*dropped)(void *ctx);
    void *ctx;
};
/* As typed: ~ and what is not absolute is below the home folder; of a folder,
   `name` in it. */
void file_write_at(struct app *app, const char *typed, const char *name,
                   const struct file_writer *w);

#endif
