/* The doors that post a slip and an entry of a fund: saving a new one is
   posting it. */
#include "pbtui/ledger/dues_accounts.h"

#include "accounts_parts.h"

int accounts_year(int day)
{
    int year;
    int month;
    int mday;
    date_split(day, &year, &month, &mday);
    return year;
}

bool handover_post(struct book *b, struct arena *a, struct record *r,
                   struct err *err)
{
    return ledger_apply(b, a, r, NULL, NULL, err);
}

bool fund_post(struct book *b, struct arena *a, struct record *r,
               struct err *err)
{
    return ledger_apply(b, a, r, NULL, NULL, err);
}
