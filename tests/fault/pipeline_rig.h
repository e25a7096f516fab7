/* What the fault tests of 发展党员 share: a person whose file stands before the
   approval, and the saves that carry much with them. */
#ifndef PBTUI_TESTS_FAULT_PIPELINE_RIG_H
#define PBTUI_TESTS_FAULT_PIPELINE_RIG_H

#include "pbtui/ledger/pipeline.h"
#include "pbtui/ledger/session.h"

enum file_job {
    JOB_APPROVE, /* step 17: roster, membership */
    JOB_BACK,    /* that taken back */
    JOB_AGAIN,   /* step 15 once more: 15 and 16 no longer count */
    JOB_END,     /* 停止培养: head, roster */
    JOB_REFUSED, /* an entry that a done step stands on is voided */
    FILE_JOBS
};
extern const char *const file_job_names[FILE_JOBS];

/* A new ledger (path NULL: in memory) with one file, steps 1 to 16 taken. */
bool file_rig_create(struct session *s, const char *path, int64_t *person,
                     struct err *err);
/* Brings the file to where the job begins. */
bool file_rig_prepare(struct book *b, struct arena *a, enum file_job job,
                      int64_t person, struct err *err);
bool file_rig_run(struct book *b, struct arena *a, enum file_job job,
                  int64_t person, struct err *err);
/* All rows of all tables that a job writes, as one text. */
const char *file_rig_image(struct book *b, struct arena *a);

#endif
