/* Notices about a step or an entry that is being saved. */
#ifndef PBTUI_APP_STEP_TELL_H
#define PBTUI_APP_STEP_TELL_H

#include "job.h"
#include "pbtui/ledger/pipeline.h"

/* Helpers put in with it that are of another branch. */
void step_tell_outsiders(struct job *job, const struct pipeline_file *f);
/* Papers put in with it that step `no` does not ask for. */
void step_tell_papers(struct job *job, const struct pipeline_file *f, int no);
/* Issues that do not block. */
void step_tell_warnings(struct job *job, const struct issues *is);
/* After it is saved: beyond the year's number, or in no group. */
void step_tell_bounds(struct job *job, struct pipeline_file *f,
                      const struct record *r);

#endif
