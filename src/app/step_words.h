/* The words of a call of `step`, and of a line of the sample: fields of the
   step or entry, and what is saved along with it. */
#ifndef PBTUI_APP_STEP_WORDS_H
#define PBTUI_APP_STEP_WORDS_H

#include "pbtui/ledger/pipeline.h"

/* One word about step `no`: into r, or put into the file (contact= 联系人=,
   introducer= 介绍人=, paper= 材料=, notice= 公示=).  A helper from
   elsewhere is 外单位:姓名.  E-STEP-003, E-STEP-008, E-APP-06x. */
bool step_word_read(struct pipeline_file *f, struct record *r, int no,
                    const char *word, struct err *err);
/* Is a word this NAME=…? */
bool step_word_is(const char *word, const char *name);
/* Links the meeting about the person that was held on a day, when the step asks
   for one; none: nothing is linked. */
void step_link_meeting(struct pipeline_file *f, struct record *step, int on);

#endif
