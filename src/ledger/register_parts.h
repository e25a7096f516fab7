/* What the rooms of the small registers share. */
#ifndef PBTUI_LEDGER_REGISTER_PARTS_H
#define PBTUI_LEDGER_REGISTER_PARTS_H

#include "pbtui/base/folder.h"
#include "pbtui/base/ini.h"
#include "pbtui/ledger/register.h"

/* Every register's fields end with these. */
#define REGISTER_BRANCH "branch_id"

/* One section of a file, its keys in order. */
struct register_section {
    const char *name;
    const struct ini_key *keys;
    size_t n;
    int line;
};
/* NULL: not written. */
const struct ini_key *register_key(const struct register_section *s,
                                   const char *key);
const char *register_value(const struct register_section *s, const char *key,
                           const char *otherwise);

/* The reading of one file. */
struct register_maker {
    struct complaints *to;
    struct arena *arena;
    const char *file;
    bool bad;
    int ended; /* field of the day it is over; -1 */
    struct small_register *reg;
    struct field *fields;
    struct register_field *extra;
    struct ledger_column *columns;
    size_t n_fields, n_columns;
};
void register_complain(struct register_maker *m, int line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Refuses a key that is none of these (NULL-ended) and one written twice. */
void register_check_keys(struct register_maker *m,
                         const struct register_section *s,
                         const char *const *known);

/* register_field.c: yes or no of a key; one section becomes a field. */
bool register_says_yes(struct register_maker *m,
                       const struct register_section *s, const char *key,
                       bool otherwise);
void register_take_field(struct register_maker *m,
                         const struct register_section *s);
/* What fields say of each other, once all are there. */
void register_tie_fields(struct register_maker *m);

/* register_rules.c: what a declared book does like a programmed one. */
void register_give_rules(struct ledger *l);

#endif
