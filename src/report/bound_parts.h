/* Binding from the inside: what is bound, and the way it is laid out. */
#ifndef PBTUI_SRC_REPORT_BOUND_PARTS_H
#define PBTUI_SRC_REPORT_BOUND_PARTS_H

#include "pbtui/report/bound.h"

/* A form with what it shows; without a form a page that only says something. */
struct bound_part {
    const struct form *form;
    struct form_data data;
    const char *title; /* in the index; NULL: not there */
    const char *day;   /* beside it; "" */
    bool inner;        /* in the index under the heading before it */
    const char *says;  /* without a form, below its title */
    int page;          /* where it begins, as laid out last */
};

/* The sheet a part is laid on. */
const struct sheet *bound_paper(const struct binding *b,
                                const struct bound_part *p);
/* Puts a part into a flow. */
void bound_put(struct flow *f, const struct bound_part *p);

/* The next part; not in the index. */
struct bound_part *binding_add(struct binding *b);
/* One form over what it asks for, as a part (or, when it asks for records of a
   span, a part for each; a page that says so when there is none). */
bool binding_add_form(struct binding *b, const struct form *form,
                      const struct form_ask *ask, struct err *err);

#endif
