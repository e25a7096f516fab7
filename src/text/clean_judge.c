/* The verdict on a code point.  ASCII and the common ideographs are decided
   first; the rest is a short list of ranges, written out instead of generated
   because each of its rows is a decision of ours and not a Unicode property.

   Unassigned code points are kept: a name may be newer than any table. */
#include "clean_judge.h"

#include <stddef.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"

static const struct {
    uint32_t first;
    uint32_t last;
    enum verdict verdict;
} odd_ranges[] = {
    {0x7F, 0x9F, CP_CONTROL},
    {0xA0, 0xA0, CP_BLANK},
    {0xAD, 0xAD, CP_DROP}, /* soft hyphen */
    {0x34F, 0x34F, CP_INVISIBLE},
    {0x61C, 0x61C, CP_BIDI},
    {0x115F, 0x1160, CP_INVISIBLE}, /* Hangul fillers */
    {0x17B4, 0x17B5, CP_INVISIBLE},
    {0x180B, 0x180F, CP_MARK}, /* Mongolian selectors */
    {0x2000, 0x200A, CP_BLANK},
    {0x200B, 0x200C, CP_DROP}, /* zero-width space, non-joiner */
    {0x200D, 0x200D, CP_MARK},
    {0x200E, 0x200F, CP_BIDI},
    {0x2028, 0x2029, CP_NEWLINE},
    {0x202A, 0x202E, CP_BIDI},
    {0x202F, 0x202F, CP_BLANK},
    {0x205F, 0x205F, CP_BLANK},
    {0x2060, 0x2060, CP_DROP}, /* word joiner */
    {0x2061, 0x2065, CP_INVISIBLE},
    {0x2066, 0x2069, CP_BIDI},
    {0x206A, 0x206F, CP_INVISIBLE},
    {0x3164, 0x3164, CP_INVISIBLE},
    {0xD800, 0xDFFF, CP_NONCHAR},
    {0xFDD0, 0xFDEF, CP_NONCHAR},
    {0xFE00, 0xFE0F, CP_MARK},
    {0xFEFF, 0xFEFF, CP_DROP}, /* byte order mark */
    {0xFFA0, 0xFFA0, CP_INVISIBLE},
    {0xFFF0, 0xFFFB, CP_INVISIBLE},
    {0x13430, 0x1343F, CP_INVISIBLE},
    {0x1BCA0, 0x1BCA3, CP_INVISIBLE},
    {0x1D173, 0x1D17A, CP_INVISIBLE},
    {0xE0000, 0xE00FF, CP_INVISIBLE}, /* tags */
    {0xE0100, 0xE01EF, CP_MARK},      /* ideographic selectors */
    {0xE01F0, 0xE0FFF, CP_INVISIBLE},
};

static enum verdict judge_ascii(uint32_t cp)
{
    switch (cp) {
    case '\t':
        return CP_TAB;
    case '\n':
    case '\r':
        return CP_NEWLINE;
    default:
        return cp >= 0x20 && cp < 0x7F ? CP_KEEP : CP_CONTROL;
    }
}

enum verdict judge(uint32_t cp)
{
    if (cp < 0x80) {
        return judge_ascii(cp);
    }
    if ((cp >= 0x3001 && cp < 0x3164) || (cp >= 0x3165 && cp < 0xD800)) {
        return CP_KEEP;
    }
    if (cp > 0x10FFFF) {
        return CP_INVALID;
    }
    if ((cp & 0xFFFE) == 0xFFFE) {
        return CP_NONCHAR;
    }
    for (size_t i = 0; i < ARRAY_LEN(odd_ranges); i++) {
        if (cp <= odd_ranges[i].last) {
            return cp >= odd_ranges[i].first ? odd_ranges[i].verdict : CP_KEEP;
        }
    }
    return CP_KEEP;
}

bool judge_is_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFD) ||
           cp == 0x3005 || cp == 0x3007;
}

bool judge_is_visible(uint32_t cp)
{
    return judge(cp) == CP_KEEP && cp != ' ' && cp != 0x3000 && cp != 0x1680 &&
           cp != 0x2800 && width_cp_cols(cp) > 0;
}
