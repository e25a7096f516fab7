/* 政治生日: who has the anniversary of 入党 on a day of a span, and what has
   been done for it, as the register `birthdays` says.

   The day of joining itself is no anniversary; who joined on 29 February has it
   on the 28th of a common year.  Counted are those who are in the branch on
   their day. */
#ifndef PBTUI_LEDGER_BIRTHDAYS_H
#define PBTUI_LEDGER_BIRTHDAYS_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/text/date.h"

struct birthday {
    int64_t person;
    const char *name;
    int join;          /* 入党日期 */
    int day;           /* kept on */
    int years;         /* 入党周年 */
    int64_t entry;     /* of the register, of that year; 0: none */
    const char *state; /* 齐全, 缺谈心、走访慰问; "" without an entry */
    bool full;
};
/* By day, then as the roster has them. */
bool birthdays_of(struct book *b, struct arena *a, const struct span *span,
                  struct birthday **out, size_t *n, struct err *err);
/* A person's next one, or the one that was kept less than a month before the
   day in view; not found: there is none. */
bool birthday_near(struct book *b, struct arena *a, int64_t person,
                   struct birthday *out, bool *found, struct err *err);

/* The register: who, for which year, and what is worked out of the things that
   are to be done.  E-BIRTHDAY-001: the branch's own has other fields. */
struct birthday_book {
    const struct ledger *ledger;
    int person, year, state;
    const int *items; /* flags that are to be done; ends in -1 */
};
bool birthday_book(struct book *b, struct birthday_book *out, struct err *err);
/* A new record of it, with all that is known filled in. */
struct record;
void birthday_fill(struct record *r, struct arena *a, const struct birthday *x);

#endif
