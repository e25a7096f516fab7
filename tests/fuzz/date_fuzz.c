/* Dates, months, quarters and times as typed: refused with a sentence, or a
   value whose written form reads back as the same value. */
#include "pbtui/text/date.h"

#include "fuzz.h"

static void check_day(const char *s, int near)
{
    struct err err = ERR_INIT;
    int day = 12345;
    char text[11];
    int same;
    if (!date_parse(s, near, &day, &err)) {
        FUZZ_CHECK(err.kind != ERR_NONE && err.text[0] != '\0');
        FUZZ_CHECK(day == 12345);
        return;
    }
    FUZZ_CHECK(date_read(date_text(day, text), &same) && same == day);
    FUZZ_CHECK(date_parse(text, near, &same, NULL) && same == day);
}

static void check_month(const char *s, int near)
{
    struct err err = ERR_INIT;
    int month;
    char text[8];
    int same;
    if (!month_parse(s, near, &month, &err)) {
        FUZZ_CHECK(err.kind != ERR_NONE && err.text[0] != '\0');
        return;
    }
    FUZZ_CHECK(month_read(month_text(month, text), &same) && same == month);
}

static void check_time(const char *s)
{
    int minutes;
    char text[6];
    int same;
    if (time_parse(s, &minutes, NULL)) {
        FUZZ_CHECK(minutes >= 0 && minutes < 24 * 60);
        FUZZ_CHECK(time_parse(time_text(minutes, text), &same, NULL));
        FUZZ_CHECK(same == minutes);
    }
}

FUZZ(date)
{
    const int near = date_of(2026, 11, 20);
    char *s = fuzz_string(data, n_bytes);
    struct span span;
    int day;
    check_day(s, near);
    check_month(s, month_of(near));
    check_time(s);
    if (date_read(s, &day)) {
        char text[11];
        FUZZ_CHECK(strcmp(date_text(day, text), s) == 0);
    }
    if (span_parse_quarter(s, &span, NULL)) {
        FUZZ_CHECK(span.from <= span.to && span.to - span.from < 93);
    }
    free(s);
}
