/* Private to rules/: INI text → checked limits, and complaints about the rest.
   The sentences still hold their {}. */
#ifndef PBTUI_SRC_RULES_STANDING_ROWS_H
#define PBTUI_SRC_RULES_STANDING_ROWS_H

#include "pbtui/rules/standing.h"

struct limit_kind {
    const char *name;
    const char *unit; /* the verdicts count in it, so it is fixed */
    bool zero;        /* 0 is allowed: no such rule in those days */
};
extern const struct limit_kind limit_kinds[]; /* ends with name == NULL */

struct limit_rows {
    struct standing_limit *v;
    size_t n;
};

struct complaints {
    struct arena *arena;
    struct ini_complaint *v;
    size_t n;
    size_t cap;
    const char *book; /* put before the line number: "" or 内置规则 */
};

/* With the book, the line and the [section] in front of it. */
void complaint_add(struct complaints *c, int line, const char *section,
                   const char *what);
/* As it is. */
void complaint_add_plain(struct complaints *c, int line, const char *text);

/* NULL when no row has that name. */
const struct standing_limit *limit_in_force(const struct standing_limit *v,
                                            size_t n, const char *name,
                                            int day);

/* `builtin` is NULL when these are the compiled-in rows themselves; the user's
   rows take from it what they do not say.  False: nothing could be read. */
bool limit_rows_read(struct limit_rows *out, struct complaints *c,
                     const char *text, const struct limit_rows *builtin,
                     struct err *err);

#endif
