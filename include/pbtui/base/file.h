/* Files other than the ledger: read whole, written whole or not at all.
   Every folder we make is 0700, every file 0600, whatever the umask says. */
#ifndef PBTUI_BASE_FILE_H
#define PBTUI_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"

enum file_flags {
    FILE_NEW = 0,    /* refuse when the name is taken */
    FILE_REPLACE = 1 /* put in place of an old one */
};

/* Opens /dev/null on whichever of 0, 1, 2 is closed, so that no later file
   can become standard error.  First call of main. */
void file_guard_std(void);

bool file_exists(const char *path);
/* Appends the whole of a regular file; refuses folders, pipes and devices,
   and anything over `limit` bytes. */
bool file_read(struct strbuf *out, const char *path, size_t limit,
               struct err *err);
/* The same for a file that steers the program: refuses one that belongs to
   somebody else (root is allowed) or that others may write. */
bool file_read_trusted(struct strbuf *out, const char *path, size_t limit,
                       struct err *err);
/* All of the bytes, waiting where fd does not block; errno says why not. */
bool file_put(int fd, const char *data, size_t n);
/* A file without a name in the same folder → fsync → its name → fsync of the
   folder; where there are no files without names, one with a random name.
   FILE_NEW takes no name that is taken.  Follows no symlink. */
bool file_write(const char *path, const char *data, size_t n,
                enum file_flags flags, struct err *err);
/* The same in steps, for what is too long to be held in memory: begin looks at
   the place and opens the file, keep gives it its name.  A draft that
   was begun must be kept or dropped; after a failure of either add or keep
   nothing is left but to drop it.  Dropping twice does no harm. */
struct file_draft {
    int dir, fd;      /* -1: closed */
    const char *path; /* lent by the caller until the end */
    const char *name; /* in it */
    char temp[40];    /* its name until then; "": it has none */
    enum file_flags flags;
};
bool file_draft_begin(struct file_draft *d, const char *path,
                      enum file_flags flags, struct err *err);
bool file_draft_add(struct file_draft *d, const char *data, size_t n,
                    struct err *err);
bool file_draft_keep(struct file_draft *d, struct err *err);
void file_draft_drop(struct file_draft *d);

/* A last word, when all is on the disk and has no name yet; false: it never
   gets one. */
struct file_gate {
    bool (*ready)(void *ctx, struct err *err); /* NULL: nobody asks */
    void *ctx;
};
bool file_gate_ask(const struct file_gate *gate, struct err *err);
/* file_write with such a gate. */
bool file_write_gated(const char *path, const char *data, size_t n,
                      enum file_flags flags, const struct file_gate *gate,
                      struct err *err);

/* True for the random names of file_write: such a file is left over when the
   process died before the rename. */
bool file_is_torso(const char *name);
bool file_make_dirs(const char *path, struct err *err); /* like mkdir -p */
bool file_sync_dir_of(const char *path);

enum file_place { PLACE_DATA, PLACE_STATE, PLACE_CONFIG };

/* $XDG_…_HOME/pbtui or its default below $HOME, with "/tail" when given. */
void file_place(struct strbuf *out, enum file_place place, const char *tail);

#endif
