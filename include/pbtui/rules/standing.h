/* What a person is on a day, from dates alone: category, party standing,
   political birthday, lost contact, validity of a transfer letter, a term's
   end.  Pure: facts and limits in, verdict out. */
#ifndef PBTUI_RULES_STANDING_H
#define PBTUI_RULES_STANDING_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/base/ini.h"

/* Limits out of data/rules/roster.ini; each with its basis for the screen. */
struct standing_limit {
    const char *name; /* "apply.min_age" */
    int value;
    const char *unit;  /* 岁, 天, 个月, 年, 人 */
    const char *basis; /* 《…》第…条 */
    const char *text;  /* the rule in one sentence */
    bool local;        /* may be set otherwise by the branch */
    int from_day;      /* in force since */
    int own_line;      /* line in the user's own text; 0: compiled in */
};
struct standing_rules {
    struct standing_limit *limits;
    size_t n;
    struct ini_complaint *complaints; /* rows left out, and why */
    size_t n_complaints;
};
/* Reads INI text (base/ini); a bad row is named with its line and left out;
   a missing required row is an error (E-ROSTER-001).  `own` may be NULL.

   A row in the user's own text replaces the one compiled in, from its `from`
   on, or for all days when it has none.  It must say its basis.  A central
   limit can only be changed for the future of the one compiled in: such a row
   needs `from` as well. */
bool standing_load(struct standing_rules *out, struct arena *a,
                   const char *builtin, const char *own, struct err *err);
/* The limit in force on a day; before the first one, the first one.  Asserts
   that the name is known. */
const struct standing_limit *standing_limit(const struct standing_rules *r,
                                            const char *name, int day);

enum category {
    CATEGORY_NONE,
    CATEGORY_APPLICANT, /* 入党申请人 */
    CATEGORY_ACTIVIST,  /* 入党积极分子 */
    CATEGORY_CANDIDATE, /* 发展对象 */
    CATEGORY_PROBATION, /* 预备党员 */
    CATEGORY_FULL       /* 正式党员 */
};
const char *category_text(enum category c);

/* DATE_NONE where nothing is known. */
struct person_dates {
    int birth;
    int apply, activist, candidate, join, full;
    int probation_until; /* extended to */
    int work, league;
};
enum category standing_category(const struct person_dates *d, int day);
/* The first day on which a probationary member may become a full member;
   DATE_NONE without a 入党日期. */
int standing_full_from(const struct standing_rules *r,
                       const struct person_dates *d);
/* Full years since 转正, with a correction in months (more than 0: longer
   standing); -1: not a full member. */
int standing_party_years(const struct person_dates *d, int adjust_months,
                         int day);
int standing_age(const struct person_dates *d, int day); /* -1 unknown */
/* The next political birthday (anniversary of 入党日期) on or after day;
   DATE_NONE without a 入党日期. */
int standing_next_birthday(const struct person_dates *d, int day);

/* Order and distance of the dates (domain.md 2.6, 5.1): application at 18,
   full membership one year after joining …  Returns how many were written:
   never more than STANDING_ISSUES_MAX. */
#define STANDING_ISSUES_MAX 24
struct standing_issue {
    const char *column; /* the roster's field: "birth_on", "probation_until" */
    bool blocks;        /* else a warning */
    const char *code;
    const char *text; /* Chinese: what, which rule, what to do */
};
size_t standing_check_dates(const struct standing_rules *r, struct arena *a,
                            const struct person_dates *d, int today,
                            struct standing_issue *out, size_t max);

/* Numbers of a branch on a day: too few full members, too many members, a
   committee that should be there.  All are warnings; `column` is a name of
   branch_size. */
struct branch_size {
    int members; /* 正式 and 预备 */
    int full;
    bool committee; /* has a 支委会 */
};
size_t standing_check_branch(const struct standing_rules *r, struct arena *a,
                             const struct branch_size *b, int day,
                             struct standing_issue *out, size_t max);

/* Last contact → the day the person counts as lost, and the earliest days of
   停止党籍 and 除名 (from the stop decision). */
struct lost_dates {
    int warn1, warn2; /* 3 and 5 months */
    int lost_on;
    int removal_from; /* DATE_NONE without a stop decision */
};
struct lost_dates standing_lost(const struct standing_rules *r,
                                int last_contact, int stopped_on);
/* The day from which one who is away without a transfer is a 流动党员. */
int standing_flow_from(const struct standing_rules *r, int away_since);
/* Last valid day of a transfer letter; days 0: the letter does not say. */
bool standing_letter_until(const struct standing_rules *r, int issued, int days,
                           int *until, struct err *err);
/* End of a term, which is the election's anniversary (term_years 0: the usual
   term); whether the reminder (6, 3, 1 months) is due on a day: 0 no, 1–3
   which, 4 over. */
int standing_term_end(const struct standing_rules *r, int elected,
                      int term_years);
int standing_term_alarm(const struct standing_rules *r, int ends, int day);

#endif
