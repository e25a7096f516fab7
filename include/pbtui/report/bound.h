/* Bound ledgers: cover, index, the records and tables of a period one after the
   other, signatures.  A book adds its section by one row in the table of
   bound.c. */
#ifndef PBTUI_REPORT_BOUND_H
#define PBTUI_REPORT_BOUND_H

#include "pbtui/report/form.h"

struct bound {
    const char *name;   /* month */
    const char *title;  /* 月度台账 */
    const char *about;  /* for `print --list` */
    const char *period; /* month, quarter, year */
};
extern const struct bound bounds[];               /* ends with NULL name */
const struct bound *bound_find(const char *word); /* name or title; NULL */

/* What will be bound, gathered once: forms and what they show. */
struct bound_part;
struct binding {
    const struct forms *forms;
    const struct sheet *text; /* NULL: each on its form's paper */
    struct arena *arena;
    bool index; /* in front, behind the first part */
    struct bound_part *parts;
    size_t n, cap;
    bool settled; /* the page numbers of the index are right */
};
bool bound_gather(struct binding *out, struct arena *a, const struct bound *b,
                  const struct forms *forms, const struct form_ask *ask,
                  const struct sheet *text, struct err *err);
/* Lays them out, with an index whose page numbers are right. */
struct bound_footer {
    const char *left, *middle, *right; /* see flow_footer */
};
void bound_lay(struct binding *b, struct arena *into, const char *title,
               const struct bound_footer *footer, struct document *out);

#endif
