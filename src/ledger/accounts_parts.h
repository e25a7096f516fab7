/* What the rooms of 上缴 and of 经费 share: figures, rules, the doors that post
   with a number. */
#ifndef PBTUI_LEDGER_ACCOUNTS_PARTS_H
#define PBTUI_LEDGER_ACCOUNTS_PARTS_H

#include "pbtui/ledger/dues_accounts.h"
#include "posting.h"

int accounts_year(int day); /* year of a day */

/* ---- 上缴 ------------------------------------------------------------- */

/* What a span of months came to, for the slip: members with a row, what was
   due; what was taken in in these months for them and later ones (paid) and for
   earlier ones (late). */
struct handover_sums {
    int64_t members, due, paid, late;
};
bool handover_sums(struct book *b, int64_t branch, const char *kind,
                   const char *from, const char *to, struct handover_sums *out,
                   struct err *err);
/* Puts them into a slip whose kind and months are known. */
bool handover_fill(struct book *b, struct record *r, struct err *err);
/* In hand on a day and, when that is less, on any day after it: what may be
   handed over on that day. */
struct hand_least {
    int64_t fen, cash, bank; /* bank: all that is no cash */
};
bool handover_least(struct book *b, const char *kind, int day,
                    struct hand_least *out, struct err *err);
/* The cash of a slip that has an amount: all that can be; of what was typed the
   nearest that can be. */
void handover_fit_cash(struct book *b, struct record *r, bool is_typed);
/* A proposal, put into an empty slip. */
void handover_put(struct book *b, struct arena *a, struct record *r,
                  const char *kind);
/* May a slip be dated so: not in the future, not before what is posted, not in
   a sealed month. */
void handover_check_day(struct book *b, const struct record *r, int day,
                        struct issues *is);
void handover_check(struct book *b, const struct record *r,
                    const struct record *old, struct issues *is);
extern const struct posting_book handover_posting;
extern const struct posting_new handover_new;

/* ---- 经费 ------------------------------------------------------------- */

struct fund_row {
    int64_t id; /* 0: there is none */
    int64_t branch;
    const char *name, *kind;
    int year;
    int64_t budget, spent, balance;
    bool voided;
};
bool fund_read(struct book *b, struct arena *a, int64_t id,
               struct fund_row *out, struct err *err);
/* The least the fund holds on a day and on any day after it. */
bool fund_least(struct book *b, int64_t id, int day, int64_t *out,
                struct err *err);
/* The entry that a slip's kept part becomes: all but its slip. */
struct record fund_kept_entry(struct book *b, struct arena *a,
                              const struct record *slip);
/* Taking back an income: what it brought must still be there, when the fund may
   not be overdrawn.  Else E-FUND-032. */
bool fund_may_take_back(struct book *b, struct arena *a,
                        const struct record *entry, struct err *err);
void fund_entry_check(struct book *b, const struct record *r,
                      const struct record *old, struct issues *is);
extern const struct posting_book fund_posting;
extern const struct posting_new fund_new;

#endif
