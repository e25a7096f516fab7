/* The files beside the ledger as a whole: are they all there and as they were,
   and do they go along with a backup. */
#ifndef PBTUI_LEDGER_ATTACHMENTS_H
#define PBTUI_LEDGER_ATTACHMENTS_H

#include "pbtui/ledger/ledger.h"

struct attachment_fault {
    int64_t id;
    const char *code;
    const char *text; /* Chinese: which file of which meeting, what to do */
};
bool attachments_check(struct book *b, struct arena *a,
                       struct attachment_fault **out, size_t *n,
                       struct err *err);
/* Copies them beside a backup that has been made; *n: how many. */
bool attachments_copy(struct book *b, const char *to, size_t *n,
                      struct err *err);

#endif
