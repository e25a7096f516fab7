/* Cells and titles of attendance, shared by rates_table.c and rates_sheet.c. */
#ifndef PBTUI_REPORT_RATES_WORDS_H
#define PBTUI_REPORT_RATES_WORDS_H

#include "pbtui/report/rates_table.h"

const char *rates_number(struct arena *a, int64_t n);
/* 97.5%; words: 975, "" for none. */
const char *rates_share(struct arena *a, int rate, bool words);
const char *rates_title(struct arena *a, const struct rates_heading *h,
                        const char *what);
/* 截至 2026-11-20. */
const char *rates_when(struct arena *a, int day);

#endif
