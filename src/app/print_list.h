/* What can be printed, for print --list. */
#ifndef PBTUI_APP_PRINT_LIST_H
#define PBTUI_APP_PRINT_LIST_H

#include "job.h"
#include "pbtui/report/form.h"

bool print_list(struct job *job, const struct forms *forms, struct err *err);

#endif
