/* 公民身份号码 by GB 11643: form, date, check character, birth and sex.
   What the number says of birth and sex is told, never written over the
   personnel file's date. */
#ifndef PBTUI_RULES_IDNO_H
#define PBTUI_RULES_IDNO_H

#include <stdbool.h>

#include "pbtui/base/err.h"

struct idno {
    char text[19]; /* 18 characters, X upper case */
    int birth;     /* day number */
    int sex;       /* 1 男, 2 女 */
    bool upgraded; /* typed as an old 15-digit number */
    /* Good, yet ends in 000: one in eleven numbers that a spreadsheet ruined
       still passes, so the clerk should be asked to look at the card. */
    bool ends_000;
};

/* Folds full-width, strips blanks, upgrades 15 digits.  E-ID-…: each way of
   being wrong has its own sentence (length, letters, no such date, in the
   future of `today`, check character: which one it should be is not told,
   digits ruined by Excel: ends in 000 and fails, 3.2E+17). */
bool idno_parse(const char *typed, int today, struct idno *out,
                struct err *err);

#endif
