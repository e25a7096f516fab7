/* The one door to iniparser: INI text in memory → ordered sections and keys.

   iniparser rejects a whole file for one bad line, cuts values at ; and #,
   and keeps no order, so the text is checked and split into lines here first:
   a bad line is reported with its number and left out, the rest loads. */
#ifndef PBTUI_BASE_INI_H
#define PBTUI_BASE_INI_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"

struct ini_key {
    const char *section; /* "" before the first [section] */
    const char *key;
    const char *value;
    int line;
};

struct ini_complaint {
    int line;
    const char *text; /* Chinese */
};

struct ini {
    struct ini_key *keys; /* in file order */
    size_t n;
    struct ini_complaint *complaints;
    size_t n_complaints;
};

/* Everything is allocated from the arena.  False only when nothing at all can
   be read: over the size limit (64 KiB for a user's file), NUL bytes, not
   UTF-8. */
bool ini_parse(struct ini *out, struct arena *a, const char *text, size_t n,
               size_t limit, struct err *err);
/* Text that is compiled in.  The same, without asking iniparser whether it
   reads every value as we do: a test asks that for all files of data/rules. */
bool ini_parse_builtin(struct ini *out, struct arena *a, const char *text,
                       size_t n, struct err *err);
bool ini_load(struct ini *out, struct arena *a, const char *path,
              struct err *err);
const char *ini_get(const struct ini *ini, const char *section,
                    const char *key); /* last one wins; NULL when absent */

#endif
