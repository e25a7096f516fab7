/* Reading 7K3M-Q9TD-XW20-4HBN-C@1842 as printed in a footer.  Whether it was
   copied right is decided here, by its check character, before it is compared
   with the ledger: a slip of the pen is no forgery. */
#include "anchor.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/text/clean.h"

enum { DIGITS = 16, DIGIT_BITS = 5 };

/* Value of a letter of Crockford's alphabet, -1 for none. */
static int digit_of(char c)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    if (c >= 'a' && c <= 'z') {
        c = (char)(c - 'a' + 'A');
    }
    c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
    const char *at = c != '\0' ? strchr(alphabet, c) : NULL;
    return at != NULL ? (int)(at - alphabet) : -1;
}

/* The sixteen digits into ten bytes of a head; returns what follows them, NULL
   when there are not so many. */
static const char *read_digits(const char *s, struct audit_head *head)
{
    unsigned bits = 0;
    unsigned held = 0;
    size_t n = 0;
    for (int got = 0; got < DIGITS; s++) {
        if (*s == '-' || *s == ' ') {
            continue;
        }
        int digit = digit_of(*s);
        if (digit < 0) {
            return NULL;
        }
        held = (held << DIGIT_BITS | (unsigned)digit) & 0xFFFu;
        bits += DIGIT_BITS;
        if (bits >= 8) {
            bits -= 8;
            head->hash[n++] = (unsigned char)(held >> bits);
        }
        got++;
    }
    return s + strspn(s, "- ");
}

/* "1842", "第 1842 号". */
static bool read_number(const char *s, int64_t *seq)
{
    static const char before[] = "第";
    static const char after[] = "号";
    s += strspn(s, " ");
    if (strncmp(s, before, strlen(before)) == 0) {
        s += strlen(before);
        s += strspn(s, " ");
    }
    size_t n = strspn(s, "0123456789");
    if (n == 0 || n > 15) {
        return false;
    }
    *seq = strtoll(s, NULL, 10);
    s += n;
    s += strspn(s, " ");
    if (strncmp(s, after, strlen(after)) == 0) {
        s += strlen(after);
    }
    return *seq > 0 && *s == '\0';
}

static bool read_all(const char *s, struct anchor *out, char *check)
{
    struct audit_head head = {.seq = 1};
    const char *rest = read_digits(s, &head);
    if (rest == NULL || rest[0] == '\0') {
        return false;
    }
    *check = *rest >= 'a' && *rest <= 'z' ? (char)(*rest - 'a' + 'A') : *rest;
    rest++;
    rest += strspn(rest, " ");
    if (*rest != '@' || !read_number(rest + 1, &out->seq)) {
        return false;
    }
    audit_code(&head, out->code);
    return true;
}

bool anchor_parse(const char *typed, struct anchor *out, struct err *err)
{
    struct strbuf folded;
    char check = '\0';
    sb_init(&folded);
    text_fold(&folded, typed);
    bool good = read_all(folded.s, out, &check);
    sb_clear(&folded);
    if (!good) {
        return err_set(err, ERR_USAGE, "E-APP-073",
                       "校验码“%s”看不明白，应写成 "
                       "7K3M-Q9TD-XW20-4HBN-C@1842 这样。",
                       typed);
    }
    char right = out->code[strlen(out->code) - 1];
    bool same = check == right ||
                (digit_of(check) >= 0 && digit_of(check) == digit_of(right));
    return same ||
           err_set(err, ERR_USAGE, "E-APP-074",
                   "校验码“%s”抄错了（末位的校验对不上），请照纸上再抄一遍。",
                   typed);
}
