/* A branch at a glance, for the first screen: how many people, what is due
   soon or overdue, how far the months are sealed.

   The cost does not grow with the ledger: people are looked at up to a number
   that no branch reaches (OUTLOOK_PEOPLE_MAX; `more` then says so), everything
   else through an index. */
#ifndef PBTUI_LEDGER_OUTLOOK_H
#define PBTUI_LEDGER_OUTLOOK_H

#include "pbtui/ledger/ledger.h"

#define OUTLOOK_PEOPLE_MAX 200

enum due_kind {
    DUE_PROBATION, /* 预备期满: person */
    DUE_TERM,      /* 换届: term */
    DUE_ACTION,    /* a decision not carried out: action, of an event */
    DUE_PLANNED,   /* a planned event, soon or past without an entry */
    DUE_BIRTHDAY,  /* 政治生日: person */
    DUE_ARREARS,   /* 党费 unpaid for months: person */
    DUE_COLLECT,   /* a month of 党费 that should have been opened */
    DUE_PIPELINE,  /* a step of 发展党员 near its day: person */
    DUE_ENTRY      /* of a small register, not done: its record */
};
struct due {
    enum due_kind kind;
    int64_t id;
    int64_t event;     /* DUE_ACTION: where it was decided */
    int day;           /* due, or kept; DATE_NONE: no day was set */
    bool urgent;       /* over, or close to it */
    const char *name;  /* person, or what is to be done */
    const char *about; /* DUE_PLANNED: code of its kind; DUE_ARREARS: what the
                          rules say; DUE_PIPELINE: the warning and its rule;
                          DUE_ENTRY: name of its register; else "" */
    int years;         /* DUE_BIRTHDAY */
    int months;        /* DUE_ARREARS: in a row; DUE_COLLECT: the month */
    int alarm;         /* DUE_ARREARS: enum dues_alarm; DUE_PIPELINE: 2 the
                          harder day is over too, 1 the day is over, 0 near */
    int64_t file;      /* DUE_PIPELINE: where it stands */
    int step;
    const char *what; /* DUE_PIPELINE: 半年考察, or the step's short name;
                         DUE_ENTRY: 问题, 措施 */
    bool opens;       /* DUE_PIPELINE: the first day, not the last one */
};
/* 党费: the month that is collected, or the last one. */
struct outlook_dues {
    int month; /* MONTH_NONE: the branch collects none */
    bool open;
    bool more; /* than OUTLOOK_PEOPLE_MAX: only these were counted */
    int n_due, n_paid;
    int64_t due, paid;
    int64_t hand;      /* received less handed up */
    const char *owing; /* 周立（3 个月）、…: two months and more; "" */
};
struct outlook {
    int full, probation, candidates, activists, applicants;
    int groups, away, lost;
    bool more;
    struct due *due; /* urgent ones first, of registers behind, then by day */
    size_t n_due;
    int open_actions;
    int more_pipeline; /* warnings of 发展党员 that are not in `due` */
    int more_entries;  /* of registers, the same */
    int sealed_month;  /* the last one; MONTH_NONE: none */
    bool has_events;   /* any was ever entered */
    struct outlook_dues dues;
};
/* On b->day, of the branch in view. */
bool outlook_of(struct book *b, struct arena *a, struct outlook *out,
                struct err *err);

#endif
