/* A worksheet in words, for the two sources that show some. */
#ifndef PBTUI_REPORT_SOURCE_DUES_SHEET_H
#define PBTUI_REPORT_SOURCE_DUES_SHEET_H

#include "pbtui/ledger/dues_assess.h"

/* What is filled in, counted and deducted. */
void sheet_sums(const struct assess_sheet *s, int64_t *counted,
                int64_t *deducted);
/* The category as of its first month; NULL: no rule knows it. */
const struct dues_category *sheet_category(const struct assess_sheet *s);
/* 在职 */
const char *sheet_brief(const struct assess_sheet *s);

#endif
