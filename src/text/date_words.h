/* What date_parse.c and date_time.c read alike: numbers in digits or in
   Chinese, words, blanks; private to text. */
#ifndef PBTUI_SRC_TEXT_DATE_WORDS_H
#define PBTUI_SRC_TEXT_DATE_WORDS_H

#include <stdbool.h>

#include "pbtui/base/err.h"

struct strbuf;

struct date_number {
    int value;
    int digits; /* as written: 05 has two, 二〇二六 four, 十一 two */
};

/* Appends s folded and without blanks, ready for the functions below. */
void date_words_prepare(struct strbuf *out, const char *s);
/* Takes a number of up to eight digits from *s; false when there is none. */
bool date_number_take(const char **s, struct date_number *number);
/* Takes `word` from *s when it stands there. */
bool date_word_take(const char **s, const char *word);

/* A year of four digits that is one of ours; E-DATE-002, E-DATE-003. */
bool date_check_year(struct date_number year, struct err *err);

#endif
