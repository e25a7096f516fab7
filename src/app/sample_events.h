/* Meetings and activities of the sample. */
#ifndef PBTUI_APP_SAMPLE_EVENTS_H
#define PBTUI_APP_SAMPLE_EVENTS_H

#include "sample_blocks.h"

/* One block is one event:
     会议: kind day [group]     begins it; everything else is optional
     登记: day                  when it was typed in; else the day after
     时间: 15:00-16:30
     同时: kind                 it counts as this besides; what follows is that
                                kind's (题目, 主讲, 勾选 …)
     参加: name name …          who takes part, where that is made by hand
     未到: name=state:reason …  several apart by blanks
     议题: text                 what follows is the topic's (决议, 表决事项 …)
     发言: name text            of one speaker; 异议 the same, of another
                                opinion; 点评 by a guest
     待办: day name text        decided on, to be done by then
     办结: day word text        an earlier decision that has this word in it is
                                reported done
     补学: name day form by     against an absence, put down on that day
   Any other key is the label of a field: of the topic, of the kind, of the
   event, the first that has one.

   Afterwards book.today and book.day are those of the last entry. */
bool sample_event_save(struct book *b, struct arena *a,
                       const struct sample_block *block, struct err *err);

#endif
