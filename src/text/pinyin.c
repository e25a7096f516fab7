/* Pinyin of characters and names, from a generated table.

   Finding runs the query through the name once: a set of places in the query
   that have been reached, one bit each, moves on with every character, by the
   character itself or by a beginning of one of its readings.  So all readings
   and all ways to shorten them are followed at once, nothing is allocated and
   no name makes it slow.

   Not here: which of several readings a person uses; that is why all match. */
#include "pbtui/text/pinyin.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "pinyin_table.h"

/* ---- the table ------------------------------------------------------- */

#define SYLLABLE_MASK 0x1FFu
#define TONE_SHIFT    9
#define TONE_MASK     7u
#define HAS_MORE      0x1000u

static uint32_t sparse_code(uint32_t cp)
{
    size_t low = 0;
    size_t high = ARRAY_LEN(pinyin_sparse);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (pinyin_sparse[mid] >> 13 < cp) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    bool found =
        low < ARRAY_LEN(pinyin_sparse) && pinyin_sparse[low] >> 13 == cp;
    return found ? pinyin_sparse[low] & 0x1FFFu : 0;
}

/* Main reading of a character as the table has it, 0 for none. */
static uint32_t code_of(uint32_t cp)
{
    if (cp >= PINYIN_DENSE_FIRST && cp <= PINYIN_DENSE_LAST) {
        return pinyin_dense[cp - PINYIN_DENSE_FIRST];
    }
    return cp < 0x3000 ? 0 : sparse_code(cp);
}

/* Where the further readings of a character begin. */
static size_t more_from(uint32_t cp)
{
    size_t low = 0;
    size_t high = ARRAY_LEN(pinyin_more);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (pinyin_more[mid] >> 9 < cp) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

static const char *syllable(uint32_t code)
{
    return pinyin_syllables[code & SYLLABLE_MASK];
}

size_t pinyin_readings(uint32_t cp, const char *out[PINYIN_READINGS])
{
    uint32_t code = code_of(cp);
    if (code == 0) {
        return 0;
    }
    size_t n = 0;
    out[n++] = syllable(code);
    if ((code & HAS_MORE) != 0) {
        for (size_t i = more_from(cp);
             i < ARRAY_LEN(pinyin_more) && pinyin_more[i] >> 9 == cp &&
             n < PINYIN_READINGS;
             i++) {
            out[n++] = syllable(pinyin_more[i]);
        }
    }
    return n;
}

/* The row of the surname that begins the name, or the table's length. */
static size_t surname_row(const char *name)
{
    size_t i = 0;
    while (i < ARRAY_LEN(pinyin_surnames) &&
           strncmp(name, pinyin_surnames[i].name,
                   strlen(pinyin_surnames[i].name)) != 0) {
        i++;
    }
    return i;
}

const char *pinyin_surname(const char *name)
{
    size_t row = surname_row(name);
    return row < ARRAY_LEN(pinyin_surnames) ? pinyin_surnames[row].first : NULL;
}

/* ---- finding --------------------------------------------------------- */

/* A place in the query is a bit of 64, the one behind its end included. */
#define TERM_BYTES_MAX 63

struct term {
    char s[TERM_BYTES_MAX + 1];
    size_t n;
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_separator(uint32_t cp)
{
    switch (cp) {
    case ' ':
    case '-':
    case '.':
    case '\'':
    case 0xB7:   /* · */
    case 0x2022: /* • */
    case 0x2027: /* ‧ */
    case 0x3000:
    case 0x30FB: /* ・ */
    case 0xFF0E: /* ． */
        return true;
    default:
        return false;
    }
}

/* Takes the next word of the query, in lower case, ü as v, without the ' of
   xi'an.  A word too long for the bits is cut after a whole character: what is
   that long is found by its first twenty just as well. */
static bool take_term(const char **query, struct term *t)
{
    const char *s = *query + strspn(*query, " ");
    const char *end = s + strcspn(s, " ");
    *query = end;
    t->n = 0;
    while (s < end) {
        uint32_t cp;
        size_t taken = utf8_next(s, (size_t)(end - s), &cp);
        bool umlaut = cp == 0xFC || cp == 0xDC;
        if (t->n + taken > TERM_BYTES_MAX) {
            break;
        }
        if (umlaut || taken == 1) {
            t->s[t->n] = umlaut ? 'v' : lower(*s);
            t->n += *s != '\'';
        } else {
            memcpy(t->s + t->n, s, taken);
            t->n += taken;
        }
        s += taken;
    }
    return t->n > 0;
}

/* Places reached from `from` by any beginning of one reading. */
static uint64_t spell(const struct term *t, size_t from, const char *reading)
{
    uint64_t reached = 0;
    for (size_t i = from; i < t->n && *reading != '\0'; i++, reading++) {
        if (t->s[i] != *reading && !(*reading == 'v' && t->s[i] == 'u')) {
            break;
        }
        reached |= UINT64_C(1) << (i + 1);
    }
    return reached;
}

static uint64_t spell_all(const struct term *t, size_t from, uint32_t cp,
                          uint32_t code)
{
    uint64_t reached = spell(t, from, syllable(code));
    if ((code & HAS_MORE) != 0) {
        for (size_t i = more_from(cp);
             i < ARRAY_LEN(pinyin_more) && pinyin_more[i] >> 9 == cp; i++) {
            reached |= spell(t, from, syllable(pinyin_more[i]));
        }
    }
    return reached;
}

/* Places reached from all `live` ones by one character of the name. */
static uint64_t step(const struct term *t, uint64_t live, const char *s,
                     size_t n_bytes, uint32_t cp)
{
    uint32_t code = code_of(cp);
    uint64_t reached = is_separator(cp) ? live : 0;
    for (; live != 0; live &= live - 1) {
        size_t from = (size_t)__builtin_ctzll(live);
        if (from + n_bytes <= t->n &&
            (n_bytes == 1 ? t->s[from] == lower(*s)
                          : memcmp(t->s + from, s, n_bytes) == 0)) {
            reached |= UINT64_C(1) << (from + n_bytes);
        }
        if (code != 0) {
            reached |= spell_all(t, from, cp, code);
        }
    }
    return reached;
}

static bool match_term(const char *name, size_t n, const struct term *t)
{
    const uint64_t end = UINT64_C(1) << t->n;
    uint64_t live = 1;
    while (n > 0) {
        uint32_t cp;
        size_t taken = utf8_next(name, n, &cp);
        live = step(t, live, name, taken, cp) | 1; /* from here, too */
        if ((live & end) != 0) {
            return true;
        }
        name += taken;
        n -= taken;
    }
    return false;
}

bool pinyin_match(const char *name, const char *query)
{
    const size_t n = strlen(name);
    struct term t;
    while (take_term(&query, &t)) {
        if (!match_term(name, n, &t)) {
            return false;
        }
    }
    return true;
}

/* ---- sorting --------------------------------------------------------- */

/* Each character becomes syllable, tone and itself: li3李.  Digits come before
   letters and ~ after both, so bytes compare as a dictionary does: li, then
   lian; the third tone before the fourth; one surname in one block. */
void pinyin_key(struct strbuf *out, const char *name)
{
    size_t row = surname_row(name);
    const char *const *said =
        row < ARRAY_LEN(pinyin_surnames) ? pinyin_surnames[row].keys : NULL;
    size_t n = strlen(name);
    for (size_t i = 0; n > 0; i++) {
        uint32_t cp;
        size_t taken = utf8_next(name, n, &cp);
        uint32_t code = code_of(cp);
        if (said != NULL && i < 2 && said[i] != NULL) {
            sb_add(out, said[i]);
        } else if (code != 0) {
            sb_add(out, syllable(code));
            sb_addc(out, (char)('0' + (code >> TONE_SHIFT & TONE_MASK)));
        } else if (!is_separator(cp)) {
            sb_addc(out, '~');
        }
        if (!is_separator(cp)) {
            char bytes[4];
            sb_addn(out, bytes,
                    utf8_put(bytes, cp == UTF8_INVALID ? UTF8_REPLACE : cp));
        }
        name += taken;
        n -= taken;
    }
}

void pinyin_initials(struct strbuf *out, const char *text)
{
    size_t n = strlen(text);
    while (n > 0) {
        uint32_t cp;
        size_t taken = utf8_next(text, n, &cp);
        uint32_t code = code_of(cp);
        char c = taken == 1 ? lower(*text) : '\0';
        if (code != 0) {
            sb_addc(out, syllable(code)[0]);
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            sb_addc(out, c);
        }
        text += taken;
        n -= taken;
    }
}
