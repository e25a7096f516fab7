/* Which days of people and committees are worth knowing some months ahead: the
   rows of data/rules/milestones.ini, and the day of the legal age of
   retirement, that is put off step by step. */
#ifndef PBTUI_RULES_MILESTONES_H
#define PBTUI_RULES_MILESTONES_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/base/ini.h"

enum milestone_kind {
    MILESTONE_AHEAD, /* no milestone: how many months are looked ahead */
    MILESTONE_BIRTHDAY,
    MILESTONE_PARTY,
    MILESTONE_RETIRE,
    MILESTONE_PROBATION,
    MILESTONE_TERM
};
struct milestone_rule {
    const char *name; /* retire.men */
    enum milestone_kind kind;
    const char *title;       /* 到退休年龄 */
    const char *what;        /* what is to be done */
    int months;              /* MILESTONE_AHEAD */
    int late;                /* months it is still told of */
    int years;               /* MILESTONE_PARTY */
    const char *honour;      /* … who has this one got it; "" none */
    const char *sex;         /* MILESTONE_RETIRE: 男, 女 */
    const char *const *jobs; /* … beginnings of codes; NULL-ended */
    int age, most;           /* … years; put off up to */
    int since, step; /* … from that month on, a month for so many months */
    const char *basis;
    bool local, own;
    int from; /* own: for days from then on; DATE_NONE: for all */
};
struct milestone_rules {
    struct milestone_rule *list; /* own ones before those they replace */
    size_t n;
    int months; /* looked ahead when nothing is said */
    struct ini_complaint *complaints;
    size_t n_complaints;
};
/* `own` may be NULL.  False: the compiled-in text cannot be used
   (E-MILESTONE-001). */
bool milestones_load(struct milestone_rules *out, struct arena *a,
                     const char *builtin, const char *own, struct err *err);
/* May this row speak of that day?  Not an own one of before its `from`, nor a
   compiled-in one that an own row has replaced by then. */
bool milestone_holds(const struct milestone_rules *r,
                     const struct milestone_rule *x, int day);
/* Does the row of MILESTONE_RETIRE mean somebody of this sex and job? */
bool milestone_means(const struct milestone_rule *x, const char *sex,
                     const char *job);
/* The day the legal age is reached; months: beyond whole years of it.
   DATE_NONE without a birthday. */
int milestone_retires(const struct milestone_rule *x, int birth, int *years,
                      int *months);

#endif
