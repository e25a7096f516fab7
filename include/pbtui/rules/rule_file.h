/* Files of data/rules/ whose rows are sections: kinds.ini, votes.ini,
   duties.ini.  Reads INI text into rows with checked common keys; a bad row is
   named with its line and left out, the rest loads.

   Common to all: basis, article, from (first day in force), scope (central or
   local).  A compiled-in row says basis, from and scope, a row of the user's
   own basis at least.  A section's name ends at the first blank; what follows
   only tells rows of one name apart ([branch.meeting 2027]). */
#ifndef PBTUI_RULES_RULE_FILE_H
#define PBTUI_RULES_RULE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/base/ini.h"

struct rule_key {
    const char *key;
    const char *value; /* never empty: an empty one counts as not written */
    int line;
};

struct rule_row {
    const char *section; /* as written, for complaints */
    const char *name;    /* up to the first blank */
    int line;            /* of the section's first key */
    bool own;            /* from the user's text */
    const char *basis;
    const char *article;   /* "" when not written */
    int from;              /* DATE_NONE: for all days */
    bool local;            /* own rows that do not say: true */
    struct rule_key *keys; /* the others, in their order */
    size_t n_keys;
};

struct rule_file {
    struct rule_row *rows; /* in the order of the text */
    size_t n;
    struct ini_complaint *complaints;
    size_t n_complaints;
    struct arena *arena;
};

/* `keys` ends with NULL: what may stand beside the common keys.  False: the
   text cannot be read at all. */
bool rule_file_read(struct rule_file *out, struct arena *a, const char *text,
                    const char *const *keys, bool own, struct err *err);
/* Puts the user's own rows behind the compiled-in ones; NULL: there are none.
   A text that cannot be read at all is only complained about. */
void rule_file_add_own(struct rule_file *f, const char *own,
                       const char *const *keys);
/* "" when the row does not say. */
const char *rule_get(const struct rule_row *r, const char *key);
/* The line of a key; of the row when it is not there. */
int rule_line(const struct rule_row *r, const char *key);
/* A whole number 0 … 9999; false when it is not one. */
bool rule_number(const struct rule_row *r, const char *key, int *out);
/* Words apart by blanks or 、or commas; NULL-ended. */
const char *const *rule_words(struct arena *a, const char *value);
/* 《…》第三条: basis and article as the screen shows them. */
const char *rule_basis(struct arena *a, const struct rule_row *r);
/* 第 12 行 [section]：what; before it 内置规则 when it is not an own row.  The
   line is the key's, the row's with a NULL key. */
void rule_complain(struct rule_file *f, const struct rule_row *r,
                   const char *key, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

#endif
