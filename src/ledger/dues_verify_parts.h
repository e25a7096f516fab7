/* What the rooms that check the accounts share. */
#ifndef PBTUI_LEDGER_DUES_VERIFY_PARTS_H
#define PBTUI_LEDGER_DUES_VERIFY_PARTS_H

#include "dues_parts.h"

struct verifying {
    struct book *book;
    struct arena *arena;
    void (*found)(void *ctx, const char *code, const char *table, int64_t id,
                  const char *text);
    void *ctx;
    const char *month; /* only this one of the branch in view; NULL: all */
};

void dues_verify_tell(const struct verifying *v, const char *code,
                      const char *table, int64_t id, const char *text);
/* Every row of a query is a finding: id first, then what the sentence needs.
   :branch and :month are bound when the query has them. */
bool dues_verify_each(const struct verifying *v, const char *sql,
                      const char *code, const char *table,
                      const char *(*say)(const struct verifying *v,
                                         struct stmt *st),
                      struct err *err);

/* Amounts beyond MONEY_MAX, in whatever table: the sums leave them out. */
bool dues_verify_amounts(const struct verifying *v, struct err *err);
/* What was taken by day: against every payment; of a month, the box as a whole
   against the sittings, and the month's days against their payments. */
bool dues_verify_taken(const struct verifying *v, struct err *err);
/* Closed months; payments of months that are none. */
bool dues_verify_months(const struct verifying *v, struct err *err);

/* An amount that can be: two that cannot would end the whole question. */
#define SANE_FEN(column) column " between -99999999999999 and 99999999999999"

#endif
