/* What stands behind the collecting: who owes, what a year came to, what was
   handed up and what is in hand, what the funds hold.  Reading, except for the
   two doors that post with a number. */
#ifndef PBTUI_LEDGER_DUES_ACCOUNTS_H
#define PBTUI_LEDGER_DUES_ACCOUNTS_H

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/record.h"
#include "pbtui/rules/dues.h"
#include "pbtui/text/date.h"

/* ---- unpaid ----------------------------------------------------------- */

struct arrear {
    int64_t person;
    const char *name;
    int n;   /* months with something lacking */
    int run; /* consecutive, at the end */
    int longest;
    int from, to;          /* months of the run at the end; MONTH_NONE */
    int64_t fen;           /* lacking in all of them */
    enum dues_alarm alarm; /* by the longest run, which is still unpaid */
    int reminded_on;       /* last; DATE_NONE */
    int n_reminded;
};
/* Up to and with a month (MONTH_NONE: the last closed one, or the open one's
   predecessor), worst first. */
bool arrears_list(struct book *b, struct arena *a, int month, int asked,
                  struct arrear **out, size_t *n, struct err *err);
bool arrears_of(struct book *b, struct arena *a, int64_t person, int month,
                int asked, struct arrear *out, struct err *err);
/* A reminder that is ready to be filled in: months and amount as they are. */
struct record arrears_reminder(struct book *b, struct arena *a,
                               const struct arrear *who);

/* ---- a year ----------------------------------------------------------- */

struct dues_year_month {
    int64_t due, paid;
    int paid_on;       /* the last; DATE_NONE */
    bool late;         /* booked in a later month than its own */
    bool is_due;       /* there is a row of the month */
    const char *state; /* code due_state; "" */
};
struct dues_year_row {
    int64_t person;
    const char *name;
    const char *brief;           /* category, of the last month */
    int64_t base, rate, monthly; /* of the last month; -1: none */
    struct dues_year_month m[12];
    int64_t due, paid;
    int64_t late;  /* of `paid`: booked later than its month */
    int64_t early; /* of `paid`: booked before its month */
    int64_t large; /* 大额, beside it */
    const char *note;
};
struct dues_year {
    int year;
    struct dues_year_row *rows; /* roster's order of the last month */
    size_t n;
    int64_t due[12], paid[12];
    int64_t total_due, total_paid, total_large;
    /* Σ months = Σ slips + kept + in hand */
    /* Only what is posted; a payment that was taken back is in no row, and
       counts on its days in the account below. */
    int64_t brought; /* in hand when the year began */
    int64_t taken;   /* taken in in the year, whatever month it is for */
    int64_t handed, kept, hand;
};
bool dues_year_read(struct book *b, struct arena *a, int year,
                    struct dues_year *out, struct err *err);
bool dues_year_of(struct book *b, struct arena *a, int64_t person, int year,
                  struct dues_year_row *out, struct err *err);

/* ---- handing up ------------------------------------------------------- */

/* In hand on a day, of a kind of dues (NULL: all): posted, taken less handed up
   less kept. */
struct in_hand {
    int64_t fen, cash;
};
bool handover_in_hand(struct book *b, const char *kind, int day,
                      struct in_hand *out, struct err *err);
/* Ready to be looked over: the months since the last slip, what they came to,
   the amount by the remit ratio. */
bool handover_propose(struct book *b, struct arena *a, const char *kind,
                      struct record *out, struct err *err);
/* Posted with its number, the figures of its months counted anew; what is kept
   goes into its fund in the same change.  Final.  Saving a new slip through
   ledger_apply is the same, and ledger_void is handover_reverse. */
bool handover_post(struct book *b, struct arena *a, struct record *r,
                   struct err *err);
bool handover_reverse(struct book *b, struct arena *a, int64_t id,
                      const char *reason, int64_t *reversal, struct err *err);

/* ---- funds ------------------------------------------------------------ */

struct fund_state {
    int64_t id;
    const char *name, *kind;
    int64_t budget, income, spent, balance;
};
bool funds_of(struct book *b, struct arena *a, int year,
              struct fund_state **out, size_t *n, struct err *err);
/* As with slips: ledger_apply posts, ledger_void takes back. */
bool fund_post(struct book *b, struct arena *a, struct record *r,
               struct err *err);
bool fund_reverse(struct book *b, struct arena *a, int64_t id,
                  const char *reason, int64_t *reversal, struct err *err);

/* ---- numbers ---------------------------------------------------------- */

/* The next `n` numbers of a series (NUMBER_PAYMENT …) in a year for the branch
   in view, the first in *first.  Asked with the write lock held; `now` is the
   record to put among the parts of the change the numbers are for
   (number_part), `was` the record as it is (id 0: the first of its year): a
   change that is rolled back has spent none. */
#define NUMBER_PAYMENT  "payment"
#define NUMBER_SITTING  "sitting"
#define NUMBER_HANDOVER "handover"
#define NUMBER_FUND     "fund"
bool number_take(struct book *b, struct arena *a, const char *series, int year,
                 int n, struct record *now, struct record *was, int *first,
                 struct err *err);
/* That part; it makes the change one that may not be undone. */
struct apply_part number_part(struct record *now, const struct record *was);
const char *number_text(int year, int64_t no, char out[16]); /* 2026-0012 */
/* Are the records of the book numbered: payments, sittings, slips, entries of a
   fund? */
bool number_is_of(const struct ledger *l);
/* The one of the branch in view with that number; 0: there is none. */
bool number_find(struct book *b, const struct ledger *l, int year, int64_t no,
                 int64_t *id, struct err *err);

#endif
