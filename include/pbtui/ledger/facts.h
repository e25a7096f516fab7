/* What the program works out and no table holds, as JSON rows for the queries
   of figures and inspection rules, so that rules over it can be data, too:

   :duties    规定动作, a row for each period that has begun in the days asked
              for, by data/rules/duties.ini:
              code M02, name, abbr, grp, grp_name, period, from, to, need, held,
              late, last, applies 0/1, over 0/1, met 0/1, advisory 0/1, basis
   :meetings  held events of the days asked for, with what the checks of a
              meeting say of them now: event, day, title, code E-EVENT-031,
              text; a row for each complaint, none for a meeting in order
   :pipeline  files of 发展党员 looked over (一步一审), open ones and those that
              ended in the days asked for: file, person, name, step, step_name,
              day of the step, code of the rule, basis, grave 0/1, text, remedy
   :headcount the people behind each row of 党内统计表一 on the last of the days
              asked for: row 17, row_name, gap 1 (a row that must be 0), sign
              (-1: one too few), book, id, person, name, day, why

   Days are text as everywhere; what is not there is null. */
#ifndef PBTUI_LEDGER_FACTS_H
#define PBTUI_LEDGER_FACTS_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/text/date.h"

/* Names of them with their colon; NULL ends. */
extern const char *const facts_names[];
/* A JSON array in the arena. */
bool facts_json(struct book *b, struct arena *a, const char *name,
                const struct span *span, const char **out, struct err *err);

#endif
