/* Tables that commands print, as lists of a form. */
#ifndef PBTUI_REPORT_SOURCE_TABLES_H
#define PBTUI_REPORT_SOURCE_TABLES_H

#include "pbtui/ledger/duty_facts.h"
#include "pbtui/report/source.h"
#include "pbtui/report/table.h"

/* Rows of t under names of the list's own, NULL-ended, as many as it has
   columns; with signs as paper has them. */
void source_put_table(struct form_data *d, const char *name,
                      const char *const *columns, const struct table *t);
/* Year of the period asked for. */
int source_year_of(const struct form_ask *ask);
/* The duties of a year.  A period is judged when it is over: what is bound
   speaks for its last day, and on that day its duties would still be running.
 */
bool source_matrix_of(const struct form_ask *ask, struct arena *a, int year,
                      bool all, struct duty_matrix *out, struct err *err);

#endif
