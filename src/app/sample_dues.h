/* 党费 of the sample: assessments, sittings, months. */
#ifndef PBTUI_APP_SAMPLE_DUES_H
#define PBTUI_APP_SAMPLE_DUES_H

#include "sample_blocks.h"

/* One block is an assessment or what was done on one day.
     核定: name month category     then labels of fields, or items of the
                                   worksheet; 登记: day, else as before
     日期: day                     then, in this order:
     启动: month                   更新 the same for one that is open
     现金: word …                  转账 and 线上 the same; words as
                                   collect_words.h, one change
     代交: name word …             brought in cash by that member
     其余: way -name …             everybody else who lacks something
     大额: name amount way
     迟交: name reason
     冲销: name reason             the last posted payment of that person
     入账:                         closes the sitting
     结账: month
     上缴: voucher receiver        大额上缴 the same for 大额党费
   Afterwards book.today and book.day are those of the last block. */
bool sample_dues_save(struct book *b, struct arena *a,
                      const struct sample_block *block, struct err *err);

#endif
