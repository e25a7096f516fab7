/* Text made comparable: what an input method types for ASCII, and the key by
   which two spellings of one name are found together.

   The key is close to NFKC but is no normalisation: only what occurs in Chinese
   names and titles is folded, and nothing of it is ever stored in place of what
   was typed. */
#include <string.h>

#include "clean_judge.h"
#include "compat_table.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"

uint32_t text_fold_cp(uint32_t cp)
{
    if (cp < 0x80) {
        return cp;
    }
    if (cp >= 0xFF01 && cp <= 0xFF5E) {
        return cp - 0xFF01 + '!';
    }
    switch (cp) {
    case 0x3000:
        return ' ';
    case 0x3001: /* 、 is what most input methods type for the slash key */
        return '/';
    case 0x3002: /* 。 */
        return '.';
    case 0x2010: /* ‐ */
    case 0x2011: /* non-breaking hyphen */
    case 0x2012: /* figure dash */
    case 0x2013: /* – */
    case 0x2014: /* — */
    case 0x2015: /* ― */
    case 0x2212: /* − */
        return '-';
    case 0x301C: /* 〜 */
        return '~';
    case 0x201C: /* “ */
    case 0x201D: /* ” */
        return '"';
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
        return '\'';
    case 0x3010: /* 【 */
        return '[';
    case 0x3011: /* 】 */
        return ']';
    case 0x300A: /* 《 */
        return '<';
    case 0x300B: /* 》 */
        return '>';
    case 0xFFE5: /* ￥ */
        return 0xA5;
    default:
        return cp;
    }
}

void text_fold(struct strbuf *out, const char *s)
{
    size_t n_bytes = strlen(s);
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        size_t step = utf8_next(s + at, n_bytes - at, &cp);
        if (cp == UTF8_INVALID) {
            sb_addn(out, s + at, step);
        } else {
            utf8_add(out, text_fold_cp(cp));
        }
        at += step;
    }
}

static uint32_t unified(uint32_t cp)
{
    for (size_t i = 0; i < ARRAY_LEN(compat_blocks); i++) {
        uint32_t offset = cp - compat_blocks[i].first; /* wraps when below */
        if (offset < compat_blocks[i].n && compat_blocks[i].to[offset] != 0) {
            return compat_blocks[i].to[offset];
        }
    }
    return cp;
}

/* The dot in names of several parts is typed in half a dozen ways. */
static bool is_middle_dot(uint32_t cp)
{
    switch (cp) {
    case 0x2022: /* • */
    case 0x2027: /* ‧ */
    case 0x2219: /* ∙ */
    case 0x22C5: /* ⋅ */
    case 0x2E31: /* word separator middle dot */
    case 0x30FB: /* ・ */
    case 0xFF65: /* ･ */
        return true;
    default:
        return false;
    }
}

static uint32_t key_of(uint32_t cp)
{
    if (is_middle_dot(cp)) {
        return 0xB7;
    }
    cp = text_fold_cp(unified(cp));
    return cp >= 'A' && cp <= 'Z' ? cp - 'A' + 'a' : cp;
}

void text_compare_key(struct strbuf *out, const char *s)
{
    size_t n_bytes = strlen(s);
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        at += utf8_next(s + at, n_bytes - at, &cp);
        cp = key_of(cp);
        if (cp != ' ' && judge(cp) == CP_KEEP) {
            utf8_add(out, cp);
        }
    }
}
