/* A branch that collects 党费: members with assessments, a month open. */
#ifndef PBTUI_TESTS_LEDGER_DUES_DESK_H
#define PBTUI_TESTS_LEDGER_DUES_DESK_H

#include "support.h"

#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/dues_accounts.h"

#define DESK_MAX 40

struct desk {
    struct fixture f;
    struct book *b;
    struct arena *a;
    int64_t person[DESK_MAX];
    size_t n;
};

/* The clock stands on 2026-11-20; n members with bases 5,000.00, 5,000.01,
   5,531.50 … for 2026, nothing open. */
void desk_open(struct desk *d, size_t n);
void desk_close(struct desk *d);
/* The clock. */
void desk_today(struct desk *d, int year, int month, int day);
/* An assessment from a month on; the base as typed. */
int64_t desk_assess(struct desk *d, int64_t person, const char *from,
                    const char *base);
/* Opens, fails the test when it cannot. */
struct dues_opening desk_month(struct desk *d, int year, int month);
struct dues_sheet desk_sheet(struct desk *d, int year, int month);
const struct dues_row *desk_row(const struct dues_sheet *s, int64_t person);
/* One person, one month, cash, today; "" or the code of the refusal. */
const char *desk_take(struct desk *d, size_t who, int year, int month,
                      int64_t fen, const char *reason, int64_t *id);
/* Closes the sitting with the right count; "" or the code. */
const char *desk_post(struct desk *d);
/* Closes the month with the right count; "" or the code. */
const char *desk_close_month(struct desk *d, int year, int month);
int64_t desk_count(struct desk *d, const char *sql);
/* Everything dues_verify finds, codes apart by blanks. */
const char *desk_verify(struct desk *d);

#endif
