/* Private to rules/: one row of duties.ini laid over a duty. */
#ifndef PBTUI_SRC_RULES_DUTIES_ROW_H
#define PBTUI_SRC_RULES_DUTIES_ROW_H

#include "pbtui/rules/duties.h"

/* d->code is set already.  False: named in `f`, nothing of d may be used. */
bool duty_take_row(struct rule_file *f, const struct rule_row *r,
                   struct duty *d);

#endif
