/* The branches of a ledger side by side: figures and duties of each, and what
   they come to together.

   Nobody is ranked: branches stand in their own order, those that have nothing
   of what is asked for in front of the others.  A branch that was dissolved
   counts for the days it was there. */
#ifndef PBTUI_LEDGER_ROLLUP_H
#define PBTUI_LEDGER_ROLLUP_H

#include "pbtui/ledger/duty_facts.h"
#include "pbtui/ledger/figures.h"
#include "pbtui/ledger/org.h"

/* ---- figures ------------------------------------------------------------ */

struct rollup_line {
    const struct figure *figure;
    struct figure_answer *of; /* one a branch */
    /* Of each value, as it is shown: counts and sums added, shares and means
       worked out anew; — where every branch stands for itself (distinct,
       last). */
    const char **totals;
    size_t *lacking; /* of each value: branches where it is nothing */
    size_t *order;   /* of the branches: those without the first value first */
    const char *why; /* it cannot be asked; NULL */
};
struct rollup_figures {
    struct org_branch *branches;
    size_t n_branches;
    struct span span;
    struct rollup_line *lines;
    size_t n;
    size_t n_failed;
};
/* All of the set, without their rows; or one with them, which lie in the
   arena.  All numbers are of one moment. */
bool rollup_figures(struct book *b, struct arena *a, const struct span *span,
                    const struct figure *only, struct rollup_figures *out,
                    struct err *err);
/* Has a branch nothing of a value? */
bool rollup_lacks(const struct figure_answer *of, size_t value);

/* ---- duties ------------------------------------------------------------- */

struct rollup_duties {
    struct org_branch *branches;
    size_t n;
    int year, month; /* month MONTH_NONE: the whole year */
    int today;       /* judged on */
    struct duty_matrix *of;
    int *missing;  /* of each branch: cells, of the month where one is asked */
    size_t *order; /* who misses something first */
    size_t n_missing;
};
bool rollup_duties(struct book *b, struct arena *a, int year, int month,
                   struct rollup_duties *out, struct err *err);

#endif
