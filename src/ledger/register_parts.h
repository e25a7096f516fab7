/* What the rooms of the small registers share. */
#ifndef PBTUI_LEDGER_REGISTER_PARTS_H
#define PBTUI_LEDGER_REGISTER_PARTS_H

#include "pbtui/base/folder.h"
#include "pbtui/base/ini.h"
#include "pbtui/ledger/register.h"
#include "pbtui/text/date.h"

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

/* What of a field is not said. */
#define REGISTER_UNBOUND                                                       \
    .follows = -1, .minus = -1, .fills = {-1, NULL}, .sign_of = {-1, NULL},    \
    .cap = {-1, NULL}

/* The reading of one file. */
struct register_maker {
    struct complaints *to;
    struct arena *arena;
    const char *file;
    bool bad;
    struct small_register *reg;
    struct field *fields;
    struct register_field *extra;
    struct register_section *sections; /* as many as fields */
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

/* register_names.c: may the section be called so; is it an amount's name. */
bool register_may_be_named(struct register_maker *m,
                           const struct register_section *s);
bool register_ends_in_fen(const char *name);

/* register_sums.c: numbers that other fields or linked records bound, and what
   is worked out of fields. */
void register_tie_sums(struct register_maker *m);
/* rule_id.cap, unit_points; no field when it is neither. */
struct register_ref register_ref_of(struct register_maker *m, const char *text);
bool register_is_number(const struct field *f);

/* register_tally.c */
void register_take_tally(struct register_maker *m,
                         const struct register_section *head);
/* Has what the link field points to all that is asked of it? */
bool register_refs_hold(const struct small_register *reg, size_t field,
                        const struct ledger *linked);

/* register_bounds.c: what follows from what was typed, and is it within what
   the record's links allow. */
void register_typed(struct book *b, struct arena *a, struct record *r,
                    int field);
void register_check_bounds(struct book *b, const struct record *r,
                           struct issues *is);
/* How much of a sum counts: up to the cap, or down to one below zero. */
int64_t register_within(int64_t cap, int64_t sum);
/* The days of the year, half or quarter that the fields which follow a date
   name; false: none of them names any. */
bool register_period(const struct record *r, struct span *out);

/* register_rules.c: what a declared book does like a programmed one. */
void register_give_rules(struct ledger *l);

#endif
