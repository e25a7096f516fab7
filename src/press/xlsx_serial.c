/* Serial numbers of days → how they are written, in whole numbers only.

   Day 1 is 1900-01-01, and day 60 is 1900-02-29, which there never was: an
   error that spreadsheets have kept for forty years.  From 1904 on, in files of
   old Macs, day 0 is 1904-01-01 and there is no such error.  The part of a day
   is a time, rounded to seconds before minutes are cut off: 14:30 is kept as
   0.604166666666664. */
#include "xlsx_serial.h"

#include <stdio.h>
#include <string.h>

enum {
    DAY_SECONDS = 86400,
    LAST_1900 = 2958465, /* 9999-12-31 */
    BEFORE_1904 = 1462,
    FALSE_DAY = 60,
    FRACTION_DIGITS = 9,
    EXPONENT_MAX = 40,
    DIGITS_MAX = 40
};

/* ---- the number ------------------------------------------------------------
 */

struct digits {
    char d[DIGITS_MAX];
    int n;
    int point; /* digits before it */
};

/* 45000.604166666664, 4.5000604166666664E4; below zero is no day. */
static bool read_digits(const char *s, struct digits *out)
{
    *out = (struct digits){.n = 0};
    bool point = false;
    for (; (*s >= '0' && *s <= '9') || (*s == '.' && !point); s++) {
        if (*s == '.') {
            point = true;
            continue;
        }
        if (out->n < DIGITS_MAX) {
            out->d[out->n++] = *s;
        } else if (!point) {
            return false;
        }
        out->point += !point;
    }
    if (out->n == 0) {
        return false;
    }
    if (*s == 'E' || *s == 'e') {
        int exponent = 0;
        const bool minus = *++s == '-';
        s += *s == '-' || *s == '+';
        for (; *s >= '0' && *s <= '9' && exponent < EXPONENT_MAX; s++) {
            exponent = 10 * exponent + (*s - '0');
        }
        out->point += minus ? -exponent : exponent;
    }
    return *s == '\0';
}

/* `n` digits from place `from` on, 0 where there are none. */
static int64_t digits_at(const struct digits *d, int from, int n)
{
    int64_t value = 0;
    for (int i = from; i < from + n; i++) {
        value = 10 * value + (i >= 0 && i < d->n ? d->d[i] - '0' : 0);
    }
    return value;
}

struct moment {
    int64_t day;
    int seconds;
};

static bool read_moment(const char *s, struct moment *out)
{
    static const int64_t billion = 1000000000;
    struct digits d;
    if (!read_digits(s, &d) || d.point > 9) {
        return false;
    }
    const int64_t fraction = digits_at(&d, d.point, FRACTION_DIGITS);
    out->day = d.point > 0 ? digits_at(&d, 0, d.point) : 0;
    out->seconds = (int)((fraction * DAY_SECONDS + billion / 2) / billion);
    if (out->seconds == DAY_SECONDS) {
        out->day++;
        out->seconds = 0;
    }
    return out->day <= LAST_1900;
}

/* ---- how it is written -----------------------------------------------------
 */

/* Days since 0000-03-01, so that leap days come last. */
static void put_day(char out[SERIAL_TEXT], int64_t serial)
{
    const int64_t since = serial + 693900; /* 1900-01-00 of our count */
    const int64_t era = since / 146097;
    const int64_t of_era = since % 146097;
    const int64_t year =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    const int64_t month = (5 * of_year + 2) / 153;
    const int64_t day = of_year - (153 * month + 2) / 5 + 1;
    snprintf(out, SERIAL_TEXT, "%04d-%02d-%02d",
             (int)(year + 400 * era + (month >= 10)),
             (int)(month < 10 ? month + 3 : month - 9), (int)day);
}

static void put_date(char out[SERIAL_TEXT], int64_t serial, bool base_1904)
{
    if (base_1904) {
        put_day(out, serial + BEFORE_1904 - 1);
    } else if (serial == FALSE_DAY) {
        snprintf(out, SERIAL_TEXT, "1900-02-29");
    } else {
        put_day(out, serial - (serial > FALSE_DAY));
    }
}

enum cell_letter serial_text(const char *number, enum xlsx_look look,
                             bool base_1904, char out[SERIAL_TEXT])
{
    struct moment m;
    if (look == LOOK_NUMBER || !read_moment(number, &m) ||
        (base_1904 && m.day > LAST_1900 - BEFORE_1904)) {
        return CELL_NUMBER;
    }
    const int minutes = m.seconds / 60;
    if (look == LOOK_SPAN) {
        snprintf(out, SERIAL_TEXT, "%d:%02d", 24 * (int)m.day + minutes / 60,
                 minutes % 60);
        return CELL_TIME;
    }
    const bool dated = m.day >= (base_1904 ? 0 : 1);
    if (look == LOOK_TIME || (look == LOOK_BOTH && m.day == 0)) {
        snprintf(out, SERIAL_TEXT, "%02d:%02d", minutes / 60, minutes % 60);
        return CELL_TIME;
    }
    if (!dated) {
        return CELL_NUMBER;
    }
    put_date(out, m.day, base_1904);
    if (look == LOOK_BOTH && minutes > 0) {
        snprintf(out + 10, SERIAL_TEXT - 10, " %02d:%02d", minutes / 60,
                 minutes % 60);
    }
    return CELL_DAY;
}

/* ---- ISO 8601 --------------------------------------------------------------
 */

/* d for a digit, itself for anything else. */
static bool matches(const char *s, const char *shape)
{
    for (; *shape != '\0'; s++, shape++) {
        const bool digit = *s >= '0' && *s <= '9';
        if (*shape == 'd' ? !digit : *s != *shape) {
            return false;
        }
    }
    return true;
}

enum cell_letter serial_text_iso(const char *iso, char out[SERIAL_TEXT])
{
    if (matches(iso, "dd:dd")) {
        snprintf(out, SERIAL_TEXT, "%.5s", iso);
        return CELL_TIME;
    }
    if (!matches(iso, "dddd-dd-dd")) {
        return CELL_TEXT;
    }
    snprintf(out, SERIAL_TEXT, "%.10s", iso);
    if (matches(iso + 10, "Tdd:dd") && strncmp(iso + 11, "00:00", 5) != 0) {
        snprintf(out + 10, SERIAL_TEXT - 10, " %.5s", iso + 11);
    }
    return CELL_DAY;
}
