/* The calendar: days, months, spans and the arithmetic between them, on plain
   integers.  What people type is read in date_parse.c, working days are in
   date_workday.c, times of day in date_time.c. */
#include "pbtui/text/date.h"

#include <assert.h>
#include <stdio.h>

#include "pbtui/base/clock.h"

#define YEAR_FIRST 1880
#define YEAR_LAST  2199

/* ---- days ------------------------------------------------------------ */

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static int floor_div(int a, int b)
{
    return a / b - (a % b < 0);
}

/* Counted in years that begin on 1 March, so that the leap day comes last and
   the days before a month follow one line (153 days every five months). */
static int day_number(int year, int month, int mday)
{
    int y = month > 2 ? year : year - 1;
    int m = month > 2 ? month - 3 : month + 9;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + mday - 1 -
           719468;
}

int date_of(int year, int month, int day)
{
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 ||
        day < 1 || day > days_in(year, month)) {
        return DATE_NONE;
    }
    return day_number(year, month, day);
}

void date_split(int day, int *year, int *month, int *mday)
{
    assert(day != DATE_NONE);
    int era = floor_div(day + 719468, 146097); /* of 400 years */
    int d = day + 719468 - era * 146097;
    int y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
    d -= 365 * y + y / 4 - y / 100;
    int m = (5 * d + 2) / 153; /* 0 = March */
    *mday = d - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + era * 400 + (*month <= 2);
}

int date_year(int day)
{
    int year, month, mday;
    date_split(day, &year, &month, &mday);
    return year;
}

/* Two digits at s, or -1. */
static int two_digits(const char *s)
{
    if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9') {
        return -1;
    }
    return (s[0] - '0') * 10 + (s[1] - '0');
}

/* YYYY-MM at the start of s. */
static bool read_year_month(const char *s, int *year, int *month)
{
    int high = two_digits(s);
    int low = high < 0 ? -1 : two_digits(s + 2);
    if (low < 0 || s[4] != '-') {
        return false;
    }
    *year = high * 100 + low;
    *month = two_digits(s + 5);
    return *month >= 0;
}

bool date_read(const char *iso, int *day)
{
    int year;
    int month;
    if (!read_year_month(iso, &year, &month) || iso[7] != '-') {
        return false;
    }
    int mday = two_digits(iso + 8);
    int got =
        mday < 0 || iso[10] != '\0' ? DATE_NONE : date_of(year, month, mday);
    if (got == DATE_NONE) {
        return false;
    }
    *day = got;
    return true;
}

int date_today(void)
{
    char today[11];
    int day = 0; /* a clock outside 1880–2199 says nothing: 1970-01-01 */
    clock_today(today);
    (void)date_read(today, &day);
    return day;
}

const char *date_text(int day, char out[11])
{
    out[0] = '\0';
    if (day != DATE_NONE) {
        int y, m, d;
        date_split(day, &y, &m, &d);
        snprintf(out, 11, "%04u-%02u-%02u", (unsigned)y % 10000,
                 (unsigned)m % 100, (unsigned)d % 100);
    }
    return out;
}

const char *date_text_long(int day, char out[24])
{
    out[0] = '\0';
    if (day != DATE_NONE) {
        int y, m, d;
        date_split(day, &y, &m, &d);
        snprintf(out, 24, "%u年%u月%u日", (unsigned)y % 10000,
                 (unsigned)m % 100, (unsigned)d % 100);
    }
    return out;
}

int date_weekday(int day)
{
    assert(day != DATE_NONE);
    int since_monday = (day + 3) % 7; /* day 0 was a Thursday */
    return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

const char *date_weekday_text(int day)
{
    static const char *const names[] = {"星期一", "星期二", "星期三", "星期四",
                                        "星期五", "星期六", "星期日"};
    return day == DATE_NONE ? "" : names[date_weekday(day) - 1];
}

/* ---- arithmetic ------------------------------------------------------ */

int date_add_months(int day, int n)
{
    int month = month_of(day);
    int sum;
    if (month == MONTH_NONE || __builtin_add_overflow(month, n, &sum) ||
        sum < YEAR_FIRST * 12 || sum >= (YEAR_LAST + 1) * 12) {
        return DATE_NONE;
    }
    int y, m, d;
    date_split(day, &y, &m, &d);
    int last = days_in(sum / 12, sum % 12 + 1);
    return date_of(sum / 12, sum % 12 + 1, d < last ? d : last);
}

int date_add_years(int day, int n)
{
    int months;
    return __builtin_mul_overflow(n, 12, &months)
               ? DATE_NONE
               : date_add_months(day, months);
}

int date_anniversary(int day, int year, bool feb28)
{
    if (day == DATE_NONE) {
        return DATE_NONE;
    }
    int y, m, d;
    date_split(day, &y, &m, &d);
    if (m == 2 && d == 29 && !is_leap(year)) {
        return feb28 ? date_of(year, 2, 28) : date_of(year, 3, 1);
    }
    return date_of(year, m, d);
}

int date_full_years(int from, int on, bool feb28)
{
    if (from == DATE_NONE || on == DATE_NONE || on <= from) {
        return 0;
    }
    int y, m, d, on_year;
    date_split(on, &on_year, &m, &d);
    date_split(from, &y, &m, &d);
    int years = on_year - y;
    return on < date_anniversary(from, on_year, feb28) ? years - 1 : years;
}

/* ---- months ---------------------------------------------------------- */

int month_make(int year, int month)
{
    return date_of(year, month, 1) == DATE_NONE ? MONTH_NONE
                                                : year * 12 + month - 1;
}

int month_of(int day)
{
    if (day == DATE_NONE) {
        return MONTH_NONE;
    }
    int y, m, d;
    date_split(day, &y, &m, &d);
    return y * 12 + m - 1;
}

bool month_read(const char *text, int *month)
{
    int year;
    int m;
    if (!read_year_month(text, &year, &m) || text[7] != '\0') {
        return false;
    }
    int got = month_make(year, m);
    if (got == MONTH_NONE) {
        return false;
    }
    *month = got;
    return true;
}

const char *month_text(int month, char out[8])
{
    out[0] = '\0';
    if (month != MONTH_NONE) {
        snprintf(out, 8, "%04u-%02u", (unsigned)month / 12 % 10000,
                 (unsigned)month % 12 + 1);
    }
    return out;
}

int month_first_day(int month)
{
    return month == MONTH_NONE ? DATE_NONE
                               : date_of(month / 12, month % 12 + 1, 1);
}

int month_last_day(int month)
{
    if (month_first_day(month) == DATE_NONE) {
        return DATE_NONE;
    }
    int year = month / 12;
    int m = month % 12 + 1;
    return date_of(year, m, days_in(year, m));
}

/* ---- spans ----------------------------------------------------------- */

struct span span_of_month(int month)
{
    return (struct span){month_first_day(month), month_last_day(month)};
}

struct span span_of_year(int year)
{
    return (struct span){date_of(year, 1, 1), date_of(year, 12, 31)};
}
