/* 发展党员 of the sample: files with their steps, entries, helpers, papers. */
#ifndef PBTUI_APP_SAMPLE_PIPELINE_H
#define PBTUI_APP_SAMPLE_PIPELINE_H

#include "sample_blocks.h"

/* One block is a meeting (会议: …, see sample_events.h) or a person's file:
     档案: name                    begins it
     登记: day                     what follows is typed in on that day; else
                                   everything on its own day
     步骤: no day word …           words as `pbtui step` takes them; a step
                                   that a meeting decides is linked to the one
                                   of that day about this person
     报送: no day word …           handed in, no answer yet
     记载: kind by day …           one entry each
     材料: no day name …           one paper each
     更换: role name day new why   a helper is followed by another
   Any other key is the label of a field of the file's head.
   Afterwards book.today and book.day are those of the last line. */
bool sample_pipeline_save(struct book *b, struct arena *a,
                          const struct sample_block *block, struct err *err);

#endif
