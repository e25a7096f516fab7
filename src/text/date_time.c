/* Times of day as people type them: 14:30, 1430, 14点30分, 下午2点半, 9点一刻.
 */
#include "pbtui/text/date.h"

#include <stdio.h>

#include "date_words.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"

enum half { HALF_NONE, HALF_NIGHT, HALF_MORNING, HALF_NOON, HALF_AFTERNOON };

static enum half take_half(const char **s)
{
    static const struct {
        const char *word;
        enum half half;
    } words[] = {{"凌晨", HALF_NIGHT},     {"早上", HALF_MORNING},
                 {"早晨", HALF_MORNING},   {"上午", HALF_MORNING},
                 {"中午", HALF_NOON},      {"下午", HALF_AFTERNOON},
                 {"傍晚", HALF_AFTERNOON}, {"晚上", HALF_AFTERNOON}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (date_word_take(s, words[i].word)) {
            return words[i].half;
        }
    }
    return HALF_NONE;
}

/* 下午2 is 14, 上午14 is a contradiction: -1. */
static int hour_of_day(enum half half, int hour)
{
    switch (half) {
    case HALF_NIGHT:
        return hour == 12 ? 0 : hour < 6 ? hour : -1;
    case HALF_MORNING:
        return hour <= 12 ? hour : -1;
    case HALF_NOON:
        return hour >= 1 && hour <= 2     ? hour + 12
               : hour >= 11 && hour <= 14 ? hour
                                          : -1;
    case HALF_AFTERNOON:
        return hour >= 1 && hour < 12 ? hour + 12 : hour > 12 ? hour : -1;
    case HALF_NONE:
        break;
    }
    return hour;
}

/* What follows 点: nothing, 半, 一刻, 三刻, 30分, 30. */
static bool take_minutes(const char **s, int *minutes)
{
    struct date_number n;
    *minutes = 0;
    if (**s == '\0' || date_word_take(s, "整")) {
        return true;
    }
    if (date_word_take(s, "半")) {
        *minutes = 30;
        return true;
    }
    if (!date_number_take(s, &n) || n.digits > 2) {
        return false;
    }
    *minutes = n.value;
    if (date_word_take(s, "刻")) {
        *minutes = n.value * 15;
        return n.value == 1 || n.value == 3;
    }
    (void)date_word_take(s, "分");
    return true;
}

static bool read_time(const char *s, int *hour, int *minutes)
{
    struct date_number n;
    enum half half = take_half(&s);
    if (!date_number_take(&s, &n) || n.digits > 4) {
        return false;
    }
    if (n.digits > 2) { /* 930, 1430 */
        *hour = n.value / 100;
        *minutes = n.value % 100;
    } else if (date_word_take(&s, ":")) {
        struct date_number m;
        *hour = n.value;
        if (!date_number_take(&s, &m) || m.digits != 2) {
            return false;
        }
        *minutes = m.value;
    } else {
        *hour = n.value;
        bool marked = date_word_take(&s, "点") || date_word_take(&s, "时");
        if (!marked) {
            *minutes = 0; /* a bare hour */
        } else if (!take_minutes(&s, minutes)) {
            return false;
        }
    }
    *hour = hour_of_day(half, *hour);
    return *s == '\0';
}

bool time_parse(const char *s, int *minutes, struct err *err)
{
    struct strbuf text;
    sb_init(&text);
    date_words_prepare(&text, s);
    int hour = 0;
    int minute = 0;
    bool ok = read_time(text.s, &hour, &minute);
    sb_clear(&text);
    if (!ok) {
        return err_set(err, ERR_RULE, "E-DATE-013",
                       "时间看不明白；请写成 14:30、1430 或 下午2点半。");
    }
    if (hour < 0 || hour > 23 || minute > 59) {
        return err_set(err, ERR_RULE, "E-DATE-014",
                       "没有这个时刻，钟点是 0 到 23，分是 0 到 59；"
                       "请写成 14:30 的样子。");
    }
    *minutes = hour * 60 + minute;
    return true;
}

const char *time_text(int minutes, char out[6])
{
    unsigned m = (unsigned)minutes % (24 * 60);
    snprintf(out, 6, "%02u:%02u", m / 60, m % 60);
    return out;
}
