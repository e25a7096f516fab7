/* UTF-8, strictly: what RFC 3629 forbids (overlong forms, surrogates, above
   10FFFF) is no character.  Bad bytes are taken one at a time, forwards and
   backwards alike, so that both directions see the same boundaries.

   Clusters are simpler than Unicode's: a base and everything of no width that
   follows it.  An emoji joined to another by U+200D stays two clusters, because
   terminals do not agree to draw them as one. */
#include "pbtui/text/utf8.h"

#include "pbtui/text/width.h"

/* Length of the sequence a lead byte opens, 0 when it opens none. */
static int lead_bytes(unsigned char lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2) {
        return 0;
    }
    if (lead < 0xE0) {
        return 2;
    }
    if (lead < 0xF0) {
        return 3;
    }
    return lead < 0xF5 ? 4 : 0;
}

/* The second byte alone tells overlong forms, surrogates and too high values
   from characters. */
static bool second_fits(unsigned char lead, unsigned char second)
{
    switch (lead) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return second >= 0x80 && second <= 0xBF;
    }
}

static bool continues(unsigned char byte)
{
    return (byte & 0xC0u) == 0x80u;
}

/* The value of a whole sequence that is known to be right. */
static uint32_t join(const unsigned char *u, int n_bytes)
{
    static const unsigned char lead_mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t cp = (uint32_t)(u[0] & lead_mask[n_bytes]);
    for (int i = 1; i < n_bytes; i++) {
        cp = cp << 6 | (u[i] & 0x3Fu);
    }
    return cp;
}

size_t utf8_next(const char *s, size_t n_bytes, uint32_t *cp)
{
    if (n_bytes == 0) {
        return 0;
    }
    const unsigned char *u = (const unsigned char *)s;
    if (u[0] < 0x80) {
        *cp = u[0];
        return 1;
    }
    /* nearly all Chinese is here: three bytes, no special second byte */
    if (n_bytes >= 3 && u[0] >= 0xE1 && u[0] <= 0xEC && continues(u[1]) &&
        continues(u[2])) {
        *cp = (u[0] & 0x0Fu) << 12 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
        return 3;
    }
    *cp = UTF8_INVALID;
    int want = lead_bytes(u[0]);
    if (want == 0 || (size_t)want > n_bytes || !second_fits(u[0], u[1])) {
        return 1;
    }
    for (int i = 2; i < want; i++) {
        if (!continues(u[i])) {
            return 1;
        }
    }
    *cp = join(u, want);
    return (size_t)want;
}

size_t utf8_prev(const char *s, size_t at_bytes, uint32_t *cp)
{
    if (at_bytes == 0) {
        return 0;
    }
    size_t back = 1;
    while (back < 4 && back < at_bytes &&
           continues((unsigned char)s[at_bytes - back])) {
        back++;
    }
    if (utf8_next(s + at_bytes - back, back, cp) == back) {
        return back;
    }
    *cp = UTF8_INVALID;
    return 1;
}

size_t utf8_put(char out[4], uint32_t cp)
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
        cp = UTF8_REPLACE;
    }
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    static const unsigned char lead_mark[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n - 1; i > 0; i--) {
        out[i] = (char)(0x80u | (cp & 0x3Fu));
        cp >>= 6;
    }
    out[0] = (char)(lead_mark[n] | cp);
    return n;
}

void utf8_add(struct strbuf *out, uint32_t cp)
{
    char bytes[4];
    sb_addn(out, bytes, utf8_put(bytes, cp));
}

bool utf8_valid(const char *s, size_t n_bytes, size_t *bad_at_bytes)
{
    uint32_t cp;
    for (size_t at = 0; at < n_bytes;) {
        size_t step = utf8_next(s + at, n_bytes - at, &cp);
        if (cp == UTF8_INVALID) {
            if (bad_at_bytes != NULL) {
                *bad_at_bytes = at;
            }
            return false;
        }
        at += step;
    }
    return true;
}

size_t utf8_chars(const char *s, size_t n_bytes)
{
    uint32_t cp;
    size_t n = 0;
    for (size_t at = 0; at < n_bytes; n++) {
        at += utf8_next(s + at, n_bytes - at, &cp);
    }
    return n;
}

/* Belongs to the character before it.  Controls and the soft hyphen have no
   width either, but stand alone; all of them lie below U+0300. */
static bool extends(uint32_t cp)
{
    return cp >= 0x300 && width_cp_cols(cp) == 0;
}

/* Nothing attaches to a control or to a byte that is no character. */
static bool stands_alone(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == UTF8_INVALID;
}

size_t utf8_cluster_next(const char *s, size_t n_bytes)
{
    uint32_t cp = 0;
    size_t at = utf8_next(s, n_bytes, &cp);
    if (stands_alone(cp)) {
        return at;
    }
    while (at < n_bytes) {
        size_t step = utf8_next(s + at, n_bytes - at, &cp);
        if (!extends(cp)) {
            break;
        }
        at += step;
    }
    return at;
}

size_t utf8_cluster_prev(const char *s, size_t at_bytes)
{
    uint32_t cp = 0;
    size_t start = at_bytes;
    while (start > 0) {
        size_t step = utf8_prev(s, start, &cp);
        if (start < at_bytes && stands_alone(cp)) {
            break; /* marks without a base: a cluster of their own */
        }
        start -= step;
        if (!extends(cp)) {
            break;
        }
    }
    return at_bytes - start;
}

/* Keeps a byte; the character when it was the last one. */
static enum utf8_fed hold(struct utf8_decoder *d, unsigned char byte,
                          uint32_t *cp)
{
    d->held[d->have++] = byte;
    if (d->have < d->want) {
        return UTF8_MORE;
    }
    *cp = join(d->held, d->want);
    d->have = 0;
    return UTF8_ONE;
}

enum utf8_fed utf8_feed(struct utf8_decoder *d, unsigned char byte,
                        uint32_t *cp)
{
    if (d->have == 0) {
        d->want = lead_bytes(byte);
        if (d->want == 0) {
            *cp = UTF8_REPLACE;
            return UTF8_BAD;
        }
        return hold(d, byte, cp);
    }
    bool fits = d->have == 1 ? second_fits(d->held[0], byte) : continues(byte);
    if (!fits) {
        d->have = 0;
        *cp = UTF8_REPLACE;
        return UTF8_BAD_RETRY;
    }
    return hold(d, byte, cp);
}
