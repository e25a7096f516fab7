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
    DUE_BIRTHDAY   /* 政治生日: person */
};
struct due {
    enum due_kind kind;
    int64_t id;
    int64_t event;     /* DUE_ACTION: where it was decided */
    int day;           /* due, or kept; DATE_NONE: no day was set */
    bool urgent;       /* over, or close to it */
    const char *name;  /* person, or what is to be done */
    const char *about; /* DUE_PLANNED: code of its kind; else "" */
    int years;         /* DUE_BIRTHDAY */
};
struct outlook {
    int full, probation, candidates, activists, applicants;
    int groups, away, lost;
    bool more;
    struct due *due; /* urgent ones first, then by day */
    size_t n_due;
    int open_actions;
    int sealed_month; /* the last one; MONTH_NONE: none */
    bool has_events;  /* any was ever entered */
};
/* On b->day, of the branch in view. */
bool outlook_of(struct book *b, struct arena *a, struct outlook *out,
                struct err *err);

#endif
