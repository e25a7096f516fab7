/* What the rooms of 党内统计 share: the plan of a table as its file has it, the
   spells of the branch with the day each counts from, and lists that grow. */
#ifndef PBTUI_LEDGER_STATS_PARTS_H
#define PBTUI_LEDGER_STATS_PARTS_H

#include "pbtui/ledger/stats.h"

/* ---- the plan: data/stats/NAME.ini -------------------------------------- */

struct stats_plan_row {
    const char *no, *name; /* "" for columns and lines */
    const char *rule;
};
struct stats_title {
    const char *level; /* 高级 */
    const char *words; /* 正高 副高 … */
};
struct stats_plan {
    const char *name, *title, *counts;
    int late; /* months */
    struct stats_plan_row *columns, *rows, *lines;
    size_t n_columns, n_rows, n_lines;
    struct stats_title *titles;
    size_t n_titles;
};
/* What is compiled in can be read, or the program ends. */
void stats_plan_read(struct stats_plan *out, struct arena *a,
                     enum stats_which which, int closing);

/* ---- spells of membership ----------------------------------------------- */

struct stats_spell {
    int64_t id, person;
    const char *name;
    const char *in_kind, *in_from, *out_kind, *out_to;
    int from, to;    /* as the roster has it */
    int letter;      /* of a transfer out */
    bool is_letter;  /* goes out by a letter */
    int begin, left; /* from when, and up to when it counts */
    int approved;    /* of the admission here; DATE_NONE: none is known */
    int join, until; /* 入党日期, 预备期延长至 */
    int full;        /* from when a full member, by approval */
    int full_on;     /* 转正日期 */
};

/* All that one table is made of. */
struct stats_work {
    struct book *book;
    struct arena *arena;
    struct stats_plan plan;
    int from, closing; /* 1 January, and the last day */
    struct stats_spell *spells;
    size_t n_spells;
    struct stats_note *notes;
    size_t n_notes;
    struct err *err;
};
bool stats_spells_read(struct stats_work *w);
/* Of the branch on that day, by what counts. */
bool stats_there(const struct stats_spell *s, int day);
/* In the year, up to the closing day. */
bool stats_in_year(const struct stats_work *w, int day);
/* Is the code of that name, or of that group? */
bool stats_is_kind(const char *table, const char *code, const char *word);

/* ---- lists --------------------------------------------------------------- */

/* Grown by MEM_PUSH until it is closed into a cell. */
struct stats_list {
    struct stats_entry *v;
    size_t n, cap;
};
void stats_list_add(struct stats_list *l, const struct stats_entry *e);
struct stats_cell stats_list_close(struct stats_list *l, struct arena *a);
/* Of a spell, with the person as its record. */
struct stats_entry stats_entry_of(const struct stats_spell *s, int on,
                                  const char *why);
void stats_note_add(struct stats_work *w, const char *word,
                    struct stats_cell who, const char *text);
/* 2026-11-02 in the arena; "" for DATE_NONE. */
const char *stats_day(struct arena *a, int day);

/* ---- rows -----------------------------------------------------------------
 */

/* Fills the cells (as many as columns) of a row that is no formula. */
typedef bool stats_fill(struct stats_work *w, const char *rule,
                        struct stats_cell *cells, void *ctx);
/* The rows of the plan; `explain` puts into one that is too many or too few, in
   a row that must be 0, why and which day; NULL: as the rows it comes from say.
 */
typedef void stats_explain(struct stats_work *w, struct stats_entry *e,
                           void *ctx);
bool stats_rows(struct stats_work *w, stats_fill *fill, stats_explain *explain,
                void *ctx, struct stats_table *out);
/* The word behind the first one of a rule; NULL: it begins otherwise. */
const char *stats_rule_is(const char *rule, const char *word);

/* ---- the tables -----------------------------------------------------------
 */

bool stats_change(struct stats_work *w, struct stats_table *out);
bool stats_members(struct stats_work *w, struct stats_table *out);
bool stats_conversion(struct stats_work *w, struct stats_table *out);
bool stats_review(struct stats_work *w, struct stats_table *out);

#endif
