/* Private to rules/: the matrix while it is being made. */
#ifndef PBTUI_SRC_RULES_DUTIES_WORK_H
#define PBTUI_SRC_RULES_DUTIES_WORK_H

#include "pbtui/rules/duties.h"

#define DUTY_CELLS 12

/* One row of the matrix and what holds for each of its cells. */
struct duty_work {
    struct duty_row row;
    const struct duty *version[DUTY_CELLS]; /* NULL: none of this period */
    const char *gap[DUTY_CELLS];            /* why there is none */
    const struct duty_group *group;         /* NULL: the row is no group's */
};

struct duty_works {
    struct duty_work *list;
    size_t n, cap;
    struct arena *arena;
};

/* The facts of the year into the cells' count and late. */
void duties_count(struct duty_works *works, const struct duty_fact *facts,
                  size_t n, int year);

/* Why a cell is not asked for; NULL: it is. `asked` says whether the rule or
   the branch's own word asks for it at all, whoever is there to do it; `min`
   is set when it is. */
const char *duty_not_applicable(const struct duties *d,
                                const struct duty_branch *b,
                                const struct duty_work *w, size_t cell,
                                struct arena *a, bool *asked, int *min);

#endif
