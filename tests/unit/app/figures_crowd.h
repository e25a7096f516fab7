/* The sample branch with random records besides: what a figure has to count,
   and what it must not.

   Records of all small registers and meetings go in through the doors a clerk
   uses. What must not be counted is made of what is there: a second branch
   like the first, and a voided twin of every row. */
#ifndef PBTUI_TESTS_APP_FIGURES_CROWD_H
#define PBTUI_TESTS_APP_FIGURES_CROWD_H

#include "sample_ground.h"

struct crowd {
    struct ground *ground;
    uint64_t stream;
    size_t n_saved, n_voided, n_refused;
};

/* So many of each small register and kind of meeting, in the branch in view;
   some of them voided again. */
void crowd_records(struct crowd *c, size_t each);
void crowd_meetings(struct crowd *c, size_t each);

/* From here on the ledger is written around its doors and good for nothing but
   figures.  Faults of procedure, of which the sample has none: */
void crowd_faults(struct crowd *c);
/* What must not count, after the faults. */
enum {
    NOISE_TWIN,   /* a branch like this one, with people of its own */
    NOISE_SHARED, /* the same, of the same people: they moved there */
    NOISE_VOIDED, /* each row once more, voided, under the same parents */
    NOISE_LOST, /* the same under others: of another meeting, another person */
};
void crowd_noise(struct crowd *c);

/* How many rows of a table there are, voided or not. */
int64_t crowd_count(struct crowd *c, const char *table);

#endif
