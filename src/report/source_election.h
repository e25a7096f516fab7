/* What the rooms of the source `election` share: source_election.c (counts,
   candidates, ballots), source_election_papers.c (the papers before and after,
   the term that ends). */
#ifndef PBTUI_REPORT_SOURCE_ELECTION_H
#define PBTUI_REPORT_SOURCE_ELECTION_H

#include "pbtui/ledger/election.h"
#include "pbtui/report/source.h"

/* Names of the values the papers give. */
#define ELECTION_PAPER_VALUES                                                  \
    "asked_on", "asked_paper", "granted_on", "granted_paper", "names_on",      \
        "names_paper", "names_granted_on", "names_granted_paper", "report_on", \
        "report_paper", "filed_on", "filed_paper", "upper", "term_no",         \
        "term_from", "term_years", "term_end"

bool election_put_papers(struct form_data *d, struct election *e,
                         struct err *err);

#endif
