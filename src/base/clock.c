/* The one clock.  Everything that asks "what day is it" asks here, so that a
   test or a reprint can fix the answer through the environment.  A value that
   is no date or no time is ignored: a wrong day in a ledger is worse than the
   true one. */
#include "pbtui/base/clock.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* True when s has the shape of `shape`, where 0 stands for any digit. */
static bool has_shape(const char *s, const char *shape)
{
    for (; *shape != '\0'; s++, shape++) {
        bool digit = *s >= '0' && *s <= '9';
        if (*shape == '0' ? !digit : *s != *shape) {
            return false;
        }
    }
    return *s == '\0';
}

static int two_digits(const char *s)
{
    return (s[0] - '0') * 10 + (s[1] - '0');
}

static int days_in(int year, int month)
{
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month == 2) {
        return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static bool is_day(const char *s)
{
    if (s == NULL || !has_shape(s, "0000-00-00")) {
        return false;
    }
    int year = two_digits(s) * 100 + two_digits(s + 2);
    int month = two_digits(s + 5);
    int day = two_digits(s + 8);
    return month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

static bool is_time(const char *s)
{
    return s != NULL && has_shape(s, "00:00:00") && two_digits(s) < 24 &&
           two_digits(s + 3) < 60 && two_digits(s + 6) < 60;
}

void clock_now(char out[20])
{
    time_t now = time(NULL);
    struct tm tm;
    if (localtime_r(&now, &tm) == NULL ||
        strftime(out, 20, "%Y-%m-%d %H:%M:%S", &tm) != 19) {
        memcpy(out, "1970-01-01 00:00:00", 20); /* a clock beyond year 9999 */
    }
    const char *day = getenv("PBTUI_TODAY");
    if (is_day(day)) {
        memcpy(out, day, 10);
    }
    const char *hms = getenv("PBTUI_NOW");
    if (is_time(hms)) {
        memcpy(out + 11, hms, 8);
    }
}

void clock_today(char out[11])
{
    char now[20];
    clock_now(now);
    memcpy(out, now, 10);
    out[10] = '\0';
}

int64_t clock_monotonic_ms(void)
{
    /* CLOCK_MONOTONIC stands still while a laptop sleeps; an idle lock must
       not. */
    struct timespec ts = {0};
    clock_gettime(CLOCK_BOOTTIME, &ts);
    return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}
