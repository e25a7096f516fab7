/* A file with a query (figures, inspection rules): lines that begin with -- say
   what it is, the rest is the query.

       -- R56 走访慰问             its code and name
       -- group = 关爱和服务       a key with a value
       -- any other words          a remark
       select …

   Whatever is wrong with the lines is a complaint with its line; the query is
   looked at when it is asked. */
#ifndef PBTUI_LEDGER_GUEST_FILE_H
#define PBTUI_LEDGER_GUEST_FILE_H

#include <stdbool.h>

#include "pbtui/base/folder.h"

struct guest_file {
    struct complaints *to;
    const char *file; /* R56.sql */
    const char *noun; /* 数字 */
    const char *code, *name, *sql;
    int line; /* that is read; 0: the whole file */
    bool bad; /* something was complained of */
};

/* Each key goes to `take`, in the order of the lines. */
void guest_file_read(struct guest_file *g, const char *text,
                     void (*take)(void *ctx, const char *key,
                                  const char *value),
                     void *ctx);
/* `R56.sql 第 3 行：…，这个数字没有采用。` */
void guest_file_complain(struct guest_file *g, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The text up to `end`, past which *s is put; "" at the end of the line. */
const char *guest_file_word(struct arena *a, const char **s, char end);
struct guest_id {
    const char *code, *name, *file;
};
/* All files of a folder (base/folder.h), each read by `read` into a thing of
   `size` bytes (NULL: it has complained), in the order of their codes; the
   second of a code or a name is complained of and left out. */
struct guest_kind {
    const char *folder; /* figures */
    size_t size;
    const void *(*read)(struct complaints *to, const struct folder_file *file);
    struct guest_id (*id)(const void *thing);
};
void *guest_files_load(struct arena *a, const struct guest_kind *kind,
                       size_t *n, struct complaints *out);
const char *guest_file_trim(struct arena *a, const char *s, size_t n);

#endif
