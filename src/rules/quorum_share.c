/* Shares: read out of the rule file (>=4/5 entitled), and taken of a number,
   exactly and whatever the number. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/rules/quorum.h"
#include "quorum_parts.h"

/* ---- taken of a number ----------------------------------------------- */

/* floor(n * num / den) and what is left over, without the product: n may be
   anything. */
static int64_t share_floor(struct vote_share s, int64_t n, int64_t *left)
{
    int64_t rest = n % s.den * s.num;
    *left = rest % s.den;
    return n / s.den * s.num + rest / s.den;
}

int64_t vote_least(struct vote_share s, int64_t n)
{
    if (s.of == OF_NONE) {
        return 0;
    }
    if (n < 0) {
        return VOTE_UNKNOWN;
    }
    int64_t left = 0;
    int64_t whole = share_floor(s, n, &left);
    return s.strict || left > 0 ? whole + 1 : whole;
}

int64_t vote_most(struct vote_share s, int64_t n)
{
    if (n < 0) {
        return VOTE_UNKNOWN;
    }
    if (s.of == OF_NONE) {
        return n;
    }
    int64_t left = 0;
    int64_t whole = share_floor(s, n, &left);
    return s.strict && left == 0 && whole > 0 ? whole - 1 : whole;
}

int64_t vote_candidates(const struct vote_rule *r, int64_t seats)
{
    if (seats < 0 || seats > VOTE_COUNT_MAX) {
        return VOTE_UNKNOWN;
    }
    return seats + vote_least(r->spare, seats);
}

/* ---- read ----------------------------------------------------------- */

static const char *blanks(const char *s)
{
    return s + strspn(s, " \t");
}

/* Behind the mark; NULL when s begins with none. */
static const char *read_mark(const char *s, bool most, bool *strict)
{
    static const struct mark {
        const char *text;
        bool most, strict;
    } marks[] = {{">=", false, false}, {"≥", false, false}, {">", false, true},
                 {"<=", true, false},  {"≤", true, false},  {"<", true, true}};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        size_t n = strlen(marks[i].text);
        if (marks[i].most == most && strncmp(s, marks[i].text, n) == 0) {
            *strict = marks[i].strict;
            return blanks(s + n);
        }
    }
    return NULL;
}

/* Behind a number 1 … 9999. */
static const char *read_number(const char *s, int *out)
{
    size_t n = strspn(s, "0123456789");
    *out = 0;
    for (size_t i = 0; i < n && n <= 4; i++) {
        *out = *out * 10 + (s[i] - '0');
    }
    return *out == 0 ? NULL : blanks(s + n);
}

static enum vote_of read_of(const char *s)
{
    static const struct of_word {
        const char *word;
        enum vote_of of;
    } words[] = {{"entitled", OF_ENTITLED},
                 {"present", OF_PRESENT},
                 {"seats", OF_SEATS},
                 {"graded", OF_GRADED}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(s, words[i].word) == 0) {
            return words[i].of;
        }
    }
    return OF_NONE;
}

bool quorum_share_read(const char *s, bool most, struct vote_share *out)
{
    struct vote_share x = {.of = OF_NONE};
    if (strcmp(s, "none") == 0) {
        *out = x;
        return true;
    }
    s = read_mark(s, most, &x.strict);
    s = s == NULL ? NULL : read_number(s, &x.num);
    s = s == NULL || *s != '/' ? NULL : read_number(blanks(s + 1), &x.den);
    if (s == NULL) {
        return false;
    }
    x.of = read_of(s);
    *out = x;
    /* More than all can never be. */
    return x.of != OF_NONE && (x.strict ? x.num < x.den : x.num <= x.den);
}
