/* Who pays 党费 in which months, as the dated rows of membership say. */
#ifndef PBTUI_LEDGER_DUES_PAYERS_H
#define PBTUI_LEDGER_DUES_PAYERS_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/rules/dues.h"
#include "pbtui/text/date.h"

struct dues_payer {
    int64_t person;
    const char *name;
    int ord;        /* of the roster */
    bool full;      /* 正式党员 on the last day that was asked for */
    bool admitted;  /* came in by being admitted (发展入党) */
    int retired_on; /* DATE_NONE */
    bool pays;      /* false: only a month nobody has collected is asked for */
    struct dues_spell spell;
    struct dues_months months;
};

/* Everybody of the branch in view who pays in that month, or for whom it lies
   in a gap; in the roster's order, nobody twice.  A month that a spell before
   this one has paid, in whatever branch of the file, is not paid again. */
bool dues_payers(struct book *b, struct arena *a, int month,
                 struct dues_payer **out, size_t *n, struct err *err);
/* The same for the months from … to.  Who left and came back is there once for
   each spell, the earlier first. */
bool dues_payers_span(struct book *b, struct arena *a, int from, int to,
                      struct dues_payer **out, size_t *n, struct err *err);
/* The same for one person. */
bool dues_payers_one(struct book *b, struct arena *a, int64_t person, int from,
                     int to, struct dues_payer **out, size_t *n,
                     struct err *err);

#endif
