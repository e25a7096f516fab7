/* What `step` does to a file besides doing a step. */
#ifndef PBTUI_APP_STEP_END_H
#define PBTUI_APP_STEP_END_H

#include "job.h"
#include "pbtui/ledger/pipeline.h"

/* no 0: the last step. */
bool step_back(struct job *job, struct pipeline_file *f, int no,
               struct err *err);
/* on DATE_NONE: today. */
bool step_end(struct job *job, struct pipeline_file *f, int on,
              struct err *err);
bool step_reopen(struct job *job, struct pipeline_file *f, struct err *err);

#endif
