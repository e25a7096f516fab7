/* What is copied goes to the clipboard of whoever sits before the terminal,
   also through ssh: OSC 52, which most terminals know.  Whether this one did it
   nobody tells. */
#include "pbtui/tui/term.h"

#include <stdint.h>
#include <string.h>

#include "tty.h"

/* Longer ones are cut by terminals, or thrown away. */
#define COPY_BYTES_MAX 56000

static void add_base64(struct strbuf *out, const char *text, size_t n)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < n; i += 3) {
        uint32_t bits = 0;
        size_t have = n - i < 3 ? n - i : 3;
        for (size_t k = 0; k < 3; k++) {
            uint32_t byte = k < have ? (unsigned char)text[i + k] : 0;
            bits = bits << 8 | byte;
        }
        for (size_t k = 0; k < 4; k++) {
            sb_addc(out, k <= have ? digits[bits >> (18 - 6 * k) & 63] : '=');
        }
    }
}

bool term_copy_bytes(struct strbuf *out, const char *text)
{
    size_t n = strlen(text);
    if (n > COPY_BYTES_MAX) {
        return false;
    }
    sb_add(out, "\033]52;c;");
    add_base64(out, text, n);
    sb_addc(out, '\a');
    return true;
}

bool term_copy(const char *text)
{
    struct strbuf sb;
    sb_init(&sb);
    bool ok = term_is_open() && term_copy_bytes(&sb, text);
    if (ok) {
        tty_write(sb.s);
    }
    sb_clear(&sb);
    return ok;
}
