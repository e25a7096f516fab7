/* Quarters and halves of a year as people type them. */
#include "pbtui/text/date.h"

#include <string.h>

#include "date_words.h"
#include "pbtui/base/strbuf.h"

/* ---- quarters ----------------------------------------------------------- */

/* 2026-Q3, 2026Q3, 2026年三季度: the year and the quarter as numbers. */
static bool split_quarter(const char *s, struct date_number *year,
                          struct date_number *quarter)
{
    if (!date_number_take(&s, year)) {
        return false;
    }
    if (date_word_take(&s, "年")) {
        (void)date_word_take(&s, "第");
        return date_number_take(&s, quarter) &&
               (date_word_take(&s, "季度") || date_word_take(&s, "季")) &&
               *s == '\0';
    }
    (void)date_word_take(&s, "-");
    return (date_word_take(&s, "Q") || date_word_take(&s, "q")) &&
           date_number_take(&s, quarter) && *s == '\0';
}

bool span_parse_quarter(const char *s, struct span *out, struct err *err)
{
    struct strbuf text;
    sb_init(&text);
    date_words_prepare(&text, s);
    struct date_number year;
    struct date_number quarter;
    bool ok = split_quarter(text.s, &year, &quarter);
    sb_clear(&text);
    if (!ok || quarter.digits != 1 || quarter.value < 1 || quarter.value > 4) {
        return err_set(err, ERR_RULE, "E-DATE-012",
                       "季度看不明白，应是第一到第四季度；"
                       "请写成 2026-Q3 或 2026年三季度。");
    }
    if (!date_check_year(year, err)) {
        return false;
    }
    int first = month_make(year.value, quarter.value * 3 - 2);
    *out = (struct span){month_first_day(first), month_last_day(first + 2)};
    return true;
}

/* ---- halves ------------------------------------------------------------- */

/* 1, H1, 上半年: which half. */
static bool take_half(const char *s, int *half)
{
    struct date_number n = {0, 0};
    if (date_word_take(&s, "上半年")) {
        n = (struct date_number){1, 1};
    } else if (date_word_take(&s, "下半年")) {
        n = (struct date_number){2, 1};
    } else {
        bool letter = date_word_take(&s, "H") || date_word_take(&s, "h");
        (void)letter;
        (void)date_number_take(&s, &n);
    }
    *half = n.value;
    return *s == '\0' && n.digits == 1 && (n.value == 1 || n.value == 2);
}

/* 2026-H1, 2026H1, 2026年上半年; without a year it is of `near`. */
static bool split_half(const char *s, struct date_number *year, int *half)
{
    if (take_half(s, half)) {
        return true;
    }
    return date_number_take(&s, year) &&
           (date_word_take(&s, "年") || date_word_take(&s, "-") || *s == 'H' ||
            *s == 'h') &&
           take_half(s, half);
}

bool span_parse_half(const char *s, int near, struct span *out, struct err *err)
{
    struct strbuf text;
    int month, mday;
    int half = 0;
    struct date_number year = {0, 4};
    date_split(near, &year.value, &month, &mday);
    sb_init(&text);
    date_words_prepare(&text, s);
    bool ok = split_half(text.s, &year, &half);
    sb_clear(&text);
    if (!ok) {
        return err_set(err, ERR_RULE, "E-DATE-017",
                       "半年看不明白，应是上半年或下半年；"
                       "请写成 1、2，或者 2026-H1、2026年上半年。");
    }
    if (!date_check_year(year, err)) {
        return false;
    }
    int first = month_make(year.value, half * 6 - 5);
    *out = (struct span){month_first_day(first), month_last_day(first + 5)};
    return true;
}
