/* The files of a folder of data/, compiled in, with the user's own of the same
   folder of the configuration over them: by name, one of each, the user's
   taking the place of the compiled-in one.  What cannot be read is told and
   left out. */
#ifndef PBTUI_BASE_FOLDER_H
#define PBTUI_BASE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/arena.h"

/* What is wrong with files, a sentence each. */
struct complaints {
    struct arena *arena;
    const char **list;
    size_t n;
};
void complaints_add(struct complaints *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

struct folder_file {
    const char *name; /* visits.ini */
    const char *text;
    bool own;
};
struct folder {
    struct arena *arena;
    struct folder_file *files;    /* in the order of their names */
    size_t n, cap;                /* owned until folder_clear */
    struct complaints complaints; /* visits.ini：… */
};

/* folder: registers; ending: .ini */
void folder_read(struct folder *out, struct arena *a, const char *folder,
                 const char *ending);
/* One more, from elsewhere; takes the place of one of that name. */
void folder_put(struct folder *f, struct folder_file file);
void folder_complain(struct folder *f, const char *name, const char *text);
void folder_clear(struct folder *f); /* the list; texts stay in the arena */

#endif
