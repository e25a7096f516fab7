/* A file of 发展党员 as tables: its twenty-five steps, and what is wrong with
   it. */
#ifndef PBTUI_APP_STEP_TABLE_H
#define PBTUI_APP_STEP_TABLE_H

#include "pbtui/ledger/pipeline.h"
#include "pbtui/report/table.h"

void step_table(struct table *out, struct pipeline_file *f);
/* What one step asks for, what is there of it, and what it lacks today. */
void one_step_table(struct table *out, struct pipeline_file *f, int no);
/* What the whole file lacks or breaks, step by step, each with its remedy. */
void audit_table(struct table *out, struct pipeline_file *f);

#endif
