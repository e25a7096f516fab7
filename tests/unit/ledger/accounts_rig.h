/* Dues and payments put straight into the tables, for the tests of what stands
   behind the collecting. */
#ifndef PBTUI_TESTS_LEDGER_ACCOUNTS_RIG_H
#define PBTUI_TESTS_LEDGER_ACCOUNTS_RIG_H

#include "support.h"

#include "pbtui/ledger/dues_accounts.h"

struct rig {
    struct fixture f;
    struct book *b;
    struct arena *a;
    int64_t sitting; /* everything posted is in one */
    int64_t no;      /* last payment's number */
    int64_t person[8];
};

/* 2026-11-20, eight members, nothing due. */
void rig_open(struct rig *r);
void rig_close(struct rig *r);
/* A posted payment, with one part for `month` when it is 月党费 and person is
   not 0.  booked: the month it was booked in. */
int64_t rig_pay(struct rig *r, const char *kind, const char *way,
                const char *day, const char *booked, int64_t fen,
                int64_t person, const char *month);
/* The opposite of one, on a day. */
void rig_take_back(struct rig *r, int64_t payment, const char *day,
                   const char *booked);
void rig_due(struct rig *r, int64_t person, const char *month, int64_t fen,
             int ord, const char *state);
/* closed_on NULL: open. */
void rig_month(struct rig *r, const char *month, const char *closed_on);
int64_t rig_fund(struct rig *r, const char *name, const char *kind, int year,
                 int64_t budget);
/* Types one field after the other, "column=text"; ends with NULL. */
void rig_type(struct rig *r, struct record *rec, const char *const *words);
/* Codes of all issues, apart by blanks; a warning in brackets. */
const char *rig_issues(struct rig *r, const struct record *rec,
                       const struct record *old);
/* "" or the code. */
const char *rig_save(struct rig *r, struct record *rec,
                     const struct record *old);
int64_t rig_count(struct rig *r, const char *sql);

#endif
