/* What the program works out and no table holds, as JSON rows for the queries
   of figures and inspection rules, so that rules over it can be data, too:

   :duties    规定动作, a row for each period that has begun in the days asked
              for, by data/rules/duties.ini:
              code M02, name, abbr, grp, grp_name, kind (of events; "" when
              another book is counted), period, from, to, need, held, late,
              last, applies 0/1, over 0/1, met 0/1, advisory 0/1, local 0/1,
              basis
   :elections elections of the days asked for, with what the checks say of them
              now: id, day, code E-ELECT-021, text; none for one in order
   :headcount the people behind each row of 党内统计表一 on the last of the days
              asked for: row 17, row_name, gap 1 (a row that must be 0), sign
              (-1: one too few), book, id, person, name, day, why
   :kinds     kinds of organisational life: code, name, abbr, body all,
              committee, group, posts or named, agenda 0/1, number 0/1,
              late_days
   :meetings  held events of the days asked for, with what the checks of a
              meeting say of them now: event, day, title, code E-EVENT-031,
              text; a row for each complaint, none for a meeting in order.
              Codes missing and extra: text is the name of somebody of the
              roster of that day who is not in the roll, or the other way round
   :pipeline  files of 发展党员 looked over (一步一审) as they stood at the end
              of the days asked for, open ones and those that ended in them:
              file, person, name, step, step_name,
              day of the step, code of the rule, basis, about (kind of the rule
              as data/rules/pipeline.ini has it: after, within …; date: a day
              that cannot be; paper, left-out, early), local 0/1, grave 0/1,
              reasoned 0/1 (why is written down: nothing is left to do), text,
              remedy
   :arrears   who still owes 党费 of months that were over by the end of the
              days asked for and are closed: person, name, months,
              run (consecutive at the end), longest, from, to (months of the
              run), fen, alarm notice yellow report red limit by the longest
              run, reminded (how often), reminded_on
   :assessments  党费核定 of the years asked for, with what its form says of it
              now: assess, person, name, month, code E-ASSESS-007, blocks 0/1,
              text
   :reviews   民主评议 of the days asked for: as :elections
   :roster    members of the branch on the last day asked for, with what the
              checks of the roster say of them: person, name, code E-ROSTER-020,
              text, blocks 0/1; of the branch itself with person 0
   :limits    one row of what data/rules/dues.ini says on the last of the days
              asked for: quarter_due, large (fen)

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
