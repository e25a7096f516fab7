/* The duties of a year as a table: months × duties, or one month with every
   duty's state.  Signs are the same on screen and paper. */
#ifndef PBTUI_REPORT_DUTIES_TABLE_H
#define PBTUI_REPORT_DUTIES_TABLE_H

#include "pbtui/ledger/duty_facts.h"
#include "pbtui/report/table.h"

const char *duty_light_sign(enum duty_light light); /* ● ○ ✗ – · */
const char *duty_light_text(enum duty_light light); /* 已办 进行中 … */
const char *duty_period_text(enum duty_period p);   /* 每月 */
/* 支委会, 党小组会 一组: in at most `cols` columns where that is possible. */
const char *duty_row_name(struct arena *a, const struct duty_row *r, int cols);
/* 1 月, 三季度, 上半年, 2026 年. */
const char *duty_cell_name(struct arena *a, const struct duty_row *r,
                           size_t cell, int year);

/* A column a month, then 规定 and 达标; what is asked for by the quarter, half
   or year stands in the last month of it.  `words`: done, late, running …
   instead of signs, for programs that read it. */
void duties_table_year(struct table *out, struct arena *a,
                       const struct duty_matrix *m, const char *branch,
                       bool words);
/* The cells that a month lies in. */
void duties_table_month(struct table *out, struct arena *a,
                        const struct duty_matrix *m, const char *branch,
                        int month, bool words);

#endif
