/* A folder as it is chosen from: what is wanted first, the newest on top, then
   folders, then everything else. */
#ifndef PBTUI_SCREEN_FILE_LIST_H
#define PBTUI_SCREEN_FILE_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/arena.h"

struct file_entry {
    const char *name;
    bool folder;
    bool wanted;
    int64_t size;
    int64_t changed; /* seconds */
};

/* False: it is no folder, or may not be read.  Hidden ones are left out unless
   they are asked for. */
bool file_list_read(struct arena *a, const char *folder,
                    const char *const *endings, bool hidden,
                    struct file_entry **out, size_t *n);

bool file_is_folder(const char *path);
/* What a terminal puts in when a file is dropped on it: 'a b', a\ b,
   file:///a%20b; blanks round it. */
const char *file_dropped(struct arena *a, const char *typed);
/* ~ is the home folder; what is not absolute is below `folder`. */
const char *file_absolute(struct arena *a, const char *folder,
                          const char *typed);
/* «x.pdf» is taken: «x-2.pdf», «x-3.pdf» … */
const char *file_free_name(struct arena *a, const char *path);

#endif
