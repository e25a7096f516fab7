/* What comes up in the next months: 政治生日, 在党五十年, the age of
   retirement, the end of a probation and of a term, with the day and what is to
   be done (rules/milestones.h says which, and how far ahead).  A longer view
   than outlook.h, which names what is near. */
#ifndef PBTUI_LEDGER_MILESTONES_H
#define PBTUI_LEDGER_MILESTONES_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/rules/milestones.h"
#include "pbtui/text/date.h"

struct milestone {
    enum milestone_kind kind;
    int day;
    int64_t id;       /* the person's; of MILESTONE_TERM the term's */
    const char *name; /* of the person; "" for a term */
    const char *text; /* 入党 15 周年, 满 60 岁 8 个月 */
    const struct milestone_rule *rule;
    bool over; /* before the day in view, and not done */
};
struct milestones {
    struct milestone *list; /* by day */
    size_t n;
    size_t n_unknown; /* who has no birthday, sex or job that would tell */
};
/* Of the branch in view.  From the day in view on what is over and not done is
   told of as well, as long as its rule says. */
bool milestones_of(struct book *b, struct arena *a, const struct span *span,
                   struct milestones *out, struct err *err);
/* From the day in view so many months; 0: as many as the rules say. */
struct span milestones_ahead(struct book *b, int months);

#endif
