/* The forms of a register's tally (ledger/tally.h): the list that is put up,
   with everybody's entries behind it, and the same as a ranking for whoever
   asks for one; and the source they are laid over. */
#ifndef PBTUI_REPORT_TALLY_PRINT_H
#define PBTUI_REPORT_TALLY_PRINT_H

#include "pbtui/ledger/register.h"
#include "pbtui/report/source.h"

const struct source *tally_source(struct arena *a, struct book *b,
                                  const struct small_register *reg);
const char *tally_text(struct arena *a, struct book *b,
                       const struct small_register *reg);
const char *tally_rank_text(struct arena *a, struct book *b,
                            const struct small_register *reg);

#endif
