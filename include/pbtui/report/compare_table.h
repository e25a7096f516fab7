/* What a comparison with the platform found, as tables. */
#ifndef PBTUI_REPORT_COMPARE_TABLE_H
#define PBTUI_REPORT_COMPARE_TABLE_H

#include "pbtui/ledger/compare.h"
#include "pbtui/report/table.h"

const char *compare_group_text(enum compare_group group);
/* 28 行，名册 28 人：一样 20 人，不一致 9 处 … */
const char *compare_summary(struct arena *a, const struct compare_report *r);
/* group -1: all. */
void compare_table(struct table *out, struct book *b, struct arena *a,
                   const struct compare_report *r, int group);
/* The headcount: a number a row, below it who makes the difference. */
void compare_table_heads(struct table *out, struct book *b, struct arena *a,
                         const struct compare_report *r);

#endif
