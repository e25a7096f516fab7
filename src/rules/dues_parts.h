/* Private to rules/: what the rooms of dues.h share, which is the list of
   dated versions, one row laid over a version, and how numbers are written in
   the rule file. */
#ifndef PBTUI_SRC_RULES_DUES_PARTS_H
#define PBTUI_SRC_RULES_DUES_PARTS_H

#include "pbtui/rules/dues.h"

enum dues_row_kind {
    DUES_ROW_CATEGORY,
    DUES_ROW_ITEM,
    DUES_ROW_USE,
    DUES_ROW_LIMIT,
    DUES_ROW_KINDS
};

/* A section as it is in force from a day on. */
struct dues_version {
    enum dues_row_kind kind;
    const char *code; /* job, of [category.job] */
    int from;
    bool local;
    bool own;      /* the version is an own row's */
    bool changed;  /* an own row for all days has been laid over it */
    bool own_code; /* nothing of that code is compiled in */
    enum dues_setting setting; /* DUES_ROW_LIMIT */
    const char *sentence;      /* DUES_ROW_LIMIT: the rule, {} in it */
    union {
        struct dues_category category;
        struct dues_item item;
        struct dues_use use;
        struct dues_limit limit;
    } as;
};

struct dues_rules {
    struct dues_version *list; /* versions of one code stand together */
    size_t n;
    struct ini_complaint *complaints;
    size_t n_complaints;
};

/* All keys beside the common ones, NULL-ended. */
extern const char *const dues_keys[];

/* What a section's name begins with; false: with nothing we know. */
bool dues_row_kind(const char *name, enum dues_row_kind *kind,
                   const char **code);
/* An empty version of that kind; false: named in `f`, there is no such
   limit. */
bool dues_row_begin(struct rule_file *f, const struct rule_row *r,
                    struct dues_version *v);
/* Lays what a row writes over a version.  False: named in `f`, nothing of v may
   be used. */
bool dues_row_take(struct rule_file *f, const struct rule_row *r,
                   struct dues_version *v);
/* Of single keys; what is not written stays.  False: named in `f`. */
void dues_take_text(const struct rule_row *r, const char *key,
                    const char **out);
/* `kind`: a word out of a list into its place there. */
bool dues_take_word(struct rule_file *f, const struct rule_row *r,
                    const char *const *names, size_t n, int *out);
/* A row that begins something must say this key. */
bool dues_must_write(struct rule_file *f, const struct rule_row *r,
                     const char *key, bool there);
/* dues_row_take of a [category.…]: dues_category.c. */
bool dues_category_take(struct rule_file *f, const struct rule_row *r,
                        struct dues_version *v);
/* The same for [limit.…]: dues_limits.c. */
bool dues_setting_of(const char *code, enum dues_setting *out);
bool dues_limit_take(struct rule_file *f, const struct rule_row *r,
                     struct dues_version *v);
/* The code of a setting, as its section is called. */
const char *dues_setting_code(enum dues_setting s);

/* The version in force on a day.  Before the first one of a compiled-in code
   the first one; NULL: no such code, or an own one that has not begun. */
const struct dues_version *dues_version_on(const struct dues_rules *r,
                                           enum dues_row_kind kind,
                                           const char *code, int day);

/* 1000.00 and nothing else: no grouping, no unit. */
bool dues_money_read(const char *s, int64_t *fen);

/* What a base comes to, category and limits of the day; E-DUESRULE-…. */
struct dues_sum {
    const struct dues_category *category;
    const struct dues_bracket *bracket; /* NULL: a fixed amount */
    int64_t unit;
    bool up;
    int64_t fen;
};
bool dues_work_out(const struct dues_rules *r, const char *category,
                   int64_t base, int day, struct dues_sum *out,
                   struct err *err);

#endif
