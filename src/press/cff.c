/* Three things of a CFF table (Adobe technical note 5176): is the font
   CID-keyed, where is its charset, what does the charset say.  Every step looks
   whether the bytes are there. */
#include "cff.h"

#include <string.h>

enum { OP_CHARSET = 15, OP_ESCAPE = 12, OP_ROS = 30 };

struct bytes {
    const unsigned char *s;
    size_t n;
    size_t at;
    bool bad;
};

static unsigned take(struct bytes *b, int how_many)
{
    unsigned value = 0;
    for (int i = 0; i < how_many; i++) {
        if (b->at >= b->n) {
            b->bad = true;
            return 0;
        }
        value = value << 8 | b->s[b->at++];
    }
    return value;
}

/* Passes an INDEX; the span of its first entry. */
static void pass_index(struct bytes *b, size_t *from, size_t *to)
{
    *from = *to = b->at;
    unsigned count = take(b, 2);
    if (b->bad || count == 0) {
        return;
    }
    int size = (int)take(b, 1);
    if (size < 1 || size > 4) {
        b->bad = true;
        return;
    }
    size_t offsets = b->at;
    size_t data = offsets + ((size_t)count + 1) * (size_t)size - 1;
    size_t first = take(b, size);
    size_t second = take(b, size);
    b->at = offsets + (size_t)count * (size_t)size;
    size_t last = take(b, size);
    if (b->bad || data > b->n || last > b->n - data || second > last ||
        first > second) {
        b->bad = true;
        return;
    }
    *from = data + first;
    *to = data + second;
    b->at = data + last;
}

/* One number of a DICT; false at an operator, which is left standing. */
static bool take_operand(struct bytes *b, unsigned *value)
{
    unsigned first = b->at < b->n ? b->s[b->at] : 0;
    if (b->at >= b->n || first <= 21) {
        return false;
    }
    b->at++;
    *value = 0;
    if (first == 28) {
        *value = take(b, 2);
    } else if (first == 29) {
        *value = take(b, 4);
    } else if (first == 30) { /* a fraction, in half bytes up to an F */
        unsigned two = 0;
        while (!b->bad && (two & 0xF0u) != 0xF0u && (two & 0x0Fu) != 0x0Fu) {
            two = take(b, 1);
        }
    } else if (first >= 32 && first <= 246) {
        *value = first >= 139 ? first - 139 : 0;
    } else if (first >= 247 && first <= 254) {
        *value = (first - 247) % 4 * 256 + take(b, 1) + 108;
    } else {
        b->bad = true;
    }
    return !b->bad;
}

/* What the top DICT says of the two operators. */
static void read_top(struct bytes *b, size_t to, bool *keyed, size_t *charset)
{
    struct bytes dict = {b->s, to, b->at, false};
    unsigned operand = 0;
    while (dict.at < to && !dict.bad) {
        if (take_operand(&dict, &operand)) {
            continue;
        }
        unsigned op = take(&dict, 1);
        if (op == OP_CHARSET) {
            *charset = operand;
        } else if (op == OP_ESCAPE && take(&dict, 1) == OP_ROS) {
            *keyed = true;
        }
    }
    b->bad = b->bad || dict.bad;
}

static bool read_charset(struct bytes *b, uint16_t *cids, size_t n_glyphs)
{
    unsigned format = take(b, 1);
    if (format > 2) {
        return false;
    }
    cids[0] = 0;
    for (size_t glyph = 1; glyph < n_glyphs && !b->bad;) {
        unsigned first = take(b, 2);
        unsigned more = format == 0 ? 0 : take(b, (int)format);
        for (unsigned i = 0; i <= more && glyph < n_glyphs; i++) {
            cids[glyph++] = (uint16_t)(first + i);
        }
    }
    return !b->bad;
}

enum cff_kind cff_read_cids(const unsigned char *cff, size_t n, uint16_t *cids,
                            size_t n_glyphs)
{
    struct bytes b = {cff, n, 2, false};
    b.at = take(&b, 1); /* the size of the header */
    size_t from = 0;
    size_t to = 0;
    pass_index(&b, &from, &to); /* names */
    pass_index(&b, &from, &to); /* top DICTs */
    bool keyed = false;
    size_t charset = 0;
    if (!b.bad) {
        b.at = from;
        read_top(&b, to, &keyed, &charset);
    }
    if (b.bad || n_glyphs == 0) {
        return CFF_BROKEN;
    }
    if (!keyed) {
        return CFF_PLAIN;
    }
    b.at = charset;
    /* 0 to 2 are charsets of plain fonts. */
    return charset > 2 && read_charset(&b, cids, n_glyphs) ? CFF_CID
                                                           : CFF_BROKEN;
}
