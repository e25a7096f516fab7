/* Is the whole ledger what it was?  The file with its audit (store/check), and
   behind it what only the books know of themselves: the accounts of 党费, and
   that the roster is what the files of 发展党员 say. */
#ifndef PBTUI_LEDGER_VERIFY_H
#define PBTUI_LEDGER_VERIFY_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/store/check.h"

/* As check_run, and fails as it; findings of the books come last, and that
   they could not be looked at to the end is one. */
bool ledger_check(struct book *b, struct arena *a, struct check_report *out,
                  bool (*step)(void *ctx, int percent), void *ctx,
                  struct err *err);

#endif
