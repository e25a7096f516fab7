/* Attendance as tables: per person, who was not there, one person's sheet. */
#ifndef PBTUI_REPORT_RATES_TABLE_H
#define PBTUI_REPORT_RATES_TABLE_H

#include "pbtui/ledger/rates.h"
#include "pbtui/report/table.h"

/* 2026 年, 2026 年三季度, 2026 年 3 月, 2026-03-05 至 2026-04-01. */
const char *rates_span_text(struct arena *a, const struct span *span);
/* What is counted: the branch and the narrower things in front of the title.
   Any may be "". */
struct rates_heading {
    const char *branch;
    const char *span;
    const char *kind;  /* 三会一课 */
    const char *group; /* 第一党小组 */
    bool words; /* for programs: shares in per mille, days as they are kept */
};

/* A line a person; the sums are in the foot. */
void rates_table_people(struct table *out, struct arena *a,
                        const struct rates *r, const struct rates_heading *h);
/* Who was not there, what is still to be made up first. */
void rates_table_away(struct table *out, struct arena *a, const struct rates *r,
                      const struct rates_heading *h);
/* Everything one person should have come to; c: his sums. */
void rates_table_person(struct table *out, struct arena *a,
                        const struct rate_line *lines, size_t n,
                        const struct rate_person *who, int day,
                        const struct rates_heading *h);

/* 个人组织生活出勤表: a line a person, a column an event. */
void rates_table_sheet(struct table *out, struct arena *a,
                       const struct rates *r, const struct rate_sheet *sheet,
                       const struct rates_heading *h);

/* Words that stand the same on screen and paper. */
const char *rates_made_up_text(struct arena *a, const struct rate_line *l);
/* 2026 年三会一课 第一党小组: for titles and top lines. */
const char *rates_about(struct arena *a, const struct rates_heading *h);

#endif
