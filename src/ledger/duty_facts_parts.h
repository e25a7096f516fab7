/* What the rooms of duty_facts share. */
#ifndef PBTUI_LEDGER_DUTY_FACTS_PARTS_H
#define PBTUI_LEDGER_DUTY_FACTS_PARTS_H

#include "pbtui/ledger/duty_facts.h"

struct stmt;

struct duty_gather {
    struct book *book;
    struct arena *arena;
    const struct duties *rules;
    int year;
    char from[11];   /* 1 January */
    char behind[11]; /* 1 January of the next year, or tomorrow if sooner */
    char day[11];    /* in view */
    int dues_from;   /* first month of 党费 that was collected; MONTH_NONE */
    bool has_notices;
    int reviews_from; /* files of 发展党员 are kept since; INT_MAX: none are */
    bool no_reviews[2]; /* in this half of the year nobody was to be reviewed */
    struct duty_fact *v;
    size_t n, cap;
};

void duty_gather_begin(struct duty_gather *g, struct book *b, struct arena *a,
                       int year);
void duty_gather_add(struct duty_gather *g, struct duty_fact fact);
/* :branch, :from and :behind */
void duty_gather_bind(const struct duty_gather *g, struct stmt *st);
int duty_gather_day(struct stmt *st, int column); /* DATE_NONE for null */
bool duty_gather_branch(struct duty_gather *g, struct duty_branch *b,
                        struct err *err);
/* `has`: the branch's word, that there is a committee today. */
bool duty_gather_committee(struct duty_gather *g, struct duty_branch *b,
                           bool has, struct err *err);
bool duty_gather_events(struct duty_gather *g, struct err *err);
bool duty_gather_talks(struct duty_gather *g, struct err *err);
/* dues_from and has_notices, which the others of 党费 stand on. */
bool duty_gather_dues_from(struct duty_gather *g, struct err *err);
bool duty_gather_dues(struct duty_gather *g, struct err *err); /* assess, too */
bool duty_gather_reviews(struct duty_gather *g, struct err *err);
bool duty_gather_notices(struct duty_gather *g, struct err *err);

#endif
