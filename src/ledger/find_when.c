/* Times in a line to find by: a year, a quarter, a month, a day, one to
   another.  A number alone is a year when it can be one; other numbers, and
   what only looks a little like a date, are words. */
#include "find_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"

#define DIGITS     "0123456789"
#define YEAR_FIRST 1900
#define YEAR_LAST  2199
#define SPAN_BYTES 64 /* longer tokens are no times */

static int this_year(void)
{
    return month_of(date_today()) / 12;
}

static bool has(const char *s, const char *part)
{
    return strstr(s, part) != NULL;
}

int find_when_year(const char *token)
{
    static const struct {
        const char *word;
        int offset;
    } words[] = {{"前年", -2}, {"去年", -1}, {"今年", 0}, {"明年", 1}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(token, words[i].word) == 0) {
            return this_year() + words[i].offset;
        }
    }
    const char *rest = token + strspn(token, DIGITS);
    int year = (int)strtol(token, NULL, 10);
    bool one = rest - token == 4 && (*rest == '\0' || strcmp(rest, "年") == 0);
    return one && year >= YEAR_FIRST && year <= YEAR_LAST ? year : 0;
}

/* ---- one time ---------------------------------------------------------- */

static bool quarter_of_year(const char *token, int year, struct span *out)
{
    static const struct {
        const char *word;
        int offset;
    } words[] = {{"上季度", -1}, {"本季度", 0}, {"下季度", 1}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(token, words[i].word) == 0) {
            int month = month_of(date_today());
            int first = month - month % 12 % 3 + 3 * words[i].offset;
            *out = (struct span){month_first_day(first),
                                 month_last_day(first + 2)};
            return true;
        }
    }
    if (span_parse_quarter(token, out, NULL)) {
        return true;
    }
    /* 一季度, q1: of the year that is meant. */
    bool alone = has(token, "季") && !has(token, "年");
    bool letter = token[0] == 'q' && token[1] != '\0' && token[2] == '\0';
    if (!alone && !letter) {
        return false;
    }
    struct strbuf with;
    sb_init(&with);
    sb_addf(&with, "%d%s%s", year, letter ? "-" : "年", token);
    bool ok = span_parse_quarter(with.s, out, NULL);
    sb_clear(&with);
    return ok;
}

static bool month_alone(const char *token, int year, struct span *out)
{
    int month;
    bool word = has(token, "上月") || has(token, "本月") ||
                has(token, "下月") || has(token, "个月");
    bool shape = token[strspn(token, DIGITS "-./年月")] == '\0' &&
                 (has(token, "月") || strspn(token, DIGITS) == 4);
    if ((!word && !shape) ||
        !month_parse(token, month_make(year, 1), &month, NULL)) {
        return false;
    }
    *out = span_of_month(month);
    return true;
}

static bool is_day_word(const char *token)
{
    return strcmp(token, "今天") == 0 || strcmp(token, "昨天") == 0 ||
           strcmp(token, "前天") == 0 || strcmp(token, "明天") == 0 ||
           strcmp(token, "后天") == 0;
}

/* 2026-03-05, 2026.3.5, 20260305, 3月5日, 11-20; not 11.20 and 1120, which are
   amounts and times more often. */
static bool one_day(const char *token, int year, struct span *out)
{
    size_t digits = strspn(token, DIGITS);
    size_t n = strlen(token);
    bool dashed = digits > 0 && digits <= 2 && token[digits] == '-' &&
                  n > digits + 1 &&
                  strspn(token + digits + 1, DIGITS) == n - digits - 1;
    bool shape = token[strspn(token, DIGITS "-./年月日")] == '\0' &&
                 (has(token, "日") || dashed || (digits == 4 && n > 4) ||
                  (digits == 8 && n == 8));
    int day;
    int near = date_of(year, 1, 1);
    if ((!shape && !is_day_word(token)) || strcmp(token, "日") == 0 ||
        !date_parse(token, near, &day, NULL)) {
        return false;
    }
    /* 20日 alone says no month. */
    if (has(token, "日") && !has(token, "月") && !is_day_word(token)) {
        return false;
    }
    *out = (struct span){day, day};
    return true;
}

/* Nobody writes this and means a word: 2026-13, 13月, 2月30日. */
static bool looks_like_time(const char *token)
{
    size_t digits = strspn(token, DIGITS);
    if (digits == 0 || token[strspn(token, DIGITS "-./年月日")] != '\0') {
        return false;
    }
    return (digits == 4 && token[digits] == '-') ||
           (has(token, "月") && token[digits] != '\0');
}

static enum find_when one_time(const char *token, int year, struct span *out)
{
    int named = find_when_year(token);
    if (named != 0) {
        *out = span_of_year(named);
        return WHEN_SPAN;
    }
    if (strlen(token) > SPAN_BYTES) {
        return WHEN_NOT;
    }
    if (quarter_of_year(token, year, out) || month_alone(token, year, out) ||
        one_day(token, year, out)) {
        return WHEN_SPAN;
    }
    return looks_like_time(token) ? WHEN_BAD : WHEN_NOT;
}

/* ---- from … to --------------------------------------------------------- */

/* The mark between two times; *n its bytes. */
static const char *between(const char *token, size_t *n)
{
    static const char *const marks[] = {"..", "…", "~", "至", "到"};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        const char *at = strstr(token, marks[i]);
        if (at != NULL) {
            *n = strlen(marks[i]);
            while (strncmp(at + *n, marks[i], strlen(marks[i])) == 0) {
                *n += strlen(marks[i]);
            }
            return at;
        }
    }
    return NULL;
}

static enum find_when from_to(const char *token, const char *at, size_t n,
                              int year, struct span *out)
{
    char left[SPAN_BYTES + 1];
    const char *right = at + n;
    struct span from = {DATE_NONE, DATE_NONE};
    struct span to = {DATE_NONE, DATE_NONE};
    size_t n_left = (size_t)(at - token);
    if (n_left > SPAN_BYTES || (n_left == 0 && *right == '\0')) {
        return WHEN_NOT;
    }
    memcpy(left, token, n_left);
    left[n_left] = '\0';
    enum find_when a = WHEN_SPAN;
    enum find_when b = WHEN_SPAN;
    if (n_left > 0) {
        a = one_time(left, year, &from);
    }
    if (*right != '\0') {
        b = one_time(right, year, &to);
    }
    if (a == WHEN_NOT || b == WHEN_NOT) {
        return WHEN_NOT;
    }
    bool turned = n_left > 0 && *right != '\0' && from.from > to.to;
    if (a == WHEN_BAD || b == WHEN_BAD || turned) {
        return WHEN_BAD;
    }
    *out = (struct span){from.from, to.to};
    return WHEN_SPAN;
}

enum find_when find_when(const char *token, int year, struct span *out)
{
    size_t n;
    const char *at = between(token, &n);
    year = year != 0 ? year : this_year();
    return at != NULL ? from_to(token, at, n, year, out)
                      : one_time(token, year, out);
}
