/* What a branch has done of its duties: facts out of the books, handed to
   rules/duties for the verdict.

   Counted is what was held and valid by the day in view.  A duty whose book
   this version does not keep is not counted at all, and says so: a new book
   that counts is one row in the table of sources. */
#ifndef PBTUI_LEDGER_DUTY_FACTS_H
#define PBTUI_LEDGER_DUTY_FACTS_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/rules/duties.h"

/* The verdict with what it was made from. */
struct duty_year {
    struct duty_matrix matrix;
    const struct duty_fact *facts;
    size_t n_facts;
    const struct duties *rules;
};
/* Judged on b->day, for the branch in view.  `all`: also the duties that are
   off all year. */
bool duty_year_of(struct book *b, struct arena *a, int year, bool all,
                  struct duty_year *out, struct err *err);
bool duty_matrix_of(struct book *b, struct arena *a, int year, bool all,
                    struct duty_matrix *out, struct err *err);

/* Cells missing in the periods that a month lies in. */
int duties_missing_in(const struct duty_matrix *m, int month);

/* The facts counted in a cell, first day first; as many as the cell says. */
const struct duty_fact *duty_cell_facts(const struct duty_year *y,
                                        struct arena *a,
                                        const struct duty_row *r, size_t cell,
                                        size_t *n);

/* The same rows as a list shows them: of a kind and group, by their days or
   by their 所属年度. */
struct duty_scope {
    const char *kind; /* "": of another book */
    int64_t grp;
    int from, to; /* inclusive; DATE_NONE when `year` is set */
    int year;     /* 0: by days */
};
struct duty_scope duty_cell_scope(const struct duty_matrix *m,
                                  const struct duty_row *r, size_t cell);

/* The day on which to hold what a cell asks for: today if it lies inside, else
   the last working day of the period. */
int duty_cell_day(const struct duty_cell *c, int today);

/* A book that this version does not keep. */
bool duty_is_unknown(const struct duty *d);

/* 谈心谈话 (domain 3.8): every committee member with every other, and every
   other member with one of the committee, once in the year. */
struct talk_gaps {
    int pairs, pairs_done;
    int members, members_done;
    int complete_on; /* DATE_NONE: not yet */
};
bool duty_talk_gaps(struct book *b, struct arena *a, int year,
                    struct talk_gaps *out, struct err *err);

#endif
