/* What the rooms of a year's assessment share. */
#ifndef PBTUI_LEDGER_ASSESS_YEAR_PARTS_H
#define PBTUI_LEDGER_ASSESS_YEAR_PARTS_H

#include "assess_parts.h"

/* The category of a row in the month it begins; NULL: none, or no such. */
const struct dues_category *assess_row_category(const struct assess_year *y,
                                                const struct assess_row *row);
/* Base and category say what is to be paid; a relief keeps its amount. */
void assess_row_work_out(struct assess_year *y, struct assess_row *row);
/* All remarks but ASSESS_GONE. */
unsigned assess_row_remarks(const struct assess_year *y,
                            const struct assess_row *row);
/* Whether it differs, and the remarks, after something has changed. */
void assess_row_mark(struct assess_year *y, struct assess_row *row);
/* After the rows: which have a worksheet, which no day, what was decided
   before. */
bool assess_year_look(struct assess_year *y, struct err *err);

#endif
