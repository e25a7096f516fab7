/* Only what has to be escaped is: texts of the ledger are UTF-8 already. */
#include "pbtui/base/json.h"

void json_text(struct strbuf *out, const char *s, size_t n)
{
    sb_addc(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        sb_addn(out, s + from, i - from);
        if (c < 0x20) {
            sb_addf(out, "\\u%04x", c);
        } else {
            sb_addc(out, '\\');
            sb_addc(out, (char)c);
        }
        from = i + 1;
    }
    sb_addn(out, s + from, n - from);
    sb_addc(out, '"');
}

/* A check writes millions of these; printf would take half its time. */
void json_int(struct strbuf *out, int64_t v)
{
    char digits[20];
    size_t at = sizeof digits;
    /* Unsigned, because INT64_MIN has no positive twin. */
    uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (v < 0) {
        sb_addc(out, '-');
    }
    sb_addn(out, digits + at, sizeof digits - at);
}
