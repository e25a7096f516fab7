/* 民主评议 and elections of the sample. */
#ifndef PBTUI_APP_SAMPLE_VOTES_H
#define PBTUI_APP_SAMPLE_VOTES_H

#include "sample_blocks.h"

/* One block is one of them: labels of its fields, and a line for each person,
     测评: name 优秀 合格 基本合格 不合格 grade
   in a review,
     候选人: name 赞成 不赞成 弃权 [post]
   in an election, which it is known by. */
bool sample_vote_save(struct book *b, struct arena *a,
                      const struct sample_block *block, struct err *err);

#endif
