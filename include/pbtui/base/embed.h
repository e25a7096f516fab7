/* Files of data/ that are compiled in (build/gen/embed.c, made by the
   Makefile), so that the binary runs alone. */
#ifndef PBTUI_BASE_EMBED_H
#define PBTUI_BASE_EMBED_H

#include <stddef.h>

struct embed_file {
    const char *name; /* "schema/0001_roster.sql" */
    const char *text; /* NUL-terminated */
    size_t n;
};

extern const struct embed_file embed_files[]; /* ends with name == NULL */

const struct embed_file *embed_find(const char *name);

#endif
