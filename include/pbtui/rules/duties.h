/* What a branch must do in which period (M01–M30), as rows of
   data/rules/duties.ini, and the verdict over a year: done, running, missing,
   not applicable, with the reason.  Pure: facts and a day in, cells out.

   A period goes by what holds on its first day: the version of the rule, the
   branch's own word.  Branch, committee, activists and group must be there on
   its first and its last day; `founding_month` counts a branch or a group that
   was there for a part, and a branch's own word "on" asks whatever the
   condition. */
#ifndef PBTUI_RULES_DUTIES_H
#define PBTUI_RULES_DUTIES_H

#include <stdint.h>

#include "pbtui/rules/rule_file.h"

enum duty_period { DUTY_MONTH, DUTY_QUARTER, DUTY_HALF, DUTY_YEAR, DUTY_EVENT };

/* On which branches. */
enum duty_if {
    DUTY_ALWAYS,
    DUTY_HAS_COMMITTEE,
    DUTY_HAS_GROUPS,
    DUTY_HAS_ACTIVISTS
};

struct duty {
    const char *code; /* M02 */
    const char *name; /* 支部委员会会议 */
    const char *abbr; /* 支委会 */
    const char *kind; /* event kind that is counted, or "" */
    const char *sub;  /* only this sub-kind; "" any */
    const char *book; /* else: name of the facts counted, "talks", "done" …;
                         the sub of "done" is the duty's code */
    enum duty_period period;
    int min;
    bool per_group;
    enum duty_if applies;
    bool off;         /* asked for only where a branch has put it on */
    bool advisory;    /* reminded of, never missing */
    bool by_year;     /* facts count for their year, not their date */
    const char *when; /* "四季度": normally then; "" */
    const char *basis;
    const char *note; /* what counts, in a sentence */
    bool local;
    int from;         /* in force since */
    bool own;         /* said, or changed, by the user's own text */
    bool own_version; /* the whole version is from there */
};
struct duties {
    struct duty *list;
    size_t n;
    struct ini_complaint *complaints;
    size_t n_complaints;
    int warn_days[3];    /* working days before the end: 10, 5, 1 */
    bool founding_month; /* counts even when founded inside it */
};
/* `own` may be NULL; several rows of one code are dated versions, which stand
   together in the list.  An own row without `from` changes all versions, which
   a central duty allows only where nothing less is asked for.  E-DUTY-001 when
   the compiled-in rows are not whole. */
bool duties_load(struct duties *out, struct arena *a, const char *builtin,
                 const char *own, struct err *err);
/* The version in force on a day; NULL. */
const struct duty *duty_find(const struct duties *d, const char *code, int day);

/* ---- facts ------------------------------------------------------------ */
struct duty_span { /* to: first day that is no longer, DATE_NONE: open */
    int from, to;
};
struct duty_group {
    int64_t id;
    const char *name;
    struct duty_span life;
};
struct duty_own { /* a branch's own word, with its basis */
    const char *code;
    struct duty_span holds;
    bool on;
    int min; /* 0: as the rule says */
    const char *basis;
};
struct duty_branch {
    struct duty_span life;
    const struct duty_span *committee; /* days with a 支委会 */
    size_t n_committee;
    const struct duty_span *activists;
    size_t n_activists;
    const struct duty_group *groups;
    size_t n_groups;
    const struct duty_own *own;
    size_t n_own;
};
/* Something done; in any order. */
struct duty_fact {
    const char *what; /* event kind, or book */
    const char *sub;  /* "" none */
    int64_t grp;      /* 0 none */
    int day;
    int year;   /* 所属年度 */
    bool late;  /* typed in later than it should have been */
    int64_t id; /* for the screens */
};

/* ---- verdict ---------------------------------------------------------- */
enum duty_light {
    DUTY_NA,      /* – not applicable; `why` says it */
    DUTY_AHEAD,   /* · the period has not begun */
    DUTY_RUNNING, /* ○ not yet, time is left */
    DUTY_DONE,    /* ● */
    DUTY_MISSING  /* ✗ over */
};
struct duty_cell {
    enum duty_light light;
    const struct duty *version; /* what is counted here: the rule of that time,
                                   or the row's where there was none */
    struct duty_span span;      /* to: first day behind the period */
    int count, min;
    int late;        /* of count */
    int last;        /* day of the last one, when count > 0 … */
    bool last_late;  /* … and whether that was entered late */
    int days_left;   /* working days to the end; running only */
    int alarm;       /* 0 none, 1–3 by warn_days; running and not done */
    const char *why; /* of NA; "" */
};
struct duty_row {
    const struct duty *duty;
    int64_t grp;          /* per_group rows; 0 */
    const char *grp_name; /* "" */
    size_t n_cells;       /* 12, 4, 2, 1 */
    struct duty_cell cells[12];
    int satisfied, applicable; /* of the periods that have ended */
};
struct duty_matrix {
    struct duty_row *rows; /* in the file's order; groups under their duty */
    size_t n;
    int year, today;
    int satisfied, applicable;
    int missing, running; /* cells */
};
/* Rows that are off, or not in force yet, for the whole year are left out
   unless `all`.  A DUTY_EVENT row is done or not applicable, and never counts
   among satisfied and applicable; nor does an advisory one.  What is not
   applicable still has its count. */
void duties_judge(struct duty_matrix *out, struct arena *a,
                  const struct duties *d, const struct duty_branch *b,
                  const struct duty_fact *facts, size_t n, int year, int today,
                  bool all);
/* Which cell of a row of that year counts a fact; n_cells: none. */
size_t duty_cell_of_fact(const struct duty_row *r, const struct duty_fact *f,
                         int year);
/* Which cell of a row a day falls into. */
size_t duty_cell_of(enum duty_period p, int day);

#endif
