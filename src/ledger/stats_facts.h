/* What table 2 of 党内统计 asks of a member on the closing day: read once for
   the whole branch, asked by the conditions of data/stats/members.ini. */
#ifndef PBTUI_LEDGER_STATS_FACTS_H
#define PBTUI_LEDGER_STATS_FACTS_H

#include "stats_parts.h"

struct stats_facts {
    const struct stats_spell *spell;
    int64_t person;
    const char *sex, *nation, *native, *job, *tech_title;
    const char *level;  /* of tech_title; "" none, NULL: not known */
    const char *rights; /* codes in force, apart by commas */
    int birth;
    int age; /* -1: not known */
    bool probation;
    /* Months of the year that are closed. */
    int months, owed, in_time, reduced, exempt;
    int64_t large; /* fen given at once, beyond the months */
};
/* Everybody who is there on the closing day, in the order of the roster. */
bool stats_facts_read(struct stats_work *w, struct stats_facts **out,
                      size_t *n);
/* "woman age 31 35": all of it is so. */
bool stats_facts_fit(const struct stats_work *w, const struct stats_facts *f,
                     const char *rule);
/* 女 维吾尔族 1985-01-30 生 41岁 预备党员 */
const char *stats_facts_words(struct arena *a, const struct stats_facts *f);

#endif
