/* Finding over everything: people, events with all their parts, talks, plans,
   files of 发展党员, small registers.

   A line as typed becomes a query (find_parse): words that must all be there,
   "phrases", -words that must not, @who, 类型：党课, 状态：计划, times.  A find
   is a cursor over its hits: find_more does a bounded piece of the work, so
   that typing never waits; what a hit looks like is made when it is shown.

   An event is one hit, whatever of it holds the words; each word may stand in
   another part of it, and the names of its kinds count as text of it, too.  A
   file is one hit as well; whose it is counts as text of it, by pinyin, too,
   and so do the people that a register's record is called by.  A restricted
   register is not found. */
#ifndef PBTUI_LEDGER_FIND_H
#define PBTUI_LEDGER_FIND_H

#include "pbtui/ledger/ledger.h"

struct find_word {
    const char *typed;
    const char *folded; /* full-width forms and case put together */
    bool plain;         /* nothing but itself folds to it */
    const char *const
        *kinds; /* codes of kinds that are called so; NULL-ended */
};

struct find_who {
    const char *typed;
    const char *ids; /* of all who may be meant: [12,37] */
};

#define FIND_TERMS 16

struct find_query {
    struct find_word words[FIND_TERMS];
    size_t n_words;
    struct find_word without[FIND_TERMS];
    size_t n_without;
    struct find_who who[FIND_TERMS]; /* all of them */
    size_t n_who;
    const char *kinds; /* one of these codes: ,lecture,study, ; NULL: any */
    const char *state; /* of an event; NULL: any */
    bool voided;       /* only what is voided; else only what is not */
    int from, to;      /* DATE_NONE: open */
    /* What could not be read and was left out: a sentence each. */
    const char *complaints[FIND_TERMS];
    size_t n_complaints;
};

/* Texts live in the arena. */
void find_parse(struct find_query *out, struct book *b, struct arena *a,
                const char *typed);
/* Nothing is asked for. */
bool find_is_empty(const struct find_query *q);

enum find_what {
    FIND_PERSON,
    FIND_EVENT,
    FIND_TALK,
    FIND_PLAN,
    FIND_FILE,
    FIND_ROW /* of a small register */
};

struct find_hit {
    enum find_what what;
    int64_t id; /* of the person, event, talk, plan, file, row */
    int day;    /* DATE_NONE for a person; of a plan its month's first; of a
                   file its last step's */
    const struct ledger *ledger; /* whose row; NULL: as `what` says */
};

struct find;

/* The query is lent for the life of the find. */
struct find *find_new(struct book *b, const struct find_query *q);
void find_free(struct find *f); /* NULL is allowed */
/* The next hits, at most max; stops when about that many rows have been looked
   at.  People come first, then newest first within what one call gives; no hit
   comes twice. */
bool find_more(struct find *f, struct find_hit *out, size_t max, size_t *n,
               int budget_rows, struct err *err);
bool find_is_over(const struct find *f);

#define FIND_SPANS 8

struct find_span {
    size_t at_bytes, n_bytes;
};

struct find_shown {
    /* 人 会 议题 发言 待办 谈话 计划 发展 台账: where it was found */
    const char *mark;
    const char *date;    /* 2026-11-20, 2026-11, "" */
    const char *title;   /* 第 11 次支委会 */
    const char *snippet; /* one line of about that many columns; never half a
                            character */
    struct find_span spans[FIND_SPANS]; /* what was found in it, in order */
    size_t n_spans;
};

bool find_show(struct book *b, struct arena *a, const struct find_query *q,
               const struct find_hit *hit, int cols, struct find_shown *out,
               struct err *err);

/* The book that the hit is a record of. */
const struct ledger *find_ledger(const struct find_hit *hit);

#endif
