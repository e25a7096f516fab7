/* Dates and months.  A day is a number (0 = 1970-01-01), DATE_NONE is none; a
   month is year * 12 + month - 1, MONTH_NONE is none.  Stored text is
   YYYY-MM-DD and YYYY-MM.  No time_t, no SQLite date functions. */
#ifndef PBTUI_TEXT_DATE_H
#define PBTUI_TEXT_DATE_H

#include <limits.h>
#include <stdbool.h>

#include "pbtui/base/err.h"

#define DATE_NONE  INT_MIN
#define MONTH_NONE INT_MIN

/* All days lie in 1880–2199; what would leave them is DATE_NONE, and DATE_NONE
   in gives DATE_NONE out (0 for counts, "" for texts). */
int date_of(int year, int month, int day); /* DATE_NONE when there is none */
void date_split(int day, int *year, int *month, int *mday);
int date_year(int day);
int date_today(void);                      /* base/clock */
bool date_read(const char *iso, int *day); /* strictly YYYY-MM-DD, 1880–2199 */
const char *date_text(int day, char out[11]);      /* "" for DATE_NONE */
const char *date_text_long(int day, char out[24]); /* 2026年11月20日 */
int date_weekday(int day);                         /* 1 = Monday … 7 */
const char *date_weekday_text(int day);            /* 星期五 */

/* Forms, folded here: 20, 11-20, 11.20, 1120, 20261120, 2026-11-20,
   2026.11.20, 2026/11/20, 2026年11月20日, 二〇二六年二月三日, 11月20日, 20日,
   今天, 昨天, 前天, 明天, 后天, +3, -3.  A form without a year means the year
   of `near`, one without a month the month of `near`, +3 three days after it;
   今天 is the clock's.  DATE_NONE for near means today.  Two-digit years are
   refused.  E-DATE-… says which part is wrong; *day is untouched then. */
bool date_parse(const char *s, int near, int *day, struct err *err);

int date_add_months(int day, int n); /* clamps to the month's end */
int date_add_years(int day, int n);
/* Full years from one day to another; a 29 February counts as complete on
   28 February when feb28, else on 1 March.  Negative never: 0. */
int date_full_years(int from, int on, bool feb28);
/* Day in year `year` on which the anniversary of `day` is kept. */
int date_anniversary(int day, int year, bool feb28);

/* Working days: Monday to Friday, corrected by the holiday table.  A line of
   data/rules/holidays.txt says `YYYY-MM-DD off|work  name`. */
bool date_load_holidays(const char *text, struct err *err);
bool date_is_workday(int day);
int date_add_workdays(int day, int n);     /* the n-th working day after */
int date_count_workdays(int from, int to); /* after `from`, up to `to` */
/* False: the year's arrangement is not in the table, so Monday to Friday is a
   guess. */
bool date_holidays_known(int year);

int month_of(int day);
int month_make(int year, int month);
bool month_read(const char *text, int *month); /* strictly YYYY-MM */
/* 11, 11月, 2026-11, 2026.11, 2026/11, 202611, 2026年11月, 本月, 上月, 下月. */
bool month_parse(const char *s, int near, int *month, struct err *err);
const char *month_text(int month, char out[8]);
int month_first_day(int month);
int month_last_day(int month);

/* A span of days, as --month, --quarter, --year and --from/--to mean it. */
struct span {
    int from;
    int to; /* inclusive */
};
/* 2026-Q3, 2026Q3, 2026年三季度, 2026年第3季度. */
bool span_parse_quarter(const char *s, struct span *out, struct err *err);
/* 2026-H1, 2026H1, 2026年上半年; 1, 2, 上半年: of the year `near` lies in. */
bool span_parse_half(const char *s, int near, struct span *out,
                     struct err *err);
struct span span_of_month(int month);
struct span span_of_year(int year);

/* HH:MM, also 1430, 14：30, 下午2点半, 14点30分; minutes since midnight. */
bool time_parse(const char *s, int *minutes, struct err *err);
const char *time_text(int minutes, char out[6]);

#endif
