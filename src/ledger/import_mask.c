/* Numbers of people in what is told: a sentence quotes the cell, and the cell
   may hold an ID number or a telephone wherever it stands.

   A number is a run of digits, with single blanks, dashes or dots in it, as
   people write them: 110101 1980…, 138-0013-….  A day is not one. */
#include <string.h>

#include "import_parts.h"
#include "pbtui/text/clean.h"

enum {
    ID_DIGITS = 15, /* and more: also what a spreadsheet made of them */
    PHONE_DIGITS = 11,
    SHOWN_AT_END = 4
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of 2026-03-05 at s; 0: there is none. */
static size_t day_at(const char *s)
{
    static const char form[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof form - 1; i++) {
        if (form[i] == 'd' ? !is_digit(s[i]) : s[i] != form[i]) {
            return 0;
        }
    }
    return sizeof form - 1;
}

/* Bytes and digits of the run that begins at s. */
static size_t run_at(const char *s, size_t *digits)
{
    size_t n = 0;
    *digits = 0;
    while (is_digit(s[n]) ||
           (n > 0 && strchr(" -.", s[n]) != NULL && s[n] != '\0' &&
            is_digit(s[n - 1]) && is_digit(s[n + 1]))) {
        *digits += is_digit(s[n]);
        n++;
    }
    return n;
}

static bool is_somebodys(const char *s, size_t digits)
{
    return digits >= ID_DIGITS ||
           (digits == PHONE_DIGITS && s[0] == '1' && s[1] >= '3');
}

static void add_masked(struct strbuf *out, const char *s, size_t n)
{
    size_t keep = n > SHOWN_AT_END ? n - SHOWN_AT_END : 0;
    for (size_t i = 0; i < n; i++) {
        sb_addc(out, i < keep && is_digit(s[i]) ? '*' : s[i]);
    }
}

const char *import_masked(struct arena *a, const char *text)
{
    struct strbuf folded, out;
    sb_init(&folded);
    sb_init(&out);
    text_fold(&folded, text);
    /* Full-width digits are looked at as the others are. */
    const char *s = folded.s;
    bool any = false;
    while (*s != '\0') {
        size_t digits;
        size_t day = day_at(s);
        size_t n = day > 0 ? day : run_at(s, &digits);
        if (day == 0 && n > 0 && is_somebodys(s, digits)) {
            add_masked(&out, s, n);
            any = true;
        } else {
            n = n > 0 ? n : 1;
            sb_addn(&out, s, n);
        }
        s += n;
    }
    const char *kept = any ? arena_strn(a, out.s, out.len) : arena_str(a, text);
    sb_clear(&out);
    sb_clear(&folded);
    return kept;
}
