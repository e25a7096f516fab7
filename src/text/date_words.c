/* Numbers and words inside what people type for dates and times. */
#include "date_words.h"

#include <string.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/text/clean.h"

#define DIGITS_MAX 8

void date_words_prepare(struct strbuf *out, const char *s)
{
    struct strbuf folded;
    sb_init(&folded);
    text_fold(&folded, s);
    for (const char *at = folded.s; *at != '\0'; at++) {
        if (*at != ' ' && *at != '\t') {
            sb_addc(out, *at);
        }
    }
    sb_clear(&folded);
}

bool date_word_take(const char **s, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(*s, word, n) != 0) {
        return false;
    }
    *s += n;
    return true;
}

static int take_numeral(const char **s)
{
    static const struct {
        const char *word;
        int value;
    } numerals[] = {{"〇", 0}, {"零", 0}, {"○", 0},  {"一", 1}, {"二", 2},
                    {"两", 2}, {"三", 3}, {"四", 4}, {"五", 5}, {"六", 6},
                    {"七", 7}, {"八", 8}, {"九", 9}};
    for (size_t i = 0; i < sizeof numerals / sizeof numerals[0]; i++) {
        if (date_word_take(s, numerals[i].word)) {
            return numerals[i].value;
        }
    }
    return -1;
}

static int take_digit(const char **s)
{
    if (**s < '0' || **s > '9') {
        return -1;
    }
    return *(*s)++ - '0';
}

/* 十, 十一, 二十, 三十一: one number below a hundred. */
static bool take_tens(const char **s, struct date_number *number)
{
    const char *at = *s;
    int tens = take_numeral(&at);
    if (!date_word_take(&at, "十")) {
        return false;
    }
    int ones = take_numeral(&at);
    number->value = (tens < 0 ? 1 : tens) * 10 + (ones < 0 ? 0 : ones);
    number->digits = 2;
    *s = at;
    return true;
}

bool date_number_take(const char **s, struct date_number *number)
{
    if (take_tens(s, number)) {
        return true;
    }
    int (*take)(const char **) =
        **s >= '0' && **s <= '9' ? take_digit : take_numeral;
    number->value = 0;
    number->digits = 0;
    for (int d = take(s); d >= 0; d = take(s)) {
        if (number->digits == DIGITS_MAX) {
            return false;
        }
        number->value = number->value * 10 + d;
        number->digits++;
    }
    return number->digits > 0;
}
