/* People: the roster and what hangs on a person. */
#ifndef PBTUI_LEDGER_PEOPLE_H
#define PBTUI_LEDGER_PEOPLE_H

#include "pbtui/ledger/ledger.h"

extern const struct ledger ledger_people, ledger_member, ledger_placement,
    ledger_post, ledger_away, ledger_contact, ledger_honour;

/* Persons whose name matches (pinyin, part, #id), members of the branch in view
   first; returns how many, at most max. */
struct person_hit {
    int64_t id;
    const char *name;
    const char *about; /* 男 1994-06 一组: tells namesakes apart */
};
size_t people_find(struct book *b, struct arena *a, const char *typed,
                   struct person_hit *out, size_t max);
const char *people_name(struct book *b, struct arena *a, int64_t id);
/* The name, with its number behind it (张三 #12) when somebody else has the
   same: what a person field understands again. */
const char *people_whole_name(struct book *b, struct arena *a, int64_t id);

/* The same where numbers mean nothing, in another ledger: 张三（1980-02-03）,
   which a person field understands, too. */
const char *people_dated_name(struct book *b, struct arena *a, int64_t id);

/* How many of each category are on the roster as of b->day. */
struct people_counts {
    int full, probation, candidate, activist, applicant;
    int away, in_transfer;
};
bool people_count(struct book *b, struct people_counts *out, struct err *err);

#endif
