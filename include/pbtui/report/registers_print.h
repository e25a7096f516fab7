/* Small registers on paper: for each of a ledger's registers two forms nobody
   has to write, its list of a period and the sheet of one record, put together
   from what the register's file says of its fields. */
#ifndef PBTUI_REPORT_REGISTERS_PRINT_H
#define PBTUI_REPORT_REGISTERS_PRINT_H

#include "pbtui/report/form.h"

/* forms_read with the folder of the configuration, and those of the book's
   registers among them: a form of the user's own of the same name takes their
   place. */
bool forms_read_of(struct forms *out, struct arena *a, struct book *b,
                   struct err *err);

#endif
